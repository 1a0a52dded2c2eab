//! The measured year: what came of each indicator, and the whole.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::super::origin::{Calculation, Quantity, Subject};
use super::super::value::{Code, Figure, State, Text, computed, made_from, text, words};
use super::position::{Aim, Rumus};
use crate::equation;
use crate::format;
use crate::measure::rata::Rata;
use crate::measure::{self, Basis, Measured, MeasuredJabatan, Measurement, Nilai, Reason};
use crate::model::{
    self, Agregasi, Arah, Frekuensi, Model, NILAI, QuarterData, Satuan, Skala, Status,
};
use crate::number::Rational;
use crate::source::raw::Kata;
use crate::text::{self, Span, Spanned};
use crate::wording;

/// Tahun yang diukur.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Tahunnya.
    tahun: i32,
    /// Tahunnya, seperti tercetak.
    text: Text,
    /// Keadaan angkanya.
    status: Status,
    /// Keadaan angkanya dalam kata-kata; kosong bila final.
    status_text: Text,
    /// Triwulan terakhir yang dilaporkan.
    sampai: usize,
    /// " s.d. Triwulan II" dan seterusnya; kosong bila setahun penuh.
    sampai_text: Text,
    /// Yang dirata-ratakan: capaian terhadap target s.d. batas laporan, atau terhadap target setahun.
    basis: Basis,
    /// Dasarnya dalam kata-kata: "target s.d. Triwulan II".
    basis_text: Text,
    /// Rata-rata capaian kantor.
    rata: Average,
    /// Banyaknya indikator di setiap peringkat.
    distribution: Vec<Share>,
    /// Indikator yang belum lengkap atau tanpa capaian, kecuali yang hanya belum dinilai.
    unfilled: Vec<Gap>,
    /// Banyaknya indikator yang datanya lengkap tetapi belum dinilai, dalam satu kalimat; kosong bila tidak ada.
    not_assessed: Text,
    /// Kalimat di atas tanda tangan: apa yang dicakup angkanya.
    closing: Text,
    /// Kategori kantor dalam satu kalimat; kosong bila belum ada rata-ratanya.
    verdict: Text,
    /// Ada realisasi tahun sebelumnya.
    has_last_year: bool,
    /// Capaian yang digambar sepanjang-panjangnya pada batang ringkasan.
    full: Code,
}

/// Rata-rata capaian.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Average {
    /// Rata-ratanya.
    nilai: Figure,
    /// Peringkatnya.
    kategori: Text,
    /// Banyaknya indikator yang terhitung.
    counted: usize,
    /// Banyaknya indikator.
    all: usize,
    /// Keduanya, seperti tercetak: 3 dari 4.
    counted_text: Text,
    /// Semuanya dalam satu kalimat.
    sentence: Text,
    /// Rata-ratanya sebagai kode Typst, untuk bagan; `none` bila tidak ada.
    share: Code,
}

/// Banyaknya indikator di satu peringkat.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Share {
    /// Nama peringkatnya.
    nama: Text,
    /// Capaiannya dalam kata-kata.
    interval: Text,
    /// Banyaknya indikator.
    jumlah: usize,
}

/// Indikator yang belum lengkap.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Gap {
    /// Jabatannya.
    jabatan: Text,
    /// Nomor indikatornya pada jabatan itu.
    nomor: usize,
    /// Indikatornya.
    indikator: Text,
    /// Yang belum ada.
    remarks: Text,
}

