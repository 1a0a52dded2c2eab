//! The files as they are written: serde types, one for each kind of file.
//!
//! These types *are* the schema. serde reads them, [`super::schema`] checks a file
//! against the JSON Schema that schemars derives from them, editors complete from the
//! same. Doc comments of fields become the descriptions an editor shows, so they are
//! written for the office. Numbers that are printed or computed are [`Angka`]: their text.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

/// Data kantor dan susunan dokumennya (data/opd.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opd {
    /// Nama lengkap kantor.
    pub nama: String,
    /// Daerahnya, misalnya "Kabupaten Sampang".
    pub daerah: String,
    /// Tahun pertama dan terakhir rencana strategis.
    pub periode: Periode,
    /// Tahun edisi tahunan: IKI dengan target, realisasi dan capaian. Tanpa ini hanya edisi asli yang dibuat.
    pub tahun: Option<i32>,
    /// Tanggal dokumen (tahun-bulan-hari). Tidak pernah diambil dari jam komputer.
    pub tanggal: String,
    /// Jabatan pimpinan yang tidak mempunyai berkas sendiri, tempat bagan jabatan berpangkal.
    pub pimpinan: Vec<Pimpinan>,
    /// Kata-kata tetap dokumen IKI.
    pub iki: Iki,
    /// Aturan pengukuran kinerja; tercetak di bawah tabel yang diaturnya.
    #[serde(default)]
    pub kebijakan: Kebijakan,
    /// Penanda tangan dokumen. Plt. dan sejenisnya milik dokumen, bukan milik orang.
    pub pengesahan: Option<Pengesahan>,
    /// Kertas, huruf, dan jarak.
    pub halaman: Halaman,
    /// Sertakan berkas YAML di dalam PDF (bawaan: true). Bila false, hanya daftar hash-nya yang ikut.
    pub lampirkan_sumber: Option<bool>,
    /// Buku kerja Excel: lampiran LKjIP dan tabel Renstra.
    #[serde(default)]
    pub buku_kerja: BukuKerja,
    /// Dokumen milik proyek ini, di samping dokumen bawaan: templatnya di templates/.
    #[serde(default)]
    pub dokumen: Vec<Dokumen>,
}

/// Satu dokumen. Isian dalam kurung kurawal: {nama}, {daerah}, {periode}, {tahun}, {triwulan}, {jabatan.id}, {jabatan.nama}.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dokumen {
    /// Id tetap dokumen ini: huruf kecil, angka, tanda hubung. Dipakai --only, manifest, dan verify.
    pub id: String,
    /// Judul berkasnya, boleh memuat isian, misalnya "Perjanjian Kinerja {jabatan.nama} Tahun {tahun}".
    pub judul: String,
    /// Templatnya di templates/, untuk PDF, misalnya iku.typ.j2.
    pub templat: Option<String>,
    /// Sebagai ganti templat: buku kerja Excel yang disusun program.
    pub buku_kerja: Option<IsiBuku>,
    /// Nama berkas tanpa akhiran, misalnya PK-{jabatan.id}-{tahun}; isiannya {periode}, {tahun}, {triwulan}, {jabatan.id} (bawaan: id, lalu untuk apa dokumen itu dibuat).
    pub berkas: Option<String>,
    /// Nama berkas bila `berkas` sudah dipakai dokumen lain.
    pub berkas_lain: Option<String>,
    /// Dibuat untuk apa, satu berkas untuk masing-masing (bawaan: kantor).
    pub untuk: Option<Untuk>,
    /// Yang harus ada di proyek supaya dokumen ini dibuat.
    #[serde(default)]
    pub perlu: Vec<Perlu>,
}

/// Dokumen bawaan program (src/documents/built_in.yaml), ditulis seperti milik proyek.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DokumenBawaan {
    /// Dokumennya, menurut urutan terbit.
    pub dokumen: Vec<Dokumen>,
}

/// Buku kerja yang disusun program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IsiBuku {
    /// Lampiran LKjIP.
    Lkjip,
    /// Tabel Renstra.
    Renstra,
}

