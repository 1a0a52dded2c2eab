//! *Rencana Kinerja Tahunan* and *Perjanjian Kinerja*: what is promised, by whom, with how
//! much money. The agreement has one sheet a level: the head, the positions below, and those
//! below them.

use super::{Laporan, satuan};
use crate::measure::Nilai;
use crate::measure::anggaran::jumlah_sub;
use crate::model::renstra::{Kegiatan, Program, Renstra, SubKegiatan};
use crate::model::{Indikator, Jabatan, Sasar, Target};
use crate::workbook::pohon::{Cabang, Pohon, Tingkat};
use crate::workbook::rumus;
use crate::workbook::sel::{Rupa, Sel};
use crate::workbook::tabel::{Baris, Gaya, Kolom, Lembar, Tanda, kolom};

/// Both kinds of sheets.
pub(super) fn lembar(laporan: &Laporan) -> Vec<Lembar> {
    let mut all = Vec::new();
    if let Some(renstra) = &laporan.model.renstra {
        all.extend(plan_of_the_year(laporan, renstra));
        all.push(agreement_of_the_head(laporan, renstra));
    }
    for (level, nama) in [(1, "PK Jenjang II"), (2, "PK Jenjang III"), (3, "PK Jenjang IV")] {
        let positions: Vec<&Jabatan> =
            laporan.model.jabatan.iter().filter(|j| depth(laporan, j) == level).collect();
        if !positions.is_empty() {
            all.push(agreements(laporan, nama, &positions));
        }
    }
    all
}

/// How far below the head a position stands; deeper ones count as 3.
fn depth(laporan: &Laporan, jabatan: &Jabatan) -> usize {
    let mut level = 1;
    let mut superior = &jabatan.atasan;
    while let Some(next) = laporan.model.jabatan.iter().find(|j| j.id == *superior) {
        level += 1;
        superior = &next.atasan;
        if level == 3 {
            break;
        }
    }
    level
}

/// An objective's indicator and its target.
struct Janji<'a> {
    nomor: usize,
    sasaran: &'a str,
    indikator: &'a Indikator,
    sasar: Option<Sasar>,
    catatan: Option<String>,
}

impl<'a> Janji<'a> {
    fn new(nomor: usize, sasaran: &'a str, indikator: &'a Indikator, tahun: i32) -> Janji<'a> {
        let target = indikator.target.get(&tahun);
        let unit = &indikator.satuan;
        let revised = target.and_then(|t| Some((t.murni, t.perubahan.as_ref()?)));
        let catatan = revised.map(|(old, (new, reason))| {
            format!("semula {}, menjadi {}. {reason}", old.tulis(unit), new.tulis(unit))
        });
        Janji { nomor, sasaran, indikator, sasar: target.map(Target::berlaku), catatan }
    }
}

fn promises<'a>(judul: &str) -> Vec<Kolom<'a, Janji<'a>>> {
    vec![
        kolom("no", "No", 6.0, |j: &Janji, _| Sel::nomor(j.nomor)).gabung(|j| Some(j.nomor)),
        kolom("sasaran", judul, 40.0, |j: &Janji, _| Sel::teks(j.sasaran))
            .gabung(|j| Some(j.nomor)),
        kolom("indikator", "Indikator Kinerja", 50.0, |j: &Janji, _| Sel::teks(&j.indikator.nama)),
        kolom("target", "Target", 20.0, |j: &Janji, _| {
            let sel = Sel::sasar(j.sasar, &j.indikator.satuan);
            match &j.catatan {
                Some(text) => sel.dengan(text.as_str()),
                None => sel,
            }
        })
        .tanda(Tanda::Kosong),
        kolom("satuan", "Satuan", 16.0, |j: &Janji, _| Sel::tengah(satuan(&j.indikator.satuan))),
    ]
}

/// An amount beside what it is for; a total where `sub` has several rows above.
struct Dana<'a> {
    nomor: String,
    kode: &'a str,
    nama: &'a str,
    sub: Vec<&'a SubKegiatan>,
    /// Rows whose sum it is.
    baris: Option<Vec<usize>>,
}

