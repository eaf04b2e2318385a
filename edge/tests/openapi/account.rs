//! An account as its shopper sees it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answers;
use crate::values::{Currency, Id, Label, Money, Span, Time, Whole};

/// An account.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Account {
    pub(crate) shopper: Id,
    pub(crate) name: Option<String>,
    /// The place of its last entry.
    pub(crate) sequence: u64,
    /// Of when this is.
    pub(crate) as_of: Time,
    pub(crate) program: u32,
    pub(crate) points: Totals,
    pub(crate) value: Option<Money>,
    pub(crate) tier: Option<Tier>,
    pub(crate) expiring: Vec<Expiring>,
    pub(crate) rewards: Vec<Reward>,
    pub(crate) redemptions: Vec<answers::Redemption>,
    pub(crate) points_name: Option<BTreeMap<String, BTreeMap<String, String>>>,
    pub(crate) currency: Currency,
    pub(crate) name_of_program: String,
    /// The ways to earn, and whether each is there.
    pub(crate) earn: Vec<Earn>,
    /// The campaigns that run for the shopper.
    #[serde(default)]
    pub(crate) campaigns: Vec<RunningCampaign>,
    /// What was given and is open, or news.
    #[serde(default)]
    pub(crate) gifts: Vec<Gift>,
    pub(crate) streak: Option<Streak>,
    pub(crate) expiry: Option<ExpiryRule>,
    pub(crate) joined_at: Option<Time>,
    pub(crate) referral: Option<Referral>,
}

/// A way to earn.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Earn {
    pub(crate) rule: Id,
    pub(crate) on: String,
    pub(crate) label: Option<Label>,
    pub(crate) points: Option<Whole>,
    /// Minor units that `points` are for.
    pub(crate) per: Option<Whole>,
    pub(crate) currency: Currency,
    pub(crate) min_subtotal: Option<Whole>,
    pub(crate) n: Option<u32>,
    pub(crate) days: Option<u32>,
    pub(crate) action: Option<Id>,
    pub(crate) referrer: Option<Whole>,
    pub(crate) referred: Option<Whole>,
    pub(crate) cap: Option<CapLeft>,
    pub(crate) pending: Option<Span>,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    #[serde(default)]
    pub(crate) tiers: Vec<Id>,
    pub(crate) available: bool,
    /// `not-open`, `tier-too-low`, `not-for-you`, `cap-reached` or `done`.
    pub(crate) why: Option<String>,
    pub(crate) next_at: Option<Time>,
}

/// How often something may happen, and how often it still may.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapLeft {
    pub(crate) times: u32,
    pub(crate) per: String,
    pub(crate) left: u32,
}

/// A campaign that runs.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunningCampaign {
    pub(crate) id: Id,
    pub(crate) label: Option<Label>,
    /// Basis points.
    pub(crate) multiplier: u32,
    pub(crate) until: Option<Time>,
    /// All order rules where empty.
    pub(crate) rules: Vec<Id>,
    pub(crate) max_points: Option<Whole>,
}

/// Something that was given.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gift {
    /// What it is redeemed by.
    pub(crate) id: String,
    /// `points` or `reward`.
    pub(crate) kind: String,
    pub(crate) points: Option<Whole>,
    pub(crate) reward: Option<Id>,
    pub(crate) message: Option<String>,
    pub(crate) label: Option<Label>,
    /// `shop`, `tier` or `order`.
    pub(crate) from: String,
    pub(crate) at: Time,
    pub(crate) until: Option<Time>,
}

/// Visits on consecutive days.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Streak {
    pub(crate) days: u32,
    /// `YYYY-MM-DD`.
    pub(crate) last: Option<String>,
    pub(crate) next: Option<NextStreak>,
}

/// What more days bring.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NextStreak {
    pub(crate) rule: Id,
    pub(crate) days: u32,
    /// How many more days.
    pub(crate) r#in: u32,
    pub(crate) points: Whole,
}

/// When points expire.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpiryRule {
    pub(crate) after: Span,
    /// `earned` or `last_activity`.
    pub(crate) from: String,
}

/// What the shopper gives to friends, and what it brings.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Referral {
    pub(crate) code: String,
    pub(crate) referrer: Whole,
    pub(crate) referred: Whole,
    pub(crate) min_subtotal: Option<Whole>,
    pub(crate) currency: Currency,
    pub(crate) label: Option<Label>,
    /// Whether a friend referred this shopper.
    pub(crate) claimed: bool,
}

/// The totals of an account.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Totals {
    pub(crate) available: Whole,
    pub(crate) pending: Whole,
    pub(crate) held: Whole,
    pub(crate) deficit: Whole,
    pub(crate) lifetime: Whole,
}

/// A tier and the way to the next.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tier {
    pub(crate) id: Id,
    pub(crate) name: Label,
    /// Basis points.
    pub(crate) multiplier: u32,
    #[serde(default)]
    pub(crate) perks: Vec<Label>,
    pub(crate) progress: Progress,
}

/// The way to the next tier.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Progress {
    /// What counts: `points`, `spend` in minor units, or `orders`.
    pub(crate) by: String,
    pub(crate) from: u64,
    pub(crate) to: Option<u64>,
    pub(crate) have: u64,
    pub(crate) next: Option<Id>,
    pub(crate) next_name: Option<Label>,
    pub(crate) needs: Option<u64>,
    pub(crate) keep: Option<Keep>,
}

/// What keeps a tier.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keep {
    pub(crate) needs: u64,
    pub(crate) by: Time,
}

/// Points that expire.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expiring {
    pub(crate) points: Whole,
    pub(crate) at: Time,
}

/// A reward, and whether it is there for this shopper.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reward {
    pub(crate) id: Id,
    pub(crate) kind: RewardKind,
    pub(crate) points: Whole,
    pub(crate) currency: Currency,
    pub(crate) label: Option<Label>,
    pub(crate) amount: Option<Whole>,
    pub(crate) percent: Option<u32>,
    pub(crate) max_amount: Option<Whole>,
    pub(crate) min_subtotal: Option<Whole>,
    pub(crate) min_points: Option<Whole>,
    pub(crate) max_percent: Option<u32>,
    pub(crate) product: Option<Id>,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    pub(crate) stock: Option<Stock>,
    pub(crate) per_shopper: Option<CapLeft>,
    #[serde(default)]
    pub(crate) tiers: Vec<Id>,
    pub(crate) available: bool,
    pub(crate) decline: Option<String>,
    pub(crate) missing: Option<Whole>,
}

/// How many of a limited reward there are.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stock {
    pub(crate) left: u32,
    pub(crate) of: u32,
}

/// What a reward does.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RewardKind {
    AmountOff,
    PercentOff,
    FreeShipping,
    FreeProduct,
    PointsOff,
}
