//! How a sentence is held against a pattern: one walk, left to right, never back.
//!
//! A hole `{0}` takes what lies before the next piece of the pattern, `{#0}` takes digits only and
//! `{@0}` one word or one quoted value. What stands between double quotes is a value of the token: no
//! piece of a pattern is looked for in it.

use crate::text::next_hole;

/// Gives the values of the holes, by their numbers, if the whole text fits the pattern.
pub(super) fn holes<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let Some((before, mut hole, mut after)) = next_hole(pattern) else {
        return (pattern == text).then(Vec::new);
    };
    let mut rest = text.strip_prefix(before)?;
    let mut values: Vec<&str> = Vec::new();
    loop {
        let next = next_hole(after);
        let value = match next {
            // The last piece ends the text; a hole at the very end takes all of it.
            None => rest.strip_suffix(after)?,
            Some((piece, ..)) => {
                let at = find(rest, piece)?;
                let (value, found) = rest.split_at_checked(at)?;
                rest = found.strip_prefix(piece)?;
                value
            }
        };
        let (fits, index) = match (hole.strip_prefix('#'), hole.strip_prefix('@')) {
            (Some(index), _) => (is_number(value), index),
            (_, Some(index)) => (is_name(value), index),
            _ => (true, hole),
        };
        let index: usize = index.parse().ok().filter(|_| fits)?;
        if index >= values.len() {
            values.resize(index.saturating_add(1), "");
        }
        *values.get_mut(index)? = value;
        match next {
            Some((_, next_one, behind)) => (hole, after) = (next_one, behind),
            None => return Some(values),
        }
    }
}

fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells one word or one quoted value from more than that.
fn is_name(value: &str) -> bool {
    let is_quoted = value.starts_with('"') && end_of_quote(value, 0) == Some(value.len());
    is_quoted || !value.contains(char::is_whitespace)
}

/// How much of a sentence a pattern says itself: the more, the surer it is meant.
pub(super) fn weight(pattern: &str) -> usize {
    let mut weight = 0_usize;
    let mut rest = pattern;
    while let Some((before, _, after)) = next_hole(rest) {
        weight = weight.saturating_add(before.len());
        rest = after;
    }
    weight.saturating_add(rest.len())
}

/// Tells whether a text has the very words around a semicolon that the pattern has.
pub(super) fn has_semicolon_of(pattern: &str, text: &str) -> bool {
    let mut rest = pattern;
    loop {
        let (piece, after) = match next_hole(rest) {
            Some((before, _, after)) => (before, Some(after)),
            None => (rest, None),
        };
        if piece.contains("; ") && text.contains(piece) {
            return true;
        }
        match after {
            Some(after) => rest = after,
            None => return false,
        }
    }
}

/// Cuts a text at the semicolons between its sentences.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = find(rest, "; ") {
        let Some((piece, after)) = rest.split_at_checked(at) else { break };
        pieces.push(piece);
        rest = after.strip_prefix("; ").unwrap_or_default();
    }
    pieces.push(rest);
    pieces
}

/// Gives the names between the `or`s; nothing when a piece is more than a name.
pub(super) fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = find(rest, " or ").and_then(|at| rest.split_at_checked(at)) {
        names.push(name);
        rest = after.strip_prefix(" or ").unwrap_or_default();
    }
    names.push(rest);
    if names.iter().all(|name| is_name(name)) { names } else { Vec::new() }
}

/// Finds a piece, which has no quote in it, outside of double quotes; each byte is looked at once.
///
/// A quote without an end is a character like others.
fn find(text: &str, piece: &str) -> Option<usize> {
    let mut start = 0_usize;
    loop {
        let rest = text.get(start..)?;
        let quote = rest.find('"').map(|quote| start.saturating_add(quote));
        let end = quote.and_then(|quote| end_of_quote(text, quote));
        let plain = match (quote, end) {
            (Some(quote), Some(_)) => text.get(start..quote)?,
            _ => rest,
        };
        if let Some(at) = plain.find(piece) {
            return Some(start.saturating_add(at));
        }
        start = end?;
    }
}

/// Where the text goes on after the quote that begins at `start`.
fn end_of_quote(text: &str, start: usize) -> Option<usize> {
    let mut escaped = false;
    let inside = start.saturating_add(1);
    for (at, byte) in text.get(inside..)?.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(inside.saturating_add(at).saturating_add(1)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_take_what_lies_between() {
        assert_eq!(
            holes("{0}: expected {1}, found {2}", "aud: expected a, found b"),
            Some(vec!["aud", "a", "b"])
        );
        assert_eq!(holes("{1} of {0}", "2 of 3"), Some(vec!["3", "2"]));
        assert_eq!(holes("whole", "whole"), Some(vec![]));
        assert_eq!(holes("whole", "whole text"), None);
        assert_eq!(holes("at {0} bytes", "at 3 octets"), None);
    }

    #[test]
    fn a_hole_of_digits_takes_nothing_else() {
        assert_eq!(holes("{#0}s", "12s"), Some(vec!["12"]));
        assert_eq!(holes("{#0}s", "words"), None);
        assert_eq!(holes("{#0}s", "s"), None);
    }

    #[test]
    fn a_hole_of_a_name_takes_no_sentence() {
        assert_eq!(holes("{@0}: is missing", "exp: is missing"), Some(vec!["exp"]));
        assert_eq!(holes("{@0}: is missing", "\"a b\": is missing"), Some(vec!["\"a b\""]));
        assert_eq!(holes("{@0}: is missing", "the token: exp: is missing"), None);
    }

    #[test]
    fn what_is_quoted_is_a_value() {
        let text = r#"aud: expected "a\", found b", found "; c""#;
        let expected = vec!["aud", r#""a\", found b""#, r#""; c""#];
        assert_eq!(holes("{0}: expected {1}, found {2}", text), Some(expected));
        assert_eq!(pieces(text), [text]);
        assert_eq!(pieces("a; b; \"c; d\""), ["a", "b", "\"c; d\""]);
    }

    #[test]
    fn a_quote_without_an_end_is_a_character() {
        let text = "character at offset 1 is '\"': white space";
        assert_eq!(
            holes("character at offset {0} is '{1}': white space", text),
            Some(vec!["1", "\""])
        );
        assert_eq!(pieces("a \" b; c"), ["a \" b", "c"]);
    }

    #[test]
    fn the_pattern_that_says_more_weighs_more() {
        assert!(weight("iss: expected {0}, found {1}") > weight("{0}: expected {1}, found {2}"));
        assert_eq!(weight("{0}"), 0);
    }
}
