//! Settling: what an order makes of a redemption, and how points go back.

use super::because::{Because, RedemptionCause, RefundedShare};
use super::counter::Counter;
use super::draft::Draft;
use super::due::released_until;
use super::entry::{EntryKind, Posting};
use super::redemption::{
    Capture, HeardOrder, Overuse, Redemption, RedemptionNumber, RedemptionState, Timing,
};
use super::turn::Turn;
use crate::decline::Decline;
use crate::id::OrderId;
use crate::limits::{ATTACHED_DAYS_MAX, RESTORED_DAYS};
use crate::money::Amount;
use crate::order::{RedemptionStage, RedemptionTarget};
use crate::points::Points;
use crate::program::RewardKind;
use crate::time::{Day, Time};

/// The most orders that are remembered of one redemption.
const ORDERS_REMEMBERED_MAX: usize = 20;

impl Turn<'_> {
    /// Brings a redemption to what an order should have led to: target minus applied. It must have
    /// been lent, where it is no longer open. Unknown redemptions and outdated targets change
    /// nothing.
    pub fn apply_redemption(&mut self, target: &RedemptionTarget) {
        let number = target.redemption.number;
        let Ok(redemption) = self.known(number) else {
            return;
        };
        if redemption.revision_of(&target.order) >= target.revision {
            return;
        }
        let before = self.account.core().sequence;
        let overuse = overuse(&redemption, target);
        let redemption = heard(redemption, target, overuse);
        match &target.stage {
            RedemptionStage::Placed => self.attach(&redemption, &target.order),
            RedemptionStage::Paid {
                value,
                refunded,
                subtotal,
            } => {
                let share = RefundedShare {
                    refunded: *refunded,
                    value: *value,
                };
                self.paid(&redemption, &target.order, share, *subtotal);
            }
            RedemptionStage::Ended => self.ended(&redemption, &target.order),
        }
        // What was heard is written down even where it moved nothing.
        if self.account.core().sequence == before {
            let because = Because::Redemption(RedemptionCause {
                overuse,
                ..cause(&redemption, Some(&target.order))
            });
            self.append(EntryKind::Note, because, |draft| {
                draft.post(Posting::Redemption(Box::new(redemption)));
            });
        }
        self.stand_at(self.now);
    }

    fn attach(&mut self, redemption: &Redemption, order: &OrderId) {
        match &redemption.state {
            RedemptionState::Held { .. } | RedemptionState::Presented { .. } => {}
            RedemptionState::Attached { .. }
            | RedemptionState::Captured(_)
            | RedemptionState::Voided { .. }
            | RedemptionState::TimedOut { .. } => return,
        }
        let until = self.now.plus_days(ATTACHED_DAYS_MAX);
        let state = RedemptionState::Attached {
            order: order.clone(),
            until,
        };
        let attached = Redemption {
            state,
            ..redemption.clone()
        };
        self.append_state(EntryKind::Attach, attached, Some(order));
    }

    fn paid(
        &mut self,
        redemption: &Redemption,
        order: &OrderId,
        share: RefundedShare,
        subtotal: Amount,
    ) {
        match &redemption.state {
            RedemptionState::Captured(capture) if capture.order != *order => {}
            RedemptionState::Captured(capture) => {
                self.restore(redemption.clone(), capture.clone(), Some(share));
            }
            RedemptionState::Held { .. }
            | RedemptionState::Presented { .. }
            | RedemptionState::Attached { .. }
            | RedemptionState::Voided { .. }
            | RedemptionState::TimedOut { .. } => {
                let needed = redemption.terms.needed(redemption.points, subtotal);
                let spent = self.spend(redemption.clone(), order, needed);
                if let RedemptionState::Captured(capture) = spent.state.clone() {
                    self.restore(spent, capture, Some(share));
                }
            }
        }
    }

    fn ended(&mut self, redemption: &Redemption, order: &OrderId) {
        match &redemption.state {
            RedemptionState::Captured(capture) if capture.order == *order => {
                self.restore(redemption.clone(), capture.clone(), None);
            }
            RedemptionState::Attached {
                order: attached, ..
            } if attached != order => {}
            RedemptionState::Held { .. }
            | RedemptionState::Presented { .. }
            | RedemptionState::Attached { .. } => {
                let state = RedemptionState::Voided {
                    at: self.now,
                    granted: redemption.granted(),
                };
                self.release(
                    redemption.clone(),
                    state,
                    EntryKind::Void,
                    self.now,
                    Some(order),
                );
            }
            RedemptionState::Captured(_)
            | RedemptionState::Voided { .. }
            | RedemptionState::TimedOut { .. } => {}
        }
    }

    /// Spends `needed` points of a redemption on an order. What an open hold has beyond that goes
    /// back; a hold that is gone is made up for from what is available, and the rest is owed.
    pub(super) fn spend(
        &mut self,
        redemption: Redemption,
        order: &OrderId,
        needed: Points,
    ) -> Redemption {
        let points = needed.min(redemption.points);
        let timing = if redemption.is_open() {
            Timing::InTime
        } else {
            Timing::Late
        };
        let (now, grace) = (self.now, released_until(self.now));
        let late = (timing == Timing::Late).then_some(timing);
        let because = Because::Redemption(RedemptionCause {
            timing: late,
            ..cause(&redemption, Some(order))
        });
        let day = redemption.day;
        let active = self.active(now);
        let number = redemption.number;
        let mut spent = redemption;
        // A gift that was taken again meanwhile is used twice, and that can be seen.
        let gift = spent.gift.as_ref().map(|gift| gift.number);
        let is_gone = gift.is_some_and(|number| !self.account.gifts.contains_key(&number));
        let overuse = if timing == Timing::Late && is_gone {
            Overuse::Used
        } else {
            Overuse::None
        };
        let heard = spent.orders.iter_mut();
        for heard in heard.filter(|heard| heard.order == *order) {
            heard.overuse = overuse;
        }
        self.append(EntryKind::Capture, because, |draft| {
            active.into_iter().for_each(|posting| draft.post(posting));
            match timing {
                Timing::InTime => {
                    draft.post(Posting::Unhold(spent.points));
                    draft.give_back(&mut spent.taken, spent.points.less(points), now, grace);
                }
                Timing::Late => {
                    if overuse.is_none() {
                        draft.post(taken_again(&spent, day));
                    }
                    spent.taken = take_or_owe(draft, points);
                }
            }
            let restored = Points::ZERO;
            let capture = Capture {
                order: order.clone(),
                at: now,
                points,
                timing,
                restored,
                returned: None,
                overuse,
            };
            spent.state = RedemptionState::Captured(capture);
            draft.post(Posting::Redemption(Box::new(spent.clone())));
        });
        self.account
            .redemptions
            .get(&number)
            .cloned()
            .unwrap_or(spent)
    }

    /// Brings what was restored of a captured redemption to floor(captured x refunded / value), and
    /// to all of it where the order ended or was given back in full; shipping and products come
    /// back only then. What was restored beyond that is spent again.
    fn restore(&mut self, redemption: Redemption, capture: Capture, share: Option<RefundedShare>) {
        let restored = match share {
            Some(share) => share_restored(&redemption.terms.kind, capture.points, share),
            None => capture.points,
        };
        let (back, again) = (
            restored.less(capture.restored),
            capture.restored.less(restored),
        );
        let is_whole = share.is_none_or(RefundedShare::is_whole);
        let returned = is_whole.then(|| capture.returned.unwrap_or(self.now));
        if back.is_zero() && again.is_zero() && returned == capture.returned {
            return;
        }
        let is_return = returned.is_some() && capture.returned.is_none();
        let kind = if again.is_zero() && (is_return || !back.is_zero()) {
            EntryKind::Restore
        } else {
            EntryKind::Capture
        };
        let because = Because::Redemption(RedemptionCause {
            refunded: share,
            ..cause(&redemption, Some(&capture.order))
        });
        let (now, grace) = (self.now, self.now.plus_days(RESTORED_DAYS));
        self.append(kind, because, |draft| {
            let mut redemption = redemption;
            draft.give_back(&mut redemption.taken, back, now, grace);
            redemption.taken.extend(take_or_owe(draft, again));
            let gift = redemption.gift.clone();
            if let Some(gift) = gift.filter(|_| capture.overuse.is_none()) {
                draft.post(match returned {
                    Some(_) => Posting::Gift(gift),
                    None => Posting::GiftGone(gift.number),
                });
            }
            redemption.state = RedemptionState::Captured(Capture {
                restored,
                returned,
                ..capture
            });
            draft.post(Posting::Redemption(Box::new(redemption)));
        });
    }

    /// Gives all points of an open hold back to their lots.
    pub(super) fn release(
        &mut self,
        redemption: Redemption,
        state: RedemptionState,
        kind: EntryKind,
        at: Time,
        order: Option<&OrderId>,
    ) {
        let day = redemption.day;
        self.append_at(at, kind, about(&redemption, order), |draft| {
            let mut redemption = redemption;
            draft.post(Posting::Unhold(redemption.points));
            draft.give_back(
                &mut redemption.taken,
                redemption.points,
                at,
                released_until(at),
            );
            draft.post(given_back(&redemption, day));
            redemption.state = state;
            draft.post(Posting::Redemption(Box::new(redemption)));
        });
    }

    /// Appends that a redemption's state changed and no points moved.
    pub(super) fn append_state(
        &mut self,
        kind: EntryKind,
        redemption: Redemption,
        order: Option<&OrderId>,
    ) {
        self.append(kind, about(&redemption, order), |draft| {
            draft.post(Posting::Redemption(Box::new(redemption)));
        });
    }

    /// The redemption of a number, open or lent.
    pub(super) fn known(&self, number: RedemptionNumber) -> Result<Redemption, Decline> {
        self.account
            .redemption(number)
            .cloned()
            .ok_or(Decline::UnknownCode)
    }
}

