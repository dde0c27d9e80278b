use jwt_core::base64url::encode;
use jwt_core::inspect::inspect;

use super::*;

fn token(header: &str, payload: &str, signature: &str) -> String {
    format!("{}.{}.{}", encode(header), encode(payload), encode(signature))
}

fn compared(before: &str, after: &str) -> Diff {
    diff(&inspect(before.as_bytes()), &inspect(after.as_bytes()))
}

fn payloads(before: &str, after: &str) -> PartDiff {
    let header = r#"{"alg":"HS256"}"#;
    let found = compared(&token(header, before, "s"), &token(header, after, "s"));
    assert_eq!(found.part(Part::Header).unwrap().kind, PartKind::Same);
    found.part(Part::Payload).unwrap().clone()
}

fn told(before: &str, after: &str) -> Vec<(String, Option<String>)> {
    let members = payloads(before, after).members;
    members.into_iter().map(|one| (one.pointer, one.meaning)).collect()
}

#[test]
fn a_token_is_the_same_as_itself() {
    let one = token(r#"{"alg":"none"}"#, "{}", "");
    let found = compared(&one, &one);
    assert!(found.is_same());
    assert_eq!(found.parts.len(), 3);
}

#[test]
fn dates_are_told_as_a_distance() {
    for (before, after, meaning) in [
        ("1700000000", "1700003600", "1h later"),
        ("1700003600", "1700000000", "1h earlier"),
        ("1700000000", "1.7e9", "the same moment, written in another way"),
        ("1700000000", "1700000000.5", "less than a second later"),
    ] {
        let found = told(&format!(r#"{{"exp":{before}}}"#), &format!(r#"{{"exp":{after}}}"#));
        assert_eq!(found, [("/exp".to_owned(), Some(meaning.to_owned()))], "{after}");
    }
    assert_eq!(told(r#"{"exp":1}"#, r#"{"exp":"1"}"#), [("/exp".to_owned(), None)]);
}

#[test]
fn lists_tell_what_came_and_went() {
    for (before, after, meaning) in [
        (r#"{"scope":"read"}"#, r#"{"scope":"read admin"}"#, "gained admin"),
        (r#"{"scope":"a b"}"#, r#"{"scope":"c"}"#, "gained c; lost a, b"),
        (r#"{"scope":"a b"}"#, r#"{"scope":"b a"}"#, "the same names in another order or form"),
        (r#"{"aud":"api"}"#, r#"{"aud":["api","web"]}"#, "gained web"),
        (r#"{"aud":["api"]}"#, r#"{"aud":"api"}"#, "the same names in another order or form"),
    ] {
        assert_eq!(told(before, after)[0].1.as_deref(), Some(meaning), "{after}");
    }
    // A list of other things than texts has no names.
    assert_eq!(told(r#"{"n":[1]}"#, r#"{"n":[2]}"#), [("/n".to_owned(), None)]);
}

#[test]
fn members_are_matched_at_every_depth() {
    let before = r#"{"a":1,"b":{"c":"x","d/e":true},"gone":null}"#;
    let after = r#"{"new":2,"b":{"c":"y","d/e":false},"a":1}"#;
    let found = payloads(before, after).members;
    let pointers: Vec<_> = found.iter().map(|one| one.pointer.as_str()).collect();
    assert_eq!(pointers, ["/b/c", "/b/d~1e", "/gone", "/new"]);
    let changed = |before: &str, after: &str| Change::Changed {
        before: before.to_owned(),
        after: after.to_owned(),
    };
    assert_eq!(found[0].change, changed(r#""x""#, r#""y""#));
    assert_eq!(found[1].change, changed("true", "false"));
    assert_eq!(found[2].change, Change::Removed("null".to_owned()));
    assert_eq!(found[3].change, Change::Added("2".to_owned()));
}

#[test]
fn names_that_stand_twice_are_matched_in_their_order() {
    let found = payloads(r#"{"a":1,"a":2}"#, r#"{"a":1,"a":3,"a":4}"#).members;
    assert_eq!(found.len(), 2);
    assert!(matches!(&found[0].change, Change::Changed { before, .. } if before == "2"));
    assert_eq!(found[1].change, Change::Added("4".to_owned()));
}

#[test]
fn another_spelling_of_the_same_members_is_no_change_of_what_they_say() {
    for after in [r#"{"b": "é", "a":{"x":1}}"#, r#"{"a":{"x":1},"b":"\u00e9"}"#] {
        let found = payloads(r#"{"a":{"x":1},"b":"é"}"#, after);
        assert_eq!((found.kind, found.members.len()), (PartKind::Respelt, 0), "{after}");
        assert!(!found.chars.is_empty());
    }
    let found = payloads(r#"{"n":1}"#, r#"{"n":1.0}"#);
    assert_eq!(found.kind, PartKind::Different);
    assert_eq!(
        found.members[0].meaning.as_deref(),
        Some("the same number, written in another way")
    );
}

#[test]
fn characters_that_differ_are_found_in_both_texts() {
    let (before, after) = ("eyJhbGciOiJub25lIn0.e30.AAAA", "eyJhbGciOiJub25lIn0.e30.AABA");
    let found = compared(before, after);
    assert_eq!(found.part(Part::Signature).unwrap().chars, [(26..27, 26..27)]);
    let found = compared(before, "eyJhbGciOiJub25lIn0.e30.AAAABB");
    let chars = &found.part(Part::Signature).unwrap().chars;
    assert_eq!(chars, &[(28..28, 28..30)]);
    // Wherever they are, what is outside of them is the same in both.
    let found = payloads(r#"{"exp":1700000000,"x":"y"}"#, r#"{"exp":1700009999,"x":"y"}"#);
    assert!(found.chars.iter().all(|(left, right)| left.len() == right.len()));
}

#[test]
fn a_part_that_one_of_them_lacks_is_one_sided() {
    let found = compared("eyJhbGciOiJub25lIn0.e30.AAAA", "eyJhbGciOiJub25lIn0");
    let kinds: Vec<_> = found.parts.iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [PartKind::Same, PartKind::OneSided, PartKind::OneSided]);
    assert!(!found.is_same());
}

#[test]
fn what_is_no_object_differs_without_members() {
    let found = payloads("[1]", "[2]");
    assert_eq!((found.kind, found.members.len()), (PartKind::Different, 0));
}

#[test]
fn the_header_tells_what_a_change_of_it_means() {
    let found = compared(
        &token(r#"{"alg":"RS256","kid":"a"}"#, "{}", "s"),
        &token(r#"{"alg":"HS256","kid":"b"}"#, "{}", "s"),
    );
    let members = &found.part(Part::Header).unwrap().members;
    assert!(members[0].meaning.as_ref().unwrap().starts_with("another algorithm"));
    assert_eq!(members[1].meaning.as_deref(), Some("names another key"));
}
