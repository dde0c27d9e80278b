//! Any bytes can be looked at; what is found lies within them, and the verdict is the verifier's own.
#![no_main]

use fuzz::ring;
use fuzz::verdict;
use jwt_core::inspect;
use jwt_core::jwt::Verifier;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    verdict::is_inside(&inspect::inspect(input), input);
    let verifier = Verifier::new(ring::verifying()).allow_missing_expiration().allow_any_audience();
    let _ = verdict::agrees(input, &verifier);
});