/// The table of the budget: what was budgeted, or the ceiling of the plan where there is no
/// budget yet.
fn money<'a>(judul: &str, tahun: i32) -> Vec<Kolom<'a, Dana<'a>>> {
    vec![
        kolom("no", "No", 6.0, |d: &Dana, _| Sel::tengah(d.nomor.as_str())),
        kolom("kode", "Kode", 40.0, |d: &Dana, _| Sel::teks(d.kode)),
        kolom("nama", judul, 50.0, |d: &Dana, _| Sel::teks(d.nama)),
        kolom("anggaran", "Anggaran (Rp)", 20.0, move |d: &Dana, a| {
            let sum = jumlah_sub(d.sub.iter().copied(), |sub| &sub.anggaran, tahun);
            match (&d.baris, sum) {
                (Some(rows), sum) => {
                    let cells: Vec<String> =
                        rows.iter().map(|row| a.di("anggaran", *row)).collect();
                    Sel::rumus(rumus::jumlah(&cells), &sum, Rupa::Rupiah)
                }
                (None, Nilai::Ada(sum)) => Sel::angka(sum, Rupa::Rupiah),
                (None, _) => Sel::kosong(),
            }
        })
        .tanda(Tanda::Kosong),
        kolom("ket", "Keterangan", 16.0, |_: &Dana, _| Sel::teks("")),
    ]
}

/// Rows under headings, then their total.
fn with_total(groups: Vec<(Option<String>, Vec<Dana<'_>>)>) -> Vec<Baris<Dana<'_>>> {
    let mut rows = Vec::new();
    let (mut counted, mut sub) = (Vec::new(), Vec::new());
    for (heading, items) in groups {
        rows.extend(heading.map(Baris::Kelompok));
        for item in items {
            counted.push(rows.len());
            sub.extend(item.sub.iter().copied());
            rows.push(Baris::Isi(item));
        }
    }
    let total = Dana { nomor: String::new(), kode: "", nama: "JUMLAH", sub, baris: Some(counted) };
    rows.push(Baris::Jumlah(total));
    rows
}

fn dana<'a>(n: usize, kode: &'a str, nama: &'a str, sub: Vec<&'a SubKegiatan>) -> Dana<'a> {
    Dana { nomor: (n + 1).to_string(), kode, nama, sub, baris: None }
}

/// The promises of the plan's objectives.
fn strategic<'a>(laporan: &Laporan<'a>, renstra: &'a Renstra) -> Vec<Janji<'a>> {
    let tahun = laporan.ukur.tahun;
    let mut rows = Vec::new();
    for (n, sasaran) in renstra.sasaran().enumerate() {
        let known = sasaran.indikator.iter().filter_map(|id| laporan.indeks.get(id.as_str()));
        rows.extend(known.map(|(_, b)| Janji::new(n + 1, &sasaran.sasaran, b.h.indikator, tahun)));
    }
    rows
}

fn programmes(renstra: &Renstra) -> Vec<Baris<Dana<'_>>> {
    let all = renstra
        .program
        .iter()
        .enumerate()
        .map(|(n, p)| dana(n, &p.kode, &p.nama, p.sub_kegiatan().collect()));
    with_total(vec![(None, all.collect())])
}

fn agreement_of_the_head(laporan: &Laporan, renstra: &Renstra) -> Lembar {
    let tahun = laporan.ukur.tahun;
    let mut lembar = laporan.lembar("PK Pimpinan", "Perjanjian Kinerja");
    let rows = strategic(laporan, renstra);
    let revised = revisions(&rows);
    let head = laporan.model.opd.pimpinan.first().map_or("", |(_, nama)| nama.as_str());
    lembar.bentang(&head.to_uppercase(), Gaya::Judul);
    lembar.sela();
    let rows: Vec<_> = rows.into_iter().map(Baris::Isi).collect();
    lembar.tabel(&promises("Sasaran Strategis"), &rows);
    lembar.sela();
    lembar.tabel(&money("Program", tahun), &programmes(renstra));
    closing(&mut lembar, &revised);
    let superior = format!("Pimpinan {}", laporan.model.opd.daerah);
    signatures(&mut lembar, laporan, &superior, head);
    lembar
}

