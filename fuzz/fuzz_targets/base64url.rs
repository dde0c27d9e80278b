//! Ours and the `base64` crate decode the same texts to the same octets; octets survive the round trip.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jwt_core::base64url;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let octets = base64url::decode(input);
    assert_eq!(octets.as_ref().ok(), URL_SAFE_NO_PAD.decode(input).ok().as_ref());
    match octets {
        Ok(octets) => assert_eq!(base64url::encode(octets).as_bytes(), input),
        Err(error) => assert!(error.offset <= input.len(), "{error:?}"),
    }
    let text = base64url::encode(input);
    assert_eq!(text, URL_SAFE_NO_PAD.encode(input));
    assert_eq!(base64url::decode(text).as_deref(), Ok(input));
});
