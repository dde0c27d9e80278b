//! Text that decodes is the only text of its octets, and octets survive the round trip.
#![no_main]

use jwt_core::base64url;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(octets) = base64url::decode(input) {
        assert_eq!(base64url::encode(octets).as_bytes(), input);
    }
    let text = base64url::encode(input);
    assert_eq!(base64url::decode(text).as_deref(), Ok(input));
});
