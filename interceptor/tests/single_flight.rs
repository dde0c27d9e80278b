//! One refresh for all, and nobody left waiting.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test; each test file uses its part of the world"
)]

#[path = "common/world.rs"]
mod world;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Wake;
use std::task::Waker;

use interceptor::error::AuthError;
use interceptor::error::Failure;
use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::event::Trigger;
use interceptor::port::BoxFuture;
use interceptor::port::Refresher;
use interceptor::session::Remedy;
use interceptor::session::Session;
use interceptor::session::Sessions;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Reason;

use self::world::Script;
use self::world::Turn;
use self::world::World;
use self::world::pair;
use self::world::pass;
use self::world::policy;
use self::world::settle;

/// P1: one hit, N repeats with the new token, N successes.
#[tokio::test(start_paused = true)]
async fn however_many_are_rejected_together_there_is_one_refresh() {
    for count in [1_usize, 2, 3, 20, 256] {
        let world = World::new(Script::default().slow(100));
        let first = world.session.token().await.unwrap();
        let calls: Vec<_> = (0..count)
            .map(|_| {
                let (session, used) = (world.session.clone(), first.generation);
                tokio::spawn(async move { session.rejected(used, Reason::Expired).await })
            })
            .collect();
        for call in calls {
            let Remedy::Repeat(bearer) = call.await.unwrap().unwrap() else { panic!("kept") };
            assert_eq!(bearer.generation.number(), 2);
            assert_eq!(bearer.token.expose(), "issued-1");
        }
        assert_eq!(world.script.hits(), 1, "{count} rejected together");
        let waited =
            |event: &Event| matches!(event, Event::Refreshed { waiters, .. } if *waiters == count);
        assert_eq!(world.ear.count(waited), 1);
    }
}

/// P2: with no token yet, and with one that has expired.
#[tokio::test(start_paused = true)]
async fn first_uses_wait_for_one_refresh_and_none_goes_without_a_token() {
    let fresh = World::empty(Script::default().own_grant().slow(100));
    let expired =
        World::with(Script::default().slow(100), |builder| builder.tokens(pair("first", Some(1))));
    pass(2).await;
    for world in [fresh, expired] {
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let session = world.session.clone();
                tokio::spawn(async move { session.token().await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap().token.expose(), "issued-1");
        }
        assert_eq!(world.script.hits(), 1);
    }
}

/// P3: what was rejected has been replaced since: the current token is given.
#[tokio::test(start_paused = true)]
async fn a_late_rejection_of_an_old_token_causes_no_refresh() {
    let world = World::new(Script::default());
    let old = world.session.token().await.unwrap();
    let _ = world.session.rejected(old.generation, Reason::Expired).await.unwrap();
    for reason in [Reason::Expired, Reason::Invalid] {
        let remedy = world.session.rejected(old.generation, reason).await.unwrap();
        assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.generation.number() == 2));
    }
    assert_eq!(world.script.hits(), 1);
}

/// P4: whoever comes while everybody waits, waits as well.
#[tokio::test(start_paused = true)]
async fn nobody_leaves_with_the_old_token_while_a_refresh_runs() {
    let world = World::new(Script::default().slow(100));
    let used = world.session.token().await.unwrap().generation;
    let session = world.session.clone();
    let leader = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    assert!(world.session.try_token().is_none());
    let late = world.session.token().await.unwrap();
    assert_eq!(late.token.expose(), "issued-1");
    assert!(leader.await.unwrap().is_ok());
    assert_eq!(world.script.hits(), 1);
}

/// P5: equal keys share a session, different ones nothing.
#[tokio::test(start_paused = true)]
async fn credentials_are_told_apart_by_their_key() {
    let sessions = Sessions::new();
    let begin = |script: &Script| {
        let script = script.clone();
        move || Session::builder(script, policy()).tokens(pair("first", Some(600))).build()
    };
    let (anna, bert) = (Script::default(), Script::default());
    let first = sessions.session(("anna", "orders"), begin(&anna));
    let same = sessions.session(("anna", "orders"), begin(&anna));
    let other = sessions.session(("bert", "orders"), begin(&bert));
    let used = first.token().await.unwrap().generation;
    let _ = first.rejected(used, Reason::Expired).await.unwrap();
    assert_eq!(same.token().await.unwrap().generation.number(), 2);
    assert_eq!(other.token().await.unwrap().generation.number(), 1);
    assert_eq!((anna.hits(), bert.hits()), (1, 0));
}

