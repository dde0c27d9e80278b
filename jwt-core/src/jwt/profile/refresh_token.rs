//! Refresh tokens that are JWTs. No standard describes them: these are the rules of this house.
//!
//! A refresh token is for its issuer alone (RFC 6749 §1.5), so `iss` and `aud` are both the issuer; a
//! `typ` of its own and the sole audience keep it and an access token from passing for each other.

use core::time::Duration;

use super::super::Claims;
use super::Profile;
use super::rule::Check;
use super::rule::Rule;
use crate::jws::HeaderBuilder;
use crate::time::NumericDate;

const TYP: &str = "rt+jwt";
const HOUSE: &str = "no standard, after RFC 8725 §3.12";

/// The rules of refresh tokens, and how to make one. Comes from [`Profile::refresh_token`].
///
/// `typ` is rt+jwt; `iss` and `aud` are the issuer and `aud` names nobody else; `sub`, `exp`, `iat` and
/// `jti` are there. That a token is used once, or has been revoked, is for the caller to know by `jti`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RefreshToken {
    issuer: String,
    typ: String,
}

impl RefreshToken {
    pub(super) fn new(issuer: String) -> Self {
        Self { issuer, typ: TYP.to_owned() }
    }

    /// Takes another `typ` than rt+jwt. One that stands for another kind refuses every token.
    #[must_use]
    pub fn typ(mut self, typ: impl Into<String>) -> Self {
        self.typ = typ.into();
        self
    }

    /// Starts the claims of a new token that lives so long, in whole seconds.
    #[must_use]
    pub fn claims(
        &self,
        subject: &str,
        token_id: &str,
        now: impl Into<NumericDate>,
        lifetime: Duration,
    ) -> Claims {
        let now = now.into().floor();
        Claims::new()
            .with_issuer(&self.issuer)
            .with_audience(&self.issuer)
            .with_subject(subject)
            .with_issued_at(now)
            .with_expiration(now.saturating_add(lifetime).floor())
            .with_token_id(token_id)
    }

    /// Starts the header of a new token with its `typ`.
    #[must_use]
    pub fn header(&self) -> HeaderBuilder {
        HeaderBuilder::new().typ(&self.typ)
    }
}

impl From<RefreshToken> for Profile {
    fn from(kind: RefreshToken) -> Self {
        let rule = Rule::new;
        Self::new(
            "refresh token",
            vec![
                rule("typ", HOUSE, Check::OwnKind(kind.typ)),
                rule("iss", HOUSE, Check::Issuer(kind.issuer.clone())),
                rule("aud", HOUSE, Check::OnlyAudiences { own: kind.issuer, trusted: Vec::new() }),
                rule("sub", HOUSE, Check::Present),
                rule("exp", HOUSE, Check::Present),
                rule("iat", HOUSE, Check::Present),
                rule("jti", HOUSE, Check::Present),
            ],
        )
    }
}
