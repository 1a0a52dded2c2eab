//! `data/opd.yaml`: the office, its page set-up, its policies.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::documents::Dokumen;
use super::scalar::{Number, TextOr};
use super::words::{Kata, KataPerjanjian, KolomTahunan};
use crate::text::{Spanned, Text};

/// Data kantor dan susunan dokumennya (data/opd.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opd {
    /// Nama lengkap kantor.
    pub nama: Text,
    /// Daerahnya, misalnya "Kabupaten Sampang".
    pub daerah: Text,
    /// Tahun pertama dan terakhir rencana strategis.
    pub periode: Spanned<Periode>,
    /// Tahun edisi tahunan: IKI dengan target, realisasi dan capaian. Tanpa ini hanya edisi asli yang dibuat.
    pub tahun: Option<Spanned<i32>>,
    /// Tanggal dokumen (tahun-bulan-hari). Tidak pernah diambil dari jam komputer.
    pub tanggal: Text,
    /// Jabatan pimpinan yang tidak mempunyai berkas sendiri, tempat bagan jabatan berpangkal.
    pub pimpinan: Vec<Pimpinan>,
    /// Jabatan kepala daerah, atasan pimpinan kantor (bawaan: Bupati, Wali Kota atau Gubernur, menurut `daerah`).
    pub kepala_daerah: Option<Text>,
    /// Kepala surat. Tanpa ini perjanjian dan halaman sampul tidak berkepala surat.
    pub kop: Option<Kop>,
    /// Kata-kata tetap dokumen IKI.
    pub iki: Iki,
    /// Perjanjian kinerja: tanggalnya, perubahannya, kata-katanya.
    pub perjanjian: Option<Perjanjian>,
    /// Kertas naskah dinas (perjanjian kinerja, keputusan), tegak (bawaan: F4).
    pub kertas_naskah: Option<KertasNaskah>,
    /// Aturan pengukuran kinerja; tercetak pada ketentuan pengukuran edisi tahunan.
    #[serde(default)]
    pub kebijakan: Spanned<Kebijakan>,
    /// Penanda tangan dokumen. Plt. dan sejenisnya milik dokumen, bukan milik orang.
    pub pengesahan: Option<Pengesahan>,
    /// Tempat tanda tangan elektronik: letaknya diterbitkan dalam tanda-tangan.json, untuk layanan penanda tangan.
    pub tanda_tangan: Option<TandaTangan>,
    /// Kertas, huruf, dan jarak.
    pub halaman: Halaman,
    /// Sertakan berkas YAML di dalam PDF (bawaan: true). Bila false, hanya daftar hash-nya yang ikut.
    pub lampirkan_sumber: Option<bool>,
    /// Sertakan juga data/pejabat.yaml, yang memuat data pribadi, di dalam PDF (bawaan: false). Bila false, hanya hash-nya yang ikut.
    pub lampirkan_pejabat: Option<bool>,
    /// Buku kerja Excel: lampiran LKjIP dan tabel Renstra.
    #[serde(default)]
    pub buku_kerja: BukuKerja,
    /// Dokumen milik proyek ini, di samping dokumen bawaan: templatnya di templates/.
    #[serde(default)]
    pub dokumen: Vec<Dokumen>,
}

/// Tempat tanda tangan elektronik.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TandaTangan {
    /// Tanda yang dicari layanan penanda tangan, misalnya "#" atau "$" (di antara tanda kutip): tercetak di setiap tempat tanda tangan, dan dilaporkan bila ada di tempat lain pada halaman itu.
    pub jangkar: Option<Text>,
}

/// Buku kerja Excel.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BukuKerja {
    /// Kertas cetaknya, mendatar (bawaan: F4).
    pub kertas: Option<KertasBuku>,
}

/// Kertas buku kerja; Excel hanya mengenal ukuran yang bernomor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum KertasBuku {
    /// Folio, 8,5 × 13 inci.
    #[default]
    F4,
    /// 210 × 297 mm.
    A4,
}

