//! Signatures by `hmac` and by aws-lc-rs, with keys that were parsed before.

use std::error::Error;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair as RsaKeyPair;
use aws_lc_rs::signature;
use aws_lc_rs::signature::EcdsaKeyPair;
use aws_lc_rs::signature::Ed25519KeyPair;
use aws_lc_rs::signature::ParsedPublicKey;
use aws_lc_rs::signature::VerificationAlgorithm;
use base64_simd::STANDARD;
use base64_simd::URL_SAFE_NO_PAD;
use course::keys;
use hmac::Hmac;
use hmac::KeyInit as _;
use hmac::Mac as _;
use sha2::Sha256;

/// An algorithm of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Name {
    Hs256,
    Rs256,
    Ps256,
    Es256,
    Es384,
    EdDsa,
}

impl Name {
    pub(crate) const ALL: [Self; 6] =
        [Self::Hs256, Self::Rs256, Self::Ps256, Self::Es256, Self::Es384, Self::EdDsa];

    /// How the names of its cases begin.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Hs256 => "hs256",
            Self::Rs256 => "rs256",
            Self::Ps256 => "ps256",
            Self::Es256 => "es256",
            Self::Es384 => "es384",
            Self::EdDsa => "ed25519",
        }
    }

    /// The one header that is taken and made.
    pub(crate) const fn header(self) -> &'static str {
        match self {
            Self::Hs256 => r#"{"alg":"HS256","typ":"JWT"}"#,
            Self::Rs256 => r#"{"alg":"RS256","typ":"JWT"}"#,
            Self::Ps256 => r#"{"alg":"PS256","typ":"JWT"}"#,
            Self::Es256 => r#"{"alg":"ES256","typ":"JWT"}"#,
            Self::Es384 => r#"{"alg":"ES384","typ":"JWT"}"#,
            Self::EdDsa => r#"{"alg":"EdDSA","typ":"JWT"}"#,
        }
    }
}

/// A key that signs.
pub(crate) enum Signing {
    Hmac(Hmac<Sha256>),
    Rsa(RsaKeyPair, &'static dyn signature::RsaEncoding, SystemRandom),
    Ecdsa(EcdsaKeyPair, SystemRandom),
    Ed25519(Ed25519KeyPair),
}

impl Signing {
    pub(crate) fn new(name: Name) -> Result<Self, Box<dyn Error>> {
        let rsa = |encoding| {
            let key = RsaKeyPair::from_pkcs8(&der(keys::RSA)?)?;
            Ok(Self::Rsa(key, encoding, SystemRandom::new()))
        };
        let ecdsa = |algorithm, pem| {
            let key = EcdsaKeyPair::from_pkcs8(algorithm, &der(pem)?)?;
            Ok(Self::Ecdsa(key, SystemRandom::new()))
        };
        match name {
            Name::Hs256 => Ok(Self::Hmac(Hmac::new_from_slice(keys::HMAC)?)),
            Name::Rs256 => rsa(&signature::RSA_PKCS1_SHA256),
            Name::Ps256 => rsa(&signature::RSA_PSS_SHA256),
            Name::Es256 => ecdsa(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, keys::P256),
            Name::Es384 => ecdsa(&signature::ECDSA_P384_SHA384_FIXED_SIGNING, keys::P384),
            Name::EdDsa => {
                Ok(Self::Ed25519(Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der(keys::ED25519)?)?))
            }
        }
    }

    /// Signs a text and writes the signature behind it, after a dot.
    pub(crate) fn sign(&self, token: &mut String) -> Result<(), Box<dyn Error>> {
        let text = token.as_bytes();
        match self {
            Self::Hmac(keyed) => {
                let tag = keyed.clone().chain_update(text).finalize().into_bytes();
                append(&tag, token);
            }
            Self::Rsa(key, encoding, random) => {
                let mut signature = [0; 256];
                key.sign(*encoding, random, text, &mut signature)?;
                append(&signature, token);
            }
            Self::Ecdsa(key, random) => append(key.sign(random, text)?.as_ref(), token),
            Self::Ed25519(key) => append(key.sign(text).as_ref(), token),
        }
        Ok(())
    }
}

fn append(signature: &[u8], token: &mut String) {
    token.push('.');
    URL_SAFE_NO_PAD.encode_append(signature, token);
}

/// A key that verifies.
pub(crate) enum Verifying {
    Hmac(Hmac<Sha256>),
    Public(ParsedPublicKey),
}

impl Verifying {
    pub(crate) fn new(name: Name) -> Result<Self, Box<dyn Error>> {
        let (algorithm, pem): (&'static dyn VerificationAlgorithm, _) = match name {
            Name::Hs256 => return Ok(Self::Hmac(Hmac::new_from_slice(keys::HMAC)?)),
            Name::Rs256 => (&signature::RSA_PKCS1_2048_8192_SHA256, keys::RSA_PUBLIC),
            Name::Ps256 => (&signature::RSA_PSS_2048_8192_SHA256, keys::RSA_PUBLIC),
            Name::Es256 => (&signature::ECDSA_P256_SHA256_FIXED, keys::P256_PUBLIC),
            Name::Es384 => (&signature::ECDSA_P384_SHA384_FIXED, keys::P384_PUBLIC),
            Name::EdDsa => (&signature::ED25519, keys::ED25519_PUBLIC),
        };
        Ok(Self::Public(ParsedPublicKey::new(algorithm, der(pem)?)?))
    }

    pub(crate) fn verify(&self, text: &[u8], signature: &[u8]) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Hmac(keyed) => Ok(keyed.clone().chain_update(text).verify_slice(signature)?),
            Self::Public(key) => Ok(key.verify_sig(text, signature)?),
        }
    }
}

/// The octets of a PEM text of ours.
fn der(pem: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let lines = pem.lines().filter(|line| !line.starts_with("-----"));
    Ok(STANDARD.decode_to_vec(lines.collect::<String>())?)
}
