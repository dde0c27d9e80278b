//! What a failed refresh does to those who wait, to those who come later, and to the refresh token.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test; each test file uses its part of the world"
)]

#[path = "common/world.rs"]
mod world;

use std::sync::Arc;
use std::time::Duration;

use interceptor::error::AuthError;
use interceptor::error::Failure;
use interceptor::event::Event;
use interceptor::machine::table::Phase;
use interceptor::session::Remedy;
use interceptor::session::Session;
use interceptor::tokens::Generation;
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

const DENIED: Turn = Turn::Fail(Failure::Permanent, 0);
const BUSY: Turn = Turn::Fail(Failure::Transient, 0);
const LOST: Turn = Turn::Fail(Failure::Ambiguous, 0);

async fn all_rejected(session: &Session, count: usize) -> Vec<Result<Remedy, Arc<AuthError>>> {
    let used = session.status().generation;
    let calls: Vec<_> = (0..count)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.rejected(used, Reason::Expired).await })
        })
        .collect();
    let mut told = Vec::new();
    for call in calls {
        told.push(call.await.unwrap());
    }
    told
}

/// P13: one value for all, one hit, one end, and nothing is asked afterwards.
#[tokio::test(start_paused = true)]
async fn a_refused_refresh_token_ends_the_session_for_all_alike() {
    let world = World::new(Script::new([DENIED]));
    let told = all_rejected(&world.session, 20).await;
    let first = told[0].as_ref().unwrap_err();
    assert!(matches!(**first, AuthError::Refused(_)) && first.is_final());
    assert!(told.iter().all(|told| Arc::ptr_eq(told.as_ref().unwrap_err(), first)));
    for _ in 0..10 {
        assert!(Arc::ptr_eq(&world.session.token().await.unwrap_err(), first));
    }
    pass(7200).await;
    assert!(world.session.token().await.is_err());
    assert_eq!(world.script.hits(), 1);
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 1);
    // The next program does not begin with what was refused.
    assert_eq!(world.store.kept(), None);
    assert_eq!(first.explanation().code, "session.refused");
    world.session.install(pair("second", Some(600)));
    assert_eq!(world.session.token().await.unwrap().token.expose(), "second");
}

/// P14: one value for all, and no try before the pause is over, which grows, and obeys `Retry-After`.
#[tokio::test(start_paused = true)]
async fn after_a_transient_failure_nobody_asks_before_the_pause_is_over() {
    let world = World::new(Script::new([BUSY, BUSY, Turn::Fail(Failure::Transient, 30)]));
    let told = all_rejected(&world.session, 20).await;
    let first = told[0].as_ref().unwrap_err();
    assert!(matches!(**first, AuthError::Unavailable(_)) && !first.is_final());
    assert!(told.iter().all(|told| Arc::ptr_eq(told.as_ref().unwrap_err(), first)));
    // The token that was rejected is not counted down any more.
    assert_eq!(world.session.status().time_left, None);
    let mut pauses = Vec::new();
    for hits in 1..=3 {
        // Whoever comes meanwhile hears of the same failure and asks nothing.
        assert!(world.session.token().await.is_err());
        assert_eq!(world.script.hits(), hits);
        let pause = held_off(&world);
        tokio::time::sleep(pause - Duration::from_millis(1)).await;
        assert!(world.session.token().await.is_err());
        assert_eq!(world.script.hits(), hits);
        tokio::time::sleep(Duration::from_millis(1)).await;
        let told = world.session.token().await;
        assert_eq!(world.script.hits(), hits + 1);
        assert_eq!(told.is_ok(), hits == 3);
        pauses.push(pause);
    }
    let seconds = |number| Duration::from_secs(number);
    assert!(pauses[0] >= seconds(1) / 2 && pauses[0] <= seconds(1), "{pauses:?}");
    assert!(pauses[1] >= seconds(1) && pauses[1] <= seconds(2), "{pauses:?}");
    assert!(pauses[2] >= seconds(30) && pauses[2] <= seconds(38), "{pauses:?}");
}

