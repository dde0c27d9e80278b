//! Over which connection a request is sent again.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::StatusCode;
use http_body_util::Full;
use interceptor::Session;
use tokio::time::Instant;
use tower::Layer;
use tower::ServiceExt;
use tower::service_fn;

use crate::bodies::AnyBody;
use crate::bodies::Endless;
use crate::bodies::uncounted;
use crate::bodies::whole;
use crate::clients::ADAPTERS;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::answer;
use crate::world::guarded;
use crate::world::pair;
use crate::world::reader;

const ORIGIN: &str = "https://api.example.com";

/// P42: the rejected answer is read to its end before the repeat, which then takes the same connection; also
/// when no refresh had to be waited for.
#[tokio::test]
async fn the_repeat_takes_the_connection_of_the_request() {
    let rejections: [fn() -> AnyBody; 3] =
        [|| whole(""), || whole("expired"), || uncounted("expired")];
    for adapter in ADAPTERS {
        for rejection in rejections {
            let session = Arc::new(OnceLock::<Session>::new());
            let known = Arc::clone(&session);
            let server = Server::start(move |request| {
                let answer = guarded(&request, "token-2");
                // The token is replaced while the request is under way: it is repeated at once.
                known.get().unwrap().install(pair(2));
                std::future::ready(match answer.status() {
                    StatusCode::UNAUTHORIZED => answer.map(|_| rejection()),
                    _ => answer.map(AnyBody::new),
                })
            })
            .await;
            let endpoint = Endpoint::new();
            let session = session.get_or_init(|| endpoint.session(&[server.origin()]));
            let request = Request::get(server.url("/")).body(Bytes::new()).unwrap();
            let response = adapter(session, 1)(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(endpoint.hits(), 0);
            assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
            assert_eq!(server.connections(), 1);
        }
    }
}

/// P42: a long one is not worth it; the repeat takes another connection.
#[tokio::test]
async fn a_long_rejection_is_not_read_for_the_sake_of_its_connection() {
    for adapter in ADAPTERS {
        let server = Server::start(|request| async move {
            match guarded(&request, "token-2") {
                answer if answer.status() == StatusCode::UNAUTHORIZED => {
                    answer.map(|_| whole(vec![b'x'; 4_000_000]))
                }
                answer => answer.map(AnyBody::new),
            }
        })
        .await;
        let session = Endpoint::new().session(&[server.origin()]);
        let request = Request::get(server.url("/")).body(Bytes::new()).unwrap();
        let response = adapter(&session, 1)(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(server.connections(), 2);
    }
}

/// A rejection whose body never ends is given up, and the request repeated.
#[tokio::test(start_paused = true)]
async fn a_rejection_without_end_does_not_hold_up_the_repeat() {
    let server = service_fn(|request: Request<Full<Bytes>>| async move {
        let body = match guarded(&request, "token-2").status() {
            StatusCode::UNAUTHORIZED => AnyBody::new(Endless { upper: None }),
            _ => whole("welcome"),
        };
        let status = guarded(&request, "token-2").status();
        Ok::<_, Infallible>(answer(status, "").map(|_| body))
    });
    let session = Endpoint::new().session(&[ORIGIN]);
    let begun = Instant::now();
    let response = in_time(session.layer(reader()).layer(server).oneshot(get())).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    // Virtual time, give or take the grain of its timer.
    assert_eq!(begun.elapsed().as_millis() / 10, 5);
}

fn get() -> Request<Full<Bytes>> {
    Request::get(format!("{ORIGIN}/")).body(Full::default()).unwrap()
}

/// Virtual time runs on when nothing else does: a deadlock ends here.
async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(3600), future).await.unwrap()
}
