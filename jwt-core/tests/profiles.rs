//! Kinds of tokens exclude one another (RFC 8725 §3.12): each rule of each kind, and every kind
//! against every other.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a panic fails the test")]

use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::inspect;
use jwt_core::inspect::State;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;
use serde_json::json;

const ISSUER: &str = "https://issuer.example";
/// Service and client at once, so that nothing but the kind tells tokens apart.
const PARTY: &str = "party";
const NOW: u64 = 1_700_000_000;
const MINUTE: Duration = Duration::from_secs(60);
const KINDS: [&str; 4] = ["access token", "ID token", "logout token", "refresh token"];

fn key() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

fn profile(kind: &str) -> Profile {
    match kind {
        "access token" => Profile::access_token(ISSUER, PARTY).into(),
        "ID token" => Profile::id_token(ISSUER, PARTY).into(),
        "logout token" => Profile::logout_token(ISSUER, PARTY).into(),
        "refresh token" => Profile::refresh_token(ISSUER).into(),
        other => panic!("{other}"),
    }
}

/// Header and claims of a good token, made by the library's own helpers.
fn good(kind: &str) -> (HeaderBuilder, Claims) {
    match kind {
        "access token" => {
            let kind = Profile::access_token(ISSUER, PARTY);
            (kind.header(), kind.claims("alice", PARTY, "1", NOW, MINUTE))
        }
        "ID token" => {
            let kind = Profile::id_token(ISSUER, PARTY);
            (kind.header(), kind.claims("alice", NOW, MINUTE))
        }
        "logout token" => {
            let kind = Profile::logout_token(ISSUER, PARTY);
            (kind.header(), kind.claims("1", NOW, MINUTE).with_subject("alice"))
        }
        "refresh token" => {
            let kind = Profile::refresh_token(ISSUER);
            (kind.header(), kind.claims("alice", "1", NOW, MINUTE))
        }
        other => panic!("{other}"),
    }
}

/// Every code that a verifier with this profile tells, separated by spaces.
fn told(profile: impl Into<Profile>, header: &HeaderBuilder, claims: &Value) -> String {
    let token = jwt::sign_with(&key(), header, claims).unwrap();
    let verifier = Verifier::new(key().verifying_key()).profile(profile);
    match verifier.verify(&token, NOW) {
        Ok(_) => "accepted".to_owned(),
        Err(VerifyError::Claims(errors)) => {
            let told: Vec<_> =
                errors.iter().map(|one| format!("{} {}", one.code(), one.claim())).collect();
            told.join(", ")
        }
        Err(error) => panic!("{error}"),
    }
}

/// A good token with one claim set to another value, or taken out by `null`.
fn changed(kind: &str, claim: &str, value: Value) -> String {
    let (header, claims) = good(kind);
    told(profile(kind), &header, &set(&claims, claim, value))
}

fn set(claims: &Claims, claim: &str, value: Value) -> Value {
    let mut claims = serde_json::to_value(claims).unwrap();
    let members = claims.as_object_mut().unwrap();
    if value.is_null() {
        assert!(members.remove(claim).is_some(), "{claim} was not there");
    } else {
        members.insert(claim.to_owned(), value);
    }
    claims
}

/// An ID token with more claims, by a profile with more rules.
fn id_token(more: Value, rules: impl Into<Profile>) -> String {
    let (header, claims) = good("ID token");
    let mut claims = serde_json::to_value(claims).unwrap();
    for (name, value) in more.as_object().unwrap() {
        claims.as_object_mut().unwrap().insert(name.clone(), value.clone());
    }
    told(rules, &header, &claims)
}

#[test]
fn each_kind_takes_its_own_and_refuses_every_other() {
    for token in KINDS {
        for rules in KINDS {
            let (header, claims) = good(token);
            let claims = serde_json::to_value(claims).unwrap();
            let told = told(profile(rules), &header, &claims);
            assert_eq!(told == "accepted", token == rules, "a {token} as {rules}: {told}");
        }
    }
}

