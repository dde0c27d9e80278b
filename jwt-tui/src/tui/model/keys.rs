//! State of the Keys screen: which key of the ring is marked, and how it is shown.

use std::fmt;

use zeroize::Zeroizing;

use crate::keys::doctor::Reading;
use crate::keys::fit::Examination;
use crate::keys::form::Part;
use crate::keys::form::Written;
use crate::keys::load::SecretEncoding;
use crate::keys::ring::Entry;
use crate::keys::ring::EntryId;
use crate::tui::model::KeyRing;
use crate::tui::model::List;
use crate::tui::model::Model;

/// What the Keys screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The list: the keys first, then what was left out.
    pub list: List,
    /// First row of the card that shows.
    pub card_scroll: usize,
    /// First row of the answer that shows.
    pub fit_scroll: usize,
    /// The form in which the marked key is shown.
    pub form: Written,
    /// The marked key, written down.
    pub card: Option<Card>,
}

/// The marked key, written down once and not for every frame.
#[derive(Clone)]
pub struct Card {
    /// Which key.
    pub of: EntryId,
    /// In which form.
    pub form: Written,
    /// How much of it.
    pub part: Part,
    /// The text, or why there is none.
    pub text: Result<Zeroizing<String>, String>,
    /// Octets of a secret.
    pub octets: Option<usize>,
    /// The secret itself when it is to be seen and is text.
    pub secret: Option<Zeroizing<String>>,
    /// When a secret is text: what it would be decoded.
    pub encoded: Option<(SecretEncoding, usize)>,
}

impl fmt::Debug for Card {
    /// Shows which key it is and nothing of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("of", &self.of)
            .field("form", &self.form)
            .finish_non_exhaustive()
    }
}

impl Model {
    /// The marked key of the ring; none when there is none or a left-out one is marked.
    #[must_use]
    pub fn marked_key(&self) -> Option<&Entry> {
        self.key.ring.entries().get(self.keys.list.selected)
    }
}

impl KeyRing {
    /// Whether a key fits the token as it stands; none while that is not known.
    #[must_use]
    pub fn fit(&self, id: EntryId) -> Option<&Examination> {
        self.examined.fits.as_ref().filter(|_| self.examined.of == self.judged)?.get(&id)
    }

    /// The secret that fits the token as it stands when it is read otherwise.
    #[must_use]
    pub fn diagnosis(&self) -> Option<&(EntryId, Vec<Reading>)> {
        self.examined.diagnosis.as_ref().filter(|_| self.examined.of == self.judged)
    }

    /// The key at a place of what the verifier was offered.
    #[must_use]
    pub fn offered(&self, index: usize) -> Option<&Entry> {
        self.ring.offered().nth(index)
    }
}
