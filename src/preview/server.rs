//! The door: it listens on this machine alone, and lets in who knows the token.
//!
//! A page of another site can make this browser send requests here, and can point a name of its
//! own at 127.0.0.1. Neither opens anything: the token stands in the fragment of the address,
//! which no browser sends along, and has to come in a field that another site cannot set; `Host`
//! has to be this server's own; what is asked has to be JSON.

use std::io::{self, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Deserialize;

use super::http::{self, Fault, PATIENCE, Request};
use super::{watch, words};
use crate::language::Language;

/// At most so many connections at once: a page needs three or four.
const MOST_CONNECTIONS: usize = 64;
/// So often a word is sent to a page that waits for changes, to see whether it is still there.
const STILL_THERE: Duration = Duration::from_secs(10);
/// The field that the token comes in.
const TOKEN: &str = "x-ikigen-token";

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// How a preview is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The project.
    pub folder: PathBuf,
    /// The port; none: one that is free.
    pub port: Option<u16>,
    /// The language of the page.
    pub language: Language,
    /// The command that opens a file in an editor (`$VISUAL`, `$EDITOR`).
    pub editor: Option<String>,
}

/// Answers a line of JSON by one ([`super::Question`]).
pub type Answer = dyn Fn(&str) -> String + Send + Sync;

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    door: Arc<Door>,
}

/// What all connections share.
struct Door {
    options: Options,
    /// The hosts that this server answers to.
    hosts: [String; 2],
    token: String,
    answer: Box<Answer>,
    /// How often files have changed.
    changes: (Mutex<u64>, Condvar),
    connections: AtomicUsize,
}

