//! What the server is told before it starts: lives, users, clients, its clock and where it keeps things.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jwt_core::secret::Secret;

use super::Client;
use super::MemoryRecords;
use super::Records;
use crate::port::Clock;
use crate::port::SystemClock;

/// How the server behaves. The default is what most people would want to see.
#[derive(Clone)]
pub struct Config {
    /// How long an access token lives, in whole seconds.
    pub access_life: Duration,
    /// How long a family of refresh tokens lives, counted from the login, however often it is renewed.
    pub family_life: Duration,
    /// How long a refresh token that has just been used gives the same successor again, as long as that one
    /// has not been used. Zero, the default: never. A window saves clients whose answer was lost, and gives
    /// a thief as much time; the server keeps the successor in memory for so long.
    pub grace: Duration,
    /// Whether `/api/…` and `/reissue` answer errors with HTTP 200 and the code in the body alone, as some
    /// services do. A request can ask for it by `?http=200`.
    pub errors_as_ok: bool,
    /// Who can log in.
    pub users: Vec<User>,
    /// Programs that can ask for tokens; the first is the one that `/login` and `/reissue` are for.
    pub clients: Vec<Client>,
    /// The clock, which [`Server::advance`](super::Server::advance) runs ahead of.
    pub clock: Arc<dyn Clock>,
    /// Where families and revoked tokens are kept.
    pub records: Arc<dyn Records>,
}

/// Somebody who can log in.
#[derive(Clone, Debug)]
pub struct User {
    /// The name, which becomes the `sub` of access tokens.
    pub name: String,
    /// The password. A server for the public would keep a hash of it that is slow to compute.
    pub password: Secret,
    /// What access tokens are good for, space-delimited (RFC 6749 §3.3).
    pub scope: String,
}

impl User {
    /// Somebody who may read and write.
    #[must_use]
    pub fn new(name: &str, password: &str) -> Self {
        let password = Secret::from(password.as_bytes());
        Self { name: name.to_owned(), password, scope: "read write".to_owned() }
    }

    /// The same with another scope.
    #[must_use]
    pub fn with_scope(mut self, scope: &str) -> Self {
        scope.clone_into(&mut self.scope);
        self
    }
}

impl Default for Config {
    /// Tokens for 60 s, families for two weeks, no grace; `alice` with the password `wonderland`, and
    /// `queen` with `hearts`, who has the scope `admin`; the public client `app`, and `backend` with the
    /// secret `backend-secret`.
    fn default() -> Self {
        Self {
            access_life: Duration::from_secs(60),
            family_life: Duration::from_secs(14 * 24 * 3600),
            grace: Duration::ZERO,
            errors_as_ok: false,
            users: vec![
                User::new("alice", "wonderland"),
                User::new("queen", "hearts").with_scope("read write admin"),
            ],
            clients: vec![Client::public("app"), Client::with_secret("backend", "backend-secret")],
            clock: Arc::new(SystemClock::new()),
            records: Arc::new(MemoryRecords::default()),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("access_life", &self.access_life)
            .field("family_life", &self.family_life)
            .field("grace", &self.grace)
            .field("errors_as_ok", &self.errors_as_ok)
            .field("users", &self.users)
            .field("clients", &self.clients)
            .finish_non_exhaustive()
    }
}
