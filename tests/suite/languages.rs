//! Whoever reads English meets no Indonesian, and the reverse, whatever command they run.
//!
//! The words that every sentence of a language is held together by tell which one it is in.
//! What is quoted is nobody's language: code, keys, texts of the project. The project of these
//! tests, `tests/wordless`, has no words of any language.

use std::fs;
use std::path::Path;
use std::process::Command;

use ikigen::check::{RULES, reference};
use ikigen::diagnostic::{Diagnostic, Diagnostics};
use ikigen::language::{Args, Language, Phrase};
use ikigen::project::{self, Timings};
use serde_json::Value;

use crate::cases;
use crate::check::changed;
use crate::overlay::Case;
use crate::support::{copy, repo};
use crate::typed;

/// Words of Indonesian sentences that are no English, no key and no domain word.
const INDONESIAN: &str = "yang dan dengan tidak belum adalah bukan untuk pada ini itu atau sudah oleh bila sesudah \
    sebelum semua menjadi seharusnya harus hanya daripada juga tetapi padahal lagi tanpa setiap sebuah misalnya \
    tulis hapus berkas galat peringatan temuan halaman lembar perbaiki jalankan periksa diisi ada di ke \
    dapat lebih kurang berubah selesai pemakaian perintah pilihan argumen bawaan bantuan diterima alasan";
/// Words of English sentences that are no Indonesian and no word of a format.
const ENGLISH: &str = "the is are was with not of to and or for this that it its by from in on has have no be \
    cannot must should than you there here which what where write delete finding findings other another \
    usage options arguments commands default choices help accepted reason unknown unexpected invalid";
/// Nouns that stand in the plural unless there is one.
const COUNTED: &str =
    "errors warnings suggestions findings files pages sheets sources digits others";

/// Codes whose sentences pass on what another program says, in English.
const PASSED_ON: [&str; 3] = ["typst-galat", "typst-peringatan", "templat-salah"];

/// The text without what is quoted: code, placeholders, lines of a source.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for part in text.split("```").step_by(2) {
        for line in part.lines() {
            // `12 | the line of the file`
            let numbered = line.trim_start().split_once(" |").is_some_and(|(number, _)| {
                !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
            });
            // A line of a patch is one of a file as well.
            if !numbered && !line.starts_with(['+', '-']) {
                // What stands between backquotes may have quotes of its own.
                let code: Vec<&str> = line.split('`').step_by(2).collect();
                let unquoted: Vec<String> =
                    code.join(" ").split('"').step_by(2).map(str::to_owned).collect();
                out.push_str(&without(&unquoted.join(" "), '{', '}'));
            }
            out.push('\n');
        }
    }
    out
}

/// The text without everything from `open` to `close`.
fn without(text: &str, open: char, close: char) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once(open)
        && let Some((_, after)) = tail.split_once(close)
    {
        out.push_str(before);
        out.push(' ');
        rest = after;
    }
    out + rest
}

/// Words of the other language in a text, and plurals of one thing.
fn foreign(text: &str, language: Language) -> Vec<String> {
    let text = plain(text).to_lowercase();
    // A hyphen is inside of a word: codes are made of Indonesian ones.
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let list = match language {
        Language::Id => ENGLISH,
        Language::En => INDONESIAN,
    };
    let other = words.iter().filter(|word| list.split_whitespace().any(|one| one == **word));
    let mut found: Vec<String> = other.map(|word| (*word).to_owned()).collect();
    let many = words
        .windows(2)
        .filter(|pair| pair[0] == "1" && COUNTED.split_whitespace().any(|noun| noun == pair[1]));
    found.extend(many.map(|pair| pair.join(" ")));
    found
}

/// Fails with all texts that have foreign words.
fn assert_pure(texts: impl IntoIterator<Item = (String, String)>, language: Language) {
    let mut wrong = Vec::new();
    for (name, text) in texts {
        let found = foreign(&text, language);
        if !found.is_empty() {
            wrong.push(format!("== {name}: {found:?}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{language:?}: {} texts\n{}", wrong.len(), wrong.join("\n"));
}

/// What a command says, on both streams, in one language.
fn said(arguments: &[&str], folder: &Path, language: Language) -> (String, String) {
    let code = language.pick(["id", "en"]);
    let output = Command::new(env!("CARGO_BIN_EXE_ikigen"))
        .args(arguments)
        .current_dir(folder)
        .env("IKIGEN_LANG", code)
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(!format!("{out}{err}").is_empty(), "{arguments:?} says nothing");
    // The keys of JSON are English for all.
    let out = serde_json::from_str(&out).map_or(out, |value| strings(&value));
    (arguments.join(" "), format!("{out}\n{err}"))
}

/// All texts in a JSON value, one a line.
fn strings(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n"),
        Value::Array(all) => all.iter().map(strings).collect(),
        // What a fix puts into a file is text of the project.
        Value::Object(all) => all
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "insertedContent" | "patch"))
            .map(|(_, value)| strings(value))
            .collect(),
        _ => String::new(),
    }
}

