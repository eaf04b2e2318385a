//! A shop as the edge knows it: what is stored, what is open in memory, and how it changes.

pub mod cache;
pub mod change;
pub mod currency;
pub mod load;
pub mod open;
pub mod product;
pub mod stored;

#[cfg(test)]
mod tests;