/// Pengukuran satu indikator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasuredIndikator {
    /// Target setahun yang berlaku.
    target: Aim,
    /// Target sampai batas laporan; null bila setahun penuh.
    to_date: Option<Aim>,
    /// Target mana yang menjadi dasar capaiannya.
    basis: Basis,
    /// Realisasinya.
    realisasi: Figure,
    /// Capaiannya.
    capaian: Figure,
    /// Peringkatnya.
    kategori: Text,
    /// Operan rumusnya; tanpa rumus: nilainya sendiri.
    operand: Vec<Operand>,
    /// Isi keempat triwulan, seperti pada data/realisasi.
    triwulan: Vec<Quarter>,
    /// Rumus dengan angkanya dan hasilnya.
    numbers: Option<Rumus>,
    /// Realisasi tahun sebelumnya; null bila indikator ini belum ada.
    last_year: Option<Figure>,
    /// Tanda arah yang baik: ↑, ↓ atau ↔.
    direction: Text,
    /// Langkah penghitungannya.
    steps: Vec<Labeled>,
    /// Sumber, penjelasan dan catatannya.
    notes: Vec<Labeled>,
    /// Analisisnya.
    analysis: Vec<Labeled>,
    /// Analisisnya terlalu panjang untuk kolom sebuah tabel.
    is_apart: bool,
}

/// Satu operan rumus.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Operand {
    /// Nama variabelnya.
    nama: String,
    /// Tulisannya.
    label: Text,
    /// Nilainya.
    nilai: Figure,
    /// Tahun asalnya.
    tahun: i32,
}

/// Isi satu triwulan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Quarter {
    /// Triwulannya, 1 sampai 4.
    triwulan: usize,
    /// Keadaannya.
    state: State,
    /// Alasannya, bila tidak tersedia.
    reason: Option<Text>,
    /// Data mentahnya.
    data: Vec<RawData>,
}

/// Satu data mentah.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawData {
    /// Nama variabelnya.
    nama: String,
    /// Nilainya.
    nilai: Figure,
}

/// Isi dengan labelnya.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Labeled {
    /// Labelnya.
    label: Text,
    /// Isinya.
    content: Text,
}

/// A text of the project with its label.
fn quoted(label: impl Into<String>, content: &text::Text) -> Labeled {
    Labeled { label: words(label), content: text(content) }
}

/// Words about a number with their label.
fn told(label: &str, calculation: &Calculation, content: impl Into<String>) -> Labeled {
    Labeled { label: words(label), content: computed(calculation, content) }
}

/// A number of an indicator.
fn of_indicator(h: &Measured, quantity: Quantity) -> Calculation {
    Calculation { subject: Subject::Indikator(h.indikator.id.clone()), quantity, tahun: h.tahun }
}

/// A number of the whole office.
fn of_office(measurement: &Measurement, quantity: Quantity) -> Calculation {
    Calculation { subject: Subject::Opd, quantity, tahun: measurement.tahun }
}

impl Year {
    pub fn new(model: &Model, measurement: &Measurement) -> Year {
        let kebijakan = &model.opd.kebijakan;
        let sampai = measurement.sampai;
        Year {
            tahun: measurement.tahun,
            text: words(measurement.tahun.to_string()),
            status: measurement.status,
            status_text: words(wording::status(measurement.status)),
            sampai,
            sampai_text: words(format::until(sampai)),
            basis: measurement.basis,
            basis_text: words(wording::against(measurement.basis, sampai)),
            rata: Average::new(
                &measurement.rata,
                measurement,
                (&kebijakan.skala, "perangkat daerah"),
                &|quantity| of_office(measurement, quantity),
            ),
            distribution: distribution(measurement, &kebijakan.skala),
            unfilled: unfilled(measurement),
            not_assessed: computed(
                &of_office(measurement, Quantity::Status),
                not_assessed(measurement),
            ),
            closing: computed(&of_office(measurement, Quantity::Status), closing(measurement)),
            verdict: computed(
                &of_office(measurement, Quantity::Kategori),
                verdict(measurement, &kebijakan.skala),
            ),
            has_last_year: model.realisasi.contains_key(&(measurement.tahun - 1)),
            // At least to 100%, where its line is.
            full: Code::share(kebijakan.batas_atas.max(Rational::ONE)),
        }
    }
}

