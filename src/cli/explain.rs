//! `ikigen explain KODE`: what a code means. `ikigen explain capaian ID`: how one number came about, step by step, each input with
//! its file and line.

use std::path::Path;

use clap::{Args, Subcommand};

use super::{BERHASIL, Bicara, DATA_SALAH};
use crate::check::jelaskan;
use crate::diagnostic::usul::{suggest_or, with_suggestion};
use crate::diagnostic::{Bahasa, Diagnostic, Tempat, Temuan, katalog};
use crate::format;
use crate::formula::{Bilangan, Ekspresi};
use crate::measure::{self, Hitungan, Nilai};
use crate::model::{Agregasi, Indikator, Isi, Jabatan, TRIWULAN};
use crate::proyek::{self, Proyek, Waktu};
use crate::source::Dokumen;
use crate::source::Langkah::{Butir, Kunci};
use crate::source::raw;

/// What `explain` is told.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// Kode temuan, seperti tertulis di antara kurung siku; tanpa ini: daftar semua kode.
    kode: Option<String>,

    #[command(subcommand)]
    apa: Option<Apa>,
}

/// What can be explained.
#[derive(Debug, Subcommand)]
enum Apa {
    /// Asal-usul capaian sebuah indikator: data, rumus, target, aturan, pembulatan.
    Capaian {
        /// Id indikator.
        indikator: String,

        /// Tahunnya [bawaan: `tahun` di data/opd.yaml].
        #[arg(long)]
        tahun: Option<i32>,
    },
}

/// Explains; returns the exit code.
pub fn run(project: &Path, arguments: &Arguments, bicara: &Bicara) -> u8 {
    let Some(Apa::Capaian { indikator, tahun }) = &arguments.apa else {
        return code(arguments.kode.as_deref(), bicara);
    };
    let mut temuan = Temuan::default();
    let proyek = proyek::read(project, &mut temuan, &mut Waktu::default());
    let Some(proyek) = proyek else {
        bicara.temuan(&temuan);
        return super::build::failure_code(&temuan);
    };
    let all = || proyek.model.jabatan.iter().flat_map(|j| j.indikator().map(move |i| (j, i)));
    let Some((jabatan, one)) = all().find(|(_, i)| i.id == *indikator) else {
        let known: Vec<&str> = all().map(|(_, i)| i.id.as_str()).collect();
        let found = Diagnostic::global(&katalog::INDIKATOR_TAK_DIKENAL).isi("id", indikator);
        let mut temuan = Temuan::default();
        temuan.push(with_suggestion(found, indikator, &known));
        bicara.temuan_saja(&temuan);
        return DATA_SALAH;
    };
    let tahun = tahun.or(proyek.model.opd.tahun).unwrap_or(proyek.model.opd.periode[1]);
    Bicara::hasil(&Uraian::new(&proyek, jabatan, one, tahun, bicara.bahasa).text());
    BERHASIL
}

/// Explains a code, or lists them all.
fn code(kode: Option<&str>, bicara: &Bicara) -> u8 {
    let Some(kode) = kode else {
        Bicara::hasil(&jelaskan::daftar(bicara.bahasa));
        return BERHASIL;
    };
    match jelaskan::halaman(kode, bicara.bahasa) {
        Some(page) => {
            Bicara::hasil(&page);
            BERHASIL
        }
        None => {
            let known: Vec<&str> = katalog::SEMUA.iter().map(|one| one.kode).collect();
            let found = Diagnostic::global(&katalog::KODE_TEMUAN_TAK_DIKENAL).isi("kode", kode);
            let mut temuan = Temuan::default();
            temuan.push(suggest_or(found, kode, &known, &katalog::DAFTAR_KODE));
            bicara.temuan_saja(&temuan);
            super::GAGAL
        }
    }
}

/// Where the column of places stands at most; longer lines push theirs on.
const MAX_TEXT: usize = 68;

