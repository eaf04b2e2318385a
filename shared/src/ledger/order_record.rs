//! Order records: what a ledger remembers of an order that earned.

use serde::{Deserialize, Serialize};

use super::chain::Head;
use super::gift::GiftNumber;
use crate::earn::{CampaignEarned, Earner, Multiplied, OrderEarned};
use crate::id::{RuleId, Segment, TierId};
use crate::money::Amount;
use crate::points::Points;
use crate::program::{Cap, TierBy};
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
    /// The segments that counted: those at first hearing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Segment>,
    /// The number of the order among the shopper's, from when it was first live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u64>,
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
    /// What is kept of what was paid for goods, tax inside included.
    #[serde(default)]
    pub subtotal: Amount,
    /// What it brought beyond what it earned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}

/// Points that an order brought beyond what it earned: kept whole, or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// What it is.
    pub of: ExtraOf,
    /// What it gives.
    pub points: Points,
    /// How campaigns made that of what its rule says, where any ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplied: Option<Multiplied>,
    /// What the order must keep for it.
    pub needs: Needs,
    /// When the points become available, where that is not at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Time>,
    /// How often its rule gives, where that has an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cap>,
    /// The day it counts on.
    pub day: Day,
    /// The gift it is shown as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<GiftNumber>,
    /// What of it is kept.
    pub kept: Points,
}

/// What an order brings beyond what it earns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraOf {
    /// The gift of a tier that it reached.
    Tier(TierId),
    /// A rule's surprise for the n-th order.
    NthOrder(RuleId),
    /// A rule's welcome to a friend.
    Referred(RuleId),
}

/// What an order must keep for an extra.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// Anything at all.
    Live,
    /// So much toward tiers that the level is still reached by it.
    Counting(TierBy, u64),
    /// A subtotal, and anything at all.
    Subtotal(Amount),
}

impl OrderRecord {
    /// Who earned, when it was paid.
    pub(super) fn earner(&self) -> Earner<'_> {
        Earner {
            tier: self.tier.as_ref(),
            segments: &self.segments,
            at: self.paid_at,
            capped: &[],
        }
    }

    /// What campaigns added to all that came with the order.
    pub(super) fn campaigns(&self) -> Vec<CampaignEarned> {
        let rules = self.earned.rules.iter().flat_map(|rule| &rule.campaigns);
        let extras = self.extras.iter().filter_map(|it| it.multiplied.as_ref());
        let extras = extras.flat_map(|multiplied| &multiplied.campaigns);
        rules.chain(extras).cloned().collect()
    }

    /// What is kept over all rules.
    pub fn kept_points(&self) -> Points {
        let extras = self.extras.iter().map(|extra| extra.kept);
        self.kept.iter().copied().chain(extras).sum()
    }

    /// What of an extra the order as it stands keeps.
    pub fn keeps_of(&self, extra: &Extra) -> Points {
        if self.fulfils(extra.needs) {
            extra.points
        } else {
            Points::ZERO
        }
    }

    /// Whether the order as it stands keeps what an extra needs.
    pub fn fulfils(&self, needs: Needs) -> bool {
        let enough = match needs {
            Needs::Live => true,
            Needs::Counting(by, least) => self.counts(by) >= least,
            Needs::Subtotal(least) => self.subtotal >= least,
        };
        enough && self.orders > 0
    }

    /// What the order counts toward tiers.
    pub const fn counts(&self, by: TierBy) -> u64 {
        match by {
            TierBy::Points => self.qualifying.get(),
            TierBy::Spend => self.spend.get(),
            TierBy::Orders => self.orders,
        }
    }
}
