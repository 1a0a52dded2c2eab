//! Anything as a file and as an argument: no run ends but with 0, 1 or 2, none takes long, every
//! JSON is one, and nothing that is said is more than text.
//!
//! The same things in every run. `IKIGEN_MUTATIONS=2000` tries so many of each kind, and
//! `IKIGEN_SEED=7` others.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::printed::harmless;
use crate::support::{Run, Sequence, Test, copy, repo};

/// Seconds that a run may take, on a busy machine and without optimisation.
const MOST: u64 = 10;
/// Seconds that the program gives itself.
const LIMIT: &str = "8";

/// What may become of what nobody foresaw: bounds that were reached, and libraries that gave up.
const BOUNDS: [&str; 3] = ["terlalu-bersarang", "memori-habis", "bagian-gagal"];

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// Whether a run reported this, in whatever form.
fn says(run: &Run, code: &str) -> bool {
    let forms = [format!("[{code}]: "), format!("\"{code}\""), format!("title={code},")];
    [&run.out, &run.err].iter().any(|text| forms.iter().any(|form| text.contains(form)))
}

/// Tries one kind of thing: `attempt` changes what it is given and runs the program.
fn try_all(kind: u64, mut attempt: impl FnMut(&mut Sequence) -> (Run, Vec<String>)) {
    let mut sequence = Sequence(setting("IKIGEN_SEED", 1) * 1_000 + kind);
    let (mut codes, mut ends) = (BTreeMap::<i32, usize>::new(), BTreeMap::<&str, usize>::new());
    let mut slowest = 0.0_f64;
    for n in 0..setting("IKIGEN_MUTATIONS", 100) {
        let start = Instant::now();
        let (run, arguments) = attempt(&mut sequence);
        let took = start.elapsed();
        slowest = slowest.max(took.as_secs_f64());
        let said = format!("{n}, {arguments:?}\n{}\n{}", run.out, run.err);
        assert!(took.as_secs() < MOST, "{took:?}: {said}");
        assert!(matches!(run.code, Some(0..=2)), "{:?}: {said}", run.code);
        assert!(!says(&run, "kesalahan-program"), "{said}");
        assert!(!run.err.contains("panicked at"), "{said}");
        harmless(&run, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        *codes.entry(run.code.unwrap()).or_default() += 1;
        for bound in BOUNDS.into_iter().chain(["terlalu-lama"]) {
            *ends.entry(bound).or_default() += usize::from(says(&run, bound));
        }
    }
    println!("codes {codes:?}, bounds {ends:?}, slowest {slowest:.1} s");
}

/// Bytes with a few changes: what chance does, and what somebody does who knows the form.
fn changed(bytes: &[u8], words: &[&str], sequence: &mut Sequence) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=sequence.below(4) {
        let at = sequence.below(bytes.len() + 1);
        let length = sequence.below(64).min(bytes.len() - at);
        let word = words[sequence.below(words.len())].as_bytes();
        match sequence.below(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << sequence.below(8),
            1 if at < bytes.len() => bytes[at] = u8::try_from(sequence.below(256)).unwrap(),
            2 => drop(bytes.drain(at..at + length)),
            3 => drop(bytes.splice(at..at, word.iter().copied())),
            4 => drop(bytes.splice(at..at + length, word.iter().copied())),
            5 => {
                let piece = bytes[at..at + length].to_vec();
                let to = sequence.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            // A number in place of another.
            6 => {
                let digits = |b: &u8| b.is_ascii_digit() || *b == b'.' || *b == b'%';
                let start = at + bytes[at..].iter().position(u8::is_ascii_digit).unwrap_or(0);
                let end = start + bytes[start..].iter().take_while(|b| digits(b)).count();
                let number = NUMBERS[sequence.below(NUMBERS.len())];
                bytes.splice(start..end, number.bytes());
            }
            7 => {
                let many = word.repeat(1 + sequence.below(2_000));
                bytes.splice(at..at, many.into_iter().take(100_000));
            }
            _ if sequence.below(4) == 0 => bytes.truncate(at),
            _ => {}
        }
    }
    bytes
}

const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "79228162514264337593543950335",
    "79228162514264337593543950335%",
    "-99999999999999%",
    "0.0001",
    "100%",
    "1.234",
    "1,5",
    "1e99",
    "18446744073709551616",
    "2147483648",
    "-0",
    "00",
    "0%",
    "9999",
    "1.5.5",
];

