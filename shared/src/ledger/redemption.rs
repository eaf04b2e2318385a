//! Redemptions: points held for a reward, from hold to capture and back.

use serde::{Deserialize, Serialize};

use super::gift::Gift;
use super::lot::Taken;
use crate::discount::Terms;
use crate::id::{CheckoutId, LeaseId, OrderId};
use crate::money::Amount;
use crate::points::Points;
use crate::time::{Day, Time};

/// The shard of a shop whose Ledger object holds a redemption: 30 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shard(pub u32);

/// The number of a redemption within its shard: 20 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RedemptionNumber(pub u32);

/// Where a redemption is: what codes and redemption ids carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RedemptionRef {
    /// The shard.
    pub shard: Shard,
    /// The number within it.
    pub number: RedemptionNumber,
}

/// Points held for a reward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redemption {
    /// Its number within the shard.
    pub number: RedemptionNumber,
    /// What was promised.
    pub terms: Terms,
    /// The points the shopper asked to use.
    pub requested: Points,
    /// The points it took.
    pub points: Points,
    /// What it takes off the cart it was made for; `None` while that depends on a cart.
    pub amount: Option<Amount>,
    /// The version of the program that decided.
    pub program: u32,
    /// When it was made.
    pub created_at: Time,
    /// The day it counts on, in the program's zone of then.
    pub day: Day,
    /// When the first hold ends: tokens are good until shortly before.
    pub held_until: Time,
    /// The key its token is signed with, as the edge named it.
    pub signing_key: String,
    /// The lots its points came from, in the order they were taken.
    pub taken: Vec<Taken>,
    /// The gift it takes, which costs nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<Box<Gift>>,
    /// The one it takes of a limited reward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseId>,
    /// Where it stands.
    pub state: RedemptionState,
    /// The orders that carried it, with the newest revision heard of each.
    pub orders: Vec<HeardOrder>,
}

/// An order that carried a redemption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardOrder {
    /// The order.
    pub order: OrderId,
    /// The newest revision heard.
    pub revision: u64,
    /// Whether another order had captured the redemption already.
    pub overuse: Overuse,
}

/// Whether a paid order carried a redemption that another order had captured, so that its discount
/// is not paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overuse {
    /// No.
    #[default]
    None,
    /// Yes.
    Used,
}

impl Overuse {
    pub(super) const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// Where a redemption stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RedemptionState {
    /// The points are set aside.
    Held {
        /// When they go back.
        until: Time,
    },
    /// A checkout has counted on it: only the shop, or time, gives it back.
    Presented {
        /// When that was, at last.
        at: Time,
        /// The checkout, where it gave its name.
        checkout: Option<CheckoutId>,
        /// When the points go back.
        until: Time,
    },
    /// A placed order waits for its payment with it.
    Attached {
        /// The order.
        order: OrderId,
        /// When the points go back.
        until: Time,
    },
    /// The points are spent.
    Captured(Capture),
    /// The points were given back by the shopper or the shop.
    Voided {
        /// When.
        at: Time,
        /// Whether a checkout had counted on it.
        granted: Granted,
    },
    /// Its time ended and the points went back.
    TimedOut {
        /// When.
        at: Time,
        /// Whether a checkout had counted on it.
        granted: Granted,
    },
}

/// Spent points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// The order they were spent on.
    pub order: OrderId,
    /// When.
    pub at: Time,
    /// The points spent, at most those held.
    pub points: Points,
    /// Whether the hold was still there.
    pub timing: Timing,
    /// The points given back since.
    pub restored: Points,
    /// When all of it was given back with its order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Time>,
    /// Whether its gift had been taken again by then, so that it was used twice.
    #[serde(default, skip_serializing_if = "Overuse::is_none")]
    pub overuse: Overuse,
}

/// Whether a capture came while the hold was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// It did.
    InTime,
    /// The hold was gone: the points came from what was available, the rest is a deficit.
    Late,
}

/// Whether a checkout had counted on a hold before its points went back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granted {
    /// No checkout had.
    Never,
    /// One had: the discount may have been granted and never captured.
    Presented,
}

impl Redemption {
    /// The name of its state on the wire; a hold that waits for an order is still presented.
    pub const fn state_name(&self) -> &'static str {
        match &self.state {
            RedemptionState::Held { .. } => "held",
            RedemptionState::Presented { .. } | RedemptionState::Attached { .. } => "presented",
            RedemptionState::Captured(_) => "captured",
            RedemptionState::Voided { .. } => "voided",
            RedemptionState::TimedOut { .. } => "timed_out",
        }
    }

    /// When its points go back, while they are held.
    pub const fn until(&self) -> Option<Time> {
        match &self.state {
            RedemptionState::Held { until }
            | RedemptionState::Presented { until, .. }
            | RedemptionState::Attached { until, .. } => Some(*until),
            RedemptionState::Captured(_)
            | RedemptionState::Voided { .. }
            | RedemptionState::TimedOut { .. } => None,
        }
    }

    /// Whether it takes one of a limited reward: while it is held or spent and not given back.
    pub const fn takes_stock(&self) -> bool {
        match &self.state {
            RedemptionState::Held { .. }
            | RedemptionState::Presented { .. }
            | RedemptionState::Attached { .. } => true,
            RedemptionState::Captured(capture) => capture.returned.is_none(),
            RedemptionState::Voided { .. } | RedemptionState::TimedOut { .. } => false,
        }
    }

    /// Whether its points are held.
    pub const fn is_open(&self) -> bool {
        self.until().is_some()
    }

    /// Whether a checkout has counted on it.
    pub const fn granted(&self) -> Granted {
        match &self.state {
            RedemptionState::Held { .. } => Granted::Never,
            RedemptionState::Presented { .. }
            | RedemptionState::Attached { .. }
            | RedemptionState::Captured(_) => Granted::Presented,
            RedemptionState::Voided { granted, .. } | RedemptionState::TimedOut { granted, .. } => {
                *granted
            }
        }
    }

    /// The newest revision heard of an order.
    pub fn revision_of(&self, order: &OrderId) -> u64 {
        let heard = self.orders.iter().find(|heard| heard.order == *order);
        heard.map_or(0, |heard| heard.revision)
    }
}
