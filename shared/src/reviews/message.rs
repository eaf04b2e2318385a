//! Messages: what is said of reviews, as a key with its values. The words and the way numbers and
//! dates are written are the widget's.

use super::{Aggregate, Rating, RatingValue, RejectionReason};
use crate::time::Time;

/// Something to say, with the values in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// "4.6 of 5 from 1,204 ratings".
    RatingOf {
        /// The average.
        value: RatingValue,
        /// How many rated.
        count: u64,
    },
    /// "No ratings yet".
    NoRatings,
    /// "4 of 5".
    Stars(Rating),
    /// "5 stars: 800 ratings".
    StarCount {
        /// The stars.
        rating: Rating,
        /// How many gave them.
        count: u64,
    },
    /// "1,204 ratings".
    Ratings(u64),
    /// "800 with a text".
    Texts(u64),
    /// "12 rated it without a text."
    OnlyStars(u64),
    /// "340 reviews".
    Matching(u64),
    /// "10 more".
    MoreCame(u64),
    /// "4 of 5, by Ada, 3 May 2026".
    ByLine {
        /// The stars.
        rating: Rating,
        /// Who wrote it.
        author: &'a str,
        /// When.
        at: Time,
    },
    /// "Edited on 3 May 2026".
    EditedAt(Time),
    /// "From Judge.me".
    ImportedFrom {
        /// The app's name on the wire.
        app: &'a str,
    },
    /// "Photo 2 of 3 by Ada".
    Photo {
        /// Which, from 1.
        number: u64,
        /// How many there are.
        count: u64,
        /// Who took them.
        author: &'a str,
    },
    /// "2 of 3".
    Place {
        /// Which, from 1.
        number: u64,
        /// How many there are.
        count: u64,
    },
    /// "Helpful, 12 so far".
    Helpful(u64),
    /// "Not helpful, 3 so far".
    Unhelpful(u64),
    /// "The shop has not published it: it looks like advertising."
    RejectedFor(RejectionReason),
    /// "That is too long: 80 characters at most."
    TooLong {
        /// How many characters there may be.
        most: u64,
    },
    /// "It brings you 50 points, the same for every rating."
    Brings {
        /// The points, in the shop's words.
        points: &'a str,
    },
    /// "Chosen by Juniper".
    ChosenBy {
        /// What the shop calls itself.
        shop: &'a str,
    },
    /// "About Tide mug".
    About {
        /// The product's title.
        product: &'a str,
    },
}

impl Message<'_> {
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

    /// What is said of one row of a histogram.
    pub const fn row(aggregate: &Aggregate, rating: Rating) -> Self {
        Self::StarCount {
            rating,
            count: aggregate.count(rating),
        }
    }
}
