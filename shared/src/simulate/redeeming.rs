//! How shoppers of a simulation redeem: when, and which reward.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::OrderRow;
use super::worth::Rate;
use crate::discount::{Basket, Terms};
use crate::id::{LeaseId, OrderId, RewardId, ShopperId};
use crate::ledger::{RedeemCommand, RedemptionNumber, Turn, Voider};
use crate::money::Amount;
use crate::program::Program;

/// How shoppers redeem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeeming {
    /// Never.
    Never,
    /// With every order for which they can afford a reward.
    AtOnce,
    /// With this percentage of those orders; the seed of the simulation says which.
    Rate(u32),
}

impl Serialize for Redeeming {
    /// As a request says it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Never => serializer.serialize_str("never"),
            Self::AtOnce => serializer.serialize_str("at_once"),
            Self::Rate(percent) => serializer.collect_map([("rate", percent)]),
        }
    }
}

impl Redeeming {
    /// Whether a shopper redeems with their order of this number: the same for the same seed,
    /// whatever other shoppers there are.
    pub(super) fn draws(self, seed: u64, shopper: &ShopperId, order: u64) -> bool {
        match self {
            Self::Never => false,
            Self::AtOnce => true,
            Self::Rate(percent) => {
                let drawn = mixed(mixed(seed) ^ hash(shopper.as_str()) ^ mixed(!order));
                // The upper half as a fraction of 100, rounded down.
                ((drawn >> 32) * 100) >> 32 < u64::from(percent)
            }
        }
    }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The step of splitmix64.
const fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// What a redemption is called, and the order that it is spent on.
#[derive(Clone, Copy)]
pub(super) struct Redemption<'a> {
    pub(super) number: RedemptionNumber,
    pub(super) order: &'a OrderId,
}

/// Redeems the best reward the shopper can afford, spends it on the order, and answers what it took
/// off. A limited reward is taken from the stock.
///
/// The best is the one that takes the most off per point; what is worth nothing on this order, as
/// free shipping is where shipping is not told, is left alone.
pub(super) fn redeem_best(
    turn: &mut Turn<'_>,
    program: &Program,
    row: &OrderRow,
    redemption: Redemption<'_>,
    stock: &mut BTreeMap<RewardId, u32>,
) -> Option<Amount> {
    let basket = Basket {
        currency: program.currency,
        subtotal: row.amount,
        shipping: Amount::ZERO,
        discounted: false,
        products: row
            .product
            .iter()
            .map(|product| (product.clone(), row.amount))
            .collect(),
    };
    for (_, reward) in affordable(turn, program, &basket) {
        let left = stock.get_mut(reward).filter(|left| **left > 0);
        let lease = left.as_ref().and_then(|left| left.to_string().parse().ok());
        if let Some(amount) = spend(turn, reward, &basket, lease.as_ref(), redemption) {
            if let Some(left) = left {
                *left -= 1;
            }
            return Some(amount);
        }
    }
    None
}

/// The rewards that the balance pays for and that take something off, the best first.
fn affordable<'a>(
    turn: &Turn<'_>,
    program: &'a Program,
    basket: &Basket,
) -> Vec<(Rate, &'a RewardId)> {
    let available = turn.account().totals().available;
    let rewards = program.rewards.iter().filter_map(|reward| {
        let terms = Terms::of(reward, program);
        terms.check(basket).ok()?;
        let applied = terms.apply(available, Some(basket)).ok()?;
        let (points, amount) = (applied.points, applied.amount?);
        let is_good = points <= available && !amount.is_zero();
        is_good.then_some((Rate { points, amount }, &reward.id))
    });
    let mut rewards: Vec<_> = rewards.collect();
    rewards.sort_by_key(|(rate, _)| std::cmp::Reverse(*rate));
    rewards
}

/// Holds a reward and spends it on the order; `None` where the rules decline. The only place that
/// puts a redemption together.
fn spend(
    turn: &mut Turn<'_>,
    reward: &RewardId,
    basket: &Basket,
    lease: Option<&LeaseId>,
    Redemption { number, order }: Redemption<'_>,
) -> Option<Amount> {
    let command = RedeemCommand {
        reward,
        points: Some(turn.account().totals().available),
        basket: Some(basket),
        gift: None,
        lease,
        number,
        signing_key: "",
    };
    let redemption = turn.redeem(&command).ok()?;
    match turn.capture(number, order, Some(basket)) {
        Ok(_) => redemption.amount,
        Err(_) => {
            // It can't be: the basket is the one that was held for. The points go back.
            let _ = turn.void(number, Voider::Shop);
            None
        }
    }
}
