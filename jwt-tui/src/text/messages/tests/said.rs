//! What the library and the engine really say, of broken tokens, wrong keys and wrong claims.

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::VerifyError;
use jwt_core::jwt::dpop::DpopError;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::SigningKey;

use super::*;
use crate::engine::document::Document;
use crate::engine::document::Half;
use crate::engine::times::Zone;
use crate::engine::verdict::KeySupply;
use crate::engine::verdict::Rules;
use crate::engine::verdict::judge;
use crate::keys::load;

const NOW: u64 = 1_700_000_000;

/// Everything that is said of a token with these keys and rules.
fn said_of(token: &str, keys: Option<&KeySupply>, rules: &Rules) -> Vec<String> {
    let judgement = judge(token.as_bytes(), keys, rules, NumericDate::from_seconds(NOW));
    let mut said = vec![judgement.headline(Zone::Utc)];
    said.extend(judgement.verdicts.iter().map(|(_, verdict)| verdict.message.clone()));
    said.extend(judgement.failure.iter().map(|failure| failure.message.clone()));
    said.extend(judgement.key.iter().map(|key| key.trust.clone()));
    said.extend(judgement.inspection.findings.iter().map(|finding| finding.message.clone()));
    said
}

fn compact(header: &str, payload: &str, signature: &str) -> String {
    let encode = |text: &str| base64url::encode(text.as_bytes());
    format!("{}.{}.{signature}", encode(header), encode(payload))
}

