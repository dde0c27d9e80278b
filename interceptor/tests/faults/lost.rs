//! The answer to a refresh does not come: was the refresh token used or not?

use std::time::Duration;

use interceptor::demo::Config;
use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Step;
use interceptor::error::AuthError;
use interceptor::event::Event;

use super::world::World;
use super::world::assert_all_served;
use super::world::one_error;
use super::world::outcomes;

/// P24: the server has exchanged the token and gives the successor again: one repeat, and the session lives.
#[tokio::test]
async fn a_lost_answer_is_asked_for_once_more_and_a_patient_server_gives_it() {
    let world = World::with(patient()).await;
    world.server.token_endpoint().next(Fault::after(Step::Close));
    let burst = world.rejected_burst(20, "/v1/me").await;
    world.pass_the_pause().await;
    assert_all_served(burst, 20).await;
    assert_eq!(world.tally(), (2, 1, 0, 0));
    assert_eq!(world.server.counters().repeats, 1);
    assert_eq!(world.ear.count(|event| matches!(event, Event::RefreshRepeated { .. })), 1);
}

/// P24: the same server, but every answer is lost: there is no third try.
#[tokio::test]
async fn a_refresh_token_is_never_sent_three_times() {
    let world = World::with(patient()).await;
    world.server.token_endpoint().always(Fault::after(Step::Close));
    let burst = world.rejected_burst(20, "/v1/me").await;
    world.pass_the_pause().await;
    let error = one_error(burst).await;
    assert!(error.is_final(), "{error}");
    world.clock.advance(Duration::from_secs(3600));
    assert!(world.get("/v1/me").await.is_err());
    assert_eq!(world.tally(), (2, 1, 0, 0));
}

/// P24: a strict server takes the repeat for theft. The session was lost with the answer; it ends once, cleanly.
#[tokio::test]
async fn a_lost_answer_of_a_strict_server_ends_the_session_once() {
    let world = World::new().await;
    world.server.token_endpoint().next(Fault::after(Step::Close));
    let burst = world.rejected_burst(20, "/v1/me").await;
    world.pass_the_pause().await;
    let error = one_error(burst).await;
    assert!(
        matches!(&*error, AuthError::Refused(cause) if cause.oauth_code() == Some("invalid_grant"))
    );
    assert!(outcomes(world.burst(20, "/v1/me")).await.iter().all(Result::is_err));
    assert_eq!(world.tally(), (2, 1, 1, 1));
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 1);
}

/// P24: the connection was closed before the server did anything: the repeat is a first to it.
#[tokio::test]
async fn a_request_that_was_lost_on_its_way_is_sent_once_more() {
    let world = World::new().await;
    world.server.token_endpoint().next(Fault::before(Step::Close));
    let burst = world.rejected_burst(20, "/v1/me").await;
    world.pass_the_pause().await;
    assert_all_served(burst, 20).await;
    assert_eq!(world.tally(), (2, 1, 0, 0));
}

/// P17: the refresh has a time limit of its own, and a caller has another; neither knows of the other.
#[tokio::test]
async fn a_caller_and_a_refresh_give_up_each_by_its_own_time() {
    let (world, gate) = (World::new().await, Gate::new());
    world.server.token_endpoint().next(Fault::before(Step::Hold(gate.clone())));
    let hasty = tokio::spawn({
        use interceptor::port::Clock;
        let (call, time) = (world.get("/v1/me"), world.clock.sleep(Duration::from_secs(5)));
        async move {
            tokio::select! {
                _ = call => false,
                () = time => true,
            }
        }
    });
    let burst = world.rejected_burst(20, "/v1/me").await;
    gate.arrived(1).await;
    world.clock.advance(Duration::from_secs(5));
    assert!(hasty.await.unwrap(), "its time was up");
    assert_eq!(world.ear.count(|event| matches!(event, Event::RefreshRepeated { .. })), 0);
    world.clock.advance(world.session.policy().refresh_timeout);
    world.pass_the_pause().await;
    assert_all_served(burst, 20).await;
    // The first try was still held before the exchange when its connection was closed.
    assert_eq!(world.tally(), (2, 1, 0, 0));
}

/// A server that gives the same successor again for a minute.
fn patient() -> Config {
    Config { grace: Duration::from_secs(60), ..Config::default() }
}