/// The explanation of one number.
struct Uraian<'a> {
    proyek: &'a Proyek,
    jabatan: &'a Jabatan,
    indikator: &'a Indikator,
    hitungan: Hitungan<'a>,
    tahun: i32,
    bahasa: Bahasa,
    lines: Vec<(String, String)>,
}

impl<'a> Uraian<'a> {
    fn new(
        proyek: &'a Proyek,
        jabatan: &'a Jabatan,
        indikator: &'a Indikator,
        tahun: i32,
        bahasa: Bahasa,
    ) -> Self {
        let hitungan = measure::hitung(&proyek.model, indikator, tahun);
        Uraian { proyek, jabatan, indikator, hitungan, tahun, bahasa, lines: Vec::new() }
    }

    fn text(mut self) -> String {
        let (name, id) = (&self.indikator.nama, &self.indikator.id);
        self.say(
            format!("{name} ({id}), {} {}", self.bahasa.pilih(["tahun", "year"]), self.tahun),
            self.defined(&["id"]),
        );
        self.say(format!("  {}", self.jabatan.nama), String::new());
        self.data();
        self.formula();
        self.target();
        self.achievement();
        // The places stand in a column of their own.
        let width = self.lines.iter().filter(|(_, place)| !place.is_empty());
        let width = width.map(|(text, _)| text.chars().count()).max().unwrap_or(0).min(MAX_TEXT);
        let mut out = String::new();
        for (text, place) in &self.lines {
            let pad = width.saturating_sub(text.chars().count());
            out.push_str(format!("{text}{:pad$}  {place}", "").trim_end());
            out.push('\n');
        }
        out
    }

    fn say(&mut self, text: String, place: String) {
        self.lines.push((text, place));
    }

    fn head(&mut self, text: &str) {
        self.say(String::new(), String::new());
        self.say(text.to_owned(), String::new());
    }

    /// `file:line` of something in the indicator's definition.
    fn defined(&self, keys: &[&str]) -> String {
        let found = self.proyek.naskah.jabatan.iter().find_map(|dokumen| {
            let sasaran = dokumen.isi.sasaran.iter().enumerate();
            let mut all = sasaran
                .flat_map(|(i, s)| s.indikator.iter().enumerate().map(move |(k, x)| (i, k, x)));
            let (i, k, _) = all.find(|(_, _, raw)| raw.id == self.indikator.id)?;
            let mut path = vec![Kunci("sasaran"), Butir(i), Kunci("indikator"), Butir(k)];
            path.extend(keys.iter().map(|key| Kunci(key)));
            Some(dokumen.tempat_kunci(&path))
        });
        found.as_ref().map_or_else(String::new, file_and_line)
    }

    fn year_file(&self, tahun: i32) -> Option<&Dokumen<raw::Realisasi>> {
        self.proyek.naskah.realisasi.iter().find(|dokumen| dokumen.isi.tahun == tahun)
    }

