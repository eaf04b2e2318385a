//! A shopper writes, or looks at what they wrote.

use serde_json::json;
use shared::Time;
use shared::id::{ImportKey, ShopperId};
use shared::reviews::import::of_written;
use shared::reviews::{
    Earlier, Finding, Fingerprint, Outcome, Publication, ReviewId, Submitted, Vote, Writing, place,
    submit,
};

use super::ProductObject;
use super::command::{Answer, AskWrite};
use crate::fault::Fault;
use crate::objects::sql::Statement;

impl ProductObject {
    /// A shopper writes a review, or one of theirs anew.
    pub(super) fn write(&self, ask: &AskWrite, now: Time) -> Result<Answer, Fault> {
        if self.is_forgotten(&ask.shopper)? {
            return Ok(Answer::NotFound);
        }
        let mine = self.reviews_by(&ask.shopper)?;
        let Some((earlier, buyer)) = place(&ask.submission, &ask.bought, &mine) else {
            return Ok(Answer::NotFound);
        };
        let before = match &earlier {
            Earlier::None => None,
            Earlier::InItsPlace(review) | Earlier::Edited(review) => Some(review.clone()),
        };
        let print = ask.submission.body.as_ref().and_then(Fingerprint::of);
        let known = self.findings(print.as_ref(), before.as_ref().map(|review| review.id))?;
        let mut turn = self.begin()?;
        let writing = Writing {
            now,
            policy: &ask.policy,
            shopper: &ask.shopper,
            name: ask.name.as_deref(),
            buyer,
            next: turn.core.next()?,
            known: &known,
        };
        let submitted = match submit(&writing, &ask.submission, earlier, &turn.core.tally) {
            Ok(submitted) => submitted,
            Err(decline) => return Ok(Answer::Declined(decline)),
        };
        let Submitted {
            outcome,
            review,
            tally,
            publication,
        } = submitted;
        if outcome != Outcome::Same {
            turn.core.tally = tally;
            if let Some(before) = &before {
                let faults = ask.submission.strange_photos(before, &ask.policy);
                if !faults.is_empty() {
                    return Ok(Answer::Invalid(faults));
                }
            }
            match before {
                Some(before) => turn.put(&before, &review)?,
                None => turn.add(&review, &self.key_of(review.id, now)?)?,
            }
            if publication == Publication::First {
                turn.reward(&review);
            }
            self.keep(turn)?;
        }
        Ok(Answer::Written {
            outcome,
            review: Box::new(review),
        })
    }

    /// What a shopper wrote, and how they voted.
    pub(super) fn mine(&self, shopper: &ShopperId) -> Result<Answer, Fault> {
        let select = "SELECT number, vote FROM vote WHERE shopper = ?";
        let statement = Statement::new(select, [json!(shopper.as_str())]);
        let rows: Vec<(u64, Vote)> = self.store.rows(statement)?;
        let named = |(number, vote)| Some((ReviewId::new(number)?, vote));
        Ok(Answer::Mine {
            reviews: self.reviews_by(shopper)?,
            votes: rows.into_iter().filter_map(named).collect(),
        })
    }

    /// The key of a review that is written now, which an export tells and an import knows.
    fn key_of(&self, review: ReviewId, now: Time) -> Result<ImportKey, Fault> {
        let (shop, product) = self.home()?.ok_or(Fault::Unreadable("home"))?;
        of_written(&shop, &product, review, now).ok_or(Fault::Unreadable("key"))
    }

    /// What the text alone does not show: that another review says the same.
    fn findings(
        &self,
        print: Option<&Fingerprint>,
        of: Option<ReviewId>,
    ) -> Result<Vec<Finding>, Fault> {
        let Some(print) = print else {
            return Ok(Vec::new());
        };
        let select = "SELECT number FROM review WHERE print = ? AND number != ? LIMIT 1";
        let own = of.map_or(0, ReviewId::number);
        let statement = Statement::new(select, [json!(print.as_str()), json!(own)]);
        let another: Option<(u64,)> = self.store.first(statement)?;
        Ok(another.map(|_| Finding::Duplicate).into_iter().collect())
    }
}
