//! `verify`: was this file made from the sources that it names, and is it as it was made?
//!
//! A PDF carries its YAML files, the project's own templates, and a manifest of its inputs that
//! says which document it is: that one is made again from them, in memory, and compared byte by
//! byte. A workbook carries the fingerprints of its sources: it
//! is made again from a project that has the same. What is not the same byte for byte is never
//! called identical; what differs is said, page by page or sheet by sheet.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use flate2::read::ZlibDecoder;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object, Stream};
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::digest::sha256;
use crate::documents::{Content, Job};
use crate::language::{Phrase, notes};
use crate::output::{Artifact, MANIFEST, SINCE, document_of};
use crate::project::{self, Project, Timings};
use crate::text::SourceFile;

/// Bytes of a file that is looked at; documents of an office are far from it.
pub const MAX_FILE_COUNT: u64 = 64 << 20;
/// Bytes of one attachment, unpacked.
const MAX_ATTACHMENTS: u64 = 4 << 20;
/// Bytes of all attachments, unpacked.
const MAX_TOTAL: usize = 64 << 20;
/// Attachments; a project has no more files.
const MAX_FILES: usize = 4_100;

/// What is found of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same byte for byte as what its sources make.
    Identical {
        /// How many sources it was made from.
        sumber: usize,
    },
    /// Its pages are the same, but another version of the program made it.
    OtherVersion {
        /// The version.
        version: String,
    },
    /// What differs, in sentences.
    Different(Vec<Phrase>),
}

notes! {
    BROKEN = "berkasnya rusak", "the file is broken";
    NO_PDF = "bukan PDF, atau rusak", "no PDF, or broken";
    NO_WORKBOOK = "bukan buku kerja Excel, atau rusak", "no workbook, or broken";
    NO_DOCUMENT = "sumber di dalamnya tidak membuat dokumen yang disebut manifestnya",
        "the sources in it do not make the document that its manifest names";
    NO_MANIFEST = "tidak ada manifest di dalamnya: bukan dokumen ikigen, atau lampirannya dibuang",
        "there is no manifest in it: no document of ikigen, or its attachments were removed";
    BROKEN_MANIFEST = "manifestnya rusak: `{why}`", "its manifest is broken: `{why}`";
    MARKED = "dokumen ini memperlihatkan perubahan sejak `{since}`: keadaan lama itu tidak ada di dalamnya; \
              yang dapat dibuktikan dokumen tanpa tanda yang terbit bersamanya",
        "this document shows the changes since `{since}`: that older state is not in it; \
         what can be verified is the document without marks, published beside it";
    NOT_REMADE = "dokumen tidak dapat dibuat lagi dari sumber di dalamnya",
        "the document cannot be made again from the sources in it";
    SAME_PAGES = "isi halamannya sama, tetapi berkasnya diubah sesudah dibuat",
        "its pages are the same, but the file was changed after it was made";
    CHANGED_AFTER = "berkasnya diubah sesudah dibuat", "the file was changed after it was made";
    NO_PROJECT = "proyek pembandingnya tidak dapat dibaca atau mempunyai galat: {folder}",
        "the project to compare with cannot be read or has errors: {folder}";
    OTHER_SOURCE = "sumbernya lain daripada di proyek: {path}", "the source is not that of the project: {path}";
    OTHER_PART = "bagian yang berbeda: {part} ({name})", "a part that differs: {part} ({name})";
    EXCHANGED = "lampiran ini bukan yang tercatat di manifest: {path}",
        "this attachment is not the one that the manifest records: {path}";
    UNRECORDED = "lampiran ini tidak tercatat di manifest: {path}", "this attachment is not in the manifest: {path}";
    UNATTACHED = "sumber ini tercatat, tetapi tidak dilampirkan: {path}",
        "this source is recorded but not attached: {path}";
    OTHER_INPUT = "templat atau huruf ini bukan bawaan program versi ini: {path}",
        "this template or face is not the built-in one of this version: {path}";
    NO_PAGES = "halamannya tidak dapat dibaca", "its pages cannot be read";
    OTHER_PAGE = "halaman berbeda: {n} ({name})", "page differs: {n} ({name})";
    PAGE_COUNT = "banyaknya halaman: {theirs} / {ours}", "number of pages: {theirs} / {ours}";
    TOO_MUCH = "lampirannya lebih besar daripada yang dapat diperiksa",
        "its attachments are larger than can be looked at";
    TOO_LARGE = "lampirannya lebih besar daripada yang dapat diperiksa: {name}",
        "an attachment is larger than can be looked at: {name}";
}

