//! The first project against the source text it was transcribed from: the same words in the
//! same order, in the YAML and on the page, and the page breaks of the original.

use std::collections::BTreeSet;
use std::fs;

use ikigen::formula::{self, Piece};
use ikigen::model::text::plain;
use ikigen::model::{Indikator, Jabatan, Model};
use ikigen::source::raw::Uraian;
use ikigen::text::Text;

use crate::support::{Printed, compilation_of, pages, repo, valid_project};

/// The tokens of the source, without what the text extraction added: dashes before list
/// letters and numbers, tags, bold marks, LaTeX commands.
fn source_tokens() -> Vec<String> {
    let text = fs::read_to_string(repo().join("tests/source/iki-2019-2024.txt")).unwrap();
    let mut tokens = Vec::new();
    for line in text.replace("**", "").replace('*', "").lines() {
        let line = line.trim_start();
        let line = if line.contains('\t') { line } else { line.strip_prefix("- ").unwrap_or(line) };
        let line = line.replace("<ul style=\"list-style-type: none\">", "");
        for (i, part) in line.split('$').enumerate() {
            let part = if i % 2 == 1 { words_of_latex(part) } else { part.to_owned() };
            tokens.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    tokens
}

/// The words of a formula; a hyphen outside `\text{…}` is a minus.
fn words_of_latex(latex: &str) -> String {
    let mut out = String::new();
    let mut rest = latex;
    while let Some(c) = rest.chars().next() {
        if let Some(tail) = rest.strip_prefix("\\text{") {
            let (words, after) = tail.split_once('}').unwrap();
            out.push_str(words);
            rest = after;
        } else if let Some(tail) = rest.strip_prefix("\\frac{") {
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix("\\times") {
            out.push_str(" × ");
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix("\\%") {
            out.push('%');
            rest = tail;
        } else {
            match c {
                '{' | '}' => out.push(' '),
                '-' => out.push_str(" − "),
                c => out.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Every text of the document in printed order, as the model has it. What stands beside
/// each other, the cells of a table row, is one group.
fn printed_groups(model: &Model) -> Vec<Vec<String>> {
    let iki = &model.opd.iki;
    let mut groups: Vec<Vec<String>> =
        iki.sampul.iter().map(|line| vec![line.to_string()]).collect();
    for jabatan in &model.jabatan {
        groups.push(vec![iki.kepala.to_string()]);
        groups.extend(identity(jabatan, &iki.label).into_iter().map(|text| vec![text]));
        groups.extend(iki.kolom.iter().map(|title| vec![title.to_string()]));
        for sasaran in &jabatan.sasaran {
            for (i, row) in sasaran.rows.iter().enumerate() {
                let mut texts: Vec<String> = Vec::new();
                texts.extend((i == 0).then(|| sasaran.sasaran.to_string()));
                for indikator in row {
                    texts.extend(jabatan.butir.then(|| "-".to_owned()));
                    texts.push(indikator.nama.to_string());
                }
                texts.extend(row.iter().flat_map(formula_texts));
                texts.extend(row.iter().filter_map(|i| i.sumber.as_ref()).map(Text::to_string));
                groups.push(texts);
            }
        }
    }
    groups.iter().map(|group| group.iter().map(|text| plain(text)).collect()).collect()
}

fn identity(jabatan: &Jabatan, label: &[Text; 3]) -> Vec<String> {
    let name = Uraian::Sentence(jabatan.nama.clone());
    let mut blocks = vec![&name, &jabatan.tugas];
    blocks.extend(&jabatan.fungsi);
    let mut out = Vec::new();
    for (i, (block, label)) in blocks.into_iter().zip(label).enumerate() {
        out.push(format!("{}.", usize::from(jabatan.nomor_awal) + i));
        out.push(label.to_string());
        out.push(":".to_owned());
        match block {
            Uraian::Sentence(sentence) => out.push(sentence.to_string()),
            Uraian::List(items) => {
                for (letter, item) in ('a'..='z').zip(items) {
                    out.push(format!("{letter}."));
                    out.push(item.to_string());
                }
            }
        }
    }
    out
}

fn formula_texts(indikator: &Indikator) -> Vec<String> {
    fn flatten(parts: &[Piece], out: &mut Vec<String>) {
        for part in parts {
            match part {
                Piece::Text(text) => out.push(text.clone()),
                Piece::Sign(sign) => out.push((*sign).to_owned()),
                Piece::Fraction(above, below) => {
                    flatten(above, out);
                    flatten(below, out);
                }
            }
        }
    }
    let mut out = Vec::new();
    if let Some(rumus) = &indikator.rumus {
        flatten(&formula::pieces(&rumus.cetak, &|name| rumus.label[name].to_string()), &mut out);
    }
    out
}

#[test]
fn every_token_of_the_source_is_in_the_yaml_in_order_and_nothing_else() {
    let model = valid_project(repo()).model;
    let yaml: Vec<String> = printed_groups(&model)
        .concat()
        .iter()
        .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let source = source_tokens();
    if let Some(at) = (0..source.len().max(yaml.len())).find(|&i| source.get(i) != yaml.get(i)) {
        let around = at.saturating_sub(8)..at + 8;
        let show = |tokens: &[String]| {
            tokens.get(around.start..around.end.min(tokens.len())).map(|t| t.join(" "))
        };
        panic!("token {at}:\nsource {:?}\nYAML   {:?}", show(&source), show(&yaml));
    }
    assert!(source.len() > 3_000);
}

#[test]
fn the_source_has_its_known_shape() {
    let model = valid_project(repo()).model;
    let rows: Vec<_> =
        model.jabatan.iter().flat_map(|j| &j.sasaran).flat_map(|s| &s.rows).collect();
    let indicators: Vec<_> = rows.iter().flat_map(|row| row.iter()).collect();
    assert_eq!(model.jabatan.len(), 20);
    assert_eq!(rows.len(), 36);
    assert_eq!(indicators.len(), 44);
    assert_eq!(indicators.iter().filter(|i| i.rumus.is_some()).count(), 20);
}

/// In the order in which text is set: row by row, and within a row each cell, which may go
/// on behind a page break. A cell that is merged over several rows is set when its last row
/// is known; the tag tree, which a reader follows, has it in front
/// (`tests/oracles/order.py`).
#[test]
fn every_text_of_the_yaml_is_on_the_page_in_order() {
    let project = valid_project(repo());
    let printed = Printed::new(&pages(&project).text());
    let merged: BTreeSet<&str> = project
        .model
        .jabatan
        .iter()
        .flat_map(|j| &j.sasaran)
        .filter(|s| s.rows.len() > 1)
        .map(|s| s.sasaran.as_str())
        .collect();
    assert_eq!(merged.len(), 4);
    let mut start = 0;
    for group in printed_groups(&project.model) {
        let mut group_end = start;
        for text in group {
            let end = match printed.find(&text, start) {
                Some((_, _, end)) => end,
                None => first_part(&printed, &text, start)
                    .unwrap_or_else(|| panic!("not printed: {text}")),
            };
            if !merged.contains(text.as_str()) && text != "-" {
                group_end = group_end.max(end);
            }
        }
        start = group_end;
    }
}

/// Where the first part of a text ends whose cell goes on behind a page break: there the
/// cells beside it come between.
fn first_part(printed: &Printed, text: &str, at: usize) -> Option<usize> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len()).rev().find_map(|split| {
        let (first_page, _, end) = printed.find(&words[..split].join(" "), at)?;
        let (rest_page, ..) = printed.find(&words[split..].join(" "), end)?;
        (rest_page == first_page + 1).then_some(end)
    })
}

/// A break behind an item: number of the position, list, number of the item, all from 1.
type Break = (usize, &'static str, usize);

/// The nine breaks that the original has inside lists.
const ORIGINAL_BREAKS: [Break; 9] = [
    (3, "tugas", 1),
    (4, "tugas", 4),
    (5, "fungsi", 6),
    (7, "tugas", 3),
    (13, "fungsi", 10),
    (14, "tugas", 2),
    (15, "tugas", 3),
    (17, "fungsi", 7),
    (18, "tugas", 3),
];

#[test]
fn the_pages_break_where_the_original_breaks() {
    let project = valid_project(repo());
    let pages = pages(&project);
    assert_eq!(pages.page_count(), 24);

    let printed = Printed::new(&pages.text());
    let mut found = BTreeSet::new();
    let mut at = 0;
    for (number, jabatan) in (1..).zip(&project.model.jabatan) {
        let lists = [("tugas", Some(&jabatan.tugas)), ("fungsi", jabatan.fungsi.as_ref())];
        for (name, list) in lists {
            let Some(Uraian::List(items)) = list else { continue };
            let mut page_before = None;
            for (i, item) in items.iter().enumerate() {
                let (first, last, end) = printed.find(&plain(item), at).unwrap();
                assert_eq!(first, last, "a break inside item {i} of {name} of {}", jabatan.id);
                if page_before.is_some_and(|before| before != first) {
                    found.insert((number, name, i));
                }
                page_before = Some(last);
                at = end;
            }
        }
    }
    assert_eq!(found, BTreeSet::from(ORIGINAL_BREAKS));
}

#[test]
fn no_page_break_is_made_by_hand() {
    let project = valid_project(repo());
    let compilation = compilation_of(&project, "iki-asli");
    assert!(!compilation.markup.text.contains("pagebreak"));
}
