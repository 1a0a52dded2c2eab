//! What holds for any edits of any file: the values asked for are there, and nothing else has
//! changed. Our own files, and YAML as chance writes it.

use std::fmt::Write;
use std::fs;
use std::ops::Range;

use ikigen::edit::{self, Edit, Path, Place, Reason, Step, Value};
use ikigen::scaffold::FILES;
use ikigen::source::agree;
use ikigen::source::tree::{self, Kind, Node};
use ikigen::text::SourceFile;
use proptest::prelude::*;

use crate::support::repo;

/// What stands in a file, by the reader that keeps places: only for these tests.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    Text(String),
    List(Vec<Seen>),
    Map(Vec<(String, Seen)>),
}

impl Seen {
    fn of(node: &Node) -> Self {
        match &node.kind {
            Kind::Scalar { text, .. } => Seen::Text(text.clone()),
            Kind::Seq(items) => Seen::List(items.iter().map(Seen::of).collect()),
            Kind::Map(entries) => {
                Seen::Map(entries.iter().map(|e| (e.key.clone(), Seen::of(&e.value))).collect())
            }
        }
    }

    fn asked(value: &Value) -> Self {
        match value {
            Value::Text(text) | Value::Plain(text) => Seen::Text(text.clone()),
            Value::List(items) => Seen::List(items.iter().map(Seen::asked).collect()),
            Value::Map(entries) => {
                Seen::Map(entries.iter().map(|(k, v)| (k.clone(), Seen::asked(v))).collect())
            }
        }
    }

    /// The same without the order of keys, which a value that is set does not change.
    fn sorted(self) -> Self {
        match self {
            Seen::Text(_) => self,
            Seen::List(items) => Seen::List(items.into_iter().map(Seen::sorted).collect()),
            Seen::Map(entries) => {
                let mut entries: Vec<_> =
                    entries.into_iter().map(|(key, value)| (key, value.sorted())).collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Seen::Map(entries)
            }
        }
    }

    fn at(&mut self, path: &[usize]) -> &mut Seen {
        let Some((first, rest)) = path.split_first() else { return self };
        match self {
            Seen::List(items) => items[*first].at(rest),
            Seen::Map(entries) => entries[*first].1.at(rest),
            Seen::Text(_) => panic!("a path into a text"),
        }
    }
}

/// Every value of a tree: the numbers of its children on the way, and the path of an edit.
fn all_values<'t>(
    node: &'t Node,
    way: &(Vec<usize>, Path),
    out: &mut Vec<(Vec<usize>, Path, &'t Node)>,
) {
    out.push((way.0.clone(), way.1.clone(), node));
    let mut visit = |i: usize, step: Step, child: &'t Node| {
        let (mut numbers, mut path) = way.clone();
        numbers.push(i);
        path.0.push(step);
        all_values(child, &(numbers, path), out);
    };
    match &node.kind {
        Kind::Scalar { .. } => {}
        Kind::Seq(items) => {
            items.iter().enumerate().for_each(|(i, item)| visit(i, Step::Index(i), item));
        }
        Kind::Map(entries) => entries
            .iter()
            .enumerate()
            .for_each(|(i, entry)| visit(i, Step::key(&entry.key), &entry.value)),
    }
}

/// What chance chooses for one edit.
type Choice = (u8, u16, u16, String, Value);

