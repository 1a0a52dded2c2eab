//! One benchmark a stage, on the committed project and on ten and fifty times its content.
//!
//! `cargo bench` prints them. For the whole command beside the Typst compiler alone see
//! `benches/banding.sh`.

use std::fs;
use std::path::{Path, PathBuf};

use divan::Bencher;
use ikigen::diagnostic::Temuan;
use ikigen::proyek::{self, Proyek, Waktu};
use ikigen::{source, typeset};

fn main() {
    divan::main();
}

/// How many times the content of the committed project.
const KALI: [usize; 3] = [1, 10, 50];

/// A project with `kali` times the positions of the committed one.
fn project(kali: usize) -> (tempfile::TempDir, PathBuf) {
    let repo = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("jabatan")).expect("a folder");
    fs::copy(repo.join("data/opd.yaml"), data.join("opd.yaml")).expect("the office");
    for entry in fs::read_dir(repo.join("data/jabatan")).expect("the positions") {
        let path = entry.expect("a position").path();
        let text = fs::read_to_string(&path).expect("its text");
        let name = path.file_name().and_then(|n| n.to_str()).expect("its name");
        for copy in 0..kali {
            // Ids are unique in a project: each copy gets its own.
            let text = text.replace("id: ", &format!("id: k{copy}-"));
            let text = text.replace("atasan: ", &format!("atasan: k{copy}-"));
            let text =
                text.replace(&format!("atasan: k{copy}-kepala-dinas"), "atasan: kepala-dinas");
            fs::write(data.join(format!("jabatan/{copy:02}-{name}")), text).expect("a copy");
        }
    }
    let path = folder.path().to_owned();
    (folder, path)
}

fn read(folder: &Path) -> Proyek {
    proyek::read(folder, &mut Temuan::default(), &mut Waktu::default()).expect("a valid project")
}

#[divan::bench(args = KALI)]
fn baca_yaml(bencher: Bencher, kali: usize) {
    let (_keep, folder) = project(kali);
    bencher.bench(|| source::read(&folder, &mut Temuan::default()));
}

#[divan::bench(args = KALI)]
fn baca_dan_periksa(bencher: Bencher, kali: usize) {
    let (_keep, folder) = project(kali);
    bencher.bench(|| read(&folder));
}

#[divan::bench(args = KALI)]
fn isi_templat(bencher: Bencher, kali: usize) {
    let (_keep, folder) = project(kali);
    let proyek = read(&folder);
    let masukan = proyek.masukan();
    bencher.bench(|| proyek.bahan(&masukan));
}

#[divan::bench(args = KALI, sample_count = 5)]
fn susun_halaman(bencher: Bencher, kali: usize) {
    let (_keep, folder) = project(kali);
    let proyek = read(&folder);
    let bahan = proyek.bahan(&proyek.masukan()).expect("valid templates").remove(0);
    bencher.bench(|| {
        // Without what an earlier round remembers: the first build is the one that counts.
        typeset::lupakan();
        typeset::susun(&bahan, &proyek.huruf)
    });
}

#[divan::bench(args = KALI, sample_count = 5)]
fn tulis_pdf(bencher: Bencher, kali: usize) {
    let (_keep, folder) = project(kali);
    let proyek = read(&folder);
    let bahan = proyek.bahan(&proyek.masukan()).expect("valid templates").remove(0);
    let (halaman, _) = typeset::susun(&bahan, &proyek.huruf).expect("valid pages");
    bencher.bench(|| {
        typeset::lupakan();
        halaman.pdf(&bahan, &proyek.huruf)
    });
}
