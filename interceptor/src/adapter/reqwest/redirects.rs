//! Which redirects a client may follow whose requests carry a token.

use reqwest::Url;
use reqwest::redirect::Policy;

/// The policy for clients whose requests carry a token: ten redirects at most, and none that would take the
/// token to another origin. There the answer with the redirect comes back.
///
/// Hops within the origin of the request are followed, and so is each to another stranger, since reqwest takes the
/// token off for it. A hop from one page of a stranger to the next is not; nor is one from there back to the
/// origin of the request, where a request without the token would be refused.
///
/// A proxy is no redirect: a client that takes one from the environment sends it the token in clear for
/// `http://localhost`. [`Session::client`](crate::Session::client) takes care of that.
#[must_use]
pub fn redirects() -> Policy {
    Policy::custom(|attempt| {
        let origin = attempt.url().origin();
        let is_at = |url: Option<&Url>| url.is_some_and(|url| url.origin() == origin);
        let previous = attempt.previous();
        if previous.len() > MAX_REDIRECTS {
            attempt.error("too many redirects")
        } else if is_at(previous.first()) != is_at(previous.last()) {
            attempt.stop()
        } else {
            attempt.follow()
        }
    })
}

/// As many as reqwest follows.
const MAX_REDIRECTS: usize = 10;
