//! What a client of a JSON endpoint is made of.

use std::sync::Arc;

use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::header::ACCEPT;
use http::header::CONNECTION;
use http::header::CONTENT_LENGTH;
use http::header::CONTENT_TYPE;
use http::header::HOST;
use http::header::TRANSFER_ENCODING;
use jwt_core::secret::Secret;

use super::JsonEndpoint;
use crate::refresher::endpoint::Endpoint;
use crate::refresher::endpoint::SetupError;
use crate::refresher::transport::TokenTransport;
use crate::tokens::wiped;
use crate::verdict::Code;
use crate::verdict::Pointer;

/// The parts of a [`JsonEndpoint`], each with a default but the URL and the transport.
pub struct JsonEndpointBuilder {
    transport: Arc<dyn TokenTransport>,
    url: String,
    logout_url: Option<String>,
    request_member: String,
    access_token: String,
    refresh_token: String,
    expires_in: String,
    error_code: String,
    transient_codes: Vec<Code>,
    headers: Vec<(String, Secret)>,
}

impl JsonEndpointBuilder {
    pub(super) fn new(url: &str, transport: Arc<dyn TokenTransport>) -> Self {
        Self {
            transport,
            url: url.to_owned(),
            logout_url: None,
            request_member: "refreshToken".to_owned(),
            access_token: "/accessToken".to_owned(),
            refresh_token: "/refreshToken".to_owned(),
            expires_in: "/expiresIn".to_owned(),
            error_code: "/errorCode".to_owned(),
            transient_codes: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// The member of the request that holds the refresh token; `refreshToken` without this.
    #[must_use]
    pub fn request_member(mut self, name: impl Into<String>) -> Self {
        self.request_member = name.into();
        self
    }

    /// Where the access token stands in the answer, as a JSON Pointer; `/accessToken` without this.
    #[must_use]
    pub fn access_token(mut self, pointer: impl Into<String>) -> Self {
        self.access_token = pointer.into();
        self
    }

    /// Where the new refresh token stands; `/refreshToken` without this. Where there is none, the old one stays.
    #[must_use]
    pub fn refresh_token(mut self, pointer: impl Into<String>) -> Self {
        self.refresh_token = pointer.into();
        self
    }

    /// Where the lifetime of the access token stands, in seconds; `/expiresIn` without this.
    #[must_use]
    pub fn expires_in(mut self, pointer: impl Into<String>) -> Self {
        self.expires_in = pointer.into();
        self
    }

    /// Where the code stands by which the server refuses; `/errorCode` without this.
    #[must_use]
    pub fn error_code(mut self, pointer: impl Into<String>) -> Self {
        self.error_code = pointer.into();
        self
    }

    /// Codes by which the server says "not now": the refresh token was not used, and is sent again after a pause. Any
    /// other code ends the session.
    #[must_use]
    pub fn transient_codes<C: Into<Code>>(mut self, codes: impl IntoIterator<Item = C>) -> Self {
        self.transient_codes = codes.into_iter().map(Into::into).collect();
        self
    }

    /// A header field that goes with each request, the logout included: a key of the API, say. It is treated as a
    /// secret, like the token.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), Secret::from(value.as_bytes())));
        self
    }

    /// Where a logout is posted, in the same form as a refresh. Without it the tokens are left to expire.
    #[must_use]
    pub fn logout_endpoint(mut self, url: impl Into<String>) -> Self {
        self.logout_url = Some(url.into());
        self
    }

    /// Puts it together.
    ///
    /// # Errors
    ///
    /// [`SetupError::Endpoint`] for a URL that no refresh token may be sent to, [`SetupError::Pointer`] for a place
    /// that is no JSON Pointer, [`SetupError::Header`] for a header field that cannot be sent or is there already.
    pub fn build(self) -> Result<JsonEndpoint, SetupError> {
        let logout_url = self.logout_url.as_deref();
        let logout_endpoint = logout_url.map(|url| Endpoint::named("logout endpoint", url));
        let headers = headers(&self.headers)?;
        Ok(JsonEndpoint {
            endpoint: Endpoint::named("re-issue endpoint", &self.url)?,
            logout_endpoint: logout_endpoint.transpose()?,
            access_token: Pointer::parse(&self.access_token)?,
            refresh_token: Pointer::parse(&self.refresh_token)?,
            expires_in: Pointer::parse(&self.expires_in)?,
            error_code: Pointer::parse(&self.error_code)?,
            transport: self.transport,
            request_member: self.request_member,
            transient_codes: self.transient_codes,
            headers,
        })
    }
}

fn headers(fields: &[(String, Secret)]) -> Result<HeaderMap, SetupError> {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        let refused = || SetupError::Header { name: name.clone() };
        let field: HeaderName = name.parse().map_err(|_| refused())?;
        if OWN.contains(&field) || headers.contains_key(&field) {
            return Err(refused());
        }
        let value = wiped(value.expose().to_vec());
        let mut value = HeaderValue::from_maybe_shared(value).map_err(|_| refused())?;
        value.set_sensitive(true);
        headers.insert(field, value);
    }
    Ok(headers)
}

/// What a request has of its own, or a client makes of it.
const OWN: [HeaderName; 6] =
    [ACCEPT, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING];
