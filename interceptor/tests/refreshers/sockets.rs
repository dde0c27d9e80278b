//! The transports over real sockets: the demo server for what works, bare listeners for what does not.

use std::io::ErrorKind;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::Error;
use hyper_util::rt::TokioExecutor;
use interceptor::demo;
use interceptor::demo::Config;
use interceptor::demo::Server;
use interceptor::error::AuthError;
use interceptor::error::Failure;
use interceptor::error::RefreshError;
use interceptor::port::Refresher;
use interceptor::refresher::BlockingTransport;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::Grant;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::MAX_ANSWER_BYTES;
use interceptor::refresher::OAuth;
use interceptor::refresher::ReqwestTransport;
use interceptor::refresher::TokenTransport;
use interceptor::refresher::TowerTransport;
use interceptor::session::Session;
use interceptor::tokens::TokenPair;
use jwt_core::Algorithm;
use jwt_core::key::SigningKey;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::net::TcpSocket;
use tokio::net::TcpStream;
use tokio::time::Instant;
use tower::Layer;
use tower::Service;

use crate::scripted::refresh_token;
use crate::world::VirtualClock;
use crate::world::pair;
use crate::world::policy;

fn reqwest() -> ReqwestTransport {
    ReqwestTransport::from_builder(reqwest::Client::builder().no_proxy()).unwrap()
}

fn hyper() -> impl TokenTransport {
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    TowerTransport::new(client).not_sent_if(Error::is_connect)
}

fn ureq() -> impl TokenTransport {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent = ureq::Agent::from(agent.proxy(None).build());
    let unsent = |error: &ureq::Error| match error {
        ureq::Error::Io(error) => error.kind() == ErrorKind::ConnectionRefused,
        _ => false,
    };
    let send = move |request: http::Request<Bytes>| {
        let (head, mut body) = agent.run(request.map(Vec::from))?.into_parts();
        let mut octets = Vec::new();
        let limit = u64::try_from(MAX_ANSWER_BYTES).unwrap() + 2;
        body.as_reader().take(limit).read_to_end(&mut octets)?;
        Ok(http::Response::from_parts(head, octets))
    };
    BlockingTransport::new(send).not_sent_if(unsent)
}

/// A listener that answers each request with `answer` and closes; its URL, and how many came.
async fn listener(answer: impl Into<String>) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/token", listener.local_addr().unwrap());
    let (came, answer) = (Arc::new(AtomicUsize::new(0)), answer.into());
    let counter = Arc::clone(&came);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            read_request(&mut stream).await;
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, came)
}

/// Reads a request to the end of its form: `refresh_token` comes last.
async fn read_request(stream: &mut TcpStream) {
    let (mut seen, mut octets) = (Vec::new(), [0; 1024]);
    while !String::from_utf8_lossy(&seen).ends_with(refresh_token().expose()) {
        let length = stream.read(&mut octets).await.unwrap();
        assert_ne!(length, 0);
        seen.extend_from_slice(&octets[..length]);
    }
}

async fn ask(url: &str, transport: impl TokenTransport) -> Result<TokenPair, RefreshError> {
    OAuth::builder(url, transport).build().unwrap().refresh(Some(&refresh_token())).await
}

async fn ask_all(url: &str) -> [Failure; 3] {
    [
        ask(url, reqwest()).await.unwrap_err().failure(),
        ask(url, hyper()).await.unwrap_err().failure(),
        ask(url, ureq()).await.unwrap_err().failure(),
    ]
}

#[tokio::test]
async fn tokens_are_renewed_and_revoked_at_the_demo_server() {
    let server = Server::start(Config::default()).await.unwrap();
    let first = server.log_in("alice").unwrap();
    let over = |transport: Arc<dyn TokenTransport>| {
        OAuth::builder(&server.at("/token"), transport)
            .client(ClientAuth::none("app"))
            .revocation_endpoint(server.at("/revoke"))
            .build()
            .unwrap()
    };
    let second = over(Arc::new(reqwest())).refresh(first.refresh.as_ref()).await.unwrap();
    assert!(second.server_time.is_some() && second.expires_in == first.expires_in);
    let third = over(Arc::new(hyper())).refresh(second.refresh.as_ref()).await.unwrap();
    assert_ne!(second.refresh, third.refresh);
    let fourth = over(Arc::new(ureq())).refresh(third.refresh.as_ref()).await.unwrap();
    assert_ne!(third.refresh, fourth.refresh);
    over(Arc::new(hyper())).revoke(&fourth).await.unwrap();
    let error = over(Arc::new(reqwest())).refresh(fourth.refresh.as_ref()).await.unwrap_err();
    assert_eq!((error.failure(), error.oauth_code()), (Failure::Permanent, Some("invalid_grant")));
}

