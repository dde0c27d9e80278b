//! Three segments of the alphabet and two dots are a token, nothing else is; ranges cut what the
//! segments are.
#![no_main]

use jwt_core::jws::Caps;
use jwt_core::jws::Compact;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    match Compact::parse(input, &Caps::default()) {
        Ok(compact) => fuzz::compact::is_its_text(&compact, input),
        Err(error) => {
            assert!(!fuzz::compact::is_token(input), "{error:?}");
            assert!(error.span().is_none_or(|span| input.get(span).is_some()), "{error:?}");
        }
    }
});
