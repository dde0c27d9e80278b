//! A session on a stage: a refresher that answers what it was told to when it is let, virtual time, and an
//! observer that writes down what it hears, one short line each.

use std::collections::VecDeque;
use std::future::Future;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::action::Bearer;
use interceptor::error::AuthError;
use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::event::NotReplayed;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Refresher;
use interceptor::session::Remedy;
use interceptor::session::Session;
use interceptor::session::SessionBuilder;
use interceptor::tokens::AccessToken;
use interceptor::tokens::Generation;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Reason;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// How long a token lives here.
pub(crate) const LIFE: Duration = Duration::from_secs(600);

/// What a test holds of a session.
pub(crate) struct Stage {
    pub(crate) session: Session,
    pub(crate) script: Script,
    pub(crate) heard: Heard,
}

impl Stage {
    /// A session with one token, whose refresher gives new ones.
    pub(crate) fn new() -> Self {
        Self::with(|builder| builder)
    }

    pub(crate) fn with(change: impl FnOnce(SessionBuilder) -> SessionBuilder) -> Self {
        Self::of(policy(), change)
    }

    pub(crate) fn of(
        policy: Policy,
        change: impl FnOnce(SessionBuilder) -> SessionBuilder,
    ) -> Self {
        let (script, heard) = (Script::default(), Heard::default());
        let builder = Session::builder(script.clone(), policy)
            .clock(VirtualClock::new())
            .observer(heard.observer())
            .seed(5);
        let session = change(builder.tokens(pair(1))).build();
        Self { session, script, heard }
    }

    /// `count` callers whose token of the current generation was rejected, each as far as it comes.
    pub(crate) async fn rejected(&self, count: usize) -> Vec<Caller> {
        let generation = self.session.status().generation;
        let mut callers = Vec::new();
        for _ in 0..count {
            callers.push(self.enter(reject(self.session.clone(), generation)).await);
        }
        callers
    }

    /// `count` callers who want a token, each as far as it comes.
    pub(crate) async fn asking(&self, count: usize) -> Vec<Caller> {
        let mut callers = Vec::new();
        for _ in 0..count {
            let session = self.session.clone();
            callers.push(self.enter(async move { session.token().await }).await);
        }
        callers
    }

    async fn enter(&self, call: impl Future<Output = Got> + Send + 'static) -> Caller {
        let mut caller: Caller = Box::pin(call);
        let first = poll_fn(|context| Poll::Ready(caller.as_mut().poll(context))).await;
        match first {
            Poll::Pending => caller,
            Poll::Ready(got) => Box::pin(async { got }),
        }
    }
}

/// What a caller gets.
pub(crate) type Got = Result<Bearer, Arc<AuthError>>;

/// Somebody who has asked; drop it and they are gone.
pub(crate) type Caller = Pin<Box<dyn Future<Output = Got> + Send>>;

async fn reject(session: Session, generation: Generation) -> Got {
    match session.rejected(generation, Reason::Expired).await? {
        Remedy::Repeat(bearer) => Ok(bearer),
        Remedy::Keep => panic!("nothing is kept here"),
    }
}

/// What everybody got, in their order.
pub(crate) async fn all(callers: Vec<Caller>) -> Vec<Got> {
    let mut got = Vec::new();
    for caller in callers {
        got.push(caller.await);
    }
    got
}

/// Lets everything happen that can happen without time.
pub(crate) async fn settle() {
    for _ in 0..64 {
        tokio::task::yield_now().await;
    }
}

pub(crate) fn policy() -> Policy {
    Policy { jitter: 0.0, ..Policy::new(Origins::default()) }
}

pub(crate) fn pair(number: u64) -> TokenPair {
    TokenPair::new(AccessToken::new(&format!("access-{number}")).unwrap())
        .with_refresh(RefreshToken::new(&format!("refresh-{number}")).unwrap())
        .with_expires_in(LIFE)
}

/// A refresher that answers with the next line of its script, or with a new pair, once it is let.
#[derive(Clone, Default)]
pub(crate) struct Script(Arc<Lines>);

#[derive(Default)]
struct Lines {
    failures: Mutex<VecDeque<RefreshError>>,
    turns: Turns,
    pairs: AtomicU64,
}

struct Turns(Semaphore);

impl Default for Turns {
    fn default() -> Self {
        Self(Semaphore::new(0))
    }
}

impl Script {
    /// The next answer that is let through is this one.
    pub(crate) fn fail(&self, error: RefreshError) {
        self.0.failures.lock().unwrap().push_back(error);
    }

    /// Lets one refresh have its answer.
    pub(crate) fn answer(&self) {
        self.0.turns.0.add_permits(1);
    }

    /// Lets every refresh have its answer at once.
    pub(crate) fn answer_all(&self) {
        self.0.turns.0.add_permits(1 << 20);
    }
}

impl Refresher for Script {
    fn revoke<'a>(&'a self, _: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        Box::pin(async { Ok(true) })
    }

    fn refresh<'a>(
        &'a self,
        _: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(async {
            self.0.turns.0.acquire().await.unwrap().forget();
            match self.0.failures.lock().unwrap().pop_front() {
                Some(error) => Err(error),
                None => Ok(pair(2 + self.0.pairs.fetch_add(1, Ordering::Relaxed))),
            }
        })
    }
}

/// Both clocks from tokio's, which a test may move.
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
        Moment { wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000) + run, run }
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(span))
    }
}

/// What an observer has heard.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    pub(crate) fn observer(&self) -> impl Fn(&Event) + Send + Sync + 'static {
        let heard = self.clone();
        move |event| heard.note(event)
    }

    pub(crate) fn note(&self, event: &Event) {
        self.0.lock().unwrap().push(line(event));
    }

    /// What was heard since the last time.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// An event without the times that depend on chance.
pub(crate) fn line(event: &Event) -> String {
    match event {
        Event::LoggedIn { generation } => format!("logged in {generation}"),
        Event::RefreshStarted { replaces, trigger } => format!("started {replaces} {trigger}"),
        Event::RefreshRepeated { replaces, .. } => format!("repeated {replaces}"),
        Event::Refreshed { generation, waiters, .. } => {
            format!("refreshed {generation} waiters {waiters}")
        }
        Event::RefreshFailed { waiters, held_off, .. } => {
            let rest = if held_off.is_some() { "held off" } else { "for good" };
            format!("failed waiters {waiters} {rest}")
        }
        Event::RefreshRests { generation } => format!("rests {generation}"),
        Event::SessionEnded { error } => format!("ended {}", error.code()),
        Event::LoggedOut => "logged out".to_owned(),
        Event::Revoked { done } => format!("revoked {done}"),
        Event::StoreFailed { attempts, .. } => format!("store failed {attempts}"),
        Event::HeaderTooLarge { octets, .. } => format!("too large {octets}"),
        Event::Repeated { generation } => format!("request repeated {generation}"),
        Event::NotReplayed { cause: NotReplayed::Body } => "not replayed: body".to_owned(),
        other => panic!("an event that no test here expects: {other}"),
    }
}
