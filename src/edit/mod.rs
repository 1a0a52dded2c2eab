//! The stage that changes bytes of a project's files: values are set, keys and items inserted
//! and removed, files made.
//!
//! An edit names its place by the tree of the file, never by offsets. Several edits on one
//! file follow each other: each sees what those before it made. What they make of the file
//! is first a tree ([`draft`]); the bytes that have to change for it are found in one go
//! ([`splice`], from where everything lies, [`layout`]), new values are written in the style
//! of what stands around them ([`mod@write`], [`scalar`]). Every other byte stays: comments, blank
//! lines, order, quotes, line ends, a byte order mark, a missing last line end.
//!
//! **Comments.** One on a line of what is removed goes with it, also one inside, between its
//! keys or items or below them and indented further. One above on a line of its own stays:
//! it may head what follows. An acceptance (`# terima …`) right above goes: it speaks of
//! that line alone, and would accept something in the next. [`Edited::lost`] names
//! what went. Where a comment would be in the way of an edit otherwise, it is refused.
//!
//! **Guard.** The new text is read again by both YAML readers. They have to agree with each
//! other and with what was asked for, in every value, and the comments have to be there; else
//! the edit is refused ([`Refusal`]). Nothing is ever written anew from values.

pub mod codes;
mod draft;
mod layout;
mod refusal;
mod scalar;
mod splice;
mod value;
mod verify;
mod write;

use draft::Drafting;
use layout::Page;
use splice::Splicer;

use crate::source::{agree, tree};
use crate::text::{SourceFile, Span};
pub use refusal::{Reason, Refusal};
pub use value::{Edit, Path, Place, Step, Value};

/// What edits make of a file.
#[derive(Debug)]
pub struct Edited {
    /// Its new text.
    pub text: String,
    /// Comments of the old text that went with what was removed.
    pub lost: Vec<Span>,
}

/// Makes edits on a file, in this order: all of them or none.
///
/// # Errors
/// Why they are not made. The file is as it was.
pub fn apply(file: &SourceFile, edits: &[Edit]) -> Result<Edited, Refusal> {
    let tree = read(file)?;
    let mut drafting = Drafting::new(file, &tree);
    edits.iter().try_for_each(|edit| drafting.perform(edit))?;
    let root = drafting.root;
    // The last line gets the end that it may lack, and loses it again.
    let newline = layout::newline(file.text());
    let open = !file.text().ends_with('\n');
    let whole = if open { format!("{}{newline}", file.text()) } else { file.text().to_owned() };
    let page = Page::new(&whole, &tree);
    let mut splicer = Splicer::new(file, &page, &tree);
    splicer.file(&root, &tree)?;
    let lost = std::mem::take(&mut splicer.lost);
    let text = splicer.text()?;
    let reads_well = |text: &str| {
        let new = SourceFile::new(file.path(), text);
        tree::parse(&new).is_ok_and(|read| {
            verify::is_as_asked(&root, &read)
                && verify::keeps_comments((&whole, &page.comments), &lost, (text, &read))
                && agree::disagreement(&new, &read).is_none()
        })
    };
    // A text under a `|` needs the line end that it had.
    let bare = text.trim_end_matches(['\r', '\n']);
    let texts = if open { vec![bare, text.as_str()] } else { vec![text.as_str()] };
    match texts.into_iter().find(|text| reads_well(text)) {
        Some(text) => {
            let lost = lost.iter().map(|range| file.span(range.clone())).collect();
            Ok(Edited { text: text.to_owned(), lost })
        }
        None => Err(Refusal::new(Reason::Doubt, file, changed(&whole, &text))),
    }
}

/// The text of a new file that holds `value`.
///
/// # Errors
/// Why it cannot be written.
pub fn create(path: &str, value: &Value) -> Result<String, Refusal> {
    // A file without anything in it: the value is put in the place of nothing.
    let empty = SourceFile::new(path, "~\n");
    apply(&empty, &[Edit::Set { path: Path::default(), value: value.clone() }])
        .map(|edited| edited.text)
}

/// The change of a file as a patch.
pub fn patch(file: &SourceFile, text: &str) -> String {
    let path = file.path();
    similar::TextDiff::from_lines(file.text(), text)
        .unified_diff()
        .context_radius(0)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

/// The tree of a file. Both readers have to see the same in it.
fn read(file: &SourceFile) -> Result<tree::Node, Refusal> {
    let tree = tree::parse(file).map_err(|found| {
        let first = found.into_iter().next();
        let span = first.as_ref().and_then(|d| d.span.clone()).unwrap_or_else(|| file.span(0..0));
        let reason = first.map_or(Reason::Doubt, |d| Reason::Unreadable(Box::new(d)));
        Refusal { reason, span }
    })?;
    match agree::disagreement(file, &tree) {
        Some(span) => Err(Refusal { reason: Reason::Form, span }),
        None => Ok(tree),
    }
}

/// The bytes of `old` that are others in `new`.
fn changed(old: &str, new: &str) -> std::ops::Range<usize> {
    let same = |(a, b): &(u8, u8)| a == b;
    let start = old.bytes().zip(new.bytes()).take_while(same).count();
    let rest = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    start..(old.len() - rest).max(start)
}