    /// The raw data, quarter by quarter, and what they make in a year.
    fn data(&mut self) {
        self.head("Data");
        let rule = self.bahasa.pilih(match self.indikator.agregasi {
            Agregasi::Jumlah => ["jumlah triwulan", "sum of the quarters"],
            Agregasi::Akhir => ["triwulan terakhir yang terisi", "the last quarter that is filled"],
            Agregasi::RataRata => ["rata-rata triwulan yang terisi", "mean of the filled quarters"],
            Agregasi::Kumulatif => {
                ["jumlah sejak Januari, triwulan terakhir", "total since January, the last quarter"]
            }
        });
        let unit = self.indikator.satuan_data().clone();
        let operan = std::mem::take(&mut self.hitungan.operan);
        for one in &operan {
            let value = one.nilai.lengkap(|n| unit.tulis_target(n));
            let own = self.indikator.tahun_lain().find(|(nama, _)| *nama == one.nama);
            let dari = own.map_or(one.nama, |(_, other)| other.dari.as_str()).to_owned();
            let year =
                if one.tahun == self.tahun { String::new() } else { format!(" ({})", one.tahun) };
            let label = self.indikator.rumus.as_ref().and_then(|r| r.label.get(one.nama));
            let label = label.map_or(String::new(), |label| format!("  {label}"));
            self.say(format!("  {}{year} = {value}{label}", one.nama), String::new());
            self.quarters(&dari, one.tahun);
            let by_hand = [
                Kunci("realisasi"),
                Kunci(&self.indikator.id),
                Kunci("tahun_lain"),
                Kunci(one.nama),
            ];
            let given = self.hitungan.isian.is_some_and(|i| i.tahun_lain.contains_key(one.nama));
            if given && let Some(file) = self.year_file(self.tahun) {
                let place = file_and_line(&file.tempat_kunci(&by_hand));
                let text = self.bahasa.pilih(["diberikan di tahun_lain", "given in tahun_lain"]);
                self.say(format!("    {text}"), place);
            }
        }
        self.say(
            format!(
                "  {}: {rule} (agregasi: {})",
                self.bahasa.pilih(["setahun", "the year"]),
                nama_agregasi(self.indikator.agregasi)
            ),
            self.defined(&["agregasi"]),
        );
        self.hitungan.operan = operan;
    }

    fn quarters(&mut self, nama: &str, tahun: i32) {
        let unit = self.indikator.satuan_data().clone();
        let year = self.proyek.model.realisasi.get(&tahun);
        let Some(isian) = year.and_then(|year| year.indikator.get(&self.indikator.id)) else {
            return;
        };
        let Some(file) = self.year_file(tahun) else { return };
        let mut said = Vec::new();
        for (n, isi) in isian.triwulan.iter().enumerate() {
            let text = match isi {
                Isi::Kosong => continue,
                Isi::TakTersedia(reason) => format!("n/a: {reason}"),
                Isi::Nilai(values) => {
                    values.get(nama).map_or_else(String::new, |n| unit.tulis_target(*n))
                }
            };
            let path = [Kunci("realisasi"), Kunci(&self.indikator.id), Kunci(TRIWULAN[n])];
            let place = file_and_line(&file.tempat_kunci(&path));
            said.push((
                format!(
                    "    {} {}: {text}",
                    self.bahasa.pilih(["Triwulan", "Quarter"]),
                    format::romawi(n + 1)
                ),
                place,
            ));
        }
        self.lines.extend(said);
    }

    /// The formula, with each of its steps.
    fn formula(&mut self) {
        self.head(self.bahasa.pilih(["Realisasi", "Actual value (realisasi)"]));
        if let Some(rumus) = &self.indikator.rumus {
            self.say(format!("  {}", rumus.hitung), self.defined(&["formula"]));
            let value = |nama: &str| {
                let one = self.hitungan.operan.iter().find(|o| o.nama == nama);
                one.and_then(|o| o.nilai.angka())
            };
            let mut steps = Vec::new();
            if self.hitungan.operan.iter().all(|o| o.nilai.angka().is_some()) {
                step(&rumus.hitung, &value, &mut steps);
            }
            self.lines.extend(steps.into_iter().map(|text| (format!("  {text}"), String::new())));
        }
        let unit = &self.indikator.satuan;
        let shown = self.hitungan.realisasi.lengkap(|n| unit.tulis(n));
        let printed = self.bahasa.pilih(["tercetak", "printed"]);
        let text = format!("  {printed} {shown} (satuan: {})", unit.nama());
        self.say(text, self.defined(&["satuan"]));
    }

