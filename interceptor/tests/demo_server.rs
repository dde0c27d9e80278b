//! The demonstration server by itself: what it issues, what it refuses, and that it says so as the standards
//! ask, over real sockets.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a panic fails the test")]

#[path = "demo_server/visitor.rs"]
mod visitor;

use std::time::Duration;
use std::time::SystemTime;

use interceptor::demo::Canned;
use interceptor::demo::Client;
use interceptor::demo::Config;
use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Happening;
use interceptor::demo::Server;
use interceptor::demo::Step;
use interceptor::demo::Trouble;
use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::key::JwkSet;
use jwt_core::key::SigningKey;
use serde_json::Value;
use serde_json::json;

use self::visitor::Visitor;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn login_asks_for_the_password_and_names_no_reason() {
    let visitor = Visitor::at(Config::default()).await;
    let wrong = visitor.post("/login", &json!({ "user": "alice", "password": "x" })).await;
    let nobody = visitor.post("/login", &json!({ "user": "bob", "password": "x" })).await;
    assert_eq!((wrong.status, &wrong.json()), (401, &nobody.json()));
    assert_eq!(wrong.json()["errorCode"], 4001);
    let pair = visitor.log_in("alice", "wonderland").await;
    assert_eq!(pair["expiresIn"], 60);
    assert_eq!(visitor.post("/login", &json!([])).await.status, 400);
}

#[tokio::test]
async fn an_access_token_is_what_rfc_9068_says_and_verifies_by_the_published_keys() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let keys = visitor.get("/.well-known/jwks.json", None).await;
    let keys = JwkSet::from_json(&keys.body).unwrap().verifying_keys().unwrap();
    let url = visitor.server.url();
    let verifier = Verifier::new(keys).profile(Profile::access_token(url, url).bearer());
    let text = pair["accessToken"].as_str().unwrap();
    let verified = verifier.verify(text, SystemTime::now()).unwrap();
    assert_eq!(verified.header().algorithm_name(), "ES256");
    assert_eq!(verified.claims().subject().unwrap(), "alice");
    assert_eq!(verified.claims().get_as::<String>("client_id").unwrap(), "app");
    assert_eq!(verified.claims().get_as::<String>("scope").unwrap(), "read write");
}

#[tokio::test]
async fn the_metadata_names_endpoints_that_are_there() {
    let visitor = Visitor::at(Config::default()).await;
    let metadata = visitor.get("/.well-known/oauth-authorization-server", None).await.json();
    assert_eq!(metadata["issuer"], visitor.server.url());
    for name in ["token_endpoint", "revocation_endpoint"] {
        let path = metadata[name].as_str().unwrap().strip_prefix(visitor.server.url()).unwrap();
        assert_eq!(visitor.form(path, &[]).await.status, 400, "{path}");
    }
}

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
    let statuses: Vec<u16> =
        visitor::together(all).await.iter().map(|answer| answer.status).collect();
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
    assert_eq!(visitor.post("/logout", &body).await.status, 204);
    assert_eq!(visitor.refresh(&pair["refreshToken"]).await.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn a_client_proves_who_it_is_by_basic_form_or_signature() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let mut config = Config::default();
    config.clients.push(Client::with_key("signer", key.verifying_key()));
    let visitor = Visitor::at(config).await;
    let grant = ("grant_type", "client_credentials");

    let by_form = [grant, ("client_id", "backend"), ("client_secret", "backend-secret")];
    assert_eq!(visitor.form("/token", &by_form).await.status, 200);
    let by_basic = visitor.basic("/token", "backend", "backend-secret", &[grant]).await;
    assert_eq!(by_basic.status, 200);
    assert_eq!(by_basic.json().get("refresh_token"), None);
    let assertion = visitor.assertion(&key, "signer");
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let by_key = [grant, ("client_assertion_type", kind), ("client_assertion", &assertion)];
    assert_eq!(visitor.form("/token", &by_key).await.status, 200);
    // Each assertion is good once.
    assert_eq!(visitor.form("/token", &by_key).await.json()["error"], "invalid_client");
    let other = SigningKey::generate(Algorithm::Es256).unwrap();
    let forged = visitor.assertion(&other, "signer");
    let by_other = [grant, ("client_assertion_type", kind), ("client_assertion", &forged)];
    assert_eq!(visitor.form("/token", &by_other).await.status, 401);
}

