//! `kolom-sempit`: columns of the identity block have room for what stands in them.

use rust_decimal::Decimal;

use super::{Context, Example, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Model, Uraian};
use crate::source::raw;
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: Code {
        code: "kolom-sempit",
        severity: Severity::Warning,
        message: [
            "kolom `{kunci}` selebar {lebar} tidak memuat `{teks}`",
            "the column `{kunci}` of {lebar} has no room for `{teks}`",
        ],
        help: [
            "lebarkan sekurang-kurangnya menjadi {perlu}, atau kecilkan `ukuran`; kini tulisannya menimpa yang di sebelahnya",
            "make it {perlu} or more, or `ukuran` smaller; as it is, the text runs into what is beside it",
        ],
    },
    rationale: [
        "Nomor, label, titik dua dan huruf daftar tidak dapat turun baris: di kolom yang lebih sempit daripada tulisannya sendiri ia menimpa kolom sebelahnya. Lebarnya dihitung dari ukuran huruf, paling sedikit menurut huruf-huruf yang biasa dipakai.",
        "Number, label, colon and list letter cannot go on in the next line: in a column narrower than they are, they overprint the one beside it. Their width is reckoned from the size of the type, at the least that usual faces take.",
    ],
    example: Example {
        file: "data/opd.yaml",
        good: "nomor: 0.75cm",
        bad: "nomor: 0.1cm",
        at: "nomor: «0.1cm»",
    },
    check,
};

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(model), Some(document)) = (context.model, &context.sources.opd) else { return };
    let page = &model.opd.halaman;
    let raw::KolomIdentitas { nomor, label, titik_dua, huruf } = &document.value.halaman.identitas;
    let written = [("nomor", nomor), ("label", label), ("titik_dua", titik_dua), ("huruf", huruf)];
    // Condensed faces of an office's own take four fifths at the least.
    let usual = page.huruf.starts_with("Liberation");
    let factor = if usual { Decimal::ONE } else { Decimal::new(8, 1) };
    for (((key, text), width), contents) in
        written.into_iter().zip(page.identitas).zip(contents(model))
    {
        let widest = contents.into_iter().max_by_key(|content| thousandths(content));
        let Some(content) = widest else { continue };
        let needed = page.ukuran.pt() * Decimal::new(thousandths(&content), 3) * factor;
        if width.pt() < needed {
            found.push(narrow(key, text, &content, needed));
        }
    }
}

fn narrow(key: &str, width: &Text, content: &str, needed: Decimal) -> Diagnostic {
    // One inch is 72 points and 25.4 mm.
    let length = (needed * Decimal::new(254, 1) / Decimal::from(72))
        .round_dp_with_strategy(1, rust_decimal::RoundingStrategy::AwayFromZero);
    Diagnostic::new(&RULE.code, width.span())
        .arg("kunci", key)
        .arg("lebar", width)
        .arg("teks", content)
        .arg("perlu", format!("{}mm", length.normalize()))
}

/// What stands in the columns of the identity block and cannot be broken: numbers, words of
/// labels, the colon, list letters.
fn contents(model: &Model) -> [Vec<String>; 4] {
    let last = |jabatan: &crate::model::Jabatan| {
        jabatan.nomor_awal.saturating_add(if jabatan.fungsi.is_some() { 2 } else { 1 })
    };
    let labels = model.opd.iki.label.iter().flat_map(|label| label.split_whitespace());
    let lists =
        model.jabatan.iter().flat_map(|jabatan| [Some(&jabatan.tugas), jabatan.fungsi.as_ref()]);
    let longest = lists.flatten().map(|uraian| match uraian {
        Uraian::List(items) => items.len(),
        Uraian::Sentence(_) => 0,
    });
    [
        model.jabatan.iter().map(|jabatan| format!("{}.", last(jabatan))).collect(),
        labels.map(str::to_owned).collect(),
        vec![":".to_owned()],
        // `a.` to `z.`; what comes after is wider.
        ('a'..='z').take(longest.max().unwrap_or(0)).map(|letter| format!("{letter}.")).collect(),
    ]
}

/// The width of a text in thousandths of the type size: the least of what faces with the widths of
/// Times and Arial take.
fn thousandths(text: &str) -> i64 {
    let width = |c: char| match c {
        'i' | 'j' | 'l' => 222,
        'f' | 't' | 'I' => 278,
        'r' => 333,
        'm' | 'w' | 'M' | 'W' => 722,
        'a'..='z' | 'J' => 389,
        'A'..='Z' => 550,
        '0'..='9' => 500,
        _ => 250,
    };
    text.chars().map(width).sum()
}
