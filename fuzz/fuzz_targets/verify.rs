//! A forged token is refused unless its very text was signed, and a good one is accepted; the report
//! on it says what the verifier says.
#![no_main]

use fuzz::forgery::Forgery;
use fuzz::ring;
use fuzz::verdict;
use jwt_core::Algorithm;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let forgery = Forgery::of(input, Algorithm::ALL);
    match verdict::agrees(&forgery.token, &ring::verifier()) {
        Ok(verified) => verdict::is_deserved(&verified, &forgery),
        Err(error) => assert!(!forgery.is_good(), "{error:?}"),
    }
});
