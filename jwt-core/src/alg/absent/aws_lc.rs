//! No other backend: the families' own code serves every key.

use crate::alg::Algorithm;
use crate::alg::Curve;
use crate::alg::Sign;
use crate::alg::Verify;
use crate::alg::integers::PrivateIntegers;
use crate::alg::integers::PublicIntegers;

pub(crate) const fn ecdsa_verifier(_: Curve, _: &[u8]) -> Option<Box<dyn Verify>> {
    None
}

pub(crate) const fn ecdsa_signer(_: Curve, _: &[u8], _: &[u8]) -> Option<Box<dyn Sign>> {
    None
}

pub(crate) const fn eddsa_verifier(_: &[u8]) -> Option<Box<dyn Verify>> {
    None
}

pub(crate) const fn eddsa_signer(_: &[u8], _: &[u8]) -> Option<Box<dyn Sign>> {
    None
}

pub(crate) const fn rsa_verifier(_: Algorithm, _: &PublicIntegers) -> Option<Box<dyn Verify>> {
    None
}

pub(crate) const fn rsa_signer(
    _: Algorithm,
    _: &PublicIntegers,
    _: &PrivateIntegers,
) -> Option<Box<dyn Sign>> {
    None
}
