//! What is printed: nothing of a file, a name, a revision or an argument steers a terminal, is a
//! command for the machine that keeps a log, or is more than text in a comment; and what cannot be
//! written is never a success.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::process::Command;

use crate::support::{Run, Test, copy};

/// Everything that text could do to who shows it, as YAML between quotes.
const HOSTILE: &str = r"x\n::stop-commands::pwn\n \t::error::a ##[error]b ##vso[task.c]d ##teamcity[e]\e[2J\e]0;f\a\r\x9b2J\u2028\u202e";
/// The same as it is.
const NAME: &str = "x\n::stop-commands::pwn\n \t::error::a ##[error]b ##vso[c]\u{1b}[2J\u{1b}]0;d\u{7}\r\u{9b}2J\u{2028}\u{202e}";

/// What in `text` a terminal or a forge would act on, but annotations of ours.
fn acts(text: &str, annotations: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let steers = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || "\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".contains(c)
    };
    found.extend(text.chars().filter(|c| steers(*c)).map(|c| format!("{c:?}")));
    for line in text.split('\n') {
        let command = line.trim_start().starts_with("::");
        let ours = ["::error title=", "::warning title=", "::notice title="];
        if command && !(annotations && ours.iter().any(|own| line.starts_with(own))) {
            found.push(line.to_owned());
        }
        for word in ["##[", "##vso[", "##teamcity["] {
            if line.contains(word) {
                found.push(line.to_owned());
            }
        }
    }
    found
}

/// Nothing of what a run said does anything, and JSON is JSON.
pub fn harmless(run: &Run, arguments: &[&str]) {
    let annotations = arguments.contains(&"github");
    for text in [&run.out, &run.err] {
        let found = acts(text, annotations);
        assert!(found.is_empty(), "{arguments:?}: {found:?}\n{text}");
    }
    if arguments.contains(&"json") || arguments.contains(&"sarif") {
        run.json();
    }
}

/// Every command and every form, in a project that `ikigen init` made and that was changed.
fn everything(test: &Test) {
    let before = Test::begun();
    let before = before.path().to_str().unwrap();
    for lang in ["id", "en"] {
        for arguments in [
            &["check"][..],
            &["check", "--accepted", "--format", "text"],
            &["check", "--format", "json"],
            &["check", "--format", "github"],
            &["check", "--format", "sarif", "--accepted"],
            &["check", "--fix", "--dry-run"],
            &["build"],
            &["build", "--format", "json"],
            &["build", "--compare", before, "-v"],
            &["diff", before],
            &["diff", before, ".", "--format", "markdown"],
            &["diff", before, ".", "--format", "json"],
            &["diff", before, ".", "--format", "html"],
            &["data"],
            &["explain", "capaian", "pedagang-dibina"],
            &["explain", "capaian", "pedagang-dibina", "--format", "json"],
            &["explain", "capaian", "tiada"],
            &["check", "--fix"],
        ] {
            harmless(&test.run(&[arguments, &["--lang", lang]].concat()), arguments);
        }
    }
}

const POSITION: &str = "data/jabatan/02-kepala-seksi.yaml";

#[test]
fn values_do_nothing() {
    // One that is refused, in every form of a refusal.
    for (key, value) in
        [("arah: naik", "arah"), ("satuan: pedagang", "satuan"), ("id: kasi-pembinaan-pasar", "id")]
    {
        everything(&Test::begun().edit(POSITION, key, &format!("{value}: \"{HOSTILE}\"")));
    }
    let key = format!("\"{HOSTILE}\": naik");
    everything(&Test::begun().edit(POSITION, "arah: naik", &key));
    everything(&Test::begun().file("data/renstra.yaml", format!("visi: \"{HOSTILE}\"\n")));
}

#[test]
fn valid_texts_do_nothing() {
    let test = Test::begun()
        .edit(
            POSITION,
            "sumber: Daftar hadir pembinaan",
            "sumber: |-\n          Daftar\n          ::error::satu ##[error]dua\n          ##vso[a]tiga",
        )
        .edit(POSITION, "jabatan: Kepala Seksi Pembinaan Pasar", "jabatan: \"::add-mask::Kepala ##[error]Seksi\"")
        .edit(POSITION, "nama: Jumlah pedagang pasar yang dibina", "nama: \"::Jumlah  dibina yg ##[group]x\"")
        .edit(POSITION, "menyusun rencana pembinaan pedagang;", "menyusun rencana pembinaan pedagang,  # terima tanda-baca-daftar: ::x ##[error]y");
    test.run(&["build"]).code(0);
    everything(&test);
}

