//! The article's pair of hooks, as it is printed in the documentation, against a server in memory.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a panic fails the test")]

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::SeqCst;

use http::Request;
use http::Response;
use http::header::AUTHORIZATION;
use interceptor::error::RefreshError;
use interceptor::hooks::AnyError;
use interceptor::hooks::Instance;
use interceptor::machine::table::Phase;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Refresher;
use interceptor::session::Session;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use tower::service_fn;
use tower_service::Service;

#[path = "hooks/article.rs"]
mod article;

/// Takes the newest token alone, or none at all.
#[derive(Clone, Default)]
struct Server(Arc<Inner>);

#[derive(Default)]
struct Inner {
    issued: AtomicU64,
    /// What all tokens are refused with: the first request, the second, and so on; the last for all that follow.
    refusals: &'static [&'static str],
    seen: Mutex<Vec<(String, Option<String>)>>,
}

impl Server {
    fn issue(&self) -> TokenPair {
        let number = self.0.issued.fetch_add(1, SeqCst) + 1;
        TokenPair::new(AccessToken::new(&format!("access-{number}")).unwrap())
            .with_refresh(RefreshToken::new(&format!("refresh-{number}")).unwrap())
    }

    fn answer(&self, request: &Request<String>) -> Response<String> {
        let token = request.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap());
        let newest = format!("Bearer access-{}", self.0.issued.load(SeqCst));
        let refusals = self.0.refusals;
        let good = token == Some(&newest) && refusals.is_empty();
        let host = request.uri().host().unwrap().to_owned();
        let refusal = refusals.get(self.seen()).or(refusals.last()).unwrap_or(&EXPIRED);
        self.0.seen.lock().unwrap().push((host, token.map(str::to_owned)));
        let (status, body) = match good {
            true => (200, r#"{"data":"here"}"#),
            false => (401, *refusal),
        };
        let answer = Response::builder().status(status).header("content-type", "application/json");
        answer.body(body.to_owned()).unwrap()
    }

    fn client(
        &self,
    ) -> impl Service<Request<String>, Response = Response<String>, Error = AnyError, Future: Send>
    + Clone
    + Send
    + 'static {
        let server = self.clone();
        service_fn(move |request| {
            let server = server.clone();
            async move {
                tokio::task::yield_now().await;
                Ok(server.answer(&request))
            }
        })
    }

    fn session(&self) -> Session {
        let policy = Policy::new(Origins::one("https://api.test").unwrap());
        let session = Session::builder(self.clone(), policy).tokens(self.issue()).build();
        // The server forgets what it gave.
        self.0.issued.fetch_add(1, SeqCst);
        session
    }

    fn seen(&self) -> usize {
        self.0.seen.lock().unwrap().len()
    }
}

impl Refresher for Server {
    fn refresh<'a>(
        &'a self,
        _: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(async { Ok(self.issue()) })
    }
}

/// As one server may write it, and not as all do.
const EXPIRED: &str = r#"{"errorCode": 5001}"#;

const INVALID: &str = r#"{"errorCode":5002}"#;

fn refusing(refusals: &'static [&'static str]) -> Server {
    Server(Arc::new(Inner { refusals, ..Inner::default() }))
}

fn to(host: &str) -> Request<String> {
    Request::get(format!("https://{host}/orders")).body("body".to_owned()).unwrap()
}

/// P1: N requests that are rejected with one token make one refresh, N repeats and N successes.
#[tokio::test]
async fn twenty_requests_whose_token_has_expired_make_one_refresh_and_succeed() {
    let server = Server::default();
    let session = server.session();
    let instance = Instance::new(server.client());
    article::intercept(&instance, &session);
    let tasks: Vec<_> = (0..20).map(|_| tokio::spawn(instance.request(to("api.test")))).collect();
    for task in tasks {
        let answer = task.await.unwrap().unwrap();
        assert_eq!(answer.response.body(), r#"{"data":"here"}"#);
        assert_eq!(answer.request.unwrap().body(), "body");
    }
    assert_eq!(session.status().generation.number(), 2);
    assert_eq!(server.seen(), 40);
}

/// P8, P9: a request is sent twice at most, and the second answer goes to the caller. P10: a server that refuses every
/// token is not asked for one after another.
#[tokio::test]
async fn a_request_that_is_rejected_again_is_not_sent_a_third_time() {
    let server = refusing(&[EXPIRED]);
    let session = server.session();
    let instance = Instance::new(server.client());
    article::intercept(&instance, &session);
    let thrown = instance.request(to("api.test")).await.unwrap_err();
    assert_eq!(thrown.response.unwrap().body(), EXPIRED);
    assert_eq!(session.status().generation.number(), 2);
    assert_eq!(server.seen(), 2);
    for sent in 3..10 {
        instance.request(to("api.test")).await.unwrap_err();
        assert_eq!((session.status().generation.number(), server.seen()), (2, sent));
    }
}

/// P40: 5002 ends the session and goes to the caller; a code that only begins with 5001 says nothing.
#[tokio::test]
async fn the_code_is_read_and_not_looked_for() {
    const ANOTHER: &str = r#"{"errorCode":50012}"#;
    let cases: [(&[_], _, _); 3] = [
        (&[INVALID], 1, Phase::Over),
        (&[ANOTHER], 1, Phase::Usable),
        // The repeat is answered with it, and the session hears of that as well.
        (&[EXPIRED, INVALID], 2, Phase::Over),
    ];
    for (refusals, sent, phase) in cases {
        let server = refusing(refusals);
        let session = server.session();
        let instance = Instance::new(server.client());
        article::intercept(&instance, &session);
        let thrown = instance.request(to("api.test")).await.unwrap_err();
        assert_eq!(thrown.response.unwrap().body(), refusals.last().unwrap());
        assert_eq!((server.seen(), session.status().phase), (sent, phase));
    }
}

/// P12: whoever has set a token for a request keeps it, and what is answered to that one causes no refresh.
#[tokio::test]
async fn a_token_of_the_callers_own_is_left_alone() {
    let server = refusing(&[EXPIRED]);
    let session = server.session();
    let instance = Instance::new(server.client());
    article::intercept(&instance, &session);
    let mut request = to("api.test");
    request.headers_mut().insert(AUTHORIZATION, "Basic b3duOm93bg==".parse().unwrap());
    instance.request(request).await.unwrap_err();
    let own = ("api.test".to_owned(), Some("Basic b3duOm93bg==".to_owned()));
    assert_eq!(*server.0.seen.lock().unwrap(), [own]);
    assert_eq!(session.status().generation.number(), 1);
}

/// P35, P36: another origin gets no token, and what it answers causes no refresh.
#[tokio::test]
async fn another_origin_gets_no_token_and_causes_no_refresh() {
    let server = Server::default();
    let session = server.session();
    let instance = Instance::new(server.client());
    article::intercept(&instance, &session);
    assert!(instance.request(to("api.test.evil.test")).await.is_err());
    assert_eq!(*server.0.seen.lock().unwrap(), [("api.test.evil.test".to_owned(), None)]);
    assert_eq!(session.status().generation.number(), 1);
}

/// P13: when the session is over, the hooks throw what everybody gets.
#[tokio::test]
async fn without_a_session_nothing_is_sent() {
    let server = Server::default();
    let session = server.session();
    let instance = Instance::new(server.client());
    article::intercept(&instance, &session);
    session.logout().await.unwrap();
    let thrown = instance.request(to("api.test")).await.unwrap_err();
    assert_eq!(thrown.to_string(), "a hook failed: logged out");
    assert_eq!(server.seen(), 0);
}
