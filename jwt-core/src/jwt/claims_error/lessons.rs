//! What the errors of claims teach.

use crate::explain::Document;
use crate::explain::Explanation;
use crate::explain::Rfc;

/// Every explanation of this file, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[
    &ACCESS_TOKEN_HASH,
    &AUDIENCE,
    &AUDIENCE_UNNAMED,
    &AUTHENTICATED_IN_FUTURE,
    &AUTHENTICATION_CLASS,
    &AUTHENTICATION_TIME,
    &AUTHORIZED_PARTY,
    &BOUND,
    &CLAIM_TYPE,
    &CODE_HASH,
    &EVENTS,
    &EXPIRED,
    &FORBIDDEN_CLAIM,
    &ISSUED_IN_FUTURE,
    &ISSUER,
    &ISSUER_OF_KEY,
    &MISSING,
    &NONCE,
    &NOT_YET_VALID,
    &SUBJECT,
    &TOO_OLD,
    &TYP,
];

/// Shown when `at_hash` is of another access token.
pub(super) const ACCESS_TOKEN_HASH: Explanation = Explanation {
    code: "jwt.access_token_hash",
    title: "The ID token belongs to another access token",
    meaning: "at_hash ties an ID token to the access token that came with it. Another one was put \
              in its place on the way, or the hash is not the one of the signature's algorithm.",
    remedy: "Refuse both tokens and log in again.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.2.2.9" },
};

/// Shown when `aud` names somebody else.
pub(super) const AUDIENCE: Explanation = Explanation {
    code: "jwt.audience",
    title: "The token is for another audience",
    meaning: "aud names the services that a token was made for. One that accepts tokens made for \
              another lets that other service act in its users' names.",
    remedy: "Ask the issuer for a token with this service in aud, or correct the expected names.",
    reference: Rfc { number: 7519, section: "4.1.3" },
};

/// Shown when `aud` names somebody and the verifier nobody.
pub(super) const AUDIENCE_UNNAMED: Explanation = Explanation {
    code: "jwt.audience_unnamed",
    title: "The token is for somebody, and nobody has said who checks it",
    meaning: "aud names the services that a token was made for. A verifier that has no name cannot \
              be one of them, and would take what was made for others.",
    remedy: "Name your audience in the verifier, or let any pass knowingly with allow_any_audience.",
    reference: Rfc { number: 7519, section: "4.1.3" },
};

