//! Seeded mistakes: the sample project with one thing wrong, hundreds of times over. Each has
//! to be reported with the right code on the right line; the clean project is silent.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Sequence, checked, copy_of_the_project, places};

/// Mistakes of each kind.
const EVERY: usize = 8;

/// A kind of mistake: its name, the code it has to get, which files it is made in, and what it
/// makes of a line. `None` where the line does not lend itself to it.
struct Variant {
    name: &'static str,
    code: &'static str,
    file: &'static str,
    change: fn(&str) -> Option<String>,
}

const fn variants(
    name: &'static str,
    code: &'static str,
    file: &'static str,
    change: fn(&str) -> Option<String>,
) -> Variant {
    Variant { name, code, file, change }
}

/// An item of a list of duties or functions, without what marks it as one.
fn item(line: &str) -> Option<&str> {
    line.strip_prefix("  - ").filter(|text| text.len() > 25 && !text.contains(": "))
}

fn replace(line: &str, from: &str, to: &str) -> Option<String> {
    line.contains(from).then(|| line.replacen(from, to, 1))
}

/// The value behind `key: `.
fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.trim_start().strip_prefix(key)?.strip_prefix(": ")
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// Number of the year in a flow mapping of targets, changed.
fn target(line: &str, year: &str, make: fn(&str) -> Option<String>) -> Option<String> {
    value(line, "target")?;
    let start = line.find(&format!("{year}: "))? + year.len() + 2;
    let end = start + line[start..].find([',', ' '])?;
    Some(format!("{}{}{}", &line[..start], make(&line[start..end])?, &line[end..]))
}

const JABATAN: &str = "data/jabatan/";
const REALISASI: &str = "data/realisasi/2024";
const RENSTRA: &str = "data/renstra";

