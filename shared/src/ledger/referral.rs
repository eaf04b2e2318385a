//! Referrals: a friend's claim in the friend's ledger, and what it pays in the referrer's.

use serde::{Deserialize, Serialize};

use super::redemption::Shard;
use crate::earn::Multiplied;
use crate::id::{OrderId, RuleId};
use crate::money::Amount;
use crate::points::Points;
use crate::time::{Day, Time};

/// Where a shopper's ledger is, without saying who they are: what a friend's code carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FriendRef {
    /// The shard of the ledger.
    pub shard: Shard,
    /// The number of the shopper within it: 20 bits.
    pub number: u32,
}

/// The key of a row, and of nothing else.
impl std::fmt::Display for FriendRef {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.shard.0, self.number)
    }
}

impl FriendRef {
    /// Reads a row's key.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        let (shard, number) = key.split_once(' ')?;
        Some(Self {
            shard: Shard(shard.parse().ok()?),
            number: number.parse().ok()?,
        })
    }
}

/// That a shopper was referred: the first claim counts, and it is the friend's ledger that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Who referred.
    pub referrer: FriendRef,
    /// Who was referred: whose ledger this is.
    pub friend: FriendRef,
    /// The rule, with its numbers of then.
    pub rule: RuleId,
    /// What it pays to who referred.
    pub referrer_points: Points,
    /// What it pays to the friend.
    pub referred_points: Points,
    /// The least subtotal of the order that pays.
    pub min_subtotal: Option<Amount>,
    /// How often the rule pays who referred.
    pub cap: crate::program::Cap,
    /// When it was made.
    #[serde(default)]
    pub at: Option<Time>,
    /// The order that pays, once there is one.
    pub order: Option<ClaimOrder>,
}

/// The order that pays a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimOrder {
    /// The order.
    pub order: OrderId,
    /// When it was paid.
    pub paid_at: Time,
    /// When what it earned becomes available, where that is not at once.
    pub due: Option<Time>,
    /// Whether it still pays.
    pub pays: Pays,
    /// Counts the changes.
    pub revision: u64,
}

/// Whether a friend's order pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pays {
    /// It does.
    Both,
    /// It was given back, or fell below the least subtotal.
    Nobody,
}

/// What the referrer's ledger should come to, in absolute terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralTarget {
    /// Who referred.
    pub referrer: FriendRef,
    /// Who was referred.
    pub friend: FriendRef,
    /// The rule.
    pub rule: RuleId,
    /// What it pays.
    pub points: Points,
    /// How often it does.
    pub cap: crate::program::Cap,
    /// When the friend's order was paid.
    pub paid_at: Time,
    /// When the points become available, where that is not at once.
    pub due: Option<Time>,
    /// Whether the order still pays.
    pub pays: Pays,
    /// A ledger ignores a target whose revision is not above the last it heard.
    pub revision: u64,
}

impl Claim {
    /// What the referrer's ledger should be told; nothing before an order pays.
    pub fn target(&self) -> Option<ReferralTarget> {
        let order = self.order.as_ref()?;
        Some(ReferralTarget {
            referrer: self.referrer,
            friend: self.friend,
            rule: self.rule.clone(),
            points: self.referrer_points,
            cap: self.cap,
            paid_at: order.paid_at,
            due: order.due,
            pays: order.pays,
            revision: order.revision,
        })
    }
}

/// What a referrer's ledger remembers of a friend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FriendRecord {
    /// The newest revision applied.
    pub revision: u64,
    /// What the friend's order pays; nothing where the cap was reached.
    pub points: Points,
    /// How campaigns made that of what the claim says, where any ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplied: Option<Multiplied>,
    /// What of that is kept.
    pub kept: Points,
    /// What of it could not be taken back and was forgiven.
    pub forgiven: Points,
    /// The day it counts on.
    pub day: Day,
}
