//! `ikigen diff`: a git history with ten kinds of change; hundreds of single edits, each of
//! which has to show up, and nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

use ikigen::diagnostic::Diagnostics;
use ikigen::language::Language;
use ikigen::markup::{Base, ListedChange, redline};
use ikigen::output::Inputs;
use ikigen::project::Project;
use ikigen::project::Timings;
use ikigen::review::{Finding, Review, Side, listed, pages, render};
use ikigen::source::tree::{self, Kind, Node};
use ikigen::text::SourceFile;
use ikigen::typeset;

use serde_json::{Value as Json, json};

use crate::support::{Sequence, Test, copy_of_the_project, pages_of, repo, valid_project};

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=Uji",
            "-c",
            "user.email=uji@contoh.invalid",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_COMMITTER_DATE", "2024-07-12T23:30:00+0700")
        .output()
        .expect("git is there");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} in {file}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
}

/// What a kind of change does to the files.
type Action = fn(&Path);

const SCENARIOS: &[(&str, Action)] = &[
    ("target", |f| {
        edit(
            f,
            "data/jabatan/13-kabid-perdagangan.yaml",
            "2023: 90%, 2024: 95%",
            "2023: 90%, 2024: 92%",
        );
    }),
    ("realisasi", |f| {
        edit(
            f,
            "data/realisasi/2024.yaml",
            "TW4: { baik: 267, dimiliki: 322 }",
            "TW4: { baik: 300, dimiliki: 322 }",
        );
    }),
    ("tahun-lain", |f| {
        edit(
            f,
            "data/realisasi/2023.yaml",
            "TW4: { kini: 106080000000 }",
            "TW4: { kini: 109080000000 }",
        );
    }),
    ("kalimat", |f| {
        edit(
            f,
            "data/jabatan/13-kabid-perdagangan.yaml",
            "misi dagang bagi produk daerah",
            "misi dagang dan promosi bagi produk unggulan daerah",
        );
    }),
    ("kebijakan", |f| edit(f, "data/opd.yaml", "batas_atas: 120%", "batas_atas: 100%")),
    ("jabatan-berganti-nama", |f| {
        edit(
            f,
            "data/jabatan/20-kasi-pengawasan-pasar.yaml",
            "jabatan: Kepala Seksi Pengawasan Pasar",
            "jabatan: Kepala Seksi Pengawasan dan Ketertiban Pasar",
        );
        fs::rename(
            f.join("data/jabatan/20-kasi-pengawasan-pasar.yaml"),
            f.join("data/jabatan/21-kasi-pengawasan-pasar.yaml"),
        )
        .unwrap();
    }),
    ("jabatan-hilang", |f| {
        fs::remove_file(f.join("data/jabatan/16-kasi-informasi-perdagangan.yaml")).unwrap();
        for year in ["2022", "2023", "2024"] {
            let path = f.join(format!("data/realisasi/{year}.yaml"));
            let text = fs::read_to_string(&path).unwrap();
            // The entry of its one indicator: its line and what is indented below it.
            let start = text.find("  laporan-informasi-harga:").unwrap();
            let own = text[start..].split_inclusive('\n').enumerate();
            let own = own.take_while(|(n, line)| *n == 0 || line.starts_with("    "));
            let end = start + own.map(|(_, line)| line.len()).sum::<usize>();
            fs::write(&path, format!("{}{}", &text[..start], &text[end..])).unwrap();
        }
    }),
    ("anggaran", |f| edit(f, "data/renstra.yaml", "2024: 56850000", "2024: 59850000")),
    ("galat", |f| {
        edit(
            f,
            "data/jabatan/05-kabid-koperasi-um.yaml",
            "formula: rat / aktif",
            "formula: rat / aktiv",
        );
    }),
    ("markup-dalam-data", |f| {
        edit(
            f,
            "data/jabatan/13-kabid-perdagangan.yaml",
            "kegiatan resi gudang",
            "kegiatan <script>alert(1)</script> | `resi` [gudang](https://contoh.invalid) @semua",
        );
    }),
];

