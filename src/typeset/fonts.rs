//! Faces: those in the binary and those of the project. System fonts are never read.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst_kit::fonts::FontStore;

use crate::diagnostic::{Diagnostic, Temuan, katalog};
use crate::sidik::sha256;
use crate::source::Aset;

/// A font file in the binary: its name, its bytes, and their SHA-256, which manifests
/// record. Written down because hashing four megabytes at every start is time wasted.
struct Bawaan {
    nama: &'static str,
    bytes: &'static [u8],
    sha256: &'static str,
}

macro_rules! bawaan {
    ($($nama:literal $sha256:literal)*) => {
        [$(Bawaan {
            nama: concat!("fonts/", $nama),
            bytes: include_bytes!(concat!("../../fonts/", $nama)),
            sha256: $sha256,
        }),*]
    };
}

/// The files in `fonts/`, in the order in which faces are looked for.
static BAWAAN: [Bawaan; 9] = bawaan! {
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
pub struct BerkasHuruf {
    /// Path relative to the project.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub ukuran: usize,
}

/// The faces a document can use.
pub struct Huruf {
    pub(super) store: FontStore,
    files: Vec<BerkasHuruf>,
}

impl Huruf {
    /// The built-in faces and the project's own. A project file with the bytes of a
    /// built-in one adds nothing.
    pub fn new(own: Vec<Aset>, temuan: &mut Temuan) -> Self {
        let mut huruf = Huruf { store: FontStore::new(), files: Vec::new() };
        for file in &BAWAAN {
            huruf.add(file.nama.to_owned(), file.sha256.to_owned(), Bytes::new(file.bytes));
        }
        for aset in own {
            if BAWAAN.iter().any(|file| file.bytes == aset.bytes) {
                continue;
            }
            let (path, hash) = (aset.path.clone(), sha256(&aset.bytes));
            if !huruf.add(aset.path, hash, Bytes::new(aset.bytes)) {
                temuan.push(Diagnostic::global(&katalog::HURUF_TAK_TERBACA).isi("path", path));
            }
        }
        huruf
    }

    /// Adds the faces of a file; false when it has none.
    fn add(&mut self, path: String, sha256: String, bytes: Bytes) -> bool {
        let ukuran = bytes.len();
        let mut any = false;
        for font in Font::iter(bytes) {
            let info: FontInfo = font.info().clone();
            self.store.push((font, info));
            any = true;
        }
        self.files.push(BerkasHuruf { path, sha256, ukuran });
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
    pub fn berkas(&self) -> &[BerkasHuruf] {
        &self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashes_are_those_of_the_files() {
        for file in &BAWAAN {
            assert_eq!(sha256(file.bytes), file.sha256, "{}", file.nama);
        }
    }
}
