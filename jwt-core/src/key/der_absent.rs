//! DER in a build that has no family with a public key, and so nothing to find in it: every structure is refused.
//!
//! All but [`read`], [`certificate`], [`x509`] and [`write`] are asked by PEM alone, and say so.

use zeroize::Zeroizing;

use crate::alg::Curve;
use crate::key::Certificate;
use crate::key::Jwk;
use crate::key::KeyError;

pub(super) fn read(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a key in DER", ANY))
}

pub(super) fn certificate(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a certificate", ANY))
}

pub(super) fn pkcs1_private(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("an RSA private key in PEM", &["rsa"]))
}

pub(super) fn pkcs1_public(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("an RSA public key in PEM", &["rsa"]))
}

pub(super) fn pkcs8(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a private key in PEM", ANY))
}

pub(super) fn sec1_private(_: &[u8], _: Option<Curve>) -> Result<Jwk, KeyError> {
    Err(refused("an EC private key in PEM", &["ecdsa"]))
}

pub(super) fn spki(_: &[u8]) -> Result<Jwk, KeyError> {
    Err(refused("a public key in PEM", ANY))
}

pub(super) fn write(jwk: &Jwk) -> Result<(&'static str, Zeroizing<Vec<u8>>), KeyError> {
    Err(KeyError::Unrepresentable { found: jwk.key_type(), form: "PEM" })
}

pub(super) fn x509(_: &[u8]) -> Result<Certificate, KeyError> {
    Err(refused("a certificate", ANY))
}

/// Says which features read it; what PEM holds in other blocks than those of one family, nobody here can tell.
fn refused(found: &str, features: &[&'static str]) -> KeyError {
    KeyError::Unsupported { features: features.to_vec(), found: found.to_owned() }
}

const ANY: &[&str] = &["ecdsa", "eddsa", "ml-dsa", "rsa"];