#[test]
fn ten_kinds_of_change_are_told() {
    for (name, act) in SCENARIOS {
        let folder = copy_of_the_project();
        git(folder.path(), &["init", "-q", "-b", "main"]);
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "-q", "-m", "awal"]);
        act(folder.path());
        git(folder.path(), &["add", "-A"]);
        git(folder.path(), &["commit", "-q", "-m", "ubah"]);
        let sides = ["HEAD~1", "HEAD"]
            .map(|r| Side::revision(r, folder.path()).unwrap_or_else(|e| panic!("{name}: {e:?}")));
        let t = Review::new(&sides[0], &sides[1], Language::Id);
        assert!(!t.is_empty(), "{name}");
        // The names of commits hang on every byte of the project.
        let named = |text: String| {
            let commits = sides.iter().filter_map(|side| side.commit.as_ref());
            commits.fold(text, |text, commit| {
                // Where a forge would make a link of it, something stands in front of the last sign.
                let (start, end) = commit.short.split_at(commit.short.len() - 1);
                let split =
                    ["&#8203;", "<span></span>"].map(|apart| format!("{start}{apart}{end}"));
                let text = split.iter().fold(text, |text, one| text.replace(one, "3f2a91c"));
                text.replace(&commit.short, "3f2a91c")
            })
        };
        insta::assert_snapshot!(format!("{name}.md"), named(render::markdown(&t, Language::Id)));
        let html = named(render::html(&t, Language::Id));
        assert!(!html.contains("<script"), "{name}");
        insta::assert_snapshot!(format!("{name}.html"), html.split("<main>").nth(1).unwrap());
        on_paper(name, &sides);
        let json = render::json(&t);
        assert_eq!(json["changes"].as_array().unwrap().len(), t.changes.len());
        let titles = "HEAD~1, 12 Juli 2024 (3f2a91c) → HEAD, 12 Juli 2024 (3f2a91c)";
        assert!(named(render::text(&t, Language::Id)).starts_with(titles));
    }
}

/// What a side of a redline is compared with.
fn base<'a>(old: &'a Project, changes: &'a [ListedChange]) -> Base<'a> {
    Base { model: &old.model, name: "naskah lama", changes, only_changed: false }
}

/// The changes marked on the page, where both states have pages: they can be set, and without
/// the marks they are the values of the new state.
fn on_paper(name: &str, sides: &[Side; 2]) {
    let [Some(old), Some(new)] = [&sides[0].project, &sides[1].project] else { return };
    let (jobs, inputs) = (new.jobs(&[]).unwrap(), Inputs::default());
    let changes = listed::changes(&sides[0], &old.model, new);
    let marked = new.marked_compilations(&jobs, &base(old, &changes), &inputs).unwrap();
    let tahun = new.model.opd.tahun;
    let [before, after] = [old, new].map(|project| project.data(tahun).value());
    let merged = redline::merge(&before, &after);
    assert_eq!(now(&json!(merged)), now(&json!(after)), "{name}");
    for marked in &marked {
        assert!(marked.name.ends_with("-perubahan"));
        let (pages, warnings) =
            typeset::lay_out(marked, &new.huruf).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
        let text = pages.text();
        assert!(text.iter().all(|page| page.contains("NASKAH PERUBAHAN")), "{name}");
        assert!(text[0].contains("Daftar perubahan"), "{name}: {}", text[0]);
        let touched = marked.markup.text.contains("#yang-lama[#\"")
            || marked.markup.text.contains("#yang-baru[#\"");
        let in_words = ["kalimat", "markup-dalam-data", "jabatan-berganti-nama"].contains(&name);
        // These changes stand in a document of all positions; others may not print them.
        let prints = marked.document.starts_with("iki-");
        assert!(touched || !(in_words && prints), "{name} {}", marked.name);
    }
}

/// Merged values without what is gone and without marks.
fn now(value: &Json) -> Json {
    fn is_gone(value: &Json) -> bool {
        match value {
            Json::String(text) => redline::is_gone(&text.as_str().into()),
            Json::Object(entries) => entries.get("gone").is_some_and(|gone| gone == true),
            _ => false,
        }
    }
    match value {
        // Of formulas only what was said of them is other; counts are marked texts.
        Json::String(text) => {
            let text = redline::current(text);
            let text = text.strip_prefix("menjadi ").unwrap_or(&text);
            text.parse::<i64>().map_or_else(|_| text.into(), Json::from)
        }
        Json::Array(items) => items.iter().filter(|item| !is_gone(item)).map(now).collect(),
        Json::Object(entries) => {
            let kept = entries.iter().filter(|(key, _)| *key != "before");
            let kept = kept.map(|(key, value)| {
                (key.clone(), if is_gone(value) { Json::Null } else { now(value) })
            });
            Json::Object(kept.collect())
        }
        value => value.clone(),
    }
}

