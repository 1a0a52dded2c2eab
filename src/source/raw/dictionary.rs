//! `data/kamus.yaml`: the office’s own words for `check`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::Text;

/// Kamus pemeriksa milik kantor (data/kamus.yaml); menambah kamus bawaan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kamus {
    /// Kata yang keliru dan betulnya, misalnya { perijinan: perizinan }.
    #[serde(default)]
    pub salah: BTreeMap<Text, Text>,
    /// Kata yang tidak baku dan bakunya; hanya disarankan.
    #[serde(default)]
    pub baku: BTreeMap<Text, Text>,
    /// Akronim seperti seharusnya ditulis, misalnya SIINas.
    #[serde(default)]
    pub akronim: Vec<Text>,
    /// Kata yang tidak perlu diperiksa.
    #[serde(default)]
    pub abaikan: Vec<Text>,
}
