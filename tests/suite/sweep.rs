//! Pages hold together whatever the paper, the margins, the face and the contents: measured from
//! the boxes that are laid out. No cell of a group is empty, nothing runs over a rule, no end of a
//! row stands alone, no heading is left behind.

use std::fmt::Write as _;

use ikigen::project::Project;
use ikigen::typeset::{self, Pages, Run};

use crate::support::{Test, compilation_of, repo, valid_project};

/// A part of a page that rules enclose, in the first column of a table.
struct Cell {
    top: f64,
    bottom: f64,
    /// Whether something is printed in it.
    filled: bool,
    /// How many cells stand beside it in the second column.
    beside: usize,
}

/// The cells of the first column of each table on a page, from its top.
fn tables(pages: &Pages, page: usize) -> Vec<Vec<Cell>> {
    let rules = pages.rules(page);
    let runs = pages.runs(page);
    let upright = |[left, top, right, bottom]: [f64; 4]| right - left < 0.1 && bottom - top > 1.0;
    let mut left: Vec<[f64; 4]> = rules.iter().copied().filter(|rule| upright(*rule)).collect();
    let Some(edge) = left.iter().map(|rule| rule[0]).reduce(f64::min) else { return Vec::new() };
    left.retain(|rule| rule[0] < edge + 1.0);
    left.sort_by(|one, other| one[1].total_cmp(&other[1]));
    // Pieces of the left edge that follow each other are one table's.
    let mut spans: Vec<[f64; 2]> = Vec::new();
    for rule in left {
        match spans.last_mut().filter(|span| rule[1] < span[1] + 1.0) {
            Some(span) => span[1] = span[1].max(rule[3]),
            None => spans.push([rule[1], rule[3]]),
        }
    }
    let within =
        |top: f64, bottom: f64, rule: &[f64; 4]| rule[1] > top - 1.0 && rule[3] < bottom + 1.0;
    let table = |[top, bottom]: [f64; 2]| {
        let own: Vec<[f64; 4]> =
            rules.iter().copied().filter(|rule| within(top, bottom, rule)).collect();
        let mut edges: Vec<f64> =
            own.iter().copied().filter(|rule| upright(*rule)).map(|rule| rule[0]).collect();
        edges.sort_by(f64::total_cmp);
        edges.dedup_by(|one, other| (*one - *other).abs() < 1.0);
        let [first, second] = [0, 1].map(|n| edges.get(n..n + 2).map(|edge| [edge[0], edge[1]]));
        let rows = |[left, right]: [f64; 2]| {
            let middle = f64::midpoint(left, right);
            let mut rows: Vec<f64> = own
                .iter()
                .filter(|rule| rule[3] - rule[1] < 0.1 && rule[0] < middle && middle < rule[2])
                .map(|rule| rule[1])
                .collect();
            rows.sort_by(f64::total_cmp);
            rows.dedup_by(|one, other| (*one - *other).abs() < 1.0);
            rows
        };
        let first = first.unwrap_or([edge, edge + 1.0]);
        let beside = second.map(rows).unwrap_or_default();
        let cell = |ends: &[f64]| {
            let [top, bottom] = [ends[0], ends[1]];
            let inside = |run: &&Run| {
                let [left, above, _, height] = run.bbox;
                let middle = above + height / 2.0;
                !run.text.trim().is_empty()
                    && left > first[0] - 1.0
                    && left < first[1]
                    && top < middle
                    && middle < bottom
            };
            let inner = beside.iter().filter(|rule| top + 1.0 < **rule && **rule < bottom - 1.0);
            let filled = runs.iter().any(|run| inside(&run));
            Cell { top, bottom, filled, beside: inner.count() + 1 }
        };
        rows(first).windows(2).map(cell).collect()
    };
    spans.into_iter().map(table).collect()
}

/// What is wrong with the pages of a document, in lines.
fn faults(project: &Project, id: &str, headings: &[&str]) -> String {
    let compilation = compilation_of(project, id);
    let (pages, warnings) = typeset::lay_out(&compilation, &project.huruf).unwrap();
    let mut found = String::new();
    for warning in warnings {
        writeln!(found, "{warning:?}").unwrap();
    }
    for over in pages.overflows(&compilation, &project.huruf) {
        writeln!(found, "page {}: no room for {:?}", over.page + 1, over.text).unwrap();
    }
    for page in 0..pages.page_count() {
        let runs = pages.runs(page);
        let line = runs.iter().map(|run| run.bbox[3]).fold(8.0, f64::min) * 1.1;
        for table in tables(&pages, page) {
            if table.len() < 2 {
                writeln!(found, "page {}: a header alone", page + 1).unwrap();
            }
            for (n, cell) in table.iter().enumerate().filter(|(_, cell)| !cell.filled) {
                // A tall row may go on below the header.
                let goes_on = n == 1 && cell.beside == 1 && cell.bottom - cell.top > 3.0 * line;
                if !goes_on {
                    writeln!(found, "page {}: row {n} has an empty cell", page + 1).unwrap();
                }
            }
        }
        // The last line above the foot.
        let foot = |run: &&Run| !run.text.trim().is_empty();
        let height = pages.size(page).unwrap()[1];
        let body = runs.iter().filter(foot).filter(|run| run.bbox[1] < height - 45.0);
        let last = body.max_by(|one, other| one.bbox[1].total_cmp(&other.bbox[1]));
        if let Some(last) = last.filter(|last| headings.iter().any(|one| last.text.contains(one))) {
            writeln!(found, "page {}: {:?} is left behind", page + 1, last.text).unwrap();
        }
    }
    found
}

