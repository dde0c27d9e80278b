//! Answers of every shape.

use std::time::UNIX_EPOCH;

use http::HeaderValue;
use http::header::DATE;
use http::header::RETRY_AFTER;

use super::*;
use crate::error::Failure;
use crate::refresher::transport::MAX_ANSWER_BYTES;

fn parse(status: u16, body: &str) -> Result<TokenPair, RefreshError> {
    let status = StatusCode::from_u16(status).unwrap();
    parse_token_response(status, &HeaderMap::new(), body.as_bytes())
}

fn failure(status: u16, body: &str) -> Failure {
    parse(status, body).unwrap_err().failure()
}

#[test]
fn the_answer_of_section_5_1_is_read() {
    // With `Bearer` in the place of the RFC's "example", which is no type that can be sent.
    let body = r#"{
       "access_token":"2YotnFZFEjr1zCsicMWpAA",
       "token_type":"Bearer",
       "expires_in":3600,
       "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
       "example_parameter":"example_value"
     }"#;
    let pair = parse(200, body).unwrap();
    assert_eq!(pair.access.expose(), "2YotnFZFEjr1zCsicMWpAA");
    assert_eq!(pair.refresh.unwrap().expose(), "tGzv3JOkF0XG5Qx2TlKWIA");
    assert_eq!(pair.expires_in, Some(Duration::from_secs(3600)));
    assert_eq!((pair.scope, pair.server_time), (None, None));
}