/// Rentang tahun.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Periode {
    /// Tahun pertama.
    pub dari: i32,
    /// Tahun terakhir.
    pub sampai: i32,
}

/// Kertas naskah dinas.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum KertasNaskah {
    /// 215 × 330 mm.
    #[default]
    F4,
    /// 210 × 297 mm.
    A4,
}

/// Perjanjian kinerja.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Perjanjian {
    /// Tanggal-tanggalnya, menurut tahun. Yang tidak ditulis dicetak sebagai titik-titik.
    #[serde(default)]
    pub tahun: BTreeMap<Text, PerjanjianTahun>,
    /// Kata tetapnya, bila lain daripada bawaannya.
    #[serde(default)]
    pub kata: KataPerjanjian,
}

/// Perjanjian kinerja satu tahun.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerjanjianTahun {
    /// Tanggal penandatanganannya (tahun-bulan-hari); pejabatnya yang memegang jabatan pada hari itu.
    pub tanggal: Option<Text>,
    /// Tanggal anggarannya (DPA) disahkan; perjanjian ditandatangani paling lambat sebulan sesudahnya.
    pub anggaran_disahkan: Option<Text>,
    /// Perjanjian perubahannya.
    pub perubahan: Option<PerjanjianPerubahan>,
}

/// Perjanjian kinerja perubahan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerjanjianPerubahan {
    /// Tanggal penandatanganannya (tahun-bulan-hari).
    pub tanggal: Option<Text>,
    /// Tanggal anggaran perubahannya (DPPA) disahkan.
    pub anggaran_disahkan: Option<Text>,
    /// Alasan perubahan anggaran, tercetak pada daftar yang berubah.
    pub alasan: Option<Text>,
}

/// Kepala surat.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kop {
    /// Baris-barisnya, misalnya PEMERINTAH KABUPATEN SAMPANG lalu nama kantor; yang terakhir dicetak lebih besar.
    pub baris: Vec<Text>,
    /// Baris-baris kecil di bawahnya: alamat, telepon, laman.
    #[serde(default)]
    pub alamat: Vec<Text>,
}

/// Keputusan yang dilampiri sebuah dokumen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lampiran {
    /// Keputusannya, misalnya KEPUTUSAN KEPALA DINAS PERDAGANGAN KABUPATEN SAMPANG.
    pub keputusan: Text,
    /// Nomornya (bawaan: titik-titik).
    pub nomor: Option<Text>,
    /// Tanggalnya, tahun-bulan-hari (bawaan: titik-titik).
    pub tanggal: Option<Text>,
    /// Tentang apa.
    pub tentang: Option<Text>,
}

/// Jabatan tanpa berkas sendiri.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pimpinan {
    /// Id yang disebut `atasan`.
    pub id: Text,
    /// Nama jabatan.
    pub jabatan: Text,
    /// Nama jabatan dengan nama kantornya, seperti di bawah tanda tangan (bawaan: `jabatan` pada pengesahan bila diawali nama ini).
    pub lengkap: Option<Text>,
}

/// Kata-kata tetap dokumen IKI.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Iki {
    /// Judul berkas PDF, yang dibacakan pembaca layar dan tampil di jendela.
    pub judul: Text,
    /// Baris-baris sampul; daftar kosong bila tanpa sampul.
    pub sampul: Vec<Text>,
    /// Beri nomor halaman pada edisi asli (bawaan: false).
    pub nomor_halaman: Option<bool>,
    /// Keputusan yang dilampiri IKI: tercetak di kanan atas halaman pertamanya.
    pub lampiran: Option<Lampiran>,
    /// Kepala yang diulang di atas setiap jabatan.
    pub kepala: Text,
    /// Label blok identitas.
    pub label: Label,
    /// Judul kolom tabel.
    pub kolom: Kolom,
    /// Kata di depan catatan rumus (bawaan: "Catatan").
    pub catatan: Option<Text>,
    /// Edisi tahunan.
    #[serde(default)]
    pub tahunan: Tahunan,
}

