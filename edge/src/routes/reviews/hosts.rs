//! Hosts of photos that a file has and the shop does not allow.

use serde::Serialize;
use shared::reviews::import::Imported;
use shared::reviews::{PhotoHost, Policy};

use crate::limits;

/// The first hosts that photos were left out for, with their counts.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Hosts(Vec<Host>);

#[derive(Debug, Serialize)]
struct Host {
    host: PhotoHost,
    photos: usize,
}

impl Hosts {
    /// Notes the hosts of a review's photos that are not allowed, and answers how many photos that
    /// are.
    pub(super) fn note(&mut self, imported: &Imported, policy: &Policy) -> usize {
        let photos = imported.photos.iter();
        let mut count = 0;
        for photo in photos.filter(|photo| !policy.allows(photo)) {
            count += 1;
            let known = self.0.iter_mut().find(|it| it.host == *photo.host());
            if let Some(known) = known {
                known.photos += 1;
            } else if self.0.len() < limits::PHOTO_HOSTS_LEFT_OUT {
                self.0.push(Host {
                    host: photo.host().clone(),
                    photos: 1,
                });
            }
        }
        count
    }
}
