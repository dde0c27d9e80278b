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
#![doc = "```"]
#![doc = include_str!("../tests/hooks/article.rs")]
#![doc = "```"]
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
