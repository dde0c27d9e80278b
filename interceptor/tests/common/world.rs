//! A world without a network: virtual time, a token endpoint that answers by script, a store that keeps a diary.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::error::Failure;
use interceptor::error::RefreshError;
use interceptor::error::StoreError;
use interceptor::event::Event;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Refresher;
use interceptor::port::Store;
use interceptor::session::Session;
use interceptor::session::SessionBuilder;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::StoredPair;
use interceptor::tokens::TokenPair;
use tokio::time::Instant;

/// Tokio's virtual time, and a clock on the wall that can be set.
#[derive(Clone)]
pub(crate) struct VirtualClock {
    start: Instant,
    ahead: Arc<Mutex<i64>>,
}

impl VirtualClock {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now(), ahead: Arc::default() }
    }

    /// Sets the clock on the wall, by seconds; the one that runs on stands still meanwhile, as in a suspend.
    pub(crate) fn set_ahead(&self, seconds: i64) {
        *self.ahead.lock().unwrap() += seconds;
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Moment {
        let run = self.start.elapsed();
        let wall = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + run;
        let ahead = *self.ahead.lock().unwrap();
        let by = Duration::from_secs(ahead.unsigned_abs());
        Moment { wall: if ahead < 0 { wall - by } else { wall + by }, run }
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(span))
    }
}

/// One answer of the token endpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    /// A new pair: how long the access token lives, in seconds, and whether there is a new refresh token.
    Issue { life: Option<u64>, rotate: bool },
    /// An error, with `Retry-After` in seconds.
    Fail(Failure, u64),
    /// A new access token, and the very refresh token that was sent.
    Echo,
    /// No answer, ever.
    Hang,
    /// The refresher breaks.
    Panic,
}

pub(crate) const ISSUE: Turn = Turn::Issue { life: Some(600), rotate: true };

/// A token endpoint that answers by script; when that is used up, with [`ISSUE`].
#[derive(Clone, Default)]
pub(crate) struct Script {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    turns: VecDeque<Turn>,
    /// How long an answer takes.
    delay: Duration,
    sent: Vec<Option<String>>,
    revoked: Vec<String>,
    issued: u64,
    own_grant: bool,
}

impl Script {
    pub(crate) fn new(turns: impl IntoIterator<Item = Turn>) -> Self {
        let script = Self::default();
        script.shared.lock().unwrap().turns.extend(turns);
        script
    }

    /// Every answer takes this long.
    pub(crate) fn slow(self, milliseconds: u64) -> Self {
        self.shared.lock().unwrap().delay = Duration::from_millis(milliseconds);
        self
    }

    /// As client credentials: no refresh token is needed.
    pub(crate) fn own_grant(self) -> Self {
        self.shared.lock().unwrap().own_grant = true;
        self
    }

    pub(crate) fn then(&self, turn: Turn) {
        self.shared.lock().unwrap().turns.push_back(turn);
    }

    /// How often the token endpoint was asked.
    pub(crate) fn hits(&self) -> usize {
        self.sent().len()
    }

    /// The refresh tokens that it was asked with.
    pub(crate) fn sent(&self) -> Vec<Option<String>> {
        self.shared.lock().unwrap().sent.clone()
    }

    /// The refresh tokens that were revoked.
    pub(crate) fn revoked(&self) -> Vec<String> {
        self.shared.lock().unwrap().revoked.clone()
    }

    fn issue(&self, life: Option<u64>, rotate: bool) -> TokenPair {
        let mut shared = self.shared.lock().unwrap();
        shared.issued += 1;
        let number = shared.issued;
        let mut pair = pair(&format!("issued-{number}"), life);
        pair.refresh = rotate.then(|| RefreshToken::new(&format!("refresh-{number}")).unwrap());
        pair
    }
}

impl Refresher for Script {
    fn needs_refresh_token(&self) -> bool {
        !self.shared.lock().unwrap().own_grant
    }

    #[expect(clippy::panic, reason = "the script may say so")]
    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(async move {
            let (turn, delay) = {
                let mut shared = self.shared.lock().unwrap();
                shared.sent.push(refresh.map(|token| token.expose().to_owned()));
                (shared.turns.pop_front().unwrap_or(ISSUE), shared.delay)
            };
            tokio::time::sleep(delay).await;
            match turn {
                Turn::Issue { life, rotate } => Ok(self.issue(life, rotate)),
                Turn::Echo => {
                    let mut pair = self.issue(Some(600), true);
                    pair.refresh = refresh.cloned();
                    Ok(pair)
                }
                Turn::Fail(failure, 0) => Err(RefreshError::new(failure, "as written")),
                Turn::Fail(failure, wait) => Err(RefreshError::new(failure, "as written")
                    .with_retry_after(Duration::from_secs(wait))),
                Turn::Hang => std::future::pending().await,
                Turn::Panic => panic!("as written"),
            }
        })
    }

    fn revoke<'a>(&'a self, pair: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        Box::pin(async move {
            let token = pair.refresh.as_ref().map_or("none", RefreshToken::expose).to_owned();
            self.shared.lock().unwrap().revoked.push(token);
            Ok(true)
        })
    }
}

