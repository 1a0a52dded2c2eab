//! `ikigen build` as a person or a script meets it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{copy_of_the_project, repo};

fn ikigen(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ikigen"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("IKIGEN_LANG")
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The names of the files in a folder, sorted.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const PDF: &str = "output/IKI-2019-2024.pdf";

#[test]
fn a_build_publishes_the_document_and_its_manifest() {
    let folder = copy_of_the_project();
    let output = ikigen(&["build"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("IKI-2019-2024.pdf  (24 halaman, "), "{}", stdout(&output));
    assert!(stderr(&output).starts_with("Selesai dalam "));

    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.path().join("output/manifest.json")).unwrap())
            .unwrap();
    let pdf = fs::read(folder.path().join(PDF)).unwrap();
    assert_eq!(manifest["keluaran"][0]["sha256"], ikigen::digest::sha256(&pdf));
    let inputs: Vec<&str> =
        manifest["masukan"].as_array().unwrap().iter().filter_map(|i| i["path"].as_str()).collect();
    for input in [
        "data/opd.yaml",
        "data/jabatan/20-kasi-pengawasan-pasar.yaml",
        "templates/dokumen.typ",
        "fonts/LiberationSerif-Regular.ttf",
    ] {
        assert!(inputs.contains(&input), "{input} is not in {inputs:?}");
    }
    assert_eq!(
        names_in(&folder.path().join("output")),
        [
            ".ikigen-kunci",
            "IKI-2019-2024.pdf",
            "IKI-2024.pdf",
            "LKjIP-2024.xlsx",
            "Renstra-2019-2024.xlsx",
            "manifest.json"
        ],
        "nothing else is left behind"
    );
}

