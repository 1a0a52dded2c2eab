//! `diff`: what a change does to the meaning of a project, to its numbers, and to what an
//! inspector would say.
//!
//! Two sides ([`Sisi`]) are compared twice. By meaning ([`banding`]): the trees of their files,
//! things matched by id, every value that differs exactly once. And by effect ([`akibat`]): what
//! was computed from them, and why each number moved.

pub mod akibat;
pub mod banding;
pub mod halaman;
mod sisi;
pub mod tampil;
pub mod verifikasi;

pub use sisi::{Gagal, Sisi};

use crate::diagnostic::Bahasa;
use akibat::Akibat;
use banding::Perubahan;

/// A finding that is on one side only: code, place, sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Temuan {
    /// The code.
    pub kode: &'static str,
    /// File of the finding.
    pub berkas: String,
    /// The sentence.
    pub pesan: String,
}

/// Everything that is different between two sides.
#[derive(Debug)]
pub struct Tinjauan {
    /// Names of the sides.
    pub sisi: [String; 2],
    /// Values that differ.
    pub perubahan: Vec<Perubahan>,
    /// What follows from them.
    pub akibat: Vec<Akibat>,
    /// Findings of the second side that the first has not.
    pub temuan_baru: Vec<Temuan>,
    /// Findings of the first side that the second has not.
    pub temuan_hilang: Vec<Temuan>,
    /// What keeps each side from building.
    pub galat: [Vec<Temuan>; 2],
}

impl Tinjauan {
    /// Compares two sides.
    pub fn new(lama: &Sisi, baru: &Sisi, bahasa: Bahasa) -> Tinjauan {
        let [mut before, mut after] = [lama, baru].map(|sisi| sisi.findings(bahasa));
        let errors = |all: &[(bool, Temuan)]| -> Vec<Temuan> {
            all.iter().filter(|(error, _)| *error).map(|(_, t)| t.clone()).collect()
        };
        let galat = [errors(&before), errors(&after)];
        before.retain(|one| !remove(&mut after, one));
        let only = |all: Vec<(bool, Temuan)>| all.into_iter().map(|(_, t)| t).collect();
        Tinjauan {
            sisi: [lama.nama.clone(), baru.nama.clone()],
            perubahan: banding::banding(lama, baru),
            akibat: match (&lama.proyek, &baru.proyek) {
                (Some(a), Some(b)) => akibat::akibat(&a.model, &b.model, bahasa),
                _ => Vec::new(),
            },
            temuan_baru: only(after),
            temuan_hilang: only(before),
            galat,
        }
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.perubahan.is_empty()
            && self.akibat.is_empty()
            && self.temuan_baru.is_empty()
            && self.temuan_hilang.is_empty()
    }
}

/// Takes one equal to `wanted` out of `all`.
fn remove<T: PartialEq>(all: &mut Vec<T>, wanted: &T) -> bool {
    let found = all.iter().position(|one| one == wanted);
    found.map(|at| all.remove(at)).is_some()
}
