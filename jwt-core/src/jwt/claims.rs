//! The Claims Set: every claim, in order, as it is written (RFC 7519 §4).
//!
//! Registered claims (RFC 7519 §4.1) have methods of their own; public and private ones are kept as
//! JSON text, so that no digit of a large number and no order is lost.

use core::fmt;
use std::borrow::Cow;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde::ser::SerializeMap;
use serde_json::value::RawValue;

use crate::json::Limits;
use crate::json::Object;
use crate::jws::SignError;
use crate::time::NumericDate;

/// A Claims Set of any content.
///
/// # Example: numbers stay as written
///
/// ```
/// use jwt_core::jwt::Claims;
///
/// let claims: Claims = serde_json::from_str(r#"{"sub":"1","id":12345678901234567890123}"#)?;
/// assert_eq!(claims.get("id").unwrap().get(), "12345678901234567890123");
/// assert_eq!(serde_json::to_string(&claims)?, r#"{"sub":"1","id":12345678901234567890123}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Claims {
    members: Vec<(String, Box<RawValue>)>,
}

impl Claims {
    /// Starts with no claim.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives `iss`, who made the token (RFC 7519 §4.1.1).
    #[must_use]
    pub fn issuer(&self) -> Option<Cow<'_, str>> {
        self.text("iss")
    }

    /// Gives `sub`, whom the token is about (RFC 7519 §4.1.2).
    #[must_use]
    pub fn subject(&self) -> Option<Cow<'_, str>> {
        self.text("sub")
    }

    /// Gives `aud`, whom the token is for: one name or several (RFC 7519 §4.1.3).
    #[must_use]
    pub fn audience(&self) -> Vec<String> {
        if let Some(one) = self.text("aud") {
            return vec![one.into_owned()];
        }
        self.get_as("aud").unwrap_or_default()
    }

    /// Gives `exp`, from when on the token must not be accepted (RFC 7519 §4.1.4).
    #[must_use]
    pub fn expiration(&self) -> Option<NumericDate> {
        self.date("exp")
    }

    /// Gives `nbf`, before when the token must not be accepted (RFC 7519 §4.1.5).
    #[must_use]
    pub fn not_before(&self) -> Option<NumericDate> {
        self.date("nbf")
    }

    /// Gives `iat`, when the token was made (RFC 7519 §4.1.6).
    #[must_use]
    pub fn issued_at(&self) -> Option<NumericDate> {
        self.date("iat")
    }

    /// Gives `jti`, the name of this one token (RFC 7519 §4.1.7).
    #[must_use]
    pub fn token_id(&self) -> Option<Cow<'_, str>> {
        self.text("jti")
    }

    /// Gives a claim as JSON text.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&RawValue> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// Reads a claim as a type of the caller's; `None` when it is missing or of another type.
    #[must_use]
    pub fn get_as<'c, T: Deserialize<'c>>(&'c self, name: &str) -> Option<T> {
        serde_json::from_str(self.get(name)?.get()).ok()
    }

    /// Walks the claims in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.members.iter().map(|(name, value)| (name.as_str(), &**value))
    }

    /// Counts the claims.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Tells whether there is no claim.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Sets `iss`.
    #[must_use]
    pub fn with_issuer(self, issuer: &str) -> Self {
        self.set("iss", quoted(issuer))
    }

    /// Sets `sub`.
    #[must_use]
    pub fn with_subject(self, subject: &str) -> Self {
        self.set("sub", quoted(subject))
    }

    /// Sets `aud` to one name, written as a string.
    #[must_use]
    pub fn with_audience(self, audience: &str) -> Self {
        self.set("aud", quoted(audience))
    }

    /// Sets `aud` to several names, written as an array.
    #[must_use]
    pub fn with_audiences<'s>(self, audiences: impl IntoIterator<Item = &'s str>) -> Self {
        let names: Vec<String> = audiences.into_iter().map(quoted).collect();
        self.set("aud", format!("[{}]", names.join(",")))
    }

    /// Sets `exp`.
    #[must_use]
    pub fn with_expiration(self, expiration: impl Into<NumericDate>) -> Self {
        self.set("exp", expiration.into().to_string())
    }

    /// Sets `nbf`.
    #[must_use]
    pub fn with_not_before(self, not_before: impl Into<NumericDate>) -> Self {
        self.set("nbf", not_before.into().to_string())
    }

    /// Sets `iat`.
    #[must_use]
    pub fn with_issued_at(self, issued_at: impl Into<NumericDate>) -> Self {
        self.set("iat", issued_at.into().to_string())
    }

    /// Sets `jti`.
    #[must_use]
    pub fn with_token_id(self, token_id: &str) -> Self {
        self.set("jti", quoted(token_id))
    }

    /// Gives `cnf.jkt`, the thumbprint of the key that the token is bound to (RFC 9449 §6.1).
    ///
    /// `None` when there is no `cnf` with a `jkt`, or one of another type.
    #[must_use]
    pub fn confirmation(&self) -> Option<String> {
        let limits = Limits { depth: usize::MAX };
        let confirmation = Object::parse(self.get("cnf")?.get().as_bytes(), &limits).ok()?;
        confirmation.get("jkt")?.as_str().map(str::to_owned)
    }

    /// Sets `cnf.jkt`: binds the token to the key of this thumbprint (RFC 9449 §6.1).
    #[must_use]
    pub fn with_confirmation(self, thumbprint: &str) -> Self {
        self.set("cnf", format!("{{\"jkt\":{}}}", quoted(thumbprint)))
    }

    /// Sets a claim of any name to anything that serde can write.
    ///
    /// # Errors
    ///
    /// [`SignError::Claims`] when the value has no JSON form.
    pub fn with(self, name: &str, value: impl Serialize) -> Result<Self, SignError> {
        let json = serde_json::to_string(&value)
            .map_err(|_| SignError::Claims(format!("the value of {name:?} has no JSON form")))?;
        Ok(self.set(name, json))
    }

    /// Sets a claim of any name to a text.
    pub(super) fn with_text(self, name: &str, text: &str) -> Self {
        self.set(name, quoted(text))
    }

    /// Sets a claim of any name to JSON that this floor has written.
    pub(super) fn with_json(self, name: &str, json: String) -> Self {
        self.set(name, json)
    }

    /// Replaces the value in its place, or adds the claim at the end.
    fn set(mut self, name: &str, json: String) -> Self {
        // Only JSON that this module wrote comes here, so it always parses.
        let Ok(value) = RawValue::from_string(json) else {
            return self;
        };
        match self.members.iter_mut().find(|(known, _)| known == name) {
            Some((_, place)) => *place = value,
            None => self.members.push((name.to_owned(), value)),
        }
        self
    }

    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        let json = self.get(name)?.get();
        match serde_json::from_str::<&str>(json) {
            Ok(text) => Some(Cow::Borrowed(text)),
            Err(_) => serde_json::from_str(json).ok().map(Cow::Owned),
        }
    }

    fn date(&self, name: &str) -> Option<NumericDate> {
        NumericDate::parse(self.get(name)?.get()).ok()
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl fmt::Debug for Claims {
    /// Shows the names of the claims and no value: a log is no place for what a token says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.members.iter().map(|(name, _)| name)).finish()
    }
}

