//! The allocator of the system, counting what the current thread asks of it.

use core::alloc::GlobalAlloc;
use core::alloc::Layout;
use core::cell::Cell;
use std::alloc::System;

/// What a piece of code took from the allocator.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Cost {
    /// Calls that gave memory or moved it.
    pub(crate) calls: usize,
    /// Octets that those calls gave, a moved block with its new length.
    pub(crate) octets: usize,
    /// The most octets that were held at once.
    pub(crate) peak: usize,
}

/// Runs `work` and tells what it cost; what it gives back is still held when its peak is taken.
pub(crate) fn cost<T>(work: impl FnOnce() -> T) -> (Cost, T) {
    COUNTS.set(Counts::ZERO);
    let value = work();
    let counts = COUNTS.get();
    let peak = usize::try_from(counts.peak).unwrap_or(0);
    (Cost { calls: counts.calls, octets: counts.octets, peak }, value)
}

#[derive(Clone, Copy)]
struct Counts {
    calls: usize,
    octets: usize,
    /// Negative when more was given back than taken since the start.
    live: isize,
    peak: isize,
}

impl Counts {
    const ZERO: Self = Self { calls: 0, octets: 0, live: 0, peak: 0 };
}

thread_local! {
    // Without a destructor and made at compile time: reading it never allocates.
    static COUNTS: Cell<Counts> = const { Cell::new(Counts::ZERO) };
}

fn count(given: usize, returned: usize) {
    let signed = |octets: usize| isize::try_from(octets).unwrap_or(isize::MAX);
    let _ = COUNTS.try_with(|cell| {
        let mut counts = cell.get();
        if given > 0 {
            counts.calls = counts.calls.saturating_add(1);
            counts.octets = counts.octets.saturating_add(given);
        }
        counts.live = counts.live.saturating_add(signed(given)).saturating_sub(signed(returned));
        counts.peak = counts.peak.max(counts.live);
        cell.set(counts);
    });
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[expect(
    unsafe_code,
    reason = "the trait of an allocator is unsafe; each method hands on to the system's"
)]
// SAFETY: every call goes to `System` unchanged, which keeps the promises of the trait; counting
// neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller keeps the promises that `System` asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: as above; the block came from `System`.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        count(new_size, layout.size());
        // SAFETY: as above; the block came from `System`.
        unsafe { System.realloc(block, layout, new_size) }
    }
}
