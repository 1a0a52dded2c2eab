//! Titles and file names with placeholders: `PK-{jabatan.id}-{tahun}`.

use std::ops::Range;

use super::Item;
use crate::format;
use crate::model::Model;
use crate::source::raw::Untuk;

/// What a placeholder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placeholder {
    Nama,
    Daerah,
    Periode,
    Tahun,
    Sampai,
    Triwulan,
    JabatanId,
    JabatanNama,
    IkiJudul,
    IkiTahunanJudul,
}

use Placeholder::{
    Daerah, IkiJudul, IkiTahunanJudul, JabatanId, JabatanNama, Nama, Periode, Sampai, Tahun,
    Triwulan,
};

/// The placeholders by their names, and whether a file name may hold them: those whose values
/// are safe in one, whatever a project says.
const PLACEHOLDERS: [(&str, Placeholder, bool); 10] = [
    ("nama", Nama, false),
    ("daerah", Daerah, false),
    ("periode", Periode, true),
    ("tahun", Tahun, true),
    ("sampai", Sampai, false),
    ("triwulan", Triwulan, true),
    ("jabatan.id", JabatanId, true),
    ("jabatan.nama", JabatanNama, false),
    ("iki.judul", IkiJudul, false),
    ("iki.tahunan.judul", IkiTahunanJudul, false),
];

/// Where a pattern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// In a title.
    Title,
    /// In a file name.
    File,
}

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Value(Placeholder),
}

/// What is wrong with a pattern.
#[derive(Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The placeholder, with its braces; without the closing one where there is none.
    pub placeholder: String,
    /// The bytes that it takes.
    pub range: Range<usize>,
}

impl Mistake {
    /// Whether the brace is never closed.
    pub fn is_open(&self) -> bool {
        !self.placeholder.ends_with('}')
    }
}

/// The placeholders that can be used there, with braces.
pub fn known(place: Use, scope: Untuk) -> Vec<String> {
    let usable = PLACEHOLDERS.iter().filter(|(_, value, _)| value.fits(scope));
    let usable = usable.filter(|(_, _, in_file)| place == Use::Title || *in_file);
    usable.map(|(name, ..)| format!("{{{name}}}")).collect()
}

impl Pattern {
    /// Reads a pattern for a document that is made for `scope`.
    ///
    /// # Errors
    /// The first placeholder that is not known there, or not closed.
    pub fn parse(text: &str, place: Use, scope: Untuk) -> Result<Pattern, Mistake> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            let name = behind.split_once('}').map(|(name, _)| name);
            let found = PLACEHOLDERS.iter().find(|(known, ..)| Some(*known) == name);
            let usable = found.filter(|(_, value, in_file)| {
                value.fits(scope) && (place == Use::Title || *in_file)
            });
            let length = name.map_or(behind.len(), |name| name.len() + 1);
            let Some((_, value, _)) = usable else {
                let placeholder = format!("{{{}", &behind[..length]);
                let start = text.len() - behind.len() - 1;
                let range = start..start + placeholder.len();
                return Err(Mistake { placeholder, range });
            };
            parts.push(Part::Value(*value));
            rest = &behind[length..];
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Pattern(parts))
    }

    /// The file name where none is written: the id, then what the document is made for.
    pub fn usual(id: &str, scope: Untuk) -> Pattern {
        let (text, value) = (|text: &str| Part::Text(text.to_owned()), Part::Value);
        let mut parts = vec![text(id)];
        parts.extend(match scope {
            Untuk::Kantor => vec![],
            Untuk::Jabatan => vec![text("-"), value(JabatanId)],
            Untuk::Tahun => vec![text("-"), value(Tahun)],
            Untuk::Triwulan => vec![text("-"), value(Tahun), text("-TW"), value(Triwulan)],
        });
        Pattern(parts)
    }

    /// Whether it can only be filled where there is a year.
    pub fn needs_tahun(&self) -> bool {
        let of_a_year = [Tahun, Sampai, Triwulan, IkiTahunanJudul].map(Part::Value);
        self.0.iter().any(|part| of_a_year.contains(part))
    }

    /// The pattern with its values set in.
    pub fn fill(&self, model: &Model, item: &Item) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(value) => value.of(model, item),
        });
        parts.collect()
    }
}

