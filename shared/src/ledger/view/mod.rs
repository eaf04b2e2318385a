//! The view: an account as its shopper sees it.

mod earn;
mod gift;
mod reward;
mod streak;
mod tier;

pub use earn::{CampaignView, Closed, EarnView};
pub use gift::GiftView;
pub use reward::{CapView, RewardView, StockView};
pub use streak::{NextStreak, StreakView};
pub use tier::{Keep, Progress, TierView};

use std::collections::BTreeMap;

use serde::Serialize;

use super::account::Account;
use super::offering::StockLeft;
use crate::discount::points_off;
use crate::money::Money;
use crate::points::Points;
use crate::program::{ExpiryFrom, Program, Reward, RewardKind};
use crate::time::{Span, Time};

/// An account as its shopper sees it, and of when that is.
#[derive(Clone, Debug, Serialize)]
pub struct AccountView {
    /// The place of its last entry.
    pub sequence: u64,
    /// Of when this is.
    pub as_of: Time,
    /// The version of the program.
    pub program: u32,
    /// The totals.
    pub points: PointsView,
    /// What the available points are worth, where a reward turns any number of points into money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// The tier, where the program has any.
    pub tier: Option<TierView>,
    /// What expires when, soonest first.
    pub expiring: Vec<Expiring>,
    /// The rewards, and whether each is there.
    pub rewards: Vec<RewardView>,
    /// The ways to earn, and whether each is there.
    pub earn: Vec<EarnView>,
    /// The campaigns that run for the shopper.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<CampaignView>,
    /// What was given and is open, or news; newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<GiftView>,
    /// Visits on consecutive days, where they earn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub streak: Option<StreakView>,
    /// When points expire, where they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiry: Option<ExpiryView>,
    /// Whether a friend referred the shopper.
    #[serde(skip)]
    pub referred: Referred,
    /// When the shopper joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined_at: Option<Time>,
}

/// The totals of an account.
pub type PointsView = super::Totals;

/// Whether a friend referred a shopper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referred {
    /// No.
    ByNobody,
    /// Yes.
    ByFriend,
}

/// When points expire.
#[derive(Clone, Debug, Serialize)]
pub struct ExpiryView {
    /// How long they live.
    pub after: Span,
    /// From when that counts.
    pub from: ExpiryFrom,
}

/// Points that expire.
#[derive(Clone, Debug, Serialize)]
pub struct Expiring {
    /// How many.
    pub points: Points,
    /// When.
    pub at: Time,
}

/// How many dates of expiry are shown.
const EXPIRING_MAX: usize = 12;

impl AccountView {
    /// The view of an account whose due entries were appended by `now`.
    pub fn of(
        account: &Account,
        program: &Program,
        version: u32,
        now: Time,
        stock: &StockLeft,
    ) -> Self {
        let available = account.totals().available;
        let reward = |reward| RewardView::of(account, program, reward, now, stock);
        Self {
            sequence: account.core().sequence,
            as_of: now,
            program: version,
            points: account.totals(),
            value: program
                .rewards
                .iter()
                .find_map(|reward| worth(program, reward, available)),
            tier: account.tier_view(program, now),
            expiring: account.expiring(),
            rewards: program.rewards.iter().map(reward).collect(),
            earn: earn::ways(account, program, now),
            campaigns: earn::campaigns(account, program, now),
            gifts: gift::gifts(account, program, now),
            streak: streak::streak(account, program, now),
            expiry: program.expiry.as_ref().map(|expiry| ExpiryView {
                after: expiry.after.clone(),
                from: expiry.from,
            }),
            referred: match account.core().claim {
                Some(_) => Referred::ByFriend,
                None => Referred::ByNobody,
            },
            joined_at: account.core().joined,
        }
    }
}

fn worth(program: &Program, reward: &Reward, available: Points) -> Option<Money> {
    let RewardKind::PointsOff { amount, .. } = reward.kind else {
        return None;
    };
    let amount = points_off(available, reward.points, amount, None).amount?;
    Some(Money {
        amount,
        currency: program.currency,
    })
}

impl Account {
    fn expiring(&self) -> Vec<Expiring> {
        let mut dates: BTreeMap<Time, Points> = BTreeMap::new();
        for lot in self.lots.values() {
            if let Some(due) = lot.expiry.due(self.core.idle_until) {
                let points = dates.entry(due).or_default();
                *points = points.plus(lot.points);
            }
        }
        let dates = dates.into_iter().take(EXPIRING_MAX);
        dates.map(|(at, points)| Expiring { points, at }).collect()
    }
}
