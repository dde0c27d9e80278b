//! What is done in threads of their own, because it may take a while.

use std::env;
use std::fs::File;
use std::io;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;

use jwt_core::Algorithm;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;

use crate::keys::file;
use crate::text::Lang;
use crate::text::system;
use crate::tui::message::NotWritten;
use crate::tui::message::Text;
use crate::tui::runtime::Event;

/// The largest file that is read as a key or a token.
const FILE_LIMIT: u64 = 8 << 20;

/// Tells the loop when its thread panics.
pub(super) struct Watch(pub(super) Sender<Event>);

impl Drop for Watch {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Died);
        }
    }
}

/// Makes a key that names its algorithm.
pub(crate) fn generate(algorithm: Algorithm) -> Result<Box<Jwk>, String> {
    let key = SigningKey::generate(algorithm).map_err(|error| error.to_string())?;
    Ok(Box::new(key.jwk().clone().with_algorithm(algorithm)))
}

/// Writes a file for its owner alone; `~/` is the home folder.
pub(super) fn write_file(path: &str, text: Text, replace: bool) -> Result<(), NotWritten> {
    match file::write_private(&resolved(path), text.expose(), replace) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !replace => {
            Err(NotWritten::Exists(text))
        }
        Err(error) => Err(NotWritten::Failed(system::words(Lang::En, &error))),
    }
}

fn resolved(path: &str) -> PathBuf {
    let home = path.strip_prefix("~/").zip(env::home_dir());
    home.map_or_else(|| path.into(), |(rest, home)| home.join(rest))
}

/// Reads a whole file; `~/` is the home folder.
pub(crate) fn read_file(path: &str) -> Result<Text, String> {
    let path = resolved(path);
    let mut content = Vec::new();
    let file = File::open(&path).map_err(|error| system::words(Lang::En, &error))?;
    let read = file.take(FILE_LIMIT.saturating_add(1)).read_to_end(&mut content);
    let content = Text::new(content);
    read.map_err(|error| system::words(Lang::En, &error))?;
    if u64::try_from(content.expose().len()).unwrap_or(u64::MAX) > FILE_LIMIT {
        return Err("the file is larger than 8 MiB".to_owned());
    }
    Ok(content)
}
