//! The rule for names: domain words are exactly the keys of the YAML schema and the words
//! printed on a page or sheet, everything else is English. `tests/names/README.md` tells of the
//! lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ikigen::source::{raw, schema};
use serde_json::Value;

use crate::support::{Test, repo};

/// Words by the first place where a name has them.
type Found = BTreeMap<String, (String, String)>;

#[test]
fn every_word_of_every_name_is_known() {
    let lists = Lists::read();
    let found = words_in_use();
    let mut unknown = String::new();
    for (word, (name, place)) in &found {
        if !lists.known(word) {
            writeln!(unknown, "{place}: `{word}` in `{name}`").unwrap();
        }
    }
    assert!(
        unknown.is_empty(),
        "{unknown}\nThese words are no keys of the schema and in no list. Is there an English word, or a key of the \
         schema, for what is meant? Then rename. An English word that is new goes to tests/names/english.txt, a word \
         that is printed on pages to tests/names/glossary.txt with its meaning."
    );
}

#[test]
fn the_lists_are_in_order_and_in_use() {
    let lists = Lists::read();
    let found = words_in_use();
    if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
        for name in ["english", "technical"] {
            let kept = lines(name).into_iter().filter(|word| found.contains_key(word));
            let text: String = kept.map(|word| word + "\n").collect();
            fs::write(list(name), text).unwrap();
        }
    }
    for name in ["english", "technical", "indonesian"] {
        let lines = lines(name);
        assert!(
            lines.is_sorted() && lines.iter().collect::<BTreeSet<_>>().len() == lines.len(),
            "{name} is not sorted"
        );
    }
    assert!(lists.glossary.len() < 80, "{} words in the glossary", lists.glossary.len());
    for word in lists.glossary.keys().chain(&lists.english) {
        assert!(
            found.contains_key(word),
            "no name has `{word}` any more: drop it from tests/names"
        );
        assert!(!lists.schema.contains(word), "`{word}` is a key of the schema: it needs no list");
    }
    for word in &lists.english {
        assert!(!lists.glossary.contains_key(word), "`{word}` is in two lists");
        assert!(!lists.indonesian.contains(word), "`{word}` is Indonesian before it is English");
    }
    for word in &lists.technical {
        assert!(
            lists.english.contains(word),
            "`{word}` is in technical.txt, but not in english.txt"
        );
    }
}

struct Lists {
    schema: BTreeSet<String>,
    glossary: BTreeMap<String, String>,
    english: BTreeSet<String>,
    technical: BTreeSet<String>,
    indonesian: BTreeSet<String>,
}

impl Lists {
    fn read() -> Self {
        let mut glossary = BTreeMap::new();
        for line in lines("glossary") {
            let (word, meaning) = line.split_once(": ").unwrap_or((&line, ""));
            assert!(meaning.len() > 5, "`{word}` has no meaning in the glossary");
            assert!(
                glossary.insert(word.to_owned(), meaning.to_owned()).is_none(),
                "`{word}` twice"
            );
        }
        let [english, technical, indonesian] =
            ["english", "technical", "indonesian"].map(|name| lines(name).into_iter().collect());
        Lists { schema: schema_words(), glossary, english, technical, indonesian }
    }

    fn known(&self, word: &str) -> bool {
        self.schema.contains(word)
            || self.glossary.contains_key(word)
            || self.english.contains(word)
    }
}

fn list(name: &str) -> PathBuf {
    repo().join(format!("tests/names/{name}.txt"))
}

/// The lines of a list without its comments.
fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(list(name)).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

/// The words of the schemas' keys and choices.
fn schema_words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for schema in [
        schema::of::<raw::Opd>(),
        schema::of::<raw::Jabatan>(),
        schema::of::<raw::Renstra>(),
        schema::of::<raw::Realisasi>(),
        schema::of::<raw::Kamus>(),
        schema::of::<raw::Officials>(),
    ] {
        collect_schema(&schema, &mut words);
    }
    words
}

