//! `ikigen form`: forms out and back. `tests/form/traps.txt` has what a cell holds and what the
//! program says; it is written anew by `IKIGEN_WRITE_EXPECTED=1`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use calamine::{Reader, Xlsx};
use ikigen::diagnostic::{Diagnostics, Severity};
use ikigen::form::{self, Given, Import, Period, Request};
use ikigen::language::Language;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Sequence, Test, repo};

/// A form that is being filled: its parts by name.
struct Filling {
    name: String,
    parts: Vec<(String, Vec<u8>)>,
    /// Where the cell of a row and a column is: the part, and its name there.
    cells: BTreeMap<String, (String, String)>,
}

impl Filling {
    fn new(name: &str, bytes: &[u8]) -> Filling {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for n in 0..archive.len() {
            let mut part = archive.by_index(n).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            parts.push((part.name().unwrap().into_owned(), bytes));
        }
        Filling { name: name.to_owned(), parts, cells: cells(bytes) }
    }

    /// Puts something into the cell of a row and a column: `data:koperasi-rat/rat TW3`.
    fn set(&mut self, key: &str, what: &str) {
        let (part, cell) =
            self.cells.get(key).unwrap_or_else(|| panic!("no {key} in {}", self.name));
        let (_, bytes) = self.parts.iter_mut().find(|(name, _)| name == part).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let start = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no {cell}"));
        let own = &text[start..];
        let head = own.find('>').unwrap();
        let end =
            if own[..=head].ends_with("/>") { head + 1 } else { own.find("</c>").unwrap() + 4 };
        let style = own[..head].split("s=\"").nth(1).and_then(|rest| rest.split('"').next());
        let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
        let (kind, value) = what.split_once(' ').unwrap_or((what, ""));
        let value = value.replace('&', "&amp;").replace('<', "&lt;").replace("\\n", "&#10;");
        let value = value.replace("\\u00a0", "\u{a0}");
        let new = match kind {
            "kosong" => format!("<c r=\"{cell}\"{style}/>"),
            "angka" => format!("<c r=\"{cell}\"{style}><v>{value}</v></c>"),
            // A number whose cell lost its format.
            "angka-polos" => format!("<c r=\"{cell}\"><v>{value}</v></c>"),
            "teks" => format!(
                "<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{value}</t></is></c>"
            ),
            "tanggal" => format!("<c r=\"{cell}\"{style} t=\"d\"><v>{value}</v></c>"),
            "galat" => format!("<c r=\"{cell}\"{style} t=\"e\"><v>{value}</v></c>"),
            "benar" => format!("<c r=\"{cell}\"{style} t=\"b\"><v>1</v></c>"),
            "rumus" => format!("<c r=\"{cell}\"{style}><f>A1</f><v>{value}</v></c>"),
            "rumus-teks" => format!("<c r=\"{cell}\"{style} t=\"str\"><f>A1</f><v>{value}</v></c>"),
            "rumus-tanpa-hasil" => format!("<c r=\"{cell}\"{style}><f>A1</f></c>"),
            other => panic!("{other}?"),
        };
        let text = format!("{}{new}{}", &text[..start], &own[end..]);
        *bytes = text.into_bytes();
    }

    /// Puts one text in the place of another, in all parts whose names begin so.
    fn replace(&mut self, part: &str, from: &str, to: &str) {
        for (_, bytes) in self.parts.iter_mut().filter(|(name, _)| name.starts_with(part)) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            *bytes = text.replace(from, to).into_bytes();
        }
    }

    fn given(&self) -> Given {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        Given { name: self.name.clone(), bytes: writer.finish().unwrap().into_inner() }
    }
}

