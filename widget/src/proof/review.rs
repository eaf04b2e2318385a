//! Reviews as a page knows them: what people said of a product, and what their stars come to.

use std::collections::HashSet;
use std::rc::Rc;

use shared::Time;
use shared::reviews::{Aggregate, Incentive, Rating, RejectionReason, State};

use super::fold::Fold;
use super::query::Query;

/// One published review, or one of the shopper's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Review {
    pub(crate) id: String,
    pub(crate) rating: Rating,
    pub(crate) title: Option<String>,
    pub(crate) body: Option<Fold>,
    pub(crate) author: Option<String>,
    pub(crate) at: Time,
    pub(crate) edited_at: Option<Time>,
    /// Whether the shop knows the order.
    pub(crate) is_verified: bool,
    /// The other app that it was brought over from.
    pub(crate) imported: Option<String>,
    /// What was given for it.
    pub(crate) incentive: Incentive,
    /// Addresses of https pictures.
    pub(crate) photos: Vec<String>,
    pub(crate) helpful: u64,
    pub(crate) unhelpful: u64,
    pub(crate) reply: Option<Reply>,
    /// Where it stands; a published one of somebody else does not say.
    pub(crate) state: Standing,
    /// The product it is about, where a list spans several.
    pub(crate) product: Option<Product>,
}

/// What the shop answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) body: String,
    pub(crate) at: Time,
}

/// Where a review stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Standing {
    #[default]
    Published,
    Pending,
    Rejected(Option<RejectionReason>),
    Withdrawn,
}

impl Standing {
    /// The standing by its name on the wire; what this build does not know is not shown either.
    pub(crate) fn parse(state: Option<&str>, reason: Option<&str>) -> Self {
        let Some(state) = state else {
            return Self::Published;
        };
        match state.parse() {
            Ok(State::Published) => Self::Published,
            Ok(State::Pending) => Self::Pending,
            Ok(State::Rejected) => Self::Rejected(reason.and_then(|reason| reason.parse().ok())),
            Ok(State::Withdrawn) | Err(_) => Self::Withdrawn,
        }
    }
}

/// A product, as far as a list of reviews speaks of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Product {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    /// An https address.
    pub(crate) url: Option<String>,
}

/// How many reviews a filter would leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) photos: u64,
    pub(crate) verified: u64,
    pub(crate) text: u64,
}

/// The reviews that the shop chose to show, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) reviews: Vec<Rc<Review>>,
}

/// The reviews of a product that were read so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) product: Product,
    pub(crate) rating: Aggregate,
    pub(crate) counts: Counts,
    pub(crate) reviews: Vec<Rc<Review>>,
    /// How many reviews the filter leaves.
    pub(crate) matching: u64,
    /// Where the next ones are.
    pub(crate) next: Option<String>,
    /// What was asked for.
    pub(crate) query: Query,
    /// The change of the product that it is as of.
    pub(crate) sequence: Option<u64>,
}

impl Listing {
    /// Takes the next page; the answer is how many reviews are new. One that has moved between two
    /// pages is not shown twice.
    pub(crate) fn extend(&mut self, page: Self) -> usize {
        let known: HashSet<&str> = self.reviews.iter().map(|known| known.id.as_str()).collect();
        let is_new = |review: &Rc<Review>| !known.contains(review.id.as_str());
        let new: Vec<_> = page.reviews.into_iter().filter(is_new).collect();
        let added = new.len();
        self.reviews.extend(new);
        self.next = page.next;
        added
    }

    /// The review of that id.
    pub(crate) fn find(&self, id: &str) -> Option<&Rc<Review>> {
        self.reviews.iter().find(|review| review.id == id)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn review(id: &str) -> Review {
        Review {
            id: id.to_owned(),
            rating: Rating::BEST,
            title: None,
            body: None,
            author: None,
            at: Time::from_unix_ms(0),
            edited_at: None,
            is_verified: false,
            imported: None,
            incentive: Incentive::None,
            photos: Vec::new(),
            helpful: 0,
            unhelpful: 0,
            reply: None,
            state: Standing::Published,
            product: None,
        }
    }

    #[test]
    fn a_page_that_overlaps_adds_what_is_new() {
        let page = |ids: &[&str], next: Option<&str>| Listing {
            reviews: ids.iter().map(|id| Rc::new(review(id))).collect(),
            next: next.map(str::to_owned),
            ..Listing::default()
        };
        let mut listing = page(&["r3", "r2"], Some("2"));
        assert_eq!(listing.extend(page(&["r2", "r1"], None)), 1);
        let ids: Vec<_> = listing
            .reviews
            .iter()
            .map(|each| each.id.as_str())
            .collect();
        assert_eq!(ids, ["r3", "r2", "r1"]);
        assert_eq!(listing.next, None);
    }

    #[test]
    fn what_is_not_known_to_be_published_is_not_called_so() {
        let cases = [
            ((None, None), Standing::Published),
            ((Some("published"), None), Standing::Published),
            ((Some("pending"), None), Standing::Pending),
            (
                (Some("rejected"), Some("spam")),
                Standing::Rejected(Some(RejectionReason::Spam)),
            ),
            ((Some("rejected"), Some("new")), Standing::Rejected(None)),
            ((Some("withdrawn"), None), Standing::Withdrawn),
            ((Some("new"), None), Standing::Withdrawn),
        ];
        for ((state, reason), expected) in cases {
            assert_eq!(Standing::parse(state, reason), expected, "{state:?}");
        }
    }
}
