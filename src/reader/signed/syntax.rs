//! The syntax of PDF (ISO 32000-1, 7.2 and 7.3), read strictly: what one reader might take for
//! something else than another is no object here.

use std::collections::BTreeMap;
use std::ops::Range;

/// How deep objects may be nested; what signing adds is far from it.
const MAX_DEPTH: usize = 32;

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    /// The null object.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, whole or not.
    Number(f64),
    /// A name, without its slash.
    Name(Vec<u8>),
    /// The bytes of a string.
    String(Vec<u8>),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary.
    Dict(Dict),
    /// A reference to the object of this number.
    Ref(u32),
}

/// A dictionary: its keys are there once.
pub type Dict = BTreeMap<Vec<u8>, Object>;

/// An object with a number; where it is a stream, its data.
#[derive(Debug, Clone)]
pub struct Indirect {
    /// Its number.
    pub number: u32,
    /// What it is; of a stream, its dictionary.
    pub object: Object,
    /// Where the data of a stream lie in the file.
    pub stream: Option<Range<usize>>,
    /// Where all of it lies in the file, from its number to its end.
    pub place: Range<usize>,
}

impl Object {
    /// A dictionary.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// An array.
    pub fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The number of the object that is referred to.
    pub fn reference(&self) -> Option<u32> {
        match self {
            Object::Ref(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether it is this name.
    pub fn is_name(&self, name: &str) -> bool {
        matches!(self, Object::Name(bytes) if bytes == name.as_bytes())
    }

    /// A number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number from 0.
    pub fn whole(&self) -> Option<usize> {
        self.number().and_then(whole)
    }
}

/// A number that is whole and not negative. Up to 2⁵³ a double is exact, and no file is longer.
fn whole(number: f64) -> Option<usize> {
    let fits = number.fract() == 0.0 && (0.0..9e15).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it fits")]
    fits.then_some(number as usize)
}

/// Whether a byte is white space.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// Whether a byte ends a word.
fn is_delimiter(byte: u8) -> bool {
    is_space(byte) || b"()<>[]{}/%".contains(&byte)
}

/// Reads a file from a place on. What does not fit gives `None`, and then where it stands is
/// where it did not.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// A reader that stands at a byte.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Reader { bytes, at }
    }

    /// Where it stands.
    pub fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    /// Passes over white space. A comment is none: nothing that readers pass over may hide.
    pub fn skip_space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| is_space(**byte)).count();
    }

    /// Takes these bytes, where they are next.
    pub fn take(&mut self, word: &[u8]) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// Takes this word, where it is next, behind white space.
    pub fn word(&mut self, word: &[u8]) -> Option<()> {
        self.skip_space();
        self.take(word)?;
        self.peek().is_none_or(is_delimiter).then_some(())
    }

    /// Takes the end of a line.
    pub fn line_end(&mut self) -> Option<()> {
        self.take(b"\r\n").or_else(|| self.take(b"\n"))
    }

    /// Takes a whole number, behind white space.
    pub fn whole(&mut self) -> Option<usize> {
        self.skip_space();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = std::str::from_utf8(&self.rest()[..digits]).ok()?;
        let number = text.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// Takes an object with a number, to its `endobj`.
    pub fn indirect(&mut self) -> Option<Indirect> {
        self.skip_space();
        let start = self.at;
        let number = u32::try_from(self.whole()?).ok()?;
        // No object of ours has another generation, and no signature gives it one.
        (self.whole()? == 0).then_some(())?;
        self.word(b"obj")?;
        let object = self.object(0)?;
        let mut stream = None;
        if self.word(b"stream").is_some() {
            self.line_end()?;
            let length = object.dict()?.get(b"Length".as_slice())?.whole()?;
            let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len())?;
            stream = Some(self.at..end);
            self.at = end;
            self.word(b"endstream")?;
        }
        self.word(b"endobj")?;
        Some(Indirect { number, object, stream, place: start..self.at })
    }

    /// Takes an object.
    pub fn object(&mut self, depth: usize) -> Option<Object> {
        (depth < MAX_DEPTH).then_some(())?;
        self.skip_space();
        match self.peek()? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.literal().map(Object::String),
            b'<' if self.rest().starts_with(b"<<") => self.dict(depth).map(Object::Dict),
            b'<' => self.hexadecimal().map(Object::String),
            b'[' => self.array(depth),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_reference(),
            _ => {
                let words = [
                    (b"null".as_slice(), Object::Null),
                    (b"true", Object::Bool(true)),
                    (b"false", Object::Bool(false)),
                ];
                words.into_iter().find_map(|(word, object)| self.word(word).map(|()| object))
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.take(b"[")?;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.take(b"]").is_some() {
                return Some(Object::Array(items));
            }
            items.push(self.object(depth + 1)?);
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Dict> {
        self.take(b"<<")?;
        let mut dict = Dict::new();
        loop {
            self.skip_space();
            if self.take(b">>").is_some() {
                return Some(dict);
            }
            let key = self.name()?;
            let value = self.object(depth + 1)?;
            // Of a key that is there twice, readers take the one or the other.
            if dict.insert(key, value).is_some() {
                return None;
            }
        }
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.take(b"/")?;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_delimiter(*byte)) {
            self.at += 1;
            let escaped = (byte == b'#').then(|| self.pair()).flatten();
            name.push(escaped.unwrap_or(byte));
        }
        Some(name)
    }

    /// Two hexadecimal digits as a byte.
    fn pair(&mut self) -> Option<u8> {
        let [one, other, ..] = self.rest() else { return None };
        let byte = digit(*one)? << 4 | digit(*other)?;
        self.at += 2;
        Some(byte)
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.take(b"<")?;
        let mut digits = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'>' => break,
                byte if is_space(byte) => {}
                byte => digits.push(digit(byte)?),
            }
        }
        // A digit that is missing at the end is 0.
        let byte = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
        Some(digits.chunks(2).map(byte).collect())
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.take(b"(")?;
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(text);
                    }
                }
                b'\\' => {
                    self.escaped(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// Adds what stands for the signs behind a backslash.
    fn escaped(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        text.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            // The end of a line goes with it.
            b'\n' => return Some(()),
            b'\r' => {
                let _ = self.take(b"\n");
                return Some(());
            }
            b'0'..=b'7' => {
                let octal = |byte: u8| matches!(byte, b'0'..=b'7').then(|| u16::from(byte - b'0'));
                let mut value = octal(byte)?;
                for _ in 0..2 {
                    let Some(next) = self.peek().and_then(octal) else { break };
                    self.at += 1;
                    value = value * 8 + next;
                }
                // What does not fit into a byte is cut (7.3.4.2).
                (value & 0xff) as u8
            }
            other => other,
        });
        Some(())
    }

    fn number_or_reference(&mut self) -> Option<Object> {
        let length = self.rest().iter().take_while(|byte| !is_delimiter(**byte)).count();
        let text = std::str::from_utf8(&self.rest()[..length]).ok()?;
        // Rust's numbers, less their words and exponents.
        let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-'));
        let number: f64 = text.parse().ok().filter(|_| plain)?;
        self.at += length;
        let behind = self.at;
        if let Some(target) = whole(number).and_then(|target| u32::try_from(target).ok())
            && self.whole() == Some(0)
            && self.word(b"R").is_some()
        {
            return Some(Object::Ref(target));
        }
        self.at = behind;
        Some(Object::Number(number))
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(text: &str) -> Option<Object> {
        let mut reader = Reader::new(text.as_bytes(), 0);
        let object = reader.object(0)?;
        reader.skip_space();
        (reader.at() == text.len()).then_some(object)
    }

    #[test]
    fn objects_are_read_as_they_are_meant() {
        let string = |text: &str| Some(Object::String(text.as_bytes().to_vec()));
        assert_eq!(object("(a\\(b\\)\\056(c)\\\n d)"), string("a(b).(c) d"));
        assert_eq!(object("<2 f2B5>"), string("/+P"));
        assert_eq!(object("/A#20b"), Some(Object::Name(b"A b".to_vec())));
        assert_eq!(object("[ 1 0 R 2 3 -.5 ]"), object("[1 0 R 2 3 -0.50]"));
        assert_eq!(object("12 0 R"), Some(Object::Ref(12)));
        let dict = object("<</A<</B[null true(x)]>>/C 1>>").unwrap();
        assert!(dict.dict().unwrap()[b"A".as_slice()].dict().is_some());
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        for text in ["<</A 1/A 2>>", "<</A 1", "[1", "(a", "<0g>", "nul", "1e3", "inf", "% x\n1"] {
            assert_eq!(object(text), None, "{text}");
        }
        assert_eq!(object(&"[".repeat(100_000)), None);
    }

    #[test]
    fn a_stream_has_the_length_that_it_says() {
        let read = |text: &str| Reader::new(text.as_bytes(), 0).indirect();
        let stream = read("7 0 obj\n<</Length 3>>stream\nabc\nendstream\nendobj\n").unwrap();
        assert_eq!((stream.number, stream.stream.map(|data| data.len())), (7, Some(3)));
        for text in [
            "7 0 obj\n<</Length 5>>stream\nabc\nendstream\nendobj",
            "7 0 obj\n<</Length 2>>stream\nabc\nendstream\nendobj",
            "7 0 obj\n<</Length 99>>stream\nabc\nendstream\nendobj",
            "7 1 obj\n<<>>\nendobj",
            "7 0 obj\n<<>>\n<<>>\nendobj",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
