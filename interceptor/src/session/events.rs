//! Events as a stream.

use tokio::sync::broadcast;

use crate::event::Event;

/// What happens to a session, from when the stream was made.
#[derive(Debug)]
pub struct EventStream {
    pub(super) receiver: broadcast::Receiver<Event>,
}

/// The next of a stream.
#[derive(Clone, Debug)]
pub enum Next {
    /// An event.
    Event(Event),
    /// The reader was too slow for this many.
    Missed(u64),
}

impl EventStream {
    /// The next event; `None` when the session is gone.
    pub async fn next(&mut self) -> Option<Next> {
        match self.receiver.recv().await {
            Ok(event) => Some(Next::Event(event)),
            Err(broadcast::error::RecvError::Lagged(missed)) => Some(Next::Missed(missed)),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }

    /// The next event that is there already.
    pub fn try_next(&mut self) -> Option<Next> {
        match self.receiver.try_recv() {
            Ok(event) => Some(Next::Event(event)),
            Err(broadcast::error::TryRecvError::Lagged(missed)) => Some(Next::Missed(missed)),
            Err(broadcast::error::TryRecvError::Closed | broadcast::error::TryRecvError::Empty) => {
                None
            }
        }
    }
}

/// Events that are kept for a slow reader.
pub(super) const KEPT: usize = 1024;
