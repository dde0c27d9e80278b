//! A request to an endpoint of OAuth: a form (RFC 6749 appendix B), and perhaps a header field that authenticates
//! the client. It is wiped after use, and remembers which of its values are secret.

use std::borrow::Cow;

use bytes::Bytes;
use form_urlencoded::Serializer;
use http::HeaderValue;
use http::Method;
use http::Request;
use http::header::ACCEPT;
use http::header::AUTHORIZATION;
use http::header::CONTENT_TYPE;
use jwt_core::secret::Secret;

use crate::refresher::endpoint::Endpoint;
use crate::tokens::wiped;

#[derive(Default)]
pub(super) struct Form<'a> {
    fields: Vec<(&'a str, Value<'a>)>,
    authorization: Option<HeaderValue>,
    /// What the header field was made of.
    behind: Vec<Value<'a>>,
}

/// A value, with its memory: one of ours is wiped.
enum Value<'a> {
    Plain(&'a str),
    Secret(&'a str),
    Made(Secret),
}

impl<'a> Form<'a> {
    pub(super) fn add(&mut self, name: &'a str, value: &'a str) {
        self.fields.push((name, Value::Plain(value)));
    }

    /// Adds a value that no error may repeat.
    pub(super) fn add_secret(&mut self, name: &'a str, value: &'a str) {
        self.fields.push((name, Value::Secret(value)));
    }

    /// The same for one that was made for this request.
    pub(super) fn add_made(&mut self, name: &'a str, value: Secret) {
        self.fields.push((name, Value::Made(value)));
    }

    /// Sets the header field `Authorization`, which was made of `secret` and shows it as `encoded`.
    pub(super) fn authorize(&mut self, field: HeaderValue, secret: &'a str, encoded: Secret) {
        self.behind.extend([Value::Secret(secret), Value::Made(encoded)]);
        self.authorization = Some(field);
    }

    /// What must not be repeated.
    pub(super) fn secrets(&self) -> Vec<Cow<'_, str>> {
        let values = self.fields.iter().map(|(_, value)| value).chain(&self.behind);
        let secrets = values.filter(|value| !matches!(value, Value::Plain(_)));
        secrets.map(|value| Cow::Borrowed(value.as_str())).collect()
    }

    pub(super) fn request(&self, endpoint: &Endpoint) -> Request<Bytes> {
        let mut request = Request::new(self.body());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = endpoint.uri().clone();
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(authorization) = &self.authorization {
            headers.insert(AUTHORIZATION, authorization.clone());
        }
        request
    }

    fn body(&self) -> Bytes {
        // Room for all, three octets for each at worst: a text that grows leaves copies behind.
        let length = |text: &str| text.len().saturating_mul(3).saturating_add(1);
        let fields = || self.fields.iter().map(|(name, value)| (*name, value.as_str()));
        let room = fields().map(|(name, value)| length(name).saturating_add(length(value)));
        let room = room.fold(0, usize::saturating_add);
        let mut text = Serializer::new(String::with_capacity(room));
        text.extend_pairs(fields());
        wiped(text.finish().into_bytes())
    }
}

impl Value<'_> {
    fn as_str(&self) -> &str {
        match self {
            Self::Plain(value) | Self::Secret(value) => value,
            Self::Made(value) => text(value),
        }
    }
}

/// The text that a secret was made of.
pub(super) fn text(secret: &Secret) -> &str {
    std::str::from_utf8(secret.expose()).unwrap_or_default()
}
