//! The command line: two spans of time.

use std::ffi::OsString;
use std::time::Duration;

/// What was asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Arguments {
    /// How long an access token lives.
    pub(crate) life: Duration,
    /// How long a used refresh token gives the same successor again.
    pub(crate) grace: Duration,
}

/// Reads the command line; `None`: help is wanted.
pub(crate) fn parse(
    words: impl IntoIterator<Item = OsString>,
) -> Result<Option<Arguments>, String> {
    let mut arguments = Arguments { life: Duration::from_secs(60), grace: Duration::ZERO };
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--help" | "-h") => return Ok(None),
            Some(name @ "--life") => arguments.life = seconds(name, words.next(), 4)?,
            Some(name @ "--grace") => arguments.grace = seconds(name, words.next(), 0)?,
            _ => return Err(format!("unknown argument {}", word.to_string_lossy().escape_debug())),
        }
    }
    Ok(Some(arguments))
}

fn seconds(name: &str, value: Option<OsString>, least: u64) -> Result<Duration, String> {
    let value = value.as_deref().and_then(|value| value.to_str());
    let seconds = value.and_then(|value| value.parse().ok());
    match seconds.filter(|seconds| (least..=MOST).contains(seconds)) {
        Some(seconds) => Ok(Duration::from_secs(seconds)),
        None => Err(format!("{name} needs a number of seconds, {least} to {MOST}")),
    }
}

/// A day.
const MOST: u64 = 86_400;

pub(crate) const USAGE: &str = "\
Shows the interceptor at work between callers and a server, and lets you disturb both.

Usage: live [--life SECONDS] [--grace SECONDS]

  --life SECONDS    how long an access token lives; 60
  --grace SECONDS   how long a used refresh token gives the same successor again; 0
  --help            this

Keys are shown at the bottom of the screen; ? explains them.";
