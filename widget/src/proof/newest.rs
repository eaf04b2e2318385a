//! The newest that any element of the page has heard, so that two of one product say the same.

use std::cell::RefCell;

use shared::id::ProductId;
use shared::reviews::Aggregate;

use super::ballot::Ballot;

/// What a product's ratings come to, as of a change of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rated {
    pub(crate) rating: Aggregate,
    /// Nothing where it was not said: then anything is newer.
    pub(crate) sequence: Option<u64>,
}

impl Rated {
    /// Whether another one says something newer.
    pub(crate) fn is_before(&self, other: &Self) -> bool {
        other.sequence > self.sequence
    }
}

/// What was heard of products, by whichever element asked.
#[derive(Default)]
pub(crate) struct Newest {
    ratings: RefCell<Vec<(ProductId, Rated)>>,
    ballots: RefCell<Vec<Counted>>,
}

/// A vote that the service has counted.
#[derive(Clone)]
pub(crate) struct Counted {
    pub(crate) product: ProductId,
    pub(crate) review: String,
    pub(crate) ballot: Ballot,
    /// The store's turn: whose vote it is.
    pub(crate) turn: u32,
}

impl Newest {
    /// Hears of a product's ratings; whether that is news.
    pub(crate) fn hear(&self, product: &ProductId, rated: Rated) -> bool {
        let mut ratings = self.ratings.borrow_mut();
        match ratings.iter_mut().find(|(known, _)| known == product) {
            Some((_, known)) if known.is_before(&rated) => *known = rated,
            Some(_) => return false,
            None => ratings.push((product.clone(), rated)),
        }
        true
    }

    /// The newest of a product.
    pub(crate) fn of(&self, product: &ProductId) -> Option<Rated> {
        let ratings = self.ratings.borrow();
        let found = ratings.iter().find(|(known, _)| known == product);
        found.map(|(_, rated)| *rated)
    }

    /// Hears of a vote.
    pub(crate) fn count(&self, counted: Counted) {
        let mut ballots = self.ballots.borrow_mut();
        ballots.retain(|known| known.turn == counted.turn);
        ballots
            .retain(|known| (&known.product, &known.review) != (&counted.product, &counted.review));
        ballots.push(counted);
    }

    /// The votes on a product's reviews that were counted in a turn.
    pub(crate) fn ballots(&self, product: &ProductId, turn: u32) -> Vec<Counted> {
        let ballots = self.ballots.borrow();
        let is_of = |known: &&Counted| known.turn == turn && known.product == *product;
        ballots.iter().filter(is_of).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_newer_is_news() {
        let newest = Newest::default();
        let product: ProductId = "88".parse().expect("an id of digits is one");
        let rated = |sequence, stars| Rated {
            rating: Aggregate::new([0, 0, 0, 0, stars], 0),
            sequence,
        };
        assert!(newest.hear(&product, rated(None, 1)));
        assert!(newest.hear(&product, rated(Some(4), 2)));
        for late in [None, Some(3), Some(4)] {
            assert!(!newest.hear(&product, rated(late, 9)), "{late:?}");
        }
        assert_eq!(newest.of(&product), Some(rated(Some(4), 2)));
    }
}
