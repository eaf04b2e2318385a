//! Tally: how many published reviews of a product there are, by all that a list filters by.

use serde::{Deserialize, Serialize};

use super::{Aggregate, Filter, Rating, Review};

/// How many kinds of one rating there are.
const KINDS: usize = Kind::ALL.len();

/// What lists filter by beside the rating: with photos, verified and with text, each or not. Both
/// the tally and the index of a list keep it as a number, which must therefore never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(u8);

impl Kind {
    const PHOTOS: Self = Self(1);
    const VERIFIED: Self = Self(2);
    const TEXT: Self = Self(4);

    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self(0),
        Self(1),
        Self(2),
        Self(3),
        Self(4),
        Self(5),
        Self(6),
        Self(7),
    ];

    /// The kind that has these traits, or asks for them.
    pub(super) const fn of(photos: bool, verified: bool, text: bool) -> Self {
        Self(
            photos as u8 * Self::PHOTOS.0
                + verified as u8 * Self::VERIFIED.0
                + text as u8 * Self::TEXT.0,
        )
    }

    /// Whether it has every trait of another.
    pub const fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// The number it is kept as.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Whether it has no trait at all.
    pub(super) const fn is_plain(self) -> bool {
        self.0 == 0
    }

    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The counts of a product's published reviews. It is kept, never recounted: each change adds and
/// takes away one review, so that any list and any filter of it cost the same however many there
/// are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u64>", into = "Vec<u64>")]
pub struct Tally {
    cells: [[u64; KINDS]; 5],
}

/// How many published reviews have photos, are by verified buyers, and say something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// With photos.
    pub photos: u64,
    /// By verified buyers.
    pub verified: u64,
    /// With a text.
    pub text: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Tally {
    /// The tally of no reviews.
    pub const EMPTY: Self = Self {
        cells: [[0; KINDS]; 5],
    };

    /// The tally after a review went from what it was to what it is; `None` where it was not there,
    /// or is no more. Only a published review counts.
    #[must_use]
    pub fn changed(mut self, before: Option<&Review>, after: Option<&Review>) -> Self {
        if let Some(review) = before.filter(|review| review.is_published()) {
            let cell = self.cell(review);
            *cell = cell.saturating_sub(1);
        }
        if let Some(review) = after.filter(|review| review.is_published()) {
            let cell = self.cell(review);
            *cell = cell.saturating_add(1).min(Aggregate::COUNT_MAX);
        }
        self
    }

    /// Stars and their counts, as they are shown.
    pub fn aggregate(&self) -> Aggregate {
        let histogram = self.cells.map(|kinds| kinds.iter().sum());
        Aggregate::new(histogram, self.with(Kind::TEXT))
    }

    /// How many have photos, are by verified buyers, and say something.
    pub fn counts(&self) -> Counts {
        Counts {
            photos: self.with(Kind::PHOTOS),
            verified: self.with(Kind::VERIFIED),
            text: self.with(Kind::TEXT),
        }
    }

    /// How many a filter lets through.
    pub fn matching(&self, filter: &Filter) -> u64 {
        let ratings = Rating::ALL
            .into_iter()
            .filter(|rating| filter.stars.has(*rating));
        ratings.map(|rating| self.of(rating, filter.kind())).sum()
    }

    fn with(&self, wanted: Kind) -> u64 {
        let ratings = Rating::ALL.into_iter();
        ratings.map(|rating| self.of(rating, wanted)).sum()
    }

    fn of(&self, rating: Rating, wanted: Kind) -> u64 {
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.has(wanted));
        let counts = kinds.map(|kind| self.cells[rating.index()][kind.index()]);
        counts.sum()
    }

    fn cell(&mut self, review: &Review) -> &mut u64 {
        &mut self.cells[review.rating.index()][review.kind().index()]
    }
}

impl From<Tally> for Vec<u64> {
    fn from(tally: Tally) -> Self {
        tally.cells.as_flattened().to_vec()
    }
}

impl TryFrom<Vec<u64>> for Tally {
    type Error = &'static str;

    fn try_from(flat: Vec<u64>) -> Result<Self, Self::Error> {
        const FAULT: &str = "a tally is a list of 40 counts";
        let mut tally = Self::EMPTY;
        let cells = tally.cells.as_flattened_mut();
        if flat.len() != cells.len() || flat.iter().any(|count| *count > Aggregate::COUNT_MAX) {
            return Err(FAULT);
        }
        cells.copy_from_slice(&flat);
        Ok(tally)
    }
}
