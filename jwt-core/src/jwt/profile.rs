//! Profiles: sets of rules for kinds of tokens that exclude one another (RFC 8725 §3.12).
//!
//! One issuer signs tokens of several kinds with one key. What keeps them apart is what each must and
//! must not say: a token of one profile is refused by every other.
//!
//! | kind | rules | kept apart by |
//! | --- | --- | --- |
//! | [`AccessToken`] | RFC 9068 §4 | `typ` at+jwt |
//! | [`IdToken`] | OpenID Connect Core §3.1.3.7 | `typ` JWT or none, no event of a logout |
//! | [`LogoutToken`] | OpenID Connect Back-Channel Logout §2.6 | `typ` logout+jwt, the event of a logout, no `nonce` |
//! | [`RefreshToken`] | a rule of this house, there is no standard | a `typ` of its own, `aud` is the issuer alone |
//!
//! A profile adds rules to a [`Verifier`](super::Verifier) and loosens none.
//!
//! # Example: a service that takes access tokens
//!
//! ```
//! use core::time::Duration;
//!
//! use jwt_core::Algorithm;
//! use jwt_core::jwt;
//! use jwt_core::jwt::Profile;
//! use jwt_core::jwt::Verifier;
//! use jwt_core::key::SigningKey;
//!
//! let kind = Profile::access_token("https://issuer.example", "https://api.example");
//!
//! // The issuer:
//! let key = SigningKey::generate(Algorithm::Es256)?;
//! let claims = kind.claims("alice", "app", &jwt::random_token_id()?, 1_000, Duration::from_secs(300));
//! let token = jwt::sign_with(&key, &kind.header(), &claims.with("scope", "read")?)?;
//!
//! // The service:
//! let verifier = Verifier::new(key.verifying_key()).profile(kind.bearer());
//! assert!(verifier.verify(&token, 1_100).is_ok());
//!
//! // An ID token of the same issuer is no access token.
//! let kind = Profile::id_token("https://issuer.example", "https://api.example");
//! let claims = kind.claims("alice", 1_000, Duration::from_secs(300));
//! let token = jwt::sign_with(&key, &kind.header(), &claims)?;
//! assert_eq!(verifier.verify(&token, 1_100).unwrap_err().code(), "jwt.typ");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use core::fmt;

mod access_token;
mod id_token;
mod logout_token;
mod refresh_token;
mod rule;

pub use self::access_token::AccessToken;
pub use self::id_token::IdToken;
pub use self::id_token::token_hash;
pub use self::logout_token::BACKCHANNEL_LOGOUT;
pub use self::logout_token::LogoutToken;
pub use self::refresh_token::RefreshToken;
pub use self::rule::Rule;
pub(super) use self::rule::Seen;

use super::claims_error::ClaimsError;
use super::dpop;

/// The values of `typ` that stand for a kind of token; what is shared by many, `JWT`, is not among them.
const KINDS: [&str; 4] = ["at+jwt", "logout+jwt", dpop::TYP, "secevent+jwt"];

/// The rules of one kind of token. They are added to a verifier's own, never taken from them.
#[derive(Clone, Eq, PartialEq)]
pub struct Profile {
    name: &'static str,
    rules: Vec<Rule>,
}

impl Profile {
    /// Starts the rules of an access token by `issuer` for the service `audience` (RFC 9068).
    #[must_use]
    pub fn access_token(issuer: impl Into<String>, audience: impl Into<String>) -> AccessToken {
        AccessToken::new(issuer.into(), audience.into())
    }

    /// Starts the rules of an ID token by `issuer` for the client `client_id` (OpenID Connect Core §2).
    #[must_use]
    pub fn id_token(issuer: impl Into<String>, client_id: impl Into<String>) -> IdToken {
        IdToken::new(issuer.into(), client_id.into())
    }

    /// Starts the rules of a logout token by `issuer` for the client `client_id` (OpenID Connect
    /// Back-Channel Logout §2.4).
    #[must_use]
    pub fn logout_token(issuer: impl Into<String>, client_id: impl Into<String>) -> LogoutToken {
        LogoutToken::new(issuer.into(), client_id.into())
    }

    /// Starts the rules of a refresh token that `issuer` made for itself.
    #[must_use]
    pub fn refresh_token(issuer: impl Into<String>) -> RefreshToken {
        RefreshToken::new(issuer.into())
    }

    /// Gives the name of the kind, such as `"access token"`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Walks the rules, for showing them.
    ///
    /// # Example: a list of what is asked
    ///
    /// ```
    /// use jwt_core::jwt::Profile;
    ///
    /// let profile = Profile::from(Profile::access_token("https://issuer.example", "api"));
    /// let first = profile.rules().next().unwrap();
    /// assert_eq!((first.name(), first.section()), ("typ", "RFC 9068 §4"));
    /// assert_eq!(first.asks(), "typ must be at+jwt");
    /// ```
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// Tells whether a rule says whom the token must be for.
    pub(super) fn names_audience(&self) -> bool {
        self.rules.iter().any(|rule| rule.name() == "aud")
    }

    fn new(name: &'static str, rules: Vec<Rule>) -> Self {
        Self { name, rules }
    }

    /// Notes every rule that is broken and has not been told yet.
    pub(super) fn check(&self, seen: &Seen<'_, '_, '_>, errors: &mut Vec<ClaimsError>) {
        for rule in &self.rules {
            rule.check(seen, errors);
        }
    }
}

impl fmt::Debug for Profile {
    /// Shows the name and which claims are asked for, no value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules: Vec<_> = self.rules.iter().map(Rule::name).collect();
        f.debug_struct("Profile").field("name", &self.name).field("rules", &rules).finish()
    }
}
