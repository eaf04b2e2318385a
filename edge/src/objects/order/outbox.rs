//! The outbox: what an order tells its ledgers, in absolute terms, until each has answered.

use serde_json::json;
use shared::ledger::Shard;
use shared::order::OrderHistory;

use super::OrderObject;
use super::command::Effect;
use super::owner::Noted;
use crate::fault::Fault;
use crate::host;
use crate::objects::ledger::command::{Answer, Ask, Command};
use crate::objects::ledger::{self};
use crate::objects::sql::{Batch, Statement};
use crate::shop::open::Shop;

/// Milliseconds after which delivery is tried again, doubled with each failure.
pub(super) const RETRY_AFTER: u64 = 2000;

/// A target that a ledger has not answered yet.
struct Letter {
    place: u64,
    revision: u64,
    shard: Shard,
    ask: Ask,
}

impl OrderObject {
    /// Puts the newest targets in place of older ones; the alarm is set with them.
    pub(super) fn write_outbox(
        &self,
        batch: &mut Batch,
        shop: &Shop,
        history: &OrderHistory,
        noted: Noted,
    ) -> Result<(), Fault> {
        let targets = history.targets();
        let redemptions = targets.redemptions.into_iter();
        let mut asks: Vec<(Shard, Ask)> = redemptions
            .map(|it| (it.redemption.shard, Ask::ApplyRedemption(it)))
            .collect();
        asks.extend(self.untold(shop, history, noted));
        asks.extend(
            targets
                .earn
                .map(|it| (shop.shard(&it.shopper), Ask::ApplyOrder(it))),
        );
        batch.push("DELETE FROM outbox", []);
        for (place, (shard, ask)) in asks.iter().enumerate() {
            let text = serde_json::to_string(ask).map_err(|_| Fault::Unreadable("target"))?;
            batch.push(
                "INSERT INTO outbox (place, revision, shard, ask) VALUES (?, ?, ?, ?)",
                [
                    json!(place),
                    json!(history.revision()),
                    json!(shard.0),
                    json!(text),
                ],
            );
        }
        if !asks.is_empty() {
            Self::begin_waiting(batch, history.order());
            batch.alarm_at(host::now() + RETRY_AFTER);
        }
        Ok(())
    }

    /// Tells the ledgers, one after the other: restores come before clawbacks.
    pub(super) async fn deliver(&self, shop: &Shop) -> Result<(), Fault> {
        let letters = self.letters()?;
        if letters.is_empty() {
            return Ok(());
        }
        let program = shop.program.as_ref().map_or(0, |program| program.version);
        let mut effect = Effect::default();
        let mut answered = Vec::new();
        for letter in letters {
            let Letter {
                place,
                revision,
                shard,
                ask,
            } = letter;
            let command = Command {
                shop: shop.id.clone(),
                shard,
                program,
                ask,
            };
            match ledger::ask(&self.env, shard, &command).await? {
                Answer::Keeps(points) => effect.earned = Some(points),
                Answer::Heard { overused } => effect.overused |= overused,
                Answer::Erased => return self.erase().map(|_| ()),
                Answer::NoProgram => return Err(Fault::Unreadable("program")),
                _ => {}
            }
            answered.push((place, revision));
        }
        self.settle(&answered, effect)
    }

    /// Takes out what was answered, unless something newer took its place meanwhile.
    fn settle(&self, answered: &[(u64, u64)], effect: Effect) -> Result<(), Fault> {
        let newest = self.history()?.map_or(0, |history| history.revision());
        if answered.iter().any(|(_, revision)| *revision != newest) {
            return Ok(());
        }
        let text = serde_json::to_string(&effect).map_err(|_| Fault::Unreadable("effect"))?;
        let mut batch = Batch::default();
        for (place, revision) in answered {
            batch.push(
                "DELETE FROM outbox WHERE place = ? AND revision = ?",
                [json!(place), json!(revision)],
            );
        }
        batch.push(
            "INSERT OR REPLACE INTO effect (id, value) VALUES (1, ?)",
            [json!(text)],
        );
        batch.alarm_off();
        self.end_waiting(&mut batch)?;
        *self.failures.borrow_mut() = 0;
        self.store.commit(&batch)
    }

    /// How many targets have not been answered.
    pub(super) fn waiting(&self) -> Result<u64, Fault> {
        let select = Statement::new("SELECT count(*) FROM outbox", []);
        Ok(self
            .store
            .first::<(u64,)>(select)?
            .map_or(0, |(count,)| count))
    }

    fn letters(&self) -> Result<Vec<Letter>, Fault> {
        let select = "SELECT place, revision, shard, ask FROM outbox ORDER BY place";
        let rows: Vec<(u64, u64, u32, String)> = self.store.rows(Statement::new(select, []))?;
        let letter = |(place, revision, shard, ask): (u64, u64, u32, String)| {
            let ask = serde_json::from_str(&ask).map_err(|_| Fault::Unreadable("target"))?;
            Ok(Letter {
                place,
                revision,
                shard: Shard(shard),
                ask,
            })
        };
        rows.into_iter().map(letter).collect()
    }
}
