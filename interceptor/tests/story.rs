//! The story is true: what it prints is what the server counted, and what the server counted is as it says.

#[path = "common/proxy.rs"]
mod environment;
#[path = "../examples/story/tale.rs"]
mod tale;

use std::time::Duration;

use interceptor::demo::Fault;
use interceptor::demo::Step;
use tokio::sync::mpsc;
use tokio::time::Instant;
use unicode_width::UnicodeWidthStr as _;

use self::tale::CALLERS;
use self::tale::play;
use self::tale::play::Play;
use self::tale::stage::LINE;
use self::tale::stage::Mood;
use self::tale::stage::Stage;

/// Far more than the tale takes: for a failure instead of a test that hangs.
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn the_story_prints_what_the_server_counted() {
    let mut text = Vec::new();
    let mut stage = Stage::new(&mut text, false, None);
    let scores = tokio::time::timeout(MINUTE, tale::tell(&mut stage)).await.unwrap().unwrap();
    let text = String::from_utf8(text).unwrap();
    let [alone, together, invalid, locked, ours] = scores.as_slice() else {
        panic!("an act is missing")
    };

    // Each for itself: the first is served at most, since the others cost it the session.
    assert_eq!((alone.expired, alone.reissues, alone.rotations), (CALLERS, 20, 1));
    assert_eq!((alone.reuses, alone.families_revoked), (19, 1));
    assert!(alone.served <= 1);
    // One for all.
    assert_eq!((together.expired, together.served), (CALLERS, CALLERS));
    assert_eq!((together.reissues, together.reuses, together.families_revoked), (1, 0, 0));
    // 5002: nothing is re-issued, nothing is repeated; it would not help, since the login has ended at the server.
    assert_eq!((invalid.invalid, invalid.reissues, invalid.served), (CALLERS, 0, 0));
    assert_eq!((invalid.families_revoked, invalid.reuses), (1, 0));
    // The leader hangs up.
    assert_eq!((locked.rotations, locked.families_revoked, locked.served), (1, 1, 0));
    assert_eq!((ours.reissues, ours.reuses, ours.served), (1, 0, ours.callers));

    for score in &scores {
        let row = text.lines().rfind(|line| line.trim_start().starts_with(score.name)).unwrap();
        let numbers: Vec<_> = row.split_whitespace().rev().take(6).collect();
        let [callers, _, served, revoked, reuses, reissues] = numbers.as_slice() else {
            panic!("no row of numbers: {row}")
        };
        let printed = [*reissues, *reuses, *revoked, *served, *callers].map(str::to_owned);
        let counted = [
            score.reissues.to_string(),
            score.reuses.to_string(),
            score.families_revoked.to_string(),
            score.served.to_string(),
            score.callers.to_string(),
        ];
        assert_eq!(printed, counted);
    }
    assert!(text.contains("20 of 20 calls returned 200"));
    assert!(text.contains("the token endpoint was asked 0 times"));
    assert!(text.contains("alice's refresh token is answered with 5002 as well"));
    assert!(text.contains("5 of 5 others got 200"));
}

/// A call that fails ends the tale: the others would be held for ever, since it never comes to the gate.
#[tokio::test]
async fn nobody_waits_for_a_call_that_has_failed() {
    let play = Play::begin().await.unwrap();
    let (_session, client) = play.client().unwrap();
    play.server.resources().next(Fault::before(Step::Close));
    let (gate, calls) = (play.hold(2), [play.call(&client), play.call(&client)]);
    let told = play::together(gate, 2, calls.into_iter().collect());
    let error = tokio::time::timeout(MINUTE, told).await.unwrap().unwrap_err().to_string();
    assert!(error.contains("error sending request"), "{error}");
}

/// The server of the story is on this machine: a proxy of the environment has no part in it.
#[test]
fn the_story_is_told_without_the_proxy_of_the_environment() {
    environment::passes_without_the_proxy_of_the_environment(
        "the_story_prints_what_the_server_counted",
    );
}

#[tokio::test]
async fn the_story_fits_a_screen_and_has_colours_only_where_they_are_wanted() {
    for colour in [false, true] {
        let mut text = Vec::new();
        tale::tell(&mut Stage::new(&mut text, colour, None)).await.unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.contains('\u{1b}'), colour);
        let lines = u32::try_from(text.lines().count()).unwrap();
        assert!(LINE * lines < Duration::from_secs(75), "{lines} lines");
        for line in text.lines().filter(|line| !line.contains('\u{1b}')) {
            assert!(line.width() <= 80, "{line}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_is_as_long_as_what_is_to_be_read_and_enter_ends_it() {
    let (sender, enter) = mpsc::channel(1);
    let mut stage = Stage::new(Vec::new(), false, Some(enter));
    for lines in [22, 3, 0] {
        let start = Instant::now();
        for _ in 0..lines {
            stage.line("a line", Mood::Plain).unwrap();
        }
        // It was pressed before the pause began.
        sender.try_send(()).unwrap();
        stage.pause().await;
        let paused = start.elapsed().as_secs_f64();
        // A timer is exact to a millisecond.
        assert!((paused - LINE.as_secs_f64() * f64::from(lines)).abs() < 0.002, "{paused}");
    }
    let start = Instant::now();
    stage.line("a line", Mood::Plain).unwrap();
    let press = async {
        tokio::task::yield_now().await;
        sender.try_send(()).unwrap();
    };
    tokio::join!(stage.pause(), press);
    assert_eq!(start.elapsed(), Duration::ZERO);
    // Without anybody at the keyboard a pause is a pause.
    drop(sender);
    let start = Instant::now();
    stage.line("a line", Mood::Plain).unwrap();
    stage.pause().await;
    assert!(start.elapsed() >= LINE);
}
