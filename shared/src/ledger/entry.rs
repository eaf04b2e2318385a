//! Entries: the immutable rows of a ledger, each with its reason and its postings.

use serde::{Deserialize, Serialize};

use super::lot::{Lot, LotId, Pending};
use super::order_record::OrderRecord;
use super::redemption::{Overuse, Redemption, RedemptionNumber, Timing};
use crate::earn::RuleEarned;
use crate::id::{ActionId, OrderId, RewardId, RuleId, TierId};
use crate::money::Amount;
use crate::points::{Points, PointsChange};
use crate::time::{Day, Time};

/// An immutable row of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place, from 1.
    pub sequence: u64,
    /// When it happened: for what fell due, the time it was due.
    pub at: Time,
    /// The version of the program that decided.
    pub program: u32,
    /// What happened.
    pub kind: EntryKind,
    /// Why.
    pub because: Because,
    /// What it changed, line by line.
    pub postings: Vec<Posting>,
    /// The change of the available points.
    pub points: PointsChange,
    /// The change of the pending points.
    pub pending: PointsChange,
    /// The change of the held points.
    pub held: PointsChange,
    /// The change of the deficit.
    pub deficit: PointsChange,
    /// The available points after it.
    pub balance: Points,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Points were earned.
    Earn,
    /// Pending points became available.
    Available,
    /// Points were held for a reward.
    Hold,
    /// A checkout counted on a hold.
    Present,
    /// A placed order took a hold with it.
    Attach,
    /// A hold was spent.
    Capture,
    /// A hold was given back.
    Void,
    /// A hold's time ended.
    TimedOut,
    /// Spent points came back after a refund.
    Restore,
    /// Earned points were taken back after a refund.
    Clawback,
    /// The shop changed points by hand.
    Adjustment,
    /// A lot's time ended.
    Expire,
    /// The tier changed, or is about to.
    Tier,
    /// Something was heard that moves no points.
    Note,
}

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
    /// An order keeps less than it earned, or more than it did.
    Kept {
        /// The order.
        order: OrderId,
        /// What it earned, rule by rule, and what of that is kept.
        rules: Vec<RuleKept>,
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
    /// floor(points x basis now / basis then).
    pub kept: Points,
}

/// How much of an order was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundedShare {
    /// The value given back.
    pub refunded: Amount,
    /// The value of all.
    pub value: Amount,
}

/// One change of an account. The account is the fold of its postings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Posting {
    /// Earned points that are not available yet.
    Pend(LotId, Pending),
    /// Points that leave a pending credit.
    Unpend(LotId, Points),
    /// Points that open a lot, or go back to one.
    Give(LotId, Lot),
    /// Points that leave a lot.
    Take(LotId, Points),
    /// Points set aside.
    Hold(Points),
    /// Points set aside no longer.
    Unhold(Points),
    /// A deficit.
    Owe(Points),
    /// A deficit repaid.
    Repay(Points),
    /// A change of the points ever earned.
    Lifetime(PointsChange),
    /// The record of an order.
    Order(OrderId, Box<OrderRecord>),
    /// The record of a redemption.
    Redemption(Box<Redemption>),
    /// A change of what counts toward tiers, on the day of payment.
    Qualify(Day, QualifyingChange),
    /// Activity, and when the account counts as idle from now on.
    Active(Time),
    /// A change of how often a reward was redeemed on a day.
    Count(RewardId, Day, i32),
    /// The tier, since when, and when it goes down, where it is about to.
    Standing(TierId, Time, Option<Time>),
    /// The shopper joined.
    Joined(Time),
}

/// A change of what counts toward tiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualifyingChange {
    /// Points.
    pub points: i64,
    /// Minor units spent.
    pub spend: i64,
    /// Orders.
    pub orders: i64,
}
