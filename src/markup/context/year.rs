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
use crate::measure::{self, Basis, Measured, MeasuredJabatan, Measurement, Nilai};
use crate::model::{self, Agregasi, Kebijakan, NILAI, QuarterData, Satuan, Skala, Status};
use crate::number::Rational;
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
    /// Indikator yang belum lengkap atau tanpa capaian.
    unfilled: Vec<Gap>,
    /// Kalimat di atas tanda tangan: apa yang dicakup angkanya.
    closing: Text,
    /// Bagan rata-rata capaian setiap jabatan.
    chart: Chart,
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
    /// Indikatornya.
    indikator: Text,
    /// Yang belum ada.
    remarks: Text,
}

/// Bagan rata-rata capaian setiap jabatan; batangnya dari `rata` setiap jabatan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Chart {
    /// Isinya dalam kata-kata, untuk pembaca layar.
    alt: Text,
    /// Capaian yang digambar sepanjang-panjangnya.
    full: Code,
    /// Keterangan di bawahnya.
    remark: Text,
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
    /// Langkah penghitungannya.
    steps: Vec<Labeled>,
    /// Sumber, penjelasan, catatan dan analisisnya.
    notes: Vec<Labeled>,
    /// Cukup pendek untuk satu halaman.
    kept: bool,
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
fn quoted(label: &str, content: &text::Text) -> Labeled {
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
    pub fn new(kebijakan: &Kebijakan, measurement: &Measurement) -> Year {
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
                (&kebijakan.skala, "kantor"),
                &|quantity| of_office(measurement, quantity),
            ),
            distribution: distribution(measurement, &kebijakan.skala),
            unfilled: unfilled(measurement),
            closing: computed(&of_office(measurement, Quantity::Status), closing(measurement)),
            // At least to 100%, where its line is.
            chart: Chart::new(measurement, kebijakan.batas_atas.max(Rational::ONE)),
        }
    }
}

/// The sentence above the signature: what the figures cover.
fn closing(measurement: &Measurement) -> String {
    let (all, counted) = (measurement.rata.all, measurement.rata.counted);
    let later = measurement.measured().count() - all;
    let later = if later == 0 {
        String::new()
    } else {
        format!(" {later} indikator lainnya belum waktunya dinilai.")
    };
    format!(
        "Angka-angka di atas mencakup {all} indikator dari {} jabatan, {counted} di antaranya terhitung \
         capaiannya, menurut realisasi sampai dengan Triwulan {} Tahun {}.{later}",
        measurement.jabatan.len(),
        format::roman(measurement.sampai),
        measurement.tahun
    )
}