/// P6: nobody is left waiting, whatever becomes of the refresh.
#[tokio::test(start_paused = true)]
async fn every_end_of_a_refresh_answers_all_who_wait() {
    let ends = [
        world::ISSUE,
        Turn::Fail(Failure::Permanent, 0),
        Turn::Fail(Failure::Transient, 0),
        Turn::Panic,
        Turn::Hang,
    ];
    for end in ends {
        let world = World::new(Script::new([end, Turn::Hang]).slow(10));
        let used = world.session.token().await.unwrap().generation;
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let session = world.session.clone();
                tokio::spawn(async move { session.rejected(used, Reason::Expired).await.is_ok() })
            })
            .collect();
        let mut fine = 0;
        for call in calls {
            fine += usize::from(call.await.unwrap());
        }
        let all = matches!(end, Turn::Issue { .. });
        assert_eq!(fine, if all { 20 } else { 0 }, "after {end:?}");
    }
}

/// P6: the runtime of the refresh goes away, and those who wait elsewhere hear of it.
#[test]
fn a_runtime_that_shuts_down_leaves_nobody_waiting() {
    let jobs = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let spawner = interceptor::port::TokioSpawner::on(jobs.handle().clone());
    let session = Session::builder(Script::new([Turn::Hang]), policy())
        .spawner(spawner)
        .tokens(pair("first", Some(600)))
        .build();
    let used = session.try_token().unwrap().generation;
    let callers = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let told = callers.block_on(async {
        let caller = session.clone();
        let call = tokio::spawn(async move { caller.rejected(used, Reason::Expired).await });
        tokio::task::yield_now().await;
        jobs.shutdown_background();
        call.await.unwrap()
    });
    assert!(matches!(*told.unwrap_err(), AuthError::Unavailable(_)));
}

