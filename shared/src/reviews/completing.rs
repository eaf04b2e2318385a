//! Completing: photos that an imported review came without, for the shop did not allow their host.

use super::{Origin, PhotoUrl, Review, State};
use crate::limits::PHOTOS_MAX;

/// The review with those photos of a file that it lacks, as many as it may have; `None` where that
/// changes nothing. What a shopper wrote here, and what is withdrawn, takes none.
pub fn complete(before: &Review, photos: &[PhotoUrl]) -> Option<Review> {
    let is_imported = matches!(before.origin, Origin::Imported { .. });
    if !is_imported || before.moderation.state() == State::Withdrawn {
        return None;
    }
    let mut after = before.clone();
    for photo in photos {
        if after.photos.len() < PHOTOS_MAX && !after.photos.contains(photo) {
            after.photos.push(photo.clone());
        }
    }
    (after != *before).then_some(after)
}