const VARIANTS: &[Variant] = &[
    variants("titik koma hilang", "tanda-baca-daftar", JABATAN, |l| {
        item(l)?.strip_suffix(';').map(|text| format!("  - {text}"))
    }),
    variants("`dan` di butir tengah", "tanda-baca-daftar", JABATAN, |l| {
        item(l)?.strip_suffix(';').map(|text| format!("  - {text}; dan"))
    }),
    variants("huruf awal lain", "huruf-awal-daftar", JABATAN, |l| {
        let text = item(l)?;
        let first = text.chars().next().filter(char::is_ascii_lowercase)?;
        Some(format!("  - {}{}", first.to_ascii_uppercase(), &text[1..]))
    }),
    variants("kata ganda", "kata-ganda", JABATAN, |l| {
        let word = item(l)?
            .split(' ')
            .nth(1)
            .filter(|w| w.len() > 4 && w.chars().all(char::is_alphabetic))?;
        replace(l, &format!(" {word} "), &format!(" {word} {word} "))
    }),
    variants("spasi sebelum titik koma", "spasi-tanda-baca", JABATAN, |l| {
        item(l)?.strip_suffix(';').map(|text| format!("  - {text} ;"))
    }),
    variants("spasi ganda", "spasi-tanda-baca", JABATAN, |l| {
        item(l).and_then(|_| replace(&l[6..], " ", "  ").map(|t| format!("{}{t}", &l[..6])))
    }),
    variants("salah eja", "ejaan", JABATAN, |l| {
        item(l).and_then(|_| replace(l, "pelaksanaan", "pelaksaan"))
    }),
    variants("di- disambung", "ejaan", JABATAN, |l| {
        item(l).and_then(|_| replace(l, " bidang ", " dibidang "))
    }),
    variants("bentuk tidak baku", "ejaan-baku", JABATAN, |l| {
        item(l).and_then(|_| replace(l, " kegiatan ", " aktifitas "))
    }),
    variants("huruf besar di tengah", "huruf-besar", JABATAN, |l| {
        item(l).and_then(|_| replace(l, " yang ", " Yang "))
    }),
    variants("kurung tidak ditutup", "kurung", JABATAN, |l| {
        item(l).and_then(|_| replace(l, " dan ", " (dan "))
    }),
    variants("tanda hubung lepas", "tanda-hubung", JABATAN, |l| {
        replace(l, "perundang-undangan", "perundang -undangan")
    }),
    variants("butir tersalin", "butir-kembar", JABATAN, |l| {
        item(l).filter(|t| t.ends_with(';')).map(|_| format!("{l}\n{l}"))
    }),
    variants("kunci salah eja", "kunci-tak-dikenal", JABATAN, |l| {
        value(l, "satuan").and_then(|_| replace(l, "satuan", "satuann"))
    }),
    variants("kunci ganda", "kunci-ganda", JABATAN, |l| {
        value(l, "arah").map(|_| format!("{l}\n{l}"))
    }),
    variants("pilihan salah", "pilihan-salah", JABATAN, |l| {
        value(l, "arah").and_then(|v| replace(l, v, "nai"))
    }),
    variants("variabel salah", "variabel-tak-dikenal", JABATAN, |l| {
        let name = value(l, "formula")?.split([' ', '(']).find(|w| !w.is_empty())?;
        replace(l, &format!("{name} "), &format!("{name}x "))
    }),
    variants("rumus terpotong", "rumus-sintaksis", JABATAN, |l| {
        value(l, "formula").map(|_| format!("{l} +"))
    }),
    variants("id berhuruf besar", "id-tak-sah", JABATAN, |l| {
        l.trim_start().strip_prefix("- id: ").and_then(|id| replace(l, id, "Indikator"))
    }),
    variants("id ganda", "id-ganda", "data/jabatan/1", |l| {
        l.trim_start().strip_prefix("- id: ").and_then(|id| replace(l, id, "koperasi-rat"))
    }),
    variants("atasan tidak ada", "atasan-tak-dikenal", JABATAN, |l| {
        value(l, "atasan").and_then(|v| replace(l, v, "kepala-kantor"))
    }),
    variants("atasan keliru", "atasan-tak-cocok", "data/jabatan/1", |l| {
        value(l, "atasan")
            .filter(|v| v.starts_with("kabid"))
            .and_then(|v| replace(l, v, "kepala-dinas"))
    }),
    variants("persen tanpa tanda", "persen-tanpa-tanda", JABATAN, |l| {
        target(l, "2023", |v| v.strip_suffix('%').map(str::to_owned))
    }),
    variants("tahun di luar periode", "tahun-terpisah", JABATAN, |l| {
        value(l, "target").and_then(|_| replace(l, "2021:", "2031:"))
    }),
    variants("target setahun hilang", "target-kosong", JABATAN, |l| {
        value(l, "target")?;
        let start = l.find("2020: ")?;
        let end = start + l[start..].find("2021: ")?;
        Some(format!("{}{}", &l[..start], &l[end..]))
    }),
    variants("target mundur", "target-mundur", JABATAN, |l| {
        value(l, "target").filter(|v| v.contains('%') && !v.contains("105%"))?;
        target(l, "2023", |_| Some("0.5%".to_owned()))
    }),
    variants("angka berpemisah", "angka-berpemisah", REALISASI, |l| {
        let (before, behind) = l.split_once("nilai: ")?;
        let end = behind.find([' ', '%', ','])?;
        Some(format!("{before}nilai: 1.234.567{}", &behind[end..]))
    }),
    variants("indikator salah eja", "indikator-tak-dikenal", REALISASI, |l| {
        l.strip_prefix("  ")
            .filter(|t| !t.starts_with([' ', '#']) && t.ends_with(':'))
            .map(|t| format!("  {}x:", t.trim_end_matches(':')))
    }),
    variants("belanja kurang", "anggaran-kosong", REALISASI, |l| {
        let (start, _) = l.split_once(", TW3: ").filter(|(a, _)| a.starts_with("  \""))?;
        Some(format!("{start} }}"))
    }),
    variants("data kurang", "operan-kurang", REALISASI, |l| {
        l.strip_prefix("    TW")?;
        let (start, rest) =
            l.split_once(", ").filter(|(a, b)| a.contains("{ ") && b.ends_with(" }"))?;
        let _ = rest;
        Some(format!("{start} }}"))
    }),
    variants("data tidak dikenal", "isian-tak-dikenal", REALISASI, |l| {
        replace(l, "{ nilai: ", "{ nilia: ")
    }),
    variants("bukan angka", "bukan-angka", REALISASI, |l| replace(l, "nilai: ", "nilai: x")),
    variants("kode salah bentuk", "kode-tak-sah", RENSTRA, |l| {
        replace(l, "- kode: \"2.17.", "- kode: \"2.7.")
    }),
    variants("kode bukan anak", "kode-bukan-anak", RENSTRA, |l| {
        let code = l.trim_start().strip_prefix("- kode: \"")?.strip_suffix('"')?;
        (code.split('.').count() == 6).then(|| replace(l, &code[..7], "1.01.99")).flatten()
    }),
    variants("kewenangan provinsi", "kewenangan", RENSTRA, |l| {
        let code = l.trim_start().strip_prefix("- kode: \"")?.strip_suffix('"')?;
        (code.split('.').count() == 5).then(|| replace(l, ".2.", ".1.")).flatten()
    }),
    variants("sasaran tidak ada", "sasaran-tak-dikenal", JABATAN, |l| {
        value(l, "renstra").and_then(|v| replace(l, v, "sasaran-lain"))
    }),
    variants("kaitan Renstra hilang", "sasaran-tanpa-renstra", JABATAN, |l| {
        value(l, "renstra").map(|_| format!("{}# tanpa kaitan", indent(l)))
    }),
    variants("belanja melebihi anggaran", "anggaran-terlampaui", RENSTRA, |l| {
        value(l, "realisasi").filter(|v| v.contains("2023: ") && !v.contains('%'))?;
        replace(l, "2023: ", "2023: 9")
    }),
    variants("angka 17 digit", "angka-terlalu-panjang", RENSTRA, |l| {
        value(l, "pagu").and_then(|_| replace(l, "2020: ", "2020: 1234567890123451"))
    }),
    variants("nomenklatur tidak dikenal", "nomenklatur-tahun", RENSTRA, |l| {
        value(l, "nomenklatur").and_then(|v| replace(l, v, "Permendagri 13/2006"))
    }),
    variants("sumber berupa besaran", "sumber-besaran", JABATAN, |l| {
        value(l, "sumber")
            .filter(|_| indent(l).len() == 8)
            .and_then(|v| replace(l, v, "Jumlah kegiatan"))
    }),
    variants("nama tanpa ukuran", "bukan-ukuran", JABATAN, |l| {
        value(l, "nama").and_then(|_| replace(l, "nama: Persentase ", "nama: Pemenuhan "))
    }),
    variants("persentase disebut jumlah", "nama-rumus", JABATAN, |l| {
        replace(l, "nama: Persentase ", "nama: Jumlah ")
    }),
    variants("nomor blok identitas", "nomor-awal", "data/jabatan/0", |l| {
        value(l, "jabatan").map(|_| format!("{l}\nnomor_awal: 4"))
    }),
    variants("penerimaan basi", "terima-basi", JABATAN, |l| {
        item(l).map(|_| format!("{l}  # terima kurung: sudah tidak ada"))
    }),
    variants("penerimaan tanpa alasan", "terima-tanpa-alasan", JABATAN, |l| {
        item(l).map(|_| format!("{l}  # terima kurung"))
    }),
    variants("aksara tanpa huruf", "karakter-tanpa-huruf", JABATAN, |l| {
        item(l).and_then(|_| replace(l, " dan ", " dan 漢 "))
    }),
];

