//! Sentences that `jwt-core` and the engine make with values in them, in every language.

use std::borrow::Cow;

use super::Lang;

/// Says a message of the library in a language; what has no translation stays English.
#[must_use]
pub fn say(_lang: Lang, english: &str) -> Cow<'_, str> {
    Cow::Borrowed(english)
}