    fn target(&mut self) {
        self.head("Target");
        let unit = self.indikator.satuan.clone();
        let key = self.tahun.to_string();
        let Some(target) = self.hitungan.target else {
            let text = self.bahasa.pilih(["  belum ditetapkan", "  not set yet"]);
            return self.say(text.to_owned(), String::new());
        };
        let [murni, perubahan, batas] = self.bahasa.pilih([
            ["murni", "perubahan", "sampai batas laporan"],
            ["as first set", "revised", "up to the cut-off"],
        ]);
        self.say(
            format!("  {murni} {}", target.murni.tulis(&unit)),
            self.defined(&["target", &key]),
        );
        if let Some((revised, reason)) = &target.perubahan {
            let text = format!("  {perubahan} {}: {reason}", revised.tulis(&unit));
            self.say(text, self.defined(&["target_perubahan", &key]));
        }
        if let Some(sasar) = self.hitungan.sasar.filter(|_| !self.hitungan.setahun) {
            let text = format!("  {batas} {}", sasar.tulis(&unit));
            self.say(text, self.defined(&["target_triwulan", &key]));
        }
    }

    fn achievement(&mut self) {
        self.head(self.bahasa.pilih(["Capaian", "Achievement (capaian)"]));
        let h = &self.hitungan;
        let mut said = Vec::new();
        if let (Some(aturan), Some(sasar)) = (h.aturan, h.sasar) {
            let unit = &self.indikator.satuan;
            said.push(format!("  {} ({})", aturan.rumus(), aturan.sumber()));
            let actual = h.realisasi.tulis(angka);
            said.push(format!("  R = {actual}, T = {}", sasar.tulis(unit)));
        }
        if let Nilai::Ada(n) = h.capaian {
            said.push(format!("  = {}", angka(n)));
        }
        let rounding = h.capaian.angka().map_or("", |_| {
            self.bahasa.pilih([
                " (dibulatkan sekali, di sini: dua desimal, setengah menjauhi nol)",
                " (rounded once, here: two decimals, half away from zero)",
            ])
        });
        let printed = self.bahasa.pilih(["tercetak", "printed"]);
        said.push(format!("  {printed} {}{rounding}", h.capaian.lengkap(format::persen)));
        if let Some(n) = h.kategori {
            let skala = &self.proyek.model.opd.kebijakan.skala;
            let (nama, bound) = &skala.peringkat[n];
            let [rest, above, category, before] = self.bahasa.pilih([
                ["selebihnya", "di atas", "kategori", "sebelum pembulatan"],
                ["the rest", "above", "category", "before rounding"],
            ]);
            let bound = bound
                .map_or(rest.to_owned(), |b| format!("{above} {}", format::persen_seperlunya(b)));
            said.push(format!("  {category} {nama}: {bound}, {before} ({})", skala.sumber));
        }
        self.lines.extend(said.into_iter().map(|text| (text, String::new())));
    }
}

fn nama_agregasi(agregasi: Agregasi) -> &'static str {
    match agregasi {
        Agregasi::Jumlah => "jumlah",
        Agregasi::Akhir => "akhir",
        Agregasi::RataRata => "rata-rata",
        Agregasi::Kumulatif => "kumulatif",
    }
}

fn file_and_line(tempat: &Tempat) -> String {
    let [(line, _), _] = tempat.line_columns();
    format!("{}:{line}", tempat.berkas.path())
}

/// A number to ten decimals, with a mark where there are more.
fn angka(n: Bilangan) -> String {
    const PLACES: u32 = 10;
    let more = n.bulat(PLACES).map(Bilangan::from) != Some(n);
    format!("{}{}", format::seperlunya(n, PLACES), if more { "…" } else { "" })
}

/// Puts down each operation with its numbers; returns how its result is written.
fn step(e: &Ekspresi, value: &dyn Fn(&str) -> Option<Bilangan>, steps: &mut Vec<String>) -> String {
    let result = e.nilai(value);
    let shown = result.map_or_else(|_| "tidak dapat dihitung".to_owned(), angka);
    match e {
        Ekspresi::Biner(operator, left, right) => {
            let left = step(left, value, steps);
            let right = step(right, value, steps);
            steps.push(format!("{left} {} {right} = {shown}", operator.tanda()));
            shown
        }
        Ekspresi::Negatif(inner) => {
            step(inner, value, steps);
            shown
        }
        _ => shown,
    }
}