/// An edit of the file and what the file is to say then; `None` where the choice makes no
/// sense there. Also whether bytes are only added, whether they are only taken, and which bytes
/// it is about.
fn chosen(
    tree: &Node,
    (verb, target, place, key, value): &Choice,
) -> Option<(Edit, Seen, [bool; 2], Range<usize>)> {
    let mut values = Vec::new();
    all_values(tree, &(Vec::new(), Path::default()), &mut values);
    let (numbers, path, node) = values.swap_remove(usize::from(*target) % values.len());
    let mut seen = Seen::of(tree);
    let range = node.range.clone();
    let children = match &node.kind {
        Kind::Scalar { .. } => 0,
        Kind::Seq(items) => items.len(),
        Kind::Map(entries) => entries.len(),
    };
    let at = usize::from(*place) % (children + 1);
    let behind = |step: Step| if at == 0 { Place::First } else { Place::After(step) };
    match (verb % 4, seen.at(&numbers), &node.kind) {
        (0, there, _) => {
            let adds = node.is_null()
                && matches!(&node.kind, Kind::Scalar { text, .. } if text.is_empty());
            *there = Seen::asked(value);
            Some((Edit::Set { path, value: value.clone() }, seen, [adds, false], range))
        }
        (1, _, _) => {
            let (last, parent) = numbers.split_last()?;
            let empties = match seen.at(parent) {
                Seen::List(items) => {
                    items.remove(*last);
                    items.is_empty()
                }
                Seen::Map(entries) => {
                    entries.remove(*last);
                    entries.is_empty()
                }
                Seen::Text(_) => return None,
            };
            Some((Edit::Remove { path }, seen, [false, !empties], range))
        }
        (_, Seen::List(items), _) => {
            items.insert(at, Seen::asked(value));
            let place = behind(Step::Index(at.saturating_sub(1)));
            let edit = Edit::InsertItem { path, place, value: value.clone() };
            Some((edit, seen, [children > 0, false], 0..0))
        }
        (_, Seen::Map(entries), Kind::Map(old)) => {
            if old.iter().any(|entry| entry.key == *key) {
                return None;
            }
            entries.insert(at, (key.clone(), Seen::asked(value)));
            let place = behind(Step::key(old.get(at.saturating_sub(1)).map_or("", |e| &e.key)));
            let edit = Edit::InsertKey { path, key: key.clone(), place, value: value.clone() };
            Some((edit, seen, [children > 0, false], 0..0))
        }
        _ => None,
    }
}

/// Whether `part` is what remains of `whole` when something is taken out of it.
fn is_left_of(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// The scalars of two readers of other hands, with what kind each takes them for.
fn second_reading(text: &str) -> serde_yaml::Value {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

/// Whether all lines with a comment alone are there that are not within what was edited, and
/// not said to be lost.
fn comments_stay(file: &SourceFile, edited: &edit::Edited, target: &Range<usize>) -> bool {
    let mut at = 0;
    let mut new = edited.text.trim_start_matches('\u{feff}').lines();
    file.text().split_inclusive('\n').all(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let lost = edited.lost.iter().any(|span| span.range.start == start);
        let comment = line.trim_start().starts_with("# ") && !target.contains(&start);
        !comment || lost || new.any(|other| other.trim() == line.trim())
    })
}

/// Whether the last line has an end as it had. It gets one where a text under a `|` would read
/// otherwise without.
fn last_line_end_stays(old: &str, new: &str) -> bool {
    let open = SourceFile::new("a", new.trim_end());
    let needed = || agree::disagreement(&open, &tree::parse(&open).unwrap()).is_some();
    old.ends_with('\n') == new.ends_with('\n') || (new.ends_with('\n') && needed())
}

/// Makes the chosen edits one by one and all at once, and looks at every result. Gives how many
/// were made.
fn hold(text: &str, choices: &[Choice]) -> usize {
    let original = SourceFile::new("data/a.yaml", text);
    let mut file = original.clone();
    let mut made = Vec::new();
    for choice in choices {
        let tree = tree::parse(&file).unwrap();
        let Some((edit, expected, [adds, takes], target)) = chosen(&tree, choice) else { continue };
        let edited = match edit::apply(&file, std::slice::from_ref(&edit)) {
            Ok(edited) => edited,
            Err(refusal) => {
                // In doubt it refuses; with these files there is none.
                let known = matches!(refusal.reason, Reason::Comment | Reason::Form);
                assert!(known, "{refusal:?}\n{edit:?}\n{}", file.text());
                continue;
            }
        };
        let show = || format!("{edit:?}\n--\n{}\n--\n{}", file.text(), edited.text);
        let now = SourceFile::new("data/a.yaml", &*edited.text);
        let tree = tree::parse(&now).unwrap();
        assert_eq!(Seen::of(&tree).sorted(), expected.sorted(), "{}", show());
        second_reading(&edited.text);
        assert!(agree::disagreement(&now, &tree).is_none(), "{}", show());
        assert!(!adds || is_left_of(file.text(), &edited.text), "{}", show());
        assert!(!takes || is_left_of(&edited.text, file.text()), "{}", show());
        assert!(comments_stay(&file, &edited, &target), "{}", show());
        assert_eq!(file.text().starts_with('\u{feff}'), edited.text.starts_with('\u{feff}'));
        assert!(last_line_end_stays(file.text(), &edited.text), "{}", show());
        made.push(edit);
        file = now;
    }
    if let Ok(edited) = edit::apply(&original, &made) {
        let once = tree::parse(&SourceFile::new("data/a.yaml", &*edited.text)).unwrap();
        let one_by_one = tree::parse(&file).unwrap();
        assert_eq!(
            Seen::of(&once).sorted(),
            Seen::of(&one_by_one).sorted(),
            "{made:?}\n--\n{text}"
        );
    }
    made.len()
}

/// Texts with all that has a meaning in YAML.
fn any_text() -> impl Strategy<Value = String> {
    const TRAPS: &[&str] = &[
        "yes",
        "No",
        "null",
        "~",
        "",
        "301",
        "1_0",
        "2024-12-31",
        "- a",
        "a: b",
        "a #b",
        "*a",
        "%a",
        "a\nb",
        "a\n\n b\n",
        " a",
        "a\t",
    ];
    prop_oneof![
        prop::sample::select(TRAPS).prop_map(str::to_owned),
        "[a-z]{1,8}( [a-z]{1,8}){0,3}",
        "[-?:,\\[\\]{}#&*!|>'\"%@`=<~.\\\\ ab1é\n\t\r]{0,10}",
        "\\PC{0,6}",
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => any_text().prop_map(Value::Text),
        1 => "[1-9][0-9]{0,4}(\\.[0-9]{1,2})?%?|persen|true|-5".prop_map(Value::Plain),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let key = prop_oneof!["[a-z]{1,6}", "TW[1-4]", "20[12][0-9]", any_text()];
        let entries = prop::collection::vec((key, inner.clone()), 0..3);
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::List),
            entries.prop_map(|mut entries| {
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                entries.dedup_by(|a, b| a.0 == b.0);
                Value::Map(entries)
            }),
        ]
    })
}

