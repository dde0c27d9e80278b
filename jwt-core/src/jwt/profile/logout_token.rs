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
/// `iss`, `aud`, `iat`, `exp`, `jti` and `events` are there, `sub` or `sid` too, and no `nonce`. `typ`
/// is logout+jwt; as the standard only recommends it, JWT or none will do unless
/// [`LogoutToken::require_typ`] says otherwise. Keeping a list of each `jti` against replay is the
/// caller's duty (§2.6).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LogoutToken {
    issuer: String,
    client_id: String,
    strict: bool,
}

impl LogoutToken {
    pub(super) const fn new(issuer: String, client_id: String) -> Self {
        Self { issuer, client_id, strict: false }
    }

    /// Demands `typ` logout+jwt, as the standard recommends (§2.4).
    #[must_use]
    pub const fn require_typ(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Starts the claims of a new token that lives so long, at most two minutes by advice of §2.4.
    ///
    /// To be added: `sub` with [`Claims::with_subject`], or `sid`.
    #[must_use]
    pub fn claims(
        &self,
        token_id: &str,
        now: impl Into<NumericDate>,
        lifetime: Duration,
    ) -> Claims {
        let now = now.into();
        Claims::new()
            .with_issuer(&self.issuer)
            .with_audience(&self.client_id)
            .with_issued_at(now)
            .with_expiration(now.saturating_add(lifetime))
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
        let typ = if kind.strict {
            Check::Kind { typ: &[TYP], untyped: false }
        } else {
            Check::Kind { typ: &[TYP, "JWT"], untyped: true }
        };
        Self::new(
            "logout token",
            vec![
                rule("typ", DATA, typ),
                rule("iss", CHECKS, Check::Issuer(kind.issuer)),
                rule("aud", CHECKS, Check::Audience(kind.client_id)),
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