fn held_off(world: &World) -> Duration {
    let pause = |event: &Event| match event {
        Event::RefreshFailed { held_off, .. } => *held_off,
        _ => None,
    };
    world.ear.heard().iter().rev().find_map(pause).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_come_back_in_ten_years_is_asked_in_an_hour() {
    let world = World::new(Script::new([Turn::Fail(Failure::Transient, 315_360_000)]));
    let _ = all_rejected(&world.session, 1).await;
    let pause = held_off(&world);
    assert!(pause >= Duration::from_secs(3600) && pause <= Duration::from_secs(4500), "{pause:?}");
}

/// P15: the early refresh fails; the token is used to its last second.
#[tokio::test(start_paused = true)]
async fn a_failed_early_refresh_leaves_the_good_token_in_use() {
    let world = World::new(Script::new([Turn::Fail(Failure::Transient, 300)]));
    pass(541).await;
    for _ in 0..58 {
        assert_eq!(world.session.token().await.unwrap().token.expose(), "first");
        pass(1).await;
    }
    assert_eq!(world.session.token().await.unwrap().token.expose(), "first");
    pass(1).await;
    assert!(world.session.token().await.is_err());
    assert_eq!(world.script.hits(), 1);
}

/// P15: and it is tried again before the end, after each pause.
#[tokio::test(start_paused = true)]
async fn an_early_refresh_that_failed_is_tried_again_before_the_end() {
    let world = World::new(Script::new([BUSY, BUSY]));
    pass(541).await;
    for hits in 1..=3 {
        assert_eq!(world.session.token().await.unwrap().token.expose(), "first");
        settle().await;
        assert_eq!(world.script.hits(), hits);
        pass(3).await;
    }
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
}

/// P15: also when it is refused for good; then the session ends with the token.
#[tokio::test(start_paused = true)]
async fn a_refused_early_refresh_ends_the_session_when_the_token_ends() {
    let world = World::new(Script::new([DENIED]));
    pass(541).await;
    assert!(world.session.token().await.is_ok());
    pass(30).await;
    assert!(world.session.token().await.is_ok());
    assert_eq!(world.session.status().phase, Phase::Ending);
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 0);
    pass(29).await;
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Refused(_)));
    assert_eq!(world.ear.count(|event| matches!(event, Event::SessionEnded { .. })), 1);
    assert_eq!(world.script.hits(), 1);
}

/// P16: no failure is remembered for ever.
#[tokio::test(start_paused = true)]
async fn a_success_after_any_number_of_failures_restores_service() {
    let failures = std::iter::repeat_n(BUSY, 40);
    let world = World::new(Script::new(failures));
    let _ = all_rejected(&world.session, 1).await;
    for _ in 0..39 {
        pass(60).await;
        assert!(world.session.token().await.is_err());
    }
    pass(60).await;
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
    assert_eq!(world.script.hits(), 41);
}

/// P17: the time of a refresh is its own; a caller's ends that caller alone.
#[tokio::test(start_paused = true)]
async fn a_caller_without_patience_takes_nothing_from_the_others() {
    let world = World::new(Script::default().slow(10_000));
    let used = world.session.status().generation;
    let quick = world.session.rejected(used, Reason::Expired);
    let patient = world.session.clone();
    let patient = tokio::spawn(async move { patient.rejected(used, Reason::Expired).await });
    assert!(tokio::time::timeout(Duration::from_secs(1), quick).await.is_err());
    assert!(matches!(patient.await.unwrap(), Ok(Remedy::Repeat(_))));
    assert_eq!(world.script.hits(), 1);
}

/// P17: a refresh that never answers ends by its own limit, also for callers that have none.
#[tokio::test(start_paused = true)]
async fn a_refresh_without_an_answer_ends_by_its_own_limit() {
    let world = World::new(Script::new([Turn::Hang, Turn::Hang]));
    let told = all_rejected(&world.session, 3).await;
    assert!(told.iter().all(|told| matches!(**told.as_ref().unwrap_err(), AuthError::Refused(_))));
    assert_eq!(world.script.hits(), 2);
}

/// P22: a panic is an error to all, and the session goes on.
#[tokio::test(start_paused = true)]
async fn a_panic_in_the_refresher_is_an_error_and_not_the_end() {
    let world = World::new(Script::new([Turn::Panic]));
    let told = all_rejected(&world.session, 20).await;
    assert!(
        told.iter().all(|told| matches!(**told.as_ref().unwrap_err(), AuthError::Unavailable(_)))
    );
    pass(2).await;
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
}

/// P24: a lost answer is asked for once more, and those who wait go on waiting.
#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_asked_for_once_more() {
    let world = World::new(Script::new([LOST]));
    let told = all_rejected(&world.session, 20).await;
    assert!(told.iter().all(|told| matches!(told, Ok(Remedy::Repeat(_)))));
    let first = Some("refresh-0".to_owned());
    assert_eq!(world.script.sent(), [first.clone(), first]);
}