/// Under an agreement: the targets it revises, and why.
fn closing(lembar: &mut Lembar, revisions: &[String]) {
    if !revisions.is_empty() {
        lembar.sela();
        lembar.bentang("Perjanjian Kinerja Perubahan. Target yang diubah:", Gaya::Catatan);
    }
    for revision in revisions {
        lembar.bentang(revision, Gaya::Catatan);
    }
}

fn revisions(rows: &[Janji]) -> Vec<String> {
    let line =
        |janji: &Janji| Some(format!("{}: {}", janji.indikator.nama, janji.catatan.as_ref()?));
    rows.iter().filter_map(line).collect()
}

/// The agreements of one level, each on a page of its own.
fn agreements(laporan: &Laporan, nama: &'static str, positions: &[&Jabatan]) -> Lembar {
    let tahun = laporan.ukur.tahun;
    let mut lembar = Lembar::new(nama, laporan.status, &[]);
    for (n, jabatan) in positions.iter().enumerate() {
        if n > 0 {
            lembar.sela();
            lembar.halaman_baru();
        }
        for line in laporan.judul("Perjanjian Kinerja") {
            lembar.bentang(&line, Gaya::Judul);
        }
        lembar.bentang(&jabatan.nama.to_uppercase(), Gaya::Judul);
        lembar.sela();
        let mut rows = Vec::new();
        for (n, sasaran) in jabatan.sasaran.iter().enumerate() {
            let all = sasaran.baris.iter().flatten();
            rows.extend(all.map(|i| Janji::new(n + 1, &sasaran.sasaran, i, tahun)));
        }
        let revised = revisions(&rows);
        let rows: Vec<_> = rows.into_iter().map(Baris::Isi).collect();
        let (objective, budget) = own_budget(laporan, jabatan);
        lembar.tabel(&promises(objective), &rows);
        if let Some((judul, rows)) = budget {
            lembar.sela();
            lembar.tabel(&money(judul, tahun), &rows);
        }
        closing(&mut lembar, &revised);
        let superior = laporan.model.nama_jabatan(&jabatan.atasan);
        signatures(&mut lembar, laporan, superior, &jabatan.nama);
    }
    lembar
}

type Anggaran<'a> = Option<(&'static str, Vec<Baris<Dana<'a>>>)>;

/// The title of a position's objectives, and the money it answers for: programmes with their
/// activities, or activities with their sub-activities.
fn own_budget<'a>(laporan: &Laporan<'a>, jabatan: &Jabatan) -> (&'static str, Anggaran<'a>) {
    let direct = depth(laporan, jabatan) == 1;
    let objective = if direct { "Sasaran Program" } else { "Sasaran Kegiatan" };
    let Some(renstra) = &laporan.model.renstra else { return (objective, None) };
    let holds = |program: &&Program| program.penanggung_jawab == jabatan.id;
    let mine = |kegiatan: &&Kegiatan| kegiatan.penanggung_jawab.as_ref() == Some(&jabatan.id);
    let heading = |kode: &str, nama: &str| Some(format!("{kode} {nama}"));
    let mut groups = Vec::new();
    if renstra.program.iter().any(|program| holds(&program)) {
        for program in &renstra.program {
            let own = program.kegiatan.iter().filter(|k| holds(&program) || mine(k));
            let items: Vec<Dana> = own
                .enumerate()
                .map(|(n, k)| dana(n, &k.kode, &k.nama, k.sub_kegiatan.iter().collect()))
                .collect();
            if !items.is_empty() {
                groups.push((heading(&program.kode, &program.nama), items));
            }
        }
        return (objective, Some(("Kegiatan", with_total(groups))));
    }
    for kegiatan in renstra.program.iter().flat_map(|p| &p.kegiatan).filter(mine) {
        let sub = kegiatan.sub_kegiatan.iter().enumerate();
        let items = sub.map(|(n, sub)| dana(n, &sub.kode, &sub.nama, vec![sub])).collect();
        groups.push((heading(&kegiatan.kode, &kegiatan.nama), items));
    }
    let there = !groups.is_empty();
    (objective, there.then(|| ("Sub Kegiatan", with_total(groups))))
}

