//! What the errors of a JWS teach.

use crate::alg::SIGNATURE_MISMATCH;
use crate::explain::Explanation;
use crate::explain::Rfc;

/// Every explanation of the forms and headers of a JWS, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[
    &ALGORITHM_MISMATCH,
    &ALGORITHM_MISSING,
    &CRITICAL,
    &HEADER_DUPLICATE,
    &HEADER_MEMBER,
    &HEADER_TOO_LONG,
    &JSON_SERIALIZATION,
    &JSON_SHAPE,
    &JWE,
    &KEY_NOT_FOUND,
    &KEYS_UNAVAILABLE,
    &NOT_DETACHED,
    &SCHEME,
    &SEGMENT_COUNT,
    &SIGNATURES,
    &SIGNATURE_MISMATCH,
    &TOKEN_TOO_LONG,
    &TOO_MANY_KEYS,
    &TOO_MANY_SIGNATURES,
    &UNENCODED,
    &UNENCODED_MIXED,
    &UNENCODED_PAYLOAD,
    &UNPROTECTED,
    &UNSECURED,
];

/// Shown when header and key name different algorithms.
pub(super) const ALGORITHM_MISMATCH: Explanation = Explanation {
    code: "jws.algorithm_mismatch",
    title: "The token names another algorithm than the key",
    meaning: "A key serves one algorithm. If the token could choose, a public RSA key would become \
              the secret of an HMAC that anybody can compute.",
    remedy: "Verify with the key that was made for this algorithm, or refuse the token. EdDSA and \
             Ed25519 are two names of one operation: who takes both gives the key under both.",
    reference: Rfc { number: 8725, section: "3.1" },
};

/// Shown when `alg` is missing.
pub(super) const ALGORITHM_MISSING: Explanation = Explanation {
    code: "jws.algorithm_missing",
    title: "The header has no alg",
    meaning: "alg is the one parameter that every JOSE Header must have.",
    remedy: "Make the token with a library that writes alg.",
    reference: Rfc { number: 7515, section: "4.1.1" },
};

/// Shown for a bad `crit`.
pub(super) const CRITICAL: Explanation = Explanation {
    code: "jws.critical",
    title: "crit is not in order, or names what is not understood",
    meaning: "crit lists parameters of the header that change how the token is read, each once and none \
              of the standard's own. A reader that does not know one of them must refuse the token.",
    remedy: "Compare crit with its rules. Register the names that your program handles; what others \
             mean is for the issuer to say.",
    reference: Rfc { number: 7515, section: "4.1.11" },
};

/// Shown when a registered parameter has the wrong type.
pub(super) const HEADER_MEMBER: Explanation = Explanation {
    code: "jws.header_member",
    title: "A header parameter has the wrong type",
    meaning: "Registered parameters have fixed types; a kid that is a number or an object has fooled \
              key look-ups.",
    remedy: "Make the token with the parameter as the standard words it.",
    reference: Rfc { number: 7515, section: "4.1" },
};

/// Shown when the header is over the cap.
pub(super) const HEADER_TOO_LONG: Explanation = Explanation {
    code: "jws.header_too_long",
    title: "The header is larger than the limit",
    meaning: "The header is read before the signature holds, so its size is bounded.",
    remedy: "Raise the limit when the issuer really sends such headers.",
    reference: Rfc { number: 8259, section: "9" },
};

/// Shown for the JSON Serialization.
pub(super) const JSON_SERIALIZATION: Explanation = Explanation {
    code: "jws.json_serialization",
    title: "This is a JWS in JSON Serialization",
    meaning: "The parts of the token stand in a JSON object instead of between dots. A JWT is always \
              compact.",
    remedy: "Join protected, payload and signature with dots to get the compact form of one signature.",
    reference: Rfc { number: 7515, section: "7.2" },
};

/// Shown for five segments.
pub(super) const JWE: Explanation = Explanation {
    code: "jws.jwe",
    title: "This is an encrypted token, a JWE",
    meaning: "Five segments are header, encrypted key, initialization vector, ciphertext and tag. \
              Only the header can be read without the key.",
    remedy: "Decrypt it with the recipient's key; what is inside may be a signed token.",
    reference: Rfc { number: 7516, section: "3.1" },
};

/// Shown when no key has the token's `kid`.
pub(super) const KEY_NOT_FOUND: Explanation = Explanation {
    code: "jws.key_not_found",
    title: "No key fits the token",
    meaning: "The token's kid names a key that is not among those supplied, or none was supplied.",
    remedy: "Fetch the issuer's current key set: keys rotate.",
    reference: Rfc { number: 7515, section: "4.1.4" },
};

/// Shown when the source of keys could not look.
pub(super) const KEYS_UNAVAILABLE: Explanation = Explanation {
    code: "jws.keys_unavailable",
    title: "The keys could not be looked up",
    meaning: "Where the keys are kept gave no answer, so nobody knows whether the token is good. \
              Nothing is wrong with it as far as it was read.",
    remedy: "Ask again later, and look at the place of the keys: its connection, its rights, its load.",
    reference: Rfc { number: 7515, section: "6" },
};

/// Shown when the scheme of a header field was copied with the token.
pub(super) const SCHEME: Explanation = Explanation {
    code: "jws.scheme",
    title: "Bearer stands before the token",
    meaning: "The Authorization header field holds the word Bearer, a space and the token. Only what \
              comes after the space is the token.",
    remedy: "Take the word and the space away before verifying.",
    reference: Rfc { number: 6750, section: "2.1" },
};

