//! Reads a case: a project written as a change to a base, with marks below the lines. The form
//! is described in `tests/cases/README.md`.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use ikigen::scaffold::FILES;
use tempfile::TempDir;

use crate::support::{copy, repo};

/// A case.
pub struct Case {
    /// Everything before what is expected, as written.
    pub head: String,
    /// The sentences that are expected, as written.
    pub expectation: String,
    /// Whether the findings as a person sees them are expected too.
    pub shown: bool,
    /// Where the findings are, sorted.
    pub marks: Vec<Place>,
    /// The files of the project; none for one of the base that is taken away.
    files: BTreeMap<String, Vec<u8>>,
}

/// A place in a file: lines and columns from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: String,
    pub from: (usize, usize),
    pub to: (usize, usize),
    pub code: String,
    /// Whether it only belongs to the finding.
    pub related: bool,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Place { file, from, to, code, related } = self;
        let related = if *related { " (related)" } else { "" };
        write!(f, "{code}{related} {file} {}:{} to {}:{}", from.0, from.1, to.0, to.1)
    }
}

impl Case {
    /// The base that is below all others.
    pub const GROUND: &str = "kantor";
    /// The project that `ikigen init` makes.
    pub const BEGUN: &str = "init";

    /// Reads a case; its bases are in `folder`.
    pub fn read(text: &str, folder: &Path) -> Self {
        let expected = |line: &&str| line.starts_with("finding: ") || *line == "shown:";
        let head_length = text
            .split_inclusive('\n')
            .take_while(|line| !expected(&line.trim_end()))
            .map(str::len)
            .sum();
        let (head, expectation) = text.split_at(head_length);
        let mut case = Case {
            head: head.to_owned(),
            expectation: expectation.to_owned(),
            shown: expectation.lines().any(|line| line == "shown:"),
            marks: Vec::new(),
            files: BTreeMap::new(),
        };
        let mut section: Option<Section> = None;
        for line in head.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(base) = line.strip_prefix("base: ") {
                case.add_base(folder, base);
            } else if let Some(path) = line.strip_prefix("gone: ") {
                assert!(case.files.remove(path).is_some(), "the base has no {path}");
            } else if let Some(head) = line.strip_prefix("file: ") {
                case.close(section.replace(Section::new(head)));
            } else {
                section
                    .as_mut()
                    .unwrap_or_else(|| panic!("{line:?} belongs to no file"))
                    .lines
                    .push(line.to_owned());
            }
        }
        case.close(section);
        case.marks.sort();
        case
    }

    fn add_base(&mut self, folder: &Path, base: &str) {
        if base == Self::BEGUN {
            let files =
                FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into()));
            return self.files.extend(files);
        }
        let laid_out = tempfile::tempdir().unwrap();
        for one in [Self::GROUND, base] {
            copy(&folder.join("bases").join(one), laid_out.path());
        }
        collect(laid_out.path(), laid_out.path(), &mut self.files);
    }

    fn close(&mut self, section: Option<Section>) {
        let Some(section) = section else { return };
        let path = section.path.clone();
        let base = self.files.get(&path).cloned();
        // A mark may point into a built-in template, which is no file of the project.
        let base = base.or_else(|| {
            fs::read(repo().join("templates").join(Path::new(&path).file_name()?)).ok()
        });
        let (bytes, marks) = section.apply(base.as_deref());
        self.marks.extend(marks);
        if section.changes() {
            self.files.insert(path, bytes);
        }
    }

    /// The project in a folder of its own.
    pub fn project(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in &self.files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }
}

/// The files below `folder` by their path from `root`.
fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// What a case says of one file.
struct Section {
    path: String,
    escapes: bool,
    crlf: bool,
    open_end: bool,
    lines: Vec<String>,
}

impl Section {
    /// From what stands behind `file: `.
    fn new(head: &str) -> Self {
        let (path, flags) = head.split_once(" (").unwrap_or((head, ""));
        let flags: Vec<&str> =
            flags.trim_end_matches(')').split(", ").filter(|flag| !flag.is_empty()).collect();
        let known = ["escapes", "crlf", "no newline at the end"];
        assert!(flags.iter().all(|flag| known.contains(flag)), "unknown: {flags:?}");
        let [escapes, crlf, open_end] = known.map(|flag| flags.contains(&flag));
        Section { path: path.to_owned(), escapes, crlf, open_end, lines: Vec::new() }
    }

    /// Whether it says more than where a mark is.
    fn changes(&self) -> bool {
        self.lines.is_empty() || self.lines.iter().any(|line| line.starts_with(['+', '-']))
    }

