//! Erasure: a shopper's ledger goes, a tombstone and an anonymous sum stay.

use serde_json::json;
use shared::id::ShopperId;

use super::command::Answer;
use super::turn::Lend;
use super::wakes::{Wake, at_ms};
use super::{LedgerObject, Scene};
use crate::fault::Fault;

const FORGET: [&str; 4] = [
    "DELETE FROM entry WHERE shopper = ?",
    "DELETE FROM account_row WHERE shopper = ?",
    "DELETE FROM answer WHERE shopper = ?",
    // The number stays taken, so that no code ever means something else.
    "UPDATE redemption SET shopper = NULL WHERE shopper = ?",
];

impl LedgerObject {
    /// Forgets a shopper; later events of theirs are ignored.
    pub(super) fn erase(&self, scene: &Scene, shopper: &ShopperId) -> Result<Answer, Fault> {
        if self.erased_at(shopper)?.is_some() {
            return Ok(Answer::Done);
        }
        let (totals, mut taken) = self.turn(scene, shopper, &Lend::default(), |turn| {
            turn.account().totals()
        })?;
        for statement in FORGET {
            taken.batch.push(statement, [json!(shopper.as_str())]);
        }
        taken.batch.push(
            "INSERT INTO erased (shopper, at, lifetime) VALUES (?, ?, ?)",
            [
                json!(shopper.as_str()),
                json!(at_ms(scene.now)),
                json!(totals.lifetime.get()),
            ],
        );
        let account = Wake::Account(shopper.clone());
        self.wake_at(&mut taken.wakes, &mut taken.batch, &account, None);
        let soon = at_ms(scene.now);
        self.wake_at(&mut taken.wakes, &mut taken.batch, &Wake::Books, Some(soon));
        self.commit(taken.batch, taken.wakes)?;
        Ok(Answer::Done)
    }
}
