//! Every equation that the program prints is true with the digits it prints: a reader of its own
//! recalculates what stands on the pages, in their alternative texts and in explanations, at every
//! cut-off of every project that is committed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ikigen::explain::{Explanation, Step};
use ikigen::language::Language;
use ikigen::measure::{self, CapaianRule, Measured, Measurement};
use ikigen::model::Agregasi;
use ikigen::project::{self, Project, Timings};
use ikigen::typeset::{self, Run};
use num_bigint::BigInt;
use num_rational::BigRational;

use crate::support::{Test, copy, cut, folders, repo, valid_project};

/// A number between two bounds: what a printed one may stand for.
#[derive(Debug, Clone, PartialEq)]
struct Range {
    low: BigRational,
    high: BigRational,
}

impl Range {
    fn of(ends: [BigRational; 4]) -> Range {
        let [low, high] = [ends.iter().min(), ends.iter().max()].map(|end| end.unwrap().clone());
        Range { low, high }
    }

    /// The operation on all pairs of ends.
    fn with(&self, other: &Range, f: impl Fn(&BigRational, &BigRational) -> BigRational) -> Range {
        Range::of([
            f(&self.low, &other.low),
            f(&self.low, &other.high),
            f(&self.high, &other.low),
            f(&self.high, &other.high),
        ])
    }

    fn has_zero(&self) -> bool {
        let zero = whole(0);
        self.low <= zero && zero <= self.high
    }
}

fn whole(n: u8) -> BigRational {
    BigRational::from_integer(n.into())
}

/// One of so many decimals.
fn unit(places: usize) -> BigRational {
    BigRational::new(1.into(), BigInt::from(10).pow(u32::try_from(places).unwrap()))
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(Printed),
    Sign(char),
}

/// A number as it is printed.
#[derive(Debug, Clone, PartialEq)]
struct Printed {
    value: BigRational,
    /// Decimals that are printed.
    places: usize,
    percent: bool,
    /// Whether `…` says that there are more.
    more: bool,
}

impl Printed {
    /// Reads a number at the beginning of `text`, as Indonesian documents write it; what is left.
    fn read(text: &str) -> Option<(Printed, &str)> {
        let text = match text.strip_prefix("Rp") {
            Some(money) if money.starts_with(|c: char| c.is_ascii_digit()) => money,
            _ => text,
        };
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let mut end = digits(text);
        if end == 0 {
            return None;
        }
        let mut written = text[..end].to_owned();
        // Points part thousands, and nothing else.
        while end <= 3 || written.len() > 3 {
            let Some(group) = text[end..].strip_prefix('.') else { break };
            if digits(group) != 3 {
                break;
            }
            written.push_str(&group[..3]);
            end += 4;
        }
        let mut places = 0;
        if let Some(decimals) = text[end..].strip_prefix(',') {
            places = digits(decimals);
            written.push_str(&decimals[..places]);
            end += if places > 0 { places + 1 } else { 0 };
        }
        let more = text[end..].starts_with('…');
        end += if more { '…'.len_utf8() } else { 0 };
        let percent = text[end..].starts_with('%');
        end += usize::from(percent);
        let value = BigRational::from_integer(written.parse().unwrap()) * unit(places);
        Some((Printed { value, places, percent, more }, &text[end..]))
    }

    fn share(&self) -> BigRational {
        if self.percent { whole(100) } else { whole(1) }
    }

    /// What it stands for: exactly itself, unless more decimals were cut off.
    fn range(&self) -> Range {
        let off = if self.more { unit(self.places) / whole(2) } else { whole(0) };
        Range {
            low: (&self.value - &off) / self.share(),
            high: (&self.value + &off) / self.share(),
        }
    }

    /// Whether `value` is printed like this, rounded once, half away from zero.
    fn shows(&self, value: &Range, negative: bool) -> bool {
        let scale = unit(self.places);
        let printed = if negative { -self.value.clone() } else { self.value.clone() };
        let [low, high] = [&value.low, &value.high].map(|end| end * self.share());
        if self.more {
            let half = &scale / whole(2);
            return &low - &half <= printed && printed <= &high + &half;
        }
        let rounded = |end: BigRational| (end / &scale).round() * &scale;
        rounded(low) <= printed && printed <= rounded(high)
    }
}

