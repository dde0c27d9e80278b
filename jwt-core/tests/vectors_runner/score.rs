//! Counting: every answer falls into one column, and every deviation is told with its case.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

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

/// How long an answer may take. It is no measure of speed: what takes longer hangs, or might as well.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where an answer is counted.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Column {
    Passed,
    /// A deviation at SHOULD that [`SHOULD_DEVIATIONS`] names.
    Allowed,
    /// What a reader may accept (`lvl` is `may`) and this one refuses.
    OptionalRefused,
    ValidRejected,
    ForgeAccepted,
    MustAccepted,
    ShouldAccepted,
    WrongPayload,
    /// `inspect` shows another verdict than the verifier's.
    Contradicted,
    Panicked,
    /// No answer within [`PATIENCE`].
    Slow,
    NotAsked,
}

impl Column {
    /// Tells whether the answer is one that may be given.
    const fn is_right(self) -> bool {
        matches!(self, Self::Passed | Self::Allowed | Self::OptionalRefused)
    }
}

const COLUMNS: [(Column, &str); 12] = [
    (Column::Passed, "passed"),
    (Column::Allowed, "allowed"),
    (Column::OptionalRefused, "optional refused"),
    (Column::ValidRejected, "valid rejected"),
    (Column::ForgeAccepted, "forge accepted"),
    (Column::MustAccepted, "must accepted"),
    (Column::ShouldAccepted, "should accepted"),
    (Column::WrongPayload, "wrong payload"),
    (Column::Contradicted, "contradicted"),
    (Column::Panicked, "panics"),
    (Column::Slow, "slow"),
    (Column::NotAsked, "not asked"),
];

/// A line of the table: set, operation, level, and the counts.
pub(crate) type Line = ([String; 3], BTreeMap<Column, usize>);

/// The answers to one set.
pub(crate) struct Score {
    /// Where the cases come from, as the folder is called.
    pub(crate) set: String,
    /// Answers that must not be given.
    pub(crate) wrong: Vec<String>,
    /// Cases that are missing, that cannot be read or that cannot be asked.
    pub(crate) incomplete: Vec<String>,
    counts: BTreeMap<[String; 3], BTreeMap<Column, usize>>,
}

impl Score {
    pub(crate) fn new(set: &str) -> Self {
        let (wrong, incomplete) = (Vec::new(), Vec::new());
        Self { set: set.to_owned(), wrong, incomplete, counts: BTreeMap::new() }
    }

    /// Keeps what is to be told about an answer that is not right.
    pub(crate) fn tell(&mut self, column: Column, told: String) {
        match column {
            right if right.is_right() => {}
            Column::NotAsked => self.incomplete.push(told),
            _ => self.wrong.push(told),
        }
    }

    /// Counts one answer.
    pub(crate) fn count(&mut self, op: &str, level: &str, column: Column) {
        let key = [&self.set, op, level].map(str::to_owned);
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

/// Asks every case of the set's file, with the keys of its `keys.json` if it has one.
///
/// # Errors
///
/// A file that is missing, or keys that do not parse.
pub(crate) fn run_cases(folder: &Folder, score: &mut Score) -> Result<(), String> {
    let keys = Arc::new(folder.json_if_there(&format!("{}/keys.json", score.set))?);
    let mut ids = BTreeSet::new();
    let mut allowed = BTreeMap::new();
    for case in folder.json_lines(&format!("{}/cases.jsonl", score.set))? {
        let case = match case {
            Ok(case) => Arc::new(case),
            Err(unreadable) => {
                score.count("?", "?", Column::NotAsked);
                score.tell(Column::NotAsked, unreadable);
                continue;
            }
        };
        let word = |name| case::text(&case, name).unwrap_or("?");
        let id = word("id");
        if !ids.insert(id.to_owned()) {
            score.incomplete.push(format!("{id}: is there twice"));
        }
        let family = word("family");
        let (mut column, told) = judge(&case, &keys);
        let known = SHOULD_DEVIATIONS.iter().any(|(name, _)| *name == family);
        if known {
            let deviates = column == Column::ShouldAccepted;
            let ever: &mut bool = allowed.entry(family.to_owned()).or_default();
            *ever |= deviates;
            if deviates {
                column = Column::Allowed;
            }
        }
        score.count(word("op"), word("level"), column);
        score.tell(column, format!("{id} ({}): {}: {told}", word("why"), name(column)));
    }
    for (family, _) in allowed.iter().filter(|(_, deviates)| !**deviates) {
        score.wrong.push(format!("{family}: deviates no more, take it off the list"));
    }
    Ok(())
}

/// Says into which column the answer to a case falls, and what was said.
///
/// A case has a thread of its own, so that one that panics or does not end is only that one.
pub(crate) fn judge(case: &Arc<Value>, keys: &Arc<Value>) -> (Column, String) {
    let (case, keys) = (Arc::clone(case), Arc::clone(keys));
    let (sender, receiver) = mpsc::channel();
    let _ = thread::spawn(move || {
        let asked =
            Case::read(&case, &keys).and_then(|case| ask::ask(&case).map(|answer| (case, answer)));
        // When nobody waits any more, the case has been counted as slow.
        let _ = sender.send(asked);
    });
    match receiver.recv_timeout(PATIENCE) {
        Err(RecvTimeoutError::Disconnected) => (Column::Panicked, "see above".to_owned()),
        Err(RecvTimeoutError::Timeout) => {
            (Column::Slow, format!("no answer within {} s", PATIENCE.as_secs()))
        }
        Ok(Err(missing)) => (Column::NotAsked, missing),
        Ok(Ok((case, answer))) => column(&case, answer),
    }
}

fn column(case: &Case, answer: Answer) -> (Column, String) {
    match (case.expect, answer) {
        (_, Answer::Contradicted(difference)) => (Column::Contradicted, difference),
        (_, Answer::Wrong(difference)) => (Column::WrongPayload, difference),
        (Expect::Accept, Answer::Refused(refusal)) => match case.weight {
            Weight::May => (Column::OptionalRefused, refusal),
            _ => (Column::ValidRejected, refusal),
        },
        (Expect::Reject, Answer::Accepted) => {
            let column = match case.weight {
                Weight::Forge => Column::ForgeAccepted,
                Weight::Must => Column::MustAccepted,
                Weight::May | Weight::Should => Column::ShouldAccepted,
            };
            (column, "accepted".to_owned())
        }
        (Expect::Accept | Expect::Any, Answer::Accepted)
        | (Expect::Any | Expect::Reject, Answer::Refused(_)) => (Column::Passed, String::new()),
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
