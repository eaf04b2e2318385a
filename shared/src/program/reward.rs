//! Rewards: what points buy, and under which conditions.

use serde::{Deserialize, Serialize};

use super::{Audience, Cap, Label};
use crate::id::{ProductId, RewardId};
use crate::money::Amount;
use crate::points::Points;

/// What points buy.
#[derive(Clone, Debug, PartialEq)]
pub struct Reward {
    /// Its name within the program.
    pub id: RewardId,
    /// What it does.
    pub kind: RewardKind,
    /// Its price; for `points_off` the step that `amount` is worth.
    pub points: Points,
    /// The least subtotal of a cart.
    pub min_subtotal: Option<Amount>,
    /// How often one shopper may have it.
    pub per_shopper: Option<Limit>,
    /// How many there are.
    pub stock: Option<u32>,
    /// Whether it goes with other discounts of a cart.
    pub combines: Combines,
    /// When and for whom it is there.
    pub audience: Audience,
    /// What shoppers read.
    pub label: Option<Label>,
}

/// How often one shopper may have a reward.
pub type Limit = Cap;

/// Whether a reward goes with other discounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Combines {
    /// With any.
    WithOthers,
    /// Only where the cart has no other discount.
    Alone,
}

/// What a reward does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RewardKind {
    /// A fixed amount off.
    AmountOff {
        /// What it takes off.
        amount: Amount,
    },
    /// A share of the cart's subtotal off, rounded down.
    PercentOff {
        /// The share, from 1 to 100.
        percent: u32,
        /// The most it takes off.
        max_amount: Option<Amount>,
    },
    /// Shipping off.
    FreeShipping {
        /// The most it takes off.
        max_amount: Option<Amount>,
    },
    /// A product for nothing.
    FreeProduct {
        /// The product.
        product: ProductId,
    },
    /// As many points as the shopper likes, in whole steps of the reward's `points`.
    PointsOff {
        /// What a step is worth.
        amount: Amount,
        /// The fewest points.
        min_points: Option<Points>,
        /// The largest share of the cart's subtotal.
        max_percent: Option<u32>,
    },
}

impl RewardKind {
    /// The name in the document.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AmountOff { .. } => "amount_off",
            Self::PercentOff { .. } => "percent_off",
            Self::FreeShipping { .. } => "free_shipping",
            Self::FreeProduct { .. } => "free_product",
            Self::PointsOff { .. } => "points_off",
        }
    }
}
