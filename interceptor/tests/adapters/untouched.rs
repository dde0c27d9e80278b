//! What the session keeps its hands off, and what it says when there is nothing more to be done.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use http::Request;
use http::Response;
use http::StatusCode;
use http::header::AUTHORIZATION;
use http::header::WWW_AUTHENTICATE;
use http_body_util::Full;
use interceptor::adapter::tower::BoxError;
use interceptor::auth_error;
use interceptor::error::AuthError;
use interceptor::event::Event;
use interceptor::event::NotReplayed;
use interceptor::exchange::NoToken;
use interceptor::origin::Origins;
use interceptor::policy::Policy;

use crate::clients::ADAPTERS;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::answer;
use crate::world::guarded;
use crate::world::told;

/// A server that answers always the same.
async fn constant(answer: fn() -> Response<Full<Bytes>>) -> Server {
    Server::start(move |_| std::future::ready(answer())).await
}

fn insufficient_scope() -> Response<Full<Bytes>> {
    let mut response = answer(StatusCode::FORBIDDEN, "not this");
    let challenge = "Bearer error=\"insufficient_scope\", scope=\"admin\"".parse().unwrap();
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    response
}

/// P12: neither `insufficient_scope` nor a 403 that says nothing about the token is followed by a refresh.
#[tokio::test]
async fn a_lack_of_rights_is_no_reason_to_refresh() {
    for adapter in ADAPTERS {
        for refusal in [insufficient_scope, || answer(StatusCode::FORBIDDEN, "not this")] {
            let server = constant(refusal).await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[server.origin()]);
            let response =
                adapter(&session, 1)(Request::get(server.url("/")).body(Bytes::new()).unwrap());
            let response = response.await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN);
            assert_eq!(response.body(), "not this");
            assert_eq!(server.log().tokens(), ["token-1"]);
            assert_eq!(endpoint.hits(), 0);
        }
    }
}

/// P12: whoever sets `Authorization` speaks for themselves: it is sent, and a 401 to it comes back.
#[tokio::test]
async fn a_header_field_of_the_callers_own_is_left_alone() {
    for adapter in ADAPTERS {
        let server = constant(|| answer(StatusCode::UNAUTHORIZED, "who?")).await;
        let endpoint = Endpoint::new();
        let session = endpoint.session(&[server.origin()]);
        let request = Request::get(server.url("/")).header(AUTHORIZATION, "Bearer mine");
        let response = adapter(&session, 1)(request.body(Bytes::new()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(server.log().tokens(), ["mine"]);
        assert_eq!(endpoint.hits(), 0);
    }
}

/// What a client does whose login goes through itself.
#[tokio::test]
async fn a_request_marked_so_goes_without_a_token() {
    let server = constant(|| answer(StatusCode::UNAUTHORIZED, "wrong password")).await;
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[server.origin()]);
    let mut request = Request::post(server.url("/login")).body(Bytes::new()).unwrap();
    request.extensions_mut().insert(NoToken);
    let response = crate::clients::by_tower(&session, 1)(request).await.unwrap();
    assert_eq!(response.body(), "wrong password");
    assert_eq!(server.log().tokens(), ["-"]);
    let client = crate::clients::reqwest_client(&session, 1);
    let response = client.post(server.url("/login")).with_extension(NoToken).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), "wrong password");
    assert_eq!(server.log().tokens(), ["-", "-"]);
    assert_eq!(endpoint.hits(), 0);
}

