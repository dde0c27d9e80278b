//! ML-DSA in a build without it: no key comes to be, so nothing here is ever asked.

use crate::alg::InvalidKey;
use crate::alg::ParameterSet;
use crate::alg::Sign;
use crate::alg::SigningFailed;
use crate::alg::Verify;
use crate::secret::Secret;

pub(crate) fn verifier(_: ParameterSet, _: &[u8]) -> Result<Box<dyn Verify>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn signer(_: ParameterSet, _: &[u8]) -> Result<Box<dyn Sign>, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn public_key(_: ParameterSet, _: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    Err(InvalidKey)
}

#[cfg_attr(
    all(not(feature = "_containers"), not(test)),
    expect(dead_code, reason = "only a form of PKCS#8 asks for it")
)]
pub(crate) fn expanded_key(_: ParameterSet, _: &[u8]) -> Result<Secret, InvalidKey> {
    Err(InvalidKey)
}

pub(crate) fn generate() -> Result<Secret, SigningFailed> {
    Err(SigningFailed)
}
