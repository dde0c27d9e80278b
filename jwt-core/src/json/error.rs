//! What JSON text is refused for, and the lesson behind each refusal.

use thiserror::Error;

use crate::explain::Explanation;
use crate::explain::Rfc;

/// Why a text is not the JSON that was asked for, and where.
///
/// Names of members may be in it, values are not.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{kind} at byte {offset}")]
pub struct JsonError {
    /// Byte offset of the first offending byte; the length of the text when it ends too early.
    pub offset: usize,
    /// The rule that was broken.
    pub kind: JsonErrorKind,
}

/// The rule that a text breaks.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// An object has two members of this name; the offset is that of the later one.
    #[error("member name {0:?} occurs twice")]
    DuplicateName(String),
    /// The root is of another type, which is named.
    #[error("{0} where an object was expected")]
    NotAnObject(&'static str),
    /// The bytes are not UTF-8.
    #[error("text is not UTF-8")]
    NotUtf8,
    /// A member has a name that the JSON reader below keeps for itself; the offset is the name's.
    #[error("member name {0:?} is kept for a reader's own use")]
    ReservedName(String),
    /// The text breaks the grammar of RFC 8259, in the way described.
    #[error("{0}")]
    Syntax(String),
    /// An object or array lies deeper than the limit, which is named.
    #[error("objects and arrays are nested deeper than {0} levels")]
    TooDeep(usize),
}

impl JsonError {
    /// Gives the stable dotted name, such as `"json.syntax"`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the refusal.
    #[must_use]
    pub const fn explanation(&self) -> &'static Explanation {
        match self.kind {
            JsonErrorKind::DuplicateName(_) => &DUPLICATE_NAME,
            JsonErrorKind::NotAnObject(_) => &NOT_AN_OBJECT,
            JsonErrorKind::NotUtf8 => &NOT_UTF8,
            JsonErrorKind::ReservedName(_) => &RESERVED_NAME,
            JsonErrorKind::Syntax(_) => &SYNTAX,
            JsonErrorKind::TooDeep(_) => &TOO_DEEP,
        }
    }

    pub(super) fn syntax(offset: usize, message: &str) -> Self {
        Self { offset, kind: JsonErrorKind::Syntax(message.to_owned()) }
    }
}

/// Every lesson of this file.
pub const EXPLANATIONS: &[&Explanation] =
    &[&DUPLICATE_NAME, &NOT_AN_OBJECT, &NOT_UTF8, &RESERVED_NAME, &SYNTAX, &TOO_DEEP];

/// Shown when a name occurs twice.
pub const DUPLICATE_NAME: Explanation = Explanation {
    code: "json.duplicate_name",
    title: "A member name occurs twice in one object",
    meaning: "Some readers take the first of two members and some the last, so one token would say \
              different things to different services.",
    remedy: "Remove one of the two members where the text is made.",
    reference: Rfc { number: 7519, section: "4" },
};

/// Shown when the root is of another type.
pub const NOT_AN_OBJECT: Explanation = Explanation {
    code: "json.not_an_object",
    title: "The JSON text is not an object",
    meaning: "Headers, claims and keys are JSON objects: members in braces. An array, string or \
              number has no member names, even where its contents look right.",
    remedy: "Put the members in braces: {\"name\": value}.",
    reference: Rfc { number: 7519, section: "7.2" },
};

/// Shown for bytes that are not UTF-8.
pub const NOT_UTF8: Explanation = Explanation {
    code: "json.not_utf8",
    title: "The text is not UTF-8",
    meaning: "JSON here is UTF-8 only. UTF-16 or Latin-1 text can look right in one reader and \
              mean something else in another.",
    remedy: "Encode the text as UTF-8 before it is encoded as base64url.",
    reference: Rfc { number: 8725, section: "3.7" },
};

/// Shown when a name is one that a reader keeps for itself.
pub const RESERVED_NAME: Explanation = Explanation {
    code: "json.reserved_name",
    title: "A member has a name that a JSON reader keeps for itself",
    meaning: "serde_json takes an object whose only member is $serde_json::private::RawValue for the \
              JSON text inside it. That text would pass by every rule, and readers would see two \
              different objects.",
    remedy: "Refuse the token: no honest issuer writes such a name.",
    reference: Rfc { number: 8259, section: "4" },
};

/// Shown when the grammar is broken.
pub const SYNTAX: Explanation = Explanation {
    code: "json.syntax",
    title: "The text is not valid JSON",
    meaning: "The text must be exactly one JSON value: no comments, no trailing comma, no byte \
              order mark, and nothing but white space around it.",
    remedy: "Look at the place that is named; often the text was cut or written by hand.",
    reference: Rfc { number: 8259, section: "2" },
};

/// Shown when nesting is deeper than the limit.
pub const TOO_DEEP: Explanation = Explanation {
    code: "json.too_deep",
    title: "Objects and arrays are nested too deep",
    meaning: "Deep nesting costs a reader memory and stack. Readers may set a limit, and honest \
              headers and claims stay far below it.",
    remedy: "Flatten the structure, or raise the limit if the sender is trusted.",
    reference: Rfc { number: 8259, section: "9" },
};
