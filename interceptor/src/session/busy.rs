//! Whether anything is under way that a program should wait for before it ends.

use tokio::sync::watch;

/// Counts errands under way.
pub(super) struct Errands(watch::Sender<usize>);

/// One errand under way, until it is dropped.
#[derive(Debug)]
pub(super) struct Busy(watch::Sender<usize>);

impl Errands {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    pub(super) fn begin(&self) -> Busy {
        self.0.send_modify(|count| *count = count.saturating_add(1));
        Busy(self.0.clone())
    }

    /// Done when none is under way.
    pub(super) async fn ended(&self) {
        // The sender is ours: it is not closed.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}
