//! Why a file cannot be read, said of the line that is to blame.
//!
//! The reader of YAML stops where it cannot go on: often at the innocent line behind the mistake,
//! and it says so in words of its own trade. So the lines around the place are looked at once
//! more, by detectors that each know one way of mistyping ([`causes`]). A detector says what is to
//! blame and what the text would be without the mistake. It is believed only when the reader, given
//! that text, gets past the place, and best when the lines there then say what a file of this kind
//! may say: what is said is true, and following it helps. Then the search goes on behind, so that
//! all mistakes of a file are told at once. Nothing is ever written.
//!
//! This runs only when a file cannot be read. Files are read again a bounded number of times.

mod brackets;
pub mod causes;
mod indentation;
mod lines;
mod quotes;
mod signs;
mod text;

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use serde_json::Value;

use causes::Cause;
use lines::{Line, View};
pub(super) use lines::{is_blank, is_name, is_stray, is_time};
pub(crate) use quotes::quoted;
pub(super) use signs::kind_of_blank;

use super::parse::{self, Failure, first_failure};
use super::yaml_words::in_words;
use super::{codes, schema};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Args, Note, Phrase};
use crate::text::SourceFile;

/// Mistakes that are told of one file.
const MOST: usize = 20;
/// How often a file is read again to try explanations, and how many bytes of it: twenty times
/// however large it is.
const ATTEMPTS: usize = 300;
const BYTES: usize = 2 << 20;
/// Characters of a line that a sentence shows.
const SHOWN: usize = 72;

/// An explanation that has not been tried yet.
struct Suspect {
    cause: &'static Cause,
    /// What to do, where it is not the usual cure of the code.
    cure: Option<&'static Note>,
    code: &'static Code,
    /// The line that is to blame, from 0.
    line: usize,
    /// What is to blame, in bytes of the text.
    range: Range<usize>,
    /// Another place that belongs to it.
    related: Option<(usize, Range<usize>)>,
    /// What stands in place of what when it is mended, in bytes of the text and in order. No line
    /// is added or taken away.
    edits: Vec<(Range<usize>, String)>,
    args: Args,
    /// Whether it is true only if the lines then are what the file may say: a line can be moved to
    /// many places where the reader takes it.
    strict: bool,
}

/// A way to find suspects: what a line may have been meant to be.
type Detector = fn(&View, Line) -> Vec<Suspect>;

/// From what shows in a line alone to what shows only beside others.
const DETECTORS: &[Detector] = &[
    signs::stray_blanks,
    signs::blanks_of_item,
    signs::tabs,
    signs::foreign_signs,
    signs::bullets,
    signs::missing_dash,
    quotes::quotes,
    brackets::several_entries,
    brackets::brackets,
    signs::colons,
    text::special_start,
    text::colon_in_value,
    text::comment_inside,
    text::comment_goes_on,
    signs::stray_sign,
];

/// Those that would explain a line that stands wrongly as well.
const LAST_DETECTORS: &[Detector] = &[text::colon_in_text, text::continuation];

impl Suspect {
    /// `range`: what is to blame, in bytes of the line.
    fn new(cause: &'static Cause, line: Line, range: Range<usize>) -> Self {
        Suspect {
            cause,
            cure: Some(&cause.cure),
            code: &codes::YAML_SINTAKSIS,
            line: line.number,
            range: line.range(range),
            related: None,
            edits: Vec::new(),
            args: Args::new(),
            strict: false,
        }
    }

    /// Puts `text` in place of what stands in `line` at `range`.
    fn edit(mut self, line: Line, range: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push((line.range(range), text.into()));
        self
    }

    fn arg(mut self, name: &'static str, value: impl Into<Phrase>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The text without the mistake.
    fn mended(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut at = 0;
        for (range, new) in &self.edits {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(new);
            at = range.end.max(at);
        }
        out + text.get(at..).unwrap_or_default()
    }
}

/// What is wrong with a file that cannot be read.
pub(super) fn diagnose(file: &SourceFile, failure: Failure) -> Vec<Diagnostic> {
    let keys = schema::keys();
    let mut search = Search {
        file,
        schema: schema::of_path(file.path()),
        found: Vec::new(),
        touched: BTreeSet::new(),
        moved: None,
        left: ATTEMPTS.min(20 + BYTES / file.text().len().max(1)),
    };
    let mut text = file.text().to_owned();
    let mut next = Some(failure.clone());
    while let Some(current) = next.take().filter(|_| search.found.len() < MOST) {
        let view = View::new(&text, &keys);
        let Some(step) = search.step(&view, &current) else { break };
        next = step.failure.filter(|_| step.at_home);
        text = step.text;
    }
    if search.found.is_empty() {
        search.found.push(in_general(file, &failure, &keys));
    }
    search.found
}

struct Search<'f> {
    file: &'f SourceFile,
    /// What a file of this kind may say, where that is known.
    schema: Option<Value>,
    found: Vec<Diagnostic>,
    /// Lines that are mended already: what is found on them cannot be placed any more.
    touched: BTreeSet<usize>,
    /// The last line that stood wrongly, and how far it was moved.
    moved: Option<(usize, isize)>,
    /// How often the text may still be read.
    left: usize,
}

