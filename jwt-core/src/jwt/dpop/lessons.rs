//! The lessons behind [`DpopError`](super::DpopError).

use crate::explain::Explanation;
use crate::explain::Rfc;

/// Every explanation of this folder, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[
    &ACCESS_TOKEN_HASH,
    &ALGORITHM,
    &CLAIM_MISSING,
    &CLAIM_TYPE,
    &COUNT,
    &EXPIRED,
    &ISSUED_IN_FUTURE,
    &KEY_MISSING,
    &METHOD,
    &NONCE,
    &NOT_BOUND,
    &NOT_YET_VALID,
    &PRIVATE_KEY,
    &SYMMETRIC_KEY,
    &TARGET_URI,
    &THUMBPRINT,
    &TOO_OLD,
    &TYP,
    &URI_MALFORMED,
];

/// Shown when `ath` is of another token.
pub(super) const ACCESS_TOKEN_HASH: Explanation = Explanation {
    code: "dpop.access_token_hash",
    title: "The proof goes with another access token",
    meaning: "ath is the hash of the access token that a proof was made for. A proof beside \
              another token was taken from another request.",
    remedy: "Make a new proof for each request, with the token that it sends.",
    reference: Rfc { number: 9449, section: "4.3" },
};

/// Shown when `alg` is not accepted.
pub(super) const ALGORITHM: Explanation = Explanation {
    code: "dpop.algorithm",
    title: "The proof's algorithm is not accepted",
    meaning: "A proof is signed by an asymmetric key: a shared secret would prove nothing about \
              who of its holders sent the request.",
    remedy: "Sign with an algorithm that the server lists in dpop_signing_alg_values_supported.",
    reference: Rfc { number: 9449, section: "4.3" },
};

/// Shown when a claim is missing.
pub(super) const CLAIM_MISSING: Explanation = Explanation {
    code: "dpop.claim_missing",
    title: "A claim that a proof must have is missing",
    meaning: "jti, htm, htu and iat tie a proof to one request at one time; beside an access token \
              ath ties it to that token.",
    remedy: "Correct the program that makes the proof.",
    reference: Rfc { number: 9449, section: "4.2" },
};

/// Shown when a claim has the wrong type.
pub(super) const CLAIM_TYPE: Explanation = Explanation {
    code: "dpop.claim_type",
    title: "A claim of the proof has the wrong type",
    meaning: "jti, htm, htu, nonce and ath are strings, iat is a number of seconds, and registered \
              claims are as in any JWT; a jti is not empty and at most 256 bytes long, because \
              servers remember it.",
    remedy: "Correct the program that makes the proof.",
    reference: Rfc { number: 9449, section: "4.2" },
};

/// Shown when there is not one proof.
pub(super) const COUNT: Explanation = Explanation {
    code: "dpop.count",
    title: "There is not exactly one proof",
    meaning: "A request carries one DPoP header field. With several, two readers could look at \
              different ones.",
    remedy: "Send one DPoP field with one proof in it.",
    reference: Rfc { number: 9449, section: "4.3" },
};

/// Shown when `exp` has passed.
pub(super) const EXPIRED: Explanation = Explanation {
    code: "dpop.expired",
    title: "The proof is past its expiration time",
    meaning: "A proof needs no exp, but it is a JWT: where exp stands, the proof must not be accepted \
              from that second on.",
    remedy: "Make a new proof for each request.",
    reference: Rfc { number: 7519, section: "4.1.4" },
};

/// Shown when `iat` lies in the future.
pub(super) const ISSUED_IN_FUTURE: Explanation = Explanation {
    code: "dpop.issued_in_future",
    title: "The proof says that it was made in the future",
    meaning: "iat lies after now by more than the leeway: a proof made in advance could be kept \
              for later, or one of two clocks is wrong.",
    remedy: "Set both clocks by NTP.",
    reference: Rfc { number: 9449, section: "11.1" },
};

/// Shown when there is no `jwk`.
pub(super) const KEY_MISSING: Explanation = Explanation {
    code: "dpop.key_missing",
    title: "The proof carries no key",
    meaning: "The header's jwk is the public key that the proof is signed with; without it there \
              is nothing to check by.",
    remedy: "Put the public key into the header as jwk, an object.",
    reference: Rfc { number: 9449, section: "4.2" },
};

