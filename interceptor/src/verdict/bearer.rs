//! What a resource server says by RFC 6750 §3: a 401 or 403 with `WWW-Authenticate: Bearer error=…`.
//!
//! An error that the RFC knows is certain. A 401 that gives none is a guess: many servers send nothing else
//! when a token has expired, so it is read as that unless told otherwise. A 401 that asks for other schemes
//! only is not about this token, and a 403 without such an error is about the user's rights.

use http::HeaderMap;
use http::StatusCode;

use crate::verdict::Challenge;
use crate::verdict::Challenges;
use crate::verdict::Classify;
use crate::verdict::Glance;
use crate::verdict::Reason;
use crate::verdict::Verdict;

/// Reads answers by RFC 6750 §3.
///
/// # Example: the article's codes come before the guess
///
/// ```
/// use http::{HeaderMap, StatusCode};
/// use interceptor::verdict::{Bearer6750, Classify, JsonCode, Reason, Verdict};
///
/// let both = Bearer6750::new().or(JsonCode::default());
/// let headers = HeaderMap::from_iter([(
///     http::header::CONTENT_TYPE,
///     "application/json".parse()?,
/// )]);
/// let bare = both.by_head(StatusCode::UNAUTHORIZED, &headers);
/// assert_eq!(bare.verdict(), Verdict::Rejected(Reason::Expired));
/// assert!(!bare.is_certain() && bare.limit().is_some());
/// let said = both.by_body(StatusCode::UNAUTHORIZED, &headers, br#"{"errorCode":5002}"#);
/// assert_eq!(said, Some(Verdict::Rejected(Reason::Invalid)));
/// # Ok::<(), http::header::InvalidHeaderValue>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bearer6750 {
    without_error: Verdict,
    without_challenge: Verdict,
}

impl Bearer6750 {
    /// A 401 that says nothing more is read as an expired token.
    #[must_use]
    pub const fn new() -> Self {
        Self { without_error: EXPIRED, without_challenge: EXPIRED }
    }

    /// What a 401 means whose Bearer challenge has no `error`, or one that RFC 6750 does not know.
    #[must_use]
    pub const fn without_error(mut self, verdict: Verdict) -> Self {
        self.without_error = verdict;
        self
    }

    /// What a 401 means that has no challenge, or none that could be read.
    #[must_use]
    pub const fn without_challenge(mut self, verdict: Verdict) -> Self {
        self.without_challenge = verdict;
        self
    }

    fn unauthorized(self, challenges: &Challenges<'_>) -> Glance {
        if let Some(certain) = by_error(challenges) {
            return certain;
        }
        Glance::likely(if bearers(challenges).next().is_some() {
            self.without_error
        } else if challenges.is_empty() {
            self.without_challenge
        } else {
            Verdict::NotOurs
        })
    }
}

impl Default for Bearer6750 {
    fn default() -> Self {
        Self::new()
    }
}

impl Classify for Bearer6750 {
    fn by_head(&self, status: StatusCode, headers: &HeaderMap) -> Glance {
        match status {
            StatusCode::UNAUTHORIZED => self.unauthorized(&Challenges::of(headers)),
            // "invalid_token" belongs to a 401; some servers say 403 all the same.
            StatusCode::FORBIDDEN => {
                by_error(&Challenges::of(headers)).unwrap_or(Glance::likely(Verdict::NotOurs))
            }
            _ if status.is_success() => Glance::likely(Verdict::Accepted),
            _ => Glance::likely(Verdict::NotOurs),
        }
    }

    fn by_body(&self, _: StatusCode, _: &HeaderMap, _: &[u8]) -> Option<Verdict> {
        None
    }
}

fn bearers<'c, 'a>(challenges: &'c Challenges<'a>) -> impl Iterator<Item = &'c Challenge<'a>> {
    challenges.iter().filter(|challenge| challenge.is("Bearer"))
}

/// The first known error in a Bearer challenge.
fn by_error(challenges: &Challenges<'_>) -> Option<Glance> {
    let known = |error: &str| {
        ERRORS
            .iter()
            .find(|(name, _)| error.eq_ignore_ascii_case(name))
            .map(|(_, verdict)| *verdict)
    };
    let verdict = bearers(challenges).find_map(|bearer| known(bearer.param("error")?))?;
    Some(Glance::certain(verdict))
}

const EXPIRED: Verdict = Verdict::Rejected(Reason::Expired);

/// RFC 6750 §3.1, and RFC 9470 §3 for a login that is too old or too weak: a refresh would not renew that. A
/// malformed request stays malformed with another token.
const ERRORS: [(&str, Verdict); 4] = [
    ("invalid_request", Verdict::NotOurs),
    ("invalid_token", EXPIRED),
    ("insufficient_scope", Verdict::Rejected(Reason::InsufficientScope)),
    ("insufficient_user_authentication", Verdict::Rejected(Reason::InsufficientScope)),
];

#[cfg(test)]
mod tests {
    use http::header::WWW_AUTHENTICATE;

    use super::*;

    fn glance(status: u16, lines: &[&str]) -> Glance {
        let line = |line: &&str| (WWW_AUTHENTICATE, line.parse().unwrap());
        let headers = lines.iter().map(line).collect();
        Bearer6750::new().by_head(StatusCode::from_u16(status).unwrap(), &headers)
    }

