//! Somebody logs out while a refresh is under way.

use std::sync::Arc;

use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Happening;
use interceptor::demo::Step;
use interceptor::error::AuthError;
use interceptor::event::Event;

use super::world::World;
use super::world::one_error;

/// P44: who waits hears of the logout at once; what the refresh brings is neither kept nor used, and it, the
/// newest, is what is revoked.
#[tokio::test]
async fn a_logout_is_not_undone_by_the_refresh_that_it_met() {
    for fault in [Fault::before, Fault::after] {
        let (world, gate) = (World::new().await, Gate::new());
        world.server.token_endpoint().next(fault(Step::Hold(gate.clone())));
        let burst = world.rejected_burst(20, "/v1/me").await;
        gate.arrived(1).await;
        world.session.logout().await.unwrap();
        let error = one_error(burst).await;
        assert!(matches!(*error, AuthError::LoggedOut));
        assert!(world.store.kept().is_none());

        gate.open();
        world.ear.hears(|event| matches!(event, Event::Revoked { done: true })).await;
        assert_eq!(world.tally(), (1, 1, 0, 1));
        let log = world.server.log().since(0);
        let rotated = log.iter().position(|entry| matches!(entry.what, Happening::Rotated { .. }));
        let revoked =
            log.iter().position(|entry| matches!(entry.what, Happening::FamilyRevoked { .. }));
        assert!(rotated.unwrap() < revoked.unwrap());

        assert!(world.store.kept().is_none());
        assert!(Arc::ptr_eq(&world.get("/v1/me").await.unwrap_err(), &error));
        assert_eq!(world.server.counters().resources, 20);
    }
}
