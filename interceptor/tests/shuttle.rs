//! P47: the shell under every order of its tasks that a scheduler of tests can think of.
//!
//! The machine is behind a lock whose sections never yield, so what can differ is the order in which tasks
//! take it. Each port yields before and after what it does; shuttle chooses who goes on.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::error::RefreshError;
use interceptor::error::StoreError;
use interceptor::event::Event;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Refresher;
use interceptor::port::Spawner;
use interceptor::port::Store;
use interceptor::session::Remedy;
use interceptor::session::Session;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::StoredPair;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Reason;
use shuttle::future;

/// What the ports saw.
#[derive(Default)]
struct Seen {
    sent: HashMap<String, u32>,
    revoked: Vec<String>,
    stored: Option<String>,
    events: Vec<Event>,
    issued: u64,
    /// How many answers are lost on their way from now on, and in all.
    lost: u32,
    losses: u32,
}

#[derive(Clone, Default)]
struct World(Arc<Mutex<Seen>>);

impl World {
    fn with<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }
}

impl Clock for World {
    fn now(&self) -> Moment {
        // Every way into the machine leads past here: whoever asks the time may be overtaken.
        shuttle::thread::yield_now();
        Moment {
            wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000),
            run: Duration::ZERO,
        }
    }

    /// Limits are never reached; pauses pass at once.
    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        if span == Policy::new(Origins::default()).refresh_timeout {
            return Box::pin(std::future::pending());
        }
        Box::pin(future::yield_now())
    }
}

impl Spawner for World {
    fn spawn(&self, task: BoxFuture<'static, ()>) {
        drop(future::spawn(task));
    }
}

impl Refresher for World {
    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(async move {
            let token = refresh.unwrap().expose().to_owned();
            self.with(|seen| *seen.sent.entry(token).or_default() += 1);
            future::yield_now().await;
            let number = self.with(|seen| {
                seen.issued = seen.issued.saturating_add(1);
                seen.issued
            });
            future::yield_now().await;
            let lost = self.with(|seen| {
                let lost = seen.lost > 0;
                seen.lost = seen.lost.saturating_sub(1);
                lost
            });
            if lost { Err(RefreshError::ambiguous("on its way")) } else { Ok(pair(number)) }
        })
    }

    fn revoke<'a>(&'a self, pair: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        Box::pin(async move {
            let token = pair.refresh.as_ref().unwrap().expose().to_owned();
            self.with(|seen| seen.revoked.push(token));
            Ok(true)
        })
    }
}

impl Store for World {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        Box::pin(async { Ok(None) })
    }

    fn save<'a>(&'a self, pair: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            future::yield_now().await;
            let token = pair.pair.refresh.as_ref().unwrap().expose().to_owned();
            self.with(|seen| seen.stored = Some(token));
            future::yield_now().await;
            Ok(())
        })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            future::yield_now().await;
            self.with(|seen| seen.stored = None);
            Ok(())
        })
    }
}

fn pair(number: u64) -> TokenPair {
    TokenPair::new(AccessToken::new(&format!("access-{number}")).unwrap())
        .with_refresh(RefreshToken::new(&format!("refresh-{number}")).unwrap())
}

fn begin() -> (Session, World) {
    let world = World::default();
    let (observer, ears) = (world.clone(), |event: &Event| event.clone());
    let session = Session::builder(world.clone(), Policy::new(Origins::default()))
        .clock(world.clone())
        .store(world.clone())
        .spawner(world.clone())
        .observer(move |event: &Event| observer.with(|seen| seen.events.push(ears(event))))
        .seed(1)
        .tokens(pair(0))
        .build();
    (session, world)
}

/// What must be true of every end: each refresh token sent once, events in order and each once.
fn lawful(world: &World) {
    world.with(|seen| {
        assert!(seen.sent.values().all(|count| *count <= 1 + seen.losses), "{:?}", seen.sent);
        let mut running = false;
        for event in &seen.events {
            match event {
                Event::RefreshStarted { .. } => {
                    assert!(!running, "started twice: {:?}", seen.events);
                    running = true;
                }
                Event::Refreshed { .. } | Event::RefreshFailed { .. } => {
                    assert!(running, "ended twice: {:?}", seen.events);
                    running = false;
                }
                // The refresh under way is nobody's any more.
                Event::LoggedOut | Event::LoggedIn { .. } => running = false,
                _ => {}
            }
        }
    });
}

fn rejected_together() {
    let (session, world) = begin();
    let used = session.try_token().unwrap().generation;
    let calls: Vec<_> = (0..3)
        .map(|_| {
            let session = session.clone();
            future::spawn(async move { session.rejected(used, Reason::Expired).await })
        })
        .collect();
    let late = session.clone();
    let late = future::spawn(async move { late.token().await });
    future::block_on(async {
        for call in calls {
            let remedy = call.await.unwrap().unwrap();
            assert!(matches!(remedy, Remedy::Repeat(bearer) if bearer.generation.number() == 2));
        }
        assert!(late.await.unwrap().is_ok());
    });
    lawful(&world);
    world.with(|seen| assert_eq!(seen.sent.len(), 1));
}

