//! When the service within is called: ready each time, and with no permit held while a token is waited for.

use std::convert::Infallible;
use std::future::Future;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::Response;
use http::StatusCode;
use http_body_util::Full;
use interceptor::Session;
use interceptor::error::RefreshError;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Refresher;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use tower::Layer;
use tower::Service;
use tower::ServiceExt;
use tower::limit::ConcurrencyLimit;
use tower::service_fn;

use crate::world::Endpoint;
use crate::world::guarded;
use crate::world::pair;
use crate::world::reader;

const ORIGIN: &str = "https://api.example.com";

/// Ready for one call each time it says so, after it was asked twice. Panics when called otherwise.
struct Strict {
    asked: u8,
}

impl Clone for Strict {
    fn clone(&self) -> Self {
        Self { asked: 0 }
    }
}

impl Service<Request<Full<Bytes>>> for Strict {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = std::future::Ready<Result<Response<Full<Bytes>>, Infallible>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.asked = self.asked.saturating_add(1);
        if self.asked >= 2 {
            return Poll::Ready(Ok(()));
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn call(&mut self, request: Request<Full<Bytes>>) -> Self::Future {
        assert!(std::mem::take(&mut self.asked) >= 2, "called before it was ready");
        std::future::ready(Ok(guarded(&request, "token-2")))
    }
}

fn get() -> Request<Full<Bytes>> {
    Request::get(format!("{ORIGIN}/")).body(Full::default()).unwrap()
}

/// Virtual time runs on when nothing else does: a deadlock ends here.
async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(3600), future).await.unwrap()
}

/// P48: each call, that of the repeat and of a request that waited for its token too, comes after `poll_ready`.
#[tokio::test(start_paused = true)]
async fn the_service_is_ready_whenever_it_is_called() {
    for expired in [false, true] {
        let endpoint = Endpoint::new();
        let session =
            if expired { endpoint.expired_session(&[ORIGIN]) } else { endpoint.session(&[ORIGIN]) };
        let mut client = session.layer(reader()).layer(Strict { asked: 0 });
        for _ in 0..3 {
            let response = in_time(async { client.ready().await.unwrap().call(get()).await });
            assert_eq!(response.await.unwrap().status(), StatusCode::OK);
        }
        assert_eq!(endpoint.hits(), 1);
    }
}

/// P48: with one permit for all requests, the repeat gets it after the first has given it back.
#[tokio::test(start_paused = true)]
async fn one_permit_is_enough_for_a_repeat() {
    let server = service_fn(|request: Request<Full<Bytes>>| async move {
        Ok::<_, Infallible>(guarded(&request, "token-2"))
    });
    let session = Endpoint::new().session(&[ORIGIN]);
    let client = session.layer(reader()).layer(ConcurrencyLimit::new(server, 1));
    let burst = (0..20).map(|_| client.clone().oneshot(get()));
    let burst: tokio::task::JoinSet<_> = burst.collect();
    for response in in_time(burst.join_all()).await {
        assert_eq!(response.unwrap().status(), StatusCode::OK);
    }
}

/// A refresher whose requests need the same permits as everybody's.
struct Through<S>(S);

impl<S> Refresher for Through<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<Full<Bytes>>, Error = Infallible>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send,
{
    fn refresh<'a>(
        &'a self,
        _: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        let answer = self.0.clone().oneshot(get());
        Box::pin(async move {
            answer.await.unwrap();
            Ok(pair(2))
        })
    }
}

/// P48: requests that wait for a token hold no permit meanwhile, so that a refresh can have it; whether there was
/// no token from the start, or it was rejected.
#[tokio::test(start_paused = true)]
async fn one_permit_is_enough_for_requests_and_refresh() {
    for first in [None, Some(pair(1))] {
        let server = service_fn(|request: Request<Full<Bytes>>| async move {
            Ok::<_, Infallible>(guarded(&request, "token-2"))
        });
        let limited = ConcurrencyLimit::new(server, 1);
        let policy = Policy::new(Origins::one(ORIGIN).unwrap());
        let mut builder = Session::builder(WithoutRefreshToken(Through(limited.clone())), policy);
        if let Some(pair) = first {
            builder = builder.tokens(pair);
        }
        let mut client = builder.build().layer(reader()).layer(limited);
        // One that stays ready beside, as in a pool, and would keep its permit.
        let response = in_time(async { client.ready().await.unwrap().call(get()).await }).await;
        assert_eq!(response.unwrap().status(), StatusCode::OK);
    }
}

struct WithoutRefreshToken<R>(R);

impl<R: Refresher> Refresher for WithoutRefreshToken<R> {
    fn needs_refresh_token(&self) -> bool {
        false
    }

    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        self.0.refresh(refresh)
    }
}
