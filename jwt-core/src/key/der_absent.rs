//! DER in a build that has no family with a public key, and so nothing to find in it: every structure is refused.

use zeroize::Zeroizing;

use crate::alg::Curve;
use crate::key::Certificate;
use crate::key::Jwk;
use crate::key::KeyError;

pub(super) fn read(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a key in DER"))
}

pub(super) fn certificate(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a certificate"))
}

pub(super) fn pkcs1_private(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("an RSA private key in DER"))
}

pub(super) fn pkcs1_public(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("an RSA public key in DER"))
}

pub(super) fn pkcs8(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a private key in DER"))
}

pub(super) fn sec1_private(_: &[u8], _: Option<Curve>) -> Result<Jwk, KeyError> {
    Err(refused("an EC private key in DER"))
}

pub(super) fn spki(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a public key in DER"))
}

pub(super) fn write(jwk: &Jwk) -> Result<(&'static str, Zeroizing<Vec<u8>>), KeyError> {
    Err(KeyError::Unrepresentable { found: jwk.key_type(), form: "PEM" })
}

pub(super) fn x509(_: &[u8]) -> Result<Certificate, KeyError> {
    Err(refused("a certificate"))
}

fn refused(what: &str) -> KeyError {
    let found = format!(
        "{what}, for which one of the features ecdsa, eddsa, ml-dsa or rsa of jwt-core must be on"
    );
    KeyError::Unsupported { found }
}
