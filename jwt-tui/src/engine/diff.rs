//! Two tokens side by side, on three levels: characters, members, meaning.
//!
//! Takes two inspected texts and gives what differs, in the order of the first one. Members are
//! compared as they are written: `1` and `1.0` differ, and it is said that they are the same number.
//! Nothing is judged here; which of the two a key vouches for is a question to `verdict`.

mod chars;
mod decimal;
mod meaning;
mod members;
mod notes;
mod restore;
mod told;

use core::ops::Range;

use jwt_core::inspect::Inspection;
use jwt_core::inspect::Segment;
use jwt_core::jws::Part;

pub use self::chars::Block;
pub use self::chars::blocks;
pub use self::meaning::Meaning;
pub use self::members::Change;
pub use self::members::MemberDiff;
pub use self::restore::restored;
pub use self::told::heading;

/// All that two tokens differ in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diff {
    /// The three parts, in their order.
    pub parts: Vec<PartDiff>,
    /// What it means for the tokens as a whole: `lifetime doubled`, `signature replaced`.
    pub notes: Vec<Meaning>,
}

impl Diff {
    /// Tells whether the tokens are the same, character for character.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.parts.iter().all(|part| part.kind == PartKind::Same)
    }

    /// Gives what a part differs in.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<&PartDiff> {
        self.parts.iter().find(|one| one.part == part)
    }
}

/// What header, payload or signature of two tokens differ in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PartDiff {
    /// Which part it is.
    pub part: Part,
    /// How far the difference goes.
    pub kind: PartKind,
    /// How many characters each side has.
    pub lengths: [usize; 2],
    /// The characters that differ: in the first token and in the second, as bytes of each text.
    pub chars: Vec<(Range<usize>, Range<usize>)>,
    /// The members that differ; empty unless both sides are JSON objects.
    pub members: Vec<MemberDiff>,
    /// How many members more differ than are told of.
    pub more: usize,
}

/// How far two parts are apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PartKind {
    /// Character for character the same.
    Same,
    /// The same members with the same values in another text: spaces, escapes, digits or order.
    Respelt,
    /// Something that they say differs.
    Different,
    /// Only one of the two has it.
    OneSided,
}

/// Compares two tokens.
///
/// Takes time linear in both, but for members: those are looked up by name.
#[must_use]
pub fn diff(before: &Inspection<'_>, after: &Inspection<'_>) -> Diff {
    let parts = [Part::Header, Part::Payload, Part::Signature];
    let parts: Vec<_> = parts.into_iter().filter_map(|part| of_part(part, before, after)).collect();
    let notes = notes::of(&parts, before, after);
    Diff { parts, notes }
}

fn of_part(part: Part, before: &Inspection<'_>, after: &Inspection<'_>) -> Option<PartDiff> {
    let sides = [before.segment(part), after.segment(part)];
    let span = |side: Option<&Segment<'_>>| side.map_or(0..0, |side| side.span.clone());
    let lengths = sides.map(|side| side.map_or(0, |side| side.text.len()));
    let told =
        |kind, chars, members, more| Some(PartDiff { part, kind, lengths, chars, members, more });
    let [Some(left), Some(right)] = sides else {
        if sides.iter().all(Option::is_none) {
            return None;
        }
        let chars = vec![(span(sides[0]), span(sides[1]))];
        return told(PartKind::OneSided, chars, Vec::new(), 0);
    };
    if left.text == right.text {
        return told(PartKind::Same, Vec::new(), Vec::new(), 0);
    }
    let found = match part {
        Part::Header | Part::Payload => members::of(part, left, right),
        Part::Signature | Part::Token => None,
    };
    let chars = chars::differing(left, right);
    let Some(found) = found else { return told(PartKind::Different, chars, Vec::new(), 0) };
    let respelt = found.more == 0 && found.told.iter().all(|one| one.change.is_spelling());
    let kind = if respelt { PartKind::Respelt } else { PartKind::Different };
    told(kind, chars, found.told, found.more)
}

#[cfg(test)]
mod tests;
