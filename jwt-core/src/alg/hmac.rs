//! HMAC with SHA-2 (RFC 7518 §3.2, RFC 2104): one secret makes and checks the tag.
//!
//! The key block is made once; what is kept is the state of the two hashes after they have taken it
//! in, so that a tag costs a clone of that state and the message.
//!
//! ```text
//! block = secret, or its hash when longer than a block, zero-padded to the block
//! tag   = H( block ⊕ opad ‖ H( block ⊕ ipad ‖ message ) )
//! ```

#[cfg(feature = "trace")]
pub(crate) mod trace;

use hmac::EagerHash;
use hmac::Hmac;
use hmac::KeyInit;
use hmac::Mac;
use hmac::digest::Digest;
use hmac::digest::common::Key;
use sha2::Sha256;
use sha2::Sha384;
use sha2::Sha512;
use zeroize::Zeroize;

use self::sha256::HmacSha256;
use super::Hash;
use super::Sign;
use super::SignatureMismatch;
use super::SigningFailed;
use super::Verify;

pub(crate) mod candidates;
mod sha256;

/// Prepares a secret of any length, the empty one included, for making tags.
pub(crate) fn signer(hash: Hash, secret: &[u8]) -> Box<dyn Sign> {
    match hash {
        Hash::Sha256 => Box::new(sha256(secret)),
        Hash::Sha384 => Box::new(Keyed(keyed::<Sha384>(secret))),
        Hash::Sha512 => Box::new(Keyed(keyed::<Sha512>(secret))),
    }
}

/// Prepares a secret of any length, the empty one included, for checking tags.
pub(crate) fn verifier(hash: Hash, secret: &[u8]) -> Box<dyn Verify> {
    match hash {
        Hash::Sha256 => Box::new(sha256(secret)),
        Hash::Sha384 => Box::new(Keyed(keyed::<Sha384>(secret))),
        Hash::Sha512 => Box::new(Keyed(keyed::<Sha512>(secret))),
    }
}

impl Sign for HmacSha256 {
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        signature.extend_from_slice(&self.tag(message));
        Ok(())
    }
}

impl Verify for HmacSha256 {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        if self.holds(message, signature) { Ok(()) } else { Err(SignatureMismatch) }
    }
}

/// A keyed state that is cloned for each message.
struct Keyed<M>(M);

impl<M: Clone + Mac + Send + Sync> Sign for Keyed<M> {
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let tag = self.0.clone().chain_update(message).finalize();
        signature.extend_from_slice(tag.as_bytes());
        Ok(())
    }
}

impl<M: Clone + Mac + Send + Sync> Verify for Keyed<M> {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        // Compares the whole tag in constant time; a shortened tag is refused (RFC 7518 §3.2).
        self.0.clone().chain_update(message).verify_slice(signature).map_err(|_| SignatureMismatch)
    }
}

fn keyed<D>(secret: &[u8]) -> Hmac<D>
where
    D: Digest + EagerHash,
    Hmac<D>: KeyInit,
{
    let mut block = Key::<Hmac<D>>::default();
    fill::<D>(secret, &mut block);
    let state = Hmac::new(&block);
    block.zeroize();
    state
}

fn sha256(secret: &[u8]) -> HmacSha256 {
    let mut block = [0; 64];
    fill::<Sha256>(secret, &mut block);
    let state = HmacSha256::new(&block);
    block.zeroize();
    state
}

/// Makes the key block, which is zero, as RFC 2104 §2 words it.
fn fill<D: Digest>(secret: &[u8], block: &mut [u8]) {
    if secret.len() > block.len() {
        let mut digest = D::digest(secret);
        copy(&digest, block);
        digest.zeroize();
    } else {
        copy(secret, block);
    }
}

fn copy(source: &[u8], target: &mut [u8]) {
    for (octet, value) in target.iter_mut().zip(source) {
        *octet = *value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(hash: Hash, secret: &[u8], message: &[u8]) -> Vec<u8> {
        let mut tag = Vec::new();
        signer(hash, secret).sign(message, &mut tag).unwrap();
        tag
    }

    #[test]
    fn agrees_with_rfc_4231_test_case_2() {
        let expected = [
            0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04, 0x24, 0x26, 0x08, 0x95,
            0x75, 0xc7, 0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27, 0x39, 0x83, 0x9d, 0xec, 0x58, 0xb9,
            0x64, 0xec, 0x38, 0x43,
        ];
        assert_eq!(tag(Hash::Sha256, b"Jefe", b"what do ya want for nothing?"), expected);
    }

    /// The crate `hmac` is the oracle, at every length of the last block and of the secret.
    #[test]
    fn hmac_sha256_agrees_with_the_crate_of_that_name() {
        let octets: Vec<u8> = (0..=255).cycle().take(400).collect();
        for length in 0..octets.len() {
            let (message, secret) = (&octets[..length], &octets[length / 2..length]);
            let expected = keyed::<Sha256>(secret).chain_update(message).finalize();
            let expected: &[u8] = expected.as_bytes();
            assert_eq!(tag(Hash::Sha256, secret, message), expected, "{length}");
            let key = verifier(Hash::Sha256, secret);
            assert_eq!(key.verify(message, expected), Ok(()), "{length}");
            for other in [&expected[..31], &[expected, &[0]].concat(), &[0; 32], &[]] {
                assert_eq!(key.verify(message, other), Err(SignatureMismatch), "{length}");
            }
            for bit in 0..256 {
                let mut other = expected.to_vec();
                other[bit / 8] ^= 1 << (bit % 8);
                assert_eq!(key.verify(message, &other), Err(SignatureMismatch), "{length} {bit}");
            }
        }
    }

    #[test]
    fn a_secret_over_a_block_is_hashed_first() {
        let long = vec![0xaa; 131];
        let hashed = Sha256::digest(&long);
        assert_eq!(tag(Hash::Sha256, &long, b"m"), tag(Hash::Sha256, &hashed, b"m"));
    }

    #[test]
    fn a_shortened_or_lengthened_tag_is_refused() {
        let mut tag = tag(Hash::Sha512, b"secret", b"m");
        let key = verifier(Hash::Sha512, b"secret");
        assert_eq!(key.verify(b"m", &tag), Ok(()));
        assert_eq!(key.verify(b"m", &tag[..63]), Err(SignatureMismatch));
        tag.push(0);
        assert_eq!(key.verify(b"m", &tag), Err(SignatureMismatch));
        assert_eq!(key.verify(b"m", &[]), Err(SignatureMismatch));
    }
}
