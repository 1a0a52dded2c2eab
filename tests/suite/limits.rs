//! Work on untrusted data has limits, and whatever becomes of it is said properly; the command
//! line as a library, which depends on nothing but what it is given.

use std::fs;
use std::path::Path;

use ikigen::cli::{self, environment::Environment};
use serde_json::Value;

use crate::support::copy_of_the_project;

/// What a run in this process says: the exit code, stdout, stderr.
fn run(arguments: &[&str], environment: &Environment) -> (u8, String, String) {
    let (mut results, mut talk) = (Vec::new(), Vec::new());
    let arguments = ["ikigen"].iter().chain(arguments);
    let code = cli::run(arguments, environment, &mut results, &mut talk);
    (code, String::from_utf8(results).unwrap(), String::from_utf8(talk).unwrap())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn runs_in_one_process_depend_on_nothing_but_what_they_are_given() {
    let folder = copy_of_the_project();
    let path = folder.path().to_str().unwrap();
    let here = Environment::default();
    let check = ["check", "--project", path];
    let first = run(&check, &here);
    assert_eq!(first.0, 0, "{first:?}");
    assert_eq!(run(&check, &here), first);
    let in_worker =
        Environment { worker: Some(env!("CARGO_BIN_EXE_ikigen").into()), ..Environment::default() };
    assert_eq!(run(&check, &in_worker), first, "a process of its own says the same");
    let english = Environment { language: Some("en".to_owned()), ..Environment::default() };
    assert!(run(&check, &english).2.contains("accepted"));
    assert!(run(&["--lang", "id", "schema"], &english).2.contains("argumen"));
    let strange = Environment { language: Some("fr".to_owned()), ..Environment::default() };
    let refused = run(&check, &strange);
    assert!(refused.0 == 2 && refused.2.contains("`fr`"), "{refused:?}");
    assert_eq!(run(&["--help"], &english).0, 0);
}

#[test]
fn what_is_unknown_is_no_mistake_of_the_data() {
    let folder = copy_of_the_project();
    let path = folder.path().to_str().unwrap();
    let here = Environment::default();
    assert_eq!(run(&["explain", "kode-salah"], &here).0, 2);
    assert_eq!(run(&["explain", "--project", path, "capaian", "salah"], &here).0, 2);
}

/// Workers that tests make up: a shell script in the place of this program.
#[cfg(unix)]
mod made_up {
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::*;

    /// A folder with a program that runs `script`.
    fn worker(script: &str) -> (tempfile::TempDir, Environment) {
        let folder = tempfile::tempdir().unwrap();
        let [text, program] = ["naskah", "pekerja"].map(|name| folder.path().join(name));
        fs::write(&text, format!("#!/bin/sh\n{script}\n")).unwrap();
        // By another process: what this one has open for writing, a test at the same time may
        // hand on to a process of its own, and then the system refuses to run it.
        let install = Command::new("install").args(["-m", "700"]).args([&text, &program]).status();
        assert!(install.unwrap().success());
        (folder, Environment { worker: Some(program), ..Environment::default() })
    }

    /// Every form in which a command can report.
    const FORMS: [&[&str]; 10] = [
        &["build", "--format", "json"],
        &["check", "--format", "json"],
        &["diff", "--format", "json"],
        &["data", "--format", "json"],
        &["explain", "capaian", "x", "--format", "json"],
        &["build"],
        &["check"],
        &["diff"],
        &["verify", "x.pdf"],
        &["explain", "capaian", "x"],
    ];

    /// A worker that runs `script` is reported with `code` in every form, and as nothing else.
    fn each_form_says(code: &str, words: [&str; 2], script: &str) {
        let (_keep, environment) = worker(script);
        for form in FORMS {
            for (language, words) in ["id", "en"].into_iter().zip(words) {
                let arguments = [form, &["--lang", language]].concat();
                let (exit, results, talk) = run(&arguments, &environment);
                assert_eq!(exit, 2, "{arguments:?}");
                if form.contains(&"json") {
                    // A person who waits for data is told too.
                    assert_eq!(talk.is_empty(), form[0] != "data" && form[0] != "check", "{talk}");
                    let said = json(&results);
                    assert_eq!(said["version"], 1);
                    assert_eq!(said["summary"]["error"], 1);
                    assert_eq!(said["diagnostics"].as_array().unwrap().len(), 1);
                    let found = &said["diagnostics"][0];
                    assert_eq!(found["code"], code);
                    assert_eq!(found["severity"], "error");
                    assert!(found["message"].as_str().unwrap().contains(words), "{found}");
                } else {
                    assert_eq!(results, "", "{arguments:?}");
                    let word = if language == "id" { "galat" } else { "error" };
                    assert!(talk.starts_with(&format!("{word}[{code}]: ")), "{talk}");
                    assert!(talk.contains(words), "{talk}");
                }
            }
        }
    }

    #[test]
    fn time_is_up() {
        let (_keep, environment) = worker("sleep 1000");
        let start = Instant::now();
        let (code, results, _) =
            run(&["check", "--timeout", "1", "--format", "json"], &environment);
        assert_eq!((code, &json(&results)["diagnostics"][0]["code"]), (2, &"terlalu-lama".into()));
        assert!((1..30).contains(&start.elapsed().as_secs()));
    }

    #[test]
    fn what_the_worker_started_ends_with_it() {
        for ending in ["wait", "exit 0"] {
            let (folder, environment) = worker(&format!(
                "cd \"$(dirname \"$0\")\"; sleep 1000 >/dev/null 2>&1 & echo $! > anak; {ending}"
            ));
            assert_eq!(run(&["check", "--timeout", "3"], &environment).0, 2);
            let child = fs::read_to_string(folder.path().join("anak")).unwrap();
            assert!(ends(child.trim()), "{ending}: process {child} still runs");
        }
    }

    #[test]
    fn memory_is_used_up() {
        let words = ["lebih banyak memori", "more memory"];
        let script = "echo 'memory allocation of 128000000000 bytes failed' >&2; kill -ABRT $$";
        each_form_says("memori-habis", words, script);
        each_form_says("memori-habis", words, "echo '{\"Done\":{\"code\":0'; kill -KILL $$");
    }

    #[test]
    fn the_program_panics_or_dies() {
        let words = ["kesalahan program: rusak (src/x.rs:1:2)", "program: rusak (src/x.rs:1:2)"];
        each_form_says(
            "kesalahan-program",
            words,
            r#"echo '{"Panicked":{"reason":"rusak (src/x.rs:1:2)"}}'"#,
        );
        each_form_says("kesalahan-program", ["signal: 11"; 2], "kill -SEGV $$");
        each_form_says("kesalahan-program", ["exit status: 0"; 2], "printf '{\"Done\":'");
    }

    #[test]
    fn the_input_is_nested_too_deeply() {
        each_form_says(
            "terlalu-bersarang",
            ["bersarang terlalu dalam", "nested too deeply"],
            "echo 'thread main has overflowed its stack' >&2; kill -ABRT $$",
        );
    }

    #[test]
    fn a_library_does_not_cope_with_the_input() {
        each_form_says(
            "bagian-gagal",
            ["merusak `huruf-1.2.3`", "breaks `huruf-1.2.3`"],
            r#"echo '{"Panicked":{"reason":"rusak (huruf-1.2.3/a.rs:1:2)","library":"huruf-1.2.3"}}'"#,
        );
    }

    /// Nobody's template is blamed where there is none.
    #[test]
    fn the_help_is_about_what_was_given() {
        let plain = copy_of_the_project();
        let own = copy_of_the_project();
        fs::create_dir(own.path().join("templates")).unwrap();
        fs::write(own.path().join("templates/iki.typ.j2"), "").unwrap();
        let [plain, own] = [&plain, &own].map(|folder| folder.path().to_str().unwrap());
        for (script, blamed) in [
            ("echo 'memory allocation of 1 bytes failed' >&2; kill -ABRT $$", "templat"),
            ("sleep 1000", "templat"),
            ("echo 'has overflowed its stack' >&2; kill -ABRT $$", "templates/"),
        ] {
            let (_keep, environment) = worker(script);
            let help = |arguments: &[&str]| {
                let limit: &[&str] = &["--timeout", "1"];
                let (_, _, talk) = run(&[arguments, limit].concat(), &environment);
                talk.split_once("bantuan: ").expect(&talk).1.to_owned()
            };
            assert!(help(&["build", "--project", own]).contains(blamed));
            for command in [
                &["build", "--project", plain][..],
                &["data", "--project", plain],
                &["verify", "x.pdf", "--project", own],
            ] {
                assert!(!help(command).contains("templat"), "{command:?}");
            }
            for command in [&["diff"][..], &["build", "--compare", "HEAD"]] {
                assert!(help(command).contains("keadaan"), "{command:?}");
            }
        }
    }

    #[test]
    fn the_worker_cannot_be_started() {
        let missing = Environment { worker: Some("/tidak/ada".into()), ..Environment::default() };
        let (code, results, _) = run(&["check", "--format", "json"], &missing);
        assert_eq!((code, &json(&results)["diagnostics"][0]["code"]), (2, &"proses-gagal".into()));
    }

    #[test]
    fn other_forms_of_check_too() {
        let (_keep, environment) = worker("kill -SEGV $$");
        let (_, sarif, _) = run(&["check", "--format", "sarif"], &environment);
        assert_eq!(json(&sarif)["runs"][0]["results"][0]["ruleId"], "kesalahan-program");
        let (_, github, _) = run(&["check", "--format", "github"], &environment);
        assert!(github.starts_with("::error title=kesalahan-program::"), "{github}");
    }

    /// Commands that read nothing of a stranger's need no worker.
    #[test]
    fn pure_commands_start_none() {
        let (folder, environment) = worker("kill -SEGV $$");
        let new = folder.path().join("baru");
        for arguments in [
            &["schema", "opd"][..],
            &["explain"],
            &["explain", "spasi"],
            &["init", new.to_str().unwrap()],
        ] {
            let (_, _, talk) = run(arguments, &environment);
            assert!(!talk.contains("kesalahan-program"), "{talk}");
        }
    }

    /// Whether a process ends, within seconds. One that nobody asks about has ended too.
    pub fn ends(process: &str) -> bool {
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end {
            let state = Command::new("ps").args(["-o", "stat=", "-p", process]).output().unwrap();
            let state = String::from_utf8(state.stdout).unwrap();
            if state.trim().is_empty() || state.trim().starts_with('Z') {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

/// The program itself, with templates that a stranger could propose.
mod real {
    use std::process::{Command, Output, Stdio};

    use super::*;

    const BIN: &str = env!("CARGO_BIN_EXE_ikigen");
    /// Loops for hours.
    const ENDLESS: &str = "#{ for a in range(100000) { for b in range(100000) { } } }";
    /// Doubles a list until nothing is left.
    const GREEDY: &str = "#{ let x = range(1000); for i in range(60) { x = x + x } }";

    fn project(template: &str) -> tempfile::TempDir {
        let folder = copy_of_the_project();
        fs::create_dir(folder.path().join("templates")).unwrap();
        fs::write(folder.path().join("templates/iki.typ.j2"), template).unwrap();
        folder
    }

    fn said(command: &mut Command, folder: &Path) -> Output {
        command.current_dir(folder).env_remove("IKIGEN_LANG").output().unwrap()
    }

    #[test]
    fn a_template_that_never_ends_is_stopped() {
        let folder = project(ENDLESS);
        let mut command = Command::new(BIN);
        let output =
            said(command.args(["build", "--timeout", "1", "--format", "json"]), folder.path());
        assert_eq!(output.status.code(), Some(2));
        let found = json(&String::from_utf8(output.stdout).unwrap());
        assert_eq!(found["diagnostics"][0]["code"], "terlalu-lama");
        assert!(!folder.path().join("output").exists());
    }

    /// With less memory than the program allows itself, which it must not raise.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_template_that_wants_all_memory_is_stopped() {
        let folder = project(GREEDY);
        let script = "ulimit -S -d 1000000; exec \"$0\" build --format json";
        let output = said(Command::new("sh").args(["-c", script, BIN]), folder.path());
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        let found = json(&String::from_utf8(output.stdout).unwrap());
        assert_eq!(found["diagnostics"][0]["code"], "memori-habis");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn four_gigabytes_are_the_most() {
        let folder = project("#{ let x = range(4000000000) }");
        let output = said(Command::new(BIN).arg("build"), folder.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().starts_with("galat[memori-habis]"));
        // What fits below a lower limit that was set from outside does not fit above it.
        let folder = project(
            "#set document(title: \"x\", date: datetime(year: 2024, month: 1, day: 1))
             #{ let x = range(20000000) } Satu halaman.",
        );
        let with = |limit: &str| {
            let script = format!("ulimit -S -d {limit}; exec \"$0\" build -q --only iki");
            said(Command::new("sh").args(["-c", &script, BIN]), folder.path()).status.code()
        };
        assert_eq!((with("unlimited"), with("400000")), (Some(0), Some(2)));
    }

    /// Whoever ends the program ends its worker.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_worker_does_not_outlive_who_waits_for_it() {
        let folder = project(ENDLESS);
        let mut program = Command::new(BIN)
            .arg("build")
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        let worker = loop {
            let listed = Command::new("ps")
                .args(["-o", "pid=", "--ppid", &program.id().to_string()])
                .output()
                .unwrap();
            let listed = String::from_utf8(listed.stdout).unwrap();
            if !listed.trim().is_empty() {
                break listed.trim().to_owned();
            }
            assert!(std::time::Instant::now() < end, "no worker was started");
        };
        program.kill().unwrap();
        program.wait().unwrap();
        assert!(made_up::ends(&worker), "the worker still runs");
    }

    /// Whatever a reader of ours or of others' makes of it: a finding, in the form that was asked
    /// for.
    fn is_said(output: &Output, codes: &[&str]) {
        assert!(matches!(output.status.code(), Some(1 | 2)), "{output:?}");
        let found = json(&String::from_utf8(output.stdout.clone()).unwrap());
        let code = found["diagnostics"][0]["code"].as_str().unwrap();
        assert!(codes.contains(&code), "{found}");
    }

    #[test]
    fn templates_nested_beyond_reason_are_said_to_be() {
        let times = |count, text: &str| text.repeat(count);
        let around =
            |count, open: &str, close: &str| times(count, open) + "1" + &times(count, close);
        for template in [
            // Deeper than the typesetter's parser goes by itself.
            format!("#{}", around(100_000, "strong(", ")")),
            format!("#let x = {}", around(300_000, "(", ",)")),
            "#eval(\"1\" + \"+1\" * 200000)".to_owned(),
            format!("#if false {{}} {}", times(50_000, "else if false {} ")),
            format!("#let x = a{}", times(300_000, ".a")),
            format!("#let x = a{}", times(300_000, "()")),
            format!("${}b$", times(100_000, "a_")),
            format!("${}1$", times(100_000, "1/")),
            format!("$x{}$", times(200_000, "!")),
            "#let x = [a]\n#for i in range(100000) { x = block(x) }\n#x".to_owned(),
            // The same of the engine that fills templates.
            format!("{{{{ {}1 }}}}", times(50_000, "-")),
            format!("{{{{ a{} }}}}", times(50_000, ".a")),
            format!("{{{{ 1{} }}}}", times(50_000, "|int")),
            format!("{{{{ {}1 }}}}", times(50_000, "not ")),
            format!("{{{{ a{} }}}}", times(50_000, "[0]")),
            format!("{{% if 0 %}}{}{{% endif %}}", times(50_000, "{% elif 0 %}")),
            format!("{{{{ {} }}}}", around(50_000, "[", "]")),
        ] {
            let folder = project(&template);
            let mut command = Command::new(BIN);
            let output = said(
                command.args(["build", "--only", "iki-asli", "--format", "json"]),
                folder.path(),
            );
            is_said(&output, &["terlalu-bersarang", "typst-galat", "templat-salah"]);
        }
    }

    #[test]
    fn nested_files_are_said_to_be() {
        let folder = tempfile::tempdir().unwrap();
        for nest in ["[".repeat(150_000), "<</a".repeat(3_000_000), "[<</a ".repeat(100_000)] {
            let text =
                format!("%PDF-1.7\n1 0 obj\n{nest}\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
            fs::write(folder.path().join("a.pdf"), text).unwrap();
            let output = said(Command::new(BIN).args(["verify", "a.pdf"]), folder.path());
            assert_eq!(output.status.code(), Some(2));
            let talk = String::from_utf8(output.stderr).unwrap();
            assert!(talk.starts_with("galat[t"), "{talk}");
            assert!(
                talk.contains("mintalah lagi dari pembuatnya") || talk.contains("buatan ikigen"),
                "{talk}"
            );
        }
    }

    /// A tree of pages that leads back to itself ends with the stack, before it takes memory.
    #[test]
    fn pages_in_a_circle_are_said_to_be() {
        let folder = tempfile::tempdir().unwrap();
        // In a stream of objects: a reader notices those that it is about to read elsewhere.
        let catalog = "<< /Type /Catalog /Pages 3 0 R >>";
        let pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
        let objects = format!("2 0 3 {} {catalog} {pages}", catalog.len() + 1);
        let head = format!(
            "%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 2 /First 9 /Length {} >>\nstream\n{objects}\n\
             endstream\nendobj\n",
            objects.len()
        );
        let table = u8::try_from(head.len()).unwrap();
        let bytes = [0, 0, 0, 0, 1, 0, 9, 0, 2, 0, 1, 0, 2, 0, 1, 1, 1, 0, table, 0];
        let end = format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n");
        let file = [
            head.as_bytes(),
            b"4 0 obj\n<< /Type /XRef /W [1 2 1] /Root 2 0 R /Size 5 /Length 20 >>\nstream\n",
            &bytes,
            end.as_bytes(),
        ];
        fs::write(folder.path().join("a.pdf"), file.concat()).unwrap();
        let verify = ["verify", "a.pdf", "--format", "json"];
        let start = std::time::Instant::now();
        let output = said(Command::new(BIN).args(verify), folder.path());
        is_said(&output, &["terlalu-bersarang"]);
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    /// A font with a collection's head: as many faces as one likes, all the same one.
    fn collection(faces: u32) -> Vec<u8> {
        let font =
            fs::read(crate::support::repo().join("fonts/LiberationSans-Regular.ttf")).unwrap();
        let head = 12 + 4 * faces;
        let mut bytes =
            [b"ttcf".as_slice(), &0x0001_0000_u32.to_be_bytes(), &faces.to_be_bytes()].concat();
        (0..faces).for_each(|_| bytes.extend(head.to_be_bytes()));
        bytes.extend(font);
        let tables =
            usize::from(u16::from_be_bytes([bytes[head as usize + 4], bytes[head as usize + 5]]));
        for table in 0..tables {
            let at = head as usize + 12 + 16 * table + 8;
            let offset = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
            bytes[at..at + 4].copy_from_slice(&(offset + head).to_be_bytes());
        }
        bytes
    }

    #[test]
    fn a_collection_has_a_bound() {
        let folder = copy_of_the_project();
        fs::create_dir(folder.path().join("fonts")).unwrap();
        let check = |faces| {
            fs::write(folder.path().join("fonts/a.ttc"), collection(faces)).unwrap();
            let start = std::time::Instant::now();
            let output = said(Command::new(BIN).args(["check", "--format", "json"]), folder.path());
            assert!(start.elapsed().as_secs() < 10);
            output
        };
        assert_eq!(check(500).status.code(), Some(0));
        is_said(&check(501), &["huruf-terlalu-banyak"]);
        is_said(&check(1_000_000), &["huruf-terlalu-banyak"]);
    }

    /// A font whose rules point to nowhere: the library that shapes text does not mind until it
    /// uses them, so every face is tried first.
    #[test]
    fn a_font_that_breaks_a_library_is_found_before_it_does() {
        let words =
            |all: &[u16]| all.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
        let tagged = |tag: &[u8], rest: &[u16]| {
            [words(&[1]), tag.to_vec(), words(&[8]), words(rest)].concat()
        };
        let scripts = tagged(b"latn", &[4, 0, 0, 0xffff, 1, 0]);
        let features = tagged(b"ccmp", &[0, 1, 0]);
        // A chain of two glyphs: any one, and one of a coverage that is not there.
        let rules = words(&[1, 4, 6, 0, 1, 8, 3, 0, 2, 16, 0xffff, 0, 0, 0, 2, 1, 0, 0xfffe, 0]);
        let [at_features, at_rules] = [10 + scripts.len(), 10 + scripts.len() + features.len()]
            .map(|at| u16::try_from(at).unwrap());
        let table = [words(&[1, 0, 10, at_features, at_rules]), scripts, features, rules].concat();
        let mut font =
            fs::read(crate::support::repo().join("fonts/LiberationSans-Regular.ttf")).unwrap();
        let end = font.len();
        let entry = font.windows(4).position(|tag| tag == b"GSUB").unwrap();
        font[entry + 8..entry + 12].copy_from_slice(&u32::try_from(end).unwrap().to_be_bytes());
        font[entry + 12..entry + 16]
            .copy_from_slice(&u32::try_from(table.len()).unwrap().to_be_bytes());
        font.extend(table);
        // Under a name of its own: a built-in family wins.
        for at in 0..end - 20 {
            for (name, step) in [("Liberation", 1), ("Liberation", 2)] {
                let wide = |(n, c): (usize, u8)| font[at + n * step + step - 1] == c;
                if name.bytes().enumerate().all(wide) {
                    font[at + step - 1] = b'X';
                }
            }
        }
        let test = crate::support::Test::begun().file("fonts/rusak.ttf", font).edit(
            "data/opd.yaml",
            "huruf: Liberation Serif",
            "huruf: Xiberation Sans",
        );
        let found = test.run(&["build", "--format", "json"]).code(1).json();
        let found = &found["diagnostics"][0];
        assert_eq!(found["code"], "huruf-tak-terbaca", "{found}");
        assert!(found["message"].as_str().unwrap().contains("`fonts/rusak.ttf`"), "{found}");
        assert_eq!(test.names("output"), Vec::<String>::new());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn results_that_cannot_be_written_are_an_error() {
        let folder = copy_of_the_project();
        let full = || fs::File::options().write(true).open("/dev/full").unwrap();
        for arguments in [&["schema", "opd"][..], &["check", "--format", "json"], &["--help"]] {
            let output = Command::new(BIN)
                .args(arguments)
                .current_dir(folder.path())
                .env_remove("IKIGEN_LANG")
                .stdout(full())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
                .wait_with_output()
                .unwrap();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let talk = String::from_utf8(output.stderr).unwrap();
            assert!(talk.contains("galat[tak-tertulis]: `stdout`"), "{talk}");
        }
    }

    /// `ikigen schema opd | head -1`
    #[test]
    fn a_reader_that_went_away_is_no_error() {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status = Command::new(BIN).args(["schema", "opd"]).stdout(writer).status().unwrap();
        assert_eq!(status.code(), Some(0));
    }
}
