//! Purchases: which order a review is of, so that one purchase brings one review that counts.

use super::{Buyer, Earlier, Review, Submission};
use crate::id::OrderId;

/// The orders, of those that a shopper bought a product with, that may bring a further review:
/// newest first, as they are given. A review of no known order counts for the oldest of them, for
/// it may have been written before we heard of that order.
pub fn open_orders<'a>(bought: &'a [OrderId], reviews: &[Review]) -> Vec<&'a OrderId> {
    let mut open = unreviewed(bought, reviews);
    let unverified = reviews.iter().filter(|review| !review.is_verified());
    open.truncate(open.len().saturating_sub(unverified.count()));
    open
}

/// What a submission meets among the shopper's reviews of the product, oldest first, and what we
/// know of the purchase behind it. Nothing where it edits a review that is not theirs.
///
/// An order that we do not know of is as if none were named. Without a word on the order, a shopper
/// who wrote already is taken to mean what they wrote: the same request again must not become a
/// second review, whatever they bought since.
pub fn place(
    submission: &Submission,
    bought: &[OrderId],
    reviews: &[Review],
) -> Option<(Earlier, Buyer)> {
    let named = submission.order.as_ref();
    let named = named.filter(|named| bought.contains(named));
    if let Some(id) = submission.review {
        let review = reviews.iter().find(|review| review.id == id)?;
        let buyer = edited(review, named, &unreviewed(bought, reviews));
        return Some((Earlier::Edited(review.clone()), buyer));
    }
    let open = open_orders(bought, reviews);
    let met = match named {
        Some(order) if open.contains(&order) => None,
        Some(order) => {
            let of_it = reviews.iter().find(|review| review.is_of(order));
            of_it.or_else(|| reviews.iter().find(|review| !review.is_verified()))
        }
        None => {
            let same = reviews.iter().find(|review| submission.is_said_by(review));
            same.or(reviews.last())
        }
    };
    Some(match met {
        Some(review) => (Earlier::InItsPlace(review.clone()), review.buyer.clone()),
        None => {
            let order = named.or_else(|| open.first().copied());
            (Earlier::None, buyer(order))
        }
    })
}

/// Whose a review is once it is edited: an order that came to be known since verifies it.
fn edited(review: &Review, named: Option<&OrderId>, unreviewed: &[&OrderId]) -> Buyer {
    if review.is_verified() {
        return review.buyer.clone();
    }
    let named = named.filter(|named| unreviewed.contains(named));
    buyer(named.or_else(|| unreviewed.last().copied()))
}

fn unreviewed<'a>(bought: &'a [OrderId], reviews: &[Review]) -> Vec<&'a OrderId> {
    let is_open = |order: &&OrderId| !reviews.iter().any(|review| review.is_of(order));
    bought.iter().filter(is_open).collect()
}

fn buyer(order: Option<&OrderId>) -> Buyer {
    order.cloned().map_or(Buyer::Unknown, Buyer::of)
}
