//! base64url into memory that is used again.

use course::Case;
use course::Cases;
use jwt_core::base64url;

/// How many characters the text has, by the names of the cases.
const CHARACTERS: [usize; 3] = [43, 400, 5600];

#[expect(clippy::unnecessary_wraps, reason = "as the other cases are given")]
pub(crate) fn cases() -> Cases {
    let decode = CHARACTERS.map(|characters| {
        let mut octets = Vec::new();
        Case::new(format!("base64-decode-{characters}"), move |text, watch| {
            octets.clear();
            base64url::decode_append(text.as_bytes(), &mut octets)?;
            watch.saw(&octets, |octets| format!("{octets:?}"));
            Ok(())
        })
    });
    let encode = CHARACTERS.map(|characters| {
        let mut encoded = String::new();
        Case::new(format!("base64-encode-{characters}"), move |text, watch| {
            encoded.clear();
            base64url::encode_append(text.as_bytes(), &mut encoded);
            watch.saw(&encoded, String::clone);
            Ok(())
        })
    });
    Ok(decode.into_iter().chain(encode).collect())
}
