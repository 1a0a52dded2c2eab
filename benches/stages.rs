//! One benchmark a stage, on the committed project and on ten and fifty times its content.
//!
//! `cargo bench` prints them. For the whole command beside the Typst compiler alone see
//! `benches/compare.sh`.

use std::fs;
use std::path::{Path, PathBuf};

use divan::Bencher;
use ikigen::diagnostic::Diagnostics;
use ikigen::project::{self, Project, Timings};
use ikigen::typeset::Compilation;
use ikigen::{source, typeset};

fn main() {
    divan::main();
}

/// How many times the content of the committed project.
const HUNDRED: [usize; 3] = [1, 10, 50];

/// A project with `kali` times the positions of the committed one.
fn load(times: usize) -> (tempfile::TempDir, PathBuf) {
    let repo = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("jabatan")).expect("a folder");
    fs::copy(repo.join("data/opd.yaml"), data.join("opd.yaml")).expect("the office");
    for entry in fs::read_dir(repo.join("data/jabatan")).expect("the positions") {
        let path = entry.expect("a position").path();
        let text = fs::read_to_string(&path).expect("its text");
        let name = path.file_name().and_then(|n| n.to_str()).expect("its name");
        for copy in 0..times {
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

fn read(folder: &Path) -> Project {
    project::read(folder, &mut Diagnostics::default(), &mut Timings::default())
        .expect("a valid project")
}

#[divan::bench(args = HUNDRED)]
fn read_yaml(bencher: Bencher, times: usize) {
    let (_keep, folder) = load(times);
    bencher.bench(|| {
        let mut diagnostics = Diagnostics::default();
        let tree = source::read_tree(&folder, &mut diagnostics);
        source::read(tree.data, &mut diagnostics)
    });
}

#[divan::bench(args = HUNDRED)]
fn read_and_check(bencher: Bencher, times: usize) {
    let (_keep, folder) = load(times);
    bencher.bench(|| read(&folder));
}

/// What the original edition is set from.
fn original(project: &Project) -> Compilation {
    let jobs = project.jobs(&["iki-asli".to_owned()]).expect("it is there");
    project.compilations(&jobs, &project.inputs()).expect("valid templates").remove(0)
}

#[divan::bench(args = HUNDRED)]
fn fill_template(bencher: Bencher, times: usize) {
    let (_keep, folder) = load(times);
    let project = read(&folder);
    let inputs = project.inputs();
    let jobs = project.jobs(&[]).expect("everything can be made");
    bencher.bench(|| project.compilations(&jobs, &inputs));
}

#[divan::bench(args = HUNDRED, sample_count = 5)]
fn lay_out_pages(bencher: Bencher, times: usize) {
    let (_keep, folder) = load(times);
    let project = read(&folder);
    let compilation = original(&project);
    bencher.bench(|| {
        // Without what an earlier round remembers: the first build is the one that counts.
        comemo::evict(0);
        typeset::lay_out(&compilation, &project.huruf)
    });
}

#[divan::bench(args = HUNDRED, sample_count = 5)]
fn write_pdf(bencher: Bencher, times: usize) {
    let (_keep, folder) = load(times);
    let project = read(&folder);
    let compilation = original(&project);
    let (pages, _) = typeset::lay_out(&compilation, &project.huruf).expect("valid pages");
    bencher.bench(|| {
        comemo::evict(0);
        pages.pdf(&compilation, &project.huruf)
    });
}