/// The project without words, in a temporary folder.
fn wordless() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repo().join("tests/wordless"), folder.path());
    folder
}

/// Changes a text of a file once.
fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from:?} in {file}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

fn both(test: impl FnMut(Language)) {
    [Language::Id, Language::En].into_iter().for_each(test);
}

#[test]
fn help_is_in_one_language() {
    both(|language| {
        let commands = [
            "",
            "build",
            "check",
            "diff",
            "explain",
            "explain capaian",
            "init",
            "verify",
            "schema",
            "year",
        ];
        let help = |command: &str| {
            let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
            said(&arguments, repo(), language)
        };
        assert_pure(commands.into_iter().map(help), language);
    });
}

#[test]
fn mistakes_in_arguments_are_told_in_one_language() {
    both(|language| {
        let mistakes = [
            "buld",
            "build --outt x",
            "build --format x",
            "build --format",
            "build --timeout x",
            "build --timeout 0",
            "build --only x",
            "build -q -v",
            "build -q -q",
            "check --dry-run",
            "check --min x",
            "diff a b c",
            "explain capaian x --tahun x",
            "explain x y",
            "explain x capaian y",
            "build x",
            "init",
            "verify",
            "schema",
            "schema x",
            "year",
            "year x",
            "year 2025 --sampai x",
            "--lang xx check",
        ];
        let said = |line: &str| said(&line.split(' ').collect::<Vec<_>>(), repo(), language);
        assert_pure(mistakes.into_iter().map(said), language);
    });
}

#[test]
fn codes_are_explained_in_one_language() {
    both(|language| {
        let pages = reference::all(language);
        let pages = pages.split("\n## ").map(|page| {
            let (title, text) = page.split_once('\n').unwrap();
            (title.to_owned(), text.to_owned())
        });
        let list = reference::list(language);
        let list = list.lines().map(|line| (String::new(), line[26..].to_owned()));
        assert_pure(pages.chain(list), language);
    });
}

#[test]
fn numbers_are_explained_in_one_language() {
    let folder = wordless();
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder.path(), &mut diagnostics, &mut Timings::default()).unwrap();
    let ids: Vec<&str> = project
        .model
        .jabatan
        .iter()
        .flat_map(ikigen::model::Jabatan::indikator)
        .map(|i| i.id.as_str())
        .collect();
    assert!(ids.len() >= 12);
    both(|language| {
        let all: Vec<(String, String)> = ids
            .iter()
            .map(|id| said(&["explain", "capaian", id], folder.path(), language))
            .collect();
        assert_pure(all.clone(), language);
        let all: String = all.into_iter().map(|(_, text)| text).collect();
        // The states are all there, each with its reason.
        let states = [
            ["belum diisi", "not filled yet"],
            ["targetnya belum ditetapkan", "its target is not set yet"],
            [
                "tidak dapat dihitung karena targetnya 0",
                "cannot be computed because its target is 0",
            ],
            ["targetnya negatif", "its target is negative"],
            ["penyebutnya 0", "its denominator is 0"],
            [
                "realisasinya, sebagai pembagi, bernilai 0",
                "the actual value is 0, and the rule divides by it",
            ],
        ];
        for state in states {
            assert!(all.contains(language.pick(state)), "{}", language.pick(state));
        }
    });
}

