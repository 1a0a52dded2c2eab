//! A comparison as people and programs read it: text, Markdown for a comment on a pull request,
//! JSON, one page of HTML.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use similar::ChangeTag;

use super::pages::PagePair;
use super::{Diagnostics, Review};
use crate::diagnostic::github::cell;
use crate::language::Language;
use crate::markup::redline::words;

/// Characters that GitHub takes in one comment, less some for what a forge adds.
const MAX_COMMENT: usize = 64_000;

/// Both values with what differs set off by `mark`; a whole value where one side has none.
fn marked(
    before: Option<&str>,
    after: Option<&str>,
    mark: &dyn Fn(ChangeTag, &str) -> String,
) -> String {
    match (before, after) {
        (Some(a), Some(b)) if a.contains(' ') && b.contains(' ') => {
            words(a, b).iter().map(|(tag, text)| mark(*tag, text)).collect()
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
pub fn text(t: &Review, language: Language) -> String {
    let w = Labels::new(language);
    let mark = |tag, text: &str| match tag {
        ChangeTag::Equal => text.to_owned(),
        ChangeTag::Delete => format!("[-{text}-]"),
        ChangeTag::Insert => format!("{{+{text}+}}"),
    };
    let mut out = format!("{} → {}\n", t.side[0], t.side[1]);
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out = format!("{out}\n{title} ({})\n{}", lines.len(), lines.concat());
        }
    };
    let change = |p: &super::diff::Perubahan| {
        let value = marked(p.before.as_deref(), p.after.as_deref(), &mark);
        format!("  {}\n    {}: {value}\n", p.owner.join(" › "), p.key)
    };
    section(w.perubahan, t.perubahan.iter().map(change).collect());
    let effect = |a: &super::effects::Effect| {
        format!("  {}\n    {}: {} → {} ({})\n", a.subject, a.quantity, a.before, a.after, a.reason)
    };
    section(w.effects, t.effects.iter().map(effect).collect());
    let finding = |f: &Diagnostics| format!("  [{}] {} ({})\n", f.code, f.message, f.file);
    section(w.after, t.new_diagnostics.iter().map(finding).collect());
    section(w.gone, t.gone_diagnostics.iter().map(finding).collect());
    for (n, side) in t.error.iter().enumerate() {
        section(&format!("{} {}", w.error, t.side[n]), side.iter().map(finding).collect());
    }
    if t.is_empty() {
        out = format!("{out}\n{}\n", w.same);
    }
    out
}

/// For a comment on a pull request: the numbers first, details folded, within the length that
/// GitHub takes, and nothing of the data is markup.
pub fn markdown(t: &Review, language: Language) -> String {
    let w = Labels::new(language);
    let mark = |tag, text: &str| match tag {
        ChangeTag::Equal => cell(text),
        ChangeTag::Delete => format!("<del>{}</del>", cell(text)),
        ChangeTag::Insert => format!("<ins>{}</ins>", cell(text)),
    };
    let mut out = format!(
        "## {}\n\n`{}` → `{}`\n\n| {} | {} |\n|---|---|\n",
        w.judul,
        t.side[0].replace('`', ""),
        t.side[1].replace('`', ""),
        w.subject,
        w.count
    );
    for (name, count) in [
        (w.perubahan, t.perubahan.len()),
        (w.effects, t.effects.len()),
        (w.after, t.new_diagnostics.len()),
        (w.gone, t.gone_diagnostics.len()),
    ] {
        out = format!("{out}| {name} | {count} |\n");
    }
    if t.is_empty() {
        return format!("{out}\n{}\n", w.same);
    }
    for (n, side) in t.error.iter().enumerate().filter(|(_, side)| !side.is_empty()) {
        let title = format!("{} {}", w.error, cell(&t.side[n]));
        fold(&mut out, &title, &w.place_heading, side.iter().map(finding_row), &w);
    }
    let effect = |a: &super::effects::Effect| {
        format!(
            "| {} | {} | {} → {} | {} |\n",
            cell(&a.subject),
            cell(&a.quantity),
            cell(&a.before),
            cell(&a.after),
            cell(&a.reason)
        )
    };
    fold(&mut out, w.effects, &w.effect_headings, t.effects.iter().map(effect), &w);
    let change = |p: &super::diff::Perubahan| {
        let value = marked(p.before.as_deref(), p.after.as_deref(), &mark);
        let place = p.owner.iter().map(|part| cell(part)).collect::<Vec<_>>().join(" › ");
        format!("| {place} | {} | {value} |\n", cell(&p.key))
    };
    fold(&mut out, w.perubahan, &w.change_headings, t.perubahan.iter().map(change), &w);
    fold(&mut out, w.after, &w.place_heading, t.new_diagnostics.iter().map(finding_row), &w);
    fold(&mut out, w.gone, &w.place_heading, t.gone_diagnostics.iter().map(finding_row), &w);
    out
}

fn finding_row(f: &Diagnostics) -> String {
    format!("| `{}` | {} | {} |\n", f.code, cell(&f.file), cell(&f.message))
}

/// A folded table with as many rows as there is room for.
fn fold(
    out: &mut String,
    title: &str,
    head: &[&str],
    rows: impl Iterator<Item = String>,
    w: &Labels,
) {
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let rule = line(&vec!["---"; head.len()]);
    let mut body = String::new();
    let room = MAX_COMMENT.saturating_sub(out.chars().count() + 600);
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
    let more = if rest > 0 { format!("\n… {rest} {}\n", w.more) } else { String::new() };
    *out = format!(
        "{out}\n<details><summary>{title} ({})</summary>\n\n{}{rule}{body}{more}\n</details>\n",
        rows.len(),
        line(head)
    );
}

/// For a program, format version 1.
pub fn json(t: &Review) -> Value {
    let finding = |f: &Diagnostics| json!({ "code": f.code, "file": f.file, "message": f.message });
    let findings = |all: &[Diagnostics]| all.iter().map(finding).collect::<Vec<_>>();
    json!({
        "version": 1,
        "base": t.side[0],
        "head": t.side[1],
        "changes": t.perubahan.iter().map(|p| json!({
            "file": p.file, "where": p.owner, "key": p.key, "before": p.before, "after": p.after,
        })).collect::<Vec<_>>(),
        "effects": t.effects.iter().map(|a| json!({
            "of": a.subject, "what": a.quantity, "before": a.before, "after": a.after, "because": a.reason,
        })).collect::<Vec<_>>(),
        "findings": { "new": findings(&t.new_diagnostics), "cured": findings(&t.gone_diagnostics) },
        "errors": { "base": findings(&t.error[0]), "head": findings(&t.error[1]) },
    })
}

/// One page that works by itself: no script, nothing from outside. With the touched pages of
/// the documents side by side, and how many are left out.
pub fn html(t: &Review, (pages, left_out): (&[PagePair], usize), language: Language) -> String {
    let w = Labels::new(language);
    let mark = |tag, text: &str| match tag {
        ChangeTag::Equal => escape(text),
        ChangeTag::Delete => format!("<del>{}</del>", escape(text)),
        ChangeTag::Insert => format!("<ins>{}</ins>", escape(text)),
    };
    let change = |p: &super::diff::Perubahan| {
        let value = marked(p.before.as_deref(), p.after.as_deref(), &mark);
        [escape(&p.owner.join(" › ")), escape(&p.key), value].to_vec()
    };
    let effect = |a: &super::effects::Effect| {
        let value = format!("<del>{}</del> → <ins>{}</ins>", escape(&a.before), escape(&a.after));
        [escape(&a.subject), escape(&a.quantity), value, escape(&a.reason)].to_vec()
    };
    let finding = |f: &Diagnostics| {
        [format!("<code>{}</code>", f.code), escape(&f.file), escape(&f.message)].to_vec()
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
    for (n, side) in t.error.iter().enumerate() {
        let title = format!("{} {}", w.error, t.side[n]);
        section(&title, &w.place_heading, side.iter().map(finding).collect());
    }
    section(w.effects, &w.effect_headings, t.effects.iter().map(effect).collect());
    section(w.perubahan, &w.change_headings, t.perubahan.iter().map(change).collect());
    section(w.after, &w.place_heading, t.new_diagnostics.iter().map(finding).collect());
    section(w.gone, &w.place_heading, t.gone_diagnostics.iter().map(finding).collect());
    if t.is_empty() {
        body = format!("<p>{}</p>\n", w.same);
    }
    let body = body + &pictures(pages, left_out, &w);
    let lang = language.pick(["id", "en"]);
    let [base, head] = [&t.side[0], &t.side[1]].map(|side| escape(side));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}: {base} → {head}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{base} → {head}</p>\n{body}</main>\n</body>\n</html>\n",
        title = w.judul
    )
}

