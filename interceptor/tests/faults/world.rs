//! A server that can be broken, a session with a real refresher and a real client, and what is needed to watch.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use interceptor::Session;
use interceptor::auth_error;
use interceptor::demo::Config;
use interceptor::demo::Gate;
use interceptor::demo::Server;
use interceptor::error::AuthError;
use interceptor::error::StoreError;
use interceptor::event::Event;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::MemoryStore;
use interceptor::port::Store;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::OAuth;
use interceptor::refresher::ReqwestTransport;
use interceptor::tokens::StoredPair;
use interceptor::verdict::Bearer6750;
use interceptor::verdict::Classify;
use interceptor::verdict::JsonCode;
use reqwest_middleware::ClientBuilder;
use reqwest_middleware::ClientWithMiddleware;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::clock::HandClock;

/// What a caller gets: the status, or the error that all share.
pub(crate) type Got = Result<u16, Arc<AuthError>>;

pub(crate) struct World {
    pub(crate) server: Server,
    pub(crate) session: Session,
    pub(crate) clock: HandClock,
    pub(crate) store: Arc<SlowStore>,
    pub(crate) ear: Ear,
    pub(crate) client: ClientWithMiddleware,
}

impl World {
    /// Alice has logged in, and her access token has just expired at the server.
    pub(crate) async fn new() -> Self {
        Self::with(Config::default()).await
    }

    pub(crate) async fn with(config: Config) -> Self {
        let server = Server::start(config).await.unwrap();
        let (clock, ear, store) = (HandClock::new(), Ear::default(), Arc::<SlowStore>::default());
        let plain = || reqwest::Client::builder().no_proxy();
        let transport = ReqwestTransport::from_builder(plain()).unwrap();
        let refresher = OAuth::builder(&server.at("/token"), transport)
            .client(ClientAuth::none("app"))
            .revocation_endpoint(server.at("/revoke"))
            .build()
            .unwrap();
        let policy = Policy::new(Origins::one(server.url()).unwrap());
        let session = Session::builder(refresher, policy)
            .clock(clock.clone())
            .store(Arc::clone(&store) as Arc<dyn Store>)
            .observer(ear.observe())
            .tokens(server.log_in("alice").unwrap())
            .seed(1)
            .build();
        server.expire_all_access_tokens();
        store.saved(1).await;
        let reader = JsonCode::default().or(Bearer6750::new());
        let client = ClientBuilder::new(plain().build().unwrap()).with(session.middleware(reader));
        Self { client: client.build(), server, session, clock, store, ear }
    }

    /// One request through the client.
    pub(crate) fn get(&self, path: &str) -> impl Future<Output = Got> + Send + use<> {
        let request = self.client.get(self.server.at(path));
        async move {
            match request.send().await {
                Ok(response) => Ok(response.status().as_u16()),
                Err(error) => Err(auth_error(&error).cloned().unwrap_or_else(|| panic!("{error}"))),
            }
        }
    }

    /// So many requests, each on a task of its own.
    pub(crate) fn burst(&self, count: usize, path: &str) -> JoinSet<Got> {
        (0..count).map(|_| self.get(path)).collect()
    }

    /// So many requests that have all been rejected by the server before the first hears of it.
    pub(crate) async fn rejected_burst(&self, count: usize, path: &str) -> JoinSet<Got> {
        let gate = self.hold_answers(count);
        let burst = self.burst(count, path);
        gate.arrived(count).await;
        gate.open();
        burst
    }

    /// Holds the next so many answers of resources.
    pub(crate) fn hold_answers(&self, count: usize) -> Gate {
        use interceptor::demo::{Fault, Step};
        let gate = Gate::new();
        for _ in 0..count {
            self.server.resources().next(Fault::after(Step::Hold(gate.clone())));
        }
        gate
    }

    /// Waits for the pause after a failure, and lets it pass.
    pub(crate) async fn pass_the_pause(&self) {
        // Shorter is the patience with an answer that nobody wants, longer are the limits of calls.
        let pause = Duration::from_millis(400)..Duration::from_secs(10);
        self.clock.pass(|span| pause.contains(&span)).await;
    }

    /// Hits, rotations, reuses, families revoked.
    pub(crate) fn tally(&self) -> (u64, u64, u64, u64) {
        let counters = self.server.counters();
        (counters.token_endpoint, counters.rotations, counters.reuses, counters.families_revoked)
    }
}

/// All that a burst got.
pub(crate) async fn outcomes(burst: JoinSet<Got>) -> Vec<Got> {
    burst.join_all().await
}

/// All that a burst got, when each got a good answer.
pub(crate) async fn assert_all_served(burst: JoinSet<Got>, count: usize) {
    let got = outcomes(burst).await;
    let served = got.iter().filter(|got| matches!(got, Ok(200))).count();
    assert_eq!(served, count, "{got:?}");
}

/// All failed, with one and the same error.
pub(crate) async fn one_error(burst: JoinSet<Got>) -> Arc<AuthError> {
    let mut errors: Vec<_> = outcomes(burst).await.into_iter().map(Result::unwrap_err).collect();
    let first = errors.pop().unwrap();
    assert!(errors.iter().all(|error| Arc::ptr_eq(error, &first)), "{errors:?}");
    first
}

/// A store in memory whose writes a test can hold, and that counts them.
#[derive(Default)]
pub(crate) struct SlowStore {
    memory: MemoryStore,
    gate: Mutex<Option<Gate>>,
    saves: watch::Sender<usize>,
}

impl SlowStore {
    /// Holds all writes that follow.
    pub(crate) fn hold(&self) -> Gate {
        let gate = Gate::new();
        *self.gate.lock().unwrap() = Some(gate.clone());
        gate
    }

    /// Done when it has been written so often.
    pub(crate) async fn saved(&self, count: usize) {
        self.saves.subscribe().wait_for(|saves| *saves >= count).await.unwrap();
    }

    pub(crate) fn kept(&self) -> Option<StoredPair> {
        self.memory.stored()
    }
}

impl Store for SlowStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        self.memory.load()
    }

    fn save<'a>(&'a self, pair: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        let gate = self.gate.lock().unwrap().clone();
        Box::pin(async move {
            if let Some(gate) = gate {
                gate.pass().await;
            }
            self.memory.save(pair).await?;
            self.saves.send_modify(|saves| *saves += 1);
            Ok(())
        })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        self.memory.clear()
    }
}

/// Everything that the session told.
#[derive(Clone, Default)]
pub(crate) struct Ear(watch::Sender<Vec<Event>>);

impl Ear {
    fn observe(&self) -> impl Fn(&Event) + Send + Sync + 'static {
        let heard = self.0.clone();
        move |event| heard.send_modify(|heard| heard.push(event.clone()))
    }

    pub(crate) fn count(&self, fits: impl Fn(&Event) -> bool) -> usize {
        self.0.borrow().iter().filter(|event| fits(event)).count()
    }

    /// Done when an event that fits was told.
    pub(crate) async fn hears(&self, fits: impl Fn(&Event) -> bool) {
        self.0.subscribe().wait_for(|heard| heard.iter().any(&fits)).await.unwrap();
    }
}
