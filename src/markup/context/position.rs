//! Positions, their objectives and indicators.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::origin::Calculation;
use super::super::value::{Figure, Text, computed, made_from, optional, text, texts, words};
use super::office::Pejabat;
use super::year::{Average, MeasuredIndikator};
use crate::formula::{self, Expr};
use crate::measure::earlier::{self, Start};
use crate::measure::{Measured, MeasuredJabatan, Measurement};
use crate::model::{self, Agregasi, Arah, Frekuensi, Model, Satuan};
use crate::number::Rational;
use crate::source::raw;
use crate::text;

/// Satu jabatan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jabatan {
    /// Id.
    id: String,
    /// Namanya.
    nama: Text,
    /// Namanya tanpa nama kantor dan daerah, untuk tempat yang sempit.
    short_name: Text,
    /// Id atasannya.
    atasan: String,
    /// Nama atasannya.
    nama_atasan: Text,
    /// Pemegangnya pada tanggal dokumen; null bila tidak ada di data/pejabat.yaml.
    pejabat: Option<Pejabat>,
    /// Pemegang jabatan atasannya.
    pejabat_atasan: Option<Pejabat>,
    /// Tingkatnya di bawah pimpinan: 1 langsung di bawahnya.
    tingkat: usize,
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
    /// Id sasaran Renstra yang didukungnya; null bila tidak disebut.
    id_renstra: Option<String>,
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
    /// Definisi operasionalnya, untuk tabel IKU.
    definisi: Option<Text>,
    /// Penjelasan dengan kata-kata, di atas atau sebagai ganti rumus.
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
    /// Kapan nilainya ada.
    frekuensi: Frekuensi,
    /// Tahun-tahun berlakunya.
    berlaku: Berlaku,
    /// Nama indikator lama yang digantikannya; null bila tidak ada.
    menggantikan: Option<Text>,
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

/// Tahun-tahun berlakunya; null bila tidak dibatasi.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Berlaku {
    /// Tahun pertama.
    dari: Option<i32>,
    /// Tahun terakhir.
    sampai: Option<i32>,
}

impl Berlaku {
    fn new(berlaku: &model::Berlaku) -> Berlaku {
        Berlaku { dari: berlaku.dari, sampai: berlaku.sampai }
    }
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
    /// Target setiap triwulan; null pada triwulan yang belum ditetapkan.
    target_triwulan: Option<Vec<Option<Figure>>>,
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
    /// Tanda hitung.
    Sign {
        /// Tandanya.
        text: Text,
    },
    /// Kurung.
    Paren {
        /// Kurungnya.
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
    match measurement {
        Some(year) => {
            let measured = year.jabatan.iter();
            measured
                .map(|one| Jabatan::new(model, one.jabatan, year.tahun, Some((one, year))))
                .collect()
        }
        None => {
            let tahun = model.opd.year_shown();
            model.jabatan_in(tahun).map(|one| Jabatan::new(model, one, tahun, None)).collect()
        }
    }
}

impl Jabatan {
    fn new(
        model: &Model,
        jabatan: &model::Jabatan,
        tahun: i32,
        measured: Option<(&MeasuredJabatan, &Measurement)>,
    ) -> Jabatan {
        let sasaran = jabatan.sasaran_in(tahun).enumerate().map(|(n, sasaran)| {
            let measured = measured.and_then(|(m, _)| m.sasaran.get(n));
            let measured = measured.map(|(_, all)| all.as_slice());
            Sasaran::new(model, jabatan, (sasaran, tahun), measured)
        });
        let skala = &model.opd.kebijakan.skala;
        Jabatan {
            id: jabatan.id.to_string(),
            nama: text(&jabatan.nama),
            short_name: text(&model.short_name(&jabatan.nama)),
            atasan: jabatan.atasan.to_string(),
            nama_atasan: model.nama_jabatan(&jabatan.atasan).map_or_else(|| words(""), text),
            pejabat: Pejabat::new(model, &jabatan.id, model.opd.tanggal.value),
            pejabat_atasan: Pejabat::new(model, &jabatan.atasan, model.opd.tanggal.value),
            tingkat: model.tingkat(&jabatan.id),
            nomor_awal: jabatan.nomor_awal,
            label_tebal: jabatan.label_tebal,
            butir: jabatan.butir,
            tugas: Uraian::new(&jabatan.tugas),
            fungsi: jabatan.fungsi.as_ref().map(Uraian::new),
            sasaran: sasaran.collect(),
            rata: measured.map(|(m, year)| Average::of_position(m, year, skala)),
        }
    }

