//! Erasing: what is left of a review when its writer is forgotten.

use super::{Buyer, Changed, Moderation, Publication, Review, Tally, Votes, Withdrawal};

/// The review without anything of its writer: the stars and their date stay, so that the count
/// stays honest. What a person had still to look at has nothing left to see, and is withdrawn.
pub fn erase(review: Review, tally: &Tally) -> Changed {
    let moderation = match review.moderation.clone() {
        Moderation::Pending { .. } => Moderation::Withdrawn {
            because: Withdrawal::Erased,
        },
        Moderation::Rejected { reason, .. } => Moderation::Rejected { reason, note: None },
        kept @ (Moderation::Published | Moderation::Withdrawn { .. }) => kept,
    };
    let mut erased = Review {
        shopper: None,
        title: None,
        body: None,
        author: None,
        photos: Vec::new(),
        buyer: Buyer::Unknown,
        edited_at: None,
        votes: Votes::default(),
        reply: None,
        moderation,
        ..review.clone()
    };
    if erased != review {
        erased.revision = review.revision.next();
    }
    Changed {
        tally: tally.clone().changed(Some(&review), Some(&erased)),
        review: erased,
        publication: Publication::NotNew,
    }
}
