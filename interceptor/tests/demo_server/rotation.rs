//! Refresh tokens: each is good once, and a used one costs the family (RFC 9700 §4.14).

use interceptor::demo::Config;
use serde_json::json;

use super::MINUTE;
use super::visitor::Visitor;
use super::visitor::together;

#[tokio::test]
async fn a_refresh_token_is_good_once_and_comes_with_its_successor() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let second = visitor.refresh(&first["refreshToken"]).await;
    assert_eq!(second.status, 200);
    assert_eq!(second.header("cache-control"), "no-store");
    let second = second.json();
    assert_eq!(second["token_type"], "Bearer");
    assert_ne!(second["refresh_token"], first["refreshToken"]);
    let third = visitor.refresh(&second["refresh_token"]).await.json();
    assert_eq!(visitor.get("/v1/me", third["access_token"].as_str()).await.status, 200);
    let counters = visitor.server.counters();
    assert_eq!((counters.rotations, counters.reuses, counters.families_revoked), (2, 0, 0));
}

#[tokio::test]
async fn a_used_refresh_token_costs_the_whole_family() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let second = visitor.refresh(&first["refreshToken"]).await.json();
    let reuse = visitor.refresh(&first["refreshToken"]).await;
    assert_eq!((reuse.status, &reuse.json()["error"]), (400, &json!("invalid_grant")));
    // What was good a moment ago is not any more, neither the one token nor the other.
    let after = visitor.refresh(&second["refresh_token"]).await;
    assert_eq!(after.json()["error"], "invalid_grant");
    let me = visitor.get("/api/me", second["access_token"].as_str()).await;
    assert_eq!((me.status, &me.json()["errorCode"]), (401, &json!(5002)));
    let counters = visitor.server.counters();
    assert_eq!((counters.rotations, counters.reuses, counters.families_revoked), (1, 1, 1));
}

#[tokio::test]
async fn another_family_of_the_same_user_lives_on() {
    let visitor = Visitor::at(Config::default()).await;
    let phone = visitor.log_in("alice", "wonderland").await;
    let laptop = visitor.log_in("alice", "wonderland").await;
    visitor.refresh(&phone["refreshToken"]).await;
    visitor.refresh(&phone["refreshToken"]).await;
    assert_eq!(visitor.refresh(&laptop["refreshToken"]).await.status, 200);
}

#[tokio::test]
async fn of_twenty_who_present_one_token_at_once_one_is_served() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let all = (0..20).map(|_| visitor.refresh(&first["refreshToken"]));
    let statuses: Vec<u16> = together(all).await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1);
    let counters = visitor.server.counters();
    assert_eq!((counters.rotations, counters.reuses, counters.families_revoked), (1, 19, 1));
}

#[tokio::test]
async fn within_the_grace_window_the_same_successor_is_given_until_it_is_used() {
    let visitor = Visitor::at(Config { grace: MINUTE, ..Config::default() }).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let second = visitor.refresh(&first["refreshToken"]).await.json();
    let again = visitor.refresh(&first["refreshToken"]).await.json();
    assert_eq!(second["refresh_token"], again["refresh_token"]);
    assert_eq!(visitor.server.counters().repeats, 1);
    visitor.refresh(&second["refresh_token"]).await;
    assert_eq!(visitor.refresh(&first["refreshToken"]).await.status, 400);
    assert_eq!(visitor.server.counters().families_revoked, 1);
}

#[tokio::test]
async fn after_the_grace_window_it_is_a_reuse() {
    let visitor = Visitor::at(Config { grace: MINUTE, ..Config::default() }).await;
    let first = visitor.log_in("alice", "wonderland").await;
    visitor.refresh(&first["refreshToken"]).await;
    visitor.server.advance(MINUTE);
    assert_eq!(visitor.refresh(&first["refreshToken"]).await.status, 400);
    assert_eq!(visitor.server.counters().reuses, 1);
}

#[tokio::test]
async fn a_family_ends_with_its_time_however_often_it_was_renewed() {
    let visitor = Visitor::at(Config { family_life: 2 * MINUTE, ..Config::default() }).await;
    let first = visitor.log_in("alice", "wonderland").await;
    visitor.server.advance(MINUTE);
    let second = visitor.refresh(&first["refreshToken"]).await.json();
    visitor.server.advance(MINUTE);
    assert_eq!(visitor.refresh(&second["refresh_token"]).await.status, 400);
}

#[tokio::test]
async fn reissue_is_the_same_refresh_in_other_words() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let body = json!({ "refreshToken": first["refreshToken"] });
    let second = visitor.post("/reissue", &body).await.json();
    assert_eq!(second["expiresIn"], 60);
    assert_eq!(visitor.get("/api/me", second["accessToken"].as_str()).await.status, 200);
    let reuse = visitor.post("/reissue", &body).await;
    assert_eq!((reuse.status, &reuse.json()["errorCode"]), (401, &json!(5002)));
    let as_ok = visitor.post("/reissue?http=200", &body).await;
    assert_eq!((as_ok.status, &as_ok.json()["errorCode"]), (200, &json!(5002)));
}

