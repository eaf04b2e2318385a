//! Simulating: what a program would have come to on a history of orders.
//!
//! The history is replayed through real accounts and turns, shopper by shopper, or by time where
//! a reward is limited and who comes first takes it: there is no second engine. Nothing of it
//! touches a ledger that is kept. What a history does not tell is assumed, and [`Report`] says so:
//! a shopper joins with their first order, an order's amount is what its goods cost after
//! discounts, without tax and shipping, and nothing is given back.

mod calendar;
mod fold;
mod read;
mod redeeming;
mod replay;
mod report;
mod worth;

pub use calendar::HistoryTooLong;
pub use read::{Request, parse};
pub use redeeming::Redeeming;
pub use replay::Simulation;
pub use report::{CampaignReport, Cost, MonthReport, PointsReport, Report, TierReport};
pub use worth::{Worth, WorthBy};

use crate::id::{ProductId, ShopperId};
use crate::money::Amount;
use crate::program::Program;
use crate::time::Time;

/// An order of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// When it was paid.
    pub at: Time,
    /// Who paid it.
    pub shopper: ShopperId,
    /// What its goods cost after discounts, without tax and shipping, in the program's currency.
    pub amount: Amount,
    /// The product, where it was one.
    pub product: Option<ProductId>,
}

/// Replays a history whole; see [`Simulation`] for one step at a time.
pub fn simulate(
    program: &Program,
    orders: Vec<OrderRow>,
    redeem: Redeeming,
    seed: u64,
) -> Result<Report, HistoryTooLong> {
    let mut simulation = Simulation::new(program, orders, redeem, seed)?;
    while simulation.step().is_some() {}
    Ok(simulation.finish())
}