/// A careless issuer leaves `typ` at JWT, or out: the claims still keep the kinds apart.
#[test]
fn kinds_without_a_type_are_still_told_apart() {
    for header in [HeaderBuilder::new(), HeaderBuilder::new().typ("JWT")] {
        for token in KINDS {
            for rules in KINDS {
                let claims = serde_json::to_value(good(token).1).unwrap();
                let by = match rules {
                    "logout token" => Profile::logout_token(ISSUER, PARTY).allow_untyped().into(),
                    other => profile(other),
                };
                let told = told(by, &header, &claims);
                // Only these two standards let a token be without a type of its own. An access token
                // is then an ID token by all that OpenID Connect Core asks.
                let accepted = matches!(
                    (token, rules),
                    ("ID token" | "access token", "ID token") | ("logout token", "logout token")
                );
                assert_eq!(told == "accepted", accepted, "a {token} as {rules}: {told}");
            }
        }
    }
}

#[test]
fn every_claim_of_a_kind_is_required() {
    for (kind, claims) in [
        ("access token", &["iss", "exp", "aud", "sub", "client_id", "iat", "jti"][..]),
        ("ID token", &["iss", "sub", "aud", "exp", "iat"]),
        ("logout token", &["iss", "aud", "iat", "exp", "jti", "events"]),
        ("refresh token", &["iss", "sub", "aud", "exp", "iat", "jti"]),
    ] {
        for claim in claims {
            let told = changed(kind, claim, Value::Null);
            assert_eq!(told, format!("jwt.claim_missing {claim}"), "{kind} without {claim}");
        }
    }
}

#[test]
fn exp_is_required_even_where_the_verifier_does_not_ask_for_it() {
    for kind in KINDS {
        let (header, claims) = good(kind);
        let token = jwt::sign_with(&key(), &header, &set(&claims, "exp", Value::Null)).unwrap();
        let verifier = Verifier::new(key().verifying_key()).allow_missing_expiration();
        assert!(verifier.clone().allow_any_audience().verify(&token, NOW).is_ok());
        let error = verifier.profile(profile(kind)).verify(&token, NOW).unwrap_err();
        assert_eq!(error.code(), "jwt.claim_missing", "{kind}");
    }
}

#[test]
fn another_issuer_or_audience_is_refused_by_every_kind() {
    for kind in KINDS {
        for issuer in ["https://issuer.example/", "https://issuer.exampl", ""] {
            assert_eq!(changed(kind, "iss", json!(issuer)), "jwt.issuer iss", "{kind}");
        }
        assert_eq!(changed(kind, "aud", json!("another")), "jwt.audience aud", "{kind}");
        assert_eq!(changed(kind, "aud", json!([])), "jwt.audience aud", "{kind}");
        assert_eq!(changed(kind, "aud", json!(7)), "jwt.claim_type aud", "{kind}");
    }
}

#[test]
fn a_profile_adds_to_the_verifiers_rules_and_loosens_none() {
    let (header, claims) = good("access token");
    let token = jwt::sign_with(&key(), &header, &claims).unwrap();
    let verifier = || Verifier::new(key().verifying_key()).profile(profile("access token"));
    assert!(verifier().verify(&token, NOW).is_ok());
    for (verifier, code) in [
        (verifier().issuer("https://other.example"), "jwt.issuer"),
        (verifier().audience("other"), "jwt.audience"),
        (verifier().subject("bob"), "jwt.subject"),
        (verifier().typ("JWT"), "jwt.typ"),
        (verifier().require("scope"), "jwt.claim_missing"),
        (verifier().profile(profile("ID token")), "jwt.typ"),
    ] {
        assert_eq!(verifier.verify(&token, NOW).unwrap_err().code(), code);
    }
    assert_eq!(verifier().verify(&token, NOW + 120).unwrap_err().code(), "jwt.expired");
}

/// A key that is bound to an issuer asks for `iss` too, so the claims were checked.
#[test]
fn a_report_knows_that_a_bound_key_asks_for_its_issuer() {
    let claims = Claims::new().with_issuer(ISSUER).with_expiration(NOW + 60);
    let token = jwt::sign(&key(), &claims).unwrap();
    let state = |key: VerifyingKey| {
        let report = inspect::examine(token.as_bytes(), &Verifier::new(key), NOW.into());
        report.verdicts.claims.state
    };
    assert_eq!(state(key().verifying_key()), State::NotChecked);
    assert_eq!(state(key().verifying_key().with_issuer(ISSUER)), State::Pass);
    assert_eq!(state(key().verifying_key().with_issuer("another")), State::Fail);
}

