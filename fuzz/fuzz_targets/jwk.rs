//! What is read as a key or a set is written and read back as the same; any key can be bound to any
//! algorithm or is refused, and so can any set as a whole.
#![no_main]

use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(jwk) = Jwk::from_json(input) {
        fuzz::keys::survives_json(&jwk);
        fuzz::keys::binds_or_is_refused(&jwk);
    }
    if let Ok(set) = JwkSet::from_json(input) {
        fuzz::keys::binds_as_a_set_or_is_refused(&set);
        set.keys.iter().take(4).for_each(fuzz::keys::survives_json);
        let again = JwkSet::from_json(set.to_json().as_bytes()).expect("a written set is read");
        assert_eq!((again.keys.len(), again.skipped.len()), (set.keys.len(), 0));
    }
});
