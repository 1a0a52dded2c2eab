//! What the preview says, in both languages.

use serde_json::{Map, Value};

use crate::language::{Language, Note, notes};

notes! {
    pub(super) MOVED = "halaman ini sudah berganti; klik sekali lagi",
        "this page has changed meanwhile; click once more";
    pub(super) NO_DOCUMENT = "dokumen ini tidak ada di proyek, atau datanya belum dapat dibaca",
        "the project has no such document, or its data cannot be read yet";
    pub(super) NO_FILE = "`{path}` bukan berkas proyek ini yang dapat dibaca",
        "`{path}` is no file of this project that can be read";
    pub(super) TEXT = "Tulisan ini berasal dari data kantor.",
        "These words stand in the office's data.";
    pub(super) VALUE = "Ini dibentuk dari satu isian data.",
        "This is made from one value of the data.";
    pub(super) STANDS_HERE = "Isi berkas di tempat ini.",
        "What the file says here.";
    pub(super) PROGRAM = "Ini kata-kata atau aturan bawaan program; kantor dapat menggantinya di data/opd.yaml.",
        "These are words or rules that the program brings along; an office can set its own in data/opd.yaml.";
    pub(super) TEMPLATE = "Kata-kata tetap dari templat bawaan program; kantor menggantinya dengan templat bernama sama di templates/.",
        "Fixed words of a template that the program brings along; an office replaces it by one of the same name in templates/.";
    pub(super) OWN_TEMPLATE = "Kata-kata tetap dari templat milik kantor.",
        "Fixed words of a template of the office's own.";
    pub(super) COUNTER = "Nomor ini diberikan saat halaman disusun.",
        "This number is given when the pages are laid out.";
    pub(super) AVERAGE = "Ini dihitung dari capaian semua indikator berikut.",
        "This is computed from the achievements of all these indicators.";
    pub(super) CALCULATION = "Angka ini dihitung sebagai berikut.",
        "This number is computed as follows.";
    pub(super) CHANGED_MEANWHILE = "berkas ini berubah sejak ditampilkan, dan tidak ditulis; klik sekali lagi untuk melihat isinya yang sekarang",
        "the file has changed since it was shown, and was not written; click once more to see what it says now";
    pub(super) UNREADABLE = "berkas ini belum dapat dibaca; betulkan dahulu dengan editor",
        "this file cannot be read yet; mend it in an editor first";
    pub(super) NO_VALUE = "isian ini tidak ditemukan lagi di berkasnya",
        "this value is no longer found in its file";
    pub(super) REFUSED = "perubahan ini tidak dapat ditulis tanpa mengubah hal lain; ubahlah dengan editor",
        "this change cannot be written without changing something else; make it in an editor";
    pub(super) WOULD_BE_WRONG = "tidak ditulis, karena datanya akan menjadi salah",
        "not written, since the data would be wrong";
    pub(super) NOT_A_FILE = "berkas ini tautan atau bukan berkas biasa, dan tidak ditulis",
        "the file is a link or no plain file, and was not written";
    pub(super) NOT_WRITTEN = "`{path}` tidak dapat ditulis: {sebab}", "cannot write `{path}`: {sebab}";
    pub(super) NO_CURE = "perbaikan untuk temuan ini tidak ada lagi", "there is no cure for this finding any more";
    pub(super) NOTHING_TO_UNDO = "tidak ada perubahan yang dapat dibatalkan", "there is no change to take back";
    TITLE = "Pratinjau", "Preview";
    DOCUMENTS = "Dokumen", "Documents";
    OUTLINE = "Daftar isi", "Outline";
    FINDINGS = "Temuan", "Findings";
    NO_FINDING = "Tidak ada temuan.", "Nothing was found.";
    SEARCH = "Cari di semua dokumen", "Search all documents";
    FOUND = "{n} tempat", "{n} places";
    FOUND_MORE = "lebih dari {n} tempat", "more than {n} places";
    PAGE = "Halaman {n} dari {all}", "Page {n} of {all}";
    ZOOM_IN = "Perbesar", "Zoom in";
    ZOOM_OUT = "Perkecil", "Zoom out";
    PRINT = "Cetak", "Print";
    UNDO = "Batalkan perubahan", "Undo";
    CLOSE = "Tutup", "Close";
    SOURCE = "Asal-usul", "Where it comes from";
    SOURCE_HINT = "Klik sebuah kata atau angka pada halaman; dengan papan ketik: panah memilih, Enter membuka.",
        "Click a word or a number on a page; with the keyboard: arrows choose, Enter opens.";
    STALE = "Data sedang salah: halaman ini dari keadaan pukul {time}, sebelum galat.",
        "The data have errors: these pages are from {time}, before the error.";
    NEVER_GOOD = "Data belum dapat dibaca: perbaiki temuan berikut, lalu halaman muncul.",
        "The data cannot be read yet: mend the findings below, and pages appear.";
    GONE = "Pratinjau berhenti. Jalankan lagi `ikigen preview`.",
        "The preview has stopped. Run `ikigen preview` again.";
    NO_TOKEN = "Alamat ini tidak lengkap: bukalah alamat lengkap yang dicetak `ikigen preview`.",
        "This address is not complete: open the whole address that `ikigen preview` printed.";
    WORKBOOK = "Buku kerja; dibuat oleh `ikigen build`.", "A workbook; `ikigen build` makes it.";
    SAVE = "Simpan", "Save";
    SAVED = "Tersimpan di {path}.", "Saved in {path}.";
    CURE = "Perbaiki", "Fix";
    SHOW = "Lihat di halaman", "Show on the page";
    OPEN_EDITOR = "Buka di editor", "Open in the editor";
    EDIT_HERE = "Ubah di sini", "Change it here";
    WORKING = "Menyusun halaman…", "Laying out pages…";
}

/// The words of the page by the names that its script knows.
const OF_THE_PAGE: [(&str, &Note); 30] = [
    ("title", &TITLE),
    ("documents", &DOCUMENTS),
    ("outline", &OUTLINE),
    ("findings", &FINDINGS),
    ("no_finding", &NO_FINDING),
    ("search", &SEARCH),
    ("found", &FOUND),
    ("found_more", &FOUND_MORE),
    ("page", &PAGE),
    ("zoom_in", &ZOOM_IN),
    ("zoom_out", &ZOOM_OUT),
    ("print", &PRINT),
    ("undo", &UNDO),
    ("close", &CLOSE),
    ("source", &SOURCE),
    ("source_hint", &SOURCE_HINT),
    ("stale", &STALE),
    ("never_good", &NEVER_GOOD),
    ("gone", &GONE),
    ("no_token", &NO_TOKEN),
    ("workbook", &WORKBOOK),
    ("save", &SAVE),
    ("saved", &SAVED),
    ("cure", &CURE),
    ("show", &SHOW),
    ("open_editor", &OPEN_EDITOR),
    ("edit_here", &EDIT_HERE),
    ("working", &WORKING),
    ("no_undo", &NOTHING_TO_UNDO),
    ("moved", &MOVED),
];

/// The words of the page in one language.
pub(super) fn of_the_page(language: Language) -> Value {
    let word = |(name, note): &(&str, &Note)| ((*name).to_owned(), note.pick(language).into());
    let words: Map<String, Value> = OF_THE_PAGE.iter().map(word).collect();
    Value::Object(words)
}
