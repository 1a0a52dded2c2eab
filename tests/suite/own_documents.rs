//! Documents that a project declares itself: a template and a few lines of YAML, no code.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use ikigen::documents::Job;
use ikigen::language::Language;
use ikigen::review::pages;
use ikigen::review::verify::{self, Verdict};
use serde_json::Value;

use crate::support::{Printed, copy, folders, pages_of, repo, valid_project};

fn ikigen(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ikigen"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("IKIGEN_LANG")
        .output()
        .unwrap()
}

/// A copy of the office that has documents of its own.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repo().join("tests/projects/dokumen-sendiri"), folder.path());
    folder
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
}

fn output(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join("output").join(name)).unwrap()
}

#[test]
fn an_own_document_is_built_recorded_and_verified() {
    let folder = office();
    let built = ikigen(&["build", "-q"], folder.path());
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let manifest: Value = serde_json::from_slice(&output(folder.path(), "manifest.json")).unwrap();
    let published: Vec<(&str, &str)> = manifest["keluaran"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["id"].as_str().unwrap(), file["path"].as_str().unwrap()))
        .collect();
    let expected = [
        ("iki-asli", "IKI-2021-2024.pdf"),
        ("iki-tahunan", "IKI-2024.pdf"),
        ("iku", "IKU-2021-2024.pdf"),
        ("lkjip", "LKjIP-2024.xlsx"),
        ("pk", "PK-2024.pdf"),
        ("pohon-kinerja", "PohonKinerja-2021-2024.pdf"),
        ("renstra", "Renstra-2021-2024.xlsx"),
        ("pernyataan", "pernyataan.pdf"),
    ];
    assert_eq!(published, expected);
    // A PDF needs nothing but itself, its own templates travel in it.
    for (id, name) in expected.iter().filter(|(_, name)| name.ends_with(".pdf")) {
        let verdict = verify::pdf(&output(folder.path(), name), None);
        assert!(matches!(verdict, Ok(Verdict::Proved(_))), "{id}: {verdict:?}");
    }
}

#[test]
fn one_document_or_a_family_can_be_asked_for() {
    let folder = office();
    let published = |only: &str| {
        let _ = fs::remove_dir_all(folder.path().join("output"));
        let built = ikigen(&["build", "-q", "--only", only], folder.path());
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let names = fs::read_dir(folder.path().join("output")).unwrap();
        let mut names: Vec<_> =
            names.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    };
    assert_eq!(published("iku"), ["IKU-2021-2024.pdf", "manifest.json"]);
    assert_eq!(published("iki"), ["IKI-2021-2024.pdf", "IKI-2024.pdf", "manifest.json"]);
    let refused = ikigen(&["build", "--only", "ikus"], folder.path());
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        said.contains(
            "maksud Anda `iku`? Yang ada: iki-asli, iki-tahunan, lkjip, renstra, pohon-kinerja, pk, pk-perubahan, iku, pernyataan"
        ),
        "{said}"
    );
}

/// The table of the decree says what the data say, in the columns that the office wants.
#[test]
fn the_decree_prints_the_plan() {
    let project = valid_project(&repo().join("tests/projects/dokumen-sendiri"));
    let pages = pages_of(&project, "iku");
    assert_eq!(pages.page_count(), 1);
    let printed = Printed::new(&pages.text());
    let mut at = 0;
    for text in [
        "INDIKATOR KINERJA UTAMA",
        "DEFINISI",
        "FORMULA",
        "TARGET 2021",
        "PENANGGUNG",
        "Persentase penduduk",
        "8%",
        "10%",
        "12,5%",
        "15%",
        "Kepala Bidang",
        "Nilai pengawasan",
        "–",
        "CC",
        "BB",
        "arsip statis",
        "1.200",
        "2.000",
        "Plt. KEPALA DINAS",
    ] {
        at = printed.find(text, at).unwrap_or_else(|| panic!("no {text:?} there")).2;
    }
    let statement = pages_of(&project, "pernyataan").text().concat();
    assert!(statement.contains("DATA CONTOH"), "{statement}");
}

