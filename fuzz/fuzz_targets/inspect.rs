//! Any bytes can be looked at; what a finding points at lies within them.
#![no_main]

use jwt_core::inspect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for finding in inspect::inspect(input).findings {
        assert!(input.get(finding.span.clone()).is_some(), "{finding:?}");
    }
});