/// P24: an answer that says "not used" leaves no doubt: the one repeat is still to come.
#[tokio::test(start_paused = true)]
async fn a_busy_server_does_not_use_up_the_repeat() {
    let world = World::new(Script::new([BUSY, BUSY, LOST, ISSUE]));
    let _ = all_rejected(&world.session, 1).await;
    for _ in 0..2 {
        pass(3).await;
        let _ = world.session.token().await;
    }
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
    assert_eq!(world.script.hits(), 4);
}

/// P24: never a third time.
#[tokio::test(start_paused = true)]
async fn a_refresh_token_whose_answer_was_lost_twice_is_sent_no_more() {
    let world = World::new(Script::new([LOST, LOST]));
    let told = all_rejected(&world.session, 5).await;
    assert!(told.iter().all(|told| matches!(**told.as_ref().unwrap_err(), AuthError::Refused(_))));
    pass(7200).await;
    let error = world.session.token().await.unwrap_err();
    assert_eq!(error.explanation().code, "session.lost");
    assert_eq!(world.script.hits(), 2);
    // The server has not said a word: whoever begins anew may try.
    assert_eq!(world.store.kept().as_deref(), Some("refresh-0"));
}

/// P24: neither across pauses, nor when the refresher broke the first time.
#[tokio::test(start_paused = true)]
async fn a_doubt_about_a_refresh_token_is_not_forgotten() {
    let world = World::new(Script::new([Turn::Panic, LOST]));
    let _ = all_rejected(&world.session, 1).await;
    pass(60).await;
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Refused(_)));
    assert_eq!(world.script.hits(), 2);
}

/// P24: an answer that says "not used" may be followed by any number of tries, each after its pause.
#[tokio::test(start_paused = true)]
async fn a_new_refresh_token_is_used_as_soon_as_there_is_one() {
    let world = World::new(Script::new([BUSY, ISSUE, LOST, ISSUE]));
    for _ in 0..3 {
        pass(61).await;
        let _ = world.session.rejected(world.session.status().generation, Reason::Expired).await;
        pass(61).await;
        let _ = world.session.token().await;
    }
    let sent: Vec<_> = world.script.sent().into_iter().map(Option::unwrap).collect();
    assert_eq!(sent, ["refresh-0", "refresh-0", "refresh-1", "refresh-1", "refresh-2"]);
}

/// P24 and P16: where the server gives no new refresh token, the old one may be sent as often as it takes.
#[tokio::test(start_paused = true)]
async fn a_refresh_token_that_is_not_rotated_survives_lost_answers() {
    let keep = Turn::Issue { life: Some(600), rotate: false };
    let world = World::new(Script::new([keep, LOST, LOST, LOST, keep]));
    let _ = all_rejected(&world.session, 1).await;
    pass(600).await;
    for _ in 0..3 {
        assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Unavailable(_)));
        pass(60).await;
    }
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-2");
    let own = World::empty(Script::new([LOST, LOST, LOST]).own_grant());
    for _ in 0..3 {
        assert!(own.session.token().await.is_err());
        pass(60).await;
    }
    assert!(own.session.token().await.is_ok());
}

/// P24: the answer was lost, but the store has the newer pair: it is taken, and nothing is sent.
#[tokio::test(start_paused = true)]
async fn before_a_repeat_the_store_is_read_again() {
    let world = World::new(Script::new([LOST]));
    settle().await;
    let used = world.session.status().generation;
    let session = world.session.clone();
    let call = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    let mut newer = pair("by-another-process", Some(600));
    newer.refresh = Some(interceptor::tokens::RefreshToken::new("refresh-of-another").unwrap());
    let received_at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    world.store.put(interceptor::tokens::StoredPair { pair: newer, received_at });
    let Ok(Remedy::Repeat(bearer)) = call.await.unwrap() else { panic!("no token") };
    assert_eq!(bearer.token.expose(), "by-another-process");
    assert_eq!(world.script.hits(), 1);
}

