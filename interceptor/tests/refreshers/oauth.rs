//! Requests to a token endpoint: the examples of RFC 6749 and RFC 7523, and what follows from an answer.

use interceptor::error::Failure;
use interceptor::port::Refresher;
use interceptor::refresher::Assertion;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::Grant;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::MAX_ANSWER_BYTES;
use interceptor::refresher::OAuth;
use interceptor::refresher::OAuthBuilder;
use interceptor::refresher::SetupError;
use interceptor::refresher::TransportError;
use interceptor::session::Session;
use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;

use crate::scripted::Scripted;
use crate::scripted::TOKEN;
use crate::scripted::refresh_token;
use crate::world::VirtualClock;
use crate::world::pair;
use crate::world::policy;

fn oauth(transport: &Scripted) -> OAuthBuilder {
    OAuth::builder(TOKEN, transport.clone())
}

#[tokio::test]
async fn the_refresh_of_rfc_6749_section_6_is_sent_as_it_stands_there() {
    let transport = Scripted::issuing();
    let client = ClientAuth::basic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw");
    let refresher = oauth(&transport).client(client).build().unwrap();
    let pair = refresher.refresh(Some(&refresh_token())).await.unwrap();

    let sent = &transport.sent()[0];
    assert_eq!((sent.method().as_str(), sent.uri().to_string().as_str()), ("POST", TOKEN));
    let basic = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";
    assert_eq!(transport.header("authorization").as_deref(), Some(basic));
    assert!(sent.headers()["authorization"].is_sensitive());
    let form = "application/x-www-form-urlencoded";
    assert_eq!(transport.header("content-type").as_deref(), Some(form));
    let body = "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA";
    assert_eq!(transport.body(), body);
    assert_eq!(pair.access.expose(), "2YotnFZFEjr1zCsicMWpAA");
    assert_eq!(pair.refresh.unwrap().expose(), "a-new-one");
}

#[tokio::test]
async fn client_credentials_of_rfc_6749_section_4_4_need_no_refresh_token_and_keep_none() {
    let transport = Scripted::issuing();
    let client = ClientAuth::basic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw");
    let refresher =
        oauth(&transport).client(client).grant(Grant::ClientCredentials).build().unwrap();
    assert!(!refresher.needs_refresh_token());
    let pair = refresher.refresh(None).await.unwrap();
    assert_eq!(transport.body(), "grant_type=client_credentials");
    assert_eq!(pair.refresh, None);
}

#[tokio::test(start_paused = true)]
async fn a_jwt_is_a_grant_as_in_rfc_7523_section_2_1() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap().with_key_id("16");
    let assertion = Assertion::new(key.clone())
        .issuer("https://jwt-idp.example.com")
        .subject("mailto:mike@example.com")
        .audience("https://jwt-rp.example.net")
        .claim("http://claims.example.com/member", true)
        .unwrap();
    let transport = Scripted::issuing();
    let refresher = oauth(&transport).grant(Grant::JwtBearer(assertion)).clock(VirtualClock::new());
    let refresher = refresher.build().unwrap();
    assert!(!refresher.needs_refresh_token());
    refresher.refresh(None).await.unwrap();

    let grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
    assert!(transport.body().starts_with(grant));
    let verifier = Verifier::new(key.verifying_key())
        .issuer("https://jwt-idp.example.com")
        .subject("mailto:mike@example.com")
        .audience("https://jwt-rp.example.net");
    let assertion = &transport.fields("assertion")[0];
    let verified = verifier.verify(assertion, NumericDate::from_seconds(1_800_000_001)).unwrap();
    assert_eq!(verified.claims().get_as("http://claims.example.com/member"), Some(true));
}

#[tokio::test]
async fn what_is_added_stands_in_the_form_and_a_resource_may_stand_there_twice() {
    let transport = Scripted::issuing();
    let refresher = oauth(&transport)
        .scope("read write")
        .resource("https://one.example/")
        .resource("https://two.example/")
        .audience("api")
        .parameter("tenant", "a&b=c")
        .build()
        .unwrap();
    refresher.refresh(Some(&refresh_token())).await.unwrap();
    assert_eq!(transport.fields("scope"), ["read write"]);
    assert_eq!(transport.fields("resource"), ["https://one.example/", "https://two.example/"]);
    assert_eq!((transport.fields("audience"), transport.fields("tenant")), {
        (vec!["api".to_owned()], vec!["a&b=c".to_owned()])
    });
}

#[test]
fn no_parameter_occurs_twice() {
    let build = |name: &str| oauth(&Scripted::default()).scope("a").parameter(name, "b").build();
    for name in ["scope", "grant_type", "refresh_token", "client_id", "client_assertion", ""] {
        let expected = SetupError::Parameter { name: name.to_owned() };
        assert_eq!(build(name).unwrap_err(), expected);
    }
    assert!(build("tenant").is_ok());
}

/// RFC 6749 §4.4.2, RFC 7523 §3: what every server would refuse is refused here.
#[test]
fn a_grant_without_what_it_must_have_is_refused_at_the_start() {
    let build = |grant| oauth(&Scripted::default()).grant(grant).build().map(|_| ());
    assert_eq!(build(Grant::ClientCredentials), Err(SetupError::Client));
    let assertion = || Assertion::new(SigningKey::generate(Algorithm::Es256).unwrap());
    let missing = |name| Err(SetupError::Claim { name });
    assert_eq!(build(Grant::JwtBearer(assertion())), missing("iss"));
    assert_eq!(build(Grant::JwtBearer(assertion().subject("mike"))), missing("iss"));
    assert_eq!(build(Grant::JwtBearer(assertion().issuer("idp"))), missing("sub"));
    // However it was said.
    let claim = assertion().issuer("idp").claim("sub", "mike").unwrap();
    assert_eq!(build(Grant::JwtBearer(claim)), Ok(()));
}

