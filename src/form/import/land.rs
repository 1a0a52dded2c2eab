//! What is taken, as edits of the project's files, read again as a project before anything is
//! written.

use std::collections::BTreeMap;
use std::ops::Range;

use super::weigh::Plan;
use super::{Answer, Decisions, ReadAgain, Taken};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::edit::{self, Edit, Path, Step, Value};
use crate::form::{NA, Slot, Words, codes, standing};
use crate::language::Language;
use crate::model::TRIWULAN;
use crate::source::{Sources, tree};
use crate::text::SourceFile;

/// What comes of the plans.
pub(super) struct Outcome<P> {
    /// Files with their new texts.
    pub changes: Vec<(SourceFile, String)>,
    /// What is taken.
    pub taken: Vec<Taken>,
    /// The project as it will be, where it changes.
    pub project: Option<P>,
}

type Plans = Vec<(Slot, Plan)>;

/// Works out the new files. What the model says of a value is said at its cell, and keeps that
/// value out; `None` where something is wrong that no cell is to blame for.
pub(super) fn land<P>(
    sources: &Sources,
    before: &Diagnostics,
    read_again: ReadAgain<P>,
    plans: Plans,
    decisions: &mut Decisions,
) -> Option<Outcome<P>> {
    let mut plans = opened(sources, plans, decisions);
    loop {
        if plans.is_empty() {
            return Some(Outcome { changes: Vec::new(), taken: Vec::new(), project: None });
        }
        let Ok((changes, raised)) = edited(sources, &plans) else {
            plans = editable(sources, plans, decisions)?;
            continue;
        };
        let mut found = Diagnostics::default();
        let after = read_again(&changes, &mut found);
        let places = Places::of(&changes, &plans);
        let Judged { blamed, said } = judged(new_ones(found, before), &places, &plans);
        if blamed.iter().all(Option::is_none) {
            decisions.diagnostics.extend(said);
            decisions.diagnostics.extend(raised);
            let project = after?;
            for (_, plan) in &plans {
                decisions.diagnostics.extend(plan.changes.iter().filter_map(computed));
            }
            return Some(Outcome { changes, taken: taken(&plans), project: Some(project) });
        }
        plans = without(plans, blamed, decisions);
    }
}

/// What is found in the project as it would be.
struct Judged {
    /// The error that each plan is to blame for, with the number of its change.
    blamed: Vec<Option<(usize, Diagnostic)>>,
    /// What keeps nothing out, at its cell; and errors that no cell is to blame for.
    said: Vec<Diagnostic>,
}

fn judged(found: Vec<Diagnostic>, places: &Places, plans: &Plans) -> Judged {
    let mut judged = Judged { blamed: vec![None; plans.len()], said: Vec::new() };
    for finding in found {
        match (places.culprit(&finding), finding.code.severity) {
            (Some((n, m)), Severity::Error) => {
                judged.blamed[n].get_or_insert((m, finding));
            }
            (Some((n, m)), _) => judged.said.push(at_cell(finding, &plans[n].1.changes[m])),
            (None, Severity::Error) => judged.said.push(finding),
            (None, _) => {}
        }
    }
    judged
}

/// The plans that are not to blame for an error.
fn without(
    plans: Plans,
    blamed: Vec<Option<(usize, Diagnostic)>>,
    decisions: &mut Decisions,
) -> Plans {
    let mut kept = Plans::new();
    for ((group, plan), blame) in plans.into_iter().zip(blamed) {
        match blame {
            None => kept.push((group, plan)),
            Some((m, finding)) => {
                let answer = &plan.changes[m];
                decisions.reject(answer, at_cell(finding, answer));
            }
        }
    }
    kept
}

/// A finding at the cell that is to blame.
fn at_cell(finding: Diagnostic, answer: &Answer) -> Diagnostic {
    let mut finding = finding;
    finding.span = Some(answer.place.clone());
    finding.fixes = Vec::new();
    finding
}

/// That a value is the result of a formula.
fn computed(answer: &Answer) -> Option<Diagnostic> {
    let found = Diagnostic::new(&codes::FORMULIR_RUMUS, answer.place.clone());
    let value = answer.value.as_ref().ok()?.as_ref()?;
    answer.cell.formula.then(|| found.arg("apa", &answer.slot).arg("nilai", value))
}

