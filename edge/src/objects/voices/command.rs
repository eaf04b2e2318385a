//! What the voices of a shop can be told and asked.

use serde::{Deserialize, Serialize};
use shared::id::{ImportKey, ProductId};
use shared::reviews::{Aggregate, Review, ReviewId, State};

/// What the voices of a shop can be told and asked.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// What became of some reviews of a product, and what its ratings come to.
    Hear {
        /// The product.
        product: ProductId,
        /// Rises with every change of the product; an older word changes nothing.
        revision: u64,
        /// What its ratings come to.
        aggregate: Aggregate,
        /// The reviews, each with the revision of its last change and the key it is known by.
        reviews: Vec<(u64, ImportKey, Review)>,
    },
    /// The reviews before a place, newest first.
    List {
        /// Where they stand; anywhere where absent.
        state: Option<State>,
        /// The place; from the newest where absent.
        before: Option<Place>,
    },
    /// What was published and rejected, by star.
    Report,
    /// What the ratings of some products come to.
    Ratings {
        /// The products.
        products: Vec<ProductId>,
    },
    /// Show these in this order, if all of them can be shown.
    Choose {
        /// The reviews.
        chosen: Vec<(ProductId, ReviewId)>,
    },
    /// The chosen ones that can be shown, and those that say something else by now.
    Chosen,
    /// Every review after one, by product.
    Export {
        /// The review; from the first where absent.
        after: Option<(ProductId, ReviewId)>,
    },
    /// What was answered to an import of this request id.
    Recall {
        /// The request id.
        key: String,
    },
    /// Keep what was answered to an import, unless another answer was; the answer is what is kept.
    Remember {
        /// The request id.
        key: String,
        /// The answer.
        remembered: Remembered,
    },
}

/// The place of a review in the list of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// When it was written, in milliseconds.
    pub at: i64,
    /// The product.
    pub product: ProductId,
    /// The review.
    pub review: ReviewId,
}

/// A review with the product that it is of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Voice {
    /// The product.
    pub product: ProductId,
    /// What an export and an import know it by.
    pub key: ImportKey,
    /// The review.
    pub review: Review,
}

/// A page of reviews.
#[derive(Debug, Serialize, Deserialize)]
pub struct Voices {
    /// The reviews.
    pub voices: Vec<Voice>,
    /// Whether there are more after the last.
    pub has_more: bool,
}

/// What became of the reviews that a shop chose.
#[derive(Debug, Serialize, Deserialize)]
pub struct Selection {
    /// Those that can be shown, in the shop's order.
    pub shown: Vec<Voice>,
    /// Those whose writers changed them since: nobody chose what they say now.
    pub changed: Vec<(ProductId, ReviewId)>,
}

/// How many reviews stand somewhere.
#[derive(Debug, Serialize, Deserialize)]
pub struct Counted {
    /// Where.
    pub state: State,
    /// Why the shop rejected or withdrew it; empty elsewhere.
    pub reason: String,
    /// The stars.
    pub stars: u8,
    /// How many.
    pub count: u64,
}

/// The answer to an import, and the hash of what was imported.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remembered {
    /// The hash of the body.
    pub content: String,
    /// The answer's JSON.
    pub answer: String,
}
