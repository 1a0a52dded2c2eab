//! The documents that are made from the plan: the table of key indicators and the performance
//! tree. What they print is what the plan and its positions say.

use std::fs;

use ikigen::model::Model;
use ikigen::workbook;

use crate::support::{Printed, Test, pages_of, repo, valid_project};

/// Everything that the table of key indicators prints of one of them, in order, across its tables.
fn key_indicators(model: &Model) -> impl Iterator<Item = &ikigen::model::Indikator> {
    let plan = model.renstra.as_ref().unwrap();
    plan.key_indikator().map(|id| model.indikator(id).unwrap().1)
}

#[test]
fn key_indicators_have_the_targets_of_the_plan() {
    let project = valid_project(repo());
    let printed = Printed::new(&pages_of(&project, "iku").text());
    let mut at = 0;
    for one in key_indicators(&project.model) {
        for text in [&one.nama, one.definisi.as_ref().unwrap()] {
            at = printed.find(text, at).unwrap_or_else(|| panic!("no {text:?}")).2;
        }
    }
    // The second table: the name again, then the targets as they were first set.
    for one in key_indicators(&project.model) {
        at = printed.find(&one.nama, at).unwrap_or_else(|| panic!("no {:?}", one.nama)).2;
        for target in one.target.values() {
            let text = target.murni.value.show(&one.satuan);
            at = printed.find(&text, at).unwrap_or_else(|| panic!("{}: no {text}", one.nama)).2;
        }
    }
    let revised = "berubah menjadi 72%: P-APBD 2024 mengurangi anggaran pembinaan";
    assert!(printed.find(revised, at).is_some());
}

/// The sheets of the plan hold the same numbers as its pages.
#[test]
fn pages_and_sheets_of_the_plan_agree() {
    let project = valid_project(repo());
    let book = workbook::renstra(&project.model, "Renstra".to_owned(), Vec::new());
    let sheets = book.unwrap().unwrap().sheets;
    assert!(!sheets.is_empty());
    let data = serde_json::to_value(project.data(project.model.opd.tahun)).unwrap();
    for tujuan in data["renstra"]["tujuan"].as_array().unwrap() {
        for sasaran in tujuan["sasaran"].as_array().unwrap() {
            for one in sasaran["indikator"].as_array().unwrap() {
                let (_, own) = project.model.indikator(one["id"].as_str().unwrap()).unwrap();
                for (told, target) in
                    one["target"].as_array().unwrap().iter().zip(own.target.values())
                {
                    let shown = target.murni.value.show(&own.satuan);
                    assert_eq!(told["murni"]["text"], shown.as_str(), "{}", own.nama);
                }
            }
        }
    }
}

/// Wherever a page ends: an aim stands above a row of its own, and rows say which objective they
/// serve.
#[test]
fn key_indicators_stay_below_their_aims_on_every_page() {
    let mut goes_on = 0;
    for margin in [12, 16, 20, 24, 28] {
        let bottom = format!("bawah: {margin}mm");
        let test = Test::sample().edit("data/opd.yaml", "bawah: 20mm", &bottom);
        let pages = pages_of(&valid_project(test.path()), "iku").text();
        for page in &pages {
            let (table, _) = page.split_once("Target setiap tahun").unwrap_or((page, ""));
            if !table.contains("DEFINISI OPERASIONAL") {
                continue;
            }
            let (_, last) = table.rsplit_once("Tujuan:").expect("rows stand below an aim");
            assert!(last.contains("persen"), "{margin} mm: {last}");
            goes_on += table.matches("(lanjutan)").count();
        }
    }
    assert!(goes_on > 0);
}

