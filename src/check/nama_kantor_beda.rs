//! `nama-kantor-beda`: titles, covers and the signature name the office and the region that they
//! are of.

use std::ops::Range;

use super::words::words;
use super::{Context, Example, Rule, codes};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::raw;
use crate::text::{Span, Text};

pub static RULE: Rule = Rule {
    code: Code {
        code: "nama-kantor-beda",
        severity: Severity::Warning,
        message: [
            "di sini tertulis `{tertulis}`, padahal `{kunci}` kantor ini {nilai}",
            "this says `{tertulis}`, but `{kunci}` of this office is {nilai}",
        ],
        help: [
            "samakan; bila yang di sini yang benar, perbaiki `{kunci}`",
            "make them agree; if this is right, mend `{kunci}`",
        ],
    },
    rationale: [
        "Judul, sampul dan penanda tangan ditulis sendiri-sendiri supaya tercetak seperti naskahnya; sesudah kantor berganti nama atau berkasnya disalin dari kantor lain, salah satunya tertinggal. Huruf besar, tanda baca, kata `dan`, daerah yang tidak disebut, dan singkatan bukan perbedaan; tempat penandatanganan boleh ibu kota yang namanya lain.",
        "Title, cover and signature are written one by one, to be printed as in the original; when the office gets another name, or files are copied from another office, one of them is forgotten. Capitals, punctuation, the word `dan`, a region that is left out and acronyms are no differences; the place of signing may be a town of another name.",
    ],
    example: Example {
        file: "data/opd.yaml",
        good: "  jabatan: Kepala Dinas Contoh Kabupaten Contoh",
        bad: "  jabatan: Kepala Dinas Perdagangan Kabupaten Contoh",
        at: "jabatan: Kepala «Dinas Perdagangan» Kabupaten Contoh",
    },
    check,
};

/// What names of offices begin with, besides that of this one, and nothing else does.
const OFFICES: [&str; 4] = ["dinas", "badan", "inspektorat", "sekretariat"];
/// What names of regions begin with, those of a level together.
const REGIONS: [&[&str]; 2] = [&["kabupaten", "kab", "kota"], &["provinsi", "propinsi", "prov"]];
/// Words that end a name.
const ENDS: [&str; 4] = ["tahun", "periode", "pemerintah", "daerah"];
/// Words that make no difference.
const FILLERS: [&str; 3] = ["dan", "serta", "atau"];

fn check(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(document) = &context.sources.opd else { return };
    let opd = &document.value;
    let office = Name::office(&opd.nama, &opd.daerah);
    let region = Name::region(&opd.daerah);
    for place in places(opd) {
        let mut words = Word::all(&place);
        // What is left of a text without the name of the office may name the region.
        let other_office = office.other_in(&words);
        if let Some(range) = office.find(&words) {
            words.drain(range);
        }
        let other_region = region.other_in(&words);
        for (name, other) in [(&office, other_office), (&region, other_region)] {
            if let Some(span) = other {
                let written = &span.file.text()[span.clamped()];
                found.push(
                    Diagnostic::new(&RULE.code, span.clone())
                        .arg("tertulis", written)
                        .arg("kunci", name.key)
                        .arg("nilai", name.text)
                        .related(name.text.span(), &codes::COMPARED_WITH),
                );
            }
        }
    }
}

/// The texts that name the office, those that are read together in one.
fn places(opd: &raw::Opd) -> Vec<Vec<&Text>> {
    let raw::Iki { judul, sampul, tahunan, .. } = &opd.iki;
    let mut places = vec![vec![judul], sampul.iter().collect()];
    let raw::Tahunan { judul, sampul, .. } = tahunan;
    places.extend([judul.iter().collect(), sampul.iter().flatten().collect()]);
    if let Some(raw::Pengesahan { tempat, jabatan, atas_nama, .. }) = &opd.pengesahan {
        places.extend([vec![tempat], vec![jabatan]]);
        places.extend(atas_nama.iter().map(|text| vec![text]));
    }
    places
}

/// A word of a text, for comparing.
struct Word<'t> {
    /// In small letters.
    lower: String,
    /// The text it stands in, and its bytes there.
    text: &'t Text,
    range: Range<usize>,
}

