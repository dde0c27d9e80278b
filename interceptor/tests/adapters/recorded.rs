//! Bodies that are kept while they are sent: streams, and what stands in a box.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::Response;
use http::StatusCode;
use http_body::Body;
use http_body_util::BodyExt;
use http_body_util::Full;
use http_body_util::combinators::UnsyncBoxBody;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use interceptor::Session;
use interceptor::adapter::tower::AuthService;
use interceptor::adapter::tower::BoxError;
use interceptor::adapter::tower::Recorded;
use interceptor::adapter::tower::Recording;
use interceptor::event::Event;
use interceptor::event::NotReplayed;
use interceptor::verdict::Classify;
use sha2::Digest;
use sha2::Sha256;
use tokio::sync::mpsc;
use tokio::sync::oneshot;
use tower::Layer;
use tower::ServiceExt;
use tower::service_fn;

use crate::bodies::AnyBody;
use crate::bodies::fed;
use crate::bodies::uncounted;
use crate::bodies::whole;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::guarded;
use crate::world::reader;
use crate::world::told;

const ORIGIN: &str = "https://api.example.com";
const LIMIT: usize = 64 * 1024;

type BoxedBody = UnsyncBoxBody<Bytes, BoxError>;

fn boxed(body: AnyBody) -> BoxedBody {
    BoxedBody::new(body.map_err(Into::into))
}

fn recording<S>(
    session: &Session,
    service: S,
) -> AuthService<S, impl Classify + Clone, Recording<BoxedBody>> {
    session.layer(reader()).recording(BoxedBody::new).layer(service)
}

fn octets(length: usize) -> Bytes {
    (0..length).map(|place| u8::try_from(place * 7 % 251).unwrap()).collect()
}

/// P39: streams and boxes arrive the second time as they did the first, framed in the same way.
#[tokio::test]
async fn what_was_kept_arrives_as_it_did_the_first_time() {
    let framings: [fn(Bytes) -> AnyBody; 2] = [|octets| whole(octets), |octets| uncounted(octets)];
    for framing in framings {
        for length in [0, 1, 1000, LIMIT] {
            let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[server.origin()]);
            let client = Client::builder(TokioExecutor::new()).build_http::<BoxedBody>();
            let body = octets(length);
            let request = Request::put(server.url("/")).header("content-encoding", "x-home-made");
            let request = request.body(boxed(framing(body.clone()))).unwrap();
            let response = recording(&session, client).oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK);

            assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
            let [mut first, mut second] = <[_; 2]>::try_from(server.log().all()).unwrap();
            assert_eq!(second.body.len(), length);
            assert_eq!(Sha256::digest(&second.body), Sha256::digest(&body));
            first.headers.remove("authorization");
            second.headers.remove("authorization");
            assert_eq!(first.headers, second.headers);
        }
    }
}

/// P39: one octet more than there is room for, whether that was known before or not, and it is sent once.
#[tokio::test]
async fn what_was_too_long_to_keep_is_sent_once() {
    let framings: [fn(Bytes) -> AnyBody; 2] = [|octets| whole(octets), |octets| uncounted(octets)];
    for framing in framings {
        let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
        let endpoint = Endpoint::new();
        let session = endpoint.session(&[server.origin()]);
        let mut events = session.events();
        let client = Client::builder(TokioExecutor::new()).build_http::<BoxedBody>();
        let body = octets(LIMIT + 1);
        let request = Request::put(server.url("/")).body(boxed(framing(body.clone()))).unwrap();
        let response = recording(&session, client).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "expired");
        let [seen] = <[_; 1]>::try_from(server.log().all()).unwrap();
        assert_eq!(seen.body, body);
        endpoint.hit().await;
        let events = told(&mut events);
        assert!(
            events
                .iter()
                .any(|event| matches!(event, Event::NotReplayed { cause: NotReplayed::Body }))
        );
    }
}

/// What a service that answers early does with the body of a request.
type Refuse = fn(BoxedBody) -> Option<BoxedBody>;

/// A rejection that comes before the body has been read, or while it is still to come: the second gets all of it,
/// and the first, where somebody still reads it, ends.
#[tokio::test]
async fn a_rejection_does_not_wait_for_the_body() {
    let refusals: [Refuse; 2] = [|_| None, Some];
    for refuse in refusals {
        let (kept, arrived) = (Arc::new(Mutex::new(None)), Arc::new(Mutex::new(None)));
        let (keep, arrive) = (Arc::clone(&kept), Arc::clone(&arrived));
        let service = service_fn(move |mut request: Request<BoxedBody>| {
            let (keep, arrive) = (Arc::clone(&keep), Arc::clone(&arrive));
            async move {
                let answer = guarded(&request, "token-2");
                if answer.status() == StatusCode::OK {
                    let body = request.into_body().collect().await?.to_bytes();
                    *arrive.lock().unwrap() = Some(body);
                } else {
                    let first = request.body_mut().frame().await.unwrap()?;
                    assert_eq!(first.into_data().unwrap(), "one ");
                    *keep.lock().unwrap() = refuse(request.into_body());
                }
                Ok::<_, BoxError>(answer)
            }
        });
        let session = Endpoint::new().session(&[ORIGIN]);
        let (sender, body) = fed(None);
        let request = Request::put(format!("{ORIGIN}/")).body(boxed(body)).unwrap();
        let answer = tokio::spawn(recording(&session, service).oneshot(request));
        feed(sender, &["one ", "two ", "three"]).await;
        assert_eq!(answer.await.unwrap().unwrap().status(), StatusCode::OK);
        assert_eq!(arrived.lock().unwrap().take().unwrap(), "one two three");
        let first = kept.lock().unwrap().take();
        if let Some(mut first) = first {
            let error = first.frame().await.unwrap().unwrap_err();
            assert_eq!(error.to_string(), "the request is being sent again");
        }
    }
}

