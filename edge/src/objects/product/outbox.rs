//! The outbox: what a product tells others, by the alarm, until they have heard it. Every word is
//! absolute, so that it may come any number of times.

use serde::Deserialize;
use serde_json::json;
use shared::Points;
use shared::id::{EventId, ImportKey, ProductId, ShopId};
use shared::reviews::{Buyer, Review, ReviewId, reward};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::ProductObject;
use crate::fault::Fault;
use crate::host;
use crate::keys::mac;
use crate::limits;
use crate::objects::ledger::command::{Answer, Ask, AskAct, Command, Deed};
use crate::objects::ledger::{self};
use crate::objects::sql::{Batch, Statement};
use crate::objects::voices;
use crate::shop::{currency, load};

/// Milliseconds after which something that failed is tried again, doubled with each failure.
const RETRY_AFTER: u64 = 2000;
/// The most doublings: a little over half an hour.
const DOUBLINGS: u32 = 10;

/// What a ledger says of a review.
#[derive(Deserialize)]
struct Acted {
    points: Points,
}

impl ProductObject {
    /// Tells what is to be told; where that fails, the alarm is set anew.
    pub(super) async fn wake(&self) {
        let rewarded = self.tell_ledgers().await;
        let told = self.tell_voices().await;
        let wait = match rewarded.and(told) {
            Ok(()) => {
                *self.failures.borrow_mut() = 0;
                0
            }
            Err(fault) => {
                worker::console_error!("outbox: {fault}");
                let failures = self.failures.borrow().saturating_add(1);
                *self.failures.borrow_mut() = failures;
                RETRY_AFTER << failures.min(DOUBLINGS)
            }
        };
        if matches!(self.untold(), Ok(0)) {
            return;
        }
        let mut batch = Batch::default();
        batch.alarm_at(host::now() + wait);
        if let Err(fault) = self.store.commit(&batch) {
            worker::console_error!("outbox: {fault}");
        }
    }

    /// How much is still to be told.
    fn untold(&self) -> Result<u64, Fault> {
        let select = "SELECT (SELECT count(*) FROM untold) + (SELECT count(*) FROM unrewarded)";
        let row: Option<(u64,)> = self.store.first(Statement::new(select, []))?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// Tells the ledgers of those whose reviews were published; never with the stars.
    async fn tell_ledgers(&self) -> Result<(), Fault> {
        let Some((shop, product)) = self.home()? else {
            return Ok(());
        };
        let select = "SELECT number FROM unrewarded ORDER BY number LIMIT ?";
        let rows: Vec<(u64,)> = self
            .store
            .rows(Statement::new(select, [json!(limits::TOLD_AT_ONCE)]))?;
        for (number,) in rows {
            let id = ReviewId::new(number).ok_or(Fault::Unreadable("number"))?;
            let points = match self.review(id)? {
                Some(review) => self.tell_ledger(&shop, &product, &review).await?,
                None => Points::ZERO,
            };
            // Only now: the review may have changed, and its writer been forgotten, meanwhile.
            let mut turn = self.begin()?;
            turn.batch
                .push("DELETE FROM unrewarded WHERE number = ?", [json!(number)]);
            let known = self.review(id)?.filter(|review| review.shopper.is_some());
            if let Some(before) = known.filter(|_| points > Points::ZERO) {
                let review = reward(before.clone());
                turn.put(&before, &review)?;
            }
            self.keep(turn)?;
        }
        Ok(())
    }

    async fn tell_ledger(
        &self,
        id: &ShopId,
        product: &ProductId,
        review: &Review,
    ) -> Result<Points, Fault> {
        let keys = crate::service_keys(&self.env).map_err(|_| Fault::Binding("keys"))?;
        let shop = load::shop(&self.env, &keys, id, host::now()).await?;
        let shop = shop.ok_or(Fault::Unreadable("shop"))?;
        let (Some(shopper), Some(program)) = (&review.shopper, &shop.program) else {
            return Ok(Points::ZERO);
        };
        currency::fix(&self.env, &shop).await?;
        let shard = shop.shard(shopper);
        let order = match &review.buyer {
            Buyer::Verified { order } => Some(order.clone()),
            Buyer::Unknown => None,
        };
        let deed = Deed::Review {
            review: event_of(product, review.id)?,
            product: product.clone(),
            order,
        };
        let command = Command {
            shop: id.clone(),
            shard,
            program: program.version,
            ask: Ask::Act(AskAct {
                shopper: shopper.clone(),
                deed,
            }),
        };
        match ledger::ask(&self.env, shard, &command).await? {
            Answer::Granted { body, .. } => {
                let acted: Acted =
                    serde_json::from_str(&body).map_err(|_| Fault::Unreadable("answer"))?;
                Ok(acted.points)
            }
            _ => Ok(Points::ZERO),
        }
    }

    /// Tells the shop's voices what became of reviews.
    async fn tell_voices(&self) -> Result<(), Fault> {
        let Some((shop, product)) = self.home()? else {
            return Ok(());
        };
        loop {
            let select = "SELECT untold.number, revision, key, value FROM untold \
                JOIN review ON review.number = untold.number ORDER BY untold.number LIMIT ?";
            let statement = Statement::new(select, [json!(limits::TOLD_AT_ONCE)]);
            let rows: Vec<(u64, u64, ImportKey, String)> = self.store.rows(statement)?;
            if rows.is_empty() {
                return Ok(());
            }
            let mut heard = Batch::default();
            let mut reviews = Vec::with_capacity(rows.len());
            for (number, revision, key, text) in rows {
                let review =
                    serde_json::from_str(&text).map_err(|_| Fault::Unreadable("review"))?;
                reviews.push((revision, key, review));
                // What changed while it was told is told again.
                heard.push(
                    "DELETE FROM untold WHERE number = ? AND revision = ?",
                    [json!(number), json!(revision)],
                );
            }
            let core = self.core()?;
            let command = voices::command::Command::Hear {
                product: product.clone(),
                revision: core.sequence,
                aggregate: core.tally.aggregate(),
                reviews,
            };
            let () = voices::ask(&self.env, &shop, &command).await?;
            self.store.commit(&heard)?;
        }
    }
}

/// What a review is called in a ledger; two ids of any length would not fit into one.
fn event_of(product: &ProductId, review: ReviewId) -> Result<EventId, Fault> {
    let hash = mac::sha256(format!("{product} {review}").as_bytes());
    let name = format!("review-{}", URL_SAFE_NO_PAD.encode(hash));
    name.parse().map_err(|_| Fault::Unreadable("event"))
}