/// What went or came as a whole is struck or underlined, each of its texts; a formula of another
/// form stands struck before the new one.
#[test]
fn whole_things_are_marked_on_paper() {
    let folder = copy_of_the_project();
    let lesser = Side::folder("kurang", folder.path()).unwrap();
    add_things(folder.path());
    let more = Side::folder("lebih", folder.path()).unwrap();
    let texts = [
        "Jumlah laporan arsip",
        "Banyaknya berkas arsip",
        "Buku arsip",
        "Kepala Seksi Arsip",
        "menata arsip.",
        "Tertatanya arsip",
        "Daftar arsip",
    ];
    for (old, new, mark, told) in
        [(&more, &lesser, "lama", "dihapus"), (&lesser, &more, "baru", "baru")]
    {
        let [Some(before), Some(after)] = [&old.project, &new.project] else {
            panic!("both have pages")
        };
        let (jobs, inputs) = (after.jobs(&[]).unwrap(), Inputs::default());
        let changes = listed::changes(old, &before.model, after);
        let whole: Vec<&str> = changes.iter().map(|one| one.what.as_str()).collect();
        for one in ["jabatan", "indikator"] {
            assert!(whole.contains(&format!("{one} {told}").as_str()), "{whole:?}");
        }
        let marked = after.marked_compilations(&jobs, &base(before, &changes), &inputs).unwrap();
        let original = marked.iter().find(|one| one.document == "iki-asli").unwrap();
        let original = &original.markup.text;
        for text in texts {
            assert!(original.contains(&format!("#yang-{mark}[#{text:?};]")), "{mark} {text}");
        }
        let formula = "#yang-lama[#\"Jumlah ketersediaan bahan pokok\";]";
        let now = "#yang-baru[#\"Jumlah ketersediaan bahan pokok\";]";
        assert!(original.find(formula).unwrap() < original.find(now).unwrap());
        for compilation in &marked {
            let (pages, warnings) =
                typeset::lay_out(compilation, &after.huruf).expect("it can be set");
            assert!(warnings.is_empty(), "{warnings:?}");
            // Conforming: tags of what lies on every page would not be.
            pages.pdf(compilation, &after.huruf).expect("it conforms");
        }
    }
}

/// An indicator and a position more, and a formula of another form.
fn add_things(folder: &Path) {
    edit(
        folder,
        "data/jabatan/03-kasubbag-program.yaml",
        "        sumber: Dokumen perencanaan, penganggaran, evaluasi kinerja\n",
        "        sumber: Dokumen perencanaan, penganggaran, evaluasi kinerja
      - id: laporan-arsip
        nama: Jumlah laporan arsip
        variabel: { arsip: Banyaknya berkas arsip }
        formula: arsip
        satuan: laporan
        arah: naik
        agregasi: akhir
        sumber: Buku arsip
",
    );
    edit(
        folder,
        "data/jabatan/13-kabid-perdagangan.yaml",
        "formula: ketersediaan / pengeluaran * 100%",
        "formula: (ketersediaan - pengeluaran) * 100%",
    );
    fs::write(
        folder.join("data/jabatan/21-kasi-arsip.yaml"),
        "id: kasi-arsip\njabatan: Kepala Seksi Arsip\natasan: sekretaris\ntugas: menata arsip.\nsasaran:
  - sasaran: Tertatanya arsip
    renstra: sasaran-tata-kelola
    indikator:
      - { id: arsip-tertata, nama: Jumlah arsip tertata, variabel: { tertata: Arsip yang tertata }, formula: tertata, satuan: arsip, arah: naik, agregasi: akhir, sumber: Daftar arsip }
",
    )
    .unwrap();
}