/// A mistake that was found: the text without it, and where that cannot be read.
struct Step {
    text: String,
    failure: Option<Failure>,
    /// Whether its lines then say what the file may say.
    at_home: bool,
}

impl Search<'_> {
    /// Finds what is to blame for `failure`: what lets the reader get furthest and the lines be at
    /// home, the likeliest of several; else the first with which it gets on at all.
    fn step(&mut self, view: &View, failure: &Failure) -> Option<Step> {
        let mut best: Option<((bool, usize), Suspect, Step)> = None;
        for suspect in suspects(view, failure) {
            if self.left == 0 || self.touched.contains(&suspect.line) {
                continue;
            }
            self.left -= 1;
            let text = suspect.mended(view.text);
            let next = first_failure(&text);
            if !gets_on(view, failure, &suspect, &text, next.as_ref()) {
                continue;
            }
            let lines = suspect.line..=view.number_at(failure.at).max(suspect.line);
            // What was moved has to fit with the line where the reader stopped.
            let least = if suspect.strict { *lines.end() } else { suspect.line };
            let at_home = self.is_at_home(&text, &lines, least, next.as_ref());
            let whole = at_home && next.is_none();
            // What is left behind the next stop; where lines are not at home, that means nothing.
            let left = next.as_ref().map_or(0, |next| text.len().saturating_sub(next.at));
            let rank = (at_home, if at_home { usize::MAX - left } else { 0 });
            let better = best.as_ref().is_none_or(|(best, ..)| rank > *best);
            if better && (at_home || !suspect.strict) {
                best = Some((rank, suspect, Step { text, failure: next, at_home }));
            }
            if whole {
                break;
            }
        }
        let (_, suspect, step) = best?;
        self.report(view, &suspect, &step.text);
        Some(step)
    }

    /// Whether `lines` of the mended text say what the file may say, as far as it can be read: up to
    /// the line `least` at least.
    fn is_at_home(
        &self,
        text: &str,
        lines: &RangeInclusive<usize>,
        least: usize,
        next: Option<&Failure>,
    ) -> bool {
        let Some(schema) = &self.schema else { return true };
        let starts = lines::starts(text);
        let line_of = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
        let mut end = next.map_or(text.len(), |next| starts[line_of(next.at)]);
        // What the reader stumbles over may begin a little above.
        for _ in 0..3 {
            let file = SourceFile::new(self.file.path(), &text[..end]);
            let Some(failure) = first_failure(file.text()) else {
                return parse::tree(&file).is_some_and(|tree| {
                    let (found, out_of_line) = schema::check_lines(&file, &tree, schema);
                    let found = found.iter().filter(|one| is_astray(one));
                    let found =
                        found.map(|one| one.span.as_ref().map_or(0, |span| span.range.start));
                    !found.chain(out_of_line).any(|start| lines.contains(&line_of(start)))
                });
            };
            let cut = starts[line_of(failure.at.min(end.saturating_sub(1)))];
            if line_of(cut) <= least {
                break;
            }
            end = cut;
        }
        false
    }

    fn report(&mut self, view: &View, suspect: &Suspect, text: &str) {
        let edited = suspect.edits.iter().map(|(range, _)| view.number_at(range.start));
        let touched: Vec<usize> = edited.chain([suspect.line]).collect();
        // Lines below each other that were all moved together are one mistake.
        let by = suspect.edits.first().filter(|_| suspect.strict).map(|(range, new)| {
            let was = isize::try_from(range.len()).unwrap_or_default();
            isize::try_from(new.len()).unwrap_or_default() - was
        });
        let with = self.moved.filter(|(line, _)| {
            (line + 1..suspect.line).all(|n| view.line(n).is_none_or(|line| !line.speaks()))
        });
        let again = by.is_some() && with.map(|(_, by)| by) == by;
        self.moved = by.map(|by| (touched.iter().copied().max().unwrap_or_default(), by));
        if again {
            self.touched.extend(touched);
            return;
        }
        let mut diagnostic = self.diagnostic(view, suspect, text);
        if let Some((line, range)) = &suspect.related
            && let Some(range) = self.original(view, *line, range)
        {
            diagnostic = diagnostic.related(self.file.span(range), &causes::LEVEL);
        }
        self.found.push(diagnostic);
        self.touched.extend(touched);
    }

    fn diagnostic(&self, view: &View, suspect: &Suspect, text: &str) -> Diagnostic {
        let range = self.original(view, suspect.line, &suspect.range).unwrap_or_default();
        let mended = View::new(text, view.keys);
        let shown = mended.line(suspect.line).map_or("", |line| {
            let start = line.text.len() - line.text.trim_start_matches(is_blank).len();
            let start = start.min(line.content().end);
            &line.text[start..line.content().end]
        });
        let mut sentence = Phrase::from(&suspect.cause.what);
        let mut diagnostic = Diagnostic::new(suspect.code, self.file.span(range));
        for (name, value) in &suspect.args {
            sentence = sentence.arg(name, value.clone());
            diagnostic = diagnostic.arg(name, value.clone());
        }
        let diagnostic = diagnostic.arg("sebab", sentence).arg("usul", clipped(shown));
        match suspect.cure {
            Some(cure) => diagnostic.other_help(cure),
            None => diagnostic,
        }
    }

    /// Where a range of the text that is being mended stands in the file; `None` where its line
    /// is mended already.
    fn original(&self, view: &View, line: usize, range: &Range<usize>) -> Option<Range<usize>> {
        if self.touched.contains(&line) {
            return None;
        }
        let was = *lines::starts(self.file.text()).get(line)?;
        let is = view.line(line)?.start;
        Some(was + range.start.checked_sub(is)?..was + range.end.checked_sub(is)?)
    }
}

