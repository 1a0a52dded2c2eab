//! An explanation as lines for people.

use super::{Explanation, Input, Quarter, Side, Step, Targets};
use crate::format;
use crate::language::{Note, Phrase, notes};
use crate::measure::Nilai;
use crate::model::{Agregasi, Bound};
use crate::number::Rational;
use crate::text::Span;

/// A line, and the place of what it says.
#[derive(Debug)]
pub struct Line {
    /// What it says.
    pub text: Phrase,
    /// Where that stands.
    pub place: Option<Span>,
}

notes! {
    TITLE = "{indikator} ({id}), tahun {tahun}", "{indikator} ({id}), year {tahun}";
    DATA = "Data", "Data";
    REALISASI = "Realisasi", "Actual value (realisasi)";
    TARGET = "Target", "Target";
    CAPAIAN = "Capaian", "Achievement (capaian)";
    INPUT = "  {nama}{year} = {value}{label}", "  {nama}{year} = {value}{label}";
    COMPARED = " ({said})", " ({said})";
    INDENTED = "  {said}", "  {said}";
    BY_HAND = "    diberikan di tahun_lain", "    given in tahun_lain";
    WHOLE_YEAR = "  setahun: {rule} (agregasi: {agregasi})", "  the year: {rule} (agregasi: {agregasi})";
    QUARTER = "    Triwulan {n}: {value}", "    Quarter {n}: {value}";
    STEP = "  {left} {sign} {right} = {result}", "  {left} {sign} {right} = {result}";
    PRINTED = "  tercetak {value} (satuan: {satuan})", "  printed {value} (unit: {satuan})";
    NO_TARGET = "  belum ditetapkan", "  not set yet";
    MURNI = "  murni {value}", "  as first set {value}";
    PERUBAHAN = "  perubahan {value}: {reason}", "  revised {value}: {reason}";
    TO_DATE = "  sampai batas laporan {value}", "  up to the cut-off {value}";
    RULE = "  {formula} ({source})", "  {formula} ({source})";
    OPERANDS = "  R = {realisasi}, T = {target}", "  R = {realisasi}, T = {target}";
    PRINTED_STATE = "  tercetak {value}", "  printed {value}";
    PRINTED_ROUNDED = "  tercetak {value} ({rounding})", "  printed {value} ({rounding})";
    pub(super) ROUNDING = "dibulatkan sekali, di sini: dua desimal; angka 5 dibulatkan ke atas, nilai negatif menurut besarnya",
        "rounded once, here: two decimals, half away from zero";
    ABOVE = "di atas {percent}", "above {percent}";
    FROM = "mulai {percent}", "from {percent} on";
    THE_REST = "selebihnya", "the rest";
    KATEGORI = "  kategori {nama}: {bound}, sebelum pembulatan ({source})",
        "  category {nama}: {bound}, before rounding ({source})";
}

