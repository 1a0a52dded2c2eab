//! Two lists side by side: which things of one are those of the other, in order. The work grows
//! with the length of the lists, not with its square, whatever is in them.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Things of both lists together up to which the best alignment is looked for.
const BEST: usize = 1_000;

/// Neighbouring things of two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Of the older list.
    pub old: Range<usize>,
    /// Of the newer list.
    pub new: Range<usize>,
    /// Whether they are the same; else the newer ones stand where the older ones stood.
    pub equal: bool,
}

/// Aligns two lists. In long ones, what each of them has once holds the rest in place.
pub fn align<T: Hash + Eq>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let mut numbers = HashMap::new();
    let mut number = |thing| {
        let next = numbers.len();
        *numbers.entry(thing).or_insert(next)
    };
    let old: Vec<usize> = old.iter().map(&mut number).collect();
    let new: Vec<usize> = new.iter().map(&mut number).collect();
    stretches(&old, &new)
}

/// Aligns two lists of things that are quickly compared.
fn stretches<T: Copy + Hash + Ord>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    for (n, m) in anchors(old, new) {
        between(old, new, from..n, at..m, &mut found);
        add(&mut found, n..n + 1, m..m + 1, true);
        (from, at) = (n + 1, m + 1);
    }
    between(old, new, from..old.len(), at..new.len(), &mut found);
    found
}

/// The places of things that hold long lists in place: equal at both ends, or once in each list
/// and in the same order.
fn anchors<T: Copy + Hash + Eq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    if old.len() + new.len() <= BEST {
        return Vec::new();
    }
    let least = old.len().min(new.len());
    let same = |n: &usize| old[*n] == new[*n];
    let head = (0..least).take_while(same).count();
    let last = |n: &usize| old[old.len() - 1 - n] == new[new.len() - 1 - n];
    let tail = (0..least - head).take_while(last).count();
    let [once, there] = [(old, head..old.len() - tail), (new, head..new.len() - tail)]
        .map(|(list, range)| only_once(list, range));
    let mut pairs: Vec<(usize, usize)> =
        once.iter().filter_map(|(thing, n)| Some((*n, *there.get(thing)?))).collect();
    pairs.sort_unstable();
    let ends = (0..tail).rev().map(|n| (old.len() - 1 - n, new.len() - 1 - n));
    (0..head).map(|n| (n, n)).chain(longest_rising(&pairs)).chain(ends).collect()
}

/// The things that a part of a list has once, and where.
fn only_once<T: Copy + Hash + Eq>(list: &[T], range: Range<usize>) -> HashMap<T, usize> {
    let mut places: HashMap<T, Option<usize>> = HashMap::new();
    for n in range {
        places.entry(list[n]).and_modify(|place| *place = None).or_insert(Some(n));
    }
    places.into_iter().filter_map(|(thing, place)| Some((thing, place?))).collect()
}

/// The most pairs, of those sorted by the first place, whose second places rise too.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best row of each length, and before each pair the one of its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut row: Vec<_> = std::iter::successors(ends.last().copied(), |index| before[*index])
        .map(|index| pairs[index])
        .collect();
    row.reverse();
    row
}

/// Aligns what stands between two anchors; a long stretch without any is taken as replaced.
fn between<T: Hash + Ord>(
    old: &[T],
    new: &[T],
    from: Range<usize>,
    to: Range<usize>,
    found: &mut Vec<Stretch>,
) {
    if from.len() + to.len() > BEST {
        return add(found, from, to, false);
    }
    // Of what is only in one list, the library does not always tell rightly where it would stand in
    // the other: lengths and order are enough.
    let (mut n, mut m) = (from.start, to.start);
    for op in capture_diff_slices(Algorithm::Myers, &old[from], &new[to]) {
        let (gone, come) = (op.old_range().len(), op.new_range().len());
        add(found, n..n + gone, m..m + come, matches!(op, DiffOp::Equal { .. }));
        (n, m) = (n + gone, m + come);
    }
}

