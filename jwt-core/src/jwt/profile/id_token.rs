//! ID tokens of OpenID Connect Core 1.0 (§2, §3.1.3.7): who logged in, told to one client.

use core::fmt;
use core::time::Duration;

use super::super::Claims;
use super::Profile;
use super::rule::Check;
use super::rule::Rule;
use crate::alg::Algorithm;
use crate::alg::Hash;
use crate::base64url;
use crate::jws::HeaderBuilder;
use crate::time::NumericDate;

const DATA: &str = "OpenID Connect Core §2";
const CHECKS: &str = "OpenID Connect Core §3.1.3.7";

/// The rules of ID tokens, and how to make one. Comes from [`Profile::id_token`].
///
/// `iss`, `sub`, `aud`, `exp` and `iat` are there; `iss` is the issuer and `aud` names the client.
/// `azp`, when there, is the client, and must be there with several audiences. `typ` is JWT or
/// missing. Of what belongs to one login, its `nonce` and hashes, each is a rule of its own: clone a
/// [`Verifier`](crate::jwt::Verifier) for every login.
///
/// # Example: the answer to one login
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jwt;
/// use jwt_core::jwt::Profile;
/// use jwt_core::jwt::Verifier;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Es256)?;
/// let login = Profile::id_token("https://issuer.example", "app").nonce("n-0S6_WzA2Mj");
/// let claims = login
///     .claims("alice", 1_000, core::time::Duration::from_secs(60))
///     .with("nonce", "another")?;
/// let token = jwt::sign_with(&key, &login.header(), &claims)?;
/// let verifier = Verifier::new(key.verifying_key()).profile(login);
/// assert_eq!(verifier.verify(&token, 1_010).unwrap_err().code(), "jwt.nonce");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct IdToken {
    issuer: String,
    client_id: String,
    more: Vec<Rule>,
}

impl IdToken {
    pub(super) const fn new(issuer: String, client_id: String) -> Self {
        Self { issuer, client_id, more: Vec::new() }
    }

    /// Demands the `nonce` that was sent with the request (§3.1.3.7 point 11).
    #[must_use]
    pub fn nonce(self, sent: impl Into<String>) -> Self {
        self.and("nonce", CHECKS, Check::Nonce(sent.into()))
    }

    /// Demands an `at_hash` of the access token that came with the ID token (§3.2.2.9).
    ///
    /// In the code flow an issuer may leave `at_hash` out (§3.1.3.6): leave this rule out then.
    #[must_use]
    pub fn access_token(self, token: &str) -> Self {
        self.and("at_hash", "OpenID Connect Core §3.2.2.9", Check::TokenHash(Hashes::new(token)))
    }

    /// Demands a `c_hash` of the code that came with the ID token (§3.3.2.10).
    #[must_use]
    pub fn code(self, code: &str) -> Self {
        self.and("c_hash", "OpenID Connect Core §3.3.2.10", Check::TokenHash(Hashes::new(code)))
    }

    /// Demands a login at most so long ago, by `auth_time` in whole seconds (§3.1.3.7 point 13).
    #[must_use]
    pub fn max_age(self, age: Duration) -> Self {
        self.and("auth_time", CHECKS, Check::AuthenticationAge(age))
    }

    /// Demands that `acr` is one of these classes (§3.1.3.7 point 12).
    #[must_use]
    pub fn authentication_class<S: Into<String>>(
        self,
        classes: impl IntoIterator<Item = S>,
    ) -> Self {
        let classes = classes.into_iter().map(Into::into).collect();
        self.and("acr", CHECKS, Check::AuthenticationClass(classes))
    }

    /// Starts the claims of a new token that lives so long; `nonce` and others may be added.
    #[must_use]
    pub fn claims(&self, subject: &str, now: impl Into<NumericDate>, lifetime: Duration) -> Claims {
        let now = now.into();
        Claims::new()
            .with_issuer(&self.issuer)
            .with_subject(subject)
            .with_audience(&self.client_id)
            .with_expiration(now.saturating_add(lifetime))
            .with_issued_at(now)
    }

    /// Starts the header of a new token: `typ` JWT.
    #[must_use]
    pub fn header(&self) -> HeaderBuilder {
        HeaderBuilder::new().typ("JWT")
    }

    fn and(mut self, name: &'static str, section: &'static str, check: Check) -> Self {
        self.more.push(Rule::new(name, section, check));
        self
    }
}

impl fmt::Debug for IdToken {
    /// Shows the names and which claims are asked for besides, no value of theirs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdToken")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("more", &self.more)
            .finish()
    }
}

impl From<IdToken> for Profile {
    fn from(kind: IdToken) -> Self {
        let rule = Rule::new;
        let mut rules = vec![
            // ID tokens have no type of their own, so every other kind's is kept out.
            rule("typ", "RFC 8725 §3.12", Check::Kind { typ: &["JWT"], untyped: true }),
            rule("iss", CHECKS, Check::Issuer(kind.issuer)),
            rule("aud", CHECKS, Check::Audience(kind.client_id.clone())),
            rule("azp", CHECKS, Check::AuthorizedParty(kind.client_id)),
            rule("exp", CHECKS, Check::Present),
            rule("sub", DATA, Check::Present),
            rule("iat", DATA, Check::Present),
            // A logout token has the same issuer and audience, and may be without a type.
            rule("events", "OpenID Connect Back-Channel Logout §2.4", Check::Absent),
        ];
        rules.extend(kind.more);
        Self::new("ID token", rules)
    }
}

/// Computes `at_hash` or `c_hash` of a text for an ID token signed by `algorithm`: the left half of
/// its hash, base64url (OpenID Connect Core §3.1.3.6).
///
/// Ed25519 hashes with SHA-512 (RFC 8032 §5.1), so that is taken for it.
///
/// # Example: an access token's hash
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jwt::token_hash;
///
/// let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
/// assert_eq!(token_hash(Algorithm::Rs256, token), "77QmUPtjPfzWtF2AnpK9RQ");
/// ```
#[must_use]
pub fn token_hash(algorithm: Algorithm, text: &str) -> String {
    half(algorithm.hash().unwrap_or(Hash::Sha512), text)
}

fn half(hash: Hash, text: &str) -> String {
    let digest = hash.digest(text.as_bytes());
    let (left, _) = digest.split_at(digest.len() / 2);
    base64url::encode(left)
}

/// What the claim may be for each hash. The text itself, a secret, is not kept.
#[derive(Clone, Eq, PartialEq)]
pub(super) struct Hashes {
    sha256: String,
    sha384: String,
    sha512: String,
}

impl Hashes {
    fn new(text: &str) -> Self {
        Self {
            sha256: half(Hash::Sha256, text),
            sha384: half(Hash::Sha384, text),
            sha512: half(Hash::Sha512, text),
        }
    }

    pub(super) fn of(&self, algorithm: Algorithm) -> &str {
        match algorithm.hash() {
            Some(Hash::Sha256) => &self.sha256,
            Some(Hash::Sha384) => &self.sha384,
            Some(Hash::Sha512) | None => &self.sha512,
        }
    }
}
