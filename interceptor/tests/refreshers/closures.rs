//! Refreshers from closures.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::Duration;

use interceptor::error::AuthError;
use interceptor::error::Failure;
use interceptor::error::RefreshError;
use interceptor::port::Refresher;
use interceptor::refresher::from_blocking_fn;
use interceptor::refresher::from_fn;
use interceptor::session::Session;
use interceptor::session::SessionBuilder;

use crate::scripted::access_alone;
use crate::scripted::refresh_token;
use crate::world::VirtualClock;
use crate::world::pair;
use crate::world::policy;
use crate::world::settle;

fn over(refresher: impl Refresher) -> SessionBuilder {
    Session::builder(refresher, policy()).clock(VirtualClock::new())
}

#[tokio::test]
async fn a_closure_is_given_the_refresh_token_if_it_needs_one() {
    let given =
        from_fn(
            |refresh| async move { Err(RefreshError::permanent(format!("{}", refresh.is_some()))) },
        );
    assert!(given.needs_refresh_token());
    assert_eq!(given.refresh(Some(&refresh_token())).await.unwrap_err().to_string(), "true");
    let given = given.without_refresh_token();
    assert!(!given.needs_refresh_token());
    assert_eq!(given.refresh(Some(&refresh_token())).await.unwrap_err().to_string(), "false");

    let given =
        from_blocking_fn(|refresh| Err(RefreshError::permanent(format!("{}", refresh.is_some()))));
    assert!(given.needs_refresh_token());
    assert_eq!(given.refresh(Some(&refresh_token())).await.unwrap_err().to_string(), "true");
    let given = given.without_refresh_token();
    assert!(!given.needs_refresh_token());
    assert_eq!(given.refresh(Some(&refresh_token())).await.unwrap_err().to_string(), "false");
}

/// P11: a closure that asks its own session is told so at once.
#[tokio::test(start_paused = true)]
async fn an_async_closure_that_asks_its_own_session_does_not_wait_for_itself() {
    let own = Arc::new(OnceLock::<Session>::new());
    let session = over(from_fn({
        let own = Arc::clone(&own);
        move |_| {
            let session = own.get().cloned().unwrap();
            async move {
                let error = session.token().await.unwrap_err();
                assert!(matches!(*error, AuthError::Reentrant));
                Ok(access_alone())
            }
        }
    }))
    .tokens(pair("first", Some(600)))
    .build();
    own.set(session.clone()).unwrap();
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(session.token().await.unwrap().token, access_alone().access);
}

/// More than anything here takes: for a failure instead of a test that hangs.
const AMPLE: Duration = Duration::from_secs(30);

/// P17: the timeout of a refresh holds although the thread of the closure does not come back.
#[tokio::test(start_paused = true)]
async fn a_closure_that_hangs_holds_up_nobody_beyond_the_timeout() {
    let (begun, has_begun) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    let session = over(from_blocking_fn(move |_| {
        begun.send(()).unwrap();
        // Until the test is over.
        let _ = released.lock().unwrap().recv_timeout(AMPLE);
        Ok(access_alone())
    }))
    .tokens(pair("first", Some(600)))
    .build();
    tokio::time::sleep(Duration::from_secs(600)).await;
    let waiting = tokio::spawn(async move { session.token().await });
    settle().await;
    has_begun.recv_timeout(AMPLE).unwrap();
    // While a thread works, virtual time stands still unless it is pushed: 30 s, the pause, 30 s more.
    let mut pushed = 0;
    while !waiting.is_finished() {
        tokio::time::advance(Duration::from_secs(1)).await;
        settle().await;
        pushed += 1;
        assert!(pushed < 120);
    }
    let error = waiting.await.unwrap().unwrap_err();
    // Twice without an answer: the refresh token may have been used, and is not sent a third time.
    assert!(matches!(&*error, AuthError::Refused(lost) if lost.failure() == Failure::Ambiguous));
    drop(release);
}

/// P22: a closure that panics fails this refresh and no other.
#[tokio::test]
async fn a_panic_of_a_blocking_closure_is_an_error() {
    let refresher = from_blocking_fn(|_| panic!("as written"));
    let error = refresher.refresh(None).await.unwrap_err();
    assert_eq!(error.failure(), Failure::Broken);
}

#[test]
fn without_a_runtime_a_blocking_closure_is_broken_and_nothing_panics() {
    let refresher = from_blocking_fn(|_| Ok(access_alone()));
    let error = pollster::block_on(refresher.refresh(None)).unwrap_err();
    assert_eq!(error.failure(), Failure::Broken);
}
