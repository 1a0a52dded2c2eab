//! `ikigen preview`

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::codes;
use super::environment::Environment;
use super::exit::ERROR;
use super::reporter::{Outcome, Reporter, Said};
use super::worker::Conversation;
use crate::diagnostic::{Diagnostic, system};
use crate::language::{Note, notes};
use crate::preview::{Answer, Options, Question, Server, Session};

/// What `preview` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(
        long,
        value_name = Note(["NOMOR", "NUMBER"]),
        value_parser = clap::value_parser!(u16).range(1..),
        help = Note([
            "Port di komputer ini [bawaan: yang sedang bebas]",
            "Port on this machine [default: one that is free]",
        ])
    )]
    port: Option<u16>,

    #[arg(
        long,
        help = Note([
            "Jangan buka peramban; alamatnya dicetak",
            "Do not open the browser; the address is printed",
        ])
    )]
    no_open: bool,
}

notes! {
    ADDRESS = "Pratinjau: {url}", "Preview: {url}";
    HOW_TO_END = "Hanya komputer ini yang dapat membukanya. Ctrl+C menghentikannya.",
        "Only this machine can open it. Ctrl+C stops it.";
}

/// Layouts that nothing asked for in so many readings of the project are forgotten.
const KEPT_LAYOUTS: usize = 10;

/// Serves a preview until the process ends; returns only where it cannot. `command_line`: the
/// arguments of the program, which a worker is told too.
pub(super) fn run(
    parsed: &super::Arguments,
    arguments: &Arguments,
    command_line: &[OsString],
    environment: &Environment,
    (results, talk): (&mut dyn Write, &mut dyn Write),
) -> u8 {
    let reporter = Reporter::new(parsed.language, environment);
    let options = Options {
        folder: parsed.project.clone(),
        port: arguments.port,
        language: parsed.language,
        editor: environment.editor.clone(),
    };
    let listening = token().and_then(|token| {
        Server::listen(options, token, answerer(parsed, command_line, environment))
    });
    let server = match listening {
        Ok(server) => server,
        Err(error) => {
            let found = Diagnostic::global(&codes::NOT_LISTENING);
            let found = found.arg("sebab", system::reason(&error));
            reporter.diagnostics_only(&found.into());
            return reporter.outcome(ERROR).write(parsed.language, results, talk);
        }
    };
    let url = server.url();
    let said = vec![
        Said::Result(format!("{}\n", ADDRESS.arg("url", &url).words(parsed.language))),
        Said::Talk(format!("{}\n", HOW_TO_END.pick(parsed.language))),
    ];
    let code = Outcome { code: 0, said }.write(parsed.language, results, talk);
    if code != 0 {
        return code;
    }
    if !arguments.no_open {
        open(&url);
    }
    server.run();
    ERROR
}

/// 128 bits that nobody can guess.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

/// Who knows the project: a worker with its limits, or where there is none, a thread.
fn answerer(
    parsed: &super::Arguments,
    command_line: &[OsString],
    environment: &Environment,
) -> Box<Answer> {
    let language = parsed.language;
    if let Some(program) = environment.worker.clone() {
        let limit = Duration::from_secs(parsed.timeout);
        let input = parsed.command.input(&parsed.project);
        let worker = Conversation::new(program, command_line, environment.color, limit);
        return Box::new(move |question| {
            worker.ask(question).unwrap_or_else(|error| {
                let found = error.diagnostic(input);
                let (message, help) = (found.message(language), found.help(language));
                json!({ "failed": message, "help": help }).to_string()
            })
        });
    }
    let (ask, questions) = mpsc::channel::<String>();
    let (tell, answers) = mpsc::channel::<String>();
    let folder = parsed.project.clone();
    thread::spawn(move || {
        let session = Session::new(&folder, language);
        talk(session, questions.into_iter(), &mut |answer| drop(tell.send(answer.to_owned())));
    });
    let both = Mutex::new((ask, answers));
    Box::new(move |question| {
        let both = both.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = both.0.send(question.to_owned()).ok();
        asked.and_then(|()| both.1.recv().ok()).unwrap_or_default()
    })
}

/// The worker's part: answers questions as long as there are any.
pub(super) fn converse(
    parsed: &super::Arguments,
    questions: impl Iterator<Item = String>,
    tell: &mut dyn FnMut(&str),
) {
    talk(Session::new(&parsed.project, parsed.language), questions, tell);
}

fn talk(mut session: Session, questions: impl Iterator<Item = String>, tell: &mut dyn FnMut(&str)) {
    for line in questions {
        let question = serde_json::from_str::<Question>(&line);
        let answer = question.map_or_else(
            |_| json!({}),
            |question| {
                if question == (Question::Read {}) {
                    comemo::evict(KEPT_LAYOUTS);
                }
                session.answer(&question)
            },
        );
        tell(&answer.to_string());
    }
}

/// Opens the address in the browser of whoever started the preview, without a shell. Where there is
/// none, the printed address has to do.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut child) = command.spawn() {
        thread::spawn(move || child.wait());
    }
}
