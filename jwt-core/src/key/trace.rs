//! The door from a key's octets to the trace of its algorithm.
//!
//! The octets stay on this floor: what goes up are finished steps, their secret values marked.

use super::material::Material;
use crate::alg::Algorithm;
use crate::alg::Family;
use crate::alg::ecdsa;
use crate::alg::eddsa;
use crate::alg::hmac;
use crate::alg::mldsa;
use crate::alg::rsa;
use crate::alg::trace::Step;

/// Takes a signature apart; with a private part in `material`, shows how it was made as well.
///
/// Empty for a kind of mathematics that has no trace of its own.
pub(super) fn steps(
    material: &Material,
    algorithm: Algorithm,
    message: &[u8],
    signature: &[u8],
) -> Vec<Step> {
    match (material, algorithm.family(), algorithm.hash()) {
        (Material::Akp { set, public, private }, Family::MlDsa, None) => {
            mldsa::trace::steps(*set, public, private.as_ref(), message, signature)
        }
        (Material::Ec { curve, point, private }, Family::Ecdsa, Some(hash)) => {
            ecdsa::trace::steps(*curve, hash, point, private.as_ref(), message, signature)
        }
        (Material::Oct(secret), Family::Hmac, Some(hash)) => {
            hmac::trace::steps(hash, secret.expose(), message, signature)
        }
        (Material::Okp { public, private }, Family::EdDsa, None) => {
            eddsa::trace::steps(public, private.as_ref(), message, signature)
        }
        (Material::Rsa { public, private, .. }, Family::RsaPkcs1, Some(hash)) => {
            rsa::trace::pkcs1(hash, public, private.as_ref(), message, signature)
        }
        (Material::Rsa { public, private, .. }, Family::RsaPss, Some(hash)) => {
            rsa::trace::pss(hash, public, private.as_ref(), message, signature)
        }
        _ => Vec::new(),
    }
}
