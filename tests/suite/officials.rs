//! Who holds a position on a day, and where documents say so: names are those of the document's
//! date, and nobody's is printed where nobody is known.

use std::path::PathBuf;

use ikigen::diagnostic::Diagnostics;
use ikigen::model::Tanggal;
use ikigen::project::Timings;
use ikigen::reader;

use crate::support::{Test, checked, pages_of, places, repo, valid_project};

fn example() -> PathBuf {
    repo().join("tests/projects/pejabat")
}

fn day(text: &str) -> Tanggal {
    Tanggal::parse(text).unwrap()
}

/// An acting official follows in mid-year, and somebody stands in for an absent holder.
#[test]
fn a_position_has_the_holder_of_the_day() {
    let model = valid_project(&example()).model;
    for (position, date, holder) in [
        ("kepala-dinas", "2025-06-30", Some("Dr. NAMA PEJABAT A, S.E., M.M.")),
        ("kepala-dinas", "2025-07-01", Some("NAMA PEJABAT B, S.Sos.")),
        ("kepala-dinas", "2024-01-01", None),
        ("kabid-pasar", "2025-12-21", Some("NAMA PEJABAT B, S.Sos.")),
        ("kabid-pasar", "2025-12-22", Some("NAMA PEJABAT C")),
        ("kabid-pasar", "2026-01-05", Some("NAMA PEJABAT B, S.Sos.")),
        ("kepala-daerah", "2025-07-01", Some("H. NAMA BUPATI, M.Si.")),
    ] {
        let found = model.holder(position, day(date)).map(|one| one.nama.as_str());
        assert_eq!(found, holder, "{position} on {date}");
    }
    let rank = |id, date| model.holder(id, day(date)).unwrap().pangkat.clone().unwrap();
    assert_eq!(&*rank("kabid-pasar", "2025-02-01"), "Pembina (IV/a)");
    assert_eq!(&*rank("kepala-dinas", "2025-08-01"), "Pembina Tingkat I (IV/b)");
    assert_eq!(&*rank("penera-ahli", "2025-02-01"), "Golongan VII");
}

/// The yearly edition of 31 December 2025 is signed by who acted for the head on that day.
#[test]
fn the_yearly_edition_names_those_of_its_date() {
    let text = pages_of(&valid_project(&example()), "iki-tahunan").text().join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for printed in [
        "Pejabat: Plh. NAMA PEJABAT C, NIP 19800303 201001 1 003, Penata (III/c)",
        "Plt. KEPALA DINAS CONTOH KABUPATEN CONTOH,",
        "Pejabat: NAMA PEJABAT D, A.Md., NIP 19900404 202321 2 004, Golongan VII",
        "LAMPIRAN KEPUTUSAN KEPALA DINAS CONTOH KABUPATEN CONTOH",
        "20 JANUARI 2025",
    ] {
        assert!(text.contains(printed), "{printed} in {text}");
    }
    assert!(!text.contains("NAMA PEJABAT A"), "he had left");
}

/// The committed project names nobody: dotted lines, and not a single finding for that.
#[test]
fn without_officials_nobody_is_named() {
    let project = valid_project(repo());
    assert!(project.model.pejabat.is_empty());
    let text = pages_of(&project, "iki-tahunan").text().join(" ");
    assert!(text.contains("NIP.") && !text.contains("Pejabat:"));
}

/// The file of officials holds personal data: it travels only where that is asked for, and its
/// fingerprint always does.
#[test]
fn the_file_of_officials_is_attached_only_when_asked() {
    let asked = |line: &str| {
        let test = Test::begun().edit("data/opd.yaml", "lampirkan_pejabat: true\n", line);
        let project = valid_project(test.path());
        let built = project.build(
            &["iki-asli".to_owned()],
            &mut Diagnostics::default(),
            &mut Timings::default(),
        );
        let pdf = &built.unwrap().artifacts[0].bytes;
        let attached = reader::pdf::attachments(pdf).unwrap();
        let manifest = String::from_utf8(attached["manifest.json"].clone()).unwrap();
        assert!(manifest.contains("data/pejabat.yaml"));
        attached.contains_key("data/pejabat.yaml")
    };
    assert!(!asked(""));
    assert!(asked("lampirkan_pejabat: true\n"));
}

#[test]
fn what_is_wrong_with_officials_is_told() {
    let found = |from: &str, to: &str| {
        let test = Test::begun().edit("data/pejabat.yaml", from, to);
        places(&checked(test.path()))
            .into_iter()
            .map(|(code, ..)| code.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("sampai: 2025-06-30", "sampai: 2025-06-30"), [""; 0]);
    assert_eq!(found("jabatan: kabid-pasar", "jabatan: kabid-pasir"), ["jabatan-tak-dikenal"]);
    assert_eq!(found("sampai: 2025-06-30", "sampai: 2023-06-30")[0], "masa-jabatan-terbalik");
    assert_eq!(found("sampai: 2025-06-30", "sampai: 30-06-2025"), ["tanggal-tak-sah"]);
    assert_eq!(found("197502022000122002", "197001011995031001"), ["nip"]);
    // A Plh. may stand beside the holder.
    assert_eq!(
        found(
            "        sebagai: plt\n        dari: 2025-07-01",
            "        dari: 2025-07-01\n        sampai: 2025-12-31\n      - jabatan: kepala-dinas\n        sebagai: plh\n        dari: 2025-10-01"
        ),
        [""; 0]
    );
}
