//! The keys of every contender. Where they are from is told in `keys/README.md`.

/// The secret of HS256: 32 octets.
pub const HMAC: &[u8] = include_bytes!("../keys/hmac.txt");
/// RSA, 2048 bits, PKCS #8.
pub const RSA: &str = include_str!("../keys/rsa.pem");
/// The public half of [`RSA`].
pub const RSA_PUBLIC: &str = include_str!("../keys/rsa.pub.pem");
/// P-256, PKCS #8.
pub const P256: &str = include_str!("../keys/p256.pem");
/// The public half of [`P256`].
pub const P256_PUBLIC: &str = include_str!("../keys/p256.pub.pem");
/// P-384, PKCS #8.
pub const P384: &str = include_str!("../keys/p384.pem");
/// The public half of [`P384`].
pub const P384_PUBLIC: &str = include_str!("../keys/p384.pub.pem");
/// Ed25519, PKCS #8.
pub const ED25519: &str = include_str!("../keys/ed25519.pem");
/// The public half of [`ED25519`].
pub const ED25519_PUBLIC: &str = include_str!("../keys/ed25519.pub.pem");
