//! `ikigen build` as a person or a script meets it.

use std::fs;

use serde_json::Value;

use crate::support::{Test, compilation_of, pages, repo, valid_project};

const PDF: &str = "output/IKI-2019-2024.pdf";

#[test]
fn a_build_publishes_the_document_and_its_manifest() {
    let test = Test::sample();
    let run = test.run(&["build"]).code(0).says("IKI-2019-2024.pdf  (24 halaman, ");
    assert!(run.err.starts_with("Selesai dalam "), "{}", run.err);

    let manifest: Value = serde_json::from_slice(&test.bytes("output/manifest.json")).unwrap();
    let pdf = test.bytes(PDF);
    assert_eq!(manifest["keluaran"][0]["sha256"], ikigen::digest::sha256(&pdf));
    let outputs = manifest["keluaran"].as_array().unwrap();
    let ids: Vec<&str> = outputs.iter().filter_map(|output| output["id"].as_str()).collect();
    let own = ["iki-asli", "iki-tahunan", "iku", "lkjip", "pk", "pk-perubahan"];
    assert_eq!(ids, [&own[..], &["pohon-kinerja", "renstra"]].concat());
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
    let expected = [
        ".ikigen-kunci",
        "IKI-2019-2024.pdf",
        "IKI-2024.pdf",
        "IKU-2019-2024.pdf",
        "LKjIP-2024.xlsx",
        "PK-2024.pdf",
        "PK-Perubahan-2024.pdf",
        "PohonKinerja-2019-2024.pdf",
        "Renstra-2019-2024.xlsx",
        "manifest.json",
    ];
    assert_eq!(test.names("output"), expected, "nothing else is left behind");
}

