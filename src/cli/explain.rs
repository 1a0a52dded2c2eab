//! `ikigen explain KODE`: what a code means. `ikigen explain capaian ID`: how one number came about, step by step, each input with
//! its file and line.

use super::codes;
use std::path::Path;

use clap::{Args, Subcommand};

use super::exit::{self, ERROR, SUCCESS};
use super::reporter::Reporter;
use crate::check::explain;
use crate::diagnostic::suggest::{suggest_or, with_suggestion};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format;
use crate::formula::Expr;
use crate::language::Language;
use crate::measure::{self, Measured, Nilai};
use crate::model::{Agregasi, Indikator, Jabatan, QuarterData, TRIWULAN};
use crate::number::Rational;
use crate::project::{self, Project, Timings};
use crate::source::Document;
use crate::source::Segment::{Index, Key};
use crate::source::raw;
use crate::text::Span;

/// What `explain` is told.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// Kode temuan, seperti tertulis di antara kurung siku; tanpa ini: daftar semua kode.
    code: Option<String>,

    #[command(subcommand)]
    topic: Option<Topic>,
}

/// What can be explained.
#[derive(Debug, Subcommand)]
enum Topic {
    /// Asal-usul capaian sebuah indikator: data, rumus, target, aturan, pembulatan.
    Capaian {
        /// Id indikator.
        indikator: String,

        /// Tahunnya [bawaan: `tahun` di data/opd.yaml].
        #[arg(long)]
        tahun: Option<i32>,
    },
}

impl Arguments {
    /// Whether the data of a project is read for it.
    pub(super) fn is_about_a_project(&self) -> bool {
        self.topic.is_some()
    }
}

/// Explains; returns the exit code.
pub fn run(folder: &Path, arguments: &Arguments, reporter: &Reporter) -> u8 {
    let Some(Topic::Capaian { indikator, tahun }) = &arguments.topic else {
        return explain_code(arguments.code.as_deref(), reporter);
    };
    let mut diagnostics = Diagnostics::default();
    let project = project::read(folder, &mut diagnostics, &mut Timings::default());
    let Some(project) = project else {
        reporter.diagnostics(&diagnostics);
        return exit::failure(&diagnostics);
    };
    let all = || project.model.jabatan.iter().flat_map(|j| j.indikator().map(move |i| (j, i)));
    let Some((jabatan, one)) = all().find(|(_, i)| i.id == *indikator) else {
        let known: Vec<&str> = all().map(|(_, i)| i.id.as_str()).collect();
        let found =
            Diagnostic::global(&crate::model::codes::INDIKATOR_TAK_DIKENAL).arg("id", indikator);
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(with_suggestion(found, indikator, &known));
        reporter.diagnostics_only(&diagnostics);
        return ERROR;
    };
    let tahun = tahun.or(project.model.opd.tahun).unwrap_or(project.model.opd.periode[1]);
    reporter.emit(&Explanation::new(&project, jabatan, one, tahun, reporter.language).text());
    SUCCESS
}

/// Explains a code, or lists them all.
fn explain_code(code: Option<&str>, reporter: &Reporter) -> u8 {
    let Some(code) = code else {
        reporter.emit(&explain::list(reporter.language));
        return SUCCESS;
    };
    match explain::halaman(code, reporter.language) {
        Some(page) => {
            reporter.emit(&page);
            SUCCESS
        }
        None => {
            let known: Vec<&str> = crate::codes::all().map(|one| one.code).collect();
            let found = Diagnostic::global(&codes::KODE_TEMUAN_TAK_DIKENAL).arg("kode", code);
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(suggest_or(found, code, &known, &crate::check::codes::LIST_OF_CODES));
            reporter.diagnostics_only(&diagnostics);
            ERROR
        }
    }
}

/// Where the column of places stands at most; longer lines push theirs on.
const MAX_TEXT: usize = 68;

/// The explanation of one number.
struct Explanation<'a> {
    project: &'a Project,
    jabatan: &'a Jabatan,
    indikator: &'a Indikator,
    measured: Measured<'a>,
    tahun: i32,
    language: Language,
    lines: Vec<(String, String)>,
}

impl<'a> Explanation<'a> {
    fn new(
        project: &'a Project,
        jabatan: &'a Jabatan,
        indikator: &'a Indikator,
        tahun: i32,
        language: Language,
    ) -> Self {
        let measured = measure::calculate(&project.model, indikator, tahun);
        Explanation { project, jabatan, indikator, measured, tahun, language, lines: Vec::new() }
    }

