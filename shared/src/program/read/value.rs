//! Small values that several parts of the document have.

use crate::document::{Fields, Node};
use crate::limits::{CAP_TIMES_MAX, HOLD_SECONDS_MAX, HOLD_SECONDS_MIN, RULE_POINTS_MAX};
use crate::money::Amount;
use crate::points::Points;
use crate::program::{Cap, Per};
use crate::time::Span;

pub(in crate::program) const PERS: &[(&str, Per)] = &[
    ("day", Per::Day),
    ("week", Per::Week),
    ("month", Per::Month),
    ("year", Per::Year),
    ("lifetime", Per::Lifetime),
    ("product", Per::Product),
    ("order", Per::Order),
];

/// One of a few words.
pub(super) fn word<T: Copy>(node: &Node<'_, '_>, words: &[(&str, T)]) -> Option<T> {
    let text = node.value().as_str();
    let found = words.iter().find(|(word, _)| text == Some(*word));
    match found {
        Some((_, meaning)) => Some(*meaning),
        None => {
            let words: Vec<String> = words
                .iter()
                .map(|(word, _)| format!("\"{word}\""))
                .collect();
            node.expected(&format!("one of {}", words.join(", ")))
        }
    }
}

/// What the objects of a list may be, and which fields that gives them.
pub(in crate::program) struct Kinds<K: 'static> {
    /// What such an object is called in a fault: `rule on`.
    pub(in crate::program) what: &'static str,
    /// The kinds by their words in the document.
    pub(in crate::program) words: &'static [(&'static str, K)],
    /// The fields that every kind has.
    pub(in crate::program) common: &'static [&'static str],
    /// The fields that only one kind has.
    pub(in crate::program) own: fn(K) -> &'static [&'static str],
}

impl<K: Copy + PartialEq> Kinds<K> {
    /// The kind that a field says, after finding the fields that it may not have; where it is
    /// unknown, those that no kind has.
    pub(super) fn read(&self, fields: &Fields<'_, '_>, key: &str) -> Option<K> {
        let kind = fields
            .required(key)
            .and_then(|node| word(&node, self.words));
        let is_it = |(_, other): &&(&str, K)| kind.is_none_or(|kind| kind == *other);
        let its: Vec<_> = self.words.iter().filter(is_it).collect();
        let own = its.iter().flat_map(|(_, kind)| (self.own)(*kind));
        let allowed: Vec<&str> = self.common.iter().chain(own).copied().collect();
        let what = match its.as_slice() {
            [(word, _)] => format!("a {} {word}", self.what),
            _ => format!("any {} something", self.what),
        };
        for (_, stray) in fields.iter().filter(|(key, _)| !allowed.contains(key)) {
            let allowed = allowed.join(", ");
            let _: Option<()> = stray.fault(format!(
                "found a field that does not belong to {what}; allowed are {allowed}"
            ));
        }
        kind
    }
}

/// Points that something gives or costs, at least 1.
pub(super) fn points(node: &Node<'_, '_>) -> Option<Points> {
    let points = node.integer(1, RULE_POINTS_MAX)?;
    Points::new(points.unsigned_abs())
}

/// An amount of at least one minor unit.
pub(super) fn some_amount(node: &Node<'_, '_>) -> Option<Amount> {
    let minor = node.integer(1, Amount::MAX.get() as i64)?;
    Amount::new(minor.unsigned_abs())
}

/// A small whole number from `least` to `most`.
pub(super) fn count(node: &Node<'_, '_>, least: u32, most: u32) -> Option<u32> {
    let number = node.integer(i64::from(least), i64::from(most))?;
    u32::try_from(number).ok()
}

/// A number from 1 to 100.
pub(super) fn percent(node: &Node<'_, '_>) -> Option<u32> {
    count(node, 1, 100)
}

/// A span longer than nothing.
pub(super) fn some_span(node: &Node<'_, '_>) -> Option<Span> {
    let span: Span = node.parsed()?;
    if span.is_zero() {
        return node.expected("a duration longer than nothing");
    }
    Some(span)
}

/// A span of hours, minutes and seconds, as a hold's life must be: it may not depend on a calendar.
pub(super) fn clock_span(node: &Node<'_, '_>) -> Option<Span> {
    let span: Span = node.parsed()?;
    match span.clock_seconds() {
        Some(HOLD_SECONDS_MIN..=HOLD_SECONDS_MAX) => Some(span),
        _ => node.expected("a duration in hours, minutes and seconds from PT1M to PT720H"),
    }
}

pub(in crate::program) const CAP_FIELDS: &[&str] = &["times", "per"];

/// How often something may happen, counted in one of `pers`.
pub(super) fn cap(node: &Node<'_, '_>, pers: &[Per]) -> Option<Cap> {
    let fields = node.fields_only(CAP_FIELDS)?;
    let times = fields
        .required("times")
        .and_then(|node| count(&node, 1, CAP_TIMES_MAX));
    let words: Vec<(&str, Per)> = PERS
        .iter()
        .filter(|(_, per)| pers.contains(per))
        .copied()
        .collect();
    let per = fields.required("per").and_then(|node| word(&node, &words));
    Some(Cap {
        times: times?,
        per: per?,
    })
}