    const SCOPE: Verdict = Verdict::Rejected(Reason::InsufficientScope);

    /// P41: whatever the shape of the header field.
    #[test]
    fn invalid_token_is_expired_for_certain_in_every_shape() {
        for lines in [
            &[r#"Bearer error="invalid_token""#][..],
            &["Bearer error=invalid_token"],
            &["bearer ERROR = \"invalid_token\""],
            &["BEARER\trealm=\"a\"\t,\terror=\"invalid_token\""],
            &["Bearer Error=\"invalid\\_token\""],
            &["Bearer error=\"INVALID_Token\""],
            &[
                "Bearer realm=\"a, b\", error=\"invalid_token\", error_description=\"it, \\\"is\\\" old\"",
            ],
            &["Basic realm=\"x\", Bearer realm=\"y\", error=\"invalid_token\""],
            &["Bearer error=\"invalid_token\", Basic realm=\"Bearer\""],
            &["Basic realm=\"x\"", "Bearer error=\"invalid_token\""],
            &["Negotiate YII=, Bearer error=\"invalid_token\""],
            &[
                "Negotiate",
                "NTLM TlRMTVNTUAAB==",
                "Bearer scope=\"a b\"",
                "Bearer error=\"invalid_token\"",
            ],
            &["Bearer,error=invalid_token"],
            &[", ,Bearer , , error=\"invalid_token\", ,"],
            &["Bearer realm=a b, error=\"invalid_token\""],
            &["Bearer error_description=The token expired, error=\"invalid_token\""],
            &["@@@, Bearer error=\"invalid_token\""],
            &["Bearer error=\"invalid_token\", realm=\"no end"],
            &["Bearer error=\"expired\"", "Bearer error=\"invalid_token\""],
            &["Bearer", "error=\"invalid_token\""],
        ] {
            assert_eq!(glance(401, lines), Glance::certain(EXPIRED), "{lines:?}");
            assert_eq!(glance(403, lines), Glance::certain(EXPIRED), "{lines:?}");
        }
    }

    /// P41: what only looks like it is no more than a guess, or nothing at all.
    #[test]
    fn what_stands_in_quotes_or_with_other_schemes_is_no_error_of_ours() {
        for lines in [
            &[r#"Basic realm="Bearer error=invalid_token""#][..],
            &[r#"Basic realm="x\", Bearer error=\"invalid_token""#],
            &[r#"DPoP error="invalid_token""#],
            &[r#"XBearer error="invalid_token""#],
            &["Negotiate Bearer="],
            &["Digest realm=\"x\", error=\"invalid_token\""],
        ] {
            assert_eq!(glance(401, lines), Glance::likely(Verdict::NotOurs), "{lines:?}");
        }
    }

    #[test]
    fn a_401_without_an_error_is_likely_expired() {
        for lines in [
            &[][..],
            &[""],
            &["\"\"\"", "=,=;"],
            &["Bearer"],
            &["Bearer realm=\"api\""],
            &["Bearer error=\"token_expired\""],
            &["Bearer eyJhbGciOiJub25lIn0="],
            &["Basic realm=\"x\", Bearer"],
        ] {
            assert_eq!(glance(401, lines), Glance::likely(EXPIRED), "{lines:?}");
        }
    }

    #[test]
    fn what_a_401_without_an_error_means_can_be_set() {
        let strict =
            Bearer6750::new().without_error(Verdict::NotOurs).without_challenge(Verdict::Accepted);
        let bearer = HeaderMap::from_iter([(WWW_AUTHENTICATE, "Bearer".parse().unwrap())]);
        let by_head = |headers| strict.by_head(StatusCode::UNAUTHORIZED, headers);
        assert_eq!(by_head(&bearer), Glance::likely(Verdict::NotOurs));
        assert_eq!(by_head(&HeaderMap::new()), Glance::likely(Verdict::Accepted));
    }

    /// P12: another token would not help.
    #[test]
    fn insufficient_scope_invalid_request_and_a_plain_403_call_for_no_token() {
        let scope = &["Bearer error=\"insufficient_scope\", scope=\"admin\""];
        assert_eq!(glance(401, scope), Glance::certain(SCOPE));
        assert_eq!(glance(403, scope), Glance::certain(SCOPE));
        // RFC 9470 §3, its example.
        let login = &["Bearer error=\"insufficient_user_authentication\", acr_values=\"myACR\""];
        assert_eq!(glance(401, login), Glance::certain(SCOPE));
        let request = &["Bearer error=\"invalid_request\""];
        assert_eq!(glance(401, request), Glance::certain(Verdict::NotOurs));
        for lines in
            [&[][..], &["Bearer"], &["Bearer realm=\"x\""], &["Basic realm=\"x\""], &["\""]]
        {
            assert_eq!(glance(403, lines), Glance::likely(Verdict::NotOurs), "{lines:?}");
        }
    }

    #[test]
    fn other_answers_say_nothing_and_good_ones_that_the_token_was_taken() {
        let lines = &["Bearer error=\"invalid_token\""];
        for status in [200, 201, 204, 299] {
            assert_eq!(glance(status, lines), Glance::likely(Verdict::Accepted), "{status}");
        }
        for status in [100, 302, 304, 400, 404, 407, 429, 500, 503, 999] {
            assert_eq!(glance(status, lines), Glance::likely(Verdict::NotOurs), "{status}");
        }
    }
}
