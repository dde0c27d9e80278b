//! A token endpoint and a store that answer by script, with tokens that can be told from all other text.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::error::RefreshError;
use interceptor::error::StoreError;
use interceptor::moment::Moment;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Refresher;
use interceptor::port::Store;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::StoredPair;
use interceptor::tokens::TokenPair;
use tokio::time::Instant;

use super::scan::secret;

/// What the endpoint does next.
pub(crate) enum Turn {
    /// A new pair, good for ten minutes.
    Issue,
    Fail(RefreshError),
    Panic,
}

/// Issues tokens and remembers all that it has issued.
#[derive(Clone)]
pub(crate) struct Endpoint {
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    turns: VecDeque<Turn>,
    issued: Vec<String>,
    seed: u64,
    revokes: bool,
}

impl Endpoint {
    /// One whose tokens nobody else has: `seed` is its own.
    pub(crate) fn new(seed: u64, turns: impl IntoIterator<Item = Turn>) -> Self {
        let turns = turns.into_iter().collect();
        let seed = seed * 1000;
        Self {
            shared: Arc::new(Mutex::new(Shared { turns, issued: Vec::new(), seed, revokes: true })),
        }
    }

    /// It cannot revoke.
    pub(crate) fn without_revocation(self) -> Self {
        self.shared.lock().unwrap().revokes = false;
        self
    }

    /// A new pair; its access token has so many octets.
    pub(crate) fn pair(&self, octets: usize) -> TokenPair {
        let mut shared = self.shared.lock().unwrap();
        shared.seed += 2;
        let (access, refresh) = (secret(shared.seed, octets), secret(shared.seed + 1, 43));
        let pair = TokenPair::new(AccessToken::new(&access).unwrap())
            .with_refresh(RefreshToken::new(&refresh).unwrap())
            .with_expires_in(Duration::from_secs(600));
        shared.issued.extend([access, refresh]);
        pair
    }

    /// Every token so far.
    pub(crate) fn issued(&self) -> Vec<String> {
        self.shared.lock().unwrap().issued.clone()
    }
}

impl Refresher for Endpoint {
    fn refresh<'a>(
        &'a self,
        _: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(10)).await;
            let turn = self.shared.lock().unwrap().turns.pop_front();
            match turn.unwrap_or(Turn::Issue) {
                Turn::Issue => Ok(self.pair(60)),
                Turn::Fail(error) => Err(error),
                Turn::Panic => panic!("as written"),
            }
        })
    }

    fn revoke<'a>(&'a self, _: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        let done = self.shared.lock().unwrap().revokes;
        Box::pin(async move { if done { Ok(true) } else { Err(RefreshError::transient("busy")) } })
    }
}

/// A store that always fails.
pub(crate) struct FullDisk;

impl Store for FullDisk {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        Box::pin(async { Err(StoreError::new("no such file")) })
    }

    fn save<'a>(&'a self, _: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async { Err(StoreError::new("the disk is full")) })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async { Err(StoreError::new("the disk is gone")) })
    }
}

/// Tokio's virtual time.
pub(crate) struct VirtualClock {
    start: Instant,
}

impl VirtualClock {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Moment {
        let run = self.start.elapsed();
        Moment { wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + run, run }
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(span))
    }
}
