//! Search in a text: small letters find both cases, a capital only itself.

use std::ops::Range;

/// Finds the next place of `needle` at or after `from`, else from the begin on.
///
/// The second value tells whether the search went around the end.
#[must_use]
pub fn next(text: &str, needle: &str, from: usize) -> Option<(Range<usize>, bool)> {
    let found = find(text, needle);
    let ahead = found.iter().find(|place| place.start >= from);
    ahead.map(|place| (place.clone(), false)).or_else(|| Some((found.first()?.clone(), true)))
}

/// Finds the last place of `needle` that begins before `from`, else the last of all.
#[must_use]
pub fn previous(text: &str, needle: &str, from: usize) -> Option<(Range<usize>, bool)> {
    let found = find(text, needle);
    let behind = found.iter().rev().find(|place| place.start < from);
    behind.map(|place| (place.clone(), false)).or_else(|| Some((found.last()?.clone(), true)))
}

/// All places, apart from each other.
fn find(text: &str, needle: &str) -> Vec<Range<usize>> {
    if needle.is_empty() {
        return Vec::new();
    }
    let is_exact = needle.chars().any(char::is_uppercase);
    // Only ASCII letters change their case here, so that offsets stay as they are.
    let lowered = if is_exact { String::new() } else { text.to_ascii_lowercase() };
    let text = if is_exact { text } else { &lowered };
    text.match_indices(needle).map(|(at, found)| at..at.saturating_add(found.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_find_both_cases_and_capitals_only_themselves() {
        assert_eq!(next("Role role", "role", 0), Some((0..4, false)));
        assert_eq!(next("role Role", "Role", 0), Some((5..9, false)));
        assert_eq!(next("role", "ROLE", 0), None);
        assert_eq!(next("한글 한글", "글", 0), Some((3..6, false)));
    }

    #[test]
    fn the_search_goes_around_both_ends() {
        assert_eq!(next("a b a", "a", 1), Some((4..5, false)));
        assert_eq!(next("a b a", "a", 5), Some((0..1, true)));
        assert_eq!(previous("a b a", "a", 4), Some((0..1, false)));
        assert_eq!(previous("a b a", "a", 0), Some((4..5, true)));
        assert_eq!(next("a", "", 0), None);
    }
}
