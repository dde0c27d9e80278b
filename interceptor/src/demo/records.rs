//! What the server must remember, behind a small trait: families, tokens that were issued, tokens that were
//! taken back.
//!
//! Of a refresh token only the hash is kept: whoever reads the records cannot use what stands in them. The
//! methods are short and do not wait; each is one transaction of a database.

use std::fmt;
use std::time::Duration;
use std::time::SystemTime;

use jwt_core::secret::Secret;
use sha2::Digest;
use sha2::Sha256;

/// SHA-256 of a refresh token. The token has 256 bits of chance: no salt and no slow hash are needed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The hash of the token's text.
    #[must_use]
    pub fn of(token: &[u8]) -> Self {
        Self(Sha256::digest(token).into())
    }
}

/// Names a family: all refresh tokens that descend from one login.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FamilyId(pub(super) u64);

impl fmt::Display for FamilyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "family {}", self.0)
    }
}

/// What a family was begun for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Family {
    /// Whose tokens they are: `sub`.
    pub user: String,
    /// The client that may use them (RFC 6749 §6).
    pub client: String,
    /// What they are good for.
    pub scope: String,
    /// When the family ends, whatever was renewed in between.
    pub until: SystemTime,
}

/// An access token that was issued.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Issued {
    /// Its name.
    pub jti: String,
    /// When it expires: nothing needs to be known of it afterwards.
    pub until: SystemTime,
    /// The family that it belongs to; `None` for a client's own.
    pub family: Option<FamilyId>,
}

/// Why an access token was taken back before its time.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Revocation {
    /// What it says is out of date (a role was taken away): another one says it right.
    Outdated,
    /// Its session has ended.
    Over,
}

/// What became of a refresh token that was presented.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Rotation {
    /// It was good, and is now used; its successor is the good one.
    Rotated,
    /// It had just been used, and this is the successor that it got then.
    Again(Secret),
    /// It had been used.
    Reused,
    /// Its family has ended.
    Closed,
    /// It is not known.
    Unknown,
}

/// Keeps what the server must remember.
pub trait Records: Send + Sync + 'static {
    /// Begins a family with its first refresh token.
    fn begin(&self, family: Family, first: Fingerprint) -> FamilyId;

    /// The family of a refresh token, whether it is used or not.
    fn family(&self, token: Fingerprint) -> Option<(FamilyId, Family)>;

    /// Exchanges a refresh token for `successor`, in one step: of two who present the same token at one
    /// moment, one hears [`Rotation::Rotated`] and the other does not.
    fn rotate(
        &self,
        token: Fingerprint,
        successor: &Secret,
        now: SystemTime,
        grace: Duration,
    ) -> Rotation;

    /// Ends a family and takes its access tokens back. `false`: it had ended already.
    fn close(&self, family: FamilyId) -> bool;

    /// Ends all families and takes their access tokens back; which of them were open.
    fn close_all(&self) -> Vec<FamilyId>;

    /// Remembers an access token until it expires. It counts as taken back when its family has ended meanwhile.
    fn issued(&self, token: Issued);

    /// The family of an access token that is out.
    fn family_of(&self, jti: &str) -> Option<FamilyId>;

    /// Takes an access token back: from now on [`revoked`](Self::revoked) names it, with the first reason.
    fn revoke(&self, jti: &str, until: SystemTime, why: Revocation);

    /// Takes all access tokens back that are out and were not; how many.
    fn revoke_all(&self, why: Revocation) -> usize;

    /// Whether an access token was taken back. This is asked for every request.
    fn revoked(&self, jti: &str) -> Option<Revocation>;

    /// Forgets what has ended by itself.
    fn sweep(&self, now: SystemTime);
}
