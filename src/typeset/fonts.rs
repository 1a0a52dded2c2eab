//! Faces: those in the binary and those of the project. System fonts are never read.

use super::{codes, soundness};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst_kit::fonts::FontStore;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::source::Asset;

/// A font file in the binary: its name, its bytes, and their SHA-256, which manifests
/// record. Written down because hashing four megabytes at every start is time wasted.
struct BuiltIn {
    name: &'static str,
    bytes: &'static [u8],
    sha256: &'static str,
}

macro_rules! built_in {
    ($($name:literal $sha256:literal)*) => {
        [$(BuiltIn {
            name: concat!("fonts/", $name),
            bytes: include_bytes!(concat!("../../fonts/", $name)),
            sha256: $sha256,
        }),*]
    };
}

/// The files in `fonts/`, in the order in which faces are looked for.
static BUILT_IN: [BuiltIn; 9] = built_in! {
    "LiberationSerif-Regular.ttf" "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba"
    "LiberationSerif-Bold.ttf" "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723"
    "LiberationSerif-Italic.ttf" "c1830c433ab41379f1139fac388989d37c9f08c81e1bd643efdcc7946db30753"
    "LiberationSerif-BoldItalic.ttf" "36dd6965be8915f6d7efb259757f1f7546a7c6f72c53a20bbe4ae7092f2cd558"
    "LiberationSans-Regular.ttf" "8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d"
    "LiberationSans-Bold.ttf" "ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4"
    "LiberationSans-Italic.ttf" "01f559e5c501d3d5777647c6a92b3ff37a4523bcf4f3b6e97ae052af567618b1"
    "LiberationSans-BoldItalic.ttf" "15c1068175252e4adee6d3721bf74064ffe437f679d9dbaeacd03fa7711a041b"
    "STIXTwoMath-Regular.otf" "95bc2729e41faf93b0bcae9e96c4dc4da45855067fd0581e621e30734fe8d90b"
};

/// A font file that a document can use.
pub struct FontFile {
    /// Path relative to the project.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub size: usize,
}

/// The faces a document can use.
pub struct Fonts {
    pub(super) store: FontStore,
    files: Vec<FontFile>,
}

impl Fonts {
    /// The built-in faces and the project's own. A project file with the bytes of a
    /// built-in one adds nothing.
    pub fn new(own: Vec<Asset>, diagnostics: &mut Diagnostics) -> Self {
        let mut fonts = Fonts { store: FontStore::new(), files: Vec::new() };
        for file in &BUILT_IN {
            fonts.add(file.name.to_owned(), file.sha256.to_owned(), Bytes::new(file.bytes));
        }
        for asset in own {
            if Fonts::is_built_in(&asset) {
                continue;
            }
            let (path, hash) = (asset.path.clone(), sha256(&asset.bytes));
            let bytes = Bytes::new(asset.bytes);
            let damaged = soundness::damaged_table(&bytes);
            if !fonts.add(asset.path, hash, bytes.clone()) || !soundness::can_be_set(&bytes) {
                diagnostics.push(Diagnostic::global(&codes::HURUF_TAK_TERBACA).arg("path", path));
            } else if let Some(table) = damaged {
                let found = Diagnostic::global(&codes::HURUF_RUSAK).arg("path", path);
                diagnostics.push(found.arg("tabel", table));
            }
        }
        fonts
    }

    /// One face alone.
    pub(super) fn of_one(font: Font) -> Self {
        let mut fonts = Fonts { store: FontStore::new(), files: Vec::new() };
        let info = font.info().clone();
        fonts.store.push((font, info));
        fonts
    }

    /// Whether a file of a project has the bytes of a built-in one.
    pub fn is_built_in(asset: &Asset) -> bool {
        BUILT_IN.iter().any(|file| file.bytes == asset.bytes)
    }

    /// Whether a font file, by path and SHA-256, is a built-in one.
    pub fn is_built_in_file(path: &str, sha256: &str) -> bool {
        BUILT_IN.iter().any(|file| file.name == path && file.sha256 == sha256)
    }

    /// Adds the faces of a file; false when it has none.
    fn add(&mut self, path: String, sha256: String, bytes: Bytes) -> bool {
        let size = bytes.len();
        let mut any = false;
        for font in Font::iter(bytes) {
            let info: FontInfo = font.info().clone();
            self.store.push((font, info));
            any = true;
        }
        self.files.push(FontFile { path, sha256, size });
        any
    }

    fn book(&self) -> &FontBook {
        self.store.book()
    }

    /// The names of all families, sorted.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.book().families().map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether there is a family of this name (capitals do not matter, as in Typst).
    pub fn has(&self, name: &str) -> bool {
        self.book().contains_family(&name.to_lowercase())
    }

    /// Whether some face has the character.
    pub fn covers(&self, c: char) -> bool {
        let book = self.book();
        (0..).map_while(|i| book.info(i)).any(|info| info.coverage.contains(c as u32))
    }

    /// The files, built-in ones first.
    pub fn files(&self) -> &[FontFile] {
        &self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashes_are_those_of_the_files() {
        for file in &BUILT_IN {
            assert_eq!(sha256(file.bytes), file.sha256, "{}", file.name);
        }
    }
}
