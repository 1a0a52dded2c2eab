//! When values are due (`frekuensi`), and sets of quarters.

use std::fmt;

use crate::format;
use crate::source::raw::Frekuensi;

impl Frekuensi {
    /// The quarters up to `sampai` by whose end a value is due, from 1.
    pub fn due(self, sampai: usize) -> Quarters {
        let due: &[usize] = match self {
            Frekuensi::Triwulan => &[1, 2, 3, 4],
            Frekuensi::Semester => &[2, 4],
            Frekuensi::Tahunan => &[4],
        };
        due.iter().copied().filter(|quarter| *quarter <= sampai).collect()
    }

    /// The quarter up to which figures go at the end of quarter `sampai`: the last by which a
    /// value is due. What a quarter gives before its time has neither a target nor a match in
    /// another year yet. Where nothing is due it is `sampai` itself.
    pub fn until(self, sampai: usize) -> usize {
        self.due(sampai).last().unwrap_or(sampai)
    }
}

/// Some of the quarters of a year, from 1 to 4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quarters(u8);

impl Quarters {
    /// Them in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = usize> {
        (1..=4).filter(move |quarter| self.0 & (1 << quarter) != 0)
    }

    /// The last of them.
    pub fn last(self) -> Option<usize> {
        self.iter().next_back()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.iter().count()
    }
}

impl FromIterator<usize> for Quarters {
    fn from_iter<I: IntoIterator<Item = usize>>(quarters: I) -> Self {
        let known = quarters.into_iter().filter(|quarter| (1..=4).contains(quarter));
        Quarters(known.fold(0, |set, quarter| set | 1 << quarter))
    }
}

/// `I, II, IV`
impl fmt::Display for Quarters {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(format::roman).collect();
        f.write_str(&names.join(", "))
    }
}
