use jwt_core::base64url::encode;
use jwt_core::inspect::inspect;

use super::*;
use crate::text::Lang;

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
    members.into_iter().map(|one| (one.pointer, one.meaning.map(|one| one.of(Lang::En)))).collect()
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
        ("1700000000", "1.7e9", "the same number, written in another way"),
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
    let found: Vec<_> =
        found.into_iter().filter(|one| !matches!(one.change, Change::Moved { .. })).collect();
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

fn changes(before: &str, after: &str) -> (PartKind, Vec<(String, Change)>) {
    let part = payloads(before, after);
    (part.kind, part.members.into_iter().map(|one| (one.pointer, one.change)).collect())
}

#[test]
fn spaces_between_members_are_no_change_of_what_they_say() {
    let (kind, members) = changes(r#"{"a":{"x":1}}"#, r#"{ "a": {"x" :1}}"#);
    assert_eq!((kind, members.len()), (PartKind::Respelt, 0));
}

#[test]
fn escapes_digits_and_spaces_of_an_equal_value_are_told_as_rewritten() {
    for (before, after) in
        [(r#""é""#, r#""\u00e9""#), ("1", "1.0"), ("-10", "-1e1"), ("[1,2]", "[1, 2.0]")]
    {
        let of = |value: &str| format!(r#"{{"v":{value}}}"#);
        let (kind, members) = changes(&of(before), &of(after));
        let rewritten = Change::Rewritten { before: before.to_owned(), after: after.to_owned() };
        assert_eq!((kind, members), (PartKind::Respelt, vec![("/v".to_owned(), rewritten)]));
    }
}

#[test]
fn only_the_member_that_moved_is_told_as_moved() {
    let (kind, members) = changes(r#"{"a":1,"b":2,"c":3,"d":4}"#, r#"{"b":2,"c":3,"d":4,"a":1}"#);
    let moved = Change::Moved { before: 1, after: 4 };
    assert_eq!((kind, members), (PartKind::Respelt, vec![("/a".to_owned(), moved)]));
    let (kind, members) = changes(r#"{"o":{"a":1,"b":2}}"#, r#"{"o":{"b":2,"a":3}}"#);
    assert_eq!(kind, PartKind::Different);
    assert_eq!(members.iter().filter(|(_, one)| matches!(one, Change::Moved { .. })).count(), 1);
    assert_eq!(members.iter().filter(|(_, one)| matches!(one, Change::Changed { .. })).count(), 1);
}

#[test]
fn elements_that_are_objects_are_matched_by_their_place() {
    let before = r#"{"l":[{"a":1},{"b":2},{"z":0}]}"#;
    let (_, members) = changes(before, r#"{"l":[{"a":1},{"b":3},{"z":0}]}"#);
    assert_eq!(members[0].0, "/l/1/b");
    let (_, members) = changes(before, r#"{"l":[{"a":1},{"b":2},{"new":9},{"z":0}]}"#);
    assert_eq!(members, [("/l/2".to_owned(), Change::Added(r#"{"new":9}"#.to_owned()))]);
}

#[test]
fn what_is_beyond_the_cap_is_counted() {
    let of = |value: usize| {
        let members: Vec<String> = (0..1_234).map(|n| format!("\"n{n}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    };
    let found = payloads(&of(1), &of(2));
    assert_eq!((found.members.len(), found.more), (1_000, 234));
}

/// Takes back what differs, one member after the other, until the texts say the same.
fn taken_back(before: &str, after: &str) -> String {
    let mut text = after.to_owned();
    for _ in 0..100 {
        let part = payloads(before, &text);
        let Some(member) = part.members.first() else { return text };
        let is_moved = matches!(member.change, Change::Moved { .. });
        text = restored(before, &text, &member.places, is_moved).unwrap();
    }
    panic!("it goes round in circles: {text}");
}

#[test]
fn values_are_taken_back_with_what_stands_around_them() {
    let before = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"root\":{\"a\":[1,{\"x\":1.0}]}}";
    for after in [
        "{\"iss\":\"joe\",\r\n \"exp\":1,\r\n \"root\":{\"a\":[1,{\"x\":1.0}]}}",
        "{\"iss\":\"joe\",\r\n \"root\":{\"a\":[1,{\"x\":1.0}]}}",
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380}",
        "{\"exp\":2,\"root\":{\"a\":[1,{\"x\":1.0}]},\"iss\":\"joe\"}",
        "{\"iss\":\"joe\",\"admin\":true,\r\n \"exp\":1300819380,\r\n \"root\":{\"a\":[1,{\"x\":1}]}}",
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"root\":{\"a\":[1,{\"y\":2}]}}",
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"root\":{\"a\":[1]}}",
        "{}",
    ] {
        let back = taken_back(before, after);
        assert_eq!(payloads(before, &back).members, [], "{after}");
    }
    let one = "{\"iss\":\"joe\",\r\n \"root\":{\"a\":[1,{\"x\":1.0}]}}";
    assert_eq!(taken_back(before, one), before, "to the last space");
}

#[test]
fn what_lies_nowhere_is_not_taken_back() {
    assert_eq!(restored("{}", "{}", &[None, None], false), None);
    assert_eq!(restored("{}", "not json", &[None, Some(0..3)], false), None);
    assert_eq!(restored("{\"a\":1}", "[]", &[Some(1..6), None], false), None);
    assert_eq!(restored("{\"a\":1}", "{}", &[Some(90..99), None], false), None);
}

fn notes(before: &str, after: &str) -> Vec<String> {
    compared(before, after).notes.iter().map(|note| note.of(Lang::En)).collect()
}

#[test]
fn the_whole_is_told_in_short() {
    let of = |payload: &str, signature: &str| token(r#"{"alg":"HS256"}"#, payload, signature);
    let (one, longer) = (r#"{"iat":0,"exp":3600}"#, r#"{"iat":0,"exp":7200}"#);
    assert_eq!(notes(&of(one, "s"), &of(one, "s")), ["the same token, character for character"]);
    let told = notes(&of(one, "s"), &of(longer, "t"));
    assert!(told.contains(&"lifetime doubled: 1h → 2h".to_owned()), "{told:?}");
    assert!(told.iter().any(|one| one.contains("renewed")), "{told:?}");
    for (before, after, wanted) in [
        (of(one, "s"), of(one, "t"), "same content with another signature"),
        (of(one, "s"), of(longer, "s"), "the signature did not"),
        (of(one, "s"), of(longer, "t"), "the signature is another one"),
        (of(one, "s"), of(one, ""), "the signature is gone"),
        (of(one, ""), of(one, "s"), "the second one is signed"),
        (of(one, "s"), of(r#"{"iat":0}"#, "s"), "never expires"),
        (of(longer, "s"), of(one, "s"), "lifetime halved: 2h → 1h"),
    ] {
        let told = notes(&before, &after);
        assert!(told.iter().any(|one| one.contains(wanted)), "{wanted}: {told:?}");
    }
}

#[test]
fn both_texts_are_laid_beside_each_other_without_a_gap() {
    let runs = [(2..4, 2..7), (6..6, 9..10)];
    let found = blocks([0..8, 0..12], &runs);
    let widths: Vec<_> = found.iter().map(|one| (one.width(), one.differs)).collect();
    assert_eq!(widths, [(2, false), (5, true), (2, false), (1, true), (2, false)]);
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
    let told = |index: usize| members[index].meaning.as_ref().unwrap().of(Lang::En);
    assert!(told(0).starts_with("from a key pair to a shared secret"), "{}", told(0));
    assert_eq!(told(1), "names another key");
}

#[test]
fn another_algorithm_is_told_by_what_it_may_mean() {
    let of = |name: &str| token(&format!(r#"{{"alg":"{name}"}}"#), "{}", "s");
    for (before, after, wanted) in [
        ("HS256", "RS256", "shared secret to a key pair"),
        ("ES256", "none", "nobody signs"),
        ("NONE", "HS256", "signed now"),
        ("HS256", "HS512", "another hash"),
        ("RS256", "PS256", "same RSA key"),
        ("RS256", "ES256", "another algorithm"),
        ("한", "H", "another algorithm"),
    ] {
        let found = compared(&of(before), &of(after));
        let meaning = found.part(Part::Header).unwrap().members[0].meaning.clone().unwrap();
        assert!(meaning.of(Lang::En).contains(wanted), "{before} {after}: {meaning:?}");
    }
}
