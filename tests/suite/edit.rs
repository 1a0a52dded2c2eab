//! Edits of files: examples, most of them small fixtures in `tests/edit/`.

use std::fmt::Write;
use std::fs;

use ikigen::edit::{self, Edit, Path, Place, Step, Value};
use ikigen::text::SourceFile;

use crate::support::repo;

/// `sasaran[0].indikator[id=satu].target.2024`; a lone dot is the whole file.
fn path(text: &str) -> Path {
    let mut steps = Vec::new();
    for part in text.split('.').filter(|part| !part.is_empty()) {
        let (key, items) = part.split_at(part.find('[').unwrap_or(part.len()));
        steps.extend((!key.is_empty()).then(|| Step::key(key)));
        for item in items.split(['[', ']']).filter(|item| !item.is_empty()) {
            steps.push(step(item));
        }
    }
    Path(steps)
}

fn step(text: &str) -> Step {
    match (text.parse(), text.split_once('=')) {
        (Ok(index), _) => Step::Index(index),
        (_, Some((key, text))) => Step::Item { key: key.into(), text: text.into() },
        _ => Step::key(text),
    }
}

/// JSON; what is none is written without quotes.
fn value(text: &str) -> Value {
    fn of(json: serde_json::Value) -> Value {
        match json {
            serde_json::Value::String(text) => Value::Text(text),
            serde_json::Value::Array(items) => Value::List(items.into_iter().map(of).collect()),
            serde_json::Value::Object(entries) => {
                Value::map(entries.into_iter().map(|(key, value)| (key, of(value))))
            }
            other => Value::plain(other),
        }
    }
    serde_json::from_str(text).map_or_else(|_| Value::plain(text), of)
}

/// `first`, `last`, `in order`, `before K`, `after [id=x]`
fn place(text: &str) -> Place {
    match text.split_once(' ') {
        None if text == "first" => Place::First,
        None if text == "last" => Place::Last,
        Some(("in", "order")) => Place::InOrder,
        Some(("before", beside)) => Place::Before(step(beside.trim_matches(['[', ']']))),
        Some(("after", beside)) => Place::After(step(beside.trim_matches(['[', ']']))),
        _ => panic!("no place: {text}"),
    }
}

/// `set PATH = VALUE`, `key PATH, KEY, PLACE = VALUE`, `item PATH, PLACE = VALUE`,
/// `remove PATH`, `replace OLD => NEW`
fn edit(line: &str, before: &str) -> Edit {
    let (verb, rest) = line.split_once(' ').unwrap();
    if verb == "remove" {
        return Edit::Remove { path: path(rest) };
    }
    if verb == "replace" {
        let (old, new) = rest.split_once(" => ").unwrap();
        let start = before.find(old).unwrap();
        return Edit::Replace { range: start..start + old.len(), text: new.into() };
    }
    let (target, text) = rest.split_once(" = ").unwrap();
    let parts: Vec<&str> = target.split(", ").collect();
    let value = value(text);
    match (verb, &parts[..]) {
        ("set", [target]) => Edit::Set { path: path(target), value },
        ("key", [map, key, at]) => {
            Edit::InsertKey { path: path(map), key: (*key).into(), place: place(at), value }
        }
        ("item", [list, at]) => Edit::InsertItem { path: path(list), place: place(at), value },
        _ => panic!("no edit: {line}"),
    }
}

/// What the edits of a fixture make of its text. `¶` is a carriage return, `⌂` a byte order
/// mark, `¬` at the end the lack of a last line end.
fn outcome(before: &str, edits: &str) -> String {
    let before = before.replace('¶', "\r").replace('⌂', "\u{feff}");
    let before = before.strip_suffix("¬\n").unwrap_or(&before);
    let edits: Vec<Edit> = edits.lines().map(|line| edit(line, before)).collect();
    match edit::apply(&SourceFile::new("data/a.yaml", before), &edits) {
        Err(refusal) => {
            let [(line, column), _] = refusal.span.line_columns();
            format!("refused at {line}:{column}: {}\n", refusal.diagnostic().code.code)
        }
        Ok(edited) => {
            let text = edited.text.replace('\r', "¶").replace('\u{feff}', "⌂");
            if text.ends_with('\n') { text } else { text + "¬\n" }
        }
    }
}

/// `IKIGEN_WRITE_EXPECTED=1` writes what comes out, to be reviewed as a diff.
#[test]
fn every_fixture_gives_what_it_says() {
    let mut cases = 0;
    for file in fs::read_dir(repo().join("tests/edit")).unwrap() {
        let file = file.unwrap().path();
        let text = fs::read_to_string(&file).unwrap().replace('\r', "");
        let mut now = String::new();
        for case in text.split("== ").skip(1) {
            let (title, rest) = case.split_once('\n').unwrap();
            let (before, rest) = rest.split_once("-- edit\n").unwrap();
            let (edits, _) = rest.split_once("-- after\n").unwrap();
            let after = outcome(before, edits);
            write!(now, "== {title}\n{before}-- edit\n{edits}-- after\n{after}\n").unwrap();
            cases += 1;
        }
        let now = now.trim_end().to_owned() + "\n";
        if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
            fs::write(&file, &now).unwrap();
            continue;
        }
        assert!(now == text, "{}:\n{now}", file.display());
    }
    assert!(cases > 80, "{cases} cases");
}

/// A new file reads as what it was made of.
#[test]
fn a_file_is_made_from_a_value() {
    let text = edit::create(
        "data/realisasi/2025.yaml",
        &value(
            r#"{"tahun": 2025, "status": "contoh", "realisasi": {"rat": {"TW1": {"nilai": 1}}}, "x": []}"#,
        ),
    );
    let expected =
        "tahun: 2025\nstatus: contoh\nrealisasi:\n  rat:\n    TW1:\n      nilai: 1\nx: []\n";
    assert_eq!(text.unwrap(), expected);
    let list = edit::create("a.yaml", &value(r#"["a: b", {"c": "satu\ndua"}]"#));
    assert_eq!(list.unwrap(), "- \"a: b\"\n- c: |-\n    satu\n    dua\n");
}

/// Comments that go are named.
#[test]
fn lost_comments_are_named() {
    let text = "a: 1\n# kepala\nb:  # satu\n  # dua\n  c: 2\nd: 3 # tiga\n";
    let edited = edit::apply(&SourceFile::new("a.yaml", text), &[Edit::Remove { path: path("b") }]);
    let edited = edited.unwrap();
    assert_eq!(edited.text, "a: 1\n# kepala\nd: 3 # tiga\n");
    let lost: Vec<_> = edited.lost.iter().map(|span| &text[span.clamped()]).collect();
    assert_eq!(lost, ["# satu", "# dua"]);
}
