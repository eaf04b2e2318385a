//! Points: what a shopper earns and spends, as integers that survive JavaScript.

use serde::{Deserialize, Serialize};

/// A number of points, `0..=2^53-1`.
///
/// The upper bound is what a Durable Object's SQL integer and a JavaScript number carry exactly.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u64", into = "u64")]
pub struct Points(u64);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);
    /// The largest number of points there can be.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// Points of a number, or `None` above [`Points::MAX`].
    pub const fn new(points: u64) -> Option<Self> {
        if points <= Self::MAX.0 {
            Some(Self(points))
        } else {
            None
        }
    }

    /// Points of a number that may be too large: what is above [`Points::MAX`] becomes it.
    pub const fn saturating(points: u128) -> Self {
        if points <= Self::MAX.0 as u128 {
            Self(points as u64)
        } else {
            Self::MAX
        }
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Whether there are none.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, at most [`Points::MAX`].
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self::saturating(self.0 as u128 + other.0 as u128)
    }

    /// What is left after taking `other` away, never below zero.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self x part / whole`, rounded down; 0 where `whole` is 0, and never more than `self`.
    #[must_use]
    pub fn share_floor(self, part: u64, whole: u64) -> Self {
        if whole == 0 {
            return Self::ZERO;
        }
        Self::saturating(u128::from(self.0) * u128::from(part.min(whole)) / u128::from(whole))
    }

    /// These points as a gain.
    pub const fn gain(self) -> PointsChange {
        PointsChange(self.0 as i64)
    }

    /// These points as a loss.
    pub const fn loss(self) -> PointsChange {
        PointsChange(-(self.0 as i64))
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Self::plus)
    }
}

impl TryFrom<u64> for Points {
    type Error = PointsOutOfRange;

    fn try_from(points: u64) -> Result<Self, PointsOutOfRange> {
        Self::new(points).ok_or(PointsOutOfRange)
    }
}

impl From<Points> for u64 {
    fn from(points: Points) -> Self {
        points.0
    }
}

impl std::fmt::Display for Points {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

/// A change of points, `-(2^53-1)..=2^53-1`: the only place where points carry a sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct PointsChange(i64);

impl PointsChange {
    /// No change.
    pub const ZERO: Self = Self(0);

    /// A change of a number, or `None` where its size is above [`Points::MAX`].
    pub const fn new(change: i64) -> Option<Self> {
        if change.unsigned_abs() <= Points::MAX.0 {
            Some(Self(change))
        } else {
            None
        }
    }

    /// The number, with its sign.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether nothing changes.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The size of the change.
    pub const fn size(self) -> Points {
        Points(self.0.unsigned_abs())
    }

    /// Both changes, one after the other; the size stays within [`Points::MAX`].
    #[must_use]
    pub fn then(self, other: Self) -> Self {
        let most = Points::MAX.0 as i64;
        Self(self.0.saturating_add(other.0).clamp(-most, most))
    }
}

impl TryFrom<i64> for PointsChange {
    type Error = PointsOutOfRange;

    fn try_from(change: i64) -> Result<Self, PointsOutOfRange> {
        Self::new(change).ok_or(PointsOutOfRange)
    }
}

impl From<PointsChange> for i64 {
    fn from(change: PointsChange) -> Self {
        change.0
    }
}

/// A number that is no number of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointsOutOfRange;

impl std::fmt::Display for PointsOutOfRange {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("points go from 0 to 9007199254740991")
    }
}

impl std::error::Error for PointsOutOfRange {}