/// The sentence above the signature: what the figures cover.
fn closing(measurement: &Measurement) -> String {
    let (all, counted) = (measurement.rata.all, measurement.rata.counted);
    let later = measurement.measured().count() - all;
    let quarter = format::roman(measurement.sampai);
    let mut said = format!(
        "Dokumen ini memuat {} indikator pada {} jabatan. Capaian {counted} indikator telah terukur berdasarkan \
         realisasi sampai dengan Triwulan {quarter} Tahun {}",
        all + later,
        measurement.jabatan.len(),
        measurement.tahun
    );
    let told = |n: usize, what: &str| {
        if n > 0 { format!("; {n} indikator {what}") } else { String::new() }
    };
    said += &told(all - counted, "dijelaskan pada ringkasan");
    said += &told(later, "belum waktunya dinilai");
    said + "."
}

/// What the scale says of the office as a whole.
fn verdict(measurement: &Measurement, skala: &Skala) -> String {
    let Some(place) = measurement.rata.kategori else { return String::new() };
    let names = skala.peringkat.iter().zip(&measurement.distribution);
    let counted = names.filter(|(_, count)| **count > 0);
    let counted: Vec<String> =
        counted.map(|((nama, _), count)| format!("{count} {nama}")).collect();
    format!(
        "Kinerja perangkat daerah tahun {}{} dinyatakan {}. Indikator menurut kategorinya: {}.",
        measurement.tahun,
        format::until(measurement.sampai),
        wording::kategori(Some(place), skala),
        counted.join(", ")
    )
}

impl Average {
    /// The average of a position.
    pub fn of_position(measured: &MeasuredJabatan, year: &Measurement, skala: &Skala) -> Average {
        let id = &measured.jabatan.id;
        Average::new(&measured.rata, year, (skala, "jabatan"), &|quantity| Calculation {
            subject: Subject::Jabatan(id.clone()),
            quantity,
            tahun: year.tahun,
        })
    }

    fn new(
        rata: &Rata,
        year: &Measurement,
        (skala, of): (&Skala, &str),
        calculation: &dyn Fn(Quantity) -> Calculation,
    ) -> Average {
        let [capaian, kategori, status] =
            [Quantity::Capaian, Quantity::Kategori, Quantity::Status].map(calculation);
        Average {
            nilai: Figure::new(&rata.nilai, format::percent, |words| computed(&capaian, words)),
            kategori: computed(&kategori, wording::kategori(rata.kategori, skala)),
            counted: rata.counted,
            all: rata.all,
            counted_text: computed(&status, format!("{} dari {}", rata.counted, rata.all)),
            sentence: computed(&capaian, average(rata, year, skala, of)),
            share: rata.nilai.number().map_or_else(Code::none, Code::share),
        }
    }
}

fn average(rata: &Rata, year: &Measurement, skala: &Skala, of: &str) -> String {
    let of = if year.sampai < 4 {
        format!("{of} terhadap {}", wording::against(year.basis, year.sampai))
    } else {
        of.to_owned()
    };
    match &rata.nilai {
        Nilai::Known(n) => format!(
            "Rata-rata capaian {of}: {} ({}); {} dari {} indikator terukur.",
            format::percent(*n),
            wording::kategori(rata.kategori, skala),
            rata.counted,
            rata.all
        ),
        _ => format!(
            "Rata-rata capaian {of} belum dapat dihitung karena belum ada indikator yang terukur."
        ),
    }
}

fn distribution(measurement: &Measurement, skala: &Skala) -> Vec<Share> {
    let steps = skala.peringkat.iter().zip(&measurement.distribution).enumerate();
    steps
        .map(|(n, ((nama, _), jumlah))| Share {
            nama: text(nama),
            interval: made_from(nama.span(), wording::interval(skala, n)),
            jumlah: *jumlah,
        })
        .collect()
}

