//! The properties of a file in XMP (ISO 16684-1), whatever form of RDF they are written in.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// How deep properties may be nested.
const MAX_DEPTH: usize = 16;
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What a program that signs says of itself and of the hour.
const OF_SIGNING: [&str; 4] = [
    "/{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "/{http://ns.adobe.com/xap/1.0/}MetadataDate",
    "/{http://ns.adobe.com/xap/1.0/mm/}InstanceID",
    "/{http://ns.adobe.com/pdf/1.3/}Producer",
];

/// Properties by their paths.
type Properties = BTreeMap<String, String>;

/// Whether two texts say the same of a file, but for what signing changes.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    matches!((properties(one), properties(other)), (Some(one), Some(other)) if one == other)
}

/// The properties; `None` where they cannot be told with certainty.
fn properties(bytes: &[u8]) -> Option<Properties> {
    let document = Document::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    let all: Vec<Node> =
        document.descendants().filter(|node| node.has_tag_name((RDF, "RDF"))).collect();
    let [rdf] = all[..] else { return None };
    let mut found = Properties::new();
    for description in rdf.children().filter(Node::is_element) {
        description.has_tag_name((RDF, "Description")).then_some(())?;
        structure(description, "", 0, &mut found)?;
    }
    found.retain(|path, _| !OF_SIGNING.contains(&path.as_str()));
    Some(found)
}

/// The parts of a structure: attributes and elements are the same.
fn structure(node: Node, path: &str, depth: usize, found: &mut Properties) -> Option<()> {
    (depth < MAX_DEPTH).then_some(())?;
    for attribute in node.attributes() {
        match attribute.namespace() {
            Some(RDF | XML) => {}
            namespace => {
                let path = below(path, namespace, attribute.name());
                add(found, path, attribute.value())?;
            }
        }
    }
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name();
        property(child, &below(path, name.namespace(), name.name()), depth + 1, found)?;
    }
    Some(())
}

fn property(node: Node, path: &str, depth: usize, found: &mut Properties) -> Option<()> {
    (depth < MAX_DEPTH).then_some(())?;
    if let Some(language) = node.attribute((XML, "lang")) {
        add(found, format!("{path}@"), language)?;
    }
    if let Some(resource) = node.attribute((RDF, "resource")) {
        return add(found, path.to_owned(), resource);
    }
    if node.attribute((RDF, "parseType")) == Some("Resource") {
        return structure(node, path, depth, found);
    }
    let children: Vec<Node> = node.children().filter(Node::is_element).collect();
    match children[..] {
        [] if node.attributes().any(|one| !matches!(one.namespace(), Some(RDF | XML))) => {
            structure(node, path, depth, found)
        }
        [] => add(found, path.to_owned(), node.text().unwrap_or_default()),
        [child] if child.has_tag_name((RDF, "Description")) => structure(child, path, depth, found),
        [list] if list.tag_name().namespace() == Some(RDF) => {
            add(found, format!("{path}#"), list.tag_name().name())?;
            for (n, item) in list.children().filter(Node::is_element).enumerate() {
                property(item, &format!("{path}[{n}]"), depth + 1, found)?;
            }
            Some(())
        }
        _ => None,
    }
}

fn below(path: &str, namespace: Option<&str>, name: &str) -> String {
    format!("{path}/{{{}}}{name}", namespace.unwrap_or_default())
}

/// Adds a property that is not there yet.
fn add(found: &mut Properties, path: String, value: &str) -> Option<()> {
    found.insert(path, value.to_owned()).is_none().then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(inner: &str) -> Vec<u8> {
        format!(
            "<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"{RDF}\" \
             xmlns:dc=\"d\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">{inner}</rdf:RDF></x:xmpmeta>"
        )
        .into_bytes()
    }

    #[test]
    fn the_form_does_not_matter_and_the_words_do() {
        let one = text(
            "<rdf:Description rdf:about=\"\"><dc:a>1</dc:a><dc:b><rdf:Seq><rdf:li \
             rdf:parseType=\"Resource\"><dc:c>x</dc:c></rdf:li></rdf:Seq></dc:b></rdf:Description>",
        );
        let other = |value: &str| {
            text(&format!(
                "<rdf:Description dc:a=\"1\" pdf:Producer=\"p\"/>\n<rdf:Description><dc:b><rdf:Seq>\
                 <rdf:li><rdf:Description dc:c=\"{value}\"/></rdf:li></rdf:Seq></dc:b></rdf:Description>"
            ))
        };
        assert!(same(&one, &other("x")));
        assert!(!same(&one, &other("y")));
        assert!(!same(&one, &text("")));
        assert!(!same(&text(""), b"no XML"));
    }
}
