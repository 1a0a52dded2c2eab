//! Any text in place of a file: cures change what they say and nothing else.
#![no_main]

use ikigen_fuzz::check::{self, perbaiki};
use ikigen_fuzz::diagnostic::{Berkas, Temuan};
use ikigen_fuzz::source::tree::{self, Kind, Node};
use ikigen_fuzz::{model, pilih, proyek};
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
    let Some((path, text)) = pilih(data) else { return };
    let mut temuan = Temuan::default();
    let naskah = proyek(path, text, &mut temuan);
    let model = model::build(&naskah, &mut temuan);
    let model = model.filter(|_| !temuan.has_errors());
    check::periksa(&naskah, model.as_ref(), &mut temuan);
    for cure in perbaiki::susun(temuan.sorted()) {
        let before = tree::parse(&cure.berkas).expect("it was read");
        let after = Berkas::new(cure.berkas.path(), &*cure.teks);
        let after = tree::parse(&after).expect("a cured file reads");
        let (mut one, mut other) = (Vec::new(), Vec::new());
        shape(&before, &mut one);
        shape(&after, &mut other);
        assert_eq!(one, other, "{text:?}");
        assert_eq!(cure.berkas.text().lines().count(), cure.teks.lines().count());
        assert_eq!(comments(cure.berkas.text()), comments(&cure.teks));
        let _ = cure.tambalan();
    }
});
