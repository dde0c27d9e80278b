//! P47: the machine, driven by anything, does nothing that a model of thirty lines would not allow.
//!
//! The model knows neither time nor chance nor the table: it says what may follow from what. Each input is
//! given to both; what the machine says must be allowed. In the end every refresh is let run out, and nobody
//! may be left waiting.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::HashMap;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::action::Action;
use interceptor::action::Answer;
use interceptor::action::Job;
use interceptor::action::Step;
use interceptor::error::Failure;
use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::input::FlightId;
use interceptor::input::Input;
use interceptor::input::Outcome;
use interceptor::machine::Machine;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::tokens::AccessToken;
use interceptor::tokens::Generation;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::StoredPair;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Reason;
use proptest::prelude::*;

/// What a session may do.
#[derive(Default)]
struct Model {
    /// The last generation that anybody saw.
    generation: Generation,
    /// Whether a token of it may be sent.
    holds: bool,
    flight: Option<FlightId>,
    waiting: usize,
    /// Whether there is a good token, or one can be had, as far as anybody was told.
    fine: bool,
}

impl Model {
    fn allows(&mut self, input: &Heard, step: &Step) {
        match input {
            Heard::Cleared => self.holds = false,
            Heard::Rejected(generation, Reason::Expired) if *generation == self.generation => {
                self.holds &= matches!(step.answer, Some(Answer::Keep));
            }
            Heard::Rejected(generation, Reason::Invalid)
            | Heard::Again(generation, Reason::Invalid) => {
                self.holds &= *generation != self.generation;
            }
            Heard::Dropped(flight) if Some(*flight) == self.flight => {
                self.waiting = self.waiting.saturating_sub(1);
            }
            _ => {}
        }
        for action in &step.actions {
            match action {
                Action::Start(job) if job.delay.is_zero() => {
                    assert_eq!(self.flight.replace(job.flight), None, "two refreshes at once");
                }
                Action::Start(job) => assert_eq!(self.flight, Some(job.flight)),
                Action::Save { flight: Some(flight), .. } => assert_eq!(self.flight, Some(*flight)),
                Action::Tell(Event::LoggedIn { generation }) => self.next(*generation),
                Action::Tell(Event::Refreshed { generation, waiters, .. }) => {
                    assert_eq!(*waiters, self.waiting, "those who wait were not counted");
                    assert!(self.flight.is_some(), "a token that nobody asked for");
                    self.next(*generation);
                }
                Action::Settle { flight, result } => {
                    assert_eq!(self.flight.take(), Some(*flight), "woken twice, or too early");
                    self.waiting = 0;
                    if let Ok(bearer) = result {
                        assert!(self.holds && bearer.generation == self.generation);
                    }
                }
                Action::Tell(
                    Event::RefreshFailed { .. } | Event::SessionEnded { .. } | Event::LoggedOut,
                ) => self.fine = false,
                Action::Erase => assert!(!self.fine, "a session that is not over loses its store"),
                // What is revoked was logged out of.
                Action::Revoke(_) => assert!(!self.holds || matches!(input, Heard::Other)),
                Action::Save { .. } | Action::Tell(_) => {}
            }
        }
        match &step.answer {
            Some(Answer::Use(bearer)) => {
                assert!(self.holds, "a token that was rejected is sent again");
                assert_eq!(bearer.generation, self.generation);
            }
            Some(Answer::Wait(flight)) => {
                assert_eq!(self.flight, Some(*flight), "somebody waits for nothing");
                self.waiting += 1;
            }
            Some(Answer::Keep) => assert!(matches!(input, Heard::Rejected(..))),
            Some(Answer::Fail(_)) => {
                assert!(!self.fine, "an error out of the blue");
                assert!(matches!(input, Heard::Ask | Heard::Rejected(..)));
            }
            None => assert!(!matches!(input, Heard::Ask | Heard::Rejected(..)), "no answer"),
        }
    }

    fn next(&mut self, generation: Generation) {
        assert_eq!(generation.number(), self.generation.number() + 1);
        self.generation = generation;
        (self.holds, self.fine) = (true, true);
    }
}

/// An input as the model sees it.
#[derive(Debug)]
enum Heard {
    Ask,
    Rejected(Generation, Reason),
    Again(Generation, Reason),
    Dropped(FlightId),
    Cleared,
    Other,
}

/// What is drawn by lot.
#[derive(Clone, Copy, Debug)]
enum Lot {
    Ask,
    Rejected(u64, Reason),
    Again(u64, Reason),
    Issued { life: Option<u64>, rotate: bool },
    Superseded,
    Failed(Failure, u64),
    Saved,
    Dropped,
    Installed(Option<u64>),
    Restored(u64),
    Cleared,
}

