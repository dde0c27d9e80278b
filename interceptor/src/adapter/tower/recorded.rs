//! A request body of any kind, kept while it is sent so that it can be sent again.
//!
//! Two readers share one body. The first gets each frame as it comes, and a copy of it stays; nothing is read ahead.
//! After a rejection the second takes over: it gets what was kept, then goes on where the first has stopped, and the
//! first gets nothing more. Refused: a second reading when more came than there was room for, or an error.
//!
//! ```text
//! first    ── a ── b ──┤ 401                   kept  a b     body  c d
//! second               └── a ── b ── c ── d
//! ```

mod tape;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;

use self::tape::Tape;
use super::BoxError;

/// A body of another kind, for [`AuthLayer::recording`](super::AuthLayer::recording).
pub struct Recorded<B> {
    tape: Arc<Mutex<Tape<B>>>,
    reader: Reader,
}

#[derive(Clone, Copy)]
enum Reader {
    First,
    Second {
        /// How many of the kept frames it has had.
        place: usize,
        /// How many octets it has had.
        read: u64,
    },
}

impl<B: Body> Recorded<B> {
    /// The two readers. No second one for a body that is known to be longer than `room` octets.
    pub(super) fn pair(body: B, room: usize) -> (Self, Option<Self>) {
        let tape = Tape::new(body, room);
        let whole = tape.is_whole();
        let tape = Arc::new(Mutex::new(tape));
        let reader = Reader::Second { place: 0, read: 0 };
        let second = whole.then(|| Self { tape: Arc::clone(&tape), reader });
        (Self { tape, reader: Reader::First }, second)
    }
}

impl<B> Recorded<B> {
    /// A body of nothing.
    pub(super) fn nothing() -> Self {
        Self { tape: Arc::new(Mutex::new(Tape::nothing())), reader: Reader::First }
    }

    /// Whether all that was read was kept.
    pub(super) fn is_whole(&self) -> bool {
        self.tape().is_whole()
    }

    /// The second reader, if all that was read was kept. The first is cut off.
    pub(super) fn take_over(self) -> Option<Self> {
        let mut tape = self.tape();
        if !tape.is_whole() {
            return None;
        }
        tape.take_over();
        drop(tape);
        Some(self)
    }

    fn tape(&self) -> MutexGuard<'_, Tape<B>> {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<B> Body for Recorded<B>
where
    B: Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let mut tape = this.tape.lock().unwrap_or_else(PoisonError::into_inner);
        let Reader::Second { place, read } = &mut this.reader else {
            return if tape.is_taken() {
                Poll::Ready(Some(Err("the request is being sent again".into())))
            } else {
                tape.poll_rest(context).map_err(Into::into)
            };
        };
        let next = match tape.frame(*place) {
            Some(frame) => {
                *place = place.saturating_add(1);
                Poll::Ready(Some(Ok(frame)))
            }
            None => tape.poll_rest(context).map_err(Into::into),
        };
        if let Poll::Ready(Some(Ok(frame))) = &next {
            *read = read.saturating_add(octets(frame));
        }
        next
    }

    // What the second says of itself is what the body said at first, although more may be known by now: a repeat
    // is framed as the request was.

    fn is_end_stream(&self) -> bool {
        let tape = self.tape();
        match self.reader {
            Reader::Second { place: 0, .. } => tape.was_empty(),
            Reader::Second { place, .. } if tape.frame(place).is_some() => false,
            Reader::First | Reader::Second { .. } => tape.rest().is_none_or(Body::is_end_stream),
        }
    }

    fn size_hint(&self) -> SizeHint {
        let tape = self.tape();
        match (self.reader, tape.rest()) {
            (Reader::Second { read, .. }, _) => less(tape.hint(), read),
            (Reader::First, Some(rest)) => rest.size_hint(),
            (Reader::First, None) => SizeHint::with_exact(0),
        }
    }
}

impl<B> fmt::Debug for Recorded<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorded(..)")
    }
}

impl<B> Drop for Recorded<B> {
    fn drop(&mut self) {
        if let Reader::Second { .. } = self.reader {
            self.tape().forget();
        }
    }
}

fn octets(frame: &Frame<Bytes>) -> u64 {
    u64::try_from(frame.data_ref().map_or(0, Bytes::len)).unwrap_or(u64::MAX)
}

/// The hint for what is left after so many octets.
fn less(hint: &SizeHint, read: u64) -> SizeHint {
    let mut less = SizeHint::new();
    if let Some(upper) = hint.upper() {
        less.set_upper(upper.saturating_sub(read));
    }
    less.set_lower(hint.lower().saturating_sub(read));
    less
}