/// Whether nothing is missing but an assessment, which awaits a target or the end of the year.
fn is_only_not_assessed(h: &Measured) -> bool {
    h.capaian == Nilai::NotComputable(Reason::NotAssessed)
        && h.unfilled.is_empty()
        && h.unavailable.is_empty()
}

/// How many indicators are only not assessed yet: before the end of the year these are the most,
/// and a line for each would hide those with something missing.
fn not_assessed(measurement: &Measurement) -> String {
    match measurement.measured().filter(|h| is_only_not_assessed(h)).count() {
        0 => String::new(),
        n => format!(
            "Belum dinilai: {n} indikator, karena {}.",
            Reason::NotAssessed.phrase().printed()
        ),
    }
}

/// Indicators with something missing, and what.
fn unfilled(measurement: &Measurement) -> Vec<Gap> {
    let each =
        measurement.jabatan.iter().flat_map(|j| j.measured().enumerate().map(move |h| (j, h)));
    let gap = |(j, (n, h)): (&MeasuredJabatan, (usize, &Measured))| {
        let missing = wording::missing(h);
        (!missing.is_empty() && !is_only_not_assessed(h)).then(|| Gap {
            jabatan: text(&j.jabatan.nama),
            nomor: n + 1,
            indikator: text(&h.indikator.nama),
            remarks: computed(&of_indicator(h, Quantity::Status), missing.join("; ")),
        })
    };
    each.filter_map(gap).collect()
}

impl MeasuredIndikator {
    /// Of what was measured. `sumber`: its source, also where its row names it once for several.
    pub fn new(h: &Measured, model: &Model, sumber: Option<&text::Text>) -> MeasuredIndikator {
        let [realisasi, capaian, kategori] =
            [Quantity::Realisasi, Quantity::Capaian, Quantity::Kategori]
                .map(|quantity| of_indicator(h, quantity));
        let kata = &model.opd.iki.kata;
        let analysis = analysis(h, kata);
        MeasuredIndikator {
            target: target_of_year(h),
            to_date: target_to_date(h),
            basis: h.basis,
            realisasi: Figure::new(
                &h.realisasi,
                |n| h.indikator.show(n),
                |words| computed(&realisasi, words),
            ),
            capaian: Figure::new(&h.capaian, format::percent, |words| computed(&capaian, words)),
            kategori: computed(
                &kategori,
                wording::kategori(h.kategori, &model.opd.kebijakan.skala),
            ),
            operand: operands(h),
            triwulan: triwulan(h),
            numbers: with_numbers(h),
            last_year: last_year(h, model),
            direction: words(match h.indikator.arah {
                Arah::Naik => "↑",
                Arah::Turun => "↓",
                Arah::Tetap => "↔",
            }),
            steps: steps(h, model),
            notes: notes(h, kata, sumber),
            is_apart: length(h) > MAX_IN_A_COLUMN,
            analysis,
        }
    }
}

/// The actual value of the year before, where the indicator was in force.
fn last_year(h: &Measured, model: &Model) -> Option<Figure> {
    let tahun = h.tahun - 1;
    if !h.indikator.berlaku.covers(tahun) {
        return None;
    }
    let then = measure::calculate_until(model, h.indikator, tahun, model.sampai(tahun));
    let realisasi = of_indicator(&then, Quantity::Realisasi);
    let tell = |words| computed(&realisasi, words);
    Some(Figure::new(&then.realisasi, |n| h.indikator.show(n), tell))
}

/// The target of the year, where it stands.
fn target_of_year(h: &Measured) -> Aim {
    let place = h.target.map(|target| target.governing().span());
    aim(h, h.target_of_year(), place, "belum ditetapkan")
}

/// The target up to the cut-off, where it stands; none where the figures are of a whole year.
fn target_to_date(h: &Measured) -> Option<Aim> {
    let place = h.target.and_then(|target| target.triwulan.as_ref()).map(Spanned::span);
    let without = if h.is_due() { "belum ditetapkan" } else { "–" };
    (h.sampai < 4).then(|| aim(h, h.to_date, place, without))
}

