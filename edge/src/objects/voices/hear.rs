//! Hearing of reviews: each word is absolute, so that it may come any number of times.

use std::collections::BTreeMap;

use serde_json::json;
use shared::id::{ImportKey, ProductId};
use shared::reviews::{Aggregate, Review, ReviewId};

use super::VoicesObject;
use crate::fault::Fault;
use crate::objects::sql::{Batch, Statement};

/// Where a review stood, and of which revision that is.
type Row = (u64, u64, String, String, u8);

impl VoicesObject {
    pub(super) fn hear(
        &self,
        product: &ProductId,
        revision: u64,
        aggregate: &Aggregate,
        reviews: &[(u64, ImportKey, Review)],
    ) -> Result<(), Fault> {
        let mut batch = Batch::default();
        let value = serde_json::to_string(aggregate).map_err(|_| Fault::Unreadable("rating"))?;
        batch.push(
            "INSERT INTO rating (product, revision, value) VALUES (?, ?, ?) ON CONFLICT (product) \
             DO UPDATE SET revision = excluded.revision, value = excluded.value \
             WHERE excluded.revision > rating.revision",
            [json!(product.as_str()), json!(revision), json!(value)],
        );
        let numbers: Vec<u64> = reviews.iter().map(|(_, _, it)| it.id.number()).collect();
        let known = self.known(product, &numbers)?;
        for (revision, key, review) in reviews {
            let before = known.get(&review.id);
            if before.is_some_and(|before| before.1 >= *revision) {
                continue;
            }
            if let Some((_, _, state, reason, stars)) = before {
                count(&mut batch, state, reason, *stars, -1);
            }
            write(&mut batch, product, *revision, key, review)?;
        }
        self.store.commit(&batch)
    }

    fn known(
        &self,
        product: &ProductId,
        numbers: &[u64],
    ) -> Result<BTreeMap<ReviewId, Row>, Fault> {
        let select = "SELECT number, revision, state, reason, rating FROM review \
            WHERE product = ? AND number IN (SELECT value FROM json_each(?))";
        let values = [json!(product.as_str()), json!(json!(numbers).to_string())];
        let rows: Vec<Row> = self.store.rows(Statement::new(select, values))?;
        let named = |row: Row| Some((ReviewId::new(row.0)?, row));
        Ok(rows.into_iter().filter_map(named).collect())
    }
}

fn write(
    batch: &mut Batch,
    product: &ProductId,
    revision: u64,
    key: &ImportKey,
    review: &Review,
) -> Result<(), Fault> {
    let state = review.moderation.state().slug();
    let reason = review.moderation.reason().map_or("", |it| it.slug());
    let stars = review.rating.stars();
    count(batch, state, reason, stars, 1);
    let value = serde_json::to_string(review).map_err(|_| Fault::Unreadable("review"))?;
    batch.push(
        "INSERT OR REPLACE INTO review \
         (product, number, revision, state, reason, rating, at, key, value) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            json!(product.as_str()),
            json!(review.id.number()),
            json!(revision),
            json!(state),
            json!(reason),
            json!(stars),
            json!(review.at.unix_ms()),
            json!(key.as_str()),
            json!(value),
        ],
    );
    Ok(())
}

fn count(batch: &mut Batch, state: &str, reason: &str, stars: u8, change: i8) {
    batch.push(
        "INSERT INTO counted (state, reason, rating, count) VALUES (?, ?, ?, ?) \
         ON CONFLICT (state, reason, rating) DO UPDATE SET count = count + excluded.count",
        [json!(state), json!(reason), json!(stars), json!(change)],
    );
}
