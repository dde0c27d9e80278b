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
                self.holds &= *generation != self.generation || self.flight.is_some();
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
                Action::Erase | Action::Revoke(_) | Action::Save { .. } | Action::Tell(_) => {}
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
            Some(Answer::Fail(_)) => assert!(matches!(input, Heard::Ask | Heard::Rejected(..))),
            None => assert!(!matches!(input, Heard::Ask | Heard::Rejected(..)), "no answer"),
        }
    }

    fn next(&mut self, generation: Generation) {
        assert_eq!(generation.number(), self.generation.number() + 1);
        self.generation = generation;
        self.holds = true;
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
    Issued(Option<u64>),
    Failed(Failure),
    Saved,
    Dropped,
    Installed(Option<u64>),
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
        4 => life.clone().prop_map(Lot::Issued),
        3 => failure.prop_map(Lot::Failed),
        4 => Just(Lot::Saved),
        3 => Just(Lot::Dropped),
        1 => life.prop_map(Lot::Installed),
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
}

impl Ledger {
    fn sent(&mut self, job: &Job) {
        let Some(token) = &job.refresh else { return };
        let open = self.open.entry(token.expose().to_owned()).or_default();
        *open += 1;
        assert!(self.idle || *open <= 2, "a refresh token was sent a third time");
    }

    fn answered(&mut self, job: &Job, failure: Option<Failure>) {
        let Some(token) = &job.refresh else { return };
        if failure == Some(Failure::Transient) {
            // The server said that it did not use it.
            if let Some(open) = self.open.get_mut(token.expose()) {
                *open -= 1;
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
        let step = self.machine.hear(input, now);
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
                let heard = Heard::Rejected(generation, reason);
                self.hear(Input::Rejected { generation, reason }, &heard);
            }
            Lot::Again(back, reason) => {
                let generation = self.before(back);
                let heard = Heard::Again(generation, reason);
                self.hear(Input::RejectedAgain { generation, reason }, &heard);
            }
            Lot::Issued(life) => {
                let pair = self.pair(life);
                self.finish(None, Outcome::Issued(pair));
            }
            Lot::Failed(failure) => {
                self.finish(Some(failure), Outcome::Failed(RefreshError::new(failure, "drawn")));
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
                self.hear(Input::Installed(pair), &Heard::Other);
            }
            Lot::Cleared => self.hear(Input::Cleared, &Heard::Cleared),
        }
    }

    fn finish(&mut self, failure: Option<Failure>, outcome: Outcome) {
        if self.jobs.is_empty() {
            return;
        }
        let job = self.jobs.remove(0);
        self.ledger.answered(&job, failure);
        self.hear(Input::Finished { flight: job.flight, outcome }, &Heard::Other);
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
            pair.draw(Lot::Issued(Some(60)));
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
        &Heard::Rejected(used, Reason::Expired),
        &Step {
            answer: Some(Answer::Fail(std::sync::Arc::new(interceptor::error::AuthError::Invalid))),
            actions: Vec::new(),
        },
    );
    let step = pair.machine.hear(Input::Ask, pair.now());
    let Some(Answer::Use(_)) = step.answer else { panic!("the machine was not told") };
    pair.model.allows(&Heard::Ask, &step);
}