fn add(found: &mut Vec<Stretch>, old: Range<usize>, new: Range<usize>, equal: bool) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    match found.last_mut().filter(|last| last.equal && equal) {
        Some(last) => (last.old.end, last.new.end) = (old.end, new.end),
        None => found.push(Stretch { old, new, equal }),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::cmp::Ordering;
    use std::hash::Hasher;

    use super::*;
    use proptest::prelude::*;

    /// Both lists are covered in order, and what is called equal is.
    fn whole(old: &[u32], new: &[u32], stretches: &[Stretch]) {
        let (mut n, mut m) = (0, 0);
        for stretch in stretches {
            assert_eq!((stretch.old.start, stretch.new.start), (n, m));
            (n, m) = (stretch.old.end, stretch.new.end);
            if stretch.equal {
                assert_eq!(old[stretch.old.clone()], new[stretch.new.clone()]);
            }
        }
        assert_eq!((n, m), (old.len(), new.len()));
    }

    fn kept(stretches: &[Stretch]) -> usize {
        stretches.iter().filter(|one| one.equal).map(|one| one.old.len()).sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_thing_is_in_one_stretch(
            old in prop::collection::vec(0..40u32, 0..60),
            new in prop::collection::vec(0..40u32, 0..60),
        ) {
            whole(&old, &new, &align(&old, &new));
        }

        /// Long lists: edits here and there are found, and nothing else.
        #[test]
        fn edits_of_a_long_list_are_found(places in prop::collection::btree_set(0..3_000usize, 1..40)) {
            let old: Vec<u32> = (0..3_000).collect();
            let mut new = old.clone();
            for (n, place) in places.iter().rev().enumerate() {
                match n % 3 {
                    0 => new[*place] += 10_000,
                    1 => { new.remove(*place); }
                    _ => new.insert(*place, 20_000),
                }
            }
            let stretches = align(&old, &new);
            whole(&old, &new, &stretches);
            let touched = places.len().div_ceil(3) + (places.len() + 1) / 3;
            prop_assert_eq!(kept(&stretches), old.len() - touched);
        }
    }

    thread_local! {
        static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    /// A thing that counts how often it is compared with another.
    #[derive(Clone, Copy)]
    struct Counted(usize);

    impl Ord for Counted {
        fn cmp(&self, other: &Self) -> Ordering {
            COMPARED.set(COMPARED.get() + 1);
            self.0.cmp(&other.0)
        }
    }

    impl PartialOrd for Counted {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }

    impl PartialEq for Counted {
        fn eq(&self, other: &Self) -> bool {
            self.cmp(other).is_eq()
        }
    }

    impl Eq for Counted {}

    impl Hash for Counted {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }

    /// How often things of two lists are compared until the lists are aligned.
    fn compared(old: &[Counted], new: &[Counted]) -> usize {
        COMPARED.set(0);
        let found = stretches(old, new);
        assert_eq!(found.last().map(|last| last.new.end), Some(new.len()));
        COMPARED.get()
    }

    #[test]
    fn long_lists_of_any_kind_are_compared_a_few_times_each_thing() {
        let long = 40_000;
        let list = |make: &dyn Fn(usize) -> usize| (0..long).map(make).map(Counted).collect();
        let rising: Vec<Counted> = list(&|n| n);
        let falling: Vec<Counted> = list(&|n| long - n);
        let other: Vec<Counted> = list(&|n| long + n);
        let few: Vec<Counted> = list(&|n| n % 7 * (n % 7) % 7);
        // Many short changes between things that hold their place.
        let changed: Vec<Counted> = list(&|n| if n % 10 == 0 { long + n } else { n });
        let pairs = [
            (&rising, &falling),
            (&rising, &other),
            (&few, &falling),
            (&few, &few),
            (&rising, &changed),
        ];
        for (n, (old, new)) in pairs.into_iter().enumerate() {
            let times = compared(old, new);
            // The square of the length would be 40,000 times each thing.
            assert!(times <= 20 * long, "{n}: {times}");
        }
    }
}
