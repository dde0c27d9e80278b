//! How a session begins.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use crate::error::AuthError;
use crate::input::Input;
use crate::machine::Machine;
use crate::policy::Policy;
use crate::port::Clock;
use crate::port::MemoryStore;
use crate::port::Observer;
use crate::port::Refresher;
use crate::port::Spawner;
use crate::port::Store;
use crate::port::SystemClock;
use crate::port::TokioSpawner;
use crate::session::Inner;
use crate::session::Session;
use crate::tokens::AccessToken;
use crate::tokens::RefreshToken;
use crate::tokens::StoredPair;
use crate::tokens::TokenError;
use crate::tokens::TokenPair;

/// What a session is made of; each part but the refresher and the policy has a default.
#[must_use]
pub struct SessionBuilder {
    pub(super) refresher: Arc<dyn Refresher>,
    pub(super) policy: Policy,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) store: Arc<dyn Store>,
    pub(super) spawner: Arc<dyn Spawner>,
    pub(super) observer: Option<Arc<dyn Observer>>,
    seed: Option<u64>,
    tokens: Option<TokenPair>,
    refresh: Option<RefreshToken>,
}

impl SessionBuilder {
    pub(super) fn new(refresher: Arc<dyn Refresher>, policy: Policy) -> Self {
        Self {
            refresher,
            policy,
            clock: Arc::new(SystemClock::new()),
            store: Arc::new(MemoryStore::default()),
            spawner: Arc::new(TokioSpawner::new()),
            observer: None,
            seed: None,
            tokens: None,
            refresh: None,
        }
    }

    /// The tokens of a login that has just been done. Without them the session begins with what is stored, or
    /// empty.
    pub fn tokens(mut self, pair: TokenPair) -> Self {
        self.tokens = Some(pair);
        self
    }

    /// A refresh token alone, where nothing else was kept: the first request waits for a new access token.
    /// Without effect where there are [`tokens`](Self::tokens).
    pub fn refresh_token(mut self, refresh: RefreshToken) -> Self {
        self.refresh = Some(refresh);
        self
    }

    /// Another clock than the system's.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Another store than memory; an `Arc` of one, where others hold it as well.
    pub fn store(mut self, store: impl Store) -> Self {
        self.store = Arc::new(store);
        self
    }

    /// Another way to run tasks than the tokio runtime that is current when one is started.
    pub fn spawner(mut self, spawner: impl Spawner) -> Self {
        self.spawner = Arc::new(spawner);
        self
    }

    /// Somebody who hears of every event as it happens.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Where jitter comes from; without it from the system. Two sessions with one seed renew at one moment.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Begins without looking into the store.
    #[must_use]
    pub fn build(mut self) -> Session {
        let seed = self.seed.unwrap_or_else(|| getrandom::u64().unwrap_or_default());
        let (tokens, refresh) = (self.tokens.take(), self.refresh.take());
        let needs = self.refresher.needs_refresh_token();
        let machine = Machine::new(self.policy.clone(), needs, seed);
        let session = Session { inner: Inner::new(self, machine) };
        match (tokens, refresh.map(long_ago)) {
            (Some(pair), _) => session.install(pair),
            (None, Some(Ok(pair))) => {
                let _ = session.inner.hear(Input::Restored(pair));
            }
            (None, Some(Err(_)) | None) => {}
        }
        session
    }

    /// Begins with what is stored, unless tokens or a refresh token were given.
    ///
    /// # Errors
    ///
    /// [`AuthError::Store`] when the store cannot be read.
    pub async fn open(self) -> Result<Session, AuthError> {
        let given = self.tokens.is_some() || self.refresh.is_some();
        let store = Arc::clone(&self.store);
        let stored = if given { None } else { store.load().await.map_err(AuthError::Store)? };
        let session = self.build();
        if let Some(pair) = stored {
            let _ = session.inner.hear(Input::Restored(pair));
        }
        Ok(session)
    }
}

/// A pair whose access token is none and has ended long ago: the machine sends no token after its end.
fn long_ago(refresh: RefreshToken) -> Result<StoredPair, TokenError> {
    let pair = TokenPair::new(AccessToken::new("none")?).with_refresh(refresh);
    let pair = pair.with_expires_in(Duration::from_secs(1));
    Ok(StoredPair { pair, received_at: SystemTime::UNIX_EPOCH })
}

impl fmt::Debug for SessionBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionBuilder").field("policy", &self.policy).finish_non_exhaustive()
    }
}
