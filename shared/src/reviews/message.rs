//! Messages: what is said of reviews, as a key and its values. The words are the widget's.

use super::{Aggregate, App, Rating, RatingValue, RejectionReason, State};
use crate::points::Points;
use crate::time::Time;

/// Something to say, with the values in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// "4.6 of 5 from 1,204 ratings".
    RatingOf {
        /// The average.
        value: RatingValue,
        /// How many rated.
        count: u64,
    },
    /// "No ratings yet".
    NoRatings,
    /// "4 of 5 stars".
    Stars(Rating),
    /// "5 stars: 800 ratings, 66 %".
    StarShare {
        /// The stars.
        rating: Rating,
        /// How many gave them.
        count: u64,
        /// Their share of all, in percent.
        percent: u8,
    },
    /// "1,204 ratings, 800 of them with a text".
    WithText {
        /// How many rated.
        ratings: u64,
        /// How many of them wrote something.
        reviews: u64,
    },
    /// "Showing 20 of 340".
    Shown {
        /// How many are shown.
        shown: u64,
        /// How many there are.
        matching: u64,
    },
    /// "12 of 15 found this helpful".
    FoundHelpful {
        /// How many did.
        helpful: u32,
        /// How many voted.
        of: u32,
    },
    /// "Verified buyer".
    Verified,
    /// "Rewarded with points, whatever the rating".
    Rewarded,
    /// "Brought along from Judge.me".
    Imported(App),
    /// "Written on 3 May 2026".
    WrittenAt(Time),
    /// "Edited on 3 May 2026".
    EditedAt(Time),
    /// "The shop answered on 3 May 2026".
    RepliedAt(Time),
    /// Where the shopper's own review stands.
    Standing(State),
    /// Why the shopper's own review is not shown.
    RejectedFor(RejectionReason),
    /// "50 points for a review, whatever the rating".
    Reward(Points),
    /// "Chosen by the shop".
    ChosenByShop,
}

impl Message {
    /// What is said of an aggregate.
    pub fn of(aggregate: &Aggregate) -> Self {
        match aggregate.rating_value() {
            Some(value) => Self::RatingOf {
                value,
                count: aggregate.rating_count(),
            },
            None => Self::NoRatings,
        }
    }

    /// What is said of the rows of a histogram, five stars first.
    pub fn rows(aggregate: &Aggregate) -> [Self; 5] {
        let mut ratings = Rating::ALL;
        ratings.reverse();
        ratings.map(|rating| Self::StarShare {
            rating,
            count: aggregate.count(rating),
            percent: aggregate.percent(rating),
        })
    }

    /// The key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::RatingOf { .. } => "rating-of",
            Self::NoRatings => "no-ratings",
            Self::Stars(_) => "stars",
            Self::StarShare { .. } => "star-share",
            Self::WithText { .. } => "with-text",
            Self::Shown { .. } => "shown",
            Self::FoundHelpful { .. } => "found-helpful",
            Self::Verified => "verified",
            Self::Rewarded => "rewarded",
            Self::Imported(_) => "imported",
            Self::WrittenAt(_) => "written-at",
            Self::EditedAt(_) => "edited-at",
            Self::RepliedAt(_) => "replied-at",
            Self::Standing(_) => "standing",
            Self::RejectedFor(_) => "rejected-for",
            Self::Reward(_) => "reward",
            Self::ChosenByShop => "chosen-by-shop",
        }
    }
}
