//! The crate `base64`, for the rows about base64url alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use course::Cases;

/// Everything this contender has.
///
/// # Errors
///
/// None.
pub fn cases() -> Cases {
    Ok(course::encoding::cases(
        |text, octets| Ok(BASE64URL.decode_vec(text, octets)?),
        |text, encoded| BASE64URL.encode_string(text, encoded),
    ))
}