/// One of the files below `folder`, relative to it.
fn some_file(folder: &Path, sequence: &mut Sequence) -> String {
    fn collect(folder: &Path, root: &Path, all: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, all);
            } else {
                all.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let mut all = Vec::new();
    collect(folder, folder, &mut all);
    all.sort();
    all.swap_remove(sequence.below(all.len()))
}

fn one<'a>(all: &[&'a [&'a str]], sequence: &mut Sequence) -> Vec<String> {
    let chosen = all[sequence.below(all.len())].iter().map(|word| (*word).to_owned());
    chosen.chain(["--timeout".to_owned(), LIMIT.to_owned()]).collect()
}

fn run(test: &Test, arguments: Vec<String>) -> (Run, Vec<String>) {
    let run = test.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    (run, arguments)
}

const YAML: &[&str] = &[
    "'",
    "\"",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "#",
    " #",
    "&a ",
    "*a",
    "!x ",
    "|\n",
    ">\n",
    "%",
    "\t",
    "\r\n",
    "\n",
    "\n  ",
    "\u{feff}",
    "\0",
    "\u{1b}[2J",
    "\\",
    "\u{202e}",
    "\n::error::a",
    "##[a]",
    "null",
    "~",
    "TW5",
    "true",
    "(",
    ")",
    " / 0",
    " * 100%",
    "é",
    "漢",
    "{{ x }}",
    "#import \"a\"",
    "$x$",
    "<b>",
    "=1+1",
    "*miring*",
    "id: x",
    "target: ",
    "nilai: ",
    "formula: a / b",
    "satuan: persen",
    "arah: turun",
    "agregasi: kumulatif",
    "tahun: ",
    "templat: ",
    "9",
    "kata kata ",
];

#[test]
fn any_data() {
    let samples = [Test::begun(), Test::sample()];
    let base = Test::begun();
    let base = base.path().to_str().unwrap();
    try_all(1, |sequence| {
        // The larger one costs more time.
        let sample = &samples[usize::from(sequence.below(8) == 0)];
        let test = Test::empty();
        copy(&sample.path().join("data"), &test.path().join("data"));
        let data = test.path().join("data");
        for _ in 0..=sequence.below(2) {
            let file = data.join(some_file(&data, sequence));
            let text = changed(&fs::read(&file).unwrap(), YAML, sequence);
            fs::write(file, text).unwrap();
        }
        if sequence.below(8) == 0 {
            let (from, to) = (some_file(&data, sequence), some_file(&data, sequence));
            fs::copy(data.join(from), data.join(to)).unwrap();
        }
        let arguments = one(
            &[
                &["check"],
                &["check", "--format", "json"],
                &["check", "--format", "sarif"],
                &["check", "--format", "github", "--strict"],
                &["check", "--fix"],
                &["check", "--fix", "--dry-run"],
                &["build", "--format", "json"],
                &["build", "--format", "json"],
                &["build", "--only", "lkjip", "--only", "renstra"],
                &["build", "--compare", base, "--format", "json", "--only", "iki"],
                &["data"],
                &["diff", base],
                &["diff", base, ".", "--format", "markdown"],
                &["diff", base, ".", "--format", "json"],
                &["diff", base, ".", "--format", "html"],
                &["diff", ".", base, "--format", "json"],
                &["year", "2026", "--format", "json"],
                &["year", "2027", "--sampai", "2031"],
                &["build", "--tahun", "2024", "--format", "json", "--only", "iki"],
                &["explain", "capaian", "pasar-bersih", "--format", "json"],
                &["explain", "capaian", "pedagang-dibina", "--tahun", "2024"],
            ],
            sequence,
        );
        run(&test, arguments)
    });
}