impl Average {
    /// The average of a position.
    pub fn of_position(measured: &MeasuredJabatan, year: &Measurement, skala: &Skala) -> Average {
        let id = &measured.jabatan.id;
        Average::new(&measured.rata, year, (skala, "jabatan ini"), &|quantity| Calculation {
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
            "Rata-rata capaian {of}: {} ({}), dari {} indikator yang terhitung di antara {}.",
            format::percent(*n),
            wording::kategori(rata.kategori, skala),
            rata.counted,
            rata.all
        ),
        _ => format!("Rata-rata capaian {of} belum ada: belum ada indikator yang terhitung."),
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

impl Chart {
    fn new(measurement: &Measurement, full: Rational) -> Chart {
        let spoken: Vec<String> = measurement
            .jabatan
            .iter()
            .map(|j| format!("{}: {}", j.jabatan.nama, j.rata.nilai.show(format::percent)))
            .collect();
        Chart {
            alt: words(format!(
                "Bagan batang rata-rata capaian setiap jabatan tahun {}{}. {}.",
                measurement.tahun,
                format::until(measurement.sampai),
                spoken.join("; ")
            )),
            full: Code::share(full),
            remark: words(format!(
                "Rata-rata capaian setiap jabatan; garis putus-putus menandai 100%, panjang batang paling jauh {}.",
                format::percent_as_needed(full)
            )),
        }
    }
}

/// Indicators with something missing, and what.
fn unfilled(measurement: &Measurement) -> Vec<Gap> {
    let each = measurement.jabatan.iter().flat_map(|j| j.measured().map(move |h| (j, h)));
    let gap = |(j, h): (&MeasuredJabatan, &Measured)| {
        let missing = wording::missing(h);
        (!missing.is_empty()).then(|| Gap {
            jabatan: text(&j.jabatan.nama),
            indikator: text(&h.indikator.nama),
            remarks: computed(&of_indicator(h, Quantity::Status), missing.join("; ")),
        })
    };
    each.filter_map(gap).collect()
}

impl MeasuredIndikator {
    pub fn new(h: &Measured, skala: &Skala) -> MeasuredIndikator {
        let [realisasi, capaian, kategori] =
            [Quantity::Realisasi, Quantity::Capaian, Quantity::Kategori]
                .map(|quantity| of_indicator(h, quantity));
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
            kategori: computed(&kategori, wording::kategori(h.kategori, skala)),
            operand: operands(h),
            triwulan: triwulan(h),
            numbers: with_numbers(h),
            steps: steps(h),
            notes: notes(h),
            kept: length(h) < MAX_WHOLE,
        }
    }
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

/// Characters of a row that is kept on one page: half a page of the narrowest column.
const MAX_WHOLE: usize = 900;

/// How much there is to print beside an indicator.
fn length(h: &Measured) -> usize {
    let i = h.indikator;
    let own = [&i.sumber, &i.penjelasan, &i.catatan].into_iter().flatten();
    let args = h.args.iter().flat_map(|args| {
        let analisis = args.analisis.iter();
        let parts = analisis.flat_map(|a| [&a.pendukung, &a.hambatan, &a.upaya]).flatten();
        parts.chain(&args.bukti)
    });
    let reasons: usize = h.unavailable.iter().map(|(_, reason)| reason.len()).sum();
    let longest_name = i.nama.len().max(own.chain(args).map(|text| text.len()).sum::<usize>());
    longest_name + reasons
}

/// The formula with its numbers set in, and the result.
fn with_numbers(h: &Measured) -> Option<Rumus> {
    let rumus = h.indikator.rumus.as_ref()?;
    let operands = equation::Operands::new(h)?;
    let shown = h.indikator.show(h.realisasi.number()?);
    let calculation = of_indicator(h, Quantity::Realisasi);
    Some(Rumus::equation(&rumus.calculate, &|nama| operands.show(nama), &shown, &calculation))
}

fn steps(h: &Measured) -> Vec<Labeled> {
    let [realisasi, capaian] =
        [Quantity::Realisasi, Quantity::Capaian].map(|quantity| of_indicator(h, quantity));
    let mut steps = Vec::new();
    if h.indikator.rumus.is_none() {
        steps.extend(quarters(h).map(|text| told("Realisasi", &realisasi, text)));
    } else if !h.operand.is_empty() && h.realisasi.number().is_some() {
        steps.push(told("Data", &realisasi, raw_data(h)));
        steps.extend(compared(h).map(|text| told("Pembanding", &realisasi, text)));
    }
    let label = if h.sampai < 4 {
        format!("Capaian terhadap {}", wording::against(h.basis, h.sampai))
    } else {
        "Capaian".to_owned()
    };
    if h.realisasi.number().is_none() {
        let state = h.realisasi.complete(|n| h.indikator.show(n));
        steps.push(told("Realisasi", &realisasi, state));
    } else if let Some(said) = equation::capaian(h) {
        steps.push(told(&label, &capaian, said.printed()));
    } else if h.target.is_some() {
        steps.push(told("Capaian", &capaian, h.capaian.complete(format::percent)));
    }
    steps
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
    let parts: Vec<String> = filled.iter().map(|(_, n)| satuan.show_target(*n)).collect();
    Some(match h.indikator.agregasi.value {
        Agregasi::Jumlah => {
            format!("jumlah triwulan {} = {total}{unit}", parts.join(" + "))
        }
        Agregasi::Akhir => format!("keadaan Triwulan {last}: {total}{unit}"),
        Agregasi::Kumulatif => format!("sejak Januari sampai Triwulan {last}: {total}{unit}"),
        Agregasi::RataRata => {
            format!("rata-rata triwulan ({}) ÷ {} = {total}{unit}", parts.join(" + "), parts.len())
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
        Agregasi::Akhir => format!("keadaan Triwulan {last}"),
        Agregasi::Kumulatif => format!("sejak Januari sampai Triwulan {last}"),
        Agregasi::RataRata => "rata-rata triwulan yang terisi".to_owned(),
    }
}

fn notes(h: &Measured) -> Vec<Labeled> {
    let i = h.indikator;
    let mut notes = Vec::new();
    notes.extend(i.sumber.iter().map(|text| quoted("Sumber", text)));
    notes.extend(i.penjelasan.iter().map(|text| quoted("Penjelasan", text)));
    notes.extend(i.catatan.iter().map(|text| quoted("Catatan", text)));
    if let Some((target, (revised, reason))) =
        h.target.and_then(|t| Some((t, t.perubahan.as_ref()?)))
    {
        let [old, new] = [&target.murni, revised].map(|aim| aim.show(&i.satuan));
        notes.push(Labeled {
            label: words("Perubahan target"),
            content: text(&reason.with(format!("semula {old}, menjadi {new}. {reason}"))),
        });
    }
    for (quarters, reason) in wording::unavailable(h) {
        notes.push(quoted(&format!("{quarters} n/a"), reason));
    }
    if !h.unfilled.is_empty() {
        let status = of_indicator(h, Quantity::Status);
        notes.push(told("Belum diisi", &status, wording::numbered(h.unfilled)));
    }
    if let Some(args) = h.args {
        if let Some(analisis) = &args.analisis {
            let parts = [
                ("Pendukung", &analisis.pendukung),
                ("Hambatan", &analisis.hambatan),
                ("Upaya", &analisis.upaya),
            ];
            notes.extend(
                parts
                    .iter()
                    .filter_map(|(label, text)| text.as_ref().map(|text| quoted(label, text))),
            );
        }
        if !args.bukti.is_empty() {
            let all: Vec<&str> = args.bukti.iter().map(text::Text::as_str).collect();
            let first = &args.bukti[0];
            notes.push(quoted("Bukti", &first.with(all.join("; "))));
        }
    }
    notes
}
