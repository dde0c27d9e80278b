//! A certificate gives one public key, the same from DER and from PEM, whatever else is in it.
#![no_main]

use jwt_core::key::Jwk;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Ok(jwk) = Jwk::from_pem(fuzz::keys::armoured("CERTIFICATE", input)) else {
        return;
    };
    assert!(!jwk.is_private());
    let same = Jwk::from_der(input).expect("a certificate in DER is told from a key");
    assert_eq!(*same.to_json(), *jwk.to_json());
    fuzz::keys::survives_pem(&jwk);
    fuzz::keys::binds_or_is_refused(&jwk);
});