/// Two states of an own document are compared page by page, by its id, whatever its files are
/// called.
#[test]
fn a_change_shows_on_the_pages_of_an_own_document() {
    let (before, after) = (office(), office());
    let file = "data/jabatan/02-kabid-kearsipan.yaml";
    edit(after.path(), file, "Jumlah arsip statis", "Banyaknya arsip statis");
    edit(after.path(), "data/opd.yaml", "berkas: IKU-{periode}", "berkas: Lampiran-SK-{periode}");
    let [old, now] = [&before, &after].map(|folder| valid_project(folder.path()));
    let pairs = pages::touched(&old, &now).unwrap();
    let documents: Vec<&str> = pairs.iter().map(|pair| pair.document.as_str()).collect();
    assert!(documents.contains(&"Lampiran-SK-2021-2024"), "{documents:?}");
    assert!(!documents.contains(&"pernyataan"), "{documents:?}");

    let base = before.path().to_str().unwrap();
    let arguments = ["build", "-q", "--only", "iku", "--compare", base];
    assert!(ikigen(&arguments, after.path()).status.success());
    let marked = output(after.path(), "Lampiran-SK-2021-2024-perubahan.pdf");
    let refused = verify::pdf(&marked, None).unwrap_err().words(Language::Id);
    assert!(refused.contains("perubahan sejak"), "{refused}");
}

/// A document for each position and one for each quarter: each file knows what it is for.
#[test]
fn each_position_and_each_quarter_has_its_file() {
    let folder = office();
    edit(
        folder.path(),
        "data/opd.yaml",
        "  - id: pernyataan\n",
        "  - { id: pk, judul: \"Perjanjian {jabatan.nama}\", templat: pk.typ.j2, berkas: \"PK-{jabatan.id}-{tahun}\", untuk: jabatan }
  - { id: triwulan, judul: \"Triwulan {triwulan}\", templat: triwulan.typ.j2, untuk: triwulan }
  - id: pernyataan\n",
    );
    let template = |name: &str, text: &str| {
        let text = format!("{{% include \"bingkai.typ.j2\" %}}\n{text}\n");
        fs::write(folder.path().join("templates").join(name), text).unwrap();
    };
    template("pk.typ.j2", "{{ document.judul }}: {{ document.jabatan.sasaran[0].sasaran }}");
    template(
        "triwulan.typ.j2",
        "TW {{ document.triwulan }}{{ measured.sampai_text }}: {{ jabatan[0].sasaran[0].indikator[0].measured.realisasi.text }}",
    );
    let project = valid_project(folder.path());
    let named = |id: &str| -> Vec<&Job> {
        project.documents.jobs().iter().filter(|job| job.id == id).collect()
    };
    let names = |id: &str| named(id).iter().map(|job| job.file_name()).collect::<Vec<_>>();
    assert_eq!(names("pk"), ["PK-kabid-perpustakaan-2024.pdf", "PK-kabid-kearsipan-2024.pdf"]);
    assert_eq!(names("triwulan"), ["triwulan-2024-TW1.pdf", "triwulan-2024-TW2.pdf"]);
    let markup = |id: &str| -> Vec<String> {
        let compilations = project.compilations(&named(id), &project.inputs()).unwrap();
        let last = |markup: &str| markup.lines().last().unwrap().to_owned();
        compilations.iter().map(|one| last(&one.markup.text)).collect()
    };
    assert_eq!(
        markup("pk")[1],
        "#\"Perjanjian Kepala Bidang Kearsipan\";: #\"Meningkatnya tertib arsip perangkat daerah\";"
    );
    // The figures of the first half include those of the first quarter: a running total.
    assert_eq!(
        markup("triwulan"),
        ["TW 1#\" s.d. Triwulan I\";: #\"4,19%\";", "TW 2#\" s.d. Triwulan II\";: #\"8,56%\";"]
    );
    assert!(ikigen(&["build", "-q"], folder.path()).status.success());
    for name in ["PK-kabid-kearsipan-2024.pdf", "triwulan-2024-TW1.pdf"] {
        let verdict = verify::pdf(&output(folder.path(), name), None);
        assert!(matches!(verdict, Ok(Verdict::Proved(_))), "{name}: {verdict:?}");
    }
}

/// A mistake in an own template is shown where it stands, also within what it includes.
#[test]
fn a_mistake_in_an_own_template_is_shown_there() {
    let folder = office();
    edit(folder.path(), "templates/iku.typ.j2", "{{ i.satuan }}", "{{ i.stauan }}");
    let refused = ikigen(&["build"], folder.path());
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("galat[templat-salah]"), "{said}");
    assert!(said.contains("--> templates/iku.typ.j2:23:7"), "{said}");
}

