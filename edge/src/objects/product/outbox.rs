//! The outbox: what a product tells others, by the alarm, until they have heard it. Every word is
//! absolute, so that it may come any number of times.

use serde::Deserialize;
use serde_json::json;
use shared::Points;
use shared::id::{EventId, ImportKey, ProductId};
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
use crate::shop::open::Shop;
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

    /// Tells the ledgers of those whose reviews were published; never with the stars. One that
    /// can't be told goes behind those that were tried less often, and keeps no other waiting.
    async fn tell_ledgers(&self) -> Result<(), Fault> {
        let Some((id, product)) = self.home()? else {
            return Ok(());
        };
        let select = "SELECT number FROM unrewarded ORDER BY tries, number LIMIT ?";
        let rows: Vec<(u64,)> = self
            .store
            .rows(Statement::new(select, [json!(limits::TOLD_AT_ONCE)]))?;
        if rows.is_empty() {
            return Ok(());
        }
        let keys = crate::service_keys(&self.env).map_err(|_| Fault::Binding("keys"))?;
        let shop = load::shop_of_now(&self.env, &keys, &id, host::now()).await?;
        let shop = shop.ok_or(Fault::Unreadable("shop"))?;
        let mut told = Ok(());
        for (number,) in rows {
            match self.reward(&shop, &product, number).await {
                // What went through is no reason to wait longer for the rest.
                Ok(()) => *self.failures.borrow_mut() = 0,
                Err(fault) => {
                    self.put_off(number)?;
                    worker::console_error!("reward: {fault}");
                    told = Err(fault);
                }
            }
        }
        told
    }

    /// Tells the ledger of a review, and writes down what it answered.
    async fn reward(&self, shop: &Shop, product: &ProductId, number: u64) -> Result<(), Fault> {
        let id = ReviewId::new(number).ok_or(Fault::Unreadable("number"))?;
        let points = match self.review(id)? {
            Some(review) => self.tell_ledger(shop, product, &review).await?,
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
        self.keep(turn)
    }

    fn put_off(&self, number: u64) -> Result<(), Fault> {
        let mut batch = Batch::default();
        batch.push(
            "UPDATE unrewarded SET tries = tries + 1 WHERE number = ?",
            [json!(number)],
        );
        self.store.commit(&batch)
    }

    /// What a review earns. Where the shop has no program it earns nothing, then or later.
    async fn tell_ledger(
        &self,
        shop: &Shop,
        product: &ProductId,
        review: &Review,
    ) -> Result<Points, Fault> {
        let (Some(shopper), Some(program)) = (&review.shopper, &shop.program) else {
            return Ok(Points::ZERO);
        };
        currency::fix(&self.env, shop).await?;
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
            shop: shop.id.clone(),
            shard,
            program: program.version,
            ask: Ask::Act(AskAct {
                shopper: shopper.clone(),
                deed,
            }),
        };
        earned(ledger::ask(&self.env, shard, &command).await?)
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

/// What a ledger's answer gives. Anything but an answer to this question is no answer: a ledger
/// that knows of no program yet, for one, is asked again.
fn earned(answer: Answer) -> Result<Points, Fault> {
    match answer {
        Answer::Granted { body, .. } => {
            let acted: Acted =
                serde_json::from_str(&body).map_err(|_| Fault::Unreadable("answer"))?;
            Ok(acted.points)
        }
        Answer::Erased => Ok(Points::ZERO),
        Answer::NoProgram => Err(Fault::Unreadable("program")),
        Answer::Declined(_)
        | Answer::NotFound
        | Answer::Conflict
        | Answer::ProgramChanged
        | Answer::Keeps(_)
        | Answer::Heard { .. }
        | Answer::TooOften { .. }
        | Answer::Refers(_)
        | Answer::Orders(_)
        | Answer::WouldGive(_)
        | Answer::Done => Err(Fault::Unreadable("answer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_to_the_question_is_final() {
        let body = r#"{"points": 50, "sequence": 1}"#.to_owned();
        let fifty = Points::new(50).unwrap();
        let granted = Answer::Granted { status: 200, body };
        assert!(matches!(earned(granted), Ok(points) if points == fifty));
        assert!(matches!(earned(Answer::Erased), Ok(Points::ZERO)));
        for answer in [Answer::NoProgram, Answer::NotFound, Answer::Done] {
            assert!(earned(answer.clone()).is_err(), "{answer:?}");
        }
    }
}