fn lots() -> impl Strategy<Value = Vec<(Lot, u64)>> {
    let reason = prop_oneof![4 => Just(Reason::Expired), 1 => Just(Reason::Invalid)];
    let life = prop_oneof![1 => Just(None), 4 => (1_u64..200).prop_map(Some)];
    let failure = prop_oneof![
        Just(Failure::Permanent),
        Just(Failure::Transient),
        Just(Failure::Ambiguous),
        Just(Failure::Broken)
    ];
    let lot = prop_oneof![
        8 => Just(Lot::Ask),
        5 => (0_u64..3, reason.clone()).prop_map(|(back, reason)| Lot::Rejected(back, reason)),
        2 => (0_u64..2, reason).prop_map(|(back, reason)| Lot::Again(back, reason)),
        4 => (life.clone(), any::<bool>()).prop_map(|(life, rotate)| Lot::Issued { life, rotate }),
        1 => Just(Lot::Superseded),
        3 => (failure, 0_u64..60).prop_map(|(failure, wait)| Lot::Failed(failure, wait)),
        4 => Just(Lot::Saved),
        3 => Just(Lot::Dropped),
        1 => life.prop_map(Lot::Installed),
        1 => (0_u64..300).prop_map(Lot::Restored),
        1 => Just(Lot::Cleared),
    ];
    prop::collection::vec((lot, prop_oneof![3 => 0_u64..2, 1 => 0_u64..120]), 1..120)
}

/// A machine beside its model, and the world that carries out what it says.
struct Pair {
    machine: Machine,
    model: Model,
    seconds: u64,
    issued: u64,
    /// Refreshes that the world has not ended yet.
    jobs: Vec<Job>,
    saving: Vec<FlightId>,
    seen: Vec<Generation>,
    waits: Vec<FlightId>,
    ledger: Ledger,
}

/// P24: how often each refresh token was sent, and what is known of it.
#[derive(Default)]
struct Ledger {
    /// Sent without a word of what became of it.
    open: HashMap<String, u32>,
    /// With a grant of its own, such as client credentials: that may be sent at any time.
    idle: bool,
    /// Whether this login's server has been seen to give a new refresh token, or to leave the old one good.
    rotates: Option<bool>,
}

impl Ledger {
    fn sent(&mut self, job: &Job) {
        let Some(token) = &job.refresh else { return };
        let open = self.open.entry(token.expose().to_owned()).or_default();
        *open += 1;
        let single_use = !self.idle && self.rotates != Some(false);
        assert!(!single_use || *open <= 2, "a refresh token was sent a third time");
    }

    fn answered(&mut self, job: &Job, outcome: &Outcome) {
        let Some(token) = &job.refresh else { return };
        match outcome {
            // The server said that it did not use it.
            Outcome::Failed(error) if error.failure() == Failure::Transient => {
                if let Some(open) = self.open.get_mut(token.expose()) {
                    *open -= 1;
                }
            }
            Outcome::Failed(_) | Outcome::Superseded(_) => {}
            Outcome::Issued(pair) => {
                self.open.remove(token.expose());
                self.rotates = Some(pair.refresh.is_some() || self.rotates == Some(true));
            }
        }
    }
}

impl Pair {
    fn new(needs_refresh_token: bool) -> Self {
        let machine = Machine::new(Policy::new(Origins::default()), needs_refresh_token, 3);
        Self {
            machine,
            model: Model::default(),
            seconds: 0,
            issued: 0,
            jobs: Vec::new(),
            saving: Vec::new(),
            seen: vec![Generation::default()],
            waits: Vec::new(),
            ledger: Ledger { idle: !needs_refresh_token, ..Ledger::default() },
        }
    }

    fn now(&self) -> Moment {
        let run = Duration::from_secs(self.seconds);
        Moment { wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + run, run }
    }

    fn hear(&mut self, input: Input, heard: &Heard) {
        let now = self.now();
        let restored = matches!(input, Input::Restored(_));
        let step = self.machine.hear(input, now);
        if restored {
            self.model.next(self.machine.generation());
        }
        self.model.allows(heard, &step);
        if let Some(Answer::Wait(flight)) = &step.answer {
            self.waits.push(*flight);
        }
        for action in step.actions {
            match action {
                Action::Start(job) => {
                    self.ledger.sent(&job);
                    self.jobs.push(job);
                }
                Action::Save { flight: Some(flight), .. } => self.saving.push(flight),
                Action::Settle { flight, .. } => self.waits.retain(|waits| *waits != flight),
                _ => {}
            }
        }
        if self.seen.last() != Some(&self.machine.generation()) {
            self.seen.push(self.machine.generation());
        }
        // What may be taken without asking is what the model allows to be sent.
        if let Some(standing) = self.machine.standing(now) {
            assert!(self.model.holds && standing.bearer.generation == self.model.generation);
        }
    }

