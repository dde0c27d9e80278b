//! RSA, ECDSA and Ed25519 by aws-lc-rs, where the feature of that name asks for it.
//!
//! Takes keys that have passed every check of this library and gives the operation behind them; what is refused,
//! of keys and of signatures, is the same with and without it. `None` means that aws-lc-rs does not take the key, an
//! RSA modulus under 2048 bits for example: then the family's own code serves. Keys are parsed here, once.
//!
//! Nonces of ECDSA are random here and not those of RFC 6979, so no two signatures are alike. RSA is blinded, and
//! salts and nonces come from the generator of AWS-LC, which the operating system seeds; where that gives nothing,
//! AWS-LC ends the process.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature;
use aws_lc_rs::signature::EcdsaKeyPair;
use aws_lc_rs::signature::EcdsaSigningAlgorithm;
use aws_lc_rs::signature::Ed25519KeyPair;
use aws_lc_rs::signature::ParsedPublicKey;
use aws_lc_rs::signature::RsaEncoding;
use aws_lc_rs::signature::RsaParameters;
use aws_lc_rs::signature::VerificationAlgorithm;

use super::Algorithm;
use super::Curve;
use super::Sign;
use super::SignatureMismatch;
use super::SigningFailed;
use super::Verify;
use super::eddsa::small_order;
use super::integers::MIN_MODULUS_BITS;
use super::integers::PrivateIntegers;
use super::integers::PublicIntegers;

/// Prepares a public point, given as x‖y and known to be on its curve.
pub(crate) fn ecdsa_verifier(curve: Curve, point: &[u8]) -> Option<Box<dyn Verify>> {
    let algorithm: &'static dyn VerificationAlgorithm = match curve {
        Curve::P256 => &signature::ECDSA_P256_SHA256_FIXED,
        Curve::P384 => &signature::ECDSA_P384_SHA384_FIXED,
        Curve::P521 => &signature::ECDSA_P521_SHA512_FIXED,
        // Faster in `k256`.
        Curve::Secp256k1 => return None,
    };
    let octets = point.len();
    let key = ParsedPublicKey::new(algorithm, [&[4], point].concat()).ok()?;
    Some(Box::new(Public { key, octets }))
}

/// Prepares a private scalar and its public point.
pub(crate) fn ecdsa_signer(curve: Curve, scalar: &[u8], point: &[u8]) -> Option<Box<dyn Sign>> {
    let algorithm: &'static EcdsaSigningAlgorithm = match curve {
        Curve::P256 => &signature::ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &signature::ECDSA_P384_SHA384_FIXED_SIGNING,
        Curve::P521 => &signature::ECDSA_P521_SHA512_FIXED_SIGNING,
        // The s of `k256` is always the low one, which some verifiers of secp256k1 ask for.
        Curve::Secp256k1 => return None,
    };
    let point = [&[4], point].concat();
    let key = EcdsaKeyPair::from_private_key_and_public_key(algorithm, scalar, &point).ok()?;
    Some(Box::new(Ecdsa(key)))
}

/// Prepares a public key on Ed25519 that is canonical and not of small order.
pub(crate) fn eddsa_verifier(public: &[u8]) -> Option<Box<dyn Verify>> {
    ParsedPublicKey::new(&signature::ED25519, public).ok().map(|key| Box::new(Strict(key)) as _)
}

/// Prepares a private seed and its public key.
pub(crate) fn eddsa_signer(seed: &[u8], public: &[u8]) -> Option<Box<dyn Sign>> {
    let key = Ed25519KeyPair::from_seed_and_public_key(seed, public).ok()?;
    Some(Box::new(Ed25519(key)))
}