/// The touched pages, before beside after.
fn pictures(pages: &[PagePair], left_out: usize, w: &Labels) -> String {
    if pages.is_empty() {
        return String::new();
    }
    let side = |page: &Option<(usize, String)>, when: &str, document: &str| match page {
        Some((n, svg)) => {
            let data = BASE64_STANDARD.encode(svg);
            let title = format!("{when}, {} {n}", w.pages);
            let alt = format!("{}, {title}", escape(document));
            format!(
                "<figure><figcaption>{title}</figcaption>\
                 <img alt=\"{alt}\" src=\"data:image/svg+xml;base64,{data}\"></figure>\n"
            )
        }
        None => format!("<figure><figcaption>{when}: –</figcaption></figure>\n"),
    };
    let pair = |one: &PagePair| {
        let [old, new] = w.before_after;
        let sides = [side(&one.before, old, &one.document), side(&one.after, new, &one.document)];
        [
            "<h3>",
            &escape(&one.document),
            "</h3>\n<div class=\"pasang\">\n",
            &sides.concat(),
            "</div>\n",
        ]
        .concat()
    };
    let shown: String = pages.iter().map(pair).collect();
    let rest = if left_out > 0 {
        format!("<p>… {left_out} {}</p>\n", w.more_pages)
    } else {
        String::new()
    };
    format!("<section>\n<h2>{} ({})</h2>\n{shown}{rest}</section>\n", w.changed_pages, pages.len())
}