/// Shown when `auth_time` lies in the future.
pub(super) const AUTHENTICATED_IN_FUTURE: Explanation = Explanation {
    code: "jwt.authenticated_in_future",
    title: "The token says that the user logged in in the future",
    meaning: "auth_time lies after now by more than the leeway: one of two clocks is wrong.",
    remedy: "Set both clocks by NTP, or allow a larger leeway.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when `acr` is another class.
pub(super) const AUTHENTICATION_CLASS: Explanation = Explanation {
    code: "jwt.authentication_class",
    title: "The user did not log in strongly enough",
    meaning: "acr names how the user was authenticated, and the client asked for another class, \
              such as one with a second factor.",
    remedy: "Send the user to the issuer again and ask for the class in acr_values.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when `auth_time` is too long ago.
pub(super) const AUTHENTICATION_TIME: Explanation = Explanation {
    code: "jwt.authentication_time",
    title: "The user logged in too long ago",
    meaning: "auth_time is when the user was authenticated. The client asked for a fresh login by \
              max_age, and an old session answered.",
    remedy: "Send the user to the issuer again with max_age, so that they log in anew.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when `azp` is another client.
pub(super) const AUTHORIZED_PARTY: Explanation = Explanation {
    code: "jwt.authorized_party",
    title: "The ID token was made for another client",
    meaning: "azp names the client that asked for the token. One that takes what another client \
              got logs its users in with foreign tokens.",
    remedy: "Refuse the token; when one of your own clients got it, name that one as an authorized \
             party.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when a bound token came without a proof.
pub(super) const BOUND: Explanation = Explanation {
    code: "jwt.bound",
    title: "The token is bound to a key and came without a proof",
    meaning: "cnf says that the token is good only beside a proof of its key, a DPoP proof or a TLS \
              certificate. Taken alone it would serve a thief who has no key.",
    remedy: "Send it with the proof that its cnf asks for. A verifier beside which a proof or a \
             certificate is checked leaves this rule, bearer, out.",
    reference: Rfc { number: 9449, section: "7.2" },
};

/// Shown when a registered claim has the wrong type.
pub(super) const CLAIM_TYPE: Explanation = Explanation {
    code: "jwt.claim_type",
    title: "A registered claim has the wrong type",
    meaning: "exp, nbf and iat are numbers of seconds; iss, sub and jti are strings; aud is a string \
              or an array of strings. Skipping a claim of the wrong type would skip its check.",
    remedy: "Correct the program that makes the token.",
    reference: Rfc { number: 7519, section: "4.1" },
};

/// Shown when `c_hash` is of another code.
pub(super) const CODE_HASH: Explanation = Explanation {
    code: "jwt.code_hash",
    title: "The ID token belongs to another authorization code",
    meaning: "c_hash ties an ID token to the code that came with it. Another one was put in its \
              place on the way, or the hash is not the one of the signature's algorithm.",
    remedy: "Refuse the answer and log in again.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.3.2.10" },
};

/// Shown when `events` lacks the event asked for.
pub(super) const EVENTS: Explanation = Explanation {
    code: "jwt.events",
    title: "The token tells of no such event",
    meaning: "events names what has happened, one member for each event. Without the member for a \
              logout, an object, the token orders no logout.",
    remedy: "Write the member http://schemas.openid.net/event/backchannel-logout with {} as its \
             value.",
    reference: Document { name: "OpenID Connect Back-Channel Logout 1.0", section: "2.4" },
};

/// Shown when `exp` has passed.
pub(super) const EXPIRED: Explanation = Explanation {
    code: "jwt.expired",
    title: "The token is past its expiration time",
    meaning: "exp is a NumericDate; from that second on the token must not be accepted.",
    remedy: "Ask for a new access token with the refresh token, then repeat the request.",
    reference: Rfc { number: 7519, section: "4.1.4" },
};

/// Shown when a claim is there that must not be.
pub(super) const FORBIDDEN_CLAIM: Explanation = Explanation {
    code: "jwt.forbidden_claim",
    title: "A claim says that this is another kind of token",
    meaning: "Kinds of tokens are told apart by what they must not have too: a logout token has no \
              nonce and an ID token no logout event, so that neither passes for the other.",
    remedy: "Send the kind of token that is asked for.",
    reference: Rfc { number: 8725, section: "3.12" },
};

/// Shown when `iat` lies in the future.
pub(super) const ISSUED_IN_FUTURE: Explanation = Explanation {
    code: "jwt.issued_in_future",
    title: "The token says that it was made in the future",
    meaning: "iat lies after now by more than the leeway: one of two clocks is wrong.",
    remedy: "Set both clocks by NTP, or allow a larger leeway.",
    reference: Rfc { number: 7519, section: "4.1.6" },
};

/// Shown when `iss` is another issuer.
pub(super) const ISSUER: Explanation = Explanation {
    code: "jwt.issuer",
    title: "The token is from another issuer",
    meaning: "iss is compared as a whole, letter by letter: a trailing slash makes another issuer.",
    remedy: "Correct the expected issuer, or refuse the token.",
    reference: Rfc { number: 7519, section: "4.1.1" },
};

/// Shown when a key of one issuer signed for another.
pub(super) const ISSUER_OF_KEY: Explanation = Explanation {
    code: "jwt.issuer_of_key",
    title: "The key belongs to another issuer",
    meaning: "The signature holds, but the key was registered for other issuers. One issuer must not \
              be able to sign in the name of another.",
    remedy: "Refuse the token, or register the key for this issuer as well.",
    reference: Rfc { number: 8725, section: "3.8" },
};

/// Shown when a claim is missing.
pub(super) const MISSING: Explanation = Explanation {
    code: "jwt.claim_missing",
    title: "A claim that must be there is missing",
    meaning: "Naming a rule requires its claim, and exp is required unless told otherwise: what is \
              absent cannot be checked.",
    remedy: "Ask the issuer to add the claim, or let it go by name: allow_missing_expiration for exp, \
             another verifier without the rule for the others.",
    reference: Rfc { number: 7519, section: "4" },
};

/// Shown when `nonce` is another.
pub(super) const NONCE: Explanation = Explanation {
    code: "jwt.nonce",
    title: "The token answers another login",
    meaning: "The client sends a nonce with each login and finds it again in the ID token. Another \
              nonce means a token that was stolen or used before.",
    remedy: "Refuse the token and start the login again.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when `nbf` has not come.
pub(super) const NOT_YET_VALID: Explanation = Explanation {
    code: "jwt.not_yet_valid",
    title: "The token is not valid yet",
    meaning: "nbf is a NumericDate; before that second the token must not be accepted.",
    remedy: "Wait, set the clocks by NTP, or allow a larger leeway.",
    reference: Rfc { number: 7519, section: "4.1.5" },
};

/// Shown when `sub` is another subject.
pub(super) const SUBJECT: Explanation = Explanation {
    code: "jwt.subject",
    title: "The token is about another subject",
    meaning: "sub names the user or service that the token speaks of.",
    remedy: "Use the token of the right subject.",
    reference: Rfc { number: 7519, section: "4.1.2" },
};

/// Shown when the token is older than allowed.
pub(super) const TOO_OLD: Explanation = Explanation {
    code: "jwt.too_old",
    title: "The token was made too long ago",
    meaning: "The verifier accepts tokens up to a maximum age, counted from iat, whatever exp says.",
    remedy: "Ask for a fresh token.",
    reference: Rfc { number: 7519, section: "4.1.6" },
};

/// Shown when `typ` is another kind of token.
pub(super) const TYP: Explanation = Explanation {
    code: "jwt.typ",
    title: "The token is of another kind",
    meaning: "typ keeps kinds of tokens apart, so that an ID token cannot serve as an access token. \
              at+jwt and application/at+jwt are the same, in any case of letters.",
    remedy: "Send the kind of token that is asked for.",
    reference: Rfc { number: 8725, section: "3.11" },
};
