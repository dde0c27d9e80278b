//! The runner: builds contenders, proves that they do the same, asks them in turn, and prints what it saw.

mod arguments;
mod contender;
mod measure;
mod plan;
mod statistics;
mod table;

use std::error::Error;
use std::fmt;

use self::arguments::Arguments;
use self::contender::Contender;
use self::plan::Row;

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
    let mut contenders = Contender::start_all(&arguments)?;
    let rows: Vec<&Row> = plan::ROWS.iter().filter(|row| arguments.wants(row.case)).collect();
    if rows.is_empty() {
        return Err("no row has such a name".into());
    }
    measure::give_tokens(&mut contenders, &rows)?;
    let mut measured = Vec::new();
    for row in rows {
        let seen = measure::row(&mut contenders, row, arguments.rounds())?;
        measured.push(seen);
        eprint!(".");
    }
    eprintln!();
    let names: Vec<_> = contenders.iter().map(Contender::name).collect();
    print!("{}", table::times(&names, &measured));
    println!();
    print!("{}", table::targets(&measured));
    Ok(())
}
