//! What the documents of the repository say is true.

use std::fs;

use ikigen::diagnostic::{Diagnostics, Severity, text};
use ikigen::language::Language;
use ikigen::markup::Data;
use ikigen::project::{self, Timings};
use ikigen::source::{raw, schema};
use serde_json::Value;

use crate::support::{Test, copy_of_the_project, repo};

#[test]
fn help_texts() {
    insta::assert_snapshot!("bantuan", Test::empty().run(&["--help"]).code(0).out);
    insta::assert_snapshot!("bantuan-build", Test::empty().run(&["build", "--help"]).code(0).out);
    insta::assert_snapshot!("bantuan-year", Test::empty().run(&["year", "--help"]).code(0).out);
    insta::assert_snapshot!(
        "bantuan-explain",
        Test::empty().run(&["explain", "capaian", "--help"]).code(0).out
    );
}

#[test]
fn the_chain_behind_a_number() {
    let test = Test::sample();
    for id in ["koperasi-rat", "ekspor-non-migas", "pasar-revitalisasi", "ikm-siinas"] {
        let run = test.run(&["explain", "capaian", id]).code(0);
        insta::assert_snapshot!(format!("capaian-{id}"), run.out);
    }
}

/// The same as data, and every place that it names holds what it says.
#[test]
fn the_chain_behind_a_number_is_data() {
    let test = Test::sample();
    let explained = test.run(&["explain", "capaian", "koperasi-rat", "--format", "json"]).code(0);
    insta::assert_snapshot!("capaian-koperasi-rat-json", explained.out);
    let value = explained.json();
    let line = |place: &Value| -> String {
        let text = test.read(place["file"].as_str().unwrap());
        let number = usize::try_from(place["line"].as_u64().unwrap()).unwrap();
        text.lines().nth(number - 1).unwrap().to_owned()
    };
    assert!(line(&value["indikator"]["place"]).contains("id: koperasi-rat"));
    assert!(line(&value["formula"]["place"]).contains(value["formula"]["text"].as_str().unwrap()));
    assert!(line(&value["target"]["murni"]["place"]).contains("target:"));
    for input in value["inputs"].as_array().unwrap() {
        for quarter in input["quarters"].as_array().unwrap() {
            let name = format!("TW{}:", quarter["triwulan"]);
            let line = line(&quarter["place"]);
            assert!(line.contains(&name), "{name} in {line}");
            if let Some(exact) = quarter["exact"].as_str() {
                assert!(line.contains(exact), "{exact} in {line}");
            }
        }
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_program() {
    for (name, value) in [
        ("opd", schema::of::<raw::Opd>()),
        ("jabatan", schema::of::<raw::Jabatan>()),
        ("renstra", schema::of::<raw::Renstra>()),
        ("realisasi", schema::of::<raw::Realisasi>()),
        ("kamus", schema::of::<raw::Kamus>()),
        ("pejabat", schema::of::<raw::Officials>()),
        ("data", Data::schema()),
    ] {
        let path = repo().join(format!("docs/skema/{name}.json"));
        if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, format!("{value:#}\n")).unwrap();
        }
        let committed: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert!(committed == value, "{} is old: run with IKIGEN_WRITE_EXPECTED=1", path.display());
    }
}

/// Where docs/templat.md lists what templates see.
const VALUES: &str = "<!-- nilai: dari docs/skema/data.json -->\n";

#[test]
fn the_page_about_templates_lists_every_value() {
    let path = repo().join("docs/templat.md");
    let text = fs::read_to_string(&path).unwrap().replace('\r', "");
    let (before, listed) = text.split_once(VALUES).unwrap();
    let values = described(&Data::schema());
    if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
        fs::write(&path, format!("{before}{VALUES}{values}")).unwrap();
    } else {
        assert!(listed == values, "docs/templat.md is old: run with IKIGEN_WRITE_EXPECTED=1");
    }
}

/// A schema as tables, one for each kind of value.
fn described(schema: &Value) -> String {
    let mut page = table("Data", schema);
    for (name, kind) in schema["$defs"].as_object().unwrap() {
        page += &table(name, kind);
    }
    page
}

