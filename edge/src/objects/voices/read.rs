//! What the voices of a shop tell.

use serde_json::{Value, json};
use shared::Time;
use shared::id::{ImportKey, ProductId};
use shared::reviews::{Aggregate, Review, ReviewId, State};

use super::VoicesObject;
use super::command::{Counted, Place, Selection, Voice, Voices};
use crate::fault::Fault;
use crate::limits;
use crate::objects::sql::{Batch, Statement};

impl VoicesObject {
    pub(super) fn list(
        &self,
        state: Option<State>,
        before: Option<&Place>,
    ) -> Result<Voices, Fault> {
        let mut values = Vec::new();
        let mut conditions = Vec::new();
        if let Some(state) = state {
            conditions.push("state = ?");
            values.push(json!(state.slug()));
        }
        if let Some(place) = before {
            conditions.push("(at, product, number) < (?, ?, ?)");
            values.extend([
                json!(place.at),
                json!(place.product.as_str()),
                json!(place.review.number()),
            ]);
        }
        let conditions = match conditions.as_slice() {
            [] => String::new(),
            some => format!("WHERE {}", some.join(" AND ")),
        };
        let select = format!(
            "SELECT product, key, value FROM review {conditions} \
             ORDER BY at DESC, product DESC, number DESC LIMIT ?"
        );
        self.page(&select, values, limits::QUEUED_REVIEWS)
    }

    pub(super) fn export(&self, after: Option<&(ProductId, ReviewId)>) -> Result<Voices, Fault> {
        let (condition, values) = match after {
            Some((product, review)) => (
                "WHERE (product, number) > (?, ?)",
                vec![json!(product.as_str()), json!(review.number())],
            ),
            None => ("", Vec::new()),
        };
        let select = format!(
            "SELECT product, key, value FROM review {condition} ORDER BY product, number LIMIT ?"
        );
        self.page(&select, values, limits::EXPORTED_REVIEWS)
    }

    fn page(&self, select: &str, mut values: Vec<Value>, most: usize) -> Result<Voices, Fault> {
        values.push(json!(most + 1));
        let mut voices = self.voices(Statement::new(select, values))?;
        let has_more = voices.len() > most;
        voices.truncate(most);
        Ok(Voices { voices, has_more })
    }

    pub(super) fn report(&self) -> Result<Vec<Counted>, Fault> {
        let select = "SELECT state, reason, rating, count FROM counted WHERE count > 0";
        let rows: Vec<(State, String, u8, u64)> = self.store.rows(Statement::new(select, []))?;
        let counted = |(state, reason, stars, count)| Counted {
            state,
            reason,
            stars,
            count,
        };
        Ok(rows.into_iter().map(counted).collect())
    }

    /// The ratings of the products that have any reviews.
    pub(super) fn ratings(
        &self,
        products: &[ProductId],
    ) -> Result<Vec<(ProductId, Aggregate)>, Fault> {
        let ids: Vec<&str> = products.iter().map(ProductId::as_str).collect();
        let select =
            "SELECT product, value FROM rating WHERE product IN (SELECT value FROM json_each(?))";
        let statement = Statement::new(select, [json!(json!(ids).to_string())]);
        let rows: Vec<(ProductId, String)> = self.store.rows(statement)?;
        let read = |(product, text): (ProductId, String)| {
            let rating = serde_json::from_str(&text).map_err(|_| Fault::Unreadable("rating"))?;
            Ok((product, rating))
        };
        rows.into_iter().map(read).collect()
    }

    /// Keeps the chosen ones as they are now, unless some can't be shown: then it answers their
    /// places.
    pub(super) fn choose(&self, chosen: &[(ProductId, ReviewId)]) -> Result<Vec<usize>, Fault> {
        let mut batch = Batch::default();
        batch.push("DELETE FROM chosen", []);
        let mut unfit = Vec::new();
        for (place, (product, review)) in chosen.iter().enumerate() {
            let select = "SELECT product, key, value FROM review WHERE product = ? AND number = ?";
            let name = [json!(product.as_str()), json!(review.number())];
            let found = self.voices(Statement::new(select, name.clone()))?;
            let Some(voice) = found.iter().find(|voice| is_fit(&voice.review)) else {
                unfit.push(place);
                continue;
            };
            let edited_at = json!(voice.review.edited_at);
            batch.push(
                "INSERT INTO chosen (place, product, number, edited_at) VALUES (?, ?, ?, ?)",
                std::iter::once(json!(place)).chain(name).chain([edited_at]),
            );
        }
        if unfit.is_empty() {
            self.store.commit(&batch)?;
        }
        Ok(unfit)
    }

    /// The chosen ones, without those that can't be shown any more, or say something else by now.
    pub(super) fn chosen(&self) -> Result<Selection, Fault> {
        let select = "SELECT product, key, value FROM chosen JOIN review USING (product, number) \
            ORDER BY place";
        let voices = self.voices(Statement::new(select, []))?;
        let edits: Vec<(Option<Time>,)> = self.store.rows(Statement::new(
            "SELECT edited_at FROM chosen JOIN review USING (product, number) ORDER BY place",
            [],
        ))?;
        let fit = voices.into_iter().zip(edits);
        let fit = fit.filter(|(voice, _)| is_fit(&voice.review));
        let (shown, changed): (Vec<_>, Vec<_>) =
            fit.partition(|(voice, (edited_at,))| voice.review.edited_at == *edited_at);
        let voice = |(voice, _): (Voice, _)| voice;
        let name = |(voice, _): (Voice, _)| (voice.product, voice.review.id);
        Ok(Selection {
            shown: shown.into_iter().map(voice).collect(),
            changed: changed.into_iter().map(name).collect(),
        })
    }

    fn voices(&self, statement: Statement) -> Result<Vec<Voice>, Fault> {
        let rows: Vec<(ProductId, ImportKey, String)> = self.store.rows(statement)?;
        let read = |(product, key, text): (ProductId, ImportKey, String)| {
            let review = serde_json::from_str(&text).map_err(|_| Fault::Unreadable("review"))?;
            Ok(Voice {
                product,
                key,
                review,
            })
        };
        rows.into_iter().map(read).collect()
    }
}

/// Whether a review can be a testimonial: everybody may see it, and it says something.
fn is_fit(review: &Review) -> bool {
    review.is_published() && review.has_text()
}
