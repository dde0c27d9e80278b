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

use super::Hash;
use super::Sign;
use super::SignatureMismatch;
use super::SigningFailed;
use super::Verify;

pub(crate) mod candidates;

/// Prepares a secret of any length, the empty one included, for making tags.
pub(crate) fn signer(hash: Hash, secret: &[u8]) -> Box<dyn Sign> {
    match hash {
        Hash::Sha256 => Box::new(Keyed(keyed::<Sha256>(secret))),
        Hash::Sha384 => Box::new(Keyed(keyed::<Sha384>(secret))),
        Hash::Sha512 => Box::new(Keyed(keyed::<Sha512>(secret))),
    }
}

/// Prepares a secret of any length, the empty one included, for checking tags.
pub(crate) fn verifier(hash: Hash, secret: &[u8]) -> Box<dyn Verify> {
    match hash {
        Hash::Sha256 => Box::new(Keyed(keyed::<Sha256>(secret))),
        Hash::Sha384 => Box::new(Keyed(keyed::<Sha384>(secret))),
        Hash::Sha512 => Box::new(Keyed(keyed::<Sha512>(secret))),
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

/// Makes the key block by hand, as RFC 2104 §2 words it, and keys the state with it.
fn keyed<D>(secret: &[u8]) -> Hmac<D>
where
    D: Digest + EagerHash,
    Hmac<D>: KeyInit,
{
    let mut block = Key::<Hmac<D>>::default();
    if secret.len() > block.len() {
        let mut digest = D::digest(secret);
        copy(&digest, &mut block);
        digest.zeroize();
    } else {
        copy(secret, &mut block);
    }
    let state = Hmac::new(&block);
    block.zeroize();
    state
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
