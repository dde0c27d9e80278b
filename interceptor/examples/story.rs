//! What happens to twenty requests when their access token dies: `cargo run -p interceptor --example story`.
//!
//! A real server, real sockets, and clients that do it wrong before one does it right. All numbers are the
//! server's. On a terminal it leaves time to read; `--fast` does not. `NO_COLOR` is obeyed.

#[path = "story/tale.rs"]
mod tale;

use std::env;
use std::error::Error;
use std::io;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use crate::tale::stage::Stage;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let fast = match arguments.as_slice() {
        [] => false,
        [flag] if flag == "--fast" => true,
        [flag] if flag == "--help" || flag == "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let terminal = io::stdout().is_terminal();
    let colour = terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut stage = Stage::new(io::stdout(), colour, terminal && !fast);
    match tale::tell(&mut stage).await {
        Ok(_) => ExitCode::SUCCESS,
        // Whoever reads has seen enough: `story | head`.
        Err(error) if is_closed_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("story: {error}");
            ExitCode::FAILURE
        }
    }
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

const USAGE: &str = "\
Tells what happens to twenty requests when their access token dies.

Usage: story [--fast]

  --fast    leave no time to read
            (the default when the output is not a terminal)
  --help    this";
