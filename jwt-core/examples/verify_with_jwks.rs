//! Checks a token with the keys of a JWKS file:
//! `cargo run -p jwt-core --example verify_with_jwks [JWKS-FILE TOKEN [AUDIENCE]]`.
//!
//! A token that names an audience is refused unless AUDIENCE, which is who you are, is among its names.

use std::env;
use std::error::Error;
use std::fs;
use std::time::SystemTime;

use jwt_core::jwt::Verifier;
use jwt_core::key::JwkSet;

const JWKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/jwks.json");
const TOKEN: &str = include_str!("data/token.txt");

/// Takes the program's own arguments.
pub fn main() -> Result<(), Box<dyn Error>> {
    run(env::args().skip(1))
}

/// Reads the file, says which keys are used and which are not, and verifies.
///
/// # Errors
///
/// When the file is no JWK Set, or the token is refused.
pub fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let (file, token) = match (arguments.next(), arguments.next()) {
        (Some(file), Some(token)) => (file, token),
        (Some(_), None) => return Err("a JWKS file alone: name a token, too".into()),
        (None, _) => (JWKS.to_owned(), TOKEN.trim().to_owned()),
    };

    let set = JwkSet::from_json(&fs::read(file)?)?;
    let keys = set.verifying_keys()?;
    for key in keys.keys() {
        println!("used:    {} {:?}", key.algorithm(), key.key_id());
    }
    for skipped in keys.skipped() {
        println!("skipped: {:?}, {}", skipped.key_id, skipped.error);
    }

    let mut verifier = Verifier::new(keys);
    if let Some(audience) = arguments.next() {
        verifier = verifier.audience(audience);
    }
    let verified = verifier.verify(&token, SystemTime::now())?;
    println!("the key {:?} fitted; the claims:", verified.key().key_id());
    for (name, value) in verified.claims().iter() {
        println!("  {name}: {value}");
    }
    Ok(())
}
