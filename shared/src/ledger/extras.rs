//! Extras: what an order brings beyond what it earns, kept whole or taken back whole.

use super::because::{Because, GiftCause, Given, Occasion};
use super::counter::Counter;
use super::earning::credit_or_pend;
use super::entry::{EntryKind, Posting};
use super::gift::{Gift, GiftFrom, GiftOf};
use super::gifting::show;
use super::order_parts::due_of;
use super::order_record::{Extra, ExtraOf, Needs, OrderRecord};
use super::origin::Origin;
use super::referral::{Claim, ClaimOrder, Pays};
use super::turn::Turn;
use crate::earn::{Multiplied, extra_earns, is_for};
use crate::id::{OrderId, RuleId};
use crate::money::Amount;
use crate::order::EarnTarget;
use crate::points::Points;
use crate::program::{EarnRule, Level, Per, Program, RuleOn, TierBy, TierWindow};
use crate::time::Time;

impl Turn<'_> {
    /// Puts into a record that is live for the first time what the order brings: surprises for the
    /// n-th order, and the welcome to a friend.
    pub(super) fn add_extras(&self, record: &mut OrderRecord, rules: &Program) {
        if record.orders == 0 || record.ordinal.is_some() {
            return;
        }
        let ordinal = self.account.core.orders.live.saturating_add(1);
        record.ordinal = Some(ordinal);
        let nth = rules.earn.iter().filter_map(|rule| match rule.on {
            RuleOn::NthOrder { n, points } if ordinal.is_multiple_of(u64::from(n.max(1))) => {
                Some((rule, points))
            }
            _ => None,
        });
        for (rule, base) in nth {
            let nth = Counter::Nth(rule.id.clone(), ordinal);
            let was_given = self.account.times(&nth, Per::Lifetime, record.day) > 0;
            if was_given || !self.is_open_to(rule, record) {
                continue;
            }
            let pending = rule.pending.as_ref();
            let own = pending.map(|span| record.paid_at.plus(span, &rules.zone));
            let due = later_of(due_of(record), own);
            let of = ExtraOf::NthOrder(rule.id.clone());
            let extra = given_with(record, rules, &rule.id, base);
            let cap = rule.cap;
            record.extras.push(Extra {
                of,
                due,
                cap,
                ..extra
            });
        }
    }

    fn is_open_to(&self, rule: &EarnRule, record: &OrderRecord) -> bool {
        let counter = Counter::Rule(rule.id.clone());
        is_for(&rule.audience, record.earner())
            && rule
                .cap
                .is_none_or(|cap| self.account.left(&counter, cap, record.day) > 0)
    }

    /// Binds a friend's claim to the first order that fulfils it, and tells it whether that order
    /// still pays.
    pub(super) fn settle_claim(&mut self, target: &EarnTarget, rules: &Program) {
        let Some(record) = self.account.orders.get(&target.order).cloned() else {
            return;
        };
        let Some(claim) = self.account.core.claim.clone() else {
            return;
        };
        let needs = Needs::Subtotal(claim.min_subtotal.unwrap_or(Amount::ZERO));
        // A claim that came after the order was paid is no friend's word for it.
        let is_in_time = claim.at.is_none_or(|at| at <= target.paid_at);
        let pays = if is_in_time && record.fulfils(needs) {
            Pays::Both
        } else {
            Pays::Nobody
        };
        let order = match &claim.order {
            Some(known) if known.order != target.order || known.pays == pays => return,
            Some(known) => ClaimOrder {
                pays,
                revision: known.revision + 1,
                ..known.clone()
            },
            None if pays == Pays::Nobody && is_in_time => return,
            None => ClaimOrder {
                order: target.order.clone(),
                paid_at: target.paid_at,
                due: later_of(due_of(&record), pending_of(rules, &claim, target.paid_at)),
                pays,
                revision: 1,
            },
        };
        let extra = given_with(&record, rules, &claim.rule, claim.referred_points);
        let extra = Extra {
            of: ExtraOf::Referred(claim.rule.clone()),
            needs,
            due: order.due,
            ..extra
        };
        self.bind_claim(claim, order, record, extra);
    }

    fn bind_claim(
        &mut self,
        claim: Claim,
        bound: ClaimOrder,
        mut record: OrderRecord,
        extra: Extra,
    ) {
        let order = bound.order.clone();
        let is_new = claim.order.is_none() && bound.pays == Pays::Both;
        let because = Because::Claim {
            rule: claim.rule.clone(),
        };
        let claim = Claim {
            order: Some(bound),
            ..claim
        };
        self.append(EntryKind::Note, because, |draft| {
            draft.post(Posting::Claimed(Box::new(claim)));
            if is_new {
                record.extras.push(extra);
                draft.post(Posting::Order(order, Box::new(record)));
            }
        });
    }

    /// A tier was reached: its gift comes with the order that reached it, once per qualifying
    /// period; without an order, by itself.
    pub(super) fn give_for_tier(&mut self, level: &Level, since: Time, cause: Option<&OrderId>) {
        let program = self.program;
        let (Some(points), Some(tiers)) = (level.gift, &program.tiers) else {
            return;
        };
        let day = since.day(&program.zone);
        let had = self
            .account
            .had_gift(&level.id, &tiers.window, day, &program.zone);
        if had {
            return;
        }
        let record = cause.and_then(|order| Some((order, self.account.orders.get(order)?)));
        let Some((order, record)) = record else {
            let gift = Gift {
                number: self.next_gift(),
                of: GiftOf::Points(points),
                message: None,
                from: GiftFrom::Tier(level.id.clone()),
                at: self.now,
                until: None,
            };
            self.append_gift(gift);
            return;
        };
        // An order of last year that is heard in this one reached the level by last year's count.
        let at = match tiers.window {
            TierWindow::CalendarYear => record.paid_at,
            TierWindow::Rolling(_) | TierWindow::Lifetime => self.now,
        };
        let have = self.account.have(tiers, &program.zone, at);
        let without = have.saturating_sub(record.counts(tiers.by));
        let mut record = record.clone();
        record.extras.push(Extra {
            of: ExtraOf::Tier(level.id.clone()),
            points,
            multiplied: None,
            needs: needs_of(level, tiers.by, without),
            due: due_of(&record),
            cap: None,
            day,
            gift: None,
            kept: Points::ZERO,
        });
        let order = order.clone();
        self.bring_extras(&order, record);
    }

    /// Appends what of an order's extras is to be given and was not.
    pub(super) fn bring_extras(&mut self, order: &OrderId, mut record: OrderRecord) {
        for place in 0..record.extras.len() {
            let extra = &record.extras[place];
            let gain = record.keeps_of(extra).less(extra.kept);
            if !gain.is_zero() && !self.has_no_place(&record, extra) {
                record = self.bring_extra(order, record, place, gain);
            }
        }
    }

    /// Whether other orders brought it, or all that its cap lets come, while this one was given
    /// back.
    fn has_no_place(&self, record: &OrderRecord, extra: &Extra) -> bool {
        let (program, day) = (self.program, extra.day);
        match (&extra.of, record.ordinal) {
            (ExtraOf::NthOrder(rule), Some(ordinal)) => {
                let nth = Counter::Nth(rule.clone(), ordinal);
                let counter = Counter::Rule(rule.clone());
                let is_full = |cap| self.account.left(&counter, cap, day) == 0;
                self.account.times(&nth, Per::Lifetime, day) > 0 || extra.cap.is_some_and(is_full)
            }
            (ExtraOf::Tier(tier), _) => program.tiers.as_ref().is_some_and(|tiers| {
                let zone = &program.zone;
                self.account.had_gift(tier, &tiers.window, day, zone)
            }),
            (ExtraOf::NthOrder(_) | ExtraOf::Referred(_), _) => false,
        }
    }

    fn bring_extra(
        &mut self,
        order: &OrderId,
        mut record: OrderRecord,
        place: usize,
        gain: Points,
    ) -> OrderRecord {
        let now = self.now;
        let covered = gain.min(record.forgiven);
        record.forgiven = record.forgiven.less(covered);
        let points = gain.less(covered);
        let gift = self.gift_of(&record.extras[place]);
        let extra = &mut record.extras[place];
        extra.kept = extra.points;
        extra.gift = gift.as_ref().map(|gift| gift.number);
        let due = extra.due.filter(|due| *due > now);
        let because = self.extra_because(order, extra, gift.as_ref(), due);
        let kind = match gift {
            Some(_) => EntryKind::Gift,
            None => EntryKind::Earn,
        };
        let day = extra.day;
        let counters = counters_of(extra, record.ordinal);
        let expiry = self.expiry_from(due.unwrap_or(now));
        let old = self.old_gifts();
        self.append(kind, because, |draft| {
            if !points.is_zero() {
                draft.post(Posting::Lifetime(points.gain()));
            }
            credit_or_pend(draft, &Origin::Order(order.clone()), points, due, expiry);
            for counter in counters {
                draft.post(Posting::Count(counter, day, 1));
            }
            if let Some(gift) = gift {
                show(draft, gift, old);
            }
            draft.post(Posting::Order(order.clone(), Box::new(record.clone())));
        });
        record
    }

    fn gift_of(&self, extra: &Extra) -> Option<Gift> {
        let from = match &extra.of {
            ExtraOf::Tier(tier) => GiftFrom::Tier(tier.clone()),
            ExtraOf::NthOrder(rule) => GiftFrom::Order(rule.clone()),
            ExtraOf::Referred(_) => return None,
        };
        Some(Gift {
            number: self.next_gift(),
            of: GiftOf::Points(extra.points),
            message: None,
            from,
            at: self.now,
            until: None,
        })
    }

    fn extra_because(
        &self,
        order: &OrderId,
        extra: &Extra,
        gift: Option<&Gift>,
        pending_until: Option<Time>,
    ) -> Because {
        if let Some(gift) = gift {
            return Because::Gift(GiftCause {
                gift: gift.number,
                from: gift.from.clone(),
                message: None,
                reward: None,
                order: Some(order.clone()),
                multiplied: extra.multiplied.clone(),
                pending_until,
            });
        }
        let rule = match &extra.of {
            ExtraOf::Referred(rule) | ExtraOf::NthOrder(rule) => rule.clone(),
            // A tier's extra is a gift, which was answered above.
            ExtraOf::Tier(_) => return Because::Heard,
        };
        let known = self.program.earn.iter().find(|it| it.id == rule);
        let multiplied = extra.multiplied.clone();
        let (base, campaigns) = multiplied.map_or((extra.points, Vec::new()), |multiplied| {
            (multiplied.base, multiplied.campaigns)
        });
        Because::Rule(Given {
            label: known.and_then(|rule| rule.label.clone()),
            rule,
            occasion: Occasion::Referred {
                order: order.clone(),
            },
            base,
            campaigns,
            pending_until,
        })
    }
}

