//! What a token costs to make, to read and on its way out, in instructions: see `benches/instructions.md` for what is counted and why.
//!
//! Counting needs valgrind. Without it the test says so and checks nothing.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a panic fails the test")]

use std::env;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use benches::attach::Case;
use benches::token;

/// Requests of the short run; the long one has twice as many, and the difference between the two is what so many
/// requests cost.
const TIMES: u64 = 1000;

/// A case, the one that it is compared with, and how many instructions more it may take.
const LIMITS: [(Case, Option<Case>, u64); 4] = [
    (Case::Token, None, 400),
    (Case::Hand, Some(Case::Bare), 600),
    (Case::Attach, Some(Case::Bare), 1100),
    (Case::Keep, Some(Case::Bare), 2000),
];

/// The most instructions that a token of HS256 may take.
const TOKEN_LIMITS: [(token::Case, i64); 3] =
    [(token::Case::Verify, 37_000), (token::Case::Borrow, 35_200), (token::Case::Sign, 33_300)];

#[test]
fn a_token_takes_no_more_instructions_than_it_may() {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        eprintln!("skipped: the limits are those of Linux on x86-64");
        return;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("skipped: valgrind is not installed; with it, instructions are counted");
        return;
    }
    let program = program();
    for (case, limit) in TOKEN_LIMITS {
        let cost = cost(&program, case.name());
        println!("{:>6}: {cost}", case.name());
        assert!((1..=limit).contains(&cost), "{case:?}: {cost}");
    }
    let costs = Case::ALL.map(|case| (case, cost(&program, case.name())));
    let of = |case: Case| costs.iter().find(|(other, _)| *other == case).unwrap().1;
    for (case, cost) in costs {
        println!("{:>6}: {cost}, bare {:+}", case.name(), cost - of(Case::Bare));
    }
    assert!(of(Case::Bare) > 0 && of(Case::Fixed) > of(Case::Bare), "{costs:?}");
    for (case, base, limit) in LIMITS {
        let more = of(case) - base.map_or(0, of);
        assert!((1..=i64::try_from(limit).unwrap()).contains(&more), "{case:?}: {more}");
    }
}

/// Instructions that one request or one token takes.
fn cost(program: &Path, case: &str) -> i64 {
    let [short, long] = [TIMES, 2 * TIMES].map(|times| collected(program, case, times));
    i64::try_from((long - short) / TIMES).unwrap()
}

/// Instructions that a run of the program takes.
fn collected(program: &Path, case: &str, times: u64) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([case, &times.to_string()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let count = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    assert!(count.is_some(), "no count in what valgrind said: {said}");
    count.unwrap()
}

/// The program, built as it is to be measured.
fn program() -> PathBuf {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--profile", "service", "--package", "benches", "--bin", "instructions"])
        .args(["--message-format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut messages = said.lines().filter_map(|line| serde_json::from_str(line).ok());
    let executable = |message: serde_json::Value| Some(message.get("executable")?.as_str()?.into());
    messages.find_map(executable).unwrap()
}
