//! What an edit leaves alone: random JSON with odd spaces, a random edit, every other octet the same.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a helper of tests may stop at once"
)]

use jwt_core::base64url::encode;
use jwt_core::json;
use jwt_core::json::Limits;
use jwt_tui::engine::document::Document;
use jwt_tui::engine::document::Half;
use proptest::prelude::*;

fn space() -> impl Strategy<Value = String> {
    "[ \t\r\n]{0,3}"
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,3})?",
        "\"([ -!#-\\[\\]-~가-힣]|\\\\u00[0-9a-f]{2}|\\\\[nrt\"\\\\/])*\"",
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..3), space()).prop_map(
                |(items, space)| format!("[{space}{}]", items.join(&format!("{space},")))
            ),
            (inner, space()).prop_map(|(item, space)| format!("{{{space}\"k\"{space}:{item}}}")),
        ]
    })
}

/// The members with the text before each name, between name and value, and the value.
fn object() -> impl Strategy<Value = (String, usize)> {
    let member = ("[a-d가-나 .:/]{1,4}", space(), space(), space(), value());
    (prop::collection::vec(member, 1..6), space()).prop_map(|(members, end)| {
        let written: Vec<_> = members
            .iter()
            .map(|(name, a, b, c, value)| format!("{a}\"{name}\"{b}:{c}{value}"))
            .collect();
        (format!("{{{}{end}}}", written.join(",")), members.len())
    })
}

fn document(payload: &str) -> Document {
    Document::new(&format!("{}.{}.c2ln", encode(r#"{"alg":"HS256"}"#), encode(payload)))
}

fn spans(text: &str) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let reading = json::read(text.as_bytes(), &Limits::default());
    let value = reading.value.unwrap();
    let object = value.as_object().unwrap();
    let spans = |member: &json::Member<'_>| (member.name_span.clone(), member.value.span.clone());
    object.members.iter().map(spans).collect()
}

fn payload(document: &Document) -> String {
    document.half(Half::Payload).unwrap()
}

proptest! {
    #[test]
    fn an_edited_value_is_all_that_changes((text, count) in object(), at in any::<prop::sample::Index>(), new in value()) {
        let span = spans(&text)[at.index(count)].1.clone();
        let mut document = document(&text);
        let given = document.token().to_owned();
        document.replace_value(Half::Payload, span.clone(), &new).unwrap();
        let expected = format!("{}{new}{}", &text[..span.start], &text[span.end..]);
        prop_assert_eq!(payload(&document), expected);
        let (before, after): (Vec<_>, Vec<_>) = (given.split('.').collect(), document.token().split('.').collect());
        prop_assert_eq!((before[0], before[2]), (after[0], after[2]));
        prop_assert_eq!(document.original(), given.as_str());
        while document.undo() {}
        prop_assert_eq!(document.token(), given);
    }

    #[test]
    fn a_new_name_is_all_that_changes((text, count) in object(), at in any::<prop::sample::Index>(), name in "[a-z가-힣\"\\\\]{0,5}") {
        let index = at.index(count);
        let span = spans(&text)[index].0.clone();
        let mut document = document(&text);
        document.rename_member(Half::Payload, index, &name).unwrap();
        let now = payload(&document);
        prop_assert!(now.starts_with(&text[..span.start]) && now.ends_with(&text[span.end..]));
        let reading = json::read(now.as_bytes(), &Limits::default());
        let object = reading.value.as_ref().and_then(|value| value.as_object());
        prop_assert_eq!(object.map(|object| &*object.members[index].name), Some(name.as_str()));
    }

    #[test]
    fn a_member_taken_out_leaves_the_others_as_written((text, count) in object(), at in any::<prop::sample::Index>()) {
        let index = at.index(count);
        let mut document = document(&text);
        document.remove_member(Half::Payload, index).unwrap();
        let now = payload(&document);
        let written = |text: &str| -> Vec<String> {
            spans(text).into_iter().map(|(name, value)| text[name.start..value.end].to_owned()).collect()
        };
        let mut expected = written(&text);
        expected.remove(index);
        prop_assert_eq!(written(&now), expected);
    }

    #[test]
    fn an_added_member_stands_last_and_the_others_as_written((text, count) in object(), name in "[a-z가-힣]{1,5}", new in value()) {
        let end = spans(&text)[count - 1].1.end;
        let mut document = document(&text);
        document.add_member(Half::Payload, &name, &new).unwrap();
        let now = payload(&document);
        prop_assert!(now.starts_with(&text[..end]) && now.ends_with(&text[end..]), "{}", now);
        let all = spans(&now);
        prop_assert_eq!(all.len(), count + 1);
        let (named, valued) = all[count].clone();
        prop_assert_eq!(&now[named], format!("\"{name}\""));
        prop_assert_eq!(&now[valued], new);
    }
}

#[test]
fn the_first_member_of_an_empty_object_is_added() {
    let mut document = document("{ }");
    document.add_member(Half::Payload, "a", "1").unwrap();
    assert_eq!(payload(&document), "{\"a\":1 }");
}
