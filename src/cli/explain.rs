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
use crate::language::{Language, Note, Phrase, notes};
use crate::measure::{self, Measured, Nilai};
use crate::model::{Agregasi, Indikator, Jabatan, QuarterData};
use crate::number::Rational;
use crate::project::{self, Project, Timings};
use crate::text::Span;

/// What `explain` is told.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[arg(
        value_name = Note(["KODE", "CODE"]),
        help = Note([
            "Kode temuan, seperti tertulis di antara kurung siku; tanpa ini: daftar semua kode",
            "Code of a finding, as it stands in brackets; without it: all codes",
        ])
    )]
    code: Option<String>,

    #[command(subcommand)]
    topic: Option<Topic>,
}

/// What can be explained.
#[derive(Debug, Subcommand)]
enum Topic {
    #[command(about = Note([
        "Asal-usul capaian sebuah indikator: data, rumus, target, aturan, pembulatan",
        "Where an indicator's achievement comes from: data, formula, target, rule, rounding",
    ]))]
    Capaian {
        #[arg(
            value_name = Note(["INDIKATOR", "INDICATOR"]),
            help = Note(["Id indikator", "Id of the indicator"])
        )]
        indikator: String,

        #[arg(
            long,
            value_name = Note(["TAHUN", "YEAR"]),
            help = Note([
                "Tahunnya [bawaan: `tahun` di data/opd.yaml]",
                "The year [default: `tahun` in data/opd.yaml]",
            ])
        )]
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
    let Some((jabatan, one)) = all().find(|(_, i)| i.id == indikator.as_str()) else {
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
            let found = Diagnostic::global(&codes::KODE_TAK_DIKENAL).arg("kode", code);
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(suggest_or(found, code, &known, &crate::check::codes::LIST_OF_CODES));
            reporter.diagnostics_only(&diagnostics);
            ERROR
        }
    }
}

