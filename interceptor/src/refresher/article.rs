//! An endpoint that re-issues tokens in JSON of its own, as many services have one.
//!
//! Takes the refresh token, posts it as one JSON object, reads the tokens of the answer. A server that refuses
//! says why by an `errorCode`:
//!
//! ```text
//! POST /reissue  {"refreshToken":"…"}
//! 200            {"accessToken":"…","refreshToken":"…","expiresIn":600}
//! 401            {"errorCode":5001}   the refresh token has expired: log in again
//! 401            {"errorCode":5002}   it is not known, or was used before: log in again
//! ```
//!
//! Where members have other names or stand deeper, the builder takes JSON pointers (RFC 6901). What is said of
//! answers of token endpoints holds here as well: bounded, strict, no redirects. A code ends the session, unless the
//! builder was told that it means "not now".

mod builder;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::Request;
use http::Response;
use http::StatusCode;
use http::header::ACCEPT;
use http::header::CONTENT_TYPE;
use jwt_core::json::Kind;
use jwt_core::json::Object;
use jwt_core::json::Value;

pub use self::builder::JsonEndpointBuilder;
use crate::error::Failure;
use crate::error::RefreshError;
use crate::port::BoxFuture;
use crate::port::Refresher;
use crate::refresher::endpoint::Endpoint;
use crate::refresher::response;
use crate::refresher::response::Answer;
use crate::refresher::transport::TokenTransport;
use crate::tokens::RefreshToken;
use crate::tokens::TokenPair;
use crate::tokens::wiped;
use crate::verdict::Code;
use crate::verdict::Pointer;

/// Gets tokens from an endpoint that speaks JSON of its own.
///
/// # Example: other names
///
/// ```
/// use interceptor::refresher::{JsonEndpoint, SetupError, TokenTransport};
///
/// fn refresher(transport: impl TokenTransport) -> Result<JsonEndpoint, SetupError> {
///     JsonEndpoint::builder("https://api.example/auth/reissue", transport)
///         .request_member("refresh")
///         .access_token("/data/token")
///         .build()
/// }
/// ```
pub struct JsonEndpoint {
    transport: Arc<dyn TokenTransport>,
    endpoint: Endpoint,
    logout_endpoint: Option<Endpoint>,
    request_member: String,
    access_token: Pointer,
    refresh_token: Pointer,
    expires_in: Pointer,
    error_code: Pointer,
    transient_codes: Vec<Code>,
    headers: HeaderMap,
}

impl JsonEndpoint {
    /// Begins with the URL that re-issues tokens and a way to it.
    #[must_use]
    pub fn builder(url: &str, transport: impl TokenTransport) -> JsonEndpointBuilder {
        JsonEndpointBuilder::new(url, Arc::new(transport))
    }

