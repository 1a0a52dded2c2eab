//! Any text in place of a file: cures change what they say and nothing else.
#![no_main]

use ikigen::check::fix;
use ikigen::diagnostic::Diagnostics;
use ikigen::source::tree::{self, Kind, Node};
use ikigen::text::SourceFile;
use ikigen_fuzz::{checked, pick};
use libfuzzer_sys::fuzz_target;

fn shape(node: &Node, out: &mut Vec<String>) {
    match &node.kind {
        Kind::Scalar { .. } => out.push("·".to_owned()),
        Kind::Seq(items) => {
            out.push(format!("[{}", items.len()));
            items.iter().for_each(|item| shape(item, out));
        }
        Kind::Map(entries) => {
            for entry in entries {
                out.push(entry.key.clone());
                shape(&entry.value, out);
            }
        }
    }
}

/// Lines that hold nothing but a comment: no cure touches one.
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.trim_start().starts_with('#')).collect()
}

fuzz_target!(|data: &[u8]| {
    let Some((path, text)) = pick(data) else { return };
    let mut diagnostics = Diagnostics::default();
    checked(path, text, &mut diagnostics);
    for cure in fix::lay_out(diagnostics.sorted()).files {
        let before = tree::parse(&cure.file).expect("it was read");
        let after = SourceFile::new(cure.file.path(), &*cure.text);
        let after = tree::parse(&after).expect("a cured file reads");
        let (mut one, mut other) = (Vec::new(), Vec::new());
        shape(&before, &mut one);
        shape(&after, &mut other);
        assert_eq!(one, other, "{text:?}");
        assert_eq!(cure.file.text().lines().count(), cure.text.lines().count());
        assert_eq!(comments(cure.file.text()), comments(&cure.text));
        let _ = cure.patch();
    }
});
