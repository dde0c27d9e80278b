//! Checking a JWT (RFC 7519 §7.2).

use core::fmt;
use core::ops::Deref;
use core::time::Duration;
use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Claims;
use super::Profile;
use super::Validation;
use super::VerifyError;
use super::nested::is_token;
use super::nested::says_nested;
use crate::json;
use crate::json::Fields;
use crate::json::JsonError;
use crate::json::Limits;
use crate::json::Object;
use crate::json::Outline;
use crate::jws;
use crate::jws::Buffer;
use crate::jws::Caps;
use crate::jws::Header;
use crate::jws::KeySource;
use crate::jws::KnownHeaders;
use crate::jws::Memory;
use crate::jws::Policy;
use crate::key::VerifyingKey;
use crate::time::NumericDate;

/// Keys and rules, built once and used for every token.
///
/// It remembers the first few headers under which a signature has held, and does not read them again: build
/// one, keep it, and let all threads share it. A clone begins without them.
///
/// What [`Verifier::verify`] and [`Verifier::verify_as`] give owns its header and key by shared counts, which
/// threads on one verifier take turns at. [`Verifier::verify_borrowed`] counts nothing where the keys are the
/// verifier's own and the header is remembered, so that threads with a buffer each do not wait for each other.
///
/// Without further rules it demands a signature by one of the keys, an `exp` that has not come, an
/// `nbf` that has, no `aud`, and registered claims of their types; 60 s of leeway are granted. Naming
/// a rule requires its claim.
///
/// # Example: borrowed claims in a warm buffer
///
/// ```
/// use std::borrow::Cow;
///
/// use jwt_core::Algorithm;
/// use jwt_core::jwt;
/// use jwt_core::jwt::Claims;
/// use jwt_core::jwt::Verifier;
/// use jwt_core::key::SigningKey;
///
/// // A `&str` would refuse a text with an escape in it.
/// #[derive(serde::Deserialize)]
/// struct Session<'a> {
///     #[serde(borrow)]
///     sub: Cow<'a, str>,
/// }
///
/// let key = SigningKey::generate(Algorithm::Hs256)?;
/// let token = jwt::sign(&key, &Claims::new().with_subject("alice").with_expiration(2_000))?;
/// let verifier = Verifier::new(key.verifying_key());
/// let mut buffer = jwt::Buffer::new();
/// let verified = verifier.verify_borrowed::<Session>(&token, 1_000, &mut buffer)?;
/// assert_eq!(verified.claims().sub, "alice");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Verifier<K> {
    keys: K,
    policy: Policy,
    validation: Validation,
    known: KnownHeaders,
}

impl<K: KeySource> Verifier<K> {
    /// Starts with the keys and the default rules.
    ///
    /// A token with an `aud` is refused until [`Verifier::audience`] or a profile says who you are, or
    /// [`Verifier::allow_any_audience`] that it does not matter (RFC 7519 §4.1.3).
    pub fn new(keys: K) -> Self {
        // "MUST NOT" be unencoded (RFC 7797 §7).
        let policy = Policy::default().refuse_unencoded();
        Self { keys, policy, validation: Validation::default(), known: KnownHeaders::default() }
    }

