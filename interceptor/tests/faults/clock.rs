//! A clock that a test holds in its hand: it stands still until it is told to go on.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::moment::Moment;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use tokio::sync::watch;

/// Clones are the same clock.
#[derive(Clone)]
pub(crate) struct HandClock {
    start: SystemTime,
    run: Arc<watch::Sender<Duration>>,
    /// Who sleeps: for how long, and until when.
    sleepers: Arc<Mutex<Vec<Sleeper>>>,
    changed: Arc<watch::Sender<()>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Sleeper {
    span: Duration,
    until: Duration,
}

impl HandClock {
    pub(crate) fn new() -> Self {
        Self {
            start: SystemTime::now(),
            run: Arc::new(watch::Sender::new(Duration::ZERO)),
            sleepers: Arc::default(),
            changed: Arc::new(watch::Sender::new(())),
        }
    }

    /// Lets so much time pass, at once.
    pub(crate) fn advance(&self, span: Duration) {
        self.run.send_modify(|run| *run += span);
    }

    /// Waits until somebody sleeps for as long as `fits` says, and lets that time pass.
    pub(crate) async fn pass(&self, fits: impl Fn(Duration) -> bool) {
        let mut changed = self.changed.subscribe();
        let span = loop {
            let sleeper =
                self.sleepers.lock().unwrap().iter().find(|sleeper| fits(sleeper.span)).copied();
            match sleeper {
                Some(sleeper) => break sleeper.span,
                None => changed.changed().await.unwrap(),
            }
        };
        self.advance(span);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        let run = *self.run.borrow();
        Moment { wall: self.start + run, run }
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move {
            let until = clock.now().run + span;
            let bed = Bed { sleeper: Sleeper { span, until }, clock: clock.clone() };
            clock.sleepers.lock().unwrap().push(bed.sleeper);
            clock.changed.send_replace(());
            clock.run.subscribe().wait_for(|run| *run >= until).await.unwrap();
        })
    }
}

/// Forgets the sleeper that wakes up or is dropped.
struct Bed {
    clock: HandClock,
    sleeper: Sleeper,
}

impl Drop for Bed {
    fn drop(&mut self) {
        let mut sleepers = self.clock.sleepers.lock().unwrap();
        if let Some(place) = sleepers.iter().position(|own| *own == self.sleeper) {
            sleepers.swap_remove(place);
        }
    }
}
