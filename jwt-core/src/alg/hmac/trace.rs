//! The values of RFC 2104 §2 on the way from a secret and a message to a tag.
//!
//! Computed from the definition and the bare hash; that the tag is the one that the verifier
//! computes is shown by the tests. Everything that is made of the secret alone is marked secret. The
//! right tag is, too, while the signature at hand is a wrong one: whoever reads it can forge.

use crate::alg::Hash;
use crate::alg::trace::Input;
use crate::alg::trace::Step;
use crate::alg::trace::Value;
use crate::alg::trace::digest;
use crate::explain::Reference;
use crate::explain::Rfc;
use crate::secret::Secret;

const RFC_2104: Reference = Rfc { number: 2104, section: "2" };

/// Makes the tag again and compares it.
pub(crate) fn steps(hash: Hash, secret: &[u8], message: &[u8], signature: &[u8]) -> Vec<Step> {
    let block = key_block(hash, secret);
    let (inner_pad, outer_pad) = (xor(&block, 0x36), xor(&block, 0x5c));
    let inner = digest(hash, &[inner_pad.expose(), message]);
    let tag = Secret::new(digest(hash, &[outer_pad.expose(), &inner]));
    let holds = tag == Secret::from(signature);
    vec![
        key_block_step(hash, secret, block),
        Step::new(
            "hmac.inner_pad",
            "XOR the block with 36 36 36 …",
            "One secret becomes two keys that differ in half of their bits. This one goes into the \
             inner hash.",
            RFC_2104,
        )
        .value(Value::secret("K0 xor ipad", inner_pad)),
        Step::new(
            "hmac.inner_hash",
            "Hash the inner block and the signing input",
            "The message is taken in here, behind a block that nobody without the secret knows.",
            RFC_2104,
        )
        .value(Value::new("message", message).of(Input::Message, 0..message.len()))
        .value(Value::new("inner hash", inner)),
        Step::new(
            "hmac.outer_pad",
            "XOR the block with 5c 5c 5c …",
            "The second key goes into the outer hash.",
            RFC_2104,
        )
        .value(Value::secret("K0 xor opad", outer_pad)),
        Step::new(
            "hmac.outer_hash",
            "Hash the outer block and the inner hash",
            "The second pass keeps anyone from lengthening a message whose tag is known. Its result \
             is the tag.",
            RFC_2104,
        )
        .value(Value::new("tag", tag).masked(!holds)),
        Step::new(
            "hmac.compare",
            "Compare the tag with the signature",
            "All octets must agree; a shortened tag is none. A verifier compares in constant time, \
             so that its answer does not tell how many octets were right.",
            Rfc { number: 7518, section: "3.2" },
        )
        .value(Value::new("signature", signature).of(Input::Signature, 0..signature.len()))
        .check("the signature is as long as the hash", signature.len() == hash.octets())
        .check("the tag equals the signature", holds),
    ]
}

fn key_block_step(hash: Hash, secret: &[u8], block: Secret) -> Step {
    let size = block.len();
    let (origin, filled) = if secret.len() > size {
        ("hash of the secret", hash.octets())
    } else {
        ("secret", secret.len())
    };
    Step::new(
        "hmac.key_block",
        "Bring the secret to the size of a block",
        "A secret longer than one block of the hash is hashed first. What is left of the block is \
         filled with zeros.",
        RFC_2104,
    )
    .value(Value::secret("secret", secret))
    .value(Value::secret("K0", block).part(origin, 0..filled).part("zeros", filled..size))
}

fn key_block(hash: Hash, secret: &[u8]) -> Secret {
    let size = match hash {
        Hash::Sha256 => 64,
        Hash::Sha384 | Hash::Sha512 => 128,
    };
    // Room for the whole block at once: a vector that grows leaves copies behind.
    let mut block = Vec::with_capacity(size);
    if secret.len() > size {
        let hashed = Secret::new(digest(hash, &[secret]));
        block.extend_from_slice(hashed.expose());
    } else {
        block.extend_from_slice(secret);
    }
    block.resize(size, 0);
    Secret::new(block)
}

fn xor(block: &Secret, pad: u8) -> Secret {
    Secret::new(block.expose().iter().map(|octet| octet ^ pad).collect())
}