/// P6: one wake-up each, however many others wait.
#[tokio::test(start_paused = true)]
async fn whoever_waits_is_woken_once() {
    struct Counter(AtomicUsize);
    impl Wake for Counter {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let world = World::new(Script::default().slow(10));
    let used = world.session.token().await.unwrap().generation;
    let counters: Vec<_> = (0..100).map(|_| Arc::new(Counter(AtomicUsize::new(0)))).collect();
    let mut calls: Vec<_> =
        counters.iter().map(|_| Box::pin(world.session.rejected(used, Reason::Expired))).collect();
    for (call, counter) in calls.iter_mut().zip(&counters) {
        let waker = Waker::from(Arc::clone(counter));
        assert!(call.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    pass(1).await;
    for (call, counter) in calls.iter_mut().zip(&counters) {
        assert_eq!(counter.0.load(Ordering::SeqCst), 1);
        let waker = Waker::from(Arc::clone(counter));
        assert!(call.as_mut().poll(&mut Context::from_waker(&waker)).is_ready());
    }
}

/// P11: a refresher that goes through its own session hears so at once.
#[tokio::test(start_paused = true)]
async fn a_refresher_that_asks_its_own_session_is_told_so() {
    #[derive(Default)]
    struct Circular {
        session: OnceLock<Session>,
        seen: OnceLock<Arc<AuthError>>,
    }
    struct Shared(Arc<Circular>);
    impl Refresher for Shared {
        fn refresh<'a>(
            &'a self,
            _: Option<&'a RefreshToken>,
        ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
            Box::pin(async {
                let error = self.0.session.get().unwrap().token().await.unwrap_err();
                let _ = self.0.seen.set(error);
                Err(RefreshError::transient("went in a circle"))
            })
        }
    }
    let shared = Arc::new(Circular::default());
    let session = Session::builder(Shared(Arc::clone(&shared)), policy())
        .tokens(pair("first", Some(600)))
        .build();
    shared.session.set(session.clone()).unwrap();
    let used = session.token().await.unwrap().generation;
    assert!(session.rejected(used, Reason::Expired).await.is_err());
    assert!(matches!(**shared.seen.get().unwrap(), AuthError::Reentrant));
    // Also while the token that is there is still good, so that the mistake shows the first time.
    let shared = Arc::new(Circular::default());
    let session = Session::builder(Shared(Arc::clone(&shared)), policy())
        .clock(world::VirtualClock::new())
        .tokens(pair("first", Some(600)))
        .build();
    shared.session.set(session.clone()).unwrap();
    pass(541).await;
    assert!(session.token().await.is_ok());
    settle().await;
    assert!(matches!(**shared.seen.get().unwrap(), AuthError::Reentrant));
    // Of another session it may ask.
    let other = World::new(Script::default());
    assert!(other.session.token().await.is_ok());
}

/// P10: an endpoint that refuses every token costs one refresh for each pause, not one for each request.
#[tokio::test(start_paused = true)]
async fn a_token_that_is_rejected_while_new_is_not_renewed_again_at_once() {
    let world = World::new(Script::default());
    pass(300).await;
    let mut kept = 0;
    for _ in 0..1000 {
        let used = world.session.token().await.unwrap().generation;
        match world.session.rejected(used, Reason::Expired).await.unwrap() {
            Remedy::Repeat(bearer) => {
                world.session.rejected_again(bearer.generation, Reason::Expired);
            }
            Remedy::Keep => kept += 1,
        }
    }
    assert_eq!(world.script.hits(), 1);
    assert_eq!(kept, 999);
    // The pause is over: one more refresh, and the next pause is twice as long.
    pass(1).await;
    for (seconds, hits) in [(0, 2), (1, 2), (1, 3), (3, 3), (1, 4)] {
        pass(seconds).await;
        for _ in 0..10 {
            let used = world.session.token().await.unwrap().generation;
            if let Remedy::Repeat(bearer) =
                world.session.rejected(used, Reason::Expired).await.unwrap()
            {
                world.session.rejected_again(bearer.generation, Reason::Expired);
            }
        }
        assert_eq!(world.script.hits(), hits, "{seconds} s later");
    }
    assert!(world.ear.count(|event| matches!(event, Event::RefreshRests { .. })) > 0);
}

/// P10: a token that was good for a while ends the row of those that were rejected at once.
#[tokio::test(start_paused = true)]
async fn a_token_that_was_good_for_a_while_ends_the_rest() {
    let world = World::new(Script::default());
    let reject = async |again: bool| {
        let used = world.session.token().await.unwrap().generation;
        let remedy = world.session.rejected(used, Reason::Expired).await.unwrap();
        let Remedy::Repeat(bearer) = remedy else { return false };
        if again {
            world.session.rejected_again(bearer.generation, Reason::Expired);
        }
        true
    };
    pass(300).await;
    assert!(reject(true).await);
    pass(1).await;
    assert!(reject(true).await);
    pass(1).await;
    assert!(!reject(true).await, "two in a row, and only a second has passed");
    pass(100).await;
    assert!(reject(false).await);
    pass(100).await;
    assert!(reject(true).await, "this one was good for a while");
    pass(1).await;
    assert!(reject(true).await, "so its successor is the first of a row again");
}

/// P10: what the login before had to rest for is not held against the next.
#[tokio::test(start_paused = true)]
async fn a_login_ends_the_rest() {
    let world = World::new(Script::default());
    for _ in 0..2 {
        let used = world.session.status().generation;
        let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    }
    world.session.install(pair("second", Some(600)));
    let used = world.session.status().generation;
    let remedy = world.session.rejected(used, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(_)));
}

/// P10: nor is it held against a token that a good one was renewed into.
#[tokio::test(start_paused = true)]
async fn a_good_token_between_ends_the_rest() {
    let world = World::new(Script::default());
    let mut used = world.session.status().generation;
    for _ in 0..2 {
        let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
        pass(1).await;
        used = world.session.status().generation;
    }
    // This one is good, and renewed early.
    pass(541).await;
    let _ = world.session.token().await.unwrap();
    settle().await;
    let next = world.session.status().generation;
    assert!(next > used);
    let remedy = world.session.rejected(next, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(_)), "the first rejection is believed");
}

