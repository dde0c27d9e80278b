//! The new pair is safe before anybody is woken, and nothing of it is lost.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test; each test file uses its part of the world"
)]

#[path = "common/world.rs"]
mod world;

use std::time::Duration;
use std::time::SystemTime;

use interceptor::error::AuthError;
use interceptor::error::Failure;
use interceptor::error::StoreError;
use interceptor::event::Event;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Store;
use interceptor::session::Remedy;
use interceptor::session::Session;
use interceptor::tokens::StoredPair;
use interceptor::verdict::Reason;

use self::world::Diary;
use self::world::ISSUE;
use self::world::Script;
use self::world::Turn;
use self::world::VirtualClock;
use self::world::World;
use self::world::pair;
use self::world::pass;
use self::world::policy;
use self::world::settle;

const LOST: Turn = Turn::Fail(Failure::Ambiguous, 0);

/// P23: stored first, then woken.
#[tokio::test(start_paused = true)]
async fn nobody_gets_a_token_that_is_not_stored_yet() {
    let world = World::keeping(Script::default(), Diary::slow(1000), |builder| {
        builder.tokens(pair("first", Some(600)))
    });
    pass(2).await;
    let (session, store) = (world.session.clone(), world.store.clone());
    let used = session.status().generation;
    let call = tokio::spawn(async move {
        let remedy = session.rejected(used, Reason::Expired).await.unwrap();
        (remedy, store.saved())
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    // The answer is here and is being stored: neither those who wait nor those who come have it.
    assert_eq!(world.script.hits(), 1);
    assert!(world.session.try_token().is_none());
    assert!(!call.is_finished());
    let (remedy, saved) = call.await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-1"));
    assert_eq!(saved, ["first", "issued-1"]);
}

/// P23: a store that fails costs an event and further tries, not the token.
#[tokio::test(start_paused = true)]
async fn a_store_that_fails_is_tried_again_and_nobody_waits_for_it() {
    let world = World::keeping(Script::default(), Diary::failing(4), |builder| {
        builder.tokens(pair("first", Some(600)))
    });
    settle().await;
    let used = world.session.status().generation;
    let remedy = world.session.rejected(used, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-1"));
    assert_eq!(world.store.kept(), None);
    pass(60).await;
    assert_eq!(world.store.kept().as_deref(), Some("refresh-1"));
    // What was to be stored first is out of date and is not written after it.
    assert_eq!(world.store.saved(), ["issued-1"]);
    let failed = world.ear.count(|event| matches!(event, Event::StoreFailed { .. }));
    assert_eq!(failed, 4);
}

/// P23: a store that never answers is given as much time as a refresh.
#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_does_not_hold_the_token_back_for_ever() {
    let world = World::keeping(Script::default(), Diary::slow(1_000_000), |builder| {
        builder.tokens(pair("first", Some(600)))
    });
    let used = world.session.status().generation;
    assert!(world.session.rejected(used, Reason::Expired).await.is_ok());
    assert!(world.ear.count(|event| matches!(event, Event::StoreFailed { .. })) > 0);
}

/// P25: an answer without a refresh token keeps the old one.
#[tokio::test(start_paused = true)]
async fn an_answer_without_a_refresh_token_keeps_the_old_one() {
    let keep = Turn::Issue { life: Some(600), rotate: false };
    let world = World::new(Script::new([keep, keep]));
    for _ in 0..2 {
        pass(61).await;
        let used = world.session.status().generation;
        let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    }
    let sent: Vec<_> = world.script.sent().into_iter().map(Option::unwrap).collect();
    assert_eq!(sent, ["refresh-0", "refresh-0"]);
    assert_eq!(world.store.kept().as_deref(), Some("refresh-0"));
}

/// P25: an answer without a lifetime goes by the last one.
#[tokio::test(start_paused = true)]
async fn an_answer_without_a_lifetime_lives_as_long_as_the_last() {
    let world = World::new(Script::new([Turn::Issue { life: None, rotate: true }]));
    let used = world.session.status().generation;
    let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    assert_eq!(world.session.status().time_left, Some(Duration::from_secs(600)));
}

#[tokio::test(start_paused = true)]
async fn a_session_goes_on_where_the_program_before_it_stopped() {
    let clock = VirtualClock::new();
    let store = Diary::default();
    let received_at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 - 300);
    store.put(StoredPair { pair: pair("kept", Some(600)), received_at });
    let script = Script::default();
    let session =
        Session::builder(script.clone(), policy()).clock(clock).store(store).open().await.unwrap();
    assert_eq!(session.token().await.unwrap().token.expose(), "kept");
    assert_eq!(session.status().time_left, Some(Duration::from_secs(300)));
    pass(299).await;
    assert_eq!(session.token().await.unwrap().token.expose(), "issued-1");
    assert_eq!(script.hits(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_cannot_be_read_is_an_error_at_the_start() {
    struct Broken;
    impl Store for Broken {
        fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
            Box::pin(async { Err(StoreError::new("no such disk")) })
        }
        fn save<'a>(&'a self, _: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
            Box::pin(async { Ok(()) })
        }
        fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
            Box::pin(async { Ok(()) })
        }
    }
    let opened = Session::builder(Script::default(), policy()).store(Broken).open().await;
    assert!(matches!(opened, Err(AuthError::Store(_))));
}

/// P24: the store is behind, since writing failed; what it has is no news, however different.
#[tokio::test(start_paused = true)]
async fn a_store_that_is_behind_is_not_believed() {
    let world = World::new(Script::new([ISSUE, LOST]));
    settle().await;
    world.store.fail(100);
    let used = world.session.status().generation;
    let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    pass(300).await;
    assert_eq!(world.store.kept().as_deref(), Some("refresh-0"));
    let used = world.session.status().generation;
    let remedy = world.session.rejected(used, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-2"));
    let sent: Vec<_> = world.script.sent().into_iter().map(Option::unwrap).collect();
    assert_eq!(sent, ["refresh-0", "refresh-1", "refresh-1"]);
}

/// P6 and P17: a store that hangs when it is read holds up nobody.
#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_before_a_repeat_is_not_waited_for() {
    let world = World::new(Script::new([LOST]));
    settle().await;
    world.store.hang();
    let used = world.session.status().generation;
    let remedy = world.session.rejected(used, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-1"));
}

/// P24: a server that gives back the same refresh token has not exchanged it.
#[tokio::test(start_paused = true)]
async fn a_refresh_token_that_comes_back_is_not_rotated() {
    let world = World::new(Script::new([Turn::Echo, LOST, LOST, LOST]));
    for _ in 0..5 {
        pass(61).await;
        let used = world.session.status().generation;
        let _ = world.session.rejected(used, Reason::Expired).await;
        let _ = world.session.token().await;
    }
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 0);
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-2");
}

/// P24: a server that rotates sometimes is taken for one that rotates.
#[tokio::test(start_paused = true)]
async fn a_server_that_has_rotated_once_is_expected_to_do_it_again() {
    let keep = Turn::Issue { life: Some(600), rotate: false };
    let world = World::new(Script::new([ISSUE, keep, LOST, LOST]));
    for _ in 0..3 {
        pass(61).await;
        let used = world.session.status().generation;
        let _ = world.session.rejected(used, Reason::Expired).await;
    }
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Refused(_)));
    assert_eq!(world.script.hits(), 4);
}

