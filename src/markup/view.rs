//! What the templates see. Names are the field's own; see `docs/templat.md`.

use minijinja::context;
use minijinja::value::Value;
use rust_decimal::Decimal;

use super::Attachment;
use crate::formula::{self, Expr, Piece};
use crate::model::{Halaman, Indikator, Jabatan, Length, Model, Rumus, Sasaran};
use crate::number::Rational;
use crate::source::raw::Uraian;

/// The values of `iki.typ.j2`.
pub fn iki(model: &Model, attachments: &[Attachment]) -> Value {
    let words = &model.opd.iki;
    let label = label(words);
    let own = context! {
        judul => words.judul.as_str(),
        sampul => words.sampul.clone(),
        jabatan => model.jabatan.iter().map(|j| printed_position(j, &label)).collect::<Vec<_>>(),
    };
    context! { ..own, ..frame(model, attachments) }
}

/// What every document has: the office, the fixed words, the page, the attachments.
pub fn frame(model: &Model, attachments: &[Attachment]) -> Value {
    let opd = &model.opd;
    let words = &opd.iki;
    let [sasaran, indikator, penjelasan, sumber] = words.kolom.each_ref().map(String::as_str);
    let tanggal = opd.tanggal;
    context! {
        office => opd.nama.as_str(),
        daerah => opd.daerah.as_str(),
        tanggal => context! {
            tahun => tanggal.tahun, month => tanggal.month, day => tanggal.day,
        },
        kepala => words.kepala.as_str(),
        kolom => context! { sasaran, indikator, penjelasan, sumber },
        catatan => words.catatan.as_str(),
        halaman => page(&opd.halaman),
        attachments => attachments.iter().map(attachment).collect::<Vec<_>>(),
    }
}

/// The labels of the identity block.
pub fn label(words: &crate::model::Iki) -> Value {
    let [jabatan, tugas, fungsi] = words.label.each_ref().map(String::as_str);
    context! { jabatan, tugas, fungsi }
}

fn attachment(attachment: &Attachment) -> Value {
    context! {
        path => attachment.path.as_str(), media_type => attachment.media_type, description => attachment.description.as_str(),
    }
}

/// Code that this program wrote: lengths and numbers.
pub fn code(text: String) -> Value {
    Value::from_safe_string(text)
}

fn length(length: Length) -> Value {
    // A ten-thousandth of a point is far below what print can show.
    code(format!("{}pt", length.pt().round_dp(4).normalize()))
}

fn number(n: Decimal) -> Value {
    code(n.normalize().to_string())
}

/// A share as code: four decimals, far below what print can show.
pub fn number_of(n: Rational) -> Value {
    number(n.round(4).unwrap_or_default())
}

fn page(h: &Halaman) -> Value {
    let [width, height] = h.kertas.map(length);
    let [atas, kanan, bawah, kiri] = h.margin.map(length);
    let [nomor, label, titik_dua, huruf_identitas] = h.identitas.map(length);
    context! {
        width, height, atas, kanan, bawah, kiri,
        huruf => h.huruf.as_str(),
        ukuran => length(h.ukuran),
        spasi => number(h.spasi),
        spasi_tabel => number(h.spasi_tabel),
        jarak_kepala => length(h.jarak_kepala),
        jarak_tabel => length(h.jarak_tabel),
        jabatan_di_halaman_baru => h.jabatan_di_halaman_baru,
        nomor, label, titik_dua, huruf_identitas,
        kolom => h.kolom.iter().copied().map(number).collect::<Vec<_>>(),
        sela => length(h.sela),
        tanda => length(h.tanda),
        rumus => length(h.rumus),
        garis => length(h.garis),
    }
}

fn printed_position(jabatan: &Jabatan, label: &Value) -> Value {
    let sasaran = jabatan.sasaran.iter().map(objective).collect::<Vec<_>>();
    context! { sasaran, ..position(jabatan, label) }
}

/// A position without its table.
pub fn position(jabatan: &Jabatan, label: &Value) -> Value {
    context! {
        id => jabatan.id.as_str(),
        nama => jabatan.nama.as_str(),
        nomor => jabatan.nomor_awal,
        tebal => jabatan.label_tebal,
        butir => jabatan.butir,
        label => label.clone(),
        tugas => statement(&jabatan.tugas),
        fungsi => jabatan.fungsi.as_ref().map(statement),
    }
}

/// One sentence (`kalimat`) or a lettered list (`daftar`); the other is none.
fn statement(uraian: &Uraian) -> Value {
    match uraian {
        Uraian::Sentence(sentence) => context! { sentence => sentence.as_str(), list => () },
        Uraian::List(list) => context! { sentence => (), list => list.clone() },
    }
}

fn objective(sasaran: &Sasaran) -> Value {
    let rows: Vec<Value> = sasaran.row.iter().map(|row| table_row(row)).collect();
    context! { sasaran => sasaran.sasaran.as_str(), rows }
}

/// A table row: names, then one cell of formulas and explanations, one of sources.
fn table_row(row: &[Indikator]) -> Value {
    let penjelasan: Vec<Value> = row
        .iter()
        .map(|i| {
            context! {
                penjelasan => i.penjelasan.as_deref(),
                rumus => i.rumus.as_ref().map(set_formula),
                catatan => i.catatan.as_deref(),
            }
        })
        .collect();
    let sumber: Vec<String> = row.iter().filter_map(|i| i.sumber.clone()).collect();
    context! {
        indikator => row.iter().map(|i| context! { id => i.id.as_str(), nama => i.nama.as_str() }).collect::<Vec<_>>(),
        penjelasan,
        sumber,
    }
}

/// A formula in the words of the office.
pub fn set_formula(rumus: &Rumus) -> Value {
    let label = |name: &str| rumus.label.get(name).cloned().unwrap_or_else(|| name.to_owned());
    context! {
        words => formula::spoken(&rumus.cetak, &label),
        pieces => parts(&formula::pieces(&rumus.cetak, &label)),
    }
}

/// A formula with `number` for its variables, and what it comes to.
pub fn equation(calculate: &Expr, number: &dyn Fn(&str) -> String, result: &str) -> Value {
    let mut pieces = formula::pieces(calculate, number);
    pieces.push(Piece::Sign("="));
    pieces.push(Piece::Text(result.to_owned()));
    context! {
        words => format!("{} sama dengan {result}", formula::spoken(calculate, number)),
        pieces => parts(&pieces),
    }
}

/// Pieces of a formula: `jenis` is `teks`, `tanda` or `pecahan`.
fn parts(pieces: &[Piece]) -> Vec<Value> {
    pieces
        .iter()
        .map(|part| match part {
            Piece::Text(text) => context! { kind => "text", text => text.as_str() },
            Piece::Sign(tanda) => context! { kind => "sign", text => *tanda },
            Piece::Fraction(atas, bawah) => {
                context! { kind => "fraction", atas => parts(atas), bawah => parts(bawah) }
            }
        })
        .collect()
}
