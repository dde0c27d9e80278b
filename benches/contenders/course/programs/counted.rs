//! The contender whose calls of the allocator are counted. Nothing is timed here.

use std::alloc::System;
use std::process::ExitCode;

use stats_alloc::INSTRUMENTED_SYSTEM;
use stats_alloc::StatsAlloc;

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn calls() -> u64 {
    let stats = INSTRUMENTED_SYSTEM.stats();
    u64::try_from(stats.allocations.saturating_add(stats.reallocations)).unwrap_or(u64::MAX)
}

fn main() -> ExitCode {
    course::serve_counted(contender::cases(), calls)
}
