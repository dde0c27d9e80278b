//! What the errors of keys teach.

use crate::alg::RANDOMNESS;
use crate::explain::Explanation;
use crate::explain::Rfc;

/// Every explanation of this file, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[
    &ALGORITHM_MISMATCH,
    &ALGORITHM_MISSING,
    &ALGORITHM_UNKNOWN,
    &CERTIFICATE_MISMATCH,
    &ENCRYPTED,
    &INCONSISTENT,
    &KIND_MISMATCH,
    &LOOKS_LIKE_KEY,
    &MALFORMED,
    &MALFORMED_JSON,
    &MEMBER,
    &NOT_FOR_THIS,
    &POINT_INVALID,
    &PRIVATE_FOR_VERIFYING,
    &PRIVATE_INVALID,
    &PUBLIC_FOR_SIGNING,
    &RANDOMNESS,
    &RSA_EXPONENT,
    &RSA_MODULUS,
    &RSA_ROCA,
    &RSA_SIZE,
    &SECRET_EMPTY,
    &SECRET_TOO_SHORT,
    &SET_DUPLICATE_KEY_ID,
    &SET_MIXED,
    &SET_UNUSABLE,
    &UNREPRESENTABLE,
    &UNSUPPORTED,
];

/// Shown when `alg` of a key and the algorithm asked for differ.
pub(super) const ALGORITHM_MISMATCH: Explanation = Explanation {
    code: "key.algorithm_mismatch",
    title: "The key is for another algorithm",
    meaning: "A key serves exactly one algorithm. Using it with another one is how a public key \
              becomes a shared secret in an attack.",
    remedy: "Ask for the algorithm that the key names, or take the key that was made for this one.",
    reference: Rfc { number: 8725, section: "3.1" },
};

/// Shown when nobody says which algorithm a key is for.
pub(super) const ALGORITHM_MISSING: Explanation = Explanation {
    code: "key.algorithm_missing",
    title: "Nobody says which algorithm the key is for",
    meaning: "alg is optional in a JWK and absent from PEM and DER. The header of a token must not \
              fill the gap, for the sender of the token wrote it.",
    remedy: "Name the algorithm when loading the key, or add alg to the JWK.",
    reference: Rfc { number: 7517, section: "4.4" },
};

/// Shown when `alg` of a key is unknown.
pub(super) const ALGORITHM_UNKNOWN: Explanation = Explanation {
    code: "key.algorithm_unknown",
    title: "The key's alg is not a supported signature algorithm",
    meaning: "It may be for encryption, newer than this library, or misspelt: names are exact and \
              case-sensitive.",
    remedy: "Compare the name with the registered ones, such as ES256 or RS256.",
    reference: Rfc { number: 7518, section: "3.1" },
};

/// Shown when the certificate of a JWK belongs to another key.
pub(super) const CERTIFICATE_MISMATCH: Explanation = Explanation {
    code: "key.certificate_mismatch",
    title: "The certificate belongs to another key",
    meaning: "The first certificate of x5c must hold the key of the JWK, and x5t#S256 must be its \
              hash. Otherwise nobody knows which of the two keys is meant.",
    remedy: "Ask the issuer to publish the certificate of this key, or none.",
    reference: Rfc { number: 7517, section: "4.7" },
};

/// Shown for a PEM block under a passphrase.
pub(super) const ENCRYPTED: Explanation = Explanation {
    code: "key.encrypted",
    title: "The private key is encrypted with a passphrase",
    meaning: "The block can only be read with its passphrase, which this library does not ask for.",
    remedy: "Decrypt it first, for example with: openssl pkey -in key.pem -out plain.pem",
    reference: Rfc { number: 5958, section: "3" },
};

/// Shown when the halves of a key pair do not fit.
pub(super) const INCONSISTENT: Explanation = Explanation {
    code: "key.inconsistent",
    title: "The two halves of the key pair do not belong together",
    meaning: "What the private half signs, the public half beside it would refuse.",
    remedy: "Export the key pair again from where it was made.",
    reference: Rfc { number: 8725, section: "3.4" },
};

/// Shown when a key's kind or curve cannot serve the algorithm.
pub(super) const KIND_MISMATCH: Explanation = Explanation {
    code: "key.kind_mismatch",
    title: "The algorithm needs another kind of key",
    meaning: "HS needs a shared secret, RS and PS an RSA key, ES256 a key on P-256, ES384 on P-384, \
              ES512 on P-521, ES256K on secp256k1, Ed25519 a key on Ed25519, ML-DSA an AKP key.",
    remedy: "Choose the algorithm of the key, or make a key for the algorithm.",
    reference: Rfc { number: 7518, section: "6.1" },
};

