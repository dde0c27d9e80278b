//! What the fuzz targets claim, so that a target itself is a few lines.
//!
//! Everything here panics when a claim does not hold: that is how the engine hears of it.

pub mod adapter;
pub mod challenges;
pub mod compact;
pub mod envelope;
pub mod forgery;
pub mod json;
pub mod keys;
pub mod message;
pub mod other;
pub mod peek;
pub mod ring;
pub mod token_answer;
pub mod verdict;
