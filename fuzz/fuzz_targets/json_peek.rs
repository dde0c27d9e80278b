//! The code that a body has is found without a tree as with one; a body is looked at only where its head
//! allows it, and handed on octet by octet.
#![no_main]

use fuzz::peek::Peek;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Some(peek) = Peek::of(input) {
        peek.finds_what_a_tree_has();
        peek.asks_for_plain_json_alone();
        peek.is_handed_on();
    }
});
