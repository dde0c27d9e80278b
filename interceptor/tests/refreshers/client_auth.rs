//! How a client says who it is: RFC 6749 §2.3, RFC 7523 §2.2 and §3.

use std::time::Duration;

use base64ct::Base64;
use base64ct::Encoding;
use bytes::Bytes;
use http::Response;
use interceptor::error::Failure;
use interceptor::port::Refresher;
use interceptor::refresher::Assertion;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::Grant;
use interceptor::refresher::OAuth;
use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;

use crate::scripted::Scripted;
use crate::scripted::TOKEN;
use crate::scripted::refresh_token;
use crate::world::VirtualClock;

/// Seconds since 1970 at which the virtual clock starts.
const START: u64 = 1_800_000_000;

async fn ask(client: ClientAuth) -> Scripted {
    let transport = Scripted::issuing();
    let refresher = OAuth::builder(TOKEN, transport.clone())
        .client(client)
        .clock(VirtualClock::new())
        .build()
        .unwrap();
    refresher.refresh(Some(&refresh_token())).await.unwrap();
    transport
}

/// The claims of the assertion that was sent, verified as the server would.
fn claims(key: &SigningKey, transport: &Scripted, audience: &str) -> Claims {
    let verifier = Verifier::new(key.verifying_key())
        .issuer("app")
        .subject("app")
        .audience(audience)
        .require("jti");
    let assertion = &transport.fields("client_assertion")[0];
    verifier.verify(assertion, NumericDate::from_seconds(START)).unwrap().into_claims()
}