#[test]
fn arguments_do_nothing() {
    let test = Test::begun();
    for arguments in [
        &["explain", "capaian", NAME][..],
        &["explain", NAME],
        &["check", "--format", NAME],
        &[NAME],
        &["check", NAME],
        &["check", "--jabatan", NAME],
        &["check", "--code", NAME],
        &["check", "--lang", NAME],
        &["check", "--project", NAME],
        &["diff", NAME],
        &["diff", NAME, "--format", "markdown"],
        &["diff", NAME, "--format", "json"],
        &["build", "--only", NAME],
        &["build", "--compare", NAME],
        &["build", "--out", NAME],
        &["build", "--out", NAME, "--format", "json"],
        &["build", "--keep-typst", NAME],
        &["build", "--timeout", NAME],
        &["verify", NAME],
        &["init", NAME],
        &["init", NAME],
        &["schema", NAME],
    ] {
        harmless(&test.run(arguments), arguments);
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_do_nothing() {
    // A valid one.
    let test = Test::begun();
    let jabatan = test.path().join("data/jabatan");
    fs::rename(jabatan.join("02-kepala-seksi.yaml"), jabatan.join("02 ##[error]a.yaml")).unwrap();
    test.run(&["build", "-q"]).code(0);
    everything(&test);
    // A document.
    let pdf = test.bytes("output/IKI-2025.pdf");
    let test = test.file(&format!("{NAME}.pdf"), pdf);
    harmless(&test.run(&["verify", &format!("{NAME}.pdf")]), &[]);
    // Files that are reported.
    let mut test = Test::begun();
    for path in ["data/", "data/jabatan/", "data/realisasi/", "templates/", "fonts/"] {
        for end in ["", ".yaml", ".yml", ".typ.j2", ".ttf"] {
            test = test.file(&format!("{path}{NAME}{end}"), "id: [\n");
        }
    }
    everything(&test);
}

/// A folder that is a revision's name too, and a repository with all of it.
#[cfg(unix)]
#[test]
fn revisions_do_nothing() {
    let test = Test::begun();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.invalid"]).args(arguments);
        assert!(git.current_dir(test.path()).status().unwrap().success());
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "a"]);
    fs::write(test.path().join(format!("data/jabatan/{NAME}.yaml")), "id: [\n").unwrap();
    git(&["add", "."]);
    git(&["commit", "-qm", "b"]);
    copy(&test.path().join("data"), &test.path().join(NAME).join("data"));
    for form in ["text", "markdown", "json", "html"] {
        for sides in [["HEAD~1", "HEAD"], ["HEAD", NAME], [NAME, "."]] {
            let arguments = ["diff", sides[0], sides[1], "--format", form];
            harmless(&test.run(&arguments).code(0), &arguments);
        }
    }
}

/// Names of what a stranger attached to a document.
#[test]
fn attachments_do_nothing() {
    let mut name = vec![0xfe, 0xff];
    name.extend(NAME.encode_utf16().flat_map(u16::to_be_bytes));
    let hex =
        |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let manifest = "{\"ikigen\":\"0.1.0\",\"masukan\":[]}";
    let file = |at: usize, name: &str, text: &str| {
        format!(
            "{at} 0 obj\n<< /Type /Filespec /UF <{name}> /EF << /F {} 0 R >> >>\nendobj\n\
             {} 0 obj\n<< /Length {} >>\nstream\n{text}\nendstream\nendobj\n",
            at + 1,
            at + 1,
            text.len()
        )
    };
    let pdf = format!(
        "%PDF-1.7\n{}{}8 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n\
         9 0 obj\n<< /Type /Catalog /Pages 8 0 R >>\nendobj\ntrailer\n<< /Root 9 0 R >>\n%%EOF\n",
        file(1, &hex(&name), "a: b"),
        file(3, &hex(b"manifest.json"), manifest)
    );
    let test = Test::empty().file("a.pdf", pdf);
    let run = test.run(&["verify", "a.pdf"]);
    harmless(&run, &["verify"]);
    assert!((run.out.clone() + &run.err).contains("stop-commands"), "{}{}", run.out, run.err);
}

