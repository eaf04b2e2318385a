//! The report of a simulation.

use serde::Serialize;

use super::fold::{Fold, Month};
use super::redeeming::Redeeming;
use super::worth::Worth;
use crate::id::{CampaignId, TierId};
use crate::money::{Amount, Currency};
use crate::points::Points;
use crate::time::Time;

/// What a program would have come to. Amounts are minor units of its currency; shares are basis
/// points, and absent where they would be of nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The currency of every amount.
    pub currency: Currency,
    /// Where months are counted.
    pub timezone: String,
    /// When the first order was paid.
    pub from: Time,
    /// When the last was: what is outstanding is so then.
    pub until: Time,
    /// How shoppers redeemed.
    pub redeem: Redeeming,
    /// The seed of what was drawn.
    pub seed: u64,
    /// The orders.
    pub orders: u64,
    /// The shoppers that had one; each joined with the first.
    pub shoppers: u64,
    /// What the orders came to before discounts.
    pub revenue: Amount,
    /// The redemptions.
    pub redemptions: u64,
    /// What they took off.
    pub discounts: Amount,
    /// The points.
    pub points: PointsReport,
    /// What a point is taken to be worth; absent where no reward gives it a worth in money.
    pub worth: Option<Worth>,
    /// What the outstanding points are worth, rounded up.
    pub liability: Option<Amount>,
    /// What the program costs.
    pub cost: Cost,
    /// What each campaign gave.
    pub campaigns: Vec<CampaignReport>,
    /// How many shoppers each tier has at the end, lowest first.
    pub tiers: Vec<TierReport>,
    /// Month by month, in the program's timezone; the last month ends with the last order.
    pub months: Vec<MonthReport>,
}

/// What became of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PointsReport {
    /// Points earned, those of campaigns and of joining too.
    pub given: Points,
    /// Points spent.
    pub redeemed: Points,
    /// Points that ended unspent.
    pub expired: Points,
    /// Points available or pending at the end.
    pub outstanding: Points,
    /// The part of those given that campaigns added.
    pub by_campaigns: Points,
    /// That part's share of those given, rounded down.
    pub campaigns_share: Option<u64>,
}

/// What a program costs: discounts, and what outstanding points are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Discounts and liability together; only discounts where points have no worth in money.
    pub amount: Amount,
    /// Its share of the revenue, rounded up.
    pub share: Option<u64>,
    /// The share of the discounts alone, rounded up.
    pub discounts_share: Option<u64>,
}

/// What a campaign gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CampaignReport {
    /// The campaign.
    pub id: CampaignId,
    /// The points it added.
    pub points: Points,
}

/// How many shoppers a tier has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TierReport {
    /// The tier.
    pub id: TierId,
    /// Its shoppers.
    pub shoppers: u64,
}

/// A month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthReport {
    /// Which: `2026-11`.
    pub month: String,
    /// The orders in it.
    pub orders: u64,
    /// What they came to before discounts.
    pub revenue: Amount,
    /// The discounts in it.
    pub discounts: Amount,
    /// The points given in it.
    pub given: Points,
    /// The points spent in it.
    pub redeemed: Points,
    /// The points that ended in it.
    pub expired: Points,
    /// The points available or pending at its end.
    pub outstanding: Points,
    /// What those are worth, rounded up.
    pub liability: Option<Amount>,
    /// How many shoppers each tier has at its end, lowest first.
    pub tiers: Vec<u64>,
}

