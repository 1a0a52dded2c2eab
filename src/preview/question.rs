//! What the page in the browser can ask.

use serde::Deserialize;

/// A question to a [`super::Session`]. A document goes by the name of its file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Question {
    /// Read the project again: which documents it has, and what is wrong with it.
    Read {},
    /// Lay a document out, unless nothing of it changed: what its pages look like, its headings.
    LayOut {
        /// Which.
        document: String,
    },
    /// A page as a picture.
    Picture {
        /// Of which document.
        document: String,
        /// Which, from 0.
        page: usize,
        /// What it looks like; another one is not shown in its place.
        look: String,
    },
    /// The text of a page, piece by piece, with where it lies.
    Text {
        /// Of which document.
        document: String,
        /// Which page, from 0.
        page: usize,
        /// What it looks like.
        look: String,
    },
    /// Where what is printed at a point of a page comes from.
    Origin {
        /// Of which document.
        document: String,
        /// Which page, from 0.
        page: usize,
        /// What it looks like.
        look: String,
        /// Which run of its text, from 0.
        run: usize,
        /// Points from the left of the page.
        x: f64,
    },
    /// What stands at a place of a file.
    Place {
        /// The file, relative to the project.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// Where the numbers of an indicator come from.
    Indikator {
        /// Its id.
        id: String,
        /// Whose page it was asked from.
        document: String,
    },
    /// Where on the pages the findings are.
    Marks {},
    /// Where words are printed.
    Search {
        /// The words.
        words: String,
    },
    /// Write another value.
    Edit {
        /// The file, relative to the project.
        file: String,
        /// The fingerprint that it had when its value was shown.
        version: String,
        /// The byte at which the value begins.
        start: usize,
        /// What shall stand there.
        value: String,
    },
    /// Make the cure of a finding.
    Fix {
        /// Its code.
        code: String,
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Take the last change back that was made here.
    Undo {},
}
