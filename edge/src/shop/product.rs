//! What a shop tells of its products: awards and quotes go by this, never by a caller's word.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::document::{self, Fault, Node};
use shared::id::CollectionId;

use crate::limits;

/// A product of a shop.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct Product {
    /// The collections it is in.
    pub collections: Vec<CollectionId>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where its page is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where its picture is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

/// Reads a product, or every fault of it.
pub fn parse(document: &Value) -> Result<Product, Vec<Fault>> {
    document::read(document, |node| {
        let fields = node.fields_only(&["collections", "title", "url", "image"])?;
        let collections = fields.or("collections", Vec::new(), |node| {
            node.all(limits::COLLECTIONS, Node::id)
        });
        let title = fields.maybe("title", |node| node.text(limits::TITLE));
        let url = fields.maybe("url", address);
        let image = fields.maybe("image", address);
        Some(Product {
            collections: collections?,
            title: title?.map(str::to_owned),
            url: url?,
            image: image?,
        })
    })
}

/// A web address; other schemes could run in a page.
fn address(node: &Node<'_, '_>) -> Option<String> {
    let text = node.text(limits::ADDRESS)?;
    let is_web = ["https://", "http://", "/"]
        .iter()
        .any(|start| text.starts_with(start));
    if is_web {
        Some(text.to_owned())
    } else {
        node.expected("an address of the web")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_product_reads() {
        let product = parse(&json!({"collections": ["drinks", 7], "title": "Tea", "url": "/tea"}));
        let product = product.unwrap();
        assert_eq!(product.collections.len(), 2);
        assert_eq!(product.title.as_deref(), Some("Tea"));
    }

    #[test]
    fn faults_point_at_their_places() {
        for (document, pointer) in [
            (json!({"collections": [""]}), "/collections/0"),
            (json!({"url": "javascript:alert(1)"}), "/url"),
            (json!({"title": ""}), "/title"),
            (json!({"price": 1}), "/price"),
        ] {
            assert_eq!(parse(&document).unwrap_err()[0].pointer, pointer);
        }
    }
}