/// Names of sources that a workbook says it has.
#[test]
fn properties_do_nothing() {
    let test = Test::begun();
    test.run(&["build", "-q", "--only", "lkjip"]).code(0);
    let mut book = zip::ZipArchive::new(Cursor::new(test.bytes("output/LKjIP-2025.xlsx"))).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..book.len() {
        let mut part = book.by_index(n).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "docProps/custom.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("data/renstra.yaml"));
            bytes = text.replace("data/renstra.yaml", &format!("data/{NAME}")).into_bytes();
        }
        changed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(&bytes).unwrap();
    }
    let test = test.file("a.xlsx", changed.finish().unwrap().into_inner());
    harmless(&test.run(&["verify", "a.xlsx"]), &["verify"]);
}

/// Every command and form, where nothing can be written.
#[cfg(target_os = "linux")]
mod full {
    use std::fs::File;
    use std::process::Stdio;

    use super::*;

    const ALL: [&[&str]; 22] = [
        &["--help"],
        &["--version"],
        &["build"],
        &["build", "--format", "json"],
        &["build", "-v"],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["check", "--format", "sarif"],
        &["check", "--fix", "--dry-run"],
        &["data"],
        &["diff", "lama"],
        &["diff", "lama", "--format", "markdown"],
        &["diff", "lama", "--format", "json"],
        &["diff", "lama", "--format", "html"],
        &["explain"],
        &["explain", "ejaan"],
        &["explain", "capaian", "pedagang-dibina"],
        &["explain", "capaian", "pedagang-dibina", "--format", "json"],
        &["init", "baru"],
        &["schema", "opd"],
        &["verify", "output/IKI-2025.pdf"],
    ];

    fn project() -> Test {
        // A cure and a finding, so that every command has something to say.
        let test = Test::begun().edit(POSITION, "tugas:", "tugas: # terima kurung: tiada").edit(
            POSITION,
            "Jumlah pedagang",
            "Jumlah  pedagang",
        );
        copy(&test.path().join("data"), &test.path().join("lama/data"));
        test.run(&["build", "-q"]).code(0);
        test
    }

    fn refused(test: &Test, arguments: &[&str], change: impl Fn(&mut Command)) {
        let mut command = test.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        change(&mut command);
        assert_eq!(command.status().unwrap().code(), Some(2), "{arguments:?}");
    }

    #[test]
    fn a_result_that_cannot_be_written_is_an_error() {
        let test = project();
        for arguments in ALL {
            fs::remove_dir_all(test.path().join("baru")).unwrap_or_default();
            let full = || File::options().write(true).open("/dev/full").unwrap();
            refused(&test, arguments, |command| {
                command.stdout(full());
            });
            fs::remove_dir_all(test.path().join("baru")).unwrap_or_default();
            // Open, but for reading.
            refused(&test, arguments, |command| {
                command.stdout(File::open("/dev/null").unwrap());
            });
        }
    }

    #[test]
    fn talk_that_cannot_be_written_is_an_error() {
        let test = project();
        for arguments in [&["build"][..], &["check"], &["check", "--fix"], &["init", "baru"]] {
            let full = || File::options().write(true).open("/dev/full").unwrap();
            refused(&test, arguments, |command| {
                command.stderr(full());
            });
        }
    }

    #[test]
    fn a_summary_that_cannot_be_written_is_an_error() {
        for summary in ["/dev/full", "/tidak/ada"] {
            let test = project().variable("GITHUB_STEP_SUMMARY", summary);
            test.run(&["check", "--format", "github"])
                .code(2)
                .complains(&format!("galat[tak-tertulis]: `{summary}`"));
        }
    }

    /// `| head` is none, whatever the command.
    #[test]
    fn a_reader_that_went_away_is_no_error() {
        let test = project();
        for arguments in ALL {
            fs::remove_dir_all(test.path().join("baru")).unwrap_or_default();
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let mut command = test.command(arguments);
            let status = command.stdout(writer).stderr(Stdio::null()).status().unwrap();
            assert_eq!(status.code(), Some(0), "{arguments:?}");
        }
    }
}
