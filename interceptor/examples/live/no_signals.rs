//! In place of signals where a system has none: Ctrl-C comes as a key, and Ctrl-Z stops nothing.

use std::io;

use tokio::sync::mpsc::Sender;

use crate::terminal::Heard;

pub(crate) fn listen(_: Sender<Heard>) -> io::Result<()> {
    Ok(())
}

pub(crate) fn stops(_: i32) -> bool {
    false
}

pub(crate) fn continues(_: i32) -> bool {
    false
}

pub(crate) fn stop() -> io::Result<()> {
    Ok(())
}

pub(crate) fn end_by(_: i32) {}