#[test]
fn the_type_of_an_access_token_is_a_media_type() {
    let claims = serde_json::to_value(good("access token").1).unwrap();
    for (typ, expected) in [
        ("at+jwt", "accepted"),
        ("application/at+jwt", "accepted"),
        ("AT+JWT", "accepted"),
        ("JWT", "jwt.typ typ"),
        ("at+jwt2", "jwt.typ typ"),
        ("text/at+jwt", "jwt.typ typ"),
        ("application/x/at+jwt", "jwt.typ typ"),
        ("", "jwt.typ typ"),
    ] {
        let header = HeaderBuilder::new().typ(typ);
        assert_eq!(told(profile("access token"), &header, &claims), expected, "{typ}");
    }
}

#[test]
fn ill_typed_claims_of_an_access_token_are_refused() {
    for (claim, value) in [("client_id", json!(7)), ("scope", json!(["read"])), ("jti", json!(1))] {
        let told = changed("access token", claim, value);
        assert_eq!(told, format!("jwt.claim_type {claim}"));
    }
    assert_eq!(changed("access token", "scope", json!("read write")), "accepted");
}

#[test]
fn an_id_token_names_no_other_client() {
    let rules = || Profile::id_token(ISSUER, PARTY);
    assert_eq!(id_token(json!({"azp": PARTY}), rules()), "accepted");
    assert_eq!(id_token(json!({"azp": "another"}), rules()), "jwt.authorized_party azp");
    assert_eq!(id_token(json!({"azp": 7}), rules()), "jwt.claim_type azp");
    assert_eq!(id_token(json!({"aud": [PARTY]}), rules()), "accepted");
    assert_eq!(id_token(json!({"aud": [PARTY, PARTY]}), rules()), "accepted", "one name, twice");
}

/// "MUST be rejected […] if it contains additional audiences not trusted by the Client" (point 3).
#[test]
fn an_id_token_is_for_nobody_whom_the_client_does_not_trust() {
    let rules = || Profile::id_token(ISSUER, PARTY);
    let trusting = || rules().trusted_audience("another").trusted_audience("third");
    for more in [json!({}), json!({"azp": PARTY})] {
        let with = |aud: Value, rules| {
            let mut claims = more.clone();
            claims.as_object_mut().unwrap().insert("aud".to_owned(), aud);
            id_token(claims, rules)
        };
        assert_eq!(with(json!([PARTY, "another"]), rules()), "jwt.audience aud");
        assert_eq!(with(json!(["another", PARTY]), rules()), "jwt.audience aud");
        // With errata set 2 several audiences ask for no azp.
        assert_eq!(with(json!([PARTY, "another"]), trusting()), "accepted");
        assert_eq!(with(json!(["third", "another", PARTY]), trusting()), "accepted");
        assert_eq!(with(json!([PARTY, "another", "fourth"]), trusting()), "jwt.audience aud");
        assert_eq!(with(json!(["another"]), trusting()), "jwt.audience aud", "not for us");
    }
    let several = json!({"aud": [PARTY, "another"], "azp": "another"});
    assert_eq!(id_token(several, trusting()), "jwt.authorized_party azp");
    let (header, claims) = good("logout token");
    let several = set(&claims, "aud", json!([PARTY, "another"]));
    let logout = || Profile::logout_token(ISSUER, PARTY);
    assert_eq!(told(logout(), &header, &several), "jwt.audience aud");
    assert_eq!(told(logout().trusted_audience("another"), &header, &several), "accepted");
}

#[test]
fn what_was_expected_of_aud_says_that_nobody_else_is() {
    let (header, claims) = good("ID token");
    let several = set(&claims, "aud", json!([PARTY, "fourth"]));
    let token = jwt::sign_with(&key(), &header, &several).unwrap();
    let expected = |kind: jwt::IdToken| {
        let verifier = Verifier::new(key().verifying_key()).profile(kind);
        verifier.verify(&token, NOW).unwrap_err().to_string()
    };
    let kind = Profile::id_token(ISSUER, PARTY);
    assert_eq!(
        expected(kind.clone()),
        r#"aud: expected "party" and nobody else, found ["party", "fourth"]"#
    );
    assert_eq!(
        expected(kind.trusted_audience("third")),
        r#"aud: expected "party" and nobody else but "third", found ["party", "fourth"]"#
    );
}