    /// Its indicators.
    pub fn indikator(&self) -> impl Iterator<Item = &Indikator> {
        self.sasaran.iter().flat_map(|sasaran| &sasaran.indikator)
    }
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
        (sasaran, tahun): (&model::Sasaran, i32),
        measured: Option<&[Measured]>,
    ) -> Sasaran {
        let all = sasaran.indikator_in(tahun);
        // Those that share a row share its source, which stands at the first.
        let mut shared = None;
        let indikator = all.enumerate().map(|(n, (in_row, indikator))| {
            if in_row == 0 || indikator.sumber.is_some() {
                shared = indikator.sumber.as_ref();
            }
            let sumber = shared;
            let measured = measured.and_then(|all| all.get(n));
            Indikator {
                sebaris: in_row > 0,
                measured: measured.map(|h| MeasuredIndikator::new(h, model, sumber)),
                ..Indikator::new(model, jabatan, indikator)
            }
        });
        Sasaran {
            sasaran: text(&sasaran.sasaran),
            id_renstra: sasaran.renstra.as_ref().map(ToString::to_string),
            indikator: indikator.collect(),
        }
    }
}

impl Indikator {
    /// An indicator that is not measured.
    pub fn new(model: &Model, jabatan: &model::Jabatan, i: &model::Indikator) -> Indikator {
        let figure = |number: &_| Figure::given(number, |n| i.satuan.show_target(n));
        let [dari, sampai] = model.opd.periode;
        Indikator {
            id: i.id.to_string(),
            nama: text(&i.nama),
            penanggung_jawab: text(&jabatan.nama),
            sebaris: false,
            definisi: optional(i.definisi.as_ref()),
            penjelasan: optional(i.penjelasan.as_ref()),
            rumus: i.rumus.as_ref().map(Rumus::new),
            catatan: optional(i.catatan.as_ref()),
            satuan: made_from(i.satuan.span(), i.satuan.nama()),
            arah: i.arah,
            agregasi: i.agregasi.value,
            frekuensi: i.frekuensi,
            berlaku: Berlaku::new(&i.berlaku),
            menggantikan: i
                .menggantikan
                .as_ref()
                .and_then(|id| model.indikator(id))
                .map(|(_, old)| text(&old.nama)),
            awal: at_the_start(earlier::start(model, i), &i.satuan),
            standar_nasional: i
                .standar_nasional
                .as_ref()
                .map(|(nilai, sumber)| Standar { nilai: figure(nilai), sumber: text(sumber) }),
            target: (dari..=sampai)
                .map(|tahun| Target::new(tahun, i.target.get(&tahun), &i.satuan))
                .collect(),
            sumber: optional(i.sumber.as_ref()),
            measured: None,
        }
    }
}

/// A condition at the start of the plan, as it is written or measured.
pub fn at_the_start(start: Option<Start>, satuan: &model::Satuan) -> Option<Figure> {
    start.map(|start| match start {
        Start::Written(number) => Figure::given(number, |n| satuan.show_target(n)),
        Start::Reached(reached, then) => Figure::new(&reached, |n| then.show(n), words),
    })
}