    /// The file, and the marks in it.
    fn apply(&self, base: Option<&[u8]>) -> (Vec<u8>, Vec<Place>) {
        let mut lines: Vec<Line> = Vec::new();
        let mut marks: Vec<(usize, &str)> = Vec::new();
        let whole = self.lines.iter().all(|line| line.starts_with(['+', '?']));
        let mut rest: Vec<&[u8]> = Vec::new();
        if !whole {
            let base = base.unwrap_or_else(|| panic!("the base has no {}", self.path));
            rest = base.strip_suffix(b"\n").unwrap_or(base).split(|b| *b == b'\n').collect();
        }
        for hunk in self.lines.split(|line| line == "...") {
            if !whole {
                let found = self.find(hunk, &rest);
                lines.extend(rest.drain(..found).map(Line::of_bytes));
            }
            for line in hunk {
                let (sign, text) = line.split_at(1);
                match sign {
                    "?" => marks.push((lines.len(), text)),
                    "+" => lines.push(Line::new(text, self.escapes)),
                    " " => {
                        rest.remove(0);
                        lines.push(Line::new(text, self.escapes));
                    }
                    "-" => drop(rest.remove(0)),
                    _ => panic!(
                        "{}: {line:?} begins with none of `+`, `-`, `?` and a space",
                        self.path
                    ),
                }
            }
        }
        lines.extend(rest.into_iter().map(Line::of_bytes));
        let marks = self.places(&lines, &marks);
        let end: &[u8] = if self.crlf { b"\r\n" } else { b"\n" };
        let mut bytes: Vec<u8> = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            line.units.iter().for_each(|unit| bytes.extend(&unit.bytes));
            if n + 1 < lines.len() || !self.open_end {
                bytes.extend(end);
            }
        }
        (bytes, marks)
    }

    /// Where the lines of a hunk stand in what is left of the base: at one place, no more.
    fn find(&self, hunk: &[String], rest: &[&[u8]]) -> usize {
        let old: Vec<Vec<u8>> = hunk
            .iter()
            .filter(|line| line.starts_with([' ', '-']))
            .map(|line| Line::new(&line[1..], self.escapes).bytes())
            .collect();
        assert!(!old.is_empty(), "{}: nothing says where {hunk:?} belongs", self.path);
        let mut hits = rest
            .windows(old.len())
            .enumerate()
            .filter(|(_, lines)| *lines == old)
            .map(|(at, _)| at);
        let first =
            hits.next().unwrap_or_else(|| panic!("{}: the base has no {hunk:?}", self.path));
        assert!(
            hits.next().is_none(),
            "{}: the base has {hunk:?} twice; show more of it",
            self.path
        );
        first
    }

    /// The marks, each below the line with its number, as places.
    fn places(&self, lines: &[Line], marks: &[(usize, &str)]) -> Vec<Place> {
        let mut all: Vec<Place> = Vec::new();
        let mut open: Option<usize> = None;
        for (number, mark) in marks {
            let (number, line) = (*number, &lines[number - 1]);
            let start =
                mark.find(|c| c != ' ').unwrap_or_else(|| panic!("an empty mark in {}", self.path));
            let (drawn, code) = mark[start..].split_once(' ').unwrap_or((&mark[start..], ""));
            let end = start + drawn.len();
            if drawn == "..^" {
                let begun =
                    open.take().unwrap_or_else(|| panic!("`..^` without `^..` in {}", self.path));
                all[begun].to = line.end(number, end);
                continue;
            }
            let of = |sign: char| drawn.chars().all(|c| c == sign);
            assert!(
                of('^') || of('-') || matches!(drawn, "|" | "^.."),
                "{}: {mark:?} is no mark",
                self.path
            );
            assert!(!code.is_empty(), "{}: {mark:?} names no code", self.path);
            let from = (number, line.column(start));
            let to = if matches!(drawn, "|" | "^..") { from } else { line.end(number, end) };
            if drawn == "^.." {
                open = Some(all.len());
            }
            all.push(Place {
                file: self.path.clone(),
                from,
                to,
                code: code.to_owned(),
                related: of('-'),
            });
        }
        assert!(open.is_none(), "`^..` without `..^` in {}", self.path);
        all
    }
}

/// A line: what is written for each character of the file.
struct Line {
    units: Vec<Unit>,
}

/// A character of a file, or a byte that is none.
struct Unit {
    /// How many characters stand for it in the case.
    width: usize,
    /// How many an editor counts in the file.
    columns: usize,
    bytes: Vec<u8>,
}

impl Line {
    fn of_bytes(bytes: &[u8]) -> Self {
        Line::new(std::str::from_utf8(bytes).expect("bases are text"), false)
    }