impl<'t> Word<'t> {
    /// The words of texts that make a difference.
    fn all(texts: &[&'t Text]) -> Vec<Word<'t>> {
        let all = texts.iter().flat_map(|text| {
            let all = words(text).into_iter();
            all.map(|one| Word { lower: one.text.to_lowercase(), text, range: one.range })
        });
        all.filter(|word| !FILLERS.contains(&word.lower.as_str())).collect()
    }
}

/// A name that texts are to agree with.
struct Name<'t> {
    /// Its key in data/opd.yaml, and its value.
    key: &'static str,
    text: &'t Text,
    /// Its words.
    words: Vec<String>,
    /// What other names of the kind begin with.
    kinds: Vec<&'t str>,
    /// Whether an acronym may stand for it.
    shortened: bool,
}

impl<'t> Name<'t> {
    fn office(nama: &'t Text, daerah: &Text) -> Self {
        let plain = |text| Word::all(&[text]).into_iter().map(|word| word.lower).collect();
        let mut words: Vec<String> = plain(nama);
        let region: Vec<String> = plain(daerah);
        // Titles have the region where they have it, whether or not the name has it too.
        if words.ends_with(&region) && words.len() > region.len() {
            words.truncate(words.len() - region.len());
        }
        Name { key: "nama", text: nama, words, kinds: OFFICES.to_vec(), shortened: true }
    }

    fn region(daerah: &'t Text) -> Self {
        let words: Vec<String> = Word::all(&[daerah]).into_iter().map(|word| word.lower).collect();
        let level =
            REGIONS.iter().find(|level| words.first().is_some_and(|w| level.contains(&w.as_str())));
        let kinds = level.map_or(Vec::new(), |level| level.to_vec());
        Name { key: "daerah", text: daerah, words, kinds, shortened: false }
    }

    /// Where the words stand, one after the other.
    fn find(&self, words: &[Word]) -> Option<Range<usize>> {
        let length = self.words.len().max(1);
        let same =
            |window: &[Word]| window.iter().zip(&self.words).all(|(a, b)| is_same(&a.lower, b));
        let start = words.windows(length).position(same)?;
        Some(start..start + length)
    }

    /// Whether the words that stand here are but the beginning of a longer name.
    fn goes_on(&self, words: &[Word], here: &Range<usize>) -> bool {
        let [Some(last), Some(next)] =
            [here.end.checked_sub(1), Some(here.end)].map(|n| words.get(n?))
        else {
            return false;
        };
        let one_text = last.text.span().is_same(&next.text.span());
        // Behind a comma or in brackets may be something else.
        let between = || next.text.get(last.range.end..next.range.start).unwrap_or_default().trim();
        self.shortened && one_text && ["dan", "serta", "&"].contains(&between())
    }

    /// Another name of the kind, where the words have one and not this.
    fn other_in(&self, words: &[Word]) -> Option<Span> {
        if self.find(words).is_some_and(|here| !self.goes_on(words, &here)) {
            return None;
        }
        words.iter().enumerate().find_map(|(n, first)| {
            if !self.begins_with(&first.lower) {
                return None;
            }
            let named = words[n + 1..].iter().take_while(|word| !Self::ends_at(word));
            let named: Vec<&Word> = named.collect();
            let last = self.last_of(&named, first)?;
            (!self.is_short_for_it(&named))
                .then(|| first.text.part(first.range.start..last.range.end))
        })
    }

    fn begins_with(&self, word: &str) -> bool {
        self.kinds.contains(&word)
            || self.shortened && self.words.first().is_some_and(|own| own == word)
    }

    /// Whether a name ends before this word.
    fn ends_at(word: &Word) -> bool {
        let ends = ENDS.contains(&word.lower.as_str())
            || REGIONS.iter().any(|level| level.contains(&word.lower.as_str()));
        ends || word.lower.starts_with(|c: char| c.is_ascii_digit())
    }

    /// The last word to point at: in the line where the name begins, and of a region no more words
    /// than its name has.
    fn last_of<'w>(&self, named: &[&'w Word<'w>], first: &Word) -> Option<&'w Word<'w>> {
        let most = if self.shortened { named.len() } else { self.words.len().saturating_sub(1) };
        let here =
            named.iter().take(most).take_while(|word| word.text.span().is_same(&first.text.span()));
        here.last().copied()
    }

