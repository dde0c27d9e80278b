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
use super::plan::Row;

/// The contender that all others are compared with, and that makes the tokens.
pub(crate) const OURS: &str = "ours";
/// Ours with the other backend.
pub(crate) const OURS_AWS: &str = "ours-aws-lc-rs";
/// The contender that is no library.
pub(crate) const LIMIT: &str = "limit";
/// The library that most promises are about.
pub(crate) const JSONWEBTOKEN: &str = "jsonwebtoken-rust-crypto";
/// The same with the other backend.
pub(crate) const JSONWEBTOKEN_AWS: &str = "jsonwebtoken-aws-lc-rs";

/// A package below `contenders/`.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: &'static str,
    /// The head of its column.
    pub(crate) title: &'static str,
    /// The crate whose version is told.
    pub(crate) crate_name: &'static str,
    needs: Needs,
}

/// What must be there before a package can be built.
#[derive(Debug)]
enum Needs {
    Nothing,
    /// A compiler of C.
    C,
    /// A library of the system, by its name for `pkg-config`.
    Headers(&'static str),
}

impl Needs {
    /// What is missing.
    fn absent(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::C => {
                let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
                // `CC` may hold a wrapper before the compiler, which the shell takes apart.
                let mut shell = Command::new("sh");
                let asked = shell.args(["-c", "$0 --version"]).arg(compiler);
                (!runs(asked)).then(|| "no C compiler".to_owned())
            }
            Self::Headers(library) => {
                let mut asked = Command::new("pkg-config");
                (!runs(asked.args(["--exists", library])))
                    .then(|| format!("no headers of {library}"))
            }
        }
    }
}

fn runs(command: &mut Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

const fn package(name: &'static str, title: &'static str, crate_name: &'static str) -> Package {
    Package { name, title, crate_name, needs: Needs::Nothing }
}

const fn with_c(name: &'static str, title: &'static str, crate_name: &'static str) -> Package {
    Package { needs: Needs::C, ..package(name, title, crate_name) }
}

/// All of them, in the order of the columns.
const PACKAGES: [Package; 9] = [
    package(OURS, "ours", "jwt-core"),
    with_c(OURS_AWS, "ours aws-lc-rs", "jwt-core"),
    with_c(LIMIT, "limit", "aws-lc-rs"),
    package(JSONWEBTOKEN, "jsonwebtoken rust_crypto", "jsonwebtoken"),
    with_c(JSONWEBTOKEN_AWS, "jsonwebtoken aws_lc_rs", "jsonwebtoken"),
    package("jwt-simple-pure-rust", "jwt-simple", "jwt-simple"),
    package("jwt-compact-pure-rust", "jwt-compact", "jwt-compact"),
    Package {
        needs: Needs::Headers("openssl"),
        ..package("josekit-openssl", "josekit (OpenSSL)", "josekit")
    },
    package(super::plan::BASE64, "base64", "base64"),
];

/// The names of all, in the order of the columns.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|package| package.name)
}

/// Those that were started, in the order of the columns.
pub(crate) struct Contenders {
    pub(crate) all: Vec<Contender>,
    /// Why others are not among them.
    pub(crate) absent: Vec<String>,
}

impl Contenders {
    /// Builds and starts those that are asked for; ours is always there.
    pub(crate) fn start(arguments: &Arguments) -> Result<Self, Failure> {
        let mut contenders = Self { all: Vec::new(), absent: Vec::new() };
        for package in &PACKAGES {
            if package.name != OURS && !arguments.wants_contender(package.name) {
                continue;
            }
            if let Some(absent) = package.needs.absent() {
                let absent = format!("{}: {absent}", package.title);
                eprintln!("left out: {absent}");
                contenders.absent.push(absent);
                continue;
            }
            let program = build(package.name, package.name, arguments.prove)?;
            contenders.all.push(Contender::start(package, &program)?);
        }
        Ok(contenders)
    }

    /// Ends all programs and starts them again.
    pub(crate) fn restart(&mut self) -> Result<(), Failure> {
        for contender in &mut self.all {
            *contender = Contender::start(contender.package, &contender.program)?;
        }
        Ok(())
    }

    /// Gives the maker of tokens.
    pub(crate) fn ours(&mut self) -> Result<&mut Contender, Failure> {
        self.all.first_mut().ok_or_else(|| "nobody is there".into())
    }
}

/// A program that waits for lines.
pub(crate) struct Contender {
    pub(crate) package: &'static Package,
    program: PathBuf,
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    cases: Vec<String>,
}

