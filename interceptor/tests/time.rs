//! Clocks that jump, tokens that live for seconds, and many processes that would all ask at once.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test; each test file uses its part of the world"
)]

#[path = "common/world.rs"]
mod world;

use std::fs;
use std::path::Path;
use std::time::Duration;

use interceptor::event::Event;
use interceptor::event::Trigger;
use interceptor::port::SystemClock;
use interceptor::session::Session;
use interceptor::tokens::AccessToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Reason;
use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::key::SigningKey;

use self::world::Script;
use self::world::Turn;
use self::world::World;
use self::world::pair;
use self::world::pass;
use self::world::policy;
use self::world::settle;

/// P31: tokens that live for less than the margins cost one refresh for each life, not one for each request.
#[tokio::test(start_paused = true)]
async fn short_lives_cause_no_storm() {
    for life in [2_u64, 10, 30] {
        let turns = std::iter::repeat_n(Turn::Issue { life: Some(life), rotate: true }, 10_000);
        let world =
            World::with(Script::new(turns), |builder| builder.tokens(pair("first", Some(life))));
        for _ in 0..600 {
            assert!(world.session.token().await.is_ok());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let lives = usize::try_from(60 / life).unwrap();
        // Renewed at half a life at the earliest: twice as often as lives at most.
        let hits = world.script.hits();
        assert!(hits <= 2 * lives + 1 && hits >= lives / 2, "{hits} hits in {lives} lives");
    }
}

/// P31: a life of nothing is not believed.
#[tokio::test(start_paused = true)]
async fn a_lifetime_of_zero_causes_no_storm() {
    let turns = std::iter::repeat_n(Turn::Issue { life: Some(0), rotate: true }, 1000);
    let world = World::empty(Script::new(turns).own_grant());
    for _ in 0..100 {
        assert!(world.session.token().await.is_ok());
    }
    assert_eq!(world.script.hits(), 1);
}

/// P32: whatever the clock on the wall does, the first use afterwards settles it with one refresh at most.
#[tokio::test(start_paused = true)]
async fn a_clock_that_jumps_costs_one_refresh_at_most() {
    for jump in [3600, -3600, 86_400] {
        let world = World::new(Script::default());
        pass(60).await;
        world.clock.set_ahead(jump);
        for _ in 0..100 {
            assert!(world.session.token().await.is_ok());
            pass(1).await;
        }
        assert!(world.script.hits() <= 1, "{} hits after a jump by {jump} s", world.script.hits());
        // The clock that runs on ends a life that the one on the wall would draw out.
        pass(600).await;
        assert!(world.session.token().await.is_ok());
        settle().await;
        assert!(world.script.hits() >= 1);
        assert!(world.script.hits() <= 3);
    }
}

/// P32: during a suspend only the clock on the wall goes on; the token that died in it is not sent.
#[tokio::test(start_paused = true)]
async fn after_a_suspend_the_dead_token_is_not_sent() {
    let world = World::new(Script::default());
    world.clock.set_ahead(8 * 3600);
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
    assert_eq!(world.script.hits(), 1);
}

/// P4 and P31: an early refresh that is slow does not draw out the token that it replaces.
#[tokio::test(start_paused = true)]
async fn a_slow_early_refresh_does_not_draw_out_the_token_that_it_replaces() {
    let world = World::new(Script::default().slow(25_000));
    pass(580).await;
    assert_eq!(world.session.token().await.unwrap().token.expose(), "first");
    pass(14).await;
    assert_eq!(world.session.try_token().unwrap().token.expose(), "first");
    // Five seconds before its end it is sent no more; whoever comes now waits.
    pass(1).await;
    assert!(world.session.try_token().is_none());
    assert_eq!(world.session.token().await.unwrap().token.expose(), "issued-1");
    assert_eq!(world.script.hits(), 1);
}

/// P33: the early refreshes of many processes with one token are spread evenly over the jitter's window.
#[tokio::test(start_paused = true)]
async fn many_processes_do_not_ask_at_once() {
    const PROCESSES: u32 = 1000;
    let mut moments: Vec<f64> = Vec::new();
    for seed in 0..u64::from(PROCESSES) {
        let policy = interceptor::policy::Policy { jitter: 0.5, ..policy() };
        let clock = world::VirtualClock::new();
        let session = Session::builder(Script::default(), policy)
            .clock(clock)
            .seed(seed)
            .tokens(pair("first", Some(600)))
            .build();
        moments.push(moment_of_early_refresh(&session).await);
    }
    // From 540 s on; half of the last minute is left to chance: 540 to 570.
    moments.sort_by(f64::total_cmp);
    assert!(moments.first().unwrap() >= &540.0 && moments.last().unwrap() <= &570.1);
    // Kolmogorov-Smirnov against the uniform distribution: D < 1.63/√n holds in 99 of 100 draws, and the
    // seeds are always the same.
    let n = f64::from(PROCESSES);
    let distance = moments
        .iter()
        .zip(1_u32..)
        .map(|(moment, rank)| ((moment - 540.0) / 30.0 - f64::from(rank) / n).abs())
        .fold(0.0, f64::max);
    assert!(distance < 1.63 / n.sqrt(), "D = {distance}");
}

async fn moment_of_early_refresh(session: &Session) -> f64 {
    let mut events = session.events();
    let start = tokio::time::Instant::now();
    let mut wait = Duration::from_millis(539_900);
    loop {
        tokio::time::sleep(wait).await;
        wait = Duration::from_millis(100);
        let _ = session.token().await;
        while let Some(interceptor::session::Next::Event(event)) = events.try_next() {
            if matches!(event, Event::RefreshStarted { trigger: Trigger::Early, .. }) {
                return start.elapsed().as_secs_f64();
            }
        }
    }
}

/// P25: the life of a JWT is read from `exp`, counted from `iat`, whatever our clock says.
#[tokio::test(start_paused = true)]
async fn a_jwt_says_itself_how_long_it_lives() {
    let key = SigningKey::generate(Algorithm::Hs256).unwrap();
    let claims = Claims::new().with_issued_at(1_000_u64).with_expiration(1_300_u64);
    let token = jwt::sign(&key, &claims).unwrap();
    let access = AccessToken::new(&token).unwrap();
    let world = World::with(Script::default(), |builder| {
        builder.tokens(TokenPair { access, ..pair("unused", None) })
    });
    assert_eq!(world.session.status().time_left, Some(Duration::from_secs(300)));
    // With the server's clock, `exp` is counted from there.
    let access = AccessToken::new(&token).unwrap();
    let server = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_200);
    world.session.install(TokenPair { access, server_time: Some(server), ..pair("unused", None) });
    assert_eq!(world.session.status().time_left, Some(Duration::from_secs(100)));
    // The smaller of two words is believed.
    let access = AccessToken::new(&token).unwrap();
    world.session.install(TokenPair { access, ..pair("unused", Some(60)) });
    assert_eq!(world.session.status().time_left, Some(Duration::from_secs(60)));
}

