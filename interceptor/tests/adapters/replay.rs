//! What is in a request that is sent again.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::Extensions;
use http::HeaderMap;
use http::Method;
use http::Request;
use http::StatusCode;
use http::Uri;
use http::Version;
use http_body::Body;
use http_body::Frame;
use http_body_util::BodyExt;
use interceptor::adapter::tower::Replay;
use interceptor::exchange::Repeated;
use interceptor::tokens::Generation;
use reqwest_middleware::ClientBuilder;
use reqwest_middleware::Middleware;
use reqwest_middleware::Next;
use tokio::sync::Semaphore;
use tower::Layer;
use tower::ServiceExt;
use tower::service_fn;

use crate::server::Server;
use crate::world::Endpoint;
use crate::world::Log;
use crate::world::answer;
use crate::world::guarded;
use crate::world::reader;

const ORIGIN: &str = "https://api.example.com";

/// In the extensions of a request.
#[derive(Clone, Debug, PartialEq)]
struct Tag(&'static str);

/// P43: method, target, version, extensions, header fields, body and trailers are those of the first time.
#[tokio::test]
async fn everything_of_a_request_is_there_again() {
    let (log, tags) = (Log::default(), Arc::new(Mutex::new(Vec::new())));
    let written = (log.clone(), Arc::clone(&tags));
    let server = service_fn(move |request: Request<WithTrailers>| {
        let (log, tags) = written.clone();
        async move {
            let answer = guarded(&request, "token-2");
            let (mut head, body) = request.into_parts();
            tags.lock().unwrap().push(head.extensions.get::<Tag>().cloned());
            let body = body.collect().await?;
            head.headers.extend(body.trailers().cloned().unwrap());
            log.write(&Request::from_parts(head, ()), body.to_bytes());
            Ok::<_, Infallible>(answer)
        }
    });
    let session = Endpoint::new().session(&[ORIGIN]);
    let mut request = Request::builder()
        .method("PATCH")
        .uri(format!("{ORIGIN}/a%2Fb?c=%20d"))
        .version(Version::HTTP_2)
        .header("x-twice", "one")
        .header("x-twice", "two")
        .extension(Tag("kept"))
        .body(WithTrailers(Some(Bytes::from_static(b"\0\xffbody")), true))
        .unwrap();
    request.headers_mut().insert("x-octets", b"\xfe".as_slice().try_into().unwrap());
    let response = session.layer(reader()).layer(server).oneshot(request).await.unwrap();

    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(mark(&response.into_parts().0.extensions), Some(session.status().generation));
    assert_eq!(session.status().generation.to_string(), "2");
    assert_eq!(*tags.lock().unwrap(), [Some(Tag("kept")), Some(Tag("kept"))]);
    let [mut first, mut second] = <[_; 2]>::try_from(log.all()).unwrap();
    assert_eq!((first.token(), second.token()), (Some("token-1"), Some("token-2")));
    assert_eq!((first.repeated, second.repeated), (false, true));
    first.headers.remove("authorization");
    second.headers.remove("authorization");
    assert_eq!(first.headers, second.headers);
    assert_eq!(first.headers["x-checksum"], "7");
    assert_eq!(first.headers.get_all("x-twice").iter().count(), 2);
    assert_eq!((&first.method, &second.method), (&"PATCH".parse().unwrap(), &first.method));
    assert_eq!(
        (&first.uri, second.uri.path_and_query().unwrap().as_str()),
        (&second.uri, "/a%2Fb?c=%20d")
    );
    assert_eq!((first.version, second.version), (Version::HTTP_2, Version::HTTP_2));
    assert_eq!((&first.body, &second.body), (&second.body, &Bytes::from_static(b"\0\xffbody")));
}

/// What of a request of reqwest goes past a middleware.
#[derive(Clone, Debug, PartialEq)]
struct Passed {
    method: Method,
    uri: Uri,
    version: Version,
    headers: HeaderMap,
    timeout: Option<Duration>,
    body: Option<Bytes>,
    of_request: Option<Tag>,
    of_chain: Option<Tag>,
}

/// Stands within, and writes down what goes past.
#[derive(Clone, Default)]
struct Watcher(Arc<Mutex<Vec<Passed>>>);

#[async_trait::async_trait]
impl Middleware for Watcher {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let timeout = request.timeout().copied();
        // Only a request of `http` shows its extensions.
        let seen = Request::<reqwest::Body>::try_from(request.try_clone().unwrap()).unwrap();
        let mut headers = seen.headers().clone();
        headers.remove("authorization").unwrap();
        self.0.lock().unwrap().push(Passed {
            method: seen.method().clone(),
            uri: seen.uri().clone(),
            version: seen.version(),
            headers,
            timeout,
            body: seen.body().as_bytes().map(Bytes::copy_from_slice),
            of_request: seen.extensions().get().cloned(),
            of_chain: extensions.get().cloned(),
        });
        next.run(request, extensions).await
    }
}

