//! Whatever is done to the files: findings with places, never a panic.

use std::fs;
use std::sync::LazyLock;

use ikigen::diagnostic::{Diagnostics, Severity, json, text};
use ikigen::formula;
use ikigen::language::Language;
use ikigen::project::{self, Timings};
use proptest::prelude::*;

use crate::support::repo;

static OPD: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string(repo().join("data/opd.yaml")).unwrap());
static JABATAN: LazyLock<String> = LazyLock::new(|| {
    fs::read_to_string(repo().join("data/jabatan/13-kabid-perdagangan.yaml")).unwrap()
});

/// `text` with the characters from `at` on, `length` of them, replaced.
fn damaged(text: &str, at: prop::sample::Index, length: usize, with: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = at.index(chars.len());
    let end = (at + length).min(chars.len());
    chars[..at].iter().chain(with.chars().collect::<Vec<_>>().iter()).chain(&chars[end..]).collect()
}

/// Reads a project of the two files and shows what was found in every form.
fn read_and_show(opd: &[u8], jabatan: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("jabatan")).unwrap();
    fs::write(data.join("opd.yaml"), opd).unwrap();
    fs::write(data.join("jabatan/01.yaml"), jabatan).unwrap();
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder.path(), &mut diagnostics, &mut Timings::default());
    assert_eq!(project.is_none(), diagnostics.has_errors(), "{diagnostics:?}");
    for diagnostic in diagnostics.sorted() {
        if let Some(span) = &diagnostic.span {
            let range = span.clamped();
            assert!(span.file.text().get(range).is_some());
        }
        for language in [Language::Id, Language::En] {
            let said = diagnostic.message(language) + &diagnostic.help(language);
            let unfilled =
                ["{kunci}", "{sebab", "{usul}", "{dikenal}", "{harapan", "{nyata", "{contoh}"];
            assert!(unfilled.iter().all(|hole| !said.contains(hole)), "{said}");
        }
    }
    let _ = text::render(&diagnostics, Severity::Info, Language::Id, true);
    let _ = json::value(&diagnostics, Language::En).to_string();
}

/// The program that is tested minds what the one that is shipped must not meet.
#[test]
fn overflows_and_broken_assumptions_are_noticed_here() {
    let largest = std::hint::black_box(i32::MAX);
    assert!(std::panic::catch_unwind(|| std::hint::black_box(largest + 1)).is_err());
    assert!(std::panic::catch_unwind(|| debug_assert!(largest < 0)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_position_is_reported_not_followed(
        at: prop::sample::Index,
        length in 0usize..40,
        with in r#"[-:\[\]{}#&*!|>'"%@`,?\n\t a-z0-9~\\/+().]{0,12}"#,
    ) {
        read_and_show(OPD.as_bytes(), damaged(&JABATAN, at, length, &with).as_bytes());
    }

    #[test]
    fn a_damaged_office_is_reported_not_followed(
        at: prop::sample::Index,
        length in 0usize..40,
        with in r#"[-:\[\]{}#&*!|>'"%@`,?\n\t a-z0-9~\\/+().]{0,12}"#,
    ) {
        read_and_show(damaged(&OPD, at, length, &with).as_bytes(), JABATAN.as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_and_show(OPD.as_bytes(), &bytes);
        read_and_show(&bytes, JABATAN.as_bytes());
    }

    #[test]
    fn any_text_is_a_formula_or_a_placed_mistake(text in "\\PC{0,40}") {
        if let Err(wrong) = formula::parse(&text) {
            let length = text.chars().count();
            prop_assert!(wrong.chars.start <= length);
            prop_assert!(wrong.chars.start <= wrong.chars.end);
        }
    }
}