/// Which line of `text` the finding has to be on, from 1: the changed one, or the one put in
/// behind it.
fn expected_line(at: usize, changed: &str) -> usize {
    at + 1 + changed.matches('\n').count()
}

#[test]
fn seeded_mistakes_are_found_where_they_are() {
    let folder = copy_of_the_project();
    let files = files(folder.path());
    let clean = places(&checked(folder.path()));
    assert!(clean.is_empty(), "false alarms: {clean:?}");
    let mut table = BTreeMap::new();
    let mut missed = Vec::new();
    let mut sequence = Sequence(20_241_124);
    for variants in VARIANTS {
        let lines: Vec<(&str, usize, String)> = files
            .iter()
            .filter(|(path, _)| path.starts_with(variants.file))
            .flat_map(|(path, text)| {
                let change = |(n, line): (usize, &str)| {
                    let free = !line.contains('#');
                    Some((
                        path.as_str(),
                        n,
                        (variants.change)(line).filter(|new| free && new != line)?,
                    ))
                };
                text.lines().enumerate().filter_map(change).collect::<Vec<_>>()
            })
            .collect();
        assert!(!lines.is_empty(), "no place for {}", variants.name);
        let mut caught = 0;
        let tries = EVERY.min(lines.len());
        for (path, n, changed) in choose(&lines, tries, &mut sequence) {
            let file = folder.path().join(path);
            let text = &files.iter().find(|(p, _)| p == path).unwrap().1;
            let new: Vec<&str> =
                text.lines().enumerate().map(|(i, l)| if i == *n { changed } else { l }).collect();
            fs::write(&file, new.join("\n") + "\n").unwrap();
            let all = places(&checked(folder.path()));
            fs::write(&file, text).unwrap();
            // What is missing is reported at the objective above it.
            let above = usize::from(variants.code == "sasaran-tanpa-renstra");
            let line = expected_line(*n, changed) - above;
            if all.iter().any(|(code, p, l)| *code == variants.code && p == path && *l == line) {
                caught += 1;
            } else {
                missed.push(format!("{} {path}:{line} {changed:?}: {all:?}", variants.name));
            }
        }
        table.insert(variants.name, (variants.code, caught, tries - caught));
    }
    println!("{:<28} {:<24} {:>6} {:>6}", "kind", "code", "caught", "missed");
    for (name, (code, caught, missed)) in &table {
        println!("{name:<28} {code:<24} {caught:>6} {missed:>6}");
    }
    let made: usize = table.values().map(|(_, caught, missed)| caught + missed).sum();
    println!(
        "{made} mistakes of {} kinds, {} missed, 0 false alarms on the clean project",
        VARIANTS.len(),
        missed.len()
    );
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(made >= 200 && VARIANTS.len() >= 30, "{made} of {}", VARIANTS.len());
}

/// `count` of the places, spread by a fixed sequence: the same in every run.
fn choose<'p, T>(places: &'p [T], count: usize, sequence: &mut Sequence) -> Vec<&'p T> {
    let mut left: Vec<&T> = places.iter().collect();
    (0..count).map(|_| left.swap_remove(sequence.below(left.len()))).collect()
}

/// The data files, by path.
fn files(folder: &std::path::Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for sub in ["data", "data/jabatan", "data/realisasi"] {
        for entry in fs::read_dir(folder.join(sub)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "yaml") {
                let name = path.file_name().unwrap().to_str().unwrap();
                all.push((format!("{sub}/{name}"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    all.sort();
    all
}
