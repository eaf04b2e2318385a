//! Expiry.

use super::value::{some_span, word};
use crate::document::Node;
use crate::program::{Expiry, ExpiryFrom};

pub(in crate::program) const FROMS: &[(&str, ExpiryFrom)] = &[
    ("earned", ExpiryFrom::Earned),
    ("last_activity", ExpiryFrom::LastActivity),
];

pub(in crate::program) const FIELDS: &[&str] = &["after", "from"];

/// When points expire.
pub(super) fn expiry(node: &Node<'_, '_>) -> Option<Expiry> {
    let fields = node.fields_only(FIELDS)?;
    let after = fields.required("after").and_then(|node| some_span(&node));
    let from = fields.or("from", ExpiryFrom::Earned, |node| word(node, FROMS));
    Some(Expiry {
        after: after?,
        from: from?,
    })
}
