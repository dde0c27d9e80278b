//! A session goes through everything that can happen to it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use interceptor::Session;
use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::event::NotReplayed;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::session::SessionBuilder;
use interceptor::verdict::Reason;

use super::endpoint::Endpoint;
use super::endpoint::FullDisk;
use super::endpoint::Turn;
use super::endpoint::VirtualClock;
use super::record;
use super::scan::Secrets;

/// P38: login, early, late and rejected refresh, every way to fail, logout and revocation.
#[tokio::test(start_paused = true)]
async fn whatever_happens_to_a_session_no_token_is_shown() {
    record::begin();
    let heard = Heard::default();
    let mut endpoints = Vec::new();
    endpoints.push(a_long_life(&heard).await);
    endpoints.push(failures(&heard).await);
    endpoints.push(an_answer_that_is_lost(&heard).await);
    endpoints.push(a_refusal(&heard).await);
    endpoints.push(a_store_that_fails(&heard).await);
    endpoints.push(calls_that_go_wrong(&heard).await);
    // Nothing was forgotten: every event there is was told.
    let expected = "HeaderTooLarge LoggedIn LoggedOut NotReplayed RefreshFailed RefreshRepeated \
                    RefreshRests RefreshStarted Refreshed Repeated Revoked SessionEnded StoreFailed";
    assert_eq!(heard.names(), expected.split_whitespace().collect::<Vec<_>>());
    let issued: Vec<_> = endpoints.iter().flat_map(Endpoint::issued).collect();
    assert!(issued.len() > 20, "only {} tokens were issued", issued.len());
    let record = record::read();
    assert!(record.contains("token 2 is here") && record.contains("auth.refresh"), "no traces");
    Secrets::of(issued.iter().map(String::as_str)).must_not_be_in(&record);
}

/// Login, early and late refresh, a rejection, a rest, a logout with revocation, a second login.
async fn a_long_life(heard: &Heard) -> Endpoint {
    let endpoint = Endpoint::new(1, []);
    let session = heard.session(&endpoint, |builder| builder.tokens(endpoint.pair(9000)));
    call(&session).await;
    tokio::time::sleep(Duration::from_secs(550)).await;
    call(&session).await;
    tokio::time::sleep(Duration::from_secs(700)).await;
    call(&session).await;
    for _ in 0..4 {
        reject(&session, Reason::Expired).await;
        session.rejected_again(session.status().generation, Reason::Expired);
    }
    reject(&session, Reason::InsufficientScope).await;
    session.logout().await.unwrap();
    call(&session).await;
    session.install(endpoint.pair(60));
    call(&session).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    endpoint
}

/// Failures that pass, and a refresher that breaks.
async fn failures(heard: &Heard) -> Endpoint {
    let busy = RefreshError::transient("busy").with_retry_after(Duration::from_secs(7));
    let cause = std::io::Error::other("connection refused");
    let turns = [
        Turn::Fail(busy),
        Turn::Fail(RefreshError::transient("no connection").with_source(cause)),
        Turn::Panic,
    ];
    let endpoint = Endpoint::new(2, turns).without_revocation();
    let session = heard.session(&endpoint, |builder| builder.tokens(endpoint.pair(60)));
    for _ in 0..8 {
        reject(&session, Reason::Expired).await;
        call(&session).await;
        tokio::time::sleep(Duration::from_secs(100)).await;
    }
    session.logout().await.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    endpoint
}

/// The same refresh token is sent twice, and then no more.
async fn an_answer_that_is_lost(heard: &Heard) -> Endpoint {
    let lost = || Turn::Fail(RefreshError::ambiguous("connection reset"));
    let endpoint = Endpoint::new(3, [lost(), Turn::Issue, lost(), lost(), lost(), lost()]);
    let session = heard.session(&endpoint, |builder| builder.tokens(endpoint.pair(60)));
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_secs(700)).await;
        call(&session).await;
    }
    endpoint
}

/// The refresh token is refused; and a server that calls the access token invalid.
async fn a_refusal(heard: &Heard) -> Endpoint {
    let refused = RefreshError::permanent("reuse detected").with_code("invalid_grant");
    let endpoint = Endpoint::new(4, [Turn::Fail(refused)]);
    let session = heard.session(&endpoint, |builder| builder.tokens(endpoint.pair(60)));
    reject(&session, Reason::Expired).await;
    call(&session).await;
    session.install(endpoint.pair(60));
    reject(&session, Reason::Invalid).await;
    call(&session).await;
    endpoint
}

/// The store can do nothing.
async fn a_store_that_fails(heard: &Heard) -> Endpoint {
    let endpoint = Endpoint::new(5, []);
    let session =
        heard.session(&endpoint, |builder| builder.store(FullDisk).tokens(endpoint.pair(60)));
    tokio::time::sleep(Duration::from_secs(700)).await;
    call(&session).await;
    record::show_error(&session.logout().await.unwrap_err());
    let builder = Session::builder(endpoint.clone(), Policy::new(Origins::default()));
    record::show_error(&builder.store(FullDisk).open().await.unwrap_err());
    endpoint
}

/// What adapters tell.
async fn calls_that_go_wrong(heard: &Heard) -> Endpoint {
    let endpoint = Endpoint::new(6, []);
    let session = heard.session(&endpoint, |builder| builder.tokens(endpoint.pair(60)));
    reject(&session, Reason::Expired).await;
    session.tell(Event::Repeated { generation: session.status().generation });
    session.tell(Event::NotReplayed { cause: NotReplayed::Body });
    endpoint
}

/// Asks for a token, and shows what came.
async fn call(session: &Session) {
    record::show(session);
    match session.token().await {
        Ok(bearer) => record::show(&bearer),
        Err(error) => record::show_error(&error),
    }
}

/// Says that the current token was rejected, and shows what came.
async fn reject(session: &Session, reason: Reason) {
    match session.rejected(session.status().generation, reason).await {
        Ok(remedy) => record::show(&remedy),
        Err(error) => record::show_error(&error),
    }
}

/// The names of the events that were told.
#[derive(Clone, Default)]
struct Heard {
    names: Arc<Mutex<BTreeSet<String>>>,
}

impl Heard {
    fn session(
        &self,
        endpoint: &Endpoint,
        build: impl FnOnce(SessionBuilder) -> SessionBuilder,
    ) -> Session {
        let own = self.clone();
        let builder = Session::builder(endpoint.clone(), Policy::new(Origins::default()))
            .clock(VirtualClock::new())
            .observer(move |event: &Event| own.hear(event))
            .seed(1);
        build(builder).build()
    }

    fn hear(&self, event: &Event) {
        record::show_event(event);
        let name = format!("{event:?}");
        let name = name.chars().take_while(char::is_ascii_alphabetic).collect();
        self.names.lock().unwrap().insert(name);
    }

    fn names(&self) -> Vec<String> {
        self.names.lock().unwrap().iter().cloned().collect()
    }
}
