//! A token on the workbench: what was given, what became of it, and every step between.
//!
//! The text that was given is never rewritten. An edit makes a new revision beside it, in which only
//! the touched segment is encoded anew; order, spaces and digits of everything else stay. Undo and
//! redo walk the revisions, back to the first byte.
//!
//! ```text
//! given ──edit──▶ made (signature stale) ──sign──▶ made (signature fresh) ──given──▶ given …
//!   └────────────── undo walks left, redo walks right ───────────────────────────────┘
//! ```

mod members;

use std::ops::Range;
use std::sync::Arc;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::json::Limits;
use jwt_core::json::Object;

use crate::text::Lang;
use crate::text::bench as words;

/// The token, its original and its steps.
#[derive(Clone)]
pub struct Document {
    revisions: Vec<Revision>,
    at: usize,
    /// The revision before the running edit; its steps become one.
    edit_from: Option<usize>,
}

/// The two segments that can be edited as text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Half {
    /// The JOSE Header, segment 0.
    Header,
    /// The payload, segment 1.
    Payload,
}

/// What the signature of the current revision is worth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureState {
    /// It came with the token.
    AsGiven,
    /// It was made here, over exactly this text.
    Fresh,
    /// It was made for another text: header or payload changed since.
    Stale,
}

/// Why an edit cannot be made.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub enum EditError {
    /// The token has another number of segments than the three of a signed one.
    NotThreeSegments(usize),
    /// The header is no JSON object, so that no algorithm can be put into it.
    HeaderNotAnObject,
    /// The segment holds no JSON object, so that it has no members.
    NotAnObject,
    /// The segment is no base64url, so that there is no text to edit.
    NotBase64Url,
    /// The octets of the segment are no text.
    NotText,
}

impl EditError {
    /// Says it in a language.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        match self {
            Self::NotThreeSegments(count) => words::EDIT_THREE.with(lang, &[&count]),
            Self::HeaderNotAnObject => words::EDIT_HEADER.of(lang).to_owned(),
            Self::NotAnObject => words::EDIT_OBJECT.of(lang).to_owned(),
            Self::NotBase64Url => words::EDIT_BASE64URL.of(lang).to_owned(),
            Self::NotText => words::EDIT_TEXT.of(lang).to_owned(),
        }
    }
}

#[derive(Clone)]
struct Revision {
    token: Arc<str>,
    /// Index of the revision that was given and that this one was made from.
    given: usize,
    signature: SignatureState,
}

impl Document {
    /// Starts with the token as it was given; may be empty.
    #[must_use]
    pub fn new(token: &str) -> Self {
        let first = Revision { token: token.into(), given: 0, signature: SignatureState::AsGiven };
        Self { revisions: vec![first], at: 0, edit_from: None }
    }

    /// The token as it stands now.
    #[must_use]
    pub fn token(&self) -> &str {
        self.current().map_or("", |revision| &revision.token)
    }

    /// The token as it was given, before any edit.
    #[must_use]
    pub fn original(&self) -> &str {
        let given = self.current().map_or(0, |revision| revision.given);
        self.revisions.get(given).map_or("", |revision| &revision.token)
    }

    /// Whether the token was made here (FORGE) and not given (VERIFY).
    #[must_use]
    pub fn is_forged(&self) -> bool {
        self.current().is_some_and(|revision| revision.given != self.at)
    }

    /// What the signature is worth.
    #[must_use]
    pub fn signature_state(&self) -> SignatureState {
        self.current().map_or(SignatureState::AsGiven, |revision| revision.signature)
    }

    /// A number that is different for each revision and goes back with undo.
    #[must_use]
    pub fn revision(&self) -> usize {
        self.at
    }

    /// Replaces everything by another given token.
    pub fn give(&mut self, token: &str) {
        self.edit_from = None;
        if self.token() == token && !self.is_forged() {
            return;
        }
        let given = self.at.saturating_add(1);
        self.push(Revision { token: token.into(), given, signature: SignatureState::AsGiven });
    }

    /// Opens an edit: all changes until [`Document::end_edit`] are undone as one.
    pub fn begin_edit(&mut self) {
        self.edit_from = Some(self.at);
    }

    /// Closes the edit; gives whether it changed anything.
    pub fn end_edit(&mut self) -> bool {
        self.edit_from.take().is_some_and(|from| from != self.at)
    }

    /// Puts another text in the place of the whole token.
    pub fn replace_text(&mut self, token: &str) {
        let Some(base) = self.base() else { return };
        let kept_signature = segment(token, 2) == segment(&base.token, 2);
        let same_input = signing_input(token) == signing_input(&base.token);
        let signature = match (same_input, kept_signature) {
            (true, true) => base.signature,
            (false, true) => SignatureState::Stale,
            (_, false) => SignatureState::AsGiven,
        };
        self.edit(token.into(), signature);
    }

    /// Puts another text in the place of the header or the payload; encodes that segment alone.
    ///
    /// # Errors
    ///
    /// [`EditError::NotThreeSegments`] when the token is not of that form.
    pub fn replace_half(&mut self, half: Half, text: &str) -> Result<(), EditError> {
        let base = self.base().map_or("", |revision| &revision.token);
        let mut segments: Vec<&str> = base.split('.').collect();
        if segments.len() != 3 {
            return Err(EditError::NotThreeSegments(if base.is_empty() {
                0
            } else {
                segments.len()
            }));
        }
        let unchanged = half_of(base, half).is_ok_and(|now| now == text);
        let encoded = base64url::encode(text);
        if let Some(place) = segments.get_mut(half.index()).filter(|_| !unchanged) {
            *place = &encoded;
        }
        let token = segments.join(".");
        let stale = token != base;
        let signature = match self.base() {
            Some(revision) if !stale => revision.signature,
            _ => SignatureState::Stale,
        };
        self.edit(token.into(), signature);
        Ok(())
    }

