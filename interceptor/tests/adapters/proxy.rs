//! Plain HTTP stays on this machine, whatever proxy the environment names.

use std::time::Duration;

use http::StatusCode;

use crate::server::Server;
use crate::world::Endpoint;
use crate::world::guarded;
use crate::world::reader;

/// P35: a proxy of the environment would see the token in clear.
#[test]
fn what_is_on_this_machine_is_asked_without_the_proxy_of_the_environment() {
    crate::environment::passes_without_the_proxy_of_the_environment(
        "proxy::a_client_for_this_machine_reaches_it",
    );
}

#[tokio::test]
async fn a_client_for_this_machine_reaches_it() {
    let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
    let session = Endpoint::new().session(&[server.origin(), "http://localhost:3000"]);
    let client = session.client(reqwest::Client::builder(), reader()).unwrap();
    // Whoever listens in the place of a proxy never answers.
    let answer = client.get(server.url("/me")).timeout(Duration::from_secs(10)).send();
    assert_eq!(answer.await.unwrap().status(), StatusCode::OK);
    assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
}

/// Elsewhere, the proxy that a program has set is the way out.
#[tokio::test]
async fn a_client_for_other_machines_keeps_its_proxy() {
    let proxy = Server::start(|_| async { crate::world::answer(StatusCode::OK, "proxied") }).await;
    let session = Endpoint::new().session(&["https://api.example.com", "http://localhost:3000"]);
    let builder = reqwest::Client::builder().proxy(reqwest::Proxy::all(proxy.origin()).unwrap());
    let client = session.client(builder, reader()).unwrap();
    let answer = client.get("http://other.example.com/").send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "proxied");
    assert_eq!(proxy.log().tokens(), ["-"]);
}
