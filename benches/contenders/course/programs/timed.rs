//! The contender whose time is taken.

use std::process::ExitCode;

fn main() -> ExitCode {
    course::serve(contender::cases())
}
