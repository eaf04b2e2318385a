//! Offering: whether a reward is there for a shopper, and what it would come to.

use super::account::Account;
use crate::decline::Decline;
use crate::discount::{Applied, Basket, Terms};
use crate::id::Segment;
use crate::points::Points;
use crate::program::{Cap, Per, Program, Reward};
use crate::time::{Day, Time};

/// What is asked of a reward.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The time.
    pub now: Time,
    /// How many points to use, for a reward that leaves it open.
    pub points: Option<Points>,
    /// The cart, where there is one.
    pub basket: Option<&'a Basket>,
    /// The segments the shopper is in.
    pub segments: &'a [Segment],
}

impl Account {
    /// Whether a reward is there for this shopper, and what it comes to; the first decline that
    /// applies otherwise. A quote, the account and a redemption all ask this.
    pub fn offers(
        &self,
        program: &Program,
        reward: &Reward,
        ask: &Ask<'_>,
    ) -> Result<Applied, Decline> {
        let audience = &reward.audience;
        let tier = self.tier_at(program, ask.now).map(|level| &level.id);
        if !audience.is_open(ask.now) {
            return Err(Decline::RewardNotOpen);
        }
        if !audience.has_tier(tier) {
            return Err(Decline::TierTooLow);
        }
        if !audience.has_segment(ask.segments) {
            return Err(Decline::NotForYou);
        }
        if reward
            .per_shopper
            .is_some_and(|limit| self.has_had(program, reward, limit, ask.now))
        {
            return Err(Decline::LimitReached);
        }
        if reward.stock.is_some() {
            // A limited reward needs a lease, and nobody hands one in yet.
            return Err(Decline::OutOfStock);
        }
        let terms = Terms::of(reward, program);
        if let Some(basket) = ask.basket {
            terms.check(basket)?;
        }
        let requested = ask.points.unwrap_or(Points::ZERO);
        let applied = terms.apply(requested, ask.basket)?;
        if applied.points > self.core.totals.available {
            return Err(Decline::NotEnoughPoints);
        }
        Ok(applied)
    }

    fn has_had(&self, program: &Program, reward: &Reward, limit: Cap, now: Time) -> bool {
        let today = now.day(&program.zone);
        let first = match limit.per {
            Per::Day => today,
            Per::Week => today.monday(),
            Per::Month => today.first_of_month(),
            Per::Year => Day::first_of_year(today.year()),
            Per::Lifetime | Per::Product | Per::Order => Day::FIRST,
        };
        let times = self
            .counts
            .range((reward.id.clone(), first)..=(reward.id.clone(), Day::LAST));
        times.map(|(_, times)| *times).sum::<u32>() >= limit.times
    }
}
