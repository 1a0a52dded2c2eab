//! What documents say of measurements, in sentences: states, categories, policies. Pages and
//! sheets say it in the same words.

use super::{CapaianRule, Measured};
use crate::format;
use crate::model::{Arah, Kebijakan, RataRata, Skala, Status};
use crate::text::Text;

/// What every page says of figures that are not final.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Contoh => "DATA CONTOH: angka ilustratif, bukan data resmi",
        Status::Draf => "DRAF: angka belum disahkan",
        Status::Final => "",
    }
}

/// The name of a category.
pub fn kategori(place: Option<usize>, skala: &Skala) -> String {
    place
        .and_then(|n| skala.peringkat.get(n))
        .map_or("–".to_owned(), |(nama, _)| nama.to_string())
}

/// The bounds of a category in words.
pub fn interval(skala: &Skala, n: usize) -> String {
    let lower = skala.peringkat[n].1;
    let upper = n.checked_sub(1).and_then(|above| skala.peringkat[above].1);
    let p = format::percent_as_needed;
    match (lower, upper) {
        (Some(low), None) => format!("di atas {}", p(low)),
        (Some(low), Some(high)) => format!("di atas {} sampai {}", p(low), p(high)),
        (None, Some(high)) => format!("sampai {}", p(high)),
        (None, None) => "semua".to_owned(),
    }
}

/// Quarters by their numbers: `Triwulan II, IV`.
pub fn numbered(quarters: &[usize]) -> String {
    let list: Vec<&str> = quarters.iter().map(|n| format::roman(*n)).collect();
    format!("Triwulan {}", list.join(", "))
}

/// Quarters that are not available, those with one reason together.
pub fn unavailable<'h>(h: &'h Measured) -> impl Iterator<Item = (String, &'h Text)> {
    h.unavailable.chunk_by(|one, next| one.1 == next.1).map(|same| {
        let quarters: Vec<usize> = same.iter().map(|(quarter, _)| *quarter).collect();
        (numbered(&quarters), same[0].1)
    })
}

/// What an indicator lacks: the state of its achievement, quarters that are not filled or not
/// available.
pub fn missing(h: &Measured) -> Vec<String> {
    let mut notes = Vec::new();
    if h.capaian.number().is_none() {
        notes.push(h.capaian.complete(format::percent));
    }
    if !h.unfilled.is_empty() && h.realisasi.number().is_some() {
        notes.push(format!("{} belum diisi", numbered(&h.unfilled)));
    }
    for (quarters, reason) in unavailable(h).filter(|_| h.capaian.number().is_some()) {
        notes.push(format!("{quarters} n/a: {reason}"));
    }
    notes
}

/// The policies in force, in sentences for the foot of a table.
pub fn policies(kebijakan: &Kebijakan) -> Vec<String> {
    let [naik, turun, tetap] = [Arah::Naik, Arah::Turun, Arah::Tetap]
        .map(|arah| CapaianRule::general(kebijakan, arah).rumus());
    let over = match kebijakan.rata_rata {
        RataRata::Indikator => "semua indikator",
        RataRata::Sasaran => "rata-rata setiap sasaran",
    };
    vec![
        format!(
            "Capaian (T target, R realisasi): arah naik {naik}; arah turun {turun}; arah tetap {tetap}; \
             target rentang: 100% di dalam rentang, di luarnya terhadap batas yang terdekat. \
             Target 0: 100% bila R = 0 dan 0% bila R > 0, tanpa angka untuk arah naik."
        ),
        format!(
            "Rata-rata dihitung dari {over}; capaian di bawah {} dihitung {0}, di atas {} dihitung {1}. \
             Yang belum diisi, n/a, atau tidak dapat dihitung tidak ikut dirata-ratakan.",
            format::percent_as_needed(kebijakan.batas_bawah),
            format::percent_as_needed(kebijakan.batas_atas)
        ),
        "Kategori ditentukan dari nilai sebelum pembulatan; angka tercetak dibulatkan dua desimal, \
         setengah menjauhi nol."
            .to_owned(),
    ]
}
