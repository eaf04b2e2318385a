//! What a product keeps: reviews as rows, and the tally beside them, changed together.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::id::{ImportKey, ShopperId};
use shared::reviews::{Fingerprint, Review, ReviewId, Tally};

use super::ProductObject;
use crate::fault::Fault;
use crate::host;
use crate::objects::sql::{Batch, Statement};

/// What is kept beside the reviews, so that no answer depends on how many there are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Core {
    /// How many reviews were ever numbered.
    pub(super) numbered: u64,
    /// Rises with every change.
    pub(super) sequence: u64,
    /// The counts of the published ones.
    pub(super) tally: Tally,
}

/// A turn that is being taken: nothing of it is there before it is kept.
pub(super) struct Turn {
    pub(super) core: Core,
    pub(super) batch: Batch,
    is_news: bool,
}

impl Core {
    /// The name of the next review.
    pub(super) fn next(&self) -> Result<ReviewId, Fault> {
        ReviewId::new(self.numbered + 1).ok_or(Fault::Unreadable("number"))
    }
}

impl Turn {
    /// Puts a review in place of what it was; the tally is what the rules made of it. The shop's
    /// voices are to hear of it.
    pub(super) fn put(&mut self, before: &Review, after: &Review) -> Result<(), Fault> {
        self.batch.push(
            "UPDATE review SET shopper = ?, state = ?, kind = ?, rating = ?, helpfulness = ?, \
             at = ?, print = ?, value = ? WHERE number = ?",
            columns(after)?
                .into_iter()
                .chain([json!(before.id.number())]),
        );
        self.tell(after);
        Ok(())
    }

    /// Adds a review under the key that an export and an import know it by.
    pub(super) fn add(&mut self, review: &Review, key: &ImportKey) -> Result<(), Fault> {
        let number = review.id.number();
        self.core.numbered = self.core.numbered.max(number);
        self.batch.push(
            "INSERT INTO review \
             (shopper, state, kind, rating, helpfulness, at, print, value, number, key) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            columns(review)?
                .into_iter()
                .chain([json!(number), json!(key.as_str())]),
        );
        self.tell(review);
        Ok(())
    }

    fn tell(&mut self, review: &Review) {
        self.core.sequence += u64::from(!self.is_news);
        self.is_news = true;
        self.batch.push(
            "INSERT OR REPLACE INTO untold (number, revision) VALUES (?, ?)",
            [json!(review.id.number()), json!(self.core.sequence)],
        );
    }

    /// The ledger of the shopper is to hear that a review of theirs was published.
    pub(super) fn reward(&mut self, review: &Review) {
        self.batch.push(
            "INSERT OR IGNORE INTO unrewarded (number) VALUES (?)",
            [json!(review.id.number())],
        );
    }
}

/// What lists and checks look a review up by, and the review.
fn columns(review: &Review) -> Result<[Value; 8], Fault> {
    let value = serde_json::to_string(review).map_err(|_| Fault::Unreadable("review"))?;
    let print = review.body.as_ref().and_then(Fingerprint::of);
    Ok([
        json!(review.shopper.as_ref().map(ShopperId::as_str)),
        json!(review.moderation.state().slug()),
        json!(review.kind().number()),
        json!(review.rating.stars()),
        json!(review.votes.helpfulness().ppm()),
        json!(review.at.unix_ms()),
        json!(print.as_ref().map(Fingerprint::as_str)),
        json!(value),
    ])
}

impl ProductObject {
    /// Begins a turn.
    pub(super) fn begin(&self) -> Result<Turn, Fault> {
        Ok(Turn {
            core: self.core()?,
            batch: Batch::default(),
            is_news: false,
        })
    }

    /// Keeps a turn: all of it, or nothing. What others are to hear of it goes by the alarm.
    pub(super) fn keep(&self, mut turn: Turn) -> Result<(), Fault> {
        if turn.is_news {
            let core = serde_json::to_string(&turn.core).map_err(|_| Fault::Unreadable("core"))?;
            turn.batch.push(
                "INSERT OR REPLACE INTO core (id, value) VALUES (1, ?)",
                [json!(core)],
            );
            self.write_home(&mut turn.batch);
            turn.batch.alarm_at(host::now());
        }
        self.store.commit(&turn.batch)?;
        *self.core.borrow_mut() = Some(turn.core);
        Ok(())
    }

    /// What is kept beside the reviews.
    pub(super) fn core(&self) -> Result<Core, Fault> {
        if let Some(core) = self.core.borrow().clone() {
            return Ok(core);
        }
        let select = Statement::new("SELECT value FROM core", []);
        let row: Option<(String,)> = self.store.first(select)?;
        let core = match row {
            Some((text,)) => serde_json::from_str(&text).map_err(|_| Fault::Unreadable("core"))?,
            None => Core::default(),
        };
        *self.core.borrow_mut() = Some(core.clone());
        Ok(core)
    }

    /// A review by its name.
    pub(super) fn review(&self, id: ReviewId) -> Result<Option<Review>, Fault> {
        let select = "SELECT value FROM review WHERE number = ?";
        let statement = Statement::new(select, [json!(id.number())]);
        let found = self.reviews(statement)?;
        Ok(found.into_iter().next())
    }

    /// What a shopper wrote, oldest first.
    pub(super) fn reviews_by(&self, shopper: &ShopperId) -> Result<Vec<Review>, Fault> {
        let select = "SELECT value FROM review WHERE shopper = ? ORDER BY number";
        self.reviews(Statement::new(select, [json!(shopper.as_str())]))
    }

    /// The reviews that a statement finds by their `value`.
    pub(super) fn reviews(&self, statement: Statement) -> Result<Vec<Review>, Fault> {
        let rows: Vec<(String,)> = self.store.rows(statement)?;
        let read = |(text,): (String,)| {
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("review"))
        };
        rows.into_iter().map(read).collect()
    }
}
