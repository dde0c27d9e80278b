//! A gate: holds whoever comes to it until somebody opens it. Tests wait for events with it, not for time.

use std::sync::Arc;

use tokio::sync::watch;

/// Holds answers until [`open`](Self::open). Clones are the same gate.
#[derive(Clone, Debug)]
pub struct Gate {
    state: Arc<watch::Sender<State>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    arrived: usize,
    open: bool,
}

impl Gate {
    /// A closed one.
    #[must_use]
    pub fn new() -> Self {
        Self { state: Arc::new(watch::Sender::new(State::default())) }
    }

    /// Lets everybody through, now and later.
    pub fn open(&self) {
        self.state.send_modify(|state| state.open = true);
    }

    /// Done when so many have come to it, since it was made.
    pub async fn arrived(&self, count: usize) {
        self.wait(|state| state.arrived >= count).await;
    }

    /// Comes to the gate, and passes it when it is open.
    pub async fn pass(&self) {
        self.state.send_modify(|state| state.arrived = state.arrived.saturating_add(1));
        self.wait(|state| state.open).await;
    }

    async fn wait(&self, done: impl Fn(&State) -> bool) {
        // The sender lives as long as this gate: the channel cannot close.
        let _ = self.state.subscribe().wait_for(done).await;
    }
}

impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_gate_holds_until_it_is_opened() {
        let gate = Gate::new();
        let held = tokio::spawn({
            let gate = gate.clone();
            async move { gate.pass().await }
        });
        gate.arrived(1).await;
        assert!(!held.is_finished());
        gate.open();
        held.await.unwrap();
        gate.pass().await;
    }
}