    /// Whether the only word is an acronym of the name: letters of it, in order, and no word of it.
    fn is_short_for_it(&self, named: &[&Word]) -> bool {
        let [only] = named else { return false };
        let mut letters = self.words.iter().skip(1).flat_map(|word| word.chars());
        self.shortened
            && !self.words.contains(&only.lower)
            && only.lower.chars().all(|c| letters.any(|letter| letter == c))
    }
}

/// Whether two words are one, short or long.
fn is_same(one: &str, other: &str) -> bool {
    let long = |word| match word {
        "kab" => "kabupaten",
        "prov" | "propinsi" => "provinsi",
        word => word,
    };
    long(one) == long(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceFile;

    fn text(words: &str) -> Text {
        Text::new(words, SourceFile::new(words, words).span(0..words.len()))
    }

    /// What the lines of a cover say besides the name and region of the office.
    fn others(nama: &str, daerah: &str, lines: &[&str]) -> Vec<String> {
        let [nama, daerah] = [nama, daerah].map(text);
        let lines: Vec<Text> = lines.iter().map(|line| text(line)).collect();
        let mut words = Word::all(&lines.iter().collect::<Vec<_>>());
        let office = Name::office(&nama, &daerah);
        let mut found: Vec<Span> = office.other_in(&words).into_iter().collect();
        if let Some(range) = office.find(&words) {
            words.drain(range);
        }
        found.extend(Name::region(&daerah).other_in(&words));
        found.iter().map(|span| span.file.text()[span.clamped()].to_owned()).collect()
    }

    const NAMA: &str = "Dinas Koperasi, Perindustrian dan Perdagangan";
    const DAERAH: &str = "Kabupaten Sampang";

    #[test]
    fn a_name_written_otherwise_is_the_same() {
        for lines in [
            &["DINAS KOPERASI PERINDUSTRIAN DAN PERDAGANGAN", "KABUPATEN SAMPANG"][..],
            &["Dinas Koperasi,", "Perindustrian & Perdagangan", "Kab. Sampang Tahun 2019 -2024"],
            &["INDIKATOR KINERJA INDIVIDU", "TAHUN 2024"],
            &["Kepala Dinas"],
            &["Kepala Dinas Koperindag Kabupaten Sampang"],
            &["Diskoperindag Sampang"],
            &["Pemerintah Kabupaten Sampang", "Provinsi Jawa Timur"],
            &["Bupati Sampang"],
            &["Kepala Dinas Koperasi, Perindustrian dan Perdagangan Sampang"],
            &["Dinas Koperasi, Perindustrian dan Perdagangan, Kabupaten Sampang"],
            &["Dinas Koperasi, Perindustrian dan Perdagangan (Diskoperindag)"],
            &["SATUAN KERJA PERANGKAT DAERAH"],
        ] {
            assert_eq!(others(NAMA, DAERAH, lines), [""; 0], "{lines:?}");
        }
        let lines = ["Dinas Tata Kota", "Kota Contoh"];
        assert_eq!(others("Dinas Tata Kota Kota Contoh", "Kota Contoh", &lines), [""; 0]);
        assert_eq!(others("RSUD Contoh", "Kota Contoh", &["RSUD Contoh"]), [""; 0]);
    }

    #[test]
    fn another_name_is_told() {
        for (line, other) in [
            ("Kepala Dinas Perdagangan Kabupaten Sampang", "Dinas Perdagangan"),
            ("DINAS CONTOH", "DINAS CONTOH"),
            ("IKI Badan Keuangan dan Aset Tahun 2024", "Badan Keuangan dan Aset"),
            (
                "Dinas Koperasi, Perindustrian dan Perdagangan Kabupaten Bangkalan",
                "Kabupaten Bangkalan",
            ),
            ("KOTA SAMPANG", "KOTA SAMPANG"),
            (
                "Dinas Koperasi, Perindustrian dan Perdagangan dan Energi",
                "Dinas Koperasi, Perindustrian dan Perdagangan dan Energi",
            ),
        ] {
            assert_eq!(others(NAMA, DAERAH, &[line]), [other], "{line}");
        }
        let lines = ["KECAMATAN LAMA", "KABUPATEN CONTOH"];
        assert_eq!(others("Kecamatan Baru", "Kabupaten Contoh", &lines), ["KECAMATAN LAMA"]);
    }
}
