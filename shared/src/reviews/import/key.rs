//! What a review in a file is known by, so that importing it again changes nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::product::ProductReference;
use crate::id::{ImportKey, ProductId, ShopId};
use crate::reviews::{App, Rating, ReviewId};
use crate::time::Time;

/// How many bytes of a hash a key has.
const HASH_BYTES: usize = 16;

/// What a review says, for an app that has no ids.
pub(super) struct Content<'a> {
    pub(super) product: &'a ProductReference,
    pub(super) rating: Rating,
    /// Title, text and name as the file has them, before anything is made of them.
    pub(super) said: [Cow<'a, str>; 3],
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

/// The key under which a review that was written here is exported. The instant is part of it: a
/// shop that moves begins to number anew, and what it brings along was numbered before.
pub fn of_written(
    shop: &ShopId,
    product: &ProductId,
    review: ReviewId,
    at: Time,
) -> Option<ImportKey> {
    let (review, at) = (review.to_string(), at.unix_ms().to_string());
    let hash = hash([shop.as_str(), product.as_str(), &review, &at]);
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
            &letters(&self.said[0]),
            &letters(&self.said[1]),
            &letters(&self.said[2]),
            &self.at.unix_ms().to_string(),
        ])
    }
}

/// The letters and digits of a text, small. Keys are kept for ever: this must never change, even
/// where texts are cleaned in another way, or a file that is imported again doubles every review.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn key(product: (&str, &str), said: [&str; 3], at: &str) -> String {
        let content = Content {
            product: &ProductReference {
                id: product.0.parse().ok(),
                handle: product.1.parse().ok(),
            },
            rating: Rating::BEST,
            said: said.map(Cow::Borrowed),
            at: at.parse().unwrap(),
        };
        let key = Seen::default().key(App::Yotpo, &content);
        key.unwrap().to_string()
    }

    #[test]
    fn keys_of_contents_stay_for_ever() {
        let at = "2024-03-31T10:00:00Z";
        for (product, said, at, expected) in [
            (
                ("88", ""),
                ["", "", ""],
                at,
                "yotpo:3ab2dd6b4e38d78792704addc14f56c8",
            ),
            (
                ("88", "tea"),
                ["Good", "It's fine &amp; warm", "Ann B."],
                at,
                "yotpo:fd70d4718d36283e24d68310cfa93edd",
            ),
            (
                ("", "tasse-été"),
                ["ÉTÉ", "日本語", ""],
                at,
                "yotpo:f480b1a8cb466b3ba644072fa4a2d29d",
            ),
            (
                ("88", ""),
                ["", "", ""],
                "2024-03-31T10:00:00.001Z",
                "yotpo:8309037ac44298758319c74389c28747",
            ),
        ] {
            assert_eq!(key(product, said, at), expected, "{said:?}");
        }
        let id = of_id(App::Loox, "a1").map(|key| key.to_string());
        assert_eq!(id.as_deref(), Some("loox:a1"));
    }

    #[test]
    fn how_a_text_is_cleaned_makes_no_key() {
        let at = "2024-03-31T10:00:00Z";
        let one = key(
            ("88", ""),
            ["Good", "Two  lines\n\n\nof it\u{200b}", "Ann B."],
            at,
        );
        let other = key(("88", ""), [" GOOD!", "Two lines\r\nof it", "ann b"], at);
        assert_eq!(one, other);
        let moved = key(("88", ""), ["Good Two", "lines of it", "Ann B."], at);
        assert_ne!(one, moved);
    }

    #[test]
    fn a_review_that_is_written_here_has_a_key_of_its_own() {
        let shop = "juniper".parse().unwrap();
        let product = "88".parse().unwrap();
        let id = |number| ReviewId::new(number).unwrap();
        let of = |number, at: &str| of_written(&shop, &product, id(number), at.parse().unwrap());
        let first = of(1, "2026-05-03T10:00:00Z").unwrap();
        assert_eq!(first.as_str(), "accolade:9a25281bda3c305967a9c777783359d6");
        assert_ne!(Some(&first), of(1, "2026-05-03T10:00:00.001Z").as_ref());
        assert_ne!(Some(&first), of(2, "2026-05-03T10:00:00Z").as_ref());
    }
}