#[test]
fn an_endpoint_that_is_not_safe_is_refused_at_the_start() {
    let build = |url| OAuth::builder(url, Scripted::default()).build();
    assert!(matches!(build("http://as.example/token"), Err(SetupError::Endpoint { .. })));
    assert!(matches!(build("https://as.example/token#a"), Err(SetupError::Endpoint { .. })));
    let revocation = oauth(&Scripted::default()).revocation_endpoint("http://as.example/revoke");
    let error = revocation.build().unwrap_err().to_string();
    assert!(error.starts_with("revocation endpoint: "), "{error}");
}

#[tokio::test]
async fn without_a_refresh_token_nothing_is_sent() {
    let transport = Scripted::issuing();
    let error = oauth(&transport).build().unwrap().refresh(None).await.unwrap_err();
    assert_eq!((error.failure(), transport.sent().len()), (Failure::Permanent, 0));
}

/// P24: whatever comes of it, one call is one request.
#[tokio::test]
async fn a_refresh_token_is_sent_once_whatever_is_answered() {
    let scripts = [
        (Scripted::default(), Failure::Ambiguous),
        (
            Scripted::default().then(Err(TransportError::NotSent("as written".into()))),
            Failure::Transient,
        ),
        (Scripted::default().then(Err(TransportError::Redirected)), Failure::Permanent),
        (Scripted::answering(307, ""), Failure::Transient),
        (Scripted::answering(403, "<html>"), Failure::Transient),
        (Scripted::answering(400, r#"{"error":"invalid_grant"}"#), Failure::Permanent),
        (Scripted::answering(500, ""), Failure::Ambiguous),
        (Scripted::answering(503, ""), Failure::Transient),
        (Scripted::answering(200, "<html>"), Failure::Ambiguous),
    ];
    for (transport, expected) in scripts {
        let refresher = oauth(&transport).build().unwrap();
        let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
        assert_eq!((error.failure(), transport.sent().len()), (expected, 1));
    }
}

/// P24: after a lost answer the session sends the same refresh token once more, and then never again by itself.
#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_asked_for_once_more() {
    let transport = Scripted::default();
    let refresher = oauth(&transport).build().unwrap();
    let session = Session::builder(refresher, policy())
        .clock(VirtualClock::new())
        .tokens(pair("first", Some(600)))
        .build();
    tokio::time::sleep(std::time::Duration::from_secs(601)).await;
    session.token().await.unwrap_err();
    assert_eq!(transport.sent().len(), 2);
}

/// P18: error bodies of any kind are judged by the status; nothing is shown of them beyond a line.
#[tokio::test]
async fn bodies_that_cannot_be_read_are_judged_by_the_status() {
    let huge = "<".repeat(MAX_ANSWER_BYTES + 1);
    for body in ["", "<html><body>Bad Request", "{", "\u{0}\u{1b}[31m", &huge] {
        for (status, expected) in
            [(200, Failure::Ambiguous), (400, Failure::Permanent), (502, Failure::Ambiguous)]
        {
            let transport = Scripted::answering(status, body.to_owned());
            let refresher = oauth(&transport).build().unwrap();
            let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
            assert_eq!(error.failure(), expected);
            let line = error.to_string();
            assert!(line.len() < 100 && !line.contains(['<', '\u{1b}']), "{line}");
        }
    }
}

/// P38: a server that repeats the refresh token in its refusal does not get it into a log.
#[tokio::test]
async fn a_refusal_repeats_no_secret() {
    let body = r#"{"error":"invalid_grant",
        "error_description":"Invalid refresh token: tGzv3JOkF0XG5Qx2TlKWIA of hunter2!"}"#;
    let transport = Scripted::answering(400, body);
    let refresher = oauth(&transport).client(ClientAuth::post("app", "hunter2!")).build().unwrap();
    let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
    assert_eq!(error.oauth_code(), Some("invalid_grant"));
    let shown = format!("{error} {error:?} {refresher:?}");
    assert!(!shown.contains("tGzv3JOk") && !shown.contains("hunter2"), "{shown}");
}

/// P38: the secret in the clothes of `Authorization: Basic` is the secret.
#[tokio::test]
async fn a_refusal_repeats_no_header_field_either() {
    // "app:pw" in base64.
    for body in [
        r#"{"error":"YXBwOnB3"}"#,
        r#"{"error":"invalid_client","error_description":"not this: Basic YXBwOnB3"}"#,
    ] {
        let transport = Scripted::answering(401, body);
        let refresher = oauth(&transport).client(ClientAuth::basic("app", "pw")).build().unwrap();
        let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
        assert_eq!(transport.header("authorization").as_deref(), Some("Basic YXBwOnB3"));
        assert!(!format!("{error} {error:?}").contains("YXBwOnB3"), "{error}");
    }
}

/// P38: a key of the API may stand in the query of an endpoint.
#[test]
fn debug_shows_an_endpoint_without_its_query() {
    let url = "https://as.example/token?api_key=sesame";
    let oauth = OAuth::builder(url, Scripted::default()).build().unwrap();
    let article = JsonEndpoint::builder(url, Scripted::default()).build().unwrap();
    let shown = format!("{oauth:?} {article:?}");
    assert!(shown.contains("as.example/token") && !shown.contains("sesame"), "{shown}");
}