fn any_choice() -> impl Strategy<Value = Choice> {
    let key = prop_oneof!["baru[0-9]?", "TW[1-4]", "20[12][0-9]", any_text()];
    (any::<u8>(), any::<u16>(), any::<u16>(), key, any_value())
}

/// All YAML files of ours: of this project, of the fixtures, of `init`.
fn own_files() -> Vec<String> {
    fn collect(folder: &std::path::Path, out: &mut Vec<String>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                collect(&path, out);
            } else if path.extension().is_some_and(|e| e == "yaml") {
                out.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut files = Vec::new();
    collect(&repo().join("data"), &mut files);
    collect(&repo().join("tests/projects"), &mut files);
    let scaffold = FILES.iter().filter(|(name, _)| name.ends_with(".yaml"));
    files.extend(scaffold.map(|(_, text)| (*text).to_owned()));
    files
}

/// A piece of YAML as chance writes it: its lines without the indentation around them.
#[derive(Debug, Clone)]
enum Piece {
    Scalar(String),
    /// A block: lines behind a `|`.
    Bar(&'static str, Vec<String>),
    /// Keys, or none for items; each with a comment above, one behind, a blank line before.
    Block {
        map: bool,
        dashes_below: bool,
        children: Vec<(Trim, Piece)>,
    },
    /// In brackets: over several lines or on one, with a comma at the end or without.
    Flow {
        map: bool,
        lines: bool,
        comma: bool,
        children: Vec<(Trim, Piece)>,
    },
}

/// What stands around a key or item: a comment above, one behind, a blank line before.
type Trim = (bool, bool, bool);

fn any_piece() -> impl Strategy<Value = Piece> {
    const SCALARS: &[&str] = &[
        "x",
        "70%",
        "'a b'",
        "'it''s'",
        "\"q # \\\" z\"",
        "12",
        "~",
        "",
        "a b c",
        "[]",
        "{}",
        "\"\"",
        "2024-12-31",
        "a#b",
    ];
    let leaf = prop_oneof![
        4 => prop::sample::select(SCALARS).prop_map(|text| Piece::Scalar(text.to_owned())),
        1 => (prop::sample::select(&["|", "|-", ">-", ">", "|  # bar"][..]), prop::collection::vec("[a-z#: ']{0,4}[a-z]", 1..3))
            .prop_map(|(bar, lines)| Piece::Bar(bar, lines)),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let children = prop::collection::vec((any::<Trim>(), inner), 1..5);
        prop_oneof![
            2 => (any::<bool>(), any::<bool>(), children.clone())
                .prop_map(|(map, dashes_below, children)| Piece::Block { map, dashes_below, children }),
            1 => (any::<bool>(), any::<bool>(), any::<bool>(), children)
                .prop_map(|(map, lines, comma, children)| Piece::Flow { map, lines, comma, children }),
        ]
    })
}

impl Piece {
    /// Within brackets, on lines that begin at `column` where there are several.
    fn flow(&self, column: usize) -> String {
        let (children, lines, comma, map) = match self {
            Piece::Scalar(text) => return if text.is_empty() { "~".into() } else { text.clone() },
            Piece::Bar(_, lines) => return format!("\"{}\"", lines.join(" ")),
            Piece::Block { map, children, .. } => (children, false, false, *map),
            Piece::Flow { map, lines, comma, children } => (children, *lines, *comma, *map),
        };
        let (open, close) = if map { ("{", "}") } else { ("[", "]") };
        let mut out = open.to_owned();
        for (i, ((above, behind, _), child)) in children.iter().enumerate() {
            let value = child.flow(column + 2);
            let entry = if map { format!("k{i}: {value}") } else { value };
            let sign = if i + 1 < children.len() || comma { "," } else { "" };
            if lines {
                let indent = " ".repeat(column + 2);
                let above = if *above { format!("\n{indent}# di atas") } else { String::new() };
                let behind = if *behind { " # di belakang" } else { "" };
                write!(out, "{above}\n{indent}{entry}{sign}{behind}").unwrap();
            } else {
                write!(out, " {entry}{sign}").unwrap();
            }
        }
        if lines { out + "\n" + &" ".repeat(column) + close } else { out + " " + close }
    }

    /// Behind a colon or dash at `column`, with the comment that stands on the line.
    fn behind(&self, column: usize, dash: bool, comment: &str) -> String {
        let below = |column: usize| "\n".to_owned() + &" ".repeat(column);
        match self {
            Piece::Scalar(text) if text.is_empty() => format!("{comment}\n"),
            Piece::Scalar(text) => format!(" {text}{comment}\n"),
            Piece::Bar(bar, lines) => {
                let lines: String =
                    lines.iter().map(|line| below(column + 2) + line.trim_start()).collect();
                format!(" {bar}{lines}\n")
            }
            Piece::Flow { .. } => format!(" {}{comment}\n", self.flow(column + 2)),
            Piece::Block { .. } if dash => format!(" {}", self.block(column + 2).trim_start()),
            Piece::Block { map, dashes_below, .. } => {
                let step = if !map && *dashes_below { 0 } else { 2 };
                format!("{comment}\n{}", self.block(column + step))
            }
        }
    }

    fn block(&self, column: usize) -> String {
        let Piece::Block { map, children, .. } = self else {
            let own = Piece::Block {
                map: true,
                dashes_below: false,
                children: vec![(Trim::default(), self.clone())],
            };
            return own.block(column);
        };
        let indent = " ".repeat(column);
        let mut out = String::new();
        for (i, ((above, behind, blank), child)) in children.iter().enumerate() {
            // The first may share its line with a dash.
            if *blank && i > 0 {
                out += "\n";
            }
            if *above && i > 0 {
                writeln!(out, "{indent}# di atas {i}").unwrap();
            }
            let header = if *map { format!("k{i}:") } else { "-".to_owned() };
            let comment = if *behind { "  # di belakang" } else { "" };
            write!(out, "{indent}{header}{}", child.behind(column, !map, comment)).unwrap();
        }
        out
    }
}

/// YAML as chance writes it, in any style, with comments, line ends, and marks.
fn any_yaml() -> impl Strategy<Value = String> {
    (any_piece(), any::<[bool; 4]>()).prop_map(|(piece, [crlf, bom, open, head])| {
        let head = if head { "# kepala\n\n" } else { "" };
        let mut text = format!("{head}{}", piece.block(0));
        if open {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom { format!("\u{feff}{text}") } else { text }
    })
}

/// All values of each of our files set at once: every byte beside them is the same, and their
/// quotes are.
#[test]
fn every_value_of_our_files_can_be_set() {
    let mut count = 0;
    for text in own_files() {
        let file = SourceFile::new("data/a.yaml", &*text);
        let tree = tree::parse(&file).unwrap();
        let mut values = Vec::new();
        all_values(&tree, &(Vec::new(), Path::default()), &mut values);
        let (mut edits, mut expected, mut at) = (Vec::new(), String::new(), 0);
        for (_, path, node) in values {
            let quote = text[node.range.start..].chars().next().filter(|c| ['"', '\''].contains(c));
            let Kind::Scalar { plain, .. } = node.kind else { continue };
            // A text under a `|` is written anew as a whole.
            if node.range.is_empty() || (!plain && quote.is_none()) {
                continue;
            }
            let quote = quote.map(String::from).unwrap_or_default();
            let new = format!("baru {}", edits.len());
            write!(expected, "{}{quote}{new}{quote}", &text[at..node.range.start]).unwrap();
            at = node.range.end;
            edits.push(Edit::Set { path, value: Value::Text(new) });
        }
        expected += &text[at..];
        count += edits.len();
        assert_eq!(edit::apply(&file, &edits).unwrap().text, expected);
    }
    assert!(count > 2_000, "{count} values");
}

/// How many cases are tried: more when the environment asks for it.
fn cases(usual: u32) -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300), ..ProptestConfig::default() })]

    #[test]
    fn edits_of_our_files_do_what_was_asked_and_nothing_else(
        file in prop::sample::select(own_files()),
        crlf in any::<bool>(),
        choices in prop::collection::vec(any_choice(), 1..5),
    ) {
        hold(&if crlf { file.replace('\n', "\r\n") } else { file }, &choices);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(2_000), ..ProptestConfig::default() })]

    #[test]
    fn edits_of_any_yaml_do_what_was_asked_and_nothing_else(
        text in any_yaml(),
        choices in prop::collection::vec(any_choice(), 1..6),
    ) {
        prop_assert!(tree::parse(&SourceFile::new("a", &*text)).is_ok(), "{text}");
        hold(&text, &choices);
    }

    /// A text is a text for a reader of YAML 1.2 that nobody told what to expect.
    #[test]
    fn texts_read_back_as_texts(text in any_text(), flow in any::<bool>()) {
        let file = SourceFile::new("a", if flow { "a: { b: x, c: y }\n" } else { "a:\n  b: x\n  c: y\n" });
        let edit = Edit::Set { path: [Step::key("a"), Step::key("b")].into(), value: Value::text(&*text) };
        let edited = edit::apply(&file, &[edit]).unwrap().text;
        let value = second_reading(&edited);
        prop_assert_eq!(value["a"]["b"].as_str(), Some(text.as_str()), "{}", edited);
    }

    /// What both readers can read, both read alike. But for `[?x]`, a text to the one and a key
    /// to the other.
    #[test]
    fn the_two_readers_agree(text in any_yaml(), raw in "[-?:,\\[\\]{}#&*!|>'\"%@`=<~.\\\\ a1é\n]{0,14}") {
        for text in [text + "\n", format!("a: {raw}\nb: c\n"), format!("- [{}]\n- \"{raw}\"\n", raw.replace('?', ""))] {
            let file = SourceFile::new("a", &*text);
            let Ok(tree) = tree::parse(&file) else { continue };
            let second = serde_yaml::from_str::<serde_yaml::Value>(text.trim_start_matches('\u{feff}'));
            prop_assert!(second.is_err() || agree::disagreement(&file, &tree).is_none(), "{:?}", text);
        }
    }
}