/// An opaque token of which nobody says how long it lives is used until a server rejects it.
#[tokio::test(start_paused = true)]
async fn a_token_without_a_known_life_is_used_until_it_is_rejected() {
    let world = World::with(Script::default(), |builder| builder.tokens(pair("opaque", None)));
    pass(86_400).await;
    let bearer = world.session.token().await.unwrap();
    assert_eq!(bearer.token.expose(), "opaque");
    assert!(world.session.rejected(bearer.generation, Reason::Expired).await.is_ok());
    assert_eq!(world.script.hits(), 1);
}

/// P34: time comes in through one door.
#[test]
fn nothing_but_the_clock_reads_a_clock() {
    let mut seen = Vec::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/");
    read(Path::new(root), &mut seen);
    assert!(seen.iter().any(|(path, _)| path.ends_with("machine.rs")));
    for (path, source) in seen {
        let name = path.strip_prefix(root).unwrap();
        if name == "port/clock.rs" || name.starts_with("demo") {
            continue;
        }
        for clock in ["Instant", "SystemTime::now", ".elapsed()", "thread::sleep", "tokio::time"] {
            assert!(!source.contains(clock), "{path} calls {clock}");
        }
    }
    // The door is one.
    let _ = SystemClock::new();
}

fn read(folder: &Path, seen: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, seen);
        } else {
            seen.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}
