//! `ikigen year`: a year is opened once, nothing is overwritten, and what was printed before is
//! printed again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::ops::RangeInclusive;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use ikigen::diagnostic::Diagnostics;
use ikigen::project::{self, Project, Timings};
use serde_json::Value;

use crate::support::{Test, pages_of, repo, valid_project};

/// The project of the repository with the period that follows it.
fn next_period() -> Test {
    let test = Test::sample();
    test.run(&["year", "2025", "--sampai", "2029"]).code(0);
    test
}

/// The valid project for the documents of a year.
fn of_year(folder: &Path, tahun: i32) -> Project {
    let mut diagnostics = Diagnostics::default();
    let read = project::read_year(folder, Some(tahun), &mut diagnostics, &mut Timings::default());
    read.expect("the project is valid")
}

/// All files below a folder, with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = files(&path).into_iter();
            all.extend(below.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            all.insert(name, fs::read(path).unwrap());
        }
    }
    all
}

/// The codes of findings, each once.
fn codes(test: &Test, arguments: &[&str]) -> Vec<String> {
    let found = test.run(&[&["check", "--format", "json"], arguments].concat()).json();
    let codes = found["diagnostics"].as_array().unwrap().iter();
    let mut codes: Vec<String> = codes.map(|d| d["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// What a newcomer sees, and the file that is prepared for them.
#[test]
fn a_year_of_the_running_period() {
    let test = Test::begun();
    let run = test.run(&["year", "2026"]).code(0);
    insta::assert_snapshot!("tahun-baru", run.out);
    insta::assert_snapshot!("realisasi-baru", test.read("data/realisasi/2026.yaml"));
    assert!(test.read("data/opd.yaml").contains("\ntahun: 2026\n"));
    // The documents of last year keep the date that the office had.
    let last = test.read("data/realisasi/2025.yaml");
    assert!(last.contains("sampai: TW4\ntanggal: 2025-12-31\nrealisasi:"), "{last}");
    assert_eq!(codes(&test, &[]), ["anggaran-kosong", "realisasi-kosong"]);
}

#[test]
fn a_new_period() {
    let test = Test::sample();
    let run = test.run(&["year", "2025", "--sampai", "2029"]).code(0);
    insta::assert_snapshot!("periode-baru", run.out);
    for name in ["opd.yaml", "renstra.yaml"] {
        let kept = test.bytes(&format!("data/periode/2019-2024/{name}"));
        assert_eq!(kept, fs::read(repo().join("data").join(name)).unwrap(), "{name}");
    }
    let old = fs::read_to_string(repo().join("data/opd.yaml")).unwrap();
    let turned = old.replace(
        "dari: 2019\n  sampai: 2024\ntahun: 2024",
        "dari: 2025\n  sampai: 2029\ntahun: 2025",
    );
    assert_eq!(test.read("data/opd.yaml"), turned);
    assert_eq!(test.bytes("data/renstra.yaml"), test.bytes("data/periode/2019-2024/renstra.yaml"));
}

/// A second run changes nothing and names what is still open.
#[test]
fn it_is_opened_once() {
    for (test, arguments) in [
        (Test::begun(), &["year", "2026"][..]),
        (Test::sample(), &["year", "2025", "--sampai", "2029"]),
    ] {
        let first = test.run(arguments).code(0).out;
        let before = files(test.path());
        let second = test.run(arguments).code(0).says("tidak ada yang diubah").out;
        assert!(before == files(test.path()));
        let open = |out: &str| out.split_once("diputuskan").map(|(_, list)| list.to_owned());
        assert_eq!(open(&first), open(&second));
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    for (test, arguments, patch) in [
        (Test::begun(), &["year", "2026", "--dry-run"][..], "+tahun: 2026\n"),
        (
            Test::sample(),
            &["year", "2025", "--sampai", "2029", "--dry-run"],
            "copy to data/periode/2019-2024/renstra.yaml\n",
        ),
    ] {
        let before = files(test.path());
        let run = test.run(arguments).code(0).says(patch).says("+realisasi:\n");
        run.complains("Yang harus diputuskan:").complains("Tidak ada yang ditulis.");
        assert!(before == files(test.path()));
    }
}

#[test]
fn what_is_there_stays() {
    let own = "tahun: 2026\nstatus: draf\nsampai: TW1\nrealisasi: {}\n";
    let test = Test::begun().file("data/realisasi/2026.yaml", own);
    test.run(&["year", "2026"]).code(0).says("data/realisasi/2026.yaml  sudah ada, dibiarkan");
    assert_eq!(test.read("data/realisasi/2026.yaml"), own);
    assert!(test.read("data/opd.yaml").contains("\ntahun: 2026\n"));
    // A date that last year has of its own stays too.
    let test = Test::begun().edit(
        "data/realisasi/2025.yaml",
        "sampai: TW4\n",
        "sampai: TW4\ntanggal: 2026-01-15\n",
    );
    let last = test.bytes("data/realisasi/2025.yaml");
    test.run(&["year", "2026"]).code(0).never_says("supaya dokumen 2025");
    assert_eq!(test.bytes("data/realisasi/2025.yaml"), last);
}

/// Where something stands in the way nothing at all is written.
#[test]
fn what_stands_in_the_way_leaves_everything() {
    let other = Test::begun()
        .file("data/periode/2024-2026/renstra.yaml", Test::begun().read("data/renstra.yaml"));
    let other =
        other.edit("data/periode/2024-2026/renstra.yaml", "status: contoh", "status: final");
    let broken = Test::begun().edit("data/opd.yaml", "nama: Dinas", "nama Dinas");
    let keyed = Test::begun().edit("data/opd.yaml", "tahun: 2025\n", "? tahun\n: 2025\n");
    let begun = Test::begun;
    for (test, arguments, code, said) in [
        (begun(), "year 2027", 2, "periode-baru"),
        (begun(), "year 2028", 2, "tahun-terlalu-jauh"),
        (begun(), "year 2028 --sampai 2032", 2, "tahun-terlalu-jauh"),
        (begun(), "year 2024", 2, "tahun-sudah-lewat"),
        (begun(), "year 2020", 2, "tahun-sebelum-periode"),
        (begun(), "year 2027 --sampai 2026", 2, "periode-lain"),
        (begun(), "year 2026 --sampai 2025", 2, "periode-lain"),
        (begun(), "year 2027 --sampai 9999", 1, "periode-tak-sah"),
        (other, "year 2027 --sampai 2031", 2, "periode-tersimpan"),
        (broken, "year 2026", 1, "yaml-"),
        (keyed, "year 2026", 1, "sunting-bentuk"),
    ] {
        let before = files(test.path());
        let arguments: Vec<&str> = arguments.split(' ').collect();
        test.run(&arguments).code(code).complains(&format!("galat[{said}"));
        let json = test.run(&[&arguments[..], &["--format", "json"]].concat()).code(code).json();
        let found = json["diagnostics"][0]["code"].as_str().unwrap();
        assert!(found.starts_with(said), "{arguments:?}: {found}");
        assert!(before == files(test.path()), "{arguments:?}");
    }
}

/// A plan may be replaced before its end; its later years belong to the new one.
#[test]
fn a_plan_is_replaced_before_its_end() {
    let test = Test::begun();
    test.run(&["year", "2026", "--sampai", "2030"]).code(0).says("Periode 2026-2030 dibuka");
    assert_eq!(test.names("data/periode"), ["2024-2026"]);
    test.run(&["build", "--tahun", "2025"]).code(0).says("Renstra-2024-2026.xlsx");
    test.run(&["build"]).code(0).says("Renstra-2026-2030.xlsx");
    // What the tables look back on are the years before the new plan began.
    let book = fs::read(test.path().join("output/Renstra-2026-2030.xlsx")).unwrap();
    let heads = cells(&book)["T-C.23"].clone();
    assert!(heads.contains(&"2\n(2025)".to_owned()) && !heads.contains(&"3\n(2026)".to_owned()));
}

/// The same as data, for other programs.
#[test]
fn what_is_done_and_what_is_open_as_data() {
    let test = Test::begun();
    let value = test.run(&["year", "2026", "--format", "json"]).code(0).json();
    assert_eq!(value["periode"], serde_json::json!({ "dari": 2024, "sampai": 2026 }));
    let changed: Vec<_> =
        value["changes"].as_array().unwrap().iter().map(|one| &one["file"]).collect();
    assert_eq!(changed, ["data/realisasi/2025.yaml", "data/realisasi/2026.yaml", "data/opd.yaml"]);
    let ids: Vec<_> = value["decisions"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["anggaran", "tanggal"]);
    let place = &value["decisions"][0]["items"][0];
    let text = test.read(place["file"].as_str().unwrap());
    let line = usize::try_from(place["line"].as_u64().unwrap()).unwrap();
    assert!(text.lines().nth(line - 1).unwrap().contains("anggaran: { 2024:"));
}

/// What has to be decided is found, and nothing that is settled.
#[test]
fn decisions_are_those_that_are_open() {
    let test = Test::begun()
        .edit(
            "data/jabatan/02-kepala-seksi.yaml",
            "target: { 2024: 40, 2025: 50, 2026: 60 }",
            "target: { 2024: 40, 2025: 50 }\n        target_triwulan: { 2025: { TW1: 10, TW2: 10, TW3: 10, TW4: 20 } }",
        )
        .edit("data/renstra.yaml", "2025: 160000000, 2026: 170000000", "2025: 160000000")
        .edit("data/renstra.yaml", "{ 2024: 20, 2025: 20, 2026: 20 }", "{ 2024: 20, 2025: 20 }")
        .edit(
            "data/renstra.yaml",
            "anggaran: { 2024: 148500000, 2025: 158250000 }",
            "anggaran: { 2024: 148500000, 2025: 4 }\n            anggaran_triwulan: { 2025: { TW1: 1, TW2: 1, TW3: 1, TW4: 1 } }",
        )
        .edit("data/renstra.yaml", "2025: 152400000", "2025: 4")
        .edit("data/opd.yaml", "  tempat: Contoh", "  tempat: Contoh\n  tanggal: 2025-12-30")
        .edit(
            "data/opd.yaml",
            "  kepala: IND",
            "  tahunan: { judul: IKI Tahun 2025, sampul: [\"TAHUN {tahun}\", Renstra 2024-2026] }\n  kepala: IND",
        );
    let value = test.run(&["year", "2026", "--format", "json"]).code(0).json();
    let open: Vec<String> = value["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!("{} {}", one["id"].as_str().unwrap(), one["items"].as_array().unwrap().len())
        })
        .collect();
    let wanted = [
        "target 1",
        "target_triwulan 1",
        "target_program 1",
        "pagu 1",
        "anggaran 1",
        "anggaran_triwulan 1",
        "tanggal 2",
        "judul 1",
    ];
    assert_eq!(open, wanted);
}

/// Indicators that are not in force are left out; when values are due, and what stands beside them
/// from other years, is said.
#[test]
fn the_prepared_file_says_what_belongs_there() {
    let test = Test::begun()
        .edit("data/jabatan/02-kepala-seksi.yaml", "        agregasi: jumlah", "        agregasi: jumlah\n        frekuensi: tahunan")
        .edit("data/jabatan/01-kepala-bidang.yaml", "        awal: 50%", "        frekuensi: semester\n        awal: 50%")
        .edit("data/renstra.yaml", "nama: Jumlah pasar yang dibina", "nama: terima hasil # penjualan")
        .edit("data/realisasi/2025.yaml", "  pertumbuhan-retribusi:\n    TW1: { kini: 100000000 }\n    TW2: { kini: 105000000 }\n    TW3: { kini: 105000000 }\n    TW4: { kini: 111000000 }\n", "")
;
    let belanja = "belanja:\n  \"3.30.03.2.02.0001\": { TW1: 5000000 }\n";
    let year = test.read("data/realisasi/2025.yaml") + belanja;
    let test = test.file("data/realisasi/2025.yaml", year);
    test.run(&["year", "2026"]).code(0);
    insta::assert_snapshot!("realisasi-beraneka", test.read("data/realisasi/2026.yaml"));
    assert!(!codes(&test, &[]).iter().any(|code| code.starts_with("terima")));
}

/// The prepared lines are filled by taking the marks away and writing the numbers.
#[test]
fn the_prepared_file_is_filled_line_by_line() {
    let test = Test::begun();
    test.run(&["year", "2026"]).code(0);
    let prepared = test.read("data/realisasi/2026.yaml");
    let filled = prepared
        .replace("# TW1: { bersih: , semua: }", "TW1: { bersih: 14, semua: 20 }")
        .replace("# TW1: { kini: }", "TW1: { kini: 120000000 }")
        .replace("# TW1: { nilai: }", "TW1: { nilai: 14 }")
        .replace(
            "# belanja:\n#   \"3.30.03.2.02.0001\":\n#     TW1:\n",
            "belanja:\n  \"3.30.03.2.02.0001\":\n    TW1: 25000000\n",
        );
    let test = test.file("data/realisasi/2026.yaml", filled);
    assert_eq!(codes(&test, &[]), ["anggaran-kosong"]);
    let model = valid_project(test.path()).model;
    let year = &model.realisasi[&2026];
    assert_eq!((year.indikator.len(), year.belanja.len()), (4, 1));
    // A line whose marks are gone and whose numbers are missing is no zero.
    let unfilled = prepared.replace("# TW1: { nilai: }", "TW1: { nilai: }");
    let test = test.file("data/realisasi/2026.yaml", unfilled);
    test.run(&["check"]).code(1).says("galat[teks-kosong]");
}

/// In the new period nothing looks unfinished that is not: what is found is what is open.
#[test]
fn findings_of_a_new_period_are_true() {
    let test = next_period();
    let open = ["realisasi-kosong", "renstra-tahun-kosong", "tahun-judul-beda", "target-kosong"];
    assert_eq!(codes(&test, &[]), open);
    // The former edition has the findings that it had.
    assert_eq!(codes(&test, &["--tahun", "2024"]), codes(&Test::sample(), &[]));
    fill(&test);
    // One indicator has no figures in the first quarter, as the year before; one fell.
    let open = ["anggaran-kosong", "realisasi-kosong", "realisasi-melonjak", "tahun-judul-beda"];
    assert_eq!(codes(&test, &[]), open);
    test.run(&["build"]).code(0).says("IKI-2025.pdf").says("Renstra-2025-2029.xlsx");
    let printed = pages_of(&valid_project(test.path()), "iki-tahunan").text().concat();
    assert!(printed.contains("S.D. TRIWULAN I") && printed.contains("24,39%"));
    assert!(!printed.contains("terhadap target setahun"));
}

/// Fills the first quarter of 2025 with the values of 2024, and the targets of the plan with the
/// last of the one before.
fn fill(test: &Test) {
    let entry = |line: &str| {
        let name = line.strip_prefix("  ")?.strip_suffix(':')?;
        (!name.starts_with(' ')).then(|| name.to_owned())
    };
    let mut values = BTreeMap::new();
    let mut current = String::new();
    for line in test.read("data/realisasi/2024.yaml").lines() {
        let bare = line.split("  #").next().unwrap_or(line);
        current = entry(bare).unwrap_or(current);
        if let Some(quarter) = bare.strip_prefix("    TW1: ") {
            values.insert(current.clone(), quarter.to_owned());
        }
    }
    let mut filled = String::new();
    for line in test.read("data/realisasi/2025.yaml").lines() {
        current = entry(line).unwrap_or(current);
        let prepared = line.starts_with("    # TW1: {");
        match values.get(&current).filter(|_| prepared) {
            Some(quarter) => filled.extend(["    TW1: ", quarter, "\n"]),
            None => filled.extend([line, "\n"]),
        }
    }
    fs::write(test.path().join("data/realisasi/2025.yaml"), filled).unwrap();
    let jabatan = test.names("data/jabatan").into_iter().map(|name| format!("data/jabatan/{name}"));
    for path in jabatan.chain(["data/renstra.yaml".to_owned()]) {
        let line = |line: &str| {
            let planned =
                ["target: {", "pagu: {"].iter().any(|key| line.trim_start().starts_with(key));
            match line.split_once("2024: ").zip(line.rsplit_once(" }")) {
                Some(((_, last), (head, tail))) if planned => {
                    let last = last.split_once(" }").map_or(last, |(last, _)| last);
                    let more = targets(2025..=2029, last);
                    format!("{head}{more} }}{tail}\n")
                }
                _ => format!("{line}\n"),
            }
        };
        let text: String = test.read(&path).lines().map(line).collect();
        fs::write(test.path().join(path), text).unwrap();
    }
}

/// The year before is printed as it was: the same words, the same picture of every page, the same
/// cells. Only what is said about the sources is new.
#[test]
fn the_former_edition_stays() {
    let (before, test) = (Test::sample(), next_period());
    fill(&test);
    let (old, new) = (valid_project(before.path()), of_year(test.path(), 2024));
    for id in ["iki-asli", "iki-tahunan"] {
        let [old, new] = [&old, &new].map(|project| pages_of(project, id));
        assert_eq!(old.text(), new.text(), "{id}");
        for page in 0..old.page_count() {
            assert!(old.svg(page) == new.svg(page), "{id}: page {}", page + 1);
        }
    }
    before.run(&["build", "--only", "lkjip", "--only", "renstra"]).code(0);
    test.run(&["build", "--tahun", "2024", "--only", "lkjip", "--only", "renstra"]).code(0);
    for name in ["LKjIP-2024.xlsx", "Renstra-2019-2024.xlsx"] {
        let [old, new] = [&before, &test].map(|test| parts(&test.bytes(&format!("output/{name}"))));
        let differ: Vec<&String> = old.keys().filter(|part| old[*part] != new[*part]).collect();
        assert_eq!(differ, ["docProps/custom.xml"], "{name}");
        assert_eq!(old.len(), new.len());
    }
}

/// The one date of signing becomes that of the edition that was signed then; the new edition has
/// the date of its documents until the office writes its own.
#[test]
fn a_date_of_signing_stays_with_its_edition() {
    let signed = "  tempat: Contoh\n  tanggal: 2026-01-16\n";
    let test = Test::begun().edit("data/opd.yaml", "  tempat: Contoh\n", signed);
    let decided = "tanggal penandatanganan 2026 belum ditulis";
    test.run(&["year", "2026"]).code(0).says("yang 2025 tetap 2026-01-16").says(decided);
    let office = test.read("data/opd.yaml");
    assert!(office.contains("\n  tanggal:\n    2025: 2026-01-16\n"), "{office}");
    let date = |test: &Test, tahun: i32| {
        let signed = of_year(test.path(), tahun).model.opd.pengesahan.unwrap().tanggal;
        signed.value.to_string()
    };
    assert_eq!(date(&test, 2025), "16 Januari 2026");
    assert_eq!(date(&test, 2026), "31 Maret 2026");
    let own = "    2025: 2026-01-16\n    2026: 2027-01-15\n";
    let test = test.edit("data/opd.yaml", "    2025: 2026-01-16\n", own);
    assert_eq!([date(&test, 2025), date(&test, 2026)], ["16 Januari 2026", "15 Januari 2027"]);
    test.run(&["year", "2026"]).code(0).never_says(decided);
}

/// The parts of a workbook's file.
fn parts(book: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(&name).unwrap(), &mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

/// The cells of every sheet in words, row by row.
fn cells(book: &[u8]) -> BTreeMap<String, Vec<String>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book)).unwrap();
    let sheets = book.worksheets().into_iter();
    sheets
        .map(|(name, range)| (name, range.cells().map(|(.., cell)| cell.to_string()).collect()))
        .collect()
}

/// Tables T-C.23 and T-C.24 of a plan look back on the one before, and it begins where that ended.
#[test]
fn a_new_plan_looks_back_on_the_one_before() {
    let test = next_period();
    test.run(&["build", "--only", "renstra"]).code(0);
    let book = cells(&test.bytes("output/Renstra-2025-2029.xlsx"));
    let row = |sheet: &str, name: &str, length: usize| -> Vec<String> {
        let cells = &book[sheet];
        let at = cells.iter().position(|cell| cell == name);
        let at = at.unwrap_or_else(|| panic!("{name} in {sheet}"));
        cells[at + 1..at + 1 + length].iter().map(|cell| cell.chars().take(6).collect()).collect()
    };
    // Norms; targets of six years; actual values of those that have figures: 301 of 415 in 2024.
    assert_eq!(
        row("T-C.23", "Persentase Koperasi yang melaksanakan RAT", 15),
        [
            "", "", "", "0.6", "0.62", "0.65", "0.68", "0.7", "0.75", "", "", "", "0.6766",
            "0.7024", "0.7253"
        ]
    );
    // A range has no ratio, what was not available says so.
    let range = row("T-C.23", "Persentase pasar kabupaten yang bersih dan sehat", 21);
    assert_eq!((range[8].as_str(), range[20].as_str()), ("80% s.", ""));
    let unavailable = "Persentase data perusahaan industri kecil, menengah yang masuk dalam SiINas";
    assert_eq!(row("T-C.23", unavailable, 15)[14], "n/a");
    // Budgets and spending by programme, as the sums of their sub-activities.
    let spent = row("T-C.24", "PROGRAM PENGEMBANGAN EKSPOR", 12);
    assert_eq!(spent[..3], ["", "", ""]);
    assert_eq!(spent[3..6], ["157450", "168200", "188150"]);
    // The plan begins where the former ended, not where that began.
    let first = row("T-C.28", "Persentase Koperasi yang melaksanakan RAT", 2);
    assert_eq!(first, ["%", "0.7253"]);
    // What the plan writes itself of the years right before it stands.
    let written = "periode_lalu:
  tahun: [2023, 2024]
  kinerja:
    - { indikator: Lain, satuan: persen, target: { 2024: 1% }, realisasi: {} }
  pendanaan:
    - { uraian: Lain, anggaran: { 2024: 1 }, realisasi: {} }
";
    let text = test.read("data/renstra.yaml");
    let (plan, _) = text.split_once("periode_lalu:\n").unwrap();
    let test = test.file("data/renstra.yaml", format!("{plan}{written}"));
    test.run(&["build", "--only", "renstra"]).code(0);
    let book = cells(&test.bytes("output/Renstra-2025-2029.xlsx"));
    assert!(book["T-C.23"].contains(&"Lain".to_owned()));
    assert!(!book["T-C.23"].iter().any(|cell| cell.contains("RAT")));
}

/// A new plan has its own objectives, programmes and indicators; figures of former years speak of
/// the former plan's.
#[test]
fn each_plan_has_its_own_things() {
    let test = Test::begun();
    let belanja = "belanja:\n  \"3.30.03.2.02.0001\": { TW1: 1, TW2: 1, TW3: 1, TW4: 1 }\n";
    let year = test.read("data/realisasi/2025.yaml") + belanja;
    let test = test.file("data/realisasi/2025.yaml", year).edit(
        "data/renstra.yaml",
        ", 2025: 152400000",
        "",
    );
    test.run(&["year", "2026"]).code(0);
    test.run(&["year", "2027", "--sampai", "2031"]).code(0);
    // Everything of the plan gets another id or code.
    let plan = test
        .read("data/renstra.yaml")
        .replace("pasar-berkualitas", "pasar-maju")
        .replace("pasar-dibina", "pasar-terbina")
        .replace("3.30.03.2.02.0001", "3.30.03.2.02.0009");
    let year = test.read("data/realisasi/2027.yaml").replace("pasar-dibina", "pasar-terbina");
    let test = test
        .file("data/renstra.yaml", plan)
        .file("data/realisasi/2027.yaml", year.replace("3.30.03.2.02.0001", "3.30.03.2.02.0009"));
    let links = test.run(&["check"]).code(0).out;
    assert!(
        links.contains("[sasaran-tanpa-renstra]") && links.contains("milik Renstra periode lain")
    );
    for name in ["01-kepala-bidang", "02-kepala-seksi"] {
        let path = format!("data/jabatan/{name}.yaml");
        let text = test.read(&path).replace("pasar-berkualitas", "pasar-maju");
        fs::write(test.path().join(path), text).unwrap();
    }
    assert!(!codes(&test, &[]).contains(&"sasaran-tanpa-renstra".to_owned()));
    test.run(&["build"]).code(0);
    test.run(&["build", "--tahun", "2025"]).code(0);
    assert!(!codes(&test, &["--tahun", "2025"]).iter().any(|code| code.starts_with("sasaran")));
    // What was spent quarter by quarter under the old code is looked back on.
    test.run(&["build", "--only", "renstra"]).code(0);
    let book = cells(&test.bytes("output/Renstra-2027-2031.xlsx"));
    let spending = &book["T-C.24"];
    let at = spending.iter().position(|cell| cell.starts_with("PROGRAM")).unwrap();
    assert_eq!(spending[at + 4..at + 7], ["141250000", "4", ""]);
    // In a year of the new plan its things are asked for.
    let test = test.edit("data/realisasi/2027.yaml", "pasar-terbina:", "pasar-dibina:");
    test.run(&["check"]).code(1).says("galat[indikator-tak-dikenal]");
}

/// Acceptances hold in the documents that they were written for, whatever year is shown.
#[test]
fn what_was_accepted_for_other_years_is_not_out_of_date() {
    let accepted = "  pedagang-dibina:  # terima analisis-kosong: dibahas dalam rapat\n";
    let test = Test::begun()
        .edit("data/realisasi/2025.yaml", "  pedagang-dibina:\n", accepted)
        .edit("data/realisasi/2025.yaml", "TW4: { nilai: 15 }", "TW4: { nilai: 13 }");
    let test = test.edit(
        "data/jabatan/02-kepala-seksi.yaml",
        "2025: 50, 2026: 60 }",
        "2025: 50 }  # terima target-kosong: dibahas nanti",
    );
    let stale = |arguments: &[&str]| codes(&test, arguments).contains(&"terima-basi".to_owned());
    assert!(!stale(&[]));
    test.run(&["year", "2026"]).code(0);
    assert!(!stale(&[]), "a year of the same period");
    test.run(&["year", "2027", "--sampai", "2031"]).code(0);
    assert!(!stale(&[]), "a year of the next period");
    let path = test.path().join("data/jabatan/02-kepala-seksi.yaml");
    let later = targets(2027..=2031, "60");
    let text = fs::read_to_string(&path).unwrap().replace("2025: 50", &format!("2025: 50{later}"));
    fs::write(path, text).unwrap();
    assert!(!stale(&[]), "what was accepted for the period before");
    assert!(!stale(&["--tahun", "2025"]));
}

/// The same value for each of some years, behind others of a line.
fn targets(years: RangeInclusive<i32>, value: &str) -> String {
    let mut text = String::new();
    for year in years {
        write!(text, ", {year}: {value}").unwrap();
    }
    text
}

/// The commands of the README, one after the other.
#[test]
fn the_readme_tells_how() {
    let text = fs::read_to_string(repo().join("README.md")).unwrap();
    let (_, section) = text.split_once("## Tahun baru, periode baru\n").unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let test = Test::sample();
    for line in block.lines() {
        let (command, _) = line.split_once('#').unwrap();
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("ikigen"));
        test.run(&words.collect::<Vec<_>>()).code(0);
    }
    assert_eq!(block.lines().count(), 4);
    assert!(test.names("data/realisasi").contains(&"2026.yaml".to_owned()));
    assert!(test.names("output").contains(&"IKI-2024.pdf".to_owned()));
}

/// Whoever reads English is told the same.
#[test]
fn both_languages() {
    let test = Test::begun();
    let run = test.run(&["year", "2026", "--lang", "en"]).code(0);
    run.says("The year 2026 is opened, in the period 2024-2026.").says("To be decided:");
    let value: Value = Test::begun().run(&["year", "2026", "--format", "json"]).json();
    assert_eq!(value["changes"][1]["action"], "created");
}
