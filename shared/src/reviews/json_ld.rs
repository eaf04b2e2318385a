//! JSON-LD: a product's stars and reviews in the words of schema.org, for search engines.
//!
//! <https://developers.google.com/search/docs/appearance/structured-data/review-snippet>

use serde_json::{Map, Value, json};

use super::{Aggregate, Author, Body, Rating, Review, Title};
use crate::limits::JSON_LD_REVIEWS_MAX;
use crate::time::Time;

/// What the shop told us of a product.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Its name.
    pub title: &'a str,
    /// The address of its page.
    pub url: Option<&'a str>,
    /// The address of its picture.
    pub image: Option<&'a str>,
}

/// What a search engine reads of a review.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'a> {
    /// Who wrote it.
    pub author: &'a str,
    /// The stars.
    pub rating: Rating,
    /// The title.
    pub title: Option<&'a str>,
    /// The text.
    pub body: &'a str,
    /// When it was written.
    pub at: Time,
}

impl<'a> Snippet<'a> {
    /// The snippet of a published review with a name and a text; others have none.
    pub fn of(review: &'a Review) -> Option<Self> {
        if !review.is_published() {
            return None;
        }
        Some(Self {
            author: review.author.as_ref().map(Author::as_str)?,
            rating: review.rating,
            title: review.title.as_ref().map(Title::as_str),
            body: review.body.as_ref().map(Body::as_str)?,
            at: review.at,
        })
    }
}

/// The product with its aggregate rating and its first reviews, as Google documents it for review
/// snippets; none where nobody rated, or where the product has no name: it would not be valid.
pub fn json_ld(facts: &Facts<'_>, aggregate: &Aggregate, reviews: &[Snippet<'_>]) -> Option<Value> {
    let value = aggregate.rating_value()?;
    let title = facts.title.trim();
    if title.is_empty() {
        return None;
    }
    let mut rating = stars(json!(value.number()));
    rating.insert("@type".into(), "AggregateRating".into());
    rating.insert("ratingCount".into(), aggregate.rating_count().into());
    if aggregate.review_count() > 0 {
        rating.insert("reviewCount".into(), aggregate.review_count().into());
    }
    let mut product = Map::new();
    product.insert("@context".into(), "https://schema.org".into());
    product.insert("@type".into(), "Product".into());
    product.insert("name".into(), title.into());
    for (key, address) in [("url", facts.url), ("image", facts.image)] {
        if let Some(address) = address.filter(|address| is_web(address)) {
            product.insert(key.into(), address.into());
        }
    }
    product.insert("aggregateRating".into(), Value::Object(rating));
    let reviews: Vec<Value> = reviews.iter().take(JSON_LD_REVIEWS_MAX).map(item).collect();
    if !reviews.is_empty() {
        product.insert("review".into(), Value::Array(reviews));
    }
    Some(Value::Object(product))
}

fn item(review: &Snippet<'_>) -> Value {
    let mut rating = stars(json!(review.rating.stars()));
    rating.insert("@type".into(), "Rating".into());
    let mut item = json!({
        "@type": "Review",
        "author": {"@type": "Person", "name": review.author},
        "reviewRating": rating,
        "reviewBody": review.body,
        "datePublished": day(review.at),
    });
    if let Some(title) = review.title {
        item["name"] = title.into();
    }
    item
}

fn stars(value: Value) -> Map<String, Value> {
    let fields = [
        ("ratingValue", value),
        ("bestRating", Rating::BEST.stars().into()),
        ("worstRating", Rating::WORST.stars().into()),
    ];
    fields
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

/// The day of an instant in UTC: `2026-11-27`.
fn day(at: Time) -> String {
    at.to_string().chars().take("2026-11-27".len()).collect()
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// A document as the text of a `script` element: nothing in it ends the element, begins a comment
/// or ends a line.
pub fn script_safe(document: &Value) -> String {
    let text = document.to_string();
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            _ => safe.push(character),
        }
    }
    safe
}
