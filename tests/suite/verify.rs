//! `ikigen verify`: what is proved, against what; what differs; what cannot be proved. A file that
//! anybody touched is never proved, whatever it says of itself.

use std::collections::BTreeMap;
use std::path::Path;

use ikigen::language::Language;
use ikigen::review::verify::{self, Verdict};
use serde_json::Value;

use crate::support::{Sequence, Test, append, objects_of};

/// The project of the repository with its documents, in a folder of their own.
fn built() -> Test {
    let test = Test::sample();
    test.run(&["build", "-q"]).code(0);
    test
}

/// A small project with its yearly edition.
fn small() -> Test {
    let test = Test::begun();
    test.run(&["build", "-q", "--only", "iki"]).code(0);
    test
}

/// The yearly edition of a small project.
const SMALL: &str = "output/IKI-2025.pdf";

#[test]
fn a_fresh_build_is_proved_and_says_against_what() {
    let test = built();
    let mut elsewhere = Test::empty();
    for name in ["IKI-2019-2024.pdf", "IKI-2024.pdf"] {
        elsewhere = elsewhere.file(name, test.bytes(&format!("output/{name}")));
        // By itself a PDF proves that it says what its sources say, and no more.
        let by_itself = elsewhere.run(&["verify", name]).code(0);
        by_itself.says("utuh: dibuat dari 25 sumber di dalamnya sendiri").never_says("terbukti");
    }
    let project = test.path().to_str().unwrap();
    let names = ["IKI-2024.pdf", "LKjIP-2024.xlsx", "Renstra-2019-2024.xlsx"];
    let files = names.map(|name| test.path().join("output").join(name));
    let files = files.each_ref().map(|file| file.to_str().unwrap());
    let all = [&["verify", "--project", project][..], &files].concat();
    let proved = elsewhere.run(&all).code(0);
    assert_eq!(proved.out.matches("terbukti: dibuat dari 25 sumber yang sama").count(), 3);
}

#[test]
fn the_fingerprint_of_the_sources_is_that_of_their_list() {
    let test = small();
    let said = test.run(&["verify", SMALL, "--format", "json"]).code(0).json();
    let file = &said["files"][0];
    assert_eq!(
        (&file["verdict"], &file["against"]["kind"]),
        (&"consistent".into(), &"itself".into())
    );
    let mut list = BTreeMap::new();
    for folder in ["data", "data/jabatan", "data/realisasi"] {
        for name in test.names(folder).iter().filter(|name| name.ends_with(".yaml")) {
            let path = format!("{folder}/{name}");
            let hash = ikigen::digest::sha256(&test.bytes(&path));
            list.insert(path.clone(), format!("{hash}  {path}\n"));
        }
    }
    let list: String = list.into_values().collect();
    let fingerprint = ikigen::digest::sha256(list.as_bytes());
    assert_eq!(file["against"]["fingerprint"], fingerprint.as_str());
}

/// Rebuilt from other sources a document is sound by itself; it is not the project's.
#[test]
fn a_document_of_other_sources_is_not_that_of_the_project() {
    let test = built();
    let forged = Test::sample().edit("data/realisasi/2024.yaml", "baik: 267", "baik: 270");
    forged.run(&["build", "-q"]).code(0);
    let names = ["IKI-2024.pdf", "LKjIP-2024.xlsx"];
    let test = names
        .iter()
        .fold(test, |test, name| test.file(name, forged.bytes(&format!("output/{name}"))));
    test.run(&["verify", "IKI-2024.pdf"]).code(0).says("hanya membuktikan bahwa isinya sesuai");
    test.run(&["verify", "IKI-2024.pdf", "--project", "."])
        .code(1)
        .says("sumbernya lain daripada di proyek .: data/realisasi/2024.yaml, baris ")
        .says("baik: 270")
        .says("baik: 267")
        .says("dokumennya sendiri utuh");
    test.run(&["verify", "LKjIP-2024.xlsx"])
        .code(1)
        .says("sumbernya lain daripada di proyek .: data/realisasi/2024.yaml")
        .never_says("xl/");
    // What came, and what is gone.
    let test = test.file(
        "data/realisasi/2021.yaml",
        "tahun: 2021\nstatus: contoh\nsampai: TW4\nrealisasi: {}\n",
    );
    test.run(&["verify", "output/IKI-2024.pdf", "--project", "."]).code(1).says(
        "sumber ini ada di proyek ., tetapi dokumen dibuat tanpa itu: data/realisasi/2021.yaml",
    );
    std::fs::remove_file(test.path().join("data/realisasi/2021.yaml")).unwrap();
    std::fs::remove_file(test.path().join("data/realisasi/2022.yaml")).unwrap();
    test.run(&["verify", "output/IKI-2024.pdf", "--project", "."])
        .code(1)
        .says("sumber ini tidak ada di proyek .: data/realisasi/2022.yaml");
}

