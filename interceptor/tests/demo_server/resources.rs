//! The guarded resources, in two dialects.

use interceptor::demo::Config;
use serde_json::json;

use super::MINUTE;
use super::visitor::Visitor;

#[tokio::test]
async fn both_dialects_tell_expired_from_invalid() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let token = pair["accessToken"].as_str();
    visitor.server.advance(MINUTE);
    let code = visitor.get("/api/me", token).await;
    assert_eq!((code.status, &code.json()["errorCode"]), (401, &json!(5001)));
    let as_ok = visitor.get("/api/me?http=200", token).await;
    assert_eq!((as_ok.status, &as_ok.json()["errorCode"]), (200, &json!(5001)));
    let bearer = visitor.get("/v1/me", token).await;
    assert_eq!(bearer.status, 401);
    let challenge = bearer.header("www-authenticate");
    assert!(challenge.starts_with("Bearer ") && challenge.contains("error=\"invalid_token\""));
    assert!(challenge.contains("expired"), "{challenge}");
    let forged = visitor.get("/api/me", Some("e30.e30.")).await;
    assert_eq!((forged.status, &forged.json()["errorCode"]), (401, &json!(5002)));
    // No token, no error code (RFC 6750 §3.1).
    let bare = visitor.get("/v1/me", None).await;
    assert_eq!((bare.status, bare.header("www-authenticate")), (401, "Bearer realm=\"demo\""));
}

#[tokio::test]
async fn a_token_taken_back_is_refused_although_it_verifies() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let token = pair["accessToken"].as_str();
    let form = [("token", token.unwrap()), ("client_id", "app")];
    assert_eq!(visitor.form("/revoke", &form).await.status, 200);
    assert_eq!(visitor.get("/api/me", token).await.json()["errorCode"], 5001);
    assert!(visitor.get("/v1/me", token).await.header("www-authenticate").contains("taken back"));
    let next = visitor.refresh(&pair["refreshToken"]).await.json();
    let next = next["access_token"].as_str();
    assert_eq!(visitor.get("/api/me", next).await.status, 200);
    visitor.server.expire_all_access_tokens();
    assert_eq!(visitor.get("/api/me", next).await.json()["errorCode"], 5001);
    let next = visitor.refresh(&pair["refreshToken"]).await;
    assert_eq!(next.status, 400);
}

#[tokio::test]
async fn an_order_comes_back_octet_by_octet_with_its_digest() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    for path in ["/api/orders", "/v1/orders"] {
        let answer = visitor.send(path, pair["accessToken"].as_str(), body.clone()).await;
        assert_eq!((answer.status, answer.header("content-type")), (201, "application/x-order"));
        assert_eq!(answer.body, body);
        assert!(answer.header("content-digest").starts_with("sha-256=:"));
    }
    assert_eq!(visitor.get("/api/orders/7", pair["accessToken"].as_str()).await.json()["order"], 7);
}

#[tokio::test]
async fn who_lacks_the_scope_is_told_so_and_nothing_of_expiry() {
    let visitor = Visitor::at(Config::default()).await;
    let alice = visitor.log_in("alice", "wonderland").await;
    let answer = visitor.get("/v1/admin", alice["accessToken"].as_str()).await;
    assert_eq!(answer.status, 403);
    assert!(answer.header("www-authenticate").contains("error=\"insufficient_scope\""));
    assert_eq!(
        visitor.get("/api/admin", alice["accessToken"].as_str()).await.json()["errorCode"],
        5003
    );
    let queen = visitor.log_in("queen", "hearts").await;
    assert_eq!(visitor.get("/v1/admin", queen["accessToken"].as_str()).await.status, 200);
}

#[tokio::test]
async fn never_refuses_every_token() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let answer = visitor.get("/api/never", pair["accessToken"].as_str()).await;
    assert_eq!((answer.status, &answer.json()["errorCode"]), (401, &json!(5001)));
    assert_eq!(visitor.get("/v1/never", pair["accessToken"].as_str()).await.status, 401);
}
