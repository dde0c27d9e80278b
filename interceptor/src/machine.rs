//! The machine of a session: who may use which token, when it is renewed, and what happens when that fails.
//!
//! It does no I/O, takes no lock, reads no clock and throws no dice: it is told the time with each input and
//! was given a seed. [`Machine::hear`] sees the input against clock, generation and limits, looks up the row
//! of the [`table`], and carries out its deeds. Nothing else changes its state. The shell is
//! [`Session`](crate::session::Session); a test, a model checker or another shell can stand in.

mod chance;
mod current;
mod flight;
pub mod table;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use self::chance::Chance;
use self::current::Current;
use self::flight::Flight;
use self::flight::Stage;
use self::table::Cue;
use self::table::Deed;
use self::table::Phase;
use crate::action::Action;
use crate::action::Answer;
use crate::action::Bearer;
use crate::action::Job;
use crate::action::Step;
use crate::error::AuthError;
use crate::error::Failure;
use crate::error::RefreshError;
use crate::event::Event;
use crate::event::Trigger;
use crate::input::FlightId;
use crate::input::Input;
use crate::input::Outcome;
use crate::moment::Bound;
use crate::moment::Moment;
use crate::policy::Policy;
use crate::tokens::Generation;
use crate::tokens::StoredPair;
use crate::tokens::TokenPair;
use crate::verdict::Reason;

/// The state of one session.
#[derive(Debug)]
pub struct Machine {
    policy: Policy,
    /// Whether a refresh needs a refresh token.
    needs_refresh_token: bool,
    phase: Phase,
    current: Option<Current>,
    /// The last one that was given.
    generation: Generation,
    flight: Option<Flight>,
    flights: u64,
    /// Failures in a row.
    failures: u32,
    /// The pause after a failure.
    pause: Option<Bound>,
    /// What whoever asks in vain gets.
    error: Arc<AuthError>,
    /// The last generation that somebody had who has logged out since.
    logged_out: Generation,
    /// What the session had when it ended, to be revoked at the logout.
    ended: Option<TokenPair>,
    /// Generations in a row that were rejected while they were new.
    young: u32,
    last_life: Option<Duration>,
    /// Whether the server gives a new refresh token with each access token; `None` until it has been seen.
    rotates: Option<bool>,
    /// Refreshes that were under way when the user logged out, and what there was to revoke then. Each is
    /// gone when its task ends, and every task ends.
    abandoned: Vec<(FlightId, Option<TokenPair>)>,
    chance: Chance,
}

/// The token that may be used without asking the machine, and until when.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The token.
    pub bearer: Bearer,
    /// From here on the machine must be asked. `None`: never, as far as time goes.
    pub until: Option<Bound>,
}

impl Machine {
    /// A machine without credentials; `seed` spreads its early refreshes and pauses.
    ///
    /// `needs_refresh_token` is what the refresher says of itself; one that does not need any is asked at once.
    #[must_use]
    pub fn new(policy: Policy, needs_refresh_token: bool, seed: u64) -> Self {
        Self {
            policy,
            needs_refresh_token,
            phase: if needs_refresh_token { Phase::Empty } else { Phase::Spent },
            current: None,
            generation: Generation::default(),
            flight: None,
            flights: 0,
            failures: 0,
            pause: None,
            error: Arc::new(AuthError::NotLoggedIn),
            logged_out: Generation::default(),
            ended: None,
            young: 0,
            last_life: None,
            rotates: None,
            abandoned: Vec::new(),
            chance: Chance::new(seed),
        }
    }

    /// Hears of something, and says what is to be done.
    pub fn hear(&mut self, input: Input, now: Moment) -> Step {
        let cue = self.cue(&input, now);
        let trigger = trigger(cue);
        // A row that is not there would be a mistake in `cue`; the tests look for one.
        let (phase, deeds) = table::next(self.phase, cue).unwrap_or((self.phase, &[]));
        let mut scene = Scene { now, trigger, input: Some(input), step: Step::silent() };
        for deed in deeds {
            self.perform(*deed, &mut scene);
        }
        self.phase = phase;
        scene.step
    }

