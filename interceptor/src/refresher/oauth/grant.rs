//! What tokens are asked for with (RFC 6749 §1.3).

use super::Assertion;
use super::ClientAuth;
use super::Form;
use super::OAuth;
use crate::error::RefreshError;
use crate::refresher::endpoint::SetupError;
use crate::tokens::RefreshToken;

/// What tokens are asked for with.
#[derive(Debug)]
#[non_exhaustive]
pub enum Grant {
    /// The client is the resource owner (RFC 6749 §4.4): there is no refresh token, and a request can be repeated. It
    /// must be named; [`ClientAuth::none`] is for one that its connection proves (RFC 8705).
    ClientCredentials,
    /// A JWT that says on whose behalf (RFC 7523 §2.1), with an issuer and a subject; as above.
    JwtBearer(Assertion),
    /// The refresh token of the session (RFC 6749 §6).
    RefreshToken,
}

impl Grant {
    pub(super) fn needs_refresh_token(&self) -> bool {
        matches!(self, Self::RefreshToken)
    }

    /// Whether a server could take it at all.
    pub(super) fn check(&self, client: Option<&ClientAuth>) -> Result<(), SetupError> {
        match self {
            // "The client MUST authenticate with the authorization server" (RFC 6749 §4.4.2).
            Self::ClientCredentials if client.is_none() => Err(SetupError::Client),
            Self::ClientCredentials | Self::RefreshToken => Ok(()),
            Self::JwtBearer(assertion) => {
                let missing = assertion.missing();
                missing.map_or(Ok(()), |name| Err(SetupError::Claim { name }))
            }
        }
    }

    pub(super) fn fill<'a>(
        &'a self,
        form: &mut Form<'a>,
        refresh: Option<&'a RefreshToken>,
        oauth: &'a OAuth,
    ) -> Result<(), RefreshError> {
        match self {
            Self::ClientCredentials => form.add("grant_type", "client_credentials"),
            Self::JwtBearer(assertion) => {
                let audience = oauth.token_endpoint.as_str();
                form.add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
                form.add_made("assertion", assertion.sign(None, audience, oauth.now())?);
            }
            Self::RefreshToken => {
                let refresh =
                    refresh.ok_or_else(|| RefreshError::permanent("there is no refresh token"))?;
                form.add("grant_type", "refresh_token");
                form.add_secret("refresh_token", refresh.expose());
            }
        }
        Ok(())
    }
}
