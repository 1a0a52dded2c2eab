//! The office, its fixed words, its policies, who signs.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::value::{Text, made_from, optional, text, texts, words};
use super::words::{Filling, Kata, KolomTahunan};
use crate::format;
use crate::measure::Measurement;
use crate::model::{self, KEPALA_DAERAH, Memegang, Model, Opd, Tanggal};
use crate::source::raw::{PejabatTahunan, Ringkasan};
use crate::text;
use crate::wording;

/// Kantor.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Nama lengkap.
    nama: Text,
    /// Daerahnya.
    daerah: Text,
    /// Periode rencana strategisnya.
    periode: Periode,
    /// Tanggal dokumen.
    tanggal: Date,
    /// Jabatan pimpinan yang tidak mempunyai berkas sendiri.
    pimpinan: Vec<Pimpinan>,
    /// Kepala daerah, atasan pimpinan.
    kepala_daerah: Pimpinan,
    /// Kepala surat; null bila tidak ditulis.
    kop: Option<Kop>,
}

/// Kepala surat.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Kop {
    /// Baris-barisnya.
    baris: Vec<Text>,
    /// Baris-baris kecil di bawahnya.
    alamat: Vec<Text>,
}

/// Periode rencana strategis.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Periode {
    /// Tahun pertama.
    dari: i32,
    /// Tahun terakhir.
    sampai: i32,
    /// Setiap tahunnya, seperti tercetak.
    tahun: Vec<Text>,
    /// Seperti pada nama berkas: 2019-2024.
    text: Text,
}

/// Tanggal.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// Tahun.
    tahun: i32,
    /// Bulan, 1 sampai 12.
    month: u8,
    /// Hari.
    day: u8,
    /// Seperti tercetak: 31 Desember 2024.
    text: Text,
}

/// Jabatan pimpinan tanpa berkas sendiri.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Pimpinan {
    /// Id.
    id: String,
    /// Nama jabatannya.
    jabatan: Text,
    /// Nama jabatannya dengan nama kantornya, seperti di bawah tanda tangan.
    lengkap: Text,
    /// Pemegangnya pada tanggal dokumen; null bila tidak ada di data/pejabat.yaml.
    pejabat: Option<Pejabat>,
}

/// Pemegang sebuah jabatan pada sebuah tanggal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pejabat {
    /// Plt., Plh. atau Pj.; null bila jabatannya dipegang penuh.
    sebagai: Option<Text>,
    /// Nama dan gelar.
    nama: Text,
    /// Pangkat dan golongan.
    pangkat: Option<Text>,
    /// NIP, berkelompok.
    nip: Option<Text>,
}

impl Pejabat {
    /// Who holds the position with the id on that day.
    pub fn new(model: &Model, id: &str, day: Tanggal) -> Option<Pejabat> {
        model.holder(id, day).map(Pejabat::of)
    }

    fn of(holder: &Memegang) -> Pejabat {
        let prefix = holder.sebagai.prefix();
        Pejabat {
            sebagai: prefix.map(|word| made_from(holder.jabatan.span(), word)),
            nama: text(&holder.nama),
            pangkat: optional(holder.pangkat.as_ref()),
            nip: holder.nip.as_ref().map(|nip| made_from(nip.span(), format::nip(nip))),
        }
    }
}