#[tokio::test]
async fn a_client_proves_itself_to_the_demo_server_by_its_key_and_by_its_secret() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let mut config = Config::default();
    config.clients.push(demo::Client::with_key("signer", key.verifying_key()));
    let server = Server::start(config).await.unwrap();
    let clients = [
        ClientAuth::private_key_jwt("signer", key),
        ClientAuth::basic("backend", "backend-secret"),
        ClientAuth::post("backend", "backend-secret"),
    ];
    for client in clients {
        let refresher = OAuth::builder(&server.at("/token"), reqwest())
            .client(client)
            .grant(Grant::ClientCredentials)
            .build()
            .unwrap();
        refresher.refresh(None).await.unwrap();
    }
    let stranger = ClientAuth::basic("backend", "wrong");
    let refresher = OAuth::builder(&server.at("/token"), reqwest())
        .client(stranger)
        .grant(Grant::ClientCredentials)
        .build()
        .unwrap();
    let error = refresher.refresh(None).await.unwrap_err();
    assert_eq!((error.failure(), error.oauth_code()), (Failure::Permanent, Some("invalid_client")));
}

#[tokio::test]
async fn the_articles_endpoint_renews_refuses_and_logs_out() {
    let server = Server::start(Config::default()).await.unwrap();
    let first = server.log_in("alice").unwrap();
    let refresher = JsonEndpoint::builder(&server.at("/reissue"), reqwest())
        .logout_endpoint(server.at("/logout"))
        .build()
        .unwrap();
    let second = refresher.refresh(first.refresh.as_ref()).await.unwrap();
    assert!(second.refresh.is_some() && second.expires_in.is_some());
    refresher.revoke(&second).await.unwrap();
    let error = refresher.refresh(second.refresh.as_ref()).await.unwrap_err();
    assert_eq!((error.failure(), error.oauth_code()), (Failure::Permanent, Some("5002")));
}

/// P37: the refresh token does not travel to where a redirect points.
#[tokio::test]
async fn a_redirect_of_the_token_endpoint_is_not_followed() {
    let (elsewhere, came) = listener("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    for status in [301, 302, 303, 307, 308] {
        let answer = format!(
            "HTTP/1.1 {status} Elsewhere\r\nlocation: {elsewhere}\r\ncontent-length: 0\r\n\r\n"
        );
        let (url, _) = listener(answer).await;
        assert_eq!(ask_all(&url).await, [Failure::Transient; 3], "{status}");
    }
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

/// P37: of a client that follows redirects all the same, no token is taken.
#[tokio::test]
async fn an_answer_from_another_url_is_refused() {
    let body = r#"{"access_token":"foreign"}"#;
    let length = body.len();
    let (elsewhere, came) =
        listener(format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}")).await;
    let answer =
        format!("HTTP/1.1 307 Elsewhere\r\nlocation: {elsewhere}\r\ncontent-length: 0\r\n\r\n");
    let (url, _) = listener(answer).await;
    let follows = reqwest::Client::builder().no_proxy().build().unwrap();
    let error = ask(&url, ReqwestTransport::from_client(follows)).await.unwrap_err();
    assert_eq!(error.failure(), Failure::Permanent);
    assert_eq!(error.to_string(), "the client followed a redirect of the token endpoint");
    // It comes too late for the refresh token, as the documentation says.
    assert_eq!(came.load(Ordering::SeqCst), 1);
}

/// P24: only where no connection came about the refresh token was surely not used.
#[tokio::test]
async fn what_was_not_sent_is_told_from_what_was_lost() {
    // Bound, so that nobody else takes the port, and not listening.
    let closed = TcpSocket::new_v4().unwrap();
    closed.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}/token", closed.local_addr().unwrap());
    assert_eq!(ask_all(&url).await, [Failure::Transient; 3]);

    // The request was read, and then the connection closed.
    let (url, came) = listener("").await;
    assert_eq!(ask_all(&url).await, [Failure::Ambiguous; 3]);
    assert_eq!(came.load(Ordering::SeqCst), 3);

    // The answer is cut off.
    let (url, _) = listener("HTTP/1.1 400 Bad Request\r\ncontent-length: 9\r\n\r\n{").await;
    assert_eq!(ask_all(&url).await, [Failure::Ambiguous; 3]);
}

