//! Hosts of photos that a file has and the shop does not allow.

use serde::Serialize;
use shared::reviews::{PhotoHost, PhotoUrl, Policy};

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
    /// Takes out the photos of hosts that are not allowed, notes those, and answers how many photos
    /// that were.
    pub(super) fn sift(&mut self, photos: &mut Vec<PhotoUrl>, policy: &Policy) -> usize {
        let all = photos.len();
        photos.retain(|photo| {
            let is_allowed = policy.allows(photo);
            if !is_allowed {
                self.count(photo.host());
            }
            is_allowed
        });
        all - photos.len()
    }

    fn count(&mut self, host: &PhotoHost) {
        if let Some(known) = self.0.iter_mut().find(|it| it.host == *host) {
            known.photos += 1;
        } else if self.0.len() < limits::PHOTO_HOSTS_LEFT_OUT {
            self.0.push(Host {
                host: host.clone(),
                photos: 1,
            });
        }
    }
}