fn table(name: &str, kind: &Value) -> String {
    let about = kind["description"].as_str().unwrap_or_default();
    let mut rows = format!("\n### {name}\n\n{about}\n\n| nama | jenis | isi |\n|---|---|---|\n");
    // What is one of several: choices of a word, or things that a word tells apart.
    for one in kind["oneOf"].as_array().into_iter().flatten() {
        let word = one["const"].as_str().or_else(|| one["properties"]["kind"]["const"].as_str());
        let word = word.unwrap_or_default();
        let about = one["description"].as_str().unwrap_or_default();
        rows = format!("{rows}| `{word}` | | {about} |\n{}", properties(one));
    }
    rows + &properties(kind)
}

fn properties(kind: &Value) -> String {
    let all = kind["properties"].as_object().into_iter().flatten();
    let row = |(key, value): (&String, &Value)| {
        let about = value["description"].as_str().unwrap_or_default();
        format!("| `{key}` | {} | {about} |\n", of_kind(value))
    };
    all.map(row).collect()
}

/// The kind of a value in words.
fn of_kind(value: &Value) -> String {
    if let Some(name) = value["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(branches) = value["anyOf"].as_array() {
        return format!("{} atau null", of_kind(&branches[0]));
    }
    let (kind, or_null) = match &value["type"] {
        Value::Array(kinds) => (kinds[0].as_str(), " atau null"),
        kind => (kind.as_str(), ""),
    };
    let words = match kind.unwrap_or_default() {
        "array" => format!("daftar {}", of_kind(&value["items"])),
        "integer" => "bilangan".to_owned(),
        "boolean" => "ya/tidak".to_owned(),
        "string" => "teks".to_owned(),
        other => panic!("{other}"),
    };
    words + or_null
}

#[test]
fn every_data_file_names_its_schema() {
    let folders = ["data/jabatan", "data/realisasi"].map(|folder| repo().join(folder));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    for path in files
        .map(|e| e.unwrap().path())
        .chain(["opd", "renstra"].map(|name| repo().join(format!("data/{name}.yaml"))))
    {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        let schema = first.strip_prefix("# yaml-language-server: $schema=").unwrap();
        assert!(path.parent().unwrap().join(schema).exists(), "{}", path.display());
    }
}

#[test]
fn the_readme_names_the_two_commands_and_files_that_exist() {
    let readme = fs::read_to_string(repo().join("README.md")).unwrap();
    for command in ["cargo run --release -- build", "cargo test --release"] {
        assert!(readme.lines().any(|line| line.trim() == command), "{command}");
    }
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let outside = link.starts_with("http") || link.starts_with('#');
        assert!(outside || repo().join(link).exists(), "README links to {link}");
    }
}

/// The mistake that the README shows looks as it does there.
#[test]
fn the_readme_shows_what_the_program_says() {
    let folder = copy_of_the_project();
    let file = folder.path().join("data/jabatan/05-kabid-koperasi-um.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let formula = |line: &&str| line.trim_start().starts_with("formula: rat / aktif");
    let line = text.lines().find(formula).unwrap();
    let text = [text.replace(line, "        formula: rat / aktiv")];
    fs::write(&file, text.join("\n")).unwrap();
    let mut diagnostics = Diagnostics::default();
    assert!(project::read(folder.path(), &mut diagnostics, &mut Timings::default()).is_none());
    let said = text::render(&diagnostics, Severity::Info, Language::Id, false);
    let readme = fs::read_to_string(repo().join("README.md")).unwrap();
    assert!(readme.contains(said.trim_end()), "{said}");
}

/// A judge that CI does not ask judges nothing.
#[test]
fn ci_runs_the_tests_and_every_judge() {
    let ci = fs::read_to_string(repo().join(".ci/run")).unwrap();
    let runs = |what: &str| ci.lines().any(|line| !line.starts_with('#') && line.contains(what));
    assert!(ci.lines().any(|line| line == "cargo test --release"));
    for entry in fs::read_dir(repo().join("tests/oracles")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".sh") && name != "lib.sh" {
            assert!(runs(&format!("tests/oracles/{name}")), "{name} is not run");
        }
    }
}

