//! Words about numbers: states, rules, categories, policies. Documents print them in
//! Indonesian; explanations, reviews and messages say them in the reader's language.

use crate::format;
use crate::language::{Note, Phrase, notes};
use crate::measure::{Basis, CapaianRule, Coverage, Measured, Nilai, Reason};
use crate::model::{
    Agregasi, Arah, Bound, Kebijakan, Quarters, RataRata, SebelumAkhirTahun, Skala, Status,
};
use crate::number::Rational;
use crate::text::Text;

notes! {
    NOT_FILLED = "belum diisi", "not filled yet";
    NOT_DUE = "belum waktunya", "not due yet";
    UNAVAILABLE = "tidak tersedia", "not available";
    NOT_ASSESSED = "belum dinilai", "not assessed yet";
    NOT_COMPUTABLE = "tidak dapat dihitung", "cannot be computed";
    // Stands where nothing is missing and nothing went wrong: there just is no number.
    WORDLESS = "–", "–";
    BECAUSE = "{state} karena {reason}", "{state} because {reason}";
    // The user's own reason, which may hold a colon and a *karena* of its own.
    WITH_REASON = "{state} ({reason})", "{state} ({reason})";
    QUARTERS = "Triwulan {list}", "Quarter {list}";
    YEAR_TO_DATE = "{tahun} s.d. Triwulan {sampai}", "{tahun} up to quarter {sampai}";
    QUARTERS_MISSING = "data Triwulan {quarters} tahun {tahun} belum diisi",
        "the data of quarter {quarters} of {tahun} are not filled";
}

impl Nilai {
    /// The number as `number` writes it, or the state.
    pub fn phrase(&self, number: impl Fn(Rational) -> String) -> Phrase {
        let state: &'static Note = match self {
            Nilai::Known(n) => return Phrase::Text(number(*n)),
            Nilai::NotFilled => &NOT_FILLED,
            Nilai::NotDue => &NOT_DUE,
            Nilai::Unavailable(_) => &UNAVAILABLE,
            Nilai::NotComputable(Reason::NotAssessed) => &NOT_ASSESSED,
            Nilai::NotComputable(Reason::NoTarget | Reason::NotReached) => &WORDLESS,
            Nilai::NotComputable(_) => &NOT_COMPUTABLE,
        };
        Phrase::from(state)
    }

    /// The same, with the reason of a state: `tidak tersedia (data BPS terbit bulan Juni)`.
    pub fn phrase_with_reason(&self, number: impl Fn(Rational) -> String) -> Phrase {
        let state = self.phrase(number);
        match self.why() {
            None => state,
            Some(why) if state == Phrase::from(&WORDLESS) => why,
            Some(why) => {
                let said =
                    if matches!(self, Nilai::Unavailable(_)) { &WITH_REASON } else { &BECAUSE };
                said.arg("state", state).arg("reason", why)
            }
        }
    }

    /// Why there is no number, where there is more to say than the state.
    pub fn why(&self) -> Option<Phrase> {
        match self {
            Nilai::Known(_) | Nilai::NotFilled | Nilai::NotDue => None,
            Nilai::Unavailable(reason) => Some(Phrase::from(reason)),
            Nilai::NotComputable(reason) => Some(reason.phrase()),
        }
    }

    /// As documents print it: the number as `number` writes it, or the state.
    pub fn show(&self, number: impl Fn(Rational) -> String) -> String {
        self.phrase(number).printed()
    }

    /// As documents print it, with the reason of a state.
    pub fn complete(&self, number: impl Fn(Rational) -> String) -> String {
        self.phrase_with_reason(number).printed()
    }

    /// Why there is no number, as documents print it.
    pub fn reason(&self) -> Option<String> {
        self.why().map(|why| why.printed())
    }
}

