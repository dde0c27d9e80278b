//! Where ours and another library part, and by which rule ours does what it does.
//!
//! Versions: `jsonwebtoken` 11.1, `jwt-simple` 0.15. None of the entries lets a forger in anywhere:
//! every token in them is signed with the right key.

use crate::Parting;
use crate::Parting::OnlyOurs;
use crate::Parting::OnlyTheirs;
use crate::Parting::OtherClaims;

/// The name of a library.
const JSONWEBTOKEN: &str = "jsonwebtoken";
/// The name of a library.
const JWT_SIMPLE: &str = "jwt-simple";

const CRIT: &str = "what crit names must be understood, and it names something (RFC 7515 §4.1.11)";
const DEPTH: &str = "JSON nests at most as deep as the cap says, 32 levels by default";
const EXACT: &str = "a claim comes out as it was written; theirs holds whole seconds below 2^32";
const BEFORE_1970: &str = "nbf before 1970 has come, whatever the clock says (RFC 7519 §4.1.5)";
const NULL: &str = "null is no string: a member is of its type or is left out (RFC 7519 §4.1)";
const NULL_HEADER: &str = "null is no string (RFC 7515 §4.1)";
const TYPE: &str = "a registered claim has its registered type, checked or not (RFC 7519 §4.1)";
const UNENCODED: &str =
    "b64 false changes what is signed, so it is never passed over (RFC 7797 §6)";
const UNIQUE: &str = "names are unique, at every depth and however they are spelt (RFC 7519 §4)";
const UNUSED: &str = "a key in the header must have its type and is never used (RFC 8725 §3.10)";
const WIDE: &str = "exp is a JSON number of any size, and this one has not come (RFC 7519 §2)";

