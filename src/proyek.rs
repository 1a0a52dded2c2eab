//! The one way through the program: a project folder in, finished documents out.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::check;
use crate::diagnostic::{Berkas, Diagnostic, Temuan, katalog};
use crate::markup::{self, Lampiran, Templat};
use crate::measure;
use crate::model::{self, Model};
use crate::output::{Banyak, Masukan, Terbitan};
use crate::source::{self, Langkah, Naskah};
use crate::typeset::{self, Bahan, Huruf};
use crate::workbook::{self, Sumber};

/// A project that has been read and found valid.
pub struct Proyek {
    /// The files as written.
    pub naskah: Naskah,
    /// What they say.
    pub model: Model,
    /// Templates, built-in and own.
    pub templat: Templat,
    /// Faces, built-in and own.
    pub huruf: Huruf,
}

/// How long each stage took, in order.
#[derive(Debug, Default)]
pub struct Waktu(pub Vec<(&'static str, Duration)>);

impl Waktu {
    /// Runs `work` and notes its time under `stage`.
    pub fn catat<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((stage, start.elapsed()));
        result
    }
}

/// A kind of document that can be asked for on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Dokumen {
    /// PDF IKI, edisi asli dan edisi tahunan
    Iki,
    /// Buku kerja lampiran LKjIP
    Lkjip,
    /// Buku kerja tabel Renstra
    Renstra,
}

/// Documents and the record of what they were made from.
pub struct Hasil {
    /// The documents.
    pub terbitan: Vec<Terbitan>,
    /// The record of the inputs.
    pub masukan: Masukan,
    /// The markup the documents were set from.
    pub bahan: Vec<Bahan>,
}

/// Reads a project and finds what stands in the way of its documents. Findings go to
/// `temuan`; `None` when there is an error.
pub fn read(folder: &Path, temuan: &mut Temuan, waktu: &mut Waktu) -> Option<Proyek> {
    let Bagian { naskah, model, templat, huruf } = parts(folder, temuan, waktu);
    let model = model.filter(|_| !temuan.has_errors())?;
    Some(Proyek { naskah, model, templat, huruf })
}

/// The same, and everything else a careful inspector would say.
pub fn periksa(folder: &Path, temuan: &mut Temuan, waktu: &mut Waktu) -> Option<Proyek> {
    let Bagian { naskah, model, templat, huruf } = parts(folder, temuan, waktu);
    let model = model.filter(|_| !temuan.has_errors());
    waktu.catat("check", || check::periksa(&naskah, model.as_ref(), temuan));
    Some(Proyek { naskah, model: model?, templat, huruf })
}

/// What can be read of a project, whatever is wrong with the rest.
struct Bagian {
    naskah: Naskah,
    model: Option<Model>,
    templat: Templat,
    huruf: Huruf,
}

fn parts(folder: &Path, temuan: &mut Temuan, waktu: &mut Waktu) -> Bagian {
    // The two take about as long as each other and have nothing to do with each other.
    let mut about_fonts = Temuan::default();
    let (naskah, huruf) = waktu.catat("source", || {
        std::thread::scope(|scope| {
            let fonts = scope.spawn(|| faces(folder, &mut about_fonts));
            let naskah = source::read(folder, temuan);
            (naskah, fonts.join())
        })
    });
    temuan.extend(about_fonts);
    let huruf = huruf.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let templat = templates(folder, temuan);
    let model = waktu.catat("model", || model(&naskah, &huruf, temuan));
    Bagian { naskah, model, templat, huruf }
}

fn faces(folder: &Path, temuan: &mut Temuan) -> Huruf {
    Huruf::new(source::read_assets(folder, "fonts", FACES, temuan), temuan)
}

fn templates(folder: &Path, temuan: &mut Temuan) -> Templat {
    Templat::new(source::read_assets(folder, "templates", TEMPLATES, temuan), temuan)
}

fn model(naskah: &Naskah, huruf: &Huruf, temuan: &mut Temuan) -> Option<Model> {
    check_characters(naskah, huruf, temuan);
    check_keys(naskah, temuan);
    check_face(naskah, huruf, temuan);
    model::build(naskah, temuan)
}

