//! Counting: every answer falls into one column, and every deviation is told with its case.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::panic;
use std::panic::AssertUnwindSafe;

use serde_json::Value;

use crate::ask;
use crate::ask::Answer;
use crate::case;
use crate::case::Case;
use crate::case::Expect;
use crate::case::Weight;
use crate::folder::Folder;

/// Families in which the library deviates from a SHOULD on purpose, each with its reason.
///
/// One that no longer deviates fails the run, so that this list tells the truth.
const SHOULD_DEVIATIONS: [(&str, &str); 0] = [];

/// Where an answer is counted.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Column {
    Passed,
    /// A deviation at SHOULD that [`SHOULD_DEVIATIONS`] names.
    Allowed,
    ValidRejected,
    ForgeAccepted,
    MustAccepted,
    ShouldAccepted,
    WrongPayload,
    /// `inspect` shows another verdict than the verifier's.
    Contradicted,
    Panicked,
    NotAsked,
}

const COLUMNS: [(Column, &str); 10] = [
    (Column::Passed, "passed"),
    (Column::Allowed, "allowed"),
    (Column::ValidRejected, "valid rejected"),
    (Column::ForgeAccepted, "forge accepted"),
    (Column::MustAccepted, "must accepted"),
    (Column::ShouldAccepted, "should accepted"),
    (Column::WrongPayload, "wrong payload"),
    (Column::Contradicted, "contradicted"),
    (Column::Panicked, "panics"),
    (Column::NotAsked, "not asked"),
];

/// A line of the table: set, operation, level, and the counts.
pub(crate) type Line = ([String; 3], BTreeMap<Column, usize>);

/// The answers to one set.
pub(crate) struct Score {
    /// Where the cases come from, as the folder is called.
    pub(crate) set: &'static str,
    /// What makes the set fail.
    pub(crate) problems: Vec<String>,
    counts: BTreeMap<[String; 3], BTreeMap<Column, usize>>,
}

impl Score {
    pub(crate) fn new(set: &'static str) -> Self {
        Self { set, problems: Vec::new(), counts: BTreeMap::new() }
    }

    /// Counts one answer.
    pub(crate) fn count(&mut self, op: &str, level: &str, column: Column) {
        let key = [self.set, op, level].map(str::to_owned);
        let count = self.counts.entry(key).or_default().entry(column).or_default();
        *count = count.saturating_add(1);
    }

    /// Gives how many cases were counted.
    pub(crate) fn asked(&self) -> usize {
        self.counts.values().flat_map(BTreeMap::values).sum()
    }

    pub(crate) fn lines(&self) -> Vec<Line> {
        self.counts.iter().map(|(key, counts)| (key.clone(), counts.clone())).collect()
    }
}

/// Asks every case of the set's file.
///
/// # Errors
///
/// A file that is missing or does not parse.
pub(crate) fn run_cases(
    folder: &Folder,
    keys: Option<&str>,
    score: &mut Score,
) -> Result<(), String> {
    let keys = keys.map_or(Ok(Value::Null), |file| folder.json(file))?;
    let cases = folder.json_lines(&format!("{}/cases.jsonl", score.set))?;
    let mut ids = BTreeSet::new();
    let mut allowed = BTreeMap::new();
    for case in &cases {
        let id = case.get("id").and_then(Value::as_str).unwrap_or("a case without id");
        if !ids.insert(id) {
            score.problems.push(format!("{id}: is there twice"));
        }
        let family = case.get("family").and_then(Value::as_str).unwrap_or_default();
        let (mut column, told) = judge(case, &keys);
        let known = SHOULD_DEVIATIONS.iter().any(|(name, _)| *name == family);
        if known {
            let deviates = column == Column::ShouldAccepted;
            let ever: &mut bool = allowed.entry(family).or_default();
            *ever |= deviates;
            if deviates {
                column = Column::Allowed;
            }
        }
        let word = |name| case::text(case, name).unwrap_or("?");
        score.count(word("op"), word("level"), column);
        if !matches!(column, Column::Passed | Column::Allowed) {
            score.problems.push(format!("{id} ({}): {}: {told}", word("why"), name(column)));
        }
    }
    for (family, _) in allowed.iter().filter(|(_, deviates)| !**deviates) {
        score.problems.push(format!("{family}: deviates no more, take it off the list"));
    }
    Ok(())
}

/// Says into which column the answer to a case falls, and what was said.
fn judge(case: &Value, keys: &Value) -> (Column, String) {
    let asked = panic::catch_unwind(AssertUnwindSafe(|| {
        let case = Case::read(case, keys)?;
        ask::ask(&case).map(|answer| (case, answer))
    }));
    match asked {
        Err(_) => (Column::Panicked, "see above".to_owned()),
        Ok(Err(missing)) => (Column::NotAsked, missing),
        Ok(Ok((case, answer))) => column(&case, answer),
    }
}

fn column(case: &Case, answer: Answer) -> (Column, String) {
    match (case.expect, answer) {
        (_, Answer::Contradicted(difference)) => (Column::Contradicted, difference),
        (Expect::Accept | Expect::Any, Answer::Wrong(difference)) => {
            (Column::WrongPayload, difference)
        }
        (Expect::Accept, Answer::Refused(refusal)) if case.weight != Weight::May => {
            (Column::ValidRejected, refusal)
        }
        (Expect::Reject, Answer::Accepted | Answer::Wrong(_)) => {
            let column = match case.weight {
                Weight::Forge => Column::ForgeAccepted,
                Weight::Must => Column::MustAccepted,
                Weight::May | Weight::Should => Column::ShouldAccepted,
            };
            (column, "accepted".to_owned())
        }
        (Expect::Accept | Expect::Any, Answer::Accepted)
        | (Expect::Accept | Expect::Any | Expect::Reject, Answer::Refused(_)) => {
            (Column::Passed, String::new())
        }
    }
}

fn name(column: Column) -> &'static str {
    COLUMNS.iter().find(|(one, _)| *one == column).map_or("?", |(_, name)| name)
}

/// Prints what was counted, with a line of sums.
pub(crate) fn print_table(lines: &[Line]) {
    let mut sums = BTreeMap::new();
    print!("\n{:<12} {:<14} {:<5} {:>6}", "set", "op", "level", "cases");
    for (_, name) in COLUMNS {
        print!(" | {name}");
    }
    println!();
    for ([set, op, level], counts) in lines {
        print_line(set, op, level, counts);
        for (column, count) in counts {
            let sum: &mut usize = sums.entry(*column).or_default();
            *sum = sum.saturating_add(*count);
        }
    }
    print_line("all", "", "", &sums);
}

fn print_line(set: &str, op: &str, level: &str, counts: &BTreeMap<Column, usize>) {
    let cases: usize = counts.values().sum();
    print!("{set:<12} {op:<14} {level:<5} {cases:>6}");
    for (column, name) in COLUMNS {
        let count = counts.get(&column).copied().unwrap_or_default();
        print!(" | {count:>width$}", width = name.len());
    }
    println!();
}
