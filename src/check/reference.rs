//! The page of a code: what it means, an example, the cure, how it is accepted. In Markdown,
//! which reads in a terminal as it is.

use super::Rule;
use super::suppression::is_acceptable;
use crate::diagnostic::Code;
use crate::language::{Language, notes};

notes! {
    ALL_CODES = "# Kode temuan\n\nDibuat oleh program (`ikigen explain KODE`); aturan pemeriksaan lebih dulu, lalu kesalahan yang menghentikan pembuatan.",
        "# Codes of findings\n\nMade by the program (`ikigen explain CODE`); rules of `check` first, then mistakes that stop a build.";
    SAYS = "Pesannya: {text}", "It says: {text}";
    CURE = "Jalan keluar: {text}", "The cure: {text}";
    EXAMPLE = "Contoh, `{file}`:", "Example, `{file}`:";
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
        let lines = |sign: char, text: &str| -> String {
            text.lines()
                .flat_map(|line| [sign.to_string(), line.to_owned(), "\n".to_owned()])
                .collect()
        };
        paragraph(&format!(
            "{}\n\n```diff\n{}{}```",
            EXAMPLE.arg("file", example.file).words(language),
            lines('-', example.bad),
            lines('+', example.good)
        ));
    }
    if is_acceptable(code) {
        paragraph(&ACCEPT.arg("code", code.code).words(language));
    }
    out
}