    fn draw(&mut self, lot: Lot) {
        match lot {
            Lot::Ask => self.hear(Input::Ask, &Heard::Ask),
            Lot::Rejected(back, reason) => {
                let generation = self.before(back);
                let heard = Heard::Rejected(generation, self.meant(reason));
                self.hear(Input::Rejected { generation, reason }, &heard);
            }
            Lot::Again(back, reason) => {
                let generation = self.before(back);
                let heard = Heard::Again(generation, self.meant(reason));
                self.hear(Input::RejectedAgain { generation, reason }, &heard);
            }
            Lot::Issued { life, rotate } => {
                let mut pair = self.pair(life);
                if !rotate {
                    pair.refresh = None;
                }
                self.finish(Outcome::Issued(pair));
            }
            Lot::Superseded => {
                let pair = self.pair(Some(60));
                let pair = StoredPair { pair, received_at: self.now().wall };
                self.finish(Outcome::Superseded(pair));
            }
            Lot::Failed(failure, wait) => {
                let error = RefreshError::new(failure, "drawn");
                let error = error.with_retry_after(Duration::from_secs(wait));
                self.finish(Outcome::Failed(error));
            }
            Lot::Saved => {
                if !self.saving.is_empty() {
                    let flight = self.saving.remove(0);
                    self.hear(Input::Saved { flight }, &Heard::Other);
                }
            }
            Lot::Dropped => {
                if let Some(flight) = self.waits.pop() {
                    self.hear(Input::Dropped { flight }, &Heard::Dropped(flight));
                }
            }
            Lot::Installed(life) => {
                let pair = self.pair(life);
                self.ledger.rotates = None;
                self.hear(Input::Installed(pair), &Heard::Other);
            }
            Lot::Restored(age) => {
                let pair = self.pair(Some(100));
                let received_at = self.now().wall - Duration::from_secs(age);
                self.ledger.rotates = None;
                self.hear(Input::Restored(StoredPair { pair, received_at }), &Heard::Other);
            }
            Lot::Cleared => self.hear(Input::Cleared, &Heard::Cleared),
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        if self.jobs.is_empty() {
            return;
        }
        let job = self.jobs.remove(0);
        // Of a refresh that nobody wants any more nothing is learned.
        if self.machine.wants(job.flight) {
            self.ledger.answered(&job, &outcome);
        }
        self.hear(Input::Finished { flight: job.flight, outcome }, &Heard::Other);
    }

    /// Where nobody can log in anew, "invalid" is "expired".
    fn meant(&self, reason: Reason) -> Reason {
        if self.ledger.idle { Reason::Expired } else { reason }
    }

    fn before(&self, back: u64) -> Generation {
        let place = self.seen.len().saturating_sub(1 + usize::try_from(back).unwrap());
        *self.seen.get(place).unwrap()
    }

    fn pair(&mut self, life: Option<u64>) -> TokenPair {
        self.issued += 1;
        let access = AccessToken::new(&format!("access-{}", self.issued)).unwrap();
        let refresh = RefreshToken::new(&format!("refresh-{}", self.issued)).unwrap();
        let expires_in = life.map(Duration::from_secs);
        TokenPair { expires_in, ..TokenPair::new(access).with_refresh(refresh) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// P47, P24, P6: any interleaving refines the model, no refresh token is sent a third time without a word
    /// of it, and when all refreshes have ended nobody waits.
    #[test]
    fn every_interleaving_is_one_that_the_model_allows(own in any::<bool>(), script in lots()) {
        let mut pair = Pair::new(!own);
        for (lot, pause) in script {
            pair.seconds += pause;
            pair.draw(lot);
        }
        while !pair.jobs.is_empty() || !pair.saving.is_empty() {
            pair.draw(Lot::Issued { life: Some(60), rotate: true });
            pair.draw(Lot::Saved);
        }
        prop_assert_eq!(pair.model.waiting, 0);
        prop_assert_eq!(pair.model.flight, None);
        prop_assert!(pair.waits.is_empty());
    }
}

/// The model is not blind: a machine that sends a rejected token again is caught.
#[test]
#[should_panic(expected = "a token that was rejected is sent again")]
fn the_model_refuses_a_token_that_was_rejected() {
    let mut pair = Pair::new(true);
    pair.draw(Lot::Installed(Some(600)));
    let used = pair.model.generation;
    pair.model.allows(
        &Heard::Rejected(used, Reason::Invalid),
        &Step { answer: Some(Answer::Keep), actions: Vec::new() },
    );
    let step = pair.machine.hear(Input::Ask, pair.now());
    let Some(Answer::Use(_)) = step.answer else { panic!("the machine was not told") };
    pair.model.allows(&Heard::Ask, &step);
}
