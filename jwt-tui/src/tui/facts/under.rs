//! The byte ruler, back: from a character of the token to the octets and the claim that it carries.
//!
//! Four characters carry three octets, six bits each (RFC 4648 §5); one character touches one or two
//! octets.
//!
//! ```text
//! character     e y J p         the group of the character
//! octets        7b 22 69        and the bits of it that y carries: end of 7b, begin of 22
//! ```

use std::ops::Range;

use crate::engine::document::Half;
use crate::tui::facts::Facts;
use crate::tui::facts::PieceKind;

/// What a character of the token carries.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Under {
    /// Its place in its segment, from 0.
    pub index: usize,
    /// The characters of its group, in the token; shorter at the end.
    pub group: Range<usize>,
    /// The octets that its six bits belong to, in the decoded segment.
    pub octets: Range<usize>,
    /// The half that it is part of.
    pub half: Option<Half>,
    /// The member whose name or value it carries a bit of.
    pub row: Option<usize>,
}

/// Finds what the character at `cursor` carries; none on a dot and where nothing decodes.
#[must_use]
pub fn under(facts: &Facts, cursor: usize) -> Option<Under> {
    let piece = facts.pieces.iter().find(|piece| piece.span.contains(&cursor))?;
    let octets = piece.octets?;
    let index = cursor.saturating_sub(piece.span.start);
    let first = index.saturating_sub(index % 4);
    let start = piece.span.start.saturating_add(first);
    let bit = index.saturating_mul(6);
    let touched = bit / 8..bit.saturating_add(5) / 8;
    let touched = touched.start..touched.end.saturating_add(1).min(octets);
    let half = match piece.kind {
        PieceKind::Header => Some(Half::Header),
        PieceKind::Payload => Some(Half::Payload),
        _ => None,
    };
    // A payload of another encoding, or one that was written with escapes, is not of six bits.
    let is_plain = piece.span.len() == octets.saturating_mul(4).div_ceil(3);
    is_plain.then(|| Under {
        index,
        group: start..start.saturating_add(4).min(piece.span.end),
        row: half.and_then(|half| row_at(facts, half, &touched)),
        octets: touched,
        half,
    })
}

/// The member that octets of a half belong to.
fn row_at(facts: &Facts, half: Half, octets: &Range<usize>) -> Option<usize> {
    let rows = &facts.members(half).rows;
    let row = rows.partition_point(|row| row.span.end <= octets.start);
    rows.get(row).filter(|found| found.span.start < octets.end).map(|_| row)
}