impl Reason {
    /// The reason in words.
    pub fn phrase(self) -> Phrase {
        let note: &'static Note = match self {
            Reason::QuartersMissing { tahun, quarters } => {
                return QUARTERS_MISSING.arg("quarters", quarters).arg("tahun", tahun);
            }
            Reason::ZeroDenominator => &Note(["penyebutnya 0", "its denominator is 0"]),
            Reason::TooLarge => &Note([
                "hasil penghitungannya melampaui ketelitian yang didukung",
                "the result needs more digits than there are",
            ]),
            Reason::NotAssessed => {
                &Note(["target triwulan belum ditetapkan", "its quarterly target is not set yet"])
            }
            Reason::NoTarget => &Note(["targetnya belum ditetapkan", "its target is not set yet"]),
            Reason::TargetZero => &Note(["targetnya 0", "its target is 0"]),
            Reason::TargetNegative => &Note(["targetnya negatif", "its target is negative"]),
            Reason::RealisasiZero => &Note([
                "realisasinya, sebagai pembagi, bernilai 0",
                "the actual value is 0, and the rule divides by it",
            ]),
            Reason::NotReached => &Note(["capaiannya belum 100%", "the achievement is below 100%"]),
        };
        Phrase::from(note)
    }
}

impl CapaianRule {
    /// As a formula, T the target and R the actual value.
    pub fn formula(self) -> &'static Note {
        match self {
            CapaianRule::Naik => &Note(["R ÷ T", "R ÷ T"]),
            CapaianRule::TurunSelisih => &Note(["(2T − R) ÷ T", "(2T − R) ÷ T"]),
            CapaianRule::TurunKebalikan => &Note(["T ÷ R", "T ÷ R"]),
            CapaianRule::TetapSelisih => &Note(["1 − |R − T| ÷ T", "1 − |R − T| ÷ T"]),
            CapaianRule::InInterval => {
                &Note(["R di dalam rentang target: 100%", "R within the target's range: 100%"])
            }
            CapaianRule::TargetZero => &Note([
                "T = 0: 100% bila R = 0, 0% bila R > 0; tanpa angka untuk arah naik",
                "T = 0: 100% where R = 0, 0% where R > 0; no number where more is better",
            ]),
            CapaianRule::TargetNegative => &Note(["T < 0: tanpa angka", "T < 0: no number"]),
        }
    }

    /// Where the rule is written.
    pub fn source(self) -> &'static Note {
        match self {
            CapaianRule::Naik => &Note([
                "PermenPANRB 8/2021, kondisi normal",
                "PermenPANRB 8/2021, normal condition",
            ]),
            CapaianRule::TurunSelisih => &Note([
                "PermenPANRB 8/2021, kondisi khusus",
                "PermenPANRB 8/2021, special condition",
            ]),
            CapaianRule::InInterval => {
                &Note(["PermenPANRB 8/2021, target rentang", "PermenPANRB 8/2021, target range"])
            }
            CapaianRule::TurunKebalikan
            | CapaianRule::TetapSelisih
            | CapaianRule::TargetZero
            | CapaianRule::TargetNegative => &Note(["kebijakan kantor", "policy of the office"]),
        }
    }

    /// The formula as documents print it.
    pub fn rumus(self) -> &'static str {
        self.formula().printed()
    }

    /// The source as documents print it.
    pub fn sumber(self) -> &'static str {
        self.source().printed()
    }
}

/// What every page says of figures that are not final.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Contoh => "DATA CONTOH: angka ilustratif, bukan data resmi",
        Status::Draf => "DRAF: angka belum disahkan",
        Status::Final => "",
    }
}

/// The name of a category.
pub fn kategori(place: Option<usize>, skala: &Skala) -> String {
    place
        .and_then(|n| skala.peringkat.get(n))
        .map_or("–".to_owned(), |(nama, _)| nama.to_string())
}

