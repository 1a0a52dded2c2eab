//! The tests from outside: documents, command line, fixtures. One binary, a module a topic.

mod alat;
mod bangun;
mod buku;
mod dokumen;
mod halaman;
mod hitung;
mod kasus;
mod mutasi;
mod naskah;
mod periksa;
mod tahunan;
mod tangguh;
mod teks;
mod tinjau;
mod ukur;
mod verifikasi;