/// Where each cell that can be filled is.
fn cells(bytes: &[u8]) -> BTreeMap<String, (String, String)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut found = BTreeMap::new();
    for (n, sheet) in book.sheet_names().into_iter().enumerate() {
        let range = book.worksheet_range(&sheet).unwrap();
        let part = format!("xl/worksheets/sheet{}.xml", n + 1);
        let text = |row: u32, column: u32| {
            range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
        };
        for row in 5..200 {
            let mark = text(row, 0);
            let Some(key) = mark.split('|').nth(3).filter(|_| mark.starts_with("ikigen|")) else {
                continue;
            };
            for column in 1..20_u8 {
                let title = text(4, column.into());
                let title = title.split(['\n', '(']).next().unwrap().trim();
                let column_key = match title {
                    "TW I" => "TW1",
                    "TW II" => "TW2",
                    "TW III" => "TW3",
                    "TW IV" => "TW4",
                    "Tidak tersedia karena" => "na",
                    "Bukti dukung" => "bukti",
                    "Faktor pendukung" => "pendukung",
                    "Target 2025" => "target",
                    _ => continue,
                };
                let cell = format!("{}{}", char::from(b'A' + column), row + 1);
                found.insert(format!("{key} {column_key}"), (part.clone(), cell));
            }
        }
    }
    found
}

/// The form of a position; of all of them for the id `*`.
fn form_of(folder: &Path, jabatan: &str, period: Period) -> Filling {
    let (whole, jabatan) = (jabatan == "*", [jabatan.to_owned()]);
    let jabatan: &[String] = if whole { &[] } else { &jabatan };
    let request = Request { tahun: None, period: Some(period), jabatan, whole };
    let mut found = Diagnostics::default();
    let made = form::export(folder, &request, &mut found).expect("the form is made");
    Filling::new(&made[0].name, &made[0].bytes)
}

/// What comes of files, and what is said.
fn import(folder: &Path, given: &[Given]) -> (Option<Import>, Diagnostics) {
    let mut found = Diagnostics::default();
    let import = form::import(folder, given, &mut found);
    (import, found)
}

/// The same in lines.
fn told(folder: &Path, given: &[Given]) -> String {
    let (import, found) = import(folder, given);
    let mut out = String::new();
    for one in found.sorted() {
        let place = one.span.as_ref().map_or(String::new(), |span| {
            let path = span.file.path();
            format!("{} ", path.rsplit(" › ").next().unwrap())
        });
        writeln!(out, "> {place}{}: {}", one.code.code, one.message(Language::Id)).unwrap();
    }
    for one in import.iter().flat_map(|import| &import.taken) {
        writeln!(out, "> diambil {}: {}", one.what, one.value.replace('\n', "\\n")).unwrap();
    }
    if out.is_empty() { "> tidak ada yang berubah\n".to_owned() } else { out }
}

/// What one trap does and says.
fn trap(lines: &[&str]) -> String {
    let test = Test::sample();
    let named = lines.iter().find_map(|line| line.strip_prefix("jabatan "));
    let whole = lines.contains(&"seluruh kantor").then_some("*");
    let jabatan = named.or(whole).unwrap_or("kabid-koperasi-um");
    let period = if lines.contains(&"target") { Period::Target } else { Period::Triwulan(3) };
    let mut forms = vec![form_of(test.path(), jabatan, period)];
    let mut test = test;
    for line in lines {
        if let Some(rest) = line.strip_prefix("data ") {
            let (from, to) = rest.split_once(" -> ").unwrap();
            test = test.edit(
                "data/realisasi/2024.yaml",
                &from.replace("\\n", "\n"),
                &to.replace("\\n", "\n"),
            );
        } else if let Some(rest) = line.strip_prefix("ganti ") {
            let (part, rest) = rest.split_once(' ').unwrap();
            let (from, to) = rest.split_once(" -> ").unwrap();
            forms.last_mut().unwrap().replace(part, from, to);
        } else if *line == "formulir sesudah data" {
            forms = vec![form_of(test.path(), jabatan, period)];
        } else if *line == "formulir kedua" {
            let mut second = form_of(Test::sample().path(), jabatan, period);
            "kedua.xlsx".clone_into(&mut second.name);
            forms.push(second);
        } else if let Some((key, what)) = line.split_once(" = ").filter(|(key, _)| *key != "kosong")
        {
            forms.last_mut().unwrap().set(key, what);
        }
    }
    let given: Vec<Given> = forms.iter().map(Filling::given).collect();
    told(test.path(), &given)
}

