//! The client of an OAuth 2.0 token endpoint (RFC 6749 §3.2) and of its revocation endpoint (RFC 7009).
//!
//! Takes a [`Grant`], who the client is ([`ClientAuth`]) and a [`TokenTransport`]; gives tokens. One call is one
//! request: nothing is repeated here and no redirect is followed, since a refresh token may be good for one use.
//!
//! ```text
//! POST /token                        grant_type=refresh_token      RFC 6749 §6
//!                                    grant_type=client_credentials RFC 6749 §4.4
//!                                    grant_type=…:jwt-bearer       RFC 7523 §2.1
//! POST /revoke                       token, token_type_hint        RFC 7009 §2.1
//! ```

mod assertion;
mod builder;
mod client_auth;
mod form;
mod grant;
mod server_clock;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::Response;

pub use self::assertion::Assertion;
pub use self::builder::OAuthBuilder;
pub use self::client_auth::ClientAuth;
use self::form::Form;
pub use self::grant::Grant;
use self::server_clock::ServerClock;
use crate::error::RefreshError;
use crate::port::BoxFuture;
use crate::port::Clock;
use crate::port::Refresher;
use crate::refresher::endpoint::Endpoint;
use crate::refresher::response::Answer;
use crate::refresher::response::read_tokens;
use crate::refresher::transport::TokenTransport;
use crate::tokens::RefreshToken;
use crate::tokens::TokenPair;

/// Gets tokens from an OAuth 2.0 token endpoint.
///
/// # Example: a confidential client with a refresh token
///
/// ```
/// use interceptor::refresher::{ClientAuth, OAuth, TokenTransport};
///
/// fn refresher(transport: impl TokenTransport) -> Result<OAuth, Box<dyn std::error::Error>> {
///     let refresher = OAuth::builder("https://as.example/token", transport)
///         .client(ClientAuth::basic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"))
///         .revocation_endpoint("https://as.example/revoke")
///         .build()?;
///     Ok(refresher)
/// }
/// ```
pub struct OAuth {
    transport: Arc<dyn TokenTransport>,
    clock: Arc<dyn Clock>,
    server_clock: ServerClock,
    token_endpoint: Endpoint,
    revocation_endpoint: Option<Endpoint>,
    client: Option<ClientAuth>,
    grant: Grant,
    /// Scope, resources, audience and what else was added.
    parameters: Vec<(String, String)>,
}

impl OAuth {
    /// Begins with the URL of the token endpoint and a way to it. Without more it is the refresh grant of a client
    /// that names itself nowhere.
    #[must_use]
    pub fn builder(token_endpoint: &str, transport: impl TokenTransport) -> OAuthBuilder {
        OAuthBuilder::new(token_endpoint, Arc::new(transport))
    }

    async fn ask(&self, refresh: Option<&RefreshToken>) -> Result<TokenPair, RefreshError> {
        let mut form = Form::default();
        self.grant.fill(&mut form, refresh, self)?;
        for (name, value) in &self.parameters {
            form.add(name, value);
        }
        let dated = self.now();
        let response = self.post(&self.token_endpoint, &mut form).await?;
        let sent = form.secrets();
        let answer = answer("token endpoint", &response, &sent);
        let mut pair = read_tokens(&answer, response.body())
            .map_err(|error| if self.was_misdated(&error, dated) { later(error) } else { error })?;
        if !self.grant.needs_refresh_token() {
            // It "SHOULD NOT be included" (RFC 6749 §4.4.3), and nobody would use it.
            pair.refresh = None;
        }
        Ok(pair)
    }

    async fn revoke_at(&self, endpoint: &Endpoint, pair: &TokenPair) -> Result<(), RefreshError> {
        let mut form = Form::default();
        // With the refresh token its access tokens go as well, where the server can do that (RFC 7009 §2.1).
        match &pair.refresh {
            Some(refresh) => {
                form.add_secret("token", refresh.expose());
                form.add("token_type_hint", "refresh_token");
            }
            None => {
                form.add_secret("token", pair.access.expose());
                form.add("token_type_hint", "access_token");
            }
        }
        let response = self.post(endpoint, &mut form).await?;
        let sent = form.secrets();
        // "The content of the response body is ignored by the client" when it says yes (RFC 7009 §2.2).
        answer("revocation endpoint", &response, &sent).accepted(response.body())
    }

    async fn post<'a>(
        &'a self,
        endpoint: &Endpoint,
        form: &mut Form<'a>,
    ) -> Result<Response<bytes::Bytes>, RefreshError> {
        if let Some(client) = &self.client {
            client.sign_in(form, self)?;
        }
        let response = self.transport.send(form.request(endpoint)).await?;
        self.server_clock.hear(response.headers(), self.clock.now());
        Ok(response)
    }

    /// The time that an assertion is dated with: the server's, as far as it is known.
    fn now(&self) -> SystemTime {
        self.server_clock.at(self.clock.now())
    }

    /// Whether a refusal is no more than a clock that was off: an assertion was dated by it, and by now the server has
    /// told its own time. The refresh token was not looked at.
    fn was_misdated(&self, error: &RefreshError, dated: SystemTime) -> bool {
        let of_the_client = self.client.as_ref().is_some_and(ClientAuth::is_dated);
        let of_the_grant = matches!(self.grant, Grant::JwtBearer(_));
        let doubted = match error.oauth_code() {
            Some("invalid_client") => of_the_client,
            Some("invalid_grant") => of_the_grant,
            _ => false,
        };
        doubted && server_clock::differ(dated, self.now())
    }
}

/// The same refusal, of something that will be put right the next time.
fn later(error: RefreshError) -> RefreshError {
    RefreshError::transient("an assertion was dated by a clock that is off").with_source(error)
}

fn answer<'a>(
    from: &'static str,
    response: &'a Response<bytes::Bytes>,
    sent: &'a [Cow<'a, str>],
) -> Answer<'a> {
    Answer { from, status: response.status(), headers: response.headers(), sent }
}

impl Refresher for OAuth {
    fn needs_refresh_token(&self) -> bool {
        self.grant.needs_refresh_token()
    }

    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(self.ask(refresh))
    }

    fn revoke<'a>(&'a self, pair: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        Box::pin(async move {
            match &self.revocation_endpoint {
                Some(endpoint) => self.revoke_at(endpoint, pair).await.map(|()| true),
                None => Ok(false),
            }
        })
    }
}

impl fmt::Debug for OAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth")
            .field("token_endpoint", &self.token_endpoint)
            .field("client", &self.client)
            .field("grant", &self.grant)
            .finish_non_exhaustive()
    }
}
