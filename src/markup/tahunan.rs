//! What `iki-tahunan.typ.j2` sees: the positions with their numbers, and the summary.

use minijinja::context;
use minijinja::value::Value;

use super::{Lampiran, view};
use crate::format;
use crate::formula::Bilangan;
use crate::measure::{Hitungan, Nilai, Pengukuran, PerJabatan, uraian};
use crate::model::{Agregasi, Isi, Model, Pengesahan, Sebagai, Skala};

/// The values of `iki-tahunan.typ.j2`.
pub fn iki(model: &Model, ukur: &Pengukuran, lampiran: &[Lampiran]) -> Value {
    let opd = &model.opd;
    let (judul, sampul) = opd.iki.tahunan.clone().unwrap_or_default();
    let tahun = ukur.tahun;
    let own = context! {
        judul,
        sampul,
        tahun_teks => tahun.to_string(),
        batas => if ukur.sampai < 4 { format!(" s.d. Triwulan {}", format::romawi(ukur.sampai)) } else { String::new() },
        kepala_halaman => uraian::status(ukur.status),
        kaki => format!("IKI {} {} Tahun {tahun}", opd.nama, opd.daerah),
        label_jabatan => opd.iki.label[0].as_str(),
        jabatan => ukur.jabatan.iter().map(|j| position(model, j)).collect::<Vec<_>>(),
        kebijakan => uraian::policies(&opd.kebijakan),
        ringkasan => summary(model, ukur),
        penutup => closing(ukur),
        pengesahan => opd.pengesahan.as_ref().map(signature),
    };
    context! { ..own, ..view::frame(model, lampiran) }
}

/// The sentence above the signature: what the figures cover.
fn closing(ukur: &Pengukuran) -> String {
    let (all, counted) = (ukur.rata.semua, ukur.rata.terhitung);
    format!(
        "Angka-angka di atas mencakup {all} indikator dari {} jabatan, {counted} di antaranya terhitung \
         capaiannya, menurut realisasi sampai dengan Triwulan {} Tahun {}.",
        ukur.jabatan.len(),
        format::romawi(ukur.sampai),
        ukur.tahun
    )
}

fn position(model: &Model, one: &PerJabatan) -> Value {
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
        hitungan => one.hitungan().map(|h| calculation(h)).collect::<Vec<_>>(),
        rata => average(&one.rata, skala, "jabatan ini"),
    };
    context! { ..own, ..view::position(one.jabatan, &view::label(&model.opd.iki)) }
}

/// A row of the table of achievements.
fn row(h: &Hitungan, skala: &Skala) -> Value {
    let satuan = &h.indikator.satuan;
    context! {
        nama => h.indikator.nama.as_str(),
        satuan => satuan.nama(),
        target => h.sasar.map_or_else(|| "belum ditetapkan".to_owned(), |s| s.tulis(satuan)),
        realisasi => h.realisasi.tulis(|n| satuan.tulis(n)),
        capaian => h.capaian.tulis(format::persen),
        kategori => uraian::kategori(h.kategori, skala),
    }
}

fn average(rata: &crate::measure::rata::Rata, skala: &Skala, of: &str) -> String {
    match &rata.nilai {
        Nilai::Ada(n) => format!(
            "Rata-rata capaian {of}: {} ({}), dari {} indikator yang terhitung di antara {}.",
            format::persen(*n),
            uraian::kategori(rata.kategori, skala),
            rata.terhitung,
            rata.semua
        ),
        _ => format!("Rata-rata capaian {of} belum ada: belum ada indikator yang terhitung."),
    }
}

fn pair(label: &str, isi: impl Into<String>) -> Value {
    let isi: String = isi.into();
    context! { label, isi }
}

/// How an indicator's number came about, and where from.
fn calculation(h: &Hitungan) -> Value {
    let i = h.indikator;
    context! {
        nama => i.nama.as_str(),
        rumus => i.rumus.as_ref().map(view::set_formula),
        angka => with_numbers(h),
        langkah => steps(h),
        catatan => notes(h),
        utuh => texts(h) < MAX_WHOLE,
    }
}

