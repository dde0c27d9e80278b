//! The two tables of names: claims and header parameters.

use super::Meaning;
use crate::text::Phrase;

/// Every claim that has a meaning here.
pub const CLAIMS: &[Meaning] = &[
    // The registered seven, in the order of RFC 7519 §4.1.
    text(
        "iss",
        "issuer",
        "Who made the token. A verifier compares it with the one issuer it expects; a name alone proves nothing, the key does.",
        "RFC 7519 §4.1.1",
    ),
    text(
        "sub",
        "subject",
        "Whom the token is about, unique within the issuer. The same text from another issuer is somebody else.",
        "RFC 7519 §4.1.2",
    ),
    text(
        "aud",
        "audience",
        "For whom the token is meant: one name or a list. A recipient that does not find itself in it must refuse the token.",
        "RFC 7519 §4.1.3",
    ),
    date(
        "exp",
        "expires",
        "The token must not be accepted at or after this moment.",
        "RFC 7519 §4.1.4",
    ),
    date(
        "nbf",
        "not before",
        "The token must not be accepted before this moment.",
        "RFC 7519 §4.1.5",
    ),
    date(
        "iat",
        "issued",
        "When the token was made. It tells the age of the token and makes it neither valid nor invalid by itself.",
        "RFC 7519 §4.1.6",
    ),
    text(
        "jti",
        "token id",
        "A unique name of this token. A recipient that remembers it can refuse to see the same token twice.",
        "RFC 7519 §4.1.7",
    ),
    // OpenID Connect Core.
    date(
        "auth_time",
        "signed in",
        "When the person proved who they are; the token may be much younger.",
        "OpenID Connect Core §2",
    ),
    text(
        "nonce",
        "replay guard",
        "A value the client sent with the request and finds again here, so that an answer cannot be used twice.",
        "OpenID Connect Core §2",
    ),
    text(
        "acr",
        "assurance level",
        "How strong the sign-in was, by a name that both sides know.",
        "OpenID Connect Core §2",
    ),
    text(
        "amr",
        "sign-in methods",
        "How the person proved who they are, such as pwd, otp or mfa.",
        "RFC 8176 §1",
    ),
    text(
        "azp",
        "authorized party",
        "The client the token was issued to, when that is not the audience.",
        "OpenID Connect Core §2",
    ),
    text(
        "at_hash",
        "access token hash",
        "The left half of the hash of the access token that came along, so that the two cannot be mixed.",
        "OpenID Connect Core §3.1.3.6",
    ),
    text(
        "c_hash",
        "code hash",
        "The left half of the hash of the authorization code that came along.",
        "OpenID Connect Core §3.3.2.11",
    ),
    text(
        "sid",
        "session id",
        "The session at the issuer, for signing out everywhere.",
        "OpenID Connect Front-Channel Logout §3",
    ),
    text(
        "events",
        "events",
        "What happened, in a security event or logout token; each name is a URI.",
        "RFC 8417 §2.2",
    ),
    text(
        "name",
        "full name",
        "The whole name as it is shown to people.",
        "OpenID Connect Core §5.1",
    ),
    text("given_name", "given name", "The first name or names.", "OpenID Connect Core §5.1"),
    text("family_name", "family name", "The last name or names.", "OpenID Connect Core §5.1"),
    text("middle_name", "middle name", "The middle name or names.", "OpenID Connect Core §5.1"),
    text("nickname", "nickname", "What the person is called casually.", "OpenID Connect Core §5.1"),
    text(
        "preferred_username",
        "user name",
        "A short name for display. It may change and may be taken over by somebody else: never a key.",
        "OpenID Connect Core §5.1",
    ),
    text("profile", "profile page", "The address of the profile page.", "OpenID Connect Core §5.1"),
    text(
        "picture",
        "picture",
        "The address of a picture. Shown here, never fetched.",
        "OpenID Connect Core §5.1",
    ),
    text("website", "web site", "The address of a web page or blog.", "OpenID Connect Core §5.1"),
    text(
        "email",
        "e-mail address",
        "The preferred e-mail address. Look at email_verified before trusting it.",
        "OpenID Connect Core §5.1",
    ),
    text(
        "email_verified",
        "e-mail checked",
        "Whether the issuer made sure that the address belongs to the person.",
        "OpenID Connect Core §5.1",
    ),
    text("gender", "gender", "The gender, in any words.", "OpenID Connect Core §5.1"),
    text(
        "birthdate",
        "birth date",
        "A date as YYYY-MM-DD; the year 0000 means that it is left out.",
        "OpenID Connect Core §5.1",
    ),
    text(
        "zoneinfo",
        "time zone",
        "A name of the time zone database, such as Asia/Seoul.",
        "OpenID Connect Core §5.1",
    ),
    text("locale", "language", "A language tag, such as ko-KR.", "OpenID Connect Core §5.1"),
    text("phone_number", "phone number", "The preferred phone number.", "OpenID Connect Core §5.1"),
    text(
        "phone_number_verified",
        "phone checked",
        "Whether the issuer made sure that the number belongs to the person.",
        "OpenID Connect Core §5.1",
    ),
    text("address", "postal address", "The postal address, an object.", "OpenID Connect Core §5.1"),
    date(
        "updated_at",
        "profile changed",
        "When the data about the person last changed.",
        "OpenID Connect Core §5.1",
    ),
    // OAuth.
    text(
        "scope",
        "scope",
        "What the token may be used for: names with spaces between them.",
        "RFC 8693 §4.2",
    ),
    text("client_id", "client", "The client that asked for the token.", "RFC 8693 §4.3"),
    text(
        "act",
        "actor",
        "Who acts for the subject, when a service does something in somebody's name.",
        "RFC 8693 §4.1",
    ),
    text("may_act", "may act", "Who is allowed to act for the subject.", "RFC 8693 §4.4"),
    text(
        "cnf",
        "proof key",
        "The key that the sender must prove to hold: the token alone is then not enough.",
        "RFC 7800 §3.1",
    ),
    text("roles", "roles", "Roles of the subject.", "RFC 9068 §2.2.3.1"),
    text("groups", "groups", "Groups of the subject.", "RFC 9068 §2.2.3.1"),
    text("entitlements", "entitlements", "Single rights of the subject.", "RFC 9068 §2.2.3.1"),
    text(
        "authorization_details",
        "permissions",
        "Fine-grained permissions, a list of objects.",
        "RFC 9396 §9.1",
    ),
];