/// P12: a scope that is missing, no other token would bring.
#[tokio::test(start_paused = true)]
async fn a_missing_scope_causes_no_refresh() {
    let world = World::new(Script::default());
    let used = world.session.token().await.unwrap().generation;
    let remedy = world.session.rejected(used, Reason::InsufficientScope).await.unwrap();
    assert!(matches!(remedy, Remedy::Keep));
    assert_eq!(world.script.hits(), 0);
    assert_eq!(world.session.token().await.unwrap().generation, used);
}

/// P40: "invalid" ends the session, the answer goes to the caller, and nobody asks for another token.
#[tokio::test(start_paused = true)]
async fn invalid_is_not_expired() {
    let world = World::new(Script::default());
    let used = world.session.token().await.unwrap().generation;
    let remedy = world.session.rejected(used, Reason::Invalid).await.unwrap();
    assert!(matches!(remedy, Remedy::Keep));
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Invalid));
    assert_eq!(world.session.status().time_left, None);
    settle().await;
    assert_eq!(world.store.kept(), None);
    assert_eq!(world.script.hits(), 0);
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 1);
    // A login begins anew.
    world.session.install(pair("second", Some(600)));
    assert_eq!(world.session.token().await.unwrap().token.expose(), "second");
}

/// P40 and P3: "invalid" for a token that has been replaced since says nothing of the one that is there.
#[tokio::test(start_paused = true)]
async fn invalid_for_a_token_that_is_gone_ends_nothing() {
    let world = World::new(Script::default());
    let used = world.session.token().await.unwrap().generation;
    let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    world.session.rejected_again(used, Reason::Invalid);
    let remedy = world.session.rejected(used, Reason::Invalid).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-1"));
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
    assert_eq!(world.script.hits(), 1);
    // Of the one that is there it is believed.
    world.session.rejected_again(world.session.status().generation, Reason::Invalid);
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Invalid));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_under_way_saves_who_hears_invalid_meanwhile() {
    let world = World::new(Script::default().slow(100));
    let used = world.session.token().await.unwrap().generation;
    let (one, two) = tokio::join!(
        world.session.rejected(used, Reason::Expired),
        world.session.rejected(used, Reason::Invalid),
    );
    assert!(matches!(one.unwrap(), Remedy::Repeat(_)));
    assert!(matches!(two.unwrap(), Remedy::Repeat(_)));
    assert_eq!(world.script.hits(), 1);
}

#[tokio::test(start_paused = true)]
async fn without_a_refresh_token_the_server_decides_how_long_a_token_is_good() {
    let world = World::with(Script::default(), |builder| {
        let mut pair = pair("static", Some(60));
        pair.refresh = None;
        builder.tokens(pair)
    });
    pass(120).await;
    let bearer = world.session.token().await.unwrap();
    let remedy = world.session.rejected(bearer.generation, Reason::Expired).await.unwrap();
    assert!(matches!(remedy, Remedy::Keep));
    assert!(world.session.token().await.is_ok());
    assert_eq!(world.script.hits(), 0);
    // Whoever watches hears of it, once.
    let _ = world.session.rejected(bearer.generation, Reason::Expired).await.unwrap();
    assert_eq!(world.ear.count(|event| matches!(event, Event::NotRenewable { .. })), 1);
}

/// P45: the trigger says what called for a refresh.
#[tokio::test(start_paused = true)]
async fn a_refresh_tells_what_called_for_it() {
    let world = World::new(Script::default());
    let used = world.session.token().await.unwrap().generation;
    let _ = world.session.rejected(used, Reason::Expired).await.unwrap();
    pass(541).await;
    let _ = world.session.token().await.unwrap();
    settle().await;
    pass(600).await;
    let _ = world.session.token().await.unwrap();
    let triggers: Vec<_> = world
        .ear
        .heard()
        .iter()
        .filter_map(|event| match event {
            Event::RefreshStarted { trigger, .. } => Some(*trigger),
            _ => None,
        })
        .collect();
    assert_eq!(triggers, [Trigger::Rejected, Trigger::Early, Trigger::Late]);
}

#[tokio::test(start_paused = true)]
async fn the_future_of_a_good_token_is_ready_at_once() {
    let world = World::new(Script::default());
    let mut asked = pin!(world.session.token());
    assert!(asked.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
}
