//! The file of the history: `$XDG_STATE_HOME/jwt-tui/history.ndjson`, one line a token.
//!
//! The folder is its owner's alone (0700) and so is the file (0600); other rights are mended, and what
//! is no plain file is refused. Every change reads the file anew under a lock and puts a whole new
//! file in its place, so that two instances lose nothing of each other and a crash leaves the old one.
//! A line that cannot be read is left where it is.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::engine::history::Entry;
use crate::engine::history::Keep;
use crate::text::Lang;
use crate::text::history as words;
use crate::text::system;

mod rights;

/// The most tokens that are kept; the oldest go first.
pub const MOST_ENTRIES: usize = 500;
/// The most octets of the file; the oldest go first.
pub const MOST_OCTETS: usize = 4 << 20;
/// A file that is larger than this is not ours.
const UNBELIEVABLE: u64 = 64 << 20;
/// How often a lock that somebody else holds is asked for, and how long between.
const PATIENCE: (u32, Duration) = (200, Duration::from_millis(10));

/// What is to be done with the file.
#[derive(Clone, Debug)]
pub enum Request {
    /// Add tokens, or move them to the end when they are there already.
    Add(Vec<Entry>, Keep),
    /// Delete every entry; the file goes, too.
    Clear,
    /// Delete one entry.
    Delete(Entry),
    /// Read.
    Load,
}

/// What the file holds after that.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Kept {
    /// The tokens, the newest first.
    pub entries: Vec<Entry>,
    /// How many lines could not be read; they stay where they are.
    pub skipped: usize,
    /// Whether somebody else could read the file until now.
    pub mended: bool,
}

/// Why the file could not be read or written.
#[derive(Debug)]
pub enum StoreError {
    /// Another instance holds it for too long.
    Busy,
    /// The system said no; where, and why.
    Io(PathBuf, io::Error),
    /// It is a link, a folder or a device.
    NotAFile(PathBuf),
    /// It is too large to be ours.
    TooLarge(PathBuf),
}

impl StoreError {
    /// The reason in words; the path is foreign text.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Busy => words::BUSY.of(lang).to_owned(),
            Self::Io(path, error) => format!("{}: {}", path.display(), system::words(lang, error)),
            Self::NotAFile(path) => words::NOT_A_FILE.with(lang, &[&path.display()]),
            Self::TooLarge(path) => words::TOO_LARGE.with(lang, &[&path.display()]),
        }
    }
}

/// Finds the place of the file by the XDG Base Directory rules; none without a home.
///
/// A relative `XDG_STATE_HOME` counts as none, as the rules say.
#[must_use]
pub fn location(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let absolute = |name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = absolute("XDG_STATE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local").join("state")))?;
    Some(state.join("jwt-tui").join("history.ndjson"))
}

/// Does what is asked for.
///
/// # Errors
///
/// [`StoreError`]; the file is then as it was.
pub fn run(file: &Path, request: &Request) -> Result<Kept, StoreError> {
    let is_absent = fs::symlink_metadata(file).is_err();
    if is_absent && !matches!(request, Request::Add(..)) {
        return Ok(Kept::default());
    }
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| StoreError::Io(path, error)
    };
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let mut mended = rights::folder(folder).map_err(at(folder))?;
    let _lock = lock(&file.with_extension("lock"))?;
    mended |= rights::file(file)?;
    let mut lines = read(file)?;
    match request {
        Request::Load => {}
        Request::Clear => {
            fs::remove_file(file).map_err(at(file))?;
            lines.clear();
        }
        Request::Delete(entry) => {
            lines.retain(|line| !line.entry.as_ref().is_some_and(|one| one.is_twin(entry)));
            write(file, &lines).map_err(at(file))?;
        }
        Request::Add(entries, keep) => {
            if add(&mut lines, entries, *keep) {
                write(file, &lines).map_err(at(file))?;
            }
        }
    }
    Ok(kept(lines, mended))
}

/// A line as it stands, and what it says.
struct Line {
    octets: Vec<u8>,
    entry: Option<Entry>,
}

/// Holds the lock until it is dropped; a process that ends lets go of it.
fn lock(path: &Path) -> Result<File, StoreError> {
    let at = |error| StoreError::Io(path.to_owned(), error);
    let file = rights::open_private(path, false).map_err(at)?;
    for _ in 0..PATIENCE.0 {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(PATIENCE.1),
            Err(TryLockError::Error(error)) => return Err(at(error)),
        }
    }
    Err(StoreError::Busy)
}

fn read(path: &Path) -> Result<Vec<Line>, StoreError> {
    let at = |error| StoreError::Io(path.to_owned(), error);
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(at)?,
    };
    let mut content = Vec::new();
    let size = file.take(UNBELIEVABLE).read_to_end(&mut content).map_err(at)?;
    if u64::try_from(size).unwrap_or(u64::MAX) >= UNBELIEVABLE {
        return Err(StoreError::TooLarge(path.to_owned()));
    }
    let lines = content.split(|&octet| octet == b'\n').filter(|line| !line.is_empty());
    let line = |octets: &[u8]| {
        let entry = core::str::from_utf8(octets).ok().and_then(Entry::read);
        Line { octets: octets.to_vec(), entry }
    };
    Ok(lines.map(line).collect())
}

/// Adds what may be kept; tells whether there was any.
fn add(lines: &mut Vec<Line>, entries: &[Entry], keep: Keep) -> bool {
    if keep == Keep::Nothing {
        return false;
    }
    let mut changed = false;
    for entry in entries {
        let Ok(written) = entry.line(keep) else { continue };
        let Some(new) = Entry::read(&written) else { continue };
        lines.retain(|line| !line.entry.as_ref().is_some_and(|old| is_replaced(old, &new)));
        lines.push(Line { octets: written.into_bytes(), entry: Some(new) });
        changed = true;
    }
    prune(lines);
    changed
}

/// A token replaces itself; one with its signature is not replaced by one without.
fn is_replaced(old: &Entry, new: &Entry) -> bool {
    old.token == new.token || (old.lacks_signature && old.hash == new.hash)
}

/// Drops the oldest entries until the rest fits; lines that are not understood are left alone.
fn prune(lines: &mut Vec<Line>) {
    let mut entries = lines.iter().filter(|line| line.entry.is_some()).count();
    let mut octets: usize = lines.iter().map(|line| line.octets.len().saturating_add(1)).sum();
    lines.retain(|line| {
        let fits = entries <= MOST_ENTRIES && octets <= MOST_OCTETS;
        if fits || line.entry.is_none() {
            return true;
        }
        entries = entries.saturating_sub(1);
        octets = octets.saturating_sub(line.octets.len()).saturating_sub(1);
        false
    });
}

/// Puts a whole new file in the place of the old one.
fn write(file: &Path, lines: &[Line]) -> io::Result<()> {
    let temporary = file.with_extension(format!("{}.tmp", std::process::id()));
    let content: Vec<u8> =
        lines.iter().flat_map(|line| [line.octets.as_slice(), b"\n"].concat()).collect();
    let written = rights::open_private(&temporary, true).and_then(|mut out| {
        out.write_all(&content)?;
        out.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&temporary, file));
    if done.is_err() {
        // What cannot be put in place must not stay behind.
        let _ = fs::remove_file(&temporary);
    }
    done
}

fn kept(lines: Vec<Line>, mended: bool) -> Kept {
    let skipped = lines.iter().filter(|line| line.entry.is_none()).count();
    let mut entries: Vec<Entry> = lines.into_iter().filter_map(|line| line.entry).collect();
    entries.reverse();
    Kept { entries, skipped, mended }
}

#[cfg(test)]
mod tests;
