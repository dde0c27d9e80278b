//! Checking a proof (RFC 9449 §4.3). The numbers in comments are the points of that section.

use core::fmt;
use core::time::Duration;

use super::DpopError;
use super::TYP;
use super::access_token_hash;
use super::claims::Dates;
use super::claims::dates;
use super::claims::optional;
use super::claims::required;
use super::is_asymmetric;
use super::target_uri;
use crate::alg::Algorithm;
use crate::json::Fields;
use crate::json::Object;
use crate::jws;
use crate::jws::Buffer;
use crate::jws::Caps;
use crate::jws::Compact;
use crate::jws::Header;
use crate::jws::KeySource;
use crate::jws::Policy;
use crate::jwt::Claims;
use crate::jwt::Verified;
use crate::jwt::Verifier;
use crate::key::Jwk;
use crate::key::PRIVATE_MEMBERS;
use crate::key::VerifyingKey;
use crate::time::NumericDate;

/// Bytes of a proof's `jti`: whoever remembers them must not be filled up (RFC 9449 §11.1).
pub const MAX_TOKEN_ID_BYTES: usize = 256;

/// What a proof must say for one request. Made for that request and thrown away.
///
/// A proof may be 300 s old and 60 s early. Every asymmetric algorithm is accepted.
#[derive(Clone)]
pub struct ProofVerifier {
    algorithms: Vec<Algorithm>,
    access_token_hash: Option<String>,
    leeway: Duration,
    max_age: Duration,
    method: String,
    nonces: Vec<String>,
    policy: Policy,
    target_uri: String,
    thumbprint: Option<String>,
    time_by_nonce: bool,
}

impl ProofVerifier {
    /// Takes method and target URI of the request, as the client sees it; query and fragment are
    /// passed over.
    ///
    /// Behind a proxy the URI is not the one that arrives: give the public one.
    ///
    /// # Errors
    ///
    /// [`DpopError::UriMalformed`] when it is no absolute http or https URI.
    pub fn new(method: impl Into<String>, target_uri: &str) -> Result<Self, DpopError> {
        Ok(Self {
            algorithms: Algorithm::ALL.iter().copied().filter(|one| is_asymmetric(*one)).collect(),
            access_token_hash: None,
            leeway: Duration::from_secs(60),
            max_age: Duration::from_secs(300),
            method: method.into(),
            nonces: Vec::new(),
            policy: Policy::default().refuse_unencoded(),
            target_uri: target_uri::normalize(target_uri)?,
            thumbprint: None,
            time_by_nonce: false,
        })
    }

    /// Demands that the proof goes with this access token, by its hash (point 12).
    #[must_use]
    pub fn access_token(mut self, token: &str) -> Self {
        self.access_token_hash = Some(access_token_hash(token));
        self
    }

    /// Demands the `nonce` that the server has given (point 10, §8); called again, one more will do, as
    /// while a new one takes the place of the last.
    #[must_use]
    pub fn nonce(mut self, given: impl Into<String>) -> Self {
        self.nonces.push(given.into());
        self
    }

    /// Leaves the time of the proof to its `nonce`, which must be there, and passes `iat` over (point 11).
    ///
    /// For a server whose nonces hold the time at which it made them, and clients whose clocks cannot be
    /// relied upon. That the nonce is the server's and not too old is then for the caller to check, by
    /// [`VerifiedProof::nonce`]: without that check a proof is good for ever.
    #[must_use]
    pub const fn leave_time_to_nonce(mut self) -> Self {
        self.time_by_nonce = true;
        self
    }

    /// Demands the key of this thumbprint, from `cnf.jkt` of an access token (point 12, §6.1).
    #[must_use]
    pub fn thumbprint(mut self, jkt: impl Into<String>) -> Self {
        self.thumbprint = Some(jkt.into());
        self
    }

    /// Accepts these algorithms only. Those of shared secrets are passed over (point 5).
    #[must_use]
    pub fn algorithms(mut self, accepted: impl IntoIterator<Item = Algorithm>) -> Self {
        self.algorithms = accepted.into_iter().filter(|one| is_asymmetric(*one)).collect();
        self
    }

    /// Refuses proofs that were made longer ago. Default: 300 s.
    #[must_use]
    pub const fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Grants so much for clocks that differ, to `iat`, `exp` and `nbf`; not to the maximum age.
    /// Default: 60 s.
    #[must_use]
    pub const fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// Sets the limits on sizes.
    #[must_use]
    pub fn caps(mut self, caps: Caps) -> Self {
        self.policy.caps = caps;
        self
    }

    /// Gives the target URI as it is compared.
    #[must_use]
    pub fn target_uri(&self) -> &str {
        &self.target_uri
    }