/// Both parties: the superior on the left. Names are written by hand.
fn signatures(lembar: &mut Lembar, laporan: &Laporan, superior: &str, own: &str) {
    let place = laporan.model.opd.pengesahan.as_ref().map_or("", |p| p.tempat.as_str());
    let first = lembar.terakhir();
    lembar.sela();
    let date = format!("{place}, ………………… {}", laporan.ukur.tahun);
    lembar.berdampingan(&["", &date], Gaya::Tanda);
    lembar.berdampingan(&["Pihak Kedua,", "Pihak Pertama,"], Gaya::Tanda);
    lembar.berdampingan(&[superior, own], Gaya::Tanda);
    for _ in 0..3 {
        lembar.sela();
    }
    let line = "…………………………………";
    lembar.berdampingan(&[line, line], Gaya::Tanda);
    // With a line of the agreement above them: signatures never stand alone on a page.
    lembar.utuh.push((first, lembar.terakhir()));
    lembar.tetap = true;
}

/// Objectives on one sheet, programmes on another: each repeats its own head.
fn plan_of_the_year(laporan: &Laporan, renstra: &Renstra) -> [Lembar; 2] {
    let tahun = laporan.ukur.tahun;
    let mut lembar = laporan.lembar("RKT", "Rencana Kinerja Tahunan");
    let mut rows = strategic(laporan, renstra);
    for janji in &mut rows {
        // The plan of the year is made before any revision.
        janji.sasar = janji.indikator.target.get(&tahun).map(|target| target.murni);
        janji.catatan = None;
    }
    let rows: Vec<_> = rows.into_iter().map(Baris::Isi).collect();
    lembar.tabel(&promises("Sasaran Strategis"), &rows);
    let mut programmes = laporan
        .lembar("RKT Program", "Rencana Kinerja Tahunan: Program, Kegiatan, dan Sub Kegiatan");
    let mut pohon = Pohon::new(true);
    let all = renstra.program.iter().map(|program| pohon.program(program)).collect();
    pohon.jumlah(renstra, all);
    programmes.tabel(&planned(tahun), &pohon.baris);
    programmes.beku = 3;
    for sheet in [&mut lembar, &mut programmes] {
        sheet.sela();
        sheet.bentang("Target sebelum perubahan; pagu menurut Renstra.", Gaya::Catatan);
    }
    [lembar, programmes]
}

fn planned<'a>(tahun: i32) -> Vec<Kolom<'a, Cabang<'a>>> {
    vec![
        kolom("tingkat", "No", 6.0, |c: &Cabang, _| match c.tingkat {
            Tingkat::Sasaran => Sel::kosong(),
            _ => Sel::nomor(c.urut),
        })
        .gabung(|c| Some(c.urut)),
        kolom("kode", "Kode", 17.0, |c: &Cabang, _| Sel::teks(c.kode)).gabung(|c| Some(c.urut)),
        kolom("nama", "Program/Kegiatan/Sub Kegiatan", 44.0, |c: &Cabang, _| Sel::teks(c.nama))
            .gabung(|c| Some(c.urut)),
        kolom("indikator", "Indikator", 50.0, |c: &Cabang, _| {
            Sel::teks(c.indikator.map_or("", |i| i.nama.as_str()))
        }),
        kolom("target", "Target", 20.0, move |c: &Cabang, _| {
            let target = c.indikator.and_then(|i| Some((i.target.get(&tahun)?, &i.satuan)));
            target.map_or_else(Sel::kosong, |(n, unit)| Sel::diberikan(*n, unit))
        })
        .tanda(Tanda::Kosong),
        kolom("satuan", "Satuan", 16.0, |c: &Cabang, _| {
            Sel::tengah(c.indikator.map_or(String::new(), |i| satuan(&i.satuan)))
        }),
        kolom("pagu", "Pagu (Rp)", 20.0, move |c: &Cabang, a| {
            c.uang(a, "pagu", |sub| &sub.pagu, tahun)
        })
        .gabung(|c| Some(c.urut))
        .tanda(Tanda::Kosong),
    ]
}
