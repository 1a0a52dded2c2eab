//! The list of changes in front of a redline: what [`super::diff`] and [`super::effects`] find, in the
//! order of the positions, as the document writes it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::diff::{self, Change};
use super::effects::{self, Effect};
use super::names::Names;
use super::{Side, State};
use crate::language::Language;
use crate::markup::{FoundBy, ListedChange};
use crate::model::Model;
use crate::project::Project;
use crate::text::Text;

/// The changes between two valid states. Whether a document prints them, it knows by itself.
pub fn changes(before: &Side, earlier: &Model, now: &Project) -> Vec<ListedChange> {
    let state = State::of_project(now);
    let names = Names::new(&before.state, &state);
    let subjects = Subjects::new(earlier, &now.model);
    // The document is in Indonesian.
    let language = Language::Id;
    let mut all = subjects.whole();
    let changes = diff::diff(&before.state, &state, &names, language);
    all.extend(changes.iter().filter_map(|change| subjects.of_change(change)));
    let effects = effects::effects(earlier, &now.model, language);
    all.extend(effects.iter().map(|effect| subjects.of_effect(effect)));
    all.sort_by_key(|(place, _)| *place);
    let mut all: Vec<ListedChange> = all.into_iter().map(|(_, change)| change).collect();
    all.dedup();
    all
}

/// Where the positions and indicators of both states stand.
struct Subjects<'a> {
    /// By id: place in the order of print, and short name. Behind the new ones those that are gone.
    jabatan: HashMap<&'a str, (usize, Text)>,
    /// The position of each indicator, and its name.
    indikator: HashMap<&'a str, (&'a str, &'a str)>,
    /// The ids of those that came or went, and whether they went.
    whole: BTreeMap<&'a str, bool>,
}

/// The ids of the positions and indicators of a state.
fn ids(model: &Model) -> BTreeSet<&str> {
    let jabatan = model.jabatan.iter();
    jabatan
        .flat_map(|one| {
            let indicators = one.indikator().map(|indikator| indikator.id.as_str());
            std::iter::once(one.id.as_str()).chain(indicators)
        })
        .collect()
}

/// A change and its place in the list.
type Placed = (usize, ListedChange);

impl<'a> Subjects<'a> {
    fn new(old: &'a Model, now: &'a Model) -> Self {
        let mut all =
            Subjects { jabatan: HashMap::new(), indikator: HashMap::new(), whole: BTreeMap::new() };
        let [then, there] = [old, now].map(ids);
        all.whole.extend(then.difference(&there).map(|id| (*id, true)));
        all.whole.extend(there.difference(&then).map(|id| (*id, false)));
        let [there, then] =
            [now, old].map(|model| model.jabatan.iter().map(move |one| (model, one)));
        for (model, jabatan) in there.chain(then) {
            let id = jabatan.id.as_str();
            // The office stands before them.
            let place = all.jabatan.len() + 1;
            all.jabatan.entry(id).or_insert_with(|| (place, model.short_name(&jabatan.nama)));
            for one in jabatan.indikator() {
                all.indikator.entry(&one.id).or_insert((id, &one.nama));
            }
        }
        all
    }

    /// Positions and indicators that came or went, one line each.
    fn whole(&self) -> Vec<Placed> {
        let line = |id: &str, nama: &str, gone: bool| {
            let (place, about, jabatan, indikator) = self.subject(&[id]);
            let what = match (indikator, gone) {
                (None, true) => "jabatan dihapus",
                (None, false) => "jabatan baru",
                (Some(_), true) => "indikator dihapus",
                (Some(_), false) => "indikator baru",
            };
            let change = ListedChange {
                about,
                found_by: FoundBy::Subject,
                jabatan: jabatan.to_owned(),
                what: what.to_owned(),
                before: gone.then(|| nama.to_owned()),
                after: (!gone).then(|| nama.to_owned()),
            };
            (place, change)
        };
        let mut all = Vec::new();
        for (id, gone) in &self.whole {
            match (self.indikator.get(id), self.jabatan.get(id)) {
                // With its position.
                (Some((position, _)), _) if self.whole.contains_key(position) => {}
                (Some((_, nama)), _) => all.push(line(id, nama, *gone)),
                (None, Some((_, nama))) => all.push(line(id, nama, *gone)),
                (None, None) => {}
            }
        }
        all
    }

    /// What the ids of a change are about: its place, its own id, the names of the position and the
    /// indicator.
    fn subject(&self, ids: &[impl AsRef<str>]) -> (usize, String, &str, Option<&'a str>) {
        let last = |id: &&str| self.indikator.contains_key(id) || self.jabatan.contains_key(id);
        let id = ids.iter().rev().map(AsRef::as_ref).find(last);
        let Some(id) = id else { return (0, String::new(), "", None) };
        let indicator = self.indikator.get(id);
        let position = indicator.map_or(id, |(position, _)| position);
        let (place, nama) = self.jabatan.get(position).map_or((0, ""), |(n, nama)| (*n, nama));
        (place, id.to_owned(), nama, indicator.map(|(_, name)| *name))
    }

    /// A change of a value, where it is of something that documents print.
    fn of_change(&self, change: &Change) -> Option<Placed> {
        let (place, about, jabatan, indikator) = self.subject(&change.ids);
        let position = self.indikator.get(about.as_str()).map(|(position, _)| *position);
        let told = position.into_iter().chain([about.as_str()]);
        if told.into_iter().any(|id| self.whole.contains_key(id)) || !change.is_value {
            return None;
        }
        let what = match indikator {
            Some(name) => format!("{name}: {}", change.what),
            None => change.what.clone(),
        };
        let [before, after] = change.shown.clone();
        let jabatan = match (jabatan, change.owner.first()) {
            ("", Some(owner)) => owner.clone(),
            _ => jabatan.to_owned(),
        };
        let found_by = if change.is_formula() {
            // Pages print formulas as fractions.
            FoundBy::Subject
        } else if indikator.is_none()
            && change.ids.last() == Some(&about)
            && change.key == "jabatan"
        {
            FoundBy::Name
        } else {
            FoundBy::Texts
        };
        Some((place, ListedChange { about, found_by, jabatan, what, before, after }))
    }

    /// A number that moved.
    fn of_effect(&self, effect: &Effect) -> Placed {
        let (place, about, jabatan, indikator) = self.subject(effect.id.as_slice());
        let what = match indikator {
            Some(name) => format!("{name}: {}", effect.quantity),
            None => effect.quantity.clone(),
        };
        let jabatan = if jabatan.is_empty() { effect.subject.clone() } else { jabatan.to_owned() };
        let [before, after] = [&effect.before, &effect.after].map(|value| Some(value.clone()));
        (place, ListedChange { about, found_by: FoundBy::Texts, jabatan, what, before, after })
    }
}
