//! The view: an account as its shopper sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::account::Account;
use super::offering::Ask;
use crate::decline::Decline;
use crate::discount::points_off;
use crate::id::{RewardId, Segment, TierId};
use crate::money::{Amount, Currency, Money};
use crate::points::Points;
use crate::program::{Label, Level, Program, Reward, RewardKind};
use crate::time::Time;

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
}

/// The totals of an account.
pub type PointsView = super::Totals;

/// A tier as its shopper sees it.
#[derive(Clone, Debug, Serialize)]
pub struct TierView {
    /// The tier.
    pub id: TierId,
    /// What shoppers read.
    pub name: Label,
    /// What order points are multiplied by, in basis points.
    pub multiplier: u32,
    /// What else it brings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perks: Vec<Label>,
    /// The way to the next.
    pub progress: Progress,
}

/// The way to the next tier.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// This tier's threshold.
    pub from: u64,
    /// The next tier's threshold; `None` in the highest.
    pub to: Option<u64>,
    /// What counts now.
    pub have: u64,
    /// The next tier.
    pub next: Option<TierId>,
    /// What shoppers read of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_name: Option<Label>,
    /// What is missing to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<u64>,
    /// What keeps this tier, where it ends otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
}

/// What keeps a tier.
#[derive(Clone, Debug, Serialize)]
pub struct Keep {
    /// What is missing to keep it.
    pub needs: u64,
    /// By when.
    pub by: Time,
}

/// Points that expire.
#[derive(Clone, Debug, Serialize)]
pub struct Expiring {
    /// How many.
    pub points: Points,
    /// When.
    pub at: Time,
}

/// A reward as its shopper sees it.
#[derive(Clone, Debug, Serialize)]
pub struct RewardView {
    /// The reward.
    pub id: RewardId,
    /// What it does.
    pub kind: &'static str,
    /// Its price; for `points_off` the step that `amount` is worth.
    pub points: Points,
    /// The currency of every amount here.
    pub currency: Currency,
    /// What shoppers read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// What it takes off, or what a step is worth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The share it takes off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// The most it takes off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_amount: Option<Amount>,
    /// The least subtotal of a cart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_subtotal: Option<Amount>,
    /// The fewest points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_points: Option<Points>,
    /// The largest share of a cart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_percent: Option<u32>,
    /// The product it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<crate::id::ProductId>,
    /// The tiers it is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<TierId>,
    /// Whether it is there now.
    pub available: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decline: Option<Decline>,
    /// The points still missing to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Points>,
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
        segments: &[Segment],
    ) -> Self {
        let available = account.totals().available;
        let reward = |reward| RewardView::of(account, program, reward, now, segments);
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

    fn tier_view(&self, program: &Program, now: Time) -> Option<TierView> {
        let tiers = program.tiers.as_ref()?;
        let level: &Level = self.tier_at(program, now)?;
        let index = tiers.index(&level.id)?;
        let next = tiers.levels.get(index + 1);
        let have = self.have(tiers, &program.zone, now);
        let falls = self
            .drops_at(tiers, index, &program.zone, now)
            .filter(|_| index > 0);
        let keep = self.core.falls_at.or(falls).map(|by| Keep {
            needs: level
                .from
                .saturating_sub(self.have(tiers, &program.zone, by)),
            by,
        });
        Some(TierView {
            id: level.id.clone(),
            name: level.name.clone(),
            multiplier: level.multiplier,
            perks: level.perks.clone(),
            progress: Progress {
                from: level.from,
                to: next.map(|next| next.from),
                have,
                next: next.map(|next| next.id.clone()),
                next_name: next.map(|next| next.name.clone()),
                needs: next.map(|next| next.from.saturating_sub(have)),
                keep,
            },
        })
    }
}

impl RewardView {
    fn of(
        account: &Account,
        program: &Program,
        reward: &Reward,
        now: Time,
        segments: &[Segment],
    ) -> Self {
        let price = price_of(reward);
        let ask = Ask {
            now,
            points: Some(price),
            basket: None,
            segments,
        };
        let decline = account.offers(program, reward, &ask).err();
        let missing = price.less(account.totals().available);
        let mut view = Self {
            id: reward.id.clone(),
            kind: reward.kind.name(),
            points: reward.points,
            currency: program.currency,
            label: reward.label.clone(),
            amount: None,
            percent: None,
            max_amount: None,
            min_subtotal: reward.min_subtotal,
            min_points: None,
            max_percent: None,
            product: None,
            tiers: reward.audience.tiers.clone(),
            available: decline.is_none(),
            decline,
            missing: (!missing.is_zero()).then_some(missing),
        };
        view.describe(&reward.kind);
        view
    }

    fn describe(&mut self, kind: &RewardKind) {
        match kind {
            RewardKind::AmountOff { amount } => self.amount = Some(*amount),
            RewardKind::PercentOff {
                percent,
                max_amount,
            } => {
                (self.percent, self.max_amount) = (Some(*percent), *max_amount);
            }
            RewardKind::FreeShipping { max_amount } => self.max_amount = *max_amount,
            RewardKind::FreeProduct { product } => self.product = Some(product.clone()),
            RewardKind::PointsOff {
                amount,
                min_points,
                max_percent,
            } => {
                self.amount = Some(*amount);
                (self.min_points, self.max_percent) = (*min_points, *max_percent);
            }
        }
    }
}

/// The fewest points a reward takes.
pub(crate) fn price_of(reward: &Reward) -> Points {
    match &reward.kind {
        RewardKind::PointsOff { min_points, .. } => {
            let least = min_points.unwrap_or(reward.points).max(reward.points).get();
            let step = reward.points.get().max(1);
            Points::saturating(u128::from(least.div_ceil(step)) * u128::from(step))
        }
        RewardKind::AmountOff { .. }
        | RewardKind::PercentOff { .. }
        | RewardKind::FreeShipping { .. }
        | RewardKind::FreeProduct { .. } => reward.points,
    }
}
