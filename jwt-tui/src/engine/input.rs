//! Finds tokens in any text: headers, cookies, JSON, quotes, wrapped lines, percent-encoding.
//!
//! Takes text as it was copied and gives the tokens in it, cleaned of everything around and between
//! them, each with its place. Nothing is decoded beyond what tells where a token ends, and nothing is
//! refused: text without a token comes back as it is, so that it can still be looked at.
//!
//! ```text
//! Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJz       a line that was wrapped
//! dWIiOiIxIn0.dBjftJeZ4CVP                              belongs to it
//! └──────────────────── one token ───────────────┘
//! ```

mod run;

use core::ops::Range;

use jwt_core::json;
use jwt_core::json::Value;

/// How far before a token its surroundings are looked at, in bytes.
const LOOK_BACK: usize = 4_096;

/// A token and where it was.
#[derive(Clone, Eq, PartialEq)]
pub struct Found {
    /// The token alone: unwrapped, without quotes, scheme or escapes.
    pub token: String,
    /// The bytes of the text that it was read from.
    pub span: Range<usize>,
    /// What stood around it.
    pub origin: Origin,
}

impl core::fmt::Debug for Found {
    /// Shows the place and nothing of the token.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Found")
            .field("span", &self.span)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

/// What stood around a token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    /// Nothing that has a name.
    Bare,
    /// The authentication scheme of RFC 6750.
    Bearer,
    /// A `Cookie` or `Set-Cookie` header.
    Cookie,
    /// The member of a JSON object with this name, such as `access_token`.
    Json(String),
    /// Quotation marks.
    Quoted,
    /// Line breaks inside the token.
    Wrapped,
}

impl core::fmt::Display for Origin {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Bare => f.write_str("token"),
            Self::Bearer => f.write_str("Bearer token"),
            Self::Cookie => f.write_str("cookie"),
            Self::Json(name) => f.write_str(name),
            Self::Quoted => f.write_str("quoted token"),
            Self::Wrapped => f.write_str("wrapped token"),
        }
    }
}

/// What a pasted text is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pasted {
    /// The text of a key: PEM, JWK or JWK Set.
    Key,
    /// Anything else.
    Other,
    /// A token or several.
    Token,
}

/// Finds every token, in order.
#[must_use]
pub fn find_tokens(text: &str) -> Vec<Found> {
    if let Some(found) = run::whole(text).or_else(|| run::word(text)) {
        return vec![found];
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = run::next_start(text, from) {
        let run = run::read(text, start);
        from = run.span.end.max(start.saturating_add(1));
        if run.token.contains('.') {
            let origin = if run.wrapped { Origin::Wrapped } else { origin(text, start) };
            found.push(Found { token: run.token, span: run.span, origin });
        }
    }
    found
}

/// Gives every token, or the text without the white space around it.
#[must_use]
pub fn tokens_or_raw(text: &str) -> Vec<Found> {
    let all = find_tokens(text);
    if all.is_empty() { vec![raw(text)] } else { all }
}

/// Gives the first token, or the text without the white space around it.
#[must_use]
pub fn token_or_raw(text: &str) -> Found {
    find_tokens(text).into_iter().next().unwrap_or_else(|| raw(text))
}

/// Tells a token from a key from anything else, by content alone.
#[must_use]
pub fn classify(text: &str) -> Pasted {
    if is_key(text) {
        Pasted::Key
    } else if is_like_a_token(text) || !find_tokens(text).is_empty() {
        Pasted::Token
    } else {
        Pasted::Other
    }
}

fn raw(text: &str) -> Found {
    let token = text.trim();
    let start = text.len().saturating_sub(text.trim_start().len());
    let span = start..start.saturating_add(token.len());
    Found { token: token.to_owned(), span, origin: Origin::Bare }
}

fn is_key(text: &str) -> bool {
    text.contains("-----BEGIN ") || has_member(text, &["kty", "keys"])
}

/// Three or five words joined by dots, or the JSON Serialization: to be shown, whatever is in it.
fn is_like_a_token(text: &str) -> bool {
    let text = text.trim();
    let alphabet = |one: char| one.is_ascii_alphanumeric() || "-_.+/=".contains(one);
    let dots = text.matches('.').count();
    let compact = (dots == 2 || dots == 4) && text.len() >= 20 && text.chars().all(alphabet);
    compact || has_member(text, &["signatures", "signature", "ciphertext"])
}

fn has_member(text: &str, names: &[&str]) -> bool {
    if !text.trim_start().starts_with('{') {
        return false;
    }
    let reading = json::read(text.trim().as_bytes(), &json::Limits::default());
    let object = reading.value.as_ref().and_then(Value::as_object);
    object.is_some_and(|object| names.iter().any(|name| object.get(name).is_some()))
}

/// Looks at what stands before a token.
fn origin(text: &str, start: usize) -> Origin {
    let from = text.floor_char_boundary(start.saturating_sub(LOOK_BACK));
    let before = text.get(from..start).unwrap_or_default();
    let unquoted = before.trim_end_matches(['"', '\'', '`', '\\']);
    if unquoted.len() < before.len() {
        return member_name(unquoted).map_or(Origin::Quoted, Origin::Json);
    }
    let scheme = before.trim_end_matches([' ', '\t', ':', '+']);
    let scheme = scheme.strip_suffix("%20").unwrap_or(scheme);
    if ends_with(scheme, "bearer") {
        return Origin::Bearer;
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    let line = line.trim_start_matches(['>', '<', ' ', '\t', '*']).as_bytes();
    let is_cookie =
        |name: &[u8]| line.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    if is_cookie(b"cookie:") || is_cookie(b"set-cookie:") {
        return Origin::Cookie;
    }
    Origin::Bare
}

fn ends_with(text: &str, word: &str) -> bool {
    let tail = text.len().checked_sub(word.len()).and_then(|place| text.get(place..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
}

/// Reads `"name":` backwards from where a JSON string begins.
fn member_name(before: &str) -> Option<String> {
    let name = before.trim_end().strip_suffix(':')?.trim_end();
    let name = name.strip_suffix('"')?.trim_end_matches('\\');
    let (_, name) = name.rsplit_once('"')?;
    let plain = |one: char| one.is_ascii_alphanumeric() || "-_.".contains(one);
    (name.len() <= 64 && name.chars().all(plain)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
