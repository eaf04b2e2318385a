//! Voting: what a shopper thinks of another's review.

use super::{Review, Vote};
use crate::decline::Decline;
use crate::id::ShopperId;

/// The review after a shopper's vote on it went from one to another; `None` is no vote. One's own
/// review is not voted on, and neither is one that nobody sees.
pub fn vote(
    review: Review,
    voter: &ShopperId,
    before: Option<Vote>,
    after: Option<Vote>,
) -> Result<Review, Decline> {
    if review.is_by(voter) {
        return Err(Decline::OwnReview);
    }
    if after.is_some() && !review.is_published() {
        return Err(Decline::NotPossible);
    }
    let votes = review.votes.changed(before, after);
    Ok(Review { votes, ..review })
}
