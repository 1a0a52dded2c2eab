//! `ikigen verify FILE…`

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::codes;
use super::exit::{ERROR, FAILURE, SUCCESS};
use super::reporter::Reporter;
use super::{Format, Report};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::{Note, Phrase, notes};
use crate::reader::signed::Signature;
use crate::review::verify::{self, Basis, MAX_FILE_COUNT, Proof, References, Verdict};
use crate::source;
use crate::source::codes::BERKAS_TAK_TERBACA;
use crate::text::visible_line;

notes! {
    PROVED = "{path}: terbukti: dibuat dari {n} sumber yang sama dengan {basis}, {same}.",
        "{path}: proved: made from {n} {n|source|sources} that {n|is that|are those} of {basis}, {same}.";
    CONSISTENT = "{path}: utuh: dibuat dari {n} sumber di dalamnya sendiri, {same}; kode sidik (hash) datanya {hash}. Itu hanya membuktikan bahwa \
                  isinya sesuai dengan sumber itu; bahwa sumber itu sumber kantor dibuktikan dengan --project atau --revision.",
        "{path}: sound: made from the {n} {n|source|sources} in it, {same}; the fingerprint of its data is {hash}. That only proves that \
         it says what these sources say; that they are the office's is proved with --project or --revision.";
    SAME = "sama byte demi byte", "the same byte for byte";
    SAME_BEFORE = "sama byte demi byte sampai tanda tangannya", "the same byte for byte up to its signatures";
    SIGNED = "isi dari sumber ini; ditandatangani {n}×, menurut tanda tangannya oleh: {names}. Keabsahan sertifikatnya tidak dinilai di sini.",
        "the content is from these sources; signed {n}×, by, according to the signatures: {names}. Whether the certificates are valid is not judged here.";
    STAMPED = "bercap waktu {n}×, menurut capnya oleh: {names}.",
        "time-stamped {n}×, by, according to the stamps: {names}.";
    NAMELESS = "tanpa nama", "no name";
    DIFFERENT = "{path}: berbeda", "{path}: different";
    PARTS = "bagian berkas: {parts}", "parts of the file: {parts}";
}

/// What `verify` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        value_name = Note(["BERKAS", "FILE"]),
        required = true,
        help = Note([
            "PDF atau buku kerja yang diperiksa, bertanda tangan atau tidak. Buku kerja selalu dibandingkan dengan proyek; \
             PDF dengan proyek bila --project disebut, bila tidak dengan sumber di dalamnya sendiri",
            "PDF or workbook to verify, signed or not. A workbook is always compared with the project; a PDF with the \
             project where --project is given, else with the sources in it",
        ])
    )]
    file: Vec<PathBuf>,

    #[arg(
        long,
        value_name = Note(["REVISI", "REVISION"]),
        help = Note([
            "Bandingkan dengan proyek pada revisi git ini",
            "Compare with the project in this git revision",
        ])
    )]
    revision: Option<String>,

    #[command(flatten)]
    report: Report,
}

impl Arguments {
    /// Says why the command could not run.
    pub(super) fn refuse(&self, found: &Diagnostics, reporter: &Reporter) {
        self.report.refuse(found, reporter);
    }
}

/// What is found of a file: the verdict, or why there is none.
type Found = Result<Verdict, Diagnostic>;

/// Verifies; returns the exit code: 0 proved, 1 something differs, 2 something cannot be proved.
/// `named`: whether the project was named.
pub fn run(project: &Path, named: bool, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let revision = arguments.revision.as_deref();
    let mut bench = Bench {
        against: named || revision.is_some(),
        references: References::new(project, revision),
    };
    let all: Vec<(&PathBuf, Found)> =
        arguments.file.iter().map(|path| (path, bench.file(path))).collect();
    match arguments.report.format {
        Format::Text => all.iter().for_each(|(path, found)| say(path, found, reporter)),
        Format::Json => {
            let files: Vec<Value> =
                all.iter().map(|(path, found)| as_json(path, found, reporter)).collect();
            reporter.emit_json(&json!({ "version": 1, "files": files }));
        }
    }
    let code = |found: &Found| match found {
        Ok(Verdict::Proved(_)) => SUCCESS,
        Ok(Verdict::Different(_)) => FAILURE,
        Err(_) => ERROR,
    };
    all.iter().map(|(_, found)| code(found)).max().unwrap_or(SUCCESS)
}