const STYLE: &str = "\
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
struct Labels {
    judul: &'static str,
    subject: &'static str,
    count: &'static str,
    perubahan: &'static str,
    effects: &'static str,
    after: &'static str,
    gone: &'static str,
    error: &'static str,
    same: &'static str,
    more: &'static str,
    pages: &'static str,
    changed_pages: &'static str,
    more_pages: &'static str,
    before_after: [&'static str; 2],
    change_headings: [&'static str; 3],
    effect_headings: [&'static str; 4],
    place_heading: [&'static str; 3],
}

impl Labels {
    fn new(language: Language) -> Labels {
        match language {
            Language::Id => Labels {
                judul: "Tinjauan dokumen kinerja",
                subject: "apa",
                count: "banyaknya",
                perubahan: "Yang diubah",
                effects: "Angka yang ikut berubah",
                after: "Temuan baru",
                gone: "Temuan yang hilang",
                error: "Galat di",
                same: "Tidak ada yang berbeda.",
                more: "lagi; selengkapnya di tinjauan HTML",
                pages: "halaman",
                changed_pages: "Halaman yang berubah",
                more_pages: "halaman lagi tidak diperlihatkan",
                before_after: ["Sebelum", "Sesudah"],
                change_headings: ["milik", "kunci", "sebelum → sesudah"],
                effect_headings: ["milik", "angka", "sebelum → sesudah", "sebab"],
                place_heading: ["kode", "berkas", "temuan"],
            },
            Language::En => Labels {
                judul: "Review of the performance documents",
                subject: "what",
                count: "how many",
                perubahan: "Changed",
                effects: "Numbers that moved",
                after: "New findings",
                gone: "Cured findings",
                error: "Errors in",
                same: "Nothing is different.",
                more: "more; all of them are in the HTML review",
                pages: "page",
                changed_pages: "Pages that changed",
                more_pages: "more pages are not shown",
                before_after: ["Before", "After"],
                change_headings: ["of", "key", "before → after"],
                effect_headings: ["of", "number", "before → after", "because"],
                place_heading: ["code", "file", "finding"],
            },
        }
    }
}
