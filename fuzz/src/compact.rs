//! The Compact Serialization, told a second time in the plainest way.

use jwt_core::jws::Caps;
use jwt_core::jws::Compact;

/// Tells whether the octets are three segments of the base64url alphabet within the size limit.
pub fn is_token(octets: &[u8]) -> bool {
    let foreign = |octet: &u8| !(octet.is_ascii_alphanumeric() || b"-_.".contains(octet));
    octets.len() <= Caps::default().token_bytes
        && octets.split(|octet| *octet == b'.').count() == 3
        && !octets.iter().any(foreign)
}

/// Claims that segments and ranges are those of the text.
pub fn is_its_text(compact: &Compact<'_>, text: &[u8]) {
    assert!(is_token(text));
    let (header, payload, signature) = (compact.header(), compact.payload(), compact.signature());
    assert_eq!(format!("{header}.{payload}.{signature}").as_bytes(), text);
    assert_eq!(compact.signing_input(), format!("{header}.{payload}"));
    assert_eq!(text.get(compact.header_range()), Some(header.as_bytes()));
    assert_eq!(text.get(compact.payload_range()), Some(payload.as_bytes()));
    assert_eq!(text.get(compact.signature_range()), Some(signature.as_bytes()));
}