/// Dibuat untuk apa sebuah dokumen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Untuk {
    /// Satu untuk kantor.
    #[default]
    Kantor,
    /// Satu untuk setiap jabatan.
    Jabatan,
    /// Satu untuk `tahun` di data/opd.yaml.
    Tahun,
    /// Satu untuk setiap triwulan tahun itu, sampai batas laporannya.
    Triwulan,
}

/// Yang diperlukan sebuah dokumen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Perlu {
    /// `tahun` di data/opd.yaml.
    Tahun,
    /// data/renstra.yaml.
    Renstra,
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

/// Jabatan tanpa berkas sendiri.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pimpinan {
    /// Id yang disebut `atasan`.
    pub id: String,
    /// Nama jabatan.
    pub jabatan: String,
}

/// Kata-kata tetap dokumen IKI.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Iki {
    /// Judul berkas PDF, yang dibacakan pembaca layar dan tampil di jendela.
    pub judul: String,
    /// Baris-baris sampul.
    pub sampul: Vec<String>,
    /// Kepala yang diulang di atas setiap jabatan.
    pub kepala: String,
    /// Label blok identitas.
    pub label: Label,
    /// Judul kolom tabel.
    pub kolom: Kolom,
    /// Kata di depan catatan rumus (bawaan: "Catatan").
    pub catatan: Option<String>,
    /// Sampul dan judul edisi tahunan (bawaan: kepala, nama kantor, daerah, tahun).
    pub tahunan: Option<Tahunan>,
}

/// Sampul dan judul edisi tahunan. `{tahun}` diganti tahun edisinya.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tahunan {
    /// Judul berkas PDF.
    pub judul: String,
    /// Baris-baris sampul.
    pub sampul: Vec<String>,
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

/// Skala peringkat kinerja.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skala {
    /// Dasarnya, tercetak di bawah tabel.
    pub sumber: String,
    /// Peringkat, dari yang terbaik. Yang terakhir tanpa `di_atas`.
    pub peringkat: Vec<Peringkat>,
}

/// Satu peringkat.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Peringkat {
    /// Namanya, misalnya "Sangat Tinggi".
    pub nama: String,
    /// Capaian harus lebih besar dari ini, misalnya 90%.
    pub di_atas: Option<Number>,
}

/// Penanda tangan dokumen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pengesahan {
    /// Tempat penandatanganan.
    pub tempat: String,
    /// Tanggal penandatanganan (bawaan: tanggal dokumen).
    pub tanggal: Option<String>,
    /// Jabatan penanda tangan, seperti tercetak.
    pub jabatan: String,
    /// Plt., Plh. atau Pj., bila jabatannya dipegang sementara.
    pub sebagai: Option<Sebagai>,
    /// Jabatan yang diatasnamakan (a.n.), bila ada.
    pub atas_nama: Option<String>,
    /// Nama dan gelar (bawaan: titik-titik untuk diisi tangan).
    pub nama: Option<String>,
    /// Pangkat.
    pub pangkat: Option<String>,
    /// NIP, 18 angka.
    pub nip: Option<String>,
    /// Sisakan ruang untuk tanda tangan elektronik (bawaan: true). QR dibubuhkan oleh layanan penanda tangan, bukan oleh ikigen.
    pub ruang_tte: Option<bool>,
}

/// Pemegang jabatan sementara.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sebagai {
    /// Pelaksana tugas (jabatannya kosong).
    Plt,
    /// Pelaksana harian (pemegangnya berhalangan sementara).
    Plh,
    /// Penjabat.
    Pj,
}

/// Label blok identitas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Label nama jabatan.
    pub jabatan: String,
    /// Label tugas.
    pub tugas: String,
    /// Label fungsi.
    pub fungsi: String,
}

/// Judul kolom tabel.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kolom {
    /// Kolom sasaran.
    pub sasaran: String,
    /// Kolom indikator.
    pub indikator: String,
    /// Kolom penjelasan atau rumus.
    pub penjelasan: String,
    /// Kolom sumber data.
    pub sumber: String,
}

