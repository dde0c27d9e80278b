//! The rows about base64url alone: text into octets and back, in memory that is used again.

use crate::Answer;
use crate::Case;

/// Makes the cases of a codec, which appends to what it is given.
pub fn cases(
    decode: impl Fn(&str, &mut Vec<u8>) -> Answer + Copy + 'static,
    encode: impl Fn(&str, &mut String) + Copy + 'static,
) -> Vec<Case> {
    let decoding = CHARACTERS.map(|characters| {
        let mut octets = Vec::new();
        Case::new(format!("base64-decode-{characters}"), move |text, watch| {
            octets.clear();
            decode(text, &mut octets)?;
            watch.saw(&octets, |octets| format!("{octets:?}"));
            Ok(())
        })
    });
    let encoding = CHARACTERS.map(|characters| {
        let mut encoded = String::new();
        Case::new(format!("base64-encode-{characters}"), move |text, watch| {
            encoded.clear();
            encode(text, &mut encoded);
            watch.saw(&encoded, String::clone);
            Ok(())
        })
    });
    decoding.into_iter().chain(encoding).collect()
}

/// How many characters the text has, by the names of the cases.
const CHARACTERS: [usize; 3] = [43, 400, 5600];
