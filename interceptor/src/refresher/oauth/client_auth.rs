//! How a client says who it is (RFC 6749 §2.3, RFC 7523 §2.2). One way for a request, never two.

use std::fmt;

use base64ct::Base64;
use base64ct::Encoding;
use form_urlencoded::byte_serialize;
use http::HeaderValue;
use jwt_core::secret::Secret;

use super::Assertion;
use super::Form;
use super::OAuth;
use super::form::text;
use crate::error::RefreshError;
use crate::tokens::wiped;

/// Who the client is, and how it proves that.
#[derive(Clone)]
pub struct ClientAuth {
    client_id: String,
    proof: Proof,
}

#[derive(Clone)]
enum Proof {
    Basic(Secret),
    None,
    Post(Secret),
    PrivateKeyJwt(Assertion),
}

impl ClientAuth {
    /// A public client: its identifier stands in the form and nothing proves it (`none`).
    #[must_use]
    pub fn none(client_id: impl Into<String>) -> Self {
        Self { client_id: client_id.into(), proof: Proof::None }
    }

    /// Identifier and secret in the header field `Authorization` (`client_secret_basic`, RFC 6749 §2.3.1).
    #[must_use]
    pub fn basic(client_id: impl Into<String>, secret: &str) -> Self {
        let proof = Proof::Basic(Secret::from(secret.as_bytes()));
        Self { client_id: client_id.into(), proof }
    }

    /// Identifier and secret in the form (`client_secret_post`), for servers that cannot do otherwise.
    #[must_use]
    pub fn post(client_id: impl Into<String>, secret: &str) -> Self {
        let proof = Proof::Post(Secret::from(secret.as_bytes()));
        Self { client_id: client_id.into(), proof }
    }

    /// A JWT that the client signs for each request (`private_key_jwt`, RFC 7523 §2.2): takes a
    /// [`SigningKey`](jwt_core::key::SigningKey), or an [`Assertion`] with an audience of its own.
    #[must_use]
    pub fn private_key_jwt(client_id: impl Into<String>, assertion: impl Into<Assertion>) -> Self {
        Self { client_id: client_id.into(), proof: Proof::PrivateKeyJwt(assertion.into()) }
    }

    pub(super) fn sign_in<'a>(
        &'a self,
        form: &mut Form<'a>,
        oauth: &OAuth,
    ) -> Result<(), RefreshError> {
        let id = self.client_id.as_str();
        match &self.proof {
            Proof::Basic(secret) => {
                let secret = text(secret);
                let encoded = basic(id, secret);
                form.authorize(field(&encoded)?, secret, encoded);
            }
            Proof::None => form.add("client_id", id),
            Proof::Post(secret) => {
                form.add("client_id", id);
                form.add_secret("client_secret", text(secret));
            }
            Proof::PrivateKeyJwt(assertion) => {
                let audience = oauth.token_endpoint.as_str();
                let signed = assertion.sign(Some(id), audience, oauth.now())?;
                // Not needed (RFC 7521 §4.2), but there are servers that look for it.
                form.add("client_id", id);
                form.add("client_assertion_type", ASSERTION_TYPE);
                form.add_made("client_assertion", signed);
            }
        }
        Ok(())
    }

    /// Whether the time matters to what it sends.
    pub(super) fn is_dated(&self) -> bool {
        matches!(self.proof, Proof::PrivateKeyJwt(_))
    }

    fn method(&self) -> &'static str {
        match self.proof {
            Proof::Basic(_) => "client_secret_basic",
            Proof::None => "none",
            Proof::Post(_) => "client_secret_post",
            Proof::PrivateKeyJwt(_) => "private_key_jwt",
        }
    }
}

/// Names the client and the method.
impl fmt::Debug for ClientAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientAuth({:?}, {})", self.client_id, self.method())
    }
}

/// Both are form-urlencoded before they are joined (RFC 6749 §2.3.1): a colon in the identifier, or a letter beyond
/// ASCII, would else be read as something else.
fn basic(id: &str, secret: &str) -> Secret {
    let parts =
        || byte_serialize(id.as_bytes()).chain([":"]).chain(byte_serialize(secret.as_bytes()));
    let mut pair = Vec::with_capacity(parts().map(str::len).fold(0, usize::saturating_add));
    parts().for_each(|part| pair.extend_from_slice(part.as_bytes()));
    let pair = Secret::new(pair);
    Secret::new(Base64::encode_string(pair.expose()).into_bytes())
}

fn field(encoded: &Secret) -> Result<HeaderValue, RefreshError> {
    let mut line = Vec::with_capacity(SCHEME.len().saturating_add(encoded.len()));
    line.extend_from_slice(SCHEME.as_bytes());
    line.extend_from_slice(encoded.expose());
    let mut field = HeaderValue::from_maybe_shared(wiped(line))
        .map_err(|_| RefreshError::permanent("the client secret fits in no header field"))?;
    field.set_sensitive(true);
    Ok(field)
}

const SCHEME: &str = "Basic ";

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
