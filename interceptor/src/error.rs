//! Why there is no token: one error for everybody who waits, and what a refresh can fail of.
//!
//! [`AuthError`] is what a caller gets, shared as `Arc`: all who waited for one refresh hold the same value.
//! [`RefreshError`] is what a [`Refresher`](crate::port::Refresher) gives; the machine goes by its
//! [`Failure`] alone. Neither holds a token, and what a server wrote is cut short and cleaned.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use jwt_core::explain::Explanation;
use jwt_core::explain::Rfc;

/// Why a caller gets no token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// Nobody has logged in yet.
    #[error("no credentials: nobody has logged in")]
    NotLoggedIn,
    /// The session was ended by its user.
    #[error("logged out")]
    LoggedOut,
    /// The refresh token was refused; the session is over.
    #[error("the session is over: {0}")]
    Refused(#[source] RefreshError),
    /// The server called the access token invalid, not expired; the session is over.
    #[error("the session is over: the server calls the access token invalid")]
    Invalid,
    /// The token could not be renewed this time.
    #[error("no new access token for now: {0}")]
    Unavailable(#[source] RefreshError),
    /// The refresher asked for a token of the very session that it refreshes.
    #[error("the refresher waits for the refresh that it is in")]
    Reentrant,
    /// What is kept of the session could not be read.
    #[error("the store could not be read: {0}")]
    Store(#[source] StoreError),
}

impl AuthError {
    /// Stable dotted name, for logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Whether only a new login helps.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::NotLoggedIn | Self::LoggedOut | Self::Refused(_) | Self::Invalid)
    }

    /// What it means and what to do.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::NotLoggedIn => &NOT_LOGGED_IN,
            Self::LoggedOut => &LOGGED_OUT,
            Self::Refused(error) if error.failure() != Failure::Permanent => &LOST,
            Self::Refused(_) => &REFUSED,
            Self::Invalid => &INVALID,
            Self::Unavailable(error) if error.failure() == Failure::Permanent => &MISCONFIGURED,
            Self::Unavailable(_) => &UNAVAILABLE,
            Self::Reentrant => &REENTRANT,
            Self::Store(_) => &STORE,
        }
    }
}

/// Why a refresh gave no tokens.
#[derive(Debug)]
pub struct RefreshError {
    failure: Failure,
    message: String,
    oauth_code: Option<String>,
    retry_after: Option<Duration>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What a failed refresh means for the refresh token.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Failure {
    /// It was refused and will be (`invalid_grant` and the other errors of RFC 6749 §5.2).
    Permanent,
    /// It was not used: no connection came about, the server said so (429, 503), or somebody on the way answered.
    Transient,
    /// Nobody knows: it was sent, and no answer came that says what became of it.
    ///
    /// It is sent once more. When that answer is lost as well, a refresh token that is good for one use counts as used:
    /// by default, two lost answers mean a login. `Policy::repeats` says how many do.
    Ambiguous,
    /// The refresher itself broke, by a panic or because its runtime was shut down.
    Broken,
}

impl RefreshError {
    /// An error that means `failure` for the refresh token; no token may stand in `message`.
    #[must_use]
    pub fn new(failure: Failure, message: impl AsRef<str>) -> Self {
        let message = clean(message.as_ref());
        Self { failure, message, oauth_code: None, retry_after: None, source: None }
    }

    /// The refresh token was refused.
    #[must_use]
    pub fn permanent(message: impl AsRef<str>) -> Self {
        Self::new(Failure::Permanent, message)
    }

    /// The refresh token was surely not used; another try may succeed.
    #[must_use]
    pub fn transient(message: impl AsRef<str>) -> Self {
        Self::new(Failure::Transient, message)
    }

    /// The refresh token was sent, and what became of it is not known.
    #[must_use]
    pub fn ambiguous(message: impl AsRef<str>) -> Self {
        Self::new(Failure::Ambiguous, message)
    }

    /// The refresher broke.
    #[must_use]
    pub(crate) fn broken(message: impl AsRef<str>) -> Self {
        Self::new(Failure::Broken, message)
    }

    /// The same with the `error` of the answer (RFC 6749 §5.2).
    #[must_use]
    pub fn with_code(mut self, code: impl AsRef<str>) -> Self {
        self.oauth_code = Some(clean(code.as_ref()));
        self
    }

    /// The same with the time before which the server wants to hear nothing (`Retry-After`).
    #[must_use]
    pub fn with_retry_after(mut self, retry_after: Duration) -> Self {
        self.retry_after = Some(retry_after);
        self
    }

    /// The same with its cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What it means for the refresh token.
    #[must_use]
    pub fn failure(&self) -> Failure {
        self.failure
    }

    /// The `error` of the answer, where there was one: `invalid_grant` and the like.
    #[must_use]
    pub fn oauth_code(&self) -> Option<&str> {
        self.oauth_code.as_deref()
    }

