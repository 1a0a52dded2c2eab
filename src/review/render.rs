//! A comparison as people and programs read it: text, Markdown for a comment on a pull request,
//! JSON, one page of HTML.
//!
//! HTML and Markdown are templates of the program's own; a project cannot replace them. Whatever
//! they print is text: it goes through the escaping of its form, and no filter switches that off.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;
use serde_json::json;

use super::diff::Change;
use super::effects::Effect;
use super::pages::PagePair;
use super::picture::Shared;
use super::{Finding, Review};
use crate::diagnostic::github::cell;
use crate::language::Language;
use crate::markup::redline::{Mark as Run, words};
use crate::text::{ranges, visible, visible_line};

/// Characters that GitHub takes in one comment, less some for what a forge adds.
const MAX_COMMENT: usize = 64_000;
/// Bytes of two values up to which their words are compared; no valid text has more.
const MAX_COMPARED: usize = 40_000;

/// A part of a cell.
#[derive(Debug, Serialize)]
struct Piece {
    mark: Mark,
    text: String,
}

/// What a part of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Mark {
    /// In both states, or no value at all.
    Same,
    /// Only in the old state.
    Gone,
    /// Only in the new state.
    New,
    /// A number as it was.
    Before,
    /// A number as it is.
    After,
    /// A name that programs know.
    Code,
}

impl Piece {
    fn new(mark: Mark, text: &str) -> Self {
        Piece { mark, text: text.to_owned() }
    }
}

fn plain(text: &str) -> Vec<Piece> {
    vec![Piece::new(Mark::Same, text)]
}

/// A table of the report: a row has one cell under each heading.
#[derive(Debug, Serialize)]
struct Section {
    title: String,
    headings: &'static [&'static str],
    rows: Vec<Vec<Vec<Piece>>>,
}

/// The tables that have rows: what keeps a side from building first.
fn sections(review: &Review, labels: &'static Labels) -> Vec<Section> {
    let findings = |title: String, found: &[Finding]| Section {
        title,
        headings: &labels.finding_headings,
        rows: found.iter().map(finding_cells).collect(),
    };
    let errors = review.errors.iter().zip(&review.sides);
    let mut all: Vec<Section> =
        errors.map(|(found, side)| findings(format!("{} {side}", labels.errors), found)).collect();
    all.extend(pages_section(review, labels));
    all.push(Section {
        title: labels.effects.to_owned(),
        headings: &labels.effect_headings,
        rows: review.effects.iter().map(effect_cells).collect(),
    });
    all.push(Section {
        title: labels.changes.to_owned(),
        headings: &labels.change_headings,
        rows: review.changes.iter().map(change_cells).collect(),
    });
    all.push(findings(labels.new_findings.to_owned(), &review.new_findings));
    all.push(Section {
        title: labels.changed_findings.to_owned(),
        headings: &labels.finding_headings,
        rows: review.changed_findings.iter().map(changed_cells).collect(),
    });
    all.push(findings(labels.gone_findings.to_owned(), &review.gone_findings));
    all.retain(|section| !section.rows.is_empty());
    all
}

fn finding_cells(finding: &Finding) -> Vec<Vec<Piece>> {
    vec![
        vec![Piece::new(Mark::Code, finding.code)],
        plain(&place(finding)),
        plain(&finding.owner.join(" › ")),
        plain(&finding.message),
    ]
}

/// A finding that says something else now.
fn changed_cells([old, new]: &[Finding; 2]) -> Vec<Vec<Piece>> {
    let mut cells = finding_cells(new);
    let said = cells.pop().into_iter().flatten().map(|piece| piece.text).collect();
    cells.push(pieces(Some(&old.message), Some(&said)));
    cells
}

/// File and line of a finding.
fn place(finding: &Finding) -> String {
    match finding.line {
        0 => finding.file.clone(),
        line => format!("{}:{line}", finding.file),
    }
}

fn effect_cells(effect: &Effect) -> Vec<Vec<Piece>> {
    let value = vec![
        Piece::new(Mark::Before, &effect.before),
        Piece::new(Mark::Same, " → "),
        Piece::new(Mark::After, &effect.after),
    ];
    vec![plain(&effect.subject), plain(&effect.quantity), value, plain(&effect.reason)]
}