/// Shown when there are not three segments.
pub(super) const SEGMENT_COUNT: Explanation = Explanation {
    code: "jws.segment_count",
    title: "A signed token has three segments",
    meaning: "Header, payload and signature are joined by two dots.",
    remedy: "Copy the token again: it may be cut off, wrapped or joined with something else.",
    reference: Rfc { number: 7515, section: "7.1" },
};

/// Shown when the token is over the cap.
pub(super) const TOKEN_TOO_LONG: Explanation = Explanation {
    code: "jws.token_too_long",
    title: "The token is larger than the limit",
    meaning: "Anybody can send a large token; its length is checked before any work is done.",
    remedy: "Raise the limit when tokens really are so large, and ask why they are.",
    reference: Rfc { number: 8259, section: "9" },
};

/// Shown when too many keys fit.
pub(super) const TOO_MANY_KEYS: Explanation = Explanation {
    code: "jws.too_many_keys",
    title: "Too many keys fit the token",
    meaning: "Every key of the algorithm that the kid does not rule out must be tried, and each try \
              costs a signature check. Without a kid that is all of them.",
    remedy: "Give each key a kid of its own and tokens the kid of their key, or raise the limit.",
    reference: Rfc { number: 7515, section: "D" },
};

/// Shown for `b64: false`.
pub(super) const UNENCODED: Explanation = Explanation {
    code: "jws.unencoded",
    title: "The payload is not base64url",
    meaning: "b64 false says that the payload stands in the token as it is. A JWT must not use it, and \
              a policy can refuse it for every JWS.",
    remedy: "Make the token without b64, or verify it as a JWS under a policy that takes it.",
    reference: Rfc { number: 7797, section: "7" },
};

/// Shown for `alg: none`.
pub(super) const UNSECURED: Explanation = Explanation {
    code: "jws.unsecured",
    title: "The token has no signature",
    meaning: "alg none means that anybody may have written the token. Accepting it is the oldest \
              attack on JWT.",
    remedy: "Refuse it. Read it only to look at it.",
    reference: Rfc { number: 8725, section: "3.2" },
};

/// Shown when a parameter stands in both headers.
pub(super) const HEADER_DUPLICATE: Explanation = Explanation {
    code: "jws.header_duplicate",
    title: "A parameter stands in both headers",
    meaning: "Protected and unprotected header are one header for the reader. A name in both could \
              mean either value.",
    remedy: "Leave it in the protected header alone.",
    reference: Rfc { number: 7515, section: "7.2.1" },
};

/// Shown for a JSON Serialization with the wrong members.
pub(super) const JSON_SHAPE: Explanation = Explanation {
    code: "jws.json_shape",
    title: "The members of the JSON Serialization are wrong",
    meaning: "There is a payload, and either a list of signatures or one signature beside it; each \
              has a protected header, an unprotected one or both, and neither of them is empty.",
    remedy: "Compare the object with the general and the flattened form of the standard.",
    reference: Rfc { number: 7515, section: "7.2" },
};

/// Shown when a token has a payload and another one was given.
pub(super) const NOT_DETACHED: Explanation = Explanation {
    code: "jws.not_detached",
    title: "The token has a payload of its own",
    meaning: "A detached payload was given, so the token's must be empty or absent: of two payloads \
              nobody knows which one is meant.",
    remedy: "Verify it as an ordinary token, or take the payload out.",
    reference: Rfc { number: 7515, section: "F" },
};

/// Shown when too few of several signatures hold.
pub(super) const SIGNATURES: Explanation = Explanation {
    code: "jws.signatures",
    title: "Too few signatures hold",
    meaning: "One of the signatures must hold under the keys supplied, or all of them where that was \
              asked for.",
    remedy: "Look at the reason of each: a key that is missing, or a message that was changed.",
    reference: Rfc { number: 7515, section: "5.2" },
};

/// Shown when there are too many signatures.
pub(super) const TOO_MANY_SIGNATURES: Explanation = Explanation {
    code: "jws.too_many_signatures",
    title: "There are more signatures than the limit",
    meaning: "Every signature costs a check, and anybody can write a long list of them.",
    remedy: "Raise the limit when a message really has so many signers.",
    reference: Rfc { number: 7515, section: "5.2" },
};

/// Shown when the signatures disagree about `b64`.
pub(super) const UNENCODED_MIXED: Explanation = Explanation {
    code: "jws.unencoded_mixed",
    title: "The signatures disagree about the payload",
    meaning: "There is one payload. If b64 is false for one signature and not for another, they have \
              signed different octets.",
    remedy: "Sign again with the same b64 in every protected header.",
    reference: Rfc { number: 7797, section: "3" },
};

/// Shown when an unencoded payload does not fit a compact token.
pub(super) const UNENCODED_PAYLOAD: Explanation = Explanation {
    code: "jws.unencoded_payload",
    title: "The unencoded payload is not printable ASCII",
    meaning: "In a compact token an unencoded payload may hold no dot, no control character and \
              nothing beyond ASCII.",
    remedy: "Send it detached, or encode it.",
    reference: Rfc { number: 7797, section: "5.2" },
};

/// Shown when only the unprotected header names an algorithm or a key.
pub(super) const UNPROTECTED: Explanation = Explanation {
    code: "jws.unprotected",
    title: "Only the unprotected header says so",
    meaning: "No signature covers the unprotected header: whoever passes the message on can write an \
              algorithm, a key or a rule for reading into it.",
    remedy: "Have the issuer protect it. An algorithm there a policy can believe by name; crit and b64 \
             never.",
    reference: Rfc { number: 7515, section: "10.7" },
};
