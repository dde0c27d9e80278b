//! What a row of the table does, deed by deed. None of them chooses a phase.

use std::sync::Arc;
use std::time::Duration;

use super::Machine;
use super::current::Current;
use super::flight::Flight;
use super::flight::Stage;
use super::table::Deed;
use super::table::Phase;
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
use crate::tokens::StoredPair;
use crate::tokens::TokenPair;
use crate::verdict::Reason;

impl Machine {
    pub(super) fn perform(&mut self, deed: Deed, scene: &mut Scene) {
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
            Deed::Rest => {
                self.tell_once(Event::RefreshRests { generation: self.generation }, scene);
            }
            Deed::Lack => {
                self.tell_once(Event::NotRenewable { generation: self.generation }, scene);
            }
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

    /// Tells an event once for each token.
    fn tell_once(&mut self, event: Event, scene: &mut Scene) {
        let Some(current) = &mut self.current else { return };
        if !current.told {
            current.told = true;
            scene.tell(event);
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
        // The next program is not to begin with it. Lost answers are no word of the server's: it may try.
        if !matches!(&*self.error, AuthError::Refused(error) if error.failure() != Failure::Permanent)
        {
            scene.act(Action::Erase);
        }
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
pub(super) struct Scene {
    pub(super) now: Moment,
    pub(super) trigger: Trigger,
    pub(super) input: Option<Input>,
    pub(super) step: Step,
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
