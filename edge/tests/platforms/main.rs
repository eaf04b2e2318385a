//! What platforms' webhooks say: documented bodies, bodies written by hand, and hostile ones.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "in tests a panic is how a fault is told"
)]

mod bodies;
mod documented;
mod hostile;
mod people;
mod shopify_faults;
mod shopify_orders;
mod shopify_refunds;
mod woocommerce;
