//! Tasks of tokio.

use tokio::runtime::Handle;

use crate::port::BoxFuture;
use crate::port::Spawner;

/// Spawns on the runtime that is current when a task is started, or on one that was named.
#[derive(Clone, Debug, Default)]
pub struct TokioSpawner {
    handle: Option<Handle>,
}

impl TokioSpawner {
    /// Spawns on the runtime around the call.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Spawns on `handle`, from wherever it is called.
    #[must_use]
    pub fn on(handle: Handle) -> Self {
        Self { handle: Some(handle) }
    }
}

impl Spawner for TokioSpawner {
    fn spawn(&self, task: BoxFuture<'static, ()>) {
        let handle = self.handle.clone().or_else(|| Handle::try_current().ok());
        // Without a runtime the task is dropped, and whoever waits hears of it.
        if let Some(handle) = handle {
            handle.spawn(task);
        }
    }
}
