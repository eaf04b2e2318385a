//! Votes: how many found a review helpful, and how sure that makes us.

use serde::{Deserialize, Serialize};

/// What a shopper thinks of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// It helped.
    Helpful,
    /// It did not.
    Unhelpful,
}

/// The votes on a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// How many found it helpful.
    pub helpful: u32,
    /// How many did not.
    pub unhelpful: u32,
}

/// How helpful a review surely is, in parts per million.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Helpfulness(u32);

impl Helpfulness {
    /// The number, up to a million.
    pub const fn ppm(self) -> u32 {
        self.0
    }
}

/// Hundredths of the quantile of the normal distribution for 95 %: z = 1.96.
const Z: u128 = 196;
/// What the bound is computed in: thousandths of a ten thousandth of a vote.
const FINE: u128 = 1000;
const UNIT: u128 = 10_000 * FINE;

impl Votes {
    /// The votes after a shopper's went from one to another; `None` is no vote.
    #[must_use]
    pub const fn changed(self, before: Option<Vote>, after: Option<Vote>) -> Self {
        let mut votes = self;
        match before {
            Some(Vote::Helpful) => votes.helpful = votes.helpful.saturating_sub(1),
            Some(Vote::Unhelpful) => votes.unhelpful = votes.unhelpful.saturating_sub(1),
            None => {}
        }
        match after {
            Some(Vote::Helpful) => votes.helpful = votes.helpful.saturating_add(1),
            Some(Vote::Unhelpful) => votes.unhelpful = votes.unhelpful.saturating_add(1),
            None => {}
        }
        votes
    }

    /// The lower bound of the Wilson score interval for the share of helpful votes, at z = 1.96,
    /// rounded down: few votes count for little, however good they are. No votes are 0.
    ///
    /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    /// Journal of the American Statistical Association 22 (1927), 209-212; recommended over the
    /// textbook interval by L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a
    /// binomial proportion", Statistical Science 16 (2001), 101-133.
    ///
    /// With h helpful and u other votes, n = h + u: (h + z²/2 - z √(h u / n + z²/4)) / (n + z²).
    pub const fn helpfulness(self) -> Helpfulness {
        let helpful = self.helpful as u128;
        let unhelpful = self.unhelpful as u128;
        let all = helpful + unhelpful;
        if all == 0 {
            return Helpfulness(0);
        }
        let z_squared = Z * Z; // In ten thousandths, as is everything below.
        let middle = helpful * UNIT + z_squared * FINE / 2;
        // 10^8 z² (h u / n + z²/4), which is (10^4 z √…)²; at most 2^94 before it is made finer.
        let spread = (10_000 * z_squared * helpful * unhelpful * FINE * FINE).div_ceil(all)
            + z_squared * z_squared * FINE * FINE / 4;
        let margin = ceil_sqrt(spread);
        let bound = middle.saturating_sub(margin) * 1_000_000;
        let whole = all * UNIT + z_squared * FINE;
        Helpfulness((bound / whole) as u32)
    }
}

const fn ceil_sqrt(square: u128) -> u128 {
    let root = square.isqrt();
    if root * root == square {
        root
    } else {
        root + 1
    }
}
