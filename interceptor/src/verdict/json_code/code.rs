//! An error code: a number or a text. `5001` and `"5001"` are two codes.

use std::borrow::Cow;

/// An error code in a JSON body.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Code {
    /// A whole number, written without fraction and exponent.
    Number(i64),
    /// A text, compared octet by octet.
    Text(Cow<'static, str>),
}

impl Code {
    /// Whether `text`, a JSON value as it is written, is this code.
    pub(super) fn is(&self, text: &str) -> bool {
        match self {
            Self::Number(number) => text.parse() == Ok(*number),
            Self::Text(own) if text.starts_with('"') => {
                serde_json::from_str::<Cow<'_, str>>(text).is_ok_and(|text| text == *own)
            }
            Self::Text(_) => false,
        }
    }
}

impl From<i32> for Code {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for Code {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for Code {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Code {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
