//! The shell: hears, asks the machine, does what it says.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use arc_swap::ArcSwapOption;
use tokio::sync::oneshot;

use super::EventStream;
use super::SessionBuilder;
use super::Status;
use super::blackboard::Blackboard;
use super::busy::Busy;
use super::busy::Errands;
use super::waiting::Room;
use super::waiting::Told;
use super::waiting::Waiter;
use crate::action::Action;
use crate::action::Answer;
use crate::action::Bearer;
use crate::action::Step;
use crate::error::StoreError;
use crate::event::Event;
use crate::input::FlightId;
use crate::input::Input;
use crate::machine::Machine;
use crate::machine::Standing;
use crate::policy::Policy;
use crate::port::Clock;
use crate::port::Refresher;
use crate::port::Spawner;
use crate::port::Store;

pub(super) struct Inner {
    core: Mutex<Core>,
    /// What requests take their token from while it is good.
    standing: ArcSwapOption<Standing>,
    board: Blackboard,
    policy: Policy,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) refresher: Arc<dyn Refresher>,
    pub(super) store: Arc<dyn Store>,
    spawner: Arc<dyn Spawner>,
    /// One write to the store at a time, in order of [`Inner::wish`].
    pub(super) store_turn: tokio::sync::Mutex<()>,
    /// Counts what was to be written; only the last wish is fulfilled.
    wishes: AtomicU64,
    /// The last wish that was fulfilled.
    fulfilled: AtomicU64,
    errands: Errands,
}

/// What is behind the lock.
struct Core {
    machine: Machine,
    room: Option<Room>,
}

/// A write to the store that was wished for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Wish(u64);

impl Inner {
    pub(super) fn new(builder: SessionBuilder, machine: Machine) -> Arc<Self> {
        Arc::new(Self {
            core: Mutex::new(Core { machine, room: None }),
            standing: ArcSwapOption::empty(),
            board: Blackboard::new(builder.observer),
            policy: builder.policy,
            clock: builder.clock,
            refresher: builder.refresher,
            store: builder.store,
            spawner: builder.spawner,
            store_turn: tokio::sync::Mutex::default(),
            wishes: AtomicU64::new(0),
            fulfilled: AtomicU64::new(0),
            errands: Errands::new(),
        })
    }

    /// The token, when it can be used without asking the machine.
    pub(super) fn standing(&self) -> Option<Bearer> {
        let standing = self.standing.load();
        let standing = standing.as_ref()?;
        let passed = standing.until.is_some_and(|until| self.clock.passed(until));
        (!passed).then(|| standing.bearer.clone())
    }

    /// Tells the machine of `input`, and does what it says.
    pub(super) fn hear(self: &Arc<Self>, input: Input) -> (Option<Answer>, Option<Waiter>) {
        self.hear_and_erase(input, None)
    }

    /// Ends the session; done when what is stored is erased.
    pub(super) async fn clear(self: &Arc<Self>) -> Result<(), StoreError> {
        let (sender, erased) = oneshot::channel();
        self.hear_and_erase(Input::Cleared, Some(sender));
        // The task was dropped with its runtime.
        erased.await.unwrap_or_else(|_| Err(StoreError::new("nobody could erase what is stored")))
    }

