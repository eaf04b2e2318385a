//! Signed tokens: who a shopper is, and what a redemption is worth.

mod algorithms;
pub mod app_proxy;
pub mod identity;
pub mod redemption;
pub mod signing;
