//! Achievement (*capaian*): the actual value against its target.
//!
//! | arah | rule | source |
//! |---|---|---|
//! | naik | R ÷ T | PermenPANRB 8/2021, *kondisi normal* |
//! | turun | (2T − R) ÷ T | PermenPANRB 8/2021, *kondisi khusus*: (1 + (1 − R/T)) |
//! | turun, policy `kebalikan` | T ÷ R | usual in monitoring of local governments |
//! | tetap | 1 − \|R − T\| ÷ T | no regulation; policy, printed with the table |
//! | tetap, policy `seperti-naik` | R ÷ T | the same |
//! | range a–b | R above it: against b; below it: against a; within: 100% | PermenPANRB 8/2021; "within" follows |
//! | T = 0 | R = 0: 100% for turun and tetap; R > 0: 0%; for naik no number | policy, printed |

use super::{Nilai, Reason};
use crate::model::{Aim, Arah, Kebijakan, RumusTetap, RumusTurun};
use crate::number::{NumError, Rational};

/// The rule an achievement was computed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapaianRule {
    /// R ÷ T.
    Naik,
    /// (2T − R) ÷ T.
    TurunSelisih,
    /// T ÷ R.
    TurunKebalikan,
    /// 1 − |R − T| ÷ T.
    TetapSelisih,
    /// Within a range: 100%.
    InInterval,
    /// The target is zero.
    TargetZero,
    /// The target is below zero.
    TargetNegative,
}

impl CapaianRule {
    /// The rule of a policy for a direction, where the target is above zero.
    pub fn general(kebijakan: &Kebijakan, arah: Arah) -> CapaianRule {
        match (arah, kebijakan.turun, kebijakan.tetap) {
            (Arah::Naik, ..) | (Arah::Tetap, _, RumusTetap::SepertiNaik) => CapaianRule::Naik,
            (Arah::Turun, RumusTurun::Selisih, _) => CapaianRule::TurunSelisih,
            (Arah::Turun, RumusTurun::Kebalikan, _) => CapaianRule::TurunKebalikan,
            (Arah::Tetap, _, RumusTetap::Selisih) => CapaianRule::TetapSelisih,
        }
    }

    /// The achievement of `actual` against `target` by this rule, where the target is above zero.
    ///
    /// # Errors
    /// A denominator of zero, or too many digits.
    pub fn of(self, target: Rational, actual: Rational) -> Result<Rational, NumError> {
        match self {
            CapaianRule::TurunSelisih => {
                target.checked_mul(2.into())?.checked_sub(actual)?.checked_div(target)
            }
            CapaianRule::TurunKebalikan => target.checked_div(actual),
            CapaianRule::TetapSelisih => {
                let off = actual.checked_sub(target)?.abs()?.checked_div(target)?;
                Rational::ONE.checked_sub(off)
            }
            _ => actual.checked_div(target),
        }
    }
}

/// The achievement of `realisasi` against `sasar`, and the rule that gave it. It may be
/// above 100% and, where lower is better, below 0: it is limited in averages only.
pub fn capaian(
    kebijakan: &Kebijakan,
    arah: Arah,
    aim: Aim,
    realisasi: Rational,
) -> (Nilai, CapaianRule) {
    let target = match aim {
        Aim::Point(target) => target,
        Aim::Interval(low, _) if realisasi < low => low,
        Aim::Interval(_, high) if realisasi > high => high,
        Aim::Interval(..) => return (Nilai::Known(Rational::ONE), CapaianRule::InInterval),
    };
    if target.is_negative() {
        return (Nilai::NotComputable(Reason::TargetNegative), CapaianRule::TargetNegative);
    }
    if target.is_zero() {
        return (against_zero(arah, realisasi), CapaianRule::TargetZero);
    }
    let rule = CapaianRule::general(kebijakan, arah);
    if rule == CapaianRule::TurunKebalikan && realisasi.is_zero() {
        return (Nilai::NotComputable(Reason::RealisasiZero), rule);
    }
    (rule.of(target, realisasi).into(), rule)
}

/// Against a target of zero.
fn against_zero(arah: Arah, realisasi: Rational) -> Nilai {
    match arah {
        Arah::Naik => Nilai::NotComputable(Reason::TargetZero),
        Arah::Turun | Arah::Tetap if realisasi.is_zero() => Nilai::Known(Rational::ONE),
        Arah::Turun | Arah::Tetap => Nilai::Known(Rational::ZERO),
    }
}
