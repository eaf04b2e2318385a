//! What points are worth as money, for the liability: an assumption that a report names.

use serde::Serialize;

use crate::id::RewardId;
use crate::money::Amount;
use crate::points::Points;
use crate::program::{Program, RewardKind};

/// What points are taken to be worth: `points` of them `amount`, as one reward of the program says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Worth {
    /// So many points.
    pub points: Points,
    /// Are worth this.
    pub amount: Amount,
    /// The reward that says so.
    pub reward: RewardId,
    /// Its kind.
    pub by: WorthBy,
}

/// The kind of reward that gives points a worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WorthBy {
    /// `points_off`: points are money.
    PointsOff,
    /// `amount_off`: the most generous one, where no reward makes points money.
    AmountOff,
}

impl Worth {
    /// The worth under a program: the most generous `points_off`, else the most generous
    /// `amount_off`. Where there is neither, points have no worth that could be told.
    pub fn of(program: &Program) -> Option<Self> {
        let best = |by: WorthBy| {
            let worths = program.rewards.iter().filter_map(|reward| {
                let amount = match (&reward.kind, by) {
                    (RewardKind::PointsOff { amount, .. }, WorthBy::PointsOff)
                    | (RewardKind::AmountOff { amount }, WorthBy::AmountOff) => *amount,
                    _ => return None,
                };
                Some(Self {
                    points: reward.points,
                    amount,
                    reward: reward.id.clone(),
                    by,
                })
            });
            // The first of equals.
            worths.reduce(|best, other| {
                if other.rate() > best.rate() {
                    other
                } else {
                    best
                }
            })
        };
        best(WorthBy::PointsOff).or_else(|| best(WorthBy::AmountOff))
    }

    /// What points come to, rounded up: a liability is not told smaller than it is.
    pub fn money(&self, points: Points) -> Amount {
        let product = u128::from(points.get()) * u128::from(self.amount.get());
        Amount::saturating(product.div_ceil(u128::from(self.points.get().max(1))))
    }

    fn rate(&self) -> Rate {
        Rate {
            points: self.points,
            amount: self.amount,
        }
    }
}

/// An amount for a number of points, to be compared exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    pub(super) points: Points,
    pub(super) amount: Amount,
}

impl Ord for Rate {
    /// By amount per point, without a division; then by the amount.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let ours = u128::from(self.amount.get()) * u128::from(other.points.get());
        let theirs = u128::from(other.amount.get()) * u128::from(self.points.get());
        ours.cmp(&theirs).then(self.amount.cmp(&other.amount))
    }
}

impl PartialOrd for Rate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
