//! Gifts: points or a reward that a shop gives, or a rule by surprise, with a message.

use serde::{Deserialize, Serialize};

use crate::discount::Terms;
use crate::id::{RuleId, TierId};
use crate::points::Points;
use crate::time::Time;

/// The number of a gift within its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GiftNumber(pub u32);

/// Something given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// Its number.
    pub number: GiftNumber,
    /// What it is.
    pub of: GiftOf,
    /// What the shop says with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Where it comes from.
    pub from: GiftFrom,
    /// When it was given.
    pub at: Time,
    /// Until when a reward can be taken; for ever where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
}

/// What a gift is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftOf {
    /// Points, which are credited with it.
    Points(Points),
    /// A reward that costs nothing, by its terms of then.
    Reward(Box<Terms>),
}

/// Where a gift comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftFrom {
    /// The shop gave it.
    Shop,
    /// A tier was reached.
    Tier(TierId),
    /// An order was the n-th, under this rule.
    Order(RuleId),
}

impl Gift {
    /// Whether it can still be taken, or is news, at an instant.
    pub fn is_open(&self, now: Time) -> bool {
        match self.of {
            GiftOf::Points(_) => self.at.plus_days(crate::limits::GIFT_SHOWN_DAYS) > now,
            GiftOf::Reward(_) => self.until.is_none_or(|until| until > now),
        }
    }
}
