//! As much of HTTP as a page of ours needs, and a bound for everything a stranger could send: the
//! size of a head, of a body, the time that may pass. Heads are read by httparse.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A head may have so many bytes,
const MOST_HEAD: usize = 16 << 10;
/// so many fields,
const MOST_FIELDS: usize = 64;
/// and a body so many bytes: more than any value of a file.
const MOST_BODY: usize = 1 << 20;
/// So long is waited for the next bytes.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// A request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub method: String,
    /// The path, with whatever is behind it.
    pub target: String,
    fields: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Why there is no request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The other side is gone, or says nothing.
    Gone,
    /// What came is answered by this status.
    Status(u16),
}

impl From<io::Error> for Fault {
    fn from(_: io::Error) -> Fault {
        Fault::Gone
    }
}

impl Request {
    /// The field `name`, in small letters, where it is there once.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut found = self.fields.iter().filter(|(own, _)| own == name);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(value)
    }

    /// Whether there is such a field, however often.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(own, _)| own == name)
    }
}

/// The next request of a connection.
///
/// # Errors
/// Why there is none; the connection is of no use any more.
pub(super) fn read(stream: &mut BufReader<impl Read>) -> Result<Request, Fault> {
    let head = head(stream)?;
    let mut request = parse(&head)?;
    if request.has("transfer-encoding") {
        return Err(Fault::Status(501));
    }
    if request.has("content-length") {
        let length = request.field("content-length").and_then(|length| length.parse().ok());
        let length: usize = length.ok_or(Fault::Status(400))?;
        if length > MOST_BODY {
            return Err(Fault::Status(413));
        }
        request.body = vec![0; length];
        stream.read_exact(&mut request.body)?;
    }
    Ok(request)
}

/// The bytes up to the empty line.
fn head(stream: &mut BufReader<impl Read>) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    loop {
        let before = head.len();
        let room = (MOST_HEAD - before) as u64;
        stream.by_ref().take(room).read_until(b'\n', &mut head)?;
        if head.len() == before {
            return Err(if room == 0 { Fault::Status(431) } else { Fault::Gone });
        }
        if head.ends_with(b"\r\n\r\n") || head.ends_with(b"\n\n") {
            return Ok(head);
        }
    }
}

fn parse(head: &[u8]) -> Result<Request, Fault> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut parsed = httparse::Request::new(&mut fields);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Fault::Status(431)),
        _ => return Err(Fault::Status(400)),
    }
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| Fault::Status(400));
    let fields = parsed.headers.iter();
    let fields = fields.map(|one| Ok((one.name.to_ascii_lowercase(), text(one.value)?)));
    Ok(Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        fields: fields.collect::<Result<_, Fault>>()?,
        body: Vec::new(),
    })
}

/// What every answer says besides: nothing of it is kept, framed, guessed at, or used by another
/// site, and the page runs nothing but what lies beside it.
const ALWAYS: &str = "Cache-Control: no-store\r\n\
    Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src blob:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Referrer-Policy: no-referrer\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n";

/// Answers with a whole body.
pub(super) fn respond(
    stream: &mut TcpStream,
    status: u16,
    kind: &str,
    body: &[u8],
) -> io::Result<()> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{ALWAYS}\r\n",
        reason(status)
    );
    stream.write_all(&[head.as_bytes(), body].concat())
}

/// Begins an answer that goes on for as long as both sides are there.
pub(super) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n{ALWAYS}\r\n"
    );
    stream.write_all(head.as_bytes())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_bytes(bytes: &[u8]) -> Result<Request, Fault> {
        read(&mut BufReader::new(bytes))
    }

    #[test]
    fn a_request_is_read_to_its_end() {
        let bytes =
            b"POST /ask HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n\r\n";
        let mut stream = BufReader::new(&bytes[..]);
        let first = read(&mut stream).unwrap();
        assert_eq!((first.method.as_str(), first.body.as_slice()), ("POST", &b"abc"[..]));
        assert_eq!(first.field("host"), Some("a"));
        assert_eq!(read(&mut stream).unwrap().method, "GET");
        assert_eq!(read(&mut stream), Err(Fault::Gone));
    }

    #[test]
    fn what_is_too_much_or_not_clear_is_refused() {
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(MOST_HEAD));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(MOST_FIELDS + 1));
        for (bytes, status) in [
            (long.as_str(), 431),
            (many.as_str(), 431),
            ("POST / HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501),
            ("\u{1}\r\n\r\n", 400),
        ] {
            assert_eq!(read_bytes(bytes.as_bytes()), Err(Fault::Status(status)), "{bytes:.60}");
        }
        let twice = read_bytes(b"GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n").unwrap();
        assert_eq!(twice.field("host"), None);
    }
}
