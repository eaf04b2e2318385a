//! A shopper writes, or looks at what they wrote.

use serde_json::json;
use shared::Time;
use shared::id::{ImportKey, OrderId, ShopperId};
use shared::reviews::import::{first_free, of_written};
use shared::reviews::{
    Buyer, Earlier, Finding, Fingerprint, Outcome, Publication, Review, ReviewId, Submission,
    Submitted, Vote, Writing, submit,
};

use super::ProductObject;
use super::command::{Answer, AskWrite};
use crate::fault::Fault;
use crate::objects::sql::Statement;

/// Which review a submission is about.
enum About {
    /// A new one, or the one that is there already.
    Slot(Option<Review>),
    /// One that it edits.
    Edit(Review),
    /// One that is not theirs.
    Nothing,
}

impl ProductObject {
    /// A shopper writes a review, or one of theirs anew.
    pub(super) fn write(&self, ask: &AskWrite, now: Time) -> Result<Answer, Fault> {
        if self.is_forgotten(&ask.shopper)? {
            return Ok(Answer::NotFound);
        }
        let mine = self.reviews_by(&ask.shopper)?;
        let order = order_of(&ask.submission, &ask.bought);
        let earlier = match about(&ask.submission, order, mine) {
            About::Nothing => return Ok(Answer::NotFound),
            About::Slot(None) => Earlier::None,
            About::Slot(Some(review)) => Earlier::InItsPlace(review),
            About::Edit(review) => Earlier::Edited(review),
        };
        let before = match &earlier {
            Earlier::None => None,
            Earlier::InItsPlace(review) | Earlier::Edited(review) => Some(review.clone()),
        };
        let print = ask.submission.body.as_ref().and_then(Fingerprint::of);
        let known = self.findings(print.as_ref(), before.as_ref().map(|review| review.id))?;
        let mut turn = self.begin()?;
        let (next, key) = self.free(turn.core.next()?, now)?;
        let writing = Writing {
            now,
            policy: &ask.policy,
            shopper: &ask.shopper,
            name: ask.name.as_deref(),
            buyer: order.map_or(Buyer::Unknown, |order| Buyer::Verified {
                order: order.clone(),
            }),
            next,
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
            match before {
                Some(before) => turn.put(&before, &review)?,
                None => turn.add(&review, &key)?,
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

    /// The name of a review that is written now, from `next` on, and the key that an export tells
    /// and an import knows.
    fn free(&self, next: ReviewId, now: Time) -> Result<(ReviewId, ImportKey), Fault> {
        let (shop, product) = self.home()?.ok_or(Fault::Unreadable("home"))?;
        let key = |id| of_written(&shop, &product, id, now);
        let is_taken = |key: &ImportKey| {
            let select = "SELECT 1 FROM review WHERE key = ?";
            let statement = Statement::new(select, [json!(key.as_str())]);
            let row: Option<(u8,)> = self.store.first(statement)?;
            Ok::<_, Fault>(row.is_some())
        };
        first_free(next, key, is_taken)?.ok_or(Fault::Unreadable("key"))
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

/// The order that a review counts for: the one it names, if we know it, or else any that we know.
fn order_of<'a>(submission: &Submission, bought: &'a [OrderId]) -> Option<&'a OrderId> {
    match &submission.order {
        Some(named) => bought.iter().find(|order| *order == named),
        None => bought.first(),
    }
}

/// Without a word on the order, a shopper who wrote already is taken to mean what they wrote: the
/// same request again must not become a second review, whatever they bought since.
fn about(submission: &Submission, order: Option<&OrderId>, mut mine: Vec<Review>) -> About {
    if let Some(id) = submission.review {
        let found = mine.into_iter().find(|review| review.id == id);
        return found.map_or(About::Nothing, About::Edit);
    }
    let of_order = |review: &Review| match (&review.buyer, order) {
        (Buyer::Verified { order }, Some(named)) => order == named,
        (Buyer::Unknown, None) => true,
        _ => false,
    };
    if submission.order.is_some() {
        return About::Slot(mine.into_iter().find(of_order));
    }
    let same = mine.iter().position(|review| says(review, submission));
    About::Slot(match same {
        Some(place) => Some(mine.swap_remove(place)),
        None => mine.pop(),
    })
}

/// Whether a review has the words and stars of a submission; whether it is the same is decided by
/// the rules.
fn says(review: &Review, submission: &Submission) -> bool {
    review.rating == submission.rating
        && review.title == submission.title
        && review.body == submission.body
        && review.photos == submission.photos
}
