//! Aggregate rating: the stars of all published reviews of a product.

use serde::{Deserialize, Serialize};

use super::Rating;

/// How many published reviews give how many stars. Sums are exact; rounding is for display.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Plain", into = "Plain")]
pub struct Aggregate {
    histogram: [u64; 5],
    review_count: u64,
}

/// The same as anyone may write it. What the wire says besides follows from these.
#[derive(Serialize, Deserialize)]
struct Plain {
    histogram: [u64; 5],
    review_count: u64,
}

/// An average rating in tenths of a star: 46 is 4.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RatingValue(u8);

impl RatingValue {
    /// Tenths of a star, 10 to 50.
    pub const fn tenths(self) -> u8 {
        self.0
    }

    /// The number as JSON has it: 4.6.
    pub fn number(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl std::fmt::Display for RatingValue {
    /// `4.6`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl Aggregate {
    /// The most of one count: beyond every shop, and far from the end of every integer.
    pub const COUNT_MAX: u64 = 1 << 40;
    /// The aggregate of no reviews.
    pub const EMPTY: Self = Self {
        histogram: [0; 5],
        review_count: 0,
    };

    /// An aggregate of counts from one star to five, and of how many reviews have a text; counts
    /// that can't be are brought into range.
    pub fn new(histogram: [u64; 5], review_count: u64) -> Self {
        let histogram = histogram.map(|count| count.min(8 * Self::COUNT_MAX));
        let rating_count = histogram.iter().sum();
        Self {
            histogram,
            review_count: review_count.min(rating_count),
        }
    }

    /// How many give so many stars.
    pub const fn count(&self, rating: Rating) -> u64 {
        self.histogram[rating.index()]
    }

    /// The counts, from one star to five.
    pub const fn histogram(&self) -> [u64; 5] {
        self.histogram
    }

    /// How many rated.
    pub fn rating_count(&self) -> u64 {
        self.histogram.iter().sum()
    }

    /// How many of them wrote a text.
    pub const fn review_count(&self) -> u64 {
        self.review_count
    }

    /// All stars together.
    pub fn rating_sum(&self) -> u64 {
        let stars = |rating: &Rating| u64::from(rating.stars()) * self.count(*rating);
        Rating::ALL.iter().map(stars).sum()
    }

    /// The average, rounded half up to tenths; none where nobody rated.
    pub fn rating_value(&self) -> Option<RatingValue> {
        let count = self.rating_count();
        if count == 0 {
            return None;
        }
        let tenths = (20 * self.rating_sum() + count) / (2 * count);
        u8::try_from(tenths).ok().map(RatingValue)
    }
}

impl From<Plain> for Aggregate {
    fn from(plain: Plain) -> Self {
        Self::new(plain.histogram, plain.review_count)
    }
}

impl From<Aggregate> for Plain {
    fn from(aggregate: Aggregate) -> Self {
        Self {
            histogram: aggregate.histogram,
            review_count: aggregate.review_count,
        }
    }
}
