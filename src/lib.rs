//! ikigen makes the performance documents of an Indonesian government office from one YAML
//! source: the IKI as a PDF in the layout of the office's original document.
//!
//! Data flows one way, and a stage knows only the stages before it:
//!
//! ```text
//! data/*.yaml ── source ──▶ model ──▶ markup ──▶ typeset ──▶ output
//!               text and    valid,    Typst      pages,      published
//!               places      typed     markup     PDF         all at once
//! ```
//!
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
//! | *OPD* | *organisasi perangkat daerah*: a local-government office |
//! | *IKI* | *Indikator Kinerja Individu*: the document of all positions |
//! | *naskah* | the project as it is written |
//! | *tempat* | a place in a file |
//! | *temuan* | findings about a project |
//! | *terbitan* | a published file |

#![warn(clippy::unwrap_used)]

pub mod cli;
pub mod diagnostic;
pub mod format;
pub mod formula;
pub mod markup;
pub mod measure;
pub mod model;
pub mod output;
pub mod proyek;
pub mod sidik;
pub mod source;
pub mod typeset;