#[test]
fn every_form_of_a_report_is_in_one_language() {
    both(|language| {
        let folder = wordless();
        let here = folder.path();
        edit(
            here,
            "data/jabatan/01.yaml",
            "nama: Frondik",
            "nama: Frondik # terima bukan-ukuran: Zimvar",
        );
        let mut texts: Vec<(String, String)> = ["text", "json", "sarif", "github"]
            .iter()
            .map(|form| said(&["check", "--accepted", "--format", form], here, language))
            .collect();
        // What stands before the message of an annotation is the forge's.
        let (_, github) = texts.last_mut().unwrap();
        *github = github
            .lines()
            .map(|line| line.rsplit("::").next().unwrap().to_owned() + "\n")
            .collect();
        texts.push(said(&["check", "--code", "x"], here, language));
        texts.push(said(&["check", "--jabatan", "x"], here, language));
        texts.push(said(&["check", "--code", "kata-ganda"], here, language));
        texts.push(said(&["check", "--fix", "--dry-run", "--format", "json"], here, language));
        texts.push(said(&["check", "--fix", "--dry-run"], here, language));
        texts.push(said(&["build", "-v", "--keep-typst", "typst"], here, language));
        texts.push(said(&["build", "--format", "json"], here, language));
        texts.push(said(&["build", "--keep-typst", "."], here, language));
        texts.push(said(&["build", "--out", "data/opd.yaml"], here, language));
        texts.push(said(&["build", "--compare", "nowhere"], here, language));
        texts.push(said(&["explain", "capaian", "jumlahh"], here, language));
        texts.push(said(&["explain", "bukan-ukurann"], here, language));
        texts.push(said(&["init", "fresh"], here, language));
        texts.push(said(&["init", "."], here, language));
        texts.push(said(&["check", "--project", "nowhere"], here, language));
        assert_pure(texts, language);
    });
}

#[test]
fn opening_a_year_is_told_in_one_language() {
    both(|language| {
        let folder = wordless();
        let runs = [
            "year 2025 --dry-run",
            "year 2025",
            "year 2025 --format json",
            "year 2022",
            "year 2024",
            "year 2026",
            "year 2027",
            "year 2026 --sampai 2025",
            "year 2026 --sampai 2030",
            "year 2026 --sampai 2030 --format json",
        ];
        let run = |line: &str| {
            let arguments: Vec<&str> = line.split_whitespace().collect();
            said(&arguments, folder.path(), language)
        };
        let mut texts: Vec<(String, String)> = runs.map(run).into();
        edit(folder.path(), "data/realisasi/2026.yaml", "tanggal: 2026-03-31\n", "");
        let plan = "data/renstra.yaml";
        let text = fs::read_to_string(folder.path().join(plan)).unwrap();
        let lalu = "periode_lalu:\n  tahun: [2020]\n  kinerja:\n    - { indikator: Zel, satuan: persen, target: {}, \
                    realisasi: {} }\n  pendanaan:\n    - { uraian: Zel, anggaran: {}, realisasi: {} }\n";
        let text = text.replace("status: contoh", "status: final") + lalu;
        fs::write(folder.path().join(plan), text).unwrap();
        texts.push(run("year 2026 --sampai 2030"));
        let kept = folder.path().join("data/periode/2023-2025/opd.yaml");
        fs::rename(kept, folder.path().join("data/periode/2023-2025/renstra.yaml")).unwrap();
        texts.push(run("year 2026 --sampai 2030"));
        assert_pure(texts, language);
    });
}

#[test]
fn reviews_are_in_one_language() {
    both(|language| {
        let (before, after) = (wordless(), wordless());
        let now = after.path();
        edit(now, "data/jabatan/01.yaml", "nama: Brelva", "nama: Brelvo");
        edit(now, "data/jabatan/01.yaml", "2024: 10,", "2024: 11,");
        edit(now, "data/jabatan/01.yaml", "velkra dorun;", "velkra dorum;");
        edit(now, "data/realisasi/2024.yaml", "total: 0", "total: 4");
        edit(
            now,
            "data/realisasi/2024.yaml",
            "    TW4: { kini: 30, total: 80 }",
            "    TW4: { kini: 40, total: 80 }",
        );
        edit(now, "data/realisasi/2024.yaml", "{ lalu: 100 }", "{ lalu: 101 }");
        edit(now, "data/renstra.yaml", "2024: 140", "2024: 141");
        edit(now, "data/opd.yaml", "nama: Vorkun", "nama: Vorkan");
        let base = before.path().to_str().unwrap();
        let forms = ["text", "markdown", "json", "html"];
        let review = |form: &&str| {
            let (name, text) = said(&["diff", base, "--format", form], now, language);
            // Style sheets and tags are no sentences.
            let text = text.split_once("<style>").map_or(text.clone(), |(head, tail)| {
                head.to_owned() + tail.split_once("</style>").unwrap().1
            });
            (name, if *form == "html" { without(&text, '<', '>') } else { text })
        };
        let mut texts: Vec<(String, String)> = forms.iter().map(review).collect();
        texts.push(said(&["diff", base, base], now, language));
        texts.push(said(&["diff", "nowhere"], now, language));
        assert_pure(texts, language);
    });
}

