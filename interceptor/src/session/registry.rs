//! Many sessions of one program: one for each set of credentials, however many clients use it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::OnceLock;
use std::sync::PoisonError;

use crate::session::Session;

/// Sessions by the key of their credentials: user, audience, scope, whatever tells two tokens apart.
///
/// Clients that ask with equal keys share one session, and with it one refresh; different keys share nothing.
/// It keeps them until they are removed.
#[derive(Debug)]
pub struct Sessions<K> {
    sessions: Mutex<HashMap<K, Place>>,
}

/// Filled once, by whoever comes first; the others wait for that.
type Place = Arc<OnceLock<Session>>;

impl<K: Eq + Hash> Sessions<K> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { sessions: Mutex::default() }
    }

    /// The session of `key`; made by `begin` when there is none. `begin` may ask for other keys, not for this.
    pub fn session(&self, key: K, begin: impl FnOnce() -> Session) -> Session {
        let place = Arc::clone(self.places().entry(key).or_default());
        place.get_or_init(begin).clone()
    }

    /// The session of `key`, when there is one.
    pub fn find(&self, key: &K) -> Option<Session> {
        self.places().get(key)?.get().cloned()
    }

    /// Forgets the session of `key`; those who hold it keep it.
    pub fn remove(&self, key: &K) -> Option<Session> {
        let place = self.places().remove(key)?;
        place.get().cloned()
    }

    /// Forgets all sessions for which `keep` says no, such as those that are over.
    pub fn retain(&self, mut keep: impl FnMut(&K, &Session) -> bool) {
        // One that is being made stays.
        self.places().retain(|key, place| place.get().is_none_or(|session| keep(key, session)));
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places().is_empty()
    }

    fn places(&self) -> MutexGuard<'_, HashMap<K, Place>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash> Default for Sessions<K> {
    fn default() -> Self {
        Self::new()
    }
}
