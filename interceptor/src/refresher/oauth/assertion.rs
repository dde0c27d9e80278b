//! A signed statement of the client's, made anew for each request (RFC 7523 §3).
//!
//! Takes a key and claims that stay; adds `iat`, `exp` and a `jti` that was never used before. The time is given:
//! the library that signs does not know it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use jwt_core::NumericDate;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::SignError;
use jwt_core::jws::Signer;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::key::SigningKey;
use jwt_core::secret::Secret;
use serde::Serialize;

use crate::error::RefreshError;

/// The recipe of a JWT that a server takes for a client's word.
///
/// # Example: on behalf of somebody
///
/// ```
/// use interceptor::refresher::{Assertion, Grant};
/// use jwt_core::Algorithm;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Es256)?.with_key_id("16");
/// let assertion = Assertion::new(key).issuer("https://jwt-idp.example.com").subject("mailto:mike@example.com");
/// let grant = Grant::JwtBearer(assertion);
/// # Ok::<(), jwt_core::key::KeyError>(())
/// ```
#[derive(Clone)]
pub struct Assertion {
    signer: Arc<dyn Signer + Send + Sync>,
    claims: Claims,
    issuer: Option<String>,
    subject: Option<String>,
    audience: Option<String>,
    lifetime: Duration,
}

impl Assertion {
    /// An assertion that `signer` signs: a [`SigningKey`], or a key that is held elsewhere. It is asked on the task
    /// of the refresh and should answer in milliseconds.
    #[must_use]
    pub fn new(signer: impl Signer + Send + Sync + 'static) -> Self {
        Self {
            signer: Arc::new(signer),
            claims: Claims::new(),
            issuer: None,
            subject: None,
            audience: None,
            lifetime: Duration::from_secs(60),
        }
    }

    /// Sets `iss`. For client authentication it is the client's identifier, whatever is set here.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Sets `sub`. For client authentication it is the client's identifier, whatever is set here.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Sets `aud`, where the server wants its issuer identifier. Without it that is the URL of the token endpoint,
    /// as it was given.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// Sets how long it is good: a minute without this, five at most, of which five seconds lie before the request.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime.min(LONGEST);
        self
    }

    /// Adds a claim of the server's own.
    ///
    /// # Errors
    ///
    /// [`SignError::Claims`] when the value has no JSON form.
    pub fn claim(mut self, name: &str, value: impl Serialize) -> Result<Self, SignError> {
        self.claims = self.claims.with(name, value)?;
        Ok(self)
    }

    /// The claim that a grant must have (RFC 7523 §3), and this has not.
    pub(super) fn missing(&self) -> Option<&'static str> {
        if self.issuer.is_none() && self.claims.issuer().is_none() {
            Some("iss")
        } else if self.subject.is_none() && self.claims.subject().is_none() {
            Some("sub")
        } else {
            None
        }
    }

    /// Signs one, of this client if it is to authenticate a client.
    pub(super) fn sign(
        &self,
        client_id: Option<&str>,
        token_endpoint: &str,
        now: SystemTime,
    ) -> Result<Secret, RefreshError> {
        let signed = self.try_sign(client_id, token_endpoint, now);
        signed.map(|text| Secret::new(text.into_bytes())).map_err(|error| {
            // Nothing was sent; a key that is held elsewhere may answer the next time.
            RefreshError::transient("the assertion could not be signed").with_source(error)
        })
    }

    fn try_sign(
        &self,
        client_id: Option<&str>,
        token_endpoint: &str,
        now: SystemTime,
    ) -> Result<String, SignError> {
        let expiration = NumericDate::from(now).floor().saturating_add(self.lifetime);
        // A server whose clock is a little behind would take it for one of tomorrow.
        let issued = now.checked_sub(BEFORE).unwrap_or(now);
        let mut claims = self.claims.clone();
        // "For client authentication, the subject MUST be the client_id" (§3).
        if let Some(issuer) = client_id.or(self.issuer.as_deref()) {
            claims = claims.with_issuer(issuer);
        }
        if let Some(subject) = client_id.or(self.subject.as_deref()) {
            claims = claims.with_subject(subject);
        }
        let claims = claims
            .with_audience(self.audience.as_deref().unwrap_or(token_endpoint))
            .with_issued_at(NumericDate::from(issued).floor())
            .with_expiration(expiration)
            .with_token_id(&jwt::random_token_id()?);
        jwt::sign_with(&*self.signer, &HeaderBuilder::new().typ("JWT"), &claims)
    }
}

impl From<SigningKey> for Assertion {
    fn from(key: SigningKey) -> Self {
        Self::new(key)
    }
}

impl fmt::Debug for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assertion")
            .field("algorithm", &self.signer.algorithm())
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}

/// How long before the moment of its making it is dated.
const BEFORE: Duration = Duration::from_secs(5);

/// What is stolen on the way is soon worth nothing: five minutes from `iat` to `exp`.
const LONGEST: Duration = Duration::from_secs(300 - BEFORE.as_secs());
