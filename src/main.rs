//! The program `ikigen`: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    grow_memory_in_large_steps();
    ikigen::cli::run()
}

/// Layout takes tens of megabytes in very many small pieces and the program then ends.
/// Asking the system for them in large steps, and giving nothing back before the end,
/// saves a tenth of a build's time at no more memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the C library has no safe way to set these")]
fn grow_memory_in_large_steps() {
    const STEP: libc::c_int = 16 << 20;
    const NEVER: libc::c_int = 1 << 30;
    // SAFETY: mallopt only stores the numbers; no other thread runs yet.
    unsafe {
        libc::mallopt(libc::M_TOP_PAD, STEP);
        libc::mallopt(libc::M_TRIM_THRESHOLD, NEVER);
        libc::mallopt(libc::M_MMAP_THRESHOLD, STEP);
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn grow_memory_in_large_steps() {}