#[test]
fn the_refusal_of_section_5_2_is_read() {
    let error = parse(400, r#"{ "error":"invalid_request" }"#).unwrap_err();
    assert_eq!(
        (error.failure(), error.oauth_code()),
        (Failure::Permanent, Some("invalid_request"))
    );
}

#[test]
fn only_bearer_tokens_can_be_sent() {
    let with = |kind: &str| parse(200, &format!(r#"{{"access_token":"a"{kind}}}"#));
    for good in ["", r#","token_type":null"#, r#","token_type":"BEARER""#] {
        assert!(with(good).is_ok(), "{good}");
    }
    for bad in [r#","token_type":"DPoP""#, r#","token_type":"""#, r#","token_type":1"#] {
        assert_eq!(with(bad).unwrap_err().failure(), Failure::Permanent, "{bad}");
    }
}

/// P18: some servers put one before every JSON text; what has been issued is not thrown away for it.
#[test]
fn a_byte_order_mark_loses_no_tokens() {
    let pair = parse(200, "\u{feff}{\"access_token\":\"a\"}").unwrap();
    assert_eq!(pair.access.expose(), "a");
    assert_eq!(
        failure(200, "\u{feff}\u{feff}{\"access_token\":\"a\"}"),
        Failure::Ambiguous,
        "one is enough"
    );
}

#[test]
fn a_lifetime_is_a_number_however_it_is_written() {
    let life = |text: &str| {
        let body = format!(r#"{{"access_token":"a","expires_in":{text}}}"#);
        parse(200, &body).unwrap().expires_in
    };
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    for (text, expected) in [
        ("3600", seconds(3600)),
        (r#""3600""#, seconds(3600)),
        (r#"" 3600 ""#, seconds(3600)),
        ("36e2", seconds(3600)),
        ("0.5", Some(Duration::from_millis(500))),
        ("0", seconds(0)),
        ("18446744073709551615", seconds(u64::MAX)),
        ("99999999999999999999999", seconds(u64::MAX)),
        ("1e400", None),
        ("-1", None),
        ("null", None),
        (r#""""#, None),
        (r#""soon""#, None),
        ("[3600]", None),
        ("true", None),
    ] {
        assert_eq!(life(text), expected, "{text}");
    }
}

/// P25: what an answer leaves out is left to the session, which keeps the old refresh token.
#[test]
fn what_is_left_out_is_not_made_up() {
    let bare = parse(200, r#"{"access_token":"a"}"#).unwrap();
    assert_eq!((bare.refresh, bare.expires_in, bare.scope), (None, None, None));
    let empty = parse(200, r#"{"access_token":"a","refresh_token":"","scope":null}"#).unwrap();
    assert_eq!((empty.refresh, empty.scope), (None, None));
    let null = parse(200, r#"{"access_token":"a","refresh_token":null}"#).unwrap();
    assert_eq!(null.refresh, None);
    let scope = parse(200, r#"{"access_token":"a","scope":"read write"}"#).unwrap().scope;
    assert_eq!(scope.as_deref(), Some("read write"));
}

/// P18: bodies that are empty, HTML, too long or no JSON are judged by the status.
#[test]
fn a_body_that_cannot_be_read_leaves_the_status() {
    let long = format!(r#"{{"error":"slow_down","pad":"{}"}}"#, "a".repeat(MAX_ANSWER_BYTES));
    let bodies =
        ["", "<html><h1>Bad Gateway</h1>", "{", "null", "[]", r#"{"error":"slow_down"}{}"#, &long];
    for body in bodies {
        for (status, expected) in [
            (200, Failure::Ambiguous),
            (204, Failure::Ambiguous),
            (302, Failure::Transient),
            (400, Failure::Permanent),
            (401, Failure::Permanent),
            (403, Failure::Transient),
            (404, Failure::Transient),
            (405, Failure::Transient),
            (407, Failure::Transient),
            (408, Failure::Ambiguous),
            (421, Failure::Transient),
            (425, Failure::Transient),
            (429, Failure::Transient),
            (500, Failure::Ambiguous),
            (502, Failure::Ambiguous),
            (503, Failure::Transient),
            (504, Failure::Ambiguous),
            (599, Failure::Ambiguous),
            (600, Failure::Ambiguous),
            (999, Failure::Ambiguous),
        ] {
            let error = parse(status, body).unwrap_err();
            assert_eq!(error.failure(), expected, "{status} {body:.20}");
            assert!(error.to_string().len() < 250);
        }
    }
}

#[test]
fn a_code_weighs_more_than_the_status_it_comes_with() {
    let cases = [
        ("invalid_grant", Failure::Permanent),
        ("invalid_client", Failure::Permanent),
        ("unauthorized_client", Failure::Permanent),
        ("unsupported_grant_type", Failure::Permanent),
        ("invalid_scope", Failure::Permanent),
        ("invalid_request", Failure::Permanent),
        ("temporarily_unavailable", Failure::Transient),
        ("slow_down", Failure::Transient),
        ("server_error", Failure::Ambiguous),
    ];
    for (code, expected) in cases {
        for status in [200, 400, 401, 500] {
            let error = parse(status, &format!(r#"{{"error":"{code}"}}"#)).unwrap_err();
            assert_eq!((error.failure(), error.oauth_code()), (expected, Some(code)), "{status}");
        }
    }
    // A code that nobody knows is a refusal, unless the server says that it is in trouble itself.
    assert_eq!(failure(400, r#"{"error":"bad_refresh_token"}"#), Failure::Permanent);
    assert_eq!(failure(200, r#"{"error":"bad_refresh_token"}"#), Failure::Permanent);
    assert_eq!(failure(500, r#"{"error":"oops"}"#), Failure::Ambiguous);
    // And "not now" is "not now".
    assert_eq!(failure(503, r#"{"error":"invalid_grant"}"#), Failure::Transient);
    assert_eq!(failure(302, r#"{"error":"slow_down"}"#), Failure::Transient);
    // Who names a code speaks for the endpoint, whatever the status; a redirect is somebody else's.
    assert_eq!(failure(403, r#"{"error":"access_denied"}"#), Failure::Permanent);
    assert_eq!(failure(302, r#"{"error":"access_denied"}"#), Failure::Transient);
}

#[test]
fn a_success_that_is_no_token_response_may_have_taken_the_refresh_token() {
    for body in [
        "{}",
        r#"{"access_token":null}"#,
        r#"{"access_token":""}"#,
        r#"{"access_token":1}"#,
        r#"{"access_token":"a b"}"#,
        r#"{"access_token":"a\r\nb"}"#,
        r#"{"access_token":"a","access_token":"b"}"#,
        r#"{"access_token":"a","x":{"y":1,"y":2}}"#,
        r#"{"access_token":"a","refresh_token":7}"#,
        r#"{"access_token":"a","refresh_token":"ä"}"#,
        r#"{"error":7}"#,
    ] {
        assert_eq!(failure(200, body), Failure::Ambiguous, "{body}");
    }
}

/// P18: a refusal that writes every member it knows is no token response that was lost.
#[test]
fn an_access_token_of_nothing_beside_an_error_is_a_refusal() {
    for nothing in ["null", r#""""#] {
        let body = format!(r#"{{"access_token":{nothing},"error":"invalid_grant"}}"#);
        assert_eq!(failure(200, &body), Failure::Permanent, "{nothing}");
    }
    assert_eq!(failure(200, r#"{"access_token":7,"error":"invalid_grant"}"#), Failure::Ambiguous);
}

#[test]
fn retry_after_is_read_in_both_forms() {
    let wait = |after: &'static str, date: Option<&'static str>| {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static(after));
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_static(date));
        }
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let error = parse_token_response(status, &headers, b"").unwrap_err();
        error.retry_after().map(|span| span.as_secs())
    };
    let (date, later) = ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:51:37 GMT");
    assert_eq!(wait("120", None), Some(120));
    assert_eq!(wait("99999999999999999999", None), Some(u64::MAX));
    assert_eq!(wait(later, Some(date)), Some(120));
    assert_eq!(wait("Sunday, 06-Nov-94 08:51:37 GMT", Some(date)), Some(120));
    assert_eq!(wait(date, Some(later)), Some(0));
    for (after, date) in
        [(later, None), ("", None), ("-1", None), ("1.5", Some(date)), ("soon", None)]
    {
        assert_eq!(wait(after, date), None, "{after}");
    }
}

#[test]
fn the_clock_of_the_server_is_read() {
    let mut headers = HeaderMap::new();
    headers.insert(DATE, HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
    let pair = parse_token_response(StatusCode::OK, &headers, br#"{"access_token":"a"}"#).unwrap();
    assert_eq!(pair.server_time, Some(UNIX_EPOCH + Duration::from_secs(784_111_777)));
}

/// P38: nothing of a token that a server repeats gets into the error.
#[test]
fn what_was_sent_is_not_repeated() {
    let (status, headers) = (StatusCode::BAD_REQUEST, &HeaderMap::new());
    let answer = Answer { from: "token endpoint", status, headers, sent: &["8xLOxBtZp8".into()] };
    let body =
        br#"{"error":"no 8xLOxBtZp8","error_description":"Invalid refresh token: 8xLOxBtZp8"}"#;
    let error = read_tokens(&answer, body).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("8xLOxBtZ"));
}

/// P38: a code that cannot be shown, since the secret has the same letters, means what it means.
#[test]
fn what_a_code_means_does_not_depend_on_what_was_sent() {
    let (status, headers) = (StatusCode::INTERNAL_SERVER_ERROR, &HeaderMap::new());
    let answer = Answer { from: "token endpoint", status, headers, sent: &["invalid_7Fjf".into()] };
    let error = read_tokens(&answer, br#"{"error":"invalid_grant"}"#).unwrap_err();
    assert_eq!((error.failure(), error.oauth_code()), (Failure::Permanent, None));
}
