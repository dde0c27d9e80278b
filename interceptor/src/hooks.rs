//! Hooks as users of axios know them, around any client that is a `tower_service::Service`.
//!
//! An [`Instance`] sends a request through its request hooks, the client, and its response hooks. Each hook is
//! a pair of sides, one for success and one for errors, and the chain is that of
//! `promise.then(fulfilled, rejected)`: a side runs when the step before ended on its side; a success side may
//! throw, an error side may recover. It knows nothing of tokens; a pair of hooks and a
//! [`Session`](crate::Session) make it renew them.
//!
//! ```text
//! request ─▶ request hooks, last added first ─▶ client ─▶ response hooks, first added first ─▶ answer
//! ```
//!
//! # Example: the token of a session, and the repeat of a request that it was too old for
//!
//! ```
//! use http::{Request, Response, header::AUTHORIZATION};
//! use interceptor::action::Bearer;
//! use interceptor::hooks::{Instance, Thrown, pass, rethrow};
//! use interceptor::session::{Remedy, Session};
//! use interceptor::tokens::Generation;
//! use interceptor::verdict::Reason;
//!
//! /// Which token a request was sent with.
//! #[derive(Clone, Copy)]
//! struct SentWith(Generation);
//!
//! /// A request that is sent for the second time, and with which token.
//! #[derive(Clone)]
//! struct Repeat(Bearer);
//!
//! fn intercept<S>(instance: &Instance<S, String, String>, session: Session)
//! where
//!     S: tower_service::Service<Request<String>, Response = Response<String>> + Clone + Send + 'static,
//!     S::Future: Send,
//!     S::Error: Into<interceptor::hooks::AnyError>,
//! {
//!     let own = session.clone();
//!     let attach = move |mut request: Request<String>| {
//!         let session = own.clone();
//!         async move {
//!             let bearer = match request.extensions().get::<Repeat>() {
//!                 Some(Repeat(bearer)) => bearer.clone(),
//!                 None => session.token().await?,
//!             };
//!             request.headers_mut().insert(AUTHORIZATION, bearer.token.header().clone());
//!             request.extensions_mut().insert(SentWith(bearer.generation));
//!             Ok(request)
//!         }
//!     };
//!     instance.interceptors().request().use_(attach, rethrow);
//!
//!     let again = instance.downgrade();
//!     let reissue = move |mut thrown: Thrown<String, String>| {
//!         let (session, again) = (session.clone(), again.clone());
//!         async move {
//!             let expired = thrown
//!                 .response
//!                 .as_ref()
//!                 .is_some_and(|response| response.body().contains(r#""errorCode":5001"#));
//!             let Some(mut request) = thrown.request.take_if(|_| expired) else { return Err(thrown) };
//!             let sent = request.extensions().get::<SentWith>().copied();
//!             let repeated = request.extensions().get::<Repeat>().is_some();
//!             let (Some(SentWith(generation)), false) = (sent, repeated) else { return Err(thrown) };
//!             match session.rejected(generation, Reason::Expired).await? {
//!                 Remedy::Keep => Err(thrown),
//!                 Remedy::Repeat(bearer) => {
//!                     request.extensions_mut().insert(Repeat(bearer));
//!                     again.request(*request).await
//!                 }
//!             }
//!         }
//!     };
//!     instance.interceptors().response().use_(pass, reissue);
//! }
//! ```
//!
//! The example sends the token to whatever host a request names. Where requests go to more than one, its first
//! hook asks the policy of the session before it attaches anything.
//!
//! # Compared with axios, call by call
//!
//! | axios | here |
//! | --- | --- |
//! | `axios.create()` | [`Instance::new`]; [`Instance::streaming`] for bodies that cannot be cloned |
//! | `instance.interceptors.request.use(f, r)` | [`interceptors()`](Instance::interceptors)`.request().use_(f, r)`; `use` is a keyword |
//! | `instance.interceptors.response.use(f, r)` | `interceptors().response().use_(f, r)` |
//! | `null` or nothing in the place of `f`, of `r` | [`pass`], [`rethrow`] |
//! | `use(f, r, { runWhen })` | [`use_when`](Hooks::use_when)`(f, r, run_when)`; there as here for request hooks alone, asked before the first hook runs |
//! | `use(f, r, { synchronous: true })` | not needed: it spares a turn of the event loop per hook, and a future that is ready costs none |
//! | `eject(id)` | [`eject`](Hooks::eject)`(id)`; an id is never given twice, there `clear` starts again at 0 |
//! | `clear()` | [`clear`](Hooks::clear)`()` |
//! | request hooks in reverse order, response hooks in order | the same (`legacyInterceptorReqResOrdering`, its default) |
//! | `instance.request(config)`, `instance(config)` | [`request`](Instance::request)`(request).await` |
//! | `validateStatus`, by default 2xx | [`validate_status`](Instance::validate_status), by default 2xx |
//! | `return Promise.reject(error)`, `throw` | `Err(`[`Thrown`]`)` |
//! | `response.config`, `error.config`, `error.response` | [`Answer::request`], [`Thrown::request`], [`Thrown::response`] |
//! | an error side of a request hook gives a config | the same, and the compiler sees to it |
//! | a hook calls `instance(error.config)` | [`WeakInstance::request`]; a hook that held its instance would keep it alive for ever |
//! | a hook added while a request runs | counts from the next request on, there as here |

mod instance;
mod interceptors;
mod list;
mod thrown;

#[cfg(test)]
mod tests;

pub use self::instance::Instance;
pub use self::instance::WeakInstance;
pub use self::interceptors::Hooks;
pub use self::interceptors::Interceptors;
pub use self::interceptors::pass;
pub use self::interceptors::rethrow;
pub use self::list::HookId;
pub use self::thrown::Answer;
pub use self::thrown::AnyError;
pub use self::thrown::Cause;
pub use self::thrown::Thrown;
