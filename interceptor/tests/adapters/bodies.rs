//! Bodies of all kinds, for requests and for answers.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use http_body_util::Full;
use http_body_util::combinators::BoxBody;
use tokio::sync::mpsc;

pub(crate) type AnyBody = BoxBody<Bytes, Infallible>;

/// Octets whose number the head tells.
pub(crate) fn whole(octets: impl Into<Bytes>) -> AnyBody {
    BoxBody::new(Full::new(octets.into()))
}

/// Octets whose number the head does not tell.
pub(crate) fn uncounted(octets: impl Into<Bytes>) -> AnyBody {
    let (sender, body) = fed(None);
    sender.try_send(octets.into()).unwrap();
    body
}

/// A body that is fed piece by piece, and ends when nobody is left to feed it. `length`: what the head tells.
pub(crate) fn fed(length: Option<u64>) -> (mpsc::Sender<Bytes>, AnyBody) {
    let (sender, pieces) = mpsc::channel(1);
    (sender, BoxBody::new(Fed { pieces, left: length }))
}

/// Gives nothing and does not end, whatever it says of its length.
pub(crate) struct Endless {
    pub(crate) upper: Option<u64>,
}

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }

    fn size_hint(&self) -> SizeHint {
        let mut hint = SizeHint::default();
        if let Some(upper) = self.upper {
            hint.set_upper(upper);
        }
        hint
    }
}

struct Fed {
    pieces: mpsc::Receiver<Bytes>,
    left: Option<u64>,
}

impl Body for Fed {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.pieces.poll_recv(context).map(|piece| {
            let piece = piece?;
            self.left = self.left.map(|left| left - u64::try_from(piece.len()).unwrap());
            Some(Ok(Frame::data(piece)))
        })
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
