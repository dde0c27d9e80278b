//! One segment of a token decoded (RFC 7515 §2): base64url, strict or padded by leave of a policy.

use super::JwsError;
use super::Part;
use crate::base64url;

/// Decodes one segment and appends its octets; offsets in errors are those of the token.
pub(super) fn decode_append(
    segment: impl AsRef<[u8]>,
    part: Part,
    padding: bool,
    start: usize,
    octets: &mut Vec<u8>,
) -> Result<(), JwsError> {
    let text = segment.as_ref();
    let decoded = if padding {
        base64url::decode_padded_append(text, octets)
    } else {
        base64url::decode_append(text, octets)
    };
    decoded.map_err(|source| {
        let offset = start.saturating_add(source.offset);
        JwsError::Base64Url { part, offset, source }
    })
}
