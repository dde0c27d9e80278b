//! One record of all that this program shows to people: traces, logs, panics, and what is shown to it.

use std::error::Error;
use std::fmt;
use std::io;
use std::io::Write;
use std::panic;
use std::sync::Mutex;
use std::sync::Once;
use std::sync::PoisonError;

use interceptor::event::Event;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::scan::Secrets;
use super::scan::secret;

static RECORD: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static BEGIN: Once = Once::new();

/// Begins to write down everything, of all threads. What was written before stays.
pub(crate) fn begin() {
    BEGIN.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_writer(Recorder)
            .init();
        log::set_logger(&Recorder).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |told| {
            write(&format!("{told}\n{told:?}\n"));
            before(told);
        }));
    });
}

/// The record so far.
pub(crate) fn read() -> String {
    String::from_utf8_lossy(&RECORD.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}

/// Shows a value, as somebody would who looks for a bug.
pub(crate) fn show(value: &dyn fmt::Debug) {
    write(&format!("{value:?}\n{value:#?}\n"));
}

/// Shows an error and its causes, in both ways.
pub(crate) fn show_error(error: &(dyn Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        write(&format!("{error}\n{error:?}\n"));
        next = error.source();
    }
}

/// Shows an event, in both ways.
pub(crate) fn show_event(event: &Event) {
    write(&format!("{event}\n"));
    show(event);
}

fn write(text: &str) {
    RECORD.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(text.as_bytes());
}

struct Recorder;

impl Write for Recorder {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        RECORD.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Recorder {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

impl log::Log for Recorder {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        write(&format!("{} {} {}\n", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

/// P38: nothing passes the record by.
#[test]
fn what_is_traced_logged_thrown_or_shown_is_in_the_record() {
    begin();
    let planted: Vec<_> = (10..16).map(|seed| secret(seed, 20)).collect();
    let _span = tracing::trace_span!("a span", field = planted[0]).entered();
    tracing::trace!(target: "anybody", planted = %planted[1]);
    log::trace!("{}", planted[2]);
    let thrown = planted[3].clone();
    std::thread::spawn(move || panic!("{thrown}")).join().unwrap_err();
    show(&planted[4]);
    show_error(&io::Error::other(planted[5].clone()));
    let record = read();
    for planted in &planted {
        assert!(Secrets::of([&**planted]).find_in(&record).is_some(), "{planted} is not there");
    }
}
