//! Worked examples of measurement: `tests/measure/*.txt` holds data in YAML and the numbers
//! that follow from it, worked out by hand at the head of each file.
//!
//! `== kebijakan` and `== indikator` are the project's, `== 2023 TW4` the figures of a year and how
//! far they go. `== hasil` is what 2024 comes to at the end of its figures; `== hasil TW2` what it
//! comes to at the end of an earlier quarter, and `== hasil 2023` what another year does.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ikigen::format;
use ikigen::measure::{self, Measured, Measurement, Nilai};
use ikigen::model::Model;
use ikigen::project::Project;

use crate::support::{copy, cut, repo, valid_project};

/// A section of a case: its title, its lines.
fn sections(text: &str) -> Vec<(&str, String)> {
    let mut all: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("== ") {
            Some(title) => all.push((title, String::new())),
            None => {
                if let Some((_, body)) = all.last_mut() {
                    writeln!(body, "{line}").unwrap();
                }
            }
        }
    }
    all
}

/// What is expected of a year; up to the end of a quarter, where one is named.
fn result(title: &str) -> Option<(i32, Option<usize>)> {
    let mut said = (2024, None);
    for word in title.strip_prefix("hasil")?.split_whitespace() {
        match word.strip_prefix("TW") {
            Some(quarter) => said.1 = Some(quarter.parse().unwrap()),
            None => said.0 = word.parse().unwrap(),
        }
    }
    Some(said)
}

fn indented(text: &str, spaces: usize) -> String {
    text.lines().fold(String::new(), |out, line| format!("{out}{:spaces$}{line}\n", ""))
}

/// Reads the case as a project; `cut_off`: a year whose figures stop at an earlier quarter.
pub fn project(case: &str, cut_off: Option<(i32, usize)>) -> Project {
    let folder = tempfile::tempdir().unwrap();
    copy(&repo().join("tests/cases/bases/kantor/data"), &folder.path().join("data"));
    let data = folder.path().join("data");
    fs::create_dir(data.join("jabatan")).unwrap();
    let mut sasaran = String::new();
    let mut opd = fs::read_to_string(data.join("opd.yaml")).unwrap();
    for (title, body) in sections(case) {
        match title.split_once(' ') {
            None if title == "kebijakan" => {
                write!(opd, "\nkebijakan:\n{}", indented(&body, 2)).unwrap();
            }
            None if title == "indikator" => {
                let list = indented(&body, 4);
                write!(sasaran, "  - sasaran: Sasaran\n    indikator:\n{list}").unwrap();
            }
            Some((year, quarter)) if year.starts_with("20") => {
                fs::create_dir_all(data.join("realisasi")).unwrap();
                let values = if body.trim().is_empty() {
                    " {}".into()
                } else {
                    format!("\n{}", indented(&body, 2))
                };
                let file =
                    format!("tahun: {year}\nstatus: contoh\nsampai: {quarter}\nrealisasi:{values}");
                let file = match cut_off {
                    Some((tahun, sampai)) if tahun.to_string() == year => cut(&file, sampai),
                    _ => file,
                };
                fs::write(data.join(format!("realisasi/{year}.yaml")), file).unwrap();
            }
            _ => assert!(result(title).is_some(), "unknown section {title}"),
        }
    }
    fs::write(data.join("opd.yaml"), opd).unwrap();
    let jabatan = format!("id: j\njabatan: J\natasan: kepala-dinas\ntugas: T\nsasaran:\n{sasaran}");
    fs::write(data.join("jabatan/01-j.yaml"), jabatan).unwrap();
    valid_project(folder.path())
}

fn line(h: &Measured, model: &Model) -> String {
    let unit = &h.indikator.satuan;
    let with_reason = |value: &Nilai, text: String| match value.reason() {
        Some(why) => format!("{text} ({why})"),
        None => text,
    };
    let target = h.aim.map_or("–".to_owned(), |aim| aim.show(unit));
    let realisasi = with_reason(&h.realisasi, h.realisasi.show(|n| h.indikator.show(n)));
    let capaian = with_reason(&h.capaian, h.capaian.show(format::percent));
    let skala = &model.opd.kebijakan.skala.peringkat;
    let kategori = h.kategori.map_or("–", |n| skala[n].0.as_str());
    format!("{}: {realisasi} dari {target} = {capaian}, {kategori}", h.indikator.id)
}

fn lines(measurement: &Measurement, model: &Model) -> String {
    let mut lines = String::new();
    for h in measurement.measured() {
        writeln!(lines, "{}", line(h, model)).unwrap();
    }
    let rata = &measurement.rata;
    let average = rata.nilai.show(format::percent);
    writeln!(lines, "rata-rata: {average}, {} dari {}", rata.counted, rata.all).unwrap();
    let judged: usize = measurement.distribution.iter().sum();
    assert_eq!(judged, rata.counted, "categories are counted of what is averaged");
    lines
}

/// What a case comes to. Up to an earlier quarter it is asked twice: of all figures, and of a file
/// that ends there, which is what a report of that quarter is made from. Both say the same.
fn measured(case: &str, (tahun, sampai): (i32, Option<usize>)) -> String {
    let whole = project(case, None).model;
    let Some(sampai) = sampai else { return lines(&measure::measure(&whole, tahun), &whole) };
    let until = lines(&measure::measure_until(&whole, tahun, sampai), &whole);
    let then = project(case, Some((tahun, sampai))).model;
    assert_eq!(then.sampai(tahun), sampai);
    assert_eq!(lines(&measure::measure(&then, tahun), &then), until, "{tahun} TW{sampai}\n{case}");
    until
}

#[test]
fn worked_examples() {
    let mut wrong = String::new();
    let folder = fs::read_dir(repo().join("tests/measure")).unwrap();
    let mut cases: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let mut results = 0;
    for path in &cases {
        let case = fs::read_to_string(path).unwrap();
        for (title, expected) in sections(&case) {
            let Some(wanted) = result(title) else { continue };
            results += 1;
            let actual = measured(&case, wanted);
            if expected.trim() != actual.trim() {
                let name = Path::new(path.file_name().unwrap()).display();
                write!(wrong, "{name} {title}\n-- expected\n{expected}-- actual\n{actual}")
                    .unwrap();
            }
        }
    }
    assert!(results >= 70, "{results} results in {} cases", cases.len());
    assert!(wrong.is_empty(), "{wrong}");
}
