//! The rules of Accolade: what earns points, what a reward takes off, the ledger in between, and
//! what becomes of reviews.
//!
//! Nothing in this crate reads a clock, draws a random number or does I/O: time, ids and
//! configuration are arguments. The page, the edge and the tests compile the same functions, so
//! what is shown is what happens. Everything here is total: no input makes it panic or overflow.

#![deny(missing_docs)]

pub mod cart;
pub mod decline;
pub mod discount;
pub mod document;
pub mod earn;
pub mod explain;
pub mod id;
pub mod ledger;
pub mod limits;
pub mod money;
pub mod order;
pub mod points;
pub mod program;
pub mod quote;
pub mod reviews;
pub mod simulate;
pub mod time;

pub use decline::Decline;
pub use money::{Amount, Currency, Money};
pub use points::{Points, PointsChange};
pub use time::Time;
