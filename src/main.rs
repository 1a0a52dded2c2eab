//! The program `ikigen`: everything is in the library.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write;
use std::process::ExitCode;

/// The system's allocator; where it has nothing more to give, the program says so and ends.
struct Allocator;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// Passes `block` on, or ends the program when there is none.
fn or_end(block: *mut u8) -> *mut u8 {
    if block.is_null() {
        let _ = std::io::stderr().write_all(
            "galat[memori-habis]: dokumen ini meminta lebih banyak memori daripada yang ada \
             (out of memory); biasanya sebuah templat proyek berputar tanpa akhir\n"
                .as_bytes(),
        );
        std::process::exit(2);
    }
    block
}

// SAFETY: every call goes to the system's allocator as it came.
#[expect(unsafe_code, reason = "an allocator is made of unsafe functions")]
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        or_end(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        or_end(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        or_end(unsafe { System.realloc(block, layout, size) })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}

fn main() -> ExitCode {
    bound_memory();
    take_the_heap_in_one_step();
    ikigen::cli::run()
}

/// A template of a stranger may ask for more memory than there is. Four gigabytes are enough
/// for a document of ten thousand pages; beyond them the program ends, not the machine.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the standard library has no way to set this")]
fn bound_memory() {
    const MOST: libc::rlim_t = 4 << 30;
    let limit = libc::rlimit { rlim_cur: MOST, rlim_max: MOST };
    // SAFETY: the structure is whole and only read. Where the limit is lower already, the
    // call fails and nothing changes.
    unsafe {
        libc::setrlimit(libc::RLIMIT_AS, &raw const limit);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn bound_memory() {}

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
