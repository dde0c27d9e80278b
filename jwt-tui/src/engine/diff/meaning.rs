//! What a change means: dates as a distance, lists as what came and went, keys and algorithms by name.

use core::cmp::Ordering;
use std::collections::BTreeSet;

use jwt_core::NumericDate;
use jwt_core::json::Value;
use jwt_core::jws::Part;

use crate::engine::claims;
use crate::engine::times;
use crate::text::Lang;

/// Claims that are a text of names with spaces between them.
const WORDS: [&str; 1] = ["/scope"];

/// Says what it means that a member of this place has another value; `None` when nothing is known.
pub(super) fn of(part: Part, pointer: &str, left: &Value<'_>, right: &Value<'_>) -> Option<String> {
    if part == Part::Header {
        return of_header(pointer);
    }
    let name = pointer.strip_prefix('/').unwrap_or(pointer);
    if claims::meaning(name).is_some_and(|known| known.is_date) {
        return of_date(left, right);
    }
    of_list(pointer, left, right).or_else(|| of_number(left, right))
}

fn of_header(pointer: &str) -> Option<String> {
    let words = match pointer {
        "/alg" => "another algorithm: a key of another kind, or another use of it",
        "/kid" => "names another key",
        "/typ" => "another kind of token",
        "/crit" => "asks the verifier to understand other extensions",
        "/jku" | "/x5u" => "points to other keys; never followed",
        "/jwk" | "/x5c" => "brings another key along; never trusted",
        _ => return None,
    };
    Some(words.to_owned())
}

fn of_date(left: &Value<'_>, right: &Value<'_>) -> Option<String> {
    let date = |value: &Value<'_>| NumericDate::parse(value.as_number()?).ok();
    let (before, after) = (date(left)?, date(right)?);
    let distance = |from: NumericDate, to: NumericDate| {
        let seconds = to.seconds().saturating_sub(from.seconds());
        if seconds == 0 { "less than a second".to_owned() } else { times::span(seconds, Lang::En) }
    };
    Some(match before.cmp(&after) {
        Ordering::Equal => "the same moment, written in another way".to_owned(),
        Ordering::Greater => format!("{} earlier", distance(after, before)),
        Ordering::Less => format!("{} later", distance(before, after)),
    })
}

/// Compares lists as sets: a text counts as a list of one, scope as a list of its words.
fn of_list(pointer: &str, left: &Value<'_>, right: &Value<'_>) -> Option<String> {
    let is_list = |value: &Value<'_>| value.as_array().is_some();
    let words = WORDS.contains(&pointer);
    if !words && !is_list(left) && !is_list(right) {
        return None;
    }
    let (before, after) = (names(left, words)?, names(right, words)?);
    let told = |verb: &str, names: Vec<&String>| {
        let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
        (!names.is_empty()).then(|| format!("{verb} {}", names.join(", ")))
    };
    let parts: Vec<String> = [
        told("gained", after.difference(&before).collect()),
        told("lost", before.difference(&after).collect()),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(match parts.is_empty() {
        true => "the same names in another order or form".to_owned(),
        false => parts.join("; "),
    })
}

fn names(value: &Value<'_>, words: bool) -> Option<BTreeSet<String>> {
    if let Some(text) = value.as_str() {
        let split = |text: &str| text.split_ascii_whitespace().map(str::to_owned).collect();
        return Some(if words { split(text) } else { BTreeSet::from([text.to_owned()]) });
    }
    value.as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect()
}

fn of_number(left: &Value<'_>, right: &Value<'_>) -> Option<String> {
    // NumericDate compares decimal numbers exactly; what it does not read stays without a remark.
    let number = |value: &Value<'_>| NumericDate::parse(value.as_number()?).ok();
    let same = number(left)? == number(right)?;
    same.then(|| "the same number, written in another way".to_owned())
}