impl Report {
    pub(super) fn of(
        fold: &Fold<'_>,
        shoppers: u64,
        (from, until): (Time, Time),
        (redeem, seed): (Redeeming, u64),
    ) -> Self {
        let program = fold.program;
        let worth = Worth::of(program);
        let total = |part: fn(&Month) -> i128| fold.months.iter().map(part).sum::<i128>();
        let amount = |part: fn(&Month) -> i128| Amount::saturating(counted(total(part)));
        let points = |part: fn(&Month) -> i128| Points::saturating(counted(total(part)));
        let outstanding = points(|month| month.outstanding);
        let liability = worth.as_ref().map(|worth| worth.money(outstanding));
        let (revenue, discounts) = (
            amount(|month| month.revenue),
            amount(|month| month.discounts),
        );
        let (given, by_campaigns) = (points(|month| month.given), points(|month| month.campaigns));
        let months = months(fold, worth.as_ref());
        Self {
            currency: program.currency,
            timezone: program.zone.as_str().to_owned(),
            from,
            until,
            redeem,
            seed,
            orders: number(total(|month| month.orders)),
            shoppers,
            revenue,
            redemptions: number(total(|month| month.redemptions)),
            discounts,
            points: PointsReport {
                given,
                redeemed: points(|month| month.redeemed),
                expired: points(|month| month.expired),
                outstanding,
                by_campaigns,
                campaigns_share: share_floor(by_campaigns.get(), given.get()),
            },
            worth,
            liability,
            cost: Cost::of(revenue, discounts, liability),
            campaigns: fold.campaigns.iter().map(campaign).collect(),
            tiers: tiers(fold, months.last()),
            months,
        }
    }
}

impl Cost {
    fn of(revenue: Amount, discounts: Amount, liability: Option<Amount>) -> Self {
        let amount = discounts.plus(liability.unwrap_or(Amount::ZERO));
        Self {
            amount,
            share: share_ceil(amount.get(), revenue.get()),
            discounts_share: share_ceil(discounts.get(), revenue.get()),
        }
    }
}

fn months(fold: &Fold<'_>, worth: Option<&Worth>) -> Vec<MonthReport> {
    let mut outstanding = 0;
    let mut tiers: Vec<i128> = Vec::new();
    let report = |(name, month): (String, &Month)| {
        outstanding += month.outstanding;
        tiers.resize(month.tiers.len(), 0);
        for (sum, change) in tiers.iter_mut().zip(&month.tiers) {
            *sum += change;
        }
        let left = Points::saturating(counted(outstanding));
        MonthReport {
            month: name,
            orders: number(month.orders),
            revenue: Amount::saturating(counted(month.revenue)),
            discounts: Amount::saturating(counted(month.discounts)),
            given: Points::saturating(counted(month.given)),
            redeemed: Points::saturating(counted(month.redeemed)),
            expired: Points::saturating(counted(month.expired)),
            outstanding: left,
            liability: worth.map(|worth| worth.money(left)),
            tiers: tiers.iter().map(|count| number(*count)).collect(),
        }
    };
    fold.calendar
        .names()
        .zip(&fold.months)
        .map(report)
        .collect()
}

fn tiers(fold: &Fold<'_>, last: Option<&MonthReport>) -> Vec<TierReport> {
    let levels = fold.program.tiers.iter().flat_map(|tiers| &tiers.levels);
    let counts = last.into_iter().flat_map(|month| &month.tiers);
    let tier = |(level, shoppers): (&crate::program::Level, &u64)| TierReport {
        id: level.id.clone(),
        shoppers: *shoppers,
    };
    levels.zip(counts).map(tier).collect()
}

fn campaign((id, points): &(CampaignId, i128)) -> CampaignReport {
    CampaignReport {
        id: id.clone(),
        points: Points::saturating(counted(*points)),
    }
}

/// A sum that is never below zero.
fn counted(sum: i128) -> u128 {
    u128::try_from(sum).unwrap_or(0)
}

fn number(sum: i128) -> u64 {
    u64::try_from(sum.max(0)).unwrap_or(u64::MAX)
}

fn share_floor(part: u64, whole: u64) -> Option<u64> {
    let share = (u128::from(part) * 10_000).checked_div(u128::from(whole))?;
    u64::try_from(share).ok()
}

fn share_ceil(part: u64, whole: u64) -> Option<u64> {
    if whole == 0 {
        return None;
    }
    u64::try_from((u128::from(part) * 10_000).div_ceil(u128::from(whole))).ok()
}
