//! Makes a token and checks it: `cargo run -p jwt-core --example sign_and_verify`.

use std::error::Error;
use std::time::Duration;
use std::time::SystemTime;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;

/// Signs with one half of a key, verifies with the other, and has a changed token refused.
pub fn main() -> Result<(), Box<dyn Error>> {
    // The private half stays with whoever signs.
    let key = SigningKey::generate(Algorithm::Es256)?.with_key_id("2026-11");
    let now = NumericDate::from(SystemTime::now()).floor();
    let claims = Claims::new()
        .with_issuer("https://issuer.example")
        .with_subject("alice")
        .with_audience("api")
        .with_issued_at(now)
        .with_expiration(now.saturating_add(Duration::from_secs(300)));
    let token = jwt::sign(&key, &claims)?;
    println!("{token}\n");

    // The public half goes to whoever verifies.
    let verifier =
        Verifier::new(key.verifying_key()).issuer("https://issuer.example").audience("api");
    let verified = verifier.verify(&token, now)?;
    println!("signed for {:?} with key {:?}", verified.claims().subject(), verified.key().key_id());

    // One character of the payload is another one: the signature does not hold any more.
    let (header, rest) = token.split_once('.').ok_or("no dot")?;
    let forged = format!("{header}.{}", rest.replacen('e', "f", 1));
    match verifier.verify(&forged, now) {
        Ok(_) => Err("a changed token was accepted".into()),
        Err(error) => {
            println!("changed: {error}\n         {}", error.explanation().meaning);
            Ok(())
        }
    }
}
