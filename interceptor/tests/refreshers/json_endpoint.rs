//! The endpoint that speaks JSON of its own, with the article's names and with others.

use std::time::Duration;

use bytes::Bytes;
use http::Response;
use interceptor::error::Failure;
use interceptor::error::RefreshError;
use interceptor::port::Refresher;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::MAX_ANSWER_BYTES;
use interceptor::refresher::SetupError;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Code;

use crate::scripted::Scripted;
use crate::scripted::access_alone;
use crate::scripted::refresh_token;

const REISSUE: &str = "https://server.example.com/reissue";

async fn ask(transport: &Scripted) -> Result<TokenPair, RefreshError> {
    let refresher = JsonEndpoint::builder(REISSUE, transport.clone()).build().unwrap();
    refresher.refresh(Some(&refresh_token())).await
}

#[tokio::test]
async fn the_refresh_token_goes_out_as_json_and_two_tokens_come_back() {
    let body = r#"{"accessToken":"new","refreshToken":"next","expiresIn":600}"#;
    let transport = Scripted::answering(200, body);
    let pair = ask(&transport).await.unwrap();
    assert_eq!(transport.body(), r#"{"refreshToken":"tGzv3JOkF0XG5Qx2TlKWIA"}"#);
    assert_eq!(transport.header("content-type").as_deref(), Some("application/json"));
    assert_eq!(pair.access.expose(), "new");
    assert_eq!(pair.refresh.unwrap().expose(), "next");
    assert_eq!(pair.expires_in, Some(Duration::from_secs(600)));
}

/// P25: without a new refresh token the answer brings none, and the session keeps the old one.
#[tokio::test]
async fn an_answer_may_have_the_access_token_alone() {
    let pair = ask(&Scripted::answering(200, r#"{"accessToken":"new"}"#)).await.unwrap();
    assert_eq!((pair.refresh, pair.expires_in), (None, None));
}

#[tokio::test]
async fn members_may_have_other_names_and_stand_deeper() {
    let body = r#"{"data":[{"token":"new","next":"n","life":"60"}]}"#;
    let transport = Scripted::answering(200, body);
    let refresher = JsonEndpoint::builder(REISSUE, transport.clone())
        .request_member("old \"one\"")
        .access_token("/data/0/token")
        .refresh_token("/data/0/next")
        .expires_in("/data/0/life")
        .build()
        .unwrap();
    let pair = refresher.refresh(Some(&RefreshToken::new("a\"b\\").unwrap())).await.unwrap();
    assert_eq!(transport.body(), r#"{"old \"one\"":"a\"b\\"}"#);
    assert_eq!((pair.access.expose(), pair.expires_in), ("new", Some(Duration::from_secs(60))));
    assert_eq!(pair.refresh.unwrap().expose(), "n");
}

#[test]
fn a_place_is_a_json_pointer() {
    let builder = JsonEndpoint::builder(REISSUE, Scripted::default()).access_token("accessToken");
    assert!(matches!(builder.build(), Err(SetupError::Pointer(_))));
    let builder = JsonEndpoint::builder("http://api.example/reissue", Scripted::default());
    assert!(matches!(builder.build(), Err(SetupError::Endpoint { .. })));
}

#[tokio::test]
async fn a_refusal_by_code_is_for_good_whatever_its_status() {
    for (body, code) in [
        (r#"{"errorCode":5001}"#, "5001"),
        (r#"{"errorCode":5002,"message":"gone"}"#, "5002"),
        (r#"{"errorCode":"5002","accessToken":null}"#, "5002"),
        (r#"{"errorCode":4000}"#, "4000"),
    ] {
        for status in [200, 400, 401, 403] {
            let error = ask(&Scripted::answering(status, body)).await.unwrap_err();
            assert_eq!((error.failure(), error.oauth_code()), (Failure::Permanent, Some(code)));
        }
    }
    // The server is in trouble, and its code is one of that trouble.
    let error = ask(&Scripted::answering(500, r#"{"errorCode":9000}"#)).await.unwrap_err();
    assert_eq!(error.failure(), Failure::Ambiguous);
}

/// P18: what cannot be read is judged by the status.
#[tokio::test]
async fn without_a_code_the_status_decides() {
    let huge = " ".repeat(MAX_ANSWER_BYTES + 1);
    for body in ["", "<html>", "[]", "{}", r#"{"accessToken":""}"#, &huge] {
        for (status, expected) in [
            (200, Failure::Ambiguous),
            (302, Failure::Transient),
            (403, Failure::Transient),
            (404, Failure::Transient),
            (401, Failure::Permanent),
            (429, Failure::Transient),
            (500, Failure::Ambiguous),
            (503, Failure::Transient),
        ] {
            let error = ask(&Scripted::answering(status, body.to_owned())).await.unwrap_err();
            assert_eq!(error.failure(), expected, "{status} {body:.20}");
        }
    }
}

/// P14: a code that means "not now" ends nothing.
#[tokio::test]
async fn a_code_may_mean_not_now() {
    let ask = async |status, body| {
        let transport = Scripted::answering(status, body);
        let refresher = JsonEndpoint::builder(REISSUE, transport)
            .transient_codes([Code::from(9001), Code::from("BUSY")])
            .build()
            .unwrap();
        let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
        (error.failure(), error.oauth_code().map(str::to_owned))
    };
    for status in [200, 400, 401, 500] {
        let busy = (Failure::Transient, Some("9001".to_owned()));
        assert_eq!(ask(status, r#"{"errorCode":9001}"#).await, busy);
        let busy = (Failure::Transient, Some("BUSY".to_owned()));
        assert_eq!(ask(status, r#"{"errorCode":"BUSY"}"#).await, busy);
    }
    for body in [r#"{"errorCode":"9001"}"#, r#"{"errorCode":90010}"#, r#"{"errorCode":5002}"#] {
        assert_eq!(ask(401, body).await.0, Failure::Permanent, "{body}");
    }
}

/// P38: a key of the API goes along, to the logout as well, and is a secret.
#[tokio::test]
async fn a_header_field_of_the_servers_own_goes_with_each_request_and_is_shown_nowhere() {
    let refused = r#"{"errorCode":"open-sesame"}"#;
    let transport = Scripted::answering(401, refused).then(Ok(Response::new(Bytes::new())));
    let refresher = JsonEndpoint::builder(REISSUE, transport.clone())
        .header("X-Api-Key", "open-sesame")
        .logout_endpoint("https://server.example.com/logout")
        .build()
        .unwrap();
    let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
    refresher.revoke(&access_alone().with_refresh(refresh_token())).await.unwrap();
    assert_eq!(transport.sent().len(), 2);
    for sent in transport.sent() {
        assert_eq!(sent.headers()["x-api-key"], "open-sesame");
        assert!(sent.headers()["x-api-key"].is_sensitive());
    }
    assert!(!format!("{error} {error:?} {refresher:?}").contains("sesame"));
    // Without the key it is a code as any other.
    let error = ask(&Scripted::answering(401, refused)).await.unwrap_err();
    assert_eq!(error.oauth_code(), Some("open-sesame"));
}

#[test]
fn a_header_field_that_cannot_be_added_is_refused_at_the_start() {
    let build = |fields: &[(&str, &str)]| {
        let mut builder = JsonEndpoint::builder(REISSUE, Scripted::default());
        for (name, value) in fields {
            builder = builder.header(name, value);
        }
        builder.build().map(|_| ())
    };
    assert_eq!(build(&[("x-a", "1"), ("authorization", "Basic YTpi")]), Ok(()));
    for fields in [
        &[("content-type", "text/plain")][..],
        &[("Host", "elsewhere")],
        &[("x a", "1")],
        &[("x-a", "1\r\nx-b: 2")],
        &[("x-a", "1"), ("X-A", "2")],
    ] {
        let name = fields.last().unwrap().0.to_owned();
        assert_eq!(build(fields), Err(SetupError::Header { name }), "{fields:?}");
    }
}

/// P38: a code that is the token itself is no code.
#[tokio::test]
async fn a_refusal_repeats_no_token() {
    let body = r#"{"errorCode":"tGzv3JOkF0XG5Qx2TlKWIA","error":"tGzv3JOkF0XG5Qx2TlKWIA"}"#;
    let error = ask(&Scripted::answering(401, body)).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("tGzv3JOk"));
}
