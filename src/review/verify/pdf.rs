//! A PDF, from what travels in it or from a project that has the same.

use std::collections::BTreeMap;

use serde_json::Value;

use super::claim::{Claim, is_data};
use super::{Basis, NOT_REMADE, Proof, Reference, References, Verdict, made_again, make};
use crate::diagnostic::Diagnostics;
use crate::digest::sha256;
use crate::documents::Job;
use crate::language::{Phrase, notes};
use crate::output::MANIFEST;
use crate::project::{self, Project};
use crate::reader::pdf::{attachments, drawings};
use crate::reader::signed::{self, Appended, Signature};
use crate::text::{SourceFile, ranges};
use crate::typeset;

notes! {
    NO_MANIFEST = "tidak ada manifest di dalamnya: bukan dokumen ikigen, atau lampirannya dibuang",
        "there is no manifest in it: no document of ikigen, or its attachments were removed";
    BROKEN_MANIFEST = "manifestnya rusak: `{why}`", "its manifest is broken: `{why}`";
    MARKED = "dokumen ini memperlihatkan perubahan sejak `{since}`: keadaan lama itu tidak ada di dalamnya; \
              yang dapat dibuktikan dokumen tanpa tanda yang terbit bersamanya",
        "this document shows the changes since `{since}`: that older state is not in it; \
         what can be proved is the document without marks, published beside it";
    LEFT_OUT = "sumbernya tidak ikut di dalamnya, hanya sidiknya ({path}); sebutkan proyeknya dengan --project, atau \
                revisinya dengan --revision",
        "its sources do not travel in it, only their fingerprints ({path}); name the project with --project, or the \
         revision with --revision";
    OWN_INPUT = "templat atau huruf ini bukan bawaan program dan tidak ikut di dalamnya: {path}; sebutkan proyeknya \
                 dengan --project, atau revisinya dengan --revision",
        "this template or face is none of the program's and does not travel in it: {path}; name the project with \
         --project, or the revision with --revision";
    EXCHANGED = "lampiran ini bukan yang tercatat di manifest: {path}",
        "this attachment is not the one that the manifest records: {path}";
    UNRECORDED = "lampiran ini tidak tercatat di manifest: {path}", "this attachment is not in the manifest: {path}";
    SOUND = "dokumennya sendiri utuh: dibuat lagi dari sumber di dalamnya ia sama byte demi byte",
        "the document by itself is sound: made again from the sources in it, it is the same byte for byte";
    SAME_DRAWINGS = "yang digambar halamannya sama, tetapi berkasnya diubah sesudah dibuat: huruf, anotasi, ukuran halaman \
                     atau isian dapat memperlihatkan yang lain",
        "what its pages draw is the same, but the file was changed after it was made: faces, annotations, the size of \
         pages or fields can show something else";
    NO_PAGES = "halamannya tidak dapat dibaca", "its pages cannot be read";
    OTHER_PAGES = "halaman yang berbeda: {pages}", "pages that differ: {pages}";
    PAGE_COUNT = "banyaknya halaman: {theirs}, seharusnya {ours}", "number of pages: {theirs}, it should be {ours}";
    COVERS = "tempat tanda tangan {field} menutupi isi halaman {n}: {what}",
        "the place of the signature {field} covers what is on page {n}: {what}";
}

/// Verifies a PDF: against a state of a project, or, without one, from what travels in it.
///
/// # Errors
/// Why it cannot be proved or disproved.
pub fn pdf(bytes: &[u8], references: Option<&mut References>) -> Result<Verdict, Phrase> {
    let attached = attachments(bytes)?;
    let manifest = attached.get(MANIFEST).ok_or_else(|| Phrase::from(&NO_MANIFEST))?;
    let manifest: Value =
        serde_json::from_slice(manifest).map_err(|error| BROKEN_MANIFEST.arg("why", error))?;
    let claim = Claim::of_manifest(&manifest);
    let forged = forged(&claim, &attached);
    if !forged.is_empty() {
        return Ok(Verdict::Different(forged.into()));
    }
    if let Some(before) = &claim.since {
        return Err(MARKED.arg("since", before));
    }
    claim.is_of_this_version()?;
    match references {
        Some(references) => against(bytes, &claim, &attached, references.of_year(claim.tahun)?),
        None => by_itself(bytes, &claim, &attached),
    }
}

/// Against a state of a project.
fn against(
    bytes: &[u8],
    claim: &Claim,
    attached: &BTreeMap<String, Vec<u8>>,
    reference: &Reference,
) -> Result<Verdict, Phrase> {
    claim.is_of_year(reference, attached)?;
    let mut other = claim.other_inputs(reference, attached, |_| true);
    if other.is_empty() {
        return Ok(compare(bytes, claim, &reference.project, reference.basis.clone()));
    }
    if let Ok(Verdict::Proved(_)) = by_itself(bytes, claim, attached) {
        other.push(Phrase::from(&SOUND));
    }
    Ok(Verdict::Different(other.into()))
}

