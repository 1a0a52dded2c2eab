//! Other set-ups than the original's, and another office: everything still holds together.

use std::fs;

use ikigen::typeset::Pages;

use crate::support::{Printed, copy_of_the_project, folders, pages, repo, valid_project};

/// The pages of the committed data under another page set-up of `tests/pages/`.
fn under(setup: &str) -> (Pages, Vec<String>) {
    let folder = copy_of_the_project();
    fs::copy(repo().join("tests/pages").join(setup), folder.path().join("data/opd.yaml")).unwrap();
    let project = valid_project(folder.path());
    let names = project.model.jabatan.iter().map(|j| j.nama.to_string()).collect();
    (pages(&project), names)
}

/// The heading and the name of a position are on the same page.
fn no_heading_is_stranded(pages: &Pages, names: &[String], heading: &str) {
    let printed = Printed::new(&pages.text());
    let mut at = printed.find(heading, 0).unwrap().2;
    for name in names {
        let (heading_page, _, end) = printed.find(heading, at).unwrap();
        let (name_page, _, end) = printed.find(name, end).unwrap();
        assert_eq!(heading_page, name_page, "{name}");
        at = end;
    }
}

const HEADER: &str = "INDIKATOR KINERJA INDIVIDU";

#[test]
fn a4_portrait_starts_each_position_on_a_page() {
    let (pages, names) = under("a4-tegak.yaml");
    no_heading_is_stranded(&pages, &names, HEADER);
    let with_heading = pages.text().iter().skip(1).filter(|page| page.contains(HEADER)).count();
    assert_eq!(with_heading, names.len());
    assert!(pages.text().iter().all(|page| !page.trim().is_empty()), "an empty page");
}

#[test]
fn f4_portrait_in_a_sans_face_holds_together() {
    let (pages, names) = under("f4-tegak-sans.yaml");
    no_heading_is_stranded(&pages, &names, HEADER);
    assert!(pages.text().iter().all(|page| !page.trim().is_empty()), "an empty page");
}

#[test]
fn every_project_in_the_fixtures_builds() {
    let projects = folders(&repo().join("tests/projects"));
    assert!(!projects.is_empty());
    for load in projects {
        let pages = pages(&valid_project(&load));
        assert!(!pages.has_missing_glyph());
    }
}

#[test]
fn prose_notes_and_fractions_share_a_cell() {
    let pages = pages(&valid_project(&repo().join("tests/projects/kecamatan")));
    let printed = Printed::new(&pages.text());
    assert!(printed.find("dikalikan seratus persen", 0).is_some());
    assert!(printed.find("Catatan:", 0).is_some());
}