    fn hear_and_erase(
        self: &Arc<Self>,
        input: Input,
        mut erased: Option<oneshot::Sender<Result<(), StoreError>>>,
    ) -> (Option<Answer>, Option<Waiter>) {
        let now = self.clock.now();
        let mut errands = Vec::new();
        let mut served = None;
        let (answer, waiter) = {
            let mut core = self.core();
            let Step { answer, actions } = core.machine.hear(input, now);
            for action in actions {
                match action {
                    Action::Tell(event) => self.board.write(event),
                    Action::Settle { flight, result } => served = core.leave(flight, result),
                    Action::Start(job) => errands.push(Errand::Refresh(job)),
                    Action::Save { flight, pair } => {
                        errands.push(Errand::Save(flight, pair, self.wish()));
                    }
                    Action::Erase => errands.push(Errand::Erase(erased.take(), self.wish())),
                    Action::Revoke(pair) => errands.push(Errand::Revoke(pair)),
                }
            }
            let waiter = match answer {
                Some(Answer::Wait(flight)) => Some(core.enter(flight, self)),
                _ => None,
            };
            self.standing.store(core.machine.standing(now).map(Arc::new));
            (answer, waiter)
        };
        // Made before anything foreign runs: a task that is never started has an end as well.
        let tasks: Vec<_> = errands.into_iter().map(|errand| self.run(errand)).collect();
        self.board.read_aloud();
        if let Some((room, told)) = served {
            room.open(told);
        }
        for task in tasks {
            self.spawner.spawn(task);
        }
        (answer, waiter)
    }

    pub(super) fn tell(&self, event: Event) {
        self.board.write(event);
        self.board.read_aloud();
    }

    pub(super) fn events(&self) -> EventStream {
        EventStream { receiver: self.board.subscribe() }
    }

    pub(super) fn status(&self) -> Status {
        let now = self.clock.now();
        let core = self.core();
        Status {
            phase: core.machine.phase(),
            generation: core.machine.generation(),
            time_left: core.machine.time_left(now),
        }
    }

    pub(super) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether `wish` is still the last one.
    pub(super) fn is_wanted(&self, wish: Wish) -> bool {
        self.wishes.load(Ordering::SeqCst) == wish.0
    }

    /// Notes that `wish` was fulfilled.
    pub(super) fn fulfil(&self, wish: Wish) {
        self.fulfilled.fetch_max(wish.0, Ordering::SeqCst);
    }

    /// Whether the store has, or had, what this session wished for last.
    pub(super) fn is_stored(&self) -> bool {
        self.fulfilled.load(Ordering::SeqCst) == self.wishes.load(Ordering::SeqCst)
    }

    /// Whether the answer to this refresh is still wanted.
    pub(super) fn wants(&self, flight: FlightId) -> bool {
        self.core().machine.wants(flight)
    }

    pub(super) fn scope(&self) -> Option<String> {
        self.core().machine.scope().map(str::to_owned)
    }

    pub(super) fn busy(&self) -> Busy {
        self.errands.begin()
    }

    pub(super) async fn settled(&self) {
        self.errands.ended().await;
    }

    /// What `work` gives, unless it takes too long. An answer that is there is taken, however late it is seen.
    pub(super) async fn within_limit<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let limit = self.clock.sleep(self.policy.time_limit());
        tokio::select! {
            biased;
            done = work => Some(done),
            () = limit => None,
        }
    }

    /// Called under the lock, so that wishes are in the order of the machine's.
    fn wish(&self) -> Wish {
        Wish(self.wishes.fetch_add(1, Ordering::SeqCst).saturating_add(1))
    }

    fn core(&self) -> MutexGuard<'_, Core> {
        // The machine does not panic; a lock is poisoned by somebody's panic elsewhere on the thread at most.
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Core {
    fn enter(&mut self, flight: FlightId, inner: &Arc<Inner>) -> Waiter {
        self.room.take_if(|room| room.flight != flight);
        self.room.get_or_insert_with(|| Room::new(flight)).enter(inner)
    }

    fn leave(&mut self, flight: FlightId, told: Told) -> Option<(Room, Told)> {
        let room = self.room.take_if(|room| room.flight == flight)?;
        Some((room, told))
    }
}

/// What is done on a task.
pub(super) enum Errand {
    Refresh(crate::action::Job),
    Save(Option<FlightId>, crate::tokens::StoredPair, Wish),
    Erase(Option<oneshot::Sender<Result<(), StoreError>>>, Wish),
    Revoke(crate::tokens::TokenPair),
}
