//! What a client of a token endpoint is made of.

use std::sync::Arc;

use super::ClientAuth;
use super::Grant;
use super::OAuth;
use super::ServerClock;
use crate::port::Clock;
use crate::port::SystemClock;
use crate::refresher::endpoint::Endpoint;
use crate::refresher::endpoint::SetupError;
use crate::refresher::transport::TokenTransport;

/// The parts of an [`OAuth`], each with a default but the endpoint and the transport.
pub struct OAuthBuilder {
    transport: Arc<dyn TokenTransport>,
    clock: Arc<dyn Clock>,
    token_endpoint: String,
    revocation_endpoint: Option<String>,
    client: Option<ClientAuth>,
    grant: Grant,
    parameters: Vec<(String, String)>,
}

impl OAuthBuilder {
    pub(super) fn new(token_endpoint: &str, transport: Arc<dyn TokenTransport>) -> Self {
        Self {
            transport,
            clock: Arc::new(SystemClock::new()),
            token_endpoint: token_endpoint.to_owned(),
            revocation_endpoint: None,
            client: None,
            grant: Grant::RefreshToken,
            parameters: Vec::new(),
        }
    }

    /// Says who the client is.
    #[must_use]
    pub fn client(mut self, client: ClientAuth) -> Self {
        self.client = Some(client);
        self
    }

    /// Another grant than the refresh token.
    #[must_use]
    pub fn grant(mut self, grant: Grant) -> Self {
        self.grant = grant;
        self
    }

    /// What the tokens are to be good for, space-delimited (RFC 6749 §3.3). In a refresh it must not be more than
    /// what was granted (§6).
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.with("scope", scope.into())
    }

    /// The URI of a service that the token is for (RFC 8707 §2). May be given several times.
    #[must_use]
    pub fn resource(self, resource: impl Into<String>) -> Self {
        self.with("resource", resource.into())
    }

    /// The name of a service that the token is for, as some servers want it.
    #[must_use]
    pub fn audience(self, audience: impl Into<String>) -> Self {
        self.with("audience", audience.into())
    }

    /// A parameter of the server's own. It goes to the token endpoint only.
    #[must_use]
    pub fn parameter(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with(name, value.into())
    }

    /// Where tokens are revoked at a logout (RFC 7009). Without it they are left to expire.
    #[must_use]
    pub fn revocation_endpoint(mut self, url: impl Into<String>) -> Self {
        self.revocation_endpoint = Some(url.into());
        self
    }

    /// Another clock than the system's, for the `iat` and `exp` of assertions. Where it is off by seconds from the
    /// `Date` of the last answer, they follow that.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Puts it together.
    ///
    /// # Errors
    ///
    /// [`SetupError::Endpoint`] for a URL that no refresh token may be sent to, [`SetupError::Parameter`] for a
    /// parameter that would occur twice ("MUST NOT be included more than once", RFC 6749 §3.2),
    /// [`SetupError::Client`] and [`SetupError::Claim`] for a grant without its client or claim.
    pub fn build(self) -> Result<OAuth, SetupError> {
        self.grant.check(self.client.as_ref())?;
        let revocation_endpoint = self.revocation_endpoint.as_deref();
        let revocation_endpoint = revocation_endpoint
            .map(|url| Endpoint::named("revocation endpoint", url))
            .transpose()?;
        let mut before = RESERVED.to_vec();
        for (name, _) in &self.parameters {
            if name.is_empty() || before.contains(&name.as_str()) {
                return Err(SetupError::Parameter { name: name.clone() });
            }
            if name != "resource" {
                before.push(name);
            }
        }
        Ok(OAuth {
            token_endpoint: Endpoint::named("token endpoint", &self.token_endpoint)?,
            revocation_endpoint,
            transport: self.transport,
            clock: self.clock,
            server_clock: ServerClock::default(),
            client: self.client,
            grant: self.grant,
            parameters: self.parameters,
        })
    }

    fn with(mut self, name: impl Into<String>, value: String) -> Self {
        self.parameters.push((name.into(), value));
        self
    }
}

/// What a request has of its own.
const RESERVED: [&str; 7] = [
    "assertion",
    "client_assertion",
    "client_assertion_type",
    "client_id",
    "client_secret",
    "grant_type",
    "refresh_token",
];