/// What else a hold that is gone takes when it is spent after all: its gift, or one of the times
/// that a shopper may have the reward.
fn taken_again(redemption: &Redemption, day: Day) -> Posting {
    match &redemption.gift {
        Some(gift) => Posting::GiftGone(gift.number),
        None => Posting::Count(Counter::Reward(redemption.terms.reward.clone()), day, 1),
    }
}

/// What else a hold gives back.
fn given_back(redemption: &Redemption, day: Day) -> Posting {
    match &redemption.gift {
        Some(gift) => Posting::Gift(gift.clone()),
        None => Posting::Count(Counter::Reward(redemption.terms.reward.clone()), day, -1),
    }
}

/// Takes points from what is available, and owes what is not there.
fn take_or_owe(draft: &mut Draft<'_>, points: Points) -> Vec<super::Taken> {
    let taken = draft.take(points);
    let owed = points.less(taken.iter().map(|taken| taken.points).sum());
    if !owed.is_zero() {
        draft.post(Posting::Owe(owed));
    }
    taken
}

/// What of captured points goes back for a share of the order that was refunded.
fn share_restored(kind: &RewardKind, captured: Points, share: RefundedShare) -> Points {
    if share.refunded.is_zero() {
        return Points::ZERO;
    }
    match kind {
        _ if share.is_whole() => captured,
        RewardKind::FreeShipping { .. } | RewardKind::FreeProduct { .. } => Points::ZERO,
        RewardKind::AmountOff { .. }
        | RewardKind::PercentOff { .. }
        | RewardKind::PointsOff { .. } => {
            captured.share_floor(share.refunded.get(), share.value.get())
        }
    }
}

