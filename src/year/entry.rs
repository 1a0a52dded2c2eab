//! The file of a year's actual values before anything is filled: every indicator that is in
//! force, with what belongs there in comments beside it. It is text of the project, so it is
//! Indonesian whatever the reader's language.

use crate::measure::{self, Nilai};
use crate::model::{Agregasi, Frekuensi, Indikator, Model, QuarterData, Renstra, TRIWULAN};
use crate::number::Rational;
use crate::project::Project;
use crate::source::SUPPRESS;
use crate::text::SourceFile;

/// What the first line of a data file says that names its schema for editors.
const SCHEMA: &str = "# yaml-language-server:";

/// The file for the actual values of `tahun`, and for how many indicators it is prepared.
pub(super) fn file(project: &Project, tahun: i32) -> (SourceFile, usize) {
    let path = format!("data/realisasi/{tahun}.yaml");
    let mut writer = Writer { model: &project.model, tahun, text: String::new(), indikator: 0 };
    writer.head(project);
    writer.line(0, "realisasi:");
    writer.positions();
    writer.programmes();
    if writer.indikator == 0 {
        writer.text.truncate(writer.text.len() - 1);
        writer.text.push_str(" {}\n");
    }
    writer.spending();
    (SourceFile::new(path, writer.text), writer.indikator)
}

