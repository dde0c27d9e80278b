//! Token revocation (RFC 7009), and the logout of a JSON endpoint.

use std::time::Duration;

use http::Response;
use interceptor::error::Failure;
use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::port::Refresher;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::OAuth;
use interceptor::session::Session;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;

use crate::scripted::Scripted;
use crate::scripted::TOKEN;
use crate::scripted::access_alone;
use crate::world::Ear;
use crate::world::VirtualClock;
use crate::world::policy;
use crate::world::settle;

const REVOKE: &str = "https://server.example.com/revoke";

fn oauth(transport: &Scripted) -> OAuth {
    OAuth::builder(TOKEN, transport.clone())
        .client(ClientAuth::basic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"))
        .scope("read")
        .revocation_endpoint(REVOKE)
        .build()
        .unwrap()
}

/// A pair with the refresh token of RFC 7009 §2.1.
fn pair() -> TokenPair {
    access_alone().with_refresh(RefreshToken::new("45ghiukldjahdnhzdauz").unwrap())
}

async fn refused(transport: Scripted) -> RefreshError {
    let error = oauth(&transport).revoke(&pair()).await.unwrap_err();
    assert_eq!(transport.sent().len(), 1);
    error
}

#[tokio::test]
async fn the_revocation_of_rfc_7009_section_2_1_is_sent_as_it_stands_there() {
    let transport = Scripted::answering(200, "");
    oauth(&transport).revoke(&pair()).await.unwrap();
    assert_eq!(transport.sent()[0].uri().to_string(), REVOKE);
    assert_eq!(transport.body(), "token=45ghiukldjahdnhzdauz&token_type_hint=refresh_token");
    let basic = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";
    assert_eq!(transport.header("authorization").as_deref(), Some(basic));
}

#[tokio::test]
async fn without_a_refresh_token_the_access_token_is_revoked() {
    let transport = Scripted::answering(200, "whatever it says");
    oauth(&transport).revoke(&access_alone()).await.unwrap();
    assert_eq!(transport.body(), "token=2YotnFZFEjr1zCsicMWpAA&token_type_hint=access_token");
}

#[tokio::test]
async fn a_busy_server_is_told_of_and_not_asked_again() {
    let response = Response::builder().status(503).header("retry-after", "120");
    let busy = Scripted::default().then(Ok(response.body("".into()).unwrap()));
    let error = refused(busy).await;
    assert_eq!(error.failure(), Failure::Transient);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(120)));
}

#[tokio::test]
async fn a_refusal_is_told_of_and_a_lost_answer_as_well() {
    let error = refused(Scripted::answering(400, r#"{"error":"unsupported_token_type"}"#)).await;
    assert_eq!(error.oauth_code(), Some("unsupported_token_type"));
    assert_eq!(refused(Scripted::answering(302, "")).await.failure(), Failure::Transient);
    assert_eq!(refused(Scripted::default()).await.failure(), Failure::Ambiguous);
}

#[tokio::test]
async fn without_a_revocation_endpoint_nothing_is_sent() {
    let transport = Scripted::default();
    let refresher = OAuth::builder(TOKEN, transport.clone()).build().unwrap();
    refresher.revoke(&pair()).await.unwrap();
    let refresher = JsonEndpoint::builder(TOKEN, transport.clone()).build().unwrap();
    refresher.revoke(&pair()).await.unwrap();
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn a_json_endpoint_is_told_of_the_logout() {
    let transport = Scripted::answering(204, "");
    let refresher = JsonEndpoint::builder(TOKEN, transport.clone())
        .logout_endpoint("https://server.example.com/logout")
        .build()
        .unwrap();
    refresher.revoke(&pair()).await.unwrap();
    assert_eq!(transport.sent()[0].uri().path(), "/logout");
    assert_eq!(transport.body(), r#"{"refreshToken":"45ghiukldjahdnhzdauz"}"#);
}

/// P44: a logout revokes the refresh token, once, also when the server cannot do it now.
#[tokio::test(start_paused = true)]
async fn a_logout_revokes_once() {
    let (transport, ear) = (Scripted::answering(503, ""), Ear::default());
    let session = Session::builder(oauth(&transport), policy())
        .clock(VirtualClock::new())
        .observer(ear.observe())
        .tokens(pair())
        .build();
    session.logout().await.unwrap();
    settle().await;
    assert_eq!(transport.fields("token"), ["45ghiukldjahdnhzdauz"]);
    assert_eq!(ear.count(|event| matches!(event, Event::Revoked { done: false })), 1);
}