/// Edisi tahunan. Dalam judul, sampul dan kata-katanya `{tahun}` diganti tahun edisinya.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tahunan {
    /// Judul berkas PDF (bawaan: kepala, nama kantor, daerah, tahun).
    pub judul: Option<Text>,
    /// Baris-baris sampul (bawaan: kepala, nama kantor, daerah, tahun).
    pub sampul: Option<Vec<Text>>,
    /// Pejabat setiap jabatan, dari data/pejabat.yaml (bawaan: nama).
    pub pejabat: Option<PejabatTahunan>,
    /// Letak ringkasan capaian (bawaan: depan).
    pub ringkasan: Option<Ringkasan>,
    /// Judul kolom, bila lain daripada bawaannya. `{tahun}` tahun edisinya, `{lalu}` tahun sebelumnya, `{sampai}` batas laporannya.
    #[serde(default)]
    pub kolom: KolomTahunan,
    /// Judul dan kata tetap, bila lain daripada bawaannya.
    #[serde(default)]
    pub kata: Kata,
}

/// Pejabat pada edisi tahunan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PejabatTahunan {
    /// Tidak dicetak.
    Tanpa,
    /// Nama, NIP dan pangkatnya di bawah jabatannya, bila ada di data/pejabat.yaml.
    #[default]
    Nama,
    /// Juga tanda tangannya dan tanda tangan atasannya, di akhir jabatannya.
    TandaTangan,
}

/// Letak ringkasan capaian.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ringkasan {
    /// Sesudah sampul, sebelum jabatan yang pertama.
    #[default]
    Depan,
    /// Sesudah jabatan yang terakhir.
    Belakang,
}

/// Aturan pengukuran kinerja.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kebijakan {
    /// Capaian indikator yang makin rendah makin baik (bawaan: selisih).
    pub turun: Option<RumusTurun>,
    /// Capaian indikator yang harus tepat pada target (bawaan: selisih).
    pub tetap: Option<RumusTetap>,
    /// Rata-rata dihitung dari semua indikator, atau dari rata-rata setiap sasaran (bawaan: indikator).
    pub rata_rata: Option<RataRata>,
    /// Capaian terendah yang ikut dalam rata-rata, misalnya 0% (bawaan: 0%).
    pub batas_bawah: Option<Number>,
    /// Capaian tertinggi yang ikut dalam rata-rata, misalnya 120% (bawaan: 120%).
    pub batas_atas: Option<Number>,
    /// Capaian sebelum Triwulan IV bagi indikator tanpa target triwulan (bawaan: belum-dinilai).
    pub sebelum_akhir_tahun: Option<SebelumAkhirTahun>,
    /// Skala peringkat kinerja, dari yang terbaik (bawaan: skala Permendagri 86/2017).
    pub skala: Option<Skala>,
}

/// Rumus capaian untuk arah turun; T target, R realisasi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RumusTurun {
    /// (2T − R) ÷ T
    Selisih,
    /// T ÷ R
    Kebalikan,
}

/// Rumus capaian untuk arah tetap; T target, R realisasi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RumusTetap {
    /// 1 − |R − T| ÷ T
    Selisih,
    /// R ÷ T, seperti arah naik
    SepertiNaik,
}

/// Apa yang dirata-ratakan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RataRata {
    /// Semua indikator, masing-masing satu suara.
    Indikator,
    /// Rata-rata setiap sasaran, masing-masing satu suara.
    Sasaran,
}

/// Capaian sebelum Triwulan IV bagi indikator tanpa target triwulan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SebelumAkhirTahun {
    /// Tanpa capaian dan kategori.
    BelumDinilai,
    /// Terhadap target setahun.
    TerhadapTargetSetahun,
}

/// Skala peringkat kinerja.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skala {
    /// Dasarnya, tercetak di bawah tabel.
    pub sumber: Text,
    /// Peringkat, dari yang terbaik. Yang terakhir tanpa `di_atas` dan tanpa `mulai`.
    pub peringkat: Spanned<Vec<Peringkat>>,
}

