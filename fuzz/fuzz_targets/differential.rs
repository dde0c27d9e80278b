//! A signature, a header and claims that we accept are good for another library too, and it reads the
//! same claims.
#![no_main]

use fuzz::forgery::Forgery;
use fuzz::forgery::NOW;
use fuzz::other;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let forgery = Forgery::of(input, other::ALGORITHMS);
    match other::verifier(forgery.algorithm).verify(&forgery.token, NOW) {
        Ok(verified) => other::agrees(&verified, &forgery),
        Err(error) => assert!(!forgery.is_good(), "{error:?}"),
    }
});
