//! Earning in a ledger: what a paid order comes to, and what it keeps of that.

use std::collections::BTreeMap;

use super::account::Account;
use super::counter::Counter;
use super::draft::Draft;
use super::entry::{EntryKind, Posting};
use super::extras::take_back_extras;
use super::lot::{LotExpiry, Pending};
use super::order_parts::{
    closing, counted, credits_of, differences, earned_because, earning_line, kept_because,
    subtotal_kept,
};
use super::order_record::OrderRecord;
use super::origin::Origin;
use super::turn::Turn;
use crate::earn::{Earner, EarningLine, OrderEarned, RuleEarned, order_earns};
use crate::id::RuleId;
use crate::money::Amount;
use crate::order::EarnTarget;
use crate::points::Points;
use crate::program::{Per, Program, RuleOn};
use crate::time::{Day, Time};

/// What a target of an order came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderApplied {
    /// Nothing: a newer target was applied already.
    Outdated,
    /// The order now keeps these points.
    Keeps(Points),
}

impl Account {
    /// The order rules whose cap is reached on a day.
    pub(crate) fn capped_rules(&self, program: &Program, day: Day) -> Vec<RuleId> {
        let orders = program
            .earn
            .iter()
            .filter(|rule| matches!(rule.on, RuleOn::Order(_)));
        let capped = orders.filter(|rule| {
            let cap = rule.cap.filter(|cap| cap.per != Per::Order);
            cap.is_some_and(|cap| self.left(&Counter::Rule(rule.id.clone()), cap, day) == 0)
        });
        capped.map(|rule| rule.id.clone()).collect()
    }
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
        let origin = Origin::Order(target.order.clone());
        let mut after = self.order_record(target, before, rules);
        self.add_extras(&mut after, rules);
        let (gains, losses) = differences(before, &after);
        let (extras_lost, extras_back) = take_back_extras(&mut after);
        let lost: Points = losses.values().copied().chain([extras_lost]).sum();
        let forgiven = self.forgiven(&origin, lost);
        after.forgiven = after.forgiven.plus(forgiven);
        let credits = credits_of(&mut after, &gains);
        let mut closing = closing(&target.order, before, &after, rules);
        closing.extend(extras_back);
        if !lost.is_zero() {
            let because = kept_because(&target.order, &after, forgiven);
            let closing = if gains.is_empty() {
                std::mem::take(&mut closing)
            } else {
                Vec::new()
            };
            self.append_clawback(&origin, because, lost, forgiven, closing);
        }
        if !closing.is_empty() {
            self.append_earn(target, before, &after, credits, closing);
        }
        self.settle_claim(target, rules);
        if let Some(record) = self.account.orders.get(&target.order).cloned() {
            self.bring_extras(&target.order, record);
        }
        self.stand_for(target);
        let record = self.account.orders.get(&target.order);
        OrderApplied::Keeps(record.map_or(Points::ZERO, OrderRecord::kept_points))
    }

    /// What the order's record becomes under a target.
    fn order_record(
        &self,
        target: &EarnTarget,
        before: Option<&OrderRecord>,
        rules: &Program,
    ) -> OrderRecord {
        let day = match before {
            Some(before) => before.day,
            None => target.paid_at.day(&self.program.zone),
        };
        let (tier, segments) = match before {
            Some(before) => (before.tier.clone(), before.segments.clone()),
            None => (
                self.tier_id(target.paid_at),
                self.account.segments().to_vec(),
            ),
        };
        let own = before.map(|before| counted(before, rules));
        let own = own.unwrap_or_default();
        let mut capped = self.account.capped_rules(rules, day);
        capped.retain(|rule| !own.contains(rule));
        let same_lines = before.filter(|before| before.baseline == target.baseline);
        let earned = match same_lines {
            Some(before) => before.earned.clone(),
            None => {
                let earner = Earner {
                    tier: tier.as_ref(),
                    segments: &segments,
                    at: target.paid_at,
                    capped: &capped,
                };
                earned_by(target, rules, earner)
            }
        };
        let kept: Vec<Amount> = target.lines.iter().map(|line| line.kept).collect();
        // What was given back in full left its place: the cap is asked for it again.
        let keeps = |points: fn(&RuleEarned) -> Points| -> Vec<Points> {
            let keeps = |rule: &RuleEarned| {
                if capped.contains(&rule.rule) {
                    return Points::ZERO;
                }
                rule.keeps(points(rule), &kept)
            };
            earned.rules.iter().map(keeps).collect()
        };
        let spend: Amount = kept.iter().copied().sum();
        let basis_kept = earned.rules.iter().map(|rule| rule.basis_kept(&kept));
        OrderRecord {
            revision: target.revision,
            program: target.program,
            paid_at: target.paid_at,
            baseline: target.baseline.clone(),
            day,
            tier,
            segments,
            ordinal: before.and_then(|before| before.ordinal),
            kept: keeps(|rule| rule.points),
            qualifying: keeps(|rule| rule.qualifying).into_iter().sum(),
            spend,
            orders: u64::from(!spend.is_zero()),
            subtotal: subtotal_kept(&target.lines),
            forgiven: before.map_or(Points::ZERO, |before| before.forgiven),
            basis_kept: basis_kept.collect(),
            extras: before.map_or_else(Vec::new, |before| before.extras.clone()),
            earned,
        }
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
        let kept: Points = after.kept.iter().copied().sum();
        let is_whole = before.is_none() && kept == after.earned.points();
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
            let origin = Origin::Order(order.clone());
            for ((due, points), expiry) in credits.into_iter().zip(expiries) {
                let due = due.filter(|due| *due > now);
                credit_or_pend(draft, &origin, points, due, expiry);
            }
            closing.into_iter().for_each(|posting| draft.post(posting));
        });
    }
}

/// Credits points now, or later where they are pending.
pub(super) fn credit_or_pend(
    draft: &mut Draft<'_>,
    origin: &Origin,
    points: Points,
    due: Option<Time>,
    expiry: LotExpiry,
) {
    match due {
        Some(due) => draft.pend(Pending {
            origin: Some(origin.clone()),
            points,
            due,
            expiry,
        }),
        None => draft.credit(Some(origin), points, expiry),
    }
}

fn earned_by(target: &EarnTarget, rules: &Program, earner: Earner<'_>) -> OrderEarned {
    let lines: Vec<EarningLine> = target.lines.iter().map(earning_line).collect();
    order_earns(rules, &lines, earner)
}
