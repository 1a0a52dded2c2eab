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

/// Faces that a project may bring, in all its files. A small collection can name the same face a
/// million times.
const MAX_FACES: usize = 500;

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
    /// Whether every file of the project could be used.
    complete: bool,
}

impl Fonts {
    /// The built-in faces and the project's own. A project file with the bytes of a
    /// built-in one adds nothing.
    pub fn new(own: Vec<Asset>, diagnostics: &mut Diagnostics) -> Self {
        let mut fonts = Fonts { store: FontStore::new(), files: Vec::new(), complete: true };
        for file in &BUILT_IN {
            let bytes = Bytes::new(file.bytes);
            fonts.add(file.name.to_owned(), file.sha256.to_owned(), bytes, MAX_FACES);
        }
        let mut faces = 0;
        for asset in own {
            if Fonts::is_built_in(&asset) {
                continue;
            }
            let (path, hash) = (asset.path.clone(), sha256(&asset.bytes));
            let room = MAX_FACES - faces;
            let bytes = Bytes::new(asset.bytes);
            match fonts.add(asset.path, hash, bytes.clone(), room) {
                Some(added) if added > 0 && soundness::can_be_set(&bytes) => {
                    faces += added;
                    if let Some(table) = soundness::damaged_table(&bytes) {
                        let found = Diagnostic::global(&codes::HURUF_RUSAK).arg("path", path);
                        diagnostics.push(found.arg("tabel", table));
                    }
                }
                Some(added) => {
                    faces += added;
                    let found = Diagnostic::global(&codes::HURUF_TAK_TERBACA);
                    diagnostics.push(found.arg("path", path));
                    fonts.complete = false;
                }
                None => {
                    let found = Diagnostic::global(&codes::HURUF_TERLALU_BANYAK);
                    diagnostics.push(found.arg("path", path).arg("batas", MAX_FACES));
                    fonts.complete = false;
                    break;
                }
            }
        }
        fonts
    }

    /// One face alone.
    pub(super) fn of_one(font: Font) -> Self {
        let mut fonts = Fonts { store: FontStore::new(), files: Vec::new(), complete: true };
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

    /// Adds the faces of a file: how many it has, or none when they are more than `most`.
    fn add(&mut self, path: String, sha256: String, bytes: Bytes, most: usize) -> Option<usize> {
        // What the file says it has; each is tried, whether it is there or not.
        if claimed_faces(&bytes) > most {
            return None;
        }
        let size = bytes.len();
        let mut count = 0;
        for font in Font::iter(bytes) {
            let info: FontInfo = font.info().clone();
            self.store.push((font, info));
            count += 1;
        }
        self.files.push(FontFile { path, sha256, size });
        Some(count)
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

    /// Whether every file of the project could be used. Where one could not, a face that is not
    /// here may be in it.
    pub fn is_complete(&self) -> bool {
        self.complete
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

/// How many faces a file says that it has: a collection in its fifth to eighth bytes behind its
/// name and version, any other file one.
fn claimed_faces(bytes: &[u8]) -> usize {
    let count = bytes.strip_prefix(b"ttcf").and_then(|rest| rest.get(4..8)?.try_into().ok());
    count.map_or(1, |count| usize::try_from(u32::from_be_bytes(count)).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str, bytes: Vec<u8>) -> Asset {
        Asset { path: path.to_owned(), bytes }
    }

    /// A collection that names one face of ours as many times.
    fn collection(count: u32) -> Vec<u8> {
        let font = BUILT_IN[0].bytes;
        let header = 12 + 4 * count;
        let mut bytes = [*b"ttcf", [0, 1, 0, 0], count.to_be_bytes()].concat();
        bytes.extend(std::iter::repeat_n(header.to_be_bytes(), count as usize).flatten());
        // Offsets of tables count from the start of the file.
        let mut face = font.to_vec();
        let tables = usize::from(u16::from_be_bytes([face[4], face[5]]));
        for table in 0..tables {
            let at = 12 + 16 * table + 8;
            let offset = u32::from_be_bytes(face[at..at + 4].try_into().unwrap()) + header;
            face[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        bytes.extend(face);
        bytes
    }

    #[test]
    fn a_project_brings_so_many_faces_and_no_more() {
        let faces = |files: Vec<Vec<u8>>| {
            let mut diagnostics = Diagnostics::default();
            let own = files.into_iter().enumerate();
            let own = own.map(|(n, bytes)| asset(&format!("fonts/{n}.ttc"), bytes)).collect();
            let fonts = Fonts::new(own, &mut diagnostics);
            let count = (0..).map_while(|n| fonts.book().info(n)).count() - BUILT_IN.len();
            (count, diagnostics.into_iter().map(|d| d.code.code).collect::<Vec<_>>())
        };
        assert_eq!(faces(vec![collection(3)]), (3, vec![]));
        assert_eq!(faces(vec![collection(499), collection(1)]), (500, vec![]));
        assert_eq!(
            faces(vec![collection(499), collection(2)]),
            (499, vec!["huruf-terlalu-banyak"])
        );
        assert_eq!(faces(vec![collection(100_000)]), (0, vec!["huruf-terlalu-banyak"]));
        // Four thousand million faces in twelve bytes.
        let claim = b"ttcf\0\x01\0\0\xff\xff\xff\xff".to_vec();
        assert_eq!(faces(vec![claim]), (0, vec!["huruf-terlalu-banyak"]));
        assert_eq!(faces(vec![b"ttcf".to_vec()]), (0, vec!["huruf-tak-terbaca"]));
    }

    #[test]
    fn the_hashes_are_those_of_the_files() {
        for file in &BUILT_IN {
            assert_eq!(sha256(file.bytes), file.sha256, "{}", file.name);
        }
    }
}