/// One leads, is dropped at a point that the scheduler chooses, and the others get their token.
fn one_is_dropped() {
    let (session, world) = begin();
    let used = session.try_token().unwrap().generation;
    let calls: Vec<_> = (0..3)
        .map(|_| {
            let session = session.clone();
            future::spawn(async move { session.rejected(used, Reason::Expired).await })
        })
        .collect();
    future::block_on(async {
        for (place, call) in calls.into_iter().enumerate() {
            if place == 0 {
                call.abort();
            } else {
                assert!(call.await.unwrap().is_ok());
            }
        }
    });
    lawful(&world);
    world.with(|seen| assert_eq!(seen.sent.len(), 1));
}

/// P44: a logout at any moment of a refresh: in the end nothing is stored, everybody is answered, and the
/// newest refresh token is the one that was revoked.
fn logged_out_meanwhile() {
    let (session, world) = begin();
    let used = session.try_token().unwrap().generation;
    let calls: Vec<_> = (0..2)
        .map(|_| {
            let session = session.clone();
            future::spawn(async move { session.rejected(used, Reason::Expired).await.is_ok() })
        })
        .collect();
    let leaving = session.clone();
    let leaving = future::spawn(async move { leaving.logout().await });
    future::block_on(async {
        for call in calls {
            let _ = call.await.unwrap();
        }
        assert!(leaving.await.unwrap().is_ok());
        assert!(session.token().await.is_err());
        // Until the refresh that was under way has ended, and what it brought is revoked.
        while world.with(|seen| seen.revoked.is_empty()) {
            future::yield_now().await;
        }
    });
    lawful(&world);
    world.with(|seen| {
        assert_eq!(seen.stored, None);
        let newest = format!("refresh-{}", seen.issued);
        assert_eq!(seen.revoked, [newest]);
    });
}

/// The answer is lost, and asked for once more, whatever else is asked meanwhile.
fn an_answer_is_lost() {
    let (session, world) = begin();
    world.with(|seen| (seen.lost, seen.losses) = (1, 1));
    let used = session.try_token().unwrap().generation;
    let calls: Vec<_> = (0..2)
        .map(|_| {
            let session = session.clone();
            future::spawn(async move { session.rejected(used, Reason::Expired).await })
        })
        .collect();
    let late = session.clone();
    let late = future::spawn(async move { late.token().await });
    future::block_on(async {
        for call in calls {
            let remedy = call.await.unwrap().unwrap();
            assert!(
                matches!(remedy, Remedy::Repeat(bearer) if bearer.token.expose() == "access-2")
            );
        }
        assert!(late.await.unwrap().is_ok());
        session.settled().await;
    });
    lawful(&world);
    world.with(|seen| assert_eq!(seen.stored.as_deref(), Some("refresh-2")));
}

/// P44: a logout and another login while an answer is lost: the new login stays as it is, in use and in the
/// store, and what the old session had is revoked.
fn somebody_else_logs_in_meanwhile() {
    let (session, world) = begin();
    world.with(|seen| (seen.lost, seen.losses) = (1, 1));
    let used = session.try_token().unwrap().generation;
    let call = session.clone();
    let call = future::spawn(async move { call.rejected(used, Reason::Expired).await.is_ok() });
    let leaving = session.clone();
    let leaving = future::spawn(async move {
        let erased = leaving.logout().await;
        leaving.install(pair(100));
        erased
    });
    future::block_on(async {
        let _ = call.await.unwrap();
        leaving.await.unwrap().unwrap();
        session.settled().await;
        assert_eq!(session.token().await.unwrap().token.expose(), "access-100");
        let late = session.rejected(used, Reason::Expired).await.unwrap();
        assert!(matches!(late, Remedy::Keep), "a request of before, in the name of who came after");
    });
    world.with(|seen| {
        assert_eq!(seen.stored.as_deref(), Some("refresh-100"));
        assert_eq!(seen.revoked.len(), 1);
        assert!(!seen.revoked.contains(&"refresh-100".to_owned()));
    });
}

/// Plays a scene in orders drawn by lot, and in those that a few changes of thread make.
fn in_any_order(scene: fn()) {
    shuttle::check_random(scene, 2000);
    shuttle::check_pct(scene, 1000, 3);
}

#[test]
fn a_lost_answer_is_asked_for_once_more_in_any_order() {
    in_any_order(an_answer_is_lost);
}

#[test]
fn a_login_is_left_alone_by_the_session_before_in_any_order() {
    in_any_order(somebody_else_logs_in_meanwhile);
}

#[test]
fn those_who_are_rejected_together_share_one_refresh_in_any_order() {
    in_any_order(rejected_together);
}

#[test]
fn one_who_goes_takes_nothing_along_in_any_order() {
    in_any_order(one_is_dropped);
}

#[test]
fn a_logout_wins_in_any_order() {
    in_any_order(logged_out_meanwhile);
}
