//! Published test data, read from the folder that `JWT_VECTORS` names: every case is asked through
//! the public API and counted, none is treated apart by its name or content.
//!
//! | test | file in the folder | cases at least |
//! | --- | --- | --- |
//! | `generated_cases` | `generated/cases.jsonl` with `generated/keys.json` | 2531 |
//! | `rfc_cases` | `rfc/cases.jsonl` | 17 |
//! | `rfc_facts` | `rfc/rfc_examples.json` | 35 |
//! | `wycheproof_cases` | `wycheproof/cases.jsonl` | 427 |
//! | `NAME_cases` | any other `NAME/cases.jsonl`, at whatever depth | 1 |
//!
//! Before all of them, and without a folder too, `the_runner_itself` asks small cases whose answer is
//! known to be wrong, so that one that is content with everything is found out.
//!
//! Keys that a case names stand in `keys.json` beside its file. Every case is asked under one
//! configuration: what a case expects is looked at when the answer is there.
//!
//! Not set: each test says on the standard error what it skipped, and passes. Set: a missing file, a
//! line that does not parse, an unknown word, a case that cannot be asked or too few of them fail, and
//! are told apart from wrong answers. Set to the empty text, it names no folder and fails.
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
#[path = "vectors_runner/itself.rs"]
mod itself;
#[path = "vectors_runner/score.rs"]
mod score;

use std::env;
use std::process::ExitCode;
use std::time::Instant;

use crate::arguments::Arguments;
use crate::folder::Folder;
use crate::score::Score;

const VARIABLE: &str = "JWT_VECTORS";
const ITSELF: &str = "the_runner_itself";

/// One file of cases, or of facts, and how many it must hold.
struct Set {
    test: String,
    name: String,
    at_least: usize,
    run: fn(&Folder, &mut Score) -> Result<(), String>,
}

impl Set {
    fn cases(name: &str, at_least: usize) -> Self {
        let test = format!("{name}_cases");
        Self { test, name: name.to_owned(), at_least, run: score::run_cases }
    }

    /// The sets that must be there.
    fn known() -> Vec<Self> {
        let (test, name) = ("rfc_facts".to_owned(), "rfc facts".to_owned());
        vec![
            Self::cases("generated", 2531),
            Self::cases("rfc", 17),
            Self { test, name, at_least: 35, run: facts::run },
            Self::cases("wycheproof", 427),
        ]
    }

    /// The sets that must be there and those that are.
    fn all(folder: Option<&Folder>) -> Vec<Self> {
        let mut sets = Self::known();
        for name in folder.map(Folder::sets).unwrap_or_default() {
            if !sets.iter().any(|set| set.name == name) {
                sets.push(Self::cases(&name, 1));
            }
        }
        sets
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::read(env::args().skip(1));
    let folder = env::var_os(VARIABLE);
    if folder.as_ref().is_some_and(|folder| folder.is_empty()) {
        eprintln!("{VARIABLE} is set to the empty text: name a folder, or unset it");
        return ExitCode::FAILURE;
    }
    let folder = folder.map(Folder::new);
    let sets = Set::all(folder.as_ref());
    let chosen: Vec<&Set> = sets.iter().filter(|set| arguments.chooses(&set.test)).collect();
    let itself = arguments.chooses(ITSELF);
    if arguments.list {
        if itself {
            println!("{ITSELF}: test");
        }
        for set in chosen {
            println!("{}: test", set.test);
        }
        return ExitCode::SUCCESS;
    }
    println!("\nrunning {} tests", chosen.len().saturating_add(usize::from(itself)));
    let wrong = if itself { itself::check() } else { Vec::new() };
    if itself {
        println!("test {ITSELF} ... {}", if wrong.is_empty() { "ok" } else { "FAILED" });
    }
    for one in &wrong {
        println!("- {one}");
    }
    let mut tally = match &folder {
        Some(folder) => run(&chosen, folder),
        None => skip(&chosen),
    };
    tally.passed = tally.passed.saturating_add(usize::from(itself && wrong.is_empty()));
    tally.failed = tally.failed.saturating_add(usize::from(!wrong.is_empty()));
    let result = if tally.failed == 0 { "ok" } else { "FAILED" };
    let filtered = sets.len().abs_diff(chosen.len()).saturating_add(usize::from(!itself));
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
    let (mut lines, mut wrong, mut incomplete) = (Vec::new(), Vec::new(), Vec::new());
    let mut failed: usize = 0;
    for set in sets {
        let mut score = Score::new(&set.name);
        let outcome = (set.run)(folder, &mut score);
        score.incomplete.extend(outcome.err());
        if score.asked() < set.at_least {
            let (found, wanted) = (score.asked(), set.at_least);
            score.incomplete.push(format!("{}: {found} cases where {wanted} belong", set.name));
        }
        let end = match (score.wrong.is_empty(), score.incomplete.is_empty()) {
            (true, true) => "ok",
            (true, false) => "FAILED (incomplete)",
            (false, _) => "FAILED (wrong answers)",
        };
        failed = failed.saturating_add(usize::from(end != "ok"));
        println!("test {} ... {end}", set.test);
        lines.extend(score.lines());
        wrong.append(&mut score.wrong);
        incomplete.append(&mut score.incomplete);
    }
    score::print_table(&lines);
    println!("{} s", begun.elapsed().as_secs());
    for (what, list) in [("wrong answers", wrong), ("incomplete", incomplete)] {
        if !list.is_empty() {
            println!("\n{what}: {}", list.len());
        }
        for one in list {
            println!("- {one}");
        }
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