/// On paper: what the redline says of itself, where its list leads, letters, and only what changed.
#[test]
fn a_redline_says_what_it_is() {
    let test = Test::sample();
    git(test.path(), &["init", "-q", "-b", "main"]);
    git(test.path(), &["add", "."]);
    git(test.path(), &["commit", "-q", "-m", "awal"]);
    let file = "data/jabatan/13-kabid-perdagangan.yaml";
    edit(test.path(), file, "2023: 90%, 2024: 95%", "2023: 90%, 2024: 92%");
    let text = fs::read_to_string(test.path().join(file)).unwrap();
    let items: Vec<&str> = text.lines().filter(|line| line.starts_with("  - ")).collect();
    let (gone, next) = (items[2], items[3].trim_start_matches("  - ").split("  #").next().unwrap());
    fs::write(test.path().join(file), text.replace(&format!("{gone}\n"), "")).unwrap();

    let side = Side::revision("main", test.path()).unwrap();
    let (old, new) = (side.project.as_ref().unwrap(), valid_project(test.path()));
    let name = side.as_draft();
    assert_eq!(name, format!("naskah 12 Juli 2024 ({})", side.commit.as_ref().unwrap().short));
    let changes = listed::changes(&side, &old.model, &new);
    let (jobs, inputs) = (new.jobs(&["iki".to_owned()]).unwrap(), Inputs::default());
    let pages = |only_changed: bool| {
        let base = Base { model: &old.model, name: &name, changes: &changes, only_changed };
        let marked = new.marked_compilations(&jobs, &base, &inputs).unwrap();
        let set = |one| typeset::lay_out(one, &new.huruf).unwrap().0.text();
        marked.iter().map(set).collect::<Vec<_>>()
    };
    let all = pages(false);
    let joined = |page: &str| page.replace('\n', " ");
    for document in &all {
        for page in document {
            assert!(joined(page).contains(&format!("dibandingkan dengan {name}")), "{page}");
        }
    }
    let [original, yearly] = &all[..] else { panic!("{} documents", all.len()) };
    // What the original does not print is not in its list.
    assert!(joined(&original[0]).contains("perubahan lain tidak tercetak pada dokumen ini."));
    assert!(!original[0].contains("92%") && yearly[0].contains("92%"), "{}", yearly[0]);
    // Behind the struck thing, which has no letter, goes on the letter of the new edition.
    let number = yearly.iter().position(|page| page.contains("95%\n") && page.contains("92%"));
    assert!(number.is_some());
    let page = original.iter().skip(1).find(|page| page.contains(next)).unwrap();
    let lines: Vec<&str> = page.lines().collect();
    let at = lines.iter().position(|line| line.starts_with(next)).unwrap();
    assert_eq!(lines[at - 1], "c.", "{page}");
    // Only what changed: one position of twenty.
    let changed = pages(true);
    assert!(changed[0].len() < 6 && original.len() > 20, "{}", changed[0].len());
    assert!(changed[0].iter().all(|page| joined(page).contains("hanya jabatan yang berubah")));
}

