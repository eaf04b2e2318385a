//! Expiry.

use super::value::{some_span, word};
use crate::document::Node;
use crate::program::{Expiry, ExpiryFrom};

const FROMS: &[(&str, ExpiryFrom)] = &[
    ("earned", ExpiryFrom::Earned),
    ("last_activity", ExpiryFrom::LastActivity),
];

/// When points expire.
pub(super) fn expiry(node: &Node<'_, '_>) -> Option<Expiry> {
    let fields = node.fields_only(&["after", "from"])?;
    let after = fields.required("after").and_then(|node| some_span(&node));
    let from = fields.or("from", ExpiryFrom::Earned, |node| word(node, FROMS));
    Some(Expiry {
        after: after?,
        from: from?,
    })
}
