//! JWS: signed octets with a header (RFC 7515, RFC 7797).
//!
//! | form | make | check |
//! | --- | --- | --- |
//! | compact: `header.payload.signature` | [`sign`] | [`verify`], [`verify_into`] |
//! | compact, payload apart | [`sign_detached`] | [`verify_detached`] |
//! | JSON, one or several signatures | [`JsonSigning`] | [`verify_json`], [`verify_json_detached`] |
//!
//! The payload is any octets, base64url or, with `b64` false, as it stands. Whether it is a Claims Set
//! is the matter of `jwt`, one floor up. A [`KeySource`] supplies the keys, a [`Signer`] signs with a
//! key that is held elsewhere, and a [`Policy`] holds the limits and what a caller allows.
//!
//! ```text
//! length cap ▶ two dots ▶ header: base64url, JSON ▶ key: kid, alg ▶ crit ▶ signature ▶ payload
//! ```
//!
//! Nothing of the payload is decoded before the signature has held.

use core::fmt;

#[cfg(feature = "hmac")]
mod candidates;
mod compact;
mod error;
mod header;
mod header_builder;
mod json;
mod known;
mod policy;
mod resolve;
mod segment;
mod sign;
mod signer;
mod verify;

#[cfg(feature = "hmac")]
pub use self::candidates::SecretCandidates;
pub use self::compact::Compact;
pub(crate) use self::error::EXPLANATIONS;
pub use self::error::JwsError;
pub(crate) use self::header::EMBEDDED_KEYS;
pub use self::header::Header;
pub(crate) use self::header::read_header;
pub(crate) use self::header_builder::EXPLANATIONS as HEADER_EXPLANATIONS;
pub use self::header_builder::HeaderBuilder;
pub use self::header_builder::HeaderError;
pub use self::json::JsonSigning;
pub use self::json::RefusedSignature;
pub use self::json::VerifiedJson;
pub use self::json::VerifiedSignature;
pub use self::json::verify_json;
pub use self::json::verify_json_detached;
pub(crate) use self::known::KnownHeaders;
pub use self::policy::Policy;
pub use self::resolve::Candidates;
pub use self::resolve::KeyLookup;
pub use self::resolve::KeySource;
pub(crate) use self::sign::EXPLANATIONS as SIGN_EXPLANATIONS;
pub use self::sign::SignError;
pub use self::sign::SigningInput;
pub use self::sign::sign;
pub use self::sign::sign_detached;
pub(crate) use self::sign::sign_jwt;
pub use self::signer::Signer;
pub use self::verify::Buffer;
pub(crate) use self::verify::Memory;
pub use self::verify::VerifiedJws;
pub use self::verify::VerifiedJwsRef;
pub(crate) use self::verify::check;
pub(crate) use self::verify::check_critical;
pub(crate) use self::verify::check_known;
pub use self::verify::verify;
pub use self::verify::verify_detached;
pub use self::verify::verify_into;

/// Upper limits of what is read; each is checked before the work that it bounds.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Caps {
    /// Bytes of a whole token. Default: 16 KiB.
    pub token_bytes: usize,
    /// Bytes of the decoded header. Default: 8 KiB.
    pub header_bytes: usize,
    /// How deep objects and arrays may be nested. Default: 32.
    pub depth: usize,
    /// How many keys are tried on one signature. Default: 16.
    pub candidates: usize,
    /// How many signatures a JSON Serialization may have. Default: 16.
    ///
    /// Each of them may be tried with as many keys as [`candidates`](Self::candidates) says: one text
    /// costs up to the product of both, 256 checks by default, when so many keys share an algorithm
    /// and no `kid` tells them apart.
    pub signatures: usize,
}

impl Caps {
    /// Sets the limit of a whole token, in bytes.
    #[must_use]
    pub const fn token_bytes(mut self, bytes: usize) -> Self {
        self.token_bytes = bytes;
        self
    }

    /// Sets the limit of the decoded header, in bytes.
    #[must_use]
    pub const fn header_bytes(mut self, bytes: usize) -> Self {
        self.header_bytes = bytes;
        self
    }

    /// Sets how deep JSON may be nested; over 128 acts as 128.
    #[must_use]
    pub const fn depth(mut self, levels: usize) -> Self {
        self.depth = levels;
        self
    }

    /// Sets how many keys are tried on one signature.
    #[must_use]
    pub const fn candidates(mut self, keys: usize) -> Self {
        self.candidates = keys;
        self
    }

    /// Sets how many signatures a JSON Serialization may have, each tried with up to
    /// [`candidates`](Self::candidates) keys.
    #[must_use]
    pub const fn signatures(mut self, signatures: usize) -> Self {
        self.signatures = signatures;
        self
    }

    pub(crate) const fn json(&self) -> crate::json::Limits {
        crate::json::Limits { depth: self.depth }
    }
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            token_bytes: 16 * 1024,
            header_bytes: 8 * 1024,
            depth: 32,
            candidates: 16,
            signatures: 16,
        }
    }
}

/// A part of a token, for telling where something is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Part {
    /// The first segment, the JOSE Header.
    Header,
    /// The second segment, the JWS Payload.
    Payload,
    /// The third segment, the JWS Signature.
    Signature,
    /// The token as a whole.
    Token,
}

impl Part {
    /// Tells which part a member of a JSON Serialization holds (RFC 7515 §7.2).
    pub(crate) fn of_member(name: &str) -> Self {
        match name {
            "protected" => Self::Header,
            "payload" => Self::Payload,
            "signature" => Self::Signature,
            _ => Self::Token,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
            Self::Token => "token",
        })
    }
}
