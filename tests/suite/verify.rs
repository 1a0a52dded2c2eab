//! `ikigen verify`: a fresh build made elsewhere is identical; whatever was touched is not.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use ikigen::language::Language;
use ikigen::review::verify::{self, Verdict};

use crate::support::copy_of_the_project;

fn ikigen(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ikigen"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("IKIGEN_LANG")
        .output()
        .unwrap()
}

/// Both PDFs and both workbooks, in a folder of their own.
fn built() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = copy_of_the_project();
    assert!(ikigen(&["build", "-q"], folder.path()).status.success());
    let output = folder.path().join("output");
    (folder, output)
}

#[test]
fn a_fresh_build_is_identical() {
    let (folder, output) = built();
    let elsewhere = tempfile::tempdir().unwrap();
    for name in ["IKI-2019-2024.pdf", "IKI-2024.pdf"] {
        let copy = elsewhere.path().join(name);
        fs::copy(output.join(name), &copy).unwrap();
        // A PDF needs nothing but itself.
        let said = ikigen(&["verify", name], elsewhere.path());
        assert_eq!(said.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&said.stdout).contains("identik"), "{name}");
    }
    let load = folder.path().to_str().unwrap();
    for name in ["LKjIP-2024.xlsx", "Renstra-2019-2024.xlsx"] {
        let file = output.join(name);
        let said = ikigen(&["verify", file.to_str().unwrap(), "--project", load], elsewhere.path());
        assert_eq!(said.status.code(), Some(0), "{name}");
    }
}

/// Two hundred bytes changed, one at a time, anywhere in the file: each is reported.
#[test]
fn a_touched_pdf_is_never_called_identical() {
    // A small project: each change is compared with a build of its own.
    let folder = tempfile::tempdir().unwrap();
    assert!(ikigen(&["init", "kantor", "-q"], folder.path()).status.success());
    let office = folder.path().join("kantor");
    assert!(ikigen(&["build", "-q", "--only", "iki"], &office).status.success());
    let bytes = fs::read(office.join("output/IKI-2025.pdf")).unwrap();
    assert_eq!(verify::pdf(&bytes), Ok(Verdict::Identical { sumber: sources(&bytes) }));
    let mut seed = 7_u64;
    for n in 0..200 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(seed >> 33).unwrap() % bytes.len();
        let mut touched = bytes.clone();
        touched[at] ^= 1 << (n % 8);
        match verify::pdf(&touched) {
            Ok(Verdict::Different(what)) => assert!(!what.is_empty(), "byte {at}"),
            Err(reason) => assert!(!reason.words(Language::Id).is_empty(), "byte {at}"),
            Ok(other) => panic!("byte {at} changed, and it is {other:?}"),
        }
    }
}

/// How many sources a fresh document says it has.
fn sources(bytes: &[u8]) -> usize {
    match verify::pdf(bytes) {
        Ok(Verdict::Identical { sumber }) => sumber,
        other => panic!("{other:?}"),
    }
}

/// Half of what a redline shows is not in it: that is said, and nothing else is claimed.
#[test]
fn a_redline_says_why_it_cannot_be_verified() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["lama", "baru"] {
        assert!(ikigen(&["init", name, "-q"], folder.path()).status.success());
    }
    let after = folder.path().join("baru");
    let built = ikigen(&["build", "-q", "--only", "iki", "--compare", "../lama"], &after);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let marked = fs::read(after.join("output/IKI-2025-perubahan.pdf")).unwrap();
    let said = verify::pdf(&marked).unwrap_err().words(Language::Id);
    assert!(said.contains("perubahan sejak `../lama`"), "{said}");
    let plain = fs::read(after.join("output/IKI-2025.pdf")).unwrap();
    assert!(matches!(verify::pdf(&plain), Ok(Verdict::Identical { .. })));
}

#[test]
fn a_workbook_says_which_source_and_which_part_differ() {
    let (folder, output) = built();
    let file = output.join("LKjIP-2024.xlsx");
    let kept = folder.path().join("lama.xlsx");
    fs::copy(&file, &kept).unwrap();
    let year = folder.path().join("data/realisasi/2024.yaml");
    let text = fs::read_to_string(&year).unwrap();
    fs::write(&year, text.replacen("baik: 267", "baik: 270", 1)).unwrap();
    let said = ikigen(&["verify", "lama.xlsx"], folder.path());
    assert_eq!(said.status.code(), Some(1));
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(text.contains("sumbernya lain daripada di proyek: data/realisasi/2024.yaml"), "{text}");
    assert!(text.contains("bagian yang berbeda: xl/worksheets/sheet"), "{text}");
    assert!(!text.contains("data/opd.yaml"), "{text}");
}

/// What is no document, or a hostile one, is an error with a reason; never a panic.
#[test]
fn hostile_files_are_refused() {
    let folder = copy_of_the_project();
    let mut bomb = b"%PDF-1.7\n1 0 obj\n<< /Type /Filespec /UF (data/opd.yaml) /EF << /F 2 0 R >> >>\nendobj\n2 0 obj\n".to_vec();
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, &vec![0; 64 << 20]).unwrap();
    let packed = packer.finish().unwrap();
    bomb.extend(format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len()).bytes());
    bomb.extend(&packed);
    bomb.extend(b"\nendstream\nendobj\n3 0 obj\n<< /Type /Catalog /Pages 4 0 R >>\nendobj\n4 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 3 0 R >>\n%%EOF\n");
    let samples: [(&str, Vec<u8>); 6] = [
        ("kosong.pdf", Vec::new()),
        ("teks.pdf", b"bukan PDF".to_vec()),
        ("rusak.pdf", b"%PDF-1.7\n1 0 obj << /Root 1 0 R >>".to_vec()),
        ("bom.pdf", bomb),
        ("rusak.xlsx", b"PK\x03\x04rusak".to_vec()),
        ("lingkar.pdf", b"%PDF-1.7\n1 0 obj\n1 0 R\nendobj\ntrailer << /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF".to_vec()),
    ];
    for (name, bytes) in samples {
        fs::write(folder.path().join(name), bytes).unwrap();
        let said = ikigen(&["verify", name], folder.path());
        assert_eq!(said.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&said.stderr).contains("galat[tak-terperiksa]"), "{name}");
    }
    assert_eq!(ikigen(&["verify", "tidak-ada.pdf"], folder.path()).status.code(), Some(2));
}
