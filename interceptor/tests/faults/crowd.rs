//! Many requests at once, requests that hear late, and resources that refuse every token.

use std::time::Duration;

use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Step;
use interceptor::event::Event;

use super::world::World;
use super::world::assert_all_served;
use super::world::outcomes;

/// P1: however many are rejected at once, one refresh serves them all.
#[tokio::test]
async fn one_refresh_serves_all_who_were_rejected() {
    for (count, path) in [(1, "/v1/me"), (2, "/api/me"), (20, "/api/me?http=200"), (256, "/v1/me")]
    {
        let world = World::new().await;
        let burst = world.rejected_burst(count, path).await;
        assert_all_served(burst, count).await;
        assert_eq!(world.tally(), (1, 1, 0, 0), "{count}");
        assert_eq!(world.server.counters().resources, 2 * count as u64);
        assert_eq!(world.ear.count(|event| matches!(event, Event::Repeated { .. })), count);
    }
}

/// P1: the answer is late, before or after the server has done its work; 256 wait for it.
#[tokio::test]
async fn a_late_answer_is_waited_for() {
    for fault in [Fault::before, Fault::after] {
        let (world, gate) = (World::new().await, Gate::new());
        world.server.token_endpoint().next(fault(Step::Hold(gate.clone())));
        let burst = world.rejected_burst(256, "/v1/me").await;
        gate.arrived(1).await;
        gate.open();
        assert_all_served(burst, 256).await;
        assert_eq!(world.tally(), (1, 1, 0, 0));
    }
}

/// P3: a rejection that arrives when the token has been replaced already leads to a repeat, not to a refresh.
#[tokio::test]
async fn a_late_rejection_refreshes_nothing() {
    let world = World::new().await;
    let late = world.hold_answers(3);
    let slow = world.burst(3, "/v1/me");
    late.arrived(3).await;
    assert_eq!(world.get("/v1/me").await.unwrap(), 200);
    assert_eq!(world.tally(), (1, 1, 0, 0));
    late.open();
    assert_all_served(slow, 3).await;
    assert_eq!(world.tally(), (1, 1, 0, 0));
}

/// P10: resources that refuse every token get their answers back; the token endpoint is asked once in each
/// pause, and each pause is twice the one before.
#[tokio::test]
async fn a_resource_that_never_agrees_is_no_reason_to_go_on_asking() {
    let world = World::new().await;
    for hits in 1..=4 {
        storm(&world).await;
        assert_eq!(world.server.counters().token_endpoint, hits);
        // The pauses are 2, 4, 8, … seconds.
        world.clock.advance(Duration::from_millis((1000 << hits) - 1));
        storm(&world).await;
        assert_eq!(world.server.counters().token_endpoint, hits);
        world.clock.advance(Duration::from_millis(1));
    }
    assert_eq!(world.tally().2, 0);
    // The session is well: where a token is taken, it is taken.
    assert_eq!(world.get("/v1/me").await.unwrap(), 200);
}

async fn storm(world: &World) {
    for path in ["/v1/never", "/api/never", "/v1/never", "/api/never?http=200"] {
        let refused = if path.contains("200") { 200 } else { 401 };
        for got in outcomes(world.burst(10, path)).await {
            assert_eq!(got.unwrap(), refused);
        }
    }
}

/// P1: nobody is served before the new pair is stored (P23); a slow store is waited for.
#[tokio::test]
async fn a_slow_store_is_waited_for() {
    let world = World::new().await;
    let gate = world.store.hold();
    let burst = world.rejected_burst(20, "/v1/me").await;
    gate.arrived(1).await;
    assert_eq!(
        world.server.counters().status(200),
        1,
        "the answer of the token endpoint, no other"
    );
    gate.open();
    assert_all_served(burst, 20).await;
    assert_eq!(world.tally(), (1, 1, 0, 0));
}
