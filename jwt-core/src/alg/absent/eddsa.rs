//! EdDSA in a build without it: no key comes to be, so nothing here is ever asked.

use crate::alg::InvalidKey;
use crate::alg::Sign;
use crate::alg::SigningFailed;
use crate::alg::Verify;
use crate::secret::Secret;

pub(crate) fn verifier(_: &[u8]) -> Result<Box<dyn Verify>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn signer(_: &[u8]) -> Result<Box<dyn Sign>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn public_key(_: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn generate() -> Result<Secret, SigningFailed> {
    Err(SigningFailed)
}

#[cfg_attr(
    not(feature = "aws-lc-rs"),
    expect(dead_code, reason = "asked by another backend alone")
)]
pub(crate) fn small_order(_: &[u8; 32]) -> bool {
    true
}
