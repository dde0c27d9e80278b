//! Logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6): an issuer tells a client that a
//! session has ended.

use core::time::Duration;

use super::super::Claims;
use super::Profile;
use super::rule::Check;
use super::rule::Rule;
use crate::jws::HeaderBuilder;
use crate::time::NumericDate;

/// The member of `events` that makes a token a logout token.
pub const BACKCHANNEL_LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

const TYP: &str = "logout+jwt";
const DATA: &str = "OpenID Connect Back-Channel Logout §2.4";
const CHECKS: &str = "OpenID Connect Back-Channel Logout §2.6";

/// The rules of logout tokens, and how to make one. Comes from [`Profile::logout_token`].
///
/// `iss`, `aud`, `iat`, `exp`, `jti` and `events` are there, `sub` or `sid` too, and no `nonce`; `iss`
/// and `aud` are as in an ID token. `typ` is logout+jwt, which the standard recommends; an issuer that
/// does not write it needs [`LogoutToken::allow_untyped`]. Keeping a list of each `jti` against replay is
/// the caller's duty (§2.6).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LogoutToken {
    issuer: String,
    client_id: String,
    trusted: Vec<String>,
    untyped: bool,
}

impl LogoutToken {
    pub(super) const fn new(issuer: String, client_id: String) -> Self {
        Self { issuer, client_id, trusted: Vec::new(), untyped: false }
    }

    /// Lets this audience stand beside the client; called again, one more (§2.6, as in an ID token).
    #[must_use]
    pub fn trusted_audience(mut self, audience: impl Into<String>) -> Self {
        self.trusted.push(audience.into());
        self
    }

    /// Takes `typ` JWT or none as well, of an issuer that does not follow the advice of §2.4.
    #[must_use]
    pub const fn allow_untyped(mut self) -> Self {
        self.untyped = true;
        self
    }

    /// Starts the claims of a new token that lives so long, in whole seconds, at most two minutes by
    /// advice of §2.4.
    ///
    /// To be added: `sub` with [`Claims::with_subject`], or `sid`.
    #[must_use]
    pub fn claims(
        &self,
        token_id: &str,
        now: impl Into<NumericDate>,
        lifetime: Duration,
    ) -> Claims {
        let now = now.into().floor();
        Claims::new()
            .with_issuer(&self.issuer)
            .with_audience(&self.client_id)
            .with_issued_at(now)
            .with_expiration(now.saturating_add(lifetime).floor())
            .with_token_id(token_id)
            .with_json("events", format!("{{\"{BACKCHANNEL_LOGOUT}\":{{}}}}"))
    }

    /// Starts the header of a new token: `typ` logout+jwt.
    #[must_use]
    pub fn header(&self) -> HeaderBuilder {
        HeaderBuilder::new().typ(TYP)
    }
}

impl From<LogoutToken> for Profile {
    fn from(kind: LogoutToken) -> Self {
        let rule = Rule::new;
        let typ = if kind.untyped {
            Check::Kind { typ: &[TYP, "JWT"], untyped: true }
        } else {
            Check::Kind { typ: &[TYP], untyped: false }
        };
        let (own, trusted) = (kind.client_id, kind.trusted);
        Self::new(
            "logout token",
            vec![
                rule("typ", DATA, typ),
                rule("iss", CHECKS, Check::Issuer(kind.issuer)),
                rule("aud", CHECKS, Check::OnlyAudiences { own, trusted }),
                rule("exp", CHECKS, Check::Present),
                rule("iat", CHECKS, Check::Present),
                rule("jti", DATA, Check::Present),
                rule("events", CHECKS, Check::Event(BACKCHANNEL_LOGOUT)),
                rule("sub", CHECKS, Check::Either("sub", "sid")),
                rule("nonce", CHECKS, Check::Absent),
            ],
        )
    }
}
