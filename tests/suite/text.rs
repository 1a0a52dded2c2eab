//! Any text is only text: whatever stands in a YAML string arrives on the page as written,
//! or is reported with its place.

use std::fs;
use std::sync::LazyLock;

use ikigen::diagnostic::suggest::suggestion;
use ikigen::diagnostic::{Diagnostics, Severity};
use ikigen::model::text::plain;
use ikigen::project::{self, Timings};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{Printed, pages, repo, valid_project};

/// A project of one position whose texts are to be filled in.
static SMALL: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string(repo().join("data/opd.yaml")).unwrap());

/// The text between marks that nothing else on the page has, so that a short one is not
/// found in other words.
fn marked(text: &str) -> String {
    format!("«{text}»")
}

/// A project that prints `text` as a sentence, in a list, in every cell, in a formula.
fn project_with(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let quoted = serde_json::to_string(&marked(text)).unwrap();
    fs::create_dir_all(folder.path().join("data/jabatan")).unwrap();
    fs::write(folder.path().join("data/opd.yaml"), SMALL.as_str()).unwrap();
    let yaml = format!(
        "id: uji\njabatan: {quoted}\natasan: kepala-dinas\ntugas: {quoted}\nfungsi: [{quoted}]\nbutir: true\n\
         sasaran:\n  - sasaran: {quoted}\n    indikator:\n      - id: satu\n        nama: {quoted}\n        \
         variabel: {{ a: {quoted}, b: {quoted} }}\n        formula: a / b\n        penjelasan: {quoted}\n        \
         catatan: {quoted}\n        satuan: persen\n        arah: naik\n        agregasi: akhir\n        sumber: {quoted}\n"
    );
    fs::write(folder.path().join("data/jabatan/01.yaml"), yaml).unwrap();
    folder
}

/// How often `project_with` prints its text.
const TIMES: usize = 10;

/// Either a finding says that the text cannot be printed, or it is printed as it is.
fn arrives(text: &str) {
    let folder = project_with(text);
    let mut diagnostics = Diagnostics::default();
    let Some(project) = project::read(folder.path(), &mut diagnostics, &mut Timings::default())
    else {
        assert!(diagnostics.count(Severity::Error) > 0);
        assert!(diagnostics.sorted().iter().all(|d| d.span.is_some()), "{text:?}: {diagnostics:?}");
        return;
    };
    let pages = pages(&project);
    assert!(!pages.has_missing_glyph(), "a blank box for {text:?}");
    let printed = Printed::new(&pages.text());
    let expected = plain(&marked(text));
    let mut at = 0;
    for _ in 0..TIMES {
        let found = printed.find(&expected, at);
        let (_, _, end) = found.unwrap_or_else(|| panic!("{text:?} became {:?}", pages.text()));
        at = end;
    }
}

#[test]
fn markup_of_every_kind_is_printed_as_written() {
    for text in [
        "# judul",
        "= Judul",
        "*tebal",
        "_miring_",
        "$x^2$",
        "@rujukan",
        "<label>",
        "`kode`",
        "2019 -2024",
        "-2024",
        "a -- b --- c",
        "dan ...",
        "\"kutip\" 'satu'",
        "// komentar",
        "/* komentar */",
        "1. butir",
        "- butir",
        "+ butir",
        "/ istilah: arti",
        "~",
        "a~b",
        "\\",
        "\\u{41} \\n",
        "#let x = 1",
        "#emph[x]",
        "{{ nama }}",
        "{% if %}",
        "{# x #}",
        "https://a.b",
        "[a](b)",
        "];",
        "\"; #panic(\"x\"); \"",
        "a  b",
        "  a",
        "2*3*4",
        "é e\u{301} ½ ×",
        "שלום",
        "100%",
        "=1+1",
        "a\u{a0}b",
        "x;",
        "#",
        "]",
        "(a)",
        "Kop.UM, ;",
    ] {
        arrives(text);
    }
}

#[test]
fn italics_are_the_only_mark() {
    let printed = Printed::new(&pages(&valid_project(project_with("a (*b c*) d").path())).text());
    assert!(printed.find("a (b c) d", 0).is_some());
}

#[test]
fn what_no_font_has_is_reported_at_its_character() {
    let folder = project_with("ab😀c");
    let mut diagnostics = Diagnostics::default();
    assert!(project::read(folder.path(), &mut diagnostics, &mut Timings::default()).is_none());
    let first = diagnostics.sorted()[0].span.clone().unwrap();
    assert_eq!(&first.file.text()[first.clamped()], "😀");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Over all of Unicode.
    #[test]
    fn any_unicode_arrives_or_is_reported(text in "\\PC{1,12}") {
        prop_assume!(!text.trim().is_empty());
        arrives(&text);
    }

    /// Over the characters that Typst, minijinja and YAML give a meaning to.
    #[test]
    fn any_punctuation_arrives(text in r#"[#*_`$@<>\\\[\](){}=~/+"'.;:,|&%!^ a1-]{1,20}"#) {
        prop_assume!(!text.trim().is_empty());
        arrives(&text);
    }

    /// Suggestions never fail, whatever was typed.
    #[test]
    fn suggestions_are_for_any_word(word in "\\PC{0,20}") {
        let known = ["sasaran", "indikator"];
        prop_assert!(suggestion(&word, known).is_none_or(|suggest| known.contains(&suggest)));
    }
}