/// Where files are held against something.
struct Bench<'a> {
    /// Whether documents are held against the project too, and not only workbooks.
    against: bool,
    references: References<'a>,
}

impl Bench<'_> {
    fn file(&mut self, path: &Path) -> Found {
        let about = |code, reason: Phrase| {
            Diagnostic::global(code).arg("path", path.display()).arg("sebab", reason)
        };
        let bytes = source::read_named(path, MAX_FILE_COUNT)
            .map_err(|reason| about(&BERKAS_TAK_TERBACA, reason))?;
        let found = if bytes.starts_with(b"PK") {
            verify::workbook(&bytes, &mut self.references)
        } else {
            verify::pdf(&bytes, self.against.then_some(&mut self.references))
        };
        found.map_err(|reason| about(&codes::UNPROVED, reason))
    }
}

/// Says what was found to a person.
fn say(path: &Path, found: &Found, reporter: &Reporter) {
    let words = |phrase: &Phrase| visible_line(&phrase.words(reporter.language)).into_owned();
    let said = match found {
        Ok(Verdict::Proved(proof)) => proved(path, proof),
        Ok(Verdict::Different(what)) => {
            let mut said = vec![DIFFERENT.arg("path", path.display())];
            said.extend(what.reasons.iter().cloned());
            if reporter.verbose && !what.parts.is_empty() {
                said.push(PARTS.arg("parts", what.parts.join(", ")));
            }
            said
        }
        Err(found) => return reporter.diagnostics_only(&found.clone().into()),
    };
    let lines: Vec<String> = said.iter().map(words).collect();
    reporter.emit(&format!("{}\n", lines.join("\n  ")));
}

/// What a proof says, line by line.
fn proved(path: &Path, proof: &Proof) -> Vec<Phrase> {
    let same = if proof.signatures.is_empty() { &SAME } else { &SAME_BEFORE };
    let first = match &proof.basis {
        Basis::Itself(hash) => CONSISTENT.arg("hash", hash),
        basis => PROVED.arg("basis", basis.phrase()),
    };
    let first = first.arg("path", path.display()).arg("n", proof.sources).arg("same", same);
    let (stamps, signatures): (Vec<_>, Vec<_>) =
        proof.signatures.iter().partition(|signature| signature.time_stamp);
    let counted = |note: &'static Note, all: &[&Signature]| {
        let said = note.arg("n", all.len()).arg("names", names(all));
        (!all.is_empty()).then_some(said)
    };
    let rest = [counted(&SIGNED, &signatures), counted(&STAMPED, &stamps)];
    std::iter::once(first).chain(rest.into_iter().flatten()).collect()
}

/// The names that signatures claim, one after the other.
fn names(all: &[&Signature]) -> Phrase {
    static NEXT: Note = Note(["{before}; {name}", "{before}; {name}"]);
    let name = |one: &&Signature| one.name.as_ref().map_or(Phrase::from(&NAMELESS), Phrase::from);
    let joined =
        all.iter().map(name).reduce(|before, name| NEXT.arg("before", before).arg("name", name));
    joined.unwrap_or_else(|| Phrase::from(&NAMELESS))
}

/// What was found, for a program.
fn as_json(path: &Path, found: &Found, reporter: &Reporter) -> Value {
    let words = |phrase: &Phrase| phrase.words(reporter.language);
    let file = path.display().to_string();
    match found {
        Ok(Verdict::Proved(proof)) => {
            let (verdict, against) = match &proof.basis {
                Basis::Folder(name) => ("proved", json!({ "kind": "project", "name": name })),
                Basis::Revision(name) => ("proved", json!({ "kind": "revision", "name": name })),
                Basis::Itself(hash) => {
                    ("consistent", json!({ "kind": "itself", "fingerprint": hash }))
                }
            };
            let signatures = proof.signatures.iter().map(|one| {
                let kind = if one.time_stamp { "time-stamp" } else { "signature" };
                json!({ "kind": kind, "name": one.name })
            });
            json!({
                "file": file, "verdict": verdict, "against": against, "sources": proof.sources,
                "signatures": signatures.collect::<Vec<_>>(), "reasons": [], "parts": [],
            })
        }
        Ok(Verdict::Different(what)) => json!({
            "file": file, "verdict": "different",
            "reasons": what.reasons.iter().map(words).collect::<Vec<_>>(), "parts": what.parts,
        }),
        Err(found) => json!({
            "file": file, "verdict": "unproved",
            "reasons": [found.message(reporter.language)], "parts": [],
        }),
    }
}