fn collect_schema(value: &Value, words: &mut BTreeSet<String>) {
    let mut add = |text: &str| {
        words.extend(text.split(['_', '-']).map(str::to_lowercase).filter(|word| !word.is_empty()));
    };
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("properties", Value::Object(properties)) => {
                        properties.keys().for_each(|key| add(key));
                    }
                    ("enum", Value::Array(choices)) => {
                        choices.iter().filter_map(Value::as_str).for_each(&mut add);
                    }
                    ("const", Value::String(choice)) => add(choice),
                    _ => {}
                }
            }
            map.values().for_each(|value| collect_schema(value, words));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_schema(item, words)),
        _ => {}
    }
}

/// The words of all names, each with one name that has it and where that is.
fn words_in_use() -> Found {
    let mut found = Found::new();
    let codes: BTreeSet<String> =
        ikigen::codes::all().map(|code| code.code.replace('-', "_")).collect();
    let mut add = |name: &str, place: String| {
        // A code of a finding is a name as a whole.
        if codes.contains(name)
            || name == name.to_uppercase() && codes.contains(&name.to_lowercase())
        {
            return;
        }
        for word in words(name) {
            found.entry(word).or_insert_with(|| (name.to_owned(), place.clone()));
        }
    };
    for path in files(&["src", "tests", "benches"], &["rs"]) {
        let text = fs::read_to_string(repo().join(&path)).unwrap();
        for (line, name) in identifiers(&text) {
            add(name, format!("{}:{line}", path.display()));
        }
    }
    for path in files(
        &["src", "tests/suite", "tests/fuzz", "tests/oracles", "benches"],
        &["rs", "sh", "py"],
    ) {
        for part in &path.with_extension("") {
            add(&part.to_str().unwrap().replace('-', "_"), path.display().to_string());
        }
    }
    for (command, option) in options() {
        add(&option.replace('-', "_"), format!("ikigen {command}"));
    }
    found
}

/// The files below folders of the repository that end so.
fn files(folders: &[&str], ends: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, ends: &[&str], out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(repo().join(folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if repo().join(&path).is_dir() {
                walk(&path, ends, out);
            } else if path.extension().is_some_and(|end| ends.iter().any(|one| end == *one)) {
                out.push(path);
            }
        }
    }
    let mut all = Vec::new();
    for folder in folders {
        walk(Path::new(folder), ends, &mut all);
    }
    all.sort();
    all
}

/// Commands and options of the command line: the command, and its name or an option of it.
fn options() -> Vec<(String, String)> {
    let test = Test::empty();
    let help = |command: &str| {
        let arguments: Vec<&str> = command.split(' ').filter(|word| !word.is_empty()).collect();
        test.run(&[arguments.as_slice(), &["--help", "--lang", "en"]].concat()).code(0).out
    };
    let mut all = Vec::new();
    let mut open = vec![String::new()];
    while let Some(command) = open.pop() {
        let text = help(&command);
        let own = text.split(|c: char| !(c.is_ascii_lowercase() || c == '-'));
        let own = own.filter_map(|word| word.strip_prefix("--")).filter(|word| !word.is_empty());
        all.extend(own.map(|option| (command.clone(), option.to_owned())));
        let commands = text.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
        for line in commands.take_while(|line| line.starts_with(' ')) {
            // A command stands two blanks in; what is said of it may go on below.
            let Some(name) = line.strip_prefix("  ").filter(|name| !name.starts_with(' ')) else {
                continue;
            };
            let name = name.split(' ').next().unwrap();
            all.push((command.clone(), name.to_owned()));
            open.push(format!("{command} {name}").trim().to_owned());
        }
    }
    all
}

