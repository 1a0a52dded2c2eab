//! Whether a new text reads as was asked for, and has kept its comments.

use std::ops::Range;

use super::draft::{Collection, Content, Draft};
use super::layout::comments;
use crate::source::tree::{Kind, Node};

/// Whether `node` is what `draft` was to become.
pub(super) fn is_as_asked(draft: &Draft, node: &Node) -> bool {
    match (&draft.content, &node.kind, draft.origin.map(|origin| &origin.kind)) {
        (
            Content::Kept,
            Kind::Scalar { text, plain },
            Some(Kind::Scalar { text: was, plain: bare }),
        ) => text == was && plain == bare,
        (Content::Patched(_), Kind::Scalar { .. }, _) => true,
        (Content::Asked { text: asked, plain: bare }, Kind::Scalar { text, plain }, _) => {
            text == asked && (*plain || !bare)
        }
        (Content::Nested(Collection::List, children), Kind::Seq(items), _) => {
            children.len() == items.len()
                && children.iter().zip(items).all(|(child, item)| is_as_asked(&child.draft, item))
        }
        (Content::Nested(Collection::Map, children), Kind::Map(entries), _) => {
            children.len() == entries.len()
                && children.iter().zip(entries).all(|(child, entry)| {
                    child.key.as_ref() == Some(&entry.key)
                        && is_as_asked(&child.draft, &entry.value)
                })
        }
        _ => false,
    }
}

/// Whether the new text has the comments of the old one, but for those that were to go.
pub(super) fn keeps_comments(
    old: (&str, &[Range<usize>]),
    lost: &[Range<usize>],
    new: (&str, &Node),
) -> bool {
    let stay = old.1.iter().filter(|comment| !lost.contains(comment));
    let stay = stay.map(|comment| &old.0[comment.clone()]);
    stay.eq(comments(new.0, new.1).into_iter().map(|comment| &new.0[comment]))
}