    /// Checks the values of the request's DPoP header fields, of which there must be one.
    ///
    /// Without [`ProofVerifier::access_token`] and [`ProofVerifier::thumbprint`] a good proof only
    /// says that the sender holds some key, as at a token endpoint.
    ///
    /// # Errors
    ///
    /// [`DpopError`], the first that applies in the order of the module's page.
    pub fn verify<T: AsRef<[u8]>>(
        &self,
        fields: impl IntoIterator<Item = T>,
        now: impl Into<NumericDate>,
    ) -> Result<VerifiedProof, DpopError> {
        // 1: one field, 2: with one value. A list in one field has a comma, which no JWS has.
        let mut fields = fields.into_iter();
        let (Some(proof), None) = (fields.next(), fields.next()) else {
            return Err(DpopError::Count);
        };
        let (key, payload) = self.signed(proof.as_ref())?;
        let claims = Object::parse(&payload, &self.policy.caps.json())?;
        let proof = self.claimed(&payload, &claims, &key, now.into())?;
        match &self.thumbprint {
            Some(expected) if *expected != proof.thumbprint => {
                Err(DpopError::Thumbprint { expected: expected.clone(), found: proof.thumbprint })
            }
            _ => Ok(proof),
        }
    }

    /// Checks an access token, then the proof that came with it and the key that ties them together.
    ///
    /// # Errors
    ///
    /// [`DpopError::AccessToken`] when the token is refused, [`DpopError::NotBound`] when it is bound
    /// to no key, else as [`ProofVerifier::verify`].
    pub fn verify_with_access_token<T: AsRef<[u8]>, K: KeySource>(
        &self,
        fields: impl IntoIterator<Item = T>,
        access_token: &str,
        tokens: &Verifier<K>,
        now: impl Into<NumericDate>,
    ) -> Result<(Verified<Claims>, VerifiedProof), DpopError> {
        let now = now.into();
        let token = tokens.verify(access_token, now)?;
        let expected = token.claims().confirmation().ok_or(DpopError::NotBound)?;
        let proof = self.clone().access_token(access_token).verify(fields, now)?;
        if expected != proof.thumbprint {
            return Err(DpopError::Thumbprint { expected, found: proof.thumbprint });
        }
        Ok((token, proof))
    }

    /// Reads the header, takes the key that it carries, and checks the signature.
    fn signed(&self, proof: &[u8]) -> Result<(VerifyingKey, Vec<u8>), DpopError> {
        let compact = Compact::parse(proof, &self.policy.caps)?;
        let header = jws::read_header(compact.header(), &self.policy)?;
        // 4: compared as it is.
        if header.typ() != Some(TYP) {
            return Err(DpopError::Typ { found: header.typ().map(str::to_owned) });
        }
        let key = self.embedded_key(&header)?;
        // 6: and only now anything of the payload is decoded.
        let mut buffer = Buffer::new();
        let verified = jws::verify_into(proof, &key, &self.policy, &mut buffer)?;
        let payload = verified.payload().to_vec();
        Ok((key, payload))
    }

    /// Takes the key out of a proof's header, bound to the algorithm that stands beside it.
    fn embedded_key(&self, header: &Header<'_>) -> Result<VerifyingKey, DpopError> {
        // 5: `none` has been refused by the reader; what is not in the list is not accepted.
        let named = header.algorithm_name().parse::<Algorithm>().ok();
        let algorithm = named.filter(|one| self.algorithms.contains(one)).ok_or_else(|| {
            let expected = self.algorithms.clone();
            DpopError::Algorithm { expected, found: header.algorithm_name().to_owned() }
        })?;
        let object = header.object();
        let value = object.as_ref().and_then(|object| object.get("jwk"));
        let value = value.ok_or(DpopError::KeyMissing)?;
        let members = value.as_object().ok_or(DpopError::KeyMissing)?;
        // 7: a private key in a header is everybody's.
        if let Some(member) = PRIVATE_MEMBERS.into_iter().find(|name| members.get(name).is_some()) {
            return Err(DpopError::PrivateKey { member });
        }
        let jwk = Jwk::from_json(value.to_text(header.json()).as_bytes())?;
        Ok(jwk.verifying_key(Some(algorithm))?)
    }

    /// Checks what the proof says.
    fn claimed(
        &self,
        payload: &[u8],
        claims: &Object<'_>,
        key: &VerifyingKey,
        now: NumericDate,
    ) -> Result<VerifiedProof, DpopError> {
        // 2: a JWT, whose registered claims have their types.
        let dates = dates(&Fields::parsed(payload, claims))?;
        // 3: the claims that every proof has.
        let token_id = required(claims, "jti")?;
        if token_id.is_empty() || token_id.len() > MAX_TOKEN_ID_BYTES {
            let found = format!("{} bytes", token_id.len());
            return Err(DpopError::WrongType { claim: "jti", expected: "1 to 256 bytes", found });
        }
        let (method, uri) = (required(claims, "htm")?, required(claims, "htu")?);
        let issued_at = dates.issued_at.ok_or(DpopError::Missing { claim: "iat" })?;
        // 8: methods have case (RFC 9110 §9.1).
        if method != self.method {
            let (expected, found) = (self.method.clone(), method.to_owned());
            return Err(DpopError::Method { expected, found });
        }
        // 9: in any spelling.
        let uri = target_uri::normalize(uri)?;
        if uri != self.target_uri {
            return Err(DpopError::TargetUri { expected: self.target_uri.clone(), found: uri });
        }
        let nonce = self.check_nonce(claims)?;
        if !self.time_by_nonce {
            self.check_age(issued_at, now)?;
        }
        self.check_dates(&dates, now)?;
        self.check_access_token(claims)?;
        Ok(VerifiedProof {
            token_id: token_id.to_owned(),
            thumbprint: key.thumbprint(),
            nonce: nonce.map(str::to_owned),
            issued_at,
            remember_until: self.last_moment(issued_at, dates.expiration),
        })
    }

