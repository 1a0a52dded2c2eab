//! The page of a code: what it means, an example, the cure, how it is accepted. In Markdown,
//! which reads in a terminal as it is.

use super::Rule;
use crate::diagnostic::{Code, Severity};
use crate::language::Language;

/// The page of the code named `kode`; `None` when there is none.
pub fn halaman(code: &str, language: Language) -> Option<String> {
    let found = crate::codes::all().find(|one| one.code == code)?;
    Some(page(found, language))
}

/// The pages of all codes, rules first.
pub fn all(language: Language) -> String {
    let title = language.pick([
        "# Kode temuan\n\nDibuat oleh program (`ikigen explain KODE`); aturan pemeriksaan lebih dulu, lalu kesalahan \
         yang menghentikan pembuatan.",
        "# Codes of findings\n\nMade by the program (`ikigen explain CODE`); rules of `check` first, then mistakes that \
         stop a build.",
    ]);
    let (rules, others): (Vec<&Code>, Vec<&Code>) =
        crate::codes::all().partition(|code| Rule::find(code.code).is_some());
    let pages: Vec<String> =
        rules.into_iter().chain(others).map(|code| page(code, language)).collect();
    format!("{title}\n\n{}", pages.join("\n"))
}

/// All codes, one a line: code, severity, what is said.
pub fn list(language: Language) -> String {
    let line = |code: &Code| {
        format!(
            "{:<26} {:<11} {}\n",
            code.code,
            code.severity.name(language),
            language.pick(code.message)
        )
    };
    crate::codes::all().map(line).collect()
}

fn page(code: &Code, language: Language) -> String {
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
    let [says, cure, example_word, accept] = language.pick([
        ["Pesannya", "Jalan keluar", "Contoh", "Bila memang demikian, terima di tempatnya"],
        ["It says", "The cure", "Example", "If it is meant so, accept it where it stands"],
    ]);
    paragraph(&format!("{says}: {}", language.pick(code.message)));
    paragraph(&format!("{cure}: {}", language.pick(code.help)));
    if let Some(rule) = rule {
        let example = &rule.example;
        let lines = |sign: char, text: &str| -> String {
            text.lines()
                .flat_map(|line| [sign.to_string(), line.to_owned(), "\n".to_owned()])
                .collect()
        };
        paragraph(&format!(
            "{example_word}, `{}`:\n\n```diff\n{}{}```",
            example.file,
            lines('-', example.bad),
            lines('+', example.good)
        ));
    }
    if code.severity > Severity::Error {
        let reason = language.pick(["alasan", "reason"]);
        paragraph(&format!("{accept}: `# terima {}: {reason}`", code.code));
    }
    out
}
