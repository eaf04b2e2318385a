//! Order records: what a ledger remembers of an order that earned.

use serde::{Deserialize, Serialize};

use super::chain::Head;
use crate::earn::OrderEarned;
use crate::id::TierId;
use crate::money::Amount;
use crate::points::Points;
use crate::time::{Day, Time};

/// What an order earned, by which record every later clawback is computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRecord {
    /// The newest revision applied.
    pub revision: u64,
    /// The version of the program whose rules counted.
    pub program: u32,
    /// When it was paid.
    pub paid_at: Time,
    /// The mark of the lines it was computed from.
    pub baseline: Head,
    /// The day that what counts toward tiers is dated on.
    pub day: Day,
    /// The tier whose multiplier counted: the one at payment.
    pub tier: Option<TierId>,
    /// What it earned, rule by rule.
    pub earned: OrderEarned,
    /// What is kept of each rule's points.
    pub kept: Vec<Points>,
    /// What is kept of each rule's basis.
    pub basis_kept: Vec<Amount>,
    /// What of a clawback could not be taken back and was forgiven: points earned again cover it
    /// first.
    pub forgiven: Points,
    /// What is kept of what counts toward tiers.
    pub qualifying: Points,
    /// What is kept of the money spent on earning lines.
    pub spend: Amount,
    /// Whether the order counts as one.
    pub orders: u64,
}

impl OrderRecord {
    /// What is kept over all rules.
    pub fn kept_points(&self) -> Points {
        self.kept.iter().copied().sum()
    }
}
