//! Multiplying by basis points exactly, so that the result is rounded down once, at the end.

use crate::points::Points;

/// A multiplier of one, in basis points.
pub(super) const ONE: u32 = 10_000;

/// Points times multipliers, as an exact fraction.
#[derive(Clone, Copy)]
pub(super) struct Product {
    numerator: u128,
    denominator: u128,
}

impl Product {
    /// Points, not multiplied yet.
    pub(super) const fn of(points: Points) -> Self {
        Self {
            numerator: points.get() as u128,
            denominator: 1,
        }
    }

    /// This times `multiplier` basis points. Exact while the fraction fits 128 bits; past that,
    /// which takes more than a dozen multipliers that have no factor in common with 10000, it is
    /// rounded down first.
    pub(super) fn times(self, multiplier: u32) -> Self {
        let common = common_divisor(multiplier, ONE);
        let (up, down) = (u128::from(multiplier / common), u128::from(ONE / common));
        match (
            self.numerator.checked_mul(up),
            self.denominator.checked_mul(down),
        ) {
            (Some(numerator), Some(denominator)) => Self {
                numerator,
                denominator,
            },
            _ => Self {
                numerator: u128::from(self.floor().get()) * up,
                denominator: down,
            },
        }
    }

    /// The whole points in it.
    pub(super) const fn floor(self) -> Points {
        Points::saturating(self.numerator / self.denominator)
    }
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 {
        a.max(1)
    } else {
        common_divisor(b, a % b)
    }
}
