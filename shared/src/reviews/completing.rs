//! Completing: photos that an imported review came without, for the shop did not allow their host.

use super::{Origin, PhotoUrl, Review, State};
use crate::limits::PHOTOS_MAX;

/// The review with those photos of a file that it lacks, as many as it may have; `None` where that
/// changes nothing. What a shopper wrote here, what is withdrawn, and what says nothing takes none.
pub fn complete(before: &Review, photos: &[PhotoUrl]) -> Option<Review> {
    let is_imported = matches!(before.origin, Origin::Imported { .. });
    if !is_imported || may_be_erased(before) || before.moderation.state() == State::Withdrawn {
        return None;
    }
    let mut after = before.clone();
    for photo in photos {
        if after.photos.len() < PHOTOS_MAX && !after.photos.contains(photo) {
            after.photos.push(photo.clone());
        }
    }
    if after.photos.len() == before.photos.len() {
        return None;
    }
    after.revision = before.revision.next();
    Some(after)
}

/// Whether a review has nothing of its writer: a file must not bring back what was erased.
const fn may_be_erased(review: &Review) -> bool {
    review.title.is_none() && review.body.is_none() && review.author.is_none()
}
