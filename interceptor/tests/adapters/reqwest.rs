//! The reqwest middleware over real sockets.

use http::StatusCode;
use reqwest_middleware::ClientBuilder;

use crate::server::Server;
use crate::world::Endpoint;
use crate::world::guarded;
use crate::world::reader;

#[tokio::test]
async fn an_expired_token_is_renewed_and_the_request_repeated() {
    let server = Server::start(|request| guarded(request, "token-2")).await;
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[server.origin()]);
    let client =
        ClientBuilder::new(reqwest::Client::new()).with(session.middleware(reader())).build();

    let response = client.get(server.url("/me")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.text().await.unwrap(), "welcome");
    assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
    assert_eq!(endpoint.hits(), 1);
    assert_eq!(server.connections(), 1);
}
