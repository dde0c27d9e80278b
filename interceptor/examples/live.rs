//! The interceptor at work, to be watched and disturbed: `cargo run -p interceptor --example live`.
//!
//! A real server, real sockets, a real session. Keys fire bursts of requests, let tokens expire, break the
//! token endpoint; a line for each request shows what really becomes of it. `?` explains. `NO_COLOR` is obeyed.

#[path = "live/app.rs"]
mod app;
#[path = "live/arguments.rs"]
mod arguments;
#[path = "live/keyboard.rs"]
mod keyboard;
#[path = "live/runtime.rs"]
mod runtime;
#[cfg_attr(not(unix), path = "live/no_signals.rs")]
#[cfg_attr(unix, path = "live/signals.rs")]
mod signals;
#[path = "live/terminal.rs"]
mod terminal;

use std::env;
use std::io;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use tokio::sync::mpsc;

use crate::app::model::Model;
use crate::app::theme::Theme;
use crate::app::world::Result;
use crate::app::world::World;
use crate::arguments::Arguments;
use crate::runtime::Runtime;
use crate::terminal::Guard;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = match arguments::parse(env::args_os().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{}", arguments::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("live: {error}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        eprintln!(
            "live: needs a terminal, for input and for output; try the example `story` without one"
        );
        return ExitCode::from(2);
    }
    match run(&arguments).await {
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(signal)) => {
            terminal::end_by(signal);
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("live: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Keys that wait to be heard; more wait in the terminal.
const KEYS_KEPT: usize = 64;

/// Runs until the user or a signal ends it; gives the signal.
async fn run(arguments: &Arguments) -> Result<Option<i32>> {
    let (sender, messages) = mpsc::unbounded_channel();
    let world = World::start(arguments.life, arguments.grace, sender).await?;
    let colour = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let theme = if colour { Theme::Colour } else { Theme::Mono };
    let model = Model::new(world.address(), arguments.life, theme);
    terminal::install_panic_hook();
    let (heard, input) = mpsc::channel(KEYS_KEPT);
    signals::listen(heard.clone())?;
    let _guard = Guard::take()?;
    terminal::listen_to_keys(heard);
    Runtime::new(model, world, messages, input)?.run().await
}
