//! Positions, their objectives and indicators.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::value::{Figure, Text, computed, optional, text, texts};
use super::year::{Average, MeasuredIndikator};
use crate::formula::{self, Expr};
use crate::measure::{Measured, MeasuredJabatan, Measurement};
use crate::model::{self, Agregasi, Arah, Model, Satuan};
use crate::source::raw;

/// Satu jabatan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jabatan {
    /// Id.
    id: String,
    /// Namanya.
    nama: Text,
    /// Namanya, disingkat untuk tempat yang sempit.
    short_name: Text,
    /// Id atasannya.
    atasan: String,
    /// Nama atasannya.
    nama_atasan: Text,
    /// Nomor pertama blok identitas.
    nomor_awal: u16,
    /// Label blok identitas dicetak tebal.
    label_tebal: bool,
    /// Ada tanda hubung di depan setiap indikator.
    butir: bool,
    /// Tugasnya.
    tugas: Uraian,
    /// Fungsinya, bila ada.
    fungsi: Option<Uraian>,
    /// Sasarannya.
    sasaran: Vec<Sasaran>,
    /// Rata-rata capaiannya; null bila tidak ada tahun yang diukur.
    rata: Option<Average>,
}

/// Satu kalimat atau daftar berhuruf; yang lain null.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Uraian {
    /// Kalimatnya.
    sentence: Option<Text>,
    /// Butir-butirnya.
    list: Option<Vec<Text>>,
}

/// Satu sasaran.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sasaran {
    /// Kalimatnya.
    sasaran: Text,
    /// Indikatornya. Saringan `rows` mengelompokkannya menjadi baris tabel IKI.
    indikator: Vec<Indikator>,
}

/// Satu indikator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indikator {
    /// Id.
    pub id: String,
    /// Namanya.
    nama: Text,
    /// Nama jabatan yang bertanggung jawab.
    penanggung_jawab: Text,
    /// Tercetak di baris tabel yang sama dengan indikator sebelumnya.
    sebaris: bool,
    /// Penjelasan dengan kata-kata: definisinya.
    penjelasan: Option<Text>,
    /// Rumusnya, seperti tercetak.
    rumus: Option<Rumus>,
    /// Catatan di bawah rumus.
    catatan: Option<Text>,
    /// Satuannya.
    satuan: Text,
    /// Arah yang baik.
    arah: Arah,
    /// Cara triwulan menjadi setahun.
    agregasi: Agregasi,
    /// Keadaan awal (Tahun 0).
    awal: Option<Figure>,
    /// Standar nasional.
    standar_nasional: Option<Standar>,
    /// Target setiap tahun periode, juga yang belum ditetapkan.
    target: Vec<Target>,
    /// Sumber data.
    sumber: Option<Text>,
    /// Pengukurannya; null bila tidak ada tahun yang diukur.
    measured: Option<MeasuredIndikator>,
}

/// Standar nasional.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Standar {
    /// Angkanya.
    nilai: Figure,
    /// Terbitan yang memuatnya.
    sumber: Text,
}

/// Target satu tahun.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Target {
    /// Tahunnya.
    tahun: i32,
    /// Yang berlaku, seperti tercetak; tanda pisah bila belum ditetapkan.
    text: Text,
    /// Target semula.
    murni: Option<Aim>,
    /// Target setelah perubahan.
    perubahan: Option<Aim>,
    /// Alasan perubahannya.
    alasan_perubahan: Option<Text>,
    /// Target setiap triwulan.
    target_triwulan: Option<Vec<Figure>>,
}

/// Yang dituju: satu angka, atau rentang.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aim {
    /// Batas bawah rentangnya, atau angkanya: tepat, 100% adalah 1. Null bila belum ditetapkan.
    low: Option<String>,
    /// Batas atas rentangnya, atau angka yang sama.
    high: Option<String>,
    /// Seperti tercetak.
    text: Text,
}