    /// The time before which the server wants to hear nothing.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

impl fmt::Display for RefreshError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.oauth_code {
            Some(code) => write!(f, "{} ({code})", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl Error for RefreshError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

/// A store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct StoreError {
    message: String,
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl StoreError {
    /// An error in words of the store's; no token may stand in them.
    #[must_use]
    pub fn new(message: impl AsRef<str>) -> Self {
        Self { message: clean(message.as_ref()), source: None }
    }

    /// The same with its cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

/// What others wrote, fit for one line of a log: no control characters, at most [`MAX_MESSAGE`] characters.
fn clean(text: &str) -> String {
    let mut line: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(MAX_MESSAGE)
        .collect();
    if text.chars().nth(MAX_MESSAGE).is_some() {
        line.push('…');
    }
    line
}

/// Characters that are kept of what a server wrote.
pub const MAX_MESSAGE: usize = 200;

/// Every lesson of this crate.
pub const LESSONS: [&Explanation; 9] = [
    &NOT_LOGGED_IN,
    &LOGGED_OUT,
    &REFUSED,
    &LOST,
    &INVALID,
    &UNAVAILABLE,
    &MISCONFIGURED,
    &REENTRANT,
    &STORE,
];

/// Shown when there are no credentials.
pub const NOT_LOGGED_IN: Explanation = Explanation {
    code: "session.not_logged_in",
    title: "There are no credentials to make a token of",
    meaning: "The session was given no tokens, and its refresher has no grant of its own.",
    remedy: "Log in and hand the tokens to Session::install.",
    reference: Rfc { number: 6749, section: "1.2" },
};

/// Shown after a logout.
pub const LOGGED_OUT: Explanation = Explanation {
    code: "session.logged_out",
    title: "The session was ended by its user",
    meaning: "Who logs out expects that nothing is sent in their name any more, not even by a request that waits.",
    remedy: "Log in again.",
    reference: Rfc { number: 7009, section: "1" },
};

/// Shown when the refresh token was refused.
pub const REFUSED: Explanation = Explanation {
    code: "session.refused",
    title: "The refresh token was refused",
    meaning: "It has expired, was revoked, or was used before: a server that rotates tokens then revokes them all.",
    remedy: "Log in again. If it happens often, look for a second client that shares the refresh token.",
    reference: Rfc { number: 6749, section: "5.2" },
};

/// Shown when the answers to a refresh were lost.
pub const LOST: Explanation = Explanation {
    code: "session.lost",
    title: "Nobody knows what became of the refresh token",
    meaning: "It was sent, and no answer came that says so; sent once more, again none. A server that rotates tokens may have exchanged it, and takes another use for theft.",
    remedy: "Log in again. If the message names a page or a gateway, look at what stands between here and the token endpoint.",
    reference: Rfc { number: 9700, section: "4.14" },
};

/// Shown when the server says "invalid", not "expired".
pub const INVALID: Explanation = Explanation {
    code: "session.invalid",
    title: "The server calls the access token invalid, not expired",
    meaning: "A refresh helps when time has run out. Here the server knows nothing of the session, so asking for another token would only repeat the refusal.",
    remedy: "Log in again.",
    reference: Rfc { number: 6750, section: "3.1" },
};

/// Shown when a refresh failed and another may not.
pub const UNAVAILABLE: Explanation = Explanation {
    code: "session.unavailable",
    title: "There is no new access token for now",
    meaning: "The token endpoint was not reached, was busy, or somebody on the way answered in its place. What was given to get tokens with is kept; the next try waits a little longer each time.",
    remedy: "Try again later; nothing is lost. If the message names a page or a status such as 404, check the address first.",
    reference: Rfc { number: 6749, section: "6" },
};

/// Shown when the token endpoint refuses a grant that is the client's own.
pub const MISCONFIGURED: Explanation = Explanation {
    code: "session.misconfigured",
    title: "The token endpoint refuses the client or its request",
    meaning: "The grant is the client's own, so there is no login that could be out of date. It is asked again after each pause, but it will hardly change its mind.",
    remedy: "Check the client's name, its secret or key, and the scope.",
    reference: Rfc { number: 6749, section: "5.2" },
};

/// Shown when a refresher calls through its own session.
pub const REENTRANT: Explanation = Explanation {
    code: "session.reentrant",
    title: "The refresher waits for the refresh that it is in",
    meaning: "Its request went through the client that adds the very token it is to fetch.",
    remedy: "Give the refresher a plain client of its own.",
    reference: Rfc { number: 6749, section: "6" },
};

/// Shown when the store could not be read at the start.
pub const STORE: Explanation = Explanation {
    code: "session.store",
    title: "What is kept of the session could not be read",
    meaning: "Without it the refresh token is not known.",
    remedy: "Mend the store, or log in again.",
    reference: Rfc { number: 6749, section: "10.4" },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_wrote_is_cut_and_cleaned() {
        let error = RefreshError::permanent("<html>\n\u{1b}[31m".repeat(1000)).with_code("a\nb");
        let line = error.to_string();
        assert!(!line.contains('\n') && !line.contains('\u{1b}'));
        assert!(line.chars().count() < MAX_MESSAGE + 10);
    }

    #[test]
    fn every_lesson_has_a_code_of_its_own() {
        let mut codes: Vec<_> = LESSONS.iter().map(|lesson| lesson.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), LESSONS.len());
    }
}