/// Whether the target is of a paid order whose redemption another order had captured.
fn overuse(redemption: &Redemption, target: &RedemptionTarget) -> Overuse {
    let is_paid = matches!(target.stage, RedemptionStage::Paid { .. });
    match &redemption.state {
        RedemptionState::Captured(capture) if is_paid && capture.order != target.order => {
            Overuse::Used
        }
        RedemptionState::Captured(capture) if capture.order == target.order => capture.overuse,
        _ => Overuse::None,
    }
}

/// The redemption with what was heard of an order: its newest revision, and whether it overused it.
fn heard(redemption: Redemption, target: &RedemptionTarget, overuse: Overuse) -> Redemption {
    let mut redemption = redemption;
    redemption
        .orders
        .retain(|heard| heard.order != target.order);
    let beyond = (redemption.orders.len() + 1).saturating_sub(ORDERS_REMEMBERED_MAX);
    redemption.orders.drain(..beyond);
    let (order, revision) = (target.order.clone(), target.revision);
    redemption.orders.push(HeardOrder {
        order,
        revision,
        overuse,
    });
    redemption
}

/// Why a redemption moved on.
pub(super) fn about(redemption: &Redemption, order: Option<&OrderId>) -> Because {
    Because::Redemption(cause(redemption, order))
}

fn cause(redemption: &Redemption, order: Option<&OrderId>) -> RedemptionCause {
    RedemptionCause {
        redemption: redemption.number,
        reward: redemption.terms.reward.clone(),
        order: order.cloned(),
        refunded: None,
        timing: None,
        overuse: Overuse::None,
    }
}