fn taken(plans: &Plans) -> Vec<Taken> {
    let changes = plans.iter().flat_map(|(_, plan)| &plan.changes);
    let taken = changes.filter_map(|one| {
        let value = one.value.as_ref().ok()?.as_ref()?;
        let value = if one.slot.is_list() { value.clone() } else { one_line(value) };
        Some(Taken {
            what: one.slot.to_string(),
            value,
            place: one.place.file.path().to_owned(),
            file: one.file,
            slot: one.slot.clone(),
        })
    });
    taken.collect()
}

/// One paragraph: lines of a cell are no lines of a text in the YAML.
fn one_line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(" ")
}

/// Plans for years that have a file.
fn opened(sources: &Sources, plans: Plans, decisions: &mut Decisions) -> Plans {
    let mut kept = Plans::new();
    for (group, plan) in plans {
        let tahun = group.tahun();
        if matches!(group, Slot::Target { .. }) || standing::year(sources, tahun).is_some() {
            kept.push((group, plan));
            continue;
        }
        let first = &plan.changes[0];
        let found = Diagnostic::new(&codes::FORMULIR_TAHUN, first.place.clone());
        decisions.reject(first, found.arg("tahun", tahun));
    }
    kept
}

/// The file that a group is in.
fn file_of<'s>(sources: &'s Sources, group: &Slot) -> Option<&'s SourceFile> {
    match group {
        Slot::Target { id, .. } => Some(&standing::indikator(sources, id)?.0.file),
        other => Some(&standing::year(sources, other.tahun())?.file),
    }
}

type Edited = (Vec<(SourceFile, String)>, Vec<Diagnostic>);

/// The new texts of all files, and what has to be said of them.
fn edited(sources: &Sources, plans: &Plans) -> Result<Edited, Box<edit::Refusal>> {
    let mut files: BTreeMap<&str, (&SourceFile, Vec<Edit>)> = BTreeMap::new();
    let mut last: BTreeMap<i32, (usize, &Answer)> = BTreeMap::new();
    for (group, plan) in plans {
        let Some(file) = file_of(sources, group) else { continue };
        let entry = files.entry(file.path()).or_insert_with(|| (file, Vec::new()));
        entry.1.extend(edits(sources, group, plan));
        if let (Some(quarter), Some(first)) = (group.quarter(), plan.changes.first()) {
            let latest = last.entry(group.tahun()).or_insert((quarter, first));
            if quarter > latest.0 {
                *latest = (quarter, first);
            }
        }
    }
    let mut raised = Vec::new();
    for (tahun, (quarter, answer)) in last {
        let Some(year) = standing::year(sources, tahun) else { continue };
        let now = year.value.sampai.value as usize + 1;
        if quarter <= now {
            continue;
        }
        let edit = Edit::Set {
            path: Path::from([Step::key("sampai")]),
            value: Value::plain(TRIWULAN[quarter - 1]),
        };
        if let Some((_, edits)) = files.get_mut(year.file.path()) {
            edits.insert(0, edit);
        }
        let found = Diagnostic::new(&codes::FORMULIR_SAMPAI, answer.place.clone());
        raised.push(found.arg("lama", TRIWULAN[now - 1]).arg("baru", TRIWULAN[quarter - 1]));
    }
    let mut changes = Vec::new();
    for (file, edits) in files.into_values() {
        let edited = edit::apply(file, &edits)?;
        if edited.text != file.text() {
            changes.push((file.clone(), edited.text));
        }
    }
    Ok((changes, raised))
}

/// The plans whose edits can be made one by one; `None` where all can, but not together.
fn editable(sources: &Sources, plans: Plans, decisions: &mut Decisions) -> Option<Plans> {
    let count = plans.len();
    let mut kept = Plans::new();
    for (group, plan) in plans {
        let refused = file_of(sources, &group)
            .and_then(|file| edit::apply(file, &edits(sources, &group, &plan)).err());
        match refused {
            None => kept.push((group, plan)),
            Some(refusal) => {
                let answer = &plan.changes[0];
                let found = refusal.diagnostic().related(refusal.span.clone(), &codes::NOW_IN_YAML);
                decisions.reject(answer, at_cell(found, answer));
            }
        }
    }
    if kept.len() < count {
        return Some(kept);
    }
    let all = edited(sources, &kept).err()?;
    decisions.diagnostics.push(all.diagnostic());
    None
}