/// Every header parameter that has a meaning here.
pub const HEADER_PARAMETERS: &[Meaning] = &[
    // RFC 7515 §4.1, in its order.
    text(
        "alg",
        "algorithm",
        "How the token says it was signed. Whoever wrote the token wrote this, too: a verifier takes the algorithm from its key and only compares.",
        "RFC 7515 §4.1.1",
    ),
    text(
        "jku",
        "key set address",
        "Where the sender wants the keys to be fetched. Shown, never followed: an attacker would name a server of their own.",
        "RFC 7515 §4.1.2",
    ),
    text(
        "jwk",
        "key in the token",
        "A public key that the token brings along. It proves nothing: anybody can sign with a key of their own and attach it.",
        "RFC 7515 §4.1.3",
    ),
    text(
        "kid",
        "key id",
        "A hint which key was used, chosen by whoever made the token. Only to be looked up among keys that are trusted already.",
        "RFC 7515 §4.1.4",
    ),
    text(
        "x5u",
        "certificate address",
        "Where the sender wants a certificate to be fetched. Shown, never followed.",
        "RFC 7515 §4.1.5",
    ),
    text(
        "x5c",
        "certificates",
        "A chain of certificates that the token brings along. Worth nothing until checked up to a root that is trusted.",
        "RFC 7515 §4.1.6",
    ),
    text(
        "x5t",
        "certificate SHA-1",
        "The SHA-1 hash of a certificate, as a hint which one to use.",
        "RFC 7515 §4.1.7",
    ),
    text(
        "x5t#S256",
        "certificate SHA-256",
        "The SHA-256 hash of a certificate, as a hint which one to use.",
        "RFC 7515 §4.1.8",
    ),
    text(
        "typ",
        "token type",
        "What kind of token this is, such as JWT or at+jwt. Comparing it keeps one kind from being taken for another.",
        "RFC 7515 §4.1.9",
    ),
    text(
        "cty",
        "content type",
        "What the payload is. JWT means that a token lies inside the token.",
        "RFC 7515 §4.1.10",
    ),
    text(
        "crit",
        "must understand",
        "Names of extensions that a verifier must understand, or else refuse the token.",
        "RFC 7515 §4.1.11",
    ),
    text(
        "b64",
        "payload encoding",
        "false means that the payload is signed as it is, not as base64url.",
        "RFC 7797 §3",
    ),
    // RFC 7516 §4.1 and RFC 7518 §4.
    text(
        "enc",
        "content encryption",
        "How the content is encrypted. Only an encrypted token (JWE) has it.",
        "RFC 7516 §4.1.2",
    ),
    text(
        "zip",
        "compression",
        "The content was compressed before it was encrypted; unpacking can be made very expensive.",
        "RFC 7516 §4.1.3",
    ),
    text(
        "epk",
        "ephemeral key",
        "The sender's one-time public key for the key agreement.",
        "RFC 7518 §4.6.1.1",
    ),
    text(
        "apu",
        "sender info",
        "Data about the sender that enters the key derivation.",
        "RFC 7518 §4.6.1.2",
    ),
    text(
        "apv",
        "recipient info",
        "Data about the recipient that enters the key derivation.",
        "RFC 7518 §4.6.1.3",
    ),
    text(
        "iv",
        "nonce of the key",
        "The initialization vector with which the content key was encrypted.",
        "RFC 7518 §4.7.1.1",
    ),
    text(
        "tag",
        "tag of the key",
        "The authentication tag of the encrypted content key.",
        "RFC 7518 §4.7.1.2",
    ),
    text(
        "p2s",
        "password salt",
        "The salt of the password-based key derivation.",
        "RFC 7518 §4.8.1.1",
    ),
    text(
        "p2c",
        "password rounds",
        "How often the password is hashed; a huge count makes a recipient work for nothing.",
        "RFC 7518 §4.8.1.2",
    ),
];

const fn text(
    name: &'static str,
    short: &'static str,
    long: &'static str,
    reference: &'static str,
) -> Meaning {
    let (short, long) = (Phrase::new(short, short), Phrase::new(long, long));
    Meaning { name, short, long, reference, is_date: false }
}

const fn date(
    name: &'static str,
    short: &'static str,
    long: &'static str,
    reference: &'static str,
) -> Meaning {
    let (short, long) = (Phrase::new(short, short), Phrase::new(long, long));
    Meaning { name, short, long, reference, is_date: true }
}
