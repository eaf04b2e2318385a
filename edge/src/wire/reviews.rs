//! Reviews together, in the words of the wire: pages, ratings, and what became of them.

use std::collections::BTreeMap;

use serde::Serialize;
use shared::id::ProductId;
use shared::reviews::{Aggregate, Counts, Policy, Review, State};

use super::review::{AggregateWire, ProductWire, ReviewWire};
use crate::objects::product::command::Page;
use crate::objects::voices::command::Counted;
use crate::shop::product::Product;

/// A page of a product's reviews as it was read; of a product that nobody knows, an empty one.
pub struct ProductPage {
    /// What the shop told of the product.
    pub product: Option<Product>,
    /// The page.
    pub page: Page,
}

/// A page of a product's reviews.
#[derive(Debug, Serialize)]
pub struct PageWire {
    product: ProductWire,
    rating: AggregateWire,
    counts: Counts,
    reviews: Vec<ReviewWire>,
    matching: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    sequence: u64,
}

impl PageWire {
    /// What anyone sees of a page, with photos of the hosts that the shop allows now.
    pub fn of(id: &ProductId, read: ProductPage, policy: &Policy) -> Self {
        let ProductPage { product, page } = read;
        let shown = |review: &Review| ReviewWire::of(review, policy);
        Self {
            product: ProductWire::of(id, product.as_ref()),
            rating: AggregateWire::of(&page.aggregate),
            counts: page.counts,
            reviews: page.reviews.iter().map(shown).collect(),
            matching: page.matching,
            next: page.next,
            sequence: page.sequence,
        }
    }
}

/// What the ratings of a product come to.
#[derive(Debug, Serialize)]
pub struct RatingWire {
    /// The product.
    pub product: ProductId,
    rating: AggregateWire,
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence: Option<u64>,
}

impl RatingWire {
    /// Of a product by its own word, which has a number; by the word of the shop's voices it has
    /// none.
    pub fn of(product: ProductId, rating: &Aggregate, sequence: Option<u64>) -> Self {
        Self {
            product,
            rating: AggregateWire::of(rating),
            sequence,
        }
    }
}

/// What the ratings of several products come to.
#[derive(Debug, Serialize)]
pub struct RatingsWire {
    /// Each of them.
    pub ratings: Vec<RatingWire>,
}

/// How many reviews stand where, from one star to five.
#[derive(Debug, Serialize)]
pub struct ReportWire {
    states: BTreeMap<&'static str, [u64; 5]>,
    rejected: BTreeMap<String, [u64; 5]>,
    withdrawn: BTreeMap<String, [u64; 5]>,
}

impl ReportWire {
    /// What counts come to. What was withdrawn for no reason of the shop's is in `states` alone.
    pub fn of(counted: Vec<Counted>) -> Self {
        let states = State::ALL.iter().map(|state| (state.slug(), [0; 5]));
        let mut report = Self {
            states: states.collect(),
            rejected: BTreeMap::new(),
            withdrawn: BTreeMap::new(),
        };
        for Counted {
            state,
            reason,
            stars,
            count,
        } in counted
        {
            add(report.states.entry(state.slug()).or_default(), stars, count);
            let by_reason = match state {
                State::Rejected => &mut report.rejected,
                State::Withdrawn if !reason.is_empty() => &mut report.withdrawn,
                _ => continue,
            };
            add(by_reason.entry(reason).or_default(), stars, count);
        }
        report
    }
}

fn add(sum: &mut [u64; 5], stars: u8, count: u64) {
    if let Some(sum) = sum.get_mut(usize::from(stars.saturating_sub(1))) {
        *sum += count;
    }
}
