//! Redeeming: holding points for a reward, and what becomes of the hold.

use super::counter::Counter;
use super::entry::{EntryKind, Posting};
use super::gift::GiftNumber;
use super::offering::{Ask, StockLeft};
use super::redemption::{Redemption, RedemptionNumber, RedemptionState};
use super::settling::about;
use super::turn::Turn;
use crate::decline::Decline;
use crate::discount::{Applied, Basket, Terms};
use crate::id::{CheckoutId, LeaseId, OrderId, RewardId};
use crate::limits::OPEN_HOLDS_MAX;
use crate::points::Points;

/// What a shopper asks for when they redeem.
#[derive(Clone, Debug)]
pub struct RedeemCommand<'a> {
    /// The reward.
    pub reward: &'a RewardId,
    /// How many points to use, for a reward that leaves it open.
    pub points: Option<Points>,
    /// The cart, where there is one.
    pub basket: Option<&'a Basket>,
    /// The gift to take, which costs nothing.
    pub gift: Option<GiftNumber>,
    /// One of the reward, where it is limited and there is one.
    pub lease: Option<&'a LeaseId>,
    /// The number of the redemption, should there be one.
    pub number: RedemptionNumber,
    /// The key that signs its token, as the edge names it.
    pub signing_key: &'a str,
}

/// Who gives a hold back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voider {
    /// The shopper, who may do so until a checkout counts on it.
    Shopper,
    /// The shop, who may do so until it is captured.
    Shop,
}

/// The least time between two entries that say a hold was presented, in milliseconds.
const PRESENT_AGAIN_MS: i64 = 60_000;

impl Turn<'_> {
    /// Holds points for a reward, or takes a gift.
    pub fn redeem(&mut self, command: &RedeemCommand<'_>) -> Result<Redemption, Decline> {
        let program = self.program;
        let left = command.lease.map(|_| (command.reward.clone(), 1));
        let stock: StockLeft = left.into_iter().collect();
        let ask = Ask {
            now: self.now,
            points: command.points,
            basket: command.basket,
            stock: &stock,
        };
        let gift = command
            .gift
            .map(|gift| self.account.open_gift(gift, command.reward, self.now));
        let gift = gift.transpose()?;
        let (terms, applied) = match &gift {
            Some((gift, terms)) => {
                let applied = self.account.offers_gift(program, gift, terms, &ask)?;
                (terms.clone(), applied)
            }
            None => {
                let reward = program.reward(command.reward);
                let reward = reward.ok_or(Decline::UnknownReward)?;
                let applied = self.account.offers(program, reward, &ask)?;
                (Terms::of(reward, program), applied)
            }
        };
        if self.account.open_redemptions().count() >= OPEN_HOLDS_MAX {
            return Err(Decline::TooManyHolds);
        }
        let until = self.now.plus(&program.hold, &program.zone);
        let today = self.now.day(&program.zone);
        let redemption = Redemption {
            number: command.number,
            terms,
            requested: command.points.unwrap_or(applied.points),
            points: applied.points,
            amount: applied.amount,
            program: self.version(),
            created_at: self.now,
            day: today,
            held_until: until,
            signing_key: command.signing_key.to_owned(),
            taken: Vec::new(),
            gift: gift.map(|(gift, _)| Box::new(gift)),
            lease: command.lease.cloned(),
            state: RedemptionState::Held { until },
            orders: Vec::new(),
        };
        self.append(EntryKind::Hold, about(&redemption, None), |draft| {
            let taken = draft.take(redemption.points);
            draft.post(Posting::Hold(redemption.points));
            draft.post(match &redemption.gift {
                Some(gift) => Posting::GiftGone(gift.number),
                None => {
                    let counter = Counter::Reward(redemption.terms.reward.clone());
                    Posting::Count(counter, today, 1)
                }
            });
            draft.post(Posting::Redemption(Box::new(Redemption {
                taken,
                ..redemption
            })));
        });
        self.account
            .redemption(command.number)
            .cloned()
            .ok_or(Decline::UnknownReward)
    }

    /// A checkout counts on a redemption: the hold lives on, and this is what it takes off the
    /// cart.
    pub fn present(
        &mut self,
        number: RedemptionNumber,
        basket: &Basket,
        checkout: Option<&CheckoutId>,
    ) -> Result<(Redemption, Applied), Decline> {
        let redemption = self.known(number)?;
        if basket.currency != redemption.terms.currency {
            return Err(Decline::CurrencyMismatch);
        }
        let until = self.now.plus(&self.program.presented, &self.program.zone);
        let presented_at = match &redemption.state {
            RedemptionState::Held { .. } => None,
            RedemptionState::Presented { at, .. } => Some(*at),
            RedemptionState::Attached { .. } | RedemptionState::Captured(_) => {
                return Err(Decline::AlreadyUsed);
            }
            RedemptionState::Voided { .. } => return Err(Decline::Voided),
            RedemptionState::TimedOut { .. } => return Err(Decline::Expired),
        };
        let applied = redemption.terms.on_cart(redemption.points, basket)?;
        let is_news = presented_at.is_none_or(|at| at.plus_ms(PRESENT_AGAIN_MS) <= self.now);
        if !is_news {
            return Ok((redemption, applied));
        }
        let until = redemption.until().map_or(until, |known| known.max(until));
        let state = RedemptionState::Presented {
            at: self.now,
            checkout: checkout.cloned(),
            until,
        };
        let redemption = Redemption {
            state,
            ..redemption
        };
        self.append_state(EntryKind::Present, redemption.clone(), None);
        Ok((redemption, applied))
    }

    /// Spends a redemption on an order, on the shop's word. Late where the hold is gone.
    pub fn capture(
        &mut self,
        number: RedemptionNumber,
        order: &OrderId,
        basket: Option<&Basket>,
    ) -> Result<Redemption, Decline> {
        let redemption = self.known(number)?;
        if let RedemptionState::Captured(capture) = &redemption.state {
            let is_same = capture.order == *order;
            return if is_same {
                Ok(redemption)
            } else {
                Err(Decline::AlreadyUsed)
            };
        }
        let needed = match basket {
            Some(basket) => redemption.terms.on_cart(redemption.points, basket)?.points,
            None => redemption.points,
        };
        let spent = self.spend(redemption, order, needed);
        self.stand_at(self.now);
        Ok(spent)
    }

    /// Gives every hold back, before all is forgotten.
    pub fn void_all(&mut self) {
        let open: Vec<Redemption> = self.account.open_redemptions().cloned().collect();
        for redemption in open {
            let state = RedemptionState::Voided {
                at: self.now,
                granted: redemption.granted(),
            };
            self.release(redemption, state, EntryKind::Void, self.now, None);
        }
    }

    /// Gives a hold back. One that was given back already stays so.
    pub fn void(&mut self, number: RedemptionNumber, by: Voider) -> Result<Redemption, Decline> {
        let redemption = self.known(number)?;
        match (&redemption.state, by) {
            (RedemptionState::Captured(_), _) => return Err(Decline::AlreadyUsed),
            (RedemptionState::Voided { .. } | RedemptionState::TimedOut { .. }, _) => {
                return Ok(redemption);
            }
            (RedemptionState::Held { .. }, _) | (_, Voider::Shop) => {}
            (
                RedemptionState::Presented { .. } | RedemptionState::Attached { .. },
                Voider::Shopper,
            ) => {
                return Err(Decline::Presented);
            }
        }
        let state = RedemptionState::Voided {
            at: self.now,
            granted: redemption.granted(),
        };
        self.release(redemption, state, EntryKind::Void, self.now, None);
        self.known(number)
    }
}
