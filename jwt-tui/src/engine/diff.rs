//! Two tokens side by side, on three levels: characters, members, meaning.
//!
//! Takes two inspected texts and gives what differs, in the order of the first one. Members are
//! compared as they are written: `1` and `1.0` differ, and it is said that they are the same number.
//! Nothing is judged here; which of the two a key vouches for is a question to `verdict`.

mod meaning;
mod members;

use core::ops::Range;

use jwt_core::inspect::Inspection;
use jwt_core::inspect::Segment;
use jwt_core::jws::Part;

pub use self::members::Change;
pub use self::members::MemberDiff;

/// All that two tokens differ in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diff {
    /// The three parts, in their order.
    pub parts: Vec<PartDiff>,
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
    /// The characters that differ: in the first token and in the second, as bytes of each text.
    pub chars: Vec<(Range<usize>, Range<usize>)>,
    /// The members that differ; empty unless both sides are JSON objects.
    pub members: Vec<MemberDiff>,
}

/// How far two parts are apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PartKind {
    /// Character for character the same.
    Same,
    /// The same members with the same values in another text: spaces, escapes or order.
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
    Diff { parts: parts.into_iter().filter_map(|part| of_part(part, before, after)).collect() }
}

fn of_part(part: Part, before: &Inspection<'_>, after: &Inspection<'_>) -> Option<PartDiff> {
    let (left, right) = match (before.segment(part), after.segment(part)) {
        (None, None) => return None,
        (Some(left), Some(right)) => (left, right),
        (left, right) => {
            let span = |side: Option<&Segment<'_>>| side.map_or(0..0, |side| side.span.clone());
            let chars = vec![(span(left), span(right))];
            return Some(PartDiff { part, kind: PartKind::OneSided, chars, members: Vec::new() });
        }
    };
    if left.text == right.text {
        let kind = PartKind::Same;
        return Some(PartDiff { part, kind, chars: Vec::new(), members: Vec::new() });
    }
    let members = match part {
        Part::Header | Part::Payload => members::of(part, left, right),
        Part::Signature | Part::Token => None,
    };
    let respelt = members.as_ref().is_some_and(Vec::is_empty);
    Some(PartDiff {
        part,
        kind: if respelt { PartKind::Respelt } else { PartKind::Different },
        chars: chars(left, right),
        members: members.unwrap_or_default(),
    })
}

/// Finds the runs of characters that differ.
///
/// What both begin and end with is the same. Between those, texts of one length are compared place by
/// place; of texts that grew or shrank all of the middle differs.
fn chars(left: &Segment<'_>, right: &Segment<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let both = || left.text.iter().zip(right.text);
    let prefix = both().take_while(|(one, other)| one == other).count();
    let (rest, other_rest) =
        (left.text.get(prefix..).unwrap_or_default(), right.text.get(prefix..).unwrap_or_default());
    let backwards = rest.iter().rev().zip(other_rest.iter().rev());
    let suffix = backwards.take_while(|(one, other)| one == other).count();
    let at = |segment: &Segment<'_>, place: usize| segment.span.start.saturating_add(place);
    let end = |segment: &Segment<'_>| segment.span.end.saturating_sub(suffix);
    if left.text.len() != right.text.len() {
        return vec![(at(left, prefix)..end(left), at(right, prefix)..end(right))];
    }
    let mut runs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let differing = both().enumerate().filter(|(_, (one, other))| one != other);
    for (place, _) in differing {
        let (here, there) = (at(left, place), at(right, place));
        match runs.last_mut() {
            Some((one, other)) if one.end == here => {
                one.end = here.saturating_add(1);
                other.end = there.saturating_add(1);
            }
            _ => runs.push((here..here.saturating_add(1), there..there.saturating_add(1))),
        }
    }
    runs
}

#[cfg(test)]
mod tests;
