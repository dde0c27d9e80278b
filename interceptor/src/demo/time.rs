//! The server's clock: the one it was given, and how far it has been put ahead.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::SystemTime;

use crate::port::Clock;

pub(super) struct ServerTime {
    clock: Arc<dyn Clock>,
    ahead: Mutex<Duration>,
}

impl ServerTime {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, ahead: Mutex::default() }
    }

    pub(super) fn now(&self) -> SystemTime {
        let wall = self.clock.now().wall;
        let ahead = *self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        wall.checked_add(ahead).unwrap_or(wall)
    }

    pub(super) fn advance(&self, span: Duration) {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = ahead.saturating_add(span);
    }

    pub(super) async fn sleep(&self, span: Duration) {
        self.clock.sleep(span).await;
    }
}
