//! The three states of each value, weighed: what stood in the form, what its cell says, what
//! stands in the YAML now.

use std::collections::BTreeMap;

use super::{Answer, Decisions};
use crate::diagnostic::Diagnostic;
use crate::form::{Period, Slot, canonical, codes, entry, standing, token};
use crate::language::{Phrase, notes};
use crate::source::Sources;

notes! {
    NOTHING = "kosong", "empty";
    UNKNOWN = "tidak diketahui", "not known";
}

/// What is taken or left together, with the cells that say it.
#[derive(Debug)]
pub(super) struct Plan {
    /// What changes.
    pub changes: Vec<Answer>,
    /// All that its form says of it, unchanged too.
    pub all: Vec<Answer>,
}

/// Works out what the answers change. What is not taken goes to `decisions`.
pub(super) fn plans(
    sources: &Sources,
    answers: Vec<Answer>,
    decisions: &mut Decisions,
) -> Vec<(Slot, Plan)> {
    let mut groups: BTreeMap<(Slot, usize), Vec<Answer>> = BTreeMap::new();
    for answer in answers {
        groups.entry((answer.slot.group(), answer.file)).or_default().push(answer);
    }
    let mut wanted: BTreeMap<Slot, (Vec<Plan>, Vec<Answer>)> = BTreeMap::new();
    for ((group, _), all) in groups {
        let (plans, asked) = wanted.entry(group).or_default();
        let once = once(all, decisions);
        match once.and_then(|all| Ok((changes(sources, &all, decisions)?, all))) {
            Ok((changes, _)) if changes.is_empty() => {}
            Ok((changes, all)) => plans.push(Plan { changes, all }),
            Err(more) => asked.extend(more),
        }
    }
    let agreed = wanted.into_iter().filter_map(|(group, (plans, asked))| {
        let plans = plans.into_iter().filter(|plan| undisputed(plan, &asked, decisions));
        let plans = plans.collect();
        Some((group, agreed(plans, decisions)?))
    });
    agreed.collect()
}

/// Whether nothing that is asked about elsewhere may say otherwise.
fn undisputed(plan: &Plan, asked: &[Answer], decisions: &mut Decisions) -> bool {
    let against = |one: &Answer, other: &Answer| {
        if one.slot == other.slot { !same(one, other) } else { kind(one) != kind(other) }
    };
    let disputed = plan.changes.iter().find_map(|one| {
        let other = asked.iter().find(|other| against(one, other))?;
        Some((one, other))
    });
    if let Some((one, other)) = disputed {
        decisions.reject(one, dispute(one, other));
    }
    disputed.is_none()
}

/// A value that a form has twice, in a sheet that was copied: once, where both say the same.
///
/// # Errors
/// The cells that are asked about.
fn once(all: Vec<Answer>, decisions: &mut Decisions) -> Result<Vec<Answer>, Vec<Answer>> {
    let mut kept: Vec<Answer> = Vec::new();
    for answer in all {
        match kept.iter_mut().find(|other| other.slot == answer.slot) {
            None => kept.push(answer),
            Some(other) if same(other, &answer) => {}
            // The copy that was not touched says nothing.
            Some(_) if is_untouched(&answer) => {}
            Some(other) if is_untouched(other) => *other = answer,
            Some(other) => {
                let mut sure = true;
                for one in [&*other, &answer] {
                    if let Err(why) = &one.value {
                        decisions.reject(one, why.as_ref().clone());
                        sure = false;
                    }
                }
                if sure {
                    decisions.reject(&answer, dispute(&answer, other));
                }
                return Err(vec![other.clone(), answer]);
            }
        }
    }
    Ok(kept)
}

fn text(answer: &Answer) -> &str {
    match &answer.value {
        Ok(Some(text)) => text,
        _ => "",
    }
}

fn same(one: &Answer, other: &Answer) -> bool {
    one.value.is_ok() && other.value.is_ok() && canonical(text(one)) == canonical(text(other))
}

/// Whether the cell says what stood there when the form went out.
fn is_untouched(answer: &Answer) -> bool {
    let Some(base) = &answer.base else { return false };
    let says = |text: &str| *base == token(&canonical(text));
    (answer.value.is_ok() && says(text(answer)))
        || entry::untouched(&answer.cell).iter().any(|number| says(number))
}

