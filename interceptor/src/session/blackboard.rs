//! Events in their order: written down under the machine's lock, read aloud under none.
//!
//! Two threads may hear of two things at once. Each writes its events down while it holds the machine; one of
//! them reads aloud what both wrote, the other goes on. So an observer may call the session. One that panics is
//! told the next event all the same, and nobody else notices.

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::TryLockError;

use tokio::sync::broadcast;

use crate::event::Event;
use crate::port::Observer;

pub(super) struct Blackboard {
    written: Mutex<VecDeque<Event>>,
    /// Held by whoever reads aloud.
    reader: Mutex<()>,
    /// Made for the first who listens: it holds a place for every event that it keeps.
    stream: OnceLock<broadcast::Sender<Event>>,
    observer: Option<Arc<dyn Observer>>,
}

impl Blackboard {
    pub(super) fn new(observer: Option<Arc<dyn Observer>>) -> Self {
        Self {
            written: Mutex::default(),
            reader: Mutex::default(),
            stream: OnceLock::new(),
            observer,
        }
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.stream.get_or_init(|| broadcast::Sender::new(super::events::KEPT)).subscribe()
    }

    pub(super) fn write(&self, event: Event) {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).push_back(event);
    }

    /// Reads aloud what is written, unless somebody does already.
    pub(super) fn read_aloud(&self) {
        while !self.written.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            let _reading = match self.reader.try_lock() {
                Ok(reading) => reading,
                Err(TryLockError::Poisoned(reading)) => reading.into_inner(),
                // They look again before they leave.
                Err(TryLockError::WouldBlock) => return,
            };
            while let Some(event) = self.first() {
                self.tell(event);
            }
        }
    }

    fn first(&self) -> Option<Event> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn tell(&self, event: Event) {
        // What subscribers and observers panic of is theirs; a refresh must not be lost by it.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            if event.is_trouble() {
                tracing::warn!(target: "interceptor", %event);
            } else {
                tracing::debug!(target: "interceptor", %event);
            }
        }));
        if let Some(observer) = &self.observer {
            let _ = catch_unwind(AssertUnwindSafe(|| observer.on(&event)));
        }
        if let Some(stream) = self.stream.get() {
            // Nobody listens any more: that is no error.
            let _ = stream.send(event);
        }
    }
}