/// A store that can fail, and writes down what it kept.
#[derive(Clone, Default)]
pub(crate) struct Diary {
    shared: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    pair: Option<StoredPair>,
    saved: Vec<String>,
    failures: usize,
    delay: Duration,
    /// Everything but saving hangs.
    hangs: bool,
}

impl Diary {
    pub(crate) fn failing(failures: usize) -> Self {
        let diary = Self::default();
        diary.shared.lock().unwrap().failures = failures;
        diary
    }

    pub(crate) fn slow(milliseconds: u64) -> Self {
        let diary = Self::default();
        diary.shared.lock().unwrap().delay = Duration::from_millis(milliseconds);
        diary
    }

    /// The next calls fail.
    pub(crate) fn fail(&self, times: usize) {
        self.shared.lock().unwrap().failures = times;
    }

    /// From now on reading and erasing never end.
    pub(crate) fn hang(&self) {
        self.shared.lock().unwrap().hangs = true;
    }

    pub(crate) fn put(&self, pair: StoredPair) {
        self.shared.lock().unwrap().pair = Some(pair);
    }

    /// The refresh token that is kept now.
    pub(crate) fn kept(&self) -> Option<String> {
        let shared = self.shared.lock().unwrap();
        Some(shared.pair.as_ref()?.pair.refresh.as_ref()?.expose().to_owned())
    }

    /// Every access token that was kept, in order.
    pub(crate) fn saved(&self) -> Vec<String> {
        self.shared.lock().unwrap().saved.clone()
    }
}

impl Store for Diary {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        Box::pin(async {
            if self.shared.lock().unwrap().hangs {
                std::future::pending::<()>().await;
            }
            Ok(self.shared.lock().unwrap().pair.clone())
        })
    }

    fn save<'a>(&'a self, pair: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async {
            let delay = self.shared.lock().unwrap().delay;
            tokio::time::sleep(delay).await;
            let mut shared = self.shared.lock().unwrap();
            if shared.failures > 0 {
                shared.failures -= 1;
                return Err(StoreError::new("the disk is full"));
            }
            shared.saved.push(pair.pair.access.expose().to_owned());
            shared.pair = Some(pair.clone());
            Ok(())
        })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            if self.shared.lock().unwrap().hangs {
                std::future::pending::<()>().await;
            }
            let mut shared = self.shared.lock().unwrap();
            if shared.failures > 0 {
                shared.failures -= 1;
                return Err(StoreError::new("the disk is full"));
            }
            shared.pair = None;
            Ok(())
        })
    }
}

/// Everything that a session told.
#[derive(Clone, Default)]
pub(crate) struct Ear {
    heard: Arc<Mutex<Vec<Event>>>,
}

impl Ear {
    pub(crate) fn heard(&self) -> Vec<Event> {
        self.heard.lock().unwrap().clone()
    }

    /// How many events fit.
    pub(crate) fn count(&self, fits: impl Fn(&Event) -> bool) -> usize {
        self.heard().iter().filter(|event| fits(event)).count()
    }

    /// The events in a word each.
    pub(crate) fn names(&self) -> Vec<String> {
        let name = |event: &Event| {
            let text = format!("{event:?}");
            text.chars().take_while(char::is_ascii_alphabetic).collect()
        };
        self.heard().iter().map(name).collect()
    }

    pub(crate) fn observe(&self) -> impl Fn(&Event) + Send + Sync + 'static {
        let heard = Arc::clone(&self.heard);
        move |event| heard.lock().unwrap().push(event.clone())
    }
}

/// Limits without chance.
pub(crate) fn policy() -> Policy {
    Policy { jitter: 0.0, ..Policy::new(Origins::default()) }
}

pub(crate) fn pair(access: &str, life: Option<u64>) -> TokenPair {
    let mut pair = TokenPair::new(AccessToken::new(access).unwrap())
        .with_refresh(RefreshToken::new("refresh-0").unwrap());
    pair.expires_in = life.map(Duration::from_secs);
    pair
}

/// A session over a script, in virtual time, with what is needed to watch it.
pub(crate) struct World {
    pub(crate) session: Session,
    pub(crate) clock: VirtualClock,
    pub(crate) script: Script,
    pub(crate) store: Diary,
    pub(crate) ear: Ear,
}

impl World {
    /// Logged in; the first access token lives for ten minutes.
    pub(crate) fn new(script: Script) -> Self {
        Self::with(script, |builder| builder.tokens(pair("first", Some(600))))
    }

    /// Nobody has logged in.
    pub(crate) fn empty(script: Script) -> Self {
        Self::with(script, |builder| builder)
    }

    pub(crate) fn with(
        script: Script,
        build: impl FnOnce(SessionBuilder) -> SessionBuilder,
    ) -> Self {
        Self::keeping(script, Diary::default(), build)
    }

    pub(crate) fn keeping(
        script: Script,
        store: Diary,
        build: impl FnOnce(SessionBuilder) -> SessionBuilder,
    ) -> Self {
        let (clock, ear) = (VirtualClock::new(), Ear::default());
        let builder = Session::builder(script.clone(), policy())
            .clock(clock.clone())
            .store(store.clone())
            .observer(ear.observe())
            .seed(1);
        Self { session: build(builder).build(), clock, script, store, ear }
    }
}

/// Lets every task that can run do so, without letting time pass.
pub(crate) async fn settle() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}

pub(crate) async fn pass(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    settle().await;
}
