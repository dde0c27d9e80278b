//! The binary: arguments in, exit code out. All that can be tested is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    jwt_tui::cli::main(std::env::args_os())
}