/// Characters of a row that is kept on one page: half a page of the narrowest column.
const MAX_WHOLE: usize = 900;

/// How much there is to print beside an indicator.
fn texts(h: &Hitungan) -> usize {
    let i = h.indikator;
    let own = [&i.sumber, &i.penjelasan, &i.catatan].into_iter().flatten();
    let isian = h.isian.iter().flat_map(|isian| {
        let analisis = isian.analisis.iter();
        let parts = analisis.flat_map(|a| [&a.pendukung, &a.hambatan, &a.upaya]).flatten();
        parts.chain(&isian.bukti)
    });
    let reasons: usize = h.tak_tersedia.iter().map(|(_, reason)| reason.len()).sum();
    let longest_name = i.nama.len().max(own.chain(isian).map(String::len).sum::<usize>());
    longest_name + reasons
}

/// The formula with its numbers set in, and the result.
fn with_numbers(h: &Hitungan) -> Option<Value> {
    let rumus = h.indikator.rumus.as_ref()?;
    let result = h.realisasi.angka()?;
    let number = |nama: &str| {
        let operan = h.operan.iter().find(|o| o.nama == nama).and_then(|o| o.nilai.angka());
        let text = operan.map_or_else(String::new, |n| h.indikator.satuan_data().tulis_target(n));
        if operan.is_some_and(Bilangan::is_negative) { format!("({text})") } else { text }
    };
    Some(view::equation(&rumus.hitung, &number, &h.indikator.satuan.tulis(result)))
}

fn steps(h: &Hitungan) -> Vec<Value> {
    let mut steps = Vec::new();
    if h.indikator.rumus.is_none() {
        steps.extend(quarters(h).map(|text| pair("Realisasi", text)));
    } else if !h.operan.is_empty() && h.realisasi.angka().is_some() {
        steps.push(pair("Data", raw_data(h)));
    }
    if h.realisasi.angka().is_none() {
        let unit = &h.indikator.satuan;
        steps.push(pair("Realisasi", h.realisasi.lengkap(|n| unit.tulis(n))));
    } else if let Some(text) = achievement(h) {
        steps.push(pair("Capaian", text));
    }
    steps
}

