//! Simulations: what is asked and what is answered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::program::Program;
use crate::values::{Currency, Id, Time, Whole};

/// A history of orders, and the draft to replay it under; the current program where there is none.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Simulate {
    pub(crate) program: Option<Program>,
    #[schemars(length(max = 5000))]
    pub(crate) orders: Vec<PastOrder>,
    /// How shoppers redeem; `at_once` where it is left out.
    pub(crate) redeem: Option<Redeem>,
    /// What a rate is drawn by: the same seed, the same report.
    pub(crate) seed: Option<Whole>,
}

/// An order that was paid: what its goods cost after discounts, without tax and shipping.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PastOrder {
    pub(crate) at: Time,
    pub(crate) shopper: Id,
    pub(crate) amount: Whole,
    pub(crate) product: Option<Id>,
}

/// Never, as soon as a reward can be afforded, or a percentage of those times.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Redeem {
    Never,
    AtOnce,
    Rate(#[schemars(range(max = 100))] u32),
}

/// What the program would have come to. Shares are basis points.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Simulated {
    pub(crate) currency: Currency,
    pub(crate) timezone: String,
    pub(crate) from: Time,
    /// When the last order was paid: what is outstanding is so then.
    pub(crate) until: Time,
    pub(crate) redeem: Redeem,
    pub(crate) seed: Whole,
    pub(crate) orders: Whole,
    pub(crate) shoppers: Whole,
    /// What the orders came to before discounts.
    pub(crate) revenue: Whole,
    pub(crate) redemptions: Whole,
    pub(crate) discounts: Whole,
    pub(crate) points: SimulatedPoints,
    pub(crate) worth: Option<SimulatedWorth>,
    /// What the outstanding points are worth, rounded up.
    pub(crate) liability: Option<Whole>,
    pub(crate) cost: SimulatedCost,
    pub(crate) campaigns: Vec<SimulatedCampaign>,
    pub(crate) tiers: Vec<SimulatedTier>,
    pub(crate) months: Vec<SimulatedMonth>,
}

/// What became of points.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SimulatedPoints {
    pub(crate) given: Whole,
    pub(crate) redeemed: Whole,
    pub(crate) expired: Whole,
    /// Available or pending at the end.
    pub(crate) outstanding: Whole,
    pub(crate) by_campaigns: Whole,
    /// Rounded down.
    pub(crate) campaigns_share: Option<Whole>,
}

/// What points are taken to be worth, and the reward that says so.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SimulatedWorth {
    pub(crate) points: Whole,
    pub(crate) amount: Whole,
    pub(crate) reward: Id,
    pub(crate) by: WorthBy,
}

/// The kind of reward that gives points a worth.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WorthBy {
    PointsOff,
    AmountOff,
}

/// Discounts and liability together, and what that is of the revenue, rounded up.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SimulatedCost {
    pub(crate) amount: Whole,
    pub(crate) share: Option<Whole>,
    pub(crate) discounts_share: Option<Whole>,
}

/// What a campaign gave.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SimulatedCampaign {
    pub(crate) id: Id,
    pub(crate) points: Whole,
}

/// How many shoppers a tier has at the end.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SimulatedTier {
    pub(crate) id: Id,
    pub(crate) shoppers: Whole,
}

/// A month in the program's timezone; what is outstanding and the tiers are of its end.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SimulatedMonth {
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub(crate) month: String,
    pub(crate) orders: Whole,
    pub(crate) revenue: Whole,
    pub(crate) discounts: Whole,
    pub(crate) given: Whole,
    pub(crate) redeemed: Whole,
    pub(crate) expired: Whole,
    pub(crate) outstanding: Whole,
    pub(crate) liability: Option<Whole>,
    pub(crate) tiers: Vec<Whole>,
}