    /// Puts another JSON text in the place of one value; `span` is its place in the segment's text.
    ///
    /// # Errors
    ///
    /// As [`Document::replace_half`], and when the segment is no text.
    pub fn replace_value(
        &mut self,
        half: Half,
        span: Range<usize>,
        value: &str,
    ) -> Result<(), EditError> {
        let mut text = self.half(half)?;
        if text.get(span.clone()).is_none() {
            return Err(EditError::NotText);
        }
        text.replace_range(span, value);
        self.replace_half(half, &text)
    }

    /// Names another algorithm in the header; everything else in it stays as written.
    ///
    /// # Errors
    ///
    /// When there is no header to write it into.
    pub fn set_algorithm(&mut self, algorithm: Algorithm) -> Result<(), EditError> {
        let mut text = self.half(Half::Header)?;
        let name = format!("\"{algorithm}\"");
        let (place, written) = {
            let object = Object::parse(text.as_bytes(), &Limits::default())
                .map_err(|_| EditError::HeaderNotAnObject)?;
            match object.member("alg") {
                Some(member) if member.value.as_str() == Some(algorithm.as_str()) => return Ok(()),
                Some(member) => (member.value.span.clone(), name),
                None => {
                    let brace = text.find('{').ok_or(EditError::HeaderNotAnObject)?;
                    let comma = if object.members.is_empty() { "" } else { "," };
                    let after = brace.saturating_add(1);
                    (after..after, format!("\"alg\":{name}{comma}"))
                }
            }
        };
        text.replace_range(place, &written);
        self.replace_half(Half::Header, &text)
    }

    /// Signs header and payload as they stand; `sign` gets the JWS Signing Input.
    ///
    /// # Errors
    ///
    /// [`EditError`] when there are no three segments; what `sign` returns otherwise.
    pub fn sign<E: From<EditError>>(
        &mut self,
        sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
    ) -> Result<(), E> {
        let token = self.token();
        let count = segment_count(token);
        if count != 3 {
            return Err(EditError::NotThreeSegments(count).into());
        }
        let input = signing_input(token);
        let signature = sign(input.as_bytes())?;
        let signed = format!("{input}.{}", base64url::encode(signature));
        self.edit(signed.into(), SignatureState::Fresh);
        Ok(())
    }

    /// The decoded text of the header or the payload.
    ///
    /// # Errors
    ///
    /// When the segment is missing, no base64url or no UTF-8.
    pub fn half(&self, half: Half) -> Result<String, EditError> {
        half_of(self.token(), half)
    }

    /// The decoded text of the header or the payload as it was given.
    ///
    /// # Errors
    ///
    /// As [`Document::half`].
    pub fn original_half(&self, half: Half) -> Result<String, EditError> {
        half_of(self.original(), half)
    }

    /// One step back; `false` at the first.
    pub fn undo(&mut self) -> bool {
        self.edit_from = None;
        let Some(before) = self.at.checked_sub(1) else { return false };
        self.at = before;
        true
    }

    /// One step forward; `false` at the last.
    pub fn redo(&mut self) -> bool {
        self.edit_from = None;
        let next = self.at.saturating_add(1);
        if next >= self.revisions.len() {
            return false;
        }
        self.at = next;
        true
    }

    fn current(&self) -> Option<&Revision> {
        self.revisions.get(self.at)
    }

    /// What a running edit is measured against: the revision before it, else the current one.
    fn base(&self) -> Option<&Revision> {
        self.revisions.get(self.edit_from.unwrap_or(self.at))
    }

    /// Makes a revision from the current one; within a running edit the last one is replaced.
    fn edit(&mut self, token: Arc<str>, signature: SignatureState) {
        if let Some(from) = self.edit_from {
            self.revisions.truncate(from.saturating_add(1));
            self.at = from;
        }
        let Some(current) = self.current() else { return };
        let mut given = current.given;
        let mut signature = signature;
        if signature != SignatureState::Fresh && *token == *self.original() {
            // Edited back to what was given: nothing was made here, and its signature is its own.
            given = self.at.saturating_add(1);
            signature = SignatureState::AsGiven;
        }
        if current.token == token && current.signature == signature {
            return;
        }
        self.push(Revision { token, given, signature });
    }

    fn push(&mut self, revision: Revision) {
        self.revisions.truncate(self.at.saturating_add(1));
        self.revisions.push(revision);
        self.at = self.revisions.len().saturating_sub(1);
    }
}

impl Half {
    fn index(self) -> usize {
        match self {
            Self::Header => 0,
            Self::Payload => 1,
        }
    }
}

/// How many segments a text has; none when it is empty.
#[must_use]
pub fn segment_count(token: &str) -> usize {
    if token.is_empty() { 0 } else { token.split('.').count() }
}

fn half_of(token: &str, half: Half) -> Result<String, EditError> {
    let text = segment(token, half.index())
        .ok_or_else(|| EditError::NotThreeSegments(segment_count(token)))?;
    let octets = base64url::decode(text).map_err(|_| EditError::NotBase64Url)?;
    String::from_utf8(octets).map_err(|_| EditError::NotText)
}

fn segment(token: &str, index: usize) -> Option<&str> {
    token.split('.').nth(index)
}

/// The first two segments with their dot; the whole text when it has fewer.
pub(super) fn signing_input(token: &str) -> &str {
    let end = token.match_indices('.').nth(1).map_or(token.len(), |(place, _)| place);
    token.get(..end).unwrap_or(token)
}

#[cfg(test)]
mod tests;
