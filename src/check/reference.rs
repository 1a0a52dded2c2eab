//! The page of a code: what it means, an example, the cure, how it is accepted. In Markdown for
//! `docs/`, as plain text for a terminal.

use super::Rule;
use super::suppression::is_acceptable;
use crate::diagnostic::Code;
use crate::language::{Language, Note, notes};
use crate::source;
use crate::source::diagnosis::causes::{self, Cause};

notes! {
    ALL_CODES = "# Kode temuan\n\nDibuat oleh program (`ikigen explain KODE`); aturan pemeriksaan lebih dulu, lalu kesalahan yang menghentikan pembuatan.",
        "# Codes of findings\n\nMade by the program (`ikigen explain CODE`); rules of `check` first, then mistakes that stop a build.";
    SAYS = "Pesannya: {text}", "It says: {text}";
    CURE = "Jalan keluar: {text}", "The cure: {text}";
    EXAMPLE = "Contoh, `{file}`:", "Example, `{file}`:";
    WRONG = "keliru:", "wrong:";
    RIGHT = "betul:", "right:";
    LEFT_OUT = "(tidak ditulis)", "(left out)";
    KNOWN_MISTAKES = "Salah tulis yang dikenal, masing-masing dengan jalan keluarnya (⇥ tombol Tab, ⍽ spasi tak-putus):",
        "The mistakes that are known, each with its cure (⇥ the Tab key, ⍽ a no-break space):";
    ACCEPT = "Bila memang demikian, terima di tempatnya: `# terima {code}: alasan`",
        "If it is meant so, accept it where it stands: `# terima {code}: reason`";
}

/// The page of the code named `code` as plain text; `None` when there is none.
pub fn plain(code: &str, language: Language) -> Option<String> {
    let found = crate::codes::all().find(|one| one.code == code)?;
    let page = Page::new(found, language);
    let mut blocks = vec![format!("{}\n", page.title)];
    blocks.extend(page.meaning.iter().map(|paragraph| wrapped(&filled(paragraph))));
    if let Some((file, [bad, good])) = page.example {
        blocks.push(format!("{}\n", EXAMPLE.arg("file", file).words(language)));
        for (label, text) in [(&WRONG, bad), (&RIGHT, good)] {
            let text = if text.is_empty() { LEFT_OUT.pick(language) } else { text };
            let label = format!("  {}", label.pick(language));
            let lines = text.lines().map(|line| format!("    {line}"));
            let lines: Vec<String> = std::iter::once(label).chain(lines).collect();
            blocks.push(lines.join("\n") + "\n");
        }
    }
    if !page.mistakes.is_empty() {
        blocks.push(wrapped(KNOWN_MISTAKES.pick(language)));
        blocks.extend(page.mistakes.iter().map(|cause| mistake_in_lines(cause, language)));
    }
    blocks.extend(page.accept.map(|accept| wrapped(&accept)));
    Some(blocks.join("\n"))
}

/// The text with something for the values that a finding has and its page has not.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('{') {
        let name = tail.split_once('}').filter(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        });
        out.push_str(before);
        out.push(if name.is_some() { '…' } else { '{' });
        rest = name.map_or(tail, |(_, after)| after);
    }
    out + rest
}

/// Columns of a terminal.
const COLUMNS: usize = 80;

/// A paragraph in lines of a terminal, with a line end.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > COLUMNS {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out + "\n"
}

/// The pages of all codes, rules first.
pub fn all(language: Language) -> String {
    let (rules, others): (Vec<&Code>, Vec<&Code>) =
        crate::codes::all().partition(|code| Rule::find(code.code).is_some());
    let pages: Vec<String> =
        rules.into_iter().chain(others).map(|code| described(code, language)).collect();
    format!("{}\n\n{}", ALL_CODES.pick(language), pages.join("\n"))
}

/// All codes, one a line: code, severity, what is said.
pub fn list(language: Language) -> String {
    let line = |code: &Code| {
        format!(
            "{:<26} {:<11} {}\n",
            code.code,
            code.severity.name(language),
            code.message().pattern(language)
        )
    };
    crate::codes::all().map(line).collect()
}

