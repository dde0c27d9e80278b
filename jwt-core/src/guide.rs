//! The book: how to use this library, chapter by chapter. No code lives here.
//!
//! 1. [`tour`]: sign, verify, keys, key sets, kinds of tokens, inspection, errors, with an example each.
//! 2. [`keys`]: which key goes with which algorithm, and in which containers keys come.
//! 3. [`migration`]: from `jsonwebtoken`, side by side.
//! 4. [`pitfalls`]: mistakes that do not compile here.

#[doc = include_str!("guide/keys.md")]
pub mod keys {}

#[doc = include_str!("guide/migration.md")]
pub mod migration {}

#[doc = include_str!("guide/pitfalls.md")]
pub mod pitfalls {}

#[doc = include_str!("guide/tour.md")]
pub mod tour {}
