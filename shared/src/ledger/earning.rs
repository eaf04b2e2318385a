//! Earning in a ledger: orders, joining, and adjustments by hand.

use std::collections::BTreeMap;

use super::account::Account;
use super::draft::Draft;
use super::entry::{Because, EntryKind, Posting, QualifyingChange, RuleKept};
use super::lot::Pending;
use super::order_record::OrderRecord;
use super::turn::Turn;
use crate::cart::Line;
use crate::decline::Decline;
use crate::earn::{Earner, EarningLine, OrderEarned, order_earns, signup_earns};
use crate::id::{ActionId, OrderId, RuleId, TierId};
use crate::money::Amount;
use crate::order::{EarnTarget, TargetLine};
use crate::points::{Points, PointsChange};
use crate::program::{Clawback, Program};
use crate::time::Time;

/// What a target of an order came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderApplied {
    /// Nothing: a newer target was applied already.
    Outdated,
    /// The order now keeps these points.
    Keeps(Points),
}

/// What joining came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// The shopper had joined before.
    Before,
    /// The shopper joined and earned these points.
    Joined(Points),
}

impl Turn<'_> {
    /// Brings the account to what an order should have led to: target minus applied. `rules` is the
    /// program of the version that the target names. The order's record must have been lent, where
    /// there is one.
    pub fn apply_order(&mut self, target: &EarnTarget, rules: &Program) -> OrderApplied {
        let before = self.account.orders.get(&target.order).cloned();
        let before = before.as_ref();
        if before.is_some_and(|before| before.revision >= target.revision) {
            return OrderApplied::Outdated;
        }
        let mut after = self.order_record(target, before, rules);
        let (gains, losses) = differences(before, &after);
        let lost: Points = losses.values().copied().sum();
        let forgiven = self.forgiven(&target.order, lost);
        after.forgiven = after.forgiven.plus(forgiven);
        let credits = credits_of(&mut after, &gains);
        let mut closing = closing(&target.order, before, &after);
        if !lost.is_zero() {
            let because = kept_because(&target.order, &after, forgiven);
            let closing = if gains.is_empty() {
                std::mem::take(&mut closing)
            } else {
                Vec::new()
            };
            self.append_clawback(&target.order, because, lost, forgiven, closing);
        }
        if !closing.is_empty() {
            self.append_earn(target, before, &after, credits, closing);
        }
        self.stand_since(self.now, target.paid_at);
        OrderApplied::Keeps(after.kept_points())
    }

    /// The shopper joins: signup rules give their points, once.
    pub fn join(&mut self, action: &ActionId) -> Joining {
        if self.account.core.joined.is_some() {
            return Joining::Before;
        }
        let (now, program) = (self.now, self.program);
        let tier = self
            .account
            .tier_at(program, now)
            .map(|level| level.id.clone());
        let earner = Earner {
            tier: tier.as_ref(),
            segments: &[],
            at: now,
        };
        let earned: Vec<_> = signup_earns(program, earner)
            .map(|(rule, points)| {
                let pending = rule.pending.as_ref().filter(|span| !span.is_zero());
                (
                    rule.id.clone(),
                    points,
                    pending.map(|span| now.plus(span, &program.zone)),
                )
            })
            .collect();
        self.append(
            EntryKind::Note,
            action_because(action, None, None),
            |draft| {
                draft.post(Posting::Joined(now));
            },
        );
        for (rule, points, due) in &earned {
            let expiry = self.expiry_from(due.unwrap_or(now));
            let because = action_because(action, Some(rule), *due);
            self.append(EntryKind::Earn, because, |draft| {
                draft.post(Posting::Lifetime(points.gain()));
                match *due {
                    Some(due) => {
                        draft.pend(Pending {
                            order: None,
                            points: *points,
                            due,
                            expiry,
                        });
                    }
                    None => draft.credit(None, *points, expiry),
                }
            });
        }
        Joining::Joined(earned.iter().map(|(_, points, _)| *points).sum())
    }

    /// The shop changes points by hand. What is taken comes from what is available.
    pub fn adjust(&mut self, change: PointsChange, reason: &str) -> Result<(), Decline> {
        let is_loss = change.get() < 0;
        if is_loss && self.account.core.totals.available < change.size() {
            return Err(Decline::NotEnoughPoints);
        }
        let expiry = self.expiry_from(self.now);
        let because = Because::Adjustment {
            reason: reason.to_owned(),
        };
        self.append(EntryKind::Adjustment, because, |draft| {
            if is_loss {
                draft.take(change.size());
            } else {
                draft.post(Posting::Lifetime(change));
                draft.credit(None, change.size(), expiry);
            }
        });
        Ok(())
    }

    /// What the order's record becomes under a target.
    fn order_record(
        &self,
        target: &EarnTarget,
        before: Option<&OrderRecord>,
        rules: &Program,
    ) -> OrderRecord {
        let same_lines = before.filter(|before| before.baseline == target.baseline);
        let tier = match before {
            Some(before) => before.tier.clone(),
            None => self
                .account
                .tier_at(self.program, target.paid_at)
                .map(|level| level.id.clone()),
        };
        let earned = match same_lines {
            Some(before) => before.earned.clone(),
            None => earned_by(target, rules, tier.as_ref()),
        };
        let kept: Vec<Amount> = target.lines.iter().map(|line| line.kept).collect();
        let keeps = |points: fn(&crate::earn::RuleEarned) -> Points| -> Vec<Points> {
            earned
                .rules
                .iter()
                .map(|rule| rule.keeps(points(rule), &kept))
                .collect()
        };
        let spend: Amount = kept.iter().copied().sum();
        let mut record = OrderRecord {
            revision: target.revision,
            program: target.program,
            paid_at: target.paid_at,
            baseline: target.baseline.clone(),
            day: match before {
                Some(before) => before.day,
                None => target.paid_at.day(&self.program.zone),
            },
            tier,
            kept: keeps(|rule| rule.points),
            qualifying: keeps(|rule| rule.qualifying).into_iter().sum(),
            spend,
            orders: u64::from(!spend.is_zero()),
            forgiven: before.map_or(Points::ZERO, |before| before.forgiven),
            basis_kept: Vec::new(),
            earned,
        };
        record.basis_kept = record
            .earned
            .rules
            .iter()
            .map(|rule| rule.basis_kept(&kept))
            .collect();
        record
    }

    /// Appends what an order earns beyond what it had, or only its record where that is nothing.
    fn append_earn(
        &mut self,
        target: &EarnTarget,
        before: Option<&OrderRecord>,
        after: &OrderRecord,
        credits: BTreeMap<Option<Time>, Points>,
        closing: Vec<Posting>,
    ) {
        let (order, now) = (&target.order, self.now);
        let points: Points = credits.values().copied().sum();
        let kind = if points.is_zero() {
            EntryKind::Note
        } else {
            EntryKind::Earn
        };
        let is_whole = before.is_none() && after.kept_points() == after.earned.points();
        let because = if is_whole {
            earned_because(order, after)
        } else {
            kept_because(order, after, Points::ZERO)
        };
        // A paid order is activity whatever it earns; a change of one that earns nothing more is
        // not.
        let active = if is_whole || !points.is_zero() {
            self.active(target.paid_at)
        } else {
            None
        };
        let expiries: Vec<_> = credits
            .keys()
            .map(|due| self.expiry_from(due.unwrap_or(now)))
            .collect();
        self.append(kind, because, |draft| {
            active.into_iter().for_each(|posting| draft.post(posting));
            if !points.is_zero() {
                draft.post(Posting::Lifetime(points.gain()));
            }
            for ((due, points), expiry) in credits.into_iter().zip(expiries) {
                match due.filter(|due| *due > now) {
                    Some(due) => {
                        draft.pend(Pending {
                            order: Some(order.clone()),
                            points,
                            due,
                            expiry,
                        });
                    }
                    None => draft.credit(Some(order), points, expiry),
                }
            }
            closing.into_iter().for_each(|posting| draft.post(posting));
        });
    }

    /// Takes points back from the order's pending ones, its own lots, other lots, then as a
    /// deficit, save what is forgiven. Held points are never touched.
    fn append_clawback(
        &mut self,
        order: &OrderId,
        because: Because,
        lost: Points,
        forgiven: Points,
        closing: Vec<Posting>,
    ) {
        let pending = order_pending(self.account, order);
        self.append(EntryKind::Clawback, because, |draft| {
            draft.post(Posting::Lifetime(lost.less(forgiven).loss()));
            let left = unpend(draft, pending, lost);
            let own = draft.take_where(left, |lot| lot.order.as_ref() == Some(order));
            let left = left.less(sum(&own));
            let left = left.less(sum(&draft.take(left))).less(forgiven);
            if !left.is_zero() {
                draft.post(Posting::Owe(left));
            }
            closing.into_iter().for_each(|posting| draft.post(posting));
        });
    }

    /// What of a loss the account can't cover and the program forgives.
    fn forgiven(&self, order: &OrderId, lost: Points) -> Points {
        match self.program.clawback {
            Clawback::Deficit => Points::ZERO,
            Clawback::WithinBalance => {
                let pending = order_pending(self.account, order);
                let pending: Points = pending.iter().map(|(_, credit)| credit.points).sum();
                lost.less(pending).less(self.account.core.totals.available)
            }
        }
    }
}

