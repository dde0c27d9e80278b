//! ID tokens of OpenID Connect Core 1.0 (§2, §3.1.3.7): who logged in, told to one client.

use core::fmt;
use core::time::Duration;

use super::super::Claims;
use super::BACKCHANNEL_LOGOUT;
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
const LOGOUT: &str = "OpenID Connect Back-Channel Logout §2.4";

/// The rules of ID tokens, and how to make one. Comes from [`Profile::id_token`].
///
/// `iss`, `sub`, `aud`, `exp` and `iat` are there; `iss` is the issuer, and `aud` names the client and
/// besides it only whom [`IdToken::trusted_audience`] names. `azp`, when there, is the client or whom
/// [`IdToken::authorized_party`] names. `typ` is JWT or missing. Of what belongs to one login, its
/// `nonce` and hashes, each is a rule of its own: clone a [`Verifier`](crate::jwt::Verifier) for every
/// login.
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
    trusted: Vec<String>,
    parties: Vec<String>,
    nonce: Option<String>,
    access_token: Option<Hashes>,
    code: Option<Hashes>,
    max_age: Option<Duration>,
    classes: Option<Vec<String>>,
}

impl IdToken {
    pub(super) const fn new(issuer: String, client_id: String) -> Self {
        Self {
            issuer,
            client_id,
            trusted: Vec::new(),
            parties: Vec::new(),
            nonce: None,
            access_token: None,
            code: None,
            max_age: None,
            classes: None,
        }
    }

    /// Lets this audience stand beside the client; called again, one more (§3.1.3.7 point 3).
    ///
    /// Any other "not trusted by the Client" MUST refuse the token.
    #[must_use]
    pub fn trusted_audience(mut self, audience: impl Into<String>) -> Self {
        self.trusted.push(audience.into());
        self
    }

    /// Accepts this party in `azp` besides the client; called again, one more. Requires `azp`.
    ///
    /// A phone's client may get the token that a server's client, its audience, checks. With errata
    /// set 2 several audiences ask for no `azp` by themselves: each of them is trusted by name.
    #[must_use]
    pub fn authorized_party(mut self, client_id: impl Into<String>) -> Self {
        self.parties.push(client_id.into());
        self
    }

    /// Demands the `nonce` that was sent with the request (§3.1.3.7 point 11).
    #[must_use]
    pub fn nonce(mut self, sent: impl Into<String>) -> Self {
        self.nonce = Some(sent.into());
        self
    }

    /// Demands an `at_hash` of the access token that came with the ID token (§3.2.2.9).
    ///
    /// In the code flow an issuer may leave `at_hash` out (§3.1.3.6): leave this rule out then.
    #[must_use]
    pub fn access_token(mut self, token: &str) -> Self {
        self.access_token = Some(Hashes::new(token));
        self
    }

    /// Demands a `c_hash` of the code that came with the ID token (§3.3.2.10).
    #[must_use]
    pub fn code(mut self, code: &str) -> Self {
        self.code = Some(Hashes::new(code));
        self
    }

    /// Demands a login at most so long ago, by `auth_time` (§3.1.3.7 point 13).
    #[must_use]
    pub const fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    /// Demands that `acr` is one of these classes (§3.1.3.7 point 12).
    #[must_use]
    pub fn authentication_class<S: Into<String>>(
        mut self,
        classes: impl IntoIterator<Item = S>,
    ) -> Self {
        self.classes = Some(classes.into_iter().map(Into::into).collect());
        self
    }