#[tokio::test]
async fn what_is_wrong_with_a_token_request_has_its_name() {
    let visitor = Visitor::at(Config::default()).await;
    let error =
        async |form: &[(&str, &str)]| visitor.form("/token", form).await.json()["error"].clone();
    assert_eq!(error(&[]).await, "invalid_request");
    assert_eq!(error(&[("grant_type", "password")]).await, "unsupported_grant_type");
    assert_eq!(error(&[("grant_type", "client_credentials")]).await, "unauthorized_client");
    assert_eq!(error(&[("grant_type", "refresh_token")]).await, "invalid_request");
    let twice = [("grant_type", "refresh_token"), ("grant_type", "refresh_token")];
    assert_eq!(error(&twice).await, "invalid_request");
    let wide = [
        ("grant_type", "client_credentials"),
        ("client_id", "backend"),
        ("client_secret", "backend-secret"),
        ("scope", "admin"),
    ];
    assert_eq!(error(&wide).await, "invalid_scope");
    let wrong =
        visitor.basic("/token", "backend", "x", &[("grant_type", "client_credentials")]).await;
    assert_eq!((wrong.status, wrong.header("www-authenticate")), (401, "Basic realm=\"demo\""));
    // Two ways at once (RFC 6749 §2.3).
    let both = [("client_secret", "backend-secret"), ("grant_type", "client_credentials")];
    assert_eq!(visitor.basic("/token", "backend", "backend-secret", &both).await.status, 400);
}

#[tokio::test]
async fn a_refresh_token_is_good_for_its_client_alone() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", pair["refreshToken"].as_str().unwrap()),
    ];
    let stolen = visitor.basic("/token", "backend", "backend-secret", &form).await;
    assert_eq!(stolen.json()["error"], "invalid_grant");
    assert_eq!(visitor.refresh(&pair["refreshToken"]).await.status, 200);
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
async fn every_fault_happens_as_it_is_set_and_once() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let knobs = visitor.server.token_endpoint();
    knobs.next(Fault::before(Step::Answer(Canned::Unavailable(Some(MINUTE)))));
    knobs.next(Fault::before(Step::Close));
    let busy = visitor.refresh(&first["refreshToken"]).await;
    assert_eq!((busy.status, busy.header("retry-after")), (503, "60"));
    assert!(visitor.try_refresh(&first["refreshToken"]).await.is_err());
    assert_eq!(visitor.server.counters().rotations, 0);
    // Both happened before the work: the token is still good.
    knobs.next(Fault::after(Step::Close));
    assert!(visitor.try_refresh(&first["refreshToken"]).await.is_err());
    let counters = visitor.server.counters();
    assert_eq!((counters.rotations, counters.hang_ups, counters.token_endpoint), (1, 2, 3));
    assert_eq!(visitor.refresh(&first["refreshToken"]).await.status, 400);
}

#[tokio::test]
async fn a_gate_holds_an_answer_that_has_been_made() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let gate = Gate::new();
    visitor.server.token_endpoint().next(Fault::after(Step::Hold(gate.clone())));
    let answer = visitor.refresh(&first["refreshToken"]);
    let watch = async {
        gate.arrived(1).await;
        let rotated = visitor.server.counters().rotations;
        gate.open();
        rotated
    };
    let (answer, rotated) = tokio::join!(answer, watch);
    assert_eq!((answer.status, rotated), (200, 1));
}

#[tokio::test]
async fn the_log_tells_what_happened_in_order_and_holds_no_token() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    visitor.get("/api/me", pair["accessToken"].as_str()).await;
    visitor.server.advance(MINUTE);
    visitor.get("/v1/me", pair["accessToken"].as_str()).await;
    visitor.refresh(&pair["refreshToken"]).await;
    let entries = visitor.server.log().since(0);
    let told: Vec<_> = entries.iter().map(|entry| entry.what.clone()).collect();
    assert!(matches!(told[0], Happening::LoggedIn { serial: 1, .. }));
    let request = |trouble| Happening::Requested { resource: "GET /me", serial: Some(1), trouble };
    assert_eq!(told[1..3], [request(None), request(Some(Trouble::Expired))]);
    assert!(matches!(told[3], Happening::Rotated { serial: 2, .. }));
    let text = format!("{entries:?}");
    for secret in ["accessToken", "refreshToken"] {
        let start: String = pair[secret].as_str().unwrap().chars().take(12).collect();
        assert!(!text.contains(&start));
    }
    assert_eq!(visitor.server.log().since(3).len(), 1);
}

#[tokio::test]
async fn never_refuses_every_token() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    let answer = visitor.get("/api/never", pair["accessToken"].as_str()).await;
    assert_eq!((answer.status, &answer.json()["errorCode"]), (401, &json!(5001)));
    assert_eq!(visitor.get("/v1/never", pair["accessToken"].as_str()).await.status, 401);
}

#[tokio::test]
async fn a_stopped_server_answers_nobody() {
    let visitor = Visitor::at(Config::default()).await;
    let address = visitor.server.address();
    visitor.server.shutdown().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[test]
fn a_server_on_a_thread_of_its_own_serves_and_stops_with_its_handle() {
    let server = Server::start_on_thread(Config::default()).unwrap();
    let pair = server.log_in("alice").unwrap();
    let field = pair.access.header().to_str().unwrap().to_owned();
    let mut answer = ureq::get(server.at("/v1/me")).header("authorization", field).call().unwrap();
    let body: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    assert_eq!(body["user"], "alice");
}
