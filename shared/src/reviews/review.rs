//! A review, as it is kept.

use serde::{Deserialize, Serialize};

use super::slug::slugs;
use super::{Author, Body, Kind, Moderation, PhotoUrl, Rating, ReplyText, State, Title, Votes};
use crate::decline::Decline;
use crate::id::{OrderId, ShopperId};
use crate::time::Time;

/// A review of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its name within the product.
    pub id: ReviewId,
    /// Who wrote it: nobody we know where it was imported, or where they were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shopper: Option<ShopperId>,
    /// The stars.
    pub rating: Rating,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The text; a rating alone has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// The name that is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The photos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoUrl>,
    /// Whether we know that the reviewer bought the product.
    pub buyer: Buyer,
    /// Where the review comes from.
    pub origin: Origin,
    /// When it was written.
    pub at: Time,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Time>,
    /// When it was first published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Time>,
    /// What the reviewer got for writing it.
    pub incentive: Incentive,
    /// What others think of it.
    pub votes: Votes,
    /// What the shop answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply>,
    /// Whether it is shown, or why not.
    pub moderation: Moderation,
    /// Which wording of it this is.
    #[serde(default)]
    pub revision: Revision,
}

impl Incentive {
    /// Whether the reviewer got anything at all.
    pub const fn is_any(self) -> bool {
        !matches!(self, Self::None)
    }
}

impl Review {
    /// Whether it says something, which a rating alone does not.
    pub const fn has_text(&self) -> bool {
        self.body.is_some()
    }

    /// Whether it has photos.
    pub const fn has_photos(&self) -> bool {
        !self.photos.is_empty()
    }

    /// Whether we know the order that the reviewer bought the product with.
    pub const fn is_verified(&self) -> bool {
        matches!(self.buyer, Buyer::Verified { .. })
    }

    /// Whether anyone may see it.
    pub const fn is_published(&self) -> bool {
        matches!(self.moderation.state(), State::Published)
    }

    /// What a list filters it by, beside its rating.
    pub const fn kind(&self) -> Kind {
        Kind::of(self.has_photos(), self.is_verified(), self.has_text())
    }

    /// Whether it is of an order.
    pub fn is_of(&self, order: &OrderId) -> bool {
        matches!(&self.buyer, Buyer::Verified { order: of } if of == order)
    }

    /// The review, unless it says something else than the wording that somebody saw: what they
    /// decided of that one is no word on this one.
    pub fn as_seen(self, revision: Option<Revision>) -> Result<Self, Decline> {
        match revision {
            Some(revision) if revision != self.revision => Err(Decline::ReviewChanged),
            _ => Ok(self),
        }
    }

    /// Whether a shopper wrote it.
    pub fn is_by(&self, shopper: &ShopperId) -> bool {
        self.shopper.as_ref() == Some(shopper)
    }
}

/// The name of a review within its product: `r1`, `r2`, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReviewId(u64);

impl ReviewId {
    /// The largest number, which a Durable Object's SQL integer carries exactly.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// The name of the review with a number, which is at least 1.
    pub const fn new(number: u64) -> Option<Self> {
        match number {
            1..=0x1f_ffff_ffff_ffff => Some(Self(number)),
            _ => None,
        }
    }

    /// The number.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl std::str::FromStr for ReviewId {
    type Err = NotAReviewId;

    /// A name as it is written by [`ReviewId`]'s `Display`, and in no other way.
    fn from_str(text: &str) -> Result<Self, NotAReviewId> {
        let digits = text.strip_prefix('r').ok_or(NotAReviewId)?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || digits.starts_with('0') {
            return Err(NotAReviewId);
        }
        let number = digits.parse().ok();
        number.and_then(Self::new).ok_or(NotAReviewId)
    }
}

impl TryFrom<String> for ReviewId {
    type Error = NotAReviewId;

    fn try_from(text: String) -> Result<Self, NotAReviewId> {
        text.parse()
    }
}

impl From<ReviewId> for String {
    fn from(id: ReviewId) -> Self {
        id.to_string()
    }
}

impl std::fmt::Display for ReviewId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "r{}", self.0)
    }
}

/// A text that is no name of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAReviewId;

impl std::fmt::Display for NotAReviewId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a review is named as the service answered it, such as r12")
    }
}

impl std::error::Error for NotAReviewId {}

/// Which wording of a review: 1 as it was first written, and one more with every change of what it
/// says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(u32);

impl Revision {
    /// As it was first written.
    pub const FIRST: Self = Self(1);

    /// The wording of a number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The wording after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl Default for Revision {
    fn default() -> Self {
        Self::FIRST
    }
}

/// What we know of the purchase behind a review; never what anyone claims.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Buyer {
    /// The product was in a paid order of the reviewer.
    Verified {
        /// The order.
        order: OrderId,
    },
    /// We know of no such order.
    Unknown,
}

impl Buyer {
    /// The buyer of an order that we know.
    pub const fn of(order: OrderId) -> Self {
        Self::Verified { order }
    }
}

/// Where a review comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Origin {
    /// A shopper wrote it here.
    Written,
    /// The shop brought it along in a file.
    Imported {
        /// What wrote the file.
        app: App,
    },
}

slugs! {
    /// What a file of reviews was written by.
    App {
        /// Judge.me.
        JudgeMe = "judge.me",
        /// Loox.
        Loox = "loox",
        /// Okendo.
        Okendo = "okendo",
        /// Yotpo.
        Yotpo = "yotpo",
        /// Shopify Product Reviews.
        ShopifyProductReviews = "shopify-product-reviews",
        /// Ryviu.
        Ryviu = "ryviu",
        /// Opinew.
        Opinew = "opinew",
        /// Accolade itself.
        Accolade = "accolade",
    }
}

slugs! {
    /// What a reviewer got for a review, whatever its rating.
    Incentive {
        /// Nothing.
        None = "none",
        /// Points, which is shown beside it.
        Rewarded = "rewarded",
        /// Something that another app tells of, and not what; that is shown too.
        Given = "given",
    }
}

/// What the shop answers to a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The answer.
    pub body: ReplyText,
    /// When it was given.
    pub at: Time,
}
