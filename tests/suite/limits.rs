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
    const FORMS: [&[&str]; 8] = [
        &["build", "--format", "json"],
        &["check", "--format", "json"],
        &["diff", "--format", "json"],
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
            "echo '{\"Panicked\":\"rusak (src/x.rs:1:2)\"}'",
        );
        each_form_says("kesalahan-program", ["signal: 11"; 2], "kill -SEGV $$");
        each_form_says("kesalahan-program", ["exit status: 0"; 2], "printf '{\"Done\":'");
        each_form_says(
            "kesalahan-program",
            ["overflowed its stack"; 2],
            "echo 'thread main has overflowed its stack' >&2; kill -ABRT $$",
        );
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