/// The documents of the plan print indicators below its objectives, on pages of their own sizes.
#[test]
fn a_redline_of_the_plan_lists_what_it_marks() {
    let test = Test::sample();
    git(test.path(), &["init", "-q", "-b", "main"]);
    git(test.path(), &["add", "."]);
    git(test.path(), &["commit", "-q", "-m", "awal"]);
    let plan = "data/renstra.yaml";
    edit(test.path(), "data/jabatan/13-kabid-perdagangan.yaml", "2024: 95%", "2024: 92%");
    edit(test.path(), plan, "tujuan: Meningkatkan daya", "tujuan: Memperkuat daya");
    edit(test.path(), plan, "[koperasi-rat, kualitas-kelembagaan,", "[koperasi-rat,");
    let side = Side::revision("main", test.path()).unwrap();
    let (old, new) = (&side.project.as_ref().unwrap().model, valid_project(test.path()));
    let changes = listed::changes(&side, old, &new);
    let base = Base { model: old, name: &side.as_draft(), changes: &changes, only_changed: false };
    let marked = |id: &str| {
        let jobs = new.jobs(&[id.to_owned()]).unwrap();
        let one = new.marked_compilations(&jobs, &base, &Inputs::default()).unwrap().remove(0);
        typeset::lay_out(&one, &new.huruf).unwrap().0
    };

    let gone = "Persentase Peningkatan kualitas kelembagaan";
    let (indicators, tree) = (marked("iku"), marked("pohon-kinerja"));
    let list =
        |pages: &typeset::Pages| pages.text()[0].split_whitespace().collect::<Vec<_>>().join(" ");
    for told in ["92%", "Memperkuat daya", gone] {
        assert!(list(&indicators).contains(told), "{told}: {}", list(&indicators));
    }
    // The tree prints no targets.
    for (told, there) in [("92%", false), ("Memperkuat daya", true), (gone, true)] {
        assert_eq!(list(&tree).contains(told), there, "{told}: {}", list(&tree));
    }

    // What is struck has no number: both tables count what there is.
    let in_first_column = |page: usize| {
        let runs = indicators.runs(page).into_iter().filter(|run| run.bbox[0] < 80.0);
        runs.filter_map(|run| run.text.parse::<usize>().ok()).collect::<Vec<_>>()
    };
    let numbers: Vec<usize> = (1..indicators.page_count()).flat_map(in_first_column).collect();
    let there = 1..=new.model.renstra.as_ref().unwrap().key_indikator().count();
    assert_eq!(numbers, there.clone().chain(there).collect::<Vec<_>>());

    for page in 1..tree.page_count() {
        // The line above the page stands free of what the page itself has there.
        let runs = tree.runs(page);
        let top = |words: &str| runs.iter().find(|run| run.text.contains(words)).unwrap().bbox;
        let (line, header) = (top("NASKAH PERUBAHAN"), top("DATA CONTOH"));
        assert!(line[1] + line[3] + 2.0 < header[1], "{page}: {line:?} {header:?}");
    }
    // Bars stand in the margin, whatever the size of the page: here beside the table.
    let table = |page: &usize| tree.text()[*page].contains("PENURUNAN KINERJA");
    let rules = tree.rules((1..tree.page_count()).find(table).unwrap());
    let upright = |rule: &[f64; 4]| rule[2] - rule[0] < 0.1;
    let left = |which: bool| {
        let of_kind = rules.iter().filter(|rule| upright(rule) == which);
        of_kind.map(|rule| rule[0]).fold(f64::INFINITY, f64::min)
    };
    assert!(left(true) + 5.0 < left(false), "{} {}", left(true), left(false));
    // On dark grounds, marks have a light ground of their own: old words, new ones.
    let plain = pages_of(&new, "pohon-kinerja");
    let light = |svg: String| {
        svg.split('<').filter(|tag| tag.starts_with("path") && tag.contains("#fff")).count()
    };
    let [before, after] = [plain.svg(0), tree.svg(1)].map(|svg| light(svg.unwrap()));
    assert!(after >= before + 2, "{before} {after}");
}

/// A commit knows its files of other periods.
#[test]
fn a_revision_has_its_periods() {
    let test = Test::sample();
    git(test.path(), &["init", "-q", "-b", "main"]);
    git(test.path(), &["add", "."]);
    git(test.path(), &["commit", "-q", "-m", "awal"]);
    test.run(&["year", "2025", "--sampai", "2029"]).code(0);
    let copied = "isi: {+salinan data/opd.yaml seperti semula+}";
    // Entries that wait to be filled in are counted, never shown as nothing.
    let opened = test.run(&["diff"]).code(0).says(copied).says("Periode 2019-2024: opd");
    opened.says("belum diisi").never_says("{++}");
    git(test.path(), &["add", "."]);
    git(test.path(), &["commit", "-q", "-m", "periode baru"]);
    test.run(&["diff"]).code(0).says("Tidak ada yang berbeda.");
}

/// Files that travel in documents, changed in ways that no value shows.
const UNSEEN: &[(&str, Action)] = &[
    ("a comment", |f| {
        edit(f, "data/opd.yaml", "daerah: Kabupaten Sampang", "daerah: Kabupaten Sampang # x");
    }),
    ("a comment that is gone", |f| edit(f, "data/opd.yaml", "# Aturan pengukuran;", "# Aturan;")),
    ("quotes", |f| {
        edit(f, "data/opd.yaml", "daerah: Kabupaten Sampang", "daerah: \"Kabupaten Sampang\"");
    }),
    ("blanks", |f| edit(f, "data/opd.yaml", "daerah: Kabupaten", "daerah:  Kabupaten")),
    ("the order of keys", |f| {
        edit(
            f,
            "data/opd.yaml",
            "  turun: selisih\n  tetap: selisih\n",
            "  tetap: selisih\n  turun: selisih\n",
        );
    }),
    ("an empty line at the end", |f| {
        let text = fs::read_to_string(f.join("data/renstra.yaml")).unwrap();
        fs::write(f.join("data/renstra.yaml"), text + "\n").unwrap();
    }),
    ("line ends", |f| {
        let text = fs::read_to_string(f.join("data/realisasi/2024.yaml")).unwrap();
        fs::write(f.join("data/realisasi/2024.yaml"), text.replace('\n', "\r\n")).unwrap();
    }),
    ("a byte order mark", |f| {
        let text = fs::read_to_string(f.join("data/opd.yaml")).unwrap();
        fs::write(f.join("data/opd.yaml"), format!("\u{feff}{text}")).unwrap();
    }),
    ("a template that nothing uses", |f| {
        fs::create_dir(f.join("templates")).unwrap();
        fs::write(f.join("templates/lain.typ"), "x").unwrap();
    }),
    ("a font that nothing uses", |f| {
        let face = fs::read(repo().join("fonts/LiberationSans-Bold.ttf")).unwrap();
        fs::create_dir(f.join("fonts")).unwrap();
        fs::write(f.join("fonts/lain.ttf"), [&face[..], b"\0\0\0\0"].concat()).unwrap();
    }),
];