    /// Where the session stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The generation of the last token that was given; 0 before the first.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// The token that may be used without asking, when there is one.
    #[must_use]
    pub fn standing(&self, now: Moment) -> Option<Standing> {
        if !matches!(self.phase, Phase::Usable | Phase::Renewing | Phase::Ending) {
            return None;
        }
        let current = self.current.as_ref()?;
        let until = current.bounds.and_then(|bounds| match self.phase {
            Phase::Usable if !self.is_renewable() => None,
            Phase::Usable => Some(match self.pause.filter(|pause| !pause.passed(now)) {
                // Whichever comes first; the machine looks again then.
                Some(pause) if pause.left(now) < bounds.end.left(now) => pause,
                Some(_) => bounds.end,
                None => bounds.soft,
            }),
            Phase::Renewing => Some(bounds.hard),
            _ => Some(bounds.end),
        });
        Some(Standing { bearer: current.bearer.clone(), until })
    }

    /// How long the current token is good; `None` without one, or when that is not known.
    #[must_use]
    pub fn time_left(&self, now: Moment) -> Option<Duration> {
        Some(self.current.as_ref()?.bounds?.end.left(now))
    }

    /// What the current token may be used for, as far as a server said so (RFC 6749 §3.3).
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.current.as_ref()?.pair.pair.scope.as_deref()
    }

    /// Whether the answer to this refresh is still wanted.
    #[must_use]
    pub fn wants(&self, flight: FlightId) -> bool {
        self.is_asking(flight)
    }

    /// The limits.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    // From input to cue: everything that depends on time and numbers.

    fn cue(&self, input: &Input, now: Moment) -> Cue {
        match input {
            Input::Ask => self.ask(now),
            Input::Rejected { generation, reason } => self.rejected(*generation, *reason, now),
            Input::RejectedAgain { generation, reason } => {
                let current = *generation == self.generation;
                if current && self.meant(*reason) == Reason::Invalid {
                    Cue::InvalidAgain
                } else {
                    Cue::RejectedAgain
                }
            }
            Input::Finished { flight, outcome } if self.is_asking(*flight) => {
                self.finished(outcome, now)
            }
            Input::Finished { .. } => Cue::Late,
            Input::Saved { flight } if self.is_saving(*flight) => Cue::Saved,
            Input::Saved { .. } => Cue::Late,
            Input::Dropped { .. } => Cue::Dropped,
            Input::Installed(_) | Input::Restored(_) => Cue::Installed,
            Input::Cleared => Cue::Cleared,
        }
    }

    fn ask(&self, now: Moment) -> Cue {
        let bounds = self.current.as_ref().and_then(|current| current.bounds);
        let passed = |bound: Option<Bound>| bound.is_some_and(|bound| bound.passed(now));
        let end = passed(bounds.map(|bounds| bounds.end));
        let hard = passed(bounds.map(|bounds| bounds.hard));
        let soft = passed(bounds.map(|bounds| bounds.soft));
        match self.phase {
            Phase::Empty | Phase::Over | Phase::Refreshing => Cue::AskLate,
            Phase::Spent if self.is_held_off(now) => Cue::AskHeldOff,
            Phase::Spent => Cue::AskLate,
            Phase::Renewing if hard => Cue::AskLate,
            Phase::Ending if end => Cue::AskLate,
            Phase::Renewing | Phase::Ending => Cue::AskFresh,
            // Nothing to renew it with: the server may say when it has had enough of it.
            Phase::Usable if !self.is_renewable() => Cue::AskFresh,
            Phase::Usable if self.is_held_off(now) && end => Cue::AskHeldOff,
            Phase::Usable if self.is_held_off(now) => Cue::AskFresh,
            Phase::Usable if hard => Cue::AskLate,
            Phase::Usable if soft => Cue::AskEarly,
            Phase::Usable => Cue::AskFresh,
        }
    }

    fn rejected(&self, generation: Generation, reason: Reason, now: Moment) -> Cue {
        if reason == Reason::InsufficientScope || self.was_somebody_elses(generation) {
            return Cue::RejectedHere;
        }
        // The token has been replaced since it was sent: what is there now has not been tried.
        if generation != self.generation {
            return self.ask(now);
        }
        match self.phase {
            _ if self.meant(reason) == Reason::Invalid => Cue::RejectedInvalid,
            Phase::Usable if !self.is_renewable() => Cue::RejectedFinal,
            Phase::Usable if self.rests(now) => Cue::RejectedYoung,
            Phase::Usable | Phase::Spent if self.is_held_off(now) => Cue::RejectedHeldOff,
            _ => Cue::RejectedExpired,
        }
    }

    /// Whether the token of `generation` was sent before a logout, and somebody has logged in since: the
    /// request is not to be repeated in their name.
    fn was_somebody_elses(&self, generation: Generation) -> bool {
        self.phase != Phase::Empty
            && generation <= self.logged_out
            && generation != Generation::default()
    }

    /// Where nobody can log in anew, since the grant is the client's own, "invalid" is as good as "expired".
    fn meant(&self, reason: Reason) -> Reason {
        match reason {
            Reason::Invalid if !self.needs_refresh_token => Reason::Expired,
            reason => reason,
        }
    }

    fn finished(&self, outcome: &Outcome, now: Moment) -> Cue {
        let good = self.current.as_ref().is_some_and(|current| current.is_good(now));
        let failed = if good { Cue::FailedGood } else { Cue::Failed };
        let denied = if good { Cue::DeniedGood } else { Cue::Denied };
        let error = match outcome {
            Outcome::Issued(_) => return Cue::Issued,
            Outcome::Superseded(_) => return Cue::Superseded,
            Outcome::Failed(error) => error,
        };
        let doubts = self.current.as_ref().map_or(0, |current| current.doubts);
        match error.failure() {
            // Nobody can log in anew: the server may change its mind.
            Failure::Permanent if !self.needs_refresh_token => failed,
            Failure::Permanent => denied,
            Failure::Transient => failed,
            Failure::Ambiguous | Failure::Broken if !self.is_single_use() => failed,
            // It was sent before without a word of what became of it. Sent once more, it would look stolen.
            Failure::Ambiguous | Failure::Broken if doubts >= self.policy.repeats => denied,
            // Nobody is let wait for as long as that.
            Failure::Ambiguous if error.retry_after() > Some(self.policy.time_limit()) => failed,
            Failure::Ambiguous => Cue::Lost,
            Failure::Broken => failed,
        }
    }

    /// Whether there is anything to make a new token of.
    fn is_renewable(&self) -> bool {
        !self.needs_refresh_token
            || self.current.as_ref().is_some_and(|current| current.pair.pair.refresh.is_some())
    }

    /// Whether a refresh token that was used may not be used again. Taken for granted until the server has
    /// been seen to do otherwise.
    fn is_single_use(&self) -> bool {
        self.needs_refresh_token && self.rotates != Some(false)
    }

    fn is_held_off(&self, now: Moment) -> bool {
        self.pause.is_some_and(|pause| !pause.passed(now))
    }

    /// Whether the current token is new, was preceded by one that was rejected while new, and so on: then it
    /// is not the token that is wrong, and each further one would be rejected as well.
    fn rests(&self, now: Moment) -> bool {
        let Some(current) = &self.current else { return false };
        current.is_young(now, &self.policy)
            && self.young > 0
            && current.age(now) < self.policy.pause(self.young, 0.0)
    }

    fn is_asking(&self, flight: FlightId) -> bool {
        self.flight.as_ref().is_some_and(|own| own.id == flight && own.is_asking())
    }

    fn is_saving(&self, flight: FlightId) -> bool {
        self.flight.as_ref().is_some_and(|own| own.id == flight && !own.is_asking())
    }

    // Deeds. None of them chooses a phase.

    fn perform(&mut self, deed: Deed, scene: &mut Scene) {
        match deed {
            Deed::Use => scene.answer(self.usable()),
            Deed::Join => self.join(scene),
            Deed::Keep => scene.answer(Answer::Keep),
            Deed::Fail => scene.answer(Answer::Fail(Arc::clone(&self.error))),
            Deed::Start => self.start(scene),
            Deed::Repeat => self.repeat(scene),
            Deed::Save => self.save(scene),
            Deed::Adopt => self.adopt(scene),
            Deed::HoldOff => self.hold_off(scene),
            Deed::Deny => self.deny(scene),
            Deed::Disappoint => self.settle(Err(Arc::clone(&self.error)), scene),
            Deed::Release => self.release(scene),
            Deed::Note => self.note(scene),
            Deed::Rest => self.rest(scene),
            Deed::Spoil => self.spoil(),
            Deed::End => self.end(scene),
            Deed::Leave => self.leave(scene),
            Deed::Install => self.install(scene),
            Deed::Clear => self.clear(scene),
            Deed::RevokeLate => self.revoke_late(scene),
        }
    }

    fn usable(&self) -> Answer {
        match &self.current {
            Some(current) => Answer::Use(current.bearer.clone()),
            None => Answer::Fail(Arc::clone(&self.error)),
        }
    }

    fn join(&mut self, scene: &mut Scene) {
        let answer = match &mut self.flight {
            Some(flight) => {
                flight.waiters = flight.waiters.saturating_add(1);
                Answer::Wait(flight.id)
            }
            None => Answer::Fail(Arc::clone(&self.error)),
        };
        scene.answer(answer);
    }

    fn start(&mut self, scene: &mut Scene) {
        self.flights = self.flights.saturating_add(1);
        let id = FlightId(self.flights);
        let refresh = self.current.as_ref().and_then(|current| current.pair.pair.refresh.clone());
        let job = Job {
            flight: id,
            refresh,
            delay: Duration::ZERO,
            timeout: self.policy.time_limit(),
            repeat: self.current.as_ref().is_some_and(|current| current.doubts > 0),
        };
        self.flight = Some(Flight::new(job.clone(), scene.now));
        scene.tell(Event::RefreshStarted { replaces: self.generation, trigger: scene.trigger });
        scene.act(Action::Start(job));
    }

    fn repeat(&mut self, scene: &mut Scene) {
        self.doubt();
        let doubts = self.current.as_ref().map_or(0, |current| current.doubts);
        let wanted = scene.failure().and_then(RefreshError::retry_after).unwrap_or_default();
        let delay = self.pause_after(doubts.saturating_add(REPEATS_FROM), wanted);
        let Some(flight) = &mut self.flight else { return };
        flight.job.repeat = true;
        flight.job.delay = delay;
        flight.sent = Moment {
            wall: scene.now.wall.checked_add(delay).unwrap_or(scene.now.wall),
            run: scene.now.run.saturating_add(delay),
        };
        let job = flight.job.clone();
        scene.tell(Event::RefreshRepeated { replaces: self.generation, delay });
        scene.act(Action::Start(job));
    }

    fn save(&mut self, scene: &mut Scene) {
        let Some(Input::Finished { outcome: Outcome::Issued(issued), .. }) = scene.input.take()
        else {
            return;
        };
        let Some(flight) = &mut self.flight else { return };
        let old = self.current.as_ref().map(|current| &current.pair.pair);
        let old_refresh = old.and_then(|old| old.refresh.as_ref());
        let rotated = issued.refresh.is_some() && issued.refresh.as_ref() != old_refresh;
        // Once seen, it is expected: an answer without a new one does not say that the old one is good for ever.
        self.rotates = Some(rotated || self.rotates == Some(true));
        let refresh = issued.refresh.or_else(|| old_refresh.cloned());
        // Left out, the scope is what it was (RFC 6749 §6).
        let scope = issued.scope.or_else(|| old.and_then(|old| old.scope.clone()));
        let pair = TokenPair { refresh, scope, ..issued };
        let pair = StoredPair { pair, received_at: flight.sent.wall };
        flight.stage = Stage::Saving(pair.clone());
        scene.act(Action::Save { flight: Some(flight.id), pair });
    }

    fn adopt(&mut self, scene: &mut Scene) {
        let Some(flight) = &self.flight else { return };
        let superseded = match scene.input.take() {
            Some(Input::Finished { outcome: Outcome::Superseded(pair), .. }) => Some(pair),
            _ => None,
        };
        let (pair, age) = match (superseded, &flight.stage) {
            (Some(pair), _) => {
                let age = age_of(&pair, scene.now);
                (pair, age)
            }
            (None, Stage::Saving(pair)) => (pair.clone(), scene.now.since(flight.sent)),
            (None, Stage::Asking) => return,
        };
        let (waiters, took) = (flight.waiters, scene.now.since(flight.started));
        if self.current.as_ref().is_some_and(|current| !current.noted) {
            // The one that goes was good while it was new: those before it are no row any more.
            self.young = 0;
        }
        let bearer = self.take_in(pair, age, scene);
        let generation = bearer.generation;
        scene.tell(Event::Refreshed { generation, waiters, took });
        self.warn_of_size(&bearer, scene);
        self.settle(Ok(bearer), scene);
    }

    fn hold_off(&mut self, scene: &mut Scene) {
        let Some(error) = scene.take_failure() else { return };
        if error.failure() != Failure::Transient {
            self.doubt();
        }
        self.failures = self.failures.saturating_add(1);
        let pause = self.pause_after(self.failures, error.retry_after().unwrap_or_default());
        self.pause = Some(Bound::running(scene.now, pause));
        self.error = Arc::new(AuthError::Unavailable(error));
        self.tell_failure(Some(pause), scene);
    }

    fn deny(&mut self, scene: &mut Scene) {
        let Some(error) = scene.take_failure() else { return };
        self.error = Arc::new(AuthError::Refused(error));
        self.tell_failure(None, scene);
    }

    fn tell_failure(&self, held_off: Option<Duration>, scene: &mut Scene) {
        let waiters = self.flight.as_ref().map_or(0, |flight| flight.waiters);
        scene.tell(Event::RefreshFailed { error: Arc::clone(&self.error), waiters, held_off });
    }

    fn release(&mut self, scene: &mut Scene) {
        let result = match &self.current {
            Some(current) => Ok(current.bearer.clone()),
            None => Err(Arc::clone(&self.error)),
        };
        self.settle(result, scene);
    }

    fn settle(&mut self, result: Result<Bearer, Arc<AuthError>>, scene: &mut Scene) {
        if let Some(flight) = self.flight.take() {
            scene.act(Action::Settle { flight: flight.id, result });
        }
    }

    fn note(&mut self, scene: &mut Scene) {
        let Some(Input::Rejected { generation, .. } | Input::RejectedAgain { generation, .. }) =
            scene.input
        else {
            return;
        };
        let now = scene.now;
        let Some(current) = &mut self.current else { return };
        if generation != self.generation || current.noted {
            return;
        }
        if current.is_young(now, &self.policy) {
            current.noted = true;
            self.young = self.young.saturating_add(1);
        } else {
            self.young = 0;
        }
    }

    fn rest(&mut self, scene: &mut Scene) {
        let Some(current) = &mut self.current else { return };
        if !current.rested {
            current.rested = true;
            scene.tell(Event::RefreshRests { generation: self.generation });
        }
    }

    fn spoil(&mut self) {
        if let Some(current) = &mut self.current {
            current.spoiled = true;
        }
    }

    /// From here on it is not known whether the refresh token was used.
    fn doubt(&mut self) {
        if let Some(current) = &mut self.current {
            current.doubts = current.doubts.saturating_add(1);
        }
    }

    fn end(&mut self, scene: &mut Scene) {
        if matches!(
            scene.input,
            Some(
                Input::Rejected { reason: Reason::Invalid, .. }
                    | Input::RejectedAgain { reason: Reason::Invalid, .. }
            )
        ) {
            self.error = Arc::new(AuthError::Invalid);
        }
        self.ended = self.current.take().map(|current| current.pair.pair);
        scene.tell(Event::SessionEnded { error: Arc::clone(&self.error) });
    }

    fn leave(&mut self, scene: &mut Scene) {
        let Some(Input::Dropped { flight: left }) = scene.input else { return };
        if let Some(flight) = self.flight.as_mut().filter(|flight| flight.id == left) {
            flight.waiters = flight.waiters.saturating_sub(1);
        }
    }

    fn install(&mut self, scene: &mut Scene) {
        let (pair, age, restored) = match scene.input.take() {
            Some(Input::Installed(pair)) => {
                (StoredPair { pair, received_at: scene.now.wall }, Duration::ZERO, false)
            }
            Some(Input::Restored(pair)) => {
                let age = age_of(&pair, scene.now);
                (pair, age, true)
            }
            _ => return,
        };
        self.young = 0;
        self.rotates = None;
        self.last_life = None;
        let stored = pair.clone();
        let bearer = self.take_in(pair, age, scene);
        if !restored {
            scene.tell(Event::LoggedIn { generation: bearer.generation });
            scene.act(Action::Save { flight: None, pair: stored });
        }
        self.warn_of_size(&bearer, scene);
        self.settle(Ok(bearer), scene);
    }

    fn clear(&mut self, scene: &mut Scene) {
        self.error = Arc::new(AuthError::LoggedOut);
        if self.phase != Phase::Empty {
            scene.tell(Event::LoggedOut);
        }
        let ended = self.ended.take();
        let current = self.current.take().map(|current| current.pair.pair).or(ended);
        match (self.flight.as_ref().map(|flight| (flight.id, &flight.stage)), current) {
            // What it brings is newer than what there is: that is what has to be revoked.
            (Some((id, Stage::Asking)), pair) => self.abandoned.push((id, pair)),
            (Some((_, Stage::Saving(pair))), _) => scene.act(Action::Revoke(pair.pair.clone())),
            (None, Some(pair)) => scene.act(Action::Revoke(pair)),
            (None, None) => {}
        }
        self.settle(Err(Arc::clone(&self.error)), scene);
        self.logged_out = self.generation;
        scene.act(Action::Erase);
    }

    fn revoke_late(&mut self, scene: &mut Scene) {
        let Some(Input::Finished { flight, outcome }) = scene.input.take() else { return };
        let place = self.abandoned.iter().position(|(id, _)| *id == flight);
        let Some((_, old)) = place.map(|place| self.abandoned.swap_remove(place)) else { return };
        let newest = match outcome {
            Outcome::Issued(pair) => {
                let refresh = pair.refresh.or_else(|| old.and_then(|old| old.refresh));
                Some(TokenPair { refresh, ..pair })
            }
            // What stands in the store by now may be of somebody who has logged in since.
            Outcome::Superseded(_) | Outcome::Failed(_) => old,
        };
        if let Some(newest) = newest {
            scene.act(Action::Revoke(newest));
        }
    }

    /// Makes `pair` the current one, which is `age` old.
    fn take_in(&mut self, pair: StoredPair, age: Duration, scene: &Scene) -> Bearer {
        let life = crate::policy::lifetime(&pair.pair, pair.received_at, self.last_life);
        let chance = self.chance.next();
        let bounds = life.map(|life| self.policy.bounds(scene.now, age, life, chance));
        self.ended = None;
        self.generation = self.generation.next();
        self.last_life = life;
        self.failures = 0;
        self.pause = None;
        let bearer = Bearer { token: pair.pair.access.clone(), generation: self.generation };
        let current = Current::new(bearer.clone(), pair, scene.now, life, bounds);
        self.current = Some(current);
        bearer
    }

    fn warn_of_size(&self, bearer: &Bearer, scene: &mut Scene) {
        let (octets, budget) = (bearer.token.header().len(), self.policy.header_budget);
        if octets > budget {
            scene.tell(Event::HeaderTooLarge { octets, budget });
        }
    }

    fn pause_after(&mut self, failures: u32, wanted: Duration) -> Duration {
        let pause = self.policy.pause(failures, self.chance.next());
        pause.max(self.policy.obeyed(wanted, self.chance.next()))
    }
}