notes! {
    TITLE = "{indikator} ({id}), tahun {tahun}", "{indikator} ({id}), year {tahun}";
    DATA = "Data", "Data";
    REALISASI = "Realisasi", "Actual value (realisasi)";
    TARGET = "Target", "Target";
    CAPAIAN = "Capaian", "Achievement (capaian)";
    BY_HAND = "    diberikan di tahun_lain", "    given in tahun_lain";
    WHOLE_YEAR = "  setahun: {rule} (agregasi: {agregasi})", "  the year: {rule} (agregasi: {agregasi})";
    QUARTER = "    Triwulan {n}: {value}", "    Quarter {n}: {value}";
    PRINTED = "  tercetak {value} (satuan: {satuan})", "  printed {value} (unit: {satuan})";
    NO_TARGET = "  belum ditetapkan", "  not set yet";
    MURNI = "  murni {value}", "  as first set {value}";
    PERUBAHAN = "  perubahan {value}: {reason}", "  revised {value}: {reason}";
    TO_DATE = "  sampai batas laporan {value}", "  up to the cut-off {value}";
    RULE = "  {formula} ({source})", "  {formula} ({source})";
    OPERANDS = "  R = {realisasi}, T = {target}", "  R = {realisasi}, T = {target}";
    PRINTED_STATE = "  tercetak {value}", "  printed {value}";
    PRINTED_ROUNDED = "  tercetak {value} (dibulatkan sekali, di sini: dua desimal, setengah menjauhi nol)",
        "  printed {value} (rounded once, here: two decimals, half away from zero)";
    ABOVE = "di atas {percent}", "above {percent}";
    THE_REST = "selebihnya", "the rest";
    KATEGORI = "  kategori {nama}: {bound}, sebelum pembulatan ({source})",
        "  category {nama}: {bound}, before rounding ({source})";
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
        let title = TITLE.arg("indikator", name).arg("id", id).arg("tahun", self.tahun);
        self.say(title, file_and_line(&id.span()));
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

    fn say(&mut self, text: impl Into<Phrase>, place: String) {
        self.lines.push((text.into().words(self.language), place));
    }

    fn head(&mut self, text: &'static Note) {
        self.say("", String::new());
        self.say(text, String::new());
    }

    /// The raw data, quarter by quarter, and what they make in a year.
    fn data(&mut self) {
        self.head(&DATA);
        let unit = self.indikator.satuan_data().clone();
        let operand = std::mem::take(&mut self.measured.operand);
        for one in &operand {
            let value = one.nilai.phrase_with_reason(|n| unit.show_target(n));
            let value = value.words(self.language);
            let own = self.indikator.tahun_lain().find(|(nama, _)| *nama == one.nama);
            let dari = own.map_or(one.nama, |(_, other)| other.dari.as_str()).to_owned();
            let year =
                if one.tahun == self.tahun { String::new() } else { format!(" ({})", one.tahun) };
            let label = self.indikator.rumus.as_ref().and_then(|r| r.label.get(one.nama));
            let label = label.map_or(String::new(), |label| format!("  {label}"));
            self.say(format!("  {}{year} = {value}{label}", one.nama), String::new());
            self.quarters(&dari, one.tahun);
            let given = self.measured.args.and_then(|i| i.tahun_lain.get_key_value(one.nama));
            if let Some((key, _)) = given {
                self.say(&BY_HAND, file_and_line(&key.span()));
            }
        }
        let (name, rule) = agregasi(self.indikator.agregasi.value);
        let text = WHOLE_YEAR.arg("rule", rule).arg("agregasi", name);
        self.say(text, file_and_line(&self.indikator.agregasi.key()));
        self.measured.operand = operand;
    }

    fn quarters(&mut self, nama: &str, tahun: i32) {
        let unit = self.indikator.satuan_data().clone();
        let year = self.project.model.realisasi.get(&tahun);
        let Some(args) = year.and_then(|year| year.indikator.get(&self.indikator.id)) else {
            return;
        };
        let mut said = Vec::new();
        for (n, arg) in args.triwulan.iter().enumerate() {
            let text = match &arg.value {
                QuarterData::Empty => continue,
                QuarterData::Unavailable(reason) => format!("n/a: {reason}"),
                QuarterData::Nilai(values) => {
                    values.get(nama).map_or_else(String::new, |n| unit.show_target(n.value))
                }
            };
            let place = file_and_line(&arg.key());
            said.push((QUARTER.arg("n", format::roman(n + 1)).arg("value", text), place));
        }
        for (text, place) in said {
            self.say(text, place);
        }
    }

    /// The formula, with each of its steps.
    fn formula(&mut self) {
        self.head(&REALISASI);
        if let Some(rumus) = &self.indikator.rumus {
            self.say(format!("  {}", rumus.calculate), file_and_line(&rumus.formula.span()));
            let value = |nama: &str| {
                let one = self.measured.operand.iter().find(|o| o.nama == nama);
                one.and_then(|o| o.nilai.number())
            };
            let mut steps = Vec::new();
            if self.measured.operand.iter().all(|o| o.nilai.number().is_some()) {
                step(&rumus.calculate, &value, &mut steps);
            }
            for text in steps {
                self.say(format!("  {}", text.words(self.language)), String::new());
            }
        }
        let unit = &self.indikator.satuan;
        let shown = self.measured.realisasi.phrase_with_reason(|n| unit.show(n));
        let text = PRINTED.arg("value", shown).arg("satuan", unit.nama());
        self.say(text, file_and_line(&unit.span()));
    }

    fn target(&mut self) {
        self.head(&TARGET);
        let unit = self.indikator.satuan.clone();
        let Some(target) = self.measured.target else {
            return self.say(&NO_TARGET, String::new());
        };
        let text = MURNI.arg("value", target.murni.show(&unit));
        self.say(text, file_and_line(&target.murni.span()));
        if let Some((revised, reason)) = &target.perubahan {
            let text = PERUBAHAN.arg("value", revised.show(&unit)).arg("reason", reason);
            self.say(text, file_and_line(&revised.span()));
        }
        if let Some(aim) = self.measured.aim.filter(|_| !self.measured.whole_year) {
            let text = TO_DATE.arg("value", aim.show(&unit));
            let place =
                target.triwulan.as_ref().map_or_else(String::new, |q| file_and_line(&q.span()));
            self.say(text, place);
        }
    }

    fn achievement(&mut self) {
        self.head(&CAPAIAN);
        let h = &self.measured;
        let mut said = Vec::new();
        if let (Some(rule), Some(aim)) = (h.rule, h.aim) {
            let unit = &self.indikator.satuan;
            said.push(RULE.arg("formula", rule.formula()).arg("source", rule.source()));
            let actual = h.realisasi.phrase(number);
            said.push(OPERANDS.arg("realisasi", actual).arg("target", aim.show(unit)));
        }
        if let Nilai::Known(n) = h.capaian {
            said.push(Phrase::from(format!("  = {}", number(n))));
        }
        let printed = h.capaian.phrase_with_reason(format::percent);
        let rounded = h.capaian.number().is_some();
        let note = if rounded { &PRINTED_ROUNDED } else { &PRINTED_STATE };
        said.push(note.arg("value", printed));
        if let Some(n) = h.kategori {
            let skala = &self.project.model.opd.kebijakan.skala;
            let (nama, bound) = &skala.peringkat[n];
            let bound = bound.map_or(Phrase::from(&THE_REST), |bound| {
                ABOVE.arg("percent", format::percent_as_needed(bound))
            });
            said.push(KATEGORI.arg("nama", nama).arg("bound", bound).arg("source", &skala.sumber));
        }
        for text in said {
            self.say(text, String::new());
        }
    }
}

/// An aggregation as the YAML names it, and what it does.
fn agregasi(agregasi: Agregasi) -> (&'static str, &'static Note) {
    match agregasi {
        Agregasi::Jumlah => ("jumlah", &Note(["jumlah triwulan", "sum of the quarters"])),
        Agregasi::Akhir => {
            ("akhir", &Note(["triwulan terakhir yang terisi", "the last quarter that is filled"]))
        }
        Agregasi::RataRata => {
            ("rata-rata", &Note(["rata-rata triwulan yang terisi", "mean of the filled quarters"]))
        }
        Agregasi::Kumulatif => (
            "kumulatif",
            &Note([
                "jumlah sejak Januari, triwulan terakhir",
                "total since January, the last quarter",
            ]),
        ),
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

notes! {
    STEP = "{left} {sign} {right} = {result}", "{left} {sign} {right} = {result}";
}

/// Puts down each operation with its numbers; returns how its result is written.
fn step(e: &Expr, value: &dyn Fn(&str) -> Option<Rational>, steps: &mut Vec<Phrase>) -> Phrase {
    let shown = Nilai::from(e.value(value)).phrase(number);
    match e {
        Expr::Binary(operator, left, right) => {
            let left = step(left, value, steps);
            let right = step(right, value, steps);
            let said = STEP.arg("left", left).arg("sign", operator.symbol()).arg("right", right);
            steps.push(said.arg("result", shown.clone()));
        }
        Expr::Neg(inner) => {
            step(inner, value, steps);
        }
        _ => {}
    }
    shown
}