/// Library, mutation, who accepts, why ours does what it does.
pub(crate) const PARTINGS: &[(&str, &str, Parting, &str)] = &[
    // Ours accepts.
    (
        JSONWEBTOKEN,
        "claims: a private 1e400",
        OnlyOurs,
        "a private number is not read, but kept as text",
    ),
    (JSONWEBTOKEN, "claims: exp is 1e300", OnlyOurs, WIDE),
    (JSONWEBTOKEN, "claims: exp is 2^64", OnlyOurs, WIDE),
    (
        JWT_SIMPLE,
        "claims: a private 1e400",
        OnlyOurs,
        "a private number is not read, but kept as text",
    ),
    (
        JWT_SIMPLE,
        "claims: iat has not come",
        OnlyOurs,
        "iat tells an age and is no bound by itself (RFC 7519 §4.1.6)",
    ),
    (JWT_SIMPLE, "claims: nonce is a number", OnlyOurs, "nonce is no claim of RFC 7519"),
    (
        JWT_SIMPLE,
        "header: b64 is true",
        OnlyOurs,
        "b64 true is how a token is read anyway (RFC 7797 §3)",
    ),
    (JWT_SIMPLE, "header: jwk", OnlyOurs, UNUSED),
    (
        JWT_SIMPLE,
        "header: typ of another kind",
        OnlyOurs,
        "typ is compared when the caller names one (RFC 8725 §3.11)",
    ),
    (
        JWT_SIMPLE,
        "header: typ with the prefix",
        OnlyOurs,
        "application/ may be left out or not (RFC 7515 §4.1.9)",
    ),
    (
        JWT_SIMPLE,
        "the other s",
        OnlyOurs,
        "ECDSA takes both halves of s; theirs takes one on secp256k1 (FIPS 186-5 §6.4.2)",
    ),
    (JSONWEBTOKEN, "claims: nbf is negative", OnlyOurs, BEFORE_1970),
    (JWT_SIMPLE, "claims: nbf is negative", OnlyOurs, BEFORE_1970),
    // Both accept.
    (JWT_SIMPLE, "claims: exp has an exponent", OtherClaims, EXACT),
    (JWT_SIMPLE, "claims: exp is 1e300", OtherClaims, EXACT),
    (JWT_SIMPLE, "claims: exp is 2^64", OtherClaims, EXACT),
    (JWT_SIMPLE, "claims: exp is 2^64 - 1", OtherClaims, EXACT),
    (JWT_SIMPLE, "claims: exp is a fraction", OtherClaims, EXACT),
    (JWT_SIMPLE, "claims: exp is beyond 2^53", OtherClaims, EXACT),
    (JWT_SIMPLE, "claims: exp is in milliseconds", OtherClaims, EXACT),
    (JWT_SIMPLE, "claims: iat is a fraction", OtherClaims, EXACT),
    // Ours refuses.
    (JSONWEBTOKEN, "claims: 32 levels inside", OnlyTheirs, DEPTH),
    (JSONWEBTOKEN, "claims: a name twice deep inside", OnlyTheirs, UNIQUE),
    (JSONWEBTOKEN, "claims: a private claim twice", OnlyTheirs, UNIQUE),
    (JSONWEBTOKEN, "claims: aud is a number", OnlyTheirs, TYPE),
    (JSONWEBTOKEN, "claims: aud is mixed", OnlyTheirs, TYPE),
    (JSONWEBTOKEN, "claims: aud is null", OnlyTheirs, NULL),
    (JSONWEBTOKEN, "claims: iat is a string", OnlyTheirs, TYPE),
    (JSONWEBTOKEN, "claims: iss is a list", OnlyTheirs, TYPE),
    (JSONWEBTOKEN, "claims: iss is a number", OnlyTheirs, TYPE),
    (JSONWEBTOKEN, "claims: iss is null", OnlyTheirs, NULL),
    (JSONWEBTOKEN, "claims: jti is a number", OnlyTheirs, TYPE),
    (JSONWEBTOKEN, "claims: one name in two spellings", OnlyTheirs, UNIQUE),
    (JSONWEBTOKEN, "claims: sub is a number", OnlyTheirs, TYPE),
    (JSONWEBTOKEN, "claims: sub is null", OnlyTheirs, NULL),
    (JSONWEBTOKEN, "header: an unknown parameter twice", OnlyTheirs, UNIQUE),
    (JSONWEBTOKEN, "header: b64 is false", OnlyTheirs, UNENCODED),
    (JSONWEBTOKEN, "header: b64 is false, not critical", OnlyTheirs, UNENCODED),
    (JSONWEBTOKEN, "header: crit is empty", OnlyTheirs, CRIT),
    (JSONWEBTOKEN, "header: crit names an unknown", OnlyTheirs, CRIT),
    (JSONWEBTOKEN, "header: crit names what is missing", OnlyTheirs, CRIT),
    (JSONWEBTOKEN, "header: kid is null", OnlyTheirs, NULL_HEADER),
    (JSONWEBTOKEN, "header: typ is null", OnlyTheirs, NULL_HEADER),
    (JWT_SIMPLE, "claims: 32 levels inside", OnlyTheirs, DEPTH),
    (JWT_SIMPLE, "claims: a name twice deep inside", OnlyTheirs, UNIQUE),
    (JWT_SIMPLE, "claims: a private claim twice", OnlyTheirs, UNIQUE),
    (
        JWT_SIMPLE,
        "claims: exp is missing",
        OnlyTheirs,
        "exp is required unless the caller says otherwise",
    ),
    (JWT_SIMPLE, "claims: iss is null", OnlyTheirs, NULL),
    (JWT_SIMPLE, "claims: nothing", OnlyTheirs, "exp is required unless the caller says otherwise"),
    (JWT_SIMPLE, "claims: one name in two spellings", OnlyTheirs, UNIQUE),
    (JWT_SIMPLE, "claims: sub is null", OnlyTheirs, NULL),
    (JWT_SIMPLE, "header: a list", OnlyTheirs, "a header is a JSON object (RFC 7515 §4)"),
    (JWT_SIMPLE, "header: an unknown parameter twice", OnlyTheirs, UNIQUE),
    (JWT_SIMPLE, "header: b64 is false, not critical", OnlyTheirs, UNENCODED),
    (JWT_SIMPLE, "header: crit is empty", OnlyTheirs, CRIT),
    (
        JWT_SIMPLE,
        "header: half a surrogate pair",
        OnlyTheirs,
        "what is no text has no place in strict JSON (RFC 8259 §8.2)",
    ),
    (JWT_SIMPLE, "header: kid is null", OnlyTheirs, NULL_HEADER),
    (JWT_SIMPLE, "header: no UTF-8", OnlyTheirs, "a header is UTF-8 (RFC 7515 §5.2)"),
    (JWT_SIMPLE, "header: typ is null", OnlyTheirs, NULL_HEADER),
];