/// Shown when key text is given as an HMAC secret.
pub(super) const LOOKS_LIKE_KEY: Explanation = Explanation {
    code: "key.looks_like_key",
    title: "The HMAC secret is the text of a key",
    meaning: "Public keys are known to everybody. A verifier that takes one as an HMAC secret \
              accepts tokens that anybody can make.",
    remedy: "Load the text as PEM, DER or JWK, or use random octets as the secret.",
    reference: Rfc { number: 8725, section: "2.1" },
};

/// Shown when a container cannot be read.
pub(super) const MALFORMED: Explanation = Explanation {
    code: "key.malformed",
    title: "This is no key that can be read",
    meaning: "The container, PEM or DER, is broken, cut off or followed by something else.",
    remedy: "Copy the key again as a whole, with its BEGIN and END lines.",
    reference: Rfc { number: 7468, section: "2" },
};

/// Shown when a text is no JWK and no JWK Set.
pub(super) const MALFORMED_JSON: Explanation = Explanation {
    code: "key.malformed_json",
    title: "This is not the JSON of a key or of a set of keys",
    meaning: "A JWK is one JSON object with kty, a JWK Set one with an array keys. Something else \
              stands here: the other of the two, a page of HTML, or text that was cut.",
    remedy: "Look at what the address really answers, status included, and read a set as a set.",
    reference: Rfc { number: 7517, section: "5" },
};

/// Shown when a member of a JWK is missing or wrong.
pub(super) const MEMBER: Explanation = Explanation {
    code: "key.member",
    title: "A member of the JWK is missing or wrong",
    meaning: "Each kind of key has its own required members, base64url without padding and of the \
              exact length of its curve.",
    remedy: "Compare the JWK with the one that the issuer publishes.",
    reference: Rfc { number: 7518, section: "6" },
};

/// Shown when `use` or `key_ops` forbid the operation.
pub(super) const NOT_FOR_THIS: Explanation = Explanation {
    code: "key.not_for_this",
    title: "The key says that it is not for this",
    meaning: "use and key_ops tell what a key was published for: an encryption key must not check \
              signatures.",
    remedy: "Choose the key with use \"sig\", or with the operation \"sign\" or \"verify\".",
    reference: Rfc { number: 7517, section: "4.2" },
};

/// Shown when a public key is no usable point.
pub(super) const POINT_INVALID: Explanation = Explanation {
    code: "key.point_invalid",
    title: "The public key is not a point of its curve",
    meaning: "Computing with a point outside the curve or of small order gives away secrets or \
              accepts forged signatures.",
    remedy: "Do not use the key. Get it again from its issuer.",
    reference: Rfc { number: 8725, section: "3.4" },
};

/// Shown when a private key stands where a public one belongs.
pub(super) const PRIVATE_FOR_VERIFYING: Explanation = Explanation {
    code: "key.private_for_verifying",
    title: "A private key was given for verifying",
    meaning: "A verifier needs the public half only. A private key that travels to verifiers is a \
              private key that leaks.",
    remedy: "Give the verifier the public half, and ask how the private one got there.",
    reference: Rfc { number: 7517, section: "9.2" },
};

/// Shown for a private part that no key of its kind has.
pub(super) const PRIVATE_INVALID: Explanation = Explanation {
    code: "key.private_invalid",
    title: "The private part is no private key of its kind",
    meaning: "A scalar lies between zero and the order of its curve and is as long as a coordinate; \
              a seed has 32 octets. Anything else signs nothing, or for everybody.",
    remedy: "Export the key pair again from where it was made.",
    reference: Rfc { number: 7518, section: "6.2.2.1" },
};

/// Shown when a public key stands where a private one is needed.
pub(super) const PUBLIC_FOR_SIGNING: Explanation = Explanation {
    code: "key.public_for_signing",
    title: "A public key cannot sign",
    meaning: "Only the private half makes signatures; the public half checks them.",
    remedy: "Load the private key.",
    reference: Rfc { number: 7515, section: "5.1" },
};

/// Shown for a bad public exponent.
pub(super) const RSA_EXPONENT: Explanation = Explanation {
    code: "key.rsa_exponent",
    title: "The RSA exponent is unsafe",
    meaning: "An exponent of 1 signs nothing, small ones made forgeries possible, even ones are no \
              RSA, and huge ones make each verification slow.",
    remedy: "Make a key with the usual exponent 65537 (AQAB).",
    reference: Rfc { number: 8017, section: "3.1" },
};

/// Shown for a modulus that cannot be one.
pub(super) const RSA_MODULUS: Explanation = Explanation {
    code: "key.rsa_modulus",
    title: "The RSA modulus is no product of two odd primes",
    meaning: "An even modulus is factored at once.",
    remedy: "Do not use the key. Get it again from its issuer.",
    reference: Rfc { number: 8017, section: "3.1" },
};

