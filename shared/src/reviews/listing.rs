//! Lists of reviews: in which order, which of them, and where a page begins.

use serde::{Deserialize, Serialize};

use super::slug::slugs;
use super::{Helpfulness, Kind, Rating, Review, ReviewId};
use crate::time::Time;

slugs! {
    /// The order of a list; what is equal comes newest first.
    #[derive(Default)]
    Sort {
        /// The most surely helpful first.
        #[default]
        Helpful = "helpful",
        /// The newest first.
        Newest = "newest",
        /// The most stars first.
        Highest = "highest",
        /// The fewest stars first.
        Lowest = "lowest",
    }
}

/// A set of ratings; a filter by none of them lets all through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stars(u8);

impl Stars {
    /// A set of ratings.
    pub fn of(ratings: &[Rating]) -> Self {
        Self(ratings.iter().fold(0, |set, rating| set | bit(*rating)))
    }

    /// Whether it lets a rating through.
    pub const fn has(self, rating: Rating) -> bool {
        self.0 == 0 || self.0 & bit(rating) != 0
    }

    /// Whether it lets all through.
    pub const fn is_all(self) -> bool {
        self.0 == 0
    }

    /// The ratings in it, best first; none where all are let through.
    pub fn ratings(self) -> impl Iterator<Item = Rating> {
        let is_in = move |rating: &Rating| self.0 & bit(*rating) != 0;
        Rating::ALL.into_iter().rev().filter(is_in)
    }
}

const fn bit(rating: Rating) -> u8 {
    1 << rating.index()
}

impl std::str::FromStr for Stars {
    type Err = NotStars;

    /// Ratings with commas between: `5,4`.
    fn from_str(text: &str) -> Result<Self, NotStars> {
        let mut stars = Self::default();
        for rating in text.split(',') {
            let rating = rating.parse().map_err(|_| NotStars)?;
            if stars.0 & bit(rating) != 0 {
                return Err(NotStars);
            }
            stars.0 |= bit(rating);
        }
        Ok(stars)
    }
}

impl std::fmt::Display for Stars {
    /// `5,4`, best first.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, rating) in self.ratings().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(out, "{comma}{rating}")?;
        }
        Ok(())
    }
}

/// A text that is no set of ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotStars;

impl std::fmt::Display for NotStars {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("stars are whole numbers from 1 to 5, each once, with commas between")
    }
}

impl std::error::Error for NotStars {}

slugs! {
    /// Whether a filter looks at something.
    #[derive(Default)]
    Narrowed {
        /// It does not.
        #[default]
        No = "no",
        /// It lets only those through that have it.
        Yes = "yes",
    }
}

/// Which reviews of a list are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// With these ratings.
    pub stars: Stars,
    /// With photos.
    pub photos: Narrowed,
    /// By verified buyers.
    pub verified: Narrowed,
    /// With a text.
    pub text: Narrowed,
}

impl Filter {
    /// Whether it lets a review through.
    pub fn matches(&self, review: &Review) -> bool {
        self.stars.has(review.rating) && review.kind().has(self.kind())
    }

    /// Whether it lets all through.
    pub fn is_all(&self) -> bool {
        self.stars.is_all() && self.kind().is_plain()
    }

    /// The traits that it asks for.
    pub fn kind(&self) -> Kind {
        let wants = |narrowed| narrowed == Narrowed::Yes;
        Kind::of(wants(self.photos), wants(self.verified), wants(self.text))
    }
}

/// The place of a review in a list, which goes from the greatest place to the least: two integers
/// and the review's number, as an index of a table with those columns holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// What the list is sorted by.
    pub first: i64,
    /// What decides between equals: milliseconds since 1970.
    pub second: i64,
    /// What decides between the rest.
    pub review: ReviewId,
}

impl Sort {
    /// The place of a review in a list of this order.
    pub fn place(self, review: &Review) -> Place {
        let key = (review.rating, review.votes.helpfulness(), review.at);
        let (first, second) = self.key(key.0, key.1, key.2);
        Place {
            first,
            second,
            review: review.id,
        }
    }

    /// The two integers of a place; a greater one comes first.
    pub fn key(self, rating: Rating, helpfulness: Helpfulness, at: Time) -> (i64, i64) {
        (self.first(rating, helpfulness.ppm()), at.unix_ms())
    }

    /// The first integer of a place, of a review as helpful as so many of a million.
    pub fn first(self, rating: Rating, helpfulness_ppm: u32) -> i64 {
        match self {
            Self::Helpful => i64::from(helpfulness_ppm),
            Self::Newest => 0,
            Self::Highest => i64::from(rating.stars()),
            Self::Lowest => -i64::from(rating.stars()),
        }
    }
}

/// Where a page ended: the next one begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The order of the list.
    pub sort: Sort,
    /// The place of the last review that was shown.
    pub after: Place,
}

impl std::fmt::Display for Cursor {
    /// `helpful.206543.1795737600000.12`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Place {
            first,
            second,
            review,
        } = self.after;
        write!(out, "{}.{first}.{second}.{}", self.sort, review.number())
    }
}

impl std::str::FromStr for Cursor {
    type Err = NotACursor;

    /// A cursor as it is written, and in no other way.
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let mut parts = text.split('.');
        let mut part = || parts.next().ok_or(NotACursor);
        let sort = part()?.parse().map_err(|_| NotACursor)?;
        let first = part()?.parse().map_err(|_| NotACursor)?;
        let second = part()?.parse().map_err(|_| NotACursor)?;
        let number = part()?.parse().map_err(|_| NotACursor)?;
        let after = Place {
            first,
            second,
            review: ReviewId::new(number).ok_or(NotACursor)?,
        };
        let cursor = Self { sort, after };
        if cursor.to_string() == text && is_place(first, second) {
            Ok(cursor)
        } else {
            Err(NotACursor)
        }
    }
}

/// Whether the integers are as small as those of any review.
fn is_place(first: i64, second: i64) -> bool {
    (-5..=1_000_000).contains(&first)
        && (Time::MIN.unix_ms()..=Time::MAX.unix_ms()).contains(&second)
}

/// A text that is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACursor;

impl std::fmt::Display for NotACursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a cursor is what the page before answered as next")
    }
}

impl std::error::Error for NotACursor {}
