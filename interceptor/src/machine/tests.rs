//! The machine against its own table: no cue without a row, no row without a cue, and the diagram is the table.

#![expect(clippy::arithmetic_side_effects, reason = "a panic fails the test")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::SystemTime;

use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use super::*;
use crate::error::Failure;
use crate::error::RefreshError;
use crate::input::Outcome;
use crate::origin::Origins;
use crate::tokens::AccessToken;
use crate::tokens::RefreshToken;
use crate::tokens::StoredPair;
use crate::tokens::TokenPair;
use crate::verdict::Reason;

/// What can happen, drawn by lot; numbers are folded into what makes sense at that moment.
#[derive(Clone, Debug)]
enum Lot {
    Ask,
    Rejected {
        back: u64,
        reason: Reason,
    },
    RejectedAgain {
        back: u64,
        reason: Reason,
    },
    Issued {
        refresh: bool,
        life: Option<u64>,
    },
    Superseded,
    /// The refresh token is refused at the moment of an early refresh.
    Refused,
    Failed(Failure, u64),
    Saved,
    /// Issued and saved at once.
    Renewed,
    Foreign,
    Dropped,
    Installed {
        refresh: bool,
        life: Option<u64>,
    },
    Restored {
        age: u64,
    },
    Cleared,
}

fn lots() -> impl Strategy<Value = Vec<(Lot, u64)>> {
    let reason = prop_oneof![
        5 => Just(Reason::Expired),
        2 => Just(Reason::Invalid),
        1 => Just(Reason::InsufficientScope),
    ];
    let failure = prop_oneof![
        Just(Failure::Permanent),
        Just(Failure::Transient),
        Just(Failure::Ambiguous),
        Just(Failure::Broken),
    ];
    let life = prop_oneof![1 => Just(None), 4 => (0_u64..200).prop_map(Some)];
    let lot = prop_oneof![
        8 => Just(Lot::Ask),
        4 => (0_u64..3, reason.clone()).prop_map(|(back, reason)| Lot::Rejected { back, reason }),
        2 => (0_u64..2, reason).prop_map(|(back, reason)| Lot::RejectedAgain { back, reason }),
        4 => (any::<bool>(), life.clone()).prop_map(|(refresh, life)| Lot::Issued { refresh, life }),
        1 => Just(Lot::Superseded),
        1 => Just(Lot::Refused),
        4 => (failure, prop_oneof![2 => 0_u64..20, 1 => 0_u64..400])
            .prop_map(|(failure, wait)| Lot::Failed(failure, wait)),
        4 => Just(Lot::Renewed),
        4 => Just(Lot::Saved),
        1 => Just(Lot::Foreign),
        2 => Just(Lot::Dropped),
        2 => (any::<bool>(), life).prop_map(|(refresh, life)| Lot::Installed { refresh, life }),
        1 => (0_u64..300).prop_map(|age| Lot::Restored { age }),
        1 => Just(Lot::Cleared),
    ];
    prop::collection::vec((lot, prop_oneof![4 => Just(0), 2 => 1_u64..3, 1 => 0_u64..90]), 1..60)
}

/// A machine, and the time.
struct Stage {
    machine: Machine,
    now: Moment,
    issued: u64,
}

impl Stage {
    fn new(needs_refresh_token: bool) -> Self {
        let machine = Machine::new(Policy::new(Origins::default()), needs_refresh_token, 7);
        Self { machine, now: at(0), issued: 0 }
    }

    fn pair(&mut self, refresh: bool, life: Option<u64>) -> TokenPair {
        self.issued += 1;
        let access = AccessToken::new(&format!("access-{}", self.issued)).unwrap();
        let token = RefreshToken::new(&format!("refresh-{}", self.issued)).unwrap();
        let expires_in = life.map(Duration::from_secs);
        TokenPair { refresh: refresh.then_some(token), expires_in, ..TokenPair::new(access) }
    }

    fn input(&mut self, lot: &Lot) -> Input {
        let flight = self.machine.flight.as_ref().map_or(FlightId(0), |flight| flight.id);
        let before = |machine: &Machine, back: u64| {
            let mut generation = Generation::default();
            for _ in 0..machine.generation.number().saturating_sub(back) {
                generation = generation.next();
            }
            generation
        };
        match lot.clone() {
            Lot::Ask => Input::Ask,
            Lot::Rejected { back, reason } => {
                Input::Rejected { generation: before(&self.machine, back), reason }
            }
            Lot::RejectedAgain { back, reason } => {
                Input::RejectedAgain { generation: before(&self.machine, back), reason }
            }
            Lot::Issued { refresh, life } => {
                let outcome = Outcome::Issued(self.pair(refresh, life));
                Input::Finished { flight, outcome }
            }
            Lot::Superseded => {
                let pair =
                    StoredPair { pair: self.pair(true, Some(60)), received_at: self.now.wall };
                Input::Finished { flight, outcome: Outcome::Superseded(pair) }
            }
            Lot::Failed(failure, wait) => {
                let error = RefreshError::new(failure, "as drawn");
                let error = error.with_retry_after(Duration::from_secs(wait));
                Input::Finished { flight, outcome: Outcome::Failed(error) }
            }
            Lot::Renewed => {
                let outcome = Outcome::Issued(self.pair(true, Some(100)));
                let _ = self.machine.hear(Input::Finished { flight, outcome }, self.now);
                Input::Saved { flight }
            }
            Lot::Refused => {
                let pair = self.pair(true, Some(100));
                let _ = self.machine.hear(Input::Installed(pair), self.now);
                self.now = at(self.now.run.as_secs() + 70);
                let _ = self.machine.hear(Input::Ask, self.now);
                let flight = self.machine.flight.as_ref().map_or(flight, |flight| flight.id);
                let error = RefreshError::permanent("as drawn");
                Input::Finished { flight, outcome: Outcome::Failed(error) }
            }
            Lot::Saved => Input::Saved { flight },
            Lot::Foreign => Input::Saved { flight: FlightId(u64::MAX) },
            Lot::Dropped => Input::Dropped { flight },
            Lot::Installed { refresh, life } => Input::Installed(self.pair(refresh, life)),
            Lot::Restored { age } => {
                let received_at = self.now.wall - Duration::from_secs(age);
                Input::Restored(StoredPair { pair: self.pair(true, Some(60)), received_at })
            }
            Lot::Cleared => Input::Cleared,
        }
    }
}

