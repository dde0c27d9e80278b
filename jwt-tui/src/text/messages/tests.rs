//! Every sentence of the library has its Korean: its source is read, and what it makes is said.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::*;

mod said;
mod source;

/// Lower-case words that stay as they are in Korean: names of the standards.
const TERMS: &[&str] = &[
    "a-f",
    "a-z",
    "acr",
    "alg",
    "at+jwt",
    "ath",
    "aud",
    "auth_time",
    "azp",
    "backchannel-logout",
    "base64",
    "base64url",
    "c_hash",
    "cnf",
    "crit",
    "critical",
    "cty",
    "detached",
    "dpop+jwt",
    "e",
    "events",
    "exp",
    "f",
    "false",
    "flattened",
    "general",
    "header",
    "htm",
    "htu",
    "http",
    "https",
    "iat",
    "iss",
    "jkt",
    "jku",
    "jti",
    "jwk",
    "keys",
    "key_ops",
    "kid",
    "kty",
    "logout+jwt",
    "m",
    "n",
    "nbf",
    "nonce",
    "null",
    "oct",
    "oth",
    "p",
    "payload",
    "protected",
    "scope",
    "secp256k1",
    "secret-file",
    "signature",
    "signatures",
    "ssh-keygen",
    "sub",
    "thumbprint",
    "true",
    "typ",
    "u",
    "use",
    "x",
    "x5c",
    "x5t",
    "x5u",
];

fn is_hangul(letter: char) -> bool {
    ('가'..='힣').contains(&letter)
}

/// Takes out what is quoted: values of the token, characters, commands.
fn without_quotes(text: &str) -> String {
    let mut plain = String::new();
    let mut end = None;
    for letter in text.chars() {
        match end {
            Some(quote) if letter == quote => end = None,
            None if matches!(letter, '"' | '\'' | '`') => end = Some(letter),
            None => plain.push(letter),
            Some(_) => {}
        }
    }
    plain
}

/// The English words in a Korean sentence that are no names.
fn english_words(text: &str) -> Vec<String> {
    let plain = without_quotes(text);
    plain
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || "+_-#./:".contains(letter)))
        .map(|word| word.trim_matches(['.', ':', '-', '/']))
        .filter(|word| word.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        .filter(|word| {
            word.chars().all(|letter| letter.is_ascii_lowercase() || "+-".contains(letter))
        })
        .filter(|word| word.len() > 1 && !TERMS.contains(word))
        .map(str::to_owned)
        .collect()
}

/// What is wrong with how a sentence of the library is said in Korean: nothing, or English is left.
fn unsaid(english: &str) -> Option<String> {
    let korean = say(Lang::Ko, english);
    let left = english_words(&korean);
    let is_said = korean.chars().any(is_hangul) && left.is_empty();
    (!is_said).then(|| format!("{english}\n    is said as: {korean}\n    left: {left:?}"))
}

/// Fails with every sentence that is not said in Korean to its last word.
#[track_caller]
fn all_are_said(sentences: impl IntoIterator<Item = impl AsRef<str>>) {
    let sentences: BTreeSet<_> = sentences.into_iter().map(|one| one.as_ref().to_owned()).collect();
    let unsaid: Vec<_> = sentences.iter().filter_map(|one| unsaid(one)).collect();
    assert!(unsaid.is_empty(), "without Korean:\n{}", unsaid.join("\n"));
}

#[test]
fn english_goes_through_and_the_unknown_is_never_lost() {
    for text in ["the signature does not match", "", "what nobody has said before", "a; b: c"] {
        assert_eq!(say(Lang::En, text), text);
    }
    assert_eq!(say(Lang::Ko, "what nobody has said before"), "what nobody has said before");
    assert_eq!(say(Lang::Ko, ""), "");
    let long = "x ".repeat(MAX_BYTES);
    assert_eq!(say(Lang::Ko, &long), long);
}

#[test]
fn values_are_kept_to_the_letter() {
    assert_eq!(
        say(Lang::Ko, r#"aud: expected "is missing; a", found "header""#),
        r#"aud: 기대한 값 "is missing; a", 실제 값 "header""#
    );
    assert_eq!(say(Lang::Ko, "header: is missing"), "header: 없습니다");
}

#[test]
fn a_list_of_names_is_said_whole_whatever_its_length() {
    let names: Vec<String> = (0..30).map(|number| format!("RS{number}")).collect();
    let english = format!("alg: expected {}, found \"a or b\"", names.join(" or "));
    let korean = format!("alg: 기대한 값 {} 중 하나, 실제 값 \"a or b\"", names.join(", "));
    assert_eq!(say(Lang::Ko, &english), korean);
    assert_eq!(
        say(Lang::Ko, "signature holds, but x; a or b"),
        "서명은 유효하지만 거부합니다. x; a 또는 b"
    );
}

#[test]
fn sentences_in_sentences_are_said_too() {
    assert_eq!(
        say(
            Lang::Ko,
            "the inner token: exp: expired 1h 2m ago (exp 1, now 2, leeway 0 s); aud: is missing"
        ),
        "안쪽 토큰: exp: 1시간 2분 전에 만료되었습니다 (exp 1, 현재 2, 허용 오차 0초); aud: 없습니다"
    );
    assert_eq!(
        say(Lang::Ko, "the header's JSON: array where an object was expected at byte 0"),
        "헤더의 JSON: 객체가 올 자리에 배열 (0번째 바이트)"
    );
}

#[test]
fn hostile_text_neither_panics_nor_grows_without_end() {
    for text in
        ["{0}", "\"", "; ; ;", ": : : :", "a: ".repeat(4000).as_str(), "\"; ".repeat(4000).as_str()]
    {
        let said = say(Lang::Ko, text);
        assert!(said.len() <= text.len().saturating_mul(4).saturating_add(64), "{text}");
    }
}

#[test]
fn patterns_and_their_korean_have_the_same_holes() {
    let holes = |text: &str| {
        let mut rest = text;
        let mut found = Vec::new();
        while let Some((_, hole, after)) = next_hole(rest) {
            found.push(hole.trim_start_matches(['~', '#', '@']).to_owned());
            rest = after;
        }
        found.sort();
        found
    };
    let mut seen = BTreeSet::new();
    for (english, korean) in TABLES.into_iter().flatten() {
        assert_eq!(holes(english), holes(korean), "{english}");
        assert!(seen.insert(english), "twice: {english}");
        let inner = next_hole(english).map_or("", |(_, _, after)| after);
        assert!(!inner.contains('"'), "a value is between quotes: {english}");
        assert!(!korean.ends_with('.') && !english.ends_with('.'), "{english}");
    }
}
