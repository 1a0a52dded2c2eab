//! The yearly edition: what stands on its pages.

use ikigen::format;
use ikigen::measure::{self, Nilai};

use crate::support::{Printed, copy_of_the_project, repo, valid_project, yearly_pages};

/// Every target, actual value, achievement and state of every indicator is on the page, in
/// order; so are the formulas' results.
#[test]
fn every_number_is_on_the_page() {
    let project = valid_project(repo());
    let measurement = measure::measure(&project.model, 2024);
    let printed = Printed::new(&yearly_pages(&project).text());
    let mut at = 0;
    let mut found = |text: &str| {
        let (_, _, end) = printed.find(text, at).unwrap_or_else(|| panic!("{text} behind {at}"));
        at = end;
    };
    for jabatan in &measurement.jabatan {
        found(&jabatan.jabatan.nama);
        for h in jabatan.measured() {
            let unit = &h.indikator.satuan;
            found(&h.indikator.nama);
            found(&h.aim.unwrap().show(unit));
            found(&h.realisasi.show(|n| unit.show(n)));
            found(&h.capaian.show(format::percent));
        }
        if let Nilai::Known(n) = &jabatan.rata.nilai {
            found(&format::percent(*n));
        }
        for h in jabatan.measured() {
            found(&h.indikator.nama);
            if let (Some(rumus), Nilai::Known(result)) = (&h.indikator.rumus, &h.realisasi) {
                assert!(!rumus.label.is_empty());
                found(&format!("= {}", h.indikator.satuan.show(*result)));
            }
        }
    }
    found("RINGKASAN CAPAIAN KINERJA TAHUN 2024");
}

/// Sample and draft figures say so on every page; final ones do not.
#[test]
fn the_state_of_the_figures_is_on_every_page() {
    let folder = copy_of_the_project();
    let file = folder.path().join("data/realisasi/2024.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    for (status, words) in [
        ("contoh", "DATA CONTOH: angka ilustratif, bukan data resmi"),
        ("draf", "DRAF: angka belum disahkan"),
    ] {
        std::fs::write(&file, text.replace("status: contoh", &format!("status: {status}")))
            .unwrap();
        let pages = yearly_pages(&valid_project(folder.path())).text();
        assert!(pages.len() > 20);
        for (n, page) in pages.iter().enumerate() {
            let flat = |text: &str| text.split_whitespace().collect::<String>();
            assert!(flat(page).contains(&flat(words)), "page {} lacks {words}", n + 1);
        }
    }
    std::fs::write(&file, text.replace("status: contoh", "status: final")).unwrap();
    let pages = yearly_pages(&valid_project(folder.path())).text();
    assert!(pages.iter().all(|page| !page.contains("CONTOH") && !page.contains("DRAF")));
}

/// The illustrative figures show every case that readers have to know.
#[test]
fn the_sample_holds_each_state() {
    let model = valid_project(repo()).model;
    let measurement = measure::measure(&model, 2024);
    let any = |test: &dyn Fn(&measure::Measured) -> bool| measurement.measured().any(test);
    assert_eq!(measurement.measured().count(), 44);
    assert!(any(&|h| h.realisasi == Nilai::NotFilled));
    assert!(any(&|h| matches!(h.realisasi, Nilai::Unavailable(_))));
    assert!(any(&|h| h.realisasi.number().is_some_and(ikigen::number::Rational::is_zero)));
    assert!(any(&|h| h.target.is_some_and(|t| t.perubahan.is_some())));
    assert!(any(&|h| h.kategori == Some(4)));
    assert!(any(&|h| h.capaian.number().is_some_and(|n| n > 1.into())));
    let last_year = measure::measure(&model, 2022);
    let zero = Nilai::NotComputable(measure::Reason::ZeroDenominator);
    assert!(last_year.measured().any(|h| h.realisasi == zero));
}

/// A year in which everything is filled says so in place of the table of what is missing.
#[test]
fn a_complete_year_says_so() {
    let folder = copy_of_the_project();
    let opd = folder.path().join("data/opd.yaml");
    let text = std::fs::read_to_string(&opd).unwrap();
    std::fs::write(&opd, text.replace("tahun: 2024\n", "tahun: 2023\n")).unwrap();
    let project = valid_project(folder.path());
    assert!(
        measure::measure(&project.model, 2023).measured().all(|h| h.capaian.number().is_some())
    );
    let text = yearly_pages(&project).text().concat();
    let flat: String = text.split_whitespace().collect();
    assert!(flat.contains("tanpacapaianSemuaindikatorsudahterisidanterhitung."), "{flat}");
}

/// A text longer than a page arrives whole.
#[test]
fn an_analysis_of_pages_loses_nothing() {
    let folder = copy_of_the_project();
    let file = folder.path().join("data/realisasi/2024.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let words: Vec<String> = (0..900).map(|n| format!("kata{n}")).collect();
    let long = format!("      upaya: {}\n", words.join(" "));
    let start = text.find("      upaya:").unwrap();
    let end = start + text[start..].find('\n').unwrap() + 1;
    std::fs::write(&file, format!("{}{long}{}", &text[..start], &text[end..])).unwrap();
    let pages = yearly_pages(&valid_project(folder.path())).text().concat();
    assert!(words.iter().all(|word| pages.contains(word.as_str())));
}