/// Rumus seperti tercetak.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rumus {
    /// Rumusnya dalam kata-kata, untuk pembaca layar.
    words: Text,
    /// Bagian-bagiannya, untuk macro `rumus`.
    pieces: Vec<Piece>,
}

/// Sebagian rumus.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Piece {
    /// Kata-kata atau angka.
    Text {
        /// Isinya.
        text: Text,
    },
    /// Tanda hitung atau kurung.
    Sign {
        /// Tandanya.
        text: Text,
    },
    /// Pecahan.
    Fraction {
        /// Di atas garis.
        atas: Vec<Piece>,
        /// Di bawah garis.
        bawah: Vec<Piece>,
    },
}

/// All positions of the office.
pub fn positions(model: &Model, measurement: Option<&Measurement>) -> Vec<Jabatan> {
    let all = model.jabatan.iter().enumerate();
    all.map(|(n, jabatan)| {
        let measured = measurement.and_then(|year| year.jabatan.get(n));
        Jabatan::new(model, jabatan, measured)
    })
    .collect()
}

impl Jabatan {
    fn new(model: &Model, jabatan: &model::Jabatan, measured: Option<&MeasuredJabatan>) -> Jabatan {
        let sasaran = jabatan.sasaran.iter().enumerate().map(|(n, sasaran)| {
            let measured = measured.and_then(|m| m.sasaran.get(n)).map(|(_, all)| all.as_slice());
            Sasaran::new(model, jabatan, sasaran, measured)
        });
        let skala = &model.opd.kebijakan.skala;
        Jabatan {
            id: jabatan.id.clone(),
            nama: text(&jabatan.nama),
            short_name: shorten(&jabatan.nama),
            atasan: jabatan.atasan.clone(),
            nama_atasan: text(model.nama_jabatan(&jabatan.atasan)),
            nomor_awal: jabatan.nomor_awal,
            label_tebal: jabatan.label_tebal,
            butir: jabatan.butir,
            tugas: Uraian::new(&jabatan.tugas),
            fungsi: jabatan.fungsi.as_ref().map(Uraian::new),
            sasaran: sasaran.collect(),
            rata: measured.map(|m| Average::new(&m.rata, skala, "jabatan ini")),
        }
    }

    /// Its indicators.
    pub fn indikator(&self) -> impl Iterator<Item = &Indikator> {
        self.sasaran.iter().flat_map(|sasaran| &sasaran.indikator)
    }
}

