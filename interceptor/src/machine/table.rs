//! The transition table: every phase of a session, everything it can hear, and what follows.
//!
//! [`next`] is the whole of it. What depends on time or numbers is decided before, when an input becomes a
//! [`Cue`]; what has to be done stands in [`Deed`]s, which the machine carries out in order and which decide
//! nothing. What follows is printed from it by a test.
//!
#![doc = include_str!("../../docs/machine.md")]

/// Where a session stands.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Phase {
    /// No credentials: nobody has logged in, or somebody has logged out.
    Empty,
    /// A good token, no refresh under way.
    Usable,
    /// A good token, and a refresh under way that nobody waits for.
    Renewing,
    /// A good token, the last one: its refresh token was refused.
    Ending,
    /// No good token, no refresh under way.
    Spent,
    /// No good token, and a refresh under way that everybody waits for.
    Refreshing,
    /// No good token, and none to come: a new login is needed.
    Over,
}

impl Phase {
    /// Every phase, from a session's start to its end.
    pub const ALL: [Self; 7] = [
        Self::Empty,
        Self::Usable,
        Self::Renewing,
        Self::Ending,
        Self::Spent,
        Self::Refreshing,
        Self::Over,
    ];
}

/// What a phase hears: an input, seen against clock, generation and limits.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Cue {
    /// A request wants a token, and the one that is there is far from its end, or cannot be renewed now.
    AskFresh,
    /// A request wants a token, and the one that is there ends soon.
    AskEarly,
    /// A request wants a token, and there is none that should still be sent.
    AskLate,
    /// A request wants a token, there is none, and the pause after a failure has not passed.
    AskHeldOff,
    /// The current token was rejected; it may be renewed.
    RejectedExpired,
    /// The current token was rejected, and the pause after a failure has not passed.
    RejectedHeldOff,
    /// The current token was rejected although it is new, as was the one before: refreshing rests.
    RejectedYoung,
    /// The current token was rejected, and there is nothing to renew it with.
    RejectedFinal,
    /// The current token was called invalid.
    RejectedInvalid,
    /// A token was rejected for what no other token would change (`insufficient_scope`).
    RejectedHere,
    /// The repeat of a request was rejected.
    RejectedAgain,
    /// The repeat of a request was answered with "invalid", for the current token.
    InvalidAgain,
    /// The refresh gave a new pair.
    Issued,
    /// The refresh found that the store has a newer pair.
    Superseded,
    /// The refresh failed; it may be tried again later.
    Failed,
    /// The same, and the token that is there was not rejected and has not reached its end.
    FailedGood,
    /// The refresh token was refused, or sent twice without an answer.
    Denied,
    /// The same, and the token that is there was not rejected and has not reached its end.
    DeniedGood,
    /// The answer to the refresh was lost, for the first time.
    Lost,
    /// The new pair is stored.
    Saved,
    /// A refresh ended that nobody wants any more.
    Late,
    /// Somebody waits no more.
    Dropped,
    /// New credentials.
    Installed,
    /// The user logs out.
    Cleared,
}

impl Cue {
    /// Every cue, in the order of the list above.
    pub const ALL: [Self; 24] = [
        Self::AskFresh,
        Self::AskEarly,
        Self::AskLate,
        Self::AskHeldOff,
        Self::RejectedExpired,
        Self::RejectedHeldOff,
        Self::RejectedYoung,
        Self::RejectedFinal,
        Self::RejectedInvalid,
        Self::RejectedHere,
        Self::RejectedAgain,
        Self::InvalidAgain,
        Self::Issued,
        Self::Superseded,
        Self::Failed,
        Self::FailedGood,
        Self::Denied,
        Self::DeniedGood,
        Self::Lost,
        Self::Saved,
        Self::Late,
        Self::Dropped,
        Self::Installed,
        Self::Cleared,
    ];
}

/// One thing to do. None of them chooses a phase.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Deed {
    /// Answer: use the current token.
    Use,
    /// Answer: wait for the refresh.
    Join,
    /// Answer: keep the rejected answer.
    Keep,
    /// Answer: the error of the last failure.
    Fail,
    /// Start a refresh.
    Start,
    /// Send the refresh token once more.
    Repeat,
    /// Store the new pair.
    Save,
    /// Make the new pair the current one, and give it to all who wait.
    Adopt,
    /// Begin the pause after a failure, and tell of it.
    HoldOff,
    /// Remember that the refresh token was refused, and tell of it.
    Deny,
    /// Those who wait get the error of the last failure.
    Disappoint,
    /// Those who wait get the token that is still good.
    Release,
    /// Count a rejection of the current token, to see whether new ones are rejected at once.
    Note,
    /// Tell that refreshing rests.
    Rest,
    /// Tell that there is nothing to renew the token with.
    Lack,
    /// Send the current token no more.
    Spoil,
    /// End the session; what the server has refused is stored no longer.
    End,
    /// Count one less of those who wait.
    Leave,
    /// Take in new credentials; who waits gets them.
    Install,
    /// Forget everything; who waits hears of the logout.
    Clear,
    /// Revoke what a refresh brought after the logout.
    RevokeLate,
}

