//! The JSON Serialization can be looked at; what is found lies within it.
#![no_main]

use fuzz::verdict;
use jwt_core::inspect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    verdict::is_inside(&inspect::inspect(input), input);
});
