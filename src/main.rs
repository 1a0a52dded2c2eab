//! The program `ikigen`: everything is in the library.

use std::process::ExitCode;

/// Layout makes very many small allocations, where this allocator is markedly faster than
/// the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ikigen::cli::run()
}
