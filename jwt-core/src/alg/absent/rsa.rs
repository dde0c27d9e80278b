//! RSA in a build without it: no key comes to be, so nothing here is ever asked.

use crate::alg::Hash;
use crate::alg::Sign;
use crate::alg::SigningFailed;
use crate::alg::Verify;
use crate::alg::integers::Limits;
use crate::alg::integers::PrivateIntegers;
use crate::alg::integers::PublicIntegers;
use crate::alg::integers::Refused;

/// A prepared key, of which there is none.
#[derive(Clone, Copy)]
pub(crate) enum Absent {}

impl PublicIntegers {
    pub(crate) fn check(&self, _: Limits) -> Result<Absent, Refused> {
        Err(Refused::Modulus)
    }
}

pub(crate) fn private_key(
    _: &PublicIntegers,
    _: &PrivateIntegers,
    _: Limits,
) -> Result<Absent, Refused> {
    Err(Refused::Modulus)
}

pub(crate) fn generate(_: usize) -> Result<(PublicIntegers, PrivateIntegers), SigningFailed> {
    Err(SigningFailed)
}

pub(crate) fn integers(key: &Absent) -> (PublicIntegers, PrivateIntegers) {
    match *key {}
}

pub(crate) fn pkcs1_verifier(_: Hash, key: Absent) -> Box<dyn Verify> {
    match key {}
}

pub(crate) fn pss_verifier(_: Hash, key: Absent) -> Box<dyn Verify> {
    match key {}
}

pub(crate) fn pkcs1_signer(_: Hash, key: Absent) -> Box<dyn Sign> {
    match key {}
}

pub(crate) fn pss_signer(_: Hash, key: Absent) -> Box<dyn Sign> {
    match key {}
}