/// Shown when `htm` is another method.
pub(super) const METHOD: Explanation = Explanation {
    code: "dpop.method",
    title: "The proof was made for another method",
    meaning: "htm is the method of the request, in the same case of letters. A proof for GET must \
              not allow a DELETE.",
    remedy: "Make a new proof for each request.",
    reference: Rfc { number: 9449, section: "4.3" },
};

/// Shown when `nonce` is not the server's.
pub(super) const NONCE: Explanation = Explanation {
    code: "dpop.nonce",
    title: "The proof has not the server's nonce",
    meaning: "The server gave a nonce in its DPoP-Nonce field so that no proof can be made in \
              advance.",
    remedy: "Make the proof again with the nonce of the last answer.",
    reference: Rfc { number: 9449, section: "8" },
};

/// Shown when the access token has no `cnf`.
pub(super) const NOT_BOUND: Explanation = Explanation {
    code: "dpop.not_bound",
    title: "The access token is bound to no key",
    meaning: "Without cnf and its jkt anybody who has the token can use it with a key of their \
              own: a proof beside it proves nothing.",
    remedy: "Ask for a token with a proof, so that the issuer binds it to your key.",
    reference: Rfc { number: 9449, section: "6.1" },
};

/// Shown when `nbf` has not come.
pub(super) const NOT_YET_VALID: Explanation = Explanation {
    code: "dpop.not_yet_valid",
    title: "The proof is not valid yet",
    meaning: "A proof needs no nbf, but it is a JWT: where nbf stands, the proof must not be accepted \
              before that second.",
    remedy: "Leave nbf out, and set both clocks by NTP.",
    reference: Rfc { number: 7519, section: "4.1.5" },
};

/// Shown when `jwk` is private.
pub(super) const PRIVATE_KEY: Explanation = Explanation {
    code: "dpop.private_key",
    title: "The proof's header holds a private key",
    meaning: "Whoever sees the request has the key now. Its proofs prove nothing any more.",
    remedy: "Make a new key pair, and put only its public members into jwk.",
    reference: Rfc { number: 9449, section: "4.3" },
};

/// Shown when a proof is to be made with a secret.
pub(super) const SYMMETRIC_KEY: Explanation = Explanation {
    code: "dpop.symmetric_key",
    title: "A shared secret cannot make proofs",
    meaning: "The server would need the secret to check the proof, and could then make proofs \
              itself.",
    remedy: "Make a key pair, such as one for ES256 or Ed25519.",
    reference: Rfc { number: 9449, section: "4.2" },
};

/// Shown when `htu` is another address.
pub(super) const TARGET_URI: Explanation = Explanation {
    code: "dpop.target_uri",
    title: "The proof was made for another address",
    meaning: "htu is the address of the request without query and fragment. Spellings of one \
              address are the same; another host, port or path is not.",
    remedy: "Make a new proof for each request; behind a proxy, compare with the public address.",
    reference: Rfc { number: 9449, section: "4.3" },
};

/// Shown when the key is not the access token's.
pub(super) const THUMBPRINT: Explanation = Explanation {
    code: "dpop.thumbprint",
    title: "The proof is signed by another key",
    meaning: "The access token is bound to the key whose thumbprint stands in its cnf as jkt. \
              Somebody who stole the token signed with a key of their own.",
    remedy: "Sign with the key that the token was asked for with.",
    reference: Rfc { number: 9449, section: "6.1" },
};

/// Shown when `iat` is too long ago.
pub(super) const TOO_OLD: Explanation = Explanation {
    code: "dpop.too_old",
    title: "The proof was made too long ago",
    meaning: "A proof is for one request at once. The longer old ones are accepted, the longer a \
              stolen one is of use.",
    remedy: "Make a new proof for each request, and set both clocks by NTP.",
    reference: Rfc { number: 9449, section: "11.1" },
};

/// Shown when `typ` is another.
pub(super) const TYP: Explanation = Explanation {
    code: "dpop.typ",
    title: "The token is no DPoP proof",
    meaning: "typ is dpop+jwt, so that no other token signed by the same key can serve as a proof.",
    remedy: "Set typ to dpop+jwt.",
    reference: Rfc { number: 9449, section: "4.3" },
};

/// Shown when an address cannot be compared.
pub(super) const URI_MALFORMED: Explanation = Explanation {
    code: "dpop.uri_malformed",
    title: "The address is no target of a request",
    meaning: "A target is an absolute http or https address without user name, of characters that \
              addresses have, and of at most 4096 bytes.",
    remedy: "Write the whole address, such as https://api.example/path.",
    reference: Rfc { number: 9449, section: "4.2" },
};
