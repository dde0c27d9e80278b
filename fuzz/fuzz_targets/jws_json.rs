//! In the JSON Serialization only the payload that was signed is accepted; any octets, signed and
//! written, are given back; whatever the text is, it can be looked at.
#![no_main]

use fuzz::envelope;
use fuzz::verdict;
use jwt_core::inspect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    envelope::policies().iter().for_each(|policy| envelope::is_deserved(input, policy));
    envelope::survives(input);
    verdict::is_inside(&inspect::inspect(input), input);
});
