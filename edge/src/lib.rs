//! The worker: it guards the doors and stores what `shared` decides.

pub mod base32;
pub mod code;
pub mod fault;
pub mod http;
pub mod keys;
pub mod limits;
pub mod tokens;
pub mod webhook;