/// Verifies a PDF from what travels in it.
///
/// # Errors
/// Why it cannot be looked at: no PDF, too large, nothing attached.
pub fn pdf(bytes: &[u8]) -> Result<Verdict, Phrase> {
    // A broken file must not take the program down, whatever its reader makes of it.
    let read = std::panic::catch_unwind(|| attachments(bytes));
    let attached = read.unwrap_or_else(|_| Err(Phrase::from(&BROKEN)))?;
    let manifest = attached.get(MANIFEST).ok_or_else(|| Phrase::from(&NO_MANIFEST))?;
    let manifest: Value =
        serde_json::from_slice(manifest).map_err(|error| BROKEN_MANIFEST.arg("why", error))?;
    if let Some(before) = manifest[SINCE].as_str() {
        return Err(MARKED.arg("since", before));
    }
    let recorded = recorded(&manifest);
    let mut wrong = forged(&recorded, &attached);
    let sources = attached.iter().filter(|(name, _)| name.as_str() != MANIFEST);
    let files: Option<Vec<SourceFile>> = sources
        .map(|(name, bytes)| SourceFile::from_bytes(name.as_str(), bytes.clone()).ok())
        .collect();
    let mut diagnostics = Diagnostics::default();
    let project =
        files.and_then(|files| project::read_files(files, year_of(&manifest), &mut diagnostics));
    let Some(project) = project else {
        wrong.push(Phrase::from(&NOT_REMADE));
        return Ok(Verdict::Different(wrong));
    };
    let Some(job) = claimed(&manifest, &project) else {
        wrong.push(Phrase::from(&NO_DOCUMENT));
        return Ok(Verdict::Different(wrong));
    };
    let made = make(&project, &[job]);
    if wrong.is_empty() && made.iter().any(|one| one.bytes == bytes) {
        return Ok(Verdict::Identical { sumber: recorded.len() });
    }
    wrong.extend(other_inputs(&recorded, &project));
    let pages = different_pages(bytes, &made);
    let version = manifest["ikigen"].as_str().unwrap_or("?").to_owned();
    let other_version = version != env!("CARGO_PKG_VERSION");
    match pages {
        Ok(pages) if pages.is_empty() && wrong.is_empty() && other_version => {
            Ok(Verdict::OtherVersion { version })
        }
        Ok(pages) => {
            if pages.is_empty() && wrong.is_empty() {
                wrong.push(Phrase::from(&SAME_PAGES));
            }
            wrong.extend(pages);
            Ok(Verdict::Different(wrong))
        }
        Err(reason) => {
            wrong.push(reason);
            Ok(Verdict::Different(wrong))
        }
    }
}

