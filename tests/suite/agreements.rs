//! Performance agreements: every official promises what the IKI, the plan and the workbooks say, to
//! who holds the superior position on the day of signing.

use std::path::PathBuf;

use ikigen::measure::anggaran::sub_jumlah;
use ikigen::model::Model;
use ikigen::{format, workbook};

use crate::support::{Printed, Test, checked, pages_of, places, repo, valid_project};

fn example() -> PathBuf {
    repo().join("tests/projects/pejabat")
}

/// The words of a document, one blank between them.
fn words(project: &ikigen::project::Project, id: &str) -> String {
    let text = pages_of(project, id).text().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The money of every line that a position answers for, as it is printed.
fn amounts(model: &Model, tahun: i32) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for party in model.parties(tahun) {
        for (_, lines) in party.share.iter().flat_map(|share| &share.groups) {
            for line in lines {
                let sub = line.sub.iter().copied();
                let sum = sub_jumlah(sub, |sub| &sub.anggaran_murni, tahun).number().unwrap();
                all.push((line.nama.to_string(), format::as_needed(sum, 2)));
            }
        }
    }
    all
}

/// In the committed project: all indicators with their targets, all money, in the order of the
/// agreements.
#[test]
fn what_is_promised_is_what_the_iki_and_the_plan_say() {
    let project = valid_project(repo());
    let model = &project.model;
    let printed = Printed::new(&pages_of(&project, "pk").text());
    let mut at = 0;
    for jabatan in model.jabatan_in(2024) {
        for one in jabatan.sasaran_in(2024).flat_map(|sasaran| sasaran.indikator_in(2024)) {
            let target = one.1.target[&2024].murni.value.show(&one.1.satuan);
            for text in [&*one.1.nama, target.as_str()] {
                at = printed.find(text, at).unwrap_or_else(|| panic!("{}: {text}", jabatan.id)).2;
            }
        }
    }
    at = 0;
    for (nama, amount) in amounts(model, 2024) {
        at = printed.find(&nama, at).unwrap_or_else(|| panic!("no {nama}")).2;
        at = printed.find(&amount, at).unwrap_or_else(|| panic!("{nama}: no {amount}")).2;
    }
    // The same sums stand in the workbook's agreements.
    let book = workbook::lkjip(model, "LKjIP".to_owned(), Vec::new()).unwrap().unwrap();
    assert!(book.sheets.contains(&"PK Pimpinan"));
}

/// Who signs is who holds the position on that day, with what stands before it.
#[test]
fn an_agreement_is_signed_by_those_of_its_day() {
    let project = valid_project(&example());
    let first = words(&project, "pk");
    for printed in [
        "Nama : Dr. NAMA PEJABAT A, S.E., M.M. Jabatan : Kepala Dinas Contoh Kabupaten Contoh",
        "Nama : H. NAMA BUPATI, M.Si. Jabatan : Bupati Contoh",
        "Contoh, 20 Januari 2025",
        "Nama : NAMA PEJABAT D, A.Md. Jabatan : Penera Ahli Pertama",
    ] {
        assert!(first.contains(printed), "{printed} in {first}");
    }
    assert!(!first.contains("Plt."), "nobody acted in January");
    let revised = words(&project, "pk-perubahan");
    for printed in [
        "Nama : NAMA PEJABAT B, S.Sos. Jabatan : Plt. Kepala Dinas Contoh Kabupaten Contoh",
        "Contoh, 13 Oktober 2025",
        "PERJANJIAN KINERJA PERUBAHAN TAHUN 2025",
        "158.250.000 171.500.000 Pergeseran anggaran pembinaan pedagang",
        "50 48 pasar Contoh ditutup untuk perbaikan",
    ] {
        assert!(revised.contains(printed), "{printed} in {revised}");
    }
    // The head of the region has no number, and nothing changed for who answers for no money.
    assert!(!revised.contains("PENERA") && !revised.contains("PEJABAT A, S.E., M.M. Pembina"));
}

/// Before anything is known of a year's agreements, dates and names are left to be written by hand;
/// without a revision there is no document of one.
#[test]
fn what_is_not_known_is_left_open() {
    let test = Test::begun().edit("data/opd.yaml", "      tanggal: 2025-01-20\n", "");
    std::fs::remove_file(test.path().join("data/pejabat.yaml")).unwrap();
    let project = valid_project(test.path());
    let text = words(&project, "pk");
    assert!(!text.contains("Januari 2025"), "{text}");
    assert!(!text.contains("NAMA"));
    assert!(project.jobs(&["pk-perubahan".to_owned()]).is_err());
}

/// One official on request: a declaration of the project, with the same template.
#[test]
fn one_position_has_its_own_document_on_request() {
    let own = "dokumen:\n  - id: pk-jabatan\n    judul: \"Perjanjian Kinerja {jabatan.nama} Tahun {tahun}\"\n    templat: pk.typ.j2\n    berkas: \"PK-{tahun}-{jabatan.id}\"\n    untuk: jabatan\n";
    let test = Test::begun().edit("data/opd.yaml", "tahun: 2025\n", &format!("tahun: 2025\n{own}"));
    let project = valid_project(test.path());
    let text = words(&project, "pk-jabatan");
    assert_eq!(text.matches("LAMPIRAN PERJANJIAN KINERJA TAHUN 2025").count(), 1, "{text}");
}

#[test]
fn agreements_without_a_holder_or_too_late_are_told() {
    let codes = |from: &str, to: &str| {
        let test = Test::begun().edit("data/opd.yaml", from, to);
        let found = places(&checked(test.path()));
        found.into_iter().map(|(code, ..)| code).collect::<Vec<_>>()
    };
    assert_eq!(codes("tanggal: 2025-01-20", "tanggal: 2025-02-02"), [""; 0]);
    assert_eq!(codes("tanggal: 2025-01-20", "tanggal: 2025-02-03"), ["perjanjian-terlambat"]);
    assert_eq!(
        codes(
            "      tanggal: 2025-01-20\n      anggaran_disahkan: 2025-01-02",
            "      tanggal: 2023-12-29"
        ),
        ["penanda-tangan-kosong"; 2]
    );
}
