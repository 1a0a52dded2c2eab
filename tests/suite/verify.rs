//! `ikigen verify`: a fresh build made elsewhere is identical; whatever was touched is not.

use ikigen::language::Language;
use ikigen::review::verify::{self, Verdict};

use crate::support::{Sequence, Test};

/// Both PDFs and both workbooks, in a folder of their own.
fn built() -> Test {
    let test = Test::sample();
    test.run(&["build", "-q"]).code(0);
    test
}

#[test]
fn a_fresh_build_is_identical() {
    let test = built();
    let mut elsewhere = Test::empty();
    for name in ["IKI-2019-2024.pdf", "IKI-2024.pdf"] {
        elsewhere = elsewhere.file(name, test.bytes(&format!("output/{name}")));
        // A PDF needs nothing but itself.
        elsewhere.run(&["verify", name]).code(0).says("identik");
    }
    let project = test.path().to_str().unwrap();
    for name in ["LKjIP-2024.xlsx", "Renstra-2019-2024.xlsx"] {
        let file = test.path().join("output").join(name);
        elsewhere.run(&["verify", file.to_str().unwrap(), "--project", project]).code(0);
    }
}

/// Two hundred bytes changed, one at a time, anywhere in the file: each is reported.
#[test]
fn a_touched_pdf_is_never_called_identical() {
    // A small project: each change is compared with a build of its own.
    let test = Test::begun();
    test.run(&["build", "-q", "--only", "iki"]).code(0);
    let bytes = test.bytes("output/IKI-2025.pdf");
    assert_eq!(verify::pdf(&bytes), Ok(Verdict::Identical { sumber: sources(&bytes) }));
    let mut sequence = Sequence(7);
    for n in 0..200 {
        let at = sequence.below(bytes.len());
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
    let test = Test::empty();
    for name in ["lama", "baru"] {
        test.run(&["init", name, "-q"]).code(0);
    }
    test.run_in("baru", &["build", "-q", "--only", "iki", "--compare", "../lama"]).code(0);
    let marked = test.bytes("baru/output/IKI-2025-perubahan.pdf");
    let said = verify::pdf(&marked).unwrap_err().words(Language::Id);
    assert!(said.contains("perubahan sejak `../lama`"), "{said}");
    let plain = test.bytes("baru/output/IKI-2025.pdf");
    assert!(matches!(verify::pdf(&plain), Ok(Verdict::Identical { .. })));
}

#[test]
fn a_workbook_says_which_source_and_which_part_differ() {
    let test = built();
    let kept = test.bytes("output/LKjIP-2024.xlsx");
    let test =
        test.file("lama.xlsx", kept).edit("data/realisasi/2024.yaml", "baik: 267", "baik: 270");
    test.run(&["verify", "lama.xlsx"])
        .code(1)
        .says("sumbernya lain daripada di proyek: data/realisasi/2024.yaml")
        .says("bagian yang berbeda: xl/worksheets/sheet")
        .never_says("data/opd.yaml");
}

/// What is no document, or a hostile one, is an error with a reason; never a panic.
#[test]
fn hostile_files_are_refused() {
    let mut test = Test::sample();
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
        test = test.file(name, bytes);
        test.run(&["verify", name]).code(2).complains("galat[tak-terperiksa]");
    }
    test.run(&["verify", "tidak-ada.pdf"]).code(2);
}