    /// Accepts this issuer only; called again, one more (RFC 7519 §4.1.1). Requires `iss`.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.validation.issuers.push(issuer.into());
        self
    }

    /// Accepts tokens for this audience only; called again, one more (RFC 7519 §4.1.3). Requires `aud`.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.validation.audiences.push(audience.into());
        self
    }

    /// Accepts this subject only (RFC 7519 §4.1.2). Requires `sub`.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.validation.subject = Some(subject.into());
        self
    }

    /// Accepts tokens of this media type only, such as `at+jwt` (RFC 8725 §3.11). Requires `typ`.
    #[must_use]
    pub fn typ(mut self, typ: impl Into<String>) -> Self {
        self.validation.typ = Some(typ.into());
        self
    }

    /// Adds the rules of a kind of token (RFC 8725 §3.12). None of the others is loosened.
    #[must_use]
    pub fn profile(mut self, profile: impl Into<Profile>) -> Self {
        self.validation.profiles.push(profile.into());
        self
    }

    /// Requires a claim to be there.
    #[must_use]
    pub fn require(mut self, claim: impl Into<String>) -> Self {
        self.validation.required.push(claim.into());
        self
    }

    /// Refuses tokens that were issued longer ago. Requires `iat`.
    #[must_use]
    pub const fn max_age(mut self, age: Duration) -> Self {
        self.validation.max_age = Some(age);
        self
    }

    /// Grants so much for clocks that differ, both ways. Default: 60 s.
    #[must_use]
    pub const fn leeway(mut self, leeway: Duration) -> Self {
        self.validation.leeway = leeway;
        self
    }

    /// Accepts tokens that never expire. An `exp` that is there still counts.
    #[must_use]
    pub const fn allow_missing_expiration(mut self) -> Self {
        self.validation.require_expiration = false;
        self
    }

    /// Accepts tokens for any audience. One that [`Verifier::audience`] or a profile names still counts.
    #[must_use]
    pub const fn allow_any_audience(mut self) -> Self {
        self.validation.any_audience = true;
        self
    }

    /// Takes segments with padding, as AWS load balancers send them: see [`Policy::accept_padding`].
    #[must_use]
    pub fn accept_padding(mut self) -> Self {
        self.policy = self.policy.accept_padding();
        self
    }

    /// Says that the caller handles a header parameter that `crit` may name (RFC 7515 §4.1.11).
    #[must_use]
    pub fn understands(mut self, parameter: impl Into<String>) -> Self {
        self.policy.understands.push(parameter.into());
        self
    }

    /// Sets the limits on sizes and counts.
    #[must_use]
    pub fn caps(mut self, caps: Caps) -> Self {
        self.policy.caps = caps;
        self
    }

    /// Gives the keys.
    pub const fn keys(&self) -> &K {
        &self.keys
    }

    /// Gives the limits and what `crit` may name.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Gives the rules about claims.
    pub const fn validation(&self) -> &Validation {
        &self.validation
    }

    /// Checks a token and gives its claims, complete and in order.
    ///
    /// # Errors
    ///
    /// [`VerifyError`]: a bad signature hides everything that the claims say. A payload that is a token
    /// itself is [`VerifyError::Nested`], for [`verify_nested`](crate::jwt::verify_nested); `cty` JWT over
    /// plain claims, which RFC 7519 §5.2 only advises against, is passed over.
    pub fn verify<T: AsRef<[u8]> + ?Sized>(
        &self,
        token: &T,
        now: impl Into<NumericDate>,
    ) -> Result<Verified<Claims>, VerifyError> {
        self.verify_as(token, now)
    }

    /// Checks a token and reads its claims as a type of the caller's.
    ///
    /// # Errors
    ///
    /// As [`Verifier::verify`], and [`VerifyError::Shape`] when the claims do not fit the type.
    pub fn verify_as<C: DeserializeOwned>(
        &self,
        token: &(impl AsRef<[u8]> + ?Sized),
        now: impl Into<NumericDate>,
    ) -> Result<Verified<C>, VerifyError> {
        self.verify_wrapped(token.as_ref(), now.into(), &[])
    }

    /// Checks a token that came in another, whose key vouches for these issuers only; none for any.
    pub(super) fn verify_wrapped<C: DeserializeOwned>(
        &self,
        token: &[u8],
        now: NumericDate,
        wrapped_by: &[String],
    ) -> Result<Verified<C>, VerifyError> {
        let mut buffer = Buffer::new();
        let Checked { header, key, claims } = self.check(token, now, wrapped_by, &mut buffer)?;
        let claims = claims.shaped()?;
        Ok(Verified { header: header.shared(), key: key.into_owned(), claims })
    }

    /// Checks a token and reads its claims as a type that borrows from the caller's buffer; header and key are
    /// borrowed from the verifier.
    ///
    /// Once the buffer has grown, nothing is allocated here; what `C` allocates is its own matter.
    ///
    /// # Errors
    ///
    /// As [`Verifier::verify_as`].
    pub fn verify_borrowed<'v, 'b: 'v, C: Deserialize<'b>>(
        &'v self,
        token: &(impl AsRef<[u8]> + ?Sized),
        now: impl Into<NumericDate>,
        buffer: &'b mut Buffer,
    ) -> Result<VerifiedRef<'v, C>, VerifyError> {
        let Checked { header, key, claims } =
            self.check(token.as_ref(), now.into(), &[], buffer)?;
        Ok(VerifiedRef { header, key, claims: claims.shaped()? })
    }

    /// Runs every check; the claims it gives are a good Claims Set.
    fn check<'v, 'b: 'v>(
        &'v self,
        token: &[u8],
        now: NumericDate,
        wrapped_by: &[String],
        buffer: &'b mut Buffer,
    ) -> Result<Checked<'v, 'b>, VerifyError> {
        let Buffer { header, payload, signature, outline } = buffer;
        let (header, key) = if let Some(known) = self.known.find(token, &self.policy.caps) {
            let (keys, policy) = (&self.keys, &self.policy);
            let (header, length) = known;
            let key = jws::check_known(token, (header, length), keys, policy, signature, payload)?;
            (HeaderRef::Known(header), key)
        } else {
            let memory = Memory { header, signature, outline: &mut *outline };
            let (header, key) = jws::check(token, &self.keys, &self.policy, memory, payload)?;
            self.known.keep(token, &header);
            (HeaderRef::Read(header), key)
        };
        let validate = |claims: &Fields<'_, '_>| {
            let issuers = [key.issuers(), wrapped_by];
            let validated = self.validation.validate(&header, issuers, claims, now);
            validated.map_err(VerifyError::Claims)
        };
        let limits = self.policy.caps.json();
        let text = outline.read(payload, &limits);
        let (payload, outline) = (&*payload, &*outline);
        let claims = if let Some(text) = text {
            validate(&Fields::outlined(text, outline))?;
            ClaimsText { text, outline: Some((outline, limits)) }
        } else {
            let claims = Object::parse(payload, &limits)
                .map_err(|error| no_claims(&header, payload, error))?;
            validate(&Fields::parsed(payload, &claims))?;
            // The reader has checked the encoding.
            let text = core::str::from_utf8(payload).unwrap_or_default();
            ClaimsText { text, outline: None }
        };
        Ok(Checked { header, key, claims })
    }
}

