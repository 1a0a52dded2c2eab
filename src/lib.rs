//! ikigen makes the performance documents of an Indonesian government office from one YAML
//! source: the IKI as a PDF in the layout of the office's original document, the yearly
//! edition with targets, actual values and achievements, workbooks with live formulas, and
//! whatever documents an office declares itself.
//!
//! Data flows one way, and a stage knows only the stages before it:
//!
//! ```text
//! data/*.yaml ── source ──▶ model ──▶ measure ─┬▶ markup ──▶ typeset ─┬▶ output
//!               text and    valid,    exact     │  Typst      pages, PDF │  written,
//!               places      typed     numbers   └▶ workbook ─────────────┘  all at once
//! ```
//!
//! `docs/arsitektur.md` says why it is so. What is up to `check`, `edit` and `explain` is the
//! core, which builds without the feature `documents`: without typesetter, workbooks and command
//! line. [`reader`] reads back what was made, and builds without them too.
//!
//! # Where to add
//!
//! - **a rule of `check`**: a file in `src/check` with a `RULE` (copy the one that is most like
//!   it), and its line in [`check::RULES`]. Its example is its test. Then run the tests once with
//!   `IKIGEN_WRITE_EXPECTED=1`, which writes its page into `docs/kode.md`.
//! - **a mistake that stops a build**: a code in the `codes.rs` of the stage that finds it, and a
//!   case in `tests/cases`.
//! - **a key of the YAML**: the type in `src/source/raw`, with a doc comment, which becomes the
//!   schema's; the value in [`model`]; what templates see of it in `src/markup/context`.
//! - **a document**: a declaration in `src/documents/built_in.yaml` and a template in
//!   `templates`. An office does the same in its own project and needs no Rust.
//! - **a sheet**: a list of columns in `src/workbook/lkjip` or `src/workbook/renstra`, and its
//!   line in the `mod.rs` there.
//! - **a command**: a module in `src/cli` with its `Arguments` and `run`, and its line in the
//!   `Command` of `src/cli/mod.rs`, which says too whether it reads what a stranger wrote.
//! - **a sentence**: a [`language::Note`] beside the code that says it.
//! - **a word in a name**: English; or a key of the schema; or, for a word printed on a page, a
//!   line in `tests/names/glossary.txt`.
//!
//! # Glossary
//!
//! Domain words are the keys of the schema, so [`source::raw`] has them all with their meanings.
//! Those that most names are made of:
//!
//! | word | meaning |
//! |---|---|
//! | *opd*, *jabatan* | the office (*organisasi perangkat daerah*); a position in it |
//! | *atasan*, *pimpinan* | superior position; head of the office |
//! | *tugas*, *fungsi*, *uraian* | duties, functions of a position; one of their texts |
//! | *sasaran* | objective |
//! | *indikator* | performance indicator |
//! | *rumus*, *variabel* | formula of an indicator, its data |
//! | *satuan*, *arah*, *agregasi* | unit, which way is good, how quarters make the year |
//! | *target*, *murni*, *perubahan* | target, as first set, as revised |
//! | *realisasi*, *triwulan*, *sampai* | actual value, quarter, the quarter up to which figures run |
//! | *capaian* | achievement: realisasi against target |
//! | *kategori*, *skala*, *peringkat* | category, scale, a step of it |
//! | *kebijakan* | policy of measurement |
//! | *pengesahan* | signature |
//! | *tujuan*, *strategi*, *renstra* | goal, strategy, strategic plan of five years |
//! | *program*, *kegiatan*, *sub kegiatan* | levels of the budget's nomenclature |
//! | *pagu*, *anggaran*, *penyerapan* | ceiling of the plan, budget, share of it that was spent |
//! | *iki*, *lkjip* | the document of all positions; the yearly report and its annexes |
//!
//! The program's own words: a [`diagnostic::Diagnostic`] is a finding, its *fix* what cures it,
//! a *suppression* the comment that accepts it; a [`text::Span`] is a place in a file, a
//! [`text::Text`] words with their places; an [`output::Artifact`] is a published file.

#![warn(clippy::unwrap_used)]

#[cfg(feature = "documents")]
pub mod align;
pub mod check;
#[cfg(feature = "documents")]
pub mod cli;
pub mod codes;
pub mod diagnostic;
pub mod digest;
#[cfg(feature = "documents")]
pub mod documents;
pub mod edit;
pub mod equation;
pub mod explain;
#[cfg(feature = "reader")]
pub mod form;
pub mod format;
pub mod formula;
pub mod language;
#[cfg(feature = "documents")]
pub mod markup;
pub mod measure;
pub mod model;
pub mod number;
#[cfg(feature = "documents")]
pub mod output;
#[cfg(feature = "documents")]
pub mod project;
#[cfg(feature = "reader")]
pub mod reader;
#[cfg(feature = "documents")]
pub mod review;
pub mod scaffold;
pub mod source;
pub mod text;
pub mod typed;
#[cfg(feature = "documents")]
pub mod typeset;
pub mod wording;
#[cfg(feature = "documents")]
pub mod workbook;
#[cfg(feature = "documents")]
pub mod year;