    fn new(text: &str, escapes: bool) -> Self {
        let mut units = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let unit = if escapes && c == '\\' { escape(rest) } else { Unit::char(1, c) };
            rest = &rest[rest.char_indices().nth(unit.width).map_or(rest.len(), |(at, _)| at)..];
            units.push(unit);
        }
        Line { units }
    }

    fn bytes(&self) -> Vec<u8> {
        self.units.iter().flat_map(|unit| unit.bytes.iter().copied()).collect()
    }

    /// The column in the file of what is written behind `before` characters.
    fn column(&self, before: usize) -> usize {
        let mut written = 0;
        let mut column = 1;
        for unit in &self.units {
            if written >= before {
                break;
            }
            written += unit.width;
            column += unit.columns;
        }
        assert!(
            written == before || written + 1 == before,
            "a mark begins or ends within an escape"
        );
        column + (before - written)
    }

    /// Where a mark ends that is drawn up to `before` characters of line `number`. Behind the
    /// last character is the end of the line, which is a character too.
    fn end(&self, number: usize, before: usize) -> (usize, usize) {
        let written: usize = self.units.iter().map(|unit| unit.width).sum();
        if before > written { (number + 1, 1) } else { (number, self.column(before)) }
    }
}

impl Unit {
    fn char(width: usize, c: char) -> Self {
        // Editors do not count the byte order mark.
        Unit { width, columns: usize::from(c != '\u{feff}'), bytes: c.to_string().into_bytes() }
    }
}

/// The escape that `text` begins with.
fn escape(text: &str) -> Unit {
    let inner = |from: usize| text[from..].split_once('}').expect("a closing brace").0;
    match text.as_bytes().get(1) {
        Some(b'\\') => Unit::char(2, '\\'),
        Some(b't') => Unit::char(2, '\t'),
        Some(b'r') => Unit::char(2, '\r'),
        Some(b'x') => {
            let byte = u8::from_str_radix(&text[2..4], 16).expect("two digits");
            Unit { width: 4, columns: 1, bytes: vec![byte] }
        }
        Some(b'u') => {
            let digits = inner(3);
            let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
            Unit::char(digits.len() + 4, c.expect("a character"))
        }
        Some(b'{') => {
            let (times, piece) = inner(2).split_once(' ').expect("`\\{times text}`");
            let bytes = piece.repeat(times.parse().expect("a number")).into_bytes();
            let columns = String::from_utf8_lossy(&bytes).chars().count();
            Unit { width: inner(2).chars().count() + 3, columns, bytes }
        }
        _ => panic!("no escape: {text:?}"),
    }
}

#[test]
fn marks_are_places() {
    let text = "base: kantor\n\nfile: data/a.yaml (escapes)\n+\\u{feff}é\\t: x\n?        ^^^ satu\n?            ^ dua\n\
                ?            -- tiga\n?           | empat\n+  - y\n?  ^.. lima\n+zz\n?..^\n\nfinding: satu\n";
    // `zz` is shorter than `..^`: the mark ends behind the end of the line.
    let case = Case::read(text, &repo().join("tests/cases"));
    let said: Vec<String> = case.marks.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "satu data/a.yaml 1:1 to 1:3",
            "empat data/a.yaml 1:3 to 1:3",
            "dua data/a.yaml 1:4 to 1:5",
            "tiga (related) data/a.yaml 1:4 to 1:6",
            "lima data/a.yaml 2:3 to 4:1",
        ]
    );
    assert_eq!(
        fs::read(case.project().path().join("data/a.yaml")).unwrap(),
        "\u{feff}é\t: x\n  - y\nzz\n".as_bytes()
    );
}

#[test]
fn pieces_replace_what_the_base_has() {
    let folder = repo().join("tests/cases");
    let case = Case::read(
        "base: sekretaris\nfile: data/jabatan/01-sekretaris.yaml\n-id: sekretaris\n+id: x\n?    ^ kode\n...\n \
         sasaran:\n+# y\ngone: data/opd.yaml\n",
        &folder,
    );
    let project = case.project();
    let new = fs::read_to_string(project.path().join("data/jabatan/01-sekretaris.yaml")).unwrap();
    let base = fs::read_to_string(folder.join("bases/sekretaris/data/jabatan/01-sekretaris.yaml"))
        .unwrap();
    let wanted =
        base.replace("id: sekretaris", "id: x").replace("\nsasaran:\n", "\nsasaran:\n# y\n");
    assert_eq!(new, wanted);
    assert!(!project.path().join("data/opd.yaml").exists());
    assert_eq!(case.marks[0].to_string(), "kode data/jabatan/01-sekretaris.yaml 1:5 to 1:6");
}
