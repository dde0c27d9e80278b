//! Programs that ask for tokens, and how they prove who they are (RFC 6749 §2.3, RFC 7523 §2.2).

use std::borrow::Cow;

use base64ct::Base64;
use base64ct::Encoding;
use http::HeaderMap;
use http::HeaderValue;
use http::header;
use jwt_core::key::VerifyingKey;
use jwt_core::secret::Secret;

use super::form::Form;
use super::refusal::Refusal;
use super::shared::Shared;

/// A program that asks for tokens.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its `client_id`.
    pub id: String,
    /// How it proves who it is.
    pub kind: ClientKind,
}

/// How a client proves who it is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ClientKind {
    /// Not at all: it runs where nothing can be hidden (RFC 6749 §2.1).
    Public,
    /// By a secret, in `Authorization: Basic` or in the form (RFC 6749 §2.3.1).
    Secret(Secret),
    /// By a JWT that it signs with its private key (RFC 7523 §2.2).
    Key(Box<VerifyingKey>),
}

impl Client {
    /// One that cannot hide a secret.
    #[must_use]
    pub fn public(id: &str) -> Self {
        Self { id: id.to_owned(), kind: ClientKind::Public }
    }

    /// One with a secret.
    #[must_use]
    pub fn with_secret(id: &str, secret: &str) -> Self {
        Self { id: id.to_owned(), kind: ClientKind::Secret(Secret::from(secret.as_bytes())) }
    }

    /// One with a key pair, of which the server has the public half.
    #[must_use]
    pub fn with_key(id: &str, key: VerifyingKey) -> Self {
        Self { id: id.to_owned(), kind: ClientKind::Key(Box::new(key)) }
    }
}

/// Finds out which client sends a request. Without any word of it, it is the first, if that is public.
pub(super) fn authenticate<'s>(
    shared: &'s Shared,
    headers: &HeaderMap,
    form: &Form,
) -> Result<&'s Client, Refusal> {
    let basic = headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes);
    let (secret, assertion) = (form.get("client_secret"), form.get("client_assertion"));
    // "The client MUST NOT use more than one authentication method in each request" (RFC 6749 §2.3).
    if [basic.is_some(), secret.is_some(), assertion.is_some()].into_iter().filter(|is| *is).count()
        > 1
    {
        return Err(Refusal::request("more than one way to authenticate the client"));
    }
    if let Some(assertion) = assertion {
        return super::assertion::check(shared, form, assertion);
    }
    let (id, secret) = match basic {
        Some(field) => basic_credentials(field).ok_or(Refusal::basic())?,
        None => (form.get("client_id").map(str::to_owned), secret.map(str::to_owned)),
    };
    let client = find(shared, id.as_deref()).ok_or(Refusal::client(basic.is_some()))?;
    match (&client.kind, &secret) {
        (ClientKind::Public, None) => Ok(client),
        (ClientKind::Secret(own), Some(given)) if *own == Secret::from(given.as_bytes()) => {
            Ok(client)
        }
        _ => Err(Refusal::client(basic.is_some())),
    }
}

/// The client of that name; without a name the first.
pub(super) fn find<'s>(shared: &'s Shared, id: Option<&str>) -> Option<&'s Client> {
    let mut clients = shared.config.clients.iter();
    match id {
        Some(id) => clients.find(|client| client.id == id),
        None => clients.next(),
    }
}

type Credentials = (Option<String>, Option<String>);

/// Name and secret of `Authorization: Basic`, each form-encoded before it was joined (RFC 6749 §2.3.1).
fn basic_credentials(field: &[u8]) -> Option<Credentials> {
    let text = std::str::from_utf8(field).ok()?;
    let (scheme, encoded) = text.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let joined = String::from_utf8(Base64::decode_vec(encoded.trim_start()).ok()?).ok()?;
    let (id, secret) = joined.split_once(':')?;
    Some((Some(form_decode(id)), Some(form_decode(secret))))
}

fn form_decode(text: &str) -> String {
    // A lone value: nothing in it separates names from values.
    let guarded = text.replace('&', "%26").replace('=', "%3D");
    let decoded = form_urlencoded::parse(guarded.as_bytes()).next();
    decoded.map_or_else(String::new, |(name, _)| Cow::into_owned(name))
}
