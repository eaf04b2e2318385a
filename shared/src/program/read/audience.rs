//! When and for whom a rule, campaign or reward is there.

use super::names::{Names, references};
use crate::document::{Fields, Node};
use crate::limits::PROGRAM_LIST_MAX;
use crate::program::Audience;
use crate::time::Time;

/// The audience among the fields of a rule, campaign or reward.
pub(super) fn audience(fields: &Fields<'_, '_>, names: &Names) -> Option<Audience> {
    let from: Option<Option<Time>> = fields.maybe("from", Node::parsed);
    let until = fields.maybe("until", |node| {
        let until: Time = node.parsed()?;
        match from.flatten() {
            Some(from) if until <= from => node.fault(format!(
                "found {until}, allowed is a time after {from}, where it begins"
            )),
            _ => Some(until),
        }
    });
    let tiers = fields.or("tiers", Vec::new(), |node| {
        references(node, &names.tiers, "tier")
    });
    let segments = fields.or("segments", Vec::new(), |node| {
        node.all(PROGRAM_LIST_MAX, Node::id)
    });
    Some(Audience {
        from: from?,
        until: until?,
        tiers: tiers?,
        segments: segments?,
    })
}