/// A name that fits one or two lines beside a bar: cut behind a word.
fn shorten(nama: &str) -> Text {
    const ROOM: usize = 70;
    if nama.chars().count() <= ROOM {
        return text(nama);
    }
    let mut short = String::new();
    for word in nama.split(' ') {
        if short.chars().count() + word.chars().count() >= ROOM {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    computed(format!("{}…", short.trim_end()))
}

impl Uraian {
    fn new(uraian: &raw::Uraian) -> Uraian {
        match uraian {
            raw::Uraian::Sentence(sentence) => {
                Uraian { sentence: Some(text(sentence)), list: None }
            }
            raw::Uraian::List(list) => Uraian { sentence: None, list: Some(texts(list)) },
        }
    }
}

impl Sasaran {
    fn new(
        model: &Model,
        jabatan: &model::Jabatan,
        sasaran: &model::Sasaran,
        measured: Option<&[Measured]>,
    ) -> Sasaran {
        let all = sasaran.row.iter().flat_map(|row| row.iter().enumerate());
        let indikator = all.enumerate().map(|(n, (in_row, indikator))| Indikator {
            sebaris: in_row > 0,
            measured: measured
                .and_then(|all| all.get(n))
                .map(|h| MeasuredIndikator::new(h, &model.opd.kebijakan.skala)),
            ..Indikator::new(model, jabatan, indikator)
        });
        Sasaran { sasaran: text(&sasaran.sasaran), indikator: indikator.collect() }
    }
}

impl Indikator {
    fn new(model: &Model, jabatan: &model::Jabatan, i: &model::Indikator) -> Indikator {
        let figure = |number| Figure::known(number, |n| i.satuan.show_target(n));
        let [dari, sampai] = model.opd.periode;
        Indikator {
            id: i.id.clone(),
            nama: text(&i.nama),
            penanggung_jawab: text(&jabatan.nama),
            sebaris: false,
            penjelasan: optional(i.penjelasan.as_ref()),
            rumus: i.rumus.as_ref().map(Rumus::new),
            catatan: optional(i.catatan.as_ref()),
            satuan: text(i.satuan.nama()),
            arah: i.arah,
            agregasi: i.agregasi,
            awal: i.awal.map(figure),
            standar_nasional: i
                .standar_nasional
                .as_ref()
                .map(|(nilai, sumber)| Standar { nilai: figure(*nilai), sumber: text(sumber) }),
            target: (dari..=sampai)
                .map(|tahun| Target::new(tahun, i.target.get(&tahun), &i.satuan))
                .collect(),
            sumber: optional(i.sumber.as_ref()),
            measured: None,
        }
    }
}

impl Target {
    fn new(tahun: i32, target: Option<&model::Target>, satuan: &Satuan) -> Target {
        let revised = target.and_then(|target| target.perubahan.as_ref());
        let quarters = target.and_then(|target| target.triwulan);
        let figure = |number| Figure::known(number, |n| satuan.show_target(n));
        Target {
            tahun,
            text: Aim::new(target.map(model::Target::in_force), satuan, "–").text,
            murni: target.map(|target| Aim::new(Some(target.murni), satuan, "–")),
            perubahan: revised.map(|(aim, _)| Aim::new(Some(*aim), satuan, "–")),
            alasan_perubahan: revised.map(|(_, reason)| text(reason)),
            target_triwulan: quarters.map(|quarters| quarters.map(figure).to_vec()),
        }
    }
}

impl Aim {
    /// What is aimed at, in the unit of its indicator; `without`: what is printed where nothing is.
    pub fn new(aim: Option<model::Aim>, satuan: &Satuan, without: &str) -> Aim {
        let bounds = aim.map(|aim| match aim {
            model::Aim::Point(n) => (n, n),
            model::Aim::Interval(low, high) => (low, high),
        });
        Aim {
            low: bounds.map(|(low, _)| low.to_string()),
            high: bounds.map(|(_, high)| high.to_string()),
            text: computed(aim.map_or_else(|| without.to_owned(), |aim| aim.show(satuan))),
        }
    }
}

impl Rumus {
    /// A formula in the words of the office.
    pub fn new(rumus: &model::Rumus) -> Rumus {
        let label = |name: &str| rumus.label.get(name).cloned().unwrap_or_else(|| name.to_owned());
        Rumus {
            words: computed(formula::spoken(&rumus.cetak, &label)),
            pieces: Piece::list(&formula::pieces(&rumus.cetak, &label), &|label| text(label)),
        }
    }

    /// A formula with `number` for its variables, and what it comes to.
    pub fn equation(calculate: &Expr, number: &dyn Fn(&str) -> String, result: &str) -> Rumus {
        let mut pieces = formula::pieces(calculate, number);
        pieces.push(formula::Piece::Sign("="));
        pieces.push(formula::Piece::Text(result.to_owned()));
        let spoken = formula::spoken(calculate, number);
        Rumus {
            words: computed(format!("{spoken} sama dengan {result}")),
            pieces: Piece::list(&pieces, &|number| computed(number)),
        }
    }
}

impl Piece {
    /// Pieces of a formula; `operand` makes its words.
    fn list(pieces: &[formula::Piece], operand: &dyn Fn(&str) -> Text) -> Vec<Piece> {
        let piece = |piece: &formula::Piece| match piece {
            formula::Piece::Text(words) => Piece::Text { text: operand(words) },
            formula::Piece::Sign(sign) => Piece::Sign { text: computed(*sign) },
            formula::Piece::Fraction(above, below) => Piece::Fraction {
                atas: Piece::list(above, operand),
                bawah: Piece::list(below, operand),
            },
        };
        pieces.iter().map(piece).collect()
    }
}
