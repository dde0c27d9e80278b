//! Our reader and `serde_json` agree on every object, member by member; every span lies in the text.
#![no_main]

use jwt_core::json::Limits;
use jwt_core::json::Object;
use jwt_core::json::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let strict = Object::parse(input, &Limits::default());
    fuzz::json::agrees_with_serde(&strict, input);
    let reading = read(input, &Limits::default());
    fuzz::json::is_inside(&reading, input);
    let clean = reading.value.filter(|_| reading.problems.is_empty());
    let clean = clean.as_ref().and_then(|value| value.as_object());
    assert_eq!(
        strict.as_ref().ok(),
        clean,
        "the strict reading is the lenient one without problems"
    );
});