/// P24: the same when the doubt is from a refresh before.
#[tokio::test(start_paused = true)]
async fn before_a_later_try_in_doubt_the_store_is_read_again() {
    let world = World::new(Script::new([Turn::Panic]));
    let _ = all_rejected(&world.session, 1).await;
    let mut newer = pair("by-another-process", Some(600));
    newer.refresh = Some(interceptor::tokens::RefreshToken::new("refresh-of-another").unwrap());
    let received_at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    world.store.put(interceptor::tokens::StoredPair { pair: newer, received_at });
    pass(2).await;
    assert_eq!(world.session.token().await.unwrap().token.expose(), "by-another-process");
    assert_eq!(world.script.hits(), 1);
}

/// P16: a login is a new beginning, also for pauses.
#[tokio::test(start_paused = true)]
async fn a_login_ends_the_pause_of_the_session_before() {
    let world = World::new(Script::new([BUSY, Turn::Fail(Failure::Transient, 300), ISSUE, BUSY]));
    let _ = all_rejected(&world.session, 1).await;
    pass(2).await;
    assert!(world.session.token().await.is_err());
    assert!(held_off(&world) >= Duration::from_secs(300));
    world.session.install(pair("second", Some(600)));
    pass(61).await;
    let told = all_rejected(&world.session, 1).await;
    assert!(matches!(&told[0], Ok(Remedy::Repeat(bearer)) if bearer.token.expose() == "issued-1"));
    // The failures before do not count towards the next pause either.
    pass(61).await;
    let _ = all_rejected(&world.session, 1).await;
    assert!(held_off(&world) <= Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn nobody_has_logged_in_is_an_error_of_its_own() {
    let world = World::empty(Script::default());
    let error = world.session.token().await.unwrap_err();
    assert!(matches!(*error, AuthError::NotLoggedIn));
    assert_eq!(error.code(), "session.not_logged_in");
    let rejected = world.session.rejected(Generation::default(), Reason::Expired).await;
    assert!(matches!(*rejected.unwrap_err(), AuthError::NotLoggedIn));
    assert_eq!(world.script.hits(), 0);
}

/// P16: a grant of one's own has nobody who could log in: it is tried again after each pause.
#[tokio::test(start_paused = true)]
async fn a_grant_of_ones_own_is_never_over() {
    let world = World::empty(Script::new([DENIED, DENIED]).own_grant());
    for hits in 1..=2 {
        let error = world.session.token().await.unwrap_err();
        assert!(matches!(*error, AuthError::Unavailable(_)) && !error.is_final());
        assert_eq!(error.explanation().code, "session.misconfigured");
        assert!(world.session.token().await.is_err());
        assert_eq!(world.script.hits(), hits);
        pass(61).await;
    }
    let bearer = world.session.token().await.unwrap();
    assert_eq!(bearer.token.expose(), "issued-1");
    // There is no login that an invalid token could belong to: it is replaced like one that has expired.
    pass(61).await;
    let remedy = world.session.rejected(bearer.generation, Reason::Invalid).await.unwrap();
    assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "issued-2"));
    world.session.rejected_again(world.session.status().generation, Reason::Invalid);
    assert!(world.session.token().await.is_ok());
}

/// P14: whoever is told to come back in an hour, after an answer that says nothing, makes nobody wait for it.
#[tokio::test(start_paused = true)]
async fn a_lost_answer_with_a_long_pause_is_an_error_at_once() {
    let world = World::new(Script::new([Turn::Fail(Failure::Ambiguous, 3600), LOST]));
    let told = all_rejected(&world.session, 3).await;
    assert!(
        told.iter().all(|told| matches!(**told.as_ref().unwrap_err(), AuthError::Unavailable(_)))
    );
    assert!(held_off(&world) >= Duration::from_secs(3600));
    // P24: the next is the repeat, and there is no other.
    pass(4501).await;
    assert!(matches!(*world.session.token().await.unwrap_err(), AuthError::Refused(_)));
    assert_eq!(world.script.hits(), 2);
}

/// P24: how often is the user's to say, for a server that is known to be patient.
#[tokio::test(start_paused = true)]
async fn more_repeats_are_for_who_asks_for_them() {
    for repeats in [0, 1, 3] {
        let script = Script::new([LOST; 10]);
        let policy = interceptor::policy::Policy { repeats, ..policy() };
        let session = Session::builder(script.clone(), policy)
            .clock(VirtualClock::new())
            .tokens(pair("first", Some(600)))
            .build();
        let told = all_rejected(&session, 2).await;
        assert!(told.iter().all(Result::is_err));
        pass(600).await;
        assert!(matches!(*session.token().await.unwrap_err(), AuthError::Refused(_)));
        assert_eq!(script.hits(), 1 + usize::try_from(repeats).unwrap());
    }
}

