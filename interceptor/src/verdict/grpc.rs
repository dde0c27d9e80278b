//! What a gRPC server says by `grpc-status` in the header fields of an answer that has no messages.
//!
//! 16 is UNAUTHENTICATED. A server that refuses a token has nothing to send, so it answers with "Trailers-Only",
//! which look like header fields to the client. The trailers of an answer with messages are not seen here.

use http::HeaderMap;
use http::StatusCode;

use crate::verdict::Classify;
use crate::verdict::Glance;
use crate::verdict::Reason;
use crate::verdict::Verdict;

/// Reads `grpc-status: 16` as an expired token, for certain.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct GrpcStatus;

impl Classify for GrpcStatus {
    fn by_head(&self, status: StatusCode, headers: &HeaderMap) -> Glance {
        match headers.get("grpc-status").map(http::HeaderValue::as_bytes) {
            Some(b"16") => Glance::certain(Verdict::Rejected(Reason::Expired)),
            Some(b"0") => Glance::certain(Verdict::Accepted),
            None if status.is_success() => Glance::likely(Verdict::Accepted),
            Some(_) | None => Glance::likely(Verdict::NotOurs),
        }
    }

    fn by_body(&self, _: StatusCode, _: &HeaderMap, _: &[u8]) -> Option<Verdict> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_16_is_a_rejected_token() {
        for (text, glance) in [
            ("16", Glance::certain(Verdict::Rejected(Reason::Expired))),
            ("0", Glance::certain(Verdict::Accepted)),
            ("7", Glance::likely(Verdict::NotOurs)),
            ("160", Glance::likely(Verdict::NotOurs)),
            ("x", Glance::likely(Verdict::NotOurs)),
        ] {
            let headers = [(http::HeaderName::from_static("grpc-status"), text.parse().unwrap())];
            let headers = HeaderMap::from_iter(headers);
            assert_eq!(GrpcStatus.by_head(StatusCode::OK, &headers), glance, "{text}");
        }
        let bare = |status| GrpcStatus.by_head(status, &HeaderMap::new());
        assert_eq!(bare(StatusCode::UNAUTHORIZED), Glance::likely(Verdict::NotOurs));
        assert_eq!(bare(StatusCode::OK), Glance::likely(Verdict::Accepted));
    }
}