/// Every position stands below its superior, below the objective that it serves: on the sheet of
/// the whole, on its branch, in the matrix.
#[test]
fn the_tree_shows_every_position_in_its_place() {
    let project = valid_project(repo());
    let pages = pages_of(&project, "pohon-kinerja");
    let sheet = pages.size(0).unwrap();
    assert!(sheet[0] > 1600.0 && sheet[1] > 1100.0, "A2, for its twenty positions: {sheet:?}");
    let text = pages.text();
    let whole = Printed::new(&text[..1]);
    let plan = project.model.renstra.as_ref().unwrap();
    let mut at = 0;
    let mut find = |text: &str| {
        at = whole.find(text, at).unwrap_or_else(|| panic!("no {text:?} behind {at}")).2;
    };
    for tujuan in &plan.tujuan {
        find(&tujuan.tujuan);
        for sasaran in &tujuan.sasaran {
            find(&sasaran.sasaran);
            sasaran.faktor_kunci.iter().for_each(|factor| find(factor));
            for position in &project.model.jabatan {
                let own =
                    position.sasaran.iter().filter(|s| s.renstra.as_ref() == Some(&sasaran.id));
                let own: Vec<_> = own.collect();
                if !own.is_empty() {
                    find(&position.nama);
                }
                for one in own {
                    find(&one.sasaran);
                }
            }
        }
    }
    let rest = Printed::new(&text[1..]);
    for position in &project.model.jabatan {
        let first = rest.find(&position.nama, 0).unwrap_or_else(|| panic!("{}", position.nama));
        assert!(rest.find(&position.nama, first.2).is_some(), "{} on two pages", position.nama);
    }
}

/// What is cut off from its superior is still drawn, right below the objective; what serves
/// nothing is told below the matrix.
#[test]
fn a_broken_chain_is_drawn_as_it_is() {
    let head = "data/jabatan/01-kepala-bidang.yaml";
    let test = Test::begun().edit(head, "    renstra: pasar-berkualitas\n", "");
    let text = pages_of(&valid_project(test.path()), "pohon-kinerja").text();
    let whole = Printed::new(&text[..1]);
    assert!(whole.find("Kepala Seksi Pembinaan Pasar", 0).is_some());
    assert!(whole.find("Kepala Bidang Pasar", 0).is_none());
    let last = text.concat().replace('\n', " ");
    assert!(last.contains("Belum terhubung dengan sasaran Renstra"), "{last}");
    assert!(last.contains("Kepala Bidang Pasar"), "{last}");
}

/// From an office of one position to one with ten at every level, all boxes lie on their sheets.
#[test]
fn trees_of_any_size_stay_on_their_sheets() {
    let small = Test::begun();
    fs::remove_file(small.path().join("data/jabatan/02-kepala-seksi.yaml")).unwrap();
    let plan = small.read("data/renstra.yaml");
    let plan =
        plan.replace("penanggung_jawab: kasi-pembinaan-pasar", "penanggung_jawab: kabid-pasar");
    let plan = plan.replace(
        "- indikator: pedagang-dibina",
        "- { nama: Jumlah pasar, satuan: pasar, awal: 1, target: { 2024: 2 } }",
    );
    let small = small.file("data/renstra.yaml", plan);
    let large = Test::begun();
    let section = large.read("data/jabatan/02-kepala-seksi.yaml");
    let large = (0..60).fold(large, |test, n| {
        let long =
            "Pembinaan Pasar dan Pengembangan Pedagang Kecil Menengah Wilayah ".repeat(1 + n % 3);
        let superior = match n % 6 {
            0 => "kabid-pasar".to_owned(),
            rest => format!("kasi-{}", n - rest),
        };
        let text = section
            .replace("id: kasi-pembinaan-pasar", &format!("id: kasi-{n}"))
            .replace("id: pedagang-dibina", &format!("id: dibina-{n}"))
            .replace(
                "jabatan: Kepala Seksi Pembinaan Pasar",
                &format!("jabatan: Kepala Seksi {long}{n}"),
            )
            .replace("atasan: kabid-pasar", &format!("atasan: {superior}"));
        test.file(&format!("data/jabatan/1{n:02}.yaml"), text)
    });
    for (test, width) in [(small, 1190.0), (large, 2300.0)] {
        // Figures of the new positions are not there; the tree needs none.
        let opd = test.read("data/opd.yaml").replace("tahun: 2025\n", "");
        let test = test.file("data/opd.yaml", opd);
        fs::remove_dir_all(test.path().join("data/realisasi")).unwrap();
        let pages = pages_of(&valid_project(test.path()), "pohon-kinerja");
        assert!(pages.size(0).unwrap()[0] >= width, "{:?}", pages.size(0));
        for page in 0..pages.page_count() {
            let [w, h] = pages.size(page).unwrap();
            for run in pages.runs(page) {
                let [x, y, run_width, height] = run.bbox;
                let inside = x >= 0.0 && y >= 0.0 && x + run_width <= w && y + height <= h;
                assert!(inside, "page {page}: {run:?} on {w} × {h}");
            }
        }
    }
}
