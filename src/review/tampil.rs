//! A comparison as people and programs read it: text, Markdown for a comment on a pull request,
//! JSON, one page of HTML.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use similar::ChangeTag;

use super::halaman::Pasang;
use super::{Temuan, Tinjauan};
use crate::diagnostic::Bahasa;
use crate::diagnostic::github::cell;
use crate::markup::ralat::kata;

/// Characters that GitHub takes in one comment, less some for what a forge adds.
const MAX_KOMENTAR: usize = 64_000;

/// Both values with what differs set off by `mark`; a whole value where one side has none.
fn marked(
    lama: Option<&str>,
    baru: Option<&str>,
    mark: &dyn Fn(ChangeTag, &str) -> String,
) -> String {
    match (lama, baru) {
        (Some(a), Some(b)) if a.contains(' ') && b.contains(' ') => {
            kata(a, b).iter().map(|(tag, text)| mark(*tag, text)).collect()
        }
        (Some(a), Some(b)) => {
            format!("{} → {}", mark(ChangeTag::Delete, a), mark(ChangeTag::Insert, b))
        }
        (Some(a), None) => mark(ChangeTag::Delete, a),
        (None, Some(b)) => mark(ChangeTag::Insert, b),
        (None, None) => String::new(),
    }
}

/// For a terminal.
pub fn teks(t: &Tinjauan, bahasa: Bahasa) -> String {
    let w = Kata::new(bahasa);
    let mark = |tag, text: &str| match tag {
        ChangeTag::Equal => text.to_owned(),
        ChangeTag::Delete => format!("[-{text}-]"),
        ChangeTag::Insert => format!("{{+{text}+}}"),
    };
    let mut out = format!("{} → {}\n", t.sisi[0], t.sisi[1]);
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out = format!("{out}\n{title} ({})\n{}", lines.len(), lines.concat());
        }
    };
    let change = |p: &super::banding::Perubahan| {
        let value = marked(p.lama.as_deref(), p.baru.as_deref(), &mark);
        format!("  {}\n    {}: {value}\n", p.di.join(" › "), p.kunci)
    };
    section(w.perubahan, t.perubahan.iter().map(change).collect());
    let effect = |a: &super::akibat::Akibat| {
        format!("  {}\n    {}: {} → {} ({})\n", a.apa, a.ukuran, a.lama, a.baru, a.sebab)
    };
    section(w.akibat, t.akibat.iter().map(effect).collect());
    let finding = |f: &Temuan| format!("  [{}] {} ({})\n", f.kode, f.pesan, f.berkas);
    section(w.baru, t.temuan_baru.iter().map(finding).collect());
    section(w.hilang, t.temuan_hilang.iter().map(finding).collect());
    for (n, side) in t.galat.iter().enumerate() {
        section(&format!("{} {}", w.galat, t.sisi[n]), side.iter().map(finding).collect());
    }
    if t.is_empty() {
        out = format!("{out}\n{}\n", w.sama);
    }
    out
}

/// For a comment on a pull request: the numbers first, details folded, within the length that
/// GitHub takes, and nothing of the data is markup.
pub fn markdown(t: &Tinjauan, bahasa: Bahasa) -> String {
    let w = Kata::new(bahasa);
    let mark = |tag, text: &str| match tag {
        ChangeTag::Equal => cell(text),
        ChangeTag::Delete => format!("<del>{}</del>", cell(text)),
        ChangeTag::Insert => format!("<ins>{}</ins>", cell(text)),
    };
    let mut out = format!(
        "## {}\n\n`{}` → `{}`\n\n| {} | {} |\n|---|---|\n",
        w.judul,
        t.sisi[0].replace('`', ""),
        t.sisi[1].replace('`', ""),
        w.apa,
        w.banyak
    );
    for (name, count) in [
        (w.perubahan, t.perubahan.len()),
        (w.akibat, t.akibat.len()),
        (w.baru, t.temuan_baru.len()),
        (w.hilang, t.temuan_hilang.len()),
    ] {
        out = format!("{out}| {name} | {count} |\n");
    }
    if t.is_empty() {
        return format!("{out}\n{}\n", w.sama);
    }
    for (n, side) in t.galat.iter().enumerate().filter(|(_, side)| !side.is_empty()) {
        let title = format!("{} {}", w.galat, cell(&t.sisi[n]));
        fold(&mut out, &title, &w.tempat_temuan, side.iter().map(finding_row), &w);
    }
    let effect = |a: &super::akibat::Akibat| {
        format!(
            "| {} | {} | {} → {} | {} |\n",
            cell(&a.apa),
            cell(&a.ukuran),
            cell(&a.lama),
            cell(&a.baru),
            cell(&a.sebab)
        )
    };
    fold(&mut out, w.akibat, &w.kepala_akibat, t.akibat.iter().map(effect), &w);
    let change = |p: &super::banding::Perubahan| {
        let value = marked(p.lama.as_deref(), p.baru.as_deref(), &mark);
        let place = p.di.iter().map(|part| cell(part)).collect::<Vec<_>>().join(" › ");
        format!("| {place} | {} | {value} |\n", cell(&p.kunci))
    };
    fold(&mut out, w.perubahan, &w.kepala_perubahan, t.perubahan.iter().map(change), &w);
    fold(&mut out, w.baru, &w.tempat_temuan, t.temuan_baru.iter().map(finding_row), &w);
    fold(&mut out, w.hilang, &w.tempat_temuan, t.temuan_hilang.iter().map(finding_row), &w);
    out
}

