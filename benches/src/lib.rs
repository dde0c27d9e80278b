//! Benchmarks of the toolkit, and agreement tests against other JWT libraries.
//!
//! Nothing is measured yet. What is coming:
//!
//! - signing and verifying for every algorithm, base64url, and the claims, each beside other libraries;
//! - `tests/agree.rs`, where another library is the oracle: both must accept and refuse alike, or the
//!   difference is written down with its reason.
//!
//! The rules it will keep:
//!
//! - Another JWT library may be a dependency of this package and of no other; `deny.toml` holds it.
//! - A ratio is taken within one run on one machine, both sides measured in turn. Numbers of two runs
//!   are never compared.
//! - Both sides do the same work: the same token, a prepared key, the same claims checked.
//! - What was not measured is not claimed, and a benchmark that another library wins stays in.
//!
//! The package is no default member, so `cargo build` and `cargo test` never fetch what it needs.
#![forbid(unsafe_code)]
