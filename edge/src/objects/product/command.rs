//! What a product can be asked, and what it answers.

use serde::{Deserialize, Serialize};
use shared::Decline;
use shared::document::Fault as DocumentFault;
use shared::id::{ImportKey, OrderId, ProductId, ShopId, ShopperId};
use shared::reviews::{
    Aggregate, Counts, Filter, Outcome, Place, Policy, ReplyText, Review, ReviewId, Revision, Sort,
    Submission, Verdict, Vote,
};

/// A question to a product.
#[derive(Debug, Serialize, Deserialize)]
pub struct Command {
    /// The shop.
    pub shop: ShopId,
    /// The product.
    pub product: ProductId,
    /// The question.
    pub ask: Ask,
}

/// The question itself.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// A page of the published reviews.
    Page(AskPage),
    /// What the ratings come to.
    Rating,
    /// What a shopper wrote and how they voted.
    Mine {
        /// Who.
        shopper: ShopperId,
    },
    /// A shopper writes.
    Write(Box<AskWrite>),
    /// A shopper votes; nothing takes the vote back.
    Vote {
        /// The review.
        review: ReviewId,
        /// Who.
        shopper: ShopperId,
        /// What they think of it.
        vote: Option<Vote>,
    },
    /// The shop decides.
    Moderate {
        /// The review.
        review: ReviewId,
        /// The wording of it that the shop saw.
        revision: Option<Revision>,
        /// What it decides.
        verdict: Verdict,
    },
    /// The shop answers, or takes its answer back.
    Reply {
        /// The review.
        review: ReviewId,
        /// The wording of it that the shop saw.
        revision: Option<Revision>,
        /// The answer.
        body: Option<ReplyText>,
    },
    /// The shop erases what a review says; its star and date stay. Nobody knows afterwards whose it
    /// was: the same order may bring a review again.
    Erase {
        /// The review.
        review: ReviewId,
    },
    /// Take reviews over from a file.
    Import {
        /// The reviews, each with the key that it is known by.
        rows: Vec<(ImportKey, Review)>,
    },
    /// Forget a shopper.
    Forget {
        /// Whom.
        shopper: ShopperId,
    },
}

/// Asks for a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskPage {
    /// The order.
    pub sort: Sort,
    /// Which reviews.
    pub filter: Filter,
    /// The place of the last review before; from the first where absent.
    pub after: Option<Place>,
}

/// A shopper writes.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskWrite {
    /// Who.
    pub shopper: ShopperId,
    /// The name that their token tells.
    pub name: Option<String>,
    /// What they write.
    pub submission: Submission,
    /// The shop's settings.
    pub policy: Policy,
    /// The orders that we know they bought the product with, newest first.
    pub bought: Vec<OrderId>,
}

/// What a product answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// A page.
    Page(Page),
    /// What the ratings come to.
    Rating {
        /// The stars.
        aggregate: Aggregate,
        /// Rises with every change.
        sequence: u64,
    },
    /// What a shopper wrote and how they voted.
    Mine {
        /// Their reviews, oldest first.
        reviews: Vec<Review>,
        /// Their votes.
        votes: Vec<(ReviewId, Vote)>,
    },
    /// What was written is kept.
    Written {
        /// What it did.
        outcome: Outcome,
        /// The review as it is now.
        review: Box<Review>,
    },
    /// The review as it is now.
    Changed(Box<Review>),
    /// The rules say no.
    Declined(Decline),
    /// What was sent cannot be.
    Invalid(Vec<DocumentFault>),
    /// What became of the reviews of a file; the others were there.
    Imported {
        /// So many are new.
        imported: u64,
        /// So many were there, and got photos that they lacked.
        completed: u64,
    },
    /// There is no such review, or it is not for the caller.
    NotFound,
    /// It is done.
    Done,
}

/// A page of published reviews.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// What all ratings come to.
    pub aggregate: Aggregate,
    /// How many have photos, are verified, have a text.
    pub counts: Counts,
    /// The reviews of the page.
    pub reviews: Vec<Review>,
    /// How many the filter lets through.
    pub matching: u64,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Rises with every change.
    pub sequence: u64,
}
