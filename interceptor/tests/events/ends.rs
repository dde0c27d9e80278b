//! Refreshes that fail, are overtaken by a login or a logout, or cannot be stored.

use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;

use interceptor::error::RefreshError;
use interceptor::error::StoreError;
use interceptor::port::BoxFuture;
use interceptor::port::Store;
use interceptor::tokens::StoredPair;

use crate::stage::Stage;
use crate::stage::all;
use crate::stage::pair;
use crate::stage::policy;
use crate::stage::settle;

/// P45: a permanent failure, then the end of the session, once each.
#[tokio::test(start_paused = true)]
async fn a_permanent_failure_is_told_before_the_end_of_the_session() {
    for count in [1, 7, 20] {
        let stage = Stage::new();
        let callers = stage.rejected(count).await;
        stage.script.fail(RefreshError::permanent("no").with_code("invalid_grant"));
        stage.script.answer();
        assert!(all(callers).await.iter().all(Result::is_err));
        // Nobody who comes later is told as an event.
        assert!(stage.session.token().await.is_err());
        settle().await;
        let failed = format!("failed waiters {count} for good");
        let told = ["logged in 1", "started 1 rejected", &failed, "ended session.refused"];
        assert_eq!(stage.heard.take(), told);
    }
}

/// P45: a transient failure, the pause in silence, then the next try.
#[tokio::test(start_paused = true)]
async fn a_transient_failure_is_told_and_those_who_come_in_the_pause_are_not() {
    let stage = Stage::new();
    let callers = stage.rejected(7).await;
    stage.script.fail(RefreshError::transient("busy"));
    stage.script.answer();
    assert!(all(callers).await.iter().all(Result::is_err));
    assert!(all(stage.asking(20).await).await.iter().all(Result::is_err));
    tokio::time::advance(policy().back_off.1).await;
    let callers = stage.asking(1).await;
    stage.script.answer();
    assert!(all(callers).await.iter().all(Result::is_ok));
    let told = [
        "logged in 1",
        "started 1 rejected",
        "failed waiters 7 held off",
        "started 1 late",
        "refreshed 2 waiters 1",
    ];
    assert_eq!(stage.heard.take(), told);
}

/// P45: a lost answer is told between start and end; those who wait are counted once.
#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_told_within_its_refresh() {
    let stage = Stage::new();
    let callers = stage.rejected(7).await;
    stage.script.fail(RefreshError::ambiguous("lost"));
    stage.script.answer_all();
    assert!(all(callers).await.iter().all(Result::is_ok));
    let told = ["logged in 1", "started 1 rejected", "repeated 1", "refreshed 2 waiters 7"];
    assert_eq!(stage.heard.take(), told);
}

/// P45: a logout ends a refresh without a word of it; what it brings is revoked.
#[tokio::test(start_paused = true)]
async fn a_logout_is_told_in_the_place_of_the_refresh_that_it_ends() {
    let stage = Stage::new();
    let callers = stage.rejected(7).await;
    stage.session.logout().await.unwrap();
    assert!(all(callers).await.iter().all(Result::is_err));
    assert_eq!(stage.heard.take(), ["logged in 1", "started 1 rejected", "logged out"]);
    stage.script.answer();
    settle().await;
    assert_eq!(stage.heard.take(), ["revoked true"]);
    stage.session.logout().await.unwrap();
    settle().await;
    assert!(stage.heard.take().is_empty());
}

/// P45: a login while others wait for a refresh: they get its token, and the refresh is not told as done.
#[tokio::test(start_paused = true)]
async fn a_login_is_told_in_the_place_of_the_refresh_that_it_overtakes() {
    let stage = Stage::new();
    let callers = stage.rejected(7).await;
    stage.session.install(pair(100));
    assert!(all(callers).await.iter().all(|got| got.as_ref().unwrap().generation.number() == 2));
    stage.script.answer();
    settle().await;
    assert_eq!(stage.heard.take(), ["logged in 1", "started 1 rejected", "logged in 2"]);
}

/// A store that fails a few times.
struct Shaky(AtomicU32);

impl Store for Shaky {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        Box::pin(async { Ok(None) })
    }

    fn save<'a>(&'a self, _: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async {
            let left = self.0.load(SeqCst);
            self.0.store(left.saturating_sub(1), SeqCst);
            if left == 0 { Ok(()) } else { Err(StoreError::new("full")) }
        })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async { Ok(()) })
    }
}

/// P23, P45: a store that fails is told before those who wait have the token, and after each further try.
#[tokio::test(start_paused = true)]
async fn a_store_that_fails_is_told_at_each_try() {
    let store = Arc::new(Shaky(0.into()));
    let stage = Stage::with(|builder| builder.store(Arc::<Shaky>::clone(&store)));
    settle().await;
    store.0.store(2, SeqCst);
    stage.script.answer_all();
    assert!(all(stage.rejected(3).await).await.iter().all(Result::is_ok));
    let told = ["logged in 1", "started 1 rejected", "store failed 1", "refreshed 2 waiters 3"];
    assert_eq!(stage.heard.take(), told);
    tokio::time::sleep(policy().back_off.1 * 4).await;
    assert_eq!(stage.heard.take(), ["store failed 2"]);
}