#[test]
fn verdicts_are_in_one_language() {
    let folder = wordless();
    let here = folder.path();
    said(&["build"], here, Language::En);
    let output = here.join("output");
    let pdf = fs::read(output.join("IKI-2024.pdf")).unwrap();
    fs::write(here.join("longer.pdf"), [&pdf[..], b"\n%"].concat()).unwrap();
    fs::write(here.join("broken.pdf"), &pdf[..100]).unwrap();
    fs::write(here.join("broken.xlsx"), b"PK").unwrap();
    let book = fs::read_dir(&output).unwrap().map(|entry| entry.unwrap().path());
    let book = book.filter(|path| path.extension().is_some_and(|e| e == "xlsx")).min().unwrap();
    fs::copy(&book, here.join("book.xlsx")).unwrap();
    both(|language| {
        let verify = |file: &str| said(&["verify", file], here, language);
        let files = [
            "output/IKI-2024.pdf",
            "longer.pdf",
            "broken.pdf",
            "broken.xlsx",
            "nowhere",
            "book.xlsx",
            ".",
        ];
        assert_pure(files.map(verify), language);
    });
    edit(here, "data/realisasi/2024.yaml", "kini: 30", "kini: 31");
    both(|language| assert_pure([said(&["verify", "book.xlsx"], here, language)], language));
}

/// One finding, one file: English tells one from many.
#[test]
fn one_is_singular() {
    let folder = wordless();
    let counted = |arguments: &[&str]| said(arguments, folder.path(), Language::En).1;
    let one = counted(&["check", "--code", "tanda-baca-daftar"]);
    assert!(one.contains("0 errors, 1 warning, 0 suggestions, 0 accepted."), "{one}");
    let one = counted(&["check", "--fix", "--dry-run", "--code", "tanda-baca-daftar"]);
    assert!(one.contains("1 finding can be cured in 1 file;"), "{one}");
    edit(folder.path(), "data/opd.yaml", "tahun: 2024", "tahun: 2024\nterm: 1");
    let one = counted(&["build"]);
    assert!(one.contains("\n1 error, "), "{one}");
}

/// All findings that the fixtures and the examples of the rules provoke.
#[test]
fn findings_are_in_one_language() {
    let mut seen = std::collections::BTreeSet::new();
    let mut texts = [Vec::new(), Vec::new()];
    let mut look = |folder: &Path| {
        let mut diagnostics = Diagnostics::default();
        let mut timings = Timings::default();
        if let Some(project) = project::check(folder, &mut diagnostics, &mut timings) {
            project.build(&[], &mut diagnostics, &mut timings);
        }
        let mut files = String::new();
        read_all(folder, &mut files);
        for one in diagnostics.sorted() {
            seen.insert(one.code.code);
            both(|language| {
                if !PASSED_ON.contains(&one.code.code) {
                    let name = format!("{} in {}", one.code.code, folder.display());
                    texts[language as usize].push((name, sentences(one, &files, language)));
                }
            });
        }
    };
    for path in cases::cases() {
        let text = fs::read_to_string(path).unwrap().replace('\r', "");
        look(Case::read(&text, &cases::folder()).project().path());
    }
    for case in typed::all() {
        look(case.project().path());
    }
    for rule in RULES {
        look(changed(rule).path());
    }
    assert!(seen.len() > 110, "{} codes", seen.len());
    for (texts, language) in texts.into_iter().zip([Language::Id, Language::En]) {
        assert_pure(texts, language);
    }
}

/// All that a finding says, without what it says of the project's own texts.
fn sentences(one: &Diagnostic, files: &str, language: Language) -> String {
    let related = one.related.iter().map(|(_, note)| note.fill(language, &one.args));
    let all: Vec<String> =
        [one.message(language), one.help(language)].into_iter().chain(related).collect();
    let mut text = all.join("\n");
    let mut own = Vec::new();
    texts_of(&one.args, &mut own);
    for value in own.iter().flat_map(|value| value.split(", ")) {
        if value.len() > 2 && files.contains(value) {
            text = text.replace(value, " ");
        }
    }
    text
}

/// The texts that fill sentences, as deep as they are.
fn texts_of(args: &Args, found: &mut Vec<String>) {
    for (_, value) in args {
        match value {
            Phrase::Text(text) => found.push(text.clone()),
            Phrase::Note(_, args) => texts_of(args, found),
        }
    }
}

/// What stands in the files of a project.
fn read_all(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, out);
        } else if path.file_name().is_some_and(|name| name != "harapan.txt") {
            out.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()));
        }
    }
}