/// Prepares the integers of a public key for one algorithm of RSA.
pub(crate) fn rsa_verifier(
    algorithm: Algorithm,
    public: &PublicIntegers,
) -> Option<Box<dyn Verify>> {
    let parameters: &'static RsaParameters = match algorithm {
        Algorithm::Rs256 => &signature::RSA_PKCS1_2048_8192_SHA256,
        Algorithm::Rs384 => &signature::RSA_PKCS1_2048_8192_SHA384,
        Algorithm::Rs512 => &signature::RSA_PKCS1_2048_8192_SHA512,
        Algorithm::Ps256 => &signature::RSA_PSS_2048_8192_SHA256,
        Algorithm::Ps384 => &signature::RSA_PSS_2048_8192_SHA384,
        Algorithm::Ps512 => &signature::RSA_PSS_2048_8192_SHA512,
        _ => return None,
    };
    // Below, every signature would be refused.
    if public.bits() < MIN_MODULUS_BITS {
        return None;
    }
    let key = components(public).to_parsed_public_key(parameters).ok()?;
    Some(Box::new(Public { key, octets: public.modulus.len() }))
}

/// Prepares the integers of a private key for one algorithm of RSA.
pub(crate) fn rsa_signer(
    algorithm: Algorithm,
    public: &PublicIntegers,
    private: &PrivateIntegers,
) -> Option<Box<dyn Sign>> {
    let encoding: &'static dyn RsaEncoding = match algorithm {
        Algorithm::Rs256 => &signature::RSA_PKCS1_SHA256,
        Algorithm::Rs384 => &signature::RSA_PKCS1_SHA384,
        Algorithm::Rs512 => &signature::RSA_PKCS1_SHA512,
        Algorithm::Ps256 => &signature::RSA_PSS_SHA256,
        Algorithm::Ps384 => &signature::RSA_PSS_SHA384,
        Algorithm::Ps512 => &signature::RSA_PSS_SHA512,
        _ => return None,
    };
    let primes = private.primes.as_ref()?;
    let key = rsa::KeyPair::from_components(&rsa::KeyPairComponents {
        public_key: components(public),
        d: private.exponent.expose(),
        p: primes.p.expose(),
        q: primes.q.expose(),
        dP: primes.dp.expose(),
        dQ: primes.dq.expose(),
        qInv: primes.qi.expose(),
    });
    Some(Box::new(Rsa { key: key.ok()?, encoding }))
}

fn components(public: &PublicIntegers) -> rsa::PublicKeyComponents<&[u8]> {
    rsa::PublicKeyComponents { n: &public.modulus, e: &public.exponent }
}

/// A parsed public key that first demands a signature of its one length.
struct Public {
    key: ParsedPublicKey,
    octets: usize,
}

impl Verify for Public {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        if signature.len() != self.octets {
            return Err(SignatureMismatch);
        }
        self.key.verify_sig(message, signature).map_err(|_| SignatureMismatch)
    }
}

/// A parsed public key on Ed25519 that refuses an R of small order, which AWS-LC lets pass.
///
/// The rest is its own: s below the order, and R compared as octets with what it must be, so in its one text.
struct Strict(ParsedPublicKey);

impl Verify for Strict {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        match signature.first_chunk() {
            Some(r) if signature.len() == 64 && !small_order(r) => {
                self.0.verify_sig(message, signature).map_err(|_| SignatureMismatch)
            }
            _ => Err(SignatureMismatch),
        }
    }
}

struct Ecdsa(EcdsaKeyPair);

impl Sign for Ecdsa {
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let made = self.0.sign(&SystemRandom::new(), message).map_err(|_| SigningFailed)?;
        signature.extend_from_slice(made.as_ref());
        Ok(())
    }
}

struct Ed25519(Ed25519KeyPair);

impl Sign for Ed25519 {
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let made = self.0.try_sign(message).map_err(|_| SigningFailed)?;
        signature.extend_from_slice(made.as_ref());
        Ok(())
    }
}

struct Rsa {
    key: rsa::KeyPair,
    encoding: &'static dyn RsaEncoding,
}

impl Sign for Rsa {
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let before = signature.len();
        let whole = before.saturating_add(self.key.public_modulus_len());
        signature.resize(whole, 0);
        let made = signature.get_mut(before..).ok_or(SigningFailed).and_then(|place| {
            let made = self.key.sign(self.encoding, &SystemRandom::new(), message, place);
            made.map_err(|_| SigningFailed)
        });
        if made.is_err() {
            signature.truncate(before);
        }
        made
    }
}

// The feature `trace` asks for every family, with whose own code this one is compared.
#[cfg(test)]
#[cfg(feature = "trace")]
mod tests;
