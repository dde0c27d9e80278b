//! The characters: which runs differ, and both texts laid beside each other.

use core::ops::Range;

use jwt_core::inspect::Segment;

/// A stretch of both texts: the same characters, or characters that differ.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Block {
    /// Its bytes in the first text and in the second.
    pub places: [Range<usize>; 2],
    /// Whether it differs.
    pub differs: bool,
}

impl Block {
    /// How many characters wide it is where both stand below each other.
    #[must_use]
    pub fn width(&self) -> usize {
        self.places[0].len().max(self.places[1].len())
    }
}

/// Lays two stretches of text beside each other; `runs` are those that differ, in their order.
#[must_use]
pub fn blocks(whole: [Range<usize>; 2], runs: &[(Range<usize>, Range<usize>)]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = [whole[0].start, whole[1].start];
    let mut push = |places: [Range<usize>; 2], differs| {
        if places.iter().any(|place| !place.is_empty()) {
            found.push(Block { places, differs });
        }
    };
    for (left, right) in runs {
        push([at[0]..left.start, at[1]..right.start], false);
        push([left.clone(), right.clone()], true);
        at = [left.end, right.end];
    }
    push([at[0]..whole[0].end, at[1]..whole[1].end], false);
    found
}

/// Finds the runs of characters that differ.
///
/// What both begin and end with is the same. Between those, texts of one length are compared place by
/// place; of texts that grew or shrank all of the middle differs.
pub(super) fn differing(
    left: &Segment<'_>,
    right: &Segment<'_>,
) -> Vec<(Range<usize>, Range<usize>)> {
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
    let places = both().enumerate().filter(|(_, (one, other))| one != other);
    for (place, _) in places {
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
