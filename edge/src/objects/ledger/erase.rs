//! Erasure: a shopper's ledger goes, a tombstone and an anonymous sum stay. Their orders go too, by
//! the alarm: there may be more of them than one answer can wait for.

use serde_json::json;
use shared::Points;
use shared::id::{OrderId, ProductId, ShopperId};

use super::alarm::RETRY_AFTER;
use super::command::Answer;
use super::turn::Lend;
use super::wakes::{Wake, Wakes, at_ms};
use super::{LedgerObject, Scene};
use crate::fault::Fault;
use crate::host;
use crate::limits;
use crate::objects::order::{self, command::Command};
use crate::objects::sql::{Batch, Statement};

const FORGET: [&str; 12] = [
    "DELETE FROM entry WHERE shopper = ?",
    "DELETE FROM account_row WHERE shopper = ?",
    "DELETE FROM answer WHERE shopper = ?",
    "DELETE FROM asked WHERE shopper = ?",
    // The number stays taken, so that no code ever means something else.
    "UPDATE redemption SET shopper = NULL WHERE shopper = ?",
    "UPDATE friend SET shopper = NULL WHERE shopper = ?",
    "INSERT INTO erasing (shop_order, shopper) \
     SELECT shop_order, shopper FROM order_of WHERE shopper = ?",
    "DELETE FROM order_of WHERE shopper = ?",
    "DELETE FROM bought WHERE shopper = ?",
    "DELETE FROM voicing WHERE shopper = ?",
    "INSERT INTO silencing (product, shopper) \
     SELECT product, shopper FROM voiced WHERE shopper = ?",
    "DELETE FROM voiced WHERE shopper = ?",
];

/// An order that is to be forgotten, and whose it has to be for that.
type Erasing = (u64, OrderId, Option<ShopperId>);

impl LedgerObject {
    /// Notes an order that names a shopper, and what it brought them, unless they were forgotten.
    pub(super) fn order_of(
        &self,
        shopper: &ShopperId,
        order: &OrderId,
        products: &[ProductId],
    ) -> Result<Answer, Fault> {
        if self.erased_at(shopper)?.is_some() {
            return Ok(Answer::Erased);
        }
        let mut batch = Batch::default();
        batch.push(
            "INSERT OR IGNORE INTO order_of (shopper, shop_order) VALUES (?, ?)",
            [json!(shopper.as_str()), json!(order.as_str())],
        );
        let products: Vec<&str> = products.iter().map(ProductId::as_str).collect();
        batch.push(
            "INSERT OR IGNORE INTO bought (shopper, product, shop_order) \
             SELECT ?, value, ? FROM json_each(?)",
            [
                json!(shopper.as_str()),
                json!(order.as_str()),
                json!(json!(products).to_string()),
            ],
        );
        self.store.commit(&batch)?;
        Ok(Answer::Done)
    }

    /// Forgets a shopper; later events of theirs are ignored. Their orders, and those that a
    /// platform named, are written down with it and go by the alarm.
    pub(super) fn erase(
        &self,
        scene: Option<&Scene>,
        shopper: &ShopperId,
        orders: &[OrderId],
    ) -> Result<Answer, Fault> {
        let (mut batch, mut wakes) = match self.erased_at(shopper)? {
            Some(_) => (Batch::default(), self.take_wakes()?),
            None => self.forget(scene, shopper)?,
        };
        let named: Vec<&str> = orders.iter().map(OrderId::as_str).collect();
        batch.push(
            "INSERT INTO erasing (shop_order) SELECT value FROM json_each(?)",
            [json!(json!(named).to_string())],
        );
        let soon = Some(scene.map_or_else(host::now, |scene| at_ms(scene.now)));
        self.wake_at(&mut wakes, &mut batch, &Wake::Erasures, soon);
        self.wake_at(&mut wakes, &mut batch, &Wake::Silences, soon);
        self.commit(batch, wakes)?;
        Ok(Answer::Done)
    }

    /// Where there is no program there are no points either, and only the tombstone is made.
    fn forget(&self, scene: Option<&Scene>, shopper: &ShopperId) -> Result<(Batch, Wakes), Fault> {
        let Some(scene) = scene else {
            let mut batch = Batch::default();
            write_forgotten(&mut batch, shopper, host::now(), Points::ZERO);
            return Ok((batch, self.take_wakes()?));
        };
        let (totals, mut taken) = self.turn(scene, shopper, &Lend::default(), |turn| {
            // What is left of limited rewards is for others.
            turn.void_all();
            turn.account().totals()
        })?;
        let at = at_ms(scene.now);
        write_forgotten(&mut taken.batch, shopper, at, totals.lifetime);
        let account = Wake::Account(shopper.clone());
        self.wake_at(&mut taken.wakes, &mut taken.batch, &account, None);
        let soon = at_ms(scene.now);
        self.wake_at(&mut taken.wakes, &mut taken.batch, &Wake::Books, Some(soon));
        Ok((taken.batch, taken.wakes))
    }

    /// Forgets the next orders. One that can't be reached goes to the end, so that the others don't
    /// wait for it; telling an order twice does no harm, so a crash in between doesn't either.
    pub(super) async fn erase_orders(&self) -> Result<(), Fault> {
        let Some((shop, _)) = self.home()? else {
            return Ok(());
        };
        let select = "SELECT place, shop_order, shopper FROM erasing ORDER BY place LIMIT ?";
        let values = [json!(limits::ERASED_AT_ONCE)];
        let next: Vec<Erasing> = self.store.rows(Statement::new(select, values))?;
        let mut batch = Batch::default();
        let mut erased = 0;
        for (place, id, of) in next {
            match order::ask(&self.env, &shop, &id, &Command::Erase { of }).await {
                Ok(_) => {
                    erased += 1;
                    batch.push("DELETE FROM erasing WHERE place = ?", [json!(place)]);
                }
                Err(fault) => {
                    worker::console_error!("erasure: {fault}");
                    batch.push(
                        "UPDATE erasing SET place = (SELECT max(place) + 1 FROM erasing) \
                         WHERE place = ?",
                        [json!(place)],
                    );
                }
            }
        }
        let left = self.erasures()?.saturating_sub(erased);
        let wait = if erased > 0 { 0 } else { RETRY_AFTER };
        let again = (left > 0).then(|| host::now() + wait);
        let mut wakes = self.take_wakes()?;
        self.wake_at(&mut wakes, &mut batch, &Wake::Erasures, again);
        self.commit(batch, wakes)
    }

    fn erasures(&self) -> Result<u64, Fault> {
        let select = Statement::new("SELECT count(*) FROM erasing", []);
        let row: Option<(u64,)> = self.store.first(select)?;
        Ok(row.map_or(0, |(count,)| count))
    }
}

fn write_forgotten(batch: &mut Batch, shopper: &ShopperId, at: u64, lifetime: Points) {
    for statement in FORGET {
        batch.push(statement, [json!(shopper.as_str())]);
    }
    batch.push(
        "INSERT INTO erased (shopper, at, lifetime) VALUES (?, ?, ?)",
        [json!(shopper.as_str()), json!(at), json!(lifetime.get())],
    );
}
