//! Forgetting: a shopper, or what one review says. Words go, stars and their date stay.

use serde_json::json;
use shared::id::ShopperId;
use shared::reviews::{Review, ReviewId, Vote, erase, vote};

use super::ProductObject;
use super::command::Answer;
use super::kept::Turn;
use crate::fault::Fault;
use crate::objects::sql::Statement;

impl Turn {
    /// Erases a review, and what was still to become of it. What is erased already stays as it is.
    fn erase(&mut self, before: &Review) -> Result<(), Fault> {
        let number = [json!(before.id.number())];
        let erased = erase(before.clone(), &self.core.tally);
        if erased.review == *before {
            return Ok(());
        }
        self.core.tally = erased.tally;
        for table in ["vote", "unrewarded"] {
            let delete = format!("DELETE FROM {table} WHERE number = ?");
            self.batch.push(&delete, number.clone());
        }
        self.put(before, &erased.review)
    }
}

impl ProductObject {
    /// Forgets what a shopper said, and ignores what they say from now on: something of theirs may
    /// still be on its way.
    pub(super) fn forget(&self, shopper: &ShopperId) -> Result<Answer, Fault> {
        let mut turn = self.begin()?;
        turn.batch.push(
            "INSERT OR IGNORE INTO forgotten (shopper) VALUES (?)",
            [json!(shopper.as_str())],
        );
        for before in self.reviews_by(shopper)? {
            turn.erase(&before)?;
        }
        let select = "SELECT number, vote FROM vote WHERE shopper = ?";
        let voted = Statement::new(select, [json!(shopper.as_str())]);
        let voted: Vec<(u64, Vote)> = self.store.rows(voted)?;
        for (number, given) in voted {
            let id = ReviewId::new(number).ok_or(Fault::Unreadable("vote"))?;
            let Some(before) = self.review(id)? else {
                continue;
            };
            if let Ok(review) = vote(before.clone(), shopper, Some(given), None) {
                turn.put(&before, &review)?;
            }
        }
        let own = [json!(shopper.as_str())];
        turn.batch.push("DELETE FROM vote WHERE shopper = ?", own);
        self.keep(turn)?;
        Ok(Answer::Done)
    }

    /// Erases what one review says, whoever wrote it, and leaves its star and date.
    pub(super) fn erase(&self, id: ReviewId) -> Result<Answer, Fault> {
        let Some(before) = self.review(id)? else {
            return Ok(Answer::NotFound);
        };
        let mut turn = self.begin()?;
        turn.erase(&before)?;
        self.keep(turn)?;
        Ok(Answer::Done)
    }

    /// Whether a shopper was forgotten.
    pub(super) fn is_forgotten(&self, shopper: &ShopperId) -> Result<bool, Fault> {
        let select = "SELECT 1 FROM forgotten WHERE shopper = ?";
        let statement = Statement::new(select, [json!(shopper.as_str())]);
        let row: Option<(u8,)> = self.store.first(statement)?;
        Ok(row.is_some())
    }
}