/// Reads a project from files that are not on disk, with the built-in templates and faces.
pub fn read_files(berkas: impl IntoIterator<Item = Berkas>, temuan: &mut Temuan) -> Option<Proyek> {
    let naskah = source::read_files(berkas, temuan);
    let huruf = Huruf::new(Vec::new(), temuan);
    let templat = Templat::new(Vec::new(), temuan);
    let model = model(&naskah, &huruf, temuan).filter(|_| !temuan.has_errors())?;
    Some(Proyek { naskah, model, templat, huruf })
}

/// The same with the templates and faces of `folder`, and judged: one state of a project whose
/// data are elsewhere.
pub fn periksa_files(
    berkas: impl IntoIterator<Item = Berkas>,
    folder: &Path,
    temuan: &mut Temuan,
) -> Option<Proyek> {
    let (huruf, templat) = (faces(folder, temuan), templates(folder, temuan));
    let naskah = source::read_files(berkas, temuan);
    let model = model(&naskah, &huruf, temuan).filter(|_| !temuan.has_errors());
    check::periksa(&naskah, model.as_ref(), temuan);
    Some(Proyek { naskah, model: model?, templat, huruf })
}

/// How files with faces end.
const FACES: &[&str] = &[".ttf", ".otf", ".ttc"];
/// How templates end.
const TEMPLATES: &[&str] = &[".j2", ".typ"];

/// Every character of every text must be printable with the faces there are.
fn check_characters(naskah: &Naskah, huruf: &Huruf, temuan: &mut Temuan) {
    for teks in naskah.teks() {
        if teks.as_str().bytes().all(|b| (b' '..=b'~').contains(&b) || b == b'\n') {
            continue;
        }
        // Once for each character: a text may hold the same one a thousand times.
        let mut reported = Vec::new();
        for (i, c) in teks.as_str().chars().enumerate() {
            let kode = match c {
                '\n' | ' '..='~' => continue,
                c if is_invisible(c) => &katalog::KARAKTER_KENDALI,
                // Marks for symbols are only in the face for formulas, which no text falls back to.
                '\u{20d0}'..='\u{20ff}' => &katalog::KARAKTER_TANPA_HURUF,
                c if !huruf.memuat(c) => &katalog::KARAKTER_TANPA_HURUF,
                _ => continue,
            };
            if reported.contains(&c) {
                continue;
            }
            reported.push(c);
            let name = if is_invisible(c) { String::new() } else { format!("`{c}` ") };
            temuan.push(
                Diagnostic::new(kode, teks.tempat(i..i + 1))
                    .isi("karakter", format!("{name}U+{:04X}", u32::from(c))),
            );
        }
    }
}

/// A key with an invisible character looks like another key.
fn check_keys(naskah: &Naskah, temuan: &mut Temuan) {
    for (key, tempat) in naskah.kunci() {
        if let Some(c) = key.chars().find(|c| is_invisible(*c)) {
            temuan.push(
                Diagnostic::new(&katalog::KARAKTER_KENDALI, tempat)
                    .isi("karakter", format!("U+{:04X}", u32::from(c))),
            );
        }
    }
}

/// Characters that leave no mark: controls, format characters, separators other than the
/// space, and the private use area, which PDF/A forbids.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{10ffff}')
}

fn check_face(naskah: &Naskah, huruf: &Huruf, temuan: &mut Temuan) {
    let Some(opd) = &naskah.opd else { return };
    let nama = &opd.isi.halaman.huruf;
    if !huruf.ada(nama) {
        let path = [Langkah::Kunci("halaman"), Langkah::Kunci("huruf")];
        temuan.push(
            Diagnostic::new(&katalog::HURUF_TAK_ADA, opd.tempat(&path))
                .isi("nama", nama)
                .isi("dikenal", huruf.keluarga().join(", ")),
        );
    }
}

impl Proyek {
    /// The record of everything that decides what the documents look like.
    pub fn masukan(&self) -> Masukan {
        let mut masukan = Masukan::default();
        for berkas in self.naskah.berkas().chain(self.templat.berkas()) {
            masukan.add(berkas.path(), berkas.text().as_bytes());
        }
        for file in self.huruf.berkas() {
            masukan.add_known(&file.path, &file.sha256, file.ukuran);
        }
        masukan
    }

