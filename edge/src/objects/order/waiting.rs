//! Waiting: what the outbox could not deliver at once is tried again, and the shop's books know of
//! the order meanwhile, so that an audit sees it.

use serde_json::json;
use shared::id::{OrderId, ShopId};

use super::OrderObject;
use super::outbox::RETRY_AFTER;
use crate::fault::Fault;
use crate::host;
use crate::objects::books::{self, Command, Waiting};
use crate::objects::sql::{Batch, Statement};

/// The most doublings of the time between two tries: a little over half an hour.
const DOUBLINGS: u32 = 10;

impl OrderObject {
    /// Delivers what is still in the outbox and tells the books how that went; where either fails,
    /// the alarm is set anew. Only the alarm tells the books: there is one at a time, so nothing
    /// overtakes.
    pub(super) async fn wake(&self) {
        let Err(fault) = self.try_again().await else {
            return;
        };
        worker::console_error!("outbox: {fault}");
        let failures = self.failures.borrow().saturating_add(1);
        *self.failures.borrow_mut() = failures;
        // What an event delivered meanwhile is news for the books at once.
        let wait = match self.waiting() {
            Ok(0) => RETRY_AFTER,
            _ => RETRY_AFTER << failures.min(DOUBLINGS),
        };
        let mut batch = Batch::default();
        batch.alarm_at(host::now() + wait);
        if let Err(fault) = self.store.commit(&batch) {
            worker::console_error!("outbox: {fault}");
        }
    }

    async fn try_again(&self) -> Result<(), Fault> {
        let row: Option<(ShopId,)> = self
            .store
            .first(Statement::new("SELECT shop FROM about", []))?;
        let Some((shop,)) = row else { return Ok(()) };
        let delivered = self.deliver_all(&shop).await;
        let told = self.tell_books(&shop).await;
        delivered.and(told)
    }

    async fn deliver_all(&self, shop: &ShopId) -> Result<(), Fault> {
        let shop = self.shop(shop).await?;
        self.deliver(&shop).await?;
        if self.waiting()? > 0 {
            return Err(Fault::Object("the outbox is not empty".into()));
        }
        Ok(())
    }

    /// Tells the books that the order waits, or that it does no longer. That they will be told is
    /// written down before, so that a crash leaves nothing with them for good.
    async fn tell_books(&self, shop: &ShopId) -> Result<(), Fault> {
        let select = Statement::new("SELECT shop_order, since, is_told FROM waiting", []);
        let row: Option<(OrderId, u64, u8)> = self.store.first(select)?;
        let Some((order, since, is_told)) = row else {
            return Ok(());
        };
        if self.waiting()? > 0 {
            self.write("UPDATE waiting SET is_told = 1")?;
            let waits = Command::Waits { order, since };
            return books::tell::<Waiting>(&self.env, shop, &waits)
                .await
                .map(drop);
        }
        if is_told == 1 {
            books::tell::<Waiting>(&self.env, shop, &Command::Arrived { order }).await?;
        }
        // A new event may have put something into the outbox meanwhile.
        self.write(match self.waiting()? {
            0 => "DELETE FROM waiting",
            _ => "UPDATE waiting SET is_told = 0",
        })
    }

    /// Writes down since when the order waits, unless it does already.
    pub(super) fn begin_waiting(batch: &mut Batch, order: &OrderId) {
        batch.push(
            "INSERT OR IGNORE INTO waiting (id, shop_order, since, is_told) VALUES (1, ?, ?, 0)",
            [json!(order.as_str()), json!(host::now())],
        );
    }

    /// The order waits no longer; where the books were told that it does, the alarm tells them.
    pub(super) fn end_waiting(&self, batch: &mut Batch) -> Result<(), Fault> {
        batch.push("DELETE FROM waiting WHERE is_told = 0", []);
        let select = Statement::new("SELECT 1 FROM waiting WHERE is_told = 1", []);
        if self.store.first::<(u8,)>(select)?.is_some() {
            batch.alarm_at(host::now());
        }
        Ok(())
    }

    fn write(&self, text: &str) -> Result<(), Fault> {
        let mut batch = Batch::default();
        batch.push(text, []);
        self.store.commit(&batch)
    }
}
