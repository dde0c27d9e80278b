//! Callers go away; the refresh does not.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test; each test file uses its part of the world"
)]

#[path = "common/world.rs"]
mod world;

use std::future::Future;
use std::task::Context;
use std::task::Waker;

use interceptor::event::Event;
use interceptor::session::Remedy;
use interceptor::verdict::Reason;

use self::world::Diary;
use self::world::Script;
use self::world::World;
use self::world::pair;
use self::world::pass;
use self::world::settle;

/// P19: the leader is dropped after each number of polls that it can have had.
#[tokio::test(start_paused = true)]
async fn the_leader_may_go_at_any_point() {
    for polls in 0..20 {
        let world = World::keeping(Script::default().slow(100), Diary::slow(100), |builder| {
            builder.tokens(pair("first", Some(600)))
        });
        pass(1).await;
        let used = world.session.status().generation;
        let mut leader = Box::pin(world.session.rejected(used, Reason::Expired));
        let mut done = false;
        for _ in 0..polls {
            done = done || leader.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready();
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let others: Vec<_> = (0..5)
            .map(|_| {
                let session = world.session.clone();
                tokio::spawn(async move { session.rejected(used, Reason::Expired).await })
            })
            .collect();
        settle().await;
        drop(leader);
        for other in others {
            let remedy = other.await.unwrap().unwrap();
            assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.generation.number() == 2));
        }
        assert_eq!(world.script.hits(), 1, "dropped after {polls} polls");
        // It was dropped both before and after it was done.
        assert!(polls > 0 || !done);
        assert!(polls < 19 || done);
    }
}

/// P20: everybody is gone, and the new pair is stored all the same.
#[tokio::test(start_paused = true)]
async fn when_all_have_gone_the_new_pair_is_stored() {
    let world = World::new(Script::default().slow(100));
    let used = world.session.status().generation;
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let session = world.session.clone();
            tokio::spawn(async move { session.rejected(used, Reason::Expired).await })
        })
        .collect();
    settle().await;
    for call in calls {
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
    }
    pass(1).await;
    assert_eq!(world.store.kept().as_deref(), Some("refresh-1"));
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
    let none = |event: &Event| matches!(event, Event::Refreshed { waiters: 0, .. });
    assert_eq!(world.ear.count(none), 1);
}

/// P20: also when the session itself has been dropped.
#[tokio::test(start_paused = true)]
async fn a_refresh_outlives_the_session_that_began_it() {
    let World { session, script, store, .. } = World::new(Script::default().slow(100));
    let used = session.status().generation;
    let mut call = Box::pin(session.rejected(used, Reason::Expired));
    assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(call);
    drop(session);
    pass(1).await;
    assert_eq!(script.hits(), 1);
    assert_eq!(store.kept().as_deref(), Some("refresh-1"));
}

/// P21: whoever goes leaves nothing behind: after a million the count is right, and memory is what it was after
/// the first thousand.
#[tokio::test(start_paused = true)]
async fn those_who_went_are_not_counted() {
    let world = World::new(Script::default().slow(100));
    let used = world.session.status().generation;
    let session = world.session.clone();
    let stays = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    let mut resident = None;
    for gone in 0..1_000_000 {
        if gone == 1000 {
            resident = resident_octets();
        }
        let mut call = Box::pin(world.session.rejected(used, Reason::Expired));
        assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    // Less than one pointer for each of them.
    if let (Some(before), Some(after)) = (resident, resident_octets()) {
        assert!(after < before + 8_000_000, "{before} octets, then {after}");
    } else {
        println!("memory was not looked at: there is no /proc/self/statm here");
    }
    assert!(stays.await.unwrap().is_ok());
    let one = |event: &Event| matches!(event, Event::Refreshed { waiters: 1, .. });
    assert_eq!(world.ear.count(one), 1);
}

/// P21: whoever has been told of one refresh, and goes during the next, is not counted among those who wait then.
#[tokio::test(start_paused = true)]
async fn who_goes_late_is_not_missed_by_the_next_refresh() {
    let world = World::new(Script::default().slow(100));
    let used = world.session.status().generation;
    let mut late = Box::pin(world.session.rejected(used, Reason::Expired));
    assert!(late.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    pass(61).await;
    let used = world.session.status().generation;
    let calls: Vec<_> = (0..3)
        .map(|_| {
            let session = world.session.clone();
            tokio::spawn(async move { session.rejected(used, Reason::Expired).await })
        })
        .collect();
    settle().await;
    drop(late);
    for call in calls {
        assert!(call.await.unwrap().is_ok());
    }
    let three = |event: &Event| matches!(event, Event::Refreshed { waiters: 3, .. });
    assert_eq!(world.ear.count(three), 1);
}

fn resident_octets() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(1)?.parse::<u64>().ok()? * 4096)
}
