//! Offering: whether a reward is there for a shopper, and what it would come to.

use std::collections::BTreeMap;

use super::account::Account;
use super::counter::Counter;
use super::gift::{Gift, GiftNumber, GiftOf};
use crate::decline::Decline;
use crate::discount::{Applied, Basket, Terms};
use crate::id::RewardId;
use crate::points::Points;
use crate::program::{Program, Reward};
use crate::time::Time;

/// What is asked of a reward.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The time.
    pub now: Time,
    /// How many points to use, for a reward that leaves it open.
    pub points: Option<Points>,
    /// The cart, where there is one.
    pub basket: Option<&'a Basket>,
    /// What is left of limited rewards.
    pub stock: &'a StockLeft,
}

/// What is left of limited rewards; of one that is not in it, nothing is known to be there.
pub type StockLeft = BTreeMap<RewardId, u32>;

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
        let today = ask.now.day(&program.zone);
        if !audience.is_open(ask.now) {
            return Err(Decline::RewardNotOpen);
        }
        if !audience.has_tier(tier) {
            return Err(Decline::TierTooLow);
        }
        if !audience.has_segment(self.segments()) {
            return Err(Decline::NotForYou);
        }
        if reward
            .per_shopper
            .is_some_and(|limit| self.left(&counter(reward), limit, today) == 0)
        {
            return Err(Decline::LimitReached);
        }
        if is_out_of_stock(reward, ask.stock) {
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

    /// What a gift comes to: its terms of then, for nothing. Tiers, windows and limits are for
    /// those who pay.
    pub(super) fn offers_gift(
        &self,
        program: &Program,
        gift: &Gift,
        terms: &Terms,
        ask: &Ask<'_>,
    ) -> Result<Applied, Decline> {
        if !gift.is_open(ask.now) {
            return Err(Decline::RewardNotOpen);
        }
        let limited = program.reward(&terms.reward);
        if limited.is_some_and(|reward| is_out_of_stock(reward, ask.stock)) {
            return Err(Decline::OutOfStock);
        }
        if let Some(basket) = ask.basket {
            terms.check(basket)?;
        }
        terms.apply(Points::ZERO, ask.basket)
    }

    /// A gift of a reward by its number, with the reward's terms.
    pub(super) fn open_gift(
        &self,
        number: GiftNumber,
        reward: &RewardId,
        now: Time,
    ) -> Result<(Gift, Terms), Decline> {
        let gift = self.gifts.get(&number).filter(|gift| gift.is_open(now));
        match gift.map(|gift| (gift, &gift.of)) {
            Some((gift, GiftOf::Reward(terms))) if terms.reward == *reward => {
                Ok((gift.clone(), (**terms).clone()))
            }
            _ => Err(Decline::UnknownReward),
        }
    }
}

/// What counts how often a shopper had a reward.
pub(super) fn counter(reward: &Reward) -> Counter {
    Counter::Reward(reward.id.clone())
}

fn is_out_of_stock(reward: &Reward, left: &StockLeft) -> bool {
    reward.stock.is_some() && left.get(&reward.id).is_none_or(|left| *left == 0)
}
