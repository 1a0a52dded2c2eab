//! The program `ikigen`: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    take_the_heap_in_one_step();
    ikigen::cli::run()
}

/// Layout takes some fifty megabytes in very many small pieces, and then the program ends.
/// Where the C library is glibc, the heap is taken in one step, on large pages where the
/// system has them: that saves a tenth of a build's time for about a large page of memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the C library has no safe way to set these")]
fn take_the_heap_in_one_step() {
    const STEP: usize = 64 << 20;
    const LARGE_PAGE: usize = 2 << 20;
    let step = libc::c_int::try_from(STEP).unwrap_or(libc::c_int::MAX);
    // SAFETY: no other thread runs yet. mallopt only stores numbers; sbrk(0) only asks where
    // the heap ends; madvise gives advice, and is harmless where it does not apply.
    unsafe {
        libc::mallopt(libc::M_TOP_PAD, step);
        libc::mallopt(libc::M_TRIM_THRESHOLD, libc::c_int::MAX);
        libc::mallopt(libc::M_MMAP_THRESHOLD, 32 << 20);
        libc::mallopt(libc::M_ARENA_MAX, 1);
        let start = libc::sbrk(0) as usize;
        // Grows the heap by this block and the step; the block itself is given back to it.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(1 << 20)));
        let end = libc::sbrk(0) as usize;
        let first = start.next_multiple_of(LARGE_PAGE);
        if end > first {
            libc::madvise(first as *mut libc::c_void, end - first, libc::MADV_HUGEPAGE);
        }
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn take_the_heap_in_one_step() {}
