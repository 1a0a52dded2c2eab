//! The page of a code: what it means, an example, the cure, how it is accepted. In Markdown,
//! which reads in a terminal as it is.

use super::Aturan;
use crate::diagnostic::{Bahasa, Kode, Severity, katalog};

/// The page of the code named `kode`; `None` when there is none.
pub fn halaman(kode: &str, bahasa: Bahasa) -> Option<String> {
    let found = katalog::SEMUA.iter().find(|one| one.kode == kode)?;
    Some(page(found, bahasa))
}

/// The pages of all codes, rules first.
pub fn semua(bahasa: Bahasa) -> String {
    let title = bahasa.pilih([
        "# Kode temuan\n\nDibuat oleh program (`ikigen explain KODE`); aturan pemeriksaan lebih dulu, lalu kesalahan \
         yang menghentikan pembuatan.",
        "# Codes of findings\n\nMade by the program (`ikigen explain CODE`); rules of `check` first, then mistakes that \
         stop a build.",
    ]);
    let (rules, others): (Vec<&Kode>, Vec<&Kode>) =
        katalog::SEMUA.iter().partition(|kode| Aturan::cari(kode.kode).is_some());
    let pages: Vec<String> =
        rules.into_iter().chain(others).map(|kode| page(kode, bahasa)).collect();
    format!("{title}\n\n{}", pages.join("\n"))
}

/// All codes, one a line: code, severity, what is said.
pub fn daftar(bahasa: Bahasa) -> String {
    let line = |kode: &&Kode| {
        format!(
            "{:<26} {:<11} {}\n",
            kode.kode,
            kode.severity.nama(bahasa),
            bahasa.pilih(kode.pesan)
        )
    };
    katalog::SEMUA.iter().map(line).collect()
}

fn page(kode: &Kode, bahasa: Bahasa) -> String {
    let mut out = format!("## {} ({})\n", kode.kode, kode.severity.nama(bahasa));
    let mut paragraph = |text: &str| {
        out.push('\n');
        out.push_str(text);
        out.push('\n');
    };
    let aturan = Aturan::cari(kode.kode);
    if let Some(aturan) = aturan {
        paragraph(aturan.penjelasan(bahasa));
    }
    let [says, cure, example, accept] = bahasa.pilih([
        ["Pesannya", "Jalan keluar", "Contoh", "Bila memang demikian, terima di tempatnya"],
        ["It says", "The cure", "Example", "If it is meant so, accept it where it stands"],
    ]);
    paragraph(&format!("{says}: {}", bahasa.pilih(kode.pesan)));
    paragraph(&format!("{cure}: {}", bahasa.pilih(kode.bantuan)));
    if let Some(aturan) = aturan {
        let contoh = &aturan.contoh;
        let lines = |sign: char, text: &str| -> String {
            text.lines()
                .flat_map(|line| [sign.to_string(), line.to_owned(), "\n".to_owned()])
                .collect()
        };
        paragraph(&format!(
            "{example}, `{}`:\n\n```diff\n{}{}```",
            contoh.berkas,
            lines('-', contoh.salah),
            lines('+', contoh.betul)
        ));
    }
    if kode.severity > Severity::Error {
        let reason = bahasa.pilih(["alasan", "reason"]);
        paragraph(&format!("{accept}: `# terima {}: {reason}`", kode.kode));
    }
    out
}
