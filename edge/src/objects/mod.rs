//! The Durable Objects: each stores what it is for, and decides in one synchronous turn.

pub mod books;
pub mod call;
pub mod ledger;
pub mod order;
pub mod product;
pub mod shop;
pub mod sql;
pub mod stock;
pub mod voices;
