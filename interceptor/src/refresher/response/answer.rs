//! One answer of an endpoint, and what it means for the refresh token when it brings no tokens: that goes by its
//! status and its `error` (RFC 6749 §5.2).

use std::borrow::Cow;
use std::time::SystemTime;

use http::HeaderMap;
use http::StatusCode;
use http::header::DATE;
use http::header::RETRY_AFTER;
use jwt_core::json::Limits;
use jwt_core::json::Object;

use super::date;
use super::said;
use super::text;
use crate::error::Failure;
use crate::error::RefreshError;
use crate::refresher::transport::MAX_ANSWER_BYTES;

/// The head of an answer.
pub(in crate::refresher) struct Answer<'a> {
    /// Who answered, for messages.
    pub(in crate::refresher) from: &'static str,
    pub(in crate::refresher) status: StatusCode,
    pub(in crate::refresher) headers: &'a HeaderMap,
    /// Secrets of the request, which an answer may repeat and an error must not.
    pub(in crate::refresher) sent: &'a [Cow<'a, str>],
}

impl Answer<'_> {
    pub(in crate::refresher) fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// Reads the body, whatever the status. Of one that cannot be read the status is all there is to go by.
    pub(in crate::refresher) fn object<'b>(
        &self,
        body: &'b [u8],
    ) -> Result<Object<'b>, RefreshError> {
        let object = if body.len() > MAX_ANSWER_BYTES {
            Err("longer than 64 KiB")
        } else {
            // Forbidden to who writes it, and left to who reads it (RFC 8259 §8.1): the tokens are worth more.
            let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
            Object::parse(body, &Limits::default()).map_err(|error| error.code())
        };
        object.map_err(|why| {
            if self.is_success() {
                // The server has carried it out and may have taken the refresh token: nobody knows what it gave.
                RefreshError::ambiguous(format!("the answer is no JSON object: {why}"))
            } else {
                self.refuse(None)
            }
        })
    }

    /// Looks at nothing but whether the server said yes.
    pub(in crate::refresher) fn accepted(&self, body: &[u8]) -> Result<(), RefreshError> {
        if self.is_success() {
            return Ok(());
        }
        Err(self.refuse(Some(&self.object(body)?)))
    }

    /// The error of an answer whose body, if it is an object, may name one (§5.2).
    pub(in crate::refresher) fn refuse(&self, body: Option<&Object<'_>>) -> RefreshError {
        let member = |name| body.and_then(|body| text(body, name));
        self.refuse_by(member("error"), member("error_description"))
    }

    /// The error of an answer that names `code` and says `sentence`, in the server's words.
    pub(in crate::refresher) fn refuse_by(
        &self,
        code: Option<&str>,
        sentence: Option<&str>,
    ) -> RefreshError {
        // What it means does not depend on whether it can be shown.
        let failure = failure(self.status, code);
        let code = code.and_then(|code| said::code(code, self.sent));
        let sentence = sentence.and_then(|text| said::sentence(text, self.sent));
        self.refuse_as(failure, code, sentence.as_deref())
    }

    /// The error of an answer that means `failure`.
    pub(in crate::refresher) fn refuse_as(
        &self,
        failure: Failure,
        code: Option<&str>,
        sentence: Option<&str>,
    ) -> RefreshError {
        let mut error = RefreshError::new(failure, self.message(sentence));
        if let Some(code) = code {
            error = error.with_code(code);
        }
        if let Some(span) = date::retry_after(self.headers.get(RETRY_AFTER), self.date()) {
            error = error.with_retry_after(span);
        }
        error
    }

    /// The server's clock.
    pub(in crate::refresher) fn date(&self) -> Option<SystemTime> {
        self.headers.get(DATE).and_then(date::parse)
    }

    fn message(&self, sentence: Option<&str>) -> String {
        let Self { from, status, .. } = self;
        match sentence {
            Some(sentence) => format!("the {from} answered {status}: {sentence}"),
            None if status.is_redirection() => {
                format!("the {from} answered {status}; redirects are not followed")
            }
            None => format!("the {from} answered {status}"),
        }
    }
}

fn failure(status: StatusCode, code: Option<&str>) -> Failure {
    match (status.as_u16(), code) {
        // "Not now", said before anything was done, whatever the body adds.
        (429 | 503, _) => Failure::Transient,
        (_, Some("slow_down" | "temporarily_unavailable")) => Failure::Transient,
        // 500 in words (RFC 6749 §4.1.2.1).
        (_, Some("server_error")) => Failure::Ambiguous,
        (_, Some(code)) if REFUSALS.contains(&code) => Failure::Permanent,
        // The page of a maintenance, a proxy that wants a login of its own, a request in early data (RFC 8470 §5.2):
        // it went no further, whatever is written on the page.
        (300..=399 | 407 | 421 | 425, _) => Failure::Transient,
        // By RFC 9110 §15.5.9 the request was not received whole. But proxies say so as well when the server
        // behind them is slow, and that one may have done its work.
        (408, _) => Failure::Ambiguous,
        // A status over 599 is to be read as one of these (RFC 9110 §15).
        (500..=999, _) => Failure::Ambiguous,
        // Without a code it may be anybody who says no on the way: a filter (403), a balancer that finds no server
        // (404, 405, 413). The endpoint itself answers by 400 or 401, and some do so with nothing at all.
        (402..=499, None) => Failure::Transient,
        // A refusal, perhaps with a code of the server's own. What is wrong now will be wrong the next time.
        _ => Failure::Permanent,
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The codes of RFC 6749 §5.2, and those that later texts add for a token endpoint.
const REFUSALS: [&str; 8] = [
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "invalid_target",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_token_type",
];