/// The bounds of a category in words.
pub fn interval(skala: &Skala, n: usize) -> String {
    let lower = skala.peringkat[n].1;
    let upper = n.checked_sub(1).and_then(|above| skala.peringkat[above].1);
    let percent = |bound: Bound| format::percent_as_needed(bound.number());
    if let (Some(only), Some(above)) = (lower, upper)
        && only.number() == above.number()
    {
        return format!("tepat {}", percent(only));
    }
    let from = lower.map(|bound| match bound {
        Bound::Above(_) => format!("di atas {}", percent(bound)),
        Bound::From(_) => format!("mulai {}", percent(bound)),
    });
    let to = upper.map(|bound| match bound {
        Bound::Above(_) => format!("sampai {}", percent(bound)),
        Bound::From(_) => format!("di bawah {}", percent(bound)),
    });
    match (from, to) {
        (Some(from), Some(to)) if to.starts_with("di bawah") => format!("{from} sampai {to}"),
        (Some(from), Some(to)) => format!("{from} {to}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "semua".to_owned(),
    }
}

/// Which bounds of a scale belong to the category they begin.
pub fn bounds(skala: &Skala) -> &'static str {
    let mut bounds = skala.peringkat.iter().filter_map(|(_, bound)| *bound);
    let mut strict = bounds.clone().filter(|bound| matches!(bound, Bound::Above(_)));
    let mut inclusive = bounds.by_ref().filter(|bound| matches!(bound, Bound::From(_)));
    match (strict.next(), inclusive.next()) {
        (Some(_), None) => "Batas bawah tidak termasuk, batas atas termasuk.",
        (None, Some(_)) => "Batas bawah termasuk, batas atas tidak termasuk.",
        _ => "",
    }
}

/// Quarters by their numbers: `Triwulan II, IV`.
pub fn quarters(quarters: Quarters) -> Phrase {
    QUARTERS.arg("list", quarters)
}

/// The same, as documents print it.
pub fn numbered(quarters: Quarters) -> String {
    self::quarters(quarters).printed()
}

/// A year, and how far its figures go where that is not its end: `2024 s.d. Triwulan II`.
pub fn year_to_date(tahun: i32, sampai: usize) -> Phrase {
    match sampai {
        4.. => Phrase::from(tahun),
        n => YEAR_TO_DATE.arg("tahun", tahun).arg("sampai", format::roman(n)),
    }
}

/// How far figures go: `Triwulan II`.
pub fn cut_off(sampai: usize) -> Phrase {
    quarters([sampai].into_iter().collect())
}

/// What another year's operand covers.
pub fn compared(coverage: Coverage, agregasi: Agregasi, tahun: i32, sampai: usize) -> Phrase {
    let note = match (coverage, agregasi) {
        (Coverage::WholeYear, Agregasi::Akhir) => {
            &Note(["posisi akhir tahun {tahun}", "the closing position of {tahun}"])
        }
        (Coverage::SameQuarters(_), Agregasi::Akhir) => {
            &Note(["posisi Triwulan {n} tahun {tahun}", "the position of quarter {n} of {tahun}"])
        }
        (Coverage::WholeYear, _) if sampai < 4 => {
            &Note(["setahun penuh {tahun}", "the whole of {tahun}"])
        }
        (Coverage::WholeYear, _) => &Note(["tahun {tahun}", "{tahun}"]),
        (Coverage::SameQuarters(_), _) => {
            &Note(["tahun {tahun} s.d. Triwulan {n}", "{tahun} up to quarter {n}"])
        }
    };
    note.arg("tahun", tahun).arg("n", format::roman(coverage.sampai()))
}

/// What achievements are measured against, as documents print it: `target s.d. Triwulan II`.
pub fn against(basis: Basis, sampai: usize) -> String {
    match basis {
        Basis::ToDate => format!("target{}", format::until(sampai)),
        Basis::Year => "target setahun".to_owned(),
    }
}

/// Quarters that are not available, those with one reason together.
pub fn unavailable<'h>(h: &'h Measured) -> impl Iterator<Item = (String, &'h Text)> {
    h.unavailable
        .chunk_by(|one, next| one.1 == next.1)
        .map(|same| (numbered(same.iter().map(|(quarter, _)| *quarter).collect()), same[0].1))
}

/// What an indicator lacks: the state of its achievement, quarters that are not filled or not
/// available. Nothing is lacking before it is due.
pub fn missing(h: &Measured) -> Vec<String> {
    let mut notes = Vec::new();
    if h.capaian.number().is_none() && h.is_due() {
        notes.push(h.capaian.complete(format::percent));
    }
    if !h.unfilled.is_empty() && h.realisasi.number().is_some() {
        notes.push(format!("{} belum diisi", numbered(h.unfilled)));
    }
    for (quarters, reason) in unavailable(h).filter(|_| h.capaian.number().is_some()) {
        notes.push(format!("data {quarters} tidak tersedia: {reason}"));
    }
    notes
}