impl<K: fmt::Debug> fmt::Debug for Verifier<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("keys", &self.keys)
            .field("policy", &self.policy)
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}

/// What every check has passed.
struct Checked<'v, 'b> {
    header: HeaderRef<'v>,
    key: Cow<'v, VerifyingKey>,
    claims: ClaimsText<'b>,
}

/// A Claims Set, and where its members stand if it was read without a tree.
struct ClaimsText<'b> {
    text: &'b str,
    outline: Option<(&'b Outline, Limits)>,
}

impl<'b> ClaimsText<'b> {
    fn shaped<C: Deserialize<'b>>(&self) -> Result<C, VerifyError> {
        if let Some((outline, limits)) = &self.outline
            && let Some(claims) = json::fill(self.text, outline, limits)
        {
            return Ok(claims);
        }
        serde_json::from_str(self.text).map_err(|error| VerifyError::Shape {
            missing: missing_field(&error),
            line: error.line(),
            column: error.column(),
        })
    }
}

/// Reads the name of the field that serde misses: it comes from the caller's type, not from the token.
fn missing_field(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let (name, _) = text.strip_prefix("missing field `")?.split_once('`')?;
    (name.len() <= 64).then(|| name.to_owned())
}

/// Tells a nested token, signed or encrypted, from a payload that is nothing at all (RFC 7519 §5.2).
fn no_claims(header: &Header<'_>, payload: &[u8], error: JsonError) -> VerifyError {
    if says_nested(header.cty()) && is_token(payload) {
        return VerifyError::Nested;
    }
    VerifyError::NotAClaimsSet(error)
}

/// The header of a token: read from it, or the one that others before it had.
#[derive(Clone)]
enum HeaderRef<'b> {
    Known(&'b Arc<Header<'static>>),
    Read(Header<'b>),
}

impl<'b> HeaderRef<'b> {
    fn shared(self) -> Arc<Header<'static>> {
        match self {
            Self::Known(header) => Arc::clone(header),
            Self::Read(header) => Arc::new(header.into_owned()),
        }
    }
}

impl<'b> Deref for HeaderRef<'b> {
    type Target = Header<'b>;

    fn deref(&self) -> &Header<'b> {
        match self {
            Self::Known(header) => header,
            Self::Read(header) => header,
        }
    }
}

/// Claims of a token that passed every check. Only a [`Verifier`] makes one.
#[derive(Clone)]
pub struct Verified<C> {
    header: Arc<Header<'static>>,
    key: VerifyingKey,
    claims: C,
}

impl<C> Verified<C> {
    /// Gives the claims.
    pub const fn claims(&self) -> &C {
        &self.claims
    }

    /// Gives the claims away.
    pub fn into_claims(self) -> C {
        self.claims
    }

    /// Gives the header, which the signature covers.
    pub fn header(&self) -> &Header<'static> {
        &self.header
    }

    /// Gives the key that fitted.
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }
}

impl<C> fmt::Debug for Verified<C> {
    /// Shows header and key in brief and no claim.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("header", self.header())
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// Claims of a token that passed every check, in the caller's [`Buffer`]. Only a [`Verifier`] makes one.
///
/// The key is borrowed where the source of keys lends it, the header where the verifier remembers it. The
/// claims do not hang on the verifier: [`VerifiedRef::into_claims`] gives what lives as long as the buffer.
#[derive(Clone)]
pub struct VerifiedRef<'v, C> {
    header: HeaderRef<'v>,
    key: Cow<'v, VerifyingKey>,
    claims: C,
}

impl<'v, C> VerifiedRef<'v, C> {
    /// Gives the claims.
    pub const fn claims(&self) -> &C {
        &self.claims
    }

    /// Gives the claims away.
    pub fn into_claims(self) -> C {
        self.claims
    }

    /// Gives the header, which the signature covers.
    pub fn header(&self) -> &Header<'v> {
        &self.header
    }

    /// Gives the key that fitted.
    pub fn key(&self) -> &VerifyingKey {
        &self.key
    }
}

impl<C> fmt::Debug for VerifiedRef<'_, C> {
    /// Shows header and key in brief and no claim.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedRef")
            .field("header", self.header())
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}
