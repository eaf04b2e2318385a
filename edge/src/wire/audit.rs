//! What an audit found.

use serde::{Deserialize, Serialize};
use shared::id::{OrderId, RewardId, ShopperId};
use shared::{Points, Time};

use crate::objects::books::Report;

/// What was found in one shard.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ShardAudit {
    /// Accounts that were folded.
    pub accounts: u64,
    /// Entries that were folded.
    pub entries: u64,
    /// What is not as its entries say.
    pub differences: Vec<Difference>,
    /// Discounts that a checkout granted and no order captured.
    pub uncaptured: Vec<Uncaptured>,
    /// The orders it has heard of, with whose each is and its revision.
    pub orders: Vec<(ShopperId, OrderId, u64)>,
    /// What it adds up to.
    pub books: Option<Report>,
}

/// Something that is not as the entries say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Whose, where it is one shopper's.
    pub shopper: Option<ShopperId>,
    /// What.
    pub what: String,
}

/// An order that a ledger could not be told of yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undelivered {
    /// The order.
    pub order: OrderId,
    /// Its revision.
    pub revision: u64,
    /// How many ledgers have not heard the newest of it.
    pub waiting: u64,
    /// Since when.
    pub since: Time,
}

/// A discount that was granted and never captured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Uncaptured {
    /// The redemption.
    pub redemption: String,
    /// Whose.
    pub shopper: ShopperId,
    /// The reward.
    pub reward: RewardId,
    /// The points that went back.
    pub points: Points,
    /// How it ended.
    pub state: String,
    /// When.
    pub at: Time,
}
