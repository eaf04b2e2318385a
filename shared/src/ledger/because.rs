//! Why an entry was appended: enough to explain every number in it.

use serde::{Deserialize, Serialize};

use super::gift::{GiftFrom, GiftNumber};
use super::order_record::ExtraOf;
use super::profile::YearlyDay;
use super::redemption::{Overuse, RedemptionNumber, Timing};
use super::referral::Pays;
use crate::earn::{CampaignEarned, Multiplied, RuleEarned};
use crate::id::{ActionId, OrderId, ProductId, RewardId, RuleId, TierId};
use crate::money::Amount;
use crate::points::Points;
use crate::program::Label;
use crate::time::Time;

/// Why an entry was appended: enough to explain every number in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Because {
    /// An order was paid.
    Order {
        /// The order.
        order: OrderId,
        /// How its points came about.
        rules: Vec<RuleEarned>,
        /// The tier whose multiplier counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tier: Option<TierId>,
        /// When the points become available, where that is not at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pending_until: Option<Time>,
    },
    /// The shop reported something the shopper did.
    Action {
        /// What was done.
        action: ActionId,
        /// The rule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleId>,
        /// When the points become available, where that is not at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pending_until: Option<Time>,
    },
    /// A rule gave points for something other than what an order came to.
    Rule(Given),
    /// Something was given.
    Gift(GiftCause),
    /// A friend's order paid, or no longer does.
    Referral {
        /// The rule.
        rule: RuleId,
        /// Whether it pays.
        pays: Pays,
        /// How campaigns made the points of what the rule says, where any ran.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        multiplied: Option<Multiplied>,
        /// When the points become available, where that is not at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pending_until: Option<Time>,
        /// What could not be taken back and was forgiven.
        #[serde(default, skip_serializing_if = "none")]
        forgiven: Points,
    },
    /// The shopper was referred by a friend.
    Claim {
        /// The rule.
        rule: RuleId,
    },
    /// The shopper visited.
    Visit {
        /// How many days in a row.
        days: u32,
    },
    /// Something that was done was heard.
    Heard,
    /// An identity token said something new.
    Profile,
    /// A yearly day came, or will.
    Yearly {
        /// Which.
        day: YearlyDay,
    },
    /// An order keeps less than it earned, or more than it did.
    Kept {
        /// The order.
        order: OrderId,
        /// What it earned, rule by rule, and what of that is kept.
        rules: Vec<RuleKept>,
        /// What else the order brought, and what of that is kept.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extras: Vec<ExtraKept>,
        /// What could not be taken back and was forgiven.
        #[serde(default, skip_serializing_if = "none")]
        forgiven: Points,
    },
    /// Time passed.
    Due {
        /// The order that had earned the points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderId>,
    },
    /// A redemption moved on.
    Redemption(RedemptionCause),
    /// The shop gave its reason.
    Adjustment {
        /// The reason.
        reason: String,
    },
    /// What counts toward tiers changed.
    Standing {
        /// The tier before.
        from: TierId,
        /// The tier after.
        to: TierId,
        /// What counted.
        have: u64,
        /// Until when the tier is kept, while it is about to go down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        keep_until: Option<Time>,
    },
}
const fn none(points: &Points) -> bool {
    points.is_zero()
}

/// What moved a redemption on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedemptionCause {
    /// The redemption.
    pub redemption: RedemptionNumber,
    /// The reward.
    pub reward: RewardId,
    /// The order, where one did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// What the order's lines were worth, and how much of that was given back: for restores in
    /// part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded: Option<RefundedShare>,
    /// Said where the hold was gone before the order was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timing: Option<Timing>,
    /// Said where another order had used the redemption already.
    #[serde(default, skip_serializing_if = "Overuse::is_none")]
    pub overuse: Overuse,
}

/// What a rule gave for an order and what of that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleKept {
    /// The rule.
    pub rule: RuleId,
    /// What it gave.
    pub points: Points,
    /// Its basis then.
    pub basis: Amount,
    /// Its basis now.
    pub basis_kept: Amount,
    /// floor(points x basis now / basis then); nothing, where the order had been given back in
    /// full and others took its place under the rule's cap.
    pub kept: Points,
}

/// What an order brought beyond what it earned, and what of that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraKept {
    /// What it is.
    pub extra: ExtraOf,
    /// What it gave.
    pub points: Points,
    /// What of that is kept: all or nothing.
    pub kept: Points,
}

/// What a rule gave, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The rule.
    pub rule: RuleId,
    /// What shoppers read of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// What it was for.
    #[serde(flatten)]
    pub occasion: Occasion,
    /// What the rule gives.
    pub base: Points,
    /// The campaigns that named the rule and ran.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<CampaignEarned>,
    /// When the points become available, where that is not at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_until: Option<Time>,
}

/// What a rule gave points for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Occasion {
    /// Joining.
    Signup,
    /// A birthday.
    Birthday,
    /// The day of joining, a number of years later.
    Anniversary {
        /// How many.
        years: u32,
    },
    /// A review of a product.
    Review {
        /// The product.
        product: ProductId,
    },
    /// Something the shop reported.
    Action {
        /// What was done.
        action: ActionId,
    },
    /// Visits on consecutive days.
    VisitStreak {
        /// How many days in a row.
        days: u32,
    },
    /// The first order after a friend's referral.
    Referred {
        /// The order.
        order: OrderId,
    },
}

/// What was given, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCause {
    /// The gift.
    pub gift: GiftNumber,
    /// Where it comes from.
    pub from: GiftFrom,
    /// What the shop says with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The reward, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward: Option<RewardId>,
    /// The order that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// How campaigns made the points of what a rule says, where any ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplied: Option<Multiplied>,
    /// When the points become available, where that is not at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_until: Option<Time>,
}

/// How much of an order was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundedShare {
    /// The value given back.
    pub refunded: Amount,
    /// The value of all.
    pub value: Amount,
}

impl RefundedShare {
    /// Whether all of it was given back.
    pub fn is_whole(self) -> bool {
        !self.refunded.is_zero() && self.refunded >= self.value
    }
}
