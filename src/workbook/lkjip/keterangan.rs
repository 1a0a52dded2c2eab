//! *Keterangan*: the policies every other sheet computes by, where the figures are from, and
//! what the marks mean.

use super::Laporan;
use super::data_dasar::cut_off;
use crate::measure::uraian;
use crate::workbook::rumus::{BATAS_ATAS, BATAS_BAWAH, batas_kategori, nama_kategori};
use crate::workbook::sel::{Rupa, Sel};
use crate::workbook::tabel::{Baris, Gaya, Lembar, Tanda, kolom};

/// The sheet, with the cells that policies are read from.
pub(super) fn lembar(laporan: &Laporan) -> Lembar {
    let mut lembar = laporan.lembar("Keterangan", "Keterangan");
    let kebijakan = &laporan.model.opd.kebijakan;
    lembar.bentang("Skala kategori", Gaya::Judul);
    let skala = &kebijakan.skala;
    let rows: Vec<Baris<usize>> = (0..skala.peringkat.len()).map(Baris::Isi).collect();
    let columns = vec![
        kolom("no", "No", 6.0, |n: &usize, _| Sel::nomor(n + 1)),
        kolom("kategori", "Kategori", 40.0, |n: &usize, _| Sel::tengah(&*skala.peringkat[*n].0))
            .tanda(Tanda::Kategori),
        kolom("batas", "Capaian di Atas", 22.0, |n: &usize, _| match skala.peringkat[*n].1 {
            Some(bound) => Sel::angka(bound, Rupa::PersenSeperlunya),
            None => Sel::tengah("selebihnya"),
        }),
        kolom("arti", "Artinya", 50.0, |n: &usize, _| Sel::teks(uraian::interval(skala, *n))),
    ];
    let letak = lembar.tabel(&columns, &rows);
    for n in 0..rows.len() {
        lembar.bernama.push((nama_kategori(n), letak.tetap("kategori", n)));
        lembar.bernama.push((batas_kategori(n), letak.tetap("batas", n)));
    }
    lembar.bentang(&format!("Skala: {}. Batas bawah tidak termasuk.", skala.sumber), Gaya::Catatan);
    bounds(laporan, &mut lembar);
    lembar.sela();
    lembar.bentang("Kebijakan pengukuran", Gaya::Judul);
    for sentence in uraian::policies(kebijakan) {
        lembar.bentang(&sentence, Gaya::Catatan);
    }
    lembar.sela();
    lembar.bentang("Sumber dan keadaan angka", Gaya::Judul);
    for sentence in sources(laporan) {
        lembar.bentang(&sentence, Gaya::Catatan);
    }
    lembar
}

fn bounds(laporan: &Laporan, lembar: &mut Lembar) {
    let kebijakan = &laporan.model.opd.kebijakan;
    lembar.sela();
    lembar.bentang("Batas capaian dalam rata-rata", Gaya::Judul);
    let rows = [("Batas bawah", kebijakan.batas_bawah), ("Batas atas", kebijakan.batas_atas)];
    let columns = vec![
        kolom("no", "No", 6.0, |_: &(&str, _), a| Sel::nomor(a.baris + 1)),
        kolom("batas", "Batas", 40.0, |row: &(&str, _), _| Sel::teks(row.0)),
        kolom("nilai", "Nilai", 22.0, |row: &(&str, _), _| {
            Sel::angka(row.1, Rupa::PersenSeperlunya)
        }),
    ];
    let letak = lembar.tabel(&columns, &rows.map(Baris::Isi));
    lembar.bernama.push((BATAS_BAWAH.to_owned(), letak.tetap("nilai", 0)));
    lembar.bernama.push((BATAS_ATAS.to_owned(), letak.tetap("nilai", 1)));
}

fn sources(laporan: &Laporan) -> Vec<String> {
    let years: Vec<String> = laporan.tahun.iter().map(i32::to_string).collect();
    let mut all = vec![
        format!("Realisasi tahun {}: berkas data/realisasi/TAHUN.yaml.", years.join(", ")),
        cut_off(laporan),
        format!("Tanggal dokumen: {}.", laporan.model.opd.tanggal),
        "Semua angka dihitung dari lembar Data Dasar; rumusnya dapat ditelusuri dari sel ke sel. Nilai \
         tersimpan setiap rumus dihitung dengan bilangan pecahan tepat, lalu disimpan dengan ketelitian Excel \
         (15 angka)."
            .to_owned(),
        "Kotak bergaris: belum diisi. n/a: tidak tersedia, alasannya pada catatan sel. Tanda –: tidak ada \
         angkanya, misalnya targetnya belum ditetapkan. 0: nol."
            .to_owned(),
    ];
    if !laporan.status.is_empty() {
        all.insert(0, format!("{}.", laporan.status));
    }
    all
}
