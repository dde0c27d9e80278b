//! The examples run, each to its end, with arguments that stand here.
#![expect(unreachable_pub, reason = "the examples are programs of their own")]

use std::fs;
use std::iter;

use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::VerifyError;
use jwt_core::key::SigningKey;

#[path = "../examples/access_token.rs"]
mod access_token;
#[expect(dead_code, reason = "main reads the arguments of the process")]
#[path = "../examples/inspect_without_key.rs"]
mod inspect_without_key;
#[path = "../examples/rotate_keys.rs"]
mod rotate_keys;
#[path = "../examples/sign_and_verify.rs"]
mod sign_and_verify;
#[expect(dead_code, reason = "main reads the arguments of the process")]
#[path = "../examples/verify_with_jwks.rs"]
mod verify_with_jwks;
#[cfg(feature = "trace")]
#[expect(dead_code, reason = "main reads the arguments of the process")]
#[path = "../examples/watch_a_signature.rs"]
mod watch_a_signature;

#[test]
fn access_tokens_are_told_from_other_kinds() {
    assert!(access_token::main().is_ok());
}

#[test]
fn a_token_is_inspected_without_a_key() {
    assert!(inspect_without_key::run(iter::empty()).is_ok());
    assert!(inspect_without_key::run(iter::once("no token".to_owned())).is_ok());
}

#[test]
fn keys_are_rotated() {
    assert!(rotate_keys::main().is_ok());
}

#[test]
fn a_token_is_signed_and_verified() {
    assert!(sign_and_verify::main().is_ok());
}

#[test]
fn a_token_is_verified_with_a_jwks_file() {
    assert!(verify_with_jwks::run(iter::empty()).is_ok());
    let jwks = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/jwks.json");
    let unsecured = "eyJhbGciOiJub25lIn0.e30.";
    assert!(verify_with_jwks::run([jwks, unsecured].map(str::to_owned).into_iter()).is_err());
}

#[test]
fn the_audience_of_a_token_is_the_third_argument() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let set = format!(r#"{{"keys":[{}]}}"#, *key.verifying_key().jwk().to_json());
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/audience.jwks.json");
    fs::write(file, set).unwrap();
    let claims = Claims::new().with_audience("api").with_expiration(100_000_000_000);
    let token = jwt::sign(&key, &claims).unwrap();
    let by = |audience: Option<&str>| {
        let arguments = [file, &token].into_iter().chain(audience).map(str::to_owned);
        let result = verify_with_jwks::run(arguments.collect::<Vec<_>>().into_iter());
        result.map_err(|error| error.downcast_ref::<VerifyError>().unwrap().code())
    };
    assert_eq!(by(Some("api")), Ok(()));
    assert_eq!(by(Some("another")), Err("jwt.audience"));
    assert_eq!(by(None), Err("jwt.audience_unnamed"));
}

#[cfg(feature = "trace")]
#[test]
fn a_signature_of_every_algorithm_is_watched() {
    for algorithm in Algorithm::ALL {
        assert!(watch_a_signature::run(iter::once(algorithm.to_string())).is_ok(), "{algorithm}");
    }
    assert!(watch_a_signature::run(iter::once("none".to_owned())).is_err());
}
