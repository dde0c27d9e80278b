//! The machine of a session: who may use which token, when it is renewed, and what happens when that fails.
//!
//! It does no I/O, takes no lock, reads no clock and throws no dice: it is told the time with each input and
//! was given a seed. [`Machine::hear`] is the whole of it: an input becomes a cue (`machine/cue.rs`), cue and phase
//! find their row in the [`table`], and its deeds are carried out (`machine/deed.rs`). Nothing else changes its
//! state. The shell is [`Session`](crate::session::Session); a test, a model checker or another shell can stand in.

mod chance;
mod cue;
mod current;
mod deed;
mod flight;
pub mod table;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use self::chance::Chance;
use self::current::Current;
use self::deed::Scene;
use self::flight::Flight;
use self::table::Cue;
use self::table::Phase;
use crate::action::Bearer;
use crate::action::Step;
use crate::error::AuthError;
use crate::event::Trigger;
use crate::input::FlightId;
use crate::input::Input;
use crate::moment::Bound;
use crate::moment::Moment;
use crate::policy::Policy;
use crate::tokens::Generation;
use crate::tokens::TokenPair;

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
        let current = self.current.as_ref().filter(|current| !current.spoiled)?;
        Some(current.bounds?.end.left(now))
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
}

fn trigger(cue: Cue) -> Trigger {
    match cue {
        Cue::AskEarly => Trigger::Early,
        Cue::AskLate => Trigger::Late,
        _ => Trigger::Rejected,
    }
}
