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
use interceptor::session::Remedy;
use interceptor::tokens::RefreshToken;
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

/// P44: a request of before, rejected late, is not repeated in the name of whoever has logged in since.
#[tokio::test(start_paused = true)]
async fn a_late_rejection_of_before_gets_no_token_of_the_next_login() {
    let world = World::new(Script::default());
    let used = world.session.status().generation;
    world.session.logout().await.unwrap();
    // Before anybody else comes, it hears of the logout.
    let late = world.session.rejected(used, Reason::Expired).await;
    assert!(matches!(*late.unwrap_err(), AuthError::LoggedOut));
    world.session.install(pair("somebody-else", Some(600)));
    for reason in [Reason::Expired, Reason::Invalid] {
        let remedy = world.session.rejected(used, reason).await.unwrap();
        assert!(matches!(remedy, Remedy::Keep));
    }
    assert_eq!(world.session.token().await.unwrap().token.expose(), "somebody-else");
    assert_eq!(world.script.hits(), 0);
}

/// P44: a login in the pause before a repeat; neither is the old refresh token sent again, nor the new login
/// revoked, which the store has by then.
#[tokio::test(start_paused = true)]
async fn a_login_before_a_repeat_is_neither_used_nor_revoked_by_it() {
    let world = World::new(Script::new([Turn::Fail(Failure::Ambiguous, 20)]));
    settle().await;
    let mut call =
        Box::pin(world.session.rejected(world.session.status().generation, Reason::Expired));
    let _ = futures_poll(call.as_mut());
    drop(call);
    pass(1).await;
    world.session.logout().await.unwrap();
    let mut next = pair("again", Some(600));
    next.refresh = Some(RefreshToken::new("refresh-of-the-next").unwrap());
    world.session.install(next);
    pass(60).await;
    assert_eq!(world.script.hits(), 1);
    assert_eq!(world.script.revoked(), ["refresh-0"]);
    assert_eq!(world.session.token().await.unwrap().token.expose(), "again");
    assert_eq!(world.store.kept().as_deref(), Some("refresh-of-the-next"));
}

/// P44: where the server leaves the old refresh token good, it is the newest one.
#[tokio::test(start_paused = true)]
async fn a_logout_during_a_refresh_without_rotation_revokes_the_one_refresh_token() {
    let keep = Turn::Issue { life: Some(600), rotate: false };
    let world = World::new(Script::new([keep]).slow(1000));
    let mut call =
        Box::pin(world.session.rejected(world.session.status().generation, Reason::Expired));
    let _ = futures_poll(call.as_mut());
    drop(call);
    world.session.logout().await.unwrap();
    world.session.settled().await;
    assert_eq!(world.script.revoked(), ["refresh-0"]);
}

/// P44: the first token of a grant of one's own was under way: what it brings is revoked.
#[tokio::test(start_paused = true)]
async fn a_logout_during_the_first_grant_revokes_what_it_brings() {
    let world = World::empty(Script::default().own_grant().slow(1000));
    let mut call = Box::pin(world.session.token());
    let _ = futures_poll(call.as_mut());
    drop(call);
    world.session.logout().await.unwrap();
    world.session.settled().await;
    assert_eq!(world.script.revoked(), ["refresh-1"]);
}

/// P44: a session that has ended by "invalid" still has a refresh token at the server.
#[tokio::test(start_paused = true)]
async fn a_logout_after_the_end_revokes_as_well() {
    let world = World::new(Script::default());
    let _ = world.session.rejected(world.session.status().generation, Reason::Invalid).await;
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Invalid));
    world.session.logout().await.unwrap();
    world.session.settled().await;
    assert_eq!(world.script.revoked(), ["refresh-0"]);
    assert_eq!(world.store.kept(), None);
    // Of the login after that nothing old is revoked.
    world.session.install(pair("again", Some(600)));
    world.session.logout().await.unwrap();
    world.session.settled().await;
    assert_eq!(world.script.revoked(), ["refresh-0", "refresh-0"]);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_cannot_erase_is_asked_again() {
    let world = World::keeping(Script::default(), Diary::default(), |builder| {
        builder.tokens(pair("first", Some(600)))
    });
    settle().await;
    world.store.fail(2);
    assert!(world.session.logout().await.is_err());
    assert_eq!(world.store.kept().as_deref(), Some("refresh-0"));
    pass(10).await;
    assert_eq!(world.store.kept(), None);
    assert_eq!(world.ear.count(|event| matches!(event, Event::StoreFailed { .. })), 2);
}

/// P6: a store that hangs while it erases holds up nobody who logs in afterwards.
#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_at_the_logout_does_not_hold_up_the_next_login() {
    let world = World::new(Script::default());
    settle().await;
    world.store.hang();
    let leaving = world.session.clone();
    let leaving = tokio::spawn(async move { leaving.logout().await });
    settle().await;
    world.session.install(pair("again", Some(600)));
    let used = world.session.status().generation;
    let remedy = world.session.rejected(used, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-1"));
    assert!(leaving.await.unwrap().is_err());
}

/// Nothing is lost by a program that ends after this.
#[tokio::test(start_paused = true)]
async fn settled_waits_for_refresh_store_and_revocation() {
    let world = World::keeping(Script::default().slow(1000), Diary::slow(1000), |builder| {
        builder.tokens(pair("first", Some(600)))
    });
    world.session.settled().await;
    assert_eq!(world.store.kept().as_deref(), Some("refresh-0"));
    pass(541).await;
    assert_eq!(world.session.token().await.unwrap().token.expose(), "first");
    world.session.settled().await;
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
    assert_eq!(world.store.kept().as_deref(), Some("refresh-1"));
    world.session.logout().await.unwrap();
    world.session.settled().await;
    assert_eq!(world.script.revoked(), ["refresh-1"]);
}

/// P44: after a logout in the pause before a repeat, the refresh token is not sent again, but revoked.
#[tokio::test(start_paused = true)]
async fn a_logout_before_a_repeat_sends_nothing_more() {
    let world = World::new(Script::new([Turn::Fail(Failure::Ambiguous, 20)]));
    let mut call =
        Box::pin(world.session.rejected(world.session.status().generation, Reason::Expired));
    let _ = futures_poll(call.as_mut());
    drop(call);
    pass(1).await;
    world.session.logout().await.unwrap();
    world.session.settled().await;
    assert_eq!(world.script.hits(), 1);
    assert_eq!(world.script.revoked(), ["refresh-0"]);
}
