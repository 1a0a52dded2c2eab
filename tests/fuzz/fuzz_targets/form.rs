//! Any bytes as a form that came back, as a part of one, or in its cells: what it says is taken
//! into the first project, or asked about, or it is refused. Nothing of the project is lost.
#![no_main]

use std::io::{Cursor, Write};

use ikigen::diagnostic::Diagnostics;
use ikigen::form::{Given, land};
use ikigen::model::Model;
use ikigen::source::Sources;
use ikigen::text::SourceFile;
use ikigen_fuzz::{only_own_panics_end, with_changes};
use libfuzzer_sys::fuzz_target;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The parts of a form of the first project; each seed begins with the number of its part.
const PARTS: [(&str, &[u8]); 10] = [
    ("[Content_Types].xml", include_bytes!("../seeds/form/types")),
    ("_rels/.rels", include_bytes!("../seeds/form/relationships")),
    ("docProps/custom.xml", include_bytes!("../seeds/form/properties")),
    ("xl/workbook.xml", include_bytes!("../seeds/form/workbook")),
    ("xl/_rels/workbook.xml.rels", include_bytes!("../seeds/form/workbook-relationships")),
    ("xl/worksheets/sheet2.xml", include_bytes!("../seeds/form/values")),
    ("xl/worksheets/sheet3.xml", include_bytes!("../seeds/form/words")),
    ("xl/worksheets/sheet4.xml", include_bytes!("../seeds/form/hidden")),
    ("xl/sharedStrings.xml", include_bytes!("../seeds/form/strings")),
    ("xl/styles.xml", include_bytes!("../seeds/form/styles")),
];
/// The sheets whose cells are filled.
const FILLED: [usize; 2] = [5, 6];

/// The form with other bytes in some of its parts; the checksums are right.
fn packed(changed: &[(usize, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (n, (name, own)) in PARTS.iter().enumerate() {
        let changed = changed.iter().find(|(number, _)| *number == n);
        archive.start_file(*name, options).expect("it has room");
        archive.write_all(changed.map_or(&own[1..], |(_, bytes)| bytes)).expect("it has room");
    }
    archive.finish().expect("it has room").into_inner()
}

/// The form with its cells filled: a line for each, which says the number of the cell, what kind
/// of value it has, and the value.
fn filled(lines: &[u8]) -> Vec<u8> {
    let mut sheets = FILLED.map(|n| String::from_utf8_lossy(&PARTS[n].1[1..]).into_owned());
    for line in lines.split(|byte| *byte == b'\n') {
        let [number, kind, value @ ..] = line else { continue };
        let sheet = &mut sheets[usize::from(*number >> 7)];
        let starts: Vec<usize> = sheet.match_indices("<c r=\"").map(|(at, _)| at).collect();
        let start = starts[usize::from(*number & 0x7f) % starts.len()];
        let end = starts.iter().find(|at| **at > start).copied();
        let end = end.filter(|end| !sheet[start..*end].contains("</row>"));
        let end = end.or_else(|| Some(start + sheet[start..].find("</row>")?)).unwrap_or(start);
        let name = sheet[start + 6..].split('"').next().unwrap_or_default().to_owned();
        let style = sheet[start..end].split("s=\"").nth(1).and_then(|rest| rest.split('"').next());
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let value = String::from_utf8_lossy(value);
        let value = value.replace('&', "&amp;").replace('<', "&lt;");
        let cell = match kind % 6 {
            0 => format!("<c r=\"{name}\"{style} t=\"inlineStr\"><is><t>{value}</t></is></c>"),
            1 => format!("<c r=\"{name}\"{style}><v>{value}</v></c>"),
            2 => format!("<c r=\"{name}\"{style} t=\"e\"><v>{value}</v></c>"),
            3 => format!("<c r=\"{name}\"{style} t=\"d\"><v>{value}</v></c>"),
            4 => format!("<c r=\"{name}\"{style}><f>{value}</f><v>{value}</v></c>"),
            _ => format!("<c r=\"{name}\"{style}/>"),
        };
        sheet.replace_range(start..end, &cell);
    }
    packed(&[(FILLED[0], sheets[0].as_bytes()), (FILLED[1], sheets[1].as_bytes())])
}

thread_local! {
    /// The first project, with what is found in it.
    static PROJECT: (Sources, Option<Model>, Diagnostics) = {
        let mut found = Diagnostics::default();
        let (sources, model) = with_changes(&[], &mut found);
        (sources, model, found)
    };
}

fuzz_target!(init: only_own_panics_end(), |data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let number = usize::from(*first) % (PARTS.len() + 2);
    let bytes = match number.checked_sub(PARTS.len()) {
        None => packed(&[(number, rest)]),
        Some(0) => filled(rest),
        Some(_) => rest.to_vec(),
    };
    PROJECT.with(|(sources, model, before)| {
        let model = model.as_ref().expect("the first project has no errors");
        let again = |changes: &[(SourceFile, String)], found: &mut Diagnostics| {
            with_changes(changes, found).1
        };
        let given = [Given { name: "isi.xlsx".into(), bytes }];
        let mut found = Diagnostics::default();
        let landed = land((sources, model, before), &again, &given, &mut found);
        let Some(landed) = landed else { return };
        assert_eq!(landed.changes.is_empty(), landed.project.is_none());
        for (file, text) in &landed.changes {
            assert!(file.path().starts_with("data/"), "{}", file.path());
            assert_ne!(file.text(), text);
            let comments = |text: &str| text.matches(" # ").count();
            assert!(comments(text) >= comments(file.text()), "{text}");
        }
    });
});