/// A phone's client got the token and a server's client, its only audience, checks it.
#[test]
fn a_party_that_is_named_may_have_got_the_id_token() {
    let rules = || Profile::id_token(ISSUER, PARTY).authorized_party("phone");
    assert_eq!(id_token(json!({"azp": "phone"}), rules()), "accepted");
    assert_eq!(id_token(json!({"azp": PARTY}), rules()), "accepted");
    assert_eq!(id_token(json!({"azp": "another"}), rules()), "jwt.authorized_party azp");
    assert_eq!(
        id_token(json!({"azp": "another"}), rules().authorized_party("another")),
        "accepted"
    );
    assert_eq!(
        id_token(json!({}), rules()),
        "jwt.claim_missing azp",
        "a named rule needs its claim"
    );
}

/// Only the event of a logout makes a logout token.
#[test]
fn an_id_token_may_tell_of_other_events() {
    let rules = || Profile::id_token(ISSUER, PARTY);
    let event = jwt::BACKCHANNEL_LOGOUT;
    for (events, expected) in [
        (json!({}), "accepted"),
        (json!({"urn:other": {}}), "accepted"),
        (json!({event: {}}), "jwt.forbidden_claim events"),
        (json!({event: null, "urn:other": {}}), "jwt.forbidden_claim events"),
    ] {
        assert_eq!(id_token(json!({"events": events}), rules()), expected, "{events}");
    }
}

/// A token that is bound to a key, and came without a proof (RFC 9449 §7.2).
#[test]
fn a_bound_access_token_is_no_bearer_token() {
    let kind = || Profile::access_token(ISSUER, PARTY);
    let claims = kind().claims("alice", PARTY, "1", NOW, MINUTE);
    let bound = claims.clone().with_confirmation("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    let by = |kind: jwt::AccessToken, claims: &Claims| {
        told(kind.clone(), &kind.header(), &serde_json::to_value(claims).unwrap())
    };
    assert_eq!(by(kind(), &bound), "accepted", "beside a proof");
    assert_eq!(by(kind().bearer(), &claims), "accepted");
    assert_eq!(by(kind().bearer(), &bound), "jwt.bound cnf");
    let certificate = claims.with("cnf", json!({"x5t#S256": "AAAA"})).unwrap();
    assert_eq!(by(kind().bearer(), &certificate), "jwt.bound cnf");
    assert_eq!(by(kind(), &certificate), "accepted", "whoever checks the certificate compares cnf");
}

/// What `claims` makes passes the very kind that made it, whatever was demanded.
#[test]
fn a_token_of_a_kinds_own_helpers_passes_that_kind() {
    for algorithm in [Algorithm::Hs256, Algorithm::Es384, Algorithm::Ed25519, Algorithm::MlDsa44] {
        let key = SigningKey::generate(algorithm).unwrap();
        let login = Profile::id_token(ISSUER, PARTY).nonce("n").access_token("at").code("code");
        let claims = login.with_hashes(login.claims("alice", NOW, MINUTE), algorithm);
        let token = jwt::sign_with(&key, &login.header(), &claims).unwrap();
        let verifier = Verifier::new(key.verifying_key()).profile(login);
        assert_eq!(verifier.verify(&token, NOW).err(), None, "{algorithm}");
    }
}

/// A clock tells nanoseconds, and many readers take no fraction.
#[test]
fn helpers_write_whole_seconds() {
    let now = NumericDate::from_seconds(NOW).saturating_add(Duration::from_millis(1_250));
    let life = Duration::from_millis(60_900);
    for claims in [
        Profile::access_token(ISSUER, PARTY).claims("alice", PARTY, "1", now, life),
        Profile::id_token(ISSUER, PARTY).claims("alice", now, life),
        Profile::logout_token(ISSUER, PARTY).claims("1", now, life),
        Profile::refresh_token(ISSUER).claims("alice", "1", now, life),
    ] {
        let text = |name: &str| claims.get(name).unwrap().get().to_owned();
        assert_eq!(text("iat"), (NOW + 1).to_string());
        assert_eq!(text("exp"), (NOW + 61).to_string());
    }
}

