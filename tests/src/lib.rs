//! The harness of the tests: starts the service, signs what it sends, and reads what it answers.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "in tests a panic is how a fault is told"
)]

pub mod vectors;
