//! The body of a token request: `application/x-www-form-urlencoded`, each parameter at most once.

use std::collections::BTreeMap;

use http::HeaderMap;
use http::header;

use super::refusal::Refusal;

/// Parameters by name. Those without a value count as left out (RFC 6749 §3.2).
pub(super) struct Form(BTreeMap<String, String>);

impl Form {
    /// Reads the body.
    pub(super) fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Refusal::request("the body is no form"));
        }
        let mut form = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            // "Request and response parameters MUST NOT be included more than once" (RFC 6749 §3.2).
            if form.insert(name.into_owned(), value.into_owned()).is_some() {
                return Err(Refusal::request("a parameter is there twice"));
            }
        }
        form.retain(|_, value| !value.is_empty());
        Ok(Self(form))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
