//! What all parts of the server share, and the walks that more than one endpoint takes.

use std::collections::HashMap;
use std::io;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::SystemTime;

use jwt_core::jwt::Claims;
use jwt_core::secret::Secret;

use super::Config;
use super::Family;
use super::FamilyId;
use super::Fingerprint;
use super::Happening;
use super::Issued;
use super::Knobs;
use super::Log;
use super::Revocation;
use super::Rotation;
use super::Trouble;
use super::User;
use super::counters::Counting;
use super::mint::Mint;
use super::mint::Minted;
use super::refusal::Refusal;
use super::time::ServerTime;

pub(super) struct Shared {
    pub(super) config: Config,
    /// The URL of the server, which is also its name in tokens (`iss`, `aud`).
    pub(super) issuer: String,
    pub(super) time: ServerTime,
    pub(super) mint: Mint,
    pub(super) counting: Counting,
    pub(super) log: Log,
    pub(super) token_endpoint: Knobs,
    pub(super) resources: Knobs,
    pub(super) assertions: Assertions,
}

/// What a login or a refresh gives.
pub(super) struct Pair {
    pub(super) access: Minted,
    pub(super) refresh: Secret,
    pub(super) scope: String,
}

impl Shared {
    pub(super) fn new(config: Config, issuer: String) -> io::Result<Self> {
        Ok(Self {
            time: ServerTime::new(config.clock.clone()),
            mint: Mint::new(&issuer, config.access_life)?,
            config,
            issuer,
            counting: Counting::default(),
            log: Log::new(),
            token_endpoint: Knobs::default(),
            resources: Knobs::default(),
            assertions: Assertions::default(),
        })
    }

    pub(super) fn tell(&self, what: Happening) {
        self.log.write(self.time.now(), what);
    }

    /// Writes down that a token endpoint refused a request.
    pub(super) fn refused(&self, refusal: &Refusal) {
        self.tell(Happening::Refused { error: refusal.error });
    }

    /// Begins a family for somebody who has logged in.
    pub(super) fn log_in(&self, user: &User, client: &str) -> io::Result<Pair> {
        let (refresh, chance) = (Mint::refresh_token()?, Mint::chance()?);
        let now = self.time.now();
        let family = Family {
            user: user.name.clone(),
            client: client.to_owned(),
            scope: user.scope.clone(),
            until: now.checked_add(self.config.family_life).unwrap_or(now),
        };
        let id = self.config.records.begin(family.clone(), Fingerprint::of(refresh.expose()));
        let access = self.access_token(&family.user, client, &family.scope, Some(id), &chance)?;
        self.counting.count(|counters| &mut counters.logins);
        self.tell(Happening::LoggedIn { family: id, serial: access.serial });
        Ok(Pair { access, refresh, scope: family.scope })
    }

    /// Exchanges a refresh token that this client presents; `scope` is what it wants, without it all that was
    /// granted.
    pub(super) fn refresh(
        &self,
        client: &str,
        token: &str,
        scope: Option<&str>,
    ) -> Result<Pair, Refusal> {
        let records = &self.config.records;
        let presented = Fingerprint::of(token.as_bytes());
        // Another client's token is as good as none, and no word about its family (RFC 6749 §6).
        let (id, family) = records
            .family(presented)
            .filter(|(_, family)| family.client == client)
            .ok_or(Refusal::grant())?;
        // "The requested scope MUST NOT include any scope not originally granted" (RFC 6749 §6).
        let scope = scope.unwrap_or(&family.scope);
        if !is_within(scope, &family.scope) {
            return Err(Refusal::scope());
        }
        // Drawn before the exchange: what fails afterwards would cost the session. With this, nothing does.
        let fresh = Mint::refresh_token().map_err(|_| Refusal::server())?;
        let chance = Mint::chance().map_err(|_| Refusal::server())?;
        let presented = records.rotate(presented, &fresh, self.time.now(), self.config.grace);
        let (refresh, is_new) = match presented {
            Rotation::Rotated => (fresh, true),
            Rotation::Again(successor) => (successor, false),
            Rotation::Reused => {
                self.counting.count(|counters| &mut counters.reuses);
                self.tell(Happening::Reused { family: id });
                self.close(id);
                return Err(Refusal::grant());
            }
            Rotation::Closed | Rotation::Unknown => return Err(Refusal::grant()),
        };
        let access = self.access_token(&family.user, client, scope, Some(id), &chance);
        let access = access.map_err(|_| Refusal::server())?;
        let serial = access.serial;
        if is_new {
            self.counting.count(|counters| &mut counters.rotations);
            self.tell(Happening::Rotated { family: id, serial });
        } else {
            self.counting.count(|counters| &mut counters.repeats);
            self.tell(Happening::RotatedAgain { family: id, serial });
        }
        Ok(Pair { access, refresh, scope: scope.to_owned() })
    }

    /// Ends a family and all its tokens.
    pub(super) fn close(&self, family: FamilyId) {
        if self.config.records.close(family) {
            self.closed(family);
        }
    }

    /// Ends all families.
    pub(super) fn close_all(&self) {
        self.config.records.close_all().into_iter().for_each(|family| self.closed(family));
    }

    fn closed(&self, family: FamilyId) {
        self.counting.count(|counters| &mut counters.families_revoked);
        self.tell(Happening::FamilyRevoked { family });
    }

    /// Makes an access token of `chance` and remembers that it is out.
    pub(super) fn access_token(
        &self,
        subject: &str,
        client: &str,
        scope: &str,
        family: Option<FamilyId>,
        chance: &str,
    ) -> io::Result<Minted> {
        let now = self.time.now();
        let minted = self.mint.access_token(subject, client, scope, now, chance)?;
        self.config.records.sweep(now);
        let issued = Issued { jti: minted.jti.clone(), until: minted.until, family };
        self.config.records.issued(issued);
        Ok(minted)
    }

    /// Checks the access token of a request: by itself, then against the list of those taken back.
    pub(super) fn check(&self, token: &str) -> Result<Claims, Trouble> {
        let claims = self.mint.check(token, self.time.now())?;
        let jti = claims.token_id().unwrap_or_default();
        match self.config.records.revoked(&jti) {
            None => Ok(claims),
            Some(Revocation::Outdated) => Err(Trouble::Outdated),
            Some(Revocation::Over) => Err(Trouble::Over),
        }
    }
}

/// Whether each scope that is wanted is one of those that were granted (RFC 6749 §3.3).
pub(super) fn is_within(wanted: &str, granted: &str) -> bool {
    wanted.split(' ').all(|wish| granted.split(' ').any(|granted| granted == wish))
}

/// Assertions of clients that were seen: each is good once (RFC 7523 §3, item 7).
#[derive(Default)]
pub(super) struct Assertions(Mutex<HashMap<(String, String), SystemTime>>);

impl Assertions {
    pub(super) fn is_new(
        &self,
        client: &str,
        id: &str,
        until: SystemTime,
        now: SystemTime,
    ) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, until| *until > now);
        seen.insert((client.to_owned(), id.to_owned()), until).is_none()
    }
}