/// The postings that close what is said of an order: its record, and what counts toward tiers.
fn closing(order: &OrderId, before: Option<&OrderRecord>, after: &OrderRecord) -> Vec<Posting> {
    let record = Posting::Order(order.clone(), Box::new(after.clone()));
    qualify(before, after).into_iter().chain([record]).collect()
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

fn earned_by(target: &EarnTarget, rules: &Program, tier: Option<&TierId>) -> OrderEarned {
    let lines: Vec<EarningLine> = target.lines.iter().map(earning_line).collect();
    order_earns(
        rules,
        &lines,
        Earner {
            tier,
            segments: &[],
            at: target.paid_at,
        },
    )
}

/// The gains by when they become available, less what was forgiven of this order before.
fn credits_of(
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
fn differences(
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

fn order_pending(account: &Account, order: &OrderId) -> Vec<(super::LotId, Pending)> {
    let of_order = account
        .pending
        .iter()
        .filter(|(_, pending)| pending.order.as_ref() == Some(order));
    let mut pending: Vec<_> = of_order
        .map(|(id, pending)| (*id, pending.clone()))
        .collect();
    pending.sort_by_key(|(id, pending)| std::cmp::Reverse((pending.due, *id)));
    pending
}

/// Takes points from pending credits, the latest due first, and answers what is left to take.
fn unpend(draft: &mut Draft<'_>, pending: Vec<(super::LotId, Pending)>, lost: Points) -> Points {
    let mut left = lost;
    for (id, credit) in pending {
        let some = credit.points.min(left);
        if !some.is_zero() {
            draft.post(Posting::Unpend(id, some));
        }
        left = left.less(some);
    }
    left
}

fn sum(taken: &[super::Taken]) -> Points {
    taken.iter().map(|taken| taken.points).sum()
}

fn earning_line(line: &TargetLine) -> EarningLine {
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

fn action_because(
    action: &ActionId,
    rule: Option<&RuleId>,
    pending_until: Option<Time>,
) -> Because {
    Because::Action {
        action: action.clone(),
        rule: rule.cloned(),
        pending_until,
    }
}

fn earned_because(order: &OrderId, record: &OrderRecord) -> Because {
    let pending_until = record
        .earned
        .rules
        .iter()
        .filter_map(|rule| rule.pending_until)
        .max();
    Because::Order {
        order: order.clone(),
        rules: record.earned.rules.clone(),
        pending_until,
    }
}

fn kept_because(order: &OrderId, record: &OrderRecord, forgiven: Points) -> Because {
    let rules = record
        .earned
        .rules
        .iter()
        .zip(&record.kept)
        .zip(&record.basis_kept);
    let rule =
        |((rule, kept), basis_kept): ((&crate::earn::RuleEarned, &Points), &Amount)| RuleKept {
            rule: rule.rule.clone(),
            points: rule.points,
            basis: rule.basis,
            basis_kept: *basis_kept,
            kept: *kept,
        };
    Because::Kept {
        order: order.clone(),
        rules: rules.map(rule).collect(),
        forgiven,
    }
}