#[test]
fn traps() {
    let path = repo().join("tests/form/traps.txt");
    let text = fs::read_to_string(&path).unwrap();
    let (mut made, mut count) = (String::new(), 0);
    for block in text.split("\n\n") {
        let lines: Vec<&str> =
            block.trim_end().lines().filter(|line| !line.starts_with('>')).collect();
        if !made.is_empty() {
            made.push('\n');
        }
        for line in &lines {
            writeln!(made, "{line}").unwrap();
        }
        if lines.len() > 1 {
            made.push_str(&trap(&lines[1..]));
            count += 1;
        }
    }
    assert!(count >= 40, "{count} traps");
    if std::env::var_os("IKIGEN_WRITE_EXPECTED").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert_eq!(text, made);
}

/// What is taken is in the file, and every other byte of it stays.
#[test]
fn what_was_typed_is_in_the_data_and_nothing_else() {
    let test = Test::sample();
    let path = "data/realisasi/2024.yaml";
    let old = test.read(path);
    let run = test.run(&["form", "export", "--triwulan", "TW3", "--out", "keluar"]).code(0);
    run.complains("20 formulir");
    let name = "Formulir-TW3-2024-kabid-koperasi-um.xlsx";
    let mut form = Filling::new(name, &test.bytes(&format!("keluar/{name}")));
    form.set("data:koperasi-rat/rat TW3", "angka 261");
    form.set("data:kualitas-kelembagaan/kini TW3", "kosong");
    form.set("data:kualitas-kelembagaan/kini na", "teks data: belum terbit # nanti");
    let test = test.file("masuk/isi.xlsx", form.given().bytes);
    let dry = test.run(&["form", "import", "masuk/isi.xlsx", "--dry-run"]).code(0);
    dry.says("+    TW3: { rat: 261, aktif: 415 }").complains("2 nilai akan diambil");
    assert_eq!(test.read(path), old);
    let run = test.run(&["form", "import", "masuk/isi.xlsx"]).code(0);
    run.says("Realisasi TW III 2024: 2 nilai dari 1 berkas").says("  koperasi-rat TW3 rat: 261");
    let wanted = old
        .replace("    TW3: { rat: 260, aktif: 415 }", "    TW3: { rat: 261, aktif: 415 }")
        .replace("    TW3: { kini: 244 }", "    TW3: { na: \"data: belum terbit # nanti\" }");
    assert_eq!(test.read(path), wanted);
    // Once more: it is there already.
    test.run(&["form", "import", "masuk/isi.xlsx"]).code(0).complains("Tidak ada yang diambil");
    assert_eq!(test.read(path), wanted);
}

/// A quarter that is not reported yet: `sampai` rises with it, and what the model says of a value
/// is said at its cell.
#[test]
fn a_quarter_is_opened_by_its_form() {
    let test = Test::sample();
    let cut = crate::support::cut(&test.read("data/realisasi/2024.yaml"), 2);
    let test = test.file("data/realisasi/2024.yaml", cut);
    let mut form = form_of(test.path(), "kabid-koperasi-um", Period::Triwulan(3));
    form.set("data:koperasi-rat/rat TW3", "angka 260");
    form.set("data:koperasi-rat/aktif TW3", "angka 415");
    // Only one of two.
    form.set("data:um-wirausaha/umkm TW3", "angka 42980");
    let (import, found) = import(test.path(), &[form.given()]);
    let patch = import.unwrap().patch();
    assert!(
        patch.contains("+sampai: TW3\n") && patch.contains("TW3: { rat: 260, aktif: 415 }"),
        "{patch}"
    );
    let said: Vec<(&str, &str)> = found
        .sorted()
        .into_iter()
        .filter(|one| one.code.severity != Severity::Warning)
        .map(|one| (one.code.code, one.span.as_ref().unwrap().file.path()))
        .collect();
    let name = &form.name;
    let cell = |key: &str| format!("{name} › Isian!{}", form.cells[key].1);
    let (complete, missing) =
        (cell("data:koperasi-rat/rat TW3"), cell("data:um-wirausaha/umkm TW3"));
    assert!(said.contains(&("formulir-sampai", complete.as_str())), "{said:?}");
    assert!(said.contains(&("operan-kurang", missing.as_str())), "{said:?}");
}