fn at(seconds: u64) -> Moment {
    let run = Duration::from_secs(seconds);
    Moment { wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + run, run }
}

/// P47: every cue that can come about has a row, and each row comes about.
#[test]
fn no_cue_is_without_a_row_and_no_row_without_a_cue() {
    let mut seen = BTreeSet::new();
    // Drawn the same way each time: a row that is rare is seen in every run or in none.
    let config = Config { cases: 8000, failure_persistence: None, ..Config::default() };
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, chance);
    let strategy = (any::<bool>(), lots());
    let seen_here = std::cell::RefCell::new(&mut seen);
    runner
        .run(&strategy, |(needs_refresh_token, script)| {
            let mut stage = Stage::new(needs_refresh_token);
            for (lot, pause) in script {
                stage.now = at(stage.now.run.as_secs() + pause);
                let input = stage.input(&lot);
                let (phase, cue) = (stage.machine.phase, stage.machine.cue(&input, stage.now));
                prop_assert!(table::next(phase, cue).is_some(), "{phase:?} heard {cue:?}");
                seen_here.borrow_mut().insert(format!("{phase:?} hears {cue:?}"));
                let _ = stage.machine.hear(input, stage.now);
            }
            Ok(())
        })
        .unwrap();
    let rows = Phase::ALL.iter().flat_map(|phase| Cue::ALL.iter().map(move |cue| (*phase, *cue)));
    let unseen: Vec<_> = rows
        .filter(|(phase, cue)| table::next(*phase, *cue).is_some())
        .map(|(phase, cue)| format!("{phase:?} hears {cue:?}"))
        .filter(|row| !seen.contains(row))
        .collect();
    assert!(unseen.is_empty(), "rows that never come about: {unseen:#?}");
}

/// The diagram and the list in the docs are printed from the table: `UPDATE_DOCS=1 cargo test -p interceptor
/// --lib diagram` writes them anew.
#[test]
fn the_diagram_in_the_docs_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/machine.md");
    let printed = printed();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &printed).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap();
    assert!(written == printed, "docs/machine.md is not what the table says");
}

fn printed() -> String {
    let mut text = String::new();
    text.push_str("# The diagram\n\nAn arrow for each pair of phases; what leads from one to the other stands below.\n\n```mermaid\nstateDiagram-v2\n    [*] --> Empty\n");
    for from in Phase::ALL {
        for to in Phase::ALL {
            let cues: Vec<_> = Cue::ALL
                .iter()
                .filter(|cue| from != to && leads(from, **cue) == Some(to))
                .filter(|cue| !matches!(cue, Cue::Installed | Cue::Cleared))
                .map(|cue| words(*cue))
                .collect();
            if !cues.is_empty() {
                writeln!(text, "    {from:?} --> {to:?}: {}", cues.join(" / ")).unwrap();
            }
        }
    }
    text.push_str("```\n\nFrom every phase `Installed` leads to `Usable`, and `Cleared` to `Empty`.\n\n# The table\n\n```text\n");
    for phase in Phase::ALL {
        writeln!(text, "{phase:?}").unwrap();
        for cue in Cue::ALL {
            let Some((to, deeds)) = table::next(phase, cue) else { continue };
            if deeds.is_empty() && to == phase {
                continue;
            }
            let deeds: Vec<_> = deeds.iter().map(|deed| format!("{deed:?}")).collect();
            let cue = words(cue);
            writeln!(text, "    {cue:<19} -> {:<10} {}", format!("{to:?}"), deeds.join(", "))
                .unwrap();
        }
    }
    text.push_str("```\n");
    text
}

fn leads(from: Phase, cue: Cue) -> Option<Phase> {
    table::next(from, cue).map(|(to, _)| to)
}

/// `RejectedHeldOff` as "rejected, held off".
fn words(cue: Cue) -> String {
    let mut text = String::new();
    for letter in format!("{cue:?}").chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
