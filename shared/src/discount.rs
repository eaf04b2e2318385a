//! Discounts: what a reward takes off a cart, and the conditions under which it does.

use serde::{Deserialize, Serialize};

use crate::cart::Cart;
use crate::decline::Decline;
use crate::id::{ProductId, RewardId};
use crate::money::{Amount, Currency};
use crate::points::Points;
use crate::program::{Combines, Program, Reward, RewardKind};

/// What a redemption promised, as it was then; today's program does not change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The reward.
    pub reward: RewardId,
    /// What it does.
    pub kind: RewardKind,
    /// Its price; for `points_off` the step.
    pub price: Points,
    /// The currency of every amount here.
    pub currency: Currency,
    /// The least subtotal of a cart.
    pub min_subtotal: Option<Amount>,
    /// Whether it goes with other discounts.
    pub combines: Combines,
}

/// The facts of a cart that rewards look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basket {
    /// The currency of every amount here.
    pub currency: Currency,
    /// What thresholds and percentages are of; see [`Cart::subtotal`].
    pub subtotal: Amount,
    /// What shipping costs.
    pub shipping: Amount,
    /// Whether anything is already off.
    pub discounted: bool,
    /// Each product with what one of it costs now.
    pub products: Vec<(ProductId, Amount)>,
}

impl From<&Cart> for Basket {
    fn from(cart: &Cart) -> Self {
        let one = |(line, net): (&crate::cart::Line, Amount)| {
            line.product
                .clone()
                .map(|product| (product, net.share_floor(1, line.quantity)))
        };
        Self {
            currency: cart.currency,
            subtotal: cart.subtotal(),
            shipping: cart.shipping,
            discounted: cart.has_discount(),
            products: cart.lines.iter().zip(cart.nets()).filter_map(one).collect(),
        }
    }
}

/// What a redemption comes to: the points it takes and the amount it takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The points it takes.
    pub points: Points,
    /// What it takes off; `None` while that depends on a cart that was not given.
    pub amount: Option<Amount>,
}

impl Terms {
    /// The terms of a reward under a program.
    pub fn of(reward: &Reward, program: &Program) -> Self {
        Self {
            reward: reward.id.clone(),
            kind: reward.kind.clone(),
            price: reward.points,
            currency: program.currency,
            min_subtotal: reward.min_subtotal,
            combines: reward.combines,
        }
    }

    /// Whether a cart fulfils the conditions: its currency, its subtotal, its other discounts.
    pub fn check(&self, basket: &Basket) -> Result<(), Decline> {
        if basket.currency != self.currency {
            return Err(Decline::CurrencyMismatch);
        }
        if self
            .min_subtotal
            .is_some_and(|least| basket.subtotal < least)
        {
            return Err(Decline::CartTooSmall);
        }
        if self.combines == Combines::Alone && basket.discounted {
            return Err(Decline::NotCombinable);
        }
        Ok(())
    }

    /// What `requested` points come to on a cart, or on any where none is given. Only `points_off`
    /// looks at how many are requested; it takes whole steps, no more than the cart leaves room
    /// for.
    pub fn apply(&self, requested: Points, basket: Option<&Basket>) -> Result<Applied, Decline> {
        if let RewardKind::PointsOff {
            amount,
            min_points,
            max_percent,
        } = &self.kind
        {
            let least = min_points.unwrap_or(self.price).max(self.price);
            if requested < least {
                return Err(Decline::PointsBelowMinimum);
            }
            let room = basket.map(|basket| percent_of(basket.subtotal, max_percent.unwrap_or(100)));
            let applied = points_off(requested, self.price, *amount, room);
            return if applied.points < least {
                Err(Decline::CartTooSmall)
            } else {
                Ok(applied)
            };
        }
        let amount = self.amount_off(basket);
        let is_goods = !matches!(self.kind, RewardKind::FreeShipping { .. });
        if is_goods && amount.is_some_and(Amount::is_zero) {
            return Err(Decline::CartTooSmall);
        }
        Ok(Applied {
            points: self.price,
            amount,
        })
    }

    /// What is taken off a cart for points that are already held: never more than was promised, and
    /// less where the cart has become smaller.
    pub fn on_cart(&self, held: Points, basket: &Basket) -> Result<Applied, Decline> {
        match self
            .check(basket)
            .and_then(|()| self.apply(held, Some(basket)))
        {
            Err(Decline::CurrencyMismatch) => Err(Decline::CurrencyMismatch),
            Err(_) => Err(Decline::CartChanged),
            Ok(applied) => Ok(applied),
        }
    }

    /// The points a paid order needed, at most those held: less for `points_off` on a smaller
    /// order.
    pub fn needed(&self, held: Points, subtotal: Amount) -> Points {
        match &self.kind {
            RewardKind::PointsOff {
                amount,
                max_percent,
                ..
            } => {
                let room = percent_of(subtotal, max_percent.unwrap_or(100));
                points_off(held, self.price, *amount, Some(room)).points
            }
            _ => held,
        }
    }

    fn amount_off(&self, basket: Option<&Basket>) -> Option<Amount> {
        let Some(basket) = basket else {
            return match &self.kind {
                RewardKind::AmountOff { amount } => Some(*amount),
                _ => None,
            };
        };
        let at_most =
            |amount: Amount, most: &Option<Amount>| most.unwrap_or(Amount::MAX).min(amount);
        Some(match &self.kind {
            RewardKind::AmountOff { amount } => basket.subtotal.min(*amount),
            RewardKind::PercentOff {
                percent,
                max_amount,
            } => at_most(percent_of(basket.subtotal, *percent), max_amount),
            RewardKind::FreeShipping { max_amount } => at_most(basket.shipping, max_amount),
            RewardKind::FreeProduct { product } => {
                let found = basket.products.iter().find(|(id, _)| id == product);
                found.map_or(Amount::ZERO, |(_, price)| *price)
            }
            RewardKind::PointsOff { .. } => Amount::ZERO,
        })
    }
}

/// What points come to as money: whole steps of `step` points, each worth `amount`, at most `room`.
pub fn points_off(
    requested: Points,
    step: Points,
    amount: Amount,
    room: Option<Amount>,
) -> Applied {
    let asked = requested.get() / step.get().max(1);
    let fitting = room.map_or(u64::MAX, |room| room.get() / amount.get().max(1));
    let steps = asked.min(fitting);
    Applied {
        points: Points::saturating(u128::from(step.get()) * u128::from(steps)),
        amount: Some(amount.times(steps)),
    }
}

/// A whole percentage of an amount, rounded down.
pub fn percent_of(amount: Amount, percent: u32) -> Amount {
    amount.share_floor(u64::from(percent), 100)
}