#[test]
fn two_builds_anywhere_are_the_same_bytes() {
    let build = |settings: &[(&'static str, &str)]| {
        let set = |test: Test, (name, value): &(&'static str, &str)| test.variable(name, *value);
        let test = settings.iter().fold(Test::sample(), set);
        test.run(&["build"]).code(0);
        ["IKI-2019-2024.pdf", "manifest.json"].map(|name| test.bytes(&format!("output/{name}")))
    };
    let one = build(&[("TZ", "Asia/Jakarta"), ("LANG", "id_ID.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    let other = build(&[("TZ", "America/St_Johns"), ("LANG", "C"), ("RAYON_NUM_THREADS", "4")]);
    assert!(one == other);
}

#[test]
fn a_mistake_leaves_the_old_output_and_exits_1() {
    const FILE: &str = "data/jabatan/05-kabid-koperasi-um.yaml";
    let test = Test::sample();
    test.run(&["build", "-q"]).code(0);
    let old = test.bytes(PDF);
    let test = test.edit(FILE, "formula: rat / aktif", "formula: rat / aktiv");

    let json = test.run(&["build", "--format", "json"]).code(1).json();
    assert_eq!(test.bytes(PDF), old);
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"]["error"], 1);
    let found = &json["diagnostics"][0];
    assert_eq!(found["code"], "variabel-tak-dikenal");
    assert_eq!(found["severity"], "error");
    assert_eq!(found["file"], FILE);
    let line = found["line"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap();
    let column = found["column"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap();
    let written = test.read(FILE);
    assert!(written.lines().nth(line - 1).unwrap()[column - 1..].starts_with("aktiv"));
    assert_eq!(found["end_column"], column + 5);
}

#[test]
fn success_in_json_lists_the_outputs() {
    let json = Test::sample().run(&["build", "--format", "json"]).code(0).json();
    assert_eq!(json["summary"]["error"], 0);
    assert_eq!(json["outputs"][0]["pages"], 24);
}

#[test]
fn quiet_says_nothing_and_verbose_names_the_stages() {
    let test = Test::sample();
    test.run(&["build", "-q"]).code(0).silent();
    let run = test.run(&["build", "-v"]).code(0);
    let stages =
        ["files", "source", "model", "manifest", "markup", "typeset", "pdf", "workbook", "output"];
    for stage in stages {
        let told = |line: &str| line.split_whitespace().next() == Some(stage);
        assert!(run.err.lines().any(told), "{stage} is not told: {}", run.err);
    }
}

#[test]
fn what_cannot_run_exits_2() {
    let test = Test::empty();
    test.run(&["build", "--salah"]).code(2);
    test.run(&["terbang"]).code(2);
    // A file where the output folder should be.
    let test = Test::sample().file("berkas", "");
    test.run(&["build", "--out", "berkas/di-dalam"]).code(2).complains("tidak dapat ditulis");
}

#[test]
fn a_folder_without_a_project_says_what_to_do() {
    let test = Test::empty();
    test.run(&["build"]).code(2).complains("galat[opd-hilang]").complains("--project");
    test.run(&["build", "--lang", "en"]).code(2).complains("error[opd-hilang]");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_are_not_followed() {
    let test = Test::sample();
    let outside = Test::empty().file("rahasia.yaml", "id: rahasia");
    let secret = outside.path().join("rahasia.yaml");
    std::os::unix::fs::symlink(&secret, test.path().join("data/jabatan/99.yaml")).unwrap();
    test.run(&["build"]).code(1).complains("galat[bukan-berkas]").never_says("id: rahasia");
}

#[test]
fn what_is_not_a_plain_file_or_is_too_large_is_named() {
    let test = Test::sample().file("data/jabatan/99.yaml", "a".repeat(1 << 21));
    fs::create_dir(test.path().join("data/jabatan/98.yaml")).unwrap();
    test.run(&["build"])
        .code(1)
        .complains("galat[bukan-berkas]: `data/jabatan/98.yaml` adalah folder")
        .complains("galat[berkas-besar]");
}

#[test]
fn a_project_may_leave_its_sources_out_of_the_pdf() {
    let test = Test::sample();
    let opd = test.read("data/opd.yaml") + "lampirkan_sumber: false\n";
    let project = valid_project(test.file("data/opd.yaml", opd).path());
    let compilation = compilation_of(&project, "iki-asli");
    assert_eq!(compilation.markup.text.matches("#pdf.attach(").count(), 1, "only the manifest");
    assert!(!compilation.files.keys().any(|path| path.starts_with("data/")));
}

/// The committed data with a template of its own.
fn project_with_template(text: &str) -> Test {
    Test::sample().file("templates/iki.typ.j2", text)
}

#[test]
fn a_projects_own_template_wins() {
    let built_in = fs::read_to_string(repo().join("templates/iki.typ.j2")).unwrap();
    let test = project_with_template(&format!("{built_in}\nTAMBAHAN\n"));
    let pages = pages(&valid_project(test.path()));
    assert!(pages.text().last().unwrap().contains("TAMBAHAN"));
}

#[test]
fn a_font_that_is_none_is_named() {
    let test = Test::sample().file("fonts/rusak.ttf", "bukan huruf");
    test.run(&["build"]).code(1).complains("galat[huruf-tak-terbaca]: `fonts/rusak.ttf`");
}

/// A font that was damaged after it was made: what cannot be set with it is an error before any
/// document is made, all else a warning.
#[test]
fn a_damaged_font_is_named() {
    let face = fs::read(repo().join("fonts/STIXTwoMath-Regular.otf")).unwrap();
    let word = |at: usize| u32::from_be_bytes(face[at..at + 4].try_into().unwrap()) as usize;
    let glyphs = (12..).step_by(16).find(|at| &face[*at..at + 4] == b"CFF ").unwrap();
    let (start, length) = (word(glyphs + 8), word(glyphs + 12));
    let mut touched = face.clone();
    touched[start + length - 9] ^= 4;
    let test = Test::sample().file("fonts/rusak.otf", touched);
    test.run(&["check"]).code(0).says(
        "peringatan[huruf-rusak]: berkas huruf `fonts/rusak.otf` tidak utuh: isi tabel `CFF `",
    );
    let mut empty = face;
    empty[start..start + length].fill(0);
    let test = test.file("fonts/rusak.otf", empty);
    test.run(&["check"]).code(1).says("galat[huruf-tak-terbaca]: `fonts/rusak.otf`");
}

/// The tables of the plan are made daily in their season, without waiting for pages.
#[test]
fn some_documents_can_be_asked_for() {
    let test = Test::sample();
    let only = |documents: &[&str]| {
        let _ = fs::remove_dir_all(test.path().join("output"));
        let mut arguments = vec!["build"];
        arguments.extend(documents.iter().flat_map(|one| ["--only", one]));
        test.run(&arguments).code(0);
        let mut names = test.names("output");
        names.retain(|name| !name.starts_with('.'));
        names
    };
    assert_eq!(only(&["renstra"]), ["Renstra-2019-2024.xlsx", "manifest.json"]);
    assert_eq!(only(&["iki"]), ["IKI-2019-2024.pdf", "IKI-2024.pdf", "manifest.json"]);
    assert_eq!(
        only(&["lkjip", "renstra"]),
        ["LKjIP-2024.xlsx", "Renstra-2019-2024.xlsx", "manifest.json"]
    );
    assert_eq!(only(&["iki-tahunan"]), ["IKI-2024.pdf", "manifest.json"]);
    test.run(&["build", "--only", "skp"])
        .code(2)
        .complains("galat[dokumen-tak-dikenal]")
        .complains("iki-asli, iki-tahunan, lkjip, renstra");
}

/// What was asked for and cannot be made is said; without asking it is just not made.
#[test]
fn a_document_without_its_data_is_refused() {
    let mut test = Test::sample();
    fs::remove_file(test.path().join("data/renstra.yaml")).unwrap();
    for name in test.names("data/jabatan") {
        let path = format!("data/jabatan/{name}");
        let text = test.read(&path);
        let kept = text.lines().filter(|line| !line.trim_start().starts_with("renstra: "));
        let kept = kept.collect::<Vec<_>>().join("\n") + "\n";
        test = test.file(&path, kept);
    }
    // Without the plan nobody knows its indicators and its codes.
    let figures = test.read("data/realisasi/2024.yaml");
    let (of_positions, _) = figures.split_once("  # Indikator program").unwrap();
    let test = test.file("data/realisasi/2024.yaml", of_positions);
    test.run(&["build", "--only", "renstra"]).code(1).complains("galat[tanpa-renstra]");
    test.run(&["build", "--only", "lkjip"]).code(0);
    let test = test.edit("data/opd.yaml", "\ntahun: 2024\n", "\n");
    test.run(&["build", "--only", "lkjip"]).code(1).complains("galat[tanpa-tahun]");
    test.run(&["build"]).never_says("xlsx");
}

#[test]
fn hidden_files_do_not_crowd_out_positions() {
    let crowd = |test: Test, name: &dyn Fn(usize) -> String| {
        (0..2_100).fold(test, |test, n| test.file(&format!("data/jabatan/{}", name(n)), ""))
    };
    let test = crowd(Test::sample(), &|n| format!(".{n}.swp"));
    assert_eq!(pages(&valid_project(test.path())).page_count(), 24);
    let test = crowd(test, &|n| format!("z{n}.yaml"));
    test.run(&["build"]).code(1).complains("galat[berkas-terlalu-banyak]");
}

#[test]
fn what_cannot_be_written_is_reported_in_json_too() {
    let test = Test::sample().file("berkas", "");
    let json = test.run(&["build", "--out", "berkas/x", "--format", "json"]).code(2).json();
    assert_eq!(json["diagnostics"][0]["code"], "tak-tertulis");
}

#[test]
fn the_markup_is_not_saved_over_the_project() {
    let test = Test::sample();
    test.run(&["build", "--keep-typst", "."]).code(2).complains("galat[simpan-di-proyek]");
    test.run(&["build", "-q", "--keep-typst", "markup"]).code(0);
    assert!(test.path().join("markup/IKI-2019-2024.typ").exists());
    test.run(&["build", "-q", "--keep-typst", "markup"]).code(0);
}

/// However many builds publish into one folder, all succeed, and what lies there is of one of
/// them.
#[test]
fn builds_into_one_folder_at_the_same_time_all_succeed() {
    for count in [2, 8] {
        let out = Test::empty();
        let dated = |i| {
            let date = format!("tanggal: 2025-01-1{i}");
            Test::sample().edit("data/opd.yaml", "tanggal: 2024-12-31", &date)
        };
        let projects: Vec<Test> = (0..count).map(dated).collect();
        let path = out.path().to_str().unwrap();
        let start = |test: &Test| test.command(&["build", "-q", "--out", path]).spawn().unwrap();
        let builds: Vec<_> = projects.iter().map(start).collect();
        for mut build in builds {
            assert_eq!(build.wait().unwrap().code(), Some(0));
        }
        assert_eq!(out.names(".").len(), 10);
        let manifest: Value = serde_json::from_str(&out.read("manifest.json")).unwrap();
        for file in manifest["keluaran"].as_array().unwrap() {
            let bytes = out.bytes(file["path"].as_str().unwrap());
            assert_eq!(file["sha256"], ikigen::digest::sha256(&bytes), "{}", file["path"]);
        }
    }
}