#[test]
fn the_nonce_that_was_sent_comes_back() {
    let rules = || Profile::id_token(ISSUER, PARTY).nonce("n-0S6_WzA2Mj");
    assert_eq!(id_token(json!({"nonce": "n-0S6_WzA2Mj"}), rules()), "accepted");
    assert_eq!(id_token(json!({}), rules()), "jwt.claim_missing nonce");
    for nonce in ["n-0S6_WzA2M", "N-0S6_WzA2Mj", "n-0S6_WzA2Mj ", ""] {
        assert_eq!(id_token(json!({"nonce": nonce}), rules()), "jwt.nonce nonce", "{nonce:?}");
    }
    assert_eq!(id_token(json!({"nonce": ["n-0S6_WzA2Mj"]}), rules()), "jwt.claim_type nonce");
    let shown = format!("{:?} {:?}", rules(), Profile::from(rules()));
    let asked: Vec<_> = Profile::from(rules()).rules().map(jwt::Rule::asks).collect();
    assert!(!format!("{shown} {asked:?}").contains("0S6"), "{shown} {asked:?}");
}

/// The values of OpenID Connect Core, Appendix A.3 and A.4, which RS256 signs there.
#[test]
fn hashes_of_the_standard_are_computed() {
    let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
    let code = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk";
    for algorithm in [Algorithm::Rs256, Algorithm::Hs256, Algorithm::Es256, Algorithm::Es256k] {
        assert_eq!(jwt::token_hash(algorithm, token), "77QmUPtjPfzWtF2AnpK9RQ");
        assert_eq!(jwt::token_hash(algorithm, code), "LDktKdoQak3Pk0cnXxCltA");
    }
}

/// Expected values by Python's `hashlib`: the left half of SHA-384 and of SHA-512.
#[test]
fn longer_hashes_are_those_of_another_program() {
    let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
    for (algorithm, expected) in [
        (Algorithm::Es384, "jtAeDp945y1dDqU3nkIVGNZP1HjH_MFs"),
        (Algorithm::Es512, "q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM"),
        (Algorithm::Ed25519, "q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM"),
        (Algorithm::EdDsa, "q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM"),
        (Algorithm::MlDsa65, "q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM"),
    ] {
        assert_eq!(jwt::token_hash(algorithm, token), expected, "{algorithm}");
    }
}

#[test]
fn a_hash_of_another_token_or_code_is_refused() {
    let right = jwt::token_hash(Algorithm::Hs256, "token");
    let longer = jwt::token_hash(Algorithm::Hs512, "token");
    let rules = || Profile::id_token(ISSUER, PARTY).access_token("token");
    assert_eq!(id_token(json!({"at_hash": right}), rules()), "accepted");
    assert_eq!(id_token(json!({"at_hash": longer}), rules()), "jwt.access_token_hash at_hash");
    assert_eq!(id_token(json!({"at_hash": ""}), rules()), "jwt.access_token_hash at_hash");
    assert_eq!(id_token(json!({}), rules()), "jwt.claim_missing at_hash");
    let rules = || Profile::id_token(ISSUER, PARTY).code("token");
    assert_eq!(id_token(json!({"c_hash": right}), rules()), "accepted");
    assert_eq!(id_token(json!({"c_hash": longer}), rules()), "jwt.code_hash c_hash");
    assert_eq!(id_token(json!({"at_hash": right}), rules()), "jwt.claim_missing c_hash");
}

#[test]
fn the_hash_is_that_of_the_algorithm_of_the_id_token() {
    for algorithm in [Algorithm::Ed25519, Algorithm::EdDsa, Algorithm::Es384, Algorithm::Hs512] {
        let key = SigningKey::generate(algorithm).unwrap();
        let login = Profile::id_token(ISSUER, PARTY).access_token("token");
        let hash = jwt::token_hash(algorithm, "token");
        let claims = login.claims("alice", NOW, MINUTE).with("at_hash", &hash).unwrap();
        let token = jwt::sign_with(&key, &login.header(), &claims).unwrap();
        let verifier = Verifier::new(key.verifying_key()).profile(login);
        assert!(verifier.verify(&token, NOW).is_ok(), "{algorithm}");
    }
}

