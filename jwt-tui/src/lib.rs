//! A debugger for JSON Web Tokens with two faces over one engine: a terminal and a command line.
//!
//! [`engine`] knows no terminal, no clock and no file; [`cli`] and [`tui`] both call it, and it calls
//! `jwt-core`, whose verifier gives every verdict that is shown. Nothing here opens a socket: `jku`,
//! `x5u` and `iss` are shown and never followed.
//!
//! ```text
//! main ──▶ cli ──▶ inspect, verify, sign, explain, diff, key ─┬─▶ keys ──▶ engine ──▶ jwt-core
//!            └───▶ tui ──▶ history ───────────────────────────┘            text
//! ```

pub mod cli;
pub mod engine;
pub mod history;
pub mod keys;
pub mod text;
pub mod tui;

/// Exit code after a bug of ours, as `sysexits.h` has it.
pub const EX_SOFTWARE: u8 = 70;