/// Kertas, huruf, dan jarak. Semua panjang ditulis dengan satuan: mm, cm, atau pt.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Halaman {
    /// A4, F4, Letter, atau lebar x tinggi seperti "215mm x 330mm" (posisi tegak).
    pub kertas: String,
    /// Posisi kertas.
    pub orientasi: Orientasi,
    /// Jarak tepi kertas.
    pub margin: Margin,
    /// Nama huruf teks, misalnya "Liberation Serif".
    pub huruf: String,
    /// Ukuran huruf.
    pub ukuran: String,
    /// Spasi baris teks, misalnya 1.5.
    pub spasi: Number,
    /// Spasi baris tabel.
    pub spasi_tabel: Number,
    /// Jarak di atas dan di bawah kepala setiap jabatan.
    pub jarak_kepala: String,
    /// Jarak sebelum dan sesudah tabel.
    pub jarak_tabel: String,
    /// Setiap jabatan mulai di halaman baru (bawaan: false).
    pub jabatan_di_halaman_baru: Option<bool>,
    /// Lebar kolom blok identitas.
    pub identitas: KolomIdentitas,
    /// Tabel indikator.
    pub tabel: Tabel,
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
    pub atas: String,
    /// Tepi bawah.
    pub bawah: String,
    /// Tepi kiri.
    pub kiri: String,
    /// Tepi kanan.
    pub kanan: String,
}

/// Lebar kolom blok identitas.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KolomIdentitas {
    /// Nomor (1., 2., 3.).
    pub nomor: String,
    /// Label (JABATAN, TUGAS, FUNGSI).
    pub label: String,
    /// Titik dua.
    pub titik_dua: String,
    /// Huruf daftar (a., b., c.).
    pub huruf: String,
}

/// Tabel indikator.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tabel {
    /// Perbandingan lebar keempat kolom.
    pub kolom: Vec<Number>,
    /// Jarak isi sel dari garis.
    pub sela: String,
    /// Jarak teks dari tanda hubung di depan indikator.
    pub tanda: String,
    /// Ukuran huruf rumus.
    pub rumus: String,
    /// Tebal garis.
    pub garis: String,
}

/// Satu jabatan (data/jabatan/*.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jabatan {
    /// Id tetap jabatan ini: huruf kecil, angka, tanda hubung.
    pub id: String,
    /// Nama jabatan, seperti tercetak.
    pub jabatan: String,
    /// Id jabatan atasannya.
    pub atasan: String,
    /// Nomor pertama blok identitas (bawaan: 1).
    pub nomor_awal: Option<u16>,
    /// Cetak label blok identitas dengan huruf tebal (bawaan: false).
    pub label_tebal: Option<bool>,
    /// Beri tanda hubung di depan setiap indikator (bawaan: false).
    pub butir: Option<bool>,
    /// Tugas: satu kalimat, atau daftar.
    pub tugas: Uraian,
    /// Fungsi: satu kalimat, atau daftar.
    pub fungsi: Option<Uraian>,
    /// Sasaran dengan indikatornya.
    pub sasaran: Vec<Sasaran>,
}

/// Satu kalimat, atau daftar berhuruf.
#[derive(Debug, Clone)]
pub enum Uraian {
    /// Satu kalimat.
    Sentence(String),
    /// Daftar a., b., c. …
    List(Vec<String>),
}

/// Satu sasaran: sel yang digabung ke bawah sepanjang indikatornya.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sasaran {
    /// Kalimat sasaran.
    pub sasaran: String,
    /// Id sasaran Renstra yang didukungnya.
    pub renstra: Option<String>,
    /// Indikator kinerjanya.
    pub indikator: Vec<Indikator>,
}