/// The quarters of an indicator without a formula, and what they make.
fn quarters(h: &Hitungan) -> Option<String> {
    let total = h.realisasi.angka()?;
    let satuan = &h.indikator.satuan;
    let filled: Vec<(usize, Bilangan)> = h
        .isian?
        .triwulan
        .iter()
        .enumerate()
        .filter_map(|(n, isi)| match isi {
            Isi::Nilai(values) => Some((n + 1, *values.get(crate::model::NILAI)?)),
            Isi::Kosong | Isi::TakTersedia(_) => None,
        })
        .collect();
    let unit = match satuan {
        crate::model::Satuan::Cacah(unit) => format!(" {unit}"),
        _ => String::new(),
    };
    let total = satuan.tulis(total);
    let last = filled.last().map_or("", |(n, _)| format::romawi(*n));
    let parts: Vec<String> = filled.iter().map(|(_, n)| satuan.tulis_target(*n)).collect();
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
fn raw_data(h: &Hitungan) -> String {
    let filled = |isi: &Isi| matches!(isi, Isi::Nilai(_));
    let last = h.isian.and_then(|i| i.triwulan.iter().rposition(filled)).map_or(0, |n| n + 1);
    let last = format::romawi(last);
    match h.indikator.agregasi {
        Agregasi::Jumlah => format!("jumlah triwulan sampai Triwulan {last}"),
        Agregasi::Akhir => format!("keadaan Triwulan {last}"),
        Agregasi::Kumulatif => format!("sejak Januari sampai Triwulan {last}"),
        Agregasi::RataRata => "rata-rata triwulan yang terisi".to_owned(),
    }
}

/// The achievement with its numbers set in: `72,53% terhadap 72% = 100,74% (R ÷ T)`.
fn achievement(h: &Hitungan) -> Option<String> {
    let (aturan, sasar) = (h.aturan?, h.sasar?);
    let satuan = &h.indikator.satuan;
    let actual = satuan.tulis(h.realisasi.angka()?);
    let result = h.capaian.tulis(format::persen);
    let to_date = if h.setahun { "" } else { " sampai triwulan ini" };
    Some(format!(
        "{actual} terhadap target {}{to_date} = {result} ({})",
        sasar.tulis(satuan),
        aturan.rumus()
    ))
}

fn notes(h: &Hitungan) -> Vec<Value> {
    let i = h.indikator;
    let mut notes = Vec::new();
    notes.extend(i.sumber.iter().map(|text| pair("Sumber", text)));
    notes.extend(i.penjelasan.iter().map(|text| pair("Penjelasan", text)));
    notes.extend(i.catatan.iter().map(|text| pair("Catatan", text)));
    if let Some((target, (revised, reason))) =
        h.target.and_then(|t| Some((t, t.perubahan.as_ref()?)))
    {
        let [old, new] = [target.murni, *revised].map(|sasar| sasar.tulis(&i.satuan));
        notes.push(pair("Perubahan target", format!("semula {old}, menjadi {new}. {reason}")));
    }
    for (quarters, reason) in uraian::unavailable(h) {
        notes.push(pair(&format!("{quarters} n/a"), reason));
    }
    if !h.belum.is_empty() {
        notes.push(pair("Belum diisi", uraian::numbered(&h.belum)));
    }
    if let Some(isian) = h.isian {
        if let Some(analisis) = &isian.analisis {
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
        if !isian.bukti.is_empty() {
            notes.push(pair("Bukti", isian.bukti.join("; ")));
        }
    }
    notes
}

fn summary(model: &Model, ukur: &Pengukuran) -> Value {
    let skala = &model.opd.kebijakan.skala;
    let penuh = model.opd.kebijakan.batas_atas;
    let bars: Vec<Value> = ukur.jabatan.iter().map(|j| bar(j, skala)).collect();
    let spoken: Vec<String> = ukur
        .jabatan
        .iter()
        .map(|j| format!("{}: {}", j.jabatan.nama, j.rata.nilai.tulis(format::persen)))
        .collect();
    let sebaran: Vec<Value> = skala
        .peringkat
        .iter()
        .zip(&ukur.sebaran)
        .enumerate()
        .map(|(n, ((nama, _), jumlah))| {
            context! { nama => nama.as_str(), batas => uraian::interval(skala, n), jumlah => *jumlah }
        })
        .collect();
    context! {
        rata => average(&ukur.rata, skala, "kantor"),
        alt => format!("Bagan batang rata-rata capaian setiap jabatan tahun {}. {}.", ukur.tahun, spoken.join("; ")),
        penuh => view::number_of(penuh),
        batang => bars,
        keterangan_bagan => format!(
            "Rata-rata capaian setiap jabatan; garis putus-putus menandai 100%, panjang batang paling jauh {}.",
            format::persen_seperlunya(penuh)
        ),
        sebaran,
        sumber_skala => format!("Skala: {}. Batas bawah tidak termasuk.", skala.sumber),
        belum => unfinished(ukur),
    }
}

fn bar(one: &PerJabatan, skala: &Skala) -> Value {
    let nama = &one.jabatan.nama;
    context! {
        nama => shorten(nama),
        nama_lengkap => nama.as_str(),
        bagian => one.rata.nilai.angka().map_or_else(|| view::code("none".to_owned()), view::number_of),
        nilai => one.rata.nilai.tulis(format::persen),
        kategori => uraian::kategori(one.rata.kategori, skala),
        terhitung => format!("{} dari {}", one.rata.terhitung, one.rata.semua),
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
fn unfinished(ukur: &Pengukuran) -> Vec<Value> {
    let mut rows = Vec::new();
    for one in &ukur.jabatan {
        for h in one.hitungan() {
            let notes = uraian::missing(h);
            if !notes.is_empty() {
                rows.push(context! {
                    jabatan => one.jabatan.nama.as_str(),
                    indikator => h.indikator.nama.as_str(),
                    keterangan => notes.join("; "),
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