impl Server {
    /// Listens; `answer` knows the project. `token`: what only those know who may ask.
    ///
    /// # Errors
    /// What the system says.
    pub fn listen(options: Options, token: String, answer: Box<Answer>) -> io::Result<Server> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port.unwrap_or(0)));
        let listener = TcpListener::bind(address)?;
        let port = listener.local_addr()?.port();
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let (changes, connections) = (Default::default(), AtomicUsize::new(0));
        let door = Arc::new(Door { options, hosts, token, answer, changes, connections });
        Ok(Server { listener, door })
    }

    /// The address of the page, with the token.
    pub fn url(&self) -> String {
        format!("http://{}/#{}", self.door.hosts[0], self.door.token)
    }

    /// Serves until the process ends.
    pub fn run(&self) {
        let door = Arc::clone(&self.door);
        thread::spawn(move || {
            let folder = door.options.folder.clone();
            watch::watch(&folder, || {
                *door.changes.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                door.changes.1.notify_all();
                true
            });
        });
        for stream in self.listener.incoming() {
            // Where the system has no connection to give, the next may be one.
            let Ok(stream) = stream else { continue };
            if self.door.connections.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
                self.door.connections.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let door = Arc::clone(&self.door);
            thread::spawn(move || {
                // Whoever goes away while he is answered does not want the answer.
                let _ = door.attend(stream);
                door.connections.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }
}

/// What an answer is: status, media type, body.
type Response = (u16, &'static str, Vec<u8>);

fn status(status: u16) -> Response {
    (status, "text/plain; charset=utf-8", Vec::new())
}

fn json(body: String) -> Response {
    (200, "application/json", body.into_bytes())
}

/// What is asked to be opened in an editor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    file: String,
    line: usize,
}

impl Door {
    /// Answers the requests of a connection.
    fn attend(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.try_clone()?);
        loop {
            let request = match http::read(&mut reader) {
                Ok(request) => request,
                Err(Fault::Gone) => return Ok(()),
                Err(Fault::Status(code)) => {
                    let (code, kind, body) = status(code);
                    return http::respond(&mut stream, code, kind, &body);
                }
            };
            if let Some(code) = self.stranger(&request) {
                let (code, kind, body) = status(code);
                http::respond(&mut stream, code, kind, &body)?;
            } else if (request.method.as_str(), request.target.as_str()) == ("GET", "/changes") {
                return self.tell_changes(stream);
            } else {
                let (code, kind, body) = self.response(&request);
                http::respond(&mut stream, code, kind, &body)?;
            }
            if request.field("connection").is_some_and(|one| one.eq_ignore_ascii_case("close")) {
                return Ok(());
            }
        }
    }

    /// With which status a request is turned away; none where it may come in.
    fn stranger(&self, request: &Request) -> Option<u16> {
        let is_own = |host: &str| self.hosts.iter().any(|own| own == host);
        if !request.field("host").is_some_and(is_own) {
            return Some(421);
        }
        let origin = request.field("origin").map(|origin| origin.strip_prefix("http://"));
        let is_foreign = match origin {
            Some(origin) => !origin.is_some_and(is_own),
            None => request.has("origin"),
        };
        if is_foreign {
            return Some(403);
        }
        let is_open = matches!(request.target.as_str(), "/" | "/page.css" | "/page.js");
        if is_open && request.method == "GET" {
            return None;
        }
        if !request.field(TOKEN).is_some_and(|token| is_same(token, &self.token)) {
            return Some(403);
        }
        let is_json = request.field("content-type") == Some("application/json");
        (request.method == "POST" && !is_json).then_some(415)
    }

    fn response(&self, request: &Request) -> Response {
        match (request.method.as_str(), request.target.as_str()) {
            ("GET", "/") => {
                let language = self.options.language.pick(["id", "en"]);
                let page = PAGE.replace("{lang}", language);
                (200, "text/html; charset=utf-8", page.into_bytes())
            }
            ("GET", "/page.css") => (200, "text/css; charset=utf-8", STYLE.into()),
            ("GET", "/page.js") => (200, "text/javascript; charset=utf-8", SCRIPT.into()),
            ("GET", "/words") => {
                let mut words = words::of_the_page(self.options.language);
                words["editor"] = self.options.editor.is_some().into();
                json(words.to_string())
            }
            ("POST", "/ask") => match std::str::from_utf8(&request.body) {
                Ok(question) if serde_json::from_str::<super::Question>(question).is_ok() => {
                    json((self.answer)(&question.replace(['\n', '\r'], " ")))
                }
                _ => status(400),
            },
            ("POST", "/open") => status(self.open(&request.body)),
            ("GET" | "POST", _) => status(404),
            _ => status(405),
        }
    }

    /// Opens a file of the project in the editor that the one who started the preview named, without
    /// a shell; gives the status.
    fn open(&self, body: &[u8]) -> u16 {
        let Ok(Open { file, line }) = serde_json::from_slice(body) else { return 400 };
        let Some(editor) = &self.options.editor else { return 404 };
        let Some(path) = path_of(&self.options.folder, &file) else { return 403 };
        let mut words = editor.split_whitespace();
        let Some(program) = words.next() else { return 404 };
        let mut command = Command::new(program);
        command.args(words).args(place_in(program, &path, line));
        match command.spawn() {
            Ok(mut child) => {
                // Nobody waits for it but the system.
                thread::spawn(move || child.wait());
                200
            }
            Err(_) => 503,
        }
    }

    /// Tells a page whenever files have changed.
    fn tell_changes(&self, mut stream: TcpStream) -> io::Result<()> {
        http::begin_events(&mut stream)?;
        let (count, changed) = &self.changes;
        let lock = || count.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told = *lock();
        stream.write_all(format!("data: {told}\n\n").as_bytes())?;
        loop {
            let waited = changed.wait_timeout_while(lock(), STILL_THERE, |now| *now == told);
            let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
            let (now, news) = (*now, *now != told);
            told = now;
            let line = if news { format!("data: {told}\n\n") } else { ":\n\n".to_owned() };
            stream.write_all(line.as_bytes())?;
        }
    }
}

/// Whether two tokens are one, in a time that does not tell where they differ.
fn is_same(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differs == 0
}

/// The path of a plain data file or template of the project; none for anything else.
fn path_of(folder: &Path, file: &str) -> Option<PathBuf> {
    let parts: Vec<Component> = Path::new(file).components().collect();
    let is_plain = parts.iter().all(|part| matches!(part, Component::Normal(_)));
    let is_ours = file.starts_with("data/") || file.starts_with("templates/");
    let full = folder.canonicalize().ok()?.join(file);
    // A link, wherever it stands in the path, would show in the path that the system gives.
    let is_itself = full.canonicalize().ok()? == full && full.is_file();
    (is_plain && is_ours && is_itself).then_some(full)
}

/// How editors are told a line; those that nobody knows are told the file.
fn place_in(program: &str, path: &Path, line: usize) -> Vec<String> {
    let file = path.display().to_string();
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match name.as_str() {
        "code" | "codium" | "cursor" => vec!["-g".to_owned(), format!("{file}:{line}")],
        "subl" | "zed" | "hx" => vec![format!("{file}:{line}")],
        "vi" | "vim" | "nvim" | "gvim" | "nano" | "emacs" | "emacsclient" | "gedit" | "kate" => {
            vec![format!("+{line}"), file]
        }
        _ => vec![file],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_files_of_the_project_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        std::fs::write(folder.path().join("data/opd.yaml"), "").unwrap();
        std::fs::write(folder.path().join("other.yaml"), "").unwrap();
        let found = |file: &str| path_of(folder.path(), file).is_some();
        assert!(found("data/opd.yaml"));
        for file in ["data/../other.yaml", "other.yaml", "/etc/passwd", "data/none.yaml", "data"] {
            assert!(!found(file), "{file}");
        }
        #[cfg(unix)]
        {
            let link = folder.path().join("data/link.yaml");
            std::os::unix::fs::symlink(folder.path().join("other.yaml"), link).unwrap();
            assert!(!found("data/link.yaml"));
        }
    }

    #[test]
    fn tokens_are_the_same_or_not() {
        assert!(is_same("abc", "abc"));
        assert!(!is_same("abc", "abd") && !is_same("abc", "ab") && !is_same("", "a"));
    }
}