/// The postings that take back what of an order's extras it no longer keeps, and their sum.
pub(super) fn take_back_extras(record: &mut OrderRecord) -> (Points, Vec<Posting>) {
    let mut lost = Points::ZERO;
    let mut postings = Vec::new();
    let ordinal = record.ordinal;
    for place in 0..record.extras.len() {
        let keeps = record.keeps_of(&record.extras[place]);
        let extra = &mut record.extras[place];
        if keeps >= extra.kept {
            continue;
        }
        lost = lost.plus(extra.kept);
        extra.kept = Points::ZERO;
        let counters = counters_of(extra, ordinal).into_iter();
        postings.extend(counters.map(|counter| Posting::Count(counter, extra.day, -1)));
        postings.extend(extra.gift.take().map(Posting::GiftGone));
    }
    (lost, postings)
}

/// What a rule gives with an order whatever it comes to, times the campaigns that name the rule.
fn given_with(record: &OrderRecord, rules: &Program, rule: &RuleId, base: Points) -> Extra {
    let (earner, added) = (record.earner(), record.campaigns());
    let (points, campaigns) = extra_earns(rules, rule, base, earner, &added);
    Extra {
        of: ExtraOf::NthOrder(rule.clone()),
        points,
        multiplied: Multiplied::of(base, campaigns),
        needs: Needs::Live,
        due: None,
        cap: None,
        day: record.day,
        gift: None,
        kept: Points::ZERO,
    }
}

