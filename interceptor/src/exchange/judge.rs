//! Judging an answer by its body where the head was not enough, and clearing one away that is not needed.

use std::time::Duration;

use bytes::Bytes;
use http::Response;
use http_body::Body;

use super::Exchange;
use super::body::AuthBody;
use super::body::Peeked;
use crate::verdict::Classify;
use crate::verdict::Glance;
use crate::verdict::Verdict;

impl<C: Classify> Exchange<C> {
    /// The verdict on an answer, whose body comes back as it was, octet by octet.
    pub(crate) async fn judge<B: Body<Data = Bytes>>(
        &self,
        response: Response<B>,
        glance: Glance,
    ) -> (Verdict, Response<AuthBody<B>>) {
        let Some(limit) = readable(glance, response.body()) else {
            return (glance.verdict(), response.map(AuthBody::untouched));
        };
        let (head, body) = response.into_parts();
        // A body of unknown length may be one that never ends: events, say. Its reader must not wait for them.
        // So may one whose length is only bounded.
        let ends = body.size_hint().exact().is_some();
        let mut body = Peeked::new(body);
        let whole = if ends {
            body.fill(limit).await
        } else {
            tokio::select! {
                biased;
                whole = body.fill(limit) => whole,
                () = self.session.pause(PATIENCE) => false,
            }
        };
        let said = if whole {
            self.classify.by_body(head.status, &head.headers, &body.octets())
        } else {
            None
        };
        let verdict = said.unwrap_or_else(|| glance.verdict());
        (verdict, Response::from_parts(head, AuthBody::peeked(body)))
    }

    /// Reads an answer that nobody wants to its end, so that its connection can carry the repeat; gives up on
    /// one that is long or slow.
    pub(crate) async fn clear_away<B: Body<Data = Bytes>>(&self, body: B) {
        if body.size_hint().lower() > DRAINED {
            return;
        }
        let mut body = Peeked::new(body);
        tokio::select! {
            biased;
            () = body.discard(DRAINED) => {}
            () = self.session.pause(DRAIN_PATIENCE) => {}
        }
    }
}

/// How much of a body is to be read; `None` when it is not asked for, or known to be longer.
pub(crate) fn readable<B: Body>(glance: Glance, body: &B) -> Option<usize> {
    let limit = glance.limit()?;
    let longer = usize::try_from(body.size_hint().lower()).map_or(true, |least| least > limit);
    (!longer).then_some(limit)
}

/// How long a body of unknown length is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Octets of an unwanted answer that are read.
const DRAINED: u64 = 64 * 1024;

/// How long an unwanted answer is read. A new connection takes about as long.
const DRAIN_PATIENCE: Duration = Duration::from_millis(50);