impl Eq for Claims {}

impl PartialEq for Claims {
    fn eq(&self, other: &Self) -> bool {
        self.iter()
            .map(|(name, value)| (name, value.get()))
            .eq(other.iter().map(|(name, value)| (name, value.get())))
    }
}

impl Serialize for Claims {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.members.len()))?;
        for (name, value) in &self.members {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ClaimsVisitor)
    }
}

struct ClaimsVisitor;

impl<'de> Visitor<'de> for ClaimsVisitor {
    type Value = Claims;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Claims Set, one JSON object with unique names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Claims, A::Error> {
        let mut members = Vec::new();
        let mut names = std::collections::HashSet::new();
        while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
            if !names.insert(name.clone()) {
                return Err(de::Error::custom("a claim stands twice (RFC 7519 §4)"));
            }
            members.push((name, value));
        }
        Ok(Claims { members })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registered_claims_are_written_in_their_types_and_read_back() {
        let claims = Claims::new()
            .with_issuer("joe \"the\" issuer")
            .with_audiences(["a", "b"])
            .with_expiration(1_300_819_380)
            .with("admin", true)
            .unwrap();
        let json = serde_json::to_string(&claims).unwrap();
        assert_eq!(
            json,
            r#"{"iss":"joe \"the\" issuer","aud":["a","b"],"exp":1300819380,"admin":true}"#
        );
        let again: Claims = serde_json::from_str(&json).unwrap();
        assert_eq!(again, claims);
        assert_eq!(again.issuer().unwrap(), "joe \"the\" issuer");
        assert_eq!(again.audience(), ["a", "b"]);
        assert_eq!(again.expiration(), Some(NumericDate::from_seconds(1_300_819_380)));
        assert_eq!(again.get_as("admin"), Some(true));
        assert_eq!(again.subject(), None);
    }

    #[test]
    fn setting_a_claim_again_keeps_its_place() {
        let claims = Claims::new().with_subject("1").with_issuer("i").with_subject("2");
        assert_eq!(serde_json::to_string(&claims).unwrap(), r#"{"sub":"2","iss":"i"}"#);
    }

    #[test]
    fn a_claim_that_stands_twice_is_refused() {
        assert!(serde_json::from_str::<Claims>(r#"{"a":1,"a":1}"#).is_err());
        assert!(serde_json::from_str::<Claims>(r#"["a"]"#).is_err());
    }

    #[test]
    fn debug_shows_no_value() {
        let claims = Claims::new().with_subject("alice");
        assert_eq!(format!("{claims:?}"), r#"{"sub"}"#);
    }
}
