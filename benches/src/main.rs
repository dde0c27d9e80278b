//! `cargo run -p benches --release`: us, the other libraries and the limit, side by side, in one table.
//!
//! ```text
//! cargo run -p benches --release                    all of it, and COMPARE.md is written
//! cargo run -p benches --release -- hs256 base64    the rows that have one of the words in their name: the one
//!                                                   that stands in the tables, as "ES256 verify", or that of the
//!                                                   case, as es256-verify; capitals do not matter
//!     --contenders ours,limit                       only these; ours is always there
//!     --quick                                       fewer rounds, and nothing is written
//!     --prove                                       no rounds: that all do the same, in a debug build
//!     --help                                        this, with all contenders and words
//! ```
//!
//! Every contender is a program of its own, below `contenders/`, built by itself: the features that one library
//! switches on in a shared dependency do not reach another, and two that clash never meet. They are asked in turn,
//! A B C A B C …, and each says how much processor time its thread took. A ratio is that of two answers of one round,
//! and what is told of it is the median of the rounds: a machine that drifts, or has other things to do, drifts for
//! all of them.

use std::process::ExitCode;

mod compare;

fn main() -> ExitCode {
    match compare::run(std::env::args_os().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
