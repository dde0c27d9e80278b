//! From input to cue: everything that depends on time, generations and numbers is decided here.

use super::Machine;
use super::table::Cue;
use super::table::Phase;
use crate::error::Failure;
use crate::input::FlightId;
use crate::input::Input;
use crate::input::Outcome;
use crate::moment::Bound;
use crate::moment::Moment;
use crate::tokens::Generation;
use crate::verdict::Reason;

impl Machine {
    pub(super) fn cue(&self, input: &Input, now: Moment) -> Cue {
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
    pub(super) fn is_renewable(&self) -> bool {
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

    pub(super) fn is_asking(&self, flight: FlightId) -> bool {
        self.flight.as_ref().is_some_and(|own| own.id == flight && own.is_asking())
    }

    fn is_saving(&self, flight: FlightId) -> bool {
        self.flight.as_ref().is_some_and(|own| own.id == flight && !own.is_asking())
    }
}