/// What counts an extra.
fn counters_of(extra: &Extra, ordinal: Option<u64>) -> Vec<Counter> {
    match &extra.of {
        ExtraOf::Tier(tier) => vec![Counter::Gift(tier.clone())],
        ExtraOf::NthOrder(rule) => {
            let nth = ordinal.map(|ordinal| Counter::Nth(rule.clone(), ordinal));
            [Counter::Rule(rule.clone())]
                .into_iter()
                .chain(nth)
                .collect()
        }
        // A shopper is referred once; the cap counts whom they refer themselves.
        ExtraOf::Referred(_) => Vec::new(),
    }
}

/// Until when a referral's own rule makes it wait.
fn pending_of(rules: &Program, claim: &Claim, paid_at: Time) -> Option<Time> {
    let rule = rules.earn.iter().find(|rule| rule.id == claim.rule)?;
    let pending = rule.pending.as_ref()?;
    Some(paid_at.plus(pending, &rules.zone))
}

/// What an order must count for a level to be reached by it.
fn needs_of(level: &Level, by: TierBy, without: u64) -> Needs {
    Needs::Counting(by, level.from.saturating_sub(without).max(1))
}

fn later_of(one: Option<Time>, other: Option<Time>) -> Option<Time> {
    one.into_iter().chain(other).max()
}
