//! Signals, where a system has them.

use std::io;
use std::thread;
use std::time::Duration;

use signal_hook::consts::SIGCONT;
use signal_hook::consts::SIGHUP;
use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGQUIT;
use signal_hook::consts::SIGTERM;
use signal_hook::consts::SIGTSTP;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use tokio::sync::mpsc::Sender;

use crate::terminal;
use crate::terminal::Heard;

/// Listens to signals in a thread of its own, so that nothing else can keep the program from ending.
pub(crate) fn listen(heard: Sender<Heard>) -> io::Result<()> {
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            // Where keys fill the queue, nobody would hear of it in time.
            let sent = heard.try_send(Heard::Signal(signal)).is_ok();
            if !stops(signal) && !continues(signal) {
                if sent {
                    thread::sleep(GRACE);
                }
                terminal::end_by(signal);
            }
        }
    });
    Ok(())
}

/// Whether a signal asks the program to stop until it is continued.
pub(crate) fn stops(signal: i32) -> bool {
    signal == SIGTSTP
}

/// Whether the shell has continued the program.
pub(crate) fn continues(signal: i32) -> bool {
    signal == SIGCONT
}

/// Stops the process until somebody continues it.
pub(crate) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}

/// Does what the signal does to a process that does not listen.
pub(crate) fn end_by(signal: i32) {
    // It does not return for a signal that ends.
    let _ = emulate_default_handler(signal);
}

/// How long the loop may take to end by itself after a signal.
const GRACE: Duration = Duration::from_secs(1);