/// Satu indikator kinerja.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indikator {
    /// Id tetap indikator ini, unik di seluruh proyek.
    pub id: String,
    /// Nama indikator, seperti tercetak.
    pub nama: String,
    /// Cetak di baris tabel yang sama dengan indikator sebelumnya (bawaan: false).
    pub sebaris: Option<bool>,
    /// Data mentah yang dipakai rumus: nama pendek dan tulisannya.
    #[serde(default)]
    pub variabel: BTreeMap<String, Variabel>,
    /// Rumus yang dihitung: nama variabel, angka, persen, + - * / ( ).
    pub formula: Option<String>,
    /// Rumus seperti tercetak, bila berbeda dari yang dihitung; tulisan operan dalam tanda kutip ganda.
    pub cetak: Option<String>,
    /// Penjelasan dengan kata-kata, sebagai ganti atau di atas rumus.
    pub penjelasan: Option<String>,
    /// Catatan di bawah rumus.
    pub catatan: Option<String>,
    /// Satuan: persen, rasio, rupiah, predikat, atau yang dihitung ("orang", "pasar").
    pub satuan: String,
    /// Untuk satuan predikat: predikatnya, dari yang terendah, misalnya [D, C, CC, B, BB, A, AA].
    pub predikat: Option<Vec<String>>,
    /// Arah yang baik.
    pub arah: Arah,
    /// Cara triwulan menjadi setahun. Untuk indikator dengan rumus: cara data mentahnya menjadi setahun.
    pub agregasi: Agregasi,
    /// Target setiap tahun, misalnya { 2023: 70%, 2024: 75% }. Rentang ditulis 80% s.d. 90%.
    #[serde(default)]
    pub target: BTreeMap<String, Number>,
    /// Target setelah perubahan, bila ada.
    #[serde(default)]
    pub target_perubahan: BTreeMap<String, Number>,
    /// Alasan setiap perubahan target.
    #[serde(default)]
    pub alasan_perubahan: BTreeMap<String, String>,
    /// Target setiap triwulan, misalnya { 2024: { TW1: 1, TW2: 2, TW3: 3, TW4: 4 } }.
    #[serde(default)]
    pub target_triwulan: BTreeMap<String, TargetTriwulan>,
    /// Keadaan pada awal periode Renstra (Tahun 0).
    pub awal: Option<Number>,
    /// Standar nasional, bila ada.
    pub standar_nasional: Option<StandarNasional>,
    /// Sumber data.
    pub sumber: Option<String>,
}

/// Angka nasional pembanding sebuah indikator.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandarNasional {
    /// Angkanya, dalam satuan indikatornya.
    pub nilai: Number,
    /// Terbitan yang memuatnya.
    pub sumber: String,
}

/// Data mentah sebuah rumus: tulisannya, atau nilai tahun lain dari data yang sama.
#[derive(Debug, Clone)]
pub enum Variabel {
    /// Tulisan operan.
    Label(String),
    /// Nilai variabel lain pada tahun lain.
    Tahun(VariabelTahun),
}

/// Nilai variabel lain pada tahun lain.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VariabelTahun {
    /// Nama variabel asalnya.
    pub dari: String,
    /// Selisih tahun, misalnya -1 untuk tahun lalu.
    pub tahun: i32,
    /// Tulisan operan.
    pub label: String,
}

/// Arah yang baik.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Arah {
    /// Makin tinggi makin baik.
    Naik,
    /// Makin rendah makin baik.
    Turun,
    /// Tepat pada target yang baik.
    Tetap,
}

/// Cara triwulan menjadi setahun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Agregasi {
    /// Triwulan dijumlahkan.
    Jumlah,
    /// Triwulan terakhir yang terisi.
    Akhir,
    /// Rata-rata triwulan yang terisi.
    RataRata,
    /// Setiap triwulan sudah memuat jumlah sejak Januari; yang terakhir yang dipakai.
    Kumulatif,
}

/// Target setiap triwulan sebuah tahun.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetTriwulan {
    /// Triwulan I.
    #[serde(rename = "TW1")]
    pub tw1: Number,
    /// Triwulan II.
    #[serde(rename = "TW2")]
    pub tw2: Number,
    /// Triwulan III.
    #[serde(rename = "TW3")]
    pub tw3: Number,
    /// Triwulan IV.
    #[serde(rename = "TW4")]
    pub tw4: Number,
}

