//! News: what has come of asking the service.

use std::rc::Rc;

use super::ballot::Ballot;
use super::draft::Fault;
use super::query::Query;
use super::review::{Listing, Review};
use super::visit::Own;

/// What has come.
pub(crate) enum News {
    /// A page of a list; nothing where there was no answer.
    Page {
        query: Query,
        part: Part,
        page: Option<Listing>,
    },
    /// The shopper's own part; nothing where there was no answer.
    Own(Option<Own>),
    /// A vote was counted, or not.
    Counted { review: String, count: Count },
    /// A review was taken, or not: a new one, or a change of one.
    Answered {
        edits: Option<String>,
        answered: Answered,
    },
}

/// Which part of a list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    First,
    Next,
}

/// What came of a vote.
pub(crate) enum Count {
    Counted(Ballot),
    Own,
    SignedOut,
    Lost,
}

/// What came of sending a review.
pub(crate) enum Answered {
    Taken(Rc<Review>),
    Faults(Vec<Fault>),
    Already,
    SignedOut,
    /// No answer.
    Unsent,
    /// One that says to come back later.
    Busy,
    /// One that does not take a photo.
    Photos,
    Refused,
}
