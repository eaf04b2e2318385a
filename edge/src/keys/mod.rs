//! The keys of the service and of each shop, and what is made with them.

pub mod mac;
pub mod random;
pub mod root;
pub mod seal;
pub mod secret;
pub mod service;
