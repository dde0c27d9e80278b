//! `jwt-tui completions SHELL`: a script that teaches a shell our commands and flags.

use clap::Command;
use clap_complete::Shell as Known;
use clap_complete_nushell::Nushell;

use super::args::Shell;
use super::exit::CliError;
use super::exit::Exit;
use super::output;

/// Prints the script for a shell.
pub(super) fn run(shell: Shell, mut grammar: Command) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    let known = match shell {
        Shell::Bash => Some(Known::Bash),
        Shell::Elvish => Some(Known::Elvish),
        Shell::Fish => Some(Known::Fish),
        Shell::Nushell => None,
        Shell::Powershell => Some(Known::PowerShell),
        Shell::Zsh => Some(Known::Zsh),
    };
    let name = grammar.get_name().to_owned();
    match known {
        Some(known) => clap_complete::generate(known, &mut grammar, name, &mut script),
        None => clap_complete::generate(Nushell, &mut grammar, name, &mut script),
    }
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell == Shell::Bash {
        // `clap_complete` parts the program's own name at its hyphen, but only in the labels.
        script = script.replace("jwt__subcmd__tui", "jwt__tui");
    }
    output::print(&script)?;
    Ok(Exit::Holds)
}