#[test]
fn two_builds_anywhere_are_the_same_bytes() {
    let build = |settings: &[(&str, &str)]| {
        let folder = copy_of_the_project();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ikigen"));
        command.arg("build").current_dir(folder.path()).envs(settings.iter().copied());
        assert!(command.output().unwrap().status.success());
        ["IKI-2019-2024.pdf", "manifest.json"]
            .map(|name| fs::read(folder.path().join("output").join(name)).unwrap())
    };
    let one = build(&[("TZ", "Asia/Jakarta"), ("LANG", "id_ID.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    let other = build(&[("TZ", "America/St_Johns"), ("LANG", "C"), ("RAYON_NUM_THREADS", "4")]);
    assert!(one == other);
}

#[test]
fn a_mistake_leaves_the_old_output_and_exits_1() {
    let folder = copy_of_the_project();
    assert!(ikigen(&["build", "-q"], folder.path()).status.success());
    let old = fs::read(folder.path().join(PDF)).unwrap();
    let file = folder.path().join("data/jabatan/05-kabid-koperasi-um.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("formula: rat / aktif", "formula: rat / aktiv")).unwrap();

    let output = ikigen(&["build", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read(folder.path().join(PDF)).unwrap(), old);
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"]["error"], 1);
    let found = &json["diagnostics"][0];
    assert_eq!(found["code"], "variabel-tak-dikenal");
    assert_eq!(found["severity"], "error");
    assert_eq!(found["file"], "data/jabatan/05-kabid-koperasi-um.yaml");
    let line = found["line"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap();
    let column = found["column"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap();
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.lines().nth(line - 1).unwrap()[column - 1..].starts_with("aktiv"));
    assert_eq!(found["end_column"], column + 5);
}

#[test]
fn success_in_json_lists_the_outputs() {
    let folder = copy_of_the_project();
    let output = ikigen(&["build", "--format", "json"], folder.path());
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(json["summary"]["error"], 0);
    assert_eq!(json["outputs"][0]["pages"], 24);
}

#[test]
fn quiet_says_nothing_and_verbose_names_the_stages() {
    let folder = copy_of_the_project();
    let output = ikigen(&["build", "-q"], folder.path());
    assert_eq!((stdout(&output), stderr(&output)), (String::new(), String::new()));
    let output = ikigen(&["build", "-v"], folder.path());
    for stage in ["source", "model", "markup", "typeset", "pdf", "output"] {
        assert!(stderr(&output).contains(stage));
    }
}

#[test]
fn what_cannot_run_exits_2() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(ikigen(&["build", "--salah"], folder.path()).status.code(), Some(2));
    assert_eq!(ikigen(&["terbang"], folder.path()).status.code(), Some(2));
    // A file where the output folder should be.
    let load = copy_of_the_project();
    fs::write(load.path().join("berkas"), "").unwrap();
    let output = ikigen(&["build", "--out", "berkas/di-dalam"], load.path());
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("tidak dapat ditulis"));
}

#[test]
fn a_folder_without_a_project_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let output = ikigen(&["build"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("galat[opd-hilang]"));
    assert!(stderr(&output).contains("--project"));
    let output = ikigen(&["build", "--lang", "en"], folder.path());
    assert!(stderr(&output).contains("error[opd-hilang]"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_are_not_followed() {
    let folder = copy_of_the_project();
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("rahasia.yaml");
    fs::write(&secret, "id: rahasia").unwrap();
    std::os::unix::fs::symlink(&secret, folder.path().join("data/jabatan/99.yaml")).unwrap();
    let output = ikigen(&["build"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("galat[tautan-keluar]"));
    assert!(!stderr(&output).contains("id: rahasia"));
}

#[test]
fn what_is_not_a_plain_file_or_is_too_large_is_named() {
    let folder = copy_of_the_project();
    fs::create_dir(folder.path().join("data/jabatan/98.yaml")).unwrap();
    fs::write(folder.path().join("data/jabatan/99.yaml"), "a".repeat(1 << 21)).unwrap();
    let output = ikigen(&["build"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("galat[berkas-tak-terbaca]"));
    assert!(stderr(&output).contains("galat[berkas-besar]"));
}

#[test]
fn a_project_may_leave_its_sources_out_of_the_pdf() {
    let folder = copy_of_the_project();
    let opd = folder.path().join("data/opd.yaml");
    let text = fs::read_to_string(&opd).unwrap();
    fs::write(&opd, format!("{text}lampirkan_sumber: false\n")).unwrap();
    let project = crate::support::valid_project(folder.path());
    let compilation = project.compilation(&project.inputs()).unwrap().remove(0);
    assert_eq!(compilation.markup.matches("#pdf.attach(").count(), 1, "only the manifest");
    assert!(!compilation.files.keys().any(|path| path.starts_with("data/")));
}

/// The committed data with a template of its own.
fn project_with_template(text: &str) -> tempfile::TempDir {
    let folder = copy_of_the_project();
    fs::create_dir(folder.path().join("templates")).unwrap();
    fs::write(folder.path().join("templates/iki.typ.j2"), text).unwrap();
    folder
}

#[test]
fn a_projects_own_template_wins() {
    let built_in = fs::read_to_string(repo().join("templates/iki.typ.j2")).unwrap();
    let folder = project_with_template(&format!("{built_in}\nTAMBAHAN\n"));
    let pages = crate::support::pages(&crate::support::valid_project(folder.path()));
    assert!(pages.text().last().unwrap().contains("TAMBAHAN"));
}

#[test]
fn a_font_that_is_none_is_named() {
    let folder = copy_of_the_project();
    fs::create_dir(folder.path().join("fonts")).unwrap();
    fs::write(folder.path().join("fonts/rusak.ttf"), "bukan huruf").unwrap();
    let output = ikigen(&["build"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("galat[huruf-tak-terbaca]: `fonts/rusak.ttf`"));
}

/// The tables of the plan are made daily in their season, without waiting for pages.
#[test]
fn some_documents_can_be_asked_for() {
    let folder = copy_of_the_project();
    let published = |arguments: &[&str]| {
        let _ = fs::remove_dir_all(folder.path().join("output"));
        let output = ikigen(arguments, folder.path());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let mut names = names_in(&folder.path().join("output"));
        names.retain(|name| !name.starts_with('.'));
        names
    };
    let only = |documents: &[&str]| {
        let mut arguments = vec!["build"];
        arguments.extend(documents.iter().flat_map(|one| ["--only", one]));
        published(&arguments)
    };
    assert_eq!(only(&["renstra"]), ["Renstra-2019-2024.xlsx", "manifest.json"]);
    assert_eq!(only(&["iki"]), ["IKI-2019-2024.pdf", "IKI-2024.pdf", "manifest.json"]);
    assert_eq!(
        only(&["lkjip", "renstra"]),
        ["LKjIP-2024.xlsx", "Renstra-2019-2024.xlsx", "manifest.json"]
    );
    let refused = ikigen(&["build", "--only", "skp"], folder.path());
    assert_eq!(refused.status.code(), Some(2));
}

/// What was asked for and cannot be made is said; without asking it is just not made.
#[test]
fn a_document_without_its_data_is_refused() {
    let folder = copy_of_the_project();
    fs::remove_file(folder.path().join("data/renstra.yaml")).unwrap();
    for entry in fs::read_dir(folder.path().join("data/jabatan")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let kept = text.lines().filter(|line| !line.trim_start().starts_with("renstra: "));
        fs::write(&path, kept.collect::<Vec<_>>().join("\n") + "\n").unwrap();
    }
    let output = ikigen(&["build", "--only", "renstra"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("galat[tanpa-renstra]"), "{}", stderr(&output));
    let output = ikigen(&["build", "--only", "lkjip"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let opd = folder.path().join("data/opd.yaml");
    let text = fs::read_to_string(&opd).unwrap();
    fs::write(&opd, text.replace("tahun: 2024\n", "")).unwrap();
    let output = ikigen(&["build", "--only", "lkjip"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("galat[tanpa-tahun]"), "{}", stderr(&output));
    let output = ikigen(&["build"], folder.path());
    assert!(!stdout(&output).contains("xlsx"), "{}", stdout(&output));
}

#[test]
fn hidden_files_do_not_crowd_out_positions() {
    let folder = copy_of_the_project();
    for i in 0..2_100 {
        fs::write(folder.path().join(format!("data/jabatan/.{i}.swp")), "").unwrap();
    }
    assert_eq!(
        crate::support::pages(&crate::support::valid_project(folder.path())).page_count(),
        24
    );
    for i in 0..2_100 {
        fs::write(folder.path().join(format!("data/jabatan/z{i}.yaml")), "").unwrap();
    }
    let output = ikigen(&["build"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("galat[berkas-terlalu-banyak]"));
}

#[test]
fn what_cannot_be_written_is_reported_in_json_too() {
    let folder = copy_of_the_project();
    fs::write(folder.path().join("berkas"), "").unwrap();
    let output = ikigen(&["build", "--out", "berkas/x", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(json["diagnostics"][0]["code"], "tak-tertulis");
}

#[test]
fn the_markup_is_not_saved_over_the_project() {
    let folder = copy_of_the_project();
    let output = ikigen(&["build", "--keep-typst", "."], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("galat[simpan-di-proyek]"));
    let output = ikigen(&["build", "-q", "--keep-typst", "markup"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    assert!(folder.path().join("markup/IKI-2019-2024.typ").exists());
    let output = ikigen(&["build", "-q", "--keep-typst", "markup"], folder.path());
    assert_eq!(output.status.code(), Some(0), "the folder may be there already");
}

/// However many builds publish into one folder, all succeed, and what lies there is of one of
/// them.
#[test]
fn builds_into_one_folder_at_the_same_time_all_succeed() {
    for count in [2, 8] {
        let out = tempfile::tempdir().unwrap();
        let projects: Vec<_> = (0..count)
            .map(|i| {
                let folder = copy_of_the_project();
                let opd = folder.path().join("data/opd.yaml");
                let text = fs::read_to_string(&opd).unwrap();
                let dated = text.replace("tanggal: 2024-12-31", &format!("tanggal: 2025-01-1{i}"));
                assert_ne!(text, dated);
                fs::write(&opd, dated).unwrap();
                folder
            })
            .collect();
        let builds: Vec<_> = projects
            .iter()
            .map(|folder| {
                Command::new(env!("CARGO_BIN_EXE_ikigen"))
                    .args(["build", "-q", "--out"])
                    .arg(out.path())
                    .current_dir(folder.path())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for mut build in builds {
            assert_eq!(build.wait().unwrap().code(), Some(0));
        }
        assert_eq!(names_in(out.path()).len(), 6);
        let manifest: Value =
            serde_json::from_slice(&fs::read(out.path().join("manifest.json")).unwrap()).unwrap();
        for file in manifest["keluaran"].as_array().unwrap() {
            let bytes = fs::read(out.path().join(file["path"].as_str().unwrap())).unwrap();
            assert_eq!(file["sha256"], ikigen::digest::sha256(&bytes), "{}", file["path"]);
        }
    }
}
