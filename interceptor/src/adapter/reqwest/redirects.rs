//! Which redirects a client may follow whose requests carry a token.

use reqwest::Url;
use reqwest::redirect::Policy;

/// The policy for clients whose requests carry a token: ten redirects at most, and none that would take the
/// token to another origin. There the answer with the redirect comes back.
///
/// Hops within the origin of the request are followed, and so is each that changes the origin, since reqwest
/// takes the token off for it. A hop from one page of a stranger to the next is not.
#[must_use]
pub fn redirects() -> Policy {
    Policy::custom(|attempt| {
        let origin = attempt.url().origin();
        let is_at = |url: Option<&Url>| url.is_some_and(|url| url.origin() == origin);
        let previous = attempt.previous();
        if previous.len() > MAX_REDIRECTS {
            attempt.error("too many redirects")
        } else if is_at(previous.last()) && !is_at(previous.first()) {
            attempt.stop()
        } else {
            attempt.follow()
        }
    })
}

/// As many as reqwest follows.
const MAX_REDIRECTS: usize = 10;
