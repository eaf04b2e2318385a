//! Quotes: what a cart would earn, and what each reward would take off it.

use serde::Serialize;

use crate::cart::Cart;
use crate::decline::Decline;
use crate::discount::Basket;
use crate::earn::{Earner, OrderEarned, earning_lines, order_earns};
use crate::id::RewardId;
use crate::ledger::{Account, Ask, StockLeft};
use crate::money::{Amount, Currency};
use crate::points::Points;
use crate::program::{Program, RewardKind};
use crate::time::Time;

/// What a cart would earn and what each reward would take off it, under one version of a program.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
    /// The version of the program.
    pub program: u32,
    /// The currency of every amount here.
    pub currency: Currency,
    /// What thresholds and percentages are of.
    pub subtotal: Amount,
    /// What the cart would earn.
    pub earn: EarnQuote,
    /// What each reward would do.
    pub rewards: Vec<RewardQuote>,
}

/// What a cart would earn.
#[derive(Clone, Debug, Serialize)]
pub struct EarnQuote {
    /// The sum.
    pub points: Points,
    /// How it comes about.
    #[serde(flatten)]
    pub earned: OrderEarned,
    /// When all of it would be available, were the cart paid now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending_until: Option<Time>,
}

/// What a reward would do for a cart.
#[derive(Clone, Debug, Serialize)]
pub struct RewardQuote {
    /// The reward.
    pub id: RewardId,
    /// What it does.
    pub kind: &'static str,
    /// The points it would take.
    pub points: Points,
    /// Whether it would.
    pub available: bool,
    /// What it would take off, in minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<Amount>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decline: Option<Decline>,
}

/// Whom a quote is for.
#[derive(Clone, Copy, Debug)]
pub struct QuoteFor<'a> {
    /// Their account; nobody's where absent.
    pub account: Option<&'a Account>,
    /// What is left of limited rewards.
    pub stock: &'a StockLeft,
    /// The time.
    pub now: Time,
}

impl Quote {
    /// The quote of a cart: the functions are those that decide when it is bought and redeemed.
    pub fn of(program: &Program, version: u32, cart: &Cart, whom: QuoteFor<'_>) -> Self {
        let QuoteFor { account, now, .. } = whom;
        let nobody = Account::default();
        let account = account.unwrap_or(&nobody);
        let tier = account.tier_at(program, now).map(|level| &level.id);
        let capped = account.capped_rules(program, now.day(&program.zone));
        let in_currency = cart.currency == program.currency;
        let lines = if in_currency {
            earning_lines(cart)
        } else {
            Vec::new()
        };
        let earned = order_earns(
            program,
            &lines,
            Earner {
                tier,
                segments: account.segments(),
                at: now,
                capped: &capped,
            },
        );
        let basket = Basket::from(cart);
        Self {
            program: version,
            currency: program.currency,
            subtotal: cart.subtotal(),
            earn: EarnQuote {
                points: earned.points(),
                pending_until: earned
                    .rules
                    .iter()
                    .filter_map(|rule| rule.pending_until)
                    .max(),
                earned,
            },
            rewards: reward_quotes(program, &basket, whom),
        }
    }
}

/// What each reward would do. Nobody's quote leaves out what only an account decides: the points.
fn reward_quotes(program: &Program, basket: &Basket, whom: QuoteFor<'_>) -> Vec<RewardQuote> {
    let rich = Account::with_available(Points::MAX);
    let account = whom.account.unwrap_or(&rich);
    let quote = |reward: &crate::program::Reward| {
        let points = match (&reward.kind, whom.account) {
            (RewardKind::PointsOff { .. }, Some(account)) => account.totals().available,
            (RewardKind::PointsOff { .. }, None) => Points::MAX,
            _ => reward.points,
        };
        let ask = Ask {
            now: whom.now,
            points: Some(points),
            basket: Some(basket),
            stock: whom.stock,
        };
        let offer = account.offers(program, reward, &ask);
        RewardQuote {
            id: reward.id.clone(),
            kind: reward.kind.name(),
            points: offer.map_or(reward.points, |applied| applied.points),
            available: offer.is_ok(),
            discount: offer.ok().and_then(|applied| applied.amount),
            decline: offer.err(),
        }
    };
    program.rewards.iter().map(quote).collect()
}