/// What is to be said of a code.
struct Page {
    /// The code and how bad it is.
    title: String,
    /// Why it is looked for, what it says, the cure.
    meaning: Vec<String>,
    /// A file, and a piece of it as it is reported and as it is right.
    example: Option<(&'static str, [&'static str; 2])>,
    /// Ways of mistyping that it is said of.
    mistakes: Vec<&'static Cause>,
    /// How it is accepted.
    accept: Option<String>,
}

impl Page {
    fn new(code: &Code, language: Language) -> Page {
        let rule = Rule::find(code.code);
        let says = SAYS.arg("text", code.message().pattern(language)).words(language);
        let cure = CURE.arg("text", code.help().pattern(language)).words(language);
        let reason = rule.map(|rule| rule.rationale(language).to_owned());
        let accept = is_acceptable(code);
        Page {
            title: format!("{} ({})", code.code, code.severity.name(language)),
            meaning: reason.into_iter().chain([says, cure]).collect(),
            example: rule.map(|rule| (rule.example.file, [rule.example.bad, rule.example.good])),
            mistakes: if *code == source::codes::YAML_SINTAKSIS {
                causes::ALL.to_vec()
            } else {
                Vec::new()
            },
            accept: accept.then(|| ACCEPT.arg("code", code.code).words(language)),
        }
    }
}

/// The page in Markdown.
fn described(code: &Code, language: Language) -> String {
    let page = Page::new(code, language);
    let mut out = format!("## {}\n", page.title);
    let mut paragraph = |text: &str| {
        out.push('\n');
        out.push_str(text);
        out.push('\n');
    };
    page.meaning.iter().for_each(|text| paragraph(text));
    if let Some((file, [bad, good])) = page.example {
        let head = EXAMPLE.arg("file", file).words(language);
        paragraph(&format!("{head}\n\n{}", difference(bad, good)));
    }
    if !page.mistakes.is_empty() {
        paragraph(KNOWN_MISTAKES.pick(language));
        page.mistakes.iter().for_each(|cause| paragraph(&mistake(cause, language)));
    }
    if let Some(accept) = page.accept {
        paragraph(&accept);
    }
    out
}

/// Lines that are wrong and what stands in their place.
fn difference(bad: &str, good: &str) -> String {
    let lines = |sign: char, text: &str| -> String {
        text.lines().flat_map(|line| [&*sign.to_string(), line, "\n"].map(str::to_owned)).collect()
    };
    format!("```diff\n{}{}```", lines('-', bad), lines('+', good))
}

/// A way of mistyping, with its cure and an example.
fn mistake(cause: &Cause, language: Language) -> String {
    let shown = |text: &str| text.replace('\t', "⇥").replace('\u{a0}', "⍽");
    let words = |note: Note| with_gaps(&note.pattern(language));
    let example = difference(&shown(cause.typed), &shown(cause.right));
    format!("**{}**: {}\n\n{example}", words(cause.what), words(cause.cure))
}

/// The same as lines of a terminal.
fn mistake_in_lines(cause: &Cause, language: Language) -> String {
    let words = |note: Note| with_gaps(&note.pattern(language));
    let mut out = wrapped(&format!("{}: {}", words(cause.what), words(cause.cure)));
    for (label, text) in [(&WRONG, cause.typed), (&RIGHT, cause.right)] {
        out += "  ";
        out += label.pick(language);
        out.push('\n');
        let shown = text.replace('\t', "⇥").replace('\u{a0}', "⍽");
        for line in shown.lines() {
            out.extend(["    ", line, "\n"]);
        }
    }
    out
}

/// A sentence with gaps for what fills it.
fn with_gaps(pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, tail)) = rest.split_once('{')
        && let Some((name, after)) = tail.split_once('}')
    {
        out.push_str(before);
        // Braces that are meant as such have blanks in them.
        if name.trim().is_empty() {
            out.extend(["{", name, "}"]);
        } else {
            out.push('…');
        }
        rest = after;
    }
    out + rest
}