impl Office {
    pub fn new(model: &Model) -> Office {
        let opd = &model.opd;
        let [dari, sampai] = opd.periode;
        let holder = |id: &str| Pejabat::new(model, id, opd.tanggal.value);
        let head = |one: &model::Pimpinan| Pimpinan {
            id: one.id.to_string(),
            jabatan: text(&one.nama),
            lengkap: text(&one.lengkap),
            pejabat: holder(&one.id),
        };
        Office {
            nama: text(&opd.nama),
            daerah: text(&opd.daerah),
            periode: Periode {
                dari,
                sampai,
                tahun: (dari..=sampai).map(|tahun| words(tahun.to_string())).collect(),
                text: words(opd.nama_periode()),
            },
            tanggal: Date::new(&opd.tanggal),
            pimpinan: opd.pimpinan.iter().map(head).collect(),
            kepala_daerah: Pimpinan {
                id: KEPALA_DAERAH.to_owned(),
                jabatan: text(&opd.kepala_daerah),
                lengkap: text(&opd.kepala_daerah),
                pejabat: holder(KEPALA_DAERAH),
            },
            kop: opd
                .kop
                .as_ref()
                .map(|kop| Kop { baris: texts(&kop.baris), alamat: texts(&kop.alamat) }),
        }
    }
}

impl Date {
    pub fn new(date: &text::Spanned<Tanggal>) -> Date {
        let Tanggal { tahun, month, day } = date.value;
        Date { tahun, month, day, text: made_from(date.span(), date.value.to_string()) }
    }
}

/// Kata-kata tetap dokumen IKI.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Iki {
    /// Judul edisi asli.
    judul: Text,
    /// Baris-baris sampul edisi asli.
    sampul: Vec<Text>,
    /// Beri nomor halaman pada edisi asli.
    nomor_halaman: bool,
    /// Keputusan yang dilampirinya; null bila tidak ada.
    lampiran: Option<Lampiran>,
    /// Kepala di atas setiap jabatan.
    kepala: Text,
    /// Label blok identitas.
    label: Label,
    /// Judul kolom tabel.
    kolom: Kolom,
    /// Kata di depan catatan rumus.
    catatan: Text,
    /// Edisi tahunan; null bila data/opd.yaml tidak menyebut tahun.
    tahunan: Option<Yearly>,
}

/// Keputusan yang dilampiri sebuah dokumen.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lampiran {
    /// Keputusannya.
    keputusan: Text,
    /// Nomornya; null bila belum ada.
    nomor: Option<Text>,
    /// Tanggalnya; null bila belum ada.
    tanggal: Option<Date>,
    /// Tentang apa.
    tentang: Option<Text>,
}

impl Lampiran {
    pub fn new(one: &model::Lampiran) -> Lampiran {
        Lampiran {
            keputusan: text(&one.keputusan),
            nomor: optional(one.nomor.as_ref()),
            tanggal: one.tanggal.as_ref().map(Date::new),
            tentang: optional(one.tentang.as_ref()),
        }
    }
}

/// Label blok identitas.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Label {
    /// Label nama jabatan.
    jabatan: Text,
    /// Label tugas.
    tugas: Text,
    /// Label fungsi.
    fungsi: Text,
}

/// Judul kolom tabel.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Kolom {
    /// Kolom sasaran.
    sasaran: Text,
    /// Kolom indikator.
    indikator: Text,
    /// Kolom penjelasan atau rumus.
    penjelasan: Text,
    /// Kolom sumber data.
    sumber: Text,
}

/// Edisi tahunan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Yearly {
    /// Judul.
    judul: Text,
    /// Baris-baris sampul.
    sampul: Vec<Text>,
    /// Apa yang dikatakannya tentang pejabat.
    officials: PejabatTahunan,
    /// Letak ringkasannya.
    ringkasan: Ringkasan,
    /// Judul kolomnya.
    kolom: KolomTahunan,
    /// Judul dan kata tetapnya.
    kata: Kata,
}

