//! Work grows with the size of a file, not with its square: shapes that a stranger could propose, at
//! one size and at four times as much. What grew with the square would take sixteen times as long.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use ikigen::check::fix;
use ikigen::diagnostic::Diagnostics;
use ikigen::language::Language;
use ikigen::project::{self, Timings};
use ikigen::review::{Review, Side};

use crate::support::{Test, checked};

const POSITION: &str = "data/jabatan/02-kepala-seksi.yaml";
const REALISASI: &str = "data/realisasi/2024.yaml";
const PLAN: &str = "data/renstra.yaml";
const DUTY: &str = "  - melaksanakan pembinaan pedagang pasar; dan\n";
const VARIABLE: &str = "          semua: Jumlah pasar yang dikelola\n";

/// A shape: its name, how much of it is made at the smaller size, the project with so much of it.
type Shape = (&'static str, usize, fn(usize) -> Test);

/// So many pieces, one behind the other.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

/// A project with these duties.
fn duties(count: usize, piece: impl Fn(usize) -> String) -> Test {
    Test::begun().edit(POSITION, DUTY, &many(count, piece))
}

/// A project with so many texts as long as one may be.
fn texts(count: usize, word: &str) -> Test {
    let text = word.repeat(9_900 / word.chars().count());
    duties(count, |n| format!("  - {text}{n};\n"))
}

/// A project with this behind what a file says.
fn with(path: &str, more: &str) -> Test {
    let test = Test::begun();
    let text = test.read(path) + more;
    test.file(path, text)
}

fn indicators(count: usize, name: &str) -> String {
    many(count, |n| {
        format!(
            "      - id: i{n}\n        nama: {name} {n}\n        penjelasan: Yang {n}.\n        \
             satuan: pedagang\n        arah: naik\n        agregasi: jumlah\n        \
             target: {{ 2024: 40, 2025: 50, 2026: 60 }}\n        sumber: Buku\n"
        )
    })
}

/// So many position files, each under the one before.
fn chain(count: usize) -> Test {
    let first = Test::begun();
    let text = first.read(POSITION);
    (0..count).fold(first, |test, n| {
        let superior = if n == 0 { "kabid-pasar".to_owned() } else { format!("x-{}", n - 1) };
        let own = text
            .replace("id: kasi-pembinaan-pasar", &format!("id: x-{n}"))
            .replace("atasan: kabid-pasar", &format!("atasan: {superior}"))
            .replace("pedagang-dibina", &format!("pedagang-{n}"))
            .replace("Kepala Seksi Pembinaan Pasar", &format!("Kepala Seksi {n}"));
        test.file(&format!("data/jabatan/x{n:05}.yaml"), own)
    })
}

/// A plan of so many missions, goals, objectives and programmes.
fn plan(count: usize) -> String {
    let mut text = "status: contoh\nvisi: Visi\nmisi:\n".to_owned();
    text += &many(count, |n| format!("  - {{ id: m{n}, misi: Misi {n} }}\n"));
    text += "tujuan:\n";
    for n in 0..count {
        let id = if n == 0 { "pasar-berkualitas".to_owned() } else { format!("s{n}") };
        let misi = count - 1 - n;
        write!(
            text,
            "  - id: t{n}\n    misi: m{misi}\n    tujuan: Tujuan {n}\n    indikator: [pasar-bersih]\n    \
             sasaran:\n      - id: {id}\n        sasaran: Sasaran {n}\n        indikator: \
             [pertumbuhan-retribusi]\n        strategi: [{{ strategi: S, arah_kebijakan: [A] }}]\n"
        )
        .unwrap();
    }
    text += "program:\n";
    text += &many(count, |n| {
        let code = format!("3.30.{:02}", n % 90 + 10);
        let outcome = "[{ nama: I, satuan: unit, target: { 2024: 1 } }]";
        // The year's file has values for this one.
        let id = if n == 0 { "id: pasar-dibina, " } else { "" };
        format!(
            "  - kode: {code}\n    nama: Program {n}\n    nomenklatur: X\n    sasaran: pasar-berkualitas\n    \
             penanggung_jawab: kabid-pasar\n    indikator: [{{ {id}nama: I, satuan: pasar, target: {{ 2024: 1 }} }}]\n    kegiatan:\n      - kode: \
             {code}.2.01\n        nama: K\n        indikator: {outcome}\n        sub_kegiatan:\n          - \
             kode: {code}.2.01.0001\n            nama: S\n            indikator: {outcome}\n            \
             anggaran: {{ 2024: 10 }}\n"
        )
    });
    text
}

const READ: &[Shape] = &[
    ("duties", 4_000, |n| duties(n, |i| format!("  - kerja {i};\n"))),
    ("the same duty", 4_000, |n| duties(n, |_| "  - kerja;\n".to_owned())),
    ("duties with comments", 3_000, |n| {
        duties(n, |i| format!("  # catatan\n  - kerja {i}; # terima kata-ganda: x\n"))
    }),
    ("long texts of one word", 4, |n| texts(n, "pembinaan ")),
    ("long texts of one letter", 4, |n| texts(n, "é ")),
    ("long texts of brackets", 8, |n| texts(n, "(")),
    ("long texts that no font has", 4, |n| {
        duties(n, |i| {
            let char = |j| char::from_u32(0x4e00 + u32::try_from((i * 991 + j) % 20_000).unwrap());
            format!("  - {};\n", (0..9_000).filter_map(char).collect::<String>())
        })
    }),
    ("folded texts", 4, |n| duties(n, |_| format!("  - >-\n{}", "    pembinaan\n".repeat(900)))),
    ("indicators", 150, |n| with(POSITION, &indicators(n, "Jumlah pedagang"))),
    ("actual values of nothing", 4_000, |n| {
        with(REALISASI, &many(n, |i| format!("  x{i}: {{ TW1: {{ nilai: 1 }} }}\n")))
    }),
    ("actual values of nothing beside indicators", 150, |n| {
        let test = with(POSITION, &indicators(n, "Jumlah pedagang"));
        let values = many(10 * n, |i| format!("  x{i}: {{ TW1: {{ nilai: 1 }} }}\n"));
        let text = test.read(REALISASI) + &values;
        test.file(REALISASI, text)
    }),
    ("values of a quarter", 2_000, |n| {
        let test = Test::begun().edit(
            "data/jabatan/01-kepala-bidang.yaml",
            VARIABLE,
            &format!("{VARIABLE}{}", many(n, |i| format!("          v{i}: Jumlah {i}\n"))),
        );
        test.edit(
            REALISASI,
            "{ bersih: 12,",
            &format!("{{ {}bersih: 12,", many(n, |i| format!("v{i}: 1, "))),
        )
    }),
    ("values of other years", 1_000, |n| {
        let years =
            many(n, |i| format!("          v{i}: {{ dari: semua, tahun: -1, label: Dulu {i} }}\n"));
        let test = Test::begun().edit(
            "data/jabatan/01-kepala-bidang.yaml",
            VARIABLE,
            &format!("{VARIABLE}{years}"),
        );
        test.edit(
            REALISASI,
            "    TW4: { bersih",
            &format!(
                "    tahun_lain: {{ {}}}\n    TW4: {{ bersih",
                many(n, |i| format!("w{i}: 1, "))
            ),
        )
    }),
    ("unknown keys", 4_000, |n| with("data/opd.yaml", &many(n, |i| format!("k{i}: 1\n")))),
    ("a key twice", 8_000, |n| with("data/opd.yaml", &"k: 1\n".repeat(n))),
    ("accepted codes", 3_000, |n| {
        with(POSITION, &format!("# terima {}: x\n", many(n, |i| format!("kata-{i},"))))
    }),
    ("signs of comments", 40_000, |n| with(POSITION, &format!("{}\n", "# ".repeat(n)))),
    ("empty lines", 60_000, |n| with(POSITION, &"\n".repeat(n))),
    ("heads of the office", 1_500, |n| {
        let heads = many(n, |i| format!("  - {{ id: k{i}, jabatan: Kepala {i} }}\n"));
        Test::begun().edit("data/opd.yaml", "pimpinan:\n", &format!("pimpinan:\n{heads}"))
    }),
    ("a chain of superiors", 100, chain),
    ("a plan", 150, |n| Test::begun().file(PLAN, plan(n))),
];

/// Reads and checks, and works the cures out.
fn check(test: &Test) {
    let diagnostics = checked(test.path());
    fix::lay_out(diagnostics.sorted().into_iter().filter(|d| !d.fixes.is_empty()));
}

const MADE: &[Shape] = &[
    ("indicators", 40, |n| with(POSITION, &indicators(n, "Jumlah pedagang"))),
    ("a plan", 60, |n| Test::begun().file(PLAN, plan(n))),
    ("a chain of superiors", 40, chain),
];

/// Makes both workbooks, and what templates see.
fn make(test: &Test) {
    let (mut diagnostics, mut timings) = (Diagnostics::default(), Timings::default());
    let project = project::read(test.path(), &mut diagnostics, &mut timings);
    let said = diagnostics.sorted().into_iter().map(|d| d.message(Language::Id)).take(3);
    let project = project.unwrap_or_else(|| panic!("it is valid: {:?}", said.collect::<Vec<_>>()));
    let only = ["lkjip", "renstra"].map(str::to_owned);
    project.build(&only, &mut diagnostics, &mut timings).expect("it can be built");
    project.data(Some(2024));
}

/// Compares a project with one that has the same and nothing else in it.
fn compare(test: &Test) {
    let sides = [test.path(), Test::begun().path()]
        .map(|folder: &Path| Side::folder("sisi", folder).unwrap());
    assert!(!Review::new(&sides[0], &sides[1], Language::Id).is_empty());
}

/// The median time of three runs.
fn time(run: fn(&Test), test: &Test) -> Duration {
    let mut times = [(); 3].map(|()| {
        let start = Instant::now();
        run(test);
        start.elapsed()
    });
    times.sort();
    times[1]
}

/// A machine that is busy otherwise may take longer for anything: what is slow is asked again.
fn grows_with_size_alone(shapes: &[Shape], run: fn(&Test)) {
    for (name, size, make) in shapes {
        let projects = [make(*size), make(4 * size)];
        let mut told = String::new();
        let even = (0..3).any(|_| {
            let [one, four] = projects.each_ref().map(|test| time(run, test));
            writeln!(told, "{name}: {one:?}, of four times as much {four:?}").unwrap();
            four < one * 9 + Duration::from_millis(60)
        });
        print!("{told}");
        assert!(even, "{told}");
    }
}

#[test]
fn checks_grow_with_the_size_of_files_alone() {
    grows_with_size_alone(READ, check);
}

#[test]
fn documents_grow_with_the_size_of_files_alone() {
    grows_with_size_alone(MADE, make);
}

#[test]
fn reviews_grow_with_the_size_of_files_alone() {
    grows_with_size_alone(MADE, compare);
}

/// What each change says again has an end, however long a name is.
#[test]
fn a_long_name_is_not_said_with_every_change() {
    let side = |value: usize| {
        let items = many(1_000, |n| format!("  - {{ id: x{n}, v: {value} }}\n"));
        Test::empty().file("data/renstra.yaml", format!("nama: {}\nx:\n{items}", "a".repeat(9_000)))
    };
    let [one, other] = [side(0), side(1)];
    let text = one.run(&["diff", ".", other.path().to_str().unwrap()]).code(0).out;
    assert!(text.contains("a…"), "{}", &text[..500]);
    assert!(text.len() < 1_000_000, "{} bytes", text.len());
}