fn change_cells(change: &Change) -> Vec<Vec<Piece>> {
    vec![plain(&change.owner.join(" › ")), plain(&change.what), value_cell(change)]
}

/// Both values with what differs set off; a whole value where one side has none.
fn value_cell(change: &Change) -> Vec<Piece> {
    let [before, after] = &change.shown;
    pieces(before.as_ref(), after.as_ref())
}

fn pieces(before: Option<&String>, after: Option<&String>) -> Vec<Piece> {
    let gone = |text: &String| Piece::new(Mark::Gone, text);
    let new = |text: &String| Piece::new(Mark::New, text);
    match (before, after) {
        (Some(a), Some(b)) => {
            let compared = a.contains(' ') && b.contains(' ') && a.len() + b.len() <= MAX_COMPARED;
            let Some(runs) = Some(()).filter(|()| compared).and_then(|()| words(a, b)) else {
                return vec![gone(a), Piece::new(Mark::Same, " → "), new(b)];
            };
            let piece = |(mark, text): (Run, String)| match mark {
                Run::Kept => Piece { mark: Mark::Same, text },
                Run::Gone => Piece { mark: Mark::Gone, text },
                Run::New => Piece { mark: Mark::New, text },
                Run::Arrow => Piece::new(Mark::Same, " → "),
                Run::Blank => Piece::new(Mark::Same, " "),
            };
            runs.into_iter().map(piece).collect()
        }
        (before, after) => before.into_iter().map(gone).chain(after.into_iter().map(new)).collect(),
    }
}

/// For a terminal.
pub fn text(review: &Review, language: Language) -> String {
    let labels = Labels::new(language);
    let line = |text: &str| visible_line(text).into_owned();
    let mut out = format!("{} → {}\n", line(&review.sides[0]), line(&review.sides[1]));
    for notice in &review.notices {
        out = format!("{out}{}: {}\n", labels.notice, line(notice));
    }
    let mut section = |title: &str, count: usize, lines: Vec<String>| {
        if !lines.is_empty() {
            out = format!("{out}\n{title} ({count})\n{}", lines.concat());
        }
    };
    // What could not be compared comes first: all else may be missing because of it.
    for (found, side) in review.errors.iter().zip(&review.sides) {
        let title = format!("{} {}", labels.errors, line(side));
        section(&title, found.len(), found.iter().map(finding_line).collect());
    }
    section(labels.changes, review.changes.len(), change_lines(&review.changes));
    let effect = |one: &Effect| {
        let [subject, quantity, before, after, reason] =
            [&one.subject, &one.quantity, &one.before, &one.after, &one.reason].map(|s| line(s));
        format!("  {subject}\n    {quantity}: {before} → {after} ({reason})\n")
    };
    section(labels.effects, review.effects.len(), review.effects.iter().map(effect).collect());
    for (title, found) in
        [(labels.new_findings, &review.new_findings), (labels.gone_findings, &review.gone_findings)]
    {
        section(title, found.len(), found.iter().map(finding_line).collect());
    }
    let changed = |pair: &[Finding; 2]| {
        let said: String = pieces(Some(&pair[0].message), Some(&pair[1].message))
            .iter()
            .map(in_brackets)
            .collect();
        finding_line(&Finding { message: said, ..pair[1].clone() })
    };
    let changed: Vec<String> = review.changed_findings.iter().map(changed).collect();
    section(labels.changed_findings, changed.len(), changed);
    let pages = pages_by_document(review, labels).into_iter();
    let pages = pages.map(|(document, pages)| format!("  {document}: {} {pages}\n", labels.page));
    section(labels.changed_pages, review.pages.iter().flatten().count(), pages.collect());
    if review.is_empty() {
        out = format!("{out}\n{}\n", labels.same);
    }
    out
}

/// Values that differ: what they belong to once for all that follow each other, then each of them.
fn change_lines(changes: &[Change]) -> Vec<String> {
    let groups = changes.chunk_by(|one, next| one.owner == next.owner);
    let lines = groups.flat_map(|group| {
        let owner = group.first().map(|one| one.owner.join(" › ")).unwrap_or_default();
        let values = group.iter().map(|one| {
            let value: String = value_cell(one).iter().map(in_brackets).collect();
            format!("    {}: {}\n", visible_line(&one.what), visible_line(&value))
        });
        std::iter::once(format!("  {}\n", visible_line(&owner))).chain(values).collect::<Vec<_>>()
    });
    lines.collect()
}

