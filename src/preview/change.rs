//! Changes that are made in the preview: tried on the project in memory, judged as the model
//! would, and only then written.

use serde_json::{Value, json};

use super::session::{Refused, Session};
use super::words;
use crate::check::fix;
use crate::diagnostic::{Diagnostics, system};
use crate::digest::sha256;
use crate::edit::{self, Edit, Path, Step};
use crate::language::Phrase;
use crate::output::{self, ReplaceError};
use crate::project::{self, Timings};
use crate::source;
use crate::source::tree::{self, Kind, Node};
use crate::text::SourceFile;

/// A change that was written, as it can be taken back.
pub(super) struct Change {
    before: SourceFile,
    after: SourceFile,
}

/// So many changes can be taken back.
const MOST: usize = 200;

impl Session {
    /// Gives the value that begins at `start` another text.
    pub(super) fn edit(
        &mut self,
        path: &str,
        version: &str,
        start: usize,
        value: &str,
    ) -> Result<Value, Refused> {
        self.read();
        let file = self.data_file(path)?;
        if sha256(file.text().as_bytes()) != version {
            return Err(refused(&words::CHANGED_MEANWHILE));
        }
        let root = tree::parse(&file).map_err(|found| {
            let mut all = Diagnostics::default();
            all.extend(found);
            ((&words::UNREADABLE).into(), all)
        })?;
        let mut steps = Vec::new();
        let node = find(&root, start, &mut steps).ok_or_else(|| refused(&words::NO_VALUE))?;
        let edit = Edit::Set { path: Path(steps), value: written(node, value) };
        let edited = edit::apply(&file, &[edit])
            .map_err(|refusal| ((&words::REFUSED).into(), refusal.diagnostic().into()))?;
        self.commit(&file, edited.text)
    }

    /// Makes the cure of a finding.
    pub(super) fn fix(
        &mut self,
        code: &str,
        path: &str,
        place: (usize, usize),
    ) -> Result<Value, Refused> {
        self.read();
        let gone = || refused(&words::NO_CURE);
        let found = self.found().ok_or_else(gone)?.sorted();
        let meant = found.into_iter().find(|one| {
            let at = one.span.as_ref().map(|span| (span.file.path(), span.line_columns()[0]));
            one.code.code == code && at == Some((path, place))
        });
        let fixes = fix::lay_out(meant);
        let fixed = fixes.files.into_iter().next().ok_or_else(gone)?;
        let (file, text) = (fixed.file, fixed.text);
        self.commit(&file, text)
    }

    /// Takes the last change back.
    pub(super) fn take_back(&mut self) -> Result<Value, Refused> {
        let Some(Change { before, after }) = self.undo.pop() else {
            return Err(refused(&words::NOTHING_TO_UNDO));
        };
        self.write(&after, before.text())?;
        Ok(json!({ "written": before.path(), "undo": self.undo.len() }))
    }

    /// A data file that is written in the project.
    fn data_file(&self, path: &str) -> Result<SourceFile, Refused> {
        let file = self.file(path).filter(|file| file.path().starts_with("data/"));
        file.cloned().ok_or_else(|| (words::NO_FILE.arg("path", path), Diagnostics::default()))
    }

    /// Writes `text` in the place of `file`, unless the project would have errors that it has not.
    fn commit(&mut self, file: &SourceFile, text: String) -> Result<Value, Refused> {
        if text == file.text() {
            return Ok(json!({ "written": null, "undo": self.undo.len() }));
        }
        let after = SourceFile::new(file.path(), text);
        self.judge(&after)?;
        self.write(file, after.text())?;
        self.undo.push(Change { before: file.clone(), after: after.clone() });
        let surplus = self.undo.len().saturating_sub(MOST);
        self.undo.drain(..surplus);
        Ok(json!({ "written": after.path(), "undo": self.undo.len() }))
    }

    /// What the model says of the project with this file in it.
    fn judge(&self, after: &SourceFile) -> Result<(), Refused> {
        use crate::diagnostic::Severity::Error;

        let mut found = Diagnostics::default();
        let mut tree = source::read_tree(&self.folder, &mut found);
        tree.data.put(after.clone());
        // The verdict stands in `found`.
        let _ = project::check_tree(tree, &mut found, &mut Timings::default());
        let before = self.found().map_or(0, |found| found.count(Error));
        if found.count(Error) <= before {
            return Ok(());
        }
        found.retain(|one| one.code.severity == Error);
        Err(((&words::WOULD_BE_WRONG).into(), found))
    }

    fn write(&self, file: &SourceFile, text: &str) -> Result<(), Refused> {
        output::replace_file(&self.folder, file, text).map_err(|error| match error {
            ReplaceError::Changed => refused(&words::CHANGED_MEANWHILE),
            ReplaceError::NotOurs => refused(&words::NOT_A_FILE),
            ReplaceError::System(error) => {
                let said = words::NOT_WRITTEN.arg("path", file.path());
                (said.arg("sebab", system::reason(&error)), Diagnostics::default())
            }
        })
    }
}

fn refused(why: &'static crate::language::Note) -> Refused {
    (Phrase::from(why), Diagnostics::default())
}

/// The scalar that begins at `start`, and the way to it.
fn find<'n>(node: &'n Node, start: usize, steps: &mut Vec<Step>) -> Option<&'n Node> {
    let mut within = |step: Step, child: &'n Node| {
        steps.push(step);
        let found = find(child, start, steps);
        if found.is_none() {
            steps.pop();
        }
        found
    };
    match &node.kind {
        Kind::Scalar { .. } => (node.range.start == start).then_some(node),
        Kind::Seq(items) => {
            items.iter().enumerate().find_map(|(n, item)| within(Step::Index(n), item))
        }
        Kind::Map(entries) => {
            entries.iter().find_map(|entry| within(Step::key(entry.key.as_str()), &entry.value))
        }
    }
}

/// How a value is written in the place of another: a number without quotes, a text with those that
/// it needs.
fn written(old: &Node, value: &str) -> edit::Value {
    let is_number = |text: &str| {
        let digits = text.trim_end_matches('%').trim_start_matches(['-', '+']);
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || ".,_".contains(c))
    };
    let was_number = match &old.kind {
        Kind::Scalar { text, plain: true } => old.is_null() || is_number(text),
        _ => false,
    };
    let value = value.trim();
    if was_number && is_number(value) {
        edit::Value::plain(value)
    } else {
        edit::Value::text(value)
    }
}
