//! What the operating system says, in the reader's language.

use std::io::{self, ErrorKind};

use crate::language::{Note, Phrase, notes};

notes! {
    MISSING = "tidak ada", "it does not exist";
    FORBIDDEN = "tidak diizinkan", "permission denied";
    A_FOLDER = "yang ada di sana sebuah folder", "it is a folder";
    NO_FOLDER = "bagian jalurnya bukan folder", "a part of its path is not a folder";
    THERE_ALREADY = "sudah ada", "it exists already";
    NOT_EMPTY = "foldernya tidak kosong", "the folder is not empty";
    FULL = "ruang disk habis", "the disk is full";
    READ_ONLY = "disknya hanya dapat dibaca", "the disk can only be read";
    BUSY = "sedang dipakai program lain", "another program is using it";
    NOT_UTF8 = "bukan teks UTF-8", "it is not UTF-8 text";
    OTHER = "sistem menjawab `{answer}`", "the system says `{answer}`";
}

/// Why reading or writing failed.
pub fn reason(error: &io::Error) -> Phrase {
    let known: &'static Note = match error.kind() {
        ErrorKind::NotFound => &MISSING,
        ErrorKind::PermissionDenied => &FORBIDDEN,
        ErrorKind::IsADirectory => &A_FOLDER,
        ErrorKind::NotADirectory => &NO_FOLDER,
        ErrorKind::AlreadyExists => &THERE_ALREADY,
        ErrorKind::DirectoryNotEmpty => &NOT_EMPTY,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => &FULL,
        ErrorKind::ReadOnlyFilesystem => &READ_ONLY,
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => &BUSY,
        ErrorKind::InvalidData => &NOT_UTF8,
        _ => return OTHER.arg("answer", error),
    };
    known.into()
}