/// What the architecture says of files is so.
#[test]
fn the_files_that_the_architecture_names_are_there() {
    let text = fs::read_to_string(repo().join("docs/arsitektur.md")).unwrap();
    for path in text.split('`').skip(1).step_by(2) {
        let named = ["src/", "tests/", "benches/", "docs/"].iter().any(|top| path.starts_with(top));
        let plain = !path.contains(['*', ' ', '<']);
        assert!(!(named && plain) || repo().join(path).exists(), "no {path}");
    }
}

#[test]
fn the_typst_version_that_manifests_record_is_the_one_in_use() {
    let lock = fs::read_to_string(repo().join("Cargo.lock")).unwrap();
    let entry = format!("name = \"typst\"\nversion = \"{}\"", ikigen::typeset::TYPST_VERSION);
    assert!(lock.contains(&entry));
}

/// The page on security: every command has its row, what it names is there, its bounds are those of the program.
#[test]
fn the_page_on_security_is_true() {
    let page = fs::read_to_string(repo().join("docs/SECURITY.md")).unwrap();
    let rows = |heading: &str| -> Vec<Vec<String>> {
        let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
        let row =
            |line: &str| line.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
        section.lines().filter(|line| line.starts_with('|')).skip(2).map(row).collect()
    };
    let help = Test::empty().run(&["--help"]).code(0).out;
    let commands = help.split("Perintah:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands =
        commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut commands: Vec<String> =
        commands.map(|line| format!("`{}`", line.split_whitespace().next().unwrap())).collect();
    commands.sort();
    let mut named: Vec<String> =
        rows("What each command").into_iter().map(|mut row| row.swap_remove(0)).collect();
    named.sort();
    assert_eq!(named, commands);

    for (n, name) in page.split('`').enumerate().filter(|(n, _)| n % 2 == 1) {
        let named =
            ["tests/", "docs/", ".github/", ".ci/"].iter().any(|folder| name.starts_with(folder));
        assert!(!named || repo().join(name).exists(), "{n}: there is no {name}");
    }

    for (what, bound, file, declared) in [
        ("time of a command", "120 seconds", "src/cli/mod.rs", "default_value_t = 120"),
        ("memory of its worker", "4 GiB", "src/main.rs", "MOST: u64 = 4 << 30"),
        (
            "a data file, a template",
            "1 MiB",
            "src/source/files.rs",
            "MAX_TEXT_BYTES: u64 = 1 << 20",
        ),
        (
            "a font, a file that is verified",
            "64 MiB",
            "src/source/files.rs",
            "MAX_FONT_BYTES: u64 = 64 << 20",
        ),
        (
            "all files of a project",
            "256 MiB",
            "src/source/files.rs",
            "MAX_TOTAL_BYTES: u64 = 256 << 20",
        ),
        ("files in a folder", "2000", "src/source/files.rs", "MAX_FILES: usize = 2_000"),
        ("faces of a project's own fonts", "500", "src/typeset/fonts.rs", "MAX_FACES: usize = 500"),
    ] {
        let row = rows("Bounds").into_iter().find(|row| row[0] == what).expect(what);
        assert!(row[1].starts_with(bound), "{row:?}");
        assert!(
            fs::read_to_string(repo().join(file)).unwrap().contains(declared),
            "{what}: {declared}"
        );
    }
    assert_eq!(rows("Bounds").len(), 7);
}

/// What is known to be wrong with a dependency and stays: with a reason, about a version that is in use.
#[test]
fn known_weaknesses_of_dependencies_have_their_reasons() {
    let deny = fs::read_to_string(repo().join(".deny.toml")).unwrap();
    let lock = fs::read_to_string(repo().join("Cargo.lock")).unwrap();
    let entries: Vec<&str> = deny.lines().filter(|line| line.contains("id = \"RUSTSEC-")).collect();
    assert_eq!(entries.len(), 7);
    for entry in entries {
        let reason = entry.split("reason = \"").nth(1).expect(entry);
        let (about, why) = reason.split_once(": ").expect(entry);
        let (name, version) = about.split_once(' ').expect(entry);
        assert!(why.len() > 20, "{entry}");
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(lock.contains(&locked), "{about} is not in Cargo.lock: {entry}");
    }
}
