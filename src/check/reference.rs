//! The page of a code: what it means, an example, the cure, how it is accepted. In Markdown,
//! which reads in a terminal as it is.

use super::Rule;
use crate::diagnostic::{Code, Severity};
use crate::language::{Language, Note, notes};
use crate::source;
use crate::source::diagnosis::causes::{self, Cause};

notes! {
    ALL_CODES = "# Kode temuan\n\nDibuat oleh program (`ikigen explain KODE`); aturan pemeriksaan lebih dulu, lalu kesalahan yang menghentikan pembuatan.",
        "# Codes of findings\n\nMade by the program (`ikigen explain CODE`); rules of `check` first, then mistakes that stop a build.";
    SAYS = "Pesannya: {text}", "It says: {text}";
    CURE = "Jalan keluar: {text}", "The cure: {text}";
    EXAMPLE = "Contoh, `{file}`:", "Example, `{file}`:";
    KNOWN_MISTAKES = "Salah tulis yang dikenal, masing-masing dengan jalan keluarnya (⇥ tombol Tab, ⍽ spasi tak-putus):",
        "The mistakes that are known, each with its cure (⇥ the Tab key, ⍽ a no-break space):";
    ACCEPT = "Bila memang demikian, terima di tempatnya: `# terima {code}: alasan`",
        "If it is meant so, accept it where it stands: `# terima {code}: reason`";
}

/// The page of the code named `code`; `None` when there is none.
pub fn page(code: &str, language: Language) -> Option<String> {
    let found = crate::codes::all().find(|one| one.code == code)?;
    Some(described(found, language))
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

fn described(code: &Code, language: Language) -> String {
    let mut out = format!("## {} ({})\n", code.code, code.severity.name(language));
    let mut paragraph = |text: &str| {
        out.push('\n');
        out.push_str(text);
        out.push('\n');
    };
    let rule = Rule::find(code.code);
    if let Some(rule) = rule {
        paragraph(rule.rationale(language));
    }
    paragraph(&SAYS.arg("text", code.message().pattern(language)).words(language));
    paragraph(&CURE.arg("text", code.help().pattern(language)).words(language));
    if let Some(rule) = rule {
        let example = &rule.example;
        let title = EXAMPLE.arg("file", example.file).words(language);
        paragraph(&format!("{title}\n\n{}", difference(example.bad, example.good)));
    }
    if *code == source::codes::YAML_SINTAKSIS {
        paragraph(KNOWN_MISTAKES.pick(language));
        causes::ALL.iter().for_each(|cause| paragraph(&mistake(cause, language)));
    }
    if code.severity > Severity::Error {
        paragraph(&ACCEPT.arg("code", code.code).words(language));
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

/// A sentence with gaps for what fills it.
fn with_gaps(pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, tail)) = rest.split_once('{')
        && let Some((name, after)) = tail.split_once('}')
    {
        out.push_str(before);
        // Braces that are meant as such have blanks in them.
        out.push_str(&if name.trim().is_empty() {
            format!("{{{name}}}")
        } else {
            "…".to_owned()
        });
        rest = after;
    }
    out + rest
}