/// When the refresh token is refused, the caller gets that, not a 401 that says nothing of it; so does each who
/// asks afterwards, at once and with the same value.
#[tokio::test]
async fn the_end_of_a_session_is_an_error_to_the_caller() {
    for adapter in ADAPTERS {
        let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
        let endpoint = Endpoint::refusing();
        let session = endpoint.session(&[server.origin()]);
        let client = adapter(&session, 1);
        let get = || Request::get(server.url("/")).body(Bytes::new()).unwrap();
        let errors = [client(get()).await.unwrap_err(), client(get()).await.unwrap_err()];
        let errors = errors.each_ref().map(|error| auth_error(&**error).unwrap());
        assert!(matches!(**errors[0], AuthError::Refused(_)));
        assert!(Arc::ptr_eq(errors[0], errors[1]));
        assert_eq!(endpoint.hits(), 1);
        assert_eq!(server.log().tokens(), ["token-1"]);
    }
}

/// The article's 5002: the session is over, and this caller sees the answer itself.
#[tokio::test]
async fn an_invalid_token_ends_the_session_and_the_answer_comes_back() {
    for adapter in ADAPTERS {
        let server = constant(|| {
            let mut response = answer(StatusCode::UNAUTHORIZED, "{\"errorCode\":5002}");
            response.headers_mut().insert("content-type", "application/json".parse().unwrap());
            response
        })
        .await;
        let endpoint = Endpoint::new();
        let session = endpoint.session(&[server.origin()]);
        let client = adapter(&session, 1);
        let get = || Request::get(server.url("/")).body(Bytes::new()).unwrap();
        let response = client(get()).await.unwrap();
        assert_eq!(response.body(), "{\"errorCode\":5002}");
        let error = client(get()).await.unwrap_err();
        assert!(matches!(**auth_error(&*error).unwrap(), AuthError::Invalid));
        assert_eq!(server.log().tokens(), ["token-1"]);
        assert_eq!(endpoint.hits(), 0);
    }
}

/// A body over the limit, or a method that the policy excepts: sent once, the 401 comes back, the reason is
/// told, and the token is renewed for those who follow.
#[tokio::test]
async fn what_cannot_be_sent_again_gets_its_answer_back_and_the_next_request_a_new_token() {
    let long = Bytes::from(vec![b'x'; 101]);
    let cases = [
        (Method::PUT, long, NotReplayed::Body),
        (Method::POST, Bytes::from_static(b"short"), NotReplayed::Method),
    ];
    for adapter in ADAPTERS {
        for (method, body, expected) in &cases {
            let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
            let endpoint = Endpoint::new();
            let mut policy = Policy::new(Origins::one(server.origin()).unwrap());
            policy.max_replay_body = 100;
            policy.replay = |method| *method != Method::POST;
            let session = endpoint.session_with(policy);
            let mut events = session.events();
            let client = adapter(&session, 1);

            let request = Request::builder().method(method).uri(server.url("/"));
            let response = client(request.body(body.clone()).unwrap()).await.unwrap();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
            assert_eq!(response.body(), "expired");
            assert_eq!(server.log().all()[0].body, body);
            let events = told(&mut events);
            assert!(events.iter().any(|event| matches!(
                event, Event::NotReplayed { cause } if cause == expected
            )));

            let next = Request::get(server.url("/")).body(Bytes::new()).unwrap();
            assert_eq!(client(next).await.unwrap().status(), StatusCode::OK);
            assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
            assert_eq!(endpoint.hits(), 1);
        }
    }
}

/// The error of the session is found behind the errors of others, whatever the client has put it in.
#[tokio::test]
async fn the_end_of_a_session_is_found_behind_other_errors() {
    for adapter in ADAPTERS {
        let server = constant(|| answer(StatusCode::UNAUTHORIZED, "expired")).await;
        let session = Endpoint::refusing().session(&[server.origin()]);
        let get = Request::get(server.url("/")).body(Bytes::new()).unwrap();
        let error = Because(Because(adapter(&session, 1)(get).await.unwrap_err()).into());
        assert!(matches!(**auth_error(&error).unwrap(), AuthError::Refused(_)));
        assert!(auth_error(&Because("another".into())).is_none());
    }
}

/// An error of the caller's own.
#[derive(Debug)]
struct Because(BoxError);

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it went wrong")
    }
}

impl Error for Because {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}