/// The edits that a group takes.
fn edits(sources: &Sources, group: &Slot, plan: &Plan) -> Vec<Edit> {
    let keys = |slot: &Slot| Path(slot.keys().into_iter().map(Step::key).collect());
    let set = |one: &Answer, value: Value| Edit::Set { path: keys(&one.slot), value };
    match group {
        Slot::Na { .. } => quarter(sources, group, plan),
        Slot::Target { .. } => targets(sources, group, plan),
        Slot::Words { words: Words::Bukti, .. } => {
            let list = |one: &Answer| Value::List(text(one).lines().map(Value::text).collect());
            plan.changes.iter().map(|one| set(one, list(one))).collect()
        }
        Slot::Words { .. } => {
            plan.changes.iter().map(|one| set(one, Value::text(one_line(&text(one))))).collect()
        }
        Slot::Belanja { .. } | Slot::Value { .. } => {
            plan.changes.iter().map(|one| set(one, Value::plain(text(one)))).collect()
        }
    }
}

/// What a cell says; nothing for one that is empty.
fn text(one: &Answer) -> String {
    one.value.as_ref().ok().cloned().flatten().unwrap_or_default()
}

/// A number or a grade. Grades are words, which may need quotes; a number must have none.
fn number(one: &Answer) -> Value {
    let text = text(one);
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if is_number { Value::plain(text) } else { Value::text(text) }
}

/// The edits of the targets of a year: those of its quarters one by one where there are some, else
/// as a whole.
fn targets(sources: &Sources, group: &Slot, plan: &Plan) -> Vec<Edit> {
    let Slot::Target { tahun, id, .. } = group else { return Vec::new() };
    let Some((_, n, _)) = standing::indikator(sources, id) else { return Vec::new() };
    let indikator = [Step::key("sasaran"), Step::Index(n), Step::key("indikator"), Step::id(id)];
    let path = |keys: &[&str]| {
        let keys = keys.iter().map(|key| Step::key(*key));
        Path(indikator.iter().cloned().chain(keys).collect())
    };
    let tahun = tahun.to_string();
    let (mut edits, mut quarters) = (Vec::new(), Vec::new());
    for one in plan.changes.iter().filter(|one| !one.is_empty()) {
        match one.slot {
            Slot::Target { quarter: Some(quarter), .. } => {
                quarters.push((TRIWULAN[quarter - 1], number(one)));
            }
            _ => {
                let path = path(&["target", &tahun]);
                edits.push(Edit::Set { path, value: number(one) });
            }
        }
    }
    let stands = (1..=4).any(|quarter| {
        let (tahun, id) = (group.tahun(), id.clone());
        let slot = Slot::Target { tahun, id, quarter: Some(quarter) };
        standing::value(sources, &slot).is_some()
    });
    if stands {
        let one_by_one = quarters.into_iter();
        edits.extend(one_by_one.map(|(name, value)| Edit::Set {
            path: path(&["target_triwulan", &tahun, name]),
            value,
        }));
    } else if !quarters.is_empty() {
        let value = Value::map(quarters);
        edits.push(Edit::Set { path: path(&["target_triwulan", &tahun]), value });
    }
    edits
}

/// The edits of a quarter: value by value where it has values, else as a whole.
fn quarter(sources: &Sources, group: &Slot, plan: &Plan) -> Vec<Edit> {
    let mut keys = group.keys();
    keys.pop();
    let path: Vec<Step> = keys.into_iter().map(Step::key).collect();
    let given = |one: &&Answer| !one.is_empty();
    let reason = plan.all.iter().find(|one| matches!(one.slot, Slot::Na { .. }) && given(one));
    if let Some(reason) = reason {
        let value = Value::map([(NA, Value::text(one_line(&text(reason))))]);
        return vec![Edit::Set { path: Path(path), value }];
    }
    let values = |some: &[Answer]| -> Vec<(String, Value)> {
        let some = some.iter().filter(given);
        some.filter_map(|one| match &one.slot {
            Slot::Value { nama, .. } => Some((nama.clone(), number(one))),
            _ => None,
        })
        .collect()
    };
    let has_values = plan.all.iter().any(|one| {
        matches!(one.slot, Slot::Value { .. }) && standing::value(sources, &one.slot).is_some()
    });
    if !has_values {
        return vec![Edit::Set { path: Path(path), value: Value::Map(values(&plan.all)) }];
    }
    let one_by_one = values(&plan.changes).into_iter();
    one_by_one
        .map(|(nama, value)| {
            let path = path.iter().cloned().chain([Step::key(nama)]);
            Edit::Set { path: Path(path.collect()), value }
        })
        .collect()
}

