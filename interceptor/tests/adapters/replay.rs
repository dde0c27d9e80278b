//! What is in a request that is sent again.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http::HeaderMap;
use http::Request;
use http::StatusCode;
use http::Version;
use http_body::Body;
use http_body::Frame;
use http_body_util::BodyExt;
use interceptor::adapter::tower::Replay;
use interceptor::exchange::Repeated;
use tower::Layer;
use tower::ServiceExt;
use tower::service_fn;

use crate::world::Endpoint;
use crate::world::Log;
use crate::world::guarded;
use crate::world::reader;

const ORIGIN: &str = "https://api.example.com";

/// P43: method, target, version, extensions, header fields, body and trailers are those of the first time.
#[tokio::test]
async fn everything_of_a_request_is_there_again() {
    #[derive(Clone, Debug, PartialEq)]
    struct Tag(&'static str);

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
    assert!(response.extensions().get::<Repeated>().is_some());
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