/// Verifies a workbook against the project it is said to be from.
///
/// # Errors
/// Why it cannot be looked at.
pub fn xlsx(bytes: &[u8], folder: &Path) -> Result<Verdict, Phrase> {
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder, &mut diagnostics, &mut Timings::default())
        .ok_or_else(|| NO_PROJECT.arg("folder", folder.display()))?;
    let books = project.documents.jobs().iter();
    let books = books.filter(|job| matches!(job.content, Content::Workbook(_)));
    let made = make(&project, &books.collect::<Vec<_>>());
    let sources = project.inputs().list().filter(|(path, _)| path.starts_with("data/")).count();
    if made.iter().any(|one| one.bytes == bytes) {
        return Ok(Verdict::Identical { sumber: sources });
    }
    let parts = parts(bytes).ok_or_else(|| Phrase::from(&NO_WORKBOOK))?;
    let mut wrong = Vec::new();
    let carried = carried_sources(bytes).unwrap_or_default();
    let now: BTreeMap<String, String> = project
        .inputs()
        .list()
        .filter(|(path, _)| path.starts_with("data/"))
        .map(|(path, hash)| (path.to_owned(), hash.to_owned()))
        .collect();
    for path in carried.keys().chain(now.keys()).collect::<std::collections::BTreeSet<_>>() {
        if carried.get(path) != now.get(path) {
            wrong.push(OTHER_SOURCE.arg("path", path));
        }
    }
    // The one with most parts in common is what it claims to be.
    let alike = |one: &&Artifact| {
        let own = self::parts(&one.bytes).unwrap_or_default();
        parts.iter().filter(|(name, part)| own.get(*name) == Some(part)).count()
    };
    if let Some(best) = made.iter().max_by_key(alike) {
        let own = self::parts(&best.bytes).unwrap_or_default();
        for name in parts.keys().chain(own.keys()).collect::<std::collections::BTreeSet<_>>() {
            if parts.get(name) != own.get(name) {
                wrong.push(OTHER_PART.arg("part", name).arg("name", &best.name));
            }
        }
    }
    if wrong.is_empty() {
        wrong.push(Phrase::from(&CHANGED_AFTER));
    }
    Ok(Verdict::Different(wrong))
}

/// The year that a manifest says its document was asked for.
fn year_of(manifest: &Value) -> Option<i32> {
    document_of(manifest).and_then(|(_, item)| item.tahun)
}

/// The document that a manifest says it travels in, as the project has it.
fn claimed<'p>(manifest: &Value, project: &'p Project) -> Option<&'p Job> {
    let (id, item) = document_of(manifest)?;
    project.documents.jobs().iter().find(|job| job.id == id && job.item == item)
}

fn make(project: &Project, jobs: &[&Job]) -> Vec<Artifact> {
    let built = project.make(jobs, &mut Diagnostics::default(), &mut Timings::default());
    built.map(|result| result.artifacts).unwrap_or_default()
}

/// Inputs as a manifest records them: path and SHA-256.
fn recorded(manifest: &Value) -> BTreeMap<String, String> {
    let entries = manifest["masukan"].as_array().map(Vec::as_slice).unwrap_or_default();
    let pair = |entry: &Value| {
        Some((entry["path"].as_str()?.to_owned(), entry["sha256"].as_str()?.to_owned()))
    };
    entries.iter().filter_map(pair).collect()
}

/// Attachments that are not what the manifest records, and records without an attachment.
fn forged(
    recorded: &BTreeMap<String, String>,
    attached: &BTreeMap<String, Vec<u8>>,
) -> Vec<Phrase> {
    let mut wrong = Vec::new();
    for (name, bytes) in attached.iter().filter(|(name, _)| name.as_str() != MANIFEST) {
        match recorded.get(name) {
            Some(hash) if *hash == sha256(bytes) => {}
            Some(_) => wrong.push(EXCHANGED.arg("path", name)),
            None => wrong.push(UNRECORDED.arg("path", name)),
        }
    }
    let sources = recorded.keys().filter(|path| path.starts_with("data/"));
    let missing = sources.filter(|path| !attached.contains_key(*path));
    wrong.extend(missing.map(|path| UNATTACHED.arg("path", path)));
    wrong
}

/// Templates and faces that are not those of this program.
fn other_inputs(recorded: &BTreeMap<String, String>, project: &Project) -> Vec<Phrase> {
    let inputs = project.inputs();
    let own: BTreeMap<&str, &str> = inputs.list().collect();
    recorded
        .iter()
        .filter(|(path, _)| !path.starts_with("data/"))
        .filter(|(path, hash)| own.get(path.as_str()) != Some(&hash.as_str()))
        .map(|(path, _)| OTHER_INPUT.arg("path", path))
        .collect()
}

