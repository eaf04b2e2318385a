//! What goes over the wire: the shapes of answers, made of what `shared` decided.

pub mod account;
pub mod audit;
pub mod entry;
pub mod redemption;
pub mod review;
pub mod reviews;
