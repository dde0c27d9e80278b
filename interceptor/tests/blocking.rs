//! Sessions for threads: they share refreshes as tasks do, and no thread waits for itself.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::sync::Arc;
use std::sync::Barrier;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use std::time::SystemTime;

use http::Request;
use http::Response;
use http::header::AUTHORIZATION;
use interceptor::Bearer6750;
use interceptor::JsonCode;
use interceptor::auth_error;
use interceptor::blocking::Background;
use interceptor::blocking::BlockingSession;
use interceptor::blocking::WaitError;
use interceptor::error::AuthError;
use interceptor::error::RefreshError;
use interceptor::error::StoreError;
use interceptor::event::Event;
use interceptor::exchange::NoToken;
use interceptor::exchange::Repeated;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Refresher;
use interceptor::port::Store;
use interceptor::refresher::BoxError;
use interceptor::refresher::from_blocking_fn;
use interceptor::refresher::from_fn;
use interceptor::session::Remedy;
use interceptor::session::Session;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::StoredPair;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Reason;

fn pair(access: &str) -> TokenPair {
    TokenPair::new(AccessToken::new(access).unwrap())
        .with_refresh(RefreshToken::new("refresh-0").unwrap())
}

const ORIGIN: &str = "https://api.example.com";

fn build(refresher: impl Refresher) -> BlockingSession {
    build_with(refresher, Policy::for_origin(ORIGIN).unwrap())
}

fn build_with(refresher: impl Refresher, policy: Policy) -> BlockingSession {
    let builder = Session::builder(refresher, policy);
    BlockingSession::build(builder.tokens(pair("first")), &Background::start().unwrap())
}

/// Its own name, and the number of calls.
fn counting() -> (impl Refresher, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let refresher = from_blocking_fn(move |_| {
        Ok(pair(&format!("issued-{}", counter.fetch_add(1, Ordering::SeqCst) + 1)))
    });
    (refresher, calls)
}

/// P1: threads that were rejected at once cause one refresh and all repeat with its token.
#[test]
fn threads_that_are_rejected_share_one_refresh() {
    let (refresher, calls) = counting();
    let session = build(refresher);
    let (first, start) = (session.token().unwrap(), Barrier::new(32));
    thread::scope(|scope| {
        let ask = || {
            start.wait();
            match session.rejected(first.generation, Reason::Expired).unwrap() {
                Remedy::Repeat(bearer) => bearer.token.expose().to_owned(),
                Remedy::Keep => "kept".to_owned(),
            }
        };
        let threads: Vec<_> = (0..32).map(|_| scope.spawn(ask)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), "issued-1");
        }
    });
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

fn get() -> Request<()> {
    Request::get(format!("{ORIGIN}/me")).body(()).unwrap()
}

/// What `send` gives for a request when each answer has this status, and what each time was sent with it.
fn send(
    session: &BlockingSession,
    request: Request<()>,
    statuses: &[u16],
) -> (Result<u16, BoxError>, Vec<String>) {
    let mut tokens = Vec::new();
    let answer = session.send(&Bearer6750::new(), request, |request| {
        let status = statuses[tokens.len()];
        let repeated =
            request.extensions().get::<Repeated>().map(|mark| mark.generation.to_string());
        assert_eq!(repeated.as_deref(), (!tokens.is_empty()).then_some("2"));
        let field = request.headers().get(AUTHORIZATION).map(|field| field.to_str().unwrap());
        tokens.push(field.unwrap_or("-").to_owned());
        Ok::<_, BoxError>(Response::builder().status(status).body("octets")?)
    });
    (answer.map(|answer| answer.status().as_u16()), tokens)
}

/// P8: sent twice at most. P9: the second answer goes to the caller, and causes no refresh.
#[test]
fn a_rejected_request_is_sent_once_more() {
    for (statuses, status, sent) in
        [(&[200][..], 200, 1), (&[403], 403, 1), (&[401, 200], 200, 2), (&[401, 401], 401, 2)]
    {
        let (refresher, calls) = counting();
        let session = build(refresher);
        let (answer, tokens) = send(&session, get(), statuses);
        assert_eq!(answer.unwrap(), status);
        assert_eq!(tokens, ["Bearer first", "Bearer issued-1"][..sent]);
        assert_eq!(calls.load(Ordering::SeqCst), sent - 1);
    }
}

