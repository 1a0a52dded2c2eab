//! The two languages in which the program speaks.

/// The language of everything a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Language {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English (bahasa Inggris).
    En,
}

impl Language {
    /// Picks the text of this language from a pair `[Indonesian, English]`.
    pub fn pick<T: Copy>(self, pair: [T; 2]) -> T {
        pair[self as usize]
    }
}