impl Iki {
    pub fn new(words: &model::Iki, measurement: Option<&Measurement>) -> Iki {
        let [jabatan, tugas, fungsi] = words.label.each_ref().map(text);
        let [sasaran, indikator, penjelasan, sumber] = words.kolom.each_ref().map(text);
        let yearly = |year: &Measurement| {
            let (judul, sampul) = words.yearly(year.tahun, year.sampai);
            let filling = Filling::new(words, year.tahun, year.sampai);
            Yearly {
                judul: text(&judul),
                sampul: texts(&sampul),
                officials: words.pejabat,
                ringkasan: words.ringkasan,
                kolom: KolomTahunan::new(&words.kolom_tahunan, &filling),
                kata: Kata::new(&words.kata, &filling),
            }
        };
        Iki {
            judul: text(&words.judul),
            sampul: texts(&words.sampul),
            nomor_halaman: words.nomor_halaman,
            lampiran: words.lampiran.as_ref().map(Lampiran::new),
            kepala: text(&words.kepala),
            label: Label { jabatan, tugas, fungsi },
            kolom: Kolom { sasaran, indikator, penjelasan, sumber },
            catatan: text(&words.catatan),
            tahunan: measurement.map(yearly),
        }
    }
}

/// Aturan pengukuran.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kebijakan {
    /// Aturannya dalam kalimat, untuk dicetak sekali di dokumen yang diaturnya.
    sentences: Vec<Text>,
    /// Skala peringkat kinerja.
    skala: Skala,
}

/// Skala peringkat kinerja.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Skala {
    /// Dasarnya.
    sumber: Text,
    /// Batas mana yang termasuk, dalam satu kalimat; kosong bila tidak sama untuk semuanya.
    bounds: Text,
    /// Peringkatnya, dari yang terbaik.
    peringkat: Vec<Peringkat>,
}

/// Satu peringkat.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Peringkat {
    /// Namanya.
    nama: Text,
    /// Capaiannya dalam kata-kata: di atas 75% sampai 90%.
    interval: Text,
}

impl Kebijakan {
    pub fn new(kebijakan: &model::Kebijakan, sampai: usize) -> Kebijakan {
        let skala = &kebijakan.skala;
        let place = kebijakan.place.clone();
        let sentences = wording::policies(kebijakan, sampai);
        let sentences = sentences.into_iter().map(|one| made_from(place.clone(), one));
        let step = |(n, (nama, _)): (usize, &(text::Text, _))| Peringkat {
            nama: text(nama),
            interval: made_from(place.clone(), wording::interval(skala, n)),
        };
        Kebijakan {
            sentences: sentences.collect(),
            skala: Skala {
                sumber: text(&skala.sumber),
                bounds: words(wording::bounds(skala)),
                peringkat: skala.peringkat.iter().enumerate().map(step).collect(),
            },
        }
    }
}

/// Penanda tangan.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pengesahan {
    /// Tempat penandatanganan.
    tempat: Text,
    /// Tanggalnya.
    tanggal: Date,
    /// Jabatannya.
    jabatan: Text,
    /// Plt., Plh. atau Pj.; null bila jabatannya dipegang penuh.
    sebagai: Option<Text>,
    /// Jabatan yang diatasnamakan.
    atas_nama: Option<Text>,
    /// Nama dan gelar.
    nama: Option<Text>,
    /// Pangkat.
    pangkat: Option<Text>,
    /// NIP, berkelompok.
    nip: Option<Text>,
    /// Sisakan ruang untuk tanda tangan elektronik.
    ruang_tte: bool,
    /// Tanda yang dicari layanan penanda tangan; null bila tidak ada.
    jangkar: Option<Text>,
}

impl Pengesahan {
    pub fn new(signed: &model::Pengesahan, opd: &Opd) -> Pengesahan {
        let jangkar = opd.tanda_tangan.as_ref().and_then(|places| places.jangkar.as_ref());
        Pengesahan {
            tempat: text(&signed.tempat),
            tanggal: Date::new(&signed.tanggal),
            jabatan: text(&signed.jabatan),
            sebagai: signed.sebagai.prefix().map(words),
            atas_nama: optional(signed.atas_nama.as_ref()),
            nama: optional(signed.nama.as_ref()),
            pangkat: optional(signed.pangkat.as_ref()),
            nip: signed.nip.as_ref().map(|nip| made_from(nip.span(), format::nip(nip))),
            ruang_tte: signed.ruang_tte,
            jangkar: optional(jangkar),
        }
    }
}