impl Placeholder {
    /// Whether a document that is made for `scope` has such a value.
    fn fits(self, scope: Untuk) -> bool {
        match self {
            Triwulan => scope == Untuk::Triwulan,
            JabatanId | JabatanNama => scope == Untuk::Jabatan,
            _ => true,
        }
    }

    fn of(self, model: &Model, item: &Item) -> String {
        let opd = &model.opd;
        let jabatan = item.jabatan.as_deref().unwrap_or_default();
        // How far the figures of this file go.
        let sampai =
            item.triwulan.or_else(|| opd.tahun.map(|tahun| model.sampai(tahun))).unwrap_or(4);
        match self {
            Nama => opd.nama.to_string(),
            Daerah => opd.daerah.to_string(),
            Periode => opd.nama_periode(),
            Tahun => opd.tahun.map(|tahun| tahun.to_string()).unwrap_or_default(),
            Sampai => format::until(sampai),
            Triwulan => item.triwulan.map(|n| n.to_string()).unwrap_or_default(),
            JabatanId => jabatan.to_owned(),
            JabatanNama => model.nama_jabatan(jabatan).map(ToString::to_string).unwrap_or_default(),
            IkiJudul => opd.iki.judul.to_string(),
            IkiTahunanJudul => {
                let judul = opd.tahun.map(|tahun| opd.iki.yearly(tahun, sampai).0);
                judul.map(|judul| judul.to_string()).unwrap_or_default()
            }
        }
    }
}

/// Characters of a file name without its ending; some file systems stop at 255 bytes.
pub const MAX_NAME: usize = 100;

/// Names that Windows keeps for its devices, whatever the ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether `name` is a plain file name on every system.
pub fn is_safe_file_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_. ".contains(c);
    let at_the_ends = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let stem = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    let port = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port)
            .is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    });
    name.chars().all(plain)
        && name.starts_with(at_the_ends)
        && name.ends_with(at_the_ends)
        && name.len() <= MAX_NAME
        && !DEVICES.contains(&stem.as_str())
        && !port
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_found_where_it_stands() {
        let parse = |text| Pattern::parse(text, Use::File, Untuk::Kantor);
        assert_eq!(
            parse("é-{tahn}-x"),
            Err(Mistake { placeholder: "{tahn}".to_owned(), range: 3..9 })
        );
        let open = parse("IKU-{tahun").unwrap_err();
        assert!(open.is_open());
        assert_eq!(open.range, 4..10);
        // Not known for this scope, not safe in a file name.
        assert!(parse("PK-{jabatan.id}").is_err());
        assert!(Pattern::parse("PK-{jabatan.id}", Use::File, Untuk::Jabatan).is_ok());
        assert!(parse("{nama}").is_err());
        assert!(Pattern::parse("{nama}", Use::Title, Untuk::Kantor).is_ok());
        assert!(parse("{tahun}").is_ok_and(|pattern| pattern.needs_tahun()));
    }

    #[test]
    fn file_names_are_plain_everywhere() {
        for good in ["IKU-2019-2024", "Rencana Aksi TW1", "a", "con-1", "x.y"] {
            assert!(is_safe_file_name(good), "{good}");
        }
        let long = "x".repeat(MAX_NAME + 1);
        let bad = [
            "", "..", "../a", "a/b", "a\\b", ".a", "a.", "a ", "-a", "CON", "nul.x", "COM1", "é",
            "a:b", &long,
        ];
        for bad in bad {
            assert!(!is_safe_file_name(bad), "{bad}");
        }
    }
}
