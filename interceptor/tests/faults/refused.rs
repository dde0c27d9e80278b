//! The token endpoint answers, and not with tokens.

use std::time::Duration;

use http::StatusCode;
use interceptor::demo::Canned;
use interceptor::demo::Fault;
use interceptor::demo::Step;
use interceptor::error::AuthError;
use interceptor::event::Event;
use interceptor::port::Refresher;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::ReqwestTransport;

use super::world::World;
use super::world::assert_all_served;
use super::world::one_error;
use super::world::outcomes;

const MINUTE: Duration = Duration::from_secs(60);

/// P14: all who wait get one error, and nobody asks again before the time that the server has named.
///
/// P24: then the same refresh token is sent, which was not used.
#[tokio::test]
async fn a_busy_server_is_left_alone_for_as_long_as_it_says() {
    let world = World::new().await;
    let busy = Canned::Unavailable(Some(5 * MINUTE));
    world.server.token_endpoint().next(Fault::before(Step::Answer(busy)));
    let error = one_error(world.rejected_burst(20, "/v1/me").await).await;
    assert!(
        matches!(&*error, AuthError::Unavailable(cause) if cause.retry_after() == Some(5 * MINUTE))
    );
    world.clock.advance(5 * MINUTE - Duration::from_secs(1));
    assert!(outcomes(world.burst(20, "/v1/me")).await.iter().all(Result::is_err));
    assert_eq!(world.tally(), (1, 0, 0, 0));
    // Chance adds up to a quarter.
    world.clock.advance(5 * MINUTE / 4 + Duration::from_secs(1));
    assert_all_served(world.burst(20, "/v1/me"), 20).await;
    assert_eq!(world.tally(), (2, 1, 0, 0));
}

/// P13: the refresh token was refused: one error for all, no request is repeated, the session ends once, and
/// then nobody asks any more until somebody logs in.
#[tokio::test]
async fn a_refused_refresh_token_ends_the_session_for_all_at_once() {
    let world = World::new().await;
    let thief = world.store.kept().unwrap().pair.refresh.unwrap();
    let form = format!("token={}&client_id=app", thief.expose());
    let kind = "application/x-www-form-urlencoded";
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let revoke = client.post(world.server.at("/revoke")).header("content-type", kind);
    assert_eq!(revoke.body(form).send().await.unwrap().status(), 200);

    let error = one_error(world.rejected_burst(20, "/v1/me").await).await;
    assert!(
        matches!(&*error, AuthError::Refused(cause) if cause.oauth_code() == Some("invalid_grant"))
    );
    assert_eq!(world.server.counters().resources, 20);
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 1);
    let error_again = one_error(world.burst(20, "/v1/me")).await;
    assert!(std::sync::Arc::ptr_eq(&error, &error_again));
    let counters = world.server.counters();
    assert_eq!((counters.token_endpoint, counters.resources), (1, 20));

    world.session.install(world.server.log_in("alice").unwrap());
    assert_all_served(world.burst(20, "/v1/me"), 20).await;
    assert_eq!(world.server.counters().token_endpoint, 1);
}

/// P40: 5002 is "invalid", not "expired": nothing is re-issued, and the session is over. Who hears of it first
/// gets the answer, who comes later the error.
#[tokio::test]
async fn invalid_is_not_expired() {
    let world = World::new().await;
    let login = world.server.log_in("alice").unwrap();
    world.session.install(login.clone());
    world.server.end_all_sessions();
    for got in outcomes(world.rejected_burst(20, "/api/me").await).await {
        assert!(
            matches!(&got, Ok(401)) || matches!(&got, Err(e) if matches!(**e, AuthError::Invalid))
        );
    }
    assert_eq!(world.server.counters().token_endpoint, 0);
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 1);
    // Nor would it have helped: the refresh token is no better.
    let transport = ReqwestTransport::from_builder(reqwest::Client::builder().no_proxy()).unwrap();
    let endpoint = JsonEndpoint::builder(&world.server.at("/reissue"), transport).build().unwrap();
    let error = endpoint.refresh(login.refresh.as_ref()).await.unwrap_err();
    assert_eq!(error.oauth_code(), Some("5002"));
}

/// P16: whatever nonsense the token endpoint writes, as soon as it is well, so is the session.
#[tokio::test]
async fn after_nonsense_that_says_nothing_of_the_token_the_session_goes_on() {
    // Whether it says that nothing was done; else nobody knows, and it is asked once more for those who wait.
    let nonsense = [
        (Canned::Broken, false),
        (Canned::Html(StatusCode::BAD_GATEWAY), false),
        (Canned::Unavailable(None), true),
        (Canned::Empty(StatusCode::TOO_MANY_REQUESTS), true),
        // Somebody on the way: a filter, a balancer without a server, a page for the time of a maintenance.
        (Canned::Html(StatusCode::FORBIDDEN), true),
        (Canned::Html(StatusCode::NOT_FOUND), true),
        (Canned::Html(StatusCode::FOUND), true),
    ];
    for (canned, nothing_done) in nonsense {
        let world = World::new().await;
        world.server.token_endpoint().next(Fault::before(Step::Answer(canned)));
        let burst = world.rejected_burst(20, "/v1/me").await;
        if nothing_done {
            assert!(!one_error(burst).await.is_final(), "{canned:?}");
            world.clock.advance(Duration::from_secs(1));
        } else {
            world.pass_the_pause().await;
            assert_all_served(burst, 20).await;
        }
        assert_all_served(world.burst(20, "/v1/me"), 20).await;
        assert_eq!(world.tally(), (2, 1, 0, 0), "{canned:?}");
    }
}

/// P18: an answer without end, and one that is a page, is read up to a limit and ends as an error.
#[tokio::test]
async fn an_answer_without_end_is_not_read_to_the_end() {
    for canned in [Canned::Huge(32 * 1024 * 1024), Canned::Html(StatusCode::OK)] {
        let world = World::new().await;
        world.server.token_endpoint().always(Fault::before(Step::Answer(canned)));
        let burst = world.rejected_burst(20, "/v1/me").await;
        world.pass_the_pause().await;
        let error = one_error(burst).await.to_string();
        assert!(error.len() < 400 && !error.contains("[[["), "{error}");
    }
}
