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
    AmountOff { amount: Amount },
    /// A share of the cart's subtotal off: `percent` from 1 to 100, at most `max_amount`.
    PercentOff {
        percent: u32,
        max_amount: Option<Amount>,
    },
    /// Shipping off, at most `max_amount`.
    FreeShipping { max_amount: Option<Amount> },
    /// A product for nothing.
    FreeProduct { product: ProductId },
    /// As many points as the shopper likes, each step of the reward's `points` worth `amount`: at least
    /// `min_points`, at most `max_percent` of the cart's subtotal.
    PointsOff {
        amount: Amount,
        min_points: Option<Points>,
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
