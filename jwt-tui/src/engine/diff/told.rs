//! A difference in words: what both faces say about a part and a change.

use jwt_core::jws::Part;

use super::Change;
use super::PartDiff;
use super::PartKind;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::diff as words;

/// The name of a part over its differences.
#[must_use]
pub fn heading(part: Part) -> Phrase {
    match part {
        Part::Header => words::HEADER,
        Part::Payload => words::PAYLOAD,
        Part::Signature => words::SIGNATURE,
        Part::Token => words::TOKEN,
    }
}

impl PartDiff {
    /// Says how far the part is apart: `4 of 155 chars differ`.
    #[must_use]
    pub fn headline(&self, lang: Lang) -> String {
        let [before, after] = self.lengths;
        match self.kind {
            PartKind::Same if before == 0 => words::PART_EMPTY.of(lang).to_owned(),
            PartKind::Same => words::PART_SAME.with(lang, &[&before]),
            PartKind::OneSided if before == 0 => words::PART_ONLY_SECOND.with(lang, &[&after]),
            PartKind::OneSided => words::PART_ONLY_FIRST.with(lang, &[&before]),
            PartKind::Respelt => words::PART_RESPELT.of(lang).to_owned(),
            PartKind::Different if before == after => {
                let count: usize = self.chars.iter().map(|(left, _)| left.len()).sum();
                words::PART_CHARS.with(lang, &[&count, &before])
            }
            PartKind::Different => words::PART_LENGTH.with(lang, &[&before, &after]),
        }
    }
}

impl Change {
    /// The sign of the kind of change, one column wide.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        match self {
            Self::Moved { .. } => "↕",
            other => other.ascii_sign(),
        }
    }

    /// The sign in ASCII.
    #[must_use]
    pub fn ascii_sign(&self) -> &'static str {
        match self {
            Self::Added(_) => "+",
            Self::Changed { .. } => "~",
            Self::Moved { .. } => "^",
            Self::Removed(_) => "-",
            Self::Rewritten { .. } => "=",
        }
    }

    /// The values as written, or the places, with an arrow between the first and the second.
    #[must_use]
    pub fn told(&self, arrow: &str, lang: Lang) -> String {
        match self {
            Self::Added(value) | Self::Removed(value) => value.clone(),
            Self::Changed { before, after } | Self::Rewritten { before, after } => {
                format!("{before} {arrow} {after}")
            }
            Self::Moved { before, after } => words::MOVED.with(lang, &[before, after, &arrow]),
        }
    }
}