#[tokio::test(start_paused = true)]
async fn identifier_and_secret_are_encoded_before_they_are_joined() {
    let sent = ask(ClientAuth::basic("a:b ü", "p%/+ä")).await;
    let field = sent.header("authorization").unwrap();
    let pair = Base64::decode_vec(field.strip_prefix("Basic ").unwrap()).unwrap();
    assert_eq!(pair, b"a%3Ab+%C3%BC:p%25%2F%2B%C3%A4");
    assert!(sent.fields("client_id").is_empty() && sent.fields("client_secret").is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_form_of_rfc_6749_section_2_3_1_holds_identifier_and_secret() {
    let sent = ask(ClientAuth::post("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw")).await;
    let body = "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA\
        &client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw";
    assert_eq!(sent.body(), body);
    assert_eq!(sent.header("authorization"), None);
}

#[tokio::test(start_paused = true)]
async fn a_public_client_names_itself_and_proves_nothing() {
    let sent = ask(ClientAuth::none("app")).await;
    assert_eq!(sent.fields("client_id"), ["app"]);
    assert_eq!(sent.header("authorization"), None);
    assert!(sent.fields("client_secret").is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_assertion_is_signed_for_the_token_endpoint_and_soon_expires() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let sent = ask(ClientAuth::private_key_jwt("app", key.clone())).await;
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    assert_eq!(sent.fields("client_assertion_type"), [kind]);
    assert!(sent.fields("client_secret").is_empty() && sent.header("authorization").is_none());
    let claims = claims(&key, &sent, TOKEN);
    // A little earlier, for a server whose clock is behind.
    assert_eq!(claims.issued_at(), Some(NumericDate::from_seconds(START - 5)));
    assert_eq!(claims.expiration(), Some(NumericDate::from_seconds(START + 60)));
}

#[tokio::test(start_paused = true)]
async fn an_assertion_lives_for_five_minutes_at_most_and_is_of_the_client_whatever_was_set() {
    let key = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let assertion = Assertion::new(key.clone())
        .issuer("somebody")
        .subject("else")
        .audience("https://issuer.example")
        .lifetime(Duration::from_secs(86_400));
    let sent = ask(ClientAuth::private_key_jwt("app", assertion)).await;
    let claims = claims(&key, &sent, "https://issuer.example");
    assert_eq!(claims.issued_at(), Some(NumericDate::from_seconds(START - 5)));
    assert_eq!(claims.expiration(), Some(NumericDate::from_seconds(START + 295)));
}

/// `iat` of the assertions that were sent, in order.
fn dates(key: &SigningKey, transport: &Scripted) -> Vec<u64> {
    let mut dates = Vec::new();
    for sent in transport.sent() {
        let mut fields = form_urlencoded::parse(sent.body());
        let assertion = fields.find(|(name, _)| name.ends_with("assertion")).unwrap().1;
        // Verified by its own time: what is asked here is which that is.
        let claims = Verifier::new(key.verifying_key()).audience(TOKEN).leeway(CENTURY);
        let claims = claims.verify(&*assertion, NumericDate::from_seconds(START)).unwrap();
        dates.push(claims.claims().issued_at().unwrap().seconds());
    }
    dates
}

const CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);

/// An hour after the virtual clock starts.
const LATER: &str = "Fri, 15 Jan 2027 09:00:00 GMT";

fn dated(status: u16, body: &'static str) -> Response<Bytes> {
    let answer = Response::builder().status(status).header("date", LATER);
    answer.body(Bytes::from_static(body.as_bytes())).unwrap()
}

/// A machine whose clock is an hour behind: the first refusal tells the server's time, and says nothing of the refresh
/// token; the next assertion is dated by it.
#[tokio::test(start_paused = true)]
async fn assertions_follow_the_clock_of_the_server() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let transport = Scripted::default()
        .then(Ok(dated(401, r#"{"error":"invalid_client"}"#)))
        .then(Ok(dated(401, r#"{"error":"invalid_client"}"#)));
    let refresher = OAuth::builder(TOKEN, transport.clone())
        .client(ClientAuth::private_key_jwt("app", key.clone()))
        .clock(VirtualClock::new())
        .build()
        .unwrap();
    let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
    assert_eq!(error.failure(), Failure::Transient);
    // Dated by its own clock, and refused all the same: that is meant.
    let error = refresher.refresh(Some(&refresh_token())).await.unwrap_err();
    assert_eq!((error.failure(), error.oauth_code()), (Failure::Permanent, Some("invalid_client")));
    assert_eq!(dates(&key, &transport), [START - 5, START + 3600 - 5]);
}

/// The same for an assertion that is the grant; and no other refusal is doubted for it.
#[tokio::test(start_paused = true)]
async fn a_refused_grant_that_was_misdated_is_asked_for_again() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    for (code, expected) in [
        (r#"{"error":"invalid_grant"}"#, Failure::Transient),
        (r#"{"error":"invalid_client"}"#, Failure::Permanent),
        (r#"{"error":"invalid_scope"}"#, Failure::Permanent),
    ] {
        let transport = Scripted::default().then(Ok(dated(400, code)));
        let assertion = Assertion::new(key.clone()).issuer("idp").subject("mike");
        let refresher = OAuth::builder(TOKEN, transport)
            .client(ClientAuth::post("app", "secret"))
            .grant(Grant::JwtBearer(assertion))
            .clock(VirtualClock::new())
            .build()
            .unwrap();
        assert_eq!(refresher.refresh(None).await.unwrap_err().failure(), expected, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_two_assertions_are_the_same() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let client = ClientAuth::private_key_jwt("app", key.clone());
    let first = claims(&key, &ask(client.clone()).await, TOKEN);
    let second = claims(&key, &ask(client).await, TOKEN);
    assert_ne!(first.token_id(), second.token_id());
}

#[test]
fn debug_names_the_client_and_shows_no_secret() {
    let shown = format!("{:?}", ClientAuth::basic("app", "hunter2"));
    assert_eq!(shown, r#"ClientAuth("app", client_secret_basic)"#);
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let shown = format!("{:?}", Assertion::new(key));
    assert!(shown.starts_with("Assertion { algorithm: Es256"), "{shown}");
}
