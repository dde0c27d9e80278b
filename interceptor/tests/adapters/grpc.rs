//! The shape of gRPC: messages and trailers both ways, a status that stands in the head when there are no messages.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderValue;
use http::Request;
use http::Response;
use http_body::Body;
use http_body::Frame;
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;
use interceptor::GrpcStatus;
use interceptor::Session;
use interceptor::adapter::tower::BoxError;
use tower::Layer;
use tower::Service;
use tower::ServiceExt;
use tower::service_fn;

use crate::world::Endpoint;
use crate::world::Log;
use crate::world::guarded;

const ORIGIN: &str = "https://api.example.com";

/// As that of tonic: of any kind, and of unknown length.
type GrpcBody = UnsyncBoxBody<Bytes, BoxError>;

/// A message of five octets before its own (its length), and trailers.
struct Call {
    message: Option<Bytes>,
    status: Option<&'static str>,
}

fn call(message: &'static str, status: &'static str) -> GrpcBody {
    let framed = [&[0, 0, 0, 0, u8::try_from(message.len()).unwrap()], message.as_bytes()].concat();
    let call = Call { message: Some(framed.into()), status: Some(status) };
    GrpcBody::new(call.map_err(|never| match never {}))
}

impl Body for Call {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(message) = self.message.take() {
            return Poll::Ready(Some(Ok(Frame::data(message))));
        }
        let status = self.status.take();
        Poll::Ready(status.map(|status| Ok(Frame::trailers(trailers(status)))))
    }
}

fn trailers(status: &'static str) -> HeaderMap {
    HeaderMap::from_iter([("grpc-status".parse().unwrap(), HeaderValue::from_static(status))])
}

fn answer(body: GrpcBody) -> Response<GrpcBody> {
    Response::builder().header("content-type", "application/grpc").body(body).unwrap()
}

/// "Trailers-Only": the status in the head, and nothing else.
fn only(status: &'static str) -> Response<GrpcBody> {
    let mut answer = answer(GrpcBody::default());
    answer.headers_mut().extend(trailers(status));
    answer
}

/// A service that takes token 2, and says `unauthenticated` otherwise.
fn server(
    log: &Log,
    unauthenticated: fn() -> Response<GrpcBody>,
) -> impl Service<Request<GrpcBody>, Response = Response<GrpcBody>, Error = BoxError, Future: Send>
+ Clone
+ Send
+ use<> {
    let log = log.clone();
    service_fn(move |request: Request<GrpcBody>| {
        let log = log.clone();
        async move {
            let good = guarded(&request, "token-2").status().is_success();
            let (mut head, body) = request.into_parts();
            let body = body.collect().await?;
            head.headers.extend(body.trailers().cloned().unwrap());
            log.write(&Request::from_parts(head, ()), body.to_bytes());
            Ok(if good { answer(call("hello", "0")) } else { unauthenticated() })
        }
    })
}

fn request() -> Request<GrpcBody> {
    let request = Request::post(format!("{ORIGIN}/greeter.Greeter/SayHello"));
    let request = request.header("content-type", "application/grpc").header("te", "trailers");
    request.body(call("hi", "9")).unwrap()
}

fn session(endpoint: &Endpoint) -> Session {
    endpoint.session(&[ORIGIN])
}

/// P43: status 16 in the head is a rejection; the call is made again, message and trailers included, and message and
/// trailers of the second answer reach the caller.
#[tokio::test]
async fn unauthenticated_is_renewed_and_the_call_made_again() {
    let (endpoint, log) = (Endpoint::new(), Log::default());
    let layer = session(&endpoint).layer(GrpcStatus).recording(GrpcBody::new);
    let service = layer.layer(server(&log, || only("16")));
    let response = service.oneshot(request()).await.unwrap();
    assert_eq!(response.headers().get("grpc-status"), None);
    let body = response.into_body().collect().await.unwrap();
    assert_eq!(body.trailers(), Some(&trailers("0")));
    assert_eq!(body.to_bytes(), &b"\0\0\0\0\x05hello"[..]);

    assert_eq!(log.tokens(), ["token-1", "token-2"]);
    for seen in log.all() {
        assert_eq!(seen.body, &b"\0\0\0\0\x02hi"[..]);
        assert_eq!(
            (&seen.headers["grpc-status"], &seen.headers["te"]),
            (&"9".parse().unwrap(), &"trailers".parse().unwrap())
        );
    }
    assert_eq!(endpoint.hits(), 1);
}

/// P39: without a record the call is made once; its answer comes back as it was, and the next has a new token.
#[tokio::test]
async fn a_call_that_is_not_kept_is_made_once() {
    let (endpoint, log) = (Endpoint::new(), Log::default());
    let layer = session(&endpoint).layer(GrpcStatus).never_replays();
    let service = layer.layer(server(&log, || only("16")));
    let response = service.clone().oneshot(request()).await.unwrap();
    assert_eq!(response.headers()["grpc-status"], "16");
    assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
    endpoint.hit().await;
    let response = service.oneshot(request()).await.unwrap();
    assert_eq!(response.into_body().collect().await.unwrap().trailers(), Some(&trailers("0")));
    assert_eq!(log.tokens(), ["token-1", "token-2"]);
}

/// P12: other statuses are none of a token's business. And in the trailers of an answer with messages, 16 comes
/// after the caller has got the head: it is handed on as it is, with its trailers.
#[tokio::test]
async fn other_statuses_and_those_after_a_message_are_handed_on() {
    let answers: [fn() -> Response<GrpcBody>; 3] =
        [|| only("7"), || only("0"), || answer(call("half", "16"))];
    for unauthenticated in answers {
        let (endpoint, log) = (Endpoint::new(), Log::default());
        let layer = session(&endpoint).layer(GrpcStatus).recording(GrpcBody::new);
        let service = layer.layer(server(&log, unauthenticated));
        let response = service.oneshot(request()).await.unwrap();
        let expected = unauthenticated();
        assert_eq!(response.headers(), expected.headers());
        let body = response.into_body().collect().await.unwrap();
        let expected = expected.into_body().collect().await.unwrap();
        assert_eq!(body.trailers(), expected.trailers());
        assert_eq!(body.to_bytes(), expected.to_bytes());
        assert_eq!(log.tokens(), ["token-1"]);
        assert_eq!(endpoint.hits(), 0);
    }
}