/// Which pages are not as they are made now, against the document that has most in common.
fn different_pages(bytes: &[u8], made: &[Artifact]) -> Result<Vec<Phrase>, Phrase> {
    let broken = || Phrase::from(&NO_PAGES);
    let theirs = pages(bytes).ok_or_else(broken)?;
    let ours: Vec<(&str, Vec<String>)> =
        made.iter().filter_map(|one| Some((one.name.as_str(), pages(&one.bytes)?))).collect();
    let alike =
        |(_, own): &&(&str, Vec<String>)| own.iter().zip(&theirs).filter(|(a, b)| a == b).count();
    let Some((nama, own)) = ours.iter().max_by_key(alike) else { return Err(broken()) };
    let mut wrong: Vec<Phrase> = (0..own.len().max(theirs.len()))
        .filter(|n| own.get(*n) != theirs.get(*n))
        .map(|n| OTHER_PAGE.arg("n", n + 1).arg("name", nama))
        .collect();
    if own.len() != theirs.len() {
        wrong.insert(0, PAGE_COUNT.arg("theirs", theirs.len()).arg("ours", own.len()));
    }
    Ok(wrong)
}

/// Fingerprints of what the pages show.
fn pages(bytes: &[u8]) -> Option<Vec<String>> {
    let read = std::panic::catch_unwind(|| {
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        Some(
            pdf.pages().iter().map(|page| sha256(page.page_stream().unwrap_or_default())).collect(),
        )
    });
    read.ok().flatten()
}

/// The attached files of a PDF, by name.
fn attachments(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Phrase> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Phrase::from(&NO_PDF))?;
    let mut found = BTreeMap::new();
    let mut total = 0;
    for object in pdf.objects() {
        let Some((name, stream)) = file_of(object) else { continue };
        let data = unpacked(&stream).ok_or_else(|| TOO_LARGE.arg("name", &name))?;
        total += data.len();
        if total > MAX_TOTAL || found.len() > MAX_FILES {
            return Err(Phrase::from(&TOO_MUCH));
        }
        found.insert(name, data);
    }
    Ok(found)
}

/// The name and the data of an embedded file, where an object is one.
fn file_of(object: Object<'_>) -> Option<(String, Stream<'_>)> {
    let Object::Dict(dict) = object else { return None };
    let files = dict.get::<Dict>("EF")?;
    let name = dict.get::<hayro_syntax::object::String>("UF").or_else(|| dict.get("F"))?;
    let stream = files.get::<Stream>("UF").or_else(|| files.get("F"))?;
    Some((text(name.as_bytes()), stream))
}

/// A PDF string: UTF-16 where it says so.
fn text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(rest) => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The bytes of a stream, unless they are more than any attachment of ours.
fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    if stream.filters().is_empty() {
        return (raw.len() as u64 <= MAX_ATTACHMENTS).then(|| raw.into_owned());
    }
    let mut data = Vec::new();
    // One byte more than allowed shows that there are more. A damaged end gives what came before.
    let _ = ZlibDecoder::new(&*raw).take(MAX_ATTACHMENTS + 1).read_to_end(&mut data);
    (data.len() as u64 <= MAX_ATTACHMENTS).then_some(data)
}

/// The parts of a workbook with their checksums and sizes, without unpacking them.
fn parts(bytes: &[u8]) -> Option<BTreeMap<String, (u32, u64)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut found = BTreeMap::new();
    for n in 0..archive.len().min(MAX_FILES) {
        let file = archive.by_index_raw(n).ok()?;
        found.insert(file.name().ok()?.into_owned(), (file.crc32(), file.size()));
    }
    Some(found)
}

/// The sources that a workbook names in its properties.
fn carried_sources(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    archive
        .by_name("docProps/custom.xml")
        .ok()?
        .take(MAX_ATTACHMENTS)
        .read_to_string(&mut xml)
        .ok()?;
    let between = |text: &str, from: &str, to: &str| -> Option<String> {
        let start = text.find(from)? + from.len();
        Some(text[start..start + text[start..].find(to)?].to_owned())
    };
    let property = |part: &str| {
        let name = between(part, "name=\"", "\"")?;
        let value = between(part, "<vt:lpwstr>", "</vt:lpwstr>")?;
        name.starts_with("data/").then_some((name, value))
    };
    Some(xml.split("<property ").skip(1).filter_map(property).collect())
}
