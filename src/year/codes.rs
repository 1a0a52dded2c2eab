//! What stands in the way of opening a year, in both languages.

use crate::diagnostic::codes;

codes! {
    TAHUN_SEBELUM_PERIODE = Error "tahun-sebelum-periode" {
        id: "tahun {tahun} sebelum periode {periode}",
            "tahun sebelum periode tidak dibuka; realisasinya boleh ditulis di data/realisasi/{tahun}.yaml sebagai pembanding";
        en: "the year {tahun} lies before the period {periode}",
            "a year before the period is not opened; its actual values may be written in data/realisasi/{tahun}.yaml to compare with";
    }
    TAHUN_SUDAH_LEWAT = Error "tahun-sudah-lewat" {
        id: "tahun {tahun} sudah lewat: proyek ini di tahun {kini}",
            "dokumen tahun yang lewat dibuat dengan `ikigen build --tahun {tahun}`";
        en: "the year {tahun} is over: this project is in {kini}",
            "documents of a year that is over are made by `ikigen build --tahun {tahun}`";
    }
    TAHUN_TERLALU_JAUH = Error "tahun-terlalu-jauh" {
        id: "tahun {tahun} tidak bersambung dengan periode {periode}",
            "periode berikutnya mulai {awal}: `ikigen year {awal} --sampai TAHUN`, dengan tahun terakhir Renstra barunya";
        en: "the year {tahun} does not follow the period {periode}",
            "the next period begins in {awal}: `ikigen year {awal} --sampai YEAR`, with the last year of its plan";
    }
    PERIODE_BARU = Error "periode-baru" {
        id: "tahun {tahun} sesudah periode {periode}: dengannya mulai periode baru",
            "sebutkan juga tahun terakhir Renstra barunya: `ikigen year {tahun} --sampai TAHUN`";
        en: "the year {tahun} comes after the period {periode}: a new period begins with it",
            "name the last year of the new plan too: `ikigen year {tahun} --sampai YEAR`";
    }
    PERIODE_LAIN = Error "periode-lain" {
        id: "{tahun} sampai {sampai} bukan periode baru: yang berjalan {periode}",
            "periode baru berakhir sesudah {akhir}, dan tidak sebelum ia mulai";
        en: "{tahun} to {sampai} is no new period: the running one is {periode}",
            "a new period ends after {akhir}, and not before it begins";
    }
    PERIODE_TERSIMPAN = Error "periode-tersimpan" {
        id: "`{path}` sudah ada dan isinya lain; tidak ada yang ditimpa",
            "pindahkan berkas itu, lalu jalankan sekali lagi";
        en: "`{path}` is there and says something else; nothing is overwritten",
            "move that file away, then run once more";
    }
}
