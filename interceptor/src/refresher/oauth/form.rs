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

use crate::refresher::endpoint::Endpoint;
use crate::tokens::wiped;

#[derive(Default)]
pub(super) struct Form<'a> {
    fields: Vec<(&'a str, Cow<'a, str>)>,
    authorization: Option<HeaderValue>,
    secrets: Vec<Cow<'a, str>>,
}

impl<'a> Form<'a> {
    pub(super) fn add(&mut self, name: &'a str, value: impl Into<Cow<'a, str>>) {
        self.fields.push((name, value.into()));
    }

    /// Adds a value that no error may repeat.
    pub(super) fn add_secret(&mut self, name: &'a str, value: impl Into<Cow<'a, str>>) {
        let value = value.into();
        self.secrets.push(value.clone());
        self.fields.push((name, value));
    }

    /// Sets the header field `Authorization`, which was made of `secret`.
    pub(super) fn authorize(&mut self, field: HeaderValue, secret: &'a str) {
        self.secrets.push(secret.into());
        self.authorization = Some(field);
    }

    /// What must not be repeated.
    pub(super) fn secrets(&self) -> &[Cow<'a, str>] {
        &self.secrets
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
        let room =
            |(name, value): &(&str, Cow<'_, str>)| length(name).saturating_add(length(value));
        let room = self.fields.iter().map(room).fold(0, usize::saturating_add);
        let mut text = Serializer::new(String::with_capacity(room));
        text.extend_pairs(&self.fields);
        wiped(text.finish().into_bytes())
    }
}
