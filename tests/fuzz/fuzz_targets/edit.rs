//! Any text in place of a file, and an edit of it: refused, or made as was asked and nowhere
//! else.
#![no_main]

use ikigen::edit::{self, Edit, Path, Step, Value};
use ikigen::source::tree::{self, Kind, Node};
use ikigen::text::SourceFile;
use ikigen_fuzz::pick;
use libfuzzer_sys::fuzz_target;

/// The texts of a file with the paths to them.
fn texts(node: &Node, path: &mut Vec<Step>, found: &mut Vec<(Path, String)>) {
    match &node.kind {
        Kind::Scalar { text, .. } => found.push((Path(path.clone()), text.clone())),
        Kind::Seq(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Step::Index(i));
                texts(item, path, found);
                path.pop();
            }
        }
        Kind::Map(entries) => {
            for entry in entries {
                path.push(Step::key(&entry.key));
                texts(&entry.value, path, found);
                path.pop();
            }
        }
    }
}

fn all(file: &SourceFile) -> Option<Vec<(Path, String)>> {
    let tree = tree::parse(file).ok()?;
    let mut found = Vec::new();
    texts(&tree, &mut Vec::new(), &mut found);
    Some(found)
}

fuzz_target!(|data: &[u8]| {
    let Some((path, text)) = pick(data) else { return };
    let file = SourceFile::new(path, text);
    let Some(before) = all(&file).filter(|found| !found.is_empty()) else { return };
    let n = text.len() % before.len();
    let value = Value::Text("ganti: \"ini\" # itu".to_owned());
    let set = Edit::Set { path: before[n].0.clone(), value };
    let Ok(edited) = edit::apply(&file, &[set]) else { return };
    let after = all(&SourceFile::new(path, &*edited.text)).expect("an edited file reads");
    assert_eq!(before.len(), after.len());
    for (i, (old, new)) in before.iter().zip(&after).enumerate() {
        assert!(if i == n { new.1 == "ganti: \"ini\" # itu" } else { old.1 == new.1 }, "{text:?}");
    }
});