/// Satu peringkat.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Peringkat {
    /// Namanya, misalnya "Sangat Tinggi".
    pub nama: Text,
    /// Capaian harus lebih besar dari ini, misalnya 90%.
    pub di_atas: Option<Number>,
    /// Capaian harus sama dengan atau lebih besar dari ini, misalnya 85%; sebagai ganti `di_atas`.
    pub mulai: Option<Number>,
}

/// Penanda tangan dokumen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pengesahan {
    /// Tempat penandatanganan.
    pub tempat: Text,
    /// Tanggal penandatanganan (bawaan: tanggal dokumen): satu tanggal, atau satu untuk setiap tahun edisi.
    pub tanggal: Option<TanggalPengesahan>,
    /// Jabatan penanda tangan, seperti tercetak.
    pub jabatan: Text,
    /// Id jabatannya, bila pemegangnya dicari di data/pejabat.yaml (bawaan: pimpinan yang nama jabatannya mengawali `jabatan`).
    pub id: Option<Text>,
    /// Plt., Plh. atau Pj., bila jabatannya dipegang sementara.
    pub sebagai: Option<Sebagai>,
    /// Jabatan yang diatasnamakan (a.n.), bila ada.
    pub atas_nama: Option<Text>,
    /// Nama dan gelar (bawaan: pemegangnya di data/pejabat.yaml pada tanggal itu; bila tidak ada, titik-titik untuk diisi tangan).
    pub nama: Option<Text>,
    /// Pangkat.
    pub pangkat: Option<Text>,
    /// NIP, 18 angka.
    pub nip: Option<Text>,
    /// Sisakan ruang untuk tanda tangan elektronik (bawaan: true). QR dibubuhkan oleh layanan penanda tangan, bukan oleh ikigen.
    pub ruang_tte: Option<bool>,
}

/// Tanggal penandatanganan dokumen.
#[derive(Debug, Clone)]
pub enum TanggalPengesahan {
    /// Satu untuk semua dokumen.
    One(Text),
    /// Menurut tahun edisinya.
    Yearly(BTreeMap<Text, Text>),
}

impl<'de> Deserialize<'de> for TanggalPengesahan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Spanned::<TextOr<BTreeMap<Text, Text>>>::deserialize(deserializer)?;
        let span = read.span();
        Ok(match read.value {
            TextOr::Text(text) => TanggalPengesahan::One(Text::new(text, span)),
            TextOr::Other(years) => TanggalPengesahan::Yearly(years),
        })
    }
}

impl JsonSchema for TanggalPengesahan {
    fn schema_name() -> Cow<'static, str> {
        "TanggalPengesahan".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Satu tanggal (tahun-bulan-hari), atau satu untuk setiap tahun edisi: `{ 2024: 2025-01-17, 2025: 2026-01-16 }`.",
            "anyOf": [
                { "type": "string", "bukan_angka": true },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ],
        })
    }
}

/// Bagaimana sebuah jabatan dipegang.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sebagai {
    /// Sebagai pejabat tetapnya.
    #[default]
    Definitif,
    /// Pelaksana tugas (jabatannya kosong).
    Plt,
    /// Pelaksana harian (pemegangnya berhalangan sementara).
    Plh,
    /// Penjabat.
    Pj,
}

impl Sebagai {
    /// What stands before the name of the position.
    pub fn prefix(self) -> Option<&'static str> {
        match self {
            Sebagai::Definitif => None,
            Sebagai::Plt => Some("Plt."),
            Sebagai::Plh => Some("Plh."),
            Sebagai::Pj => Some("Pj."),
        }
    }
}

/// Label blok identitas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Label nama jabatan.
    pub jabatan: Text,
    /// Label tugas.
    pub tugas: Text,
    /// Label fungsi.
    pub fungsi: Text,
}