#[test]
fn targets_of_the_coming_year() {
    let test = Test::sample();
    let mut form = form_of(test.path(), "kabid-koperasi-um", Period::Target);
    form.set("target:koperasi-rat target", "angka 0.78");
    let (import, found) = import(test.path(), &[form.given()]);
    let patch = import.map(|import| import.patch()).unwrap_or_default();
    let said: Vec<String> = found.sorted().iter().map(|one| one.message(Language::Id)).collect();
    assert!(patch.contains("2025: 78%"), "{patch} {said:?}");
}

/// Tables that an office has anyhow.
#[test]
fn a_plain_table() {
    let test = Test::sample();
    let cut = crate::support::cut(&test.read("data/realisasi/2024.yaml"), 3);
    let test = test.file("data/realisasi/2024.yaml", cut).file(
        "tabel.csv",
        "Indikator;Variabel;Triwulan;Nilai\n\
         koperasi-rat;rat;TW4;301\n\
         koperasi-rat;Jumlah koperasi aktif;IV;415\n\
         Persentase Peningkatan kualitas kelembagaan;;Triwulan 4;248\n\
         koperasi-rrat;rat;TW4;1\n\
         koperasi-rat;rat;TW5;1\n\
         koperasi-rat;anggota;TW4;1\n\
         um-wirausaha;wirausaha;TW3;1.816\n",
    );
    let run = test.run(&["form", "import", "tabel.csv"]).code(1);
    insta::assert_snapshot!("formulir-tabel", format!("{}\n{}", run.out, run.err));
}

/// A name that two indicators have is no name.
#[test]
fn a_table_with_a_name_that_two_have() {
    let name = "Persentase Meningkatnya Usaha Mikro yang menjadi wirausaha";
    let test = Test::sample()
        .edit(
            "data/jabatan/05-kabid-koperasi-um.yaml",
            "Persentase Akses permodalan bagi KUM",
            name,
        )
        .file("tabel.csv", format!("Indikator;Data;TW;Nilai\n{name};Jumlah UMKM;TW4;1\n"));
    let run = test.run(&["form", "import", "tabel.csv"]).code(1);
    run.complains("galat[tabel-nama-ganda]").complains("akses-permodalan, um-wirausaha");
    let test =
        test.file("tabel.csv", "Indikator;Data;TW;Nilai\nx;y;TW4;1\num-wirausaha;umkm;TW9;1\n");
    let run = test.run(&["form", "import", "tabel.csv"]).code(1);
    run.complains("galat[tabel-nama]").complains("galat[tabel-triwulan]");
}

/// A year that is none and a row of merged cells are asked about, never guessed.
#[test]
fn a_table_whose_rows_do_not_say_all() {
    let test = Test::sample().file(
        "tabel.csv",
        "Indikator;Data;TW;Tahun;Nilai\n\
         koperasi-rat;rat;TW3;2023/2024;270\n\
         ;aktif;TW3;2024;500\n\
         koperasi-rat;rat;TW3;;271\n",
    );
    let run = test.run(&["form", "import", "tabel.csv"]).code(1);
    let run = run.complains("galat[tabel-tahun]").complains("galat[tabel-tanpa-nama]");
    run.complains("galat[tabel-bentrok]").complains("di tabel 271, di data sudah tertulis 260");
}

/// One workbook holds what all positions owe, and goes back as one.
#[test]
fn one_form_for_the_whole_office() {
    let test = Test::sample();
    test.run(&["form", "export", "--triwulan", "TW3", "--whole"]).code(0).complains("1 formulir");
    let bytes = test.bytes("formulir/Formulir-TW3-2024.xlsx");
    let mut form = Filling::new("isi.xlsx", &bytes);
    form.set("data:koperasi-rat/rat TW3", "angka 261");
    form.set("data:pelayanan-publik/nilai TW3", "teks 1.234");
    let test = test.file("isi.xlsx", form.given().bytes);
    test.run(&["form", "import", "isi.xlsx", "--return", "tanya"]).code(1);
    let back = Filling::new("isi.xlsx", &test.bytes("tanya/isi.xlsx"));
    assert_eq!(back.cells, form.cells);
    test.run(&["form", "export", "--whole", "--jabatan", "sekretaris"]).code(2);
}

