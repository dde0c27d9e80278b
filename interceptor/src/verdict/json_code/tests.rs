//! What is looked at, what is found there, and what is not believed.

use http::HeaderName;
use http::header;
use proptest::prelude::*;

use super::*;
use crate::verdict::Bearer6750;

const EXPIRED: Verdict = Verdict::Rejected(Reason::Expired);
const INVALID: Verdict = Verdict::Rejected(Reason::Invalid);

fn headers(fields: &[(HeaderName, &str)]) -> HeaderMap {
    fields.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
}

fn json() -> HeaderMap {
    headers(&[(header::CONTENT_TYPE, "application/json")])
}

/// What an adapter makes of the whole answer.
fn outcome(classify: &impl Classify, status: u16, headers: &HeaderMap, body: &[u8]) -> Verdict {
    let status = StatusCode::from_u16(status).unwrap();
    let glance = classify.by_head(status, headers);
    let shown = glance.limit().filter(|limit| body.len() <= *limit);
    shown.and_then(|_| classify.by_body(status, headers, body)).unwrap_or(glance.verdict())
}

fn says(code: &JsonCode, body: &str) -> Option<Verdict> {
    code.by_body(StatusCode::OK, &HeaderMap::new(), body.as_bytes())
}

/// P40: the article's codes, in a 200 and in a 401.
#[test]
fn the_codes_of_the_article_are_read_in_good_and_bad_answers() {
    let code = JsonCode::default();
    for status in [200, 201, 400, 401, 403] {
        let outcome = |body| outcome(&code, status, &json(), body);
        assert_eq!(outcome(br#"{"errorCode":5001}"#), EXPIRED, "{status}");
        assert_eq!(outcome(br#"{"message":"no", "errorCode" : 5002 }"#), INVALID, "{status}");
        assert_eq!(outcome(br#"{"\u0065rrorCode":5001}"#), EXPIRED, "{status}");
        let other = if status < 300 { Verdict::Accepted } else { Verdict::NotOurs };
        assert_eq!(outcome(br#"{"errorCode":5003}"#), other, "{status}");
        assert_eq!(outcome(br#"{"orders":[5001,5002]}"#), other, "{status}");
    }
    assert_eq!(outcome(&code, 500, &json(), br#"{"errorCode":5001}"#), Verdict::NotOurs);
}

/// P40: a bare 401 is a guess that the body corrects; an error in the head is none.
#[test]
fn the_body_speaks_before_the_guess_at_a_bare_401_in_either_order() {
    let (bearer, code) = (Bearer6750::new(), JsonCode::default());
    for (body, expected) in [
        (&br#"{"errorCode":5002}"#[..], INVALID),
        (br#"{"errorCode":5001}"#, EXPIRED),
        (br#"{"errorCode":9}"#, EXPIRED),
        (b"oops", EXPIRED),
        (b"", EXPIRED),
    ] {
        assert_eq!(outcome(&bearer.or(code.clone()), 401, &json(), body), expected);
        assert_eq!(outcome(&code.clone().or(bearer), 401, &json(), body), expected);
    }
    assert_eq!(outcome(&bearer.or(code.clone()), 200, &json(), br#"{"errorCode":5001}"#), EXPIRED);
    assert_eq!(outcome(&bearer.or(code), 200, &json(), b"{}"), Verdict::Accepted);
}

/// P40: where head and body are both sure, the one that was put first is believed.
#[test]
fn of_two_that_are_sure_the_first_is_believed() {
    let (bearer, code) = (Bearer6750::new(), JsonCode::default());
    let mut head = json();
    head.insert(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"".parse().unwrap());
    let body = br#"{"errorCode":5002}"#;
    assert_eq!(outcome(&bearer.or(code.clone()), 401, &head, body), EXPIRED);
    assert_eq!(outcome(&code.or(bearer), 401, &head, body), INVALID);
}

/// P40: what is not JSON, compressed or too long passes unread.
#[test]
fn only_plain_json_up_to_the_limit_is_looked_at() {
    let kind = |value| vec![(header::CONTENT_TYPE, value)];
    let json_and = |name, value| vec![(header::CONTENT_TYPE, "application/json"), (name, value)];
    for fields in [
        kind("application/json"),
        kind("Application/JSON; charset=utf-8"),
        kind("application/problem+json"),
        kind(" application/graphql-response+JSON ;a=b"),
        json_and(header::CONTENT_LENGTH, "65536"),
        json_and(header::CONTENT_ENCODING, "Identity"),
    ] {
        let glance = JsonCode::default().by_head(StatusCode::OK, &headers(&fields));
        assert_eq!(glance, Glance::likely(Verdict::Accepted).after_body(65_536), "{fields:?}");
    }
    for fields in [
        vec![],
        kind("text/json"),
        kind("text/html"),
        kind("application/x-ndjson"),
        kind("application/json-seq"),
        kind("application/jsonl"),
        kind("application/stream+json-lines"),
        kind("text/event-stream"),
        kind("application"),
        kind("application/xml; a=application/json"),
        json_and(header::CONTENT_TYPE, "text/html"),
        json_and(header::CONTENT_LENGTH, "65537"),
        json_and(header::CONTENT_LENGTH, "10485760"),
        json_and(header::CONTENT_LENGTH, "99999999999999999999999999"),
        json_and(header::CONTENT_LENGTH, "0"),
        json_and(header::CONTENT_LENGTH, "x"),
        json_and(header::CONTENT_ENCODING, "gzip"),
        json_and(header::CONTENT_ENCODING, "identity, gzip"),
        json_and(header::CONTENT_ENCODING, ""),
        json_and(header::CONTENT_RANGE, "bytes 7-24/100"),
    ] {
        // `from_iter` would put the later of two values in the place of the first.
        let mut headers = HeaderMap::new();
        for (name, value) in &fields {
            headers.append(name.clone(), value.parse().unwrap());
        }
        let glance = JsonCode::default().by_head(StatusCode::OK, &headers);
        assert_eq!(glance, Glance::likely(Verdict::Accepted), "{fields:?}");
    }
}

#[test]
fn statuses_and_limit_can_be_set() {
    let code = JsonCode::default().statuses([200..=200, 419..=440]).max_octets(19);
    assert_eq!(outcome(&code, 419, &json(), br#"{"errorCode":5001}"#), EXPIRED);
    assert_eq!(outcome(&code, 419, &json(), br#"{"errorCode":  5001}"#), Verdict::NotOurs);
    assert_eq!(outcome(&code, 401, &json(), br#"{"errorCode":5001}"#), Verdict::NotOurs);
}

#[test]
fn a_pointer_goes_through_objects_and_arrays() {
    for (pointer, body) in [
        ("", "7"),
        ("", " 7 "),
        ("/a", r#"{"b":1,"a":7,"c":[]}"#),
        ("/0", "[7]"),
        ("/2/a", r#"[{}, [1], {"a":7}, 3]"#),
        ("/errors/0/extensions/code", r#"{"errors":[{"extensions":{"code":7}}]}"#),
        ("/0", r#"{"0":7}"#),
        ("/", r#"{"":7}"#),
        ("//", r#"{"":{"":7}}"#),
        ("/a~1b/m~0n", r#"{"a/b":{"m~n":7}}"#),
        ("/~01", r#"{"~1":7}"#),
        ("/$serde_json::private::RawValue", r#"{"$serde_json::private::RawValue":7}"#),
    ] {
        let code = JsonCode::at(pointer).unwrap().expired([7]);
        assert_eq!(says(&code, body), Some(EXPIRED), "{pointer} in {body}");
    }
    for (pointer, body) in [
        ("/00", "[7]"),
        ("/-", "[7]"),
        ("/1", "[7]"),
        ("/+0", "[7]"),
        ("/99999999999999999999999", "[7]"),
        ("/a/b", r#"{"a":7}"#),
        ("/a", r#"[{"a":7}]"#),
        ("/a", "7"),
        ("", "{\"$serde_json::private::RawValue\":\"7\"}"),
    ] {
        let code = JsonCode::at(pointer).unwrap().expired([7]);
        assert_eq!(says(&code, body), None, "{pointer} in {body}");
    }
}

#[test]
fn what_is_no_pointer_is_refused() {
    assert_eq!(JsonCode::at("a").unwrap_err(), PointerError::Start);
    for text in ["/~", "/~2", "/a~"] {
        assert_eq!(JsonCode::at(text).unwrap_err(), PointerError::Escape, "{text}");
    }
    assert!(JsonCode::at(&"/a".repeat(16)).is_ok());
    assert_eq!(JsonCode::at(&"/a".repeat(17)).unwrap_err(), PointerError::Deep);
}

#[test]
fn codes_are_numbers_or_texts_and_not_both() {
    let number = JsonCode::at("").unwrap().expired([5001, -3]).invalid([i64::MAX]);
    for (body, verdict) in [
        ("5001", Some(EXPIRED)),
        ("-3", Some(EXPIRED)),
        ("9223372036854775807", Some(INVALID)),
        ("9223372036854775808", None),
        ("5001.0", None),
        ("5.001e3", None),
        ("\"5001\"", None),
        ("[5001]", None),
        ("true", None),
        ("null", None),
    ] {
        assert_eq!(says(&number, body), verdict, "{body}");
    }
    let text = JsonCode::at("").unwrap().expired(["OLD", "5001"]).invalid(["BAD\n".to_owned()]);
    for (body, verdict) in [
        ("\"OLD\"", Some(EXPIRED)),
        ("\"\\u004fLD\"", Some(EXPIRED)),
        ("\"BAD\\n\"", Some(INVALID)),
        ("\"old\"", None),
        ("\"\\ud800\"", None),
        ("5001", None),
    ] {
        assert_eq!(says(&text, body), verdict, "{body}");
    }
}

#[test]
fn what_is_unclear_says_nothing() {
    let code = JsonCode::default();
    for body in [
        "",
        " ",
        "{",
        "{\"errorCode\":5001",
        "{\"errorCode\":5001}}",
        "{\"errorCode\":5001}{\"errorCode\":5001}",
        "{\"errorCode\":5001,}",
        "{\"errorCode\":05001}",
        "{'errorCode':5001}",
        "{\"errorCode\":5001,\"errorCode\":5001}",
        "{\"errorCode\":1,\"errorCode\":5001}",
        "{\"errorCode\":5001,\"\\u0065rrorCode\":1}",
        "{\"errorCode\":5001,\"x\":tru}",
        "{\"errorCode\":NaN}",
        "\u{feff}{\"errorCode\":5001}",
        "<html>5001</html>",
    ] {
        assert_eq!(says(&code, body), None, "{body}");
    }
    let latin = b"{\"errorCode\":5001,\"x\":\"\xe4\"}";
    assert_eq!(code.by_body(StatusCode::OK, &HeaderMap::new(), latin), None);
}

#[test]
fn depth_costs_no_stack() {
    let code = JsonCode::default();
    for deep in ["[".repeat(1 << 20), "{\"errorCode\":".repeat(1 << 16)] {
        assert_eq!(says(&code, &deep), None);
    }
    let ends =
        format!("{{\"x\":{}{},\"errorCode\":5001}}", "[".repeat(1 << 20), "]".repeat(1 << 20));
    assert_eq!(says(&code, &ends), Some(EXPIRED));
}

proptest! {
    #[test]
    fn no_body_panics(body in prop::collection::vec(any::<u8>(), 0..300), pointer in "(/[a0~]{0,2}){0,4}") {
        if let Ok(code) = JsonCode::at(&pointer) {
            let _ = code.expired([1]).by_body(StatusCode::OK, &HeaderMap::new(), &body);
        }
    }

    /// Another reader of pointers, which builds the whole tree, finds the same.
    #[test]
    fn the_peek_finds_what_a_tree_has(body in "[\\[\\]{}\",:01a ]{0,24}", pointer in "(/[a01]{0,1}){0,3}") {
        let code = JsonCode::at(&pointer).unwrap().expired([0, 1, 10, 11]).invalid(["a", "0", ""]);
        let tree: Option<serde_json::Value> = serde_json::from_str(&body).ok();
        let found = tree.as_ref().and_then(|tree| tree.pointer(&pointer));
        let expected = found.and_then(|value| match value {
            serde_json::Value::Number(number) => [0, 1, 10, 11].contains(&number.as_i64()?).then_some(EXPIRED),
            serde_json::Value::String(text) => ["a", "0", ""].contains(&&**text).then_some(INVALID),
            _ => None,
        });
        let said = says(&code, &body);
        // A tree forgets what was there twice.
        prop_assert!(said == expected || said.is_none() && body.matches('"').count() > 2, "{:?}", said);
    }
}