/// What of a group changes.
///
/// # Errors
/// The cells that are asked about, where something of it is not taken.
fn changes(
    sources: &Sources,
    all: &[Answer],
    decisions: &mut Decisions,
) -> Result<Vec<Answer>, Vec<Answer>> {
    let touched: Vec<&Answer> = all.iter().filter(|one| !is_untouched(one)).collect();
    let asked: Vec<(&Answer, Diagnostic)> = touched
        .iter()
        .filter_map(|one| Some((*one, (*one.value.as_ref().err()?).as_ref().clone())))
        .collect();
    if !asked.is_empty() {
        let asked = asked.into_iter().map(|(answer, why)| {
            decisions.reject(answer, why);
            answer.clone()
        });
        return Err(asked.collect());
    }
    if touched.is_empty() {
        return Ok(Vec::new());
    }
    let given = |one: &&Answer| !one.is_empty();
    let reason = all.iter().find(|one| matches!(one.slot, Slot::Na { .. }) && given(one));
    let number = all.iter().find(|one| matches!(one.slot, Slot::Value { .. }) && given(one));
    if let (Some(reason), Some(number)) = (reason, number) {
        let found = Diagnostic::new(&codes::FORMULIR_NA_DAN_ANGKA, reason.place.clone());
        decisions.reject(reason, found.arg("apa", &number.slot));
        return Err(vec![reason.clone(), number.clone()]);
    }
    let mut changes = Vec::new();
    for answer in touched {
        // A reason takes the place of numbers, a number that of a reason.
        let replaced = match answer.slot {
            Slot::Value { .. } => reason.is_some(),
            Slot::Na { .. } => number.is_some(),
            _ => false,
        };
        match weigh(sources, answer, replaced) {
            Ok(true) => changes.push(answer.clone()),
            Ok(false) => {}
            Err(found) => {
                decisions.reject(answer, *found);
                return Err(vec![answer.clone()]);
            }
        }
    }
    Ok(changes)
}

/// Whether a value that its cell changes is to be changed in the YAML. `replaced`: something else
/// of its group is given in its place.
fn weigh(sources: &Sources, answer: &Answer, replaced: bool) -> Result<bool, Box<Diagnostic>> {
    let now = standing::value(sources, &answer.slot);
    let (stands, place) = match &now {
        Some((text, place)) => (text.as_str(), Some(place)),
        None => ("", None),
    };
    if canonical(stands) == canonical(text(answer)) {
        return Ok(false);
    }
    let say = |code| {
        let found = Diagnostic::new(code, answer.place.clone()).arg("apa", &answer.slot);
        let found = found.arg("nilai", shown(text(answer))).arg("kini", shown(stands));
        let found = found.arg(
            "dasar",
            answer.base.as_ref().map_or((&UNKNOWN).into(), |base| {
                if base.starts_with('#') { Phrase::from(&UNKNOWN) } else { shown(base) }
            }),
        );
        Box::new(match place {
            Some(place) => found.related(place.clone(), &codes::NOW_IN_YAML),
            None => found,
        })
    };
    let moved = match &answer.base {
        Some(base) => *base != token(&canonical(stands)),
        None => !stands.is_empty(),
    };
    if moved {
        let of_form = answer.form.is_some();
        let code = if of_form { &codes::FORMULIR_BENTROK } else { &codes::TABEL_BENTROK };
        return Err(say(code));
    }
    let earlier = match (answer.form.as_ref().map(|form| form.period), answer.slot.quarter()) {
        (Some(Period::Triwulan(of_form)), Some(quarter)) => quarter < of_form,
        _ => false,
    };
    if earlier && !stands.is_empty() {
        return Err(say(&codes::FORMULIR_TERKUNCI));
    }
    if answer.is_empty() && !replaced {
        return Err(say(&codes::FORMULIR_DIKOSONGKAN));
    }
    Ok(true)
}

fn shown(text: &str) -> Phrase {
    if text.is_empty() { Phrase::from(&NOTHING) } else { Phrase::from(text) }
}

/// What a cell says, as it can be read, else as it stands there.
fn said(answer: &Answer) -> Phrase {
    if answer.value.is_ok() { shown(text(answer)) } else { shown(&answer.cell.shown()) }
}

fn dispute(one: &Answer, other: &Answer) -> Diagnostic {
    Diagnostic::new(&codes::FORMULIR_BERSELISIH, one.place.clone())
        .arg("apa", &one.slot)
        .arg("nilai", said(one))
        .arg("lain", said(other))
        .related(other.place.clone(), &codes::OTHER_FORM)
}

/// What several forms want of a group, where they want the same.
fn agreed(plans: Vec<Plan>, decisions: &mut Decisions) -> Option<Plan> {
    let mut plans = plans.into_iter();
    let mut first = plans.next()?;
    let mut agreed = true;
    for plan in plans {
        for change in plan.changes {
            match first.changes.iter().find(|other| other.slot == change.slot) {
                Some(other) if same(other, &change) => {}
                Some(other) => {
                    let other = other.clone();
                    decisions.reject(&change, dispute(&change, &other));
                    decisions.rejected_too(&other, &dispute(&other, &change));
                    agreed = false;
                }
                // A number here, a reason why there is none there.
                None if first.changes.iter().any(|other| kind(other) != kind(&change)) => {
                    let other = first.changes[0].clone();
                    decisions.reject(&change, dispute(&change, &other));
                    decisions.rejected_too(&other, &dispute(&other, &change));
                    agreed = false;
                }
                None => {
                    first.all.retain(|one| one.slot != change.slot);
                    first.all.push(change.clone());
                    first.changes.push(change);
                }
            }
        }
    }
    agreed.then_some(first)
}

fn kind(answer: &Answer) -> bool {
    matches!(answer.slot, Slot::Na { .. })
}
