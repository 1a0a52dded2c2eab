//! From the page back to the files: every run of text of both editions of the IKI leads to the
//! value, the calculation or the template that wrote it, and every printed value to its pages.

use std::collections::{BTreeMap, HashSet};

use ikigen::markup::{Calculation, Origin, Subject};
use ikigen::model::{Model, Uraian};
use ikigen::project::Project;
use ikigen::text::{Span, Text};
use ikigen::typeset::{self, Source, TracedRun};

use crate::support::{repo, valid_project};

/// The runs of text of a document, page by page.
fn traced(project: &Project, id: &str) -> Vec<TracedRun> {
    let jobs = project.jobs(&[id.to_owned()]).unwrap();
    let compilations = project.compilations(&jobs, &project.inputs()).unwrap();
    let (pages, _) = typeset::lay_out(&compilations[0], &project.huruf).unwrap();
    let all = 0..pages.page_count();
    all.flat_map(|page| pages.traced_runs(page, &compilations[0], &project.huruf)).collect()
}

/// What a run's pieces came from, by kind; each is checked on the way.
fn walk(model: &Model, runs: &[TracedRun]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for TracedRun { run, pieces, .. } in runs {
        let mut end = 0;
        for (range, source) in pieces {
            assert_eq!(range.start, end, "a gap in {:?}", run.text);
            end = range.end;
            *counts.entry(kind(model, &run.text[range.clone()], source)).or_default() += 1;
        }
        assert_eq!(end, run.text.len(), "{:?}", run.text);
    }
    counts
}

/// Checks that a piece of text has the source that it says, and names the kind of it.
fn kind(model: &Model, printed: &str, source: &Source) -> &'static str {
    match source {
        Source::Value(Origin::Text(text), range) => {
            // Not every text that is printed stands in the file as it is printed (a year set into
            // a title), but what the place holds is what was made into it.
            assert_eq!(&text[range.clone()], printed);
            match text.place() {
                None => "text of the program",
                Some(place) => {
                    assert!(place.file.path().starts_with("data/"), "{printed}");
                    let part = text.part(range.clone());
                    let written = &part.file.text()[part.range];
                    let folded = written.split_whitespace().collect::<Vec<_>>().join(" ");
                    if folded.contains(printed.trim()) { "text" } else { "made text" }
                }
            }
        }
        Source::Value(Origin::Value(span), _) => {
            if span.is_somewhere() {
                assert!(!span.file.text()[span.range.clone()].trim().is_empty(), "{printed}");
                "value"
            } else {
                "usual policy"
            }
        }
        Source::Value(Origin::Calculation(calculation), _) => {
            assert!(exists(model, calculation), "{calculation:?}");
            "calculation"
        }
        Source::Template(span) => {
            assert!(span.file.path().starts_with("templates/"), "{printed}");
            assert!(!span.file.text()[span.range.clone()].is_empty(), "{printed}");
            "template"
        }
        Source::Compiler => {
            // Numbers of pages and of items: the letters and figures of counters.
            let counter = |c: char| c.is_ascii_alphanumeric() || " .-".contains(c);
            assert!(printed.chars().all(counter) && printed.len() <= 4, "{printed:?}");
            "counter"
        }
    }
}

fn exists(model: &Model, calculation: &Calculation) -> bool {
    match &calculation.subject {
        Subject::Indikator(id) => model.indikator(id).is_some(),
        Subject::Jabatan(id) => model.jabatan.iter().any(|jabatan| jabatan.id == *id),
        Subject::Opd => true,
    }
}

/// Where the values stand that a document prints as they are.
fn places(runs: &[TracedRun]) -> HashSet<(String, usize)> {
    let key = |span: &Span| (span.file.path().to_owned(), span.range.start);
    let origins = runs.iter().flat_map(|run| &run.pieces).filter_map(|(_, source)| match source {
        Source::Value(origin, _) => origin.span(),
        Source::Template(_) | Source::Compiler => None,
    });
    origins.map(key).collect()
}

/// The texts of a position that the original edition prints.
fn printed_texts(model: &Model) -> Vec<&Text> {
    fn of_uraian(uraian: &Uraian) -> Vec<&Text> {
        match uraian {
            Uraian::Sentence(sentence) => vec![sentence],
            Uraian::List(items) => items.iter().collect(),
        }
    }
    let iki = &model.opd.iki;
    let mut all: Vec<&Text> = iki.sampul.iter().chain(&iki.label).chain(&iki.kolom).collect();
    all.push(&iki.kepala);
    for jabatan in &model.jabatan {
        all.push(&jabatan.nama);
        all.extend(of_uraian(&jabatan.tugas));
        all.extend(jabatan.fungsi.iter().flat_map(of_uraian));
        for sasaran in &jabatan.sasaran {
            all.push(&sasaran.sasaran);
            for one in sasaran.rows.iter().flatten() {
                all.push(&one.nama);
                all.extend([&one.penjelasan, &one.catatan, &one.sumber].into_iter().flatten());
                let operands = one.rumus.iter().flat_map(|rumus| {
                    let names = rumus.cetak.variabel();
                    names.into_iter().filter_map(|name| rumus.label.get(name)).collect::<Vec<_>>()
                });
                all.extend(operands);
            }
        }
    }
    all
}

fn missing<'t>(texts: Vec<&'t Text>, runs: &[TracedRun]) -> Vec<&'t Text> {
    let found = places(runs);
    texts
        .into_iter()
        .filter(|text| {
            let place = text.place().expect("it was read");
            !found.contains(&(place.file.path().to_owned(), place.range.start))
        })
        .collect()
}

#[test]
fn every_run_of_the_original_edition_leads_back_and_every_text_forward() {
    let project = valid_project(repo());
    let runs = traced(&project, "iki-asli");
    let counts = walk(&project.model, &runs);
    assert!(counts["text"] > 700, "{counts:?}");
    assert!(!counts.contains_key("calculation"), "{counts:?}");
    assert_eq!(missing(printed_texts(&project.model), &runs), Vec::<&Text>::new());
}

#[test]
fn every_run_of_the_yearly_edition_leads_back_and_every_number_forward() {
    let project = valid_project(repo());
    let runs = traced(&project, "iki-tahunan");
    let counts = walk(&project.model, &runs);
    for kind in ["text", "value", "calculation", "template", "counter"] {
        assert!(counts.get(kind).is_some_and(|n| *n > 20), "{kind}: {counts:?}");
    }
    // Targets in force, units, sources and names of every indicator are on the page.
    let found = places(&runs);
    for one in project.model.jabatan.iter().flat_map(ikigen::model::Jabatan::indikator) {
        let target = one.target[&2024].governing().span();
        for span in [target, one.satuan.span(), one.nama.span()] {
            let key = (span.file.path().to_owned(), span.range.start);
            assert!(found.contains(&key), "{} {:?}", one.id, span.line_columns());
        }
    }
    // And of each indicator the realisasi and the capaian.
    let calculated: HashSet<String> = runs
        .iter()
        .flat_map(|run| &run.pieces)
        .filter_map(|(_, source)| match source {
            Source::Value(Origin::Calculation(one), _) => Some(format!("{one:?}")),
            _ => None,
        })
        .collect();
    for one in project.model.jabatan.iter().flat_map(ikigen::model::Jabatan::indikator) {
        for quantity in ["Realisasi", "Capaian"] {
            let of = |text: &&String| text.contains(&*one.id) && text.contains(quantity);
            assert!(calculated.iter().any(|text| of(&text)), "{} {quantity}", one.id);
        }
    }
}
