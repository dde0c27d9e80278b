//! Who gets tokens, and what they are: logins, clients, keys and metadata.

use std::time::SystemTime;

use interceptor::demo::Client;
use interceptor::demo::Config;
use jwt_core::Algorithm;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::key::JwkSet;
use jwt_core::key::SigningKey;
use serde_json::json;

use super::visitor::Visitor;

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
