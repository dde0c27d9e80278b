//! Many sessions of one program: one for each set of credentials, however many clients use it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::session::Session;

/// Sessions by the key of their credentials: user, audience, scope, whatever tells two tokens apart.
///
/// Clients that ask with equal keys share one session, and with it one refresh; different keys share nothing.
#[derive(Debug)]
pub struct Sessions<K> {
    sessions: Mutex<HashMap<K, Session>>,
}

impl<K: Eq + Hash> Sessions<K> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { sessions: Mutex::default() }
    }

    /// The session of `key`; made by `begin` when there is none.
    pub fn session(&self, key: K, begin: impl FnOnce() -> Session) -> Session {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.entry(key).or_insert_with(begin).clone()
    }

    /// Forgets the session of `key`; those who hold it keep it.
    pub fn remove(&self, key: &K) -> Option<Session> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(key)
    }
}

impl<K: Eq + Hash> Default for Sessions<K> {
    fn default() -> Self {
        Self::new()
    }
}
