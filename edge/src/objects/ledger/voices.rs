//! What a shopper says of products: the ledger knows of it before the product does, so that erasing
//! the shopper reaches every product that they wrote of or voted on.

use serde_json::json;
use shared::id::{OrderId, ProductId, ShopperId};

use super::LedgerObject;
use super::alarm::RETRY_AFTER;
use super::asked::Asked;
use super::command::{Answer, AskBuys, AskVoice, Voicing};
use super::wakes::Wake;
use crate::fault::Fault;
use crate::host;
use crate::limits;
use crate::objects::product::{self, command::Ask};
use crate::objects::sql::{Batch, Statement};

/// A product that is to forget what a shopper said of it.
type Silence = (u64, ProductId, ShopperId);

impl Voicing {
    const fn name(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Voting => "voting",
        }
    }

    /// How often one may on a day.
    const fn most(self) -> u32 {
        match self {
            Self::Writing => limits::REVIEWS_A_DAY,
            Self::Voting => limits::VOTES_A_DAY,
        }
    }
}

impl LedgerObject {
    /// Notes that a shopper is about to say something of a product, and counts it.
    pub(super) fn voice(&self, ask: &AskVoice) -> Result<Answer, Fault> {
        let (shopper, doing) = (&ask.shopper, ask.doing);
        if self.erased_at(shopper)?.is_some() {
            return Ok(Answer::Erased);
        }
        let select = "SELECT day, count FROM voicing WHERE shopper = ? AND doing = ?";
        let statement = Statement::new(select, [json!(shopper.as_str()), json!(doing.name())]);
        let row: Option<(u64, u32)> = self.store.first(statement)?;
        let before = row.map(|(day, count)| Asked::on(day, count));
        let asked = match Asked::again(before, host::now(), doing.most()) {
            Ok(asked) => asked,
            Err(retry_after) => return Ok(Answer::TooOften { retry_after }),
        };
        let (day, count) = asked.values();
        let mut batch = Batch::default();
        batch.push(
            "INSERT OR REPLACE INTO voicing (shopper, doing, day, count) VALUES (?, ?, ?, ?)",
            [
                json!(shopper.as_str()),
                json!(doing.name()),
                json!(day),
                json!(count),
            ],
        );
        batch.push(
            "INSERT OR IGNORE INTO voiced (shopper, product) VALUES (?, ?)",
            [json!(shopper.as_str()), json!(ask.product.as_str())],
        );
        self.store.commit(&batch)?;
        Ok(Answer::Done)
    }

    /// The orders of a shopper that name a product, the newest first and not all of them where
    /// there are very many, but the one that is named; each is to be asked what became of it.
    pub(super) fn buys(&self, ask: &AskBuys) -> Result<Answer, Fault> {
        let select = "SELECT shop_order, place FROM ( \
                SELECT shop_order, place FROM bought WHERE shopper = ? AND product = ? \
                ORDER BY shop_order IS ? DESC, place DESC LIMIT ? \
            ) ORDER BY place DESC";
        let values = [
            json!(ask.shopper.as_str()),
            json!(ask.product.as_str()),
            json!(ask.named.as_ref().map(OrderId::as_str)),
            json!(limits::ORDERS_OF_A_PRODUCT),
        ];
        let rows: Vec<(OrderId, u64)> = self.store.rows(Statement::new(select, values))?;
        let orders = rows.into_iter().map(|(order, _)| order);
        Ok(Answer::Orders(orders.collect()))
    }

    /// Tells the next products to forget a shopper. One that can't be reached goes to the end;
    /// telling a product twice does no harm.
    pub(super) async fn silence(&self) -> Result<(), Fault> {
        let Some((shop, _)) = self.home()? else {
            return Ok(());
        };
        let select = "SELECT place, product, shopper FROM silencing ORDER BY place LIMIT ?";
        let values = [json!(limits::ERASED_AT_ONCE)];
        let next: Vec<Silence> = self.store.rows(Statement::new(select, values))?;
        let (mut batch, mut silenced) = (Batch::default(), 0);
        for (place, id, shopper) in next {
            let told = product::ask(&self.env, &shop, &id, Ask::Forget { shopper }).await;
            match told {
                Ok(_) => {
                    silenced += 1;
                    batch.push("DELETE FROM silencing WHERE place = ?", [json!(place)]);
                }
                Err(fault) => {
                    worker::console_error!("erasure: {fault}");
                    batch.push(
                        "UPDATE silencing SET place = (SELECT max(place) + 1 FROM silencing) \
                         WHERE place = ?",
                        [json!(place)],
                    );
                }
            }
        }
        let left = self.silences()?.saturating_sub(silenced);
        let wait = if silenced > 0 { 0 } else { RETRY_AFTER };
        let again = (left > 0).then(|| host::now() + wait);
        let mut wakes = self.take_wakes()?;
        self.wake_at(&mut wakes, &mut batch, &Wake::Silences, again);
        self.commit(batch, wakes)
    }

    fn silences(&self) -> Result<u64, Fault> {
        let select = Statement::new("SELECT count(*) FROM silencing", []);
        let row: Option<(u64,)> = self.store.first(select)?;
        Ok(row.map_or(0, |(count,)| count))
    }
}
