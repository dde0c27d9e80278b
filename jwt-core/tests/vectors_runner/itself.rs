//! The runner asked about itself: small cases whose column is known, wrong answers above all.
//!
//! A runner that is content with everything would make any library look right.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::SigningKey;
use serde_json::Value;
use serde_json::json;

use crate::score;
use crate::score::Column;

const PAYLOAD: &[u8] = br#"{"sub":"alice","exp":1700000001}"#;

/// Lists what fell into another column than it must.
pub(crate) fn check() -> Vec<String> {
    let (verify, sign) = match bases() {
        Ok(bases) => bases,
        Err(error) => return vec![error],
    };
    let cases = about_verifying(&verify).into_iter().chain(about_signing(&sign, &verify));
    let keys = Arc::new(Value::Null);
    cases
        .filter_map(|(what, case, wanted)| {
            let (found, told) = score::judge(&Arc::new(case), &keys);
            (found != wanted).then(|| format!("{what}: {found:?}, not {wanted:?}: {told}"))
        })
        .collect()
}

type Known = (&'static str, Value, Column);

/// A case of verifying and one of signing that both pass.
fn bases() -> Result<(Value, Value), String> {
    let key = SigningKey::hmac(Algorithm::Hs256, &[7; 32]).map_err(|error| error.to_string())?;
    let token =
        jws::sign(&key, &HeaderBuilder::new(), PAYLOAD).map_err(|error| error.to_string())?;
    let verify = json!({
        "id": "itself", "family": "itself", "why": "", "op": "verify", "level": "jws",
        "algs": ["HS256"], "expect": "accept", "lvl": "must", "token": token, "key": secret(7),
        "payload_b64": STANDARD.encode(PAYLOAD),
    });
    let sign = with(
        &verify,
        &json!({ "op": "sign", "token": null, "header": {"alg": "HS256"}, "deterministic": true }),
    );
    Ok((verify, sign))
}

fn secret(octet: u8) -> Value {
    let data = STANDARD.encode([octet; 32]);
    json!({ "inline": true, "kty": "oct", "side": "priv", "fmt": "raw", "data": data })
}

fn set(octets: &[u8]) -> Value {
    let key = |octet: &u8| {
        let secret = jwt_core::base64url::encode([*octet; 32]);
        json!({ "kty": "oct", "k": secret, "kid": octet.to_string() })
    };
    let keys: Vec<_> = octets.iter().map(key).collect();
    json!({ "inline": true, "kty": "oct", "side": "priv", "fmt": "jwks", "data": {"keys": keys} })
}

/// A case with other members.
fn with(case: &Value, members: &Value) -> Value {
    let mut case = case.clone();
    for (name, value) in members.as_object().into_iter().flatten() {
        if let Some(case) = case.as_object_mut() {
            case.insert(name.clone(), value.clone());
        }
    }
    case
}

fn about_verifying(base: &Value) -> Vec<Known> {
    use Column::*;

    let other = STANDARD.encode(b"{}");
    let at = |exp_and_now: Value| with(&with(base, &json!({ "level": "jwt" })), &exp_and_now);
    let case = |members: Value| with(base, &members);
    vec![
        ("accepted", base.clone(), Passed),
        ("whatever", case(json!({"expect": "any", "lvl": null})), Passed),
        ("forged", case(json!({"expect": "reject", "lvl": "forge"})), ForgeAccepted),
        ("must not", case(json!({"expect": "reject"})), MustAccepted),
        ("should not", case(json!({"expect": "reject", "lvl": "should"})), ShouldAccepted),
        ("refused", case(json!({"expect": "reject", "key": secret(8)})), Passed),
        ("valid", case(json!({"key": secret(8)})), ValidRejected),
        ("valid, no weight", case(json!({"key": secret(8), "lvl": null})), ValidRejected),
        ("optional", case(json!({"key": secret(8), "lvl": "may"})), OptionalRefused),
        ("another payload", case(json!({"payload_b64": other})), WrongPayload),
        ("raw", case(json!({"op": "raw", "level": null})), Passed),
        ("no weight", case(json!({"expect": "reject", "lvl": null})), NotAsked),
        ("unknown member", case(json!({"colour": "red"})), NotAsked),
        ("unknown member, null", case(json!({"colour": null})), Passed),
        ("the time of the files", at(json!({})), Passed),
        ("no options", at(json!({"opts": null})), Passed),
        ("in time", at(json!({"opts": {"now": 1_700_000_000.75}})), Passed),
        ("late", at(json!({"opts": {"now": 1_700_000_001.25}})), ValidRejected),
        ("in leeway", at(json!({"opts": {"now": 1_700_000_001.25, "leeway": 0.5}})), Passed),
        ("beyond", at(json!({"opts": {"now": 1_700_000_001.5, "leeway": 0.5}})), ValidRejected),
    ]
}

fn about_signing(base: &Value, verify: &Value) -> Vec<Known> {
    use Column::*;

    let case = |members: Value| with(base, &members);
    let forged = verify.get("token").and_then(Value::as_str).unwrap_or_default();
    let forged = format!("{}AA", forged.get(..forged.len().saturating_sub(2)).unwrap_or_default());
    let list = STANDARD.encode(b"[]");
    vec![
        ("signed", base.clone(), Passed),
        ("raw", case(json!({"op": "raw", "level": null})), Passed),
        ("claims", case(json!({"level": "jwt"})), Passed),
        ("no claims", case(json!({"level": "jwt", "payload_b64": list})), ValidRejected),
        ("does not hold", case(json!({"verify_with": secret(8)})), WrongPayload),
        (
            "does not hold, to be refused",
            case(json!({"verify_with": secret(8), "expect": "reject"})),
            WrongPayload,
        ),
        (
            "does not hold, optional",
            case(json!({"verify_with": secret(8), "lvl": "may"})),
            WrongPayload,
        ),
        ("as given", case(json!({"token": verify.get("token")})), Passed),
        ("not as given", case(json!({"token": forged})), WrongPayload),
        ("one of several", case(json!({"algs": ["ES256", "HS256"]})), Passed),
        ("none of several", case(json!({"algs": ["ES256", "HS384"]})), ValidRejected),
        ("a set of one", case(json!({"key": set(&[7])})), Passed),
        ("a set of two", case(json!({"key": set(&[7, 8])})), NotAsked),
    ]
}
