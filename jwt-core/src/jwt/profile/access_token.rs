//! The JWT profile for OAuth 2.0 access tokens (RFC 9068).

use core::time::Duration;

use super::super::Claims;
use super::Profile;
use super::rule::Check;
use super::rule::Rule;
use crate::jws::HeaderBuilder;
use crate::time::NumericDate;

const TYP: &str = "at+jwt";
const HEADER: &str = "RFC 9068 §4";
const DATA: &str = "RFC 9068 §2.2";

/// The rules of access tokens, and how to make one. Comes from [`Profile::access_token`].
///
/// `typ` is at+jwt, also as application/at+jwt; `iss`, `exp`, `aud`, `sub`, `client_id`, `iat` and
/// `jti` are there; `iss` is the issuer and `aud` names the service.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccessToken {
    issuer: String,
    audience: String,
    bearer: bool,
}

impl AccessToken {
    pub(super) const fn new(issuer: String, audience: String) -> Self {
        Self { issuer, audience, bearer: false }
    }

    /// Refuses tokens that are bound to a key by `cnf`: for requests that come without a proof.
    ///
    /// A service that takes both bearer and DPoP tokens MUST NOT take a bound one as a bearer token
    /// (RFC 9449 §7.2): it checks requests with the scheme Bearer by this rule, and those with the
    /// scheme DPoP by [`verify_with_access_token`](crate::jwt::dpop::ProofVerifier::verify_with_access_token).
    ///
    /// Refused is any `cnf`, also that of a token bound to a TLS certificate (`x5t#S256`), although such a
    /// one travels with the scheme Bearer (RFC 8705 §3). A service that checks the client's certificate
    /// leaves this rule out and compares `cnf` itself.
    #[must_use]
    pub const fn bearer(mut self) -> Self {
        self.bearer = true;
        self
    }

    /// Starts the claims of a new token that lives so long, in whole seconds; `scope` and others may be added.
    #[must_use]
    pub fn claims(
        &self,
        subject: &str,
        client_id: &str,
        token_id: &str,
        now: impl Into<NumericDate>,
        lifetime: Duration,
    ) -> Claims {
        let now = now.into().floor();
        Claims::new()
            .with_issuer(&self.issuer)
            .with_audience(&self.audience)
            .with_subject(subject)
            .with_text("client_id", client_id)
            .with_issued_at(now)
            .with_expiration(now.saturating_add(lifetime).floor())
            .with_token_id(token_id)
    }

    /// Starts the header of a new token: `typ` at+jwt (RFC 9068 §2.1).
    #[must_use]
    pub fn header(&self) -> HeaderBuilder {
        HeaderBuilder::new().typ(TYP)
    }
}

impl From<AccessToken> for Profile {
    fn from(kind: AccessToken) -> Self {
        let rule = Rule::new;
        let mut rules = vec![
            rule("typ", HEADER, Check::Kind { typ: &[TYP], untyped: false }),
            rule("iss", HEADER, Check::Issuer(kind.issuer)),
            rule("aud", HEADER, Check::Audience(kind.audience)),
            rule("exp", HEADER, Check::Present),
            rule("sub", DATA, Check::Present),
            rule("client_id", DATA, Check::Text),
            rule("iat", DATA, Check::Present),
            rule("jti", DATA, Check::Present),
            rule("scope", "RFC 9068 §2.2.3", Check::OptionalText),
        ];
        if kind.bearer {
            rules.push(rule("cnf", "RFC 9449 §7.2", Check::Unbound));
        }
        Self::new("access token", rules)
    }
}
