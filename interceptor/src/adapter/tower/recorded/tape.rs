//! What the two readers of a body share: the body, and what was read of it.

use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::task::ready;

use bytes::Bytes;
use http::HeaderMap;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;

pub(super) struct Tape<B> {
    /// `None` after its end, or an error.
    rest: Option<Pin<Box<B>>>,
    /// `None`: it was more than there was room for, there was an error, or nobody needs it.
    kept: Option<Vec<Kept>>,
    /// Octets that there is room for.
    room: usize,
    hint: SizeHint,
    was_empty: bool,
    /// Whether the second reader has taken over.
    taken: bool,
    /// The first reader, where it waits.
    waiting: Option<Waker>,
}

enum Kept {
    Data(Bytes),
    Trailers(HeaderMap),
}

impl<B: Body> Tape<B> {
    /// Keeps nothing of a body that is known to be longer than `room` octets.
    pub(super) fn new(body: B, room: usize) -> Self {
        let (hint, was_empty) = (body.size_hint(), body.is_end_stream());
        let longer = usize::try_from(hint.lower()).map_or(true, |least| least > room);
        let (rest, kept) = (Some(Box::pin(body)), (!longer).then(Vec::new));
        Self { rest, kept, room, hint, was_empty, taken: false, waiting: None }
    }

    /// What has not been read by anybody.
    pub(super) fn rest(&self) -> Option<&B> {
        self.rest.as_deref()
    }
}

impl<B> Tape<B> {
    pub(super) fn nothing() -> Self {
        let hint = SizeHint::with_exact(0);
        Self { rest: None, kept: None, room: 0, hint, was_empty: true, taken: false, waiting: None }
    }

    /// Whether all that was read is there.
    pub(super) fn is_whole(&self) -> bool {
        self.kept.is_some()
    }

    pub(super) fn is_taken(&self) -> bool {
        self.taken
    }

    /// Gives it to the second reader; the first hears of that when it reads on.
    pub(super) fn take_over(&mut self) {
        self.taken = true;
        if let Some(first) = self.waiting.take() {
            first.wake();
        }
    }

    /// Keeps nothing any more: there will be no second reader.
    pub(super) fn forget(&mut self) {
        self.kept = None;
    }

    /// What the body said of its length before it was read.
    pub(super) fn hint(&self) -> &SizeHint {
        &self.hint
    }

    /// Whether the body said before it was read that it has nothing.
    pub(super) fn was_empty(&self) -> bool {
        self.was_empty
    }

    /// A frame that was kept.
    pub(super) fn frame(&self, place: usize) -> Option<Frame<Bytes>> {
        self.kept.as_ref()?.get(place).map(|kept| match kept {
            Kept::Data(data) => Frame::data(data.clone()),
            Kept::Trailers(trailers) => Frame::trailers(trailers.clone()),
        })
    }

    fn keep(&mut self, frame: &Frame<Bytes>) {
        let Some(kept) = &mut self.kept else { return };
        let room = self.room.checked_sub(frame.data_ref().map_or(0, Bytes::len));
        match (frame.data_ref(), frame.trailers_ref(), room) {
            // Whoever sends nothing again and again would fill the memory.
            (Some(data), _, Some(_)) if data.is_empty() => {}
            (Some(data), _, Some(room)) => {
                self.room = room;
                kept.push(Kept::Data(data.clone()));
            }
            (None, Some(trailers), _) => kept.push(Kept::Trailers(trailers.clone())),
            // Too long, or a frame of a kind that is not known here.
            _ => self.kept = None,
        }
    }
}

impl<B: Body<Data = Bytes>> Tape<B> {
    /// The next frame of the body itself; kept, if it is for the first reader.
    pub(super) fn poll_rest(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        if !self.taken {
            self.waiting = Some(context.waker().clone());
        }
        let next = ready!(rest.as_mut().poll_frame(context));
        match &next {
            Some(Ok(frame)) if !self.taken => self.keep(frame),
            Some(Ok(_)) => {}
            Some(Err(_)) => (self.rest, self.kept) = (None, None),
            None => self.rest = None,
        }
        Poll::Ready(next)
    }
}
