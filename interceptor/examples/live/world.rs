//! The world: a server on a socket, a session, a client with the interceptor in it, and callers.
//!
//! Does what [`Effect`] says, and tells as [`Message`] what really happened: the steps of a request are told
//! by a [`Probe`] between interceptor and HTTP client, the events by the session, the rest by the server's log.
//! It belongs on a runtime of one thread: then who is told of a refresh is who began it.

mod caller;
mod listening;
mod probe;

use std::collections::BTreeMap;
use std::error::Error;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use interceptor::Session;
use interceptor::adapter::tower::AuthService;
use interceptor::demo::Canned;
use interceptor::demo::Config;
use interceptor::demo::Fault;
use interceptor::demo::Server;
use interceptor::demo::Step as Fate;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::TowerTransport;
use interceptor::verdict::JsonCode;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::AbortHandle;
use tower::Layer as _;

use self::caller::Caller;
use self::probe::Probe;
use super::effect::BACK_OFF;
use super::effect::Effect;
use super::effect::REST;
use super::effect::Tuning;
use super::message::Look;
use super::message::Message;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Everything that is real.
pub(crate) struct World {
    pub(crate) server: Arc<Server>,
    session: Session,
    client: AuthService<Probe, JsonCode>,
    messages: UnboundedSender<Message>,
    /// Callers that may be under way.
    callers: BTreeMap<u64, AbortHandle>,
    tuning: Tuning,
    /// How often the token endpoint will have been asked when the lost answer is behind it.
    loses_answer_at: u64,
    listening: AbortHandle,
}

impl World {
    /// Starts a server whose access tokens live for `life` and that keeps `grace` with used refresh tokens;
    /// then alice logs in.
    pub(crate) async fn start(
        life: Duration,
        grace: Duration,
        messages: UnboundedSender<Message>,
    ) -> Result<Self> {
        let config = Config { access_life: life, grace, ..Config::default() };
        let server = Arc::new(Server::start(config).await?);
        let listening = tokio::spawn(listening::to_server(Arc::clone(&server), messages.clone()));

        let mut connector = HttpConnector::new();
        // Before the time of the refresh is over: then it is known that nothing was sent.
        connector.set_connect_timeout(Some(CONNECT));
        let http: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build(connector);
        let transport = TowerTransport::<_, Full<Bytes>, _>::new(http.clone())
            .not_sent_if(hyper_util::client::legacy::Error::is_connect);
        let refresher = JsonEndpoint::builder(&server.at("/reissue"), transport)
            .logout_endpoint(server.at("/logout"))
            .build()?;
        let origins = Origins::one(server.url())?;
        let policy = Policy { back_off: BACK_OFF, ..Policy::new(origins) };
        let session = Session::builder(refresher, policy)
            .observer(listening::to_session(messages.clone()))
            .build();
        let probe = Probe::new(http, session.clone(), messages.clone());
        let client = session.layer(JsonCode::default()).layer(probe);

        let mut world = Self {
            server,
            session,
            client,
            messages,
            callers: BTreeMap::new(),
            tuning: Tuning::default(),
            loses_answer_at: 0,
            listening: listening.abort_handle(),
        };
        world.tune(Tuning::default());
        world.log_in();
        Ok(world)
    }

    /// Where the server listens.
    pub(crate) fn address(&self) -> String {
        self.server.address().to_string()
    }

    /// Where everything stands now.
    pub(crate) fn look(&self) -> Look {
        let (status, counters) = (self.session.status(), self.server.counters());
        Look {
            phase: status.phase,
            generation: status.generation.number(),
            time_left: status.time_left,
            asked: counters.token_endpoint,
            exchanged: counters.rotations,
            reused: counters.reuses,
            loses_answer: counters.token_endpoint < self.loses_answer_at,
        }
    }

    /// Does what is asked for; nothing is waited for.
    pub(crate) fn act(&mut self, effect: Effect) {
        match effect {
            Effect::Drop(number) => {
                if let Some(caller) = self.callers.remove(&number) {
                    caller.abort();
                }
            }
            Effect::Expire => self.server.expire_all_access_tokens(),
            Effect::LogIn => self.log_in(),
            Effect::LogOut => self.log_out(),
            Effect::LoseAnswer => self.lose_answer(),
            // Nothing is left running that this does not own.
            Effect::Quit => {}
            Effect::Revoke => self.revoke(),
            Effect::Send(numbers) => self.send(numbers),
            Effect::Tune(tuning) => self.tune(tuning),
        }
    }

    fn log_in(&mut self) {
        let Some(pair) = self.server.log_in("alice") else { return };
        self.session.install(pair);
    }

    fn log_out(&self) {
        let session = self.session.clone();
        // What is stored is memory: to forget it cannot fail.
        tokio::spawn(async move { drop(session.logout().await) });
    }

    /// An administrator ends the session: no token of it is good any more, and none will be.
    fn revoke(&self) {
        self.server.end_all_sessions();
    }

    fn send(&mut self, numbers: Range<u64>) {
        self.callers.retain(|_, caller| !caller.is_finished());
        let url = self.server.at("/api/me");
        for number in numbers {
            let caller = Caller::new(number, self.messages.clone());
            let task = tokio::spawn(caller.call(self.client.clone(), url.clone()));
            self.callers.insert(number, task.abort_handle());
        }
    }

    fn lose_answer(&mut self) {
        self.loses_answer_at = self.server.counters().token_endpoint.saturating_add(1);
        let endpoint = after(self.tuning.token_endpoint());
        self.server.token_endpoint().next(endpoint.and_after(Fate::Close));
    }

    fn tune(&mut self, tuning: Tuning) {
        self.tuning = tuning;
        self.server.resources().always(after(tuning.resource()));
        let endpoint = after(tuning.token_endpoint());
        self.server.token_endpoint().always(if tuning.broken {
            endpoint.then(Fate::Answer(Canned::Unavailable(Some(REST))))
        } else {
            endpoint
        });
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.listening.abort();
        for caller in self.callers.values() {
            caller.abort();
        }
    }
}

/// The server begins its work after so long.
fn after(delay: Duration) -> Fault {
    if delay.is_zero() { Fault::none() } else { Fault::before(Fate::Delay(delay)) }
}

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