/// Whether the reader, given the mended text, gets past the place where it stopped.
fn gets_on(
    view: &View,
    failure: &Failure,
    suspect: &Suspect,
    text: &str,
    next: Option<&Failure>,
) -> bool {
    let Some(next) = next else { return true };
    let stopped = view.number_at(failure.at);
    let line = text[..next.at.min(text.len())].matches('\n').count();
    // On the line where it stopped it may stumble over another mistake.
    let other = line == stopped && suspect.line < stopped && next.info != failure.info;
    line > stopped.max(suspect.line) || other
}

/// Whether a finding says that something stands where it does not belong.
fn is_astray(found: &Diagnostic) -> bool {
    let codes = [&codes::KUNCI_TAK_DIKENAL, &codes::JENIS_SALAH, &codes::YAML_SINTAKSIS];
    codes.contains(&found.code)
}

/// All that may be to blame, the likeliest first.
fn suspects(view: &View, failure: &Failure) -> Vec<Suspect> {
    let near = near(view, failure);
    let mut all = Vec::new();
    for line in &near {
        for detector in DETECTORS {
            all.extend(detector(view, *line));
        }
    }
    all.extend(indentation::level(view, &near));
    for line in &near {
        for detector in LAST_DETECTORS {
            all.extend(detector(view, *line));
        }
    }
    all
}

/// The line where the reader stopped and the few above it that say something, from above. Before
/// them, the one that those hang on: a text over many lines begins there.
fn near<'t>(view: &View<'t>, failure: &Failure) -> Vec<Line<'t>> {
    let stopped = view.number_at(failure.at);
    let mut near: Vec<Line> = view.line(stopped).filter(Line::speaks).into_iter().collect();
    let indent = near.first().map_or(0, Line::indent);
    let mut above = stopped;
    while let Some(line) = view.above(above) {
        above = line.number;
        let hung_on = line.indent() <= indent;
        if near.len() < 4 || hung_on {
            near.push(line);
        }
        if near.len() >= 4 && hung_on {
            break;
        }
    }
    near.extend(
        opener(view, stopped).filter(|line| near.iter().all(|one| one.number != line.number)),
    );
    near.reverse();
    near
}

/// The nearest line above that opens a bracket or a quote where its content begins and does not
/// close it: what stands between may be part of it.
fn opener<'t>(view: &View<'t>, stopped: usize) -> Option<Line<'t>> {
    let mut above = (stopped.saturating_sub(200)..stopped).rev().filter_map(|n| view.line(n));
    above.find(|line| {
        let said = &line.text[line.column()..];
        let count = |sign: char| said.matches(sign).count();
        match said.chars().next() {
            Some('{') => count('{') > count('}'),
            Some('[') => count('[') > count(']'),
            Some(quote @ ('"' | '\'')) => count(quote) % 2 == 1,
            _ => false,
        }
    })
}

/// What is said where no detector knows better: the words of the reader, in ours.
fn in_general(file: &SourceFile, failure: &Failure, keys: &BTreeSet<String>) -> Diagnostic {
    let (sentence, behind) = in_words(&failure.info);
    let view = View::new(file.text(), keys);
    let stopped = view.number_at(failure.at);
    // What is missing at the end of a line is noticed at the start of the next.
    let at_start = view.line(stopped).is_none_or(|line| failure.at <= line.start + line.indent());
    // So is a missing colon, at that of the line below.
    let at_colon = view.line(stopped).is_some_and(|line| {
        line.pair().is_some_and(|pair| line.start + pair.key.end == failure.at)
    });
    let text = |line: &Line| line.pair().is_none() && !(at_colon && line.is_item());
    let above = view.above(stopped).filter(|line| ((behind && at_start) || at_colon) && text(line));
    let range = above.map_or(failure.at..failure.at + 1, |line| line.range(line.content()));
    Diagnostic::new(&codes::YAML_SINTAKSIS, file.span(range)).arg("sebab", sentence)
}

/// A line as a sentence shows it: what is too long loses its middle.
pub(crate) fn clipped(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        return text.to_owned();
    }
    let (head, tail) = (SHOWN * 2 / 3, SHOWN / 3 - 3);
    let start: String = text.chars().take(head).collect();
    let end: String = text.chars().skip(count - tail).collect();
    // Between words, where there are any.
    let start = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    let end = end.split_once(' ').map_or(end.as_str(), |(_, words)| words);
    format!("{start} … {end}")
}
