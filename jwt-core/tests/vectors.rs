//! Published test data, read from the folder that `JWT_VECTORS` names: every case is asked through
//! the public API and counted, none is treated apart by its name or content.
//!
//! | test | file in the folder | cases at least |
//! | --- | --- | --- |
//! | `generated_cases` | `generated/cases.jsonl` with `generated/keys.json` | 2531 |
//! | `rfc_cases` | `rfc/cases.jsonl` | 17 |
//! | `rfc_facts` | `rfc/rfc_examples.json` | 35 |
//! | `wycheproof_cases` | `wycheproof/cases.jsonl` | 427 |
//!
//! Not set: each test says on the standard error what it skipped, and passes. Set: a missing file, a
//! line that does not parse, an unknown word, a case that cannot be asked or too few of them fail.
//!
//! This is its own harness, so that it can say what it skipped although it passes. It understands
//! `--list`, `--exact`, `--skip`, `--ignored` and names to filter by; other options change nothing.

#[path = "vectors_runner/arguments.rs"]
mod arguments;
#[path = "vectors_runner/ask.rs"]
mod ask;
#[path = "vectors_runner/case.rs"]
mod case;
#[path = "vectors_runner/facts.rs"]
mod facts;
#[path = "vectors_runner/folder.rs"]
mod folder;
#[path = "vectors_runner/score.rs"]
mod score;

use std::env;
use std::process::ExitCode;
use std::time::Instant;

use crate::arguments::Arguments;
use crate::folder::Folder;
use crate::score::Score;

const VARIABLE: &str = "JWT_VECTORS";

/// One file of cases, or of facts, and how many it must hold.
struct Set {
    test: &'static str,
    name: &'static str,
    at_least: usize,
    run: fn(&Folder, &mut Score) -> Result<(), String>,
}

const SETS: [Set; 4] = [
    Set {
        test: "generated_cases",
        name: "generated",
        at_least: 2531,
        run: |folder, score| score::run_cases(folder, Some("generated/keys.json"), score),
    },
    Set {
        test: "rfc_cases",
        name: "rfc",
        at_least: 17,
        run: |folder, score| score::run_cases(folder, None, score),
    },
    Set { test: "rfc_facts", name: "rfc facts", at_least: 35, run: facts::run },
    Set {
        test: "wycheproof_cases",
        name: "wycheproof",
        at_least: 427,
        run: |folder, score| score::run_cases(folder, None, score),
    },
];

fn main() -> ExitCode {
    let arguments = Arguments::read(env::args().skip(1));
    let chosen: Vec<&Set> = SETS.iter().filter(|set| arguments.chooses(set.test)).collect();
    if arguments.list {
        for set in chosen {
            println!("{}: test", set.test);
        }
        return ExitCode::SUCCESS;
    }
    println!("\nrunning {} tests", chosen.len());
    let tally = match env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        Some(folder) => run(&chosen, &Folder::new(folder)),
        None => skip(&chosen),
    };
    let result = if tally.failed == 0 { "ok" } else { "FAILED" };
    let filtered = SETS.len().abs_diff(chosen.len());
    println!(
        "\ntest result: {result}. {} passed; {} failed; {} ignored; 0 measured; \
         {filtered} filtered out\n",
        tally.passed, tally.failed, tally.ignored
    );
    if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many sets came to which end.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    ignored: usize,
}

/// Asks every case of the sets.
fn run(sets: &[&Set], folder: &Folder) -> Tally {
    let begun = Instant::now();
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    let mut failed: usize = 0;
    for set in sets {
        let mut score = Score::new(set.name);
        let outcome = (set.run)(folder, &mut score);
        score.problems.extend(outcome.err());
        if score.asked() < set.at_least {
            let (found, wanted) = (score.asked(), set.at_least);
            score.problems.push(format!("{}: {found} cases where {wanted} belong", set.name));
        }
        failed = failed.saturating_add(usize::from(!score.problems.is_empty()));
        println!(
            "test {} ... {}",
            set.test,
            if score.problems.is_empty() { "ok" } else { "FAILED" }
        );
        lines.extend(score.lines());
        problems.append(&mut score.problems);
    }
    score::print_table(&lines);
    println!("{} s", begun.elapsed().as_secs());
    for problem in problems {
        println!("- {problem}");
    }
    Tally { passed: sets.len().saturating_sub(failed), failed, ..Tally::default() }
}

/// Says loudly what is not asked.
fn skip(sets: &[&Set]) -> Tally {
    for set in sets {
        println!("test {} ... ignored, {VARIABLE} is not set", set.test);
    }
    if !sets.is_empty() {
        eprintln!("\nSKIPPED: {VARIABLE} is not set, so no case of published test data was asked:");
        for set in sets {
            eprintln!("  {:<18} {:>5} cases", set.test, set.at_least);
        }
        eprintln!("To ask them, name the folder that holds generated/, rfc/ and wycheproof/:");
        eprintln!("  {VARIABLE}=/absolute/path cargo test -p jwt-core --test vectors");
    }
    Tally { ignored: sets.len(), ..Tally::default() }
}