/// Whoever waits for more of the first body hears at once that there is none, before the token is here.
#[tokio::test(start_paused = true)]
async fn the_first_reader_does_not_wait_for_ever() {
    let (told, mut hears) = mpsc::channel(1);
    let service = service_fn(move |request: Request<BoxedBody>| {
        let told = told.clone();
        async move {
            let answer = guarded(&request, "token-2");
            let mut reading = Box::pin(request.into_body().collect());
            if answer.status() == StatusCode::OK {
                reading.await?;
                return Ok(answer);
            }
            let (waits, is_waiting) = oneshot::channel();
            let reading = tokio::spawn(async move {
                let first = poll_fn(|context| Poll::Ready(reading.as_mut().poll(context))).await;
                assert!(first.is_pending());
                waits.send(()).unwrap();
                reading.await
            });
            is_waiting.await?;
            told.send(reading).await?;
            Ok::<_, BoxError>(answer)
        }
    });
    let endpoint = Endpoint::closed();
    let session = endpoint.session(&[ORIGIN]);
    let (sender, body) = fed(None);
    let request = Request::put(format!("{ORIGIN}/")).body(boxed(body)).unwrap();
    let answer = tokio::spawn(recording(&session, service).oneshot(request));
    let first = hears.recv().await.unwrap();
    endpoint.hit().await;
    // Virtual time runs on when nothing else does.
    let first = tokio::time::timeout(Duration::from_secs(3600), first).await.unwrap();
    assert!(first.unwrap().is_err());
    endpoint.open();
    feed(sender, &["one"]).await;
    assert_eq!(answer.await.unwrap().unwrap().status(), StatusCode::OK);
}

async fn feed(sender: mpsc::Sender<Bytes>, pieces: &[&'static str]) {
    for piece in pieces {
        sender.send(Bytes::from_static(piece.as_bytes())).await.unwrap();
    }
}

/// An accepted request is not disturbed: its body goes on after the head of the answer is here.
#[tokio::test]
async fn an_accepted_request_goes_on_sending() {
    let service = service_fn(|request: Request<BoxedBody>| async move {
        Ok::<_, BoxError>(Response::new(request.into_body()))
    });
    let session = Endpoint::new().session(&[ORIGIN]);
    let (sender, body) = fed(None);
    let request = Request::put(format!("{ORIGIN}/")).body(boxed(body)).unwrap();
    let response = recording(&session, service).oneshot(request).await.unwrap();
    let feeding = tokio::spawn(async move { feed(sender, &["back ", "and ", "forth"]).await });
    assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "back and forth");
    feeding.await.unwrap();
}

/// Nor is one whose rejection is handed on because another token would not help: the answer may live by its body.
#[tokio::test]
async fn a_rejection_that_is_handed_on_does_not_cut_off_the_body() {
    let service = service_fn(|request: Request<BoxedBody>| async move {
        let answer = Response::builder().status(StatusCode::FORBIDDEN);
        let answer = answer.header("www-authenticate", "Bearer error=\"insufficient_scope\"");
        Ok::<_, BoxError>(answer.body(request.into_body())?)
    });
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[ORIGIN]);
    let (sender, body) = fed(None);
    let request = Request::put(format!("{ORIGIN}/")).body(boxed(body)).unwrap();
    let response = recording(&session, service).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let feeding = tokio::spawn(async move { feed(sender, &["back ", "and ", "forth"]).await });
    assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "back and forth");
    feeding.await.unwrap();
    assert_eq!(endpoint.hits(), 0);
}

/// What is recorded may be a secret of the caller's.
#[tokio::test]
async fn a_recorded_body_shows_nothing_of_itself() {
    let shown: fn(Recorded<BoxedBody>) -> BoxedBody = |recorded| {
        assert_eq!(format!("{recorded:?}"), "Recorded(..)");
        BoxedBody::new(recorded)
    };
    let session = Endpoint::new().session(&[ORIGIN]);
    let layer = session.layer(reader()).recording(shown);
    let service = service_fn(|request: Request<BoxedBody>| {
        std::future::ready(Ok::<_, BoxError>(guarded(&request, "token-1")))
    });
    let request = Request::put(format!("{ORIGIN}/")).body(boxed(whole("octets"))).unwrap();
    let response = layer.layer(service).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

/// The hints of both readers are those of the body, less what was read.
#[tokio::test]
async fn the_second_body_says_how_long_it_is() {
    let hints = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&hints);
    let service = service_fn(move |mut request: Request<BoxedBody>| {
        let seen = Arc::clone(&seen);
        async move {
            let answer = guarded(&request, "token-2");
            let mut hints = vec![request.body().size_hint().exact()];
            while let Some(frame) = request.body_mut().frame().await {
                frame?;
                hints.push(request.body().size_hint().exact());
            }
            assert!(request.body().is_end_stream());
            seen.lock().unwrap().push(hints);
            Ok::<_, BoxError>(answer)
        }
    });
    let session = Endpoint::new().session(&[ORIGIN]);
    let body = BoxedBody::new(Full::from("five!").map_err(Into::into));
    let request = Request::put(format!("{ORIGIN}/")).body(body).unwrap();
    recording(&session, service).oneshot(request).await.unwrap();
    assert_eq!(*hints.lock().unwrap(), [[Some(5), Some(0)], [Some(5), Some(0)]]);
}