#[test]
fn a_revision_is_what_it_was() {
    let test = small();
    git(test.path(), &["init", "-q", "-b", "main"]);
    git(test.path(), &["add", "data"]);
    git(test.path(), &["commit", "-q", "-m", "awal"]);
    let text = test.read("data/opd.yaml");
    let test = test.file("data/opd.yaml", format!("{text}# sesudahnya\n"));
    test.run(&["verify", SMALL, "--revision", "main"])
        .code(0)
        .says("terbukti: dibuat dari")
        .says("yang sama dengan revisi main");
    test.run(&["verify", SMALL, "--project", "."]).code(1).says("data/opd.yaml, baris ");
    test.run(&["verify", SMALL, "--revision", "tidak-ada"])
        .code(2)
        .complains("galat[tak-terbukti]");
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid"];
    let done = std::process::Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(identity)
        .args(["-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .status();
    assert!(done.unwrap().success(), "git {arguments:?}");
}

/// Two hundred bytes changed, one at a time, anywhere in the file: each is reported.
#[test]
fn a_touched_pdf_is_never_proved() {
    // A small project: each change is compared with a build of its own.
    let test = small();
    let bytes = test.bytes(SMALL);
    assert!(matches!(verify::pdf(&bytes, None), Ok(Verdict::Proved(_))));
    let mut sequence = Sequence(7);
    for n in 0..200 {
        let at = sequence.below(bytes.len());
        let mut touched = bytes.clone();
        touched[at] ^= 1 << (n % 8);
        match verify::pdf(&touched, None) {
            Ok(Verdict::Different(what)) => assert!(!what.reasons.is_empty(), "byte {at}"),
            Err(reason) => assert!(!reason.words(Language::Id).is_empty(), "byte {at}"),
            Ok(other) => panic!("byte {at} changed, and it is {other:?}"),
        }
    }
}

/// What a file says of itself is appended to it: no word of it makes it proved.
#[test]
fn a_forged_file_is_never_proved() {
    let test = small();
    let bytes = test.bytes(SMALL);
    let objects = objects_of(&bytes);
    let find = |part: &str| {
        let found = objects.iter().find(|(_, text)| text.contains(part));
        found.unwrap_or_else(|| panic!("no object with {part}"))
    };
    let (page, page_text) = find("/Type/Page/");
    let (catalog, catalog_text) = find("/Type/Catalog");
    let (manifest, _) = find("\"masukan\"");
    let other = |text: &str, key: &str| text.replacen("<<", &format!("<<{key}"), 1);
    let (_, page_content) = page_text.split_once("/Contents ").unwrap();
    let content: u32 = page_content.split(' ').next().unwrap().parse().unwrap();
    let stream = |text: &str| format!("<</Length {}>>stream\n{text}\nendstream", text.len());
    let said = "{\"versi\": 1, \"ikigen\": \"0.0.9\", \"typst\": \"0.1\", \"masukan\": []}";
    let stamp =
        "<</Type/Annot/Subtype/FreeText/Rect[100 100 300 300]/Contents(119,99)/DA(/F1 9 Tf)>>";
    let forgeries: [(&str, Vec<(u32, String)>); 9] = [
        ("another version", vec![(*manifest, stream(said))]),
        (
            "an annotation",
            vec![(*page, other(page_text, "/Annots[9000 0 R]")), (9000, stamp.into())],
        ),
        ("a cropped page", vec![(*page, other(page_text, "/CropBox[0 0 99 99]"))]),
        ("a turned page", vec![(*page, other(page_text, "/Rotate 180"))]),
        ("other content", vec![(content, stream("BT ET"))]),
        (
            "a script",
            vec![(
                *catalog,
                other(catalog_text, "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
            )],
        ),
        ("another language", vec![(*catalog, catalog_text.replace("/Lang(id)", "/Lang(en)"))]),
        ("an object more", vec![(9000, "<<>>".into())]),
        ("nothing at all, again", vec![(*page, page_text.clone())]),
    ];
    for (name, objects) in forgeries {
        let forged = append(&bytes, &objects);
        let file = Test::empty().file("palsu.pdf", forged);
        let run = file.run(&["verify", "palsu.pdf"]).never_says("utuh").code(1);
        println!("{name}: {}", run.out);
        let project = test.path().to_str().unwrap();
        file.run(&["verify", "palsu.pdf", "--project", project]).never_says("terbukti").code(1);
    }
    for (name, more) in
        [("text", "x"), ("a line", "\n"), ("a comment", "% x\n"), ("an end", "%%EOF")]
    {
        let forged = [&bytes, more.as_bytes()].concat();
        let file = Test::empty().file("palsu.pdf", forged);
        println!("{name}");
        file.run(&["verify", "palsu.pdf"]).never_says("utuh").code(1);
    }
}

/// Another version is no proof, whether it is told the truth or not.
#[test]
fn what_another_version_made_cannot_be_proved() {
    let test = small();
    let bytes = test.bytes(SMALL);
    let own = format!("\"ikigen\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let text = objects_of(&bytes).into_iter().find(|(_, text)| text.contains(&own)).unwrap();
    let manifest = text.1.split_once("stream\n").unwrap().1.rsplit_once("\nendstream").unwrap().0;
    let manifest = manifest.replace(&own, "\"ikigen\": \"0.0.9\"");
    let stream = format!("<</Length {}>>stream\n{manifest}\nendstream", manifest.len());
    let test = test.file("lain.pdf", append(&bytes, &[(text.0, stream)]));
    for arguments in [&["verify", "lain.pdf"][..], &["verify", "lain.pdf", "--project", "."]] {
        test.run(arguments).code(2).complains("tidak dapat dibuktikan: dibuat oleh ikigen 0.0.9");
    }
}

#[test]
fn sources_that_were_left_out_are_asked_for() {
    let test = Test::begun();
    let text = test.read("data/opd.yaml");
    let test = test.file("data/opd.yaml", format!("{text}\nlampirkan_sumber: false\n"));
    test.run(&["build", "-q", "--only", "iki"]).code(0);
    test.run(&["verify", SMALL])
        .code(2)
        .complains("tidak dapat dibuktikan: sumbernya tidak ikut di dalamnya")
        .complains("--project");
    test.run(&["verify", SMALL, "--project", "."]).code(0).says("terbukti");
    let test =
        test.edit("data/opd.yaml", "lampirkan_sumber: false\n", "lampirkan_sumber: false # x\n");
    test.run(&["verify", SMALL, "--project", "."])
        .code(1)
        .says("data/opd.yaml")
        .never_says("baris");
}

#[test]
fn a_font_of_the_office_is_asked_for() {
    // The bytes behind a font are nobody's.
    let face =
        std::fs::read(crate::support::repo().join("fonts/LiberationSerif-Regular.ttf")).unwrap();
    let test = Test::begun().file("fonts/milik.ttf", [&face[..], b"\0\0\0\0"].concat());
    test.run(&["build", "-q", "--only", "iki"]).code(0);
    test.run(&["verify", SMALL]).code(2).complains("tidak ikut di dalamnya: fonts/milik.ttf");
    test.run(&["verify", SMALL, "--project", "."]).code(0).says("terbukti");
    std::fs::remove_file(test.path().join("fonts/milik.ttf")).unwrap();
    test.run(&["verify", SMALL, "--project", "."]).code(1).says("fonts/milik.ttf");
}

#[test]
fn a_document_of_an_older_year_is_told_in_one_line() {
    let test = built();
    let test = test.edit("data/opd.yaml", "\ntahun: 2024\n", "\ntahun: 2023\n");
    for name in ["output/IKI-2024.pdf", "output/LKjIP-2024.xlsx"] {
        let run = test.run(&["verify", name, "--project", "."]).code(2);
        let run = run.complains("dokumen ini tahun 2024, sedangkan proyek . kini tahun 2023");
        assert_eq!(run.err.matches("2024, sedangkan").count(), 1);
        assert!(run.out.is_empty(), "{}", run.out);
    }
}

/// Half of what a redline shows is not in it: that is said, and nothing else is claimed.
#[test]
fn a_redline_says_why_it_cannot_be_proved() {
    let test = Test::empty();
    for name in ["lama", "baru"] {
        test.run(&["init", name, "-q"]).code(0);
    }
    test.run_in("baru", &["build", "-q", "--only", "iki", "--compare", "../lama"]).code(0);
    let marked = test.bytes("baru/output/IKI-2025-perubahan.pdf");
    let said = verify::pdf(&marked, None).unwrap_err().words(Language::Id);
    assert!(said.contains("perubahan sejak `naskah di folder lama`"), "{said}");
    let plain = test.bytes("baru/output/IKI-2025.pdf");
    assert!(matches!(verify::pdf(&plain, None), Ok(Verdict::Proved(_))));
}

/// A workbook in which a cell says something else: sheet and cell for a person, parts for a program.
#[test]
fn a_workbook_says_which_cell_differs() {
    let test = Test::begun();
    test.run(&["build", "-q", "--only", "lkjip"]).code(0);
    let bytes = test.bytes("output/LKjIP-2025.xlsx");
    // Numbers stand in the sheets as they are.
    let forged = rewritten(&bytes, "xl/worksheets/sheet3.xml", |sheet| {
        let (before, rest) = sheet.split_once("<v>").unwrap();
        let (_, after) = rest.split_once("</v>").unwrap();
        format!("{before}<v>7</v>{after}")
    });
    let saved = rewritten(&bytes, "docProps/core.xml", |part| part.replace("</cp:", " </cp:"));
    let test = test.file("palsu.xlsx", forged).file("simpan.xlsx", saved);
    let run = test.run(&["verify", "palsu.xlsx"]).code(1);
    let run = run.says("1 sel berbeda, yang pertama ").never_says("xl/worksheets");
    assert!(run.out.contains("seharusnya"), "{}", run.out);
    test.run(&["verify", "palsu.xlsx", "-v"]).says("bagian berkas: xl/worksheets/sheet3.xml");
    let json = test.run(&["verify", "palsu.xlsx", "--format", "json"]).code(1).json();
    assert_eq!(json["files"][0]["parts"], Value::from(vec!["xl/worksheets/sheet3.xml"]));
    test.run(&["verify", "simpan.xlsx"]).code(1).says("isi selnya sama, tetapi berkasnya diubah");
}

/// A workbook with one part of it rewritten.
fn rewritten(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..old.len() {
        let mut part = old.by_index(n).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let this = part.name().unwrap().into_owned();
        if this == name {
            content = change(&String::from_utf8(content).unwrap()).into_bytes();
        }
        new.start_file(this, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn what_is_found_is_told_for_programs_too() {
    let test = small().file("teks.pdf", "bukan PDF");
    let json = test
        .run(&["verify", SMALL, "teks.pdf", "--project", ".", "--format", "json"])
        .code(2)
        .json();
    let verdicts = [0, 1].map(|n| json["files"][n]["verdict"].as_str().unwrap().to_owned());
    assert_eq!(verdicts, ["proved", "unproved"]);
    assert_eq!(json["files"][0]["against"]["kind"], "project");
    assert_eq!(json["files"][1]["reasons"].as_array().unwrap().len(), 1);
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
        test.run(&["verify", name]).code(2).complains("galat[tak-terbukti]");
    }
    test.run(&["verify", "tidak-ada.pdf"]).code(2).complains("galat[berkas-tak-terbaca]");
}
