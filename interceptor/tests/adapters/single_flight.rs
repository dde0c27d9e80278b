//! Many requests, one refresh, through each adapter and over real sockets.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use bytes::Bytes;
use http::Request;
use http::StatusCode;
use tokio::sync::Barrier;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::clients::ADAPTERS;
use crate::clients::Adapter;
use crate::clients::Client;
use crate::clients::OF_TWO;
use crate::clients::Outcome;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::guarded;

fn get(url: String) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).unwrap()
}

fn burst(client: &Client, server: &Server, n: usize) -> JoinSet<Outcome> {
    (0..n).map(|i| client(get(server.url(&format!("/{i}"))))).collect()
}

async fn all_succeed(requests: JoinSet<Outcome>) {
    for outcome in requests.join_all().await {
        let response = outcome.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.body(), "welcome");
    }
}

async fn rejected_together(adapter: Adapter, n: usize) {
    let together = Arc::new(Barrier::new(n));
    // Nobody is rejected before all were sent with the old token.
    let server = Server::start(move |request| {
        let together = Arc::clone(&together);
        async move {
            let answer = guarded(&request, "token-2");
            if answer.status() == StatusCode::UNAUTHORIZED {
                together.wait().await;
            }
            answer
        }
    })
    .await;
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[server.origin()]);
    let client = adapter(&session, 1);

    all_succeed(burst(&client, &server, n)).await;

    assert_eq!(endpoint.hits(), 1, "for {n} requests");
    let tokens = server.log().tokens();
    assert_eq!(tokens.iter().filter(|token| *token == "token-1").count(), n);
    assert_eq!(tokens.iter().filter(|token| *token == "token-2").count(), n);
}

/// P1: N requests rejected with one generation cause one refresh, N repeats and N successes.
#[tokio::test]
async fn any_number_of_rejected_requests_cause_one_refresh() {
    for adapter in ADAPTERS {
        for n in [1, 2, 20, 256] {
            rejected_together(adapter, n).await;
        }
    }
}

/// P2: N requests without a token cause one refresh, and none leaves without one.
#[tokio::test]
async fn first_requests_wait_for_one_refresh_and_none_leaves_without_a_token() {
    for adapter in ADAPTERS {
        for n in [1, 20, 256] {
            let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
            let endpoint = Endpoint::closed();
            let session = endpoint.expired_session(&[server.origin()]);
            let client = adapter(&session, 1);
            let requests = burst(&client, &server, n);
            endpoint.hit().await;
            endpoint.open();
            all_succeed(requests).await;
            assert_eq!(endpoint.hits(), 1, "for {n} requests");
            assert_eq!(server.log().tokens(), vec!["token-2"; n]);
        }
    }
}

/// P3: a rejection that comes late, of a token that has been replaced since, causes no refresh; the request is
/// repeated with the current one.
#[tokio::test]
async fn a_late_rejection_is_repeated_with_the_token_that_is_there() {
    for adapter in ADAPTERS {
        let (arrived, late) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let gates = (Arc::clone(&arrived), Arc::clone(&late));
        let server = Server::start(move |request| {
            let (arrived, late) = gates.clone();
            async move {
                let answer = guarded(&request, "token-2");
                if request.uri().path() == "/late" && answer.status() == StatusCode::UNAUTHORIZED {
                    arrived.add_permits(1);
                    late.acquire().await.unwrap().forget();
                }
                answer
            }
        })
        .await;
        let endpoint = Endpoint::new();
        let session = endpoint.session(&[server.origin()]);
        let client = adapter(&session, 1);

        let stale = tokio::spawn(client(get(server.url("/late"))));
        arrived.acquire().await.unwrap().forget();
        assert_eq!(client(get(server.url("/early"))).await.unwrap().status(), StatusCode::OK);
        assert_eq!(endpoint.hits(), 1);
        late.add_permits(1);
        assert_eq!(stale.await.unwrap().unwrap().status(), StatusCode::OK);
        assert_eq!(endpoint.hits(), 1);
        assert_eq!(server.log().tokens(), ["token-1", "token-1", "token-2", "token-2"]);
    }
}

/// P8: each request is sent twice at most, also through two layers and against a server that takes no token.
/// P9: the second rejection comes back as it was, and causes no refresh.
#[tokio::test]
async fn a_request_is_sent_twice_at_most_and_the_second_rejection_comes_back() {
    for adapter in ADAPTERS {
        for layers in [1, 2] {
            let count = AtomicUsize::new(0);
            let server = Server::start(move |_| {
                let nth = count.fetch_add(1, Ordering::SeqCst) + 1;
                std::future::ready(crate::world::refusal(nth))
            })
            .await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[server.origin()]);
            let client = adapter(&session, layers);

            let response = client(get(server.url("/"))).await.unwrap();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
            assert_eq!(response.headers()["x-refusal"], "2");
            assert_eq!(response.body(), &b"refusal 2 \0\xff"[..]);
            assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
            assert_eq!(endpoint.hits(), 1);
        }
    }
}

/// P8: nor do the layers of two sessions multiply. The one outside speaks for the request; the other leaves it alone.
/// P12: for it, the token is one that the caller has set.
#[tokio::test]
async fn the_layers_of_two_sessions_send_a_request_twice_at_most() {
    for of_two in OF_TWO {
        let count = AtomicUsize::new(0);
        let server = Server::start(move |_| {
            let nth = count.fetch_add(1, Ordering::SeqCst) + 1;
            std::future::ready(crate::world::refusal(nth))
        })
        .await;
        let endpoints = [Endpoint::new(), Endpoint::new()];
        let [outer, inner] =
            endpoints.each_ref().map(|endpoint| endpoint.session(&[server.origin()]));
        let response = of_two(&outer, &inner)(get(server.url("/"))).await.unwrap();
        assert_eq!(response.headers()["x-refusal"], "2");
        assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
        assert_eq!(endpoints.map(|endpoint| endpoint.hits()), [1, 0]);
    }
}