impl Target {
    fn new(tahun: i32, target: Option<&model::Target>, satuan: &Satuan) -> Target {
        let revised = target.and_then(|target| target.perubahan.as_ref());
        let quarters = target.and_then(|target| target.triwulan.as_ref());
        let quarter = |quarters: &text::Spanned<[Option<Rational>; 4]>, n: usize| {
            let set = quarters.value[n].map(|value| quarters.with(value));
            set.map(|set| Figure::given(&set, |n| satuan.show_target(n)))
        };
        let aim = |aim: &text::Spanned<model::Aim>| Aim::given(aim, satuan);
        Target {
            tahun,
            text: target.map_or_else(|| words("–"), |target| aim(target.governing()).text),
            murni: target.map(|target| aim(&target.murni)),
            perubahan: revised.map(|(revised, _)| aim(revised)),
            alasan_perubahan: revised.map(|(_, reason)| text(reason)),
            target_triwulan: quarters
                .map(|quarters| (0..4).map(|n| quarter(quarters, n)).collect()),
        }
    }
}

impl Aim {
    /// What stands in the project.
    pub fn given(aim: &text::Spanned<model::Aim>, satuan: &Satuan) -> Aim {
        Aim::new(Some(aim.value), satuan, "", |words| made_from(aim.span(), words))
    }

    /// What is aimed at, in the unit of its indicator; `without`: what is printed where nothing
    /// is; `tell` makes the words a text with its origin.
    pub fn new(
        aim: Option<model::Aim>,
        satuan: &Satuan,
        without: &str,
        tell: impl Fn(String) -> Text,
    ) -> Aim {
        let bounds = aim.map(|aim| match aim {
            model::Aim::Point(n) => (n, n),
            model::Aim::Interval(low, high) => (low, high),
        });
        Aim {
            low: bounds.map(|(low, _)| low.to_string()),
            high: bounds.map(|(_, high)| high.to_string()),
            text: tell(aim.map_or_else(|| without.to_owned(), |aim| aim.show(satuan))),
        }
    }
}

impl Rumus {
    /// A formula in the words of the office.
    pub fn new(rumus: &model::Rumus) -> Rumus {
        let label = |name: &str| {
            rumus.label.get(name).map_or_else(|| name.to_owned(), text::Text::to_string)
        };
        // Operands are the words of their variables; what `cetak` quotes stands in the formula.
        let written = |words: &str| {
            let operand = rumus.label.values().find(|label| **label == words);
            operand.map_or_else(|| made_from(rumus.written.span(), words), text)
        };
        let sign = |sign: &str| made_from(rumus.written.span(), sign);
        Rumus {
            words: words(formula::spoken(&rumus.cetak, &label)),
            pieces: Piece::list(&formula::pieces(&rumus.cetak, &label), &written, &sign),
        }
    }

    /// A formula with `number` for its variables, and what it comes to.
    pub fn equation(
        calculate: &Expr,
        number: &dyn Fn(&str) -> String,
        result: &str,
        calculation: &Calculation,
    ) -> Rumus {
        let mut pieces = formula::pieces(calculate, number);
        pieces.push(formula::Piece::Sign("="));
        pieces.push(formula::Piece::Text(result.to_owned()));
        let spoken = formula::spoken(calculate, number);
        let tell = |words: &str| computed(calculation, words);
        Rumus {
            words: words(format!("{spoken} sama dengan {result}")),
            pieces: Piece::list(&pieces, &tell, &tell),
        }
    }
}

impl Piece {
    /// Pieces of a formula; `operand` and `sign` make their words texts.
    fn list(
        pieces: &[formula::Piece],
        operand: &dyn Fn(&str) -> Text,
        sign: &dyn Fn(&str) -> Text,
    ) -> Vec<Piece> {
        let piece = |piece: &formula::Piece| match piece {
            formula::Piece::Text(words) => Piece::Text { text: operand(words) },
            formula::Piece::Sign(symbol @ ("(" | ")")) => Piece::Paren { text: sign(symbol) },
            formula::Piece::Sign(symbol) => Piece::Sign { text: sign(symbol) },
            formula::Piece::Fraction(above, below) => Piece::Fraction {
                atas: Piece::list(above, operand, sign),
                bawah: Piece::list(below, operand, sign),
            },
        };
        pieces.iter().map(piece).collect()
    }
}