/// A finding on one line: what it says, about what, and where.
fn finding_line(finding: &Finding) -> String {
    let about = finding.owner.last().map(|name| format!("{name}: ")).unwrap_or_default();
    let said = format!("{about}{}", finding.message);
    // What names its file in the sentence has no place besides.
    let place = match place(finding).as_str() {
        "" => String::new(),
        place => format!(" ({})", visible_line(place)),
    };
    format!("  [{}] {}{place}\n", finding.code, visible_line(&said))
}

/// A part of a value between the brackets that tell what became of it.
fn in_brackets(piece: &Piece) -> String {
    match piece.mark {
        Mark::Gone => format!("[-{}-]", piece.text),
        Mark::New => format!("{{+{}+}}", piece.text),
        _ => piece.text.clone(),
    }
}

/// The touched pages of each document: its name, and the numbers of its pages as they are now; of
/// those that are gone, as they were.
fn pages_by_document(review: &Review, labels: &Labels) -> Vec<(String, String)> {
    let mut documents: Vec<(&str, [Vec<usize>; 2])> = Vec::new();
    for pair in review.pages.iter().flatten() {
        if documents.last().is_none_or(|(name, _)| *name != pair.document) {
            documents.push((&pair.document, Default::default()));
        }
        let Some((_, [gone, here])) = documents.last_mut() else { continue };
        match pair.numbers {
            [_, Some(number)] => here.push(number),
            [Some(number), None] => gone.push(number),
            [None, None] => {}
        }
    }
    let words = |[gone, here]: [Vec<usize>; 2]| match (ranges(&here), ranges(&gone)) {
        (here, gone) if gone.is_empty() => here,
        (here, gone) if here.is_empty() => format!("{} {gone}", labels.gone),
        (here, gone) => format!("{here}; {} {gone}", labels.gone),
    };
    documents.into_iter().map(|(name, numbers)| (name.to_owned(), words(numbers))).collect()
}

/// The program's own templates, with the escaping of a form.
fn templates(escape: fn(&str) -> String) -> Environment<'static> {
    let mut env = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    // Only clashing delimiters can fail to build; these are the default ones.
    env.set_syntax(syntax.unwrap_or_default());
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.remove_filter("safe");
    env.add_filter("code", code_span);
    env.set_auto_escape_callback(|_| AutoEscape::Custom("text".into()));
    env.set_formatter(move |out, _, value| match value.as_str() {
        Some(made) if value.is_safe() => Ok(out.write_str(made)?),
        Some(text) => Ok(out.write_str(&escape(text))?),
        None => Ok(out.write_str(&escape(&value.to_string()))?),
    });
    env
}

/// Renders a template of the program's own.
fn render(env: &Environment, template: &str, values: Value) -> String {
    // What can fail is a mistake in the template, which no value brings about.
    env.render_str(template, values).expect("the program's own templates fit its own values")
}

/// The filter `code` of Markdown: text between the signs for code, where nothing is read as markup.
fn code_span(text: &str) -> Value {
    Value::from_safe_string(format!("`{}`", visible_line(text).replace('`', "")))
}

/// For a comment on a pull request: the numbers first, details folded, within the length that
/// GitHub takes, and nothing of the data is markup.
pub fn markdown(review: &Review, language: Language) -> String {
    let labels = Labels::new(language);
    let env = templates(cell);
    let all = sections(review, labels);
    let errors = review.errors.iter().zip(&review.sides).filter(|(found, _)| !found.is_empty());
    let errors: Vec<(String, usize)> =
        errors.map(|(found, side)| (format!("{} {side}", labels.errors), found.len())).collect();
    let counts = [
        (labels.changes, review.changes.len()),
        (labels.effects, review.effects.len()),
        (labels.new_findings, review.new_findings.len()),
        (labels.gone_findings, review.gone_findings.len()),
        (labels.changed_findings, review.changed_findings.len()),
    ];
    let whole = |sections: &[Value], left: usize| {
        let values = context! {
            words => Value::from(Serde(labels)), sides => review.sides.clone(), counts, sections, left,
            same => review.is_empty(), notices => review.notices.clone(), errors => errors.clone(),
        };
        render(&env, include_str!("review.md.j2"), values)
    };
    let empty: Vec<Value> = all.iter().map(|section| cut_to(section, Vec::new())).collect();
    let mut room = MAX_COMMENT.saturating_sub(whole(&empty, 1).chars().count());
    let (mut shown, mut left) = (Vec::new(), 0);
    for section in &all {
        let mut rows = Vec::new();
        for row in &section.rows {
            let row = render(
                &env,
                include_str!("row.md.j2"),
                context! {
                    row => Value::from(Serde(row))
                },
            );
            let length = row.chars().count();
            if length > room {
                break;
            }
            room -= length;
            rows.push(Value::from_safe_string(row));
        }
        left += section.rows.len() - rows.len();
        shown.push(cut_to(section, rows));
    }
    whole(&shown, left)
}

