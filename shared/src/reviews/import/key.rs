//! What a review in a file is known by, so that importing it again changes nothing.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::product::ProductReference;
use crate::id::{ImportKey, ProductId, ShopId};
use crate::reviews::{App, Author, Body, Rating, ReviewId, Title};
use crate::time::Time;

/// How many bytes of a hash a key has.
const HASH_BYTES: usize = 16;

/// What a review says, for an app that has no ids.
pub(super) struct Content<'a> {
    pub(super) product: &'a ProductReference,
    pub(super) rating: Rating,
    pub(super) title: Option<&'a Title>,
    pub(super) body: Option<&'a Body>,
    pub(super) author: Option<&'a Author>,
    pub(super) at: Time,
}

/// How often each content was in the file so far: two that say the same are two.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(BTreeMap<[u8; HASH_BYTES], u32>);

impl Seen {
    /// The key of a review that has no id: of the first that says so, the second, and so on.
    pub(super) fn key(&mut self, app: App, content: &Content<'_>) -> Option<ImportKey> {
        let hash = content.hash(app);
        let times = self.0.entry(hash).or_default();
        *times = times.saturating_add(1);
        let number = if *times > 1 {
            format!("-{times}")
        } else {
            String::new()
        };
        format!("{app}:{}{number}", hex(&hash)).parse().ok()
    }
}

/// The key of a review that its app calls `id`; none where that makes no key.
pub(super) fn of_id(app: App, id: &str) -> Option<ImportKey> {
    format!("{app}:{id}").parse().ok()
}

/// The key under which a review that was written here is exported.
pub fn of_written(shop: &ShopId, product: &ProductId, review: ReviewId) -> Option<ImportKey> {
    let review = review.to_string();
    let hash = hash([shop.as_str(), product.as_str(), &review]);
    format!("{}:{}", App::Accolade, hex(&hash)).parse().ok()
}

impl Content<'_> {
    fn hash(&self, app: App) -> [u8; HASH_BYTES] {
        let product = self.product;
        hash([
            app.slug(),
            product.id.as_ref().map_or("", |id| id.as_str()),
            product.handle.as_ref().map_or("", |handle| handle.as_str()),
            &self.rating.to_string(),
            self.title.map_or("", Title::as_str),
            self.body.map_or("", Body::as_str),
            self.author.map_or("", Author::as_str),
            &self.at.to_string(),
        ])
    }
}

/// A hash over texts, none of which can pass for a part of its neighbour.
fn hash<const N: usize>(texts: [&str; N]) -> [u8; HASH_BYTES] {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    let whole = hasher.finalize();
    let mut short = [0; HASH_BYTES];
    for (byte, from) in short.iter_mut().zip(whole) {
        *byte = from;
    }
    short
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