/// P25: how long tokens lived says nothing of those of the next login.
#[tokio::test(start_paused = true)]
async fn a_lifetime_is_not_taken_over_by_the_next_login() {
    let world = World::new(Script::default());
    assert_eq!(world.session.status().time_left, Some(Duration::from_secs(600)));
    world.session.install(pair("second", None));
    assert_eq!(world.session.status().time_left, None);
}

/// P23: a store that panics costs an event, not the token.
#[tokio::test(start_paused = true)]
async fn a_store_that_panics_holds_nobody_up() {
    #[derive(Clone)]
    struct Panics;
    impl Store for Panics {
        fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
            Box::pin(async { Ok(None) })
        }
        fn save<'a>(&'a self, _: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
            Box::pin(async { panic!("as a store may") })
        }
        fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
            Box::pin(async { panic!("as a store may") })
        }
    }
    let script = Script::default();
    let session = Session::builder(script.clone(), policy())
        .clock(VirtualClock::new())
        .store(Panics)
        .tokens(pair("first", Some(600)))
        .build();
    let used = session.status().generation;
    let remedy = session.rejected(used, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-1"));
    session.settled().await;
    assert!(session.logout().await.is_err());
}

/// P25: an answer that says nothing of the scope leaves it as it was (RFC 6749 §5.1).
#[tokio::test(start_paused = true)]
async fn a_scope_that_is_left_out_stays() {
    let world = World::with(Script::default(), |builder| {
        let mut pair = pair("first", Some(600));
        pair.scope = Some("read write".to_owned());
        builder.tokens(pair)
    });
    let used = world.session.status().generation;
    let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    assert_eq!(world.session.scope().as_deref(), Some("read write"));
}