/// Shown for a modulus of the faulty generator.
pub(super) const RSA_ROCA: Explanation = Explanation {
    code: "key.rsa_roca",
    title: "The RSA key was made by a faulty generator (ROCA)",
    meaning: "Smart cards and security chips with one library made keys of a known pattern until \
              2017. Whoever has the public key can compute the private one.",
    remedy: "Replace the key with one made elsewhere, and distrust what was signed with it.",
    reference: Rfc { number: 8725, section: "3.5" },
};

/// Shown for a modulus of the wrong size.
pub(super) const RSA_SIZE: Explanation = Explanation {
    code: "key.rsa_size",
    title: "The RSA key has the wrong size",
    meaning: "RSA under 2048 bits must not be used with JWS; over 8192 bits each verification costs \
              more than it protects.",
    remedy: "Make a key of 2048 to 4096 bits, or use ES256 or Ed25519.",
    reference: Rfc { number: 7518, section: "3.3" },
};

/// Shown for an empty HMAC secret.
pub(super) const SECRET_EMPTY: Explanation = Explanation {
    code: "key.secret_empty",
    title: "The HMAC secret is empty",
    meaning: "Everybody knows the empty secret, so everybody could sign.",
    remedy: "Look for a variable that was not set, and make a random secret.",
    reference: Rfc { number: 7518, section: "3.2" },
};

/// Shown for a short HMAC secret.
pub(super) const SECRET_TOO_SHORT: Explanation = Explanation {
    code: "key.secret_too_short",
    title: "The HMAC secret is shorter than the hash",
    meaning: "A key must have at least as many octets as the hash: 32 for HS256, 48 for HS384, 64 \
              for HS512. Passwords are found by trying them against one token.",
    remedy: "Make a random secret of that length.",
    reference: Rfc { number: 7518, section: "3.2" },
};

/// Shown when a name stands for two keys.
pub(super) const SET_DUPLICATE_KEY_ID: Explanation = Explanation {
    code: "key.set_duplicate_key_id",
    title: "Two keys of the set have the same kid",
    meaning: "kid says which key signed a token. A name for two different keys of one kind says \
              nothing, and one of them may have been slipped in.",
    remedy: "Ask the issuer to give each key its own kid, such as its thumbprint.",
    reference: Rfc { number: 7517, section: "4.5" },
};

/// Shown when secrets stand beside public keys.
pub(super) const SET_MIXED: Explanation = Explanation {
    code: "key.set_mixed",
    title: "The set mixes shared secrets with public keys",
    meaning: "Public keys are published and secrets are not. In one set either the secret is known \
              to everybody, or a public key may be taken for a secret.",
    remedy: "Keep secrets in a set of their own; replace a secret that was published.",
    reference: Rfc { number: 8725, section: "2.1" },
};

/// Shown when nothing in a set can verify.
pub(super) const SET_UNUSABLE: Explanation = Explanation {
    code: "key.set_unusable",
    title: "The set holds no key that can verify a signature",
    meaning: "Keys for encryption, of unknown kinds, broken or too weak are left out; nothing \
              remains.",
    remedy: "Compare the address of the set with the issuer's, and look at use, key_ops, alg and size of \
             its keys.",
    reference: Rfc { number: 7517, section: "5" },
};

/// Shown when a key has no such form.
pub(super) const UNREPRESENTABLE: Explanation = Explanation {
    code: "key.unrepresentable",
    title: "The key cannot be written in this form",
    meaning: "PEM holds key pairs and public keys; a shared secret is only octets and has a JWK form.",
    remedy: "Write it as a JWK.",
    reference: Rfc { number: 7518, section: "6.4" },
};

/// Shown for an unknown kind of key.
pub(super) const UNSUPPORTED: Explanation = Explanation {
    code: "key.unsupported",
    title: "This kind of key is not supported",
    meaning: "Signatures here use RSA, EC on P-256, P-384, P-521 and secp256k1, OKP on Ed25519, AKP \
              of ML-DSA, and oct secrets.",
    remedy: "Use a key of one of these kinds; X25519 and DSA keys cannot sign a JWS.",
    reference: Rfc { number: 7518, section: "6.1" },
};

/// Shown for a kind of key that this build leaves out. It shares the code of [`UNSUPPORTED`], beside which the catalog
/// does not list it: a build with every family never shows it.
pub(super) const LEFT_OUT: Explanation = Explanation {
    code: UNSUPPORTED.code,
    title: "This build leaves this kind of key out",
    meaning: "Each family of algorithms is a feature of jwt-core, and the one that this key needs is off. With the \
              feature on, the key is read.",
    remedy: "Turn the feature on that the error names, in the line of jwt-core in Cargo.toml.",
    reference: Rfc { number: 7518, section: "6.1" },
};
