//! The parts of what an order earns: what each rule gives more or less than before.

use std::collections::{BTreeMap, BTreeSet};

use super::because::{Because, ExtraKept, RuleKept};
use super::counter::Counter;
use super::entry::{OrdersChange, Posting, QualifyingChange};
use super::order_record::OrderRecord;
use crate::cart::Line;
use crate::earn::{EarningLine, RuleEarned};
use crate::id::{OrderId, RuleId};
use crate::money::Amount;
use crate::order::TargetLine;
use crate::points::Points;
use crate::program::{Per, Program};
use crate::time::Time;

/// The postings that close what is said of an order: what counts toward tiers, orders and caps,
/// and its record.
pub(super) fn closing(
    order: &OrderId,
    before: Option<&OrderRecord>,
    after: &OrderRecord,
    rules: &Program,
) -> Vec<Posting> {
    let mut postings: Vec<Posting> = qualify(before, after).into_iter().collect();
    let orders = OrdersChange {
        heard: i64::from(before.is_none()),
        live: after.orders.cast_signed() - before.map_or(0, |record| record.orders.cast_signed()),
    };
    if orders != OrdersChange::default() {
        postings.push(Posting::Orders(orders));
    }
    let (was, is) = (
        before
            .map(|record| counted(record, rules))
            .unwrap_or_default(),
        counted(after, rules),
    );
    let changes = is.difference(&was).map(|rule| (rule, 1));
    let changes = changes.chain(was.difference(&is).map(|rule| (rule, -1)));
    for (rule, by) in changes {
        postings.push(Posting::Count(Counter::Rule(rule.clone()), after.day, by));
    }
    postings.push(Posting::Order(order.clone(), Box::new(after.clone())));
    postings
}

/// The capped rules by which an order keeps anything.
pub(super) fn counted(record: &OrderRecord, rules: &Program) -> BTreeSet<RuleId> {
    let is_capped = |rule: &RuleId| {
        let rule = rules.earn.iter().find(|known| known.id == *rule);
        rule.and_then(|rule| rule.cap)
            .is_some_and(|cap| cap.per != Per::Order)
    };
    let kept = record.earned.rules.iter().zip(&record.kept);
    kept.filter(|(rule, kept)| !kept.is_zero() && is_capped(&rule.rule))
        .map(|(rule, _)| rule.rule.clone())
        .collect()
}

/// The change of what counts toward tiers, dated at payment.
fn qualify(before: Option<&OrderRecord>, after: &OrderRecord) -> Option<Posting> {
    let was = |get: fn(&OrderRecord) -> u64| before.map_or(0, get).cast_signed();
    let change = QualifyingChange {
        points: after.qualifying.get().cast_signed() - was(|record| record.qualifying.get()),
        spend: after.spend.get().cast_signed() - was(|record| record.spend.get()),
        orders: after.orders.cast_signed() - was(|record| record.orders),
    };
    (change != QualifyingChange::default()).then_some(Posting::Qualify(after.day, change))
}

/// The gains by when they become available, less what was forgiven of this order before.
pub(super) fn credits_of(
    after: &mut OrderRecord,
    gains: &BTreeMap<RuleId, Points>,
) -> BTreeMap<Option<Time>, Points> {
    let mut credits = BTreeMap::new();
    for rule in &after.earned.rules {
        let gain = gains.get(&rule.rule).copied().unwrap_or(Points::ZERO);
        let covered = gain.min(after.forgiven);
        after.forgiven = after.forgiven.less(covered);
        let points: &mut Points = credits.entry(rule.pending_until).or_default();
        *points = points.plus(gain.less(covered));
    }
    credits
}

/// What each rule gives more, and what each gives less, than before.
pub(super) fn differences(
    before: Option<&OrderRecord>,
    after: &OrderRecord,
) -> (BTreeMap<RuleId, Points>, BTreeMap<RuleId, Points>) {
    let kept = |record: &OrderRecord| -> BTreeMap<RuleId, Points> {
        let rules = record.earned.rules.iter().map(|rule| rule.rule.clone());
        rules.zip(record.kept.iter().copied()).collect()
    };
    let (was, is) = (before.map(kept).unwrap_or_default(), kept(after));
    let beyond = |one: &BTreeMap<RuleId, Points>, other: &BTreeMap<RuleId, Points>| {
        let more = one.iter().map(|(rule, points)| {
            (
                rule.clone(),
                points.less(other.get(rule).copied().unwrap_or(Points::ZERO)),
            )
        });
        more.filter(|(_, points)| !points.is_zero())
            .collect::<BTreeMap<_, _>>()
    };
    (beyond(&is, &was), beyond(&was, &is))
}

/// A line of a target as rules look at it.
pub(super) fn earning_line(line: &TargetLine) -> EarningLine {
    EarningLine {
        line: Line {
            id: Some(line.id.clone()),
            product: line.product.clone(),
            sku: line.sku.clone(),
            collections: line.collections.clone(),
            price: line.paid,
            tax: Amount::ZERO,
            quantity: 1,
            discount: Amount::ZERO,
            gift_card: line.gift_card,
        },
        basis: line.basis,
        paid: line.paid,
    }
}

/// What is kept of what was paid for goods.
pub(super) fn subtotal_kept(lines: &[TargetLine]) -> Amount {
    let goods = lines.iter().filter(|line| !line.gift_card);
    goods
        .map(|line| line.paid.share_floor(line.kept.get(), line.basis.get()))
        .sum()
}

/// Why an order earned what it did.
pub(super) fn earned_because(order: &OrderId, record: &OrderRecord) -> Because {
    Because::Order {
        order: order.clone(),
        rules: record.earned.rules.clone(),
        tier: record.tier.clone(),
        pending_until: due_of(record),
    }
}

/// When the last of what an order earned becomes available, where that is not at once.
pub(super) fn due_of(record: &OrderRecord) -> Option<Time> {
    let rules = record.earned.rules.iter();
    let giving = rules.filter(|rule| !rule.points.is_zero());
    giving.filter_map(|rule| rule.pending_until).max()
}

/// Why an order keeps what it does.
pub(super) fn kept_because(order: &OrderId, record: &OrderRecord, forgiven: Points) -> Because {
    let rules = record
        .earned
        .rules
        .iter()
        .zip(&record.kept)
        .zip(&record.basis_kept);
    let rule = |((rule, kept), basis_kept): ((&RuleEarned, &Points), &Amount)| RuleKept {
        rule: rule.rule.clone(),
        points: rule.points,
        basis: rule.basis,
        basis_kept: *basis_kept,
        kept: *kept,
    };
    let extras = record.extras.iter().map(|extra| ExtraKept {
        extra: extra.of.clone(),
        points: extra.points,
        kept: extra.kept,
    });
    Because::Kept {
        order: order.clone(),
        rules: rules.map(rule).collect(),
        extras: extras.collect(),
        forgiven,
    }
}