/// P43: of a request of reqwest, the timeout and both kinds of extensions as well.
#[tokio::test]
async fn everything_of_a_request_of_reqwest_is_there_again() {
    let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
    let session = Endpoint::new().session(&[server.origin()]);
    let watcher = Watcher::default();
    let plain = reqwest::Client::builder().no_proxy();
    let client = session.client(plain, reader()).unwrap();
    let client = ClientBuilder::from_client(client).with(watcher.clone()).build();

    let request = Request::builder()
        .method("PATCH")
        .uri(server.url("/a%2Fb?c=%20d"))
        .version(Version::HTTP_10)
        .header("x-twice", "one")
        .header("x-twice", "two")
        .extension(Tag("of the request"))
        .body(Bytes::from_static(b"\0\xffbody"))
        .unwrap();
    let mut request = reqwest::Request::try_from(request).unwrap();
    *request.timeout_mut() = Some(Duration::from_secs(77));
    let mut extensions = Extensions::new();
    extensions.insert(Tag("of the chain"));
    let response = client.execute_with_extensions(request, &mut extensions).await.unwrap();

    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(mark(response.extensions()), Some(session.status().generation));
    assert_eq!(session.status().generation.to_string(), "2");
    let [first, second] = <[_; 2]>::try_from(watcher.0.lock().unwrap().clone()).unwrap();
    assert_eq!(first, second);
    assert_eq!((second.method.as_str(), second.version), ("PATCH", Version::HTTP_10));
    assert_eq!(second.uri.path_and_query().unwrap(), "/a%2Fb?c=%20d");
    assert_eq!(second.headers.get_all("x-twice").iter().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(second.timeout, Some(Duration::from_secs(77)));
    assert_eq!(second.body, Some(Bytes::from_static(b"\0\xffbody")));
    assert_eq!(second.of_request, Some(Tag("of the request")));
    assert_eq!(second.of_chain, Some(Tag("of the chain")));
    // And that is what arrives.
    let arrived = server.log().all();
    assert_eq!(arrived.iter().map(|seen| seen.version).collect::<Vec<_>>(), [Version::HTTP_10; 2]);
    assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
}

fn mark(extensions: &Extensions) -> Option<Generation> {
    extensions.get::<Repeated>().map(|mark| mark.generation)
}

/// A server that answers in turn by these.
async fn in_turn(statuses: &'static [u16]) -> Server {
    let statuses = Mutex::new(statuses.iter());
    Server::start(move |_| {
        let status = *statuses.lock().unwrap().next().unwrap();
        std::future::ready(answer(status.try_into().unwrap(), ""))
    })
    .await
}

/// Extensions that come back to the caller have no mark: the next request with them is one of its own.
#[tokio::test]
async fn the_next_request_with_the_same_extensions_is_repeated_as_well() {
    let server = in_turn(&[401, 200, 401, 200]).await;
    let session = Endpoint::new().expired_session(&[server.origin()]);
    let client = crate::clients::reqwest_client(&session, 1);
    let mut extensions = Extensions::new();
    extensions.insert(Tag("of the caller"));
    for _ in 0..2 {
        let request = client.get(server.url("/")).build().unwrap();
        let response = client.execute_with_extensions(request, &mut extensions).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert!(mark(response.extensions()).is_some());
        assert_eq!(mark(&extensions), None);
        assert_eq!(extensions.get(), Some(&Tag("of the caller")));
    }
    assert_eq!(server.log().tokens(), ["token-2", "token-3", "token-3", "token-4"]);
}

/// Nor have those of a request that was given up while it was being repeated.
#[tokio::test]
async fn a_repeat_that_was_given_up_leaves_no_mark() {
    let (arrived, arrives) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let told = Arc::clone(&arrived);
    let server = Server::start(move |request| {
        let (told, never) = (Arc::clone(&told), Arc::clone(&arrives));
        async move {
            let answer = guarded(&request, "token-2");
            if answer.status() == StatusCode::OK {
                told.add_permits(1);
                never.acquire().await.unwrap().forget();
            }
            answer
        }
    })
    .await;
    let session = Endpoint::new().session(&[server.origin()]);
    let client = crate::clients::reqwest_client(&session, 1);
    let mut extensions = Extensions::new();
    let request = client.get(server.url("/")).build().unwrap();
    tokio::select! {
        _ = client.execute_with_extensions(request, &mut extensions) => unreachable!(),
        _ = arrived.acquire() => {}
    }
    assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
    assert_eq!(mark(&extensions), None);
}

/// Sends a request once more that met trouble.
struct Retry;

#[async_trait::async_trait]
impl Middleware for Retry {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let again = request.try_clone().unwrap();
        let response = next.clone().run(request, extensions).await?;
        if response.status().is_server_error() {
            return next.run(again, extensions).await;
        }
        Ok(response)
    }
}

/// Of a middleware that stands outside, each try gets the token of its time, and is repeated as any other.
#[tokio::test]
async fn each_try_of_a_retry_outside_is_repeated() {
    let server = in_turn(&[401, 503, 401, 200]).await;
    let session = Endpoint::new().expired_session(&[server.origin()]);
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = ClientBuilder::new(plain).with(Retry).with(session.middleware(reader())).build();
    let response = client.get(server.url("/")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(server.log().tokens(), ["token-2", "token-3", "token-3", "token-4"]);
}

/// A body that ends with trailers, and can be sent twice.
struct WithTrailers(Option<Bytes>, bool);

impl Body for WithTrailers {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(data) = self.0.take() {
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        let trailers = std::mem::take(&mut self.1).then(|| {
            let field = ("x-checksum".parse().unwrap(), "7".parse().unwrap());
            Ok(Frame::trailers(HeaderMap::from_iter([field])))
        });
        Poll::Ready(trailers)
    }
}

impl Replay for WithTrailers {
    fn replay(&self, max: usize) -> Option<Self> {
        let fits = self.0.as_ref().is_none_or(|data| data.len() <= max);
        fits.then(|| Self(self.0.clone(), self.1))
    }
}