impl Explanation<'_> {
    /// The explanation line by line.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Lines(Vec::new());
        let (nama, id) = (&self.indikator.nama, &self.indikator.id);
        let title = TITLE.arg("indikator", nama).arg("id", id).arg("tahun", self.tahun);
        lines.at(title, id.span());
        lines.say(format!("  {}", self.jabatan.nama));
        self.data(&mut lines);
        self.realisasi(&mut lines);
        lines.head(&TARGET);
        match &self.target {
            Some(targets) => self.targets(targets, &mut lines),
            None => lines.say(&NO_TARGET),
        }
        self.capaian(&mut lines);
        lines.0
    }

    /// The raw data, quarter by quarter, and what they make in a year.
    fn data(&self, lines: &mut Lines) {
        lines.head(&DATA);
        for input in &self.inputs {
            let value = input.nilai.phrase_with_reason(|n| self.unit_of_data().show_target(n));
            let year = match &input.compared {
                Some(said) => COMPARED.arg("said", said.clone()),
                None => Phrase::from(""),
            };
            let label = input.label.map_or(String::new(), |label| format!("  {label}"));
            lines.say(
                INPUT
                    .arg("nama", input.nama)
                    .arg("year", year)
                    .arg("value", value)
                    .arg("label", label),
            );
            self.quarters(input, lines);
            if let Some(place) = &input.by_hand {
                lines.at(&BY_HAND, place.clone());
            }
        }
        let agregasi = &self.indikator.agregasi;
        let (name, rule) = agregasi_in_words(agregasi.value);
        lines.at(WHOLE_YEAR.arg("rule", rule).arg("agregasi", name), agregasi.key());
    }

    fn quarters(&self, input: &Input, lines: &mut Lines) {
        for Quarter { number, nilai, place } in &input.quarters {
            let value = match nilai {
                None => Phrase::Text(String::new()),
                Some(Err(reason)) => {
                    Nilai::Unavailable((*reason).clone()).phrase_with_reason(|_| String::new())
                }
                Some(Ok(n)) => Phrase::Text(self.unit_of_data().show_target(*n)),
            };
            let text = QUARTER.arg("n", format::roman(*number)).arg("value", value);
            lines.at(text, place.clone());
        }
    }

    /// The formula, with each of its steps, and what is printed.
    fn realisasi(&self, lines: &mut Lines) {
        lines.head(&REALISASI);
        if let Some(formula) = &self.formula {
            lines.at(format!("  {}", formula.text), formula.place.clone());
            for Step { left, operator, right, result } in &formula.steps {
                let [left, right] = [left, right].map(side);
                let said = STEP.arg("left", left).arg("sign", operator.symbol());
                lines.say(said.arg("right", right).arg("result", result.phrase(number)));
            }
        }
        let unit = &self.indikator.satuan;
        let printed = self.realisasi.phrase_with_reason(|n| self.indikator.show(n));
        lines.at(PRINTED.arg("value", printed).arg("satuan", unit.nama()), unit.span());
    }

    fn targets(&self, targets: &Targets, lines: &mut Lines) {
        let unit = &self.indikator.satuan;
        let (murni, place) = &targets.murni;
        lines.at(MURNI.arg("value", murni.show(unit)), place.clone());
        if let Some((revised, reason, place)) = &targets.perubahan {
            let text = PERUBAHAN.arg("value", revised.show(unit)).arg("reason", reason);
            lines.at(text, place.clone());
        }
        if let Some((aim, place)) = &targets.to_date {
            lines.0.push(Line { text: TO_DATE.arg("value", aim.show(unit)), place: place.clone() });
        }
    }

    fn capaian(&self, lines: &mut Lines) {
        lines.head(&CAPAIAN);
        if let Some((rule, aim)) = &self.rule {
            lines.say(RULE.arg("formula", rule.formula()).arg("source", rule.source()));
            let realisasi = self.realisasi.phrase(number);
            let target = aim.show(&self.indikator.satuan);
            lines.say(OPERANDS.arg("realisasi", realisasi).arg("target", target));
            if let Some(equation) = &self.equation {
                lines.say(INDENTED.arg("said", equation.clone()));
            }
        }
        let printed = self.capaian.phrase_with_reason(format::percent);
        match self.capaian.number() {
            Some(n) => {
                lines.say(format!("  = {}", number(n)));
                lines.say(PRINTED_ROUNDED.arg("value", printed).arg("rounding", &ROUNDING));
            }
            None => lines.say(PRINTED_STATE.arg("value", printed)),
        }
        if let Some(kategori) = &self.kategori {
            let bound = kategori.bound.map_or(Phrase::from(&THE_REST), |bound| {
                let note = match bound {
                    Bound::Above(_) => &ABOVE,
                    Bound::From(_) => &FROM,
                };
                note.arg("percent", format::percent_as_needed(bound.number()))
            });
            let said = KATEGORI.arg("nama", kategori.nama).arg("bound", bound);
            lines.say(said.arg("source", kategori.source));
        }
    }
}

/// A number of a step, percentages as the formula has them.
fn side(side: &Side) -> Phrase {
    let percent = side.percent.clone().map(Phrase::Text);
    percent.unwrap_or_else(|| side.nilai.phrase(number))
}

/// Collects lines.
struct Lines(Vec<Line>);

impl Lines {
    fn say(&mut self, text: impl Into<Phrase>) {
        self.0.push(Line { text: text.into(), place: None });
    }

    fn at(&mut self, text: impl Into<Phrase>, place: Span) {
        self.0.push(Line { text: text.into(), place: Some(place) });
    }

    /// Begins a part.
    fn head(&mut self, text: &'static Note) {
        self.say("");
        self.say(text);
    }
}

/// An aggregation as the YAML names it, and what it does.
pub(super) fn agregasi_in_words(agregasi: Agregasi) -> (&'static str, &'static Note) {
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

/// A number to ten decimals, with a mark where there are more.
pub(super) fn number(n: Rational) -> String {
    const PLACES: u32 = 10;
    let more = n.round(PLACES).map(Rational::from) != Some(n);
    format!("{}{}", format::as_needed(n, PLACES), if more { "…" } else { "" })
}