const MARKUP: &[&str] = &[
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{{ opd.nama }}",
    "{{ jabatan }}",
    "{% for a in jabatan %}",
    "{% endfor %}",
    "{% if 1 %}",
    "{% endif %}",
    "{% include 'iki.typ.j2' %}",
    "{% set a = 1 %}",
    "|literal",
    "|length",
    "#",
    "$",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "*",
    "_",
    "#let a = 1\n",
    "#a",
    "#eval(\"1\")",
    "#read(\"/data/opd.yaml\")",
    "#read(\"../../etc/passwd\")",
    "#image(\"/data/opd.yaml\")",
    "#table()",
    "#pagebreak()",
    "#context here()",
    "#counter(page).display()",
    "..",
    "=>",
    "1fr",
    "100%",
    "-1pt",
    "1e300",
    "\\",
    "\"",
    "//",
    "/*",
    "#set page(width: 0pt)",
    "#set text(size: 0pt)",
    "#h(1fr)",
    "#place(top)[a]",
    "#grid(columns: 0)",
    "#import \"@preview/a:1.0.0\"",
    "#panic(\"a\")",
    "#datetime.today()",
    "#str(1/0)",
    "#range(9999)",
    "#repeat[.]",
    "$a/0$",
    "#v(-9999pt)",
    "#box(width: 9e9pt)",
];

#[test]
fn any_template() {
    let templates = repo().join("templates");
    let base = Test::begun();
    let base = base.path().to_str().unwrap();
    try_all(2, |sequence| {
        let name = some_file(&templates, sequence);
        let text = changed(&fs::read(templates.join(&name)).unwrap(), MARKUP, sequence);
        let test = Test::begun().file(&format!("templates/{name}"), text);
        let arguments = one(
            &[
                &["build", "--format", "json"],
                &["build", "--format", "json", "--only", "iki-asli"],
                &["build", "--only", "iki-tahunan"],
                &["diff", base, ".", "--format", "html"],
                &["diff", base, ".", "--format", "json"],
                &["check", "--format", "json"],
            ],
            sequence,
        );
        run(&test, arguments)
    });
}

/// A font under a name of its own, since a built-in one wins.
fn font(name: &str) -> Vec<u8> {
    let mut font = fs::read(repo().join("fonts").join(name)).unwrap();
    for at in 0..font.len() - 20 {
        for (family, first) in [("Liberation", b'X'), ("STIX", b'X')] {
            for step in [1, 2] {
                let same = |(n, c): (usize, u8)| font[at + n * step + step - 1] == c;
                if family.bytes().enumerate().all(same) {
                    font[at + step - 1] = first;
                }
            }
        }
    }
    font
}

#[test]
fn any_font() {
    let fonts = [
        ("Xiberation Sans", "a.ttf", font("LiberationSans-Regular.ttf")),
        ("XTIX Two Math", "a.otf", font("STIXTwoMath-Regular.otf")),
    ];
    let words = ["\0\0", "\u{7f}\u{7f}", "ttcf", "GSUB", "glyf", "\0\x01\0\0", "OTTO", "cmap"];
    try_all(3, |sequence| {
        let (family, name, font) = &fonts[sequence.below(fonts.len())];
        // The first table's directory, or anywhere behind it.
        let start = if sequence.below(3) == 0 { 0 } else { sequence.below(font.len()) };
        let end = (start + 400).min(font.len());
        let changes = changed(&font[start..end], &words, sequence);
        let font = [&font[..start], &changes, &font[end..]].concat();
        let test = Test::begun().file(&format!("fonts/{name}"), font).edit(
            "data/opd.yaml",
            "huruf: Liberation Serif",
            &format!("huruf: {family}"),
        );
        let arguments = one(
            &[
                &["build", "--format", "json", "--only", "iki"],
                &["build", "--only", "iki-asli"],
                &["check"],
            ],
            sequence,
        );
        run(&test, arguments)
    });
}

const PDF: &[&str] = &[
    "[",
    "]",
    "<<",
    ">>",
    "/",
    "(",
    ")",
    "<",
    ">",
    "obj",
    "endobj",
    "stream\n",
    "endstream",
    "xref",
    "trailer",
    "startxref\n0\n",
    "1 0 R",
    "null",
    "true",
    "/Type /Filespec",
    "/EF << /F 1 0 R >>",
    "/UF (data/opd.yaml)",
    "/Filter /FlateDecode",
    "/Filter [/ASCIIHexDecode /FlateDecode]",
    "/DecodeParms << /Predictor 15 /Columns 9999999 >>",
    "/Length 99999999999",
    "/Prev 0",
    "/Kids [4 0 R]",
    "/Size -1",
    "/W [1 9 9]",
    "/Type /ObjStm",
    "/N 9999999",
    "/Encrypt << /Filter /Standard /V 5 /R 6 >>",
    "%",
    "\r",
    "\0",
    "%%EOF",
    "%PDF-1.7\n",
    "9999999999 65535 obj",
    "/ByteRange [0 1 2 3]",
    "/Contents <00>",
];

