//! Properties of the JSON reader, with `serde_json` as the oracle.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// What `serde_json` makes of a value, built from ours.
fn as_serde(value: &Value<'_>) -> serde_json::Value {
    match &value.kind {
        Kind::Array(values) => values.iter().map(as_serde).collect(),
        Kind::Bool(value) => (*value).into(),
        Kind::Null => serde_json::Value::Null,
        Kind::Number(text) => serde_json::from_str(text).expect("a number is JSON"),
        Kind::Object(object) => {
            let members = object.members.iter();
            members.map(|member| (member.name.to_string(), as_serde(&member.value))).collect()
        }
        Kind::String(text) => text.to_string().into(),
    }
}

/// Any JSON value, as text with white space and escapes in it.
fn json_text() -> impl Strategy<Value = String> {
    let string =
        prop_oneof!["[a-c]{0,2}", "[ -!#-\\[\\]-~é😀]{0,6}"].prop_map(|text| format!("\"{text}\""));
    let escaped =
        "(\\\\[nrtbf/\\\\\"]|\\\\u00[0-7][0-9a-f]|x){0,3}".prop_map(|text| format!("\"{text}\""));
    let name = prop_oneof![3 => string, 1 => escaped];
    let leaf = prop_oneof![
        name,
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
        Just("true".to_owned()),
        Just("false".to_owned()),
        Just("null".to_owned()),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let member = ("\"[a-z]{0,3}\"", "[ \n]{0,2}", inner.clone())
            .prop_map(|(name, space, value)| format!("{name}{space}:{space}{value}"));
        let joined = |open: char, close: char| {
            move |parts: Vec<String>| format!("{open} {}\n{close}", parts.join(" ,"))
        };
        prop_oneof![
            vec(inner, 0..5).prop_map(joined('[', ']')),
            vec(member, 0..24).prop_map(joined('{', '}')),
        ]
    })
}

/// Text that is nearly JSON: its tokens in any order.
fn nearly_json() -> impl Strategy<Value = String> {
    let token = proptest::sample::select(vec![
        "{", "}", "[", "]", ":", ",", "\"a\"", "\"b\"", "\"", "\\", "\\u", "\\ud83d", "\\ude00",
        "\n", " ", "\t", "0", "1", "-", "+", ".", "e", "E", "12", "null", "tru", "true", "f", "é",
        "a", "\u{1}", "{\"a\":", "[1,",
    ]);
    vec(token, 0..12).prop_map(|tokens| tokens.concat())
}

/// Gives the offset of what makes a text bad syntax.
fn mistake(text: &str) -> Option<usize> {
    let Reading { value, problems } = read(text.as_bytes(), &Limits::default());
    problems.first().filter(|_| value.is_none()).map(|problem| problem.offset)
}

