//! Which request bodies can be sent twice, and how a layer is told.

use bytes::Buf;
use http_body::Body;
use http_body_util::Either;
use http_body_util::Empty;
use http_body_util::Full;
use http_body_util::StreamBody;
use http_body_util::combinators::BoxBody;
use http_body_util::combinators::UnsyncBoxBody;

/// A request body that may be copied before it is sent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whether it can be sent twice",
    note = "implement `Replay` for it, or call `never_replays` on the layer"
)]
pub trait Replay: Sized {
    /// A copy that gives the same octets. `None`: it is a stream, or longer than `max` octets; it is then sent
    /// once.
    fn replay(&self, max: usize) -> Option<Self>;
}

/// Copies the bodies of requests for an [`AuthLayer`](super::AuthLayer), or does not.
pub trait Copies<B>: 'static {
    /// A copy of `body` to be sent after a rejection.
    fn copy(body: &B, max: usize) -> Option<B>;
}

/// Bodies are copied as they say themselves, by [`Replay`].
#[derive(Clone, Copy, Debug)]
pub enum ByCopy {}

/// Bodies are not copied, whatever they are: a request is sent once.
#[derive(Clone, Copy, Debug)]
pub enum Never {}

impl<B: Replay> Copies<B> for ByCopy {
    fn copy(body: &B, max: usize) -> Option<B> {
        body.replay(max)
    }
}

impl<B> Copies<B> for Never {
    fn copy(_: &B, _: usize) -> Option<B> {
        None
    }
}

impl<D: Buf + Clone> Replay for Full<D> {
    fn replay(&self, max: usize) -> Option<Self> {
        fits(self, max).then(|| self.clone())
    }
}

impl<D: Buf> Replay for Empty<D> {
    fn replay(&self, _: usize) -> Option<Self> {
        Some(*self)
    }
}

impl Replay for String {
    fn replay(&self, max: usize) -> Option<Self> {
        (self.len() <= max).then(|| self.clone())
    }
}

impl<L: Replay, R: Replay> Replay for Either<L, R> {
    fn replay(&self, max: usize) -> Option<Self> {
        match self {
            Self::Left(body) => body.replay(max).map(Self::Left),
            Self::Right(body) => body.replay(max).map(Self::Right),
        }
    }
}

/// What is in the box is not known, unless it is nothing.
impl<D: Buf + 'static, E> Replay for BoxBody<D, E> {
    fn replay(&self, _: usize) -> Option<Self> {
        self.is_end_stream().then(Self::default)
    }
}

/// What is in the box is not known, unless it is nothing.
impl<D: Buf + 'static, E> Replay for UnsyncBoxBody<D, E> {
    fn replay(&self, _: usize) -> Option<Self> {
        self.is_end_stream().then(Self::default)
    }
}

impl<S> Replay for StreamBody<S> {
    fn replay(&self, _: usize) -> Option<Self> {
        None
    }
}

fn fits<B: Body>(body: &B, max: usize) -> bool {
    let upper = body.size_hint().upper();
    upper.is_some_and(|upper| usize::try_from(upper).is_ok_and(|upper| upper <= max))
}