    fn text(mut self) -> String {
        let (name, id) = (&self.indikator.nama, &self.indikator.id);
        self.say(
            format!("{name} ({id}), {} {}", self.language.pick(["tahun", "year"]), self.tahun),
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
        let found = self.project.sources.jabatan.iter().find_map(|document| {
            let sasaran = document.value.sasaran.iter().enumerate();
            let mut all = sasaran
                .flat_map(|(i, s)| s.indikator.iter().enumerate().map(move |(k, x)| (i, k, x)));
            let (i, k, _) = all.find(|(_, _, raw)| raw.id == self.indikator.id)?;
            let mut path = vec![Key("sasaran"), Index(i), Key("indikator"), Index(k)];
            path.extend(keys.iter().map(|key| Key(key)));
            Some(document.span_of_key(&path))
        });
        found.as_ref().map_or_else(String::new, file_and_line)
    }

    fn year_file(&self, tahun: i32) -> Option<&Document<raw::Realisasi>> {
        self.project.sources.realisasi.iter().find(|document| document.value.tahun == tahun)
    }

    /// The raw data, quarter by quarter, and what they make in a year.
    fn data(&mut self) {
        self.head("Data");
        let rule = self.language.pick(match self.indikator.agregasi {
            Agregasi::Jumlah => ["jumlah triwulan", "sum of the quarters"],
            Agregasi::Akhir => ["triwulan terakhir yang terisi", "the last quarter that is filled"],
            Agregasi::RataRata => ["rata-rata triwulan yang terisi", "mean of the filled quarters"],
            Agregasi::Kumulatif => {
                ["jumlah sejak Januari, triwulan terakhir", "total since January, the last quarter"]
            }
        });
        let unit = self.indikator.satuan_data().clone();
        let operand = std::mem::take(&mut self.measured.operand);
        for one in &operand {
            let value = one.nilai.complete(|n| unit.show_target(n));
            let own = self.indikator.tahun_lain().find(|(nama, _)| *nama == one.nama);
            let dari = own.map_or(one.nama, |(_, other)| other.dari.as_str()).to_owned();
            let year =
                if one.tahun == self.tahun { String::new() } else { format!(" ({})", one.tahun) };
            let label = self.indikator.rumus.as_ref().and_then(|r| r.label.get(one.nama));
            let label = label.map_or(String::new(), |label| format!("  {label}"));
            self.say(format!("  {}{year} = {value}{label}", one.nama), String::new());
            self.quarters(&dari, one.tahun);
            let by_hand =
                [Key("realisasi"), Key(&self.indikator.id), Key("tahun_lain"), Key(one.nama)];
            let given = self.measured.args.is_some_and(|i| i.tahun_lain.contains_key(one.nama));
            if given && let Some(file) = self.year_file(self.tahun) {
                let place = file_and_line(&file.span_of_key(&by_hand));
                let text = self.language.pick(["diberikan di tahun_lain", "given in tahun_lain"]);
                self.say(format!("    {text}"), place);
            }
        }
        self.say(
            format!(
                "  {}: {rule} (agregasi: {})",
                self.language.pick(["setahun", "the year"]),
                nama_agregasi(self.indikator.agregasi)
            ),
            self.defined(&["agregasi"]),
        );
        self.measured.operand = operand;
    }

    fn quarters(&mut self, nama: &str, tahun: i32) {
        let unit = self.indikator.satuan_data().clone();
        let year = self.project.model.realisasi.get(&tahun);
        let Some(args) = year.and_then(|year| year.indikator.get(&self.indikator.id)) else {
            return;
        };
        let Some(file) = self.year_file(tahun) else { return };
        let mut said = Vec::new();
        for (n, arg) in args.triwulan.iter().enumerate() {
            let text = match arg {
                QuarterData::Empty => continue,
                QuarterData::Unavailable(reason) => format!("n/a: {reason}"),
                QuarterData::Nilai(values) => {
                    values.get(nama).map_or_else(String::new, |n| unit.show_target(*n))
                }
            };
            let path = [Key("realisasi"), Key(&self.indikator.id), Key(TRIWULAN[n])];
            let place = file_and_line(&file.span_of_key(&path));
            said.push((
                format!(
                    "    {} {}: {text}",
                    self.language.pick(["Triwulan", "Quarter"]),
                    format::roman(n + 1)
                ),
                place,
            ));
        }
        self.lines.extend(said);
    }

    /// The formula, with each of its steps.
    fn formula(&mut self) {
        self.head(self.language.pick(["Realisasi", "Actual value (realisasi)"]));
        if let Some(rumus) = &self.indikator.rumus {
            self.say(format!("  {}", rumus.calculate), self.defined(&["formula"]));
            let value = |nama: &str| {
                let one = self.measured.operand.iter().find(|o| o.nama == nama);
                one.and_then(|o| o.nilai.number())
            };
            let mut steps = Vec::new();
            if self.measured.operand.iter().all(|o| o.nilai.number().is_some()) {
                step(&rumus.calculate, &value, &mut steps);
            }
            self.lines.extend(steps.into_iter().map(|text| (format!("  {text}"), String::new())));
        }
        let unit = &self.indikator.satuan;
        let shown = self.measured.realisasi.complete(|n| unit.show(n));
        let printed = self.language.pick(["tercetak", "printed"]);
        let text = format!("  {printed} {shown} (satuan: {})", unit.nama());
        self.say(text, self.defined(&["satuan"]));
    }

    fn target(&mut self) {
        self.head("Target");
        let unit = self.indikator.satuan.clone();
        let key = self.tahun.to_string();
        let Some(target) = self.measured.target else {
            let text = self.language.pick(["  belum ditetapkan", "  not set yet"]);
            return self.say(text.to_owned(), String::new());
        };
        let [murni, perubahan, batas] = self.language.pick([
            ["murni", "perubahan", "sampai batas laporan"],
            ["as first set", "revised", "up to the cut-off"],
        ]);
        self.say(
            format!("  {murni} {}", target.murni.show(&unit)),
            self.defined(&["target", &key]),
        );
        if let Some((revised, reason)) = &target.perubahan {
            let text = format!("  {perubahan} {}: {reason}", revised.show(&unit));
            self.say(text, self.defined(&["target_perubahan", &key]));
        }
        if let Some(aim) = self.measured.aim.filter(|_| !self.measured.whole_year) {
            let text = format!("  {batas} {}", aim.show(&unit));
            self.say(text, self.defined(&["target_triwulan", &key]));
        }
    }

    fn achievement(&mut self) {
        self.head(self.language.pick(["Capaian", "Achievement (capaian)"]));
        let h = &self.measured;
        let mut said = Vec::new();
        if let (Some(rule), Some(aim)) = (h.rule, h.aim) {
            let unit = &self.indikator.satuan;
            said.push(format!("  {} ({})", rule.rumus(), rule.sumber()));
            let actual = h.realisasi.show(number);
            said.push(format!("  R = {actual}, T = {}", aim.show(unit)));
        }
        if let Nilai::Known(n) = h.capaian {
            said.push(format!("  = {}", number(n)));
        }
        let rounding = h.capaian.number().map_or("", |_| {
            self.language.pick([
                " (dibulatkan sekali, di sini: dua desimal, setengah menjauhi nol)",
                " (rounded once, here: two decimals, half away from zero)",
            ])
        });
        let printed = self.language.pick(["tercetak", "printed"]);
        said.push(format!("  {printed} {}{rounding}", h.capaian.complete(format::percent)));
        if let Some(n) = h.kategori {
            let skala = &self.project.model.opd.kebijakan.skala;
            let (nama, bound) = &skala.peringkat[n];
            let [rest, above, category, before] = self.language.pick([
                ["selebihnya", "di atas", "kategori", "sebelum pembulatan"],
                ["the rest", "above", "category", "before rounding"],
            ]);
            let bound = bound
                .map_or(rest.to_owned(), |b| format!("{above} {}", format::percent_as_needed(b)));
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

fn file_and_line(span: &Span) -> String {
    let [(line, _), _] = span.line_columns();
    format!("{}:{line}", span.file.path())
}

/// A number to ten decimals, with a mark where there are more.
fn number(n: Rational) -> String {
    const PLACES: u32 = 10;
    let more = n.round(PLACES).map(Rational::from) != Some(n);
    format!("{}{}", format::as_needed(n, PLACES), if more { "…" } else { "" })
}

/// Puts down each operation with its numbers; returns how its result is written.
fn step(e: &Expr, value: &dyn Fn(&str) -> Option<Rational>, steps: &mut Vec<String>) -> String {
    let result = e.value(value);
    let shown = result.map_or_else(|_| "tidak dapat dihitung".to_owned(), number);
    match e {
        Expr::Binary(operator, left, right) => {
            let left = step(left, value, steps);
            let right = step(right, value, steps);
            steps.push(format!("{left} {} {right} = {shown}", operator.symbol()));
            shown
        }
        Expr::Neg(inner) => {
            step(inner, value, steps);
            shown
        }
        _ => shown,
    }
}
