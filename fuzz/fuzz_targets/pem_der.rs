//! What is read from PEM or DER is written and read back as the same key, and can be bound or is
//! refused.
#![no_main]

use jwt_core::key::Jwk;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = str::from_utf8(input).ok().and_then(|text| Jwk::from_pem(text).ok());
    for jwk in text.into_iter().chain(Jwk::from_der(input)) {
        fuzz::keys::survives_pem(&jwk);
        fuzz::keys::survives_json(&jwk);
        fuzz::keys::binds_or_is_refused(&jwk);
    }
});