/// Files that travel nowhere.
const BESIDE: &[(&str, Action)] = &[
    ("a note", |f| fs::write(f.join("data/CATATAN.md"), "x").unwrap()),
    ("a hidden file", |f| fs::write(f.join("data/.x.yaml"), "x: [").unwrap()),
    ("a copy of a built-in template", |f| {
        fs::create_dir(f.join("templates")).unwrap();
        fs::copy(repo().join("templates/dokumen.typ"), f.join("templates/dokumen.typ")).unwrap();
    }),
    ("a copy of a built-in font", |f| {
        fs::create_dir(f.join("fonts")).unwrap();
        let name = "LiberationSans-Bold.ttf";
        fs::copy(repo().join("fonts").join(name), f.join("fonts").join(name)).unwrap();
    }),
];

/// Nothing is different where the documents are the same byte for byte, and only there.
#[test]
fn nothing_is_different_only_where_the_documents_are_the_same() {
    let base = copy_of_the_project();
    let bytes = |folder: &Path| -> Vec<Vec<u8>> {
        let project = valid_project(folder);
        let jobs = project.jobs(&["iki-asli".to_owned(), "renstra".to_owned()]).unwrap();
        let mut diagnostics = Diagnostics::default();
        let made = project.make(&jobs, &mut diagnostics, &mut Timings::default()).unwrap();
        made.artifacts.into_iter().map(|artifact| artifact.bytes).collect()
    };
    let before = bytes(base.path());
    let all = UNSEEN.iter().map(|one| (one, false)).chain(BESIDE.iter().map(|one| (one, true)));
    for ((name, act), same) in all {
        let folder = copy_of_the_project();
        act(folder.path());
        let sides = [base.path(), folder.path()].map(|path| Side::folder("sisi", path).unwrap());
        let review = Review::new(&sides[0], &sides[1], Language::Id);
        // A font is no part of a workbook.
        assert_eq!(bytes(folder.path()) == before, same, "{name}");
        assert_eq!(review.is_empty(), same, "{name}: {:?}", review.changes);
        for text in [render::text(&review, Language::Id), render::markdown(&review, Language::Id)] {
            assert_eq!(text.contains("Tidak ada yang berbeda"), same, "{name}: {text}");
        }
    }
}

/// A number in a finding that moves is one changed finding, not one gone and one new.
#[test]
fn a_finding_that_says_something_else_is_one() {
    let (old, now) = (copy_of_the_project(), copy_of_the_project());
    for (folder, value) in [(&old, "167"), (&now, "168")] {
        edit(
            folder.path(),
            "data/realisasi/2024.yaml",
            "TW4: { baik: 267",
            &format!("TW4: {{ baik: {value}"),
        );
        let text = fs::read_to_string(folder.path().join("data/realisasi/2024.yaml")).unwrap();
        let start = text.find("  pemeliharaan-barang:").unwrap();
        let from = start + text[start..].find("    analisis:").unwrap();
        let to = from + text[from..].find("    bukti:").unwrap();
        fs::write(
            folder.path().join("data/realisasi/2024.yaml"),
            format!("{}{}", &text[..from], &text[to..]),
        )
        .unwrap();
    }
    let sides = [&old, &now].map(|folder| Side::folder("sisi", folder.path()).unwrap());
    let review = Review::new(&sides[0], &sides[1], Language::Id);
    let found = |list: &[Finding]| list.iter().any(|one| one.code == "analisis-kosong");
    assert!(!found(&review.new_findings) && !found(&review.gone_findings));
    let [[before, after]] = &review.changed_findings[..] else { panic!("{review:?}") };
    assert_eq!((before.code, after.line > 0), ("analisis-kosong", true));
    let name = "Persentase Pemeliharaan Barang Milik Daerah Yang dipelihara";
    assert_eq!(after.owner.last().map(String::as_str), Some(name));
    let text = render::text(&review, Language::Id);
    assert!(
        text.contains(&format!("[analisis-kosong] {name}: capaian [-61,02%-] → {{+61,38%+}}")),
        "{text}"
    );
    assert_eq!(render::json(&review)["findings"]["changed"].as_array().unwrap().len(), 1);
}

