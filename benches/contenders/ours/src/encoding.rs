//! base64url into memory that is used again.

use course::Case;
use jwt_core::base64url;

pub(crate) fn cases() -> Vec<Case> {
    course::encoding::cases(
        |text, octets| Ok(base64url::decode_append(text.as_bytes(), octets)?),
        |text, encoded| base64url::encode_append(text.as_bytes(), encoded),
    )
}
