//! The crate `base64`, for the rows about base64url alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use course::Case;
use course::Cases;

/// Everything this contender has.
///
/// # Errors
///
/// None.
pub fn cases() -> Cases {
    let decode = [43, 400, 5600].map(|characters| {
        let mut octets = Vec::new();
        Case::new(format!("base64-decode-{characters}"), move |text, watch| {
            octets.clear();
            BASE64URL.decode_vec(text, &mut octets)?;
            watch.saw(&octets, |octets| format!("{octets:?}"));
            Ok(())
        })
    });
    let encode = [43, 400, 5600].map(|characters| {
        let mut encoded = String::new();
        Case::new(format!("base64-encode-{characters}"), move |text, watch| {
            encoded.clear();
            BASE64URL.encode_string(text, &mut encoded);
            watch.saw(&encoded, String::clone);
            Ok(())
        })
    });
    Ok(decode.into_iter().chain(encode).collect())
}