proptest! {
    #[test]
    fn reads_the_same_value_as_serde_json(text in json_text()) {
        let reading = read(text.as_bytes(), &Limits::default());
        let value = reading.value.unwrap();
        prop_assert_eq!(value.to_text(&text), text.trim());
        prop_assert_eq!(as_serde(&value), serde_json::from_str::<serde_json::Value>(&text).unwrap());
    }

    #[test]
    fn every_span_reads_back_as_the_value(text in json_text()) {
        let value = read(text.as_bytes(), &Limits::default()).value.unwrap();
        for member in value.as_object().iter().flat_map(|object| &object.members) {
            let name: String = serde_json::from_str(text.get(member.name_span.clone()).unwrap()).unwrap();
            prop_assert_eq!(&name, &member.name);
            let alone = read(member.value.to_text(&text).as_bytes(), &Limits::default());
            prop_assert_eq!(as_serde(&alone.value.unwrap()), as_serde(&member.value));
        }
    }

    #[test]
    fn names_are_unique_in_every_object_that_is_accepted(text in json_text()) {
        if let Ok(object) = Object::parse(text.as_bytes(), &Limits::default()) {
            let mut names: Vec<&str> = object.members.iter().map(|member| &*member.name).collect();
            names.sort_unstable();
            names.dedup();
            prop_assert_eq!(names.len(), object.members.len());
        }
    }

    #[test]
    fn accepts_the_syntax_that_serde_json_accepts(text in nearly_json()) {
        let judged = serde_json::from_str::<serde_json::Value>(&text);
        // A float that is out of range is good syntax.
        if judged.as_ref().is_err_and(|error| error.to_string().starts_with("number out")) {
            return Ok(());
        }
        let reading = read(text.as_bytes(), &Limits::default());
        prop_assert_eq!(reading.value.is_some(), judged.is_ok());
    }

    #[test]
    fn a_mistake_is_where_the_text_stops_being_the_start_of_json(text in nearly_json()) {
        // A lone surrogate comes to light only when all else is good.
        if judge::lone_surrogate(&text).is_some() {
            return Ok(());
        }
        if let Some(offset) = mistake(&text) {
            let (before, rest) = text.split_at(offset);
            // What stands before it is at worst incomplete; with the next character it is bad.
            prop_assert!(mistake(before).is_none_or(|end| end == offset));
            let with: String = before.chars().chain(rest.chars().take(1)).collect();
            prop_assert_eq!(mistake(&with), Some(offset));
        }
    }

    #[test]
    fn an_outline_takes_nothing_that_the_reader_of_trees_refuses(
        text in prop_oneof![json_text(), nearly_json()],
        depth in 0..5_usize,
    ) {
        let limits = Limits { depth };
        let mut outline = Outline::default();
        let taken = outline.read(text.as_bytes(), &limits).is_some();
        let object = Object::parse(text.as_bytes(), &limits);
        if !text.contains('\\') {
            prop_assert_eq!(taken, object.is_ok());
        }
        if taken {
            let object = object.unwrap();
            let places = outline.members().map(|(name, value)| {
                (text.get(name).unwrap().to_owned(), value)
            });
            let members = object.members.iter().map(|member| {
                (member.name.to_string(), member.value.span.clone())
            });
            prop_assert_eq!(places.collect::<Vec<_>>(), members.collect::<Vec<_>>());
        }
    }

    #[test]
    fn fields_read_the_same_from_an_outline_and_from_a_tree(text in json_text()) {
        let Ok(object) = Object::parse(text.as_bytes(), &Limits::default()) else { return Ok(()) };
        for member in &object.members {
            let field = Fields::parsed(text.as_bytes(), &object).get(&member.name).unwrap();
            let text = field.as_str();
            prop_assert_eq!(text.as_deref(), member.value.as_str());
            prop_assert_eq!(field.as_number(), member.value.as_number());
            prop_assert_eq!(field.as_bool(), member.value.as_bool());
            prop_assert_eq!(field.type_name(), member.value.type_name());
            let elements = member.value.as_array();
            let strings: Option<Vec<&str>> =
                elements.and_then(|elements| elements.iter().map(Value::as_str).collect());
            let read: Option<Vec<_>> = field.as_strings().map(Iterator::collect);
            prop_assert_eq!(read.is_some(), strings.is_some());
            for (one, other) in read.iter().flatten().zip(strings.iter().flatten()) {
                prop_assert_eq!(one, other);
            }
        }
        let mut outline = Outline::default();
        if let Some(text) = outline.read(text.as_bytes(), &Limits::default()) {
            for member in &object.members {
                let one = Fields::outlined(text, &outline).get(&member.name).unwrap();
                let other = Fields::parsed(text.as_bytes(), &object).get(&member.name).unwrap();
                prop_assert_eq!((one.text, one.span), (other.text, other.span));
            }
        }
    }

    #[test]
    fn never_panics(bytes in vec(any::<u8>(), 0..60), depth in 0..4_usize) {
        let _ = read(&bytes, &Limits { depth });
        Outline::default().read(&bytes, &Limits { depth });
    }
}
