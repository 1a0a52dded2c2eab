//! What templates see: one context for all documents, built once from the model and the
//! measured year. These types are its description: `ikigen schema data` prints it,
//! docs/templat.md lists it, `ikigen data` prints the values. Their comments are written for who
//! writes templates.

#![expect(clippy::struct_field_names, reason = "the keys are those of the YAML")]

mod agreement;
mod office;
mod page;
mod plan;
mod position;
mod words;
mod year;

use minijinja::value::{Serde, Value};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use super::value::{Text, words};
use super::{Attachment, Base, ListedChange, format};
use crate::documents::Job;
use crate::measure::Measurement;
use crate::model::Model;
use crate::source::raw::Untuk;
use agreement::Perjanjian;
use office::{Iki, Kebijakan, Office, Pengesahan};
use page::Halaman;
use plan::Renstra;
use position::Jabatan;
use year::Year;

/// Semua yang dilihat templat.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Kantornya.
    office: Office,
    /// Jabatan-jabatannya, menurut urutan cetak, dengan sasaran dan indikatornya.
    jabatan: Vec<Jabatan>,
    /// Tahun yang diukur; null bila data/opd.yaml tidak menyebut tahun.
    measured: Option<Year>,
    /// Rencana strategis; null bila tidak ada data/renstra.yaml.
    renstra: Option<Renstra>,
    /// Perjanjian kinerja tahun yang diukur; null bila data/opd.yaml tidak menyebut tahun.
    perjanjian: Option<Perjanjian>,
    /// Aturan pengukuran.
    kebijakan: Kebijakan,
    /// Penanda tangan; null bila tidak ada.
    pengesahan: Option<Pengesahan>,
    /// Kata-kata tetap dokumen IKI.
    iki: Iki,
    /// Kertas, huruf dan jarak.
    halaman: Halaman,
    /// Berkas yang ikut di dalam PDF.
    attachments: Vec<AttachedFile>,
    /// Dokumen yang sedang dibuat; null pada `ikigen data`, yang tidak membuat dokumen.
    document: Option<Document>,
}

/// Berkas yang ikut di dalam PDF.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AttachedFile {
    /// Letaknya di proyek.
    path: Text,
    /// Jenisnya (media type).
    media_type: Text,
    /// Keterangannya.
    description: Text,
}

/// Dokumen yang sedang dibuat.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Document {
    /// Id dokumennya.
    id: String,
    /// Judul berkasnya.
    judul: Text,
    /// Nama berkasnya.
    berkas: Text,
    /// Dibuat untuk apa.
    untuk: Untuk,
    /// Jabatannya, pada dokumen untuk setiap jabatan; selain itu null.
    #[schemars(with = "Option<Jabatan>")]
    jabatan: Value,
    /// Triwulannya, pada dokumen untuk setiap triwulan; selain itu null.
    triwulan: Option<usize>,
}

impl Data {
    /// The context of a model; `measurement`: the measured year.
    pub fn new(
        model: &Model,
        measurement: Option<&Measurement>,
        attachments: &[Attachment],
    ) -> Data {
        let jabatan = position::positions(model, measurement);
        let sampai = measurement.map_or(4, |year| year.sampai);
        Data {
            office: Office::new(model),
            measured: measurement.map(|year| Year::new(model, year)),
            renstra: model.renstra.as_ref().map(|plan| {
                Renstra::new(model, plan, (&jabatan, measurement.map(|year| year.tahun)))
            }),
            jabatan,
            perjanjian: measurement.map(|year| Perjanjian::new(model, year.tahun)),
            kebijakan: Kebijakan::new(&model.opd.kebijakan, sampai),
            pengesahan: model.opd.pengesahan.as_ref().map(|one| Pengesahan::new(one, &model.opd)),
            iki: Iki::new(&model.opd.iki, measurement),
            halaman: Halaman::new(&model.opd.halaman, model.opd.letter),
            attachments: attachments.iter().map(AttachedFile::new).collect(),
            document: None,
        }
    }

    /// As templates take it.
    pub fn value(&self) -> Value {
        Value::from(Serde(self))
    }

    /// Its JSON Schema.
    pub fn schema() -> serde_json::Value {
        let settings = SchemaSettings::default().for_serialize();
        settings.into_generator().into_root_schema_for::<Data>().to_value()
    }
}

impl AttachedFile {
    fn new(file: &Attachment) -> AttachedFile {
        AttachedFile {
            path: words(file.path.as_str()),
            media_type: words(file.media_type),
            description: words(file.description),
        }
    }
}

/// The context `data` for one document, with the title of its file.
pub fn for_job(data: &Value, job: &Job, judul: String) -> Value {
    let position = |id: &String| {
        let all = data.get_attr("jabatan").ok()?.try_iter().ok()?;
        all.into_iter()
            .find(|one| one.get_attr("id").is_ok_and(|found| found.as_str() == Some(id.as_str())))
    };
    let document = Value::from(Serde(Document {
        id: job.id.clone(),
        judul: words(judul),
        berkas: words(job.file_name()),
        untuk: job.scope,
        jabatan: job.item.jabatan.as_ref().and_then(position).unwrap_or(Value::from(())),
        triwulan: job.item.triwulan,
    }));
    minijinja::context! { document, ..data.clone() }
}

/// Changes that the list in front of a document has room for; of more, the pages tell.
const MAX_LISTED: usize = 500;

/// What the template around a document with its changes marked sees besides: `template`, the one
/// of the document, and what it is compared with.
pub fn for_redline(data: &Value, job: &Job, template: &str, base: &Base) -> Value {
    let row = |one: &ListedChange| {
        let [before, after] =
            [&one.before, &one.after].map(|text| text.as_deref().map(format::shown));
        minijinja::context! {
            about => &one.about, jabatan => &one.jabatan, what => &one.what, found_by => one.found_by.name(), before, after,
        }
    };
    let perubahan = minijinja::context! {
        template,
        base => base.name,
        only_changed => base.only_changed,
        list => base.changes.iter().take(MAX_LISTED).map(row).collect::<Vec<_>>(),
        left => base.changes.len().saturating_sub(MAX_LISTED),
    };
    let judul = format!("{} (perubahan sejak {})", job.title, base.name);
    minijinja::context! { perubahan, ..for_job(data, job, judul) }
}
