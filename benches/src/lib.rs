//! Where the toolkit meets other JWT libraries and large sets of published vectors.
//!
//! What is published comes from the runner, `just compare`, which measures all in turn. For development there is
//! criterion, `cargo bench -p benches`, with its plots: it measures case after case, so that a machine that drifts tells
//! less than a factor of 1.5. What a token costs a request on its way out is in [`attach`], what it costs to
//! make and to read in [`token`]; both are counted in instructions (`instructions.md`). The rest are tests:
//!
//! - `tests/agree.rs`: other libraries are oracles. What one side signs the other verifies, and both
//!   refuse alike, or the difference is written down with its rule;
//! - `tests/allocations.rs`: what reading a token takes from the allocator, counted;
//! - `tests/attach.rs`: that a token on its way out takes nothing from it, and waits for nobody;
//! - `tests/instructions.rs`: that it takes no more instructions than it may;
//! - `tests/wycheproof.rs`: Project Wycheproof's vectors for the primitives, through our key types.
//!
//! The rules of all that is measured:
//!
//! - Another JWT library may be a dependency of this package and of no other; `deny.toml` holds it.
//! - A ratio is taken within one run on one machine, both sides measured in turn. Numbers of two runs
//!   are never compared.
//! - Both sides do the same work: the same token, a prepared key, the same claims checked.
//! - What was not measured is not claimed, and a benchmark that another library wins stays in.
//!
//! The package is no default member, so `cargo build` and `cargo test` never fetch what it needs.
#![forbid(unsafe_code)]

pub mod attach;
pub mod token;
