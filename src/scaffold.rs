//! The project that `ikigen init` makes: small, complete, without findings, with comments that
//! teach. The examples of the rules of `check` are pieces of it.

/// Its files: path and text.
pub const FILES: &[(&str, &str)] = &[
    ("data/opd.yaml", include_str!("scaffold/data/opd.yaml")),
    (
        "data/jabatan/01-kepala-bidang.yaml",
        include_str!("scaffold/data/jabatan/01-kepala-bidang.yaml"),
    ),
    (
        "data/jabatan/02-kepala-seksi.yaml",
        include_str!("scaffold/data/jabatan/02-kepala-seksi.yaml"),
    ),
    ("data/pejabat.yaml", include_str!("scaffold/data/pejabat.yaml")),
    ("data/renstra.yaml", include_str!("scaffold/data/renstra.yaml")),
    ("data/realisasi/2024.yaml", include_str!("scaffold/data/realisasi/2024.yaml")),
    ("data/realisasi/2025.yaml", include_str!("scaffold/data/realisasi/2025.yaml")),
    ("README.md", include_str!("scaffold/README.md")),
    (".gitignore", "output/\n"),
];
