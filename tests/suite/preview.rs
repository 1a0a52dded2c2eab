//! `ikigen preview` through its only door, HTTP: as its page uses it, and as a stranger would.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::Test;

const ACTUAL: &str = "data/realisasi/2024.yaml";

/// A preview of a project that runs; it ends with this.
struct Preview {
    child: Child,
    host: String,
    token: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, head, body.
#[derive(Debug)]
struct Response {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn of(test: &Test) -> Preview {
        Preview::with(test, &[])
    }

    fn with(test: &Test, arguments: &[&str]) -> Preview {
        let mut command =
            test.command(&[&["preview", "--no-open", "--lang", "en"], arguments].concat());
        command.stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Preview: http://").expect(&line);
        let (host, token) = address.split_once("/#").expect(&line);
        Preview { host: host.to_owned(), token: token.to_owned(), child }
    }

    /// Sends bytes as they are.
    fn send(&self, bytes: &[u8]) -> Response {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        // Whoever is turned away in the middle of what he says may find the door shut.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Response { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// A request with these fields, those of the page changed where they are named.
    fn request(&self, method: &str, target: &str, fields: &[(&str, &str)], body: &str) -> Response {
        let own = [
            ("Host", self.host.as_str()),
            ("X-Ikigen-Token", &self.token),
            ("Content-Type", "application/json"),
            ("Connection", "close"),
        ];
        let kept =
            own.into_iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
        let all = kept.chain(fields.iter().copied().filter(|(_, value)| !value.is_empty()));
        let all: String = all.flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
        let length = body.len();
        let head = format!("{method} {target} HTTP/1.1\r\n{all}Content-Length: {length}\r\n\r\n");
        self.send(format!("{head}{body}").as_bytes())
    }

    fn ask(&self, question: Value) -> Value {
        let answer = self.request("POST", "/ask", &[], &question.to_string());
        assert_eq!(answer.status, 200, "{question} {answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    }

    fn read(&self) -> Value {
        self.ask(json!({ "ask": "read" }))
    }

    fn lay_out(&self, document: &str) -> Value {
        self.ask(json!({ "ask": "lay-out", "document": document }))
    }

    /// The pieces of text of a page, from 0, with its look.
    fn text(&self, document: &str, page: usize) -> (Vec<Value>, String) {
        let look = self.lay_out(document)["pages"][page]["look"].as_str().unwrap().to_owned();
        let asked = json!({ "ask": "text", "document": document, "page": page, "look": look });
        (self.ask(asked)["pieces"].as_array().unwrap().clone(), look)
    }

    /// Where a piece comes from, asked in its middle.
    fn origin(&self, document: &str, page: usize, look: &str, piece: &Value) -> Value {
        let [left, width] = [0, 2].map(|n| piece["box"][n].as_f64().unwrap());
        self.ask(json!({
            "ask": "origin", "document": document, "page": page, "look": look,
            "run": piece["run"], "x": left + width / 2.0,
        }))
    }

    /// The answer to an edit of the value that begins where `text` does in a file.
    fn edit(&self, test: &Test, file: &str, text: &str, value: &str) -> Value {
        let now = test.read(file);
        let start = now.find(text).unwrap();
        let version = ikigen::digest::sha256(now.as_bytes());
        self.ask(json!({ "ask": "edit", "file": file, "version": version, "start": start, "value": value }))
    }
}

#[test]
fn the_page_and_what_lies_beside_it_say_nothing_of_the_project() {
    let test = Test::begun();
    let preview = Preview::of(&test);
    for (target, kind) in
        [("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript")]
    {
        let answer = preview.request("GET", target, &[("X-Ikigen-Token", "")], "");
        assert_eq!(answer.status, 200, "{target}");
        assert!(answer.head.contains(&format!("Content-Type: {kind}")), "{}", answer.head);
        assert!(answer.head.contains("default-src 'none'; script-src 'self'"), "{}", answer.head);
        assert!(!answer.head.contains("unsafe"), "{}", answer.head);
        assert!(!answer.body.contains(&preview.token));
    }
    let page = preview.request("GET", "/", &[], "").body;
    assert!(page.contains("<html lang=\"en\">") && !page.contains("<script>"), "{page}");
    assert!(!page.contains("style=") && !page.contains(" on"), "nothing inline: {page}");
}

#[test]
fn who_is_not_the_page_is_turned_away() {
    let test = Test::begun();
    let preview = Preview::of(&test);
    let read = r#"{"ask":"read"}"#;
    let asked = |fields: &[(&str, &str)]| preview.request("POST", "/ask", fields, read).status;
    assert_eq!(asked(&[]), 200);
    let foreign = format!("http://{}", preview.host.replace("127.0.0.1", "evil.example"));
    let own = format!("http://{}", preview.host);
    let by_name = preview.host.replace("127.0.0.1", "localhost");
    for (fields, status) in [
        // A name of another site that leads here (DNS rebinding).
        (&[("Host", "evil.example")][..], 421),
        (&[("Host", "127.0.0.1")], 421),
        (&[("Host", "")], 421),
        (&[("Host", by_name.as_str())], 200),
        // A page of another site in the same browser.
        (&[("Origin", foreign.as_str())], 403),
        (&[("Origin", "null")], 403),
        (&[("Origin", own.as_str())], 200),
        (&[("X-Ikigen-Token", "")], 403),
        (&[("X-Ikigen-Token", "00000000000000000000000000000000")], 403),
        (&[("X-Ikigen-Token", &preview.token[1..])], 403),
        // What a form can send without being asked.
        (&[("Content-Type", "text/plain")], 415),
        (&[("Content-Type", "application/x-www-form-urlencoded")], 415),
        (&[("Content-Type", "")], 415),
    ] {
        assert_eq!(asked(fields), status, "{fields:?}");
    }
    for target in ["/words", "/changes", "/ask", "/open"] {
        let answer = preview.request("GET", target, &[("X-Ikigen-Token", "")], "");
        assert_eq!((answer.status, answer.body.as_str()), (403, ""), "{target}");
    }
}

#[test]
fn nothing_but_the_page_is_served() {
    let test = Test::begun();
    let preview = Preview::of(&test);
    for target in [
        "/data/opd.yaml",
        "/../data/opd.yaml",
        "/%2e%2e/data/opd.yaml",
        "//etc/passwd",
        "/page.js/..",
    ] {
        assert_eq!(preview.request("GET", target, &[], "").status, 404, "{target}");
    }
    assert_eq!(preview.request("DELETE", "/ask", &[], "").status, 405);
    let place =
        |file: &str| preview.ask(json!({ "ask": "place", "file": file, "line": 1, "column": 1 }));
    assert_eq!(place("data/opd.yaml")["place"]["line"], 1);
    for file in ["data/../../x", "/etc/passwd", "output/manifest.json", "Cargo.toml", ""] {
        assert!(place(file)["refused"].is_string(), "{file}");
    }
    for body in ["", "[]", "{", r#"{"ask":"shell"}"#, r#"{"ask":"read","more":1}"#] {
        assert_eq!(preview.request("POST", "/ask", &[], body).status, 400, "{body}");
    }
}

#[test]
fn what_is_too_much_is_refused_and_the_preview_lives_on() {
    let test = Test::begun();
    let preview = Preview::of(&test);
    let large =
        format!("POST /ask HTTP/1.1\r\nHost: {}\r\nContent-Length: 99999999\r\n\r\n", preview.host);
    assert_eq!(preview.send(large.as_bytes()).status, 413);
    let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(1 << 20));
    assert!([431, 0].contains(&preview.send(long.as_bytes()).status));
    assert_eq!(preview.send(b"\0\0\0\r\n\r\n").status, 400);
    // More connections than there is room for; those that say nothing hold no one up for ever.
    let idle: Vec<_> = (0..200).map(|_| TcpStream::connect(&preview.host)).collect();
    drop(idle);
    std::thread::sleep(Duration::from_millis(200));
    assert!(preview.read()["documents"].is_array());
}

#[test]
fn every_document_has_its_pages_headings_and_text() {
    let test = Test::sample();
    let preview = Preview::of(&test);
    let state = preview.read();
    assert_eq!(state["stale"], false);
    let documents = state["documents"].as_array().unwrap();
    let with_pages = documents.iter().filter(|one| one["pages"] == true);
    let names: Vec<&str> = with_pages.map(|one| one["name"].as_str().unwrap()).collect();
    let wanted =
        "IKI-2019-2024 IKI-2024 IKU-2019-2024 PohonKinerja-2019-2024 PK-2024 PK-Perubahan-2024";
    assert_eq!(names.join(" "), wanted);
    for name in names {
        let laid_out = preview.lay_out(name);
        assert!(!laid_out["headings"].as_array().unwrap().is_empty(), "{name}");
        let look = &laid_out["pages"][0]["look"];
        let asked = json!({ "ask": "picture", "document": name, "page": 0, "look": look });
        let picture = preview.ask(asked)["picture"].as_str().unwrap().to_owned();
        assert!(picture.starts_with("<svg") && !picture.contains("<script"), "{name}");
        // A page that is no longer there is not shown as another one.
        let old = json!({ "ask": "picture", "document": name, "page": 0, "look": "0" });
        assert!(preview.ask(old)["refused"].is_string());
    }
    let found = preview.ask(json!({ "ask": "search", "words": "KEPALA  dinas koperasi" }));
    assert!(found["places"].as_array().unwrap().len() > 1, "{found}");
}

#[test]
fn words_lead_to_their_lines_and_numbers_to_their_data() {
    let test = Test::sample();
    let preview = Preview::of(&test);
    preview.read();
    let mut seen = 0;
    for (document, page) in [("IKI-2019-2024", 3), ("IKI-2024", 5)] {
        let (pieces, look) = preview.text(document, page);
        for piece in pieces.iter().filter(|piece| piece["kind"] == "text") {
            let answer = preview.origin(document, page, &look, piece);
            let line = usize::try_from(answer["place"]["line"].as_u64().unwrap()).unwrap();
            let file = test.read(answer["place"]["file"].as_str().unwrap());
            let word = answer["printed"].as_str().unwrap();
            let part = word.trim_matches(|c: char| !c.is_alphanumeric());
            let written = file.lines().nth(line - 1).unwrap();
            assert!(written.contains(part), "{word} is not in {written}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
    let (pieces, look) = preview.text("IKI-2024", 5);
    let number = pieces.iter().find(|piece| piece["kind"] == "calculation").expect("a number");
    let chain = preview.origin("IKI-2024", 5, &look, number);
    let places = chain["chain"].as_array().unwrap().iter().filter(|line| line["place"].is_object());
    let files: Vec<_> = places.map(|line| line["place"]["file"].as_str().unwrap()).collect();
    let is_actual = |file: &&str| file.starts_with("data/realisasi/");
    assert!(files.iter().any(is_actual) && files.iter().any(|file| !is_actual(file)), "{chain}");
}

#[test]
fn while_the_data_have_errors_the_last_good_pages_stay() {
    let test = Test::sample();
    let preview = Preview::of(&test);
    preview.read();
    let before = preview.lay_out("IKI-2024");
    let good = test.read(ACTUAL);
    fs::write(test.path().join(ACTUAL), good.replacen("TW1: {", "TW1: [", 1)).unwrap();
    let state = preview.read();
    assert_eq!(state["stale"], true);
    assert!(state["age"].as_u64().unwrap() < 600);
    let first = &state["findings"][0];
    assert_eq!((first["severity"].as_str(), first["file"].as_str()), (Some("error"), Some(ACTUAL)));
    assert_eq!(preview.lay_out("IKI-2024")["pages"], before["pages"]);
    fs::write(test.path().join(ACTUAL), good).unwrap();
    assert_eq!(preview.read()["stale"], false);
    assert_eq!(preview.lay_out("IKI-2024")["pages"], before["pages"]);
}

#[test]
fn a_project_that_was_never_good_says_what_is_wrong() {
    let test = Test::begun().file("data/opd.yaml", "nama: [\n");
    let state = Preview::of(&test).read();
    assert_eq!((&state["stale"], &state["age"]), (&json!(true), &Value::Null));
    assert_eq!(state["findings"][0]["file"], "data/opd.yaml");
}

#[test]
fn only_pages_that_look_different_change() {
    let test = Test::sample();
    let preview = Preview::of(&test);
    preview.read();
    let looks_in = |preview: &Preview, document: &str| -> Vec<Value> {
        let pages = preview.lay_out(document)["pages"].as_array().unwrap().clone();
        pages.into_iter().map(|page| page["look"].clone()).collect()
    };
    let looks = |document: &str| looks_in(&preview, document);
    let before = ["IKI-2019-2024", "IKI-2024"].map(looks);
    // A comment moves every line and changes nothing.
    let text = test.read(ACTUAL);
    fs::write(test.path().join(ACTUAL), format!("# catatan\n{text}")).unwrap();
    preview.read();
    assert_eq!(["IKI-2019-2024", "IKI-2024"].map(looks), before);
    // What a file says a line further down is found a line further down.
    let (pieces, look) = preview.text("IKI-2024", 5);
    let number = pieces.iter().find(|piece| piece["kind"] == "calculation").unwrap();
    assert!(preview.origin("IKI-2024", 5, &look, number)["chain"].is_array());
    fs::write(test.path().join(ACTUAL), text.replacen("nilai: ", "nilai: 1", 1)).unwrap();
    preview.read();
    let after = ["IKI-2019-2024", "IKI-2024"].map(looks);
    assert_eq!(after[0], before[0]);
    let changed = after[1].iter().zip(&before[1]).filter(|(one, other)| one != other).count();
    assert!((1..10).contains(&changed), "{changed} of {}", before[1].len());
    // What is laid out after changes is what is laid out at once.
    let fresh = Preview::of(&test);
    fresh.read();
    assert_eq!(["IKI-2019-2024", "IKI-2024"].map(|name| looks_in(&fresh, name)), after);
}

#[test]
fn edits_keep_comments_and_can_be_taken_back() {
    let test = Test::sample();
    let commented = test.read(ACTUAL).replacen("tahun: 2024", "tahun: 2024 # tahun laporan", 1);
    let test = test.file(ACTUAL, &commented);
    let preview = Preview::of(&test);
    let at = commented.find("nilai: ").unwrap() + "nilai: ".len();
    let old: String = commented[at..].chars().take_while(char::is_ascii_digit).collect();
    assert!(!old.is_empty());
    for n in 0..50 {
        let now = test.read(ACTUAL);
        let version = ikigen::digest::sha256(now.as_bytes());
        let value = (1000 + n).to_string();
        let edit = json!({ "ask": "edit", "file": ACTUAL, "version": version, "start": at, "value": value });
        let answer = preview.ask(edit);
        assert_eq!(answer["written"], ACTUAL, "{answer}");
        let expected = format!("{}{value}{}", &commented[..at], &commented[at + old.len()..]);
        assert_eq!(test.read(ACTUAL), expected);
    }
    for left in (0..50).rev() {
        assert_eq!(preview.ask(json!({ "ask": "undo" }))["undo"], left);
    }
    assert_eq!(test.read(ACTUAL), commented);
    assert!(preview.ask(json!({ "ask": "undo" }))["refused"].is_string());
}

#[test]
fn what_would_be_wrong_or_is_not_what_was_seen_is_not_written() {
    let test = Test::sample();
    let preview = Preview::of(&test);
    let text = test.read(ACTUAL);
    let year = "2024";
    for value in ["dua ribu", "1.234,5", "", "[", "{{ x }}"] {
        let answer = preview.edit(&test, ACTUAL, year, value);
        assert!(answer["refused"].is_string(), "{value}: {answer}");
        assert_eq!(test.read(ACTUAL), text, "{value}");
    }
    let edit = |file: &str, version: &str| {
        preview.ask(
            json!({ "ask": "edit", "file": file, "version": version, "start": 7, "value": "2023" }),
        )
    };
    assert!(edit(ACTUAL, "old")["refused"].as_str().unwrap().contains("changed"));
    for file in ["data/../Cargo.toml", "templates/iki.typ.j2", "/etc/passwd", "output/x"] {
        assert!(edit(file, "old")["refused"].is_string(), "{file}");
    }
    // A text that looks like markup is a text.
    let office = test.read("data/opd.yaml");
    let at = office.find("nama: ").unwrap() + 6;
    let version = ikigen::digest::sha256(office.as_bytes());
    let hostile = "<img src=x onerror=alert(1)> #eval(\"1\")";
    let answer = preview.ask(json!({
        "ask": "edit", "file": "data/opd.yaml", "version": version, "start": at, "value": hostile,
    }));
    assert_eq!(answer["written"], "data/opd.yaml", "{answer}");
    assert_eq!(preview.read()["office"], hostile);
}

#[test]
fn a_cure_is_one_click() {
    let test = Test::sample();
    let path = format!("data/jabatan/{}", test.names("data/jabatan")[4]);
    let text = test.read(&path);
    let test = test.file(&path, text.replacen("tugas: ", "tugas: dan dan ", 1));
    let preview = Preview::of(&test);
    let state = preview.read();
    let findings = state["findings"].as_array().unwrap();
    let Some(cured) =
        findings.iter().find(|one| one["cure"] == true && one["file"] == path.as_str())
    else {
        panic!("no finding with a cure: {findings:?}")
    };
    let fix = json!({
        "ask": "fix", "code": cured["code"], "file": path, "line": cured["line"], "column": cured["column"],
    });
    assert_eq!(preview.ask(fix.clone())["written"], path.as_str());
    assert!(preview.ask(fix)["refused"].is_string(), "it is gone");
    let after = preview.read();
    assert!(!after["findings"].as_array().unwrap().contains(cured));
}

#[test]
fn changes_of_files_are_told() {
    let test = Test::sample();
    let preview = Preview::of(&test);
    let mut stream = TcpStream::connect(&preview.host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "GET /changes HTTP/1.1\r\nHost: {}\r\nX-Ikigen-Token: {}\r\n\r\n",
        preview.host, preview.token
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map(|line| line.expect("a change is told"));
    let mut next = || lines.find(|line| line.starts_with("data: ")).unwrap();
    assert_eq!(next(), "data: 0");
    fs::write(test.path().join("data/kamus.yaml"), "kata: [rukyat]\n").unwrap();
    assert_eq!(next(), "data: 1");
}

#[test]
fn two_previews_and_a_build_do_not_disturb_each_other() {
    let test = Test::sample();
    let (one, other) = (Preview::of(&test), Preview::of(&test));
    assert_ne!(one.token, other.token);
    one.read();
    other.read();
    test.run(&["build", "--only", "iku"]).code(0);
    let version = ikigen::digest::sha256(test.read(ACTUAL).as_bytes());
    let edit = |preview: &Preview| {
        let at = test.read(ACTUAL).find("nilai: ").unwrap() + 7;
        preview.ask(json!({ "ask": "edit", "file": ACTUAL, "version": version, "start": at, "value": "77" }))
    };
    assert!(edit(&one)["written"].is_string());
    assert!(edit(&other)["refused"].is_string(), "what it saw has changed");
    one.read();
    other.read();
    assert_eq!(one.lay_out("IKI-2024")["pages"], other.lay_out("IKI-2024")["pages"]);
    let taken = Preview::with(&test, &[]);
    let port = taken.host.split(':').nth(1).unwrap();
    let run = test.run(&["preview", "--no-open", "--port", port]).code(2);
    assert!(run.err.contains("pratinjau-gagal"), "{}", run.err);
}
