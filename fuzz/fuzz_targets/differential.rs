//! A signature, a header and claims that we accept are good for another library too.
#![no_main]

use fuzz::forgery::Forgery;
use fuzz::forgery::NOW;
use fuzz::other;
use fuzz::ring;
use jwt_core::jwt::Verifier;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Forgery { token, algorithm, .. } = Forgery::of(input, other::ALGORITHMS);
    let verifier = Verifier::new(ring::signing(algorithm).verifying_key()).allow_any_audience();
    if let Ok(verified) = verifier.allow_missing_expiration().verify(&token, NOW) {
        let claims = serde_json::to_string(verified.claims()).expect("claims are written");
        if !other::is_beyond(verified.header(), &claims) {
            assert_eq!(other::accepts(algorithm, &token), Ok(()), "{}", token.escape_ascii());
        }
    }
});
