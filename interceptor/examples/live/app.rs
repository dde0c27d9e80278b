//! The parts of the view, from what can happen to what is seen; the terminal is not among them.
//!
//! ```text
//! key ─▶ Command ─┐                       ┌─▶ Effect ─▶ World: server, session, requests on sockets
//!                 ├─▶ Message ─▶ update ──┤                └─▶ Message: what really happened
//! world, clock ───┘                       └─▶ Model ─▶ view
//! ```

pub(crate) mod command;
pub(crate) mod effect;
pub(crate) mod lane;
pub(crate) mod layout;
pub(crate) mod message;
pub(crate) mod model;
pub(crate) mod theme;
pub(crate) mod update;
pub(crate) mod view;
pub(crate) mod world;