/// The words of a name in snake, camel or screaming case, in lower case; single letters and
/// numbers are none.
fn words(name: &str) -> Vec<String> {
    let mut all = Vec::new();
    for part in name.split(|c: char| !c.is_ascii_alphabetic()) {
        let letters: Vec<char> = part.chars().collect();
        let mut word = String::new();
        for (n, c) in letters.iter().enumerate() {
            let after_lower = n > 0 && letters[n - 1].is_ascii_lowercase();
            // The last capital of several begins the next word: `YAMLFile`.
            let before_lower = n > 0 && letters.get(n + 1).is_some_and(char::is_ascii_lowercase);
            if c.is_ascii_uppercase() && (after_lower || before_lower) {
                all.push(std::mem::take(&mut word));
            }
            word.push(c.to_ascii_lowercase());
        }
        all.push(word);
    }
    all.retain(|word| word.len() > 1);
    all
}

/// The identifiers of a Rust file with their lines; none from comments, texts and characters.
fn identifiers(text: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(c) = text[at..].chars().next() {
        let length = token(&text[at..]);
        let piece = &text[at..at + length];
        if (c.is_ascii_alphabetic() || c == '_') && !piece.contains(['"', '\'']) {
            all.push((line, piece.strip_prefix("r#").unwrap_or(piece)));
        }
        line += piece.matches('\n').count();
        at += length;
    }
    all
}

/// The length of what `text` begins with: a comment, a text, a character, a word, or one sign.
fn token(text: &str) -> usize {
    let bytes = text.as_bytes();
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return block_comment(text);
    }
    let word = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (prefix, rest) = text.split_at(word);
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    if matches!(prefix, "r" | "br" | "cr") && rest[hashes..].starts_with('"') {
        let close = format!("\"{}", "#".repeat(hashes));
        let inner = word + hashes + 1;
        return inner
            + text[inner..].find(&close).map_or(text.len() - inner, |end| end + close.len());
    }
    if prefix == "r" && hashes == 1 {
        // A raw identifier.
        return word + 1 + token(&rest[1..]);
    }
    match (prefix, rest.as_bytes().first()) {
        ("" | "b" | "c", Some(b'"')) => word + quoted(rest),
        ("" | "b", Some(b'\'')) if character(rest) > 1 => word + character(rest),
        ("", _) if bytes.first().is_some_and(|b| *b == b'\'') => 1,
        ("", _) => text.chars().next().map_or(0, char::len_utf8),
        _ => word,
    }
}

/// The length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (at, depth) = (at + 2, depth + 1);
        } else if text[at..].starts_with("*/") {
            (at, depth) = (at + 2, depth - 1);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of a text in quotes.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character in quotes; 1 where it is a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((at, '\\')) => text[at + 2..].find('\'').map_or(1, |end| at + 2 + end + 1),
        Some((at, c)) if text[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 1,
    }
}

#[test]
fn names_are_found_and_split() {
    let text = "// komentar\nfn satu<'a>(dua: &'a str) { /* tiga /* empat */ lima */ let r#enam = b'\\''; }\n\
                let x = r#\"tujuh \"delapan\"# + \"sembilan \\\" sepuluh\" + 'k' + '\\u{41}' + br\"bait\";\nHTMLText NilaiTw2";
    let names: Vec<(usize, &str)> = identifiers(text);
    let expected = [
        (2, "fn"),
        (2, "satu"),
        (2, "a"),
        (2, "dua"),
        (2, "a"),
        (2, "str"),
        (2, "let"),
        (2, "enam"),
        (3, "let"),
        (3, "x"),
        (4, "HTMLText"),
        (4, "NilaiTw2"),
    ];
    assert_eq!(names, expected);
    assert_eq!(words("HTMLText"), ["html", "text"]);
    assert_eq!(words("NilaiTw2"), ["nilai", "tw"]);
    assert_eq!(words("MAX_YAML_BYTES"), ["max", "yaml", "bytes"]);
    assert_eq!(words("from_utf8_lossy"), ["from", "utf", "lossy"]);
    assert_eq!(words("RataRata"), ["rata", "rata"]);
}
