//! Submitting: what a new or edited review comes to.

use serde::{Deserialize, Serialize};

use super::moderating::publication;
use super::{
    Author, Buyer, Finding, Incentive, Moderation, Origin, Policy, Publication, Review, ReviewId,
    Revision, State, Submission, Tally, Votes, Written, check,
};
use crate::decline::Decline;
use crate::id::ShopperId;
use crate::time::Time;

/// What is so while a review is written.
#[derive(Clone, Debug)]
pub struct Writing<'a> {
    /// The time.
    pub now: Time,
    /// The shop's settings.
    pub policy: &'a Policy,
    /// Who writes.
    pub shopper: &'a ShopperId,
    /// The name to show where the submission has none.
    pub name: Option<&'a str>,
    /// Whether we know that they bought the product, and with which order; for an edit of a review
    /// of no known order, one that came to be known since. [`super::place`] tells it.
    pub buyer: Buyer,
    /// The name of the review, should it be a new one.
    pub next: ReviewId,
    /// What the checks can't see in the text alone, such as that another review says the same.
    pub known: &'a [Finding],
}

/// The review that a submission meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// None: the shopper has not reviewed the product of this order.
    None,
    /// The shopper has, and the submission does not say that it edits.
    InItsPlace(Review),
    /// The one that the submission edits, which must be the shopper's own.
    Edited(Review),
}

/// What a submission came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// What was done.
    pub outcome: Outcome,
    /// The review as it is now.
    pub review: Review,
    /// The product's tally as it is now.
    pub tally: Tally,
    /// Whether the review is seen for the first time.
    pub publication: Publication,
}

/// What a submission did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// A new review.
    New,
    /// Another content of one.
    Edited,
    /// Nothing: the review says that already.
    Same,
}

/// What a submission comes to: a new review, another content of one, the same again, or a decline
/// where the shopper has reviewed the product of this order already.
///
/// An edit is judged anew; whether it is published cannot see the rating.
pub fn submit(
    writing: &Writing<'_>,
    submission: &Submission,
    earlier: Earlier,
    tally: &Tally,
) -> Result<Submitted, Decline> {
    let author = author(writing, submission, &earlier);
    match earlier {
        Earlier::None => Ok(new(writing, submission, author, tally)),
        Earlier::InItsPlace(review) | Earlier::Edited(review)
            if submission.is_said_by(&review)
                && review.author == author
                && review.is_by(writing.shopper) =>
        {
            Ok(Submitted {
                outcome: Outcome::Same,
                review,
                tally: tally.clone(),
                publication: Publication::NotNew,
            })
        }
        Earlier::InItsPlace(_) => Err(Decline::AlreadyReviewed),
        Earlier::Edited(review) => edited(writing, submission, author, review, tally),
    }
}

/// The name to show: the one sent, else that of the review there is, which its writer chose, and
/// only for a new one the name that the shop's token tells.
fn author(writing: &Writing<'_>, submission: &Submission, earlier: &Earlier) -> Option<Author> {
    let told = || match earlier {
        Earlier::None => writing.name.and_then(|name| name.parse().ok()),
        Earlier::InItsPlace(review) | Earlier::Edited(review) => review.author.clone(),
    };
    submission.author.clone().or_else(told)
}

fn new(
    writing: &Writing<'_>,
    submission: &Submission,
    author: Option<Author>,
    tally: &Tally,
) -> Submitted {
    let mut review = Review {
        id: writing.next,
        shopper: Some(writing.shopper.clone()),
        rating: submission.rating,
        title: submission.title.clone(),
        body: submission.body.clone(),
        author,
        photos: submission.photos.clone(),
        buyer: writing.buyer.clone(),
        origin: Origin::Written,
        at: writing.now,
        edited_at: None,
        published_at: None,
        incentive: Incentive::None,
        votes: Votes::default(),
        reply: None,
        moderation: Moderation::Published,
        revision: Revision::FIRST,
    };
    review.moderation = writing.judged(&review);
    let publication = publication(&mut review, writing.now);
    Submitted {
        outcome: Outcome::New,
        tally: tally.clone().changed(None, Some(&review)),
        review,
        publication,
    }
}

fn edited(
    writing: &Writing<'_>,
    submission: &Submission,
    author: Option<Author>,
    before: Review,
    tally: &Tally,
) -> Result<Submitted, Decline> {
    let is_withdrawn = before.moderation.state() == State::Withdrawn;
    if is_withdrawn || !before.is_by(writing.shopper) {
        return Err(Decline::NotPossible);
    }
    let mut review = Review {
        rating: submission.rating,
        title: submission.title.clone(),
        body: submission.body.clone(),
        author,
        photos: submission.photos.clone(),
        buyer: match &before.buyer {
            Buyer::Unknown => writing.buyer.clone(),
            verified @ Buyer::Verified { .. } => verified.clone(),
        },
        edited_at: Some(writing.now),
        revision: before.revision.next(),
        ..before.clone()
    };
    review.moderation = writing.judged(&review);
    let publication = publication(&mut review, writing.now);
    Ok(Submitted {
        outcome: Outcome::Edited,
        tally: tally.clone().changed(Some(&before), Some(&review)),
        review,
        publication,
    })
}

impl Writing<'_> {
    /// What becomes of a review that was just written; `moderation` is still that of before. What a
    /// person rejected, a person looks at again.
    fn judged(&self, review: &Review) -> Moderation {
        let mut findings = check(&Written {
            title: review.title.as_ref(),
            body: review.body.as_ref(),
            author: review.author.as_ref(),
        });
        findings.extend_from_slice(self.known);
        let was_rejected = review.moderation.reason().is_some();
        let findings_before = review.moderation.findings();
        if was_rejected || findings_before.contains(&Finding::RejectedBefore) {
            findings.push(Finding::RejectedBefore);
        }
        findings.sort_unstable();
        findings.dedup();
        self.policy.judge(findings, &review.buyer)
    }
}
