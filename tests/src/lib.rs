//! The harness of the tests: starts the service, signs what it sends, and reads what it answers.

#![expect(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

pub mod vectors;

#[cfg(not(target_family = "wasm"))]
mod away;
#[cfg(not(target_family = "wasm"))]
mod bare;
#[cfg(not(target_family = "wasm"))]
mod command;
#[cfg(not(target_family = "wasm"))]
pub mod history;
#[cfg(not(target_family = "wasm"))]
mod http;
#[cfg(not(target_family = "wasm"))]
pub mod identity;
#[cfg(not(target_family = "wasm"))]
mod look;
#[cfg(not(target_family = "wasm"))]
pub mod over_http;
#[cfg(not(target_family = "wasm"))]
pub mod platforms;
#[cfg(not(target_family = "wasm"))]
pub mod programs;
#[cfg(not(target_family = "wasm"))]
mod reviews;
#[cfg(not(target_family = "wasm"))]
mod service;
#[cfg(not(target_family = "wasm"))]
mod shop;
#[cfg(not(target_family = "wasm"))]
pub mod sign;
#[cfg(not(target_family = "wasm"))]
mod together;

#[cfg(not(target_family = "wasm"))]
pub use away::Away;
#[cfg(not(target_family = "wasm"))]
pub use bare::{Bare, refusal_of_serve};
#[cfg(not(target_family = "wasm"))]
pub use command::Said;
#[cfg(not(target_family = "wasm"))]
pub use http::{Answer, Call, Client};
#[cfg(not(target_family = "wasm"))]
pub use look::Look;
#[cfg(not(target_family = "wasm"))]
pub use reviews::file_of_reviews;
#[cfg(not(target_family = "wasm"))]
pub use service::{OPERATOR_KEY, Service};
#[cfg(not(target_family = "wasm"))]
pub use shop::{KID, Shop, fresh_key, now};
#[cfg(not(target_family = "wasm"))]
pub use together::{all_at_once, on_threads, until, until_within};