    /// 10: the server's, if it gave one.
    fn check_nonce<'c>(&self, claims: &'c Object<'_>) -> Result<Option<&'c str>, DpopError> {
        let found = optional(claims, "nonce")?;
        let asked = self.time_by_nonce || !self.nonces.is_empty();
        match found {
            None if asked => Err(DpopError::Nonce { missing: true }),
            Some(found)
                if !self.nonces.is_empty() && !self.nonces.iter().any(|one| one == found) =>
            {
                Err(DpopError::Nonce { missing: false })
            }
            _ => Ok(found),
        }
    }

    /// 11: within the window.
    fn check_age(&self, issued_at: NumericDate, now: NumericDate) -> Result<(), DpopError> {
        if now.saturating_add(self.leeway) < issued_at {
            let leeway = self.leeway.as_secs();
            return Err(DpopError::IssuedInFuture { issued_at, now, leeway });
        }
        if now > issued_at.saturating_add(self.max_age) {
            let max_age = self.max_age.as_secs();
            return Err(DpopError::TooOld { issued_at, now, max_age });
        }
        Ok(())
    }

    /// No proof needs these, but where they stand it "MUST NOT be accepted" outside of them, as any JWT
    /// (RFC 7519 §4.1.4, §4.1.5).
    fn check_dates(&self, dates: &Dates, now: NumericDate) -> Result<(), DpopError> {
        let leeway = self.leeway.as_secs();
        match (dates.expiration, dates.not_before) {
            (Some(expiration), _) if now >= expiration.saturating_add(self.leeway) => {
                Err(DpopError::Expired { expiration, now, leeway })
            }
            (_, Some(not_before)) if now.saturating_add(self.leeway) < not_before => {
                Err(DpopError::NotYetValid { not_before, now, leeway })
            }
            _ => Ok(()),
        }
    }

    /// The earlier of the two ends that a proof may have.
    fn last_moment(&self, issued_at: NumericDate, expiration: Option<NumericDate>) -> NumericDate {
        let aged = if self.time_by_nonce {
            NumericDate::from_seconds(u64::MAX)
        } else {
            issued_at.saturating_add(self.max_age)
        };
        expiration.map_or(aged, |expiration| aged.min(expiration.saturating_add(self.leeway)))
    }

    /// 12: its first half; the key is compared by whoever knows the access token's.
    fn check_access_token(&self, claims: &Object<'_>) -> Result<(), DpopError> {
        let found = optional(claims, "ath")?;
        match &self.access_token_hash {
            Some(_) if found.is_none() => Err(DpopError::Missing { claim: "ath" }),
            Some(expected) if found != Some(expected) => {
                let found = found.unwrap_or_default().to_owned();
                Err(DpopError::AccessTokenHash { expected: expected.clone(), found })
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for ProofVerifier {
    /// Shows the request and nothing of the access token and the nonce.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProofVerifier")
            .field("method", &self.method)
            .field("target_uri", &self.target_uri)
            .finish_non_exhaustive()
    }
}

/// A proof that passed every check. Only a [`ProofVerifier`] makes one.
#[derive(Clone, Eq, PartialEq)]
pub struct VerifiedProof {
    token_id: String,
    thumbprint: String,
    nonce: Option<String>,
    issued_at: NumericDate,
    remember_until: NumericDate,
}

impl VerifiedProof {
    /// Gives `jti`, at most [`MAX_TOKEN_ID_BYTES`]. It names this proof among those of one key.
    #[must_use]
    pub fn token_id(&self) -> &str {
        &self.token_id
    }

    /// Gives the thumbprint of the key that signed, for `cnf.jkt` of a new access token.
    #[must_use]
    pub fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// Gives `nonce`, which is the server's only if [`ProofVerifier::nonce`] has asked for it.
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// Gives `iat`, when the client says that it made the proof.
    #[must_use]
    pub const fn issued_at(&self) -> NumericDate {
        self.issued_at
    }

    /// Gives the last moment at which the proof would be accepted again: the maximum age after `iat`, or
    /// `exp` with the leeway if that is earlier.
    ///
    /// Up to it, that moment included, refuse the same `jti` of the same thumbprint (RFC 9449 §11.1).
    /// After [`ProofVerifier::leave_time_to_nonce`] only an `exp` sets an end here, else it is the last
    /// second there is: remember the proof as long as its nonce is good.
    #[must_use]
    pub const fn remember_until(&self) -> NumericDate {
        self.remember_until
    }
}

impl fmt::Debug for VerifiedProof {
    /// Shows when it was made, no name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedProof").field("iat", &self.issued_at).finish_non_exhaustive()
    }
}
