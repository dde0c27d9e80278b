//! A runtime of one thread, that ends when nothing is left that could need it.

use std::fmt;
use std::future::Future;
use std::io;
use std::thread;
use std::thread::JoinHandle;
use std::thread::ThreadId;

use tokio::runtime::Builder;
use tokio::runtime::Handle;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use crate::port::BoxFuture;
use crate::port::Spawner;

/// A thread on which refreshes run. Clones are the same thread; many sessions can share it.
///
/// It ends when the last clone, the last session that was given one and the last task are gone: what was begun is
/// brought to its end. A program that ends takes it along, with whatever runs on it, unless it waits: see
/// [`BlockingSession::settled`](super::BlockingSession::settled). A process that forks has the thread in the parent
/// alone: start it after the fork.
#[derive(Clone)]
pub struct Background {
    handle: Handle,
    thread: ThreadId,
    /// Nothing is sent: that all senders are gone is the message.
    alive: mpsc::Sender<()>,
}

impl Background {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// When the system gives no thread, or none of what a runtime needs.
    pub fn start() -> io::Result<Self> {
        Self::start_thread().map(|(background, _)| background)
    }

    fn start_thread() -> io::Result<(Self, JoinHandle<()>)> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (alive, gone) = mpsc::channel(1);
        let thread = thread::Builder::new().name(NAME.to_owned()).spawn(|| run(runtime, gone))?;
        Ok((Self { handle, thread: thread.thread().id(), alive }, thread))
    }

    /// Whether this is its thread, which must not wait for itself.
    pub(super) fn is_here(&self) -> bool {
        thread::current().id() == self.thread
    }

    /// Waits with the thread of the caller. What the future spawns, and its timers, are the background's.
    pub(super) fn wait<T: Future>(&self, future: T) -> T::Output {
        let _inside = self.handle.enter();
        pollster::block_on(future)
    }
}

impl Spawner for Background {
    fn spawn(&self, task: BoxFuture<'static, ()>) {
        let alive = self.alive.clone();
        self.handle.spawn(async move {
            task.await;
            drop(alive);
        });
    }
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Background(..)")
    }
}

fn run(runtime: Runtime, mut gone: mpsc::Receiver<()>) {
    runtime.block_on(async { while gone.recv().await.is_some() {} });
    // A closure that was given up may wait for ever: nobody waits for it.
    runtime.shutdown_background();
}

const NAME: &str = "interceptor";

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    #[test]
    fn the_thread_ends_with_the_last_that_needs_it() {
        let (background, thread) = Background::start_thread().unwrap();
        let clone = background.clone();
        drop(background);
        assert_eq!(clone.wait(async { 1 }), 1);
        drop(clone);
        thread.join().unwrap();
    }

    #[test]
    fn what_was_begun_is_brought_to_its_end() {
        let (background, thread) = Background::start_thread().unwrap();
        let (go, gone) = oneshot::channel::<()>();
        let (done, is_done) = oneshot::channel();
        background.spawn(Box::pin(async {
            gone.await.unwrap();
            tokio::task::yield_now().await;
            done.send(()).unwrap();
        }));
        drop(background);
        go.send(()).unwrap();
        thread.join().unwrap();
        is_done.blocking_recv().unwrap();
    }

    #[test]
    fn a_closure_that_hangs_does_not_hold_the_thread() {
        let (background, thread) = Background::start_thread().unwrap();
        let (hold, held) = std::sync::mpsc::channel::<()>();
        // Given up at once, like one that was too slow.
        drop(background.handle.spawn_blocking(move || held.recv()));
        drop(background);
        thread.join().unwrap();
        drop(hold);
    }

    #[test]
    fn a_task_that_panics_ends_nothing_but_itself() {
        let (background, thread) = Background::start_thread().unwrap();
        background.spawn(Box::pin(async { panic!("as written") }));
        assert_eq!(background.wait(background.handle.spawn(async { 1 })).unwrap(), 1);
        drop(background);
        thread.join().unwrap();
    }
}
