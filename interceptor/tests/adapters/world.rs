//! What the tests of adapters stand in: a token endpoint that counts, and a service that knows one good token.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::SystemTime;

use bytes::Bytes;
use http::HeaderMap;
use http::Method;
use http::Request;
use http::Response;
use http::StatusCode;
use http::Uri;
use http::Version;
use http::header::AUTHORIZATION;
use http_body_util::Full;
use interceptor::Session;
use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::exchange::Repeated;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Refresher;
use interceptor::session::EventStream;
use interceptor::session::Next;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Bearer6750;
use interceptor::verdict::Classify;
use interceptor::verdict::JsonCode;
use tokio::sync::Semaphore;

/// The pair with the `n`th access token.
pub(crate) fn pair(n: usize) -> TokenPair {
    TokenPair::new(AccessToken::new(&format!("token-{n}")).unwrap())
        .with_refresh(RefreshToken::new(&format!("refresh-{n}")).unwrap())
}

/// A token endpoint: each refresh gives the next token. It waits for a permit when it has been closed.
#[derive(Clone)]
pub(crate) struct Endpoint {
    hits: Arc<AtomicUsize>,
    begun: Arc<Semaphore>,
    gate: Arc<Semaphore>,
    refuses: bool,
}

impl Endpoint {
    pub(crate) fn new() -> Self {
        let (begun, gate) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(1000)));
        Self { hits: Arc::default(), begun, gate, refuses: false }
    }

    /// One that answers nothing until it is opened.
    pub(crate) fn closed() -> Self {
        Self { gate: Arc::new(Semaphore::new(0)), ..Self::new() }
    }

    /// One that refuses each refresh token.
    pub(crate) fn refusing() -> Self {
        Self { refuses: true, ..Self::new() }
    }

    pub(crate) fn open(&self) {
        self.gate.add_permits(1000);
    }

    /// Waits until a refresh has begun.
    pub(crate) async fn hit(&self) {
        self.begun.acquire().await.unwrap().forget();
    }

    pub(crate) fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }

    /// A session with token 1 that may send it to these origins.
    pub(crate) fn session(&self, origins: &[&str]) -> Session {
        self.session_with(Policy::new(Origins::each(origins.iter().copied()).unwrap()))
    }

    /// A session whose token 1 has expired by the clock.
    pub(crate) fn expired_session(&self, origins: &[&str]) -> Session {
        let policy = Policy::new(Origins::each(origins.iter().copied()).unwrap());
        let short = pair(1).with_expires_in(Duration::from_secs(1));
        Session::builder(self.clone(), policy).clock(Hasty::default()).tokens(short).build()
    }

    pub(crate) fn session_with(&self, policy: Policy) -> Session {
        Session::builder(self.clone(), policy).tokens(pair(1)).build()
    }
}

impl Refresher for Endpoint {
    fn refresh<'a>(
        &'a self,
        _: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        let hit = self.hits.fetch_add(1, Ordering::SeqCst) + 1;
        self.begun.add_permits(1);
        Box::pin(async move {
            let _permit = self.gate.acquire().await.unwrap();
            if self.refuses {
                return Err(RefreshError::permanent("no").with_code("invalid_grant"));
            }
            Ok(pair(hit + 1).with_expires_in(Duration::from_secs(30 * 24 * 3600)))
        })
    }
}

/// A clock on which a minute passes with every look; it does not sleep.
#[derive(Default)]
struct Hasty(AtomicU64);

impl Clock for Hasty {
    fn now(&self) -> Moment {
        let run = Duration::from_secs(60 * self.0.fetch_add(1, Ordering::SeqCst));
        Moment { wall: SystemTime::UNIX_EPOCH + run, run }
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// Reads answers as one would: by RFC 6750, and by the article's codes.
pub(crate) fn reader() -> impl Classify + Clone {
    Bearer6750::new().or(JsonCode::default())
}

/// A request as a server saw it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
    pub(crate) repeated: bool,
    pub(crate) body: Bytes,
}

impl Seen {
    pub(crate) fn token(&self) -> Option<&str> {
        self.headers.get(AUTHORIZATION)?.to_str().unwrap().strip_prefix("Bearer ")
    }

    /// Names and values as they came, also of fields that are not shown otherwise.
    pub(crate) fn raw_headers(&self) -> Vec<(String, String)> {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let field = |(name, value): (_, &http::HeaderValue)| {
            (http::HeaderName::to_string(name), text(value.as_bytes()))
        };
        self.headers.iter().map(field).collect()
    }
}

/// Everything that arrived, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<Seen>>>);

impl Log {
    pub(crate) fn write<B>(&self, request: &Request<B>, body: Bytes) {
        let seen = Seen {
            method: request.method().clone(),
            uri: request.uri().clone(),
            version: request.version(),
            headers: request.headers().clone(),
            repeated: request.extensions().get::<Repeated>().is_some(),
            body,
        };
        self.0.lock().unwrap().push(seen);
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.0.lock().unwrap().clone()
    }

    /// The tokens that arrived, "-" for none.
    pub(crate) fn tokens(&self) -> Vec<String> {
        self.all().iter().map(|seen| seen.token().unwrap_or("-").to_owned()).collect()
    }
}

pub(crate) fn answer(status: StatusCode, body: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    *response.status_mut() = status;
    response
}

/// What a server says that takes no token; each time it says something else.
pub(crate) fn refusal(nth: usize) -> Response<Full<Bytes>> {
    let body = [b"refusal ".as_slice(), nth.to_string().as_bytes(), b" \0\xff"].concat();
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    response.headers_mut().insert("x-refusal", nth.into());
    response
}

/// What a server says that takes token `good`.
pub(crate) fn guarded<B>(request: &Request<B>, good: &str) -> Response<Full<Bytes>> {
    let expected = format!("Bearer {good}");
    match request.headers().get(AUTHORIZATION) {
        Some(found) if *found == *expected => answer(StatusCode::OK, "welcome"),
        _ => answer(StatusCode::UNAUTHORIZED, "expired"),
    }
}

/// The events that are there, by the first words of what they say.
pub(crate) fn told(events: &mut EventStream) -> Vec<Event> {
    let mut all = Vec::new();
    while let Some(Next::Event(event)) = events.try_next() {
        all.push(event);
    }
    all
}
