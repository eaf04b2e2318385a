//! Reviews, in the words of the wire.

use serde::Serialize;
use shared::Time;
use shared::id::{OrderId, ProductId, ShopperId};
use shared::reviews::{
    Aggregate, App, Author, Body, Buyer, Finding, Incentive, Moderation, Note, Origin, PhotoUrl,
    Policy, Rating, RejectionReason, Reply, Review, ReviewId, Revision, State, Title, Withdrawal,
};

use crate::shop::product::Product;

/// A review, as anyone sees it.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewWire {
    id: ReviewId,
    rating: Rating,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Title>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Author>,
    at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    edited_at: Option<Time>,
    verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    imported: Option<App>,
    rewarded: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    incentive: Option<Incentive>,
    photos: Vec<Photo>,
    helpful: u32,
    unhelpful: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<Reply>,
}

#[derive(Clone, Debug, Serialize)]
struct Photo {
    url: PhotoUrl,
}

/// A review, as the shopper who wrote it sees it.
#[derive(Debug, Serialize)]
pub struct OwnReview {
    #[serde(flatten)]
    review: ReviewWire,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<RejectionReason>,
}

/// A review, as the shop sees it.
#[derive(Debug, Serialize)]
pub struct ShopReview {
    product: ProductWire,
    #[serde(flatten)]
    review: ReviewWire,
    revision: Revision,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Finding>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<RejectionReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shopper: Option<ShopperId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<OrderId>,
}

/// A review that the shop chose, with what it is about.
#[derive(Debug, Serialize)]
pub struct Testimonial {
    /// What it is about.
    pub product: ProductWire,
    /// The review.
    #[serde(flatten)]
    pub review: ReviewWire,
}

/// A product, as far as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct ProductWire {
    id: ProductId,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
}

/// What the ratings of a product come to.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct AggregateWire {
    #[serde(skip_serializing_if = "Option::is_none")]
    rating_value: Option<f64>,
    rating_count: u64,
    review_count: u64,
    rating_sum: u64,
    histogram: [u64; 5],
}

impl ReviewWire {
    /// What anyone may see of a review: no photo of a host that the shop has given up.
    pub fn of(review: &Review, policy: &Policy) -> Self {
        let mut wire = Self::whole(review);
        wire.photos.retain(|photo| policy.allows(&photo.url));
        wire
    }

    fn whole(review: &Review) -> Self {
        let photo = |url: &PhotoUrl| Photo { url: url.clone() };
        Self {
            id: review.id,
            rating: review.rating,
            title: review.title.clone(),
            body: review.body.clone(),
            author: review.author.clone(),
            at: review.at,
            edited_at: review.edited_at,
            verified: review.is_verified(),
            imported: match review.origin {
                Origin::Written => None,
                Origin::Imported { app } => Some(app),
            },
            rewarded: review.incentive.is_any(),
            incentive: Some(review.incentive).filter(|it| *it == Incentive::Given),
            photos: review.photos.iter().map(photo).collect(),
            helpful: review.votes.helpful,
            unhelpful: review.votes.unhelpful,
            reply: review.reply.clone(),
        }
    }
}

impl OwnReview {
    /// What its writer may see of a review.
    pub fn of(review: &Review, policy: &Policy) -> Self {
        Self {
            review: ReviewWire::of(review, policy),
            state: review.moderation.state(),
            reason: review.moderation.reason(),
        }
    }
}

impl ShopReview {
    /// What the shop sees of a review, which is all of it.
    pub fn of(product: ProductWire, review: &Review) -> Self {
        let (findings, note) = match &review.moderation {
            Moderation::Pending { findings } => (Some(findings.clone()), None),
            Moderation::Rejected { note, .. } => (None, note.clone()),
            Moderation::Published | Moderation::Withdrawn { .. } => (None, None),
        };
        Self {
            product,
            review: ReviewWire::whole(review),
            revision: review.revision,
            state: review.moderation.state(),
            withdrawn_by: withdrawn_by(&review.moderation),
            findings,
            reason: review.moderation.reason(),
            note,
            shopper: review.shopper.clone(),
            order: match &review.buyer {
                Buyer::Verified { order } => Some(order.clone()),
                Buyer::Unknown => None,
            },
        }
    }
}

/// Who withdrew it, where that is known.
const fn withdrawn_by(moderation: &Moderation) -> Option<&'static str> {
    match moderation {
        Moderation::Withdrawn {
            because: Withdrawal::Shop { .. },
        } => Some("shop"),
        Moderation::Withdrawn {
            because: Withdrawal::Erased,
        } => Some("erasure"),
        _ => None,
    }
}

impl ProductWire {
    /// What a page shows of a product; of an unknown one, its id.
    pub fn of(id: &ProductId, known: Option<&Product>) -> Self {
        let known = known.cloned().unwrap_or_default();
        Self {
            id: id.clone(),
            title: known.title,
            url: known.url,
            image: known.image,
        }
    }
}

impl AggregateWire {
    /// What ratings come to.
    pub fn of(aggregate: &Aggregate) -> Self {
        Self {
            rating_value: aggregate.rating_value().map(|value| value.number()),
            rating_count: aggregate.rating_count(),
            review_count: aggregate.review_count(),
            rating_sum: aggregate.rating_sum(),
            histogram: aggregate.histogram(),
        }
    }
}