/// What follows when `phase` hears `cue`; `None` for what an input never becomes in that phase.
#[must_use]
pub const fn next(phase: Phase, cue: Cue) -> Option<(Phase, &'static [Deed])> {
    use Cue as C;
    use Deed as D;
    use Phase as P;
    Some(match (phase, cue) {
        // From outside, in every phase.
        (_, C::Installed) => (P::Usable, &[D::Install]),
        (_, C::Cleared) => (P::Empty, &[D::Clear]),
        (_, C::Dropped) => (phase, &[D::Leave]),
        (_, C::Late) => (phase, &[D::RevokeLate]),

        // A request wants a token.
        (P::Usable | P::Renewing | P::Ending, C::AskFresh) => (phase, &[D::Use]),
        (P::Usable, C::AskEarly) => (P::Renewing, &[D::Start, D::Use]),
        (P::Usable | P::Spent, C::AskLate) => (P::Refreshing, &[D::Start, D::Join]),
        (P::Renewing, C::AskLate) => (P::Refreshing, &[D::Join]),
        (P::Usable | P::Spent, C::AskHeldOff) => (P::Spent, &[D::Fail]),
        (P::Ending, C::AskLate) => (P::Over, &[D::End, D::Fail]),

        // The current token was rejected.
        (P::Usable | P::Spent, C::RejectedExpired) => {
            (P::Refreshing, &[D::Note, D::Spoil, D::Start, D::Join])
        }
        (P::Renewing | P::Refreshing, C::RejectedExpired) => {
            (P::Refreshing, &[D::Note, D::Spoil, D::Join])
        }
        (P::Usable | P::Spent, C::RejectedHeldOff) => (P::Spent, &[D::Note, D::Spoil, D::Fail]),
        (P::Usable, C::RejectedYoung) => (phase, &[D::Note, D::Rest, D::Keep]),
        (P::Usable, C::RejectedFinal) => (phase, &[D::Lack, D::Keep]),
        (P::Ending, C::RejectedExpired) => (P::Over, &[D::End, D::Fail]),
        (P::Usable | P::Ending | P::Spent, C::RejectedInvalid) => (P::Over, &[D::End, D::Keep]),
        (P::Usable | P::Ending | P::Spent, C::InvalidAgain) => (P::Over, &[D::End]),
        // A refresh is under way: what it brings may be good.
        (P::Renewing | P::Refreshing, C::RejectedInvalid) => (P::Refreshing, &[D::Spoil, D::Join]),
        (P::Renewing | P::Refreshing, C::InvalidAgain) => (P::Refreshing, &[D::Spoil]),
        (P::Empty | P::Over, C::RejectedInvalid) => (phase, &[D::Keep]),
        (_, C::RejectedHere) => (phase, &[D::Keep]),
        (_, C::RejectedAgain) => (phase, &[D::Note]),
        (P::Empty | P::Over, C::InvalidAgain) => (phase, &[]),

        // A refresh ends.
        (P::Renewing | P::Refreshing, C::Issued) => (phase, &[D::Save]),
        (P::Renewing | P::Refreshing, C::Saved | C::Superseded) => (P::Usable, &[D::Adopt]),
        (P::Renewing | P::Refreshing, C::Lost) => (phase, &[D::Repeat]),
        (P::Renewing | P::Refreshing, C::Failed) => (P::Spent, &[D::HoldOff, D::Disappoint]),
        (P::Renewing | P::Refreshing, C::FailedGood) => (P::Usable, &[D::HoldOff, D::Release]),
        (P::Renewing | P::Refreshing, C::Denied) => (P::Over, &[D::Deny, D::End, D::Disappoint]),
        (P::Renewing | P::Refreshing, C::DeniedGood) => (P::Ending, &[D::Deny, D::Release]),

        // Whoever comes while everybody waits, waits; whoever comes to the end, hears of it.
        (P::Refreshing, C::AskLate) => (phase, &[D::Join]),
        (P::Empty | P::Over, C::AskLate | C::RejectedExpired) => (phase, &[D::Fail]),

        // What an input never becomes there.
        (P::Spent, C::AskFresh | C::AskEarly | C::RejectedYoung | C::RejectedFinal)
        | (P::Renewing | P::Ending, C::AskEarly | C::AskHeldOff)
        | (P::Renewing | P::Ending, C::RejectedHeldOff | C::RejectedYoung | C::RejectedFinal)
        | (
            P::Empty | P::Over | P::Refreshing,
            C::AskFresh
            | C::AskEarly
            | C::AskHeldOff
            | C::RejectedHeldOff
            | C::RejectedYoung
            | C::RejectedFinal,
        )
        | (
            P::Empty | P::Usable | P::Ending | P::Spent | P::Over,
            C::Issued
            | C::Superseded
            | C::Failed
            | C::FailedGood
            | C::Denied
            | C::DeniedGood
            | C::Lost
            | C::Saved,
        ) => return None,
    })
}
