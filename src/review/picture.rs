//! Pictures of pages within one page of HTML: small, for each letter is drawn once for all of them;
//! and harmless, for only known elements and attributes of SVG go in, whatever the pictures of a
//! project bring along. Nothing in them leads out of the page.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use roxmltree::{Document, Node};

/// Elements that draw, with what is in them.
const ELEMENTS: [&str; 12] = [
    "g",
    "path",
    "use",
    "symbol",
    "rect",
    "clipPath",
    "image",
    "linearGradient",
    "radialGradient",
    "pattern",
    "stop",
    "defs",
];

/// Attributes that draw, each with the value that it has where it is not written.
const ATTRIBUTES: [(&str, &str); 36] = [
    ("clip-path", ""),
    ("clip-rule", "nonzero"),
    ("clipPathUnits", ""),
    ("cx", ""),
    ("cy", ""),
    ("d", ""),
    ("fill", "#000000"),
    ("fill-opacity", "1"),
    ("fill-rule", "nonzero"),
    ("fx", ""),
    ("fy", ""),
    ("gradientTransform", ""),
    ("gradientUnits", ""),
    ("height", ""),
    ("offset", ""),
    ("opacity", "1"),
    ("overflow", ""),
    ("patternTransform", ""),
    ("patternUnits", ""),
    ("preserveAspectRatio", ""),
    ("r", ""),
    ("spreadMethod", ""),
    ("stop-color", ""),
    ("stop-opacity", "1"),
    ("stroke", ""),
    ("stroke-dasharray", ""),
    ("stroke-dashoffset", "0"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("stroke-miterlimit", "4"),
    ("stroke-opacity", "1"),
    ("stroke-width", "1"),
    ("transform", ""),
    ("viewBox", ""),
    ("width", ""),
    ("x", "0"),
];

/// Attributes whose numbers are lengths on a page, of which a hundredth of a point is no more seen.
const LENGTHS: [&str; 6] = ["x", "y", "width", "height", "transform", "stroke-width"];

/// Kinds of pictures within a page.
const PICTURES: [&str; 4] = [
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/gif;base64,",
    "data:image/svg+xml;base64,",
];

/// What pictures have in common, each thing once.
#[derive(Debug, Default)]
pub struct Shared {
    /// The short names of the things, by their long ones.
    names: HashMap<String, String>,
    /// The long names of those that are among the things already.
    defined: HashSet<String>,
    /// The things.
    pub definitions: String,
}

impl Shared {
    /// The drawing in a picture, without its frame, and its view box; what it has in common with
    /// others goes to the things they share.
    pub fn take(&mut self, svg: &str) -> Option<(String, String)> {
        let document = Document::parse(svg).ok()?;
        let root = document.root_element();
        let view = root.attribute("viewBox")?;
        let known = view.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-'));
        let mut drawing = String::new();
        for child in root.children() {
            self.element(child, &mut drawing);
        }
        known.then(|| (drawing, view.to_owned()))
    }

    fn element(&mut self, node: Node, out: &mut String) {
        let name = node.tag_name().name();
        if !node.is_element() || !ELEMENTS.contains(&name) {
            return;
        }
        if name == "defs" {
            let mut definitions = std::mem::take(&mut self.definitions);
            for one in node.children() {
                let Some(id) = one.attribute("id") else { continue };
                if self.defined.insert(id.to_owned()) {
                    self.element(one, &mut definitions);
                }
            }
            self.definitions = definitions;
            return;
        }
        out.push('<');
        out.push_str(name);
        if let Some(id) = node.attribute("id") {
            let short = self.name(id);
            let _ = write!(out, " id=\"{short}\"");
        }
        for attribute in node.attributes() {
            self.attribute(name, attribute.name(), attribute.value(), out);
        }
        let mut inner = String::new();
        for child in node.children() {
            self.element(child, &mut inner);
        }
        if inner.is_empty() {
            out.push_str("/>");
        } else {
            let _ = write!(out, ">{inner}</{name}>");
        }
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str, out: &mut String) {
        let value = match name {
            // Where it leads to: a thing of ours, or a picture that stands in the value itself.
            "href" => match value.strip_prefix('#') {
                Some(id) => format!("#{}", self.name(id)),
                None if element == "image" && PICTURES.iter().any(|one| value.starts_with(one)) => {
                    value.to_owned()
                }
                None => return,
            },
            "y" if value == "0" => return,
            "y" => shortened(value, 2),
            _ => {
                let known = ATTRIBUTES.iter().find(|(known, _)| *known == name);
                let Some((_, usual)) = known else { return };
                if *usual == value && !usual.is_empty() {
                    return;
                }
                match value.strip_prefix("url(#").and_then(|id| id.strip_suffix(')')) {
                    Some(id) => format!("url(#{})", self.name(id)),
                    None if LENGTHS.contains(&name) => shortened(value, 2),
                    // The steps of an outline add up.
                    None if name == "d" => shortened(value, 3),
                    None => value.to_owned(),
                }
            }
        };
        let _ = write!(out, " {name}=\"");
        for c in value.chars().filter(|c| !matches!(c, '"' | '<' | '>' | '&')) {
            out.push(c);
        }
        out.push('"');
    }

    fn name(&mut self, id: &str) -> String {
        let next = format!("p{}", self.names.len());
        self.names.entry(id.to_owned()).or_insert(next).clone()
    }
}

/// The numbers of a value with no more than so many digits behind the point.
fn shortened(value: &str, places: usize) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find('.') {
        let digits = rest[start + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let whole = rest[..start].bytes().rev().take_while(u8::is_ascii_digit).count();
        let (from, end) = (start - whole, start + 1 + digits);
        out.push_str(&rest[..from]);
        match rest[from..end].parse::<f64>() {
            Ok(number) if digits > 0 => {
                let written = format!("{number:.places$}");
                out.push_str(written.trim_end_matches('0').trim_end_matches('.'));
            }
            _ => out.push_str(&rest[from..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_drawn_once_and_nothing_leads_out() {
        let svg = |text: &str| {
            format!(
                r##"<svg viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
                <script>alert(1)</script><a xlink:href="javascript:alert(1)"><path d="M 0 0"/></a>
                <g onload="alert(1)" style="x"><use xlink:href="#gABC" x="{text}" y="0" fill="#000000"/></g>
                <image xlink:href="https://contoh.invalid/x.png"/>
                <defs><symbol id="gABC" overflow="visible"><path d="M 1.23456 2q -0.00012 0.5"/></symbol></defs></svg>"##
            )
        };
        let mut shared = Shared::default();
        let (one, view) = shared.take(&svg("6.499511719")).unwrap();
        assert_eq!(
            (one.as_str(), view.as_str()),
            ("<g><use href=\"#p0\" x=\"6.5\"/></g><image/>", "0 0 10 10")
        );
        let definitions = shared.definitions.clone();
        assert_eq!(
            definitions,
            "<symbol id=\"p0\" overflow=\"visible\"><path d=\"M 1.235 2q -0 0.5\"/></symbol>"
        );
        assert_eq!(shared.take(&svg("1")).unwrap().0, "<g><use href=\"#p0\" x=\"1\"/></g><image/>");
        assert_eq!(shared.definitions, definitions);
        assert_eq!(shared.take("<svg"), None);
    }

    #[test]
    fn numbers_are_shortened_wherever_they_stand() {
        assert_eq!(shortened("matrix(1 0 0 -1 3.14159 11.019)", 2), "matrix(1 0 0 -1 3.14 11.02)");
        assert_eq!(shortened("12.000", 2), "12");
        assert_eq!(shortened(".5h 0.004", 2), "0.5h 0");
        assert_eq!(shortened("x.", 2), "x.");
    }
}
