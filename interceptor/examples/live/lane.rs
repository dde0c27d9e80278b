//! One request on its way: what it has been through, and how far it is.

use std::time::Duration;

use super::message::Answer;
use super::message::End;
use super::message::Step;

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Lane {
    pub(crate) number: u64,
    pub(crate) began: Duration,
    /// It began the refresh that it waits for, or waited for.
    pub(crate) leads: bool,
    /// There was no token for it at first.
    pub(crate) waits: bool,
    pub(crate) marks: Vec<Mark>,
    pub(crate) ended: Option<(Duration, End)>,
}

/// Something on the way of a request, and when.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Mark {
    pub(crate) at: Duration,
    pub(crate) what: What,
}

/// What can stand on the way of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum What {
    Answered(Answer),
    /// With the token of this generation.
    Sent(Option<u64>),
}

/// How far a request is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stage {
    /// Nothing is known of it yet.
    Begun,
    Sent,
    Waiting,
    Repeated,
    Served,
    /// The caller got something else than what was asked for.
    Refused,
    /// The caller got an error.
    Failed,
    Dropped,
}

impl Stage {
    /// In the order of a request's way.
    pub(crate) const ALL: [Self; 8] = [
        Self::Begun,
        Self::Sent,
        Self::Waiting,
        Self::Repeated,
        Self::Served,
        Self::Refused,
        Self::Failed,
        Self::Dropped,
    ];

    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Sent => "sent",
            Self::Waiting => "waiting",
            Self::Repeated => "repeated",
            Self::Served => "served",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }
}

/// A stretch of a request's way, to be drawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stretch {
    Answer(Answer),
    /// Sent with a token, for the first time or again.
    Sent {
        generation: Option<u64>,
        again: bool,
    },
    /// Waits for a token so long; `true`: still.
    Wait(Duration, bool),
}

impl Lane {
    #[must_use]
    pub(crate) fn new(number: u64, began: Duration) -> Self {
        Self { number, began, leads: false, waits: false, marks: Vec::new(), ended: None }
    }

    /// Takes a step.
    pub(crate) fn step(&mut self, at: Duration, step: &Step) {
        let what = match step {
            _ if self.ended.is_some() => return,
            Step::Leads => {
                self.leads = true;
                return;
            }
            Step::Waits => {
                self.waits = true;
                return;
            }
            Step::Ended(end) => {
                self.ended = Some((at, *end));
                return;
            }
            Step::Sent(generation) => What::Sent(*generation),
            Step::Answered(answer) => What::Answered(*answer),
        };
        if self.marks.len() < MOST_MARKS {
            self.marks.push(Mark { at, what });
        }
    }

    #[must_use]
    pub(crate) fn stage(&self) -> Stage {
        let last = self.marks.last().map(|mark| mark.what);
        match (self.ended, last) {
            (Some((_, End::Answered)), Some(What::Answered(answer))) if answer.is_good() => {
                Stage::Served
            }
            (Some((_, End::Answered)), _) => Stage::Refused,
            (Some((_, End::HungUp)), _) => Stage::Dropped,
            (Some(_), _) => Stage::Failed,
            (None, None) if self.waits => Stage::Waiting,
            (None, None) => Stage::Begun,
            (None, Some(What::Answered(answer))) if !answer.is_good() => Stage::Waiting,
            (None, Some(_)) if self.sendings() > 1 => Stage::Repeated,
            (None, Some(_)) => Stage::Sent,
        }
    }

    #[must_use]
    pub(crate) fn is_under_way(&self) -> bool {
        self.ended.is_none()
    }

    /// How long it has taken until now, or took.
    #[must_use]
    pub(crate) fn took(&self, now: Duration) -> Duration {
        self.ended.map_or(now, |(at, _)| at).saturating_sub(self.began)
    }

    /// Its way in stretches.
    #[must_use]
    pub(crate) fn stretches(&self, now: Duration) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut waiting_since = self.waits.then_some(self.began);
        let mut again = false;
        for mark in &self.marks {
            match mark.what {
                What::Sent(generation) => {
                    let waited = waiting_since.take().map(|since| mark.at.saturating_sub(since));
                    if let Some(waited) = waited.filter(|waited| *waited >= WORTH_TELLING) {
                        stretches.push(Stretch::Wait(waited, false));
                    }
                    stretches.push(Stretch::Sent { generation, again });
                    again = true;
                }
                What::Answered(answer) => {
                    stretches.push(Stretch::Answer(answer));
                    waiting_since = (!answer.is_good()).then_some(mark.at);
                }
            }
        }
        if let Some(since) = waiting_since {
            match self.ended {
                None => stretches.push(Stretch::Wait(now.saturating_sub(since), true)),
                // The answer is its end: nothing was waited for.
                Some((_, End::Answered)) => {}
                Some((at, _)) => {
                    let waited = at.saturating_sub(since);
                    if waited >= WORTH_TELLING {
                        stretches.push(Stretch::Wait(waited, false));
                    }
                }
            }
        }
        stretches
    }

    fn sendings(&self) -> usize {
        self.marks.iter().filter(|mark| matches!(mark.what, What::Sent(_))).count()
    }
}

/// A request is sent twice and answered twice at most; a bound all the same.
const MOST_MARKS: usize = 8;
/// Shorter waits are those of a program that does one thing after the other.
const WORTH_TELLING: Duration = Duration::from_millis(50);
