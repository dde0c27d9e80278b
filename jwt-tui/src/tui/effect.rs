//! What the world outside is asked to do; described here, done in `runtime`.

use std::path::PathBuf;

use jwt_core::Algorithm;
use jwt_core::key::Jwk;
use zeroize::Zeroizing;

use crate::history::store::Request;
use crate::keys::doctor;
use crate::keys::fit;
use crate::keys::ring::EntryId;
use crate::text::Phrase;
use crate::tui::message::Message;
use crate::tui::message::Text;

/// A wish of [`update`](crate::tui::update::update).
#[derive(Debug)]
pub enum Effect {
    /// Take the mouse from the terminal, or give it back.
    CaptureMouse(bool),
    /// Put a text on the clipboard.
    Copy {
        /// What to put there.
        text: Text,
        /// What it is, for the message that follows.
        what: Phrase,
    },
    /// Find out about keys, away from the loop: a signature check takes a while.
    Examine(Box<Examine>),
    /// Make a key, away from the loop: an RSA key takes a while.
    GenerateKey(Algorithm),
    /// Read or change the file of the history; it is finished before the program ends.
    History(PathBuf, Request),
    /// Leave the program.
    Quit,
    /// Read a file and tell its content.
    ReadFile(Zeroizing<String>),
    /// Draw every cell anew.
    Redraw,
    /// Hand the terminal back to the shell until it continues us.
    Suspend,
    /// Write a file that its owner alone can read.
    WriteFile {
        /// The path as it was typed.
        path: Zeroizing<String>,
        /// What to write.
        text: Text,
        /// Whether a file that is there is replaced.
        replace: bool,
    },
}

/// Keys and a token to be asked about.
#[derive(Debug)]
pub struct Examine {
    /// Which judgement it is about.
    pub of: u64,
    /// The token.
    pub token: Text,
    /// The keys that are to be tried.
    pub keys: Option<Vec<(EntryId, Jwk)>>,
    /// The secrets that may have been meant otherwise.
    pub secrets: Option<Vec<(EntryId, Text)>>,
}

impl Examine {
    /// Finds the answers; what may take long is in here.
    #[must_use]
    pub fn answer(self) -> Message {
        let token = self.token.expose();
        let fits = self.keys.map(|keys| {
            let found = fit::examine(token, keys.iter().map(|(_, jwk)| jwk));
            keys.iter().map(|(id, _)| *id).zip(found).collect()
        });
        let diagnosis = self.secrets.map(|secrets| {
            let read = |(id, secret): &(EntryId, Text)| {
                Some((*id, doctor::diagnose(token, secret.expose())?))
            };
            secrets.iter().find_map(read)
        });
        Message::KeysExamined { of: self.of, fits, diagnosis }
    }
}
