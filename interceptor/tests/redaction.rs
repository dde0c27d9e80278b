//! P38: nothing that people read has eight octets of a token in it.
//!
//! Everything that is traced or logged at the finest level, every panic, every event and error, and `Debug` of
//! every public type that holds a token is written into one record, while a session goes through everything that
//! can happen to it. The record is then searched for the tokens: as they are, in hexadecimal, base64 and as
//! lists of numbers.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

#[path = "redaction/calls.rs"]
mod calls;
#[path = "redaction/endpoint.rs"]
mod endpoint;
#[path = "redaction/life.rs"]
mod life;
#[path = "redaction/record.rs"]
mod record;
#[path = "redaction/repeater.rs"]
mod repeater;
#[path = "redaction/scan.rs"]
mod scan;
#[path = "redaction/types.rs"]
mod types;