fn aim(h: &Measured, aim: Option<model::Aim>, place: Option<Span>, without: &str) -> Aim {
    Aim::new(aim, &h.indikator.satuan, without, |text| match &place {
        Some(place) => made_from(place.clone(), text),
        None => computed(&of_indicator(h, Quantity::Target), text),
    })
}

fn operands(h: &Measured) -> Vec<Operand> {
    let label = |nama: &str| {
        let rumus = h.indikator.rumus.as_ref();
        let label = rumus.and_then(|rumus| rumus.label.get(nama));
        text(label.unwrap_or(&h.indikator.nama))
    };
    let satuan = h.indikator.satuan_data();
    let realisasi = of_indicator(h, Quantity::Realisasi);
    let tell = |words| computed(&realisasi, words);
    let one = |operand: &measure::Operand| Operand {
        nama: operand.nama.to_owned(),
        label: label(operand.nama),
        nilai: Figure::new(&operand.nilai, |n| satuan.show_target(n), tell),
        tahun: operand.tahun,
    };
    h.operand.iter().map(one).collect()
}

fn triwulan(h: &Measured) -> Vec<Quarter> {
    let satuan = h.indikator.satuan_data();
    let data = |values: &BTreeMap<text::Text, Spanned<Rational>>| {
        let one = |(nama, number): (&text::Text, &Spanned<Rational>)| RawData {
            nama: nama.to_string(),
            nilai: Figure::given(number, |n| satuan.show_target(n)),
        };
        values.iter().map(one).collect()
    };
    let quarter = |n: usize| match h.args.map(|args| &args.triwulan[n].value) {
        None | Some(QuarterData::Empty) => (State::NotFilled, None, Vec::new()),
        Some(QuarterData::Unavailable(reason)) => {
            (State::Unavailable, Some(text(reason)), Vec::new())
        }
        Some(QuarterData::Nilai(values)) => (State::Known, None, data(values)),
    };
    let all = (0..4).map(|n| (n + 1, quarter(n)));
    all.map(|(triwulan, (state, reason, data))| Quarter { triwulan, state, reason, data }).collect()
}

/// Characters of an analysis that a column of a table has room for.
const MAX_IN_A_COLUMN: usize = 600;

/// How long the analysis of an indicator is.
fn length(h: &Measured) -> usize {
    let analisis = h.args.and_then(|args| args.analisis.as_ref());
    let parts = analisis.iter().flat_map(|a| [&a.pendukung, &a.hambatan, &a.upaya]).flatten();
    parts.map(|text| text.chars().count()).sum()
}

/// The formula with its numbers set in, and the result.
fn with_numbers(h: &Measured) -> Option<Rumus> {
    let rumus = h.indikator.rumus.as_ref()?;
    let operands = equation::Operands::new(h)?;
    let shown = h.indikator.show(h.realisasi.number()?);
    let calculation = of_indicator(h, Quantity::Realisasi);
    Some(Rumus::equation(&rumus.calculate, &|nama| operands.show(nama), &shown, &calculation))
}

