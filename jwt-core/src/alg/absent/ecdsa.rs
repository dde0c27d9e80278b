//! ECDSA in a build without it: no key comes to be, so nothing here is ever asked.

use crate::alg::Curve;
use crate::alg::InvalidKey;
use crate::alg::Sign;
use crate::alg::SigningFailed;
use crate::alg::Verify;
use crate::secret::Secret;

pub(crate) fn point(_: Curve, _: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn public_point(_: Curve, _: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn generate(_: Curve) -> Result<Secret, SigningFailed> {
    Err(SigningFailed)
}

pub(crate) fn verifier(_: Curve, _: &[u8]) -> Result<Box<dyn Verify>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn prepared(_: Curve, _: &[u8]) -> Option<Box<dyn Verify>> {
    None
}

pub(crate) fn signer(_: Curve, _: &[u8]) -> Result<Box<dyn Sign>, InvalidKey> {
    Err(InvalidKey)
}
