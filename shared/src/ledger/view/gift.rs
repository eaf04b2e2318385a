//! Gifts as their shopper sees them.

use serde::Serialize;

use crate::id::RewardId;
use crate::ledger::Account;
use crate::ledger::gift::{Gift, GiftFrom, GiftOf};
use crate::points::Points;
use crate::program::{Label, Program};
use crate::time::Time;

/// A gift that is open, or news.
#[derive(Clone, Debug, Serialize)]
pub struct GiftView {
    /// What it is redeemed by.
    pub id: String,
    /// `points` or `reward`.
    pub kind: &'static str,
    /// The points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The reward.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reward: Option<RewardId>,
    /// What the shop says with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What shoppers read of what brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// `shop`, `tier` or `order`.
    pub from: &'static str,
    /// When it was given.
    pub at: Time,
    /// Until when it can be taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
}

/// The gifts that are open or news, newest first.
pub(super) fn gifts(account: &Account, program: &Program, now: Time) -> Vec<GiftView> {
    let open = account.gifts().filter(|gift| gift.is_open(now));
    open.map(|gift| GiftView::of(gift, program)).collect()
}

impl GiftView {
    /// A gift under a program.
    pub fn of(gift: &Gift, program: &Program) -> Self {
        let (kind, points, reward) = match &gift.of {
            GiftOf::Points(points) => ("points", Some(*points), None),
            GiftOf::Reward(terms) => ("reward", None, Some(terms.reward.clone())),
        };
        let (from, label) = match &gift.from {
            GiftFrom::Shop => ("shop", None),
            GiftFrom::Tier(tier) => {
                let tiers = program.tiers.as_ref();
                let level = tiers.and_then(|tiers| tiers.levels.get(tiers.index(tier)?));
                ("tier", level.map(|level| level.name.clone()))
            }
            GiftFrom::Order(rule) => {
                let rule = program.earn.iter().find(|known| known.id == *rule);
                ("order", rule.and_then(|rule| rule.label.clone()))
            }
        };
        Self {
            id: gift.number.0.to_string(),
            kind,
            points,
            reward,
            message: gift.message.clone(),
            label,
            from,
            at: gift.at,
            until: gift.until,
        }
    }
}
