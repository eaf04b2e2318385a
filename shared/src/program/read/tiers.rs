//! Tiers and their levels.

use std::cell::Cell;

use super::label::label;
use super::names::unique;
use super::value::{count, points, word};
use crate::document::{Fields, Node};
use crate::id::TierId;
use crate::limits::{MULTIPLIER_MAX, PROGRAM_LIST_MAX};
use crate::points::Points;
use crate::program::{Downgrade, DowngradeStep, Level, TierBy, TierWindow, Tiers};
use crate::time::Span;

/// Once, in basis points.
pub(in crate::program) const MULTIPLIER_ONCE: u32 = 10_000;

pub(in crate::program) const BYS: &[(&str, TierBy)] = &[
    ("points", TierBy::Points),
    ("spend", TierBy::Spend),
    ("orders", TierBy::Orders),
];

pub(in crate::program) const STEPS: &[(&str, DowngradeStep)] = &[
    ("one", DowngradeStep::One),
    ("balance", DowngradeStep::Balance),
];

pub(in crate::program) const FIELDS: &[&str] = &["by", "window", "downgrade", "levels"];
pub(in crate::program) const ROLLING_FIELDS: &[&str] = &["rolling"];
pub(in crate::program) const DOWNGRADE_FIELDS: &[&str] = &["step", "grace"];
pub(in crate::program) const LEVEL_FIELDS: &[&str] =
    &["id", "name", "from", "multiplier", "perks", "gift"];

/// The tiers.
pub(super) fn tiers(node: &Node<'_, '_>) -> Option<Tiers> {
    let fields = node.fields_only(FIELDS)?;
    let by = fields.or("by", TierBy::Points, |node| word(node, BYS));
    let window = fields.or("window", TierWindow::Lifetime, window);
    let gradual = Downgrade {
        step: DowngradeStep::One,
        grace: None,
    };
    let downgrade = fields.or("downgrade", gradual, downgrade);
    let levels = fields.required("levels").and_then(|node| levels(&node));
    Some(Tiers {
        by: by?,
        window: window?,
        downgrade: downgrade?,
        levels: levels?,
    })
}

pub(in crate::program) const CALENDAR_YEAR: &str = "calendar_year";
pub(in crate::program) const LIFETIME: &str = "lifetime";

fn window(node: &Node<'_, '_>) -> Option<TierWindow> {
    match node.value().as_str() {
        Some(CALENDAR_YEAR) => Some(TierWindow::CalendarYear),
        Some(LIFETIME) => Some(TierWindow::Lifetime),
        None if node.value().is_object() => {
            let fields = node.fields_only(ROLLING_FIELDS)?;
            let rolling = fields.required("rolling");
            rolling
                .and_then(|node| calendar_span(&node))
                .map(TierWindow::Rolling)
        }
        _ => node.expected(r#"{"rolling": duration}, "calendar_year" or "lifetime""#),
    }
}

/// A span of days and months, at least a day: qualifying counts by calendar days.
fn calendar_span(node: &Node<'_, '_>) -> Option<Span> {
    let span: Span = node.parsed()?;
    if !span.is_calendar() || span.is_zero() {
        return node.expected("a duration in days, weeks, months or years from P1D");
    }
    Some(span)
}

fn downgrade(node: &Node<'_, '_>) -> Option<Downgrade> {
    let fields = node.fields_only(DOWNGRADE_FIELDS)?;
    let step = fields.or("step", DowngradeStep::One, |node| word(node, STEPS));
    let grace = fields.maybe("grace", Node::parsed::<Span>);
    Some(Downgrade {
        step: step?,
        grace: grace?.filter(|span| !span.is_zero()),
    })
}

fn levels(node: &Node<'_, '_>) -> Option<Vec<Level>> {
    let previous = Cell::new(None);
    let levels = unique::<TierId, _>(node, |item| level(item, &previous))?;
    if levels.is_empty() {
        return node.fault("found no level, allowed are 1 or more");
    }
    Some(levels)
}

fn level(node: &Node<'_, '_>, previous: &Cell<Option<u64>>) -> Option<Level> {
    let Some(fields) = node.fields_only(LEVEL_FIELDS) else {
        previous.set(Some(previous.get().unwrap_or(0)));
        return None;
    };
    let id = fields.required("id").and_then(|node| node.id());
    let name = fields.required("name").and_then(|node| label(&node));
    let from = threshold(&fields, previous);
    let multiplier = fields.or("multiplier", MULTIPLIER_ONCE, multiplier);
    let perks = fields.or("perks", Vec::new(), |node| {
        node.all(PROGRAM_LIST_MAX, label)
    });
    let gift = fields.maybe("gift", points);
    Some(Level {
        id: id?,
        name: name?,
        from: from?,
        multiplier: multiplier?,
        perks: perks?,
        gift: gift?,
    })
}

/// A threshold above the previous level's; one that can't be read counts as the previous one, so
/// that it makes no faults of those after it.
fn threshold(fields: &Fields<'_, '_>, previous: &Cell<Option<u64>>) -> Option<u64> {
    let node = fields.required("from");
    let from = node
        .as_ref()
        .and_then(|node| node.integer(0, Points::MAX.get() as i64))
        .map(i64::unsigned_abs);
    let before = previous.get();
    previous.set(Some(from.or(before).unwrap_or(0)));
    match (before, from?) {
        (None, from) if from != 0 => node?.fault(format!(
            "found {from}, allowed is 0, where the first level begins"
        )),
        (Some(before), from) if from <= before => node?.fault(format!(
            "found {from}, allowed is more than the {before} of the level before"
        )),
        (_, from) => Some(from),
    }
}

/// A multiplier in basis points.
pub(super) fn multiplier(node: &Node<'_, '_>) -> Option<u32> {
    count(node, 1, MULTIPLIER_MAX as u32)
}