/// From what travels in it.
fn by_itself(
    bytes: &[u8],
    claim: &Claim,
    attached: &BTreeMap<String, Vec<u8>>,
) -> Result<Verdict, Phrase> {
    if let Some(path) =
        claim.inputs.keys().find(|path| is_data(path) && !attached.contains_key(*path))
    {
        return Err(LEFT_OUT.arg("path", path));
    }
    let missing = |path: &String, hash: &str| {
        !attached.contains_key(path) && !project::is_built_in(path, hash)
    };
    if let Some((path, _)) = claim.inputs.iter().find(|(path, hash)| missing(path, hash)) {
        return Err(OWN_INPUT.arg("path", path));
    }
    let sources = attached.iter().filter(|(name, _)| name.as_str() != MANIFEST);
    let files: Option<Vec<SourceFile>> = sources
        .map(|(name, bytes)| SourceFile::from_bytes(name.as_str(), bytes.clone()).ok())
        .collect();
    let mut diagnostics = Diagnostics::default();
    match files.and_then(|files| project::read_files(files, claim.tahun, &mut diagnostics)) {
        Some(project) => Ok(compare(bytes, claim, &project, Basis::Itself(claim.fingerprint()))),
        None => Ok(Verdict::Different(Phrase::from(&NOT_REMADE).into())),
    }
}

/// Attachments that are not what the manifest records.
fn forged(claim: &Claim, attached: &BTreeMap<String, Vec<u8>>) -> Vec<Phrase> {
    let mut wrong = Vec::new();
    for (name, bytes) in attached.iter().filter(|(name, _)| name.as_str() != MANIFEST) {
        match claim.inputs.get(name) {
            Some(hash) if *hash == sha256(bytes) => {}
            Some(_) => wrong.push(EXCHANGED.arg("path", name)),
            None => wrong.push(UNRECORDED.arg("path", name)),
        }
    }
    wrong
}

/// With what a project with the same inputs makes.
fn compare(bytes: &[u8], claim: &Claim, project: &Project, basis: Basis) -> Verdict {
    let job = match made_again(claim, project) {
        Ok(job) => job,
        Err(reason) => return Verdict::Different(reason.into()),
    };
    let Some(made) = make(project, &job) else {
        return Verdict::Different(Phrase::from(&NOT_REMADE).into());
    };
    let proved = |signatures: Vec<Signature>| {
        let own = claim.inputs.iter().filter(|(path, hash)| !project::is_built_in(path, hash));
        let sources = own.count();
        Verdict::Proved(Proof { basis, sources, signatures })
    };
    if made.bytes == bytes {
        return proved(Vec::new());
    }
    if !bytes.starts_with(&made.bytes) {
        return Verdict::Different(other_pages(bytes, &made.bytes).into());
    }
    match signed::judge(bytes, made.bytes.len()) {
        Ok(appended) => {
            let covered = covered(&appended, project, &job);
            if covered.is_empty() {
                return proved(appended.signatures);
            }
            Verdict::Different(covered.into())
        }
        Err(reasons) => Verdict::Different(reasons.into()),
    }
}

/// What signatures that show cover of the pages.
fn covered(appended: &Appended, project: &Project, job: &Job) -> Vec<Phrase> {
    if appended.places.is_empty() {
        return Vec::new();
    }
    let pages = project
        .compilations(&[job], &project.inputs())
        .ok()
        .and_then(|all| typeset::lay_out(all.first()?, &project.huruf).ok());
    let Some((pages, _)) = pages else { return vec![Phrase::from(&NOT_REMADE)] };
    let mut wrong = Vec::new();
    for place in &appended.places {
        if let Some(what) = pages.covered(place.page, place.area) {
            let said = COVERS.arg("field", &place.field).arg("n", place.page + 1);
            wrong.push(said.arg("what", what));
        }
    }
    wrong
}

/// Which pages do not draw what they should.
fn other_pages(bytes: &[u8], made: &[u8]) -> Vec<Phrase> {
    let (Some(theirs), Some(ours)) = (drawings(bytes), drawings(made)) else {
        return vec![Phrase::from(&NO_PAGES)];
    };
    let mut wrong = Vec::new();
    if ours.len() != theirs.len() {
        wrong.push(PAGE_COUNT.arg("theirs", theirs.len()).arg("ours", ours.len()));
    }
    let other = (0..ours.len().min(theirs.len())).filter(|n| ours[*n] != theirs[*n]);
    let other: Vec<usize> = other.map(|n| n + 1).collect();
    if !other.is_empty() {
        wrong.push(OTHER_PAGES.arg("pages", ranges(&other)));
    }
    if wrong.is_empty() {
        wrong.push(Phrase::from(&SAME_DRAWINGS));
    }
    wrong
}