fn finding_row(f: &Temuan) -> String {
    format!("| `{}` | {} | {} |\n", f.kode, cell(&f.berkas), cell(&f.pesan))
}

/// A folded table with as many rows as there is room for.
fn fold(
    out: &mut String,
    title: &str,
    head: &[&str],
    rows: impl Iterator<Item = String>,
    w: &Kata,
) {
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let rule = line(&vec!["---"; head.len()]);
    let mut body = String::new();
    let room = MAX_KOMENTAR.saturating_sub(out.chars().count() + 600);
    let mut used = 0;
    let mut shown = 0;
    for row in &rows {
        used += row.chars().count();
        if used > room {
            break;
        }
        body.push_str(row);
        shown += 1;
    }
    let rest = rows.len() - shown;
    let more = if rest > 0 { format!("\n… {rest} {}\n", w.lagi) } else { String::new() };
    *out = format!(
        "{out}\n<details><summary>{title} ({})</summary>\n\n{}{rule}{body}{more}\n</details>\n",
        rows.len(),
        line(head)
    );
}

/// For a program, format version 1.
pub fn json(t: &Tinjauan) -> Value {
    let finding = |f: &Temuan| json!({ "code": f.kode, "file": f.berkas, "message": f.pesan });
    let findings = |all: &[Temuan]| all.iter().map(finding).collect::<Vec<_>>();
    json!({
        "version": 1,
        "base": t.sisi[0],
        "head": t.sisi[1],
        "changes": t.perubahan.iter().map(|p| json!({
            "file": p.berkas, "where": p.di, "key": p.kunci, "before": p.lama, "after": p.baru,
        })).collect::<Vec<_>>(),
        "effects": t.akibat.iter().map(|a| json!({
            "of": a.apa, "what": a.ukuran, "before": a.lama, "after": a.baru, "because": a.sebab,
        })).collect::<Vec<_>>(),
        "findings": { "new": findings(&t.temuan_baru), "cured": findings(&t.temuan_hilang) },
        "errors": { "base": findings(&t.galat[0]), "head": findings(&t.galat[1]) },
    })
}

/// One page that works by itself: no script, nothing from outside. With the touched pages of
/// the documents side by side, and how many are left out.
pub fn html(t: &Tinjauan, (pages, left_out): (&[Pasang], usize), bahasa: Bahasa) -> String {
    let w = Kata::new(bahasa);
    let mark = |tag, text: &str| match tag {
        ChangeTag::Equal => escape(text),
        ChangeTag::Delete => format!("<del>{}</del>", escape(text)),
        ChangeTag::Insert => format!("<ins>{}</ins>", escape(text)),
    };
    let change = |p: &super::banding::Perubahan| {
        let value = marked(p.lama.as_deref(), p.baru.as_deref(), &mark);
        [escape(&p.di.join(" › ")), escape(&p.kunci), value].to_vec()
    };
    let effect = |a: &super::akibat::Akibat| {
        let value = format!("<del>{}</del> → <ins>{}</ins>", escape(&a.lama), escape(&a.baru));
        [escape(&a.apa), escape(&a.ukuran), value, escape(&a.sebab)].to_vec()
    };
    let finding = |f: &Temuan| {
        [format!("<code>{}</code>", f.kode), escape(&f.berkas), escape(&f.pesan)].to_vec()
    };
    let mut body = String::new();
    let mut section = |title: &str, head: &[&str], rows: Vec<Vec<String>>| {
        if rows.is_empty() {
            return;
        }
        let cells = |tag: &str, row: &[String]| -> String {
            row.iter()
                .map(|cell| {
                    ["<", tag, ">", cell, "</", tag.split(' ').next().unwrap_or(tag), ">"].concat()
                })
                .collect()
        };
        let head: Vec<String> = head.iter().map(|h| escape(h)).collect();
        let rows_text: String =
            rows.iter().map(|row| ["<tr>", &cells("td", row), "</tr>\n"].concat()).collect();
        body = format!(
            "{body}<section>\n<h2>{} ({})</h2>\n<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{rows_text}</tbody>\n</table>\n</section>\n",
            escape(title),
            rows.len(),
            cells("th scope=\"col\"", &head)
        );
    };
    for (n, side) in t.galat.iter().enumerate() {
        let title = format!("{} {}", w.galat, t.sisi[n]);
        section(&title, &w.tempat_temuan, side.iter().map(finding).collect());
    }
    section(w.akibat, &w.kepala_akibat, t.akibat.iter().map(effect).collect());
    section(w.perubahan, &w.kepala_perubahan, t.perubahan.iter().map(change).collect());
    section(w.baru, &w.tempat_temuan, t.temuan_baru.iter().map(finding).collect());
    section(w.hilang, &w.tempat_temuan, t.temuan_hilang.iter().map(finding).collect());
    if t.is_empty() {
        body = format!("<p>{}</p>\n", w.sama);
    }
    let body = body + &pictures(pages, left_out, &w);
    let lang = bahasa.pilih(["id", "en"]);
    let [base, head] = [&t.sisi[0], &t.sisi[1]].map(|side| escape(side));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}: {base} → {head}</title>\n\
         <style>\n{GAYA}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{base} → {head}</p>\n{body}</main>\n</body>\n</html>\n",
        title = w.judul
    )
}

