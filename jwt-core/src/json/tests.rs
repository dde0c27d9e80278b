use super::*;

fn parse(text: &str) -> Result<Object<'_>, JsonError> {
    Object::parse(text.as_bytes(), &Limits::default())
}

fn refused(text: impl AsRef<[u8]>) -> (usize, JsonErrorKind) {
    let error = Object::parse(text.as_ref(), &Limits::default()).expect_err("the text is refused");
    (error.offset, error.kind)
}

fn nested(depth: usize) -> String {
    format!(r#"{{"a":{}1{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1))
}

#[test]
fn keeps_members_in_order_with_their_places() {
    let text = r#" { "b" : "x" , "a" : [1, {}] } "#;
    let object = parse(text).unwrap();
    let places: Vec<_> = object
        .members
        .iter()
        .map(|member| (&*member.name, &text[member.name_span.clone()], member.value.to_text(text)))
        .collect();
    assert_eq!(places, [("b", "\"b\"", "\"x\""), ("a", "\"a\"", "[1, {}]")]);
    let elements = object.get("a").unwrap().as_array().unwrap();
    assert_eq!(
        elements.iter().map(|value| value.span.clone()).collect::<Vec<_>>(),
        [22..23, 25..27]
    );
}

#[test]
fn a_reading_spans_the_root_without_the_white_space_around() {
    let reading = read(b"\n\t[null] \r", &Limits::default());
    assert_eq!(reading.value.unwrap().span, 2..8);
}

#[test]
fn keeps_numbers_as_they_are_written() {
    let text = r#"{"a":9007199254740993,"b":-1.50E+300,"c":1e99999,"d":-0}"#;
    let object = parse(text).unwrap();
    let numbers: Vec<_> = object.members.iter().map(|member| member.value.as_number()).collect();
    let written = ["9007199254740993", "-1.50E+300", "1e99999", "-0"];
    assert_eq!(numbers, written.map(Some));
}

#[test]
fn strings_lose_their_escapes_and_are_borrowed_without_any() {
    let object = parse(r#"{"a":"é","b\n":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#).unwrap();
    assert!(matches!(&object.get("a").unwrap().kind, Kind::String(Cow::Borrowed("é"))));
    assert_eq!(object.get("b\n").unwrap().as_str(), Some("\"\\/\u{8}\u{c}\n\r\té😀"));
}

#[test]
fn accessors_answer_for_their_type_only() {
    let object = parse(r#"{"a":[],"b":true,"n":null,"1":1,"o":{},"s":""}"#).unwrap();
    let types: Vec<_> = object.members.iter().map(|member| member.value.type_name()).collect();
    assert_eq!(types, ["array", "boolean", "null", "number", "object", "string"]);
    for member in &object.members {
        let value = &member.value;
        let answers = [
            value.as_array().is_some(),
            value.as_bool().is_some(),
            value.is_null(),
            value.as_number().is_some(),
            value.as_object().is_some(),
            value.as_str().is_some(),
        ];
        assert_eq!(answers.iter().filter(|&&answer| answer).count(), 1, "{value:?}");
    }
}

#[test]
fn the_text_of_a_value_needs_its_own_source() {
    let object = parse(r#"{"a":"long enough"}"#).unwrap();
    assert_eq!(object.get("a").unwrap().to_text("{}"), "");
}

#[test]
fn refuses_a_name_that_occurs_twice_at_any_depth() {
    let twice = |name: &str| JsonErrorKind::DuplicateName(name.to_owned());
    assert_eq!(refused(r#"{"a":1,"b":2,"a":3}"#), (13, twice("a")));
    assert_eq!(refused(r#"{"a":[{"b":{"c":1,"c":1}}]}"#), (18, twice("c")));
    assert_eq!(refused(r#"{"":1,"":1}"#), (6, twice("")));
}

#[test]
fn names_are_compared_without_their_escapes() {
    assert_eq!(
        refused(r#"{"alg":1,"\u0061lg":2}"#),
        (9, JsonErrorKind::DuplicateName("alg".to_owned()))
    );
    parse(r#"{"a":1,"A":2,"\u00e9":3,"e\u0301":4,"o":{"a":1}}"#).unwrap();
}

#[test]
fn the_first_problem_in_the_text_wins() {
    assert_eq!(refused(r#"{"a":{"b":1,"b":1},"a":1,"a":1}"#).0, 12);
    assert_eq!(refused(r#"{"a":1,"a":{"b":1,"b":1}}"#).0, 7);
    let deep = "[".repeat(40) + &"]".repeat(40);
    assert_eq!(
        refused(format!(r#"{{"a":1,"a":{deep}}}"#)).1.clone(),
        refused(r#"{"a":1,"a":1}"#).1
    );
    assert_eq!(refused(format!(r#"{{"a":{deep},"a":1}}"#)).1, JsonErrorKind::TooDeep(32));
}

#[test]
fn a_lenient_reading_lists_every_problem_in_order() {
    let deep = "[".repeat(32) + &"]".repeat(32);
    let text = format!(r#"{{"a":1,"a":{{"b":1,"b":1,"b":1}},"c":{deep},"a":1}}"#);
    let reading = read(text.as_bytes(), &Limits::default());
    assert_eq!(reading.value.unwrap().as_object().unwrap().members.len(), 4);
    let found: Vec<_> =
        reading.problems.iter().map(|problem| &text[problem.offset..][..3]).collect();
    assert_eq!(found, [r#""a""#, r#""b""#, r#""b""#, "[]]", r#""a""#]);
}

#[test]
fn a_large_object_finds_the_same_duplicates() {
    let members: Vec<String> = (0..40).map(|index| format!(r#""{}":0"#, index % 30)).collect();
    let text = format!("{{{}}}", members.join(","));
    let reading = read(text.as_bytes(), &Limits::default());
    let names: Vec<JsonErrorKind> =
        (0..10).map(|name| JsonErrorKind::DuplicateName(name.to_string())).collect();
    assert!(reading.problems.iter().map(|problem| &problem.kind).eq(&names));
}

#[test]
fn refuses_a_root_that_is_no_object() {
    for (text, name) in [
        ("[]", "array"),
        (" true", "boolean"),
        ("null", "null"),
        ("1", "number"),
        ("\"{}\"", "string"),
        (r#"[{"a":1,"a":1}]"#, "array"),
    ] {
        let (offset, kind) = refused(text);
        assert_eq!(kind, JsonErrorKind::NotAnObject(name));
        assert_eq!(offset, text.len() - text.trim_start().len());
        assert!(read(text.as_bytes(), &Limits::default()).value.is_some());
    }
}

#[test]
fn refuses_bytes_that_are_not_utf8() {
    assert_eq!(refused(b"{\"a\":\"\xC3\x28\"}"), (6, JsonErrorKind::NotUtf8));
    assert_eq!(refused(b"\xFF\xFE{\0}\0"), (0, JsonErrorKind::NotUtf8));
    // A surrogate written in UTF-8, an overlong NUL, and a character that is cut.
    assert_eq!(refused(b"\"\xED\xA0\x80\""), (1, JsonErrorKind::NotUtf8));
    assert_eq!(refused(b"\"\xC0\x80\""), (1, JsonErrorKind::NotUtf8));
    assert_eq!(refused(b"{\xE2\x82"), (1, JsonErrorKind::NotUtf8));
}

#[test]
fn refuses_a_byte_order_mark() {
    assert_eq!(refused("\u{feff}{}"), (0, JsonErrorKind::Syntax("byte order mark".to_owned())));
}

#[test]
fn depth_counts_the_root_as_one() {
    parse(&nested(32)).unwrap();
    assert_eq!(refused(nested(33)), (36, JsonErrorKind::TooDeep(32)));
    let flat = Limits { depth: 1 };
    assert!(Object::parse(br#"{"a":1}"#, &flat).is_ok());
    assert_eq!(Object::parse(br#"{"a":{}}"#, &flat).unwrap_err().offset, 5);
    assert_eq!(Object::parse(b"{}", &Limits { depth: 0 }).unwrap_err().offset, 0);
    assert!(read(b"1", &Limits { depth: 0 }).problems.is_empty());
}

#[test]
fn a_depth_limit_over_128_acts_as_128() {
    let limits = Limits { depth: usize::MAX };
    Object::parse(nested(128).as_bytes(), &limits).unwrap();
    let error = Object::parse(nested(129).as_bytes(), &limits).unwrap_err();
    assert_eq!(error.kind, JsonErrorKind::TooDeep(128));
}

#[test]
fn what_is_too_deep_is_stepped_over() {
    let text = r#"{"a":{"b":["]","\"}",{"c":[]}],"d":1},"e":{"f":0}}"#;
    let reading = read(text.as_bytes(), &Limits { depth: 2 });
    let root = reading.value.unwrap();
    let inner = root.as_object().unwrap().get("a").unwrap().as_object().unwrap();
    assert_eq!(inner.get("b").unwrap().as_array(), Some(&[][..]));
    assert_eq!(inner.get("b").unwrap().to_text(text), r#"["]","\"}",{"c":[]}]"#);
    assert_eq!(inner.get("d").unwrap().as_number(), Some("1"));
    assert_eq!(reading.problems.len(), 1);
}

#[test]
fn a_hundred_thousand_levels_are_refused_without_a_stack() {
    let text = format!(r#"{{"a":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(refused(&text).1, JsonErrorKind::TooDeep(32));
    let text = r#"{"a":"#.repeat(100_000);
    assert_eq!(refused(&text).0, text.len());
    assert_eq!(refused(format!("{text}1{}", "}".repeat(100_000))).1, JsonErrorKind::TooDeep(32));
}

#[test]
fn a_hundred_thousand_members_are_read() {
    let members: Vec<String> = (0..100_000).map(|index| format!(r#""n{index}":0"#)).collect();
    let text = format!("{{{}}}", members.join(","));
    assert_eq!(parse(&text).unwrap().members.len(), 100_000);
    let text = format!("{{{}}}", vec![r#""n":0"#; 100_000].join(","));
    assert_eq!(read(text.as_bytes(), &Limits::default()).problems.len(), 99_999);
}

#[test]
fn debug_shows_names_types_and_places_but_no_value() {
    let object = parse(r#"{"d":"secret","e":[1234567,true],"o":{"k":null}}"#).unwrap();
    let shown = format!("{object:?}");
    assert_eq!(
        shown,
        r#"{"d": string at 5..13, "e": [number at 19..26, boolean at 27..31] at 18..32, "#
            .to_owned()
            + r#""o": {"k": null at 42..46} at 37..47}"#
    );
}

#[test]
fn messages_name_the_member_and_the_place() {
    let message = |text: &str| parse(text).unwrap_err().to_string();
    assert_eq!(message(r#"{"a\n":1,"a\n":"x"}"#), r#"member name "a\n" occurs twice at byte 9"#);
    assert_eq!(message("[]"), "array where an object was expected at byte 0");
    assert_eq!(message(r#"{"a":"#), "EOF while parsing a value at byte 5");
    assert_eq!(message(r#"{"a":}"#), "expected value at byte 5");
    assert_eq!(message(r#"{"a":"\ud800"}"#), "lone surrogate in a \\u escape at byte 6");
}

#[test]
fn every_refusal_has_its_own_explanation() {
    let texts = [
        &br#"{"a":1,"a":1}"#[..],
        b"[]",
        b"\xFF",
        br#"{"a":[{"$serde_json::private::RawValue":"1"}]}"#,
        b"",
        nested(33).leak().as_bytes(),
    ];
    let codes = texts.map(|text| Object::parse(text, &Limits::default()).unwrap_err().code());
    assert!(EXPLANATIONS.iter().map(|explanation| explanation.code).eq(codes));
}