/// What of `text` belongs to an expression, with where each piece begins; other characters end it.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_whitespace() || c == '\u{2060}' || c == '\u{200b}' {
            rest = &rest[c.len_utf8()..];
        } else if "+−×÷()|".contains(c) {
            tokens.push(Token::Sign(c));
            rest = &rest[c.len_utf8()..];
        } else {
            let (number, after) = Printed::read(rest)?;
            tokens.push(Token::Number(number));
            rest = after;
        }
    }
    Some(tokens)
}

/// An expression, read from the left; what is behind it is left over.
struct Reader<'t> {
    tokens: &'t [Token],
}

impl Reader<'_> {
    fn takes(&mut self, signs: &str) -> Option<char> {
        match self.tokens {
            [Token::Sign(sign), rest @ ..] if signs.contains(*sign) => {
                self.tokens = rest;
                Some(*sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Option<Range> {
        let mut value = self.product()?;
        while let Some(sign) = self.takes("+−") {
            let right = self.product()?;
            value = match sign {
                '+' => value.with(&right, |a, b| a + b),
                _ => value.with(&right, |a, b| a - b),
            };
        }
        Some(value)
    }

    fn product(&mut self) -> Option<Range> {
        let mut value = self.factor()?;
        while let Some(sign) = self.takes("×÷") {
            let right = self.factor()?;
            value = match sign {
                '×' => value.with(&right, |a, b| a * b),
                _ if right.has_zero() => return None,
                _ => value.with(&right, |a, b| a / b),
            };
        }
        Some(value)
    }

    fn factor(&mut self) -> Option<Range> {
        if self.takes("−").is_some() {
            let value = self.factor()?;
            return Some(Range { low: -value.high, high: -value.low });
        }
        if self.takes("(").is_some() {
            let value = self.sum()?;
            return self.takes(")").map(|_| value);
        }
        if self.takes("|").is_some() {
            let value = self.sum()?;
            self.takes("|")?;
            let [low, high] = [&value.low, &value.high]
                .map(|end| if *end < whole(0) { -end } else { end.clone() });
            let least = if value.has_zero() { whole(0) } else { low.clone().min(high.clone()) };
            return Some(Range { low: least, high: low.max(high) });
        }
        let [Token::Number(number), rest @ ..] = self.tokens else { return None };
        self.tokens = rest;
        Some(number.range())
    }
}

/// The value of the longest expression that `text` ends with; none where it ends with words.
fn value_before(text: &str) -> Option<Range> {
    let mut found = None;
    for (start, c) in text.char_indices().rev() {
        let Some(tokens) = tokens(&text[start..]) else {
            // `R` of `Rp` is read with what is behind it, a digit with those before it.
            if c == 'p' || c == ',' || c == '.' || c == '%' || c == '…' {
                continue;
            }
            break;
        };
        let before = text[..start].chars().next_back();
        let inside = before.is_some_and(|b| b.is_alphanumeric() || "_.,".contains(b));
        if inside && c.is_alphanumeric() {
            continue;
        }
        let mut reader = Reader { tokens: &tokens };
        if let Some(value) = reader.sum().filter(|_| reader.tokens.is_empty()) {
            found = Some(value);
        }
    }
    found
}

/// The number that `text` begins with, and whether it is negative.
fn number_behind(text: &str) -> Option<(Printed, bool)> {
    let text = text.trim_start();
    let text = text.strip_prefix('(').unwrap_or(text);
    let positive = text.strip_prefix('−');
    let (number, _) = Printed::read(positive.unwrap_or(text).trim_start())?;
    Some((number, positive.is_some()))
}

/// Equations that were found, and those of them that are false.
#[derive(Debug, Default)]
pub struct Findings {
    /// How many there are.
    pub found: usize,
    /// Those that are false.
    pub wrong: Vec<String>,
    /// Signs that join no two numbers.
    unread: Vec<String>,
}

impl Findings {
    /// Judges the equation that stands around the sign `=`; words on one side make none.
    fn judge(&mut self, left: &str, right: &str) {
        // What has no space behind it is no sign of the program's.
        if !right.starts_with(|c: char| c.is_whitespace()) {
            return;
        }
        let left: String = left.lines().next_back().unwrap_or_default().to_owned();
        let right: String = right.lines().next().unwrap_or_default().chars().take(60).collect();
        let (Some(value), Some((result, negative))) = (value_before(&left), number_behind(&right))
        else {
            if left.trim_end().ends_with(|c: char| !c.is_alphabetic()) {
                self.unread.push(format!("{left} ={right}"));
            }
            return;
        };
        self.found += 1;
        if !result.shows(&value, negative) {
            self.wrong.push(format!("{left} ={right}"));
        }
    }

    /// Judges all equations of a text.
    pub fn read(&mut self, text: &str) {
        let text = &without_quarters(text);
        for (at, _) in text.match_indices('=') {
            self.judge(&text[..at], &text[at + 1..]);
        }
    }

    /// Judges all equations of a page; fractions stand on it above and below a rule.
    fn read_page(&mut self, runs: &[Run]) {
        let bare = |run: &Run| Run { text: without_quarters(&run.text), ..run.clone() };
        // Numbers of rows stand at the left edge and belong to no equation.
        let edge = runs.iter().map(|run| run.bbox[0]).fold(f64::INFINITY, f64::min);
        let numbers_a_row = |run: &Run| {
            run.bbox[0] < edge + 25.0 && run.text.trim().bytes().all(|byte| byte.is_ascii_digit())
        };
        let runs: Vec<Run> = runs.iter().filter(|run| !numbers_a_row(run)).map(bare).collect();
        for (n, run) in runs.iter().enumerate() {
            for (at, _) in run.text.match_indices('=') {
                let left = before(&runs[..n], run, &run.text[..at]);
                let behind: Vec<&str> =
                    runs[n + 1..].iter().take(4).map(|run| &*run.text).collect();
                let right = &run.text[at + 1..];
                let end = if right.is_empty() { " " } else { "" };
                self.judge(&left, &format!("{right}{end} {}", behind.join(" ")));
            }
        }
    }
}

/// A sum without the quarters that its parts are of: `TW I 12 + TW II 18 = 30`.
fn without_quarters(text: &str) -> String {
    let text = text.replace('\u{a0}', " ");
    ["IV", "III", "II", "I"].iter().fold(text, |text, n| text.replace(&format!("TW {n} "), ""))
}

/// What stands before the sign `=` on a page, in one line: fractions in parentheses.
fn before(runs: &[Run], equals: &Run, start: &str) -> String {
    let words = |run: &Run| run.text.replace("Rp", "").chars().any(char::is_alphabetic);
    let near = |run: &Run| (top(run) - top(equals)).abs() < 6.0 * equals.bbox[3];
    let count = runs.iter().rev().take_while(|run| near(run) && !words(run)).count();
    let (before, runs) = runs.split_at(runs.len() - count);
    // It may begin behind words.
    let mut text = before.last().map_or(String::new(), |run| run.text.clone());
    let lines: Vec<&[Run]> =
        runs.chunk_by(|one, next| (top(one) - top(next)).abs() < 1.0).collect();
    for tower in lines.chunk_by(|one, next| stands_on(one, next)) {
        let joined = |lines: &[&[Run]]| {
            let all = lines.iter().copied().flatten();
            all.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        // The rule of a fraction is as high as the sign; where the formula goes on in another line
        // only a fraction of two lines can be told.
        let above = tower.iter().filter(|line| top(&line[0]) < top(equals) - 1.0).count();
        let cut = if above < tower.len() { above } else { usize::from(tower.len() == 2) };
        // The line that a sum goes on in is nothing that is divided by.
        let last = tower[tower.len() - 1][0].text.trim_start();
        let cut = if last.starts_with(['+', '−']) { 0 } else { cut };
        let is_last = tower.iter().any(|line| (top(&line[0]) - top(equals)).abs() < 1.0);
        if cut > 0 && !is_last {
            let (above, below) = (joined(&tower[..cut]), joined(&tower[cut..]));
            write!(text, " (({above}) ÷ ({below}))").unwrap();
        } else {
            write!(text, " {}", joined(tower)).unwrap();
        }
    }
    format!("{text} {start}")
}

fn top(run: &Run) -> f64 {
    run.bbox[1]
}

/// Whether a line stands close over the middle of the next one.
fn stands_on(above: &[Run], below: &[Run]) -> bool {
    let middle = |line: &[Run]| {
        let [first, last] = [&line[0], &line[line.len() - 1]].map(|run| run.bbox);
        f64::midpoint(first[0], last[0] + last[2])
    };
    let gap = top(&below[0]) - top(&above[0]);
    let height = above[0].bbox[3];
    gap > 0.5 * height && gap < 1.6 * height && (middle(above) - middle(below)).abs() < 1.5
}

/// The same read aloud: `301 dibagi 415 dikali 100% sama dengan 72,53%`.
fn spoken_equations(markup: &str) -> String {
    let mut all = String::new();
    for literal in markup.split('"').filter(|literal| literal.contains(" sama dengan ")) {
        let words = [
            (" dibagi ", " ÷ "),
            (" dikali ", " × "),
            (" ditambah ", " + "),
            (" dikurangi ", " − "),
            ("minus ", "−"),
            (" sama dengan ", " = "),
        ];
        let line =
            words.iter().fold(literal.to_owned(), |line, (word, sign)| line.replace(word, sign));
        all.push_str(&line);
        all.push_str(" ;\n");
    }
    all
}

/// How many equations of each kind the figures make: formulas with their numbers, quarters that are
/// added up or averaged, achievements.
fn expected(measurement: &Measurement) -> [usize; 3] {
    let count =
        |test: &dyn Fn(&Measured) -> bool| measurement.measured().filter(|h| test(h)).count();
    let known = |h: &Measured| h.realisasi.number().is_some();
    [
        count(&|h| known(h) && h.indikator.rumus.is_some()),
        count(&|h| {
            let merged =
                matches!(h.indikator.agregasi.value, Agregasi::Jumlah | Agregasi::RataRata);
            known(h) && h.indikator.rumus.is_none() && merged
        }),
        count(&|h| {
            let by_rule =
                !matches!(h.rule, Some(CapaianRule::InInterval | CapaianRule::TargetZero));
            h.capaian.number().is_some() && by_rule
        }),
    ]
}

/// Reads the documents of a year and the explanations of its indicators; how many equations each
/// has.
fn read_all(project: &Project, place: &str, wrong: &mut String) -> [usize; 2] {
    let measurement = measure::measure(&project.model, project.model.opd.tahun.unwrap());
    let [formulas, merged, achieved] = expected(&measurement);
    let (mut pages, mut spoken, mut explained) =
        (Findings::default(), Findings::default(), Findings::default());
    let jobs = project.jobs(&["iki-tahunan".to_owned()]).unwrap();
    for compilation in project.compilations(&jobs, &project.inputs()).unwrap() {
        let (set, _) = typeset::lay_out(&compilation, &project.huruf).unwrap();
        for page in 0..set.page_count() {
            pages.read_page(&set.runs(page));
        }
        spoken.read(&spoken_equations(&compilation.markup.text));
    }
    let mut steps = 0;
    for one in &measurement.jabatan {
        for h in one.measured() {
            let explanation = Explanation::new(&project.model, one.jabatan, h);
            let all = explanation.formula.iter().flat_map(|formula| &formula.steps);
            let numbers = |step: &&Step| {
                let values = [&step.left.nilai, &step.right.nilai, &step.result];
                values.iter().all(|one| one.number().is_some())
            };
            steps += all.filter(numbers).count();
            for line in explanation.lines() {
                explained.read(&line.text.words(Language::Id));
            }
        }
    }
    let findings = [
        ("pages", &pages, formulas + merged + achieved),
        ("alternative text", &spoken, formulas),
        ("explain", &explained, steps + achieved),
    ];
    for (of, Findings { found, wrong: not_true, unread }, expected) in findings {
        for equation in not_true {
            writeln!(wrong, "{place} {of}: {equation}").unwrap();
        }
        if *found != expected {
            let unread = unread.join("\n    ");
            writeln!(wrong, "{place} {of}: {found} of {expected} equations; no equation: {unread}")
                .unwrap();
        }
    }
    [pages.found, explained.found]
}

/// Every year of a project that has figures, as it was at the end of each quarter.
fn read_project(folder: &Path, wrong: &mut String) -> [usize; 2] {
    let mut found = [0, 0];
    let name = folder.file_name().map_or("", |name| name.to_str().unwrap());
    let model = valid_project(folder).model;
    let [dari, last] = model.opd.periode;
    for tahun in model.realisasi.keys().copied().filter(|tahun| (dari..=last).contains(tahun)) {
        let file = format!("data/realisasi/{tahun}.yaml");
        let text = fs::read_to_string(folder.join(&file)).unwrap();
        for sampai in 1..=model.sampai(tahun) {
            let test = Test::empty();
            for part in ["data", "templates"].into_iter().filter(|part| folder.join(part).exists())
            {
                copy(&folder.join(part), &test.path().join(part));
            }
            let test = test.file(&file, cut(&text, sampai));
            let mut diagnostics = ikigen::diagnostic::Diagnostics::default();
            let project = project::read_year(
                test.path(),
                Some(tahun),
                &mut diagnostics,
                &mut Timings::default(),
            );
            let project =
                project.unwrap_or_else(|| panic!("{name} {tahun} TW{sampai}: {diagnostics:?}"));
            assert_eq!(project.model.sampai(tahun), sampai);
            let counts = read_all(&project, &format!("{name} {tahun} TW{sampai}"), wrong);
            found = [found[0] + counts[0], found[1] + counts[1]];
        }
    }
    found
}

#[test]
fn every_printed_equation_is_true() {
    let begun = Test::begun();
    let mut projects = vec![repo().to_owned(), begun.path().to_owned()];
    projects.extend(folders(&repo().join("tests/projects")));
    let mut wrong = String::new();
    // A reader that finds nothing finds nothing false. The last project has no figures.
    let least = [[600, 450], [20, 25], [180, 200], [5, 5], [0, 0], [0, 0]];
    for (folder, least) in projects.iter().zip(least) {
        let found = read_project(folder, &mut wrong);
        let reached = found.iter().zip(least).all(|(found, least)| *found >= least);
        assert!(reached, "{}: {found:?} of {least:?}\n{wrong}", folder.display());
    }
    assert_eq!(projects.len(), least.len());
    assert!(wrong.is_empty(), "{wrong}");
}

/// The reader itself: what it takes for true, for false, and for no equation.
#[test]
fn the_reader_tells_true_equations_from_false_ones() {
    let judged = |text: &str| {
        let mut findings = Findings::default();
        findings.read(text);
        (findings.found, findings.wrong.is_empty())
    };
    for right in [
        "51,0638% ÷ 55% × 100% = 92,84%",
        "(2 × 5 − 6) ÷ 5 × 100% = 80,00%",
        "(1 − |98% − 105%| ÷ 105%) × 100% = 93,33%",
        "jumlah triwulan 12 + 18 = 30 pasar",
        "rata-rata triwulan (7 + 8 + 8,5) ÷ 3 = 7,83",
        "Rp1.000.000,50 + Rp2.000.000 = Rp3.000.000,50",
        "(−2%) ÷ 5% × 100% = −40,00%",
        "1 ÷ 3 = 0,3333333333…",
        "0,3333333333… × 100% = 0,3333333333…",
        "0,3333333333… × 3 = 1",
        "1 ÷ 8 = 12,5%",
        "((301) ÷ (415)) × 100% = 72,53%",
        "1 ÷ 8 = 0,13",
    ] {
        assert_eq!(judged(right), (1, true), "{right}");
    }
    for wrong in [
        "0,08 ÷ 0,08 × 100% = 100,93%",
        "0,54 ÷ 0,55 × 100% = 98,65%",
        "12 + 18 = 31",
        "1 ÷ 8 = 0,12",
        "1 ÷ 3 = 0,333334…",
        "−2% ÷ 5% × 100% = 40,00%",
        "(1 − |98% − 105%| ÷ 105%) × 100% = 106,67%",
        "Rp1.000 + Rp1 = Rp1.002",
    ] {
        assert_eq!(judged(wrong), (1, false), "{wrong}");
    }
    for none in
        ["T = 0: 100%", "R = 0,72, T = 72%", "v1 = 5", "kini (tahun 2023) = 12", "E = Σ(AA × C)"]
    {
        assert_eq!(judged(none), (0, true), "{none}");
    }
}
