//! Making a proof (RFC 9449 §4.2).

use core::fmt;
use std::collections::BTreeMap;

use serde_json::Value;

use super::DpopError;
use super::TYP;
use super::access_token_hash;
use super::is_asymmetric;
use super::target_uri;
use crate::jws::HeaderBuilder;
use crate::jws::SignError;
use crate::jws::Signer;
use crate::jwt::Claims;
use crate::jwt::random_token_id;
use crate::jwt::sign_with;
use crate::key::SigningKey;
use crate::key::VerifyingKey;
use crate::time::NumericDate;

/// A client's key, which signs a proof for each request.
#[derive(Clone)]
pub struct Prover<S = SigningKey> {
    signer: S,
    public: VerifyingKey,
    /// The public key as it stands in the header.
    jwk: BTreeMap<String, Value>,
}

impl Prover {
    /// Takes a private key.
    ///
    /// # Errors
    ///
    /// [`DpopError::SymmetricKey`] for an HMAC key.
    pub fn new(key: SigningKey) -> Result<Self, DpopError> {
        let public = key.verifying_key();
        Self::held_elsewhere(key, public)
    }
}

impl<S: Signer> Prover<S> {
    /// Takes a key that is held elsewhere, and its public half.
    ///
    /// # Errors
    ///
    /// [`DpopError::SymmetricKey`] for an HMAC key, [`DpopError::Algorithm`] when the two halves are
    /// for different algorithms. Whether they belong together the first verifier will see.
    pub fn held_elsewhere(signer: S, public: VerifyingKey) -> Result<Self, DpopError> {
        let algorithm = public.algorithm();
        if let Some(found) =
            [algorithm, signer.algorithm()].into_iter().find(|one| !is_asymmetric(*one))
        {
            return Err(DpopError::SymmetricKey { found });
        }
        if algorithm != signer.algorithm() {
            let found = signer.algorithm().as_str().to_owned();
            return Err(DpopError::Algorithm { expected: vec![algorithm], found });
        }
        // What makes the key and nothing else of it: what its thumbprint is over. That text, written by
        // this library, is always an object.
        let jwk = serde_json::from_str(&public.jwk().required_members()).unwrap_or_default();
        Ok(Self { signer, public, jwk })
    }

    /// Gives the thumbprint that access tokens are bound to as `cnf.jkt` (RFC 9449 §6.1).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        self.public.thumbprint()
    }

    /// Starts a proof for one request, by its method and target URI.
    pub fn proof<'p>(&'p self, method: &'p str, target_uri: &'p str) -> Proof<'p, S> {
        Proof { prover: self, method, target_uri, token_id: None, access_token: None, nonce: None }
    }
}

impl<S> fmt::Debug for Prover<S> {
    /// Shows the public key in brief.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prover").field("public", &self.public).finish_non_exhaustive()
    }
}

/// A proof in the making, for one request. Comes from [`Prover::proof`].
#[must_use]
pub struct Proof<'p, S = SigningKey> {
    prover: &'p Prover<S>,
    method: &'p str,
    target_uri: &'p str,
    token_id: Option<&'p str>,
    access_token: Option<&'p str>,
    nonce: Option<&'p str>,
}

impl<'p, S: Signer> Proof<'p, S> {
    /// Sets `jti`. Without it 128 random bits are taken.
    pub fn token_id(mut self, token_id: &'p str) -> Self {
        self.token_id = Some(token_id);
        self
    }

    /// Ties the proof to the access token that goes with it, by its hash `ath`.
    pub fn access_token(mut self, token: &'p str) -> Self {
        self.access_token = Some(token);
        self
    }

    /// Gives back the `nonce` that the server asked for (RFC 9449 §8).
    pub fn nonce(mut self, nonce: &'p str) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// Signs the proof, made at `now`, in whole seconds.
    ///
    /// # Errors
    ///
    /// [`DpopError::UriMalformed`] when the target URI is no absolute http or https URI, and
    /// [`DpopError::Sign`] when the key cannot sign.
    pub fn sign(self, now: impl Into<NumericDate>) -> Result<String, DpopError> {
        target_uri::normalize(self.target_uri)?;
        let random;
        let token_id = match self.token_id {
            Some(token_id) => token_id,
            None => {
                random = random_token_id()?;
                &random
            }
        };
        let mut claims = Claims::new()
            .with_token_id(token_id)
            .with_text("htm", self.method)
            .with_text("htu", target_uri::without_query(self.target_uri))
            .with_issued_at(now.into().floor());
        if let Some(token) = self.access_token {
            claims = claims.with_text("ath", &access_token_hash(token));
        }
        if let Some(nonce) = self.nonce {
            claims = claims.with_text("nonce", nonce);
        }
        let header = HeaderBuilder::new()
            .typ(TYP)
            .member("jwk", &self.prover.jwk)
            .map_err(|error| SignError::Claims(error.to_string()))?;
        Ok(sign_with(&self.prover.signer, &header, &claims)?)
    }
}

impl<S> fmt::Debug for Proof<'_, S> {
    /// Shows nothing of the access token and the nonce.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proof").field("method", &self.method).finish_non_exhaustive()
    }
}
