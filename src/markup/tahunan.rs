//! What `iki-tahunan.typ.j2` sees: the positions with their numbers, and the summary.

use minijinja::context;
use minijinja::value::Value;

use super::{Attachment, view};
use crate::format;
use crate::measure::{Measured, MeasuredJabatan, Measurement, Nilai};
use crate::model::{Agregasi, Model, Pengesahan, QuarterData, Sebagai, Skala};
use crate::number::Rational;
use crate::wording;

/// The values of `iki-tahunan.typ.j2`.
pub fn iki(model: &Model, measurement: &Measurement, attachments: &[Attachment]) -> Value {
    let opd = &model.opd;
    let (judul, sampul) = opd.iki.tahunan.clone().unwrap_or_default();
    let tahun = measurement.tahun;
    let own = context! {
        judul,
        sampul,
        tahun_text => tahun.to_string(),
        batas => if measurement.sampai < 4 { format!(" s.d. Triwulan {}", format::roman(measurement.sampai)) } else { String::new() },
        page_header => wording::status(measurement.status),
        footer => format!("IKI {} {} Tahun {tahun}", opd.nama, opd.daerah),
        label_jabatan => opd.iki.label[0].as_str(),
        jabatan => measurement.jabatan.iter().map(|j| position(model, j)).collect::<Vec<_>>(),
        kebijakan => wording::policies(&opd.kebijakan),
        summary => summary(model, measurement),
        closing => closing(measurement),
        pengesahan => opd.pengesahan.as_ref().map(signature),
    };
    context! { ..own, ..view::frame(model, attachments) }
}

/// The sentence above the signature: what the figures cover.
fn closing(measurement: &Measurement) -> String {
    let (all, counted) = (measurement.rata.all, measurement.rata.counted);
    format!(
        "Angka-angka di atas mencakup {all} indikator dari {} jabatan, {counted} di antaranya terhitung \
         capaiannya, menurut realisasi sampai dengan Triwulan {} Tahun {}.",
        measurement.jabatan.len(),
        format::roman(measurement.sampai),
        measurement.tahun
    )
}

fn position(model: &Model, one: &MeasuredJabatan) -> Value {
    let skala = &model.opd.kebijakan.skala;
    let sasaran: Vec<Value> = one
        .sasaran
        .iter()
        .map(|(sasaran, all)| {
            let indikator: Vec<Value> = all.iter().map(|h| row(h, skala)).collect();
            context! { sasaran => sasaran.sasaran.as_str(), indikator }
        })
        .collect();
    let own = context! {
        sasaran,
        measured => one.measured().map(|h| calculation(h)).collect::<Vec<_>>(),
        rata => average(&one.rata, skala, "jabatan ini"),
    };
    context! { ..own, ..view::position(one.jabatan, &view::label(&model.opd.iki)) }
}

/// A row of the table of achievements.
fn row(h: &Measured, skala: &Skala) -> Value {
    let satuan = &h.indikator.satuan;
    context! {
        nama => h.indikator.nama.as_str(),
        satuan => satuan.nama(),
        target => h.aim.map_or_else(|| "belum ditetapkan".to_owned(), |s| s.show(satuan)),
        realisasi => h.realisasi.show(|n| satuan.show(n)),
        capaian => h.capaian.show(format::percent),
        kategori => wording::kategori(h.kategori, skala),
    }
}

