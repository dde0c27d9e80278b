//! What is known about the token as it stands: an owned digest of one judgement.
//!
//! Made once per change and read by every frame; a view looks things up here and computes nothing.

use std::ops::Range;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;

use crate::engine::claims::Kind;
use crate::engine::document::Half;
use crate::engine::sanitize::begin;
use crate::engine::sanitize::visible;
use crate::engine::times::Lifetime;
use crate::tui::sheet::Sheet;

pub mod build;
pub mod checks;
pub mod compared;
pub mod lay_out;
pub mod members;
pub mod size;
pub mod under;

/// Octets of a name that are shown at most.
const LONGEST_LABEL: usize = 256;

/// Everything the screen says about a token.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Verdicts first, in their order, then findings.
    pub checks: Vec<Check>,
    /// Which serialization it is.
    pub form: Option<Form>,
    /// How many characters the token has.
    pub chars: usize,
    /// The header.
    pub header: Members,
    /// Whether a date of the payload counts a smaller unit than seconds.
    pub has_wrong_unit: bool,
    /// The key that was used or found wanting, in words.
    pub key: Option<KeyWords>,
    /// The payload.
    pub payload: Members,
    /// The segments with their places.
    pub pieces: Vec<Piece>,
    /// The dates that rule the token.
    pub times: Times,
}

/// One segment of the token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Piece {
    /// Its place in the token.
    pub span: Range<usize>,
    /// How many octets it decodes to; none when it is no base64url.
    pub octets: Option<usize>,
    /// What it is.
    pub kind: PieceKind,
    /// Whether a check that failed speaks of the whole of it.
    pub is_wrong: bool,
}

/// What a segment is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PieceKind {
    /// The JOSE Header.
    Header,
    /// The payload, or the ciphertext of an encrypted token.
    Payload,
    /// The signature, or the tag of an encrypted token.
    Signature,
    /// The encrypted key or initialization vector of an encrypted token.
    Other,
}

/// One half of the token, decoded.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// How many octets it has.
    pub octets: usize,
    /// Whether it is JSON of any kind.
    pub is_json: bool,
    /// Whether there is anything at all.
    pub is_present: bool,
    /// Laid out over lines.
    pub json: Sheet,
    /// As it is.
    pub raw: Sheet,
    /// The members of the object, in order, duplicates included.
    pub rows: Vec<Row>,
    /// The names of members that an edit took away.
    pub removed: Vec<String>,
    /// Columns of the longest name.
    pub name_width: usize,
}

/// One member of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The name, decoded.
    pub name: String,
    /// The value as written.
    pub value: String,
    /// The value decoded when it is a string: what copying gives.
    pub text: Option<String>,
    /// What kind of JSON value it is, as JSON calls it.
    pub kind: &'static str,
    /// The value as a date, when the name says that it is one.
    pub date: Option<NumericDate>,
    /// Name and value in the JSON text.
    pub span: Range<usize>,
    /// The value in the JSON text.
    pub value_span: Range<usize>,
    /// The characters of the token that carry name and value.
    pub carried_by: Range<usize>,
    /// Whether the name stands there more than once.
    pub is_duplicate: bool,
    /// Who gave the name its meaning.
    pub standing: Kind,
    /// What an edit changed.
    pub was: Option<Was>,
}

/// What a member was before the edit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Was {
    /// It was not there.
    Absent,
    /// It had another value, as written; a long one is cut.
    Value(String),
}

/// One line of the checks pane.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// How it came out.
    pub sign: Sign,
    /// Which of the five verdicts it is, or none for a finding.
    pub verdict: Option<VerdictKind>,
    /// What came out, in words.
    pub message: String,
    /// The place in the token it speaks of.
    pub span: Option<Range<usize>>,
    /// The lesson.
    pub lesson: Option<Lesson>,
}

/// How a check came out. Each has a sign of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sign {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// Nobody looked, or nobody could.
    NotChecked,
    /// It holds, yet something is to be looked at.
    Warning,
    /// Worth knowing.
    Info,
}

/// The five verdicts that are never mixed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum VerdictKind {
    /// Whether the text is a token.
    Structure,
    /// Whether the signature matches.
    Signature,
    /// Whether the key is one to be trusted.
    Key,
    /// Whether the time rules hold.
    Time,
    /// Whether the other claims hold.
    Claims,
}

/// What a check teaches.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lesson {
    /// Its stable name.
    pub code: &'static str,
    /// What happened.
    pub title: &'static str,
    /// Why the rule exists.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// Where it is written.
    pub reference: String,
}

/// The key in words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyWords {
    /// Its place among the keys that the verifier was offered.
    pub index: usize,
    /// Its identifier.
    pub kid: Option<String>,
    /// RFC 7638 thumbprint.
    pub thumbprint: Option<String>,
    /// Its kind and size.
    pub description: String,
    /// What it was used for.
    pub algorithm: Option<String>,
    /// Why it may be trusted, or may not.
    pub trust: String,
}

/// The dates that rule the token.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Times {
    /// `exp`.
    pub expires: Option<NumericDate>,
    /// `iat`.
    pub issued: Option<NumericDate>,
    /// `nbf`.
    pub not_before: Option<NumericDate>,
}

impl Times {
    /// From when to when the token lives.
    #[must_use]
    pub fn lifetime(&self) -> Option<Lifetime> {
        Lifetime::new(self.issued, self.not_before, self.expires)
    }
}

impl Facts {
    /// One half.
    #[must_use]
    pub fn members(&self, half: Half) -> &Members {
        match half {
            Half::Header => &self.header,
            Half::Payload => &self.payload,
        }
    }

    /// One half, to be changed.
    pub fn members_mut(&mut self, half: Half) -> &mut Members {
        match half {
            Half::Header => &mut self.header,
            Half::Payload => &mut self.payload,
        }
    }

    /// One of the five verdicts.
    #[must_use]
    pub fn verdict(&self, kind: VerdictKind) -> Option<&Check> {
        self.checks.iter().find(|check| check.verdict == Some(kind))
    }

    /// The findings: everything but the verdicts.
    pub fn findings(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.verdict.is_none())
    }

    /// The raw text of a header parameter's string value.
    #[must_use]
    pub fn header_text(&self, name: &str) -> Option<&str> {
        self.header.rows.iter().find(|row| row.name == name).and_then(|row| row.text.as_deref())
    }
}

impl Row {
    /// The name as it is shown: of an endless one its begin.
    #[must_use]
    pub fn label(&self) -> String {
        visible(&begin(&self.name, LONGEST_LABEL)).into_owned()
    }

    /// The value as it is shown, with `…` where the table does not hold all of it.
    #[must_use]
    pub fn shown_value(&self) -> String {
        let more = if self.value.len() < self.value_span.len() { "…" } else { "" };
        format!("{}{more}", visible(&self.value))
    }
}

impl Sign {
    /// The sign, one column wide.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Pass => "✓",
            Self::Fail => "✗",
            Self::NotChecked => "?",
            Self::Warning => "!",
            Self::Info => "·",
        }
    }
}

impl VerdictKind {
    /// All five, in the order in which they are judged.
    pub const ALL: [Self; 5] =
        [Self::Structure, Self::Signature, Self::Key, Self::Time, Self::Claims];
}
