//! `jwt-tui man`: the pages of the manual, one for the program and one for each command.

use std::fs;
use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use super::args::ManArgs;
use super::exit::CliError;
use super::exit::Exit;
use super::output;

/// Prints the page of the program, or writes all pages to a folder.
pub(super) fn run(args: &ManArgs, mut grammar: Command) -> Result<Exit, CliError> {
    grammar.build();
    match &args.out {
        Some(folder) => write_all(&grammar, folder)
            .map_err(|source| CliError::Io { what: folder.display().to_string(), source })?,
        None => {
            output::print(&String::from_utf8_lossy(&page(&grammar).1))?;
        }
    }
    Ok(Exit::Holds)
}

fn write_all(command: &Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let (name, page) = page(command);
    fs::write(folder.join(name), page)?;
    let documented = |one: &&Command| one.get_name() != "help" && !one.is_hide_set();
    command.get_subcommands().filter(documented).try_for_each(|one| write_all(one, folder))
}

/// Makes one page, with the name of its file.
fn page(command: &Command) -> (String, Vec<u8>) {
    // The program has a version, its commands have none of their own.
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone().version(version)).manual("jwt-tui").date("");
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = man.render(&mut page);
    (man.get_filename(), page)
}