fn average(rata: &crate::measure::rata::Rata, skala: &Skala, of: &str) -> String {
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

fn pair(label: &str, content: impl Into<String>) -> Value {
    let content: String = content.into();
    context! { label, content }
}

/// How an indicator's number came about, and where from.
fn calculation(h: &Measured) -> Value {
    let i = h.indikator;
    context! {
        nama => i.nama.as_str(),
        rumus => i.rumus.as_ref().map(view::set_formula),
        numbers => with_numbers(h),
        steps => steps(h),
        catatan => notes(h),
        kept => texts(h) < MAX_WHOLE,
    }
}

/// Characters of a row that is kept on one page: half a page of the narrowest column.
const MAX_WHOLE: usize = 900;

/// How much there is to print beside an indicator.
fn texts(h: &Measured) -> usize {
    let i = h.indikator;
    let own = [&i.sumber, &i.penjelasan, &i.catatan].into_iter().flatten();
    let args = h.args.iter().flat_map(|args| {
        let analisis = args.analisis.iter();
        let parts = analisis.flat_map(|a| [&a.pendukung, &a.hambatan, &a.upaya]).flatten();
        parts.chain(&args.bukti)
    });
    let reasons: usize = h.unavailable.iter().map(|(_, reason)| reason.len()).sum();
    let longest_name = i.nama.len().max(own.chain(args).map(String::len).sum::<usize>());
    longest_name + reasons
}

/// The formula with its numbers set in, and the result.
fn with_numbers(h: &Measured) -> Option<Value> {
    let rumus = h.indikator.rumus.as_ref()?;
    let result = h.realisasi.number()?;
    let number = |nama: &str| {
        let operand = h.operand.iter().find(|o| o.nama == nama).and_then(|o| o.nilai.number());
        let text = operand.map_or_else(String::new, |n| h.indikator.satuan_data().show_target(n));
        if operand.is_some_and(Rational::is_negative) { format!("({text})") } else { text }
    };
    Some(view::equation(&rumus.calculate, &number, &h.indikator.satuan.show(result)))
}

fn steps(h: &Measured) -> Vec<Value> {
    let mut steps = Vec::new();
    if h.indikator.rumus.is_none() {
        steps.extend(quarters(h).map(|text| pair("Realisasi", text)));
    } else if !h.operand.is_empty() && h.realisasi.number().is_some() {
        steps.push(pair("Data", raw_data(h)));
    }
    if h.realisasi.number().is_none() {
        let unit = &h.indikator.satuan;
        steps.push(pair("Realisasi", h.realisasi.complete(|n| unit.show(n))));
    } else if let Some(text) = achievement(h) {
        steps.push(pair("Capaian", text));
    }
    steps
}

/// The quarters of an indicator without a formula, and what they make.
fn quarters(h: &Measured) -> Option<String> {
    let total = h.realisasi.number()?;
    let satuan = &h.indikator.satuan;
    let filled: Vec<(usize, Rational)> = h
        .args?
        .triwulan
        .iter()
        .enumerate()
        .filter_map(|(n, content)| match content {
            QuarterData::Nilai(values) => Some((n + 1, *values.get(crate::model::NILAI)?)),
            QuarterData::Empty | QuarterData::Unavailable(_) => None,
        })
        .collect();
    let unit = match satuan {
        crate::model::Satuan::Count(unit) => format!(" {unit}"),
        _ => String::new(),
    };
    let total = satuan.show(total);
    let last = filled.last().map_or("", |(n, _)| format::roman(*n));
    let parts: Vec<String> = filled.iter().map(|(_, n)| satuan.show_target(*n)).collect();
    Some(match h.indikator.agregasi {
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

/// How the raw data of a formula became the year's.
fn raw_data(h: &Measured) -> String {
    let filled = |content: &QuarterData| matches!(content, QuarterData::Nilai(_));
    let last = h.args.and_then(|i| i.triwulan.iter().rposition(filled)).map_or(0, |n| n + 1);
    let last = format::roman(last);
    match h.indikator.agregasi {
        Agregasi::Jumlah => format!("jumlah triwulan sampai Triwulan {last}"),
        Agregasi::Akhir => format!("keadaan Triwulan {last}"),
        Agregasi::Kumulatif => format!("sejak Januari sampai Triwulan {last}"),
        Agregasi::RataRata => "rata-rata triwulan yang terisi".to_owned(),
    }
}

/// The achievement with its numbers set in: `72,53% terhadap 72% = 100,74% (R ÷ T)`.
fn achievement(h: &Measured) -> Option<String> {
    let (rule, aim) = (h.rule?, h.aim?);
    let satuan = &h.indikator.satuan;
    let actual = satuan.show(h.realisasi.number()?);
    let result = h.capaian.show(format::percent);
    let to_date = if h.whole_year { "" } else { " sampai triwulan ini" };
    Some(format!(
        "{actual} terhadap target {}{to_date} = {result} ({})",
        aim.show(satuan),
        rule.rumus()
    ))
}

fn notes(h: &Measured) -> Vec<Value> {
    let i = h.indikator;
    let mut notes = Vec::new();
    notes.extend(i.sumber.iter().map(|text| pair("Sumber", text)));
    notes.extend(i.penjelasan.iter().map(|text| pair("Penjelasan", text)));
    notes.extend(i.catatan.iter().map(|text| pair("Catatan", text)));
    if let Some((target, (revised, reason))) =
        h.target.and_then(|t| Some((t, t.perubahan.as_ref()?)))
    {
        let [old, new] = [target.murni, *revised].map(|aim| aim.show(&i.satuan));
        notes.push(pair("Perubahan target", format!("semula {old}, menjadi {new}. {reason}")));
    }
    for (quarters, reason) in wording::unavailable(h) {
        notes.push(pair(&format!("{quarters} n/a"), reason));
    }
    if !h.unfilled.is_empty() {
        notes.push(pair("Belum diisi", wording::numbered(&h.unfilled)));
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
                    .filter_map(|(label, text)| text.as_ref().map(|text| pair(label, text))),
            );
        }
        if !args.bukti.is_empty() {
            notes.push(pair("Bukti", args.bukti.join("; ")));
        }
    }
    notes
}

fn summary(model: &Model, measurement: &Measurement) -> Value {
    let skala = &model.opd.kebijakan.skala;
    let full = model.opd.kebijakan.batas_atas;
    let bars: Vec<Value> = measurement.jabatan.iter().map(|j| bar(j, skala)).collect();
    let spoken: Vec<String> = measurement
        .jabatan
        .iter()
        .map(|j| format!("{}: {}", j.jabatan.nama, j.rata.nilai.show(format::percent)))
        .collect();
    let distribution: Vec<Value> = skala
        .peringkat
        .iter()
        .zip(&measurement.distribution)
        .enumerate()
        .map(|(n, ((nama, _), jumlah))| {
            context! { nama => nama.as_str(), batas => wording::interval(skala, n), jumlah => *jumlah }
        })
        .collect();
    context! {
        rata => average(&measurement.rata, skala, "kantor"),
        alt => format!("Bagan batang rata-rata capaian setiap jabatan tahun {}. {}.", measurement.tahun, spoken.join("; ")),
        full => view::number_of(full),
        bars => bars,
        chart_remark => format!(
            "Rata-rata capaian setiap jabatan; garis putus-putus menandai 100%, panjang batang paling jauh {}.",
            format::percent_as_needed(full)
        ),
        distribution,
        sumber_skala => format!("Skala: {}. Batas bawah tidak termasuk.", skala.sumber),
        unfilled => unfinished(measurement),
    }
}

fn bar(one: &MeasuredJabatan, skala: &Skala) -> Value {
    let nama = &one.jabatan.nama;
    context! {
        nama => shorten(nama),
        full_name => nama.as_str(),
        share => one.rata.nilai.number().map_or_else(|| view::code("none".to_owned()), view::number_of),
        nilai => one.rata.nilai.show(format::percent),
        kategori => wording::kategori(one.rata.kategori, skala),
        counted => format!("{} dari {}", one.rata.counted, one.rata.all),
    }
}

/// A name that fits one or two lines beside a bar: cut behind a word.
fn shorten(nama: &str) -> String {
    const ROOM: usize = 70;
    if nama.chars().count() <= ROOM {
        return nama.to_owned();
    }
    let mut short = String::new();
    for word in nama.split(' ') {
        if short.chars().count() + word.chars().count() >= ROOM {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    format!("{}…", short.trim_end())
}

/// Indicators with something missing, and what.
fn unfinished(measurement: &Measurement) -> Vec<Value> {
    let mut rows = Vec::new();
    for one in &measurement.jabatan {
        for h in one.measured() {
            let notes = wording::missing(h);
            if !notes.is_empty() {
                rows.push(context! {
                    jabatan => one.jabatan.nama.as_str(),
                    indikator => h.indikator.nama.as_str(),
                    remarks => notes.join("; "),
                });
            }
        }
    }
    rows
}

fn signature(p: &Pengesahan) -> Value {
    let prefix = p.sebagai.map_or("", |sebagai| match sebagai {
        Sebagai::Plt => "Plt. ",
        Sebagai::Plh => "Plh. ",
        Sebagai::Pj => "Pj. ",
    });
    context! {
        tempat_tanggal => format!("{}, {}", p.tempat, p.tanggal),
        jabatan => format!("{prefix}{}", p.jabatan.to_uppercase()),
        atas_nama => p.atas_nama.as_ref().map(|text| text.to_uppercase()),
        nama => p.nama.as_deref(),
        pangkat => p.pangkat.as_deref(),
        nip => p.nip.as_deref().map(format::nip),
        tte => view::code(p.ruang_tte.to_string()),
    }
}
