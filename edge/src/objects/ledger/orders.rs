//! What orders, actions and the shop's hand make of an account.

use shared::ledger::{Entry, OrderApplied, Overuse};
use shared::order::{EarnTarget, RedemptionTarget};

use super::command::{Answer, AskAdjust};
use super::redemptions::granted;
use super::remembered::About;
use super::turn::Lend;
use super::{LedgerObject, Scene};
use crate::fault::Fault;
use crate::wire::entry::EntryWire;

impl LedgerObject {
    /// Brings the account to what an order should have earned.
    pub(super) fn apply_order(&self, scene: &Scene, target: &EarnTarget) -> Result<Answer, Fault> {
        let shopper = &target.shopper;
        if self.erased_at(shopper)?.is_some() {
            return Ok(Answer::Erased);
        }
        let rules = scene
            .rules
            .as_ref()
            .ok_or(Fault::Unreadable("program version"))?;
        let lend = Lend {
            order: Some(&target.order),
            ..Lend::default()
        };
        let ((applied, kept), taken) = self.turn(scene, shopper, &lend, |turn| {
            let applied = turn.apply_order(target, &rules.program);
            let record = turn.account().order(&target.order);
            (
                applied,
                record.map(shared::ledger::OrderRecord::kept_points),
            )
        })?;
        self.keep(shopper, taken)?;
        Ok(Answer::Keeps(match applied {
            OrderApplied::Keeps(points) => points,
            OrderApplied::Outdated => kept.unwrap_or(shared::Points::ZERO),
        }))
    }

    /// Brings a redemption to what an order should have made of it.
    pub(super) fn apply_redemption(
        &self,
        scene: &Scene,
        target: &RedemptionTarget,
    ) -> Result<Answer, Fault> {
        let number = target.redemption.number;
        let Some(shopper) = self.owner(number)? else {
            return Ok(Answer::NotFound);
        };
        let lend = Lend {
            redemption: Some(number),
            ..Lend::default()
        };
        let (overused, taken) = self.turn(scene, &shopper, &lend, |turn| {
            turn.apply_redemption(target);
            let orders = turn
                .account()
                .redemption(number)
                .map(|it| it.orders.as_slice());
            let heard = orders
                .unwrap_or_default()
                .iter()
                .find(|it| it.order == target.order);
            heard.is_some_and(|heard| heard.overuse == Overuse::Used)
        })?;
        self.keep(&shopper, taken)?;
        Ok(Answer::Heard { overused })
    }

    /// The shop changes points by hand.
    pub(super) fn adjust(&self, scene: &Scene, ask: &AskAdjust) -> Result<Answer, Fault> {
        if let Some(answer) = self.recall(&ask.request)? {
            return Ok(answer);
        }
        if self.erased_at(&ask.shopper)?.is_some() {
            return Ok(Answer::NotFound);
        }
        let (said, mut taken) = self.turn(scene, &ask.shopper, &Lend::default(), |turn| {
            turn.adjust(ask.points, &ask.reason)
        })?;
        let answer = match said {
            Ok(()) => {
                let entry = self.last_entry(scene, &taken)?;
                granted(201, &entry)?
            }
            Err(decline) => Answer::Declined(decline),
        };
        let about = About {
            shopper: &ask.shopper,
            redemption: None,
        };
        self.remember(&mut taken, &ask.request, &answer, &about, scene.now)?;
        self.keep(&ask.shopper, taken)?;
        Ok(answer)
    }

    fn last_entry(&self, scene: &Scene, taken: &super::turn::Taken) -> Result<EntryWire, Fault> {
        let is_adjustment =
            |entry: &&Entry| matches!(entry.because, shared::ledger::Because::Adjustment { .. });
        let entry = taken.entries.iter().rev().find(is_adjustment);
        let entry = entry.ok_or(Fault::Unreadable("entry"))?;
        scene.told(entry.clone())
    }
}