/// One input while it is worked on.
struct Scene {
    now: Moment,
    trigger: Trigger,
    input: Option<Input>,
    step: Step,
}

impl Scene {
    fn answer(&mut self, answer: Answer) {
        self.step.answer = Some(answer);
    }

    fn act(&mut self, action: Action) {
        self.step.actions.push(action);
    }

    fn tell(&mut self, event: Event) {
        self.act(Action::Tell(event));
    }

    fn failure(&self) -> Option<&RefreshError> {
        match &self.input {
            Some(Input::Finished { outcome: Outcome::Failed(error), .. }) => Some(error),
            _ => None,
        }
    }

    fn take_failure(&mut self) -> Option<RefreshError> {
        match self.input.take() {
            Some(Input::Finished { outcome: Outcome::Failed(error), .. }) => Some(error),
            other => {
                self.input = other;
                None
            }
        }
    }
}

/// A repeat comes after the third pause: what lost the answer, such as a server that starts anew, takes seconds.
const REPEATS_FROM: u32 = 2;

/// How old a stored pair is; one from the future is new.
fn age_of(pair: &StoredPair, now: Moment) -> Duration {
    now.wall.duration_since(pair.received_at).unwrap_or_default()
}

fn trigger(cue: Cue) -> Trigger {
    match cue {
        Cue::AskEarly => Trigger::Early,
        Cue::AskLate => Trigger::Late,
        _ => Trigger::Rejected,
    }
}
