//! What happens to twenty requests when their access token dies: `cargo run -p interceptor --example story`.
//!
//! A real server, real sockets, and clients that do it wrong before one does it right. All numbers are the
//! server's. On a terminal it leaves time to read, which Enter cuts short; `--fast` leaves none. `NO_COLOR` is obeyed.

#[path = "story/tale.rs"]
mod tale;

use std::env;
use std::error::Error;
use std::io;
use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::thread;

use tokio::sync::mpsc;
use tokio::sync::mpsc::Receiver;
use tokio::sync::mpsc::error::TrySendError;

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
    let enter = (terminal && !fast).then(listen_for_enter);
    let mut stage = Stage::new(io::stdout(), colour, enter);
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

/// Hears each line of the terminal, on a thread that the end of the program does not wait for.
fn listen_for_enter() -> Receiver<()> {
    let (sender, enter) = mpsc::channel(1);
    if io::stdin().is_terminal() {
        thread::spawn(move || {
            for _ in io::stdin().lines().map_while(Result::ok) {
                // One that is waiting is as good as two.
                if let Err(TrySendError::Closed(())) = sender.try_send(()) {
                    return;
                }
            }
        });
    }
    enter
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

const USAGE: &str = "\
Tells what happens to twenty requests when their access token dies.

Usage: story [--fast]

  --fast    leave no time to read; Enter ends a single pause
            (the default when the output is not a terminal)
  --help    this";
