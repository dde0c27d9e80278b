//! What goes along the two sides of a chain: an [`Answer`] on the side of success, a [`Thrown`] on the other.
//!
//! Both carry the request as it was sent, where it could be kept: axios' `response.config` and `error.config`,
//! which is what a hook repeats. Neither shows a header or a body in `Debug`.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use http::Request;
use http::Response;
use http::StatusCode;

use crate::error::AuthError;

/// An error of any kind, as hooks and clients give it.
pub type AnyError = Box<dyn Error + Send + Sync>;

/// An answer that was taken for success, and the request that it answers.
pub struct Answer<B, R> {
    /// What the server said.
    pub response: Response<R>,
    /// The request as the client sent it (axios: `response.config`). `None` when the instance keeps none, see
    /// [`Instance::streaming`](super::Instance::streaming).
    pub request: Option<Request<B>>,
}

/// What was thrown: by a hook, by the client, or by an answer that is no success.
pub struct Thrown<B, R> {
    /// Why.
    pub cause: Cause,
    /// The request as the client sent it (axios: `error.config`). `None` when it was never sent, or none is
    /// kept.
    pub request: Option<Box<Request<B>>>,
    /// The answer, when there was one (axios: `error.response`).
    pub response: Option<Box<Response<R>>>,
}

/// Why something was thrown.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// The client could not send the request or got no answer.
    Client(AnyError),
    /// A hook gave this error.
    Hook(AnyError),
    /// The answer was refused by its status; it is in [`Thrown::response`].
    Status(StatusCode),
}

impl<B, R> Answer<B, R> {
    /// An answer that no request led to: made by a hook.
    #[must_use]
    pub fn new(response: Response<R>) -> Self {
        Self { response, request: None }
    }
}

impl<B, R> Thrown<B, R> {
    /// A hook's own error.
    #[must_use]
    pub fn new(error: impl Into<AnyError>) -> Self {
        Self { cause: Cause::Hook(error.into()), request: None, response: None }
    }

    /// An answer taken for success that is none, for instance a 200 with an error code inside.
    #[must_use]
    pub fn answer(answer: Answer<B, R>, error: impl Into<AnyError>) -> Self {
        let (request, response) = (answer.request.map(Box::new), Some(Box::new(answer.response)));
        Self { cause: Cause::Hook(error.into()), request, response }
    }
}

impl<B, R> From<Arc<AuthError>> for Thrown<B, R> {
    /// What a hook throws when its session has no token.
    fn from(error: Arc<AuthError>) -> Self {
        Self::new(error)
    }
}

impl<B, R> fmt::Debug for Answer<B, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.response.status()).finish_non_exhaustive()
    }
}

impl<B, R> fmt::Debug for Thrown<B, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.response.as_ref().map(|response| response.status());
        f.debug_struct("Thrown")
            .field("cause", &self.cause)
            .field("status", &status)
            .finish_non_exhaustive()
    }
}

impl<B, R> fmt::Display for Thrown<B, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Client(error) => write!(f, "the client failed: {error}"),
            Cause::Hook(error) => write!(f, "a hook failed: {error}"),
            Cause::Status(status) => write!(f, "the answer was {status}"),
        }
    }
}

impl<B, R> Error for Thrown<B, R> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Cause::Client(error) | Cause::Hook(error) => Some(error.as_ref()),
            Cause::Status(_) => None,
        }
    }
}