    /// Reads the answer of a login that has the members of an answer of this endpoint, as they often do.
    ///
    /// # Errors
    ///
    /// As for a refresh: [`RefreshError`] with what the answer says instead of tokens.
    ///
    /// # Example: the tokens to begin with
    ///
    /// ```
    /// # use interceptor::refresher::{BoxError, JsonEndpoint, TokenTransport};
    /// # use http::{HeaderMap, StatusCode};
    /// # fn begin(transport: impl TokenTransport) -> Result<(), BoxError> {
    /// let endpoint = JsonEndpoint::builder("https://api.example.com/reissue", transport).build()?;
    /// // From the client that you log in with.
    /// let (status, headers) = (StatusCode::OK, HeaderMap::new());
    /// let body = br#"{"accessToken":"mF_9.B5f","refreshToken":"tGzv3JO"}"#;
    /// let login = endpoint.parse(status, &headers, body)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn parse(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<TokenPair, RefreshError> {
        self.read(&Answer { from: "login endpoint", status, headers, sent: &[] }, body)
    }

    async fn post(
        &self,
        endpoint: &Endpoint,
        refresh: &RefreshToken,
    ) -> Result<Response<Bytes>, RefreshError> {
        let mut request = Request::new(body(&self.request_member, refresh)?);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = endpoint.uri().clone();
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, json.clone());
        request.headers_mut().insert(ACCEPT, json);
        request.headers_mut().extend(self.headers.clone());
        Ok(self.transport.send(request).await?)
    }

    /// What an error must not repeat.
    fn secrets<'a>(&'a self, refresh: &'a RefreshToken) -> Vec<Cow<'a, str>> {
        let values = self.headers.values().filter_map(|value| value.to_str().ok());
        [refresh.expose()].into_iter().chain(values).map(Cow::Borrowed).collect()
    }

    async fn ask(&self, refresh: Option<&RefreshToken>) -> Result<TokenPair, RefreshError> {
        let refresh =
            refresh.ok_or_else(|| RefreshError::permanent("there is no refresh token"))?;
        let response = self.post(&self.endpoint, refresh).await?;
        let sent = self.secrets(refresh);
        self.read(&answer("re-issue endpoint", &response, &sent), response.body())
    }

    fn read(&self, answer: &Answer<'_>, body: &[u8]) -> Result<TokenPair, RefreshError> {
        let object = answer.object(body)?;
        let access = find(&object, &self.access_token);
        if let Some(access) = access.filter(|_| answer.is_success()) {
            let mut pair = TokenPair::new(response::access_token(access)?);
            let refresh = find(&object, &self.refresh_token);
            pair.refresh = refresh.map_or(Ok(None), response::refresh_token)?;
            pair.expires_in = find(&object, &self.expires_in).and_then(response::lifetime);
            pair.server_time = answer.date();
            return Ok(pair);
        }
        Err(self.refuse(answer, &object))
    }

    fn is_transient(&self, code: &Value<'_>) -> bool {
        self.transient_codes.iter().any(|transient| match transient {
            Code::Number(number) => {
                code.as_number().is_some_and(|code| code.parse() == Ok(*number))
            }
            Code::Text(text) => code.as_str() == Some(text),
        })
    }

    fn refuse(&self, answer: &Answer<'_>, object: &Object<'_>) -> RefreshError {
        let code = find(object, &self.error_code);
        if let Some(code) = code.filter(|code| self.is_transient(code)) {
            let code = code.as_number().or_else(|| code.as_str()).unwrap_or_default();
            let said = answer.refuse_by(Some(code), None);
            return answer.refuse_as(Failure::Transient, said.oauth_code(), None);
        }
        match code.and_then(|code| code.as_number().or_else(|| code.as_str())) {
            Some("5001") => {
                answer.refuse_as(Failure::Permanent, Some("5001"), Some("it has expired"))
            }
            Some("5002") => {
                answer.refuse_as(Failure::Permanent, Some("5002"), Some("it is invalid"))
            }
            Some(code) => answer.refuse_by(Some(code), None),
            None if answer.is_success() => {
                RefreshError::ambiguous("the answer has no access token")
            }
            None => answer.refuse(Some(object)),
        }
    }
}

/// The request, in memory that holds it from the beginning: a text that grows leaves copies behind.
fn body(name: &str, refresh: &RefreshToken) -> Result<Bytes, RefreshError> {
    let member = BTreeMap::from([(name, refresh.expose())]);
    let mut body = Vec::with_capacity(room(name, refresh.expose()));
    let written = serde_json::to_writer(&mut body, &member);
    let body = wiped(body);
    written.map_err(|error| {
        RefreshError::permanent("the refresh token has no JSON form").with_source(error)
    })?;
    Ok(body)
}

/// Octets that a member takes at most: six for each, as `\u0000`.
fn room(name: &str, value: &str) -> usize {
    let octets = name.len().saturating_add(value.len()).saturating_mul(6);
    octets.saturating_add(r#"{"":""}"#.len())
}

/// What `pointer` leads to; `null` is nothing.
fn find<'o>(object: &'o Object<'_>, pointer: &Pointer) -> Option<&'o Value<'o>> {
    let (first, rest) = pointer.steps().split_first()?;
    let mut value = object.get(&first.name)?;
    for step in rest {
        value = match &value.kind {
            Kind::Array(elements) => elements.get(step.index?)?,
            Kind::Object(object) => object.get(&step.name)?,
            _ => return None,
        };
    }
    (value.kind != Kind::Null).then_some(value)
}

fn answer<'a>(
    from: &'static str,
    response: &'a Response<Bytes>,
    sent: &'a [Cow<'a, str>],
) -> Answer<'a> {
    Answer { from, status: response.status(), headers: response.headers(), sent }
}

impl Refresher for JsonEndpoint {
    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(self.ask(refresh))
    }

    fn revoke<'a>(&'a self, pair: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        Box::pin(async move {
            let (Some(endpoint), Some(refresh)) = (&self.logout_endpoint, &pair.refresh) else {
                return Ok(false);
            };
            let response = self.post(endpoint, refresh).await?;
            let sent = self.secrets(refresh);
            answer("logout endpoint", &response, &sent).accepted(response.body()).map(|()| true)
        })
    }
}

impl fmt::Debug for JsonEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonEndpoint").field("url", &self.endpoint).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P38: whatever has to be escaped, the token is in one place, and that is wiped.
    #[test]
    fn the_body_does_not_grow_beyond_its_memory() {
        let token = "\"\\ ".repeat(1000);
        let written = body("\u{1}\u{2}", &RefreshToken::new(&token).unwrap()).unwrap();
        let own = serde_json::from_slice::<BTreeMap<String, String>>(&written).unwrap();
        assert_eq!(own["\u{1}\u{2}"], token);
        assert!(written.len() <= room("\u{1}\u{2}", &token));
    }
}