/// The touched pages, before beside after.
fn pictures(pages: &[Pasang], left_out: usize, w: &Kata) -> String {
    if pages.is_empty() {
        return String::new();
    }
    let side = |page: &Option<(usize, String)>, when: &str, dokumen: &str| match page {
        Some((n, svg)) => {
            let data = BASE64_STANDARD.encode(svg);
            let title = format!("{when}, {} {n}", w.halaman);
            let alt = format!("{}, {title}", escape(dokumen));
            format!(
                "<figure><figcaption>{title}</figcaption>\
                 <img alt=\"{alt}\" src=\"data:image/svg+xml;base64,{data}\"></figure>\n"
            )
        }
        None => format!("<figure><figcaption>{when}: –</figcaption></figure>\n"),
    };
    let pair = |one: &Pasang| {
        let [old, new] = w.sebelum_sesudah;
        let sides = [side(&one.lama, old, &one.dokumen), side(&one.baru, new, &one.dokumen)];
        [
            "<h3>",
            &escape(&one.dokumen),
            "</h3>\n<div class=\"pasang\">\n",
            &sides.concat(),
            "</div>\n",
        ]
        .concat()
    };
    let shown: String = pages.iter().map(pair).collect();
    let rest = if left_out > 0 {
        format!("<p>… {left_out} {}</p>\n", w.halaman_lagi)
    } else {
        String::new()
    };
    format!(
        "<section>\n<h2>{} ({})</h2>\n{shown}{rest}</section>\n",
        w.halaman_berubah,
        pages.len()
    )
}

const GAYA: &str = "\
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #e8edf4; }
del { background: #fbdcdc; color: #7a0c0c; }
ins { background: #d9f2dd; color: #0b4d1a; }
.pasang { display: flex; gap: 1rem; flex-wrap: wrap; }
figure { flex: 1 1 24rem; margin: 0 0 1rem; }
figure img { width: 100%; height: auto; border: 1px solid #767676; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
";

/// Text of the project in HTML: nothing in it is markup.
fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// The words of the report.
struct Kata {
    judul: &'static str,
    apa: &'static str,
    banyak: &'static str,
    perubahan: &'static str,
    akibat: &'static str,
    baru: &'static str,
    hilang: &'static str,
    galat: &'static str,
    sama: &'static str,
    lagi: &'static str,
    halaman: &'static str,
    halaman_berubah: &'static str,
    halaman_lagi: &'static str,
    sebelum_sesudah: [&'static str; 2],
    kepala_perubahan: [&'static str; 3],
    kepala_akibat: [&'static str; 4],
    tempat_temuan: [&'static str; 3],
}

impl Kata {
    fn new(bahasa: Bahasa) -> Kata {
        match bahasa {
            Bahasa::Id => Kata {
                judul: "Tinjauan dokumen kinerja",
                apa: "apa",
                banyak: "banyaknya",
                perubahan: "Yang diubah",
                akibat: "Angka yang ikut berubah",
                baru: "Temuan baru",
                hilang: "Temuan yang hilang",
                galat: "Galat di",
                sama: "Tidak ada yang berbeda.",
                lagi: "lagi; selengkapnya di tinjauan HTML",
                halaman: "halaman",
                halaman_berubah: "Halaman yang berubah",
                halaman_lagi: "halaman lagi tidak diperlihatkan",
                sebelum_sesudah: ["Sebelum", "Sesudah"],
                kepala_perubahan: ["milik", "kunci", "sebelum → sesudah"],
                kepala_akibat: ["milik", "angka", "sebelum → sesudah", "sebab"],
                tempat_temuan: ["kode", "berkas", "temuan"],
            },
            Bahasa::En => Kata {
                judul: "Review of the performance documents",
                apa: "what",
                banyak: "how many",
                perubahan: "Changed",
                akibat: "Numbers that moved",
                baru: "New findings",
                hilang: "Cured findings",
                galat: "Errors in",
                sama: "Nothing is different.",
                lagi: "more; all of them are in the HTML review",
                halaman: "page",
                halaman_berubah: "Pages that changed",
                halaman_lagi: "more pages are not shown",
                sebelum_sesudah: ["Before", "After"],
                kepala_perubahan: ["of", "key", "before → after"],
                kepala_akibat: ["of", "number", "before → after", "because"],
                tempat_temuan: ["code", "file", "finding"],
            },
        }
    }
}
