//! Where the toolkit meets other JWT libraries and large sets of published vectors.
//!
//! What is measured so far is what a token costs a request on its way out, in [`attach`]: counted in instructions
//! (`instructions.md`), and timed by `benches/attach.rs`. The rest are tests:
//!
//! - `tests/agree.rs`: other libraries are oracles. What one side signs the other verifies, and both
//!   refuse alike, or the difference is written down with its rule;
//! - `tests/allocations.rs`: what reading a token takes from the allocator, counted;
//! - `tests/attach.rs`: that a token on its way out takes nothing from it, and waits for nobody;
//! - `tests/instructions.rs`: that it takes no more instructions than it may;
//! - `tests/wycheproof.rs`: Project Wycheproof's vectors for the primitives, through our key types.
//!
//! What is coming are benchmarks: signing and verifying for every algorithm, base64url, and the
//! claims, each beside other libraries. The rules they will keep:
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
