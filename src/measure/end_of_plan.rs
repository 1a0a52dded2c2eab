//! The end of a plan: what it aims at there, and how far that is reached. One rule for all tables:
//! what quarters add up to adds up over the years too; everything else is the state in the last
//! year. The plan is what was first set: a revision belongs to the year's agreement.

use super::{Nilai, anggaran, calculate};
use crate::model::{Aim, Indikator, Model};

/// What an indicator aims at by the end of the years `dari` to `sampai`.
pub fn target(indikator: &Indikator, [dari, sampai]: [i32; 2]) -> Option<Aim> {
    let first_set = |tahun: i32| indikator.target.get(&tahun).map(|target| target.murni.value);
    if !indikator.adds_up() {
        return first_set(sampai);
    }
    let points = (dari..=sampai).map(|tahun| match first_set(tahun) {
        Some(Aim::Point(number)) => Some(number),
        _ => None,
    });
    anggaran::jumlah(points).number().map(Aim::Point)
}

/// What is reached of that by the end of `tahun`, or up to its cut-off.
pub fn realisasi(model: &Model, indikator: &Indikator, tahun: i32) -> Nilai {
    let this = calculate(model, indikator, tahun).realisasi;
    if !indikator.adds_up() {
        return this;
    }
    let years = years_with_figures(model, tahun);
    let values = years.map(|year| calculate(model, indikator, year).realisasi.number());
    match anggaran::jumlah(values) {
        Nilai::NotFilled => this,
        sum => sum,
    }
}

/// The years of the plan up to `tahun` that have figures.
pub fn years_with_figures(model: &Model, tahun: i32) -> impl Iterator<Item = i32> {
    let first = model.opd.periode[0];
    model.realisasi.keys().copied().filter(move |year| (first..=tahun).contains(year))
}
