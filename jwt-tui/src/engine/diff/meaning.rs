//! What a change means: dates as a distance, lists as what came and went, keys and algorithms by name.

use core::cmp::Ordering;
use std::collections::BTreeSet;

use jwt_core::NumericDate;
use jwt_core::json::Value;
use jwt_core::jws::Part;

use super::decimal;
use super::members::is_same;
use crate::engine::claims;
use crate::engine::times;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::diff as words;

/// Claims that are a text of names with spaces between them.
const WORDS: [&str; 1] = ["/scope"];

/// A sentence about a change, to be told in any language. Names in it are foreign text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Meaning {
    phrase: Phrase,
    values: Vec<Word>,
}

/// What stands in a hole of the sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Word {
    /// A distance in seconds.
    Span(u64),
    /// Names of the token.
    Text(String),
}

impl Meaning {
    /// The sentence in a language; not sanitised.
    #[must_use]
    pub fn of(&self, lang: Lang) -> String {
        let values: Vec<String> = self
            .values
            .iter()
            .map(|word| match word {
                Word::Span(0) => words::UNDER_A_SECOND.of(lang).to_owned(),
                Word::Span(seconds) => times::span(*seconds, lang),
                Word::Text(text) => text.clone(),
            })
            .collect();
        let values: Vec<&dyn core::fmt::Display> = values.iter().map(|one| one as _).collect();
        self.phrase.with(lang, &values)
    }

    pub(super) fn new(phrase: Phrase, values: impl IntoIterator<Item = Word>) -> Self {
        Self { phrase, values: values.into_iter().collect() }
    }
}

impl From<Phrase> for Meaning {
    fn from(phrase: Phrase) -> Self {
        Self::new(phrase, [])
    }
}

/// Says what it means that a member of this place has another value; `None` when nothing is known.
pub(super) fn of(
    part: Part,
    pointer: &str,
    left: &Value<'_>,
    right: &Value<'_>,
) -> Option<Meaning> {
    if part == Part::Header {
        return of_header(pointer, left, right).or_else(|| of_number(left, right));
    }
    let name = pointer.strip_prefix('/').unwrap_or(pointer);
    if claims::meaning(name).is_some_and(|known| known.is_date) {
        return of_date(left, right);
    }
    of_list(pointer, left, right).or_else(|| of_claim(pointer)).or_else(|| of_number(left, right))
}

/// Says what it means that the same value is written in another way.
pub(super) fn of_rewritten(left: &Value<'_>, right: &Value<'_>) -> Meaning {
    of_number(left, right).unwrap_or_else(|| words::SAME_VALUE.into())
}

fn of_header(pointer: &str, left: &Value<'_>, right: &Value<'_>) -> Option<Meaning> {
    let phrase = match pointer {
        "/alg" => of_algorithm(left.as_str(), right.as_str()),
        "/kid" => words::OTHER_KEY,
        "/typ" => words::OTHER_TYPE,
        "/crit" => words::OTHER_EXTENSIONS,
        "/jku" | "/x5u" => words::OTHER_KEY_URL,
        "/jwk" | "/x5c" => words::OTHER_EMBEDDED_KEY,
        _ if pointer.starts_with("/jwk/") || pointer.starts_with("/x5c/") => {
            words::OTHER_EMBEDDED_KEY
        }
        _ => return None,
    };
    Some(phrase.into())
}

/// Compares names of algorithms (RFC 7518 §3.1) by the kind of key that they take.
fn of_algorithm(left: Option<&str>, right: Option<&str>) -> Phrase {
    let is_none = |name: Option<&str>| name.is_some_and(|name| name.eq_ignore_ascii_case("none"));
    match (kind_of_key(left), kind_of_key(right)) {
        _ if is_none(right) => words::TO_NONE,
        _ if is_none(left) => words::FROM_NONE,
        ("RS" | "PS" | "ES" | "Ed", "HS") => words::TO_SECRET,
        ("HS", "RS" | "PS" | "ES" | "Ed") => words::FROM_SECRET,
        ("RS", "PS") | ("PS", "RS") => words::OTHER_PADDING,
        ("HS", "HS") | ("RS", "RS") | ("PS", "PS") => words::OTHER_HASH,
        _ => words::OTHER_ALGORITHM,
    }
}

/// The letters by which names of algorithms tell their kind of key.
fn kind_of_key(name: Option<&str>) -> &str {
    name.and_then(|name| name.get(..2)).unwrap_or_default()
}

fn of_claim(pointer: &str) -> Option<Meaning> {
    let phrase = match pointer {
        "/aud" => words::OTHER_AUDIENCE,
        "/iss" => words::OTHER_ISSUER,
        "/jti" => words::OTHER_ID,
        "/sub" => words::OTHER_SUBJECT,
        _ => return None,
    };
    Some(phrase.into())
}

fn of_date(left: &Value<'_>, right: &Value<'_>) -> Option<Meaning> {
    let date = |value: &Value<'_>| NumericDate::parse(value.as_number()?).ok();
    let (before, after) = (date(left)?, date(right)?);
    let distance = |from: NumericDate, to: NumericDate| {
        [Word::Span(to.seconds().saturating_sub(from.seconds()))]
    };
    Some(match before.cmp(&after) {
        Ordering::Equal => words::SAME_MOMENT.into(),
        Ordering::Greater => Meaning::new(words::EARLIER, distance(after, before)),
        Ordering::Less => Meaning::new(words::LATER, distance(before, after)),
    })
}

/// Compares lists as sets: a text counts as a list of one, scope as a list of its words.
fn of_list(pointer: &str, left: &Value<'_>, right: &Value<'_>) -> Option<Meaning> {
    let is_list = |value: &Value<'_>| value.as_array().is_some();
    let words_of = WORDS.contains(&pointer);
    if !words_of && !is_list(left) && !is_list(right) {
        return None;
    }
    let (before, after) = (names(left, words_of)?, names(right, words_of)?);
    let joined = |names: Vec<&String>| {
        let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
        (!names.is_empty()).then(|| Word::Text(names.join(", ")))
    };
    let gained = joined(after.difference(&before).collect());
    let lost = joined(before.difference(&after).collect());
    Some(match (gained, lost) {
        (Some(gained), Some(lost)) => Meaning::new(words::GAINED_AND_LOST, [gained, lost]),
        (Some(gained), None) => Meaning::new(words::GAINED, [gained]),
        (None, Some(lost)) => Meaning::new(words::LOST, [lost]),
        (None, None) => words::SAME_NAMES.into(),
    })
}

fn names(value: &Value<'_>, words: bool) -> Option<BTreeSet<String>> {
    if let Some(text) = value.as_str() {
        let split = |text: &str| text.split_ascii_whitespace().map(str::to_owned).collect();
        return Some(if words { split(text) } else { BTreeSet::from([text.to_owned()]) });
    }
    value.as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect()
}

fn of_number(left: &Value<'_>, right: &Value<'_>) -> Option<Meaning> {
    let same = decimal::is_same(left.as_number()?, right.as_number()?);
    (same && is_same(left, right)).then(|| words::SAME_NUMBER.into())
}