#[test]
fn a_login_that_is_too_old_is_refused_on_its_first_second() {
    let rules = || Profile::id_token(ISSUER, PARTY).max_age(Duration::from_secs(300));
    // The leeway of 60 s is granted both ways.
    for (auth_time, expected) in [
        (json!(NOW - 360), "accepted"),
        (json!(NOW - 361), "jwt.authentication_time auth_time"),
        (json!(NOW + 60), "accepted"),
        (json!(NOW + 61), "jwt.authenticated_in_future auth_time"),
        (json!("1700000000"), "jwt.claim_type auth_time"),
        (json!(-1), "jwt.claim_type auth_time"),
    ] {
        assert_eq!(id_token(json!({"auth_time": auth_time}), rules()), expected, "{auth_time}");
    }
    assert_eq!(id_token(json!({}), rules()), "jwt.claim_missing auth_time");
    let cited = |code: &str| {
        let mut lessons = inspect::catalog().filter(|lesson| lesson.code == code);
        lessons.next().map(|lesson| lesson.reference.to_string())
    };
    let section = cited("jwt.authentication_time");
    assert_eq!(section.as_deref(), Some("OpenID Connect Core 1.0 §3.1.3.7"));
    assert_eq!(cited("jwt.authenticated_in_future"), section);
}

#[test]
fn a_weaker_login_is_refused() {
    let rules = || Profile::id_token(ISSUER, PARTY).authentication_class(["silver", "gold"]);
    assert_eq!(id_token(json!({"acr": "gold"}), rules()), "accepted");
    assert_eq!(id_token(json!({"acr": "bronze"}), rules()), "jwt.authentication_class acr");
    assert_eq!(id_token(json!({"acr": 1}), rules()), "jwt.claim_type acr");
    assert_eq!(id_token(json!({}), rules()), "jwt.claim_missing acr");
}

#[test]
fn an_id_token_is_of_no_other_type() {
    let claims = serde_json::to_value(good("ID token").1).unwrap();
    for (typ, expected) in [
        ("JWT", "accepted"),
        ("jwt", "accepted"),
        ("at+jwt", "jwt.typ typ"),
        ("application/at+jwt", "jwt.typ typ"),
        ("logout+jwt", "jwt.typ typ"),
        ("dpop+jwt", "jwt.typ typ"),
    ] {
        let header = HeaderBuilder::new().typ(typ);
        assert_eq!(told(profile("ID token"), &header, &claims), expected, "{typ}");
    }
    assert_eq!(told(profile("ID token"), &HeaderBuilder::new(), &claims), "accepted");
}

#[test]
fn a_logout_token_has_its_event_and_no_nonce() {
    let event = "http://schemas.openid.net/event/backchannel-logout";
    for (events, expected) in [
        (json!({event: {}}), "accepted"),
        (json!({event: {"more": 1}, "urn:other": {}}), "accepted"),
        (json!({event: true}), "jwt.events events"),
        (json!({event: []}), "jwt.events events"),
        (json!({"http://schemas.openid.net/event/backchannel-logout/": {}}), "jwt.events events"),
        (json!({}), "jwt.events events"),
        (json!([event]), "jwt.claim_type events"),
        (json!(event), "jwt.claim_type events"),
    ] {
        assert_eq!(changed("logout token", "events", events.clone()), expected, "{events}");
    }
    assert_eq!(changed("logout token", "nonce", json!("n")), "jwt.forbidden_claim nonce");
    assert_eq!(changed("logout token", "nonce", json!(false)), "jwt.forbidden_claim nonce");
}

