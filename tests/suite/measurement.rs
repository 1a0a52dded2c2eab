//! Worked examples of measurement: `tests/measure/*.txt` holds data in YAML and the numbers
//! that follow from it, worked out by hand.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ikigen::format;
use ikigen::measure::{self, Measured, Nilai};
use ikigen::model::Model;

use crate::support::{copy, repo, valid_project};

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

fn indented(text: &str, spaces: usize) -> String {
    text.lines().fold(String::new(), |out, line| format!("{out}{:spaces$}{line}\n", ""))
}

/// Writes the case as a project and measures 2024.
fn measured(case: &Path, check: impl FnOnce(&Model)) {
    let text = fs::read_to_string(case).unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy(&repo().join("tests/cases/bases/kantor/data"), &folder.path().join("data"));
    let data = folder.path().join("data");
    fs::create_dir(data.join("jabatan")).unwrap();
    let mut sasaran = String::new();
    let mut opd = fs::read_to_string(data.join("opd.yaml")).unwrap();
    for (title, body) in sections(&text) {
        match title.split_once(' ') {
            None if title == "kebijakan" => {
                write!(opd, "\nkebijakan:\n{}", indented(&body, 2)).unwrap();
            }
            None if title == "indikator" => {
                let list = indented(&body, 4);
                write!(sasaran, "  - sasaran: Sasaran\n    indikator:\n{list}").unwrap();
            }
            Some((year, cut_off)) if year.starts_with("20") => {
                fs::create_dir_all(data.join("realisasi")).unwrap();
                let values = if body.trim().is_empty() {
                    " {}".into()
                } else {
                    format!("\n{}", indented(&body, 2))
                };
                let file =
                    format!("tahun: {year}\nstatus: contoh\nsampai: {cut_off}\nrealisasi:{values}");
                fs::write(data.join(format!("realisasi/{year}.yaml")), file).unwrap();
            }
            _ => assert_eq!(title, "hasil", "unknown section"),
        }
    }
    fs::write(data.join("opd.yaml"), opd).unwrap();
    let jabatan = format!("id: j\njabatan: J\natasan: kepala-dinas\ntugas: T\nsasaran:\n{sasaran}");
    fs::write(data.join("jabatan/01-j.yaml"), jabatan).unwrap();
    check(&valid_project(folder.path()).model);
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

#[test]
fn worked_examples() {
    let mut wrong = String::new();
    let mut cases: Vec<_> =
        fs::read_dir(repo().join("tests/measure")).unwrap().map(|e| e.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 12, "{} cases", cases.len());
    for case in cases {
        measured(&case, |model| {
            let measurement = measure::measure(model, 2024);
            let mut actual = String::new();
            for h in measurement.measured() {
                writeln!(actual, "{}", line(h, model)).unwrap();
            }
            let rata = &measurement.rata;
            let average = rata.nilai.show(format::percent);
            writeln!(actual, "rata-rata: {average}, {} dari {}", rata.counted, rata.all).unwrap();
            let text = fs::read_to_string(&case).unwrap();
            let expected = sections(&text).pop().unwrap().1;
            if expected.trim() != actual.trim() {
                write!(wrong, "{}\n-- expected\n{expected}-- actual\n{actual}", case.display())
                    .unwrap();
            }
        });
    }
    assert!(wrong.is_empty(), "{wrong}");
}
