//! The tower layer over services in memory.

use std::convert::Infallible;

use bytes::Bytes;
use http::Request;
use http::StatusCode;
use http_body_util::BodyExt;
use http_body_util::Full;
use tower::Layer;
use tower::Service;
use tower::ServiceExt;
use tower::service_fn;

use crate::world::Endpoint;
use crate::world::Log;
use crate::world::guarded;
use crate::world::reader;

const ORIGIN: &str = "https://api.example.com";

fn get(path: &str) -> Request<Full<Bytes>> {
    Request::get(format!("{ORIGIN}{path}")).body(Full::default()).unwrap()
}

#[tokio::test]
async fn an_expired_token_is_renewed_and_the_request_repeated() {
    let (endpoint, log) = (Endpoint::new(), Log::default());
    let session = endpoint.session(&[ORIGIN]);
    let seen = log.clone();
    let server = service_fn(move |request: Request<Full<Bytes>>| {
        seen.write(&request, Bytes::new());
        let answer = guarded(&request, "token-2");
        async { Ok::<_, Infallible>(answer) }
    });
    let mut client = session.layer(reader()).layer(server);

    let answer = client.ready().await.unwrap().call(get("/me"));
    assert_eq!(format!("{answer:?}"), "AuthFuture(..)");
    let response = answer.await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(format!("{:?}", response.body()), "AuthBody(..)");
    assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "welcome");
    assert_eq!(log.tokens(), ["token-1", "token-2"]);
    assert_eq!(endpoint.hits(), 1);
}
