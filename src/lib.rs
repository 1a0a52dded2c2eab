//! ikigen makes the performance documents of an Indonesian government office from one YAML
//! source: the IKI as a PDF in the layout of the office's original document, the yearly
//! edition with targets, actual values and achievements, and workbooks with live formulas.
//!
//! Data flows one way, and a stage knows only the stages before it:
//!
//! ```text
//! data/*.yaml ── source ──▶ model ──▶ measure ─┬▶ markup ──▶ typeset ─┬▶ output
//!               text and    valid,    exact     │  Typst      pages, PDF │  published
//!               places      typed     numbers   └▶ workbook ─────────────┘  all at once
//! ```
//!
//! [`edit`] changes bytes of the files, [`check`] judges what is written, [`review`] compares two states of it.
//! [`formula`] is the expression that a model's formulas are made of, [`diagnostic`] what
//! every stage says about the user's files, [`proyek`] the one way through, [`cli`] the
//! command line.
//!
//! # Glossary
//!
//! | word | meaning |
//! |---|---|
//! | *jabatan* | position in the office |
//! | *atasan* | superior position |
//! | *tugas*, *fungsi* | duties, functions of a position |
//! | *sasaran* | objective |
//! | *indikator* | performance indicator |
//! | *rumus* | formula of an indicator |
//! | *satuan*, *arah*, *agregasi* | unit, which way is good, how quarters make the year |
//! | *target*, *murni*, *perubahan* | target, as first set, as revised |
//! | *realisasi* | actual value |
//! | *capaian* | achievement: realisasi against target |
//! | *triwulan* | quarter |
//! | *kategori*, *skala*, *peringkat* | category, scale, a step of it |
//! | *kebijakan* | policy of measurement |
//! | *pengesahan* | signature |
//! | *edisi asli*, *edisi tahunan* | the original document, the yearly one |
//! | *buku*, *lembar*, *sel*, *letak* | workbook, sheet, cell, where the cells of a table stand |
//! | *program*, *kegiatan*, *sub kegiatan* | levels of the budget's nomenclature |
//! | *pagu*, *anggaran*, *penyerapan* | ceiling of the plan, budget, share of it that was spent |
//! | *OPD* | *organisasi perangkat daerah*: a local-government office |
//! | *IKI* | *Indikator Kinerja Individu*: the document of all positions |
//! | *naskah* | the project as it is written |
//! | *tempat* | a place in a file |
//! | *temuan* | findings about a project |
//! | *terbitan* | a published file |

#![warn(clippy::unwrap_used)]

pub mod check;
pub mod cli;
pub mod codes;
pub mod diagnostic;
pub mod digest;
pub mod edit;
pub mod format;
pub mod formula;
pub mod language;
pub mod markup;
pub mod measure;
pub mod model;
pub mod number;
pub mod output;
pub mod project;
pub mod project_codes;
pub mod review;
pub mod scaffold;
pub mod source;
pub mod text;
pub mod typeset;
pub mod workbook;
