//! An answer of a token endpoint is taken exactly if it is in order, what it repeats of secrets is shown by
//! nobody, and a refusal fits its status.
#![no_main]

use fuzz::message::Message;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let message = Message::of(input);
    fuzz::token_answer::is_read_by_rfc6749(&message);
    fuzz::token_answer::is_read_by_the_article(&message);
});