#[tokio::test]
async fn logout_and_revocation_end_the_session_and_are_content_with_nothing() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let form = [("token", pair["refreshToken"].as_str().unwrap())];
    for _ in 0..2 {
        assert_eq!(visitor.form("/revoke", &form).await.status, 200);
    }
    assert_eq!(
        visitor.get("/api/me", pair["accessToken"].as_str()).await.json()["errorCode"],
        5002
    );
    assert_eq!(visitor.server.counters().families_revoked, 1);

    let pair = visitor.log_in("alice", "wonderland").await;
    let body = json!({ "refreshToken": pair["refreshToken"] });
    for _ in 0..2 {
        assert_eq!(visitor.post("/logout", &body).await.status, 204);
    }
    assert_eq!(visitor.refresh(&pair["refreshToken"]).await.json()["error"], "invalid_grant");
    // Nor does it matter whether there ever was such a session.
    let nobody = json!({ "refreshToken": "was never given" });
    assert_eq!(visitor.post("/logout", &nobody).await.status, 204);
    assert_eq!(visitor.post("/logout", &json!({})).await.status, 401);
}

#[tokio::test]
async fn an_administrator_ends_every_session_for_good() {
    let visitor = Visitor::at(Config::default()).await;
    let alice = visitor.log_in("alice", "wonderland").await;
    let queen = visitor.log_in("queen", "hearts").await;
    let grant = [("grant_type", "client_credentials")];
    let client = visitor.basic("/token", "backend", "backend-secret", &grant).await.json();
    visitor.server.end_all_sessions();
    for pair in [&alice, &queen] {
        let me = visitor.get("/api/me", pair["accessToken"].as_str()).await;
        assert_eq!((me.status, &me.json()["errorCode"]), (401, &json!(5002)));
        let body = json!({ "refreshToken": pair["refreshToken"] });
        assert_eq!(visitor.post("/reissue", &body).await.json()["errorCode"], 5002);
    }
    assert_eq!(visitor.server.counters().families_revoked, 2);
    // A client's own token belongs to no session.
    assert_eq!(visitor.get("/api/me", client["access_token"].as_str()).await.status, 200);
    let again = visitor.log_in("alice", "wonderland").await;
    assert_eq!(visitor.get("/api/me", again["accessToken"].as_str()).await.status, 200);
}

/// A refused refresh token makes nothing: the next access token has the next number.
#[tokio::test]
async fn who_presents_a_used_token_has_no_access_token_made() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    visitor.refresh(&first["refreshToken"]).await;
    for _ in 0..5 {
        assert_eq!(visitor.refresh(&first["refreshToken"]).await.status, 400);
    }
    let again = visitor.log_in("alice", "wonderland").await;
    let me = visitor.get("/api/me", again["accessToken"].as_str()).await;
    assert_eq!(me.json()["token"], 3);
}

/// RFC 6749 §6: a refresh may ask for less than what was granted, and not for more.
#[tokio::test]
async fn a_refresh_may_narrow_the_scope_and_not_widen_it() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let ask = async |token: &str, scope: &str| {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", scope)];
        visitor.form("/token", &form).await
    };
    let token = first["refreshToken"].as_str().unwrap();
    let wide = ask(token, "read admin").await;
    assert_eq!((wide.status, &wide.json()["error"]), (400, &json!("invalid_scope")));
    // Nothing was exchanged for it.
    let narrow = ask(token, "read").await.json();
    assert_eq!(narrow["scope"], "read");
    // The grant is what it was.
    let next = ask(narrow["refresh_token"].as_str().unwrap(), "").await.json();
    assert_eq!(next["scope"], "read write");
}

/// RFC 7009 §2.1: a client revokes what was issued to it, and is told of what was not.
#[tokio::test]
async fn a_client_revokes_no_token_of_another() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    for name in ["refreshToken", "accessToken"] {
        let form = [("token", pair[name].as_str().unwrap())];
        let refused = visitor.basic("/revoke", "backend", "backend-secret", &form).await;
        assert_eq!((refused.status, &refused.json()["error"]), (400, &json!("invalid_grant")));
    }
    assert_eq!(visitor.get("/api/me", pair["accessToken"].as_str()).await.status, 200);
    assert_eq!(visitor.refresh(&pair["refreshToken"]).await.status, 200);
    // What nobody issued is as good as revoked.
    assert_eq!(visitor.form("/revoke", &[("token", "unknown")]).await.status, 200);
}