/// A connector that never connects, as when a firewall drops what comes.
#[derive(Clone)]
struct Nowhere;

impl<S> Layer<S> for Nowhere {
    type Service = Connecting<S>;

    fn layer(&self, inner: S) -> Connecting<S> {
        Connecting { _inner: inner }
    }
}

#[derive(Clone)]
struct Connecting<S> {
    _inner: S,
}

impl<S: Service<R>, R> Service<R> for Connecting<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = std::future::Pending<Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: R) -> Self::Future {
        std::future::pending()
    }
}

/// P17, P24: a connection that does not come about is given up before the session gives up the refresh: the refresh
/// token never left, so it is sent when there is a connection again.
#[tokio::test(start_paused = true)]
async fn a_connection_that_never_comes_about_costs_no_session() {
    let builder = reqwest::Client::builder().no_proxy().connector_layer(Nowhere);
    let transport = ReqwestTransport::from_builder(builder).unwrap();
    let refresher = OAuth::builder("http://127.0.0.1:1/token", transport).build().unwrap();
    let session = Session::builder(refresher, policy())
        .clock(VirtualClock::new())
        .tokens(pair("first", Some(600)))
        .build();
    tokio::time::sleep(Duration::from_secs(601)).await;
    let begun = Instant::now();
    let error = session.token().await.unwrap_err();
    assert!(matches!(&*error, AuthError::Unavailable(_)), "{error}");
    assert_eq!(begun.elapsed().as_secs(), 10);
}

/// P24: a connection that was kept may be dead, and what is sent on it may be lost; each request has its own.
#[tokio::test]
async fn no_connection_is_kept_for_the_next_refresh() {
    let server = Server::start(Config::default()).await.unwrap();
    let mut pair = server.log_in("alice").unwrap();
    let refresher = OAuth::builder(&server.at("/token"), reqwest()).build().unwrap();
    for connections in 1..=3 {
        pair = refresher.refresh(pair.refresh.as_ref()).await.unwrap();
        assert_eq!(server.counters().connections, connections);
    }
}

/// A proxy of the environment cannot reach what is on this machine, and must not see its refresh token.
#[test]
fn what_is_on_this_machine_is_asked_without_the_proxy_of_the_environment() {
    crate::environment::passes_without_the_proxy_of_the_environment(
        "sockets::a_client_of_its_own_reaches_this_machine",
    );
}

#[tokio::test]
async fn a_client_of_its_own_reaches_this_machine() {
    let server = Server::start(Config::default()).await.unwrap();
    let pair = server.log_in("alice").unwrap();
    let transport = ReqwestTransport::new().unwrap();
    let refresher = OAuth::builder(&server.at("/token"), transport).build().unwrap();
    let asking = refresher.refresh(pair.refresh.as_ref());
    // Whoever listens in the place of a proxy never answers.
    tokio::time::timeout(Duration::from_secs(10), asking).await.unwrap().unwrap();
}

/// P18: an answer without an end is read to the limit and no further.
#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    for (status, expected) in [("200 OK", Failure::Ambiguous), ("400 No", Failure::Permanent)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/token", listener.local_addr().unwrap());
        let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n");
        let serving = tokio::spawn(async move {
            for _ in 0..3 {
                let (mut stream, _) = listener.accept().await.unwrap();
                read_request(&mut stream).await;
                stream.write_all(head.as_bytes()).await.unwrap();
                // Until nobody reads any more.
                while stream.write_all(&[b' '; MAX_ANSWER_BYTES]).await.is_ok() {}
            }
        });
        assert_eq!(ask_all(&url).await, [expected; 3]);
        serving.await.unwrap();
    }
}