/// Tokens with every kind of fault before the signature.
fn broken_tokens() -> Vec<String> {
    let hs = r#"{"alg":"HS256"}"#;
    let signature = base64url::encode([7; 32]);
    let headers = [
        "{}",
        "[]",
        "{",
        "nonsense",
        "\u{feff}{}",
        r#"{"alg":"none"}"#,
        r#"{"alg":"nOnE"}"#,
        r#"{"alg":7}"#,
        r#"{"alg":"XS1"}"#,
        r#"{"alg":"HS256","alg":"HS256"}"#,
        r#"{"alg":"HS256","kid":7}"#,
        r#"{"alg":"HS256","x5c":"a"}"#,
        r#"{"alg":"HS256","jwk":[]}"#,
        r#"{"alg":"HS256","b64":7}"#,
        r#"{"alg":"HS256","b64":false}"#,
        r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
        r#"{"alg":"HS256","crit":7}"#,
        r#"{"alg":"HS256","crit":[]}"#,
        r#"{"alg":"HS256","crit":["alg"]}"#,
        r#"{"alg":"HS256","crit":["x"]}"#,
        r#"{"alg":"HS256","x":1,"crit":["x"]}"#,
        r#"{"alg":"HS256","x":1,"crit":["x","x"]}"#,
        r#"{"alg":"HS256","kid":"k","jku":"https://x.example"}"#,
        r#"{"alg":"HS256","typ":"dpop+jwt","jwk":{}}"#,
        r#"{"alg":"HS256","cty":"JWT"}"#,
        r#"{"alg":"HS256","x":"\ud800"}"#,
        r#"{"alg":"HS256",}"#,
        r#"{"alg" "HS256"}"#,
        r#"{"alg":"HS256"}x"#,
        r#"{"$serde_json::private::RawValue":"1"}"#,
    ];
    let payloads = [
        "",
        "7",
        "not JSON",
        r#"{"exp":1,"exp":2}"#,
        r#"{"exp":"soon","iss":7,"aud":7,"jti":[]}"#,
        r#"{"exp":1700000000000}"#,
        r#"{"exp":170000000000000000}"#,
        r#"{"exp":5,"nbf":9,"iat":7}"#,
        r#"{"sub":"x"}"#,
        "eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
        r#"{"aud":["x",7],"nbf":-1}"#,
    ];
    let mut tokens: Vec<String> =
        headers.iter().map(|one| compact(one, "{}", &signature)).collect();
    tokens.extend(payloads.iter().map(|one| compact(hs, one, &signature)));
    let good = compact(hs, "{}", &signature);
    let (text, _) = good.rsplit_once('.').expect("three segments");
    for bad in ["", "A", "A=", "A+", "A B", "A\u{e9}", "AB", "A*", "AAAA", "MEQCIA"] {
        tokens.push(format!("{text}.{bad}"));
    }
    tokens.push(compact(r#"{"alg":"ES256"}"#, "{}", &base64url::encode([0x30, 2, 1, 1])));
    tokens.push(compact(r#"{"alg":"RS256"}"#, "{}", "AAAA"));
    tokens.extend(["", "a", "a.b", "a.b.c.d", "a.b.c.d.e", "{", "{}", "[1"].map(str::to_owned));
    tokens.push(format!("Bearer {good}"));
    tokens.extend([
        r#"{"payload":"e30","signatures":[]}"#, r#"{"payload":"e30","signatures":7}"#,
        r#"{"payload":"e30","signatures":[7]}"#, r#"{"payload":"e30","signature":""}"#,
        r#"{"payload":"e30","protected":7,"signature":""}"#, r#"{"payload":7,"signature":7}"#,
        r#"{"payload":"e30","header":7,"signature":"AA"}"#, r#"{"payload":"e30","header":{},"signature":"AA"}"#,
        r#"{"payload":"e30","header":{"alg":"HS256"},"signature":"AA"}"#,
        r#"{"payload":"e30","protected":"","signature":"AA"}"#, r#"{"payload":"e30","protected":"e30"}"#,
        r#"{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","header":{"alg":"none"},"signature":"AA"}"#,
        r#"{"payload":"e30","signatures":[],"signature":"AA"}"#,
    ].map(str::to_owned));
    tokens
}

fn rules() -> Rules {
    Rules {
        algorithms: vec![Algorithm::Es256, Algorithm::Hs256],
        audiences: vec!["api".to_owned(), "other".to_owned()],
        issuer: Some("https://issuer.example".to_owned()),
        require: vec!["scope".to_owned(), "jti".to_owned()],
        subject: Some("alice".to_owned()),
        typ: Some("at+jwt".to_owned()),
        ..Rules::default()
    }
}

fn supplies() -> Vec<KeySupply> {
    let ec = SigningKey::generate(Algorithm::Es256).expect("a key");
    let rsa = r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#;
    let secret = Jwk::from_json(br#"{"kty":"oct","k":"c2VjcmV0"}"#).expect("a secret");
    let named = Jwk::from_json(br#"{"kty":"oct","k":"c2VjcmV0","kid":"other","alg":"HS256"}"#);
    let mut supplies = vec![
        KeySupply::new(vec![ec.jwk().clone()], "./key.pem"),
        KeySupply::new(vec![secret.clone()], "./secret.txt"),
        KeySupply::new(vec![secret, ec.jwk().clone()], "./keys.json"),
        KeySupply::new(vec![named.clone().expect("a secret"), named.expect("a secret")], "x"),
        KeySupply::new(Vec::new(), "./none.json"),
    ];
    let mut strict = supplies[1].clone();
    strict.weak_secrets_allowed = false;
    supplies.push(strict);
    supplies
        .extend(Jwk::from_json(rsa.as_bytes()).map(|jwk| KeySupply::new(vec![jwk], "./weak.json")));
    supplies
}

#[test]
fn what_is_said_of_broken_tokens_is_korean() {
    let supplies = supplies();
    let jws_only = Rules { jws_only: true, ..Rules::default() };
    let mut said = Vec::new();
    for token in broken_tokens() {
        for keys in supplies.iter().map(Some).chain([None]) {
            for rules in [Rules::default(), rules(), jws_only.clone()] {
                said.extend(said_of(&token, keys, &rules));
            }
        }
    }
    assert!(said.len() > 1000, "{}", said.len());
    all_are_said(said);
}

#[test]
fn what_is_said_of_signed_tokens_is_korean() {
    let signer = SigningKey::generate(Algorithm::Es256).expect("a key");
    let own = KeySupply::new(vec![signer.jwk().clone()], "./key.pem");
    let claims = [
        Claims::new(),
        Claims::new().with_expiration(NOW + 4000),
        Claims::new().with_expiration(NOW - 100_000).with_not_before(NOW + 50),
        Claims::new().with_expiration(NOW).with_issued_at(NOW + 7200).with_audience("elsewhere"),
        Claims::new().with_issuer("x").with_subject("y").with_audiences(["a", "b"]),
        serde_json::from_str(r#"{"exp":"soon","iss":7,"aud":[1,2]}"#).expect("claims"),
    ];
    let mut said = Vec::new();
    for claims in claims {
        let token = jwt::sign(&signer, &claims).expect("a token");
        for keys in supplies().iter().chain([&own]).map(Some).chain([None]) {
            for rules in [Rules::default(), rules()] {
                said.extend(said_of(&token, keys, &rules));
            }
        }
    }
    all_are_said(said);
    let key = signer.jwk().to_json().replace(",\"alg\":\"ES256\"", ",\"kid\":\"k\"");
    let unpinned =
        KeySupply::new(vec![Jwk::from_json(key.as_bytes()).expect("a key")], "./key.pem");
    let headers = ["{\"alg\":\"ES256\",\"kid\":\"z\"}", "{\"alg\":\"RS256\",\"kid\":\"k\"}"];
    for header in headers {
        all_are_said(said_of(&compact(header, "{}", "AAAA"), Some(&unpinned), &Rules::default()));
    }
    for payload in ["7", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"] {
        let header = HeaderBuilder::new().cty("JWT");
        let token = jws::sign(&signer, &header, payload.as_bytes()).expect("a token");
        all_are_said(said_of(&token, Some(&own), &Rules::default()));
    }
}

#[test]
fn what_is_said_of_broken_keys_is_korean() {
    let pem = |label: &str, body: &str| {
        format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
    };
    let texts = [
        String::new(),
        "text".to_owned(),
        "{}".to_owned(),
        "[]".to_owned(),
        "{".to_owned(),
        "<html>".to_owned(),
        r#"{"kty":7}"#.to_owned(),
        r#"{"kty":"NEW"}"#.to_owned(),
        r#"{"kty":"oct"}"#.to_owned(),
        r#"{"kty":"oct","k":7}"#.to_owned(),
        r#"{"kty":"oct","k":"A=A"}"#.to_owned(),
        r#"{"kty":"oct","k":""}"#.to_owned(),
        r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#.to_owned(),
        r#"{"kty":"EC","crv":"P-1","x":"AA","y":"AA"}"#.to_owned(),
        r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#.to_owned(),
        r#"{"kty":"AKP","alg":"x","pub":"AA"}"#.to_owned(),
        r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#.to_owned(),
        r#"{"kty":"RSA","n":"AQAB","e":"AQ","p":"AQ"}"#.to_owned(),
        r#"{"kty":"RSA","n":"AQAB","e":"AQAB","oth":[]}"#.to_owned(),
        r#"{"kty":"oct","k":"AAAA","key_ops":7}"#.to_owned(),
        r#"{"kty":"oct","k":"AAAA","key_ops":["sign","sign"]}"#.to_owned(),
        r#"{"kty":"oct","k":"AAAA","x5c":["AA"]}"#.to_owned(),
        r#"{"kty":"oct","k":"AAAA","use":"enc","key_ops":["sign"]}"#.to_owned(),
        r#"{"kty":"oct","k":"AAAA","x5c":7}"#.to_owned(),
        r#"{"kty":"oct","k":"AAAA","x5t#S256":"AA"}"#.to_owned(),
        r#"{"keys":7}"#.to_owned(),
        r#"{"keys":[]}"#.to_owned(),
        r#"{"keys":[7]}"#.to_owned(),
        r#"{"keys":[{"kty":"NEW","kid":"a"}]}"#.to_owned(),
        pem("PUBLIC KEY", "MAA="),
        pem("PUBLIC KEY", "*"),
        pem("X", "AAAA"),
        pem("ENCRYPTED PRIVATE KEY", "AAAA"),
        pem("OPENSSH PRIVATE KEY", "AAAA"),
        pem("CERTIFICATE", "AAAA"),
        pem("EC PRIVATE KEY", "AAAA"),
        pem("RSA PRIVATE KEY", "AAAA"),
        pem("RSA PUBLIC KEY", "AAAA"),
        pem("PRIVATE KEY", "AAAA"),
        "-----BEGIN PUBLIC KEY".to_owned(),
        "-----BEGIN PUBLIC KEY-----\nAAAA".to_owned(),
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvb2Jhcg==".to_owned(),
    ];
    let mut said = Vec::new();
    for text in &texts {
        said.extend(load::load(text.as_bytes()).err().map(|error| error.to_string()));
        said.extend(Jwk::from_json(text.as_bytes()).err().map(|error| error.to_string()));
        let set = JwkSet::from_json(text.as_bytes()).and_then(|set| set.verifying_keys().map(drop));
        said.extend(set.err().map(|error| error.to_string()));
        said.extend(
            SigningKey::hmac(Algorithm::Hs256, text.as_bytes())
                .err()
                .map(|error| error.to_string()),
        );
        said.extend(Jwk::from_pem(text).err().map(|error| error.to_string()));
    }
    assert!(said.len() > 100, "{}", said.len());
    all_are_said(said);
}

#[test]
fn what_an_edit_is_refused_for_is_korean() {
    for token in ["a.b", "a+.b.c", "e30.*.c", "gICA.gICA.c"] {
        for half in [Half::Header, Half::Payload] {
            let mut document = Document::new(token);
            let errors = [
                document.half(half).err(),
                document.replace_half(half, "{}").err(),
                document.set_algorithm(Algorithm::Hs256).err(),
            ];
            all_are_said(errors.into_iter().flatten().map(|error| error.to_string()));
        }
    }
}

#[test]
fn errors_inside_errors_are_korean() {
    let broken = jws::JwsError::Signature;
    all_are_said([
        DpopError::AccessToken(VerifyError::Jws(broken.clone())).to_string(),
        DpopError::Nonce { missing: true }.to_string(),
        DpopError::Nonce { missing: false }.to_string(),
        DpopError::Typ { found: None }.to_string(),
        DpopError::Typ { found: Some("JWT".to_owned()) }.to_string(),
        VerifyError::Nested.to_string(),
        VerifyError::Shape { missing: Some("scope_x".to_owned()), line: 1, column: 2 }.to_string(),
        jwt::NestedError::Outer(broken.clone()).to_string(),
        jws::SignError::Header(broken).to_string(),
    ]);
}
