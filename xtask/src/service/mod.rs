//! The service on this machine: its settings, its secrets, and workerd in our place.

mod config;
mod launch;
mod options;
mod secrets;

pub(crate) use launch::{demo, serve};
pub(crate) use options::Options;
