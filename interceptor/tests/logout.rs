//! Who logs out is logged out, whatever was under way.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test; each test file uses its part of the world"
)]

#[path = "common/world.rs"]
mod world;

use interceptor::error::AuthError;
use interceptor::error::Failure;
use interceptor::event::Event;
use interceptor::verdict::Reason;

use self::world::Diary;
use self::world::Script;
use self::world::Turn;
use self::world::World;
use self::world::pair;
use self::world::pass;
use self::world::settle;

#[tokio::test(start_paused = true)]
async fn a_logout_erases_what_is_stored_and_revokes_it() {
    let world = World::new(Script::default());
    settle().await;
    assert_eq!(world.store.kept().as_deref(), Some("refresh-0"));
    world.session.logout().await.unwrap();
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::LoggedOut));
    settle().await;
    assert_eq!(world.store.kept(), None);
    assert_eq!(world.script.revoked(), ["refresh-0"]);
    assert_eq!(world.ear.names(), ["LoggedIn", "LoggedOut", "Revoked"]);
}

/// P44: what the refresh brings is neither stored nor used; it is what gets revoked.
#[tokio::test(start_paused = true)]
async fn a_logout_during_a_refresh_wins() {
    let world = World::new(Script::default().slow(1000));
    let used = world.session.status().generation;
    let session = world.session.clone();
    let waits = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    world.session.logout().await.unwrap();
    // Before the refresh has ended.
    assert!(matches!(*waits.await.unwrap().unwrap_err(), AuthError::LoggedOut));
    assert_eq!(world.script.revoked(), Vec::<String>::new());
    pass(2).await;
    assert_eq!(world.script.revoked(), ["refresh-1"]);
    assert_eq!(world.store.kept(), None);
    assert_eq!(world.store.saved(), ["first"]);
    assert!(world.session.token().await.is_err());
}

/// P44: the answer was here and being stored.
#[tokio::test(start_paused = true)]
async fn a_logout_while_the_new_pair_is_stored_wins_as_well() {
    let world = World::keeping(Script::default(), Diary::slow(1000), |builder| {
        builder.tokens(pair("first", Some(600)))
    });
    pass(2).await;
    let used = world.session.status().generation;
    let session = world.session.clone();
    let waits = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    world.session.logout().await.unwrap();
    assert!(matches!(*waits.await.unwrap().unwrap_err(), AuthError::LoggedOut));
    pass(5).await;
    assert_eq!(world.store.kept(), None);
    assert_eq!(world.script.revoked(), ["refresh-1"]);
    assert!(world.session.token().await.is_err());
}

/// P44: the refresh failed; then the old one is the newest.
#[tokio::test(start_paused = true)]
async fn a_logout_during_a_refresh_that_fails_revokes_the_old_token() {
    let busy = Turn::Fail(Failure::Transient, 0);
    let world = World::new(Script::new([busy]).slow(1000));
    let mut call =
        Box::pin(world.session.rejected(world.session.status().generation, Reason::Expired));
    let _ = futures_poll(call.as_mut());
    drop(call);
    world.session.logout().await.unwrap();
    pass(2).await;
    assert_eq!(world.script.revoked(), ["refresh-0"]);
}

fn futures_poll<F: Future + ?Sized>(future: std::pin::Pin<&mut F>) -> std::task::Poll<F::Output> {
    future.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
}

#[tokio::test(start_paused = true)]
async fn a_login_after_a_logout_is_not_undone_by_the_old_refresh() {
    let world = World::new(Script::default().slow(1000));
    settle().await;
    let mut call =
        Box::pin(world.session.rejected(world.session.status().generation, Reason::Expired));
    let _ = futures_poll(call.as_mut());
    drop(call);
    world.session.logout().await.unwrap();
    world.session.install(pair("again", Some(600)));
    pass(2).await;
    assert_eq!(world.session.token().await.unwrap().token.expose(), "again");
    assert_eq!(world.store.saved(), ["first", "again"]);
    assert_eq!(world.store.kept().as_deref(), Some("refresh-0"));
    // What the refresh of the session before brought is revoked, not what came after it.
    assert_eq!(world.script.revoked(), ["refresh-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_login_serves_those_who_wait_for_a_refresh() {
    let world = World::new(Script::new([Turn::Hang]));
    let used = world.session.status().generation;
    let session = world.session.clone();
    let waits = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    world.session.install(pair("again", Some(600)));
    assert!(waits.await.unwrap().is_ok());
    assert_eq!(world.ear.count(|event| matches!(event, Event::LoggedIn { .. })), 2);
}

#[tokio::test(start_paused = true)]
async fn a_second_logout_says_nothing_new() {
    let world = World::new(Script::default());
    world.session.logout().await.unwrap();
    world.session.logout().await.unwrap();
    settle().await;
    assert_eq!(world.ear.count(|event| matches!(event, Event::LoggedOut)), 1);
    assert_eq!(world.script.revoked(), ["refresh-0"]);
}
