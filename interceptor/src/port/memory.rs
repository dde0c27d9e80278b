//! A store that forgets with the program.

use std::sync::Mutex;
use std::sync::PoisonError;

use crate::error::StoreError;
use crate::port::BoxFuture;
use crate::port::Store;
use crate::tokens::StoredPair;

/// Keeps the pair in memory: for programs that log in at each start, and for tests.
#[derive(Debug, Default)]
pub struct MemoryStore {
    pair: Mutex<Option<StoredPair>>,
}

impl MemoryStore {
    /// What is kept now.
    #[must_use]
    pub fn stored(&self) -> Option<StoredPair> {
        self.pair.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, pair: Option<StoredPair>) {
        *self.pair.lock().unwrap_or_else(PoisonError::into_inner) = pair;
    }
}

impl Store for MemoryStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        Box::pin(async { Ok(self.stored()) })
    }

    fn save<'a>(&'a self, pair: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async {
            self.put(Some(pair.clone()));
            Ok(())
        })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            self.put(None);
            Ok(())
        })
    }
}