/// Realisasi satu tahun (data/realisasi/TAHUN.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Realisasi {
    /// Tahunnya; sama dengan nama berkas.
    pub tahun: i32,
    /// Keadaan angkanya; tercetak di setiap halaman selama belum final.
    pub status: Status,
    /// Triwulan terakhir yang dilaporkan. Tidak pernah diambil dari jam komputer.
    pub sampai: Triwulan,
    /// Realisasi setiap indikator, menurut id-nya. Yang belum diisi tidak ditulis.
    pub realisasi: BTreeMap<String, RealisasiIndikator>,
}

/// Keadaan angka.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Angka contoh, bukan data resmi.
    Contoh,
    /// Belum disahkan.
    Draf,
    /// Sah.
    Final,
}

/// Triwulan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
pub enum Triwulan {
    /// Januari sampai Maret.
    #[serde(rename = "TW1")]
    Tw1,
    /// April sampai Juni.
    #[serde(rename = "TW2")]
    Tw2,
    /// Juli sampai September.
    #[serde(rename = "TW3")]
    Tw3,
    /// Oktober sampai Desember.
    #[serde(rename = "TW4")]
    Tw4,
}

/// Realisasi satu indikator.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RealisasiIndikator {
    /// Triwulan I: nilai setiap variabel, atau `nilai` bila tanpa rumus, atau `na` dengan alasannya.
    #[serde(rename = "TW1")]
    pub tw1: Option<IsiTriwulan>,
    /// Triwulan II.
    #[serde(rename = "TW2")]
    pub tw2: Option<IsiTriwulan>,
    /// Triwulan III.
    #[serde(rename = "TW3")]
    pub tw3: Option<IsiTriwulan>,
    /// Triwulan IV.
    #[serde(rename = "TW4")]
    pub tw4: Option<IsiTriwulan>,
    /// Nilai tahun lain yang dipakai rumus, bila berkas realisasi tahun itu tidak ada.
    #[serde(default)]
    pub tahun_lain: BTreeMap<String, Number>,
    /// Analisis capaian.
    pub analisis: Option<Analisis>,
    /// Bukti dukung.
    pub bukti: Option<Vec<String>>,
}

/// Analisis capaian sebuah indikator.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Analisis {
    /// Faktor pendukung.
    pub pendukung: Option<String>,
    /// Faktor penghambat.
    pub hambatan: Option<String>,
    /// Upaya yang dilakukan.
    pub upaya: Option<String>,
}

/// Isi satu triwulan: nilai setiap variabel, `nilai`, atau `na` dengan alasannya.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct IsiTriwulan(pub BTreeMap<String, Number>);

impl JsonSchema for IsiTriwulan {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "IsiTriwulan".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let angka = generator.subschema_for::<Number>();
        json_schema!({
            "type": "object",
            "description": "Nilai setiap variabel; `nilai` bila tanpa rumus; `na` dengan alasannya bila tidak tersedia.",
            "properties": {
                "na": { "type": "string", "description": "Tidak tersedia, dengan alasannya." },
            },
            "additionalProperties": angka,
        })
    }
}

/// Kamus pemeriksa milik kantor (data/kamus.yaml); menambah kamus bawaan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kamus {
    /// Kata yang keliru dan betulnya, misalnya { perijinan: perizinan }.
    #[serde(default)]
    pub salah: BTreeMap<String, String>,
    /// Kata yang tidak baku dan bakunya; hanya disarankan.
    #[serde(default)]
    pub baku: BTreeMap<String, String>,
    /// Akronim seperti seharusnya ditulis, misalnya SIINas.
    #[serde(default)]
    pub akronim: Vec<String>,
    /// Kata yang tidak perlu diperiksa.
    #[serde(default)]
    pub abaikan: Vec<String>,
}

