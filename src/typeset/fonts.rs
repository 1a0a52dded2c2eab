//! Faces: those in the binary and those of the project. System fonts are never read.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst_kit::fonts::FontStore;

use crate::diagnostic::{Diagnostic, Temuan, katalog};
use crate::source::Aset;

/// The files in `fonts/`, in the order in which faces are looked for.
const BAWAAN: [(&str, &[u8]); 9] = [
    ("LiberationSerif-Regular.ttf", include_bytes!("../../fonts/LiberationSerif-Regular.ttf")),
    ("LiberationSerif-Bold.ttf", include_bytes!("../../fonts/LiberationSerif-Bold.ttf")),
    ("LiberationSerif-Italic.ttf", include_bytes!("../../fonts/LiberationSerif-Italic.ttf")),
    (
        "LiberationSerif-BoldItalic.ttf",
        include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
    ),
    ("LiberationSans-Regular.ttf", include_bytes!("../../fonts/LiberationSans-Regular.ttf")),
    ("LiberationSans-Bold.ttf", include_bytes!("../../fonts/LiberationSans-Bold.ttf")),
    ("LiberationSans-Italic.ttf", include_bytes!("../../fonts/LiberationSans-Italic.ttf")),
    ("LiberationSans-BoldItalic.ttf", include_bytes!("../../fonts/LiberationSans-BoldItalic.ttf")),
    ("STIXTwoMath-Regular.otf", include_bytes!("../../fonts/STIXTwoMath-Regular.otf")),
];

/// The faces a document can use.
pub struct Huruf {
    pub(super) store: FontStore,
    files: Vec<(String, Bytes)>,
}

impl Huruf {
    /// The built-in faces and the project's own. A project file with the bytes of a
    /// built-in one adds nothing.
    pub fn new(own: Vec<Aset>, temuan: &mut Temuan) -> Self {
        let mut huruf = Huruf { store: FontStore::new(), files: Vec::new() };
        for (name, bytes) in BAWAAN {
            huruf.add(format!("fonts/{name}"), Bytes::new(bytes));
        }
        for aset in own {
            if BAWAAN.iter().any(|(_, bytes)| *bytes == aset.bytes) {
                continue;
            }
            let path = aset.path.clone();
            if !huruf.add(aset.path, Bytes::new(aset.bytes)) {
                temuan.push(Diagnostic::global(&katalog::HURUF_TAK_TERBACA).isi("path", path));
            }
        }
        huruf
    }

    /// Adds the faces of a file; false when it has none.
    fn add(&mut self, path: String, bytes: Bytes) -> bool {
        let mut any = false;
        for font in Font::iter(bytes.clone()) {
            let info: FontInfo = font.info().clone();
            self.store.push((font, info));
            any = true;
        }
        self.files.push((path, bytes));
        any
    }

    fn book(&self) -> &FontBook {
        self.store.book()
    }

    /// The names of all families, sorted.
    pub fn keluarga(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.book().families().map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether there is a family of this name (capitals do not matter, as in Typst).
    pub fn ada(&self, nama: &str) -> bool {
        self.book().contains_family(&nama.to_lowercase())
    }

    /// Whether some face has the character.
    pub fn memuat(&self, c: char) -> bool {
        let book = self.book();
        (0..).map_while(|i| book.info(i)).any(|info| info.coverage.contains(c as u32))
    }

    /// The files, built-in ones first.
    pub fn berkas(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}