/// A document that a reader can follow without unpacking anything.
fn plain_pdf() -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) 3 0 R] >> >> >>"
            .to_owned(),
    ];
    objects.push("<< /Type /Pages /Kids [7 0 R] /Count 1 >>".to_owned());
    for (name, text) in
        [("manifest.json", "{\"ikigen\":\"0.1.0\",\"masukan\":[]}"), ("data/opd.yaml", "nama: a\n")]
    {
        let stream = objects.len() + 2;
        objects.push(format!("<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F {stream} 0 R /UF {stream} 0 R >> >>"));
        objects.push(format!(
            "<< /Type /EmbeddedFile /Length {} >>\nstream\n{text}\nendstream",
            text.len()
        ));
    }
    objects.push("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 8 0 R >>".to_owned());
    objects.push("<< /Length 12 >>\nstream\n0 0 m 9 9 l S\nendstream".to_owned());
    let objects: Vec<String> = objects
        .iter()
        .enumerate()
        .map(|(n, object)| format!("{} 0 obj\n{object}\nendobj\n", n + 1))
        .collect();
    format!("%PDF-1.7\n{}trailer\n<< /Root 1 0 R /Size 9 >>\n%%EOF\n", objects.concat())
        .into_bytes()
}

/// A workbook with a part of it changed and the rest packed as before.
fn changed_part(book: &[u8], sequence: &mut Sequence) -> Vec<u8> {
    const XML: &[&str] = &[
        "<",
        ">",
        "</",
        "/>",
        "&amp;",
        "&#0;",
        "&a;",
        "<!DOCTYPE a [<!ENTITY a \"b\">]>",
        "<![CDATA[",
        "\"",
        "=",
        "<property name=\"data/a\">",
        "<vt:lpwstr>",
        "</vt:lpwstr>",
        "xmlns=\"a\"",
        "\0",
        "<c r=\"XFD1048576\">",
        "<v>1e999</v>",
    ];
    let mut read = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let chosen = sequence.below(read.len());
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..read.len() {
        let mut part = read.by_index(n).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if n == chosen || name == "docProps/custom.xml" && sequence.below(2) == 0 {
            bytes = changed(&bytes, XML, sequence);
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    written.finish().unwrap().into_inner()
}

#[test]
fn any_document() {
    let project = Test::begun();
    project.run(&["build", "-q"]).code(0);
    let papers = [
        plain_pdf(),
        project.bytes("output/IKI-2025.pdf"),
        project.bytes("output/IKI-2024-2026.pdf"),
    ];
    let books = ["LKjIP-2025.xlsx", "Renstra-2024-2026.xlsx"]
        .map(|name| project.bytes(&format!("output/{name}")));
    let path = project.path().join("a");
    try_all(4, |sequence| {
        let bytes = match sequence.below(6) {
            0..=3 => changed(&papers[sequence.below(4).saturating_sub(1)], PDF, sequence),
            4 => changed(
                &books[sequence.below(2)],
                &["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "\0\0\0\0", "xl/"],
                sequence,
            ),
            _ => {
                let n = sequence.below(2);
                changed_part(&books[n], sequence)
            }
        };
        let as_made = papers.iter().chain(&books).any(|made| *made == bytes);
        fs::write(&path, bytes).unwrap();
        let (run, arguments) = run(&project, one(DOCUMENT_READERS, sequence));
        assert!(run.code != Some(0) || as_made, "it was changed: {}", run.out);
        (run, arguments)
    });
}

const DOCUMENT_READERS: &[&[&str]] =
    &[&["verify", "a"], &["verify", "a", "--format", "json"], &["verify", "a", "--project", "."]];

/// What git keeps in its own folder, and what a proposal of two revisions may hold.
#[test]
fn any_repository() {
    let sample = Test::begun();
    commit(sample.path());
    let sample = sample.edit("data/opd.yaml", "tahun: 2025", "tahun: 2024");
    commit(sample.path());
    let words = ["ref: ", "[core]\n", "tree ", "blob ", "\0", "\n", "../", "40000 ", "120000 "];
    try_all(6, |sequence| {
        let test = Test::empty();
        copy(sample.path(), test.path());
        let repository = test.path().join(".git");
        for _ in 0..=sequence.below(2) {
            let file = repository.join(some_file(&repository, sequence));
            // Objects are kept from being written to.
            let bytes = changed(&fs::read(&file).unwrap(), &words, sequence);
            fs::remove_file(&file).unwrap();
            fs::write(file, bytes).unwrap();
        }
        let arguments = one(
            &[
                &["diff", "HEAD~1", "HEAD"],
                &["diff", "HEAD~1", "HEAD", "--format", "json"],
                &["diff", "HEAD", "--format", "markdown"],
                &["build", "--compare", "HEAD~1", "--format", "json", "--only", "iki"],
            ],
            sequence,
        );
        run(&test, arguments)
    });
}

fn commit(folder: &Path) {
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "keadaan"]] {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid"]);
        git.args(arguments).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null");
        assert!(git.status().unwrap().success(), "{arguments:?}");
    }
}

#[test]
fn any_arguments() {
    const COMMANDS: &[&[&str]] = &[
        &["build"],
        &["check"],
        &["data"],
        &["diff"],
        &["diff", "."],
        &["diff", ".", "lama"],
        &["explain"],
        &["explain", "capaian"],
        &["explain", "capaian", "pasar-bersih"],
        &["init", "baru"],
        &["verify"],
        &["verify", "output/IKI-2025.pdf"],
        &["schema"],
        &["schema", "opd"],
        &["year", "2026"],
        &["year", "2027", "--sampai", "2031", "--dry-run"],
        &["help"],
        &[],
    ];
    const OPTIONS: &[&[&str]] = &[
        &["--project", "lama"],
        &["--lang", "en"],
        &["--lang=id"],
        &["--format", "json"],
        &["--format", "github"],
        &["--format=markdown"],
        &["--format", "html"],
        &["--format", "sarif"],
        &["--only", "iki-asli"],
        &["--only", "lkjip"],
        &["--compare", "lama"],
        &["--compare", "HEAD"],
        &["--out", "hasil"],
        &["--keep-typst", "markup"],
        &["--fix"],
        &["--dry-run"],
        &["--strict"],
        &["--accepted"],
        &["--min", "error"],
        &["--code", "ejaan"],
        &["--jabatan", "kabid-pasar"],
        &["--tahun", "2024"],
        &["-q"],
        &["-v"],
        &["--help"],
        &["-V"],
        &["--"],
    ];
    const WORDS: &[&str] = &[
        "-",
        "",
        ".",
        "data",
        "output",
        "tiada",
        "fr",
        "0",
        "-1",
        "99999999999999999999",
        "2025",
        "HEAD~1",
        "--only=",
        "=",
        "--a=b",
        "--timeout",
        "--out",
        "\u{1b}[2J",
        "a\n::error::b",
        "##[a]",
        "é",
        "'",
        "\\",
        "*",
        "data/opd.yaml",
        "output/LKjIP-2025.xlsx",
    ];
    let fresh = || {
        let test = Test::begun();
        copy(&test.path().join("data"), &test.path().join("lama/data"));
        test.run(&["build", "-q"]).code(0);
        test
    };
    let mut test = fresh();
    try_all(5, |sequence| {
        if sequence.below(20) == 0 {
            test = fresh();
        }
        let mut arguments: Vec<&str> = COMMANDS[sequence.below(COMMANDS.len())].to_vec();
        for _ in 0..sequence.below(4) {
            arguments.extend(OPTIONS[sequence.below(OPTIONS.len())]);
        }
        if sequence.below(3) == 0 {
            arguments
                .insert(sequence.below(arguments.len() + 1), WORDS[sequence.below(WORDS.len())]);
        }
        let (run, arguments) = run(&test, arguments.into_iter().map(str::to_owned).collect());
        // Whether it was to be JSON, only a run that worked tells.
        (run, arguments.into_iter().filter(|word| word == "github").collect())
    });
}