    /// Starts the claims of a new token that lives so long, in whole seconds, with the `nonce` if one is
    /// demanded. `at_hash` and `c_hash` depend on the key: [`IdToken::with_hashes`] adds them.
    ///
    /// When and how the user logged in is known to the caller alone, who adds `auth_time` and `acr`.
    #[must_use]
    pub fn claims(&self, subject: &str, now: impl Into<NumericDate>, lifetime: Duration) -> Claims {
        let now = now.into().floor();
        let claims = Claims::new()
            .with_issuer(&self.issuer)
            .with_subject(subject)
            .with_audience(&self.client_id)
            .with_expiration(now.saturating_add(lifetime).floor())
            .with_issued_at(now);
        match &self.nonce {
            Some(nonce) => claims.with_text("nonce", nonce),
            None => claims,
        }
    }

    /// Adds the hashes of the access token and the code that go with the token, as far as they are
    /// demanded, for a key of this algorithm.
    #[must_use]
    pub fn with_hashes(&self, claims: Claims, algorithm: Algorithm) -> Claims {
        let hashes = [("at_hash", &self.access_token), ("c_hash", &self.code)];
        hashes.into_iter().fold(claims, |claims, (name, hashes)| match hashes {
            Some(hashes) => claims.with_text(name, hashes.of(algorithm)),
            None => claims,
        })
    }

    /// Starts the header of a new token: `typ` JWT.
    #[must_use]
    pub fn header(&self) -> HeaderBuilder {
        HeaderBuilder::new().typ("JWT")
    }

    /// The rules that were asked for beyond those of every ID token.
    fn more(self) -> impl Iterator<Item = Rule> {
        let rule = Rule::new;
        let hash = |name, section| move |hashes| rule(name, section, Check::TokenHash(hashes));
        let rules = [
            self.nonce.map(|sent| rule("nonce", CHECKS, Check::Nonce(sent))),
            self.access_token.map(hash("at_hash", "OpenID Connect Core §3.2.2.9")),
            self.code.map(hash("c_hash", "OpenID Connect Core §3.3.2.10")),
            self.max_age.map(|age| rule("auth_time", CHECKS, Check::AuthenticationAge(age))),
            self.classes.map(|classes| rule("acr", CHECKS, Check::AuthenticationClass(classes))),
        ];
        rules.into_iter().flatten()
    }
}

impl fmt::Debug for IdToken {
    /// Shows the names and which claims are asked for besides, no value of theirs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more: Vec<_> = self.clone().more().map(|rule| rule.name()).collect();
        f.debug_struct("IdToken")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("trusted", &self.trusted)
            .field("parties", &self.parties)
            .field("more", &more)
            .finish()
    }
}

impl From<IdToken> for Profile {
    fn from(kind: IdToken) -> Self {
        let rule = Rule::new;
        let (own, trusted) = (kind.client_id.clone(), kind.trusted.clone());
        let required = !kind.parties.is_empty();
        let mut accepted = kind.parties.clone();
        accepted.insert(0, kind.client_id.clone());
        let mut rules = vec![
            // ID tokens have no type of their own, so every other kind's is kept out.
            rule("typ", "RFC 8725 §3.12", Check::Kind { typ: &["JWT"], untyped: true }),
            rule("iss", CHECKS, Check::Issuer(kind.issuer.clone())),
            rule("aud", CHECKS, Check::OnlyAudiences { own, trusted }),
            rule("azp", CHECKS, Check::AuthorizedParty { accepted, required }),
            rule("exp", CHECKS, Check::Present),
            rule("sub", DATA, Check::Present),
            rule("iat", DATA, Check::Present),
            // A logout token has the same issuer and audience, and may be without a type.
            rule("events", LOGOUT, Check::WithoutEvent(BACKCHANNEL_LOGOUT)),
        ];
        rules.extend(kind.more());
        Self::new("ID token", rules)
    }
}

/// Computes `at_hash` or `c_hash` of a text for an ID token signed by `algorithm`: the left half of
/// its hash, base64url (OpenID Connect Core §3.1.3.6).
///
/// Ed25519 hashes with SHA-512 (RFC 8032 §5.1), so that is taken for it. For ML-DSA no standard names a
/// hash; SHA-512 is the choice of this library, to be agreed upon with the other side.
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