/// A table of a comment with the rows that there is room for.
fn cut_to(section: &Section, rows: Vec<Value>) -> Value {
    let (title, headings, count) = (&section.title, section.headings, section.rows.len());
    context! { title, headings => Value::from(Serde(headings)), count, left => count - rows.len(), rows }
}

/// The touched pages as a table, where there are any.
fn pages_section(review: &Review, labels: &'static Labels) -> Option<Section> {
    let documents = pages_by_document(review, labels);
    let row = |(document, pages): &(String, String)| vec![plain(document), plain(pages)];
    let rows: Vec<_> = documents.iter().map(row).collect();
    let title = labels.changed_pages.to_owned();
    (!rows.is_empty()).then_some(Section { title, headings: &labels.page_headings, rows })
}

/// For a program, format version 1.
pub fn json(review: &Review) -> serde_json::Value {
    let finding = |one: &Finding| {
        json!({
            "code": one.code, "file": one.file, "line": (one.line > 0).then_some(one.line),
            "of": one.owner, "message": one.message,
        })
    };
    let changed = |[old, new]: &[Finding; 2]| {
        let mut value = finding(new);
        value["before"] = old.message.as_str().into();
        value
    };
    let findings = |all: &[Finding]| all.iter().map(finding).collect::<Vec<_>>();
    let page = |pair: &PagePair| {
        let [before, after] = pair.numbers;
        json!({ "document": pair.document, "before": before, "after": after })
    };
    json!({
        "version": 1,
        "base": review.sides[0],
        "head": review.sides[1],
        "notices": review.notices,
        "changes": review.changes.iter().map(|one| json!({
            "file": one.file, "where": one.owner, "key": one.key,
            "before": one.before, "after": one.after,
        })).collect::<Vec<_>>(),
        "effects": review.effects.iter().map(|one| json!({
            "of": one.subject, "what": one.quantity,
            "before": one.before, "after": one.after, "because": one.reason,
        })).collect::<Vec<_>>(),
        "findings": {
            "new": findings(&review.new_findings), "cured": findings(&review.gone_findings),
            "changed": review.changed_findings.iter().map(changed).collect::<Vec<_>>(),
        },
        "errors": { "base": findings(&review.errors[0]), "head": findings(&review.errors[1]) },
        // Nothing where they were not looked at.
        "pages": review.pages.as_ref().map(|all| all.iter().map(page).collect::<Vec<_>>()),
    })
}

/// One page that works by itself: no script, nothing from outside. With the touched pages of
/// the documents side by side, those that differ most, and how many are left out.
pub fn html(review: &Review, language: Language) -> String {
    let labels = Labels::new(language);
    let all = review.pages.as_deref().unwrap_or_default();
    let mut order: Vec<usize> = (0..all.len()).filter(|n| all[*n].pictures.is_some()).collect();
    order.sort_by_key(|n| Reverse(all[*n].weight));
    let mut shared = Shared::default();
    let (mut shown, mut size) = (BTreeMap::new(), 0);
    for n in order {
        if size > MAX_DRAWN {
            break;
        }
        if let Some((pair, length)) = shown_pair(&all[n], &mut shared) {
            size += length;
            shown.insert(n, pair);
        }
    }
    let values = context! {
        lang => language.pick(["id", "en"]),
        words => Value::from(Serde(labels)),
        sides => review.sides.clone(),
        sections => Value::from(Serde(sections(review, labels))),
        notices => review.notices.clone(),
        all_pages => all.len(),
        // Text that only moved from one page to another.
        moved => all.iter().filter(|pair| pair.weight == 0).count(),
        shared => Value::from_safe_string(shared.definitions),
        pages => shown.into_values().collect::<Vec<_>>(),
        same => review.is_empty(),
    };
    render(&templates(escape), include_str!("review.html.j2"), values)
}

