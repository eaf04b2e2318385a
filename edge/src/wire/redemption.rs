//! A redemption as its shopper and its shop see it.

use serde::{Deserialize, Serialize};
use shared::discount::{Applied, Terms};
use shared::id::{OrderId, RewardId};
use shared::ledger::{Redemption, RedemptionRef, RedemptionState};
use shared::program::RewardKind;
use shared::{Amount, Currency, Points, Time};

use crate::fault::Fault;
use crate::shop::open::Shop;
use crate::tokens::redemption::{self as token, Claims};

/// What a redemption takes off.
#[derive(Clone, Debug, Serialize)]
pub struct Discount {
    /// What it does.
    pub kind: &'static str,
    /// Minor units; absent while it depends on a cart that was not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The currency of every amount here.
    pub currency: Currency,
    /// The share it takes off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// The most it takes off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_amount: Option<Amount>,
    /// The least subtotal of a cart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_subtotal: Option<Amount>,
}

/// What a token says of the discount: enough to compute it on any cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenTerms {
    /// The points that are held.
    pub points: Points,
    /// What was promised for them.
    #[serde(flatten)]
    pub terms: Terms,
}

/// A redemption.
#[derive(Clone, Debug, Serialize)]
pub struct RedemptionWire {
    id: String,
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    reward: RewardId,
    kind: &'static str,
    points: Points,
    #[serde(skip_serializing_if = "Option::is_none")]
    requested: Option<Points>,
    discount: Discount,
    expires_at: Time,
    state: &'static str,
    created_at: Time,
    program: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    captured: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restored: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<OrderId>,
}

impl Discount {
    /// The discount of some terms, with its amount where that is known.
    pub fn of(terms: &Terms, amount: Option<Amount>) -> Self {
        let (percent, max_amount) = match &terms.kind {
            RewardKind::PercentOff {
                percent,
                max_amount,
            } => (Some(*percent), *max_amount),
            RewardKind::FreeShipping { max_amount } => (None, *max_amount),
            RewardKind::AmountOff { .. }
            | RewardKind::FreeProduct { .. }
            | RewardKind::PointsOff { .. } => (None, None),
        };
        Self {
            kind: terms.kind.name(),
            amount,
            currency: terms.currency,
            percent,
            max_amount,
            min_subtotal: terms.min_subtotal,
        }
    }

    /// The discount of some terms on the cart of a checkout.
    pub fn applied(terms: &Terms, applied: Applied) -> Self {
        Self::of(terms, applied.amount)
    }
}

impl RedemptionWire {
    /// A redemption of a shop.
    pub fn of(shop: &Shop, at: RedemptionRef, redemption: &Redemption) -> Result<Self, Fault> {
        let captured = match &redemption.state {
            RedemptionState::Captured(capture) => Some(capture),
            _ => None,
        };
        let order = match &redemption.state {
            RedemptionState::Attached { order, .. } => Some(order.clone()),
            _ => captured.map(|capture| capture.order.clone()),
        };
        let is_partial = redemption.requested != redemption.points;
        Ok(Self {
            id: shop.redemption_id(at),
            code: shop.code(at),
            token: token_of(shop, at, redemption)?,
            reward: redemption.terms.reward.clone(),
            kind: redemption.terms.kind.name(),
            points: redemption.points,
            requested: is_partial.then_some(redemption.requested),
            discount: Discount::of(&redemption.terms, redemption.amount),
            expires_at: redemption.until().unwrap_or(redemption.held_until),
            state: redemption.state_name(),
            created_at: redemption.created_at,
            program: redemption.program,
            captured: captured.map(|capture| capture.points),
            restored: captured
                .map(|capture| capture.restored)
                .filter(|it| !it.is_zero()),
            order,
        })
    }
}

/// The token of a redemption whose points are held. That of a hold shorter than the margin is over
/// from the start, and says so.
fn token_of(
    shop: &Shop,
    at: RedemptionRef,
    redemption: &Redemption,
) -> Result<Option<String>, Fault> {
    if !matches!(
        redemption.state,
        RedemptionState::Held { .. } | RedemptionState::Presented { .. }
    ) {
        return Ok(None);
    }
    let seconds = |time: Time| time.unix_seconds().unsigned_abs();
    let id = shop.redemption_id(at);
    let terms = TokenTerms {
        points: redemption.points,
        terms: redemption.terms.clone(),
    };
    let (made, ends) = (
        seconds(redemption.created_at),
        seconds(redemption.held_until),
    );
    let claims = Claims::new(shop.id.as_str(), &id, made, ends, terms);
    token::sign(&shop.signer, &claims).map(Some)
}