/// Rencana strategis (data/renstra.yaml).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renstra {
    /// Keadaan angkanya; tercetak di setiap lembar selama belum final.
    pub status: Status,
    /// Visi daerah.
    pub visi: String,
    /// Misi daerah.
    pub misi: Vec<Misi>,
    /// Tujuan kantor dengan sasarannya.
    pub tujuan: Vec<Tujuan>,
    /// Program dengan kegiatan dan sub kegiatannya.
    pub program: Vec<Program>,
    /// Kinerja dan pendanaan periode sebelumnya.
    pub periode_lalu: Option<PeriodeLalu>,
    /// Nomor dan judul tabel, bila bukan nomor dan judul Permendagri 86/2017.
    #[serde(default)]
    pub tabel: TabelRenstra,
}

/// Nomor dan judul tabel Renstra.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TabelRenstra {
    /// Pencapaian kinerja pelayanan.
    #[serde(rename = "T-C.23")]
    pub tc23: Option<NamaTabel>,
    /// Anggaran dan realisasi pendanaan pelayanan.
    #[serde(rename = "T-C.24")]
    pub tc24: Option<NamaTabel>,
    /// Tujuan dan sasaran jangka menengah.
    #[serde(rename = "T-C.25")]
    pub tc25: Option<NamaTabel>,
    /// Tujuan, sasaran, strategi, dan arah kebijakan.
    #[serde(rename = "T-C.26")]
    pub tc26: Option<NamaTabel>,
    /// Rencana program, kegiatan, dan pendanaan.
    #[serde(rename = "T-C.27")]
    pub tc27: Option<NamaTabel>,
    /// Indikator kinerja yang mengacu pada RPJMD.
    #[serde(rename = "T-C.28")]
    pub tc28: Option<NamaTabel>,
}

/// Nomor dan judul sebuah tabel.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamaTabel {
    /// Nomornya, misalnya "Tabel 2.1".
    pub nomor: Option<String>,
    /// Judulnya.
    pub judul: Option<String>,
}

/// Satu misi daerah.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misi {
    /// Id tetap.
    pub id: String,
    /// Kalimatnya.
    pub misi: String,
}

/// Satu tujuan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tujuan {
    /// Id tetap.
    pub id: String,
    /// Id misi yang didukungnya.
    pub misi: String,
    /// Kalimatnya.
    pub tujuan: String,
    /// Id indikatornya, dari data/jabatan.
    pub indikator: Vec<String>,
    /// Sasarannya.
    pub sasaran: Vec<SasaranRenstra>,
}

/// Satu sasaran Renstra.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SasaranRenstra {
    /// Id tetap, disebut `renstra` pada sasaran jabatan dan `sasaran` pada program.
    pub id: String,
    /// Kalimatnya.
    pub sasaran: String,
    /// Id indikatornya, dari data/jabatan.
    pub indikator: Vec<String>,
    /// Strategi mencapainya.
    pub strategi: Vec<Strategi>,
}

/// Satu strategi.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strategi {
    /// Kalimatnya.
    pub strategi: String,
    /// Arah kebijakannya.
    pub arah_kebijakan: Vec<String>,
}

/// Satu program.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Kode nomenklatur, dalam tanda kutip.
    pub kode: String,
    /// Nama program.
    pub nama: String,
    /// Keputusan yang menetapkan kode dan namanya.
    pub nomenklatur: String,
    /// Id sasaran Renstra yang didukungnya.
    pub sasaran: String,
    /// Id jabatan penanggung jawab.
    pub penanggung_jawab: String,
    /// Lokasi.
    pub lokasi: Option<String>,
    /// Indikator hasil (outcome).
    pub indikator: Vec<IndikatorProgram>,
    /// Kegiatannya.
    pub kegiatan: Vec<Kegiatan>,
}

/// Indikator program, kegiatan atau sub kegiatan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndikatorProgram {
    /// Nama indikator.
    pub nama: String,
    /// Satuan.
    pub satuan: String,
    /// Capaian pada awal perencanaan.
    pub awal: Option<Number>,
    /// Target setiap tahun.
    #[serde(default)]
    pub target: BTreeMap<String, Number>,
}

