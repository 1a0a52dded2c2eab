//! The yearly edition: what stands on its pages.

use ikigen::format;
use ikigen::measure::{self, Nilai};

use crate::support::{Printed, Test, copy_of_the_project, repo, valid_project, yearly_pages};

/// Rows of the table as they have to be printed, worked out from the files by hand.
#[test]
fn rows_are_printed_as_worked_out_by_hand() {
    let printed = Printed::new(&yearly_pages(&valid_project(repo())).text());
    for (nama, row) in [
        // 301 ÷ 415 = 0,7253012…; the target was lowered from 75%; 0,7253012 ÷ 0,72 = 1,0073627…
        (
            "Persentase Koperasi yang melaksanakan RAT",
            "persen ↑ 70,24% 72% 72,53% 100,74% Sangat Baik",
        ),
        // (111.650 − 106.080) ÷ 106.080 = 0,0525075…; ÷ 0,055 = 0,9546825…
        ("Pertumbuhan nilai ekspor non migas", "persen ↑ 4,71% 5,5% 5,25% 95,47% Sangat Baik"),
        // 0 + 0 + 0 + 0 of 0: nothing can be divided by it.
        ("Jumlah pasar yang dibangun/revitalisasi", "pasar ↑ 1 0 0 tidak dapat dihitung –"),
        // Without data there is neither a share nor an achievement.
        (
            "Persentase data perusahaan industri kecil, menengah yang masuk dalam SiINas",
            "persen ↑ 6,03% 8% tidak tersedia tidak tersedia –",
        ),
    ] {
        assert!(printed.find(&format!("{nama} {row}"), 0).is_some(), "{nama}: {row}");
    }
}

/// Every indicator stands with its target, actual value and achievement in one row, in the order
/// of the positions; so do the formulas' results. What the numbers are to be is said above, in
/// `tests/measure` and by exact arithmetic in `calculate.rs`.
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
            found(&h.realisasi.show(|n| h.indikator.show(n)));
            found(&h.capaian.show(format::percent));
        }
        if let Nilai::Known(n) = &jabatan.rata.nilai {
            found(&format::percent(*n));
        }
        for h in jabatan.measured() {
            found(&h.indikator.nama);
            if let (Some(rumus), Nilai::Known(result)) = (&h.indikator.rumus, &h.realisasi) {
                assert!(!rumus.label.is_empty());
                found(&format!("= {}", h.indikator.show(*result)));
            }
        }
    }
    // Who reads the summary first finds every position in it.
    let (summary, ..) = printed.find("RINGKASAN CAPAIAN KINERJA TAHUN 2024", 0).unwrap();
    let (heading, ..) = printed.find("INDIKATOR KINERJA INDIVIDU1.", 0).unwrap();
    assert!(summary < heading);
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
    assert!(flat.contains("Dataseluruhindikatorlengkapdancapaiannyaterukur."), "{flat}");
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

/// Where the summary stands and what columns and headings are called is the office's.
#[test]
fn an_office_says_it_in_its_own_words() {
    let own = "  tahunan:\n    ringkasan: belakang\n    kolom: { kategori: KRITERIA }\n    kata: { ketentuan: \
               \"CARA MENGUKUR {tahun}\" }\n";
    let test = Test::sample().edit("data/opd.yaml", "  tahunan:\n", own);
    let printed = Printed::new(&yearly_pages(&valid_project(test.path())).text());
    let at = |text: &str| printed.find(text, 0).unwrap_or_else(|| panic!("{text}"));
    let (rules, first) = (at("CARA MENGUKUR 2024"), at("INDIKATOR KINERJA INDIVIDU1."));
    assert!(rules.2 < first.2);
    assert!(at("RINGKASAN CAPAIAN KINERJA TAHUN 2024").0 > 30);
    assert!(printed.find("KRITERIA", 0).is_some() && printed.find("KATEGORI", 0).is_none());
}

/// Whoever holds one page of a position knows whose it is: its foot says so.
#[test]
fn every_page_of_a_position_names_it() {
    let project = valid_project(repo());
    let pages = yearly_pages(&project);
    let first = pages.text().iter().position(|page| page.contains("1.\nJABATAN")).unwrap();
    let text = pages.text();
    let (last, body) = text[first..].split_last().unwrap();
    assert!(body.len() > 30 && last.contains("Halaman"));
    for (n, page) in body.iter().enumerate() {
        let (_, foot) = page.rsplit_once("Tahun 2024").unwrap();
        assert!(foot.contains("Kepala") || foot.contains("Sekretaris"), "page {}", first + n + 1);
    }
}
