//! Any header and any payload, signed: the first line of the input and the rest. What the verifier
//! reads in them is what the strict reader reads.
#![no_main]

use fuzz::forgery::Forgery;
use fuzz::ring;
use fuzz::verdict;
use jwt_core::jwt::Verifier;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (forgery, payload) = Forgery::of_lines(input);
    let verifier = Verifier::new(ring::verifying()).allow_any_audience();
    let answer = verdict::agrees(&forgery.token, &verifier);
    verdict::is_read_strictly(&answer, payload);
    if let Ok(verified) = answer {
        verdict::is_deserved(&verified, &forgery);
    }
});
