//! Campaigns.

use super::audience::audience;
use super::label::label;
use super::names::{Names, references};
use super::tiers::multiplier;
use super::value::points;
use crate::document::Node;
use crate::program::Campaign;

pub(in crate::program) const FIELDS: &[&str] = &[
    "id",
    "multiplier",
    "rules",
    "max_points",
    "from",
    "until",
    "tiers",
    "segments",
    "label",
];

/// A campaign.
pub(super) fn campaign(node: &Node<'_, '_>, names: &Names) -> Option<Campaign> {
    let fields = node.fields_only(FIELDS)?;
    let id = fields.required("id").and_then(|node| node.id());
    let multiplier = fields
        .required("multiplier")
        .and_then(|node| multiplier(&node));
    let rules = fields.or("rules", Vec::new(), |node| {
        references(node, &names.rules, "rule")
    });
    let max_points = fields.maybe("max_points", points);
    let audience = audience(&fields, names);
    let label = fields.maybe("label", label);
    Some(Campaign {
        id: id?,
        multiplier: multiplier?,
        rules: rules?,
        max_points: max_points?,
        audience: audience?,
        label: label?,
    })
}