/// Bytes of pictures behind which no more are shown.
const MAX_DRAWN: usize = 4_000_000;

/// A touched page before and after, where there are pictures of it, and how many bytes they have.
fn shown_pair(pair: &PagePair, shared: &mut Shared) -> Option<(Value, usize)> {
    let mut length = 0;
    let mut page = |(svg, number): (&Option<String>, Option<usize>)| {
        let (drawing, view) = shared.take(svg.as_ref()?)?;
        length += drawing.len();
        let drawing = Value::from_safe_string(drawing);
        Some(context! { number => number?, drawing, view })
    };
    let pictures = pair.pictures.as_ref()?.iter().zip(pair.numbers);
    let pages: Vec<Option<Value>> = pictures.map(&mut page).collect();
    Some((context! { document => pair.document.as_str(), pages }, length))
}

/// Text of the project in HTML: nothing in it is markup.
fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// The words of the report.
#[derive(Debug, Serialize)]
struct Labels {
    title: &'static str,
    subject: &'static str,
    count: &'static str,
    changes: &'static str,
    effects: &'static str,
    new_findings: &'static str,
    gone_findings: &'static str,
    errors: &'static str,
    same: &'static str,
    more: &'static str,
    page: &'static str,
    changed_findings: &'static str,
    changed_pages: &'static str,
    pictures: &'static str,
    notice: &'static str,
    gone: &'static str,
    some_pages: [&'static str; 2],
    moved: &'static str,
    cut: [&'static str; 2],
    before_after: [&'static str; 2],
    change_headings: [&'static str; 3],
    effect_headings: [&'static str; 4],
    finding_headings: [&'static str; 4],
    page_headings: [&'static str; 2],
}

impl Labels {
    fn new(language: Language) -> &'static Labels {
        match language {
            Language::Id => &INDONESIAN,
            Language::En => &ENGLISH,
        }
    }
}

static INDONESIAN: Labels = Labels {
    title: "Tinjauan dokumen kinerja",
    subject: "apa",
    count: "banyaknya",
    changes: "Yang diubah",
    effects: "Angka yang ikut berubah",
    new_findings: "Temuan baru",
    gone_findings: "Temuan yang sudah selesai",
    errors: "Galat di",
    same: "Tidak ada yang berbeda.",
    more: "lagi; selengkapnya di tinjauan HTML",
    page: "halaman",
    changed_findings: "Temuan yang berubah",
    changed_pages: "Halaman yang berubah",
    pictures: "Gambar halaman",
    notice: "perhatian",
    gone: "hilang:",
    some_pages: ["Yang diperlihatkan hanya", "halaman yang paling banyak berubah, dari"],
    moved: "halaman yang isinya hanya bergeser",
    cut: ["Komentar ini dipotong:", "baris tidak dimuat; selengkapnya di tinjauan HTML."],
    before_after: ["Sebelum", "Sesudah"],
    change_headings: ["milik", "kunci", "sebelum → sesudah"],
    effect_headings: ["milik", "angka", "sebelum → sesudah", "sebab"],
    finding_headings: ["kode", "tempat", "milik", "temuan"],
    page_headings: ["dokumen", "halaman"],
};

static ENGLISH: Labels = Labels {
    title: "Review of the performance documents",
    subject: "what",
    count: "how many",
    changes: "Changed",
    effects: "Numbers that moved",
    new_findings: "New findings",
    gone_findings: "Cured findings",
    errors: "Errors in",
    same: "Nothing is different.",
    more: "more; all of them are in the HTML review",
    page: "page",
    changed_findings: "Changed findings",
    changed_pages: "Pages that changed",
    pictures: "Pictures of pages",
    notice: "note",
    gone: "gone:",
    some_pages: ["Shown are only the", "pages that changed most, of"],
    moved: "pages whose text only moved",
    cut: ["This comment is cut:", "lines are left out; all of them are in the HTML review."],
    before_after: ["Before", "After"],
    change_headings: ["of", "key", "before → after"],
    effect_headings: ["of", "number", "before → after", "because"],
    finding_headings: ["code", "place", "of", "finding"],
    page_headings: ["document", "pages"],
};