/// P25: a life is counted from when the token was asked for the last time, not from when it came.
#[tokio::test(start_paused = true)]
async fn a_life_is_counted_from_the_question() {
    let world = World::new(Script::new([LOST]).slow(10_000));
    let used = world.session.status().generation;
    let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    let left = world.session.status().time_left.unwrap();
    assert!(left > Duration::from_secs(589) && left <= Duration::from_secs(590), "{left:?}");
    // The store says so to the next process.
    let stored = world.store.load().await.unwrap().unwrap();
    let age = world.clock.now().wall.duration_since(stored.received_at).unwrap();
    assert_eq!(age.as_secs(), 10);
}

/// P32: a restored token does not live longer because the clock on the wall is set back in a young process.
#[tokio::test(start_paused = true)]
async fn what_is_restored_keeps_its_age_on_both_clocks() {
    let clock = VirtualClock::new();
    let store = Diary::default();
    let received_at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 - 590);
    store.put(StoredPair { pair: pair("kept", Some(600)), received_at });
    let session = Session::builder(Script::new([]), policy())
        .clock(clock.clone())
        .store(store)
        .open()
        .await
        .unwrap();
    clock.set_ahead(-3600);
    pass(11).await;
    assert_eq!(session.token().await.unwrap().token.expose(), "issued-1");
}

/// A session is let go while its store fails.
#[tokio::test(start_paused = true)]
async fn a_store_that_fails_keeps_no_session_alive() {
    let store = Diary::failing(usize::MAX);
    let alive = std::sync::Arc::new(());
    let held = std::sync::Arc::clone(&alive);
    let session = Session::builder(Script::default(), policy())
        .clock(VirtualClock::new())
        .store(store)
        .observer(move |_: &Event| drop(std::sync::Arc::clone(&held)))
        .tokens(pair("first", Some(600)))
        .build();
    pass(5).await;
    drop(session);
    pass(120).await;
    assert_eq!(std::sync::Arc::strong_count(&alive), 1);
}

#[tokio::test(start_paused = true)]
async fn tokens_of_a_login_just_done_come_before_what_is_stored() {
    let store = Diary::default();
    let received_at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    store.put(StoredPair { pair: pair("kept", Some(600)), received_at });
    let session = Session::builder(Script::default(), policy())
        .clock(VirtualClock::new())
        .store(store.clone())
        .tokens(pair("given", Some(600)))
        .open()
        .await
        .unwrap();
    assert_eq!(session.token().await.unwrap().token.expose(), "given");
    session.settled().await;
    assert_eq!(store.saved(), ["given"]);
}

/// P24: what is stored without a refresh token is no successor.
#[tokio::test(start_paused = true)]
async fn a_stored_pair_without_a_refresh_token_is_not_taken_for_a_newer_one() {
    let world = World::new(Script::new([LOST]).slow(100));
    settle().await;
    let used = world.session.status().generation;
    let session = world.session.clone();
    let call = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    let received_at = world.clock.now().wall;
    let poor = interceptor::tokens::TokenPair { refresh: None, ..pair("poor", Some(600)) };
    world.store.put(StoredPair { pair: poor, received_at });
    let remedy = call.await.unwrap().unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-1"));
}

/// P2: a session that begins with a refresh token alone sends nothing before it has an access token.
#[tokio::test(start_paused = true)]
async fn a_refresh_token_alone_is_enough_to_begin_with() {
    let kept = interceptor::tokens::RefreshToken::new("kept").unwrap();
    let script = Script::new([Turn::Fail(Failure::Transient, 0)]);
    let session = Session::builder(script.clone(), policy())
        .clock(VirtualClock::new())
        .refresh_token(kept)
        .build();
    assert!(session.try_token().is_none());
    assert!(matches!(*session.token().await.unwrap_err(), AuthError::Unavailable(_)));
    assert!(session.try_token().is_none());
    pass(2).await;
    assert_eq!(session.token().await.unwrap().token.expose(), "issued-1");
    let sent: Vec<_> = script.sent().into_iter().map(Option::unwrap).collect();
    assert_eq!(sent, ["kept", "kept"]);
}

/// P13: and when that is refused, the session is over, and no token has been sent.
#[tokio::test(start_paused = true)]
async fn a_refresh_token_alone_that_is_refused_ends_the_session() {
    let kept = interceptor::tokens::RefreshToken::new("kept").unwrap();
    let script = Script::new([Turn::Fail(Failure::Permanent, 0)]);
    let session =
        Session::builder(script, policy()).clock(VirtualClock::new()).refresh_token(kept).build();
    assert!(matches!(*session.token().await.unwrap_err(), AuthError::Refused(_)));
    assert!(session.try_token().is_none());
}
