//! Filled forms into the YAML: what stood there when a form went out, what its cell says, what
//! stands there now. What is doubtful is asked about at its cell; the rest lands together.

pub(super) mod answers;
mod land;
mod weigh;

#[cfg(feature = "documents")]
mod folder;

use std::collections::BTreeMap;

use super::book::Cell;
use super::{Identity, Slot};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::source::Sources;
use crate::text::{SourceFile, Span};
#[cfg(feature = "documents")]
pub use folder::{Import, Stopped, import};

/// A file that came back.
#[derive(Debug)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Given {
    /// The bytes of it that are read at most.
    pub const MAX_BYTES: u64 = super::book::MAX_BYTES;
}

/// A value that is taken.
#[derive(Debug)]
pub struct Taken {
    /// What it is.
    pub what: String,
    /// Its new value as the YAML has it.
    pub value: String,
    /// The file and the cell it comes from.
    pub place: String,
    /// Number of the file.
    file: usize,
    slot: Slot,
}

/// What lands of the files.
#[derive(Debug)]
pub struct Landed<P> {
    /// The files of the project that change, each with its new text.
    pub changes: Vec<(SourceFile, String)>,
    /// What is taken.
    pub taken: Vec<Taken>,
    /// The project as it will be; `None` where nothing changes.
    pub project: Option<P>,
    /// What is not taken.
    rejected: Vec<Rejected>,
    /// Which form each file is, by its number.
    forms: BTreeMap<usize, Identity>,
}

/// Reads the project with new texts in the place of some of its files, with all that is found in
/// it; `None` when there is an error.
pub type ReadAgain<'r, P> = &'r dyn Fn(&[(SourceFile, String)], &mut Diagnostics) -> Option<P>;

/// What a cell says of a value.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    slot: Slot,
    /// Number of the file.
    file: usize,
    /// Its cell.
    place: Span,
    cell: Cell,
    /// As the YAML has it; nothing, or what is asked about.
    value: Result<Option<String>, Box<Diagnostic>>,
    /// What stood there when the form went out, as a token; `None` where that is not known.
    base: Option<String>,
    /// The form; none of a table.
    form: Option<Identity>,
}

impl Answer {
    fn is_empty(&self) -> bool {
        matches!(self.value, Ok(None))
    }
}

/// What is not taken, to be said in the form that goes back.
#[derive(Debug, Clone)]
struct Rejected {
    file: usize,
    slot: Slot,
    cell: Cell,
    why: Diagnostic,
}

/// What is decided on the way.
struct Decisions<'d> {
    rejected: Vec<Rejected>,
    diagnostics: &'d mut Diagnostics,
}

impl Decisions<'_> {
    fn reject(&mut self, answer: &Answer, why: Diagnostic) {
        self.rejected_too(answer, &why);
        self.diagnostics.push(why);
    }

    /// The same for a cell of which everything is said elsewhere.
    fn rejected_too(&mut self, answer: &Answer, why: &Diagnostic) {
        self.rejected.push(Rejected {
            file: answer.file,
            slot: answer.slot.clone(),
            cell: answer.cell.clone(),
            why: why.clone(),
        });
    }
}

/// Works out what the files change in a project in which `before` was found, and has it read
/// again. Findings go to `diagnostics`, in the cells they are about. `None` when nothing can land.
pub fn land<P>(
    (sources, model, before): (&Sources, &Model, &Diagnostics),
    read_again: ReadAgain<P>,
    given: &[Given],
    diagnostics: &mut Diagnostics,
) -> Option<Landed<P>> {
    let mut decisions = Decisions { rejected: Vec::new(), diagnostics };
    let mut all = Vec::new();
    for (n, file) in given.iter().enumerate() {
        all.extend(answers::of(model, n, file, decisions.diagnostics));
    }
    let forms = forms(&all);
    let plans = weigh::plans(sources, all, &mut decisions);
    let land::Outcome { changes, taken, project } =
        land::land(sources, before, read_again, plans, &mut decisions)?;
    Some(Landed { changes, taken, project, rejected: decisions.rejected, forms })
}

/// Which form each file is.
fn forms(answers: &[Answer]) -> BTreeMap<usize, Identity> {
    let known = answers.iter().filter_map(|one| Some((one.file, one.form.clone()?)));
    known.collect()
}