/// Judul kolom tabel.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kolom {
    /// Kolom sasaran.
    pub sasaran: Text,
    /// Kolom indikator.
    pub indikator: Text,
    /// Kolom penjelasan atau rumus.
    pub penjelasan: Text,
    /// Kolom sumber data.
    pub sumber: Text,
}

/// Kertas, huruf, dan jarak. Semua panjang ditulis dengan satuan: mm, cm, atau pt.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Halaman {
    /// A4, F4, Letter, atau lebar x tinggi seperti "215mm x 330mm" (posisi tegak).
    pub kertas: Text,
    /// Posisi kertas.
    pub orientasi: Orientasi,
    /// Jarak tepi kertas.
    pub margin: Spanned<Margin>,
    /// Nama huruf teks, misalnya "Liberation Serif".
    pub huruf: Text,
    /// Ukuran huruf.
    pub ukuran: Text,
    /// Spasi baris teks, misalnya 1.5.
    pub spasi: Number,
    /// Spasi baris tabel.
    pub spasi_tabel: Number,
    /// Jarak di atas dan di bawah kepala setiap jabatan.
    pub jarak_kepala: Text,
    /// Jarak sebelum dan sesudah tabel.
    pub jarak_tabel: Text,
    /// Tepi kanan teks (bawaan: kiri pada kertas tegak, kiri-kanan pada kertas mendatar).
    pub rata: Option<Rata>,
    /// Bahasa kata-kata yang ditulis miring (*…*), bagi pembaca layar (bawaan: inggris).
    pub bahasa_miring: Option<BahasaMiring>,
    /// Setiap jabatan mulai di halaman baru (bawaan: false).
    pub jabatan_di_halaman_baru: Option<bool>,
    /// Lebar kolom blok identitas.
    pub identitas: KolomIdentitas,
    /// Tabel indikator.
    pub tabel: Tabel,
}

/// Bahasa kata-kata yang ditulis miring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BahasaMiring {
    /// Bahasa Inggris.
    Inggris,
    /// Bahasa Arab.
    Arab,
    /// Bahasa Latin.
    Latin,
    /// Bahasa Indonesia: miring untuk menekankan.
    Indonesia,
}

impl BahasaMiring {
    /// Its code in ISO 639.
    pub fn code(self) -> &'static str {
        match self {
            BahasaMiring::Inggris => "en",
            BahasaMiring::Arab => "ar",
            BahasaMiring::Latin => "la",
            BahasaMiring::Indonesia => "id",
        }
    }
}

/// Posisi kertas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Orientasi {
    /// Tegak (portrait).
    Tegak,
    /// Mendatar (landscape).
    Mendatar,
}

/// Jarak tepi kertas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// Tepi atas.
    pub atas: Text,
    /// Tepi bawah.
    pub bawah: Text,
    /// Tepi kiri.
    pub kiri: Text,
    /// Tepi kanan.
    pub kanan: Text,
}

/// Lebar kolom blok identitas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KolomIdentitas {
    /// Nomor (1., 2., 3.).
    pub nomor: Text,
    /// Label (JABATAN, TUGAS, FUNGSI).
    pub label: Text,
    /// Titik dua.
    pub titik_dua: Text,
    /// Huruf daftar (a., b., c.).
    pub huruf: Text,
}

/// Tabel indikator.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tabel {
    /// Perbandingan lebar keempat kolom.
    pub kolom: Spanned<Vec<Number>>,
    /// Jarak isi sel dari garis.
    pub sela: Text,
    /// Jarak teks dari tanda hubung di depan indikator.
    pub tanda: Text,
    /// Ukuran huruf rumus.
    pub rumus: Text,
    /// Tebal garis.
    pub garis: Text,
    /// Ukuran huruf tabel edisi tahunan (bawaan: 9pt pada kertas tegak, 10pt pada kertas mendatar).
    pub ukuran: Option<Text>,
}

/// Tepi teks yang lurus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rata {
    /// Hanya tepi kiri; jarak antarkata sama.
    Kiri,
    /// Kedua tepi.
    KiriKanan,
}