fn steps(h: &Measured, model: &Model) -> Vec<Labeled> {
    let [realisasi, capaian] =
        [Quantity::Realisasi, Quantity::Capaian].map(|quantity| of_indicator(h, quantity));
    let mut steps = Vec::new();
    if h.indikator.rumus.is_none() {
        steps.extend(quarters(h).map(|text| told("Realisasi", &realisasi, text)));
    } else if !h.operand.is_empty() && h.realisasi.number().is_some() {
        steps.push(told("Data", &realisasi, raw_data(h)));
        steps.extend(compared(h).map(|text| told("Pembanding", &realisasi, text)));
    }
    steps
        .extend(by_quarter(h, model).map(|text| told("Realisasi s.d. triwulan", &realisasi, text)));
    let label = if h.sampai < 4 {
        format!("Capaian terhadap {}", wording::against(h.basis, h.sampai))
    } else {
        "Capaian".to_owned()
    };
    if h.realisasi.number().is_none() {
        // Why data are not available is a note beside it.
        let shown = |n| h.indikator.show(n);
        let state = match &h.realisasi {
            Nilai::Unavailable(_) => h.realisasi.show(shown),
            _ => h.realisasi.complete(shown),
        };
        steps.push(told("Realisasi", &realisasi, state));
    } else if let Some(said) = equation::capaian(h) {
        steps.push(told(&label, &capaian, glued(&said.printed())));
    } else if h.target.is_some() {
        steps.push(told("Capaian", &capaian, h.capaian.complete(format::percent)));
    }
    steps
}

/// An equation that breaks before its signs only.
fn glued(equation: &str) -> String {
    let signs = ["÷", "×", "+", "=", "−"];
    signs.iter().fold(equation.to_owned(), |text, sign| {
        text.replace(&format!(" {sign} "), &format!(" {sign}\u{a0}"))
    })
}

/// The actual value at the end of each quarter, where there are several.
fn by_quarter(h: &Measured, model: &Model) -> Option<String> {
    let adds_up = h.indikator.rumus.is_none() && h.indikator.agregasi.value == Agregasi::Jumlah;
    if adds_up || h.sampai < 2 || h.indikator.frekuensi == Frekuensi::Tahunan {
        return None;
    }
    let all: Vec<Nilai> = (1..=until(h))
        .filter(|n| h.indikator.frekuensi.until(*n) == *n)
        .map(|n| measure::calculate_until(model, h.indikator, h.tahun, n).realisasi)
        .collect();
    let known = all.iter().filter(|one| one.number().is_some()).count();
    let quarters = (1..=until(h)).filter(|n| h.indikator.frekuensi.until(*n) == *n);
    let one = |(n, nilai): (usize, &Nilai)| {
        format!("TW\u{a0}{}\u{a0}{}", format::roman(n), nilai.show(|n| h.indikator.show(n)))
    };
    (known > 1).then(|| quarters.zip(&all).map(one).collect::<Vec<_>>().join(" · "))
}

/// What of other years the formula compares with.
fn compared(h: &Measured) -> Option<String> {
    let agregasi = h.indikator.agregasi.value;
    let of = |one: &measure::Operand| {
        Some(wording::compared(one.compared?, agregasi, one.tahun, h.sampai).printed())
    };
    let mut said: Vec<String> = h.operand.iter().filter_map(of).collect();
    said.dedup();
    (!said.is_empty()).then(|| said.join("; "))
}

/// The quarters of an indicator without a formula, and what they make.
fn quarters(h: &Measured) -> Option<String> {
    let total = h.realisasi.number()?;
    let satuan = &h.indikator.satuan;
    let filled: Vec<(usize, Rational)> = h.args?.triwulan[..until(h)]
        .iter()
        .enumerate()
        .filter_map(|(n, data)| match &data.value {
            QuarterData::Nilai(values) => Some((n + 1, values.get(NILAI)?.value)),
            QuarterData::Empty | QuarterData::Unavailable(_) => None,
        })
        .collect();
    let unit = match &satuan.value {
        Satuan::Count(unit) => format!(" {unit}"),
        _ => String::new(),
    };
    let total = h.indikator.show(total);
    let last = filled.last().map_or("", |(n, _)| format::roman(*n));
    let part = |(n, value): &(usize, Rational)| {
        format!("TW\u{a0}{}\u{a0}{}", format::roman(*n), satuan.show_target(*value))
    };
    let parts: Vec<String> = filled.iter().map(part).collect();
    let parts = parts.join(" +\u{a0}");
    Some(match h.indikator.agregasi.value {
        Agregasi::Jumlah => format!("{parts} =\u{a0}{total}{unit}"),
        Agregasi::Akhir => format!("posisi akhir Triwulan {last}: {total}{unit}"),
        Agregasi::Kumulatif => {
            format!("kumulatif sampai dengan Triwulan {last}: {total}{unit}")
        }
        Agregasi::RataRata => {
            format!("rata-rata triwulan: ({parts}) ÷\u{a0}{} =\u{a0}{total}{unit}", filled.len())
        }
    })
}

