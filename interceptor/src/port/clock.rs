//! The clock of the system; sleeping is tokio's.

use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use crate::moment::Moment;
use crate::port::BoxFuture;
use crate::port::Clock;

/// Wall time from the system, running time from its start, sleep from tokio.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock whose running time begins now.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        Moment { wall: SystemTime::now(), run: self.start.elapsed() }
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        // Made inside: outside of a runtime it would panic, here it does so on the task that polls it.
        Box::pin(async move { tokio::time::sleep(span).await })
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}