/// The policies in force, in sentences for the foot of a table whose figures go up to the end of
/// quarter `sampai`.
pub fn policies(kebijakan: &Kebijakan, sampai: usize) -> Vec<String> {
    let bounds = [kebijakan.batas_bawah, kebijakan.batas_atas];
    let [low, high] = bounds.map(format::percent_as_needed);
    let mut sentences = vec![rules(kebijakan)];
    if sampai < 4 {
        sentences.push(before_the_end(kebijakan, &format::until(sampai)));
    }
    sentences.push(averages(kebijakan, &limits(Some(&low), Some(&high))));
    sentences.push(CATEGORIES.to_owned());
    sentences
}

/// How achievements are computed, in a sentence.
pub fn rules(kebijakan: &Kebijakan) -> String {
    let [naik, turun, tetap] = [Arah::Naik, Arah::Turun, Arah::Tetap]
        .map(|arah| CapaianRule::general(kebijakan, arah).rumus());
    format!(
        "Capaian dihitung dari target (T) dan realisasi (R), dikalikan 100%: (a) makin tinggi makin \
         baik: {naik}; (b) makin rendah makin baik: {turun}; (c) harus tepat pada target: {tetap}. \
         Realisasi di dalam target rentang bernilai 100%; di luar rentang dibandingkan dengan batas \
         terdekat. Jika target 0, realisasi 0 bernilai 100% dan realisasi di atas 0 bernilai 0%; untuk \
         indikator (a) capaian tidak dihitung."
    )
}

/// What averages do with achievements beyond their bounds, each where there is one.
pub fn limits(low: Option<&str>, high: Option<&str>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => {
            format!(
                "capaian di bawah {low} diperhitungkan sebagai {low} dan di atas {high} sebagai {high}"
            )
        }
        (Some(low), None) => format!("capaian di bawah {low} diperhitungkan sebagai {low}"),
        (None, Some(high)) => format!("capaian di atas {high} diperhitungkan sebagai {high}"),
        (None, None) => "capaian tidak dibatasi".to_owned(),
    }
}

/// How averages are made, in a sentence; `limits` are those of achievements.
pub fn averages(kebijakan: &Kebijakan, limits: &str) -> String {
    let over = match kebijakan.rata_rata {
        RataRata::Indikator => "seluruh indikator",
        RataRata::Sasaran => "menurut sasaran, masing-masing rata-rata indikatornya",
    };
    format!(
        "Rata-rata adalah rata-rata sederhana capaian {over}. Untuk rata-rata, {limits}. Indikator yang \
         datanya belum diisi, tidak tersedia, atau capaiannya tidak dapat dihitung tidak diperhitungkan."
    )
}

/// How categories are found, in a sentence.
pub const CATEGORIES: &str = "Kategori ditentukan dari nilai sebelum pembulatan; angka dicetak dengan \
     pembulatan dua desimal, angka 5 dibulatkan ke atas (nilai negatif menurut besarnya).";

/// What a table of quarters shows, in sentences.
pub fn quarterly(kebijakan: &Kebijakan) -> [String; 2] {
    let without = match kebijakan.sebelum_akhir_tahun {
        SebelumAkhirTahun::BelumDinilai => "yang belum ditetapkan membuat capaiannya belum dinilai",
        SebelumAkhirTahun::TerhadapTargetSetahun => {
            "di mana belum ditetapkan, capaiannya dihitung terhadap target setahun"
        }
    };
    [
        "Target, realisasi, dan capaian setiap triwulan terhitung sejak Januari; target Triwulan IV adalah target setahun."
            .to_owned(),
        format!("Target triwulan ditetapkan sebagai bagian atau keadaan pada triwulan itu; {without}."),
    ]
}

/// What is measured before the year is over, in a sentence; `until` is how far figures go.
pub fn before_the_end(kebijakan: &Kebijakan, until: &str) -> String {
    match kebijakan.sebelum_akhir_tahun {
        SebelumAkhirTahun::BelumDinilai => format!(
            "Capaian{until} dihitung terhadap target{until}; indikator tanpa target triwulan belum dinilai."
        ),
        SebelumAkhirTahun::TerhadapTargetSetahun => format!(
            "Capaian{until} dihitung terhadap target{until}, bagi indikator tanpa target triwulan terhadap target \
             setahun; keduanya tidak pernah dirata-ratakan bersama."
        ),
    }
}