    /// The documents of this project that are set as pages, by file name.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn bahan(&self, masukan: &Masukan) -> Result<Vec<Bahan>, Box<Diagnostic>> {
        let (lampiran, berkas) = self.attachments(masukan);
        let make = |nama: String, template: &str, markup: String| Bahan {
            nama,
            markup,
            templat: self.templat.get(template).cloned(),
            berkas: berkas.clone(),
        };
        let model = &self.model;
        let markup = markup::iki(model, &lampiran, &self.templat)?;
        let mut all = vec![make(self.nama_asli(), markup::IKI, markup)];
        if let Some(tahun) = model.opd.tahun {
            let ukur = measure::ukur(model, tahun);
            let markup = markup::iki_tahunan(model, &ukur, &lampiran, &self.templat)?;
            // Where the period is that one year, the original has the name already.
            let taken = model.opd.nama_periode() == tahun.to_string();
            let nama = format!("IKI-{tahun}{}", if taken { "-capaian" } else { "" });
            all.push(make(nama, markup::IKI_TAHUNAN, markup));
        }
        Ok(all)
    }

    /// The same documents with the changes from `lama`, which is called `sejak`, marked on the
    /// page.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub fn bahan_bertanda(
        &self,
        lama: &Model,
        sejak: &str,
        masukan: &Masukan,
    ) -> Result<Vec<Bahan>, Box<Diagnostic>> {
        let mut all = self.bahan(masukan)?;
        let (lampiran, _) = self.attachments(masukan);
        let model = &self.model;
        for bahan in &mut all {
            bahan.markup = match model.opd.tahun.filter(|_| bahan.nama != self.nama_asli()) {
                None => markup::iki_bertanda((lama, model), sejak, &lampiran, &self.templat)?,
                Some(tahun) => {
                    let [old, new] = [lama, model].map(|m| (m, measure::ukur(m, tahun)));
                    let sides = ((old.0, &old.1), (new.0, &new.1));
                    markup::iki_tahunan_bertanda(sides, sejak, &lampiran, &self.templat)?
                }
            };
            bahan.nama = format!("{}-perubahan", bahan.nama);
        }
        Ok(all)
    }

    /// File name of the original edition.
    fn nama_asli(&self) -> String {
        format!("IKI-{}", self.model.opd.nama_periode())
    }

    /// Makes the documents with the changes from `lama` marked. `None` when there is an error.
    pub fn bertanda(
        &self,
        lama: &Model,
        sejak: &str,
        temuan: &mut Temuan,
        waktu: &mut Waktu,
    ) -> Option<Vec<Terbitan>> {
        let bahan = self.bahan_bertanda(lama, sejak, &self.masukan().sejak(sejak));
        let bahan = bahan.map_err(|diagnostic| temuan.push(*diagnostic)).ok()?;
        bahan.iter().map(|one| self.pdf(one, temuan, waktu)).collect()
    }

    /// What travels inside the documents, and the files a document can refer to.
    fn attachments(&self, masukan: &Masukan) -> (Vec<Lampiran>, BTreeMap<String, Vec<u8>>) {
        let mut lampiran = vec![Lampiran {
            path: crate::output::MANIFEST.to_owned(),
            jenis: "application/json",
            keterangan: "Daftar sumber dokumen ini beserta hash SHA-256".to_owned(),
        }];
        let manifest = masukan.json().into_bytes();
        let mut berkas = BTreeMap::from([(crate::output::MANIFEST.to_owned(), manifest)]);
        let sources = self.naskah.berkas().filter(|_| self.model.opd.lampirkan_sumber);
        for file in sources {
            lampiran.push(Lampiran {
                path: file.path().to_owned(),
                jenis: "application/yaml",
                keterangan: "Sumber YAML dokumen ini".to_owned(),
            });
            berkas.insert(file.path().to_owned(), file.text().as_bytes().to_vec());
        }
        for file in self.templat.berkas() {
            berkas.insert(file.path().to_owned(), file.text().as_bytes().to_vec());
        }
        (lampiran, berkas)
    }

    /// Makes the documents in `only`, or all that the project has when it is empty. `None`
    /// when there is an error.
    pub fn build(&self, only: &[Dokumen], temuan: &mut Temuan, waktu: &mut Waktu) -> Option<Hasil> {
        let masukan = waktu.catat("manifest", || self.masukan());
        if !only.is_empty() && !only.contains(&Dokumen::Iki) {
            let terbitan = waktu.catat("workbook", || self.books(only, &masukan));
            let terbitan = terbitan.map_err(|diagnostic| temuan.push(*diagnostic)).ok()?;
            return Some(Hasil { terbitan, masukan, bahan: Vec::new() });
        }
        // Pages take most of the time; the workbooks are ready before they are.
        let (pages, books) = std::thread::scope(|scope| {
            let books = scope.spawn(|| self.books(only, &masukan));
            let pages = self.pages(&masukan, temuan, waktu);
            (pages, books.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let books = books.map_err(|diagnostic| temuan.push(*diagnostic)).ok();
        let (mut terbitan, bahan) = pages?;
        terbitan.extend(books?);
        Some(Hasil { terbitan, masukan, bahan })
    }

    /// Makes the documents that are set as pages. `None` when there is an error.
    fn pages(
        &self,
        masukan: &Masukan,
        temuan: &mut Temuan,
        waktu: &mut Waktu,
    ) -> Option<(Vec<Terbitan>, Vec<Bahan>)> {
        let bahan = waktu.catat("markup", || self.bahan(masukan));
        let bahan = bahan.map_err(|diagnostic| temuan.push(*diagnostic)).ok()?;
        let mut terbitan = Vec::new();
        for one in &bahan {
            terbitan.extend(self.pdf(one, temuan, waktu));
            // The next document shares little with this one; what it remembers is only memory.
            typeset::lupakan();
        }
        (terbitan.len() == bahan.len()).then_some((terbitan, bahan))
    }

    /// Makes the workbooks.
    fn books(&self, only: &[Dokumen], masukan: &Masukan) -> Result<Vec<Terbitan>, Box<Diagnostic>> {
        // What a workbook is made from: the faces of pages are no part of it.
        let sumber = || -> Sumber {
            let own = |(path, hash): (&str, &str)| (path.to_owned(), hash.to_owned());
            masukan.daftar().filter(|(path, _)| path.starts_with("data/")).map(own).collect()
        };
        let asked = |dokumen| only.contains(&dokumen);
        let wanted = |dokumen| only.is_empty() || asked(dokumen);
        let model = &self.model;
        if asked(Dokumen::Lkjip) && model.opd.tahun.is_none() {
            return Err(Diagnostic::global(&katalog::TANPA_TAHUN).into());
        }
        if asked(Dokumen::Renstra) && model.renstra.is_none() {
            return Err(Diagnostic::global(&katalog::TANPA_RENSTRA).into());
        }
        let tahun = model.opd.tahun.filter(|_| wanted(Dokumen::Lkjip));
        let plan = wanted(Dokumen::Renstra) && model.renstra.is_some();
        // One after the other: the heap that is ready for this thread is worth more than a second.
        let lkjip = tahun.map(|tahun| (tahun, workbook::lkjip(model, tahun, sumber())));
        let renstra = plan.then(|| workbook::renstra(model, sumber())).flatten();
        let publish = |nama: String, berkas: workbook::Berkas| Terbitan {
            nama: format!("{nama}.xlsx"),
            banyak: Banyak::Lembar(berkas.lembar.len()),
            bytes: berkas.bytes,
        };
        let mut all = Vec::new();
        if let Some((tahun, berkas)) = lkjip {
            all.push(publish(format!("LKjIP-{tahun}"), berkas?));
        }
        if let Some(berkas) = renstra {
            all.push(publish(format!("Renstra-{}", model.opd.nama_periode()), berkas?));
        }
        Ok(all)
    }

    /// Sets one document. `None` when there is an error.
    fn pdf(&self, bahan: &Bahan, temuan: &mut Temuan, waktu: &mut Waktu) -> Option<Terbitan> {
        let halaman = match waktu.catat("typeset", || typeset::susun(bahan, &self.huruf)) {
            Ok((halaman, warnings)) => {
                temuan.extend(warnings);
                halaman
            }
            Err(errors) => {
                temuan.extend(errors);
                return None;
            }
        };
        match waktu.catat("pdf", || halaman.pdf(bahan, &self.huruf)) {
            Ok(bytes) => Some(Terbitan {
                nama: format!("{}.pdf", bahan.nama),
                bytes,
                banyak: Banyak::Halaman(halaman.jumlah()),
            }),
            Err(errors) => {
                temuan.extend(errors);
                None
            }
        }
    }
}