/// Headings of the sample that must have something below them on their page.
const HEADINGS: [&str; 3] =
    ["INDIKATOR KINERJA INDIVIDU", "Penghitungan dan sumber data", "Sebaran indikator"];

/// Both editions.
const EDITIONS: [&str; 2] = ["iki-asli", "iki-tahunan"];

/// A page set-up: what stands in the place of what in the sample's.
type Setup = Vec<(&'static str, String)>;

/// Paper, margins and faces.
fn setups() -> Vec<Setup> {
    let below = |margin: usize| vec![("bawah: 20mm", format!("bawah: {margin}mm"))];
    let mut all: Vec<Setup> = (16..=30).step_by(3).map(below).collect();
    for (paper, turned, margin, face) in [
        ("A4", "mendatar", 19, "Liberation Serif"),
        ("A4", "tegak", 20, "Liberation Serif"),
        ("A4", "tegak", 25, "Liberation Sans"),
        ("F4", "mendatar", 23, "Liberation Sans"),
        ("F4", "tegak", 18, "Liberation Serif"),
        ("Letter", "tegak", 22, "Liberation Serif"),
    ] {
        let mut setup = below(margin);
        setup.push(("kertas: Letter", format!("kertas: {paper}")));
        setup.push(("orientasi: mendatar", format!("orientasi: {turned}")));
        setup.push(("huruf: Liberation Serif", format!("huruf: {face}")));
        if turned == "tegak" {
            setup.push(("ukuran: 12pt", "ukuran: 11pt".to_owned()));
            setup.push(("rumus: 10pt", "rumus: 9pt".to_owned()));
        }
        all.push(setup);
    }
    all
}

fn under(test: Test, setup: &Setup) -> Test {
    setup.iter().fold(test, |test, (from, to)| test.edit("data/opd.yaml", from, to))
}

#[test]
fn the_sample_holds_together_under_every_setup() {
    let mut wrong = String::new();
    for setup in setups() {
        let project = valid_project(under(Test::sample(), &setup).path());
        for id in EDITIONS {
            let found = faults(&project, id, &HEADINGS);
            if !found.is_empty() {
                let setup: Vec<&str> = setup.iter().map(|(_, to)| to.as_str()).collect();
                writeln!(wrong, "{id} {setup:?}\n{found}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// One position with much of everything.
fn extreme() -> Test {
    let list = |count: usize, text: &str| {
        (1..=count).fold(String::new(), |all, n| all + &format!("  - {text} ke {n};\n"))
    };
    let long = |words: usize| vec!["kata yang panjang"; words / 3].join(" ");
    let mut yaml = format!(
        "id: uji\njabatan: Kepala {}\natasan: kepala-dinas\ntugas: menguji {}\nfungsi:\n{}sasaran:\n",
        long(36),
        long(30),
        list(30, "pelaksanaan fungsi yang lain")
    );
    let mut figures = "tahun: 2024\nstatus: contoh\nsampai: TW4\nrealisasi:\n".to_owned();
    for (sasaran, count) in [(1, 15), (2, 1), (3, 40)] {
        writeln!(yaml, "  - sasaran: Meningkatnya hasil kerja yang {sasaran}\n    indikator:")
            .unwrap();
        for n in 0..count {
            let nama = if n == 2 { long(70) } else { "Persentase yang diukur".to_owned() };
            let sumber = if n == 1 {
                format!(
                    "{} diskoperindag@sampangkab.go.id https://sampangkab.go.id/dokumen/laporan_kinerja_tahunan",
                    long(130)
                )
            } else {
                "Laporan".to_owned()
            };
            let id = format!("i{sasaran}-{n}");
            writeln!(
                yaml,
                "      - id: {id}\n        nama: {nama} {sasaran}.{n}\n        satuan: rupiah\n        arah: naik\n        \
                 agregasi: akhir\n        target: {{ 2024: 1250000000000 }}\n        sumber: {sumber}"
            )
            .unwrap();
            writeln!(figures, "  {id}:\n    TW4: {{ nilai: 1234567890123 }}").unwrap();
        }
    }
    let test = Test::empty();
    let opd = std::fs::read_to_string(repo().join("data/opd.yaml")).unwrap();
    test.file("data/opd.yaml", opd)
        .file("data/jabatan/01.yaml", yaml)
        .file("data/realisasi/2024.yaml", figures)
}

#[test]
fn extreme_contents_hold_together() {
    let mut wrong = String::new();
    for setup in setups().into_iter().skip(1).step_by(2) {
        let project = valid_project(under(extreme(), &setup).path());
        for id in EDITIONS {
            let found = faults(&project, id, &HEADINGS);
            if !found.is_empty() {
                writeln!(wrong, "{id} {setup:?}\n{found}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A group that goes on says so on every page that it goes on to.
#[test]
fn a_group_that_goes_on_says_what_it_is() {
    let project = valid_project(extreme().path());
    let pages = crate::support::pages(&project).text();
    let said = |page: &String| page.contains("(lanjutan)");
    let last = pages.iter().rposition(|page| page.contains("3.39")).unwrap();
    let first = pages.iter().position(|page| page.contains("3.0")).unwrap();
    assert!(last > first + 1);
    assert_eq!(pages[first + 1..=last].iter().filter(|page| said(page)).count(), last - first);
    assert!(!said(&pages[first]) || pages[first].contains("yang 1"));
}

/// What has no room is said at its place.
#[test]
fn what_has_no_room_is_reported_where_it_stands() {
    let test = Test::begun().edit("data/opd.yaml", "orientasi: mendatar", "orientasi: tegak");
    test.run(&["build", "-q"]).code(0).silent();
}
