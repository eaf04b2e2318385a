//! A reward as its shopper sees it.

use serde::Serialize;

use crate::decline::Decline;
use crate::id::{ProductId, RewardId, TierId};
use crate::ledger::Account;
use crate::ledger::offering::{Ask, StockLeft, counter};
use crate::money::{Amount, Currency};
use crate::points::Points;
use crate::program::{Label, Per, Program, Reward, RewardKind};
use crate::time::Time;

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
    pub product: Option<ProductId>,
    /// When it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// How many there are, where it is limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<StockView>,
    /// How often the shopper may have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_shopper: Option<CapView>,
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

/// How many of a limited reward there are.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StockView {
    /// How many are left.
    pub left: u32,
    /// How many there were.
    pub of: u32,
}

/// How often something may happen, and how often it still may.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CapView {
    /// How often.
    pub times: u32,
    /// In what.
    pub per: Per,
    /// How often it still may.
    pub left: u32,
}

impl RewardView {
    pub(super) fn of(
        account: &Account,
        program: &Program,
        reward: &Reward,
        now: Time,
        stock: &StockLeft,
    ) -> Self {
        let price = price_of(reward);
        let ask = Ask {
            now,
            points: Some(price),
            basket: None,
            stock,
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
            from: reward.audience.from,
            until: reward.audience.until,
            stock: reward.stock.map(|of| StockView {
                left: stock.get(&reward.id).copied().unwrap_or(0).min(of),
                of,
            }),
            per_shopper: reward.per_shopper.map(|cap| CapView {
                times: cap.times,
                per: cap.per,
                left: account.left(&counter(reward), cap, now.day(&program.zone)),
            }),
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
fn price_of(reward: &Reward) -> Points {
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
