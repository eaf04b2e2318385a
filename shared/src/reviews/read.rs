//! What else is sent about reviews: a vote, a reply, the testimonials that a shop chose.

use serde_json::Value;

use super::{ReplyText, ReviewId, Revision, Vote};
use crate::document::{self, Fault, Fields, Node};
use crate::id::ProductId;
use crate::limits::TESTIMONIALS_MAX;

/// A review that the shop chose, of any of its products.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chosen {
    /// The product.
    pub product: ProductId,
    /// The review.
    pub review: ReviewId,
}

/// What the shop decided or answered, and of which wording of the review, where it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// What.
    pub what: T,
    /// The wording that it saw.
    pub revision: Option<Revision>,
}

/// The wording that somebody saw, where they say so.
pub(super) fn revision(fields: &Fields<'_, '_>) -> Option<Option<Revision>> {
    fields.maybe("revision", |node| {
        let number = node.integer(1, i64::from(u32::MAX))?;
        u32::try_from(number).ok().map(Revision::new)
    })
}

/// A vote of a document, `{"helpful": true}`; `null` takes it back.
pub fn read_vote(document: &Value) -> Result<Option<Vote>, Vec<Fault>> {
    document::read(document, |node| {
        let helpful = or_null(node, &node.fields_only(&["helpful"])?, "helpful")?;
        let Some(helpful) = helpful else {
            return Some(None);
        };
        Some(Some(match helpful.boolean()? {
            true => Vote::Helpful,
            false => Vote::Unhelpful,
        }))
    })
}

/// A reply of a document, `{"body": "…"}`; `null` takes it back. It may say of which `revision`.
pub fn read_reply(document: &Value) -> Result<Seen<Option<ReplyText>>, Vec<Fault>> {
    document::read(document, |node| {
        let fields = node.fields_only(&["body", "revision"])?;
        let revision = revision(&fields);
        let what = match or_null(node, &fields, "body")? {
            Some(body) => Some(body.parsed()?),
            None => None,
        };
        Some(Seen {
            what,
            revision: revision?,
        })
    })
}

/// The testimonials of a document, `{"reviews": [{"product": "88", "review": "r1"}]}`, in the order
/// of their showing, each once.
pub fn read_chosen(document: &Value) -> Result<Vec<Chosen>, Vec<Fault>> {
    document::read(document, |node| {
        let reviews = node.fields_only(&["reviews"])?.required("reviews")?;
        let chosen = reviews.all(TESTIMONIALS_MAX, |node| {
            let fields = node.fields_only(&["product", "review"])?;
            let product = fields.required("product").and_then(|node| node.id());
            let review = fields.required("review").and_then(|node| node.parsed());
            Some(Chosen {
                product: product?,
                review: review?,
            })
        })?;
        for (index, one) in chosen.iter().enumerate() {
            if chosen[..index].contains(one) {
                return reviews.fault(format!("found {} of {} twice", one.review, one.product));
            }
        }
        Some(chosen)
    })
}

/// A field of a document, which must be there and may be `null`.
fn or_null<'a, 'f>(
    node: &Node<'a, 'f>,
    fields: &Fields<'a, 'f>,
    key: &str,
) -> Option<Option<Node<'a, 'f>>> {
    match node.value().get(key) {
        Some(Value::Null) => Some(None),
        _ => fields.required(key).map(Some),
    }
}
