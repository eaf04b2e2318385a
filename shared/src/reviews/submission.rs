//! Submission: what a shopper sends.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Author, Body, NotAText, PhotoUrl, Policy, Rating, Review, ReviewId, Title};
use crate::document::{self, Fault, Fields, Node};
use crate::id::OrderId;
use crate::limits::PHOTOS_MAX;

/// A review as a shopper sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The stars.
    pub rating: Rating,
    /// The title.
    pub title: Option<Title>,
    /// The text.
    pub body: Option<Body>,
    /// The name to show.
    pub author: Option<Author>,
    /// The photos, all on hosts that the shop allows.
    pub photos: Vec<PhotoUrl>,
    /// The photos of an edit that are on other hosts, each with its place in what was sent. They
    /// are not kept: the shop may have given up a host since the review was written.
    pub elsewhere: Vec<(usize, PhotoUrl)>,
    /// The order it is about, by the shopper's word.
    pub order: Option<OrderId>,
    /// The shopper's review to edit.
    pub review: Option<ReviewId>,
}

const FIELDS: &[&str] = &[
    "rating", "title", "body", "author", "photos", "order", "review",
];

impl Submission {
    /// A submission of a document, or every fault in it.
    pub fn read(document: &Value, policy: &Policy) -> Result<Self, Vec<Fault>> {
        document::read(document, |node| Self::from_node(node, policy))
    }

    /// Whether a review has its stars, words and photos; whose name it has is told apart.
    pub(super) fn is_said_by(&self, review: &Review) -> bool {
        review.rating == self.rating
            && review.title == self.title
            && review.body == self.body
            && review.photos == self.photos
    }

    /// What is wrong with the photos of an edit: those on other hosts that the review did not have.
    pub fn strange_photos(&self, edited: &Review, policy: &Policy) -> Vec<Fault> {
        let strange = self.elsewhere.iter();
        let strange = strange.filter(|(_, photo)| !edited.photos.contains(photo));
        let fault = |(place, _): &(usize, PhotoUrl)| Fault {
            pointer: format!("/photos/{place}"),
            detail: elsewhere(policy),
        };
        strange.map(fault).collect()
    }

    fn from_node(node: &Node<'_, '_>, policy: &Policy) -> Option<Self> {
        let fields = node.fields_only(FIELDS)?;
        // Read every field before giving up, so that every fault is found.
        let rating = fields.required("rating").and_then(|node| rating(&node));
        let title = text(&fields, "title", Title::clean);
        let body = text(&fields, "body", Body::clean);
        let author = text(&fields, "author", Author::clean);
        let is_edit = fields.optional("review").is_some();
        let photos = fields.or("photos", Vec::new(), |node| {
            node.all(PHOTOS_MAX, |node| match node.parsed::<PhotoUrl>()? {
                photo if is_edit || policy.allows(&photo) => Some(photo),
                _ => node.fault(elsewhere(policy)),
            })
        });
        let order = fields.maybe("order", Node::id);
        let review = fields.maybe("review", Node::parsed);
        let placed = photos?.into_iter().enumerate();
        let (photos, elsewhere): (Vec<_>, Vec<_>) =
            placed.partition(|(_, photo)| policy.allows(photo));
        Some(Self {
            rating: rating?,
            title: title?,
            body: body?,
            author: author?,
            photos: photos.into_iter().map(|(_, photo)| photo).collect(),
            elsewhere,
            order: order?,
            review: review?,
        })
    }
}

fn rating(node: &Node<'_, '_>) -> Option<Rating> {
    let stars = u64::try_from(node.integer(1, 5)?).ok()?;
    Rating::new(stars)
}

/// A text that may be absent, or be nothing once cleaned.
fn text<T>(
    fields: &Fields<'_, '_>,
    key: &str,
    clean: impl FnOnce(&str) -> Result<Option<T>, NotAText>,
) -> Option<Option<T>> {
    let read = |node: &Node<'_, '_>| match node.value().as_str().map(clean) {
        Some(Ok(text)) => Some(text),
        Some(Err(fault)) => node.fault(format!("found a longer text, but {fault}")),
        None => node.expected("a text"),
    };
    fields.maybe(key, read).map(Option::flatten)
}

/// What is wrong with a photo on another host.
fn elsewhere(policy: &Policy) -> String {
    let hosts: Vec<&str> = policy
        .photo_hosts
        .iter()
        .map(|host| host.as_str())
        .collect();
    if hosts.is_empty() {
        return "the shop takes no photos".to_owned();
    }
    format!("the host of a photo is one of {}", hosts.join(", "))
}