/// Satu kegiatan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kegiatan {
    /// Kode nomenklatur, diawali kode programnya.
    pub kode: String,
    /// Nama kegiatan.
    pub nama: String,
    /// Id jabatan yang melaksanakannya; kegiatan ini masuk Perjanjian Kinerjanya.
    pub penanggung_jawab: Option<String>,
    /// Indikator keluaran (output).
    pub indikator: Vec<IndikatorProgram>,
    /// Sub kegiatannya.
    pub sub_kegiatan: Vec<SubKegiatan>,
}

/// Satu sub kegiatan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubKegiatan {
    /// Kode nomenklatur, diawali kode kegiatannya.
    pub kode: String,
    /// Nama sub kegiatan.
    pub nama: String,
    /// Indikatornya.
    pub indikator: Vec<IndikatorProgram>,
    /// Pagu Renstra setiap tahun, dalam rupiah.
    #[serde(default)]
    pub pagu: BTreeMap<String, Number>,
    /// Anggaran (DPA) setiap tahun, dalam rupiah.
    #[serde(default)]
    pub anggaran: BTreeMap<String, Number>,
    /// Realisasi anggaran setiap tahun, dalam rupiah.
    #[serde(default)]
    pub realisasi: BTreeMap<String, Number>,
}

/// Periode Renstra sebelumnya (Tabel T-C.23 dan T-C.24).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodeLalu {
    /// Tahun-tahunnya.
    pub tahun: Vec<i32>,
    /// Pencapaian kinerja pelayanan.
    pub kinerja: Vec<KinerjaLalu>,
    /// Anggaran dan realisasi pendanaan.
    pub pendanaan: Vec<PendanaanLalu>,
}

/// Satu baris kinerja periode sebelumnya.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KinerjaLalu {
    /// Nama indikator.
    pub indikator: String,
    /// Satuan.
    pub satuan: String,
    /// Target NSPK.
    pub nspk: Option<String>,
    /// Target IKK.
    pub ikk: Option<String>,
    /// Target indikator lainnya.
    pub lainnya: Option<String>,
    /// Target setiap tahun.
    pub target: BTreeMap<String, Number>,
    /// Realisasi setiap tahun; yang belum ada tidak ditulis.
    pub realisasi: BTreeMap<String, Number>,
}

/// Satu baris pendanaan periode sebelumnya.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PendanaanLalu {
    /// Uraian belanja.
    pub uraian: String,
    /// Anggaran setiap tahun, dalam rupiah.
    pub anggaran: BTreeMap<String, Number>,
    /// Realisasi setiap tahun, dalam rupiah.
    pub realisasi: BTreeMap<String, Number>,
}

/// A number as its text, so that no digit passes through binary floating point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub String);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asking for a string makes serde_yaml hand over the text of a plain number.
        String::deserialize(deserializer).map(Number)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Angka".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"], "description": "Angka dengan titik desimal." })
    }
}

impl<'de> Deserialize<'de> for Uraian {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;

        impl<'de> Visitor<'de> for NumberVisitor {
            type Value = Uraian;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("satu kalimat atau daftar")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Uraian, E> {
                Ok(Uraian::Sentence(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Uraian, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Uraian::List(items))
            }
        }

        deserializer.deserialize_any(NumberVisitor)
    }
}

impl JsonSchema for Uraian {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Uraian".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Satu kalimat, atau daftar berhuruf.",
            "anyOf": [
                { "type": "string", "bukan_angka": true },
                { "type": "array", "items": { "type": "string" } },
            ],
        })
    }
}

impl<'de> Deserialize<'de> for Variabel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;

        impl<'de> Visitor<'de> for NumberVisitor {
            type Value = Variabel;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("tulisan operan, atau dari/tahun/label")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Variabel, E> {
                Ok(Variabel::Label(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Variabel, A::Error> {
                VariabelTahun::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(Variabel::Tahun)
            }
        }

        deserializer.deserialize_any(NumberVisitor)
    }
}

impl JsonSchema for Variabel {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Variabel".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let tahun = generator.subschema_for::<VariabelTahun>();
        json_schema!({
            "description": "Tulisan operan, atau nilai tahun lain dari variabel yang sama.",
            "anyOf": [{ "type": "string", "bukan_angka": true }, tahun],
        })
    }
}
