//! The pages that a change touches, old and new, with the changed words marked.

use std::fmt::Write;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::output::Masukan;
use crate::proyek::Proyek;
use crate::typeset::{self, Halaman, Runtun};

/// Pairs of pages that are shown; a change of more is better read on paper.
const MAX_PASANG: usize = 24;

/// A touched page before and after; one of them where a page came or went.
#[derive(Debug)]
pub struct Pasang {
    /// The document.
    pub dokumen: String,
    /// Before: number from 1, and the picture as SVG.
    pub lama: Option<(usize, String)>,
    /// After.
    pub baru: Option<(usize, String)>,
}

/// The touched pages of all documents that both sides have, and how many are left out.
pub fn halaman(lama: &Proyek, baru: &Proyek) -> (Vec<Pasang>, usize) {
    let mut found = Vec::new();
    let mut left_out = 0;
    for (nama, before, after) in documents(lama, baru) {
        for (a, b) in touched(&before.teks(), &after.teks()) {
            if found.len() == MAX_PASANG {
                left_out += 1;
                continue;
            }
            let [old, new] = [(&before, a), (&after, b)]
                .map(|(side, page)| page.map_or_else(Vec::new, |page| side.runtun(page)));
            let (gone, come) = changed(&old, &new);
            found.push(Pasang {
                dokumen: nama.clone(),
                lama: a
                    .and_then(|page| Some((page + 1, picture(&before, page, &gone, "#d01c1c")?))),
                baru: b.and_then(|page| Some((page + 1, picture(&after, page, &come, "#138a36")?))),
            });
        }
    }
    (found, left_out)
}

/// Both sides' documents, laid out, by name.
fn documents(lama: &Proyek, baru: &Proyek) -> Vec<(String, Halaman, Halaman)> {
    let set = |proyek: &Proyek| -> Vec<(String, Halaman)> {
        // Pages do not show what is attached.
        let bahan = proyek.bahan(&Masukan::default()).unwrap_or_default();
        let laid_out = |one: &typeset::Bahan| {
            Some((one.nama.clone(), typeset::susun(one, &proyek.huruf).ok()?.0))
        };
        bahan.iter().filter_map(laid_out).collect()
    };
    let (mut before, after) = (set(lama), set(baru));
    let mut both = Vec::new();
    for (nama, new) in after {
        if let Some(at) = before.iter().position(|(old, _)| *old == nama) {
            both.push((nama, before.remove(at).1, new));
        }
    }
    both
}

/// Pages that differ, from 0: aligned by what is on them.
fn touched(before: &[String], after: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, before, after) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        let nth = |range: &std::ops::Range<usize>, n: usize| range.clone().nth(n);
        let count = old.len().max(new.len());
        pairs.extend((0..count).map(|n| (nth(&old, n), nth(&new, n))));
    }
    pairs
}

/// The runs that only one of two pages has.
fn changed<'r>(old: &'r [Runtun], new: &'r [Runtun]) -> (Vec<&'r Runtun>, Vec<&'r Runtun>) {
    let words = |runs: &'r [Runtun]| runs.iter().map(|run| run.teks.as_str()).collect::<Vec<_>>();
    let (before, after) = (words(old), words(new));
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if !matches!(op, DiffOp::Equal { .. }) {
            gone.extend(&old[op.old_range()]);
            come.extend(&new[op.new_range()]);
        }
    }
    (gone, come)
}

/// A page with boxes around `marks`.
fn picture(side: &Halaman, page: usize, marks: &[&Runtun], colour: &str) -> Option<String> {
    let svg = side.svg(page)?;
    let mut boxes = String::new();
    for run in marks {
        let [x, y, width, height] = run.kotak;
        // Writing to a string cannot fail.
        let _ = write!(
            boxes,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{colour}\" \
             fill-opacity=\"0.22\" stroke=\"{colour}\" stroke-width=\"0.6\"/>"
        );
    }
    let end = svg.rfind("</svg>")?;
    Some(format!("{}{boxes}{}", &svg[..end], &svg[end..]))
}
