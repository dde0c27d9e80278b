//! A session in which everything stands still that can: nobody who has a token to send notices.

use std::error::Error;
use std::fmt;
use std::future::pending;
use std::future::ready;
use std::pin::pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::thread;
use std::time::Duration;

use benches::attach::Case;
use benches::attach::Stage;
use benches::attach::pair;
use benches::attach::policy;
use interceptor::Session;
use interceptor::error::RefreshError;
use interceptor::error::StoreError;
use interceptor::event::Event;
use interceptor::moment::Moment;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Spawner;
use interceptor::port::Store;
use interceptor::port::SystemClock;
use interceptor::refresher::from_fn;
use interceptor::tokens::StoredPair;
use interceptor::verdict::Reason;

/// How long a thread may take before the test says that it hangs. No thread that works takes any of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// P7: with a token at hand, a request goes out at its first poll and takes no lock that another holds, while the
/// machine is locked, an observer listens for ever, the store is written to for ever, and a refresh never ends.
#[test]
fn a_request_goes_out_while_every_lock_of_its_session_is_held() {
    let (at_the_machine, machine_is_held, let_go_of_the_machine) = doorstop();
    let (at_the_observer, observer_is_held, let_go_of_the_observer) = doorstop();
    let shelf = Shelf::default();
    let failure = Mutex::new(Some(Last(Mutex::new(Some(at_the_machine)))));
    let refresher = from_fn(move |_| {
        let error = RefreshError::transient("overtaken");
        ready(Err(match failure.lock().unwrap().take() {
            Some(last) => error.with_source(last),
            None => error,
        }))
    });
    let at_the_observer = Mutex::new(Some(at_the_observer));
    let observer = move |event: &Event| {
        if let Event::Repeated { .. } = event
            && let Some(stop) = at_the_observer.lock().unwrap().take()
        {
            stop.stand();
        }
    };
    let session = Session::builder(refresher, policy().unwrap())
        .tokens(pair().unwrap())
        .clock(Still(SystemClock::new()))
        .store(Slow)
        .spawner(shelf.clone())
        .observer(observer)
        .build();

    // The store: the pair of the login is being written.
    let mut writing = shelf.next();
    assert!(once(&mut writing).is_pending());

    // The machine: it hears of a refresh that a login has overtaken, and drops its error where it stands.
    let first = session.try_token().unwrap();
    assert!(once(pin!(session.rejected(first.generation, Reason::Expired))).is_pending());
    let mut overtaken = shelf.next();
    session.install(pair().unwrap());
    let overtaken = thread::spawn(move || once(&mut overtaken).is_ready());
    machine_is_held.recv_timeout(PATIENCE).unwrap();
    let released = Arc::new(AtomicBool::new(false));
    let (begins, has_begun) = mpsc::channel();
    let waits = {
        let (session, released) = (session.clone(), Arc::clone(&released));
        thread::spawn(move || {
            begins.send(()).unwrap();
            let _ = session.status();
            released.load(Ordering::SeqCst)
        })
    };

    has_begun.recv_timeout(PATIENCE).unwrap();

    // The observer.
    let told = {
        let (session, generation) = (session.clone(), first.generation);
        thread::spawn(move || session.tell(Event::Repeated { generation }))
    };
    observer_is_held.recv_timeout(PATIENCE).unwrap();

    let (done, is_done) = mpsc::channel();
    let requests = thread::spawn(move || {
        let mut stage = Stage::of(session).unwrap();
        for case in Case::ALL {
            assert!(stage.run(case).is_some(), "{case:?} is not ready at once");
        }
        let session = stage.session();
        assert_eq!(session.try_token().unwrap().generation.number(), 2);
        assert!(once(pin!(session.token())).is_ready());
        // A guard of a lock of std that was held across an await would tie these to their thread.
        is_send(&session.token());
        is_send(&session.rejected(first.generation, Reason::Expired));
        is_send(&session.logout());
        done.send(()).unwrap();
    });
    assert_eq!(is_done.recv_timeout(PATIENCE), Ok(()), "a request waits for somebody");

    released.store(true, Ordering::SeqCst);
    drop((let_go_of_the_machine, let_go_of_the_observer));
    assert!(overtaken.join().unwrap());
    assert!(waits.join().unwrap(), "the machine was not held");
    told.join().unwrap();
    requests.join().unwrap();
    assert!(once(&mut writing).is_pending());
}

fn is_send(_: &impl Send) {}

/// Polls once.
fn once<T>(mut future: impl Future<Output = T> + Unpin) -> Poll<T> {
    std::pin::Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop()))
}

/// Stands in the way of a thread until whoever holds the other end lets go.
struct Doorstop {
    here: Sender<()>,
    let_go: Receiver<()>,
}

fn doorstop() -> (Doorstop, Receiver<()>, Sender<()>) {
    let (here, is_here) = mpsc::channel();
    let (lets_go, let_go) = mpsc::channel();
    (Doorstop { here, let_go }, is_here, lets_go)
}

impl Doorstop {
    fn stand(&self) {
        let _ = self.here.send(());
        let _ = self.let_go.recv();
    }
}

/// The cause of an error, which takes its time when it is dropped.
struct Last(Mutex<Option<Doorstop>>);

impl Drop for Last {
    fn drop(&mut self) {
        if let Ok(mut stop) = self.0.lock()
            && let Some(stop) = stop.take()
        {
            stop.stand();
        }
    }
}

impl fmt::Debug for Last {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Last")
    }
}

impl fmt::Display for Last {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the last")
    }
}

impl Error for Last {}

/// The clock of the system, on which nobody wakes.
struct Still(SystemClock);

impl Clock for Still {
    fn now(&self) -> Moment {
        self.0.now()
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(pending())
    }
}

/// A store that is never done.
struct Slow;

impl Store for Slow {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        Box::pin(pending())
    }

    fn save<'a>(&'a self, _: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(pending())
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(pending())
    }
}

/// Tasks that nobody has begun yet.
#[derive(Clone, Default)]
struct Shelf(Arc<Mutex<Vec<BoxFuture<'static, ()>>>>);

impl Shelf {
    fn next(&self) -> BoxFuture<'static, ()> {
        self.0.lock().unwrap().remove(0)
    }
}

impl Spawner for Shelf {
    fn spawn(&self, task: BoxFuture<'static, ()>) {
        self.0.lock().unwrap().push(task);
    }
}