impl Contender {
    fn start(package: &'static Package, program: &Path) -> Result<Self, Failure> {
        let cannot = |why: &str| Failure::from(format!("{} does not start: {why}", package.name));
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| cannot(&error.to_string()))?;
        let ask = child.stdin.take().ok_or_else(|| cannot("no standard input"))?;
        let answers = child.stdout.take().ok_or_else(|| cannot("no standard output"))?;
        let answers = BufReader::new(answers);
        let program = program.to_owned();
        let mut contender = Self { package, program, child, ask, answers, cases: Vec::new() };
        let answer = contender.line("cases")?;
        let cases = answer.strip_prefix("cases ").ok_or_else(|| cannot(&answer))?;
        contender.cases = cases.split(' ').map(str::to_owned).collect();
        Ok(contender)
    }

    /// Starts the program of the same contender that counts calls of the allocator.
    pub(crate) fn counted(package: &'static Package) -> Result<Self, Failure> {
        let program = build(package.name, &format!("{}-counted", package.name), false)?;
        Self::start(package, &program)
    }

    /// Gives the name of the package.
    pub(crate) const fn name(&self) -> &'static str {
        self.package.name
    }

    /// Tells whether it has a case.
    pub(crate) fn has(&self, case: &str) -> bool {
        self.cases.iter().any(|one| one == case)
    }

    /// Gives what it does for a row, if it does anything, and whether that is the nearest thing only.
    pub(crate) fn case<'r>(&self, row: &'r Row) -> Option<(&'r str, bool)> {
        match row.instead.as_deref() {
            _ if self.has(&row.case) => Some((&row.case, false)),
            Some(instead) if self.has(instead) => Some((instead, true)),
            _ => None,
        }
    }

    /// Sets what a case works on.
    pub(crate) fn input(&mut self, case: &str, text: &str) -> Result<(), Failure> {
        self.ok(&format!("input {case} {text}")).map(drop)
    }

    /// Lets a case show what it yields for a text, or why it refuses it.
    pub(crate) fn show_for(
        &mut self,
        case: &str,
        text: &str,
    ) -> Result<Result<String, String>, Failure> {
        self.answer(&format!("show {case} {text}"))
    }

    /// Runs a case so many times and gives the nanoseconds of all.
    pub(crate) fn run(&mut self, case: &str, times: u64) -> Result<u64, Failure> {
        self.number(&format!("run {case} {times}"))
    }

    /// Runs a case so many times and gives the calls of the allocator of all.
    pub(crate) fn count(&mut self, case: &str, times: u64) -> Result<u64, Failure> {
        self.number(&format!("count {case} {times}"))
    }

    fn number(&mut self, line: &str) -> Result<u64, Failure> {
        let answer = self.ok(line)?;
        let no_number = |_| format!("{}, {line}: {answer:?} is no number", self.name()).into();
        answer.parse().map_err(no_number)
    }

    /// What must be answered well.
    pub(crate) fn ok(&mut self, line: &str) -> Result<String, Failure> {
        let answer = self.answer(line)?;
        answer.map_err(|why| format!("{} refuses: {why} ({line:.60})", self.name()).into())
    }

    fn answer(&mut self, line: &str) -> Result<Result<String, String>, Failure> {
        let answer = self.line(line)?;
        if let Some(yielded) = answer.strip_prefix("ok ") {
            return Ok(Ok(yielded.to_owned()));
        }
        match answer.strip_prefix("refused ") {
            Some(why) => Ok(Err(why.to_owned())),
            None => Err(format!("{}: {answer} ({line:.60})", self.name()).into()),
        }
    }

    fn line(&mut self, line: &str) -> Result<String, Failure> {
        let name = self.name();
        let gone = |error: std::io::Error| Failure::from(format!("{name}: {error}"));
        writeln!(self.ask, "{line}").map_err(gone)?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).map_err(gone)?;
        match answer.strip_suffix('\n') {
            Some(answer) => Ok(answer.to_owned()),
            None => Err(format!("{name} has gone away at: {line:.60}").into()),
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

/// Where the packages are.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("contenders")
}

/// Builds one program by itself, so that no other switches on features in what it depends on.
fn build(package: &str, program: &str, debug: bool) -> Result<PathBuf, Failure> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target").join("contenders");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    eprintln!("building {program}");
    let built = Command::new(cargo)
        .args(["build", "--locked", "--quiet", "--profile", if debug { "dev" } else { "release" }])
        .args(["--package", package, "--bin", program, "--manifest-path"])
        .arg(workspace().join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status();
    match built {
        Ok(status) if status.success() => {
            let program = format!("{program}{}", std::env::consts::EXE_SUFFIX);
            Ok(target.join(if debug { "debug" } else { "release" }).join(program))
        }
        Ok(_) => Err(format!(
            "{program} is not built: what Cargo says stands above. When Cargo.lock is behind: \
             cargo update --workspace --manifest-path benches/contenders/Cargo.toml"
        )
        .into()),
        Err(error) => Err(format!("cargo does not start: {error}").into()),
    }
}
