//! The examples run, each to its end.
#![expect(unreachable_pub, reason = "the examples are programs of their own")]

#[path = "../examples/access_token.rs"]
mod access_token;
#[path = "../examples/inspect_without_key.rs"]
mod inspect_without_key;
#[path = "../examples/rotate_keys.rs"]
mod rotate_keys;
#[path = "../examples/sign_and_verify.rs"]
mod sign_and_verify;
#[path = "../examples/verify_with_jwks.rs"]
mod verify_with_jwks;

#[test]
fn access_tokens_are_told_from_other_kinds() {
    assert!(access_token::main().is_ok());
}

#[test]
fn a_token_is_inspected_without_a_key() {
    assert!(inspect_without_key::main().is_ok());
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
    assert!(verify_with_jwks::main().is_ok());
}
