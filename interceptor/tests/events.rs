//! P45: every event exactly once, in the order in which it happened, with the number of those who waited.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use interceptor::event::Event;
use interceptor::event::NotReplayed;
use interceptor::policy::Policy;
use interceptor::session::Remedy;
use interceptor::verdict::Reason;

#[path = "events/company.rs"]
mod company;
#[path = "events/ends.rs"]
mod ends;
#[path = "events/stage.rs"]
mod stage;

use stage::LIFE;
use stage::Stage;
use stage::all;
use stage::policy;
use stage::settle;

/// P45: late, with 1, 7 and 20 who wait.
#[tokio::test(start_paused = true)]
async fn a_late_refresh_is_told_once_with_all_who_waited() {
    for count in [1, 7, 20] {
        let stage = Stage::new();
        tokio::time::advance(LIFE).await;
        let callers = stage.asking(count).await;
        assert_eq!(stage.heard.take(), ["logged in 1", "started 1 late"]);
        stage.script.answer();
        assert!(all(callers).await.iter().all(Result::is_ok));
        settle().await;
        assert_eq!(stage.heard.take(), [format!("refreshed 2 waiters {count}")]);
    }
}

/// P45: rejected, with 1, 7 and 20 who wait.
#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_told_once_with_all_who_waited() {
    for count in [1, 7, 20] {
        let stage = Stage::new();
        let callers = stage.rejected(count).await;
        assert_eq!(stage.heard.take(), ["logged in 1", "started 1 rejected"]);
        stage.script.answer();
        assert!(all(callers).await.iter().all(Result::is_ok));
        settle().await;
        assert_eq!(stage.heard.take(), [format!("refreshed 2 waiters {count}")]);
    }
}

/// P45: early, with nobody who waits.
#[tokio::test(start_paused = true)]
async fn an_early_refresh_has_no_waiters() {
    let stage = Stage::new();
    tokio::time::advance(LIFE - policy().early).await;
    let callers = stage.asking(20).await;
    assert!(all(callers).await.iter().all(|got| got.as_ref().unwrap().generation.number() == 1));
    stage.script.answer();
    settle().await;
    let told = ["logged in 1", "started 1 early", "refreshed 2 waiters 0"];
    assert_eq!(stage.heard.take(), told);
}

/// P45: a refresh that began early keeps its trigger and counts those who came to wait for it.
#[tokio::test(start_paused = true)]
async fn who_comes_late_to_an_early_refresh_is_counted() {
    let stage = Stage::new();
    tokio::time::advance(LIFE - policy().early).await;
    let early = stage.asking(3).await;
    let rejected = stage.rejected(4).await;
    tokio::time::advance(policy().early).await;
    let late = stage.asking(2).await;
    stage.script.answer();
    for callers in [early, rejected, late] {
        assert!(all(callers).await.iter().all(Result::is_ok));
    }
    settle().await;
    let told = ["logged in 1", "started 1 early", "refreshed 2 waiters 6"];
    assert_eq!(stage.heard.take(), told);
}

/// P45: whoever goes away before the end is not counted; the refresh is told all the same.
#[tokio::test(start_paused = true)]
async fn who_goes_away_is_not_counted() {
    for (count, gone) in [(1, 1), (7, 3), (20, 13), (20, 20)] {
        let stage = Stage::new();
        let mut callers = stage.rejected(count).await;
        callers.drain(..gone);
        stage.script.answer();
        assert!(all(callers).await.iter().all(Result::is_ok));
        settle().await;
        let waited = format!("refreshed 2 waiters {}", count - gone);
        assert_eq!(stage.heard.take(), ["logged in 1", "started 1 rejected", &waited]);
    }
}

/// P45: whoever goes away after the end, before they were polled again, had waited.
#[tokio::test(start_paused = true)]
async fn who_goes_away_after_the_end_is_counted_once() {
    let stage = Stage::new();
    let callers = stage.rejected(7).await;
    stage.script.answer();
    settle().await;
    drop(callers);
    tokio::time::advance(LIFE / 2).await;
    let again = stage.rejected(2).await;
    stage.script.answer();
    assert!(all(again).await.iter().all(Result::is_ok));
    let told = [
        "logged in 1",
        "started 1 rejected",
        "refreshed 2 waiters 7",
        "started 2 rejected",
        "refreshed 3 waiters 2",
    ];
    assert_eq!(stage.heard.take(), told);
}

/// P45: a stale rejection is no event.
#[tokio::test(start_paused = true)]
async fn a_stale_rejection_tells_nothing() {
    let stage = Stage::new();
    let old = stage.session.status().generation;
    let callers = stage.rejected(1).await;
    stage.script.answer();
    all(callers).await;
    stage.heard.take();
    for _ in 0..20 {
        assert!(stage.session.rejected(old, Reason::Expired).await.is_ok());
    }
    assert!(stage.heard.take().is_empty());
}

/// P45: new tokens that are refused: refreshing rests, told once for each of them.
#[tokio::test(start_paused = true)]
async fn that_refreshing_rests_is_told_once() {
    let stage = Stage::new();
    stage.script.answer_all();
    all(stage.rejected(3).await).await;
    let young = stage.session.status().generation;
    for _ in 0..20 {
        stage.session.rejected_again(young, Reason::Expired);
    }
    // Nobody has been refused a refresh yet.
    let told = ["logged in 1", "started 1 rejected", "refreshed 2 waiters 3"];
    assert_eq!(stage.heard.take(), told);
    for _ in 0..20 {
        let remedy = stage.session.rejected(young, Reason::Expired).await;
        assert!(matches!(remedy, Ok(Remedy::Keep)));
    }
    assert_eq!(stage.heard.take(), ["rests 2"]);
}

/// P45: what an adapter tells stands where it was told.
#[tokio::test(start_paused = true)]
async fn what_an_adapter_tells_keeps_its_place() {
    let stage = Stage::new();
    stage.script.answer_all();
    let got = all(stage.rejected(1).await).await;
    let generation = got[0].as_ref().unwrap().generation;
    stage.session.tell(Event::Repeated { generation });
    stage.session.tell(Event::NotReplayed { cause: NotReplayed::Body });
    let told = [
        "logged in 1",
        "started 1 rejected",
        "refreshed 2 waiters 1",
        "request repeated 2",
        "not replayed: body",
    ];
    assert_eq!(stage.heard.take(), told);
}

/// P45: a token that is too long is told after it is there.
#[tokio::test(start_paused = true)]
async fn a_long_token_is_told_with_each_that_is_long() {
    let stage = Stage::of(Policy { header_budget: 8, ..policy() }, |builder| builder);
    stage.script.answer_all();
    all(stage.rejected(2).await).await;
    let told = [
        "logged in 1",
        "too large 15",
        "started 1 rejected",
        "refreshed 2 waiters 2",
        "too large 15",
    ];
    assert_eq!(stage.heard.take(), told);
}
