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
use std::ffi::OsString;
use std::fmt;
use std::io::ErrorKind;
use std::io::Write as _;
use std::io::stdout;

use self::arguments::Arguments;
use self::arguments::usage;
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
/// Arguments that are not understood; a contender that cannot be built, or that does other work than the rest.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> Result<(), Failure> {
    let texts: Result<Vec<_>, _> = arguments.map(OsString::into_string).collect();
    let texts = texts.map_err(|argument| format!("{} is no text", argument.display()))?;
    let arguments = Arguments::parse(texts.into_iter())?;
    if arguments.help {
        return print(&usage());
    }
    let sections = plan::sections(|row| arguments.wants(row));
    if sections.is_empty() {
        return Err("there is no row".into());
    }
    let mut contenders = Contenders::start(&arguments)?;
    eprintln!("proving that all do the same");
    for row in sections.iter().flat_map(|section| &section.rows) {
        proof::prove(&mut contenders, row)?;
    }
    if arguments.prove {
        let names: Vec<_> = contenders.all.iter().map(Contender::name).collect();
        return print(&format!("these do the same: {}\n", names.join(", ")));
    }
    eprintln!("asking them in turn");
    let mut measured = Vec::new();
    for section in sections {
        measured.push(Measured::take(&mut contenders, section, arguments.rounds())?);
    }
    let text = report::text(&mut contenders, &measured, arguments.rounds())?;
    // Before it is printed: who reads may go away.
    if arguments.is_everything() {
        report::write(&text)?;
        eprintln!("COMPARE.md has it too");
    }
    print(&text)
}

/// Writes to standard output. Nobody needs to read all of it.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.to_string().into()),
        _ => Ok(()),
    }
}
