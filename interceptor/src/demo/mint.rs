//! Makes tokens and checks them: access tokens by jwt-core (RFC 9068, ES256), refresh tokens of pure chance.

use std::io;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::SystemTime;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::ClaimsError;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::JwkSet;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use jwt_core::secret::Secret;

use super::Trouble;

pub(super) struct Mint {
    key: SigningKey,
    kind: jwt::AccessToken,
    verifier: Verifier<VerifyingKey>,
    life: Duration,
    made: AtomicU64,
}

/// An access token that was just made.
pub(super) struct Minted {
    pub(super) text: String,
    pub(super) jti: String,
    pub(super) serial: u64,
    pub(super) until: SystemTime,
}

impl Mint {
    /// A mint with a key of its own; `issuer` is also the audience, since the resources are here as well.
    pub(super) fn new(issuer: &str, life: Duration) -> io::Result<Self> {
        let key = SigningKey::generate(Algorithm::Es256).map_err(io::Error::other)?;
        let thumbprint = key.verifying_key().thumbprint();
        let key = key.with_key_id(thumbprint);
        let kind = Profile::access_token(issuer, issuer);
        // One machine, one clock: no leeway, so that a token expires when it says.
        let verifier = Verifier::new(key.verifying_key())
            .profile(kind.clone().bearer())
            .leeway(Duration::ZERO);
        Ok(Self { key, kind, verifier, life, made: AtomicU64::new(0) })
    }

    /// Makes an access token. All that the system may not give has been drawn before, as `chance`.
    pub(super) fn access_token(
        &self,
        subject: &str,
        client: &str,
        scope: &str,
        now: SystemTime,
        chance: &str,
    ) -> io::Result<Minted> {
        let serial = self.made.fetch_add(1, Ordering::Relaxed).saturating_add(1);
        let jti = format!("{serial}.{chance}");
        let claims = self.kind.claims(subject, client, &jti, now, self.life);
        let claims = claims.with("scope", scope).map_err(io::Error::other)?;
        let text = jwt::sign_with(&self.key, &self.kind.header(), &claims);
        let until = now.checked_add(self.life).unwrap_or(now);
        Ok(Minted { text: text.map_err(io::Error::other)?, jti, serial, until })
    }

    /// What makes the name of an access token its own.
    pub(super) fn chance() -> io::Result<String> {
        jwt::random_token_id().map_err(io::Error::other)
    }

    /// 32 random octets in base64url.
    pub(super) fn refresh_token() -> io::Result<Secret> {
        let mut octets = [0; 32];
        getrandom::fill(&mut octets).map_err(io::Error::other)?;
        Ok(Secret::from(base64url::encode(octets).into_bytes()))
    }

    /// Checks an access token by itself: signature, type, issuer, audience, time.
    pub(super) fn check(&self, text: &str, now: SystemTime) -> Result<Claims, Trouble> {
        match self.verifier.verify(text, now) {
            Ok(verified) => Ok(verified.into_claims()),
            Err(error) if has_only_expired(&error) => Err(Trouble::Expired),
            Err(_) => Err(Trouble::Invalid),
        }
    }

    pub(super) fn life(&self) -> Duration {
        self.life
    }

    /// The public key as a JWK Set (RFC 7517 §5).
    pub(super) fn jwk_set(&self) -> String {
        let keys = self.key.jwk().public().map(|jwk| {
            jwk.with_key_id(self.key.key_id().unwrap_or_default())
                .with_algorithm(Algorithm::Es256)
                .for_signatures()
        });
        JwkSet::from_iter(keys).to_json().to_string()
    }
}

/// The serial number in a `jti` of this server's; the number is for people, the rest makes it unique.
pub(super) fn serial(jti: &str) -> Option<u64> {
    jti.split_once('.')?.0.parse().ok()
}

/// 5001 means "expired and nothing else": such a token was good once, and who had it may ask for another.
fn has_only_expired(error: &VerifyError) -> bool {
    match error {
        VerifyError::Claims(errors) => {
            errors.iter().all(|error| matches!(error, ClaimsError::Expired { .. }))
        }
        _ => false,
    }
}
