//! Tally: how many published reviews of a product there are, by all that a list filters by.

use serde::{Deserialize, Serialize};

use super::{Aggregate, Filter, Rating, Review};

/// How many kinds of one rating there are: with photos, verified and with text, each or not.
const KINDS: usize = 8;
const PHOTOS: usize = 1;
const VERIFIED: usize = 2;
const TEXT: usize = 4;

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
        Aggregate::new(histogram, self.with(TEXT))
    }

    /// How many have photos, are by verified buyers, and say something.
    pub fn counts(&self) -> Counts {
        Counts {
            photos: self.with(PHOTOS),
            verified: self.with(VERIFIED),
            text: self.with(TEXT),
        }
    }

    /// How many a filter lets through.
    pub fn matching(&self, filter: &Filter) -> u64 {
        let ratings = Rating::ALL
            .iter()
            .filter(|rating| filter.stars.has(**rating));
        let cells = ratings.flat_map(|rating| self.cells[rating.index()].iter().enumerate());
        let wanted = filter.kind();
        let matching = cells.filter(|(kind, _)| kind & wanted == wanted);
        matching.map(|(_, count)| count).sum()
    }

    fn with(&self, part: usize) -> u64 {
        let kinds = self.cells.iter().flat_map(|kinds| kinds.iter().enumerate());
        let matching = kinds.filter(|(kind, _)| kind & part != 0);
        matching.map(|(_, count)| count).sum()
    }

    fn cell(&mut self, review: &Review) -> &mut u64 {
        let kind = kind(review.has_photos(), review.is_verified(), review.has_text());
        &mut self.cells[review.rating.index()][kind]
    }
}

/// The place of a kind among those of one rating.
pub(super) const fn kind(photos: bool, verified: bool, text: bool) -> usize {
    photos as usize * PHOTOS + verified as usize * VERIFIED + text as usize * TEXT
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