/// What is cut is told before what is shown.
#[test]
fn what_is_cut_is_told_first() {
    let (old, now) = (copy_of_the_project(), copy_of_the_project());
    // Every page, and more findings in a file than are kept.
    edit(now.path(), "data/opd.yaml", "ukuran: 12pt", "ukuran: 11pt");
    edit(now.path(), "data/opd.yaml", "tahun: 2024", "tahun: 2023");
    let many = "        - Berkas berkas berkas\n".repeat(150);
    let file = "data/jabatan/13-kabid-perdagangan.yaml";
    let text = fs::read_to_string(now.path().join(file)).unwrap();
    assert!(text.contains("\nfungsi:\n"), "{text}");
    let text =
        text.replacen("\nfungsi:\n", &format!("\nfungsi:\n{}", many.replace("        ", "  ")), 1);
    fs::write(now.path().join(file), text).unwrap();
    let sides = [&old, &now].map(|folder| Side::folder("sisi", folder.path()).unwrap());
    let review = Review::new(&sides[0], &sides[1], Language::Id);
    assert!(review.errors.iter().all(Vec::is_empty), "{:?}", review.errors);
    let review = review.with_pages(&sides[0], &sides[1], Language::Id);
    let (cut, year) = (
        format!("temuan di {file} dipotong sesudah 100"),
        "tahun edisinya berganti, 2024 menjadi 2023",
    );
    let before = |text: &str, first: &str, then: &str| {
        let place =
            |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part} in {text:.3000}"));
        assert!(place(first) < place(then), "{first} is told behind {then}");
    };
    let text = render::text(&review, Language::Id);
    before(&text, &cut, "Yang diubah");
    before(&text, year, "Yang diubah");
    let markdown = render::markdown(&review, Language::Id);
    before(&markdown, "tahun edisinya berganti", "<details>");
    let html = render::html(&review, Language::Id);
    before(&html, &cut, "<section>");
    before(&html, "halaman yang paling banyak berubah, dari", "<figure>");
    before(&html, "<td>IKI-2019-2024</td>", "<figure>");
    assert_eq!(render::json(&review)["notices"].as_array().unwrap().len(), 2);
}

/// A document that came or went is shown with all its pages.
#[test]
fn documents_that_come_and_go_are_shown() {
    let (old, now) = (copy_of_the_project(), copy_of_the_project());
    let text = fs::read_to_string(now.path().join("data/opd.yaml")).unwrap();
    let own = "\ndokumen:\n  - { id: surat, judul: Surat, templat: surat.typ.j2 }\n";
    fs::write(now.path().join("data/opd.yaml"), text + own).unwrap();
    fs::create_dir(now.path().join("templates")).unwrap();
    fs::write(
        now.path().join("templates/surat.typ.j2"),
        "{% include \"bingkai.typ.j2\" %}\nIsi surat\n",
    )
    .unwrap();
    let [old, now] = [&old, &now].map(|folder| valid_project(folder.path()));
    for (sides, numbers) in [((&old, &now), [None, Some(1)]), ((&now, &old), [Some(1), None])] {
        let pairs = pages::touched(sides.0, sides.1).unwrap();
        let [pair] = &pairs[..] else { panic!("{} pages", pairs.len()) };
        assert_eq!((pair.document.as_str(), pair.numbers), ("surat", numbers));
    }
}

