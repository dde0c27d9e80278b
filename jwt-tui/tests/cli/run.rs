//! Runs the binary.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

/// What came out of a run.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// What was printed, however it was wrapped.
    pub(crate) fn words(&self) -> String {
        self.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A command with nothing in its environment that changes what is printed.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jwt-tui"));
    command.args(args);
    for name in ["NO_COLOR", "TERM", "TZ", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C");
    command.stdin(Stdio::null());
    command
}

/// Runs with nothing on stdin.
pub(crate) fn run(args: &[&str]) -> Ran {
    ran(command(args))
}

/// Runs a command that was made ready.
#[expect(clippy::unwrap_used, reason = "a binary that cannot be run fails the test")]
pub(crate) fn ran(mut command: Command) -> Ran {
    told(command.output().unwrap())
}

/// Runs with bytes on stdin.
#[expect(clippy::unwrap_used, reason = "a binary that cannot be run fails the test")]
pub(crate) fn piped(args: &[&str], input: &[u8]) -> Ran {
    let mut command = command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // Beside the reading: a program may answer before it has read all. One that has read enough
        // closes its end.
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        told(child.wait_with_output().unwrap())
    })
}

/// Names a file of the examples of the RFCs.
pub(crate) fn data(name: &str) -> String {
    format!("{}/tests/data/rfc/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Reads the token of an example.
#[expect(clippy::unwrap_used, reason = "the examples are part of the source")]
pub(crate) fn token(name: &str) -> String {
    fs::read_to_string(data(&format!("{name}.jwt"))).unwrap().trim().to_owned()
}

/// A new folder for the files of one test.
#[expect(clippy::unwrap_used, reason = "a test without its folder fails")]
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn told(output: Output) -> Ran {
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