#[test]
fn a_logout_token_names_a_subject_or_a_session() {
    assert_eq!(changed("logout token", "sid", json!("s")), "accepted");
    assert_eq!(changed("logout token", "sid", json!(7)), "jwt.claim_type sid");
    assert_eq!(changed("logout token", "sub", Value::Null), "jwt.claim_missing sub or sid");
    let (header, claims) = good("logout token");
    let session = set(&claims.with("sid", "s").unwrap(), "sub", Value::Null);
    assert_eq!(told(profile("logout token"), &header, &session), "accepted");
}

#[test]
fn the_type_of_a_logout_token_is_required_unless_let_go_by_name() {
    let claims = serde_json::to_value(good("logout token").1).unwrap();
    let lenient = || Profile::logout_token(ISSUER, PARTY).allow_untyped();
    let typed = HeaderBuilder::new().typ("logout+jwt");
    assert_eq!(told(lenient(), &typed, &claims), "accepted");
    assert_eq!(told(profile("logout token"), &typed, &claims), "accepted");
    for header in [HeaderBuilder::new(), HeaderBuilder::new().typ("JWT")] {
        assert_eq!(told(profile("logout token"), &header, &claims), "jwt.typ typ");
        assert_eq!(told(lenient(), &header, &claims), "accepted");
    }
    let other = HeaderBuilder::new().typ("at+jwt");
    assert_eq!(told(lenient(), &other, &claims), "jwt.typ typ");
}

#[test]
fn a_refresh_token_is_for_its_issuer_alone() {
    assert_eq!(changed("refresh token", "aud", json!([ISSUER])), "accepted");
    assert_eq!(changed("refresh token", "aud", json!([ISSUER, PARTY])), "jwt.audience aud");
}

#[test]
fn a_refresh_token_takes_no_type_of_another_kind() {
    let claims = serde_json::to_value(good("refresh token").1).unwrap();
    let own = Profile::refresh_token(ISSUER).typ("x-refresh+jwt");
    assert_eq!(told(own.clone(), &own.header(), &claims), "accepted");
    assert_eq!(told(own, &HeaderBuilder::new().typ("rt+jwt"), &claims), "jwt.typ typ");
    for typ in ["JWT", "at+jwt", "application/AT+JWT", "logout+jwt", "dpop+jwt"] {
        let taken = Profile::refresh_token(ISSUER).typ(typ);
        assert_eq!(told(taken.clone(), &taken.header(), &claims), "jwt.typ typ", "{typ}");
    }
    // The fault is the verifier's, and the error says so.
    let taken = Profile::refresh_token(ISSUER).typ("JWT");
    let token = jwt::sign_with(&key(), &taken.header(), &claims).unwrap();
    let error = Verifier::new(key().verifying_key()).profile(taken).verify(&token, NOW);
    assert_eq!(
        error.unwrap_err().to_string(),
        "typ: expected no token at all, as the verifier asks for JWT, which is another kind's, \
         found \"JWT\""
    );
}

#[test]
fn every_rule_says_what_it_asks_and_where_that_is_written() {
    let optional: [Profile; 4] = [
        Profile::access_token(ISSUER, PARTY).bearer().into(),
        Profile::id_token(ISSUER, PARTY)
            .trusted_audience("another")
            .authorized_party("phone")
            .nonce("n")
            .access_token("at")
            .code("code")
            .max_age(MINUTE)
            .authentication_class(["silver", "gold"])
            .into(),
        Profile::logout_token(ISSUER, PARTY).trusted_audience("another").allow_untyped().into(),
        Profile::refresh_token(ISSUER).typ("x-refresh+jwt").into(),
    ];
    let names: Vec<_> = optional.iter().flat_map(Profile::rules).map(jwt::Rule::name).collect();
    for name in ["cnf", "azp", "nonce", "at_hash", "c_hash", "auth_time", "acr"] {
        assert!(names.contains(&name), "{name}");
    }
    for (kind, profile) in
        KINDS.into_iter().zip(KINDS.map(profile)).chain(KINDS.into_iter().zip(optional))
    {
        assert_eq!(profile.name(), kind);
        assert!(profile.rules().count() >= 7, "{kind}");
        for rule in profile.rules() {
            let asks = rule.asks();
            assert!(asks.starts_with(rule.name()) && asks.contains(" must "), "{kind}: {asks}");
            assert!(rule.section().contains('§'), "{kind}: {}", rule.section());
        }
    }
}
