//! Places for signatures: where they are told to be is where they are, and they are blank.

use serde_json::Value;

use crate::support::{Test, valid_project, yearly_pages};

/// A small project that asks for places for signatures, by this setting.
fn asking(setting: &str) -> Test {
    let test = Test::begun();
    let text = test.read("data/opd.yaml");
    test.file("data/opd.yaml", format!("{text}\ntanda_tangan:{setting}\n"))
}

fn json(test: &Test, name: &str) -> Value {
    serde_json::from_slice(&test.bytes(&format!("output/{name}"))).unwrap()
}

#[test]
fn a_place_is_told_as_it_lies_on_its_page() {
    let test = asking("\n  jangkar: \"$\"");
    test.run(&["build", "-q"]).code(0);
    let told = json(&test, "tanda-tangan.json");
    assert_eq!((&told["satuan"], &told["asal"]), (&"pt".into(), &"kiri-bawah".into()));
    let documents = told["dokumen"].as_array().unwrap();
    let names: Vec<_> = documents.iter().map(|document| document["berkas"].as_str()).collect();
    assert_eq!(names, ["IKI-2025.pdf", "IKU-2024-2026.pdf", "PK-2025.pdf"].map(Some));
    let document = &documents[0];
    assert_eq!((&document["berkas"], &document["jangkar"]), (&"IKI-2025.pdf".into(), &"$".into()));
    let hash = ikigen::digest::sha256(&test.bytes("output/IKI-2025.pdf"));
    assert_eq!(document["sha256"], hash.as_str());
    let [place] = &document["tempat"].as_array().unwrap()[..] else { panic!("{document}") };
    let number = |key: &str| place[key].as_f64().unwrap();
    let page = usize::try_from(place["halaman"].as_u64().unwrap()).unwrap() - 1;
    let (left, bottom) = (number("x"), number("y"));
    let (right, top) = (left + number("lebar"), bottom + number("tinggi"));

    let pages = yearly_pages(&valid_project(test.path()));
    let height = pages.size(page).unwrap()[1];
    let mut anchors = 0;
    let mut above = false;
    for run in pages.runs(page) {
        let [x, y, width, run_height] = run.bbox;
        // From the upper left corner; the baseline is eight tenths down.
        let (line, end) = (height - y - run_height * 0.8 / 1.1, x + width);
        let within = left < end && x < right && bottom < line && line < top;
        assert_eq!(within, run.text == "$", "{run:?}");
        anchors += usize::from(within);
        above |= run.text.contains("KEPALA") && line > top && line < top + 30.0;
    }
    assert_eq!((anchors, above), (1, true), "below the position, with the sign in it");
    // What stands in the place is there to be covered, what stands beside it is not.
    assert_eq!(pages.covered(page, [left, bottom, right, top]), None);
    assert!(pages.covered(page, [left, bottom, right, top + 30.0]).is_some());
}

#[test]
fn nobody_asks_nothing_is_told() {
    let test = Test::begun();
    test.run(&["build", "-q"]).code(0);
    assert!(!test.names("output").contains(&"tanda-tangan.json".to_owned()));
    let (plain, asked) = (test.bytes("output/IKI-2025.pdf"), asking(" {}"));
    asked.run(&["build", "-q"]).code(0);
    assert_eq!(json(&asked, "tanda-tangan.json")["dokumen"][0]["jangkar"], Value::Null);
    // Asking changes what travels in the file, not what its pages draw.
    let drawn = |bytes: &[u8]| {
        let pdf = hayro_syntax::Pdf::new(bytes.to_vec()).unwrap();
        pdf.pages().iter().map(|page| page.page_stream().unwrap().to_vec()).collect::<Vec<_>>()
    };
    assert_eq!(drawn(&plain), drawn(&asked.bytes("output/IKI-2025.pdf")));
}

/// A build of some documents tells of the places of those that lie there already.
#[test]
fn a_part_of_the_documents_loses_no_place() {
    let test = asking(" {}");
    test.run(&["build", "-q"]).code(0);
    let before = json(&test, "tanda-tangan.json");
    test.run(&["build", "-q", "--only", "lkjip"]).code(0);
    assert_eq!(json(&test, "tanda-tangan.json"), before);
    for name in ["IKI-2025.pdf", "IKU-2024-2026.pdf", "PK-2025.pdf"] {
        std::fs::remove_file(test.path().join("output").join(name)).unwrap();
    }
    test.run(&["build", "-q", "--only", "lkjip"]).code(0);
    assert_eq!(json(&test, "tanda-tangan.json")["dokumen"], Value::from(Vec::<Value>::new()));
}

/// The manifest knows what lies there and says what was not made now.
#[test]
fn a_manifest_records_all_documents_that_lie_there() {
    let test = Test::begun();
    test.run(&["build", "-q"]).code(0);
    let paths = |list: &Value| -> Vec<String> {
        let all = list.as_array().into_iter().flatten();
        all.map(|file| file["path"].as_str().unwrap().to_owned()).collect()
    };
    let first = json(&test, "manifest.json");
    let test = test.edit("data/opd.yaml", "# Kantor Anda:", "# Kantor kami:");
    test.run(&["build", "-q", "--only", "renstra"]).code(0);
    let second = json(&test, "manifest.json");
    assert_eq!(paths(&second["keluaran"]), paths(&first["keluaran"]));
    // What it was made from is told apart.
    assert_ne!(second["sidik_masukan"], first["sidik_masukan"]);
    for file in second["keluaran"].as_array().unwrap() {
        let now = file["path"].as_str().unwrap().starts_with("Renstra");
        let of = if now { &second } else { &first };
        assert_eq!(file["sidik_masukan"], of["sidik_masukan"], "{}", file["path"]);
    }
    // What was touched since, or planted, is not what was recorded.
    let test = test.file("output/IKI-2025.pdf", "palsu").file("output/lain.pdf", "palsu");
    test.run(&["build", "-q", "--only", "renstra"]).code(0);
    let third = json(&test, "manifest.json");
    assert!(!paths(&third["keluaran"]).contains(&"IKI-2025.pdf".to_owned()));
    assert!(!third.to_string().contains("lain.pdf"));
    test.run(&["build", "-q"]).code(0);
    assert_eq!(paths(&json(&test, "manifest.json")["keluaran"]), paths(&first["keluaran"]));
}