/// P35, P12: a request to another origin goes without a token, and so does one that is marked, or has a field of its
/// own. P36: a 401 to it comes back, and causes no refresh.
#[test]
fn a_token_goes_to_its_origin_only_and_not_where_it_is_not_wanted() {
    let to = |uri: &str| Request::get(uri).body(()).unwrap();
    let mut marked = get();
    marked.extensions_mut().insert(NoToken);
    let mut own = get();
    own.headers_mut().insert(AUTHORIZATION, "Bearer mine".parse().unwrap());
    for (request, sent) in [
        (to("https://api.example.com.evil.net/me"), "-"),
        (to("http://api.example.com/me"), "-"),
        (to("https://api.example.com@evil.net/me"), "-"),
        (to("/me"), "-"),
        (marked, "-"),
        (own, "Bearer mine"),
    ] {
        let (refresher, calls) = counting();
        let session = build(refresher);
        let (answer, tokens) = send(&session, request, &[401]);
        assert_eq!(answer.unwrap(), 401);
        assert_eq!(tokens, [sent]);
        assert_eq!(calls.load(Ordering::SeqCst), 0);
    }
}

/// P39: a method that the policy excepts is sent once; the token is renewed for those who follow.
#[test]
fn what_must_not_be_sent_again_gets_its_answer_back() {
    let (refresher, calls) = counting();
    let mut policy = Policy::for_origin(ORIGIN).unwrap();
    policy.replay = |method| *method != http::Method::GET;
    let session = build_with(refresher, policy);
    let (answer, tokens) = send(&session, get(), &[401]);
    assert_eq!(answer.unwrap(), 401);
    assert_eq!(tokens, ["Bearer first"]);
    session.settled(AMPLE).unwrap();
    assert_eq!(session.token().unwrap().token.expose(), "issued-1");
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn a_code_that_says_invalid_comes_back_and_what_is_sent_afterwards_gives_the_error_of_the_session()
{
    let (refresher, calls) = counting();
    let session = build(refresher);
    let mut sent = 0;
    let mut send = || {
        session.send(&JsonCode::default(), get(), |_| {
            sent += 1;
            let answer = Response::builder().status(401).header("content-type", "application/json");
            Ok::<_, BoxError>(answer.body(r#"{"errorCode":5002}"#)?)
        })
    };
    assert_eq!(*send().unwrap().body(), r#"{"errorCode":5002}"#);
    let error = send().unwrap_err();
    assert!(matches!(**auth_error(&*error).unwrap(), AuthError::Invalid));
    assert_eq!((sent, calls.load(Ordering::SeqCst)), (1, 0));
}

#[test]
fn an_invalid_token_ends_the_session_and_a_login_begins_it_again() {
    let (refresher, calls) = counting();
    let session = build(refresher);
    let first = session.token().unwrap();
    let remedy = session.rejected(first.generation, Reason::Invalid).unwrap();
    assert!(matches!(remedy, Remedy::Keep));
    assert!(matches!(*session.token().unwrap_err(), AuthError::Invalid));
    session.install(pair("second"));
    assert_eq!(session.token().unwrap().token.expose(), "second");
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}

/// P11: a closure that waits with its thread, and asks its own session there, is told so at once.
#[test]
fn a_closure_that_asks_its_own_session_does_not_wait_for_itself() {
    let own = Arc::new(OnceLock::<BlockingSession>::new());
    let session = build(from_blocking_fn({
        let own = Arc::clone(&own);
        move |_| {
            let error = own.get().unwrap().token().unwrap_err();
            Err(RefreshError::permanent(error.code()))
        }
    }));
    own.set(session.clone()).unwrap();
    let generation = session.token().unwrap().generation;
    let error = session.rejected(generation, Reason::Expired).unwrap_err();
    assert!(error.to_string().ends_with("session.reentrant"), "{error}");
}

/// P11: async code on the thread of the background is told that it would wait for its own thread.
#[test]
fn the_thread_of_the_background_never_waits_for_itself() {
    let background = Background::start().unwrap();
    let policy = || Policy::new(Origins::default());
    let (refresher, _) = counting();
    let inner = Session::builder(refresher, policy()).tokens(pair("first"));
    let inner = BlockingSession::build(inner, &background);
    let generation = inner.token().unwrap().generation;
    let shared = background.clone();
    let outer = from_fn(move |_| {
        let error = inner.rejected(generation, Reason::Expired).unwrap_err();
        assert!(matches!(*error, AuthError::Reentrant));
        assert!(inner.logout().is_err());
        assert_eq!(inner.settled(AMPLE), Err(WaitError::Here));
        assert_eq!(inner.wait(async {}), Err(WaitError::Here));
        let another = Session::builder(counting().0, Policy::new(Origins::default()));
        let another = BlockingSession::open(another, &shared);
        assert!(matches!(another, Err(AuthError::Reentrant)));
        // What needs no waiting is given.
        let token = inner.token().map(|bearer| TokenPair::new(bearer.token));
        async move { token.map_err(|error| RefreshError::permanent(error.to_string())) }
    });
    let outer = Session::builder(outer.without_refresh_token(), policy());
    let outer = BlockingSession::build(outer, &background);
    assert_eq!(outer.token().unwrap().token.expose(), "first");
}

/// P44: a logout ends the session and erases what is stored; where nothing can be revoked, nobody says so.
#[test]
fn a_logout_erases_what_is_stored() {
    let (sender, told) = mpsc::channel();
    let (refresher, _) = counting();
    let store = Shelf::default();
    let builder = Session::builder(refresher, Policy::new(Origins::default()))
        .store(store.clone())
        .observer(move |event: &Event| {
            let _ = sender.send(event.clone());
        })
        .tokens(pair("first"));
    let session = BlockingSession::build(builder, &Background::start().unwrap());
    session.logout().unwrap();
    assert_eq!(*store.kept.lock().unwrap(), None);
    assert!(matches!(*session.token().unwrap_err(), AuthError::LoggedOut));
    session.settled(AMPLE).unwrap();
    let told: Vec<_> = told.try_iter().collect();
    assert!(told.iter().any(|event| matches!(event, Event::LoggedOut)));
    assert!(!told.iter().any(|event| matches!(event, Event::Revoked { .. })));
}

#[test]
fn a_session_begins_with_what_is_stored() {
    let (refresher, calls) = counting();
    let received_at = SystemTime::now();
    let store = Shelf::default();
    *store.kept.lock().unwrap() = Some(StoredPair { pair: pair("stored"), received_at });
    let builder = Session::builder(refresher, Policy::new(Origins::default())).store(store);
    let session = BlockingSession::open(builder, &Background::start().unwrap()).unwrap();
    assert_eq!(session.token().unwrap().token.expose(), "stored");
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}

/// P20: whoever began the refresh may be gone; its result is stored.
#[test]
fn a_refresh_outlives_those_who_hold_the_session() {
    let (begun, has_begun) = mpsc::channel();
    let (go, gone) = mpsc::channel::<()>();
    let gone = Mutex::new(gone);
    let refresher = from_blocking_fn(move |_| {
        begun.send(()).unwrap();
        gone.lock().unwrap().recv_timeout(AMPLE).unwrap();
        Ok(pair("issued"))
    });
    let (sender, told) = mpsc::channel();
    let store = Shelf::default();
    let builder = Session::builder(refresher, Policy::new(Origins::default()))
        .store(store.clone())
        .observer(move |event: &Event| {
            let _ = sender.send(event.clone());
        })
        .tokens(pair("first"));
    let session = BlockingSession::build(builder, &Background::start().unwrap());
    let generation = session.token().unwrap().generation;
    // Begun, and given up at its first wait.
    let asking = session.session().clone();
    let mut asking = Box::pin(async move { asking.rejected(generation, Reason::Expired).await });
    let waker = std::task::Waker::noop();
    assert!(asking.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_pending());
    drop(asking);
    has_begun.recv_timeout(AMPLE).unwrap();
    drop(session);
    go.send(()).unwrap();
    while !matches!(told.recv_timeout(AMPLE).unwrap(), Event::Refreshed { .. }) {}
    let kept = store.kept.lock().unwrap().clone().unwrap();
    assert_eq!(kept.pair.access.expose(), "issued");
}

/// P20, P23: a program that ends waits for the refresh that it has begun early, and for the store; not for ever.
#[test]
fn a_program_may_wait_for_what_it_has_begun() {
    let (go, gone) = mpsc::channel::<()>();
    let gone = Mutex::new(gone);
    let refresher = from_blocking_fn(move |_| {
        gone.lock().unwrap().recv_timeout(AMPLE).unwrap();
        Ok(pair("issued"))
    });
    let store = Shelf::default();
    let mut policy = Policy::new(Origins::default());
    // Early from the first moment on: half of the life is the most that `early` can be.
    (policy.early, policy.jitter) = (Duration::MAX, 0.0);
    let received_at = SystemTime::now().checked_sub(Duration::from_secs(400)).unwrap();
    let old = pair("old").with_expires_in(Duration::from_secs(600));
    *store.kept.lock().unwrap() = Some(StoredPair { pair: old, received_at });
    let builder = Session::builder(refresher, policy).store(store.clone());
    let session = BlockingSession::open(builder, &Background::start().unwrap()).unwrap();
    // Nobody waits for the refresh: the old token is good for its request.
    assert_eq!(session.token().unwrap().token.expose(), "old");
    assert_eq!(session.settled(Duration::ZERO), Err(WaitError::Late));
    go.send(()).unwrap();
    session.settled(AMPLE).unwrap();
    let kept = store.kept.lock().unwrap().clone().unwrap();
    assert_eq!(kept.pair.access.expose(), "issued");
}

/// Whoever holds up the thread of the background does not hold up those who wait longer than they allow.
#[test]
fn a_background_that_is_held_up_ends_no_waiting_late() {
    let (begun, has_begun) = mpsc::channel();
    let (go, gone) = mpsc::channel::<()>();
    let gone = Mutex::new(gone);
    let session = build(from_fn(move |_| {
        begun.send(()).unwrap();
        // As async code must not.
        let released = gone.lock().unwrap().recv_timeout(AMPLE);
        async move { released.map(|()| pair("issued")).map_err(|_| RefreshError::permanent("late")) }
    }));
    let generation = session.token().unwrap().generation;
    thread::scope(|scope| {
        let asking = scope.spawn(|| session.rejected(generation, Reason::Expired).unwrap());
        has_begun.recv_timeout(AMPLE).unwrap();
        assert_eq!(session.settled(Duration::ZERO), Err(WaitError::Late));
        go.send(()).unwrap();
        assert!(matches!(asking.join().unwrap(), Remedy::Repeat(_)));
    });
    session.settled(AMPLE).unwrap();
}

/// More than anything here takes: for a failure instead of a test that hangs.
const AMPLE: Duration = Duration::from_secs(30);

/// A store whose owner can look into it.
#[derive(Clone, Default)]
struct Shelf {
    kept: Arc<Mutex<Option<StoredPair>>>,
}

impl Shelf {
    fn put(&self, pair: Option<StoredPair>) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            // As a store of files would: on a thread for such work, which the background has to give.
            let kept = Arc::clone(&self.kept);
            let work = tokio::task::spawn_blocking(move || *kept.lock().unwrap() = pair);
            work.await.map_err(|error| StoreError::new(error.to_string()))
        })
    }
}

impl Store for Shelf {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        Box::pin(async {
            let kept = Arc::clone(&self.kept);
            let work = tokio::task::spawn_blocking(move || kept.lock().unwrap().clone());
            work.await.map_err(|error| StoreError::new(error.to_string()))
        })
    }

    fn save<'a>(&'a self, pair: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        self.put(Some(pair.clone()))
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        self.put(None)
    }
}