/// What templates see, for other programs: exact numbers, every state as such, and nothing that
/// the schema does not describe.
#[test]
fn the_data_are_as_their_schema_says() {
    let schema = ikigen::markup::Data::schema();
    let mut offices = folders(&repo().join("tests/projects"));
    offices.push(repo().to_owned());
    for folder in offices {
        let printed = ikigen(&["data"], &folder);
        assert!(printed.status.success());
        let data: Value = serde_json::from_slice(&printed.stdout).unwrap();
        fits(&data, &schema, &schema, &folder.display().to_string());
    }
}

#[test]
fn numbers_are_exact_and_states_are_states() {
    let folder = repo().join("tests/projects/dokumen-sendiri");
    let data = |arguments: &[&str]| -> Value {
        serde_json::from_slice(&ikigen(arguments, &folder).stdout).unwrap()
    };
    let year = data(&["data", "--format", "json"]);
    let indikator = |data: &Value, jabatan: usize, n: usize| {
        data["jabatan"][jabatan]["sasaran"][0]["indikator"][n].clone()
    };
    let first = indikator(&year, 0, 0);
    assert_eq!(first["measured"]["realisasi"]["exact"], "4387/51230");
    assert_eq!(first["measured"]["realisasi"]["text"], "8,56%");
    assert_eq!(first["target"][2]["murni"]["low"], "0.125");
    let quarter = &indikator(&year, 0, 1)["measured"]["triwulan"][0];
    assert_eq!(quarter["state"], "unavailable");
    assert_eq!(quarter["reason"], "katalog sedang dipindahkan");
    let none = indikator(&year, 1, 0);
    assert_eq!(none["measured"]["realisasi"]["state"], "not-filled");
    assert_eq!(none["measured"]["realisasi"]["exact"], Value::Null);
    assert_eq!(indikator(&year, 1, 1)["measured"]["triwulan"][0]["data"][0]["nilai"]["exact"], "0");
    assert_eq!(year["document"], Value::Null);

    let other = data(&["data", "--tahun", "2023"]);
    assert_eq!(other["measured"]["tahun"], 2023);
    assert_eq!(indikator(&other, 0, 0)["measured"]["target"]["text"], "12,5%");
    assert_eq!(indikator(&other, 0, 0)["measured"]["realisasi"]["state"], "not-filled");
}

/// Whether a value is as a schema says: every key described, every described key there.
fn fits(value: &Value, schema: &Value, root: &Value, path: &str) {
    if let Some(pointer) = schema["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
        return fits(value, root.pointer(pointer).unwrap(), root, path);
    }
    let branches = ["anyOf", "oneOf"].iter().find_map(|key| schema[*key].as_array());
    if let Some(branches) = branches {
        let same = |branch: &&Value| match branch["$ref"].as_str() {
            Some(_) => !value.is_null(),
            None => {
                let word = value.as_str().or_else(|| value["kind"].as_str());
                let choice = branch["const"].as_str();
                let choice = choice.or_else(|| branch["properties"]["kind"]["const"].as_str());
                if value.is_null() { branch["type"] == "null" } else { choice == word }
            }
        };
        let branch = branches.iter().find(same).unwrap_or_else(|| panic!("{path}: {value}"));
        if branch["const"].is_null() && branch["type"] != "null" {
            fits(value, branch, root, path);
        }
        return;
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => vec![kind.as_str().unwrap_or_default()],
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(kinds.contains(&kind), "{path} is {kind}, not {kinds:?}");
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(item, &schema["items"], root, &format!("{path}[{n}]"));
    }
    let Some(object) = value.as_object() else { return };
    let described = schema["properties"].as_object().unwrap();
    assert!(described.keys().all(|key| object.contains_key(key)), "{path}: {object:?}");
    for (key, inner) in object {
        let schema = described.get(key).unwrap_or_else(|| panic!("{path}.{key} is not described"));
        fits(inner, schema, root, &format!("{path}.{key}"));
    }
}
