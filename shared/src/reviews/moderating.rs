//! Moderating: what the shop does with a review. It changes neither stars nor text.

use super::{Incentive, Reply, ReplyText, Review, State, Tally, Verdict};
use crate::decline::Decline;
use crate::time::Time;

/// A review and its product's tally after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The review as it is now.
    pub review: Review,
    /// The product's tally as it is now.
    pub tally: Tally,
    /// Whether the review is seen for the first time.
    pub publication: Publication,
}

/// Whether a review is seen for the first time, which is when it earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// It is.
    First,
    /// It was seen before, or is not seen now.
    NotNew,
}

/// What a verdict of the shop makes of a review.
pub fn moderate(
    review: Review,
    verdict: Verdict,
    at: Time,
    tally: &Tally,
) -> Result<Changed, Decline> {
    let moderation = review.moderation.clone().judged(verdict)?;
    let before = review.clone();
    let mut review = Review {
        moderation,
        ..review
    };
    let publication = publication(&mut review, at);
    Ok(Changed {
        tally: tally.clone().changed(Some(&before), Some(&review)),
        review,
        publication,
    })
}

/// Notes when a review is first published.
pub(super) fn publication(review: &mut Review, at: Time) -> Publication {
    if !review.is_published() || review.published_at.is_some() {
        return Publication::NotNew;
    }
    review.published_at = Some(at);
    Publication::First
}

/// The review with the shop's answer, or without one. The same answer again keeps its time; what is
/// not shown and will not be is not answered.
pub fn reply(review: Review, body: Option<ReplyText>, at: Time) -> Result<Review, Decline> {
    let is_known = review.reply.as_ref().map(|reply| &reply.body) == body.as_ref();
    if is_known {
        return Ok(review);
    }
    let is_shown = matches!(review.moderation.state(), State::Pending | State::Published);
    if body.is_some() && !is_shown {
        return Err(Decline::NotPossible);
    }
    let reply = body.map(|body| Reply { body, at });
    Ok(Review { reply, ..review })
}

/// The review after its writer got points for it.
#[must_use]
pub fn reward(review: Review) -> Review {
    Review {
        incentive: Incentive::Rewarded,
        ..review
    }
}