struct Writer<'a> {
    model: &'a Model,
    tahun: i32,
    text: String,
    /// Indicators that have an entry.
    indikator: usize,
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, line: impl AsRef<str>) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// A comment of one line. It is never taken for an acceptance.
    fn comment(&mut self, indent: usize, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let quote = if text.starts_with(SUPPRESS) { "\"" } else { "" };
        self.line(indent, format!("# {quote}{text}{quote}"));
    }

    fn head(&mut self, project: &Project) {
        let tahun = self.tahun;
        let others = project.sources.realisasi.iter().map(|year| year.file.text());
        let schema = others.filter_map(|text| text.lines().next()).next_back();
        if let Some(schema) = schema.filter(|line| line.starts_with(SCHEMA)) {
            self.line(0, schema);
        }
        for line in [
            "# Setiap triwulan: hapus tanda # di depan barisnya, isi angkanya, naikkan `sampai` dan `tanggal`.",
            "# Yang belum ada dibiarkan. Yang tidak tersedia ditulis TW1: { na: alasannya }. 0 berarti nol.",
            &format!("tahun: {tahun}"),
            "# contoh, draf, atau final: tercetak di setiap halaman selama belum final.",
            "status: draf",
            "# Triwulan terakhir yang dilaporkan.",
            "sampai: TW1",
            "# Tanggal dokumennya: hari terakhir triwulan itu, atau hari laporannya.",
            &format!("tanggal: {tahun}-03-31"),
        ] {
            self.line(0, line);
        }
    }

    fn positions(&mut self) {
        let model = self.model;
        for jabatan in model.jabatan_in(self.tahun) {
            let own = jabatan.sasaran_in(self.tahun);
            let own: Vec<_> = own.flat_map(|sasaran| sasaran.indikator_in(self.tahun)).collect();
            if own.is_empty() {
                continue;
            }
            self.comment(2, &jabatan.nama);
            for (_, indikator) in own {
                self.indikator(indikator);
            }
        }
    }

    /// The indicators that are the plan's own and have an id.
    fn programmes(&mut self) {
        let own = self.model.renstra.iter().flat_map(Renstra::own_indikator);
        let own: Vec<_> = own.filter(|one| !one.id.is_empty()).collect();
        if !own.is_empty() {
            self.comment(2, "Indikator program, kegiatan, dan sub kegiatan");
            for indikator in own {
                self.indikator(indikator);
            }
        }
    }

    fn indikator(&mut self, one: &Indikator) {
        self.indikator += 1;
        let first = one.frekuensi.due(4).iter().next().unwrap_or(4);
        let then = self.model.in_year(one, self.tahun - 1).filter(|then| self.has_figures(then));
        self.line(2, format!("{}:", one.id));
        self.comment(4, &one.nama);
        let before = then.map_or_else(String::new, |then| self.last_year(then, first));
        self.comment(4, &format!("{}, diisi {}{before}", one.satuan.nama(), when(one)));
        for nama in one.data() {
            let label = one.rumus.as_ref().and_then(|rumus| rumus.label.get(nama));
            let Some(label) = label else { continue };
            let before = then.and_then(|then| self.given(then, nama, first));
            let before = before.map_or_else(String::new, |n| {
                format!(" ({} {}: {n})", TRIWULAN[first - 1], self.tahun - 1)
            });
            self.comment(4, &format!("{nama}: {label}{before}"));
        }
        let open: Vec<String> = one.data().iter().map(|nama| format!("{nama}: ")).collect();
        self.line(4, format!("# {}: {{ {}}}", TRIWULAN[first - 1], open.join(", ")));
        self.by_hand(one);
    }

    fn has_figures(&self, one: &Indikator) -> bool {
        let year = self.model.realisasi.get(&(self.tahun - 1));
        year.is_some_and(|year| year.indikator.contains_key(&one.id))
    }

    /// What a quarter of last year holds, as one writes it.
    fn given(&self, one: &Indikator, nama: &str, quarter: usize) -> Option<String> {
        let year = self.model.realisasi.get(&(self.tahun - 1))?.indikator.get(&one.id)?;
        match &year.triwulan[quarter - 1].value {
            QuarterData::Nilai(values) => plain(values.get(nama)?.value),
            QuarterData::Empty | QuarterData::Unavailable(_) => None,
        }
    }

    /// What last year reached by the quarter that is filled first, and by its end.
    fn last_year(&self, then: &Indikator, first: usize) -> String {
        let tahun = self.tahun - 1;
        let value = |sampai| {
            let nilai = measure::calculate_until(self.model, then, tahun, sampai).realisasi;
            match nilai {
                Nilai::Known(number) => then.show(number),
                state => state.show(|_| String::new()),
            }
        };
        let whole = format!("setahun {}", value(4));
        if first >= 4 {
            return format!(". {tahun}: {whole}");
        }
        format!(". {tahun}: s.d. {} {}, {whole}", TRIWULAN[first - 1], value(first))
    }

    /// What another year's file does not have and the formula asks for.
    fn by_hand(&mut self, one: &Indikator) {
        let missing = one.tahun_lain().filter(|(_, other)| {
            let there = self.model.realisasi.get(&self.tahun.saturating_add(other.selisih));
            there.is_none_or(|year| !year.indikator.contains_key(&one.id))
        });
        let missing: Vec<_> = missing.collect();
        for (nama, other) in &missing {
            let label = one.rumus.as_ref().and_then(|rumus| rumus.label.get(*nama));
            let label = label.map_or("", |label| label);
            let tahun = self.tahun.saturating_add(other.selisih);
            self.comment(
                4,
                &format!("{nama}: {label}, setahun {tahun}, yang tidak ada di data/realisasi"),
            );
        }
        let open: Vec<String> = missing.iter().map(|(nama, _)| format!("{nama}: ")).collect();
        if !open.is_empty() {
            self.line(4, format!("# tahun_lain: {{ {}}}", open.join(", ")));
        }
    }

    /// What was spent quarter by quarter, where the office reports it so.
    fn spending(&mut self) {
        let Some(plan) = &self.model.renstra else { return };
        let before = self.model.realisasi.get(&(self.tahun - 1)).map(|year| &year.belanja);
        let before = before.filter(|belanja| !belanja.is_empty());
        let Some(before) = before else {
            let Some(first) = plan.sub_kegiatan().next() else { return };
            self.comment(0, "Belanja dalam triwulan itu, rupiah, bila dilaporkan setiap triwulan:");
            for line in ["belanja:", &format!("  \"{}\":", first.kode), "    TW1: "] {
                self.line(0, format!("# {}", line.trim_end()));
            }
            return;
        };
        self.comment(0, "Belanja dalam triwulan itu, rupiah.");
        self.line(0, "belanja:");
        for sub in plan.sub_kegiatan() {
            self.line(2, format!("\"{}\":", sub.kode));
            let quarters = before.get(&sub.kode);
            let amount = quarters.and_then(|quarters| quarters[0].as_ref());
            let amount = amount.and_then(|amount| plain(amount.value));
            let amount = amount
                .map_or_else(String::new, |amount| format!(" (TW1 {}: {amount})", self.tahun - 1));
            self.comment(4, &format!("{}{amount}", sub.nama));
            self.line(4, "# TW1:");
        }
    }
}

/// When values are due, and what they are.
fn when(one: &Indikator) -> String {
    let (due, span) = match one.frekuensi {
        Frekuensi::Triwulan => ("setiap triwulan", "triwulan"),
        Frekuensi::Semester => ("pada TW2 dan TW4", "semester"),
        Frekuensi::Tahunan => ("pada TW4", "tahun"),
    };
    match one.agregasi.value {
        Agregasi::Jumlah => format!("{due}: yang terjadi dalam {span} itu"),
        Agregasi::Kumulatif => format!("{due}: jumlah sejak Januari"),
        Agregasi::Akhir => format!("{due}: keadaan pada akhir {span}"),
        Agregasi::RataRata => format!("{due}: nilai {span} itu"),
    }
}

/// A number as one writes it into a file.
fn plain(number: Rational) -> Option<String> {
    Some(number.decimal()?.normalize().to_string())
}
