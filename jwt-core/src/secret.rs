//! Octets that must not leak: wiped when dropped, redacted when printed, compared in constant time.
//!
//! Holds HMAC secrets and private key octets. There is no `Display` and no serde implementation:
//! whoever needs the octets says so with [`Secret::expose`].

use core::fmt;

use base64ct::Base64UrlUnpadded;
use base64ct::Encoding;
use ctutils::CtEq;
use zeroize::Zeroizing;

/// Secret octets in memory of their own, overwritten on drop.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes over the octets; the vector must be the only copy for the wiping to mean anything.
    #[must_use]
    pub fn new(octets: Vec<u8>) -> Self {
        Self(Zeroizing::new(octets))
    }

    /// Gives the octets away for reading.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Encodes the octets as base64url without padding, in constant time (RFC 4648 §5).
    pub(crate) fn to_base64url(&self) -> Zeroizing<String> {
        Zeroizing::new(Base64UrlUnpadded::encode_string(self.expose()))
    }

    /// How many octets there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no octet at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Eq for Secret {}

impl From<&[u8]> for Secret {
    fn from(octets: &[u8]) -> Self {
        Self::new(octets.to_vec())
    }
}

impl From<Zeroizing<Vec<u8>>> for Secret {
    fn from(octets: Zeroizing<Vec<u8>>) -> Self {
        Self(octets)
    }
}

impl From<Vec<u8>> for Secret {
    fn from(octets: Vec<u8>) -> Self {
        Self::new(octets)
    }
}

impl PartialEq for Secret {
    /// Compares without telling by its timing where two secrets of one length differ.
    fn eq(&self, other: &Self) -> bool {
        self.expose().ct_eq(other.expose()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_octets() {
        let secret = Secret::new(b"hunter2".to_vec());
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }

    #[test]
    fn equality_is_by_content_and_length() {
        assert_eq!(Secret::from(&b"a"[..]), Secret::new(b"a".to_vec()));
        assert_ne!(Secret::from(&b"a"[..]), Secret::new(b"ab".to_vec()));
    }
}