/// P22: an observer that panics at every event takes nothing from anybody.
#[tokio::test(start_paused = true)]
async fn a_panic_of_an_observer_is_nobody_elses() {
    let script = Script::new([LOST]);
    let session = Session::builder(script.clone(), policy())
        .clock(VirtualClock::new())
        .store(Diary::failing(3))
        .observer(|_: &Event| panic!("as an observer may"))
        .tokens(pair("first", Some(600)))
        .build();
    let told = all_rejected(&session, 5).await;
    assert!(told.iter().all(|told| matches!(told, Ok(Remedy::Repeat(_)))));
    assert_eq!(script.hits(), 2);
    pass(60).await;
    session.logout().await.unwrap();
}

/// P6 and P24: a refresh that was never begun, for want of a runtime, has used nothing, however often.
#[test]
fn a_refresh_that_nobody_runs_costs_no_session() {
    let script = Script::default();
    let session = Session::builder(script.clone(), policy())
        .spawner(Nobody)
        .clock(Still)
        .tokens(pair("first", Some(600)))
        .build();
    let used = session.try_token().unwrap().generation;
    let block_on = |session: Session| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async move { session.rejected(used, Reason::Expired).await })
    };
    for _ in 0..5 {
        let error = block_on(session.clone()).unwrap_err();
        assert!(matches!(*error, AuthError::Unavailable(_)), "{error}");
        Still::pass(120);
    }
    assert_eq!(script.hits(), 0);
}

/// Runs nothing.
struct Nobody;

impl interceptor::port::Spawner for Nobody {
    fn spawn(&self, task: interceptor::port::BoxFuture<'static, ()>) {
        drop(task);
    }
}

/// A clock that goes by hand.
struct Still;

static SECONDS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

impl Still {
    fn pass(seconds: u64) {
        SECONDS.fetch_add(seconds, std::sync::atomic::Ordering::SeqCst);
    }
}

impl interceptor::port::Clock for Still {
    fn now(&self) -> interceptor::moment::Moment {
        let run = Duration::from_secs(SECONDS.load(std::sync::atomic::Ordering::SeqCst));
        let wall = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + run;
        interceptor::moment::Moment { wall, run }
    }

    fn sleep(&self, _: Duration) -> interceptor::port::BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// P17: an answer and the limit are seen at one moment, after the program stood still: the answer counts.
#[tokio::test(start_paused = true)]
async fn an_answer_that_is_there_is_not_thrown_away_for_being_seen_late() {
    for _ in 0..50 {
        let world = World::new(Script::default().slow(30_000));
        let told = all_rejected(&world.session, 1).await;
        assert!(matches!(&told[0], Ok(Remedy::Repeat(_))));
        assert_eq!(world.script.hits(), 1);
    }
}

/// P24: refused, but the store has what another process was given for it.
#[tokio::test(start_paused = true)]
async fn a_refusal_is_not_the_end_when_the_store_has_a_newer_pair() {
    let world = World::new(Script::new([DENIED]).slow(1000));
    settle().await;
    let used = world.session.status().generation;
    let session = world.session.clone();
    let call = tokio::spawn(async move { session.rejected(used, Reason::Expired).await });
    settle().await;
    let mut newer = pair("by-another-process", Some(600));
    newer.refresh = Some(interceptor::tokens::RefreshToken::new("refresh-of-another").unwrap());
    let received_at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 - 100);
    world.store.put(interceptor::tokens::StoredPair { pair: newer, received_at });
    let remedy = call.await.unwrap().unwrap();
    assert!(
        matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "by-another-process")
    );
    // It is as old as the store says.
    assert_eq!(world.session.status().time_left, Some(Duration::from_secs(499)));
    assert_eq!(world.script.hits(), 1);
}

/// P40: "invalid" for the repeat, while an early refresh is under way: that token is given to nobody any more.
#[tokio::test(start_paused = true)]
async fn invalid_for_a_repeat_during_an_early_refresh_takes_the_token_out_of_use() {
    let world = World::new(Script::new([BUSY]).slow(10_000));
    pass(541).await;
    let used = world.session.token().await.unwrap().generation;
    world.session.rejected_again(used, Reason::Invalid);
    assert!(world.session.try_token().is_none());
    assert!(world.session.token().await.is_err());
    assert!(
        world.session.try_token().is_none(),
        "the refresh has failed, and it is still rejected"
    );
}