/// The findings that were not there before.
fn new_ones(found: Diagnostics, before: &Diagnostics) -> Vec<Diagnostic> {
    let known = |one: &Diagnostic| (one.code.code, one.message(Language::Id));
    let mut old: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for one in before.sorted() {
        *old.entry(known(one)).or_default() += 1;
    }
    found
        .into_iter()
        .filter(|one| match old.get_mut(&known(one)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

/// Where the values that change stand in the new files.
struct Places {
    /// Path of the file, bytes, number of the plan and of its change; the narrowest first.
    all: Vec<(String, Range<usize>, (usize, usize))>,
}

impl Places {
    fn of(changes: &[(SourceFile, String)], plans: &Plans) -> Places {
        let trees = changes.iter().filter_map(|(file, text)| {
            let new = SourceFile::new(file.path(), text.as_str());
            Some((file.path().to_owned(), tree::parse(&new).ok()?))
        });
        let trees: Vec<(String, tree::Node)> = trees.collect();
        let mut all = Vec::new();
        for (n, (_, plan)) in plans.iter().enumerate() {
            for (m, change) in plan.changes.iter().enumerate() {
                let places = trees.iter().filter(|(path, _)| is_in(&change.slot, path));
                for (path, tree) in places {
                    let ranges = ranges(tree, &change.slot);
                    all.extend(ranges.into_iter().map(|range| (path.clone(), range, (n, m))));
                }
            }
        }
        all.sort_by_key(|(_, range, at)| (range.len(), *at));
        Places { all }
    }

    /// The change that a finding is about.
    fn culprit(&self, finding: &Diagnostic) -> Option<(usize, usize)> {
        let related = finding.related.iter().map(|(span, _)| span);
        let mut spans = finding.span.iter().chain(related);
        spans.find_map(|span| {
            let holds = |path: &str, range: &Range<usize>| {
                path == span.file.path() && range.contains(&span.range.start)
            };
            self.all.iter().find(|(path, range, _)| holds(path, range)).map(|(_, _, at)| *at)
        })
    }
}

fn is_in(slot: &Slot, path: &str) -> bool {
    match slot {
        Slot::Target { .. } => path.starts_with("data/jabatan/"),
        other => path == format!("data/realisasi/{}.yaml", other.tahun()),
    }
}

/// The bytes of a value, of its quarter, and of its indicator.
fn ranges(tree: &tree::Node, slot: &Slot) -> Vec<Range<usize>> {
    if let Slot::Target { tahun, id, quarter } = slot {
        let tahun = tahun.to_string();
        let Some(quarter) = quarter else {
            return target(tree, id, &["target", &tahun]).into_iter().collect();
        };
        let quarters = ["target_triwulan", &tahun, TRIWULAN[quarter - 1]];
        let places = [&quarters[..], &quarters[..2]].map(|keys| target(tree, id, keys));
        return places.into_iter().flatten().collect();
    }
    let mut ranges = Vec::new();
    let mut node = tree;
    for (depth, key) in slot.keys().into_iter().enumerate() {
        let Some(entry) = node.entry(key) else { break };
        if depth > 0 {
            ranges.push(entry.key_range.start..entry.value.range.end.max(entry.key_range.end));
        }
        node = &entry.value;
    }
    ranges
}

/// The bytes of what these keys lead to in the indicator `id`.
fn target(node: &tree::Node, id: &str, keys: &[&str]) -> Option<Range<usize>> {
    match &node.kind {
        tree::Kind::Scalar { .. } => None,
        tree::Kind::Seq(items) => items.iter().find_map(|item| target(item, id, keys)),
        tree::Kind::Map(entries) => {
            let own = node.entry("id").is_some_and(
                |entry| matches!(&entry.value.kind, tree::Kind::Scalar { text, .. } if text == id),
            );
            if !own {
                return entries.iter().find_map(|entry| target(&entry.value, id, keys));
            }
            let (last, before) = keys.split_last()?;
            let map = before.iter().try_fold(node, |node, key| Some(&node.entry(key)?.value));
            let entry = map?.entry(last)?;
            Some(entry.key_range.start..entry.value.range.end)
        }
    }
}
