//! Which request bodies can be sent twice, and how a layer is told.

use std::fmt;
use std::mem::replace;

use bytes::Buf;
use http_body::Body;
use http_body_util::Either;
use http_body_util::Empty;
use http_body_util::Full;
use http_body_util::StreamBody;
use http_body_util::combinators::BoxBody;
use http_body_util::combinators::UnsyncBoxBody;

use super::Recorded;

/// A request body that may be copied before it is sent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whether it can be sent twice",
    note = "implement `Replay` for it, or call `recording` or `never_replays` on the layer"
)]
pub trait Replay: Sized {
    /// A copy that gives the same octets. `None`: it is a stream, or longer than `max` octets; it is then sent
    /// once.
    fn replay(&self, max: usize) -> Option<Self>;
}

/// How an [`AuthLayer`](super::AuthLayer) comes by a second body: one of the modes that stand here.
pub trait Copies<B>: Clone + Send + 'static {
    /// A spare for `body` of at most `max` octets, to be sent after a rejection. In its place may be put another that
    /// gives the same.
    fn spare(&self, body: &mut B, max: usize) -> Option<Spare<B>>;
}

/// Bodies are copied before they are sent, as they say themselves by [`Replay`].
#[derive(Clone, Copy, Debug)]
pub struct ByCopy;

/// Bodies are not copied, whatever they are: a request is sent once.
#[derive(Clone, Copy, Debug)]
pub struct Never;

/// Bodies are kept while they are sent: see [`AuthLayer::recording`](super::AuthLayer::recording).
pub struct Recording<B> {
    wrap: fn(Recorded<B>) -> B,
}

/// A body that may be there for a second time.
pub struct Spare<B>(Kind<B>);

enum Kind<B> {
    Copy(B),
    Second(Recorded<B>, fn(Recorded<B>) -> B),
}

impl<B> Spare<B> {
    /// Whether the body can be had, as it looks now.
    pub(super) fn is_whole(&self) -> bool {
        match &self.0 {
            Kind::Copy(_) => true,
            Kind::Second(second, _) => second.is_whole(),
        }
    }

    /// The body. `None`: it was too long after all. Whatever is still read of the first one ends with an error.
    pub(super) fn redeem(self) -> Option<B> {
        match self.0 {
            Kind::Copy(body) => Some(body),
            Kind::Second(second, wrap) => second.take_over().map(wrap),
        }
    }
}

impl<B> Recording<B> {
    pub(super) fn new(wrap: fn(Recorded<B>) -> B) -> Self {
        Self { wrap }
    }
}

impl<B: Replay> Copies<B> for ByCopy {
    fn spare(&self, body: &mut B, max: usize) -> Option<Spare<B>> {
        body.replay(max).map(|copy| Spare(Kind::Copy(copy)))
    }
}

impl<B> Copies<B> for Never {
    fn spare(&self, _: &mut B, _: usize) -> Option<Spare<B>> {
        None
    }
}

impl<B: Body + 'static> Copies<B> for Recording<B> {
    fn spare(&self, body: &mut B, max: usize) -> Option<Spare<B>> {
        let (first, second) = Recorded::pair(replace(body, (self.wrap)(Recorded::nothing())), max);
        *body = (self.wrap)(first);
        second.map(|second| Spare(Kind::Second(second, self.wrap)))
    }
}

impl<B> Clone for Recording<B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for Recording<B> {}

impl<B> fmt::Debug for Recording<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recording(..)")
    }
}

impl<B> fmt::Debug for Spare<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spare(..)")
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
