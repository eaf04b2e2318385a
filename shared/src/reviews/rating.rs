//! Rating: one to five stars.

use serde::{Deserialize, Serialize};

/// How many stars a review gives: 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Rating(u8);

impl Rating {
    /// The fewest stars.
    pub const WORST: Self = Self(1);
    /// The most stars.
    pub const BEST: Self = Self(5);
    /// Every rating, from the worst to the best.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The rating of so many stars, or `None` where there is none.
    pub const fn new(stars: u64) -> Option<Self> {
        match stars {
            1..=5 => Some(Self(stars as u8)),
            _ => None,
        }
    }

    /// The number of stars.
    pub const fn stars(self) -> u8 {
        self.0
    }

    /// Its place in a histogram, which begins with one star.
    pub const fn index(self) -> usize {
        self.0 as usize - 1
    }
}

impl TryFrom<u64> for Rating {
    type Error = NotARating;

    fn try_from(stars: u64) -> Result<Self, NotARating> {
        Self::new(stars).ok_or(NotARating)
    }
}

impl From<Rating> for u64 {
    fn from(rating: Rating) -> Self {
        Self::from(rating.0)
    }
}

impl std::str::FromStr for Rating {
    type Err = NotARating;

    /// A rating of a single digit.
    fn from_str(text: &str) -> Result<Self, NotARating> {
        match text.as_bytes() {
            [digit @ b'1'..=b'5'] => Ok(Self(digit - b'0')),
            _ => Err(NotARating),
        }
    }
}

impl std::fmt::Display for Rating {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

/// What is no rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARating;

impl std::fmt::Display for NotARating {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a rating is a whole number of stars from 1 to 5")
    }
}

impl std::error::Error for NotARating {}