/// The quarter up to which an indicator's figures go.
fn until(h: &Measured) -> usize {
    h.indikator.frekuensi.until(h.sampai).min(4)
}

/// How the raw data of a formula became the year's.
fn raw_data(h: &Measured) -> String {
    let filled = |data: &Spanned<QuarterData>| matches!(data.value, QuarterData::Nilai(_));
    let reported = h.args.map(|args| &args.triwulan[..until(h)]);
    let last = reported.and_then(|all| all.iter().rposition(filled)).map_or(0, |n| n + 1);
    let last = format::roman(last);
    match h.indikator.agregasi.value {
        Agregasi::Jumlah => format!("jumlah triwulan sampai Triwulan {last}"),
        Agregasi::Akhir => format!("posisi akhir Triwulan {last}"),
        Agregasi::Kumulatif => format!("kumulatif sampai dengan Triwulan {last}"),
        Agregasi::RataRata => "rata-rata triwulan yang datanya tersedia".to_owned(),
    }
}

fn notes(h: &Measured, kata: &Kata, sumber: Option<&text::Text>) -> Vec<Labeled> {
    let i = h.indikator;
    let mut notes = Vec::new();
    notes.extend(sumber.map(|text| said(kata.sumber.as_ref(), "Sumber data", text)));
    notes.extend(i.penjelasan.iter().map(|text| quoted("Penjelasan", text)));
    notes.extend(i.catatan.iter().map(|text| quoted("Catatan", text)));
    if let Some((target, (revised, reason))) =
        h.target.and_then(|t| Some((t, t.perubahan.as_ref()?)))
    {
        let [old, new] = [&target.murni, revised].map(|aim| aim.show(&i.satuan));
        notes.push(Labeled {
            label: words("Perubahan target"),
            content: text(&reason.with(format!("dari {old} menjadi {new}. {reason}"))),
        });
    }
    for (quarters, reason) in wording::unavailable(h) {
        notes.push(quoted(format!("Data {quarters} tidak tersedia"), reason));
    }
    if !h.unfilled.is_empty() {
        let status = of_indicator(h, Quantity::Status);
        notes.push(told("Belum diisi", &status, wording::numbered(h.unfilled)));
    }
    if let Some(args) = h.args.filter(|args| !args.bukti.is_empty()) {
        let all: Vec<&str> = args.bukti.iter().map(text::Text::as_str).collect();
        let first = &args.bukti[0];
        notes.push(said(kata.bukti.as_ref(), "Bukti dukung", &first.with(all.join("; "))));
    }
    notes
}

/// A text of the project with a label that the office may have put in its own words.
fn said(own: Option<&text::Text>, usual: &str, content: &text::Text) -> Labeled {
    let label = own.map_or_else(|| words(usual), text);
    Labeled { label, content: text(content) }
}

fn analysis(h: &Measured, kata: &Kata) -> Vec<Labeled> {
    let Some(analisis) = h.args.and_then(|args| args.analisis.as_ref()) else { return Vec::new() };
    let parts = [
        (&kata.pendukung, "Faktor pendukung", &analisis.pendukung),
        (&kata.hambatan, "Faktor penghambat", &analisis.hambatan),
        (&kata.upaya, "Upaya", &analisis.upaya),
    ];
    let all = parts.into_iter();
    all.filter_map(|(own, usual, text)| Some(said(own.as_ref(), usual, text.as_ref()?))).collect()
}
