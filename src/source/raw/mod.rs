//! The files as they are written: serde types, one for each kind of file.
//!
//! These types *are* the schema. serde reads them, [`super::schema`] checks a file
//! against the JSON Schema that schemars derives from them, editors complete from the
//! same. Doc comments of fields become the descriptions an editor shows, so they are
//! written for the office. Texts know their place ([`crate::text::Text`]); numbers that are printed or computed
//! are [`Number`]: their text.

mod dictionary;
mod documents;
mod office;
mod officials;
mod plan;
mod position;
mod realisasi;
mod scalar;
mod words;

pub use dictionary::Kamus;
pub use documents::{BookKind, BuiltInDocuments, Dokumen, Perlu, Untuk};
pub use office::*;
pub use officials::{Officials, Pejabat};
pub use plan::*;
pub use position::*;
pub use realisasi::{Analisis, NilaiTriwulan, Realisasi, RealisasiIndikator, Status, Triwulan};
pub use scalar::Number;
#[cfg(feature = "documents")]
pub(crate) use words::fixed_words;
pub use words::{Kata, KataPerjanjian, KolomTahunan};
