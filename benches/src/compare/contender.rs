//! A contender: a package that is built, a program that runs, and the lines between it and us.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStdin;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;

use super::Arguments;
use super::Failure;

/// The contender that all others are compared with, and that makes the tokens.
pub(crate) const OURS: &str = "ours";
/// The contender that is no library.
pub(crate) const LIMIT: &str = "limit";

/// The packages below `contenders/`, in the order of the columns.
const PACKAGES: [&str; 3] = [OURS, LIMIT, "jsonwebtoken-rust-crypto"];

/// A program that waits for lines.
pub(crate) struct Contender {
    name: &'static str,
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    cases: Vec<String>,
}

impl Contender {
    /// Builds and starts those that are asked for; ours is always there.
    pub(crate) fn start_all(arguments: &Arguments) -> Result<Vec<Self>, Failure> {
        let wanted = |name: &&str| *name == OURS || arguments.wants_contender(name);
        let mut contenders = Vec::new();
        for name in PACKAGES.into_iter().filter(wanted) {
            contenders.push(Self::start(name, &build(name)?)?);
        }
        Ok(contenders)
    }

    fn start(name: &'static str, program: &Path) -> Result<Self, Failure> {
        let cannot = |why: &str| Failure::from(format!("{name} does not start: {why}"));
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| cannot(&error.to_string()))?;
        let ask = child.stdin.take().ok_or_else(|| cannot("no standard input"))?;
        let answers = child.stdout.take().ok_or_else(|| cannot("no standard output"))?;
        let answers = BufReader::new(answers);
        let mut contender = Self { name, child, ask, answers, cases: Vec::new() };
        let answer = contender.line("cases")?;
        let cases = answer.strip_prefix("cases ").ok_or_else(|| cannot(&answer))?;
        contender.cases = cases.split(' ').map(str::to_owned).collect();
        Ok(contender)
    }

    /// Gives the name of the package.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// Tells whether it has a case.
    pub(crate) fn has(&self, case: &str) -> bool {
        self.cases.iter().any(|one| one == case)
    }

    /// Sets what a case works on.
    pub(crate) fn input(&mut self, case: &str, text: &str) -> Result<(), Failure> {
        self.ok(&format!("input {case} {text}")).map(drop)
    }

    /// Lets a case show what it yields, for its own input or for another.
    pub(crate) fn show(&mut self, case: &str, text: Option<&str>) -> Result<String, Failure> {
        match text {
            Some(text) => self.ok(&format!("show {case} {text}")),
            None => self.ok(&format!("show {case}")),
        }
    }

    /// Runs a case so many times and gives the nanoseconds of all.
    pub(crate) fn run(&mut self, case: &str, times: u64) -> Result<u64, Failure> {
        let answer = self.ok(&format!("run {case} {times}"))?;
        answer.parse().map_err(|_| format!("{}, {case}: {answer:?} is no time", self.name).into())
    }

    fn ok(&mut self, line: &str) -> Result<String, Failure> {
        let answer = self.line(line)?;
        match answer.strip_prefix("ok ") {
            Some(rest) => Ok(rest.to_owned()),
            None => {
                let order: String = line.chars().take(60).collect();
                Err(format!("{}: {answer} (asked: {order})", self.name).into())
            }
        }
    }

    fn line(&mut self, line: &str) -> Result<String, Failure> {
        let gone = |error: std::io::Error| Failure::from(format!("{}: {error}", self.name));
        writeln!(self.ask, "{line}").map_err(gone)?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).map_err(gone)?;
        match answer.strip_suffix('\n') {
            Some(answer) => Ok(answer.to_owned()),
            None => Err(format!("{} has gone away", self.name).into()),
        }
    }
}

impl Drop for Contender {
    fn drop(&mut self) {
        // It would end by itself when its input does; a loop that never ends would not.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Where this package is.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Builds one package by itself, so that no other switches on features in what it depends on.
fn build(name: &str) -> Result<PathBuf, Failure> {
    let target = here().with_file_name("target").join("contenders");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    eprintln!("building {name}");
    let built = Command::new(cargo)
        .args(["build", "--release", "--locked", "--quiet", "--package", name, "--manifest-path"])
        .arg(here().join("contenders").join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status();
    match built {
        Ok(status) if status.success() => {
            let program = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            Ok(target.join("release").join(program))
        }
        Ok(_) => Err(format!(
            "{name} is not built. When Cargo.lock is behind: \
             cargo update --workspace --manifest-path benches/contenders/Cargo.toml"
        )
        .into()),
        Err(error) => Err(format!("cargo does not start: {error}").into()),
    }
}
