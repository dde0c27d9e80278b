//! The keys that forged tokens are signed and checked with: one of each kind, for nothing else.

use std::sync::LazyLock;

use jsonwebtoken::EncodingKey;
use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::base64url;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

/// A shared secret as long as the longest hash.
pub const SECRET: &[u8; 64] = b"a secret of sixty-four octets, known to all: it is for fuzzing..";

static SIGNING: LazyLock<Vec<SigningKey>> =
    LazyLock::new(|| Algorithm::ALL.iter().map(|one| load(*one)).collect());
static VERIFYING: LazyLock<Vec<VerifyingKey>> =
    LazyLock::new(|| SIGNING.iter().map(SigningKey::verifying_key).collect());

/// Gives the key of an algorithm; its `kid` is the name of the algorithm.
pub fn signing(algorithm: Algorithm) -> &'static SigningKey {
    SIGNING.iter().find(|key| key.algorithm() == algorithm).expect("a key for each algorithm")
}

/// Gives the keys of all algorithms.
pub fn verifying() -> &'static [VerifyingKey] {
    &VERIFYING
}

/// The verifier that the target `verify` asks: every key, and claims for anybody.
pub fn verifier() -> Verifier<&'static [VerifyingKey]> {
    Verifier::new(verifying()).allow_any_audience()
}

/// Signs a text.
pub fn sign(algorithm: Algorithm, text: &str) -> Vec<u8> {
    signing(algorithm).sign(text.as_bytes()).expect("the system gives randomness")
}

/// Signs as a forger does who has the public key alone and takes its text as an HMAC secret.
pub fn sign_confused(algorithm: Algorithm, text: &str) -> Vec<u8> {
    let key = EncodingKey::from_secret(public_pem(algorithm).as_bytes());
    let text = jsonwebtoken::crypto::sign(text.as_bytes(), &key, jsonwebtoken::Algorithm::HS256);
    base64url::decode(text.expect("HMAC takes any secret")).expect("it is base64url")
}

/// Gives the public key of an algorithm as PEM; an empty text for a shared secret.
pub fn public_pem(algorithm: Algorithm) -> String {
    let public = signing(algorithm).jwk().public();
    public.map_or_else(String::new, |public| public.to_pem().expect("it is writable").to_string())
}

fn load(algorithm: Algorithm) -> SigningKey {
    let pem = match algorithm {
        Algorithm::Es256 => include_str!("../keys/p256.pem"),
        Algorithm::Es384 => include_str!("../keys/p384.pem"),
        Algorithm::Es512 => include_str!("../keys/p521.pem"),
        Algorithm::Es256k => include_str!("../keys/secp256k1.pem"),
        Algorithm::EdDsa | Algorithm::Ed25519 => include_str!("../keys/ed25519.pem"),
        Algorithm::MlDsa44 => include_str!("../keys/ml_dsa_44.pem"),
        Algorithm::MlDsa65 => include_str!("../keys/ml_dsa_65.pem"),
        Algorithm::MlDsa87 => include_str!("../keys/ml_dsa_87.pem"),
        _ => include_str!("../keys/rsa.pem"),
    };
    let key = match algorithm.family() {
        Family::Hmac => SigningKey::hmac(algorithm, SECRET),
        _ => SigningKey::from_pem(algorithm, pem),
    };
    key.expect("the keys of this package are good").with_key_id(algorithm.as_str())
}
