//! The runner: builds contenders, proves that they do the same, asks them in turn, and prints what it saw.

mod arguments;
mod contender;
mod findings;
mod machine;
mod measure;
mod plan;
mod proof;
mod report;
mod statistics;
mod table;

use std::error::Error;
use std::fmt;

use self::arguments::Arguments;
use self::contender::Contender;
use self::contender::Contenders;
use self::measure::Measured;

/// Why there is no table.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Failure {}

impl<S: Into<String>> From<S> for Failure {
    fn from(why: S) -> Self {
        Self(why.into())
    }
}

/// Does everything that the arguments ask for.
///
/// # Errors
///
/// A contender that cannot be built, or that does other work than the rest.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Failure> {
    let arguments = Arguments::parse(arguments)?;
    let sections = plan::sections(|row| arguments.wants(row));
    if sections.is_empty() {
        return Err("no row has such a name".into());
    }
    let mut contenders = Contenders::start(&arguments)?;
    eprintln!("proving that all do the same");
    for row in sections.iter().flat_map(|section| &section.rows) {
        proof::prove(&mut contenders, row)?;
    }
    if arguments.prove {
        let names: Vec<_> = contenders.all.iter().map(Contender::name).collect();
        println!("these do the same: {}", names.join(", "));
        return Ok(());
    }
    eprintln!("asking them in turn");
    let mut measured = Vec::new();
    for section in sections {
        measured.push(Measured::take(&mut contenders, section, arguments.rounds())?);
    }
    let text = report::text(&mut contenders, &measured, arguments.rounds())?;
    print!("{text}");
    if arguments.is_everything() {
        report::write(&text)?;
        eprintln!("COMPARE.md has it too");
    }
    Ok(())
}
