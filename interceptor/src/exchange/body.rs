//! The body of an answer: untouched, or looked at and handed on from its first octet.
//!
//! Frames, trailers, errors and size hints are those of the body within. What was read to be judged comes
//! first, then the rest; nothing is copied.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use bytes::BytesMut;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;

pin_project_lite::pin_project! {
    /// The body of an answer that came through an adapter.
    pub struct AuthBody<B: Body> {
        #[pin]
        shape: Shape<B>,
    }
}

pin_project_lite::pin_project! {
    #[project = ShapeProjection]
    enum Shape<B: Body> {
        Untouched { #[pin] body: B },
        Peeked { body: Peeked<B> },
    }
}

impl<B: Body> AuthBody<B> {
    /// A body that was not looked at.
    #[must_use]
    pub(crate) fn untouched(body: B) -> Self {
        Self { shape: Shape::Untouched { body } }
    }

    /// A body that was looked at.
    #[must_use]
    pub(crate) fn peeked(body: Peeked<B>) -> Self {
        Self { shape: Shape::Peeked { body } }
    }
}

impl<B: Body> fmt::Debug for AuthBody<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthBody(..)")
    }
}

impl<B: Body<Data = Bytes>> Body for AuthBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        match self.project().shape.project() {
            ShapeProjection::Untouched { body } => body.poll_frame(context),
            ShapeProjection::Peeked { body } => body.poll_next(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.shape {
            Shape::Untouched { body } => body.is_end_stream(),
            Shape::Peeked { body } => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.shape {
            Shape::Untouched { body } => body.size_hint(),
            Shape::Peeked { body } => body.size_hint(),
        }
    }
}

/// What was read of a body, and what was not.
pub(crate) struct Peeked<B: Body> {
    read: VecDeque<Result<Frame<B::Data>, B::Error>>,
    /// `None`: it was read to its end, or to an error.
    rest: Option<Pin<Box<B>>>,
}

impl<B: Body<Data = Bytes>> Peeked<B> {
    /// Nothing read yet.
    #[must_use]
    pub(crate) fn new(body: B) -> Self {
        Self { read: VecDeque::new(), rest: Some(Box::pin(body)) }
    }

    /// Reads until the end, and says whether it came within `limit` octets and without an error.
    ///
    /// May be dropped at any time: what was read is kept.
    pub(crate) async fn fill(&mut self, limit: usize) -> bool {
        let mut octets = 0_usize;
        while let Some(rest) = &mut self.rest {
            match poll_fn(|context| rest.as_mut().poll_frame(context)).await {
                Some(Ok(frame)) => {
                    octets = octets.saturating_add(frame.data_ref().map_or(0, Bytes::len));
                    self.read.push_back(Ok(frame));
                }
                Some(Err(error)) => {
                    self.rest = None;
                    self.read.push_back(Err(error));
                    return false;
                }
                None => self.rest = None,
            }
            // A frame may be empty, and their number is then bounded by nothing else.
            if octets > limit || self.read.len() > limit.saturating_add(SPARE_FRAMES) {
                return false;
            }
        }
        true
    }

    /// Reads on without keeping anything, until the end or `limit` octets.
    pub(crate) async fn discard(&mut self, limit: u64) {
        let mut left = limit;
        self.read.clear();
        while let Some(rest) = &mut self.rest {
            // Not `is_end_stream`: a client may take its connection back when it is asked for the end.
            let Some(Ok(frame)) = poll_fn(|context| rest.as_mut().poll_frame(context)).await else {
                return;
            };
            // An empty frame counts as well.
            let octets = frame.data_ref().map_or(0, octets).max(1);
            let Some(less) = left.checked_sub(octets) else { return };
            left = less;
        }
    }

    /// What was read, in one piece.
    #[must_use]
    pub(crate) fn octets(&self) -> Bytes {
        let mut parts = self.read.iter().filter_map(|frame| frame.as_ref().ok()?.data_ref());
        let Some(first) = parts.next() else { return Bytes::new() };
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return first.clone();
        }
        let mut whole = BytesMut::from(first.as_ref());
        parts.for_each(|part| whole.extend_from_slice(part));
        whole.freeze()
    }

    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        if let Some(frame) = self.read.pop_front() {
            return Poll::Ready(Some(frame));
        }
        match &mut self.rest {
            Some(rest) => rest.as_mut().poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.read.is_empty() && self.rest.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let read = self.read.iter().filter_map(|frame| frame.as_ref().ok()?.data_ref());
        let read = read.map(octets).fold(0, u64::saturating_add);
        let rest = match (&self.rest, self.read.back()) {
            (Some(rest), _) => rest.size_hint(),
            // It broke off, and nobody knows what would have come.
            (None, Some(Err(_))) => SizeHint::new(),
            (None, _) => SizeHint::with_exact(0),
        };
        let mut hint = SizeHint::new();
        // The upper bound first: it may not be below the lower one.
        if let Some(upper) = rest.upper().and_then(|upper| upper.checked_add(read)) {
            hint.set_upper(upper);
        }
        hint.set_lower(rest.lower().saturating_add(read));
        hint
    }
}

fn octets(data: &Bytes) -> u64 {
    u64::try_from(data.len()).unwrap_or(u64::MAX)
}

/// Frames that may be read beyond one for each octet: trailers, and empty ones.
const SPARE_FRAMES: usize = 16;

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// So many empty frames, of which one knows how many were read.
    struct Nothings {
        left: u32,
    }

    impl Body for Nothings {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            let less = self.left.checked_sub(1);
            self.left = less.unwrap_or(0);
            Poll::Ready(less.map(|_| Ok(Frame::data(Bytes::new()))))
        }
    }

    /// P40: a server that sends nothing again and again is not listened to without end.
    #[tokio::test]
    async fn empty_frames_are_bounded() {
        let mut body = Peeked::new(Nothings { left: 100_000 });
        assert!(!body.fill(10).await);
        assert_eq!(body.rest.unwrap().left, 100_000 - 27);
        let mut body = Peeked::new(Nothings { left: 26 });
        assert!(body.fill(10).await);
        let mut body = Peeked::new(Nothings { left: 100_000 });
        body.discard(10).await;
        assert_eq!(body.rest.unwrap().left, 100_000 - 11);
    }

    /// Says that it has ten octets, gives four, and breaks off.
    struct Broken {
        frames: Vec<Result<Frame<Bytes>, &'static str>>,
    }

    impl Body for Broken {
        type Data = Bytes;
        type Error = &'static str;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
            Poll::Ready(self.frames.pop())
        }

        fn size_hint(&self) -> SizeHint {
            SizeHint::with_exact(10)
        }
    }

    /// Whoever believes the length of what came would take it for whole.
    #[tokio::test]
    async fn a_body_that_broke_off_does_not_say_how_long_it_is() {
        let frames = vec![Err("broken"), Ok(Frame::data(Bytes::from_static(b"four")))];
        let mut body = Peeked::new(Broken { frames });
        assert!(!body.fill(100).await);
        let mut body = Box::pin(AuthBody::peeked(body));
        let hint = body.size_hint();
        assert_eq!((hint.lower(), hint.upper(), body.is_end_stream()), (4, None, false));
        let mut next = async || poll_fn(|context| body.as_mut().poll_frame(context)).await;
        assert!(next().await.unwrap().is_ok());
        assert_eq!(next().await.unwrap().unwrap_err(), "broken");
        assert!(next().await.is_none());
    }
}