/// What is no form is refused with a reason.
#[test]
fn what_is_no_form_says_why() {
    let test = Test::sample()
        .file("a.xlsx", "PK\u{3}\u{4}")
        .file("b.xls", "<html><table>")
        .file("c.csv", "satu;dua\n1;2\n")
        .file("d.xlsx", "")
        .file("e.pdf", "%PDF-1.7");
    for (name, reason) in [
        ("a.xlsx", "rusak"),
        ("b.xls", "halaman web"),
        ("c.csv", "tidak ada tanda formulir"),
        ("d.xlsx", "kosong"),
        ("e.pdf", "bukan buku kerja"),
    ] {
        test.run(&["form", "import", name]).code(1).complains(reason);
    }
    test.run(&["form", "import", "tidak-ada.xlsx"]).code(2);
    test.run(&["form", "export", "--tahun", "2021"]).code(1).complains("galat[formulir-tahun]");
    let nothing = ["form", "export", "--isi", "target", "--jabatan", "kepala-dinas"];
    test.run(&nothing).code(1).complains("galat[formulir-kosong]");
    test.run(&["form", "export", "--jabatan", "siapa"]).code(1).complains("siapa");
}

/// What somebody may have filled is never overwritten.
#[test]
fn a_form_that_is_there_stays() {
    let test = Test::sample();
    let export = ["form", "export", "--triwulan", "TW1", "--jabatan", "sekretaris"];
    test.run(&export).code(0);
    test.run(&export).code(0);
    let name = "formulir/Formulir-TW1-2024-sekretaris.xlsx";
    let test = test.file(name, "isi");
    test.run(&export).code(2).complains("galat[formulir-sudah-ada]");
    assert_eq!(test.read(name), "isi");
}

/// Small files that unpack to more than anybody has memory for.
#[test]
fn bombs_are_not_unpacked() {
    let test = Test::sample();
    let form = form_of(test.path(), "sekretaris", Period::Triwulan(3));
    let mut bomb = Filling { name: "bom.xlsx".into(), parts: form.parts, cells: BTreeMap::new() };
    bomb.parts.push(("xl/media/besar.bin".into(), vec![b' '; 80 << 20]));
    let given = bomb.given();
    assert!(given.bytes.len() < 1 << 20);
    let (_, found) = import(test.path(), &[given]);
    let said = found.sorted().iter().map(|one| one.message(Language::Id)).collect::<String>();
    assert!(said.contains("jauh lebih besar"), "{said}");
}

/// Forms with bytes and pieces changed at random: never a panic, never anything that is not read
/// as a project. `IKIGEN_MUTATIONS` says how many.
#[test]
fn changed_forms_never_break_the_program() {
    let test = Test::sample();
    let form = form_of(test.path(), "kabid-koperasi-um", Period::Triwulan(3));
    let whole = form.given().bytes;
    let mut random = Sequence(18);
    let asked = std::env::var("IKIGEN_MUTATIONS").ok().and_then(|count| count.parse().ok());
    for round in 0..asked.unwrap_or(60) {
        let bytes = if round % 3 == 0 {
            let mut bytes = whole.clone();
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] = u8::try_from(random.below(256)).unwrap();
            }
            bytes.truncate(bytes.len() - random.below(2) * random.below(whole.len()));
            bytes
        } else {
            let mut parts = form.parts.clone();
            for _ in 0..=random.below(12) {
                let part = random.below(parts.len());
                let bytes = &mut parts[part].1;
                if bytes.is_empty() {
                    continue;
                }
                let (from, to) = (random.below(bytes.len()), random.below(bytes.len()));
                let length = random.below(40).min(bytes.len() - from);
                let piece = bytes[from..from + length].to_vec();
                bytes.splice(to..to, piece);
            }
            Filling { name: "acak.xlsx".into(), parts, cells: BTreeMap::new() }.given().bytes
        };
        import(test.path(), &[Given { name: "acak.xlsx".into(), bytes }]);
    }
}