/// The working tree against the last commit, as `ikigen diff` does it without arguments.
#[test]
fn the_working_tree_is_compared_with_the_last_commit() {
    let test = Test::sample();
    git(test.path(), &["init", "-q", "-b", "main"]);
    git(test.path(), &["add", "."]);
    git(test.path(), &["commit", "-q", "-m", "awal"]);
    test.run(&["diff"]).code(0).says("Tidak ada yang berbeda.");
    let test = test.edit("data/opd.yaml", "tempat: Sampang", "tempat: Torjun");
    test.run(&["diff"]).code(0).says("pengesahan tempat: [-Sampang-] → {+Torjun+}");
    test.run(&["diff", "tidak-ada"]).code(2).complains("galat[sisi-tak-terbaca]");
    test.run(&["diff", "--", "--output=x"]).code(2).complains("galat[sisi-tak-terbaca]");
}

/// However much changed, the comment fits; what does not is counted.
#[test]
fn a_comment_never_is_too_long_for_the_forge() {
    let folder = copy_of_the_project();
    let other = Test::begun();
    let sides = [other.path(), folder.path()].map(|path| Side::folder("sisi", path).unwrap());
    let t = Review::new(&sides[0], &sides[1], Language::Id);
    let text = render::markdown(&t, Language::Id);
    assert!(text.chars().count() <= 65_536, "{}", text.chars().count());
    assert!(text.contains("lagi; selengkapnya di tinjauan HTML"));
    assert!(text.find("**Komentar ini dipotong:**").unwrap() < text.find("<details>").unwrap());
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}

/// The places of the scalars of a file.
fn scalars(file: &SourceFile) -> Vec<(std::ops::Range<usize>, String)> {
    fn walk(node: &Node, out: &mut Vec<(std::ops::Range<usize>, String)>) {
        match &node.kind {
            Kind::Scalar { text, .. } => out.push((node.range.clone(), text.clone())),
            Kind::Seq(items) => items.iter().for_each(|item| walk(item, out)),
            Kind::Map(entries) => entries.iter().for_each(|entry| walk(&entry.value, out)),
        }
    }
    let mut out = Vec::new();
    walk(&tree::parse(file).unwrap(), &mut out);
    out
}

/// Every one of 500 edits of a single value is in the diff, and nothing else is.
#[test]
fn every_single_edit_is_found_and_nothing_else() {
    let folder = copy_of_the_project();
    let before = Side::folder("lama", folder.path()).unwrap();
    let files: Vec<(String, String)> = before
        .state
        .rows
        .keys()
        .map(|path| (path.clone(), fs::read_to_string(folder.path().join(path)).unwrap()))
        .collect();
    let places: Vec<(usize, std::ops::Range<usize>, String)> = files
        .iter()
        .enumerate()
        .flat_map(|(n, (path, text))| {
            let all = scalars(&SourceFile::new(path.as_str(), text.as_str()));
            all.into_iter().map(move |(range, value)| (n, range, value))
        })
        .collect();
    let mut sequence = Sequence(2_024);
    for n in 0..500 {
        let (file, range, value) = &places[sequence.below(places.len())];
        let (path, text) = &files[*file];
        let new = if value.chars().all(|c| c.is_ascii_digit()) {
            format!("{value}7")
        } else {
            format!("{} ubah{n}", value.trim_end_matches('.'))
        };
        let quoted = format!("\"{}\"", new.replace('\\', "\\\\").replace('"', "\\\""));
        let plain = new.chars().all(|c| c.is_ascii_digit());
        let shown =
            if plain && !text[range.clone()].starts_with(['"', '\'']) { &new } else { &quoted };
        let changed = format!("{}{shown}{}", &text[..range.start], &text[range.end..]);
        fs::write(folder.path().join(path), &changed).unwrap();
        let after = Side::folder("baru", folder.path()).unwrap();
        fs::write(folder.path().join(path), text).unwrap();
        let t = Review::new(&before, &after, Language::Id);
        // A new id is another thing: one gone, one new, part by part where they are long.
        let is_key = t.changes.iter().all(|p| p.before.is_some() != p.after.is_some())
            && t.changes.iter().any(|p| p.before.is_none())
            && t.changes.iter().any(|p| p.after.is_none());
        let told = t.changes.len() == 1
            && t.changes[0].before.as_deref() == Some(value.as_str())
            && t.changes[0].after.as_deref() == Some(new.as_str());
        assert!(told || is_key, "{path} {value:?} → {new:?}: {:?}", t.changes);
        if is_key {
            let all: String =
                t.changes.iter().flat_map(|p| [&p.before, &p.after]).flatten().cloned().collect();
            assert!(all.contains(value.as_str()) && all.contains(new.as_str()), "{path} {value:?}");
        }
    }
}
