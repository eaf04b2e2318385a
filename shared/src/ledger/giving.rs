//! Giving: what rules give for something other than an order, and what the shop gives by hand.

use super::because::{Because, Given, Occasion};
use super::counter::Counter;
use super::entry::{EntryKind, Posting};
use super::lot::Pending;
use super::turn::Turn;
use crate::decline::Decline;
use crate::earn::{Earner, is_for, occasion_earns};
use crate::id::{ActionId, EventId, OrderId, ProductId, RuleId, TierId};
use crate::limits::REASON_LENGTH_MAX;
use crate::points::{Points, PointsChange};
use crate::program::{EarnRule, Per, RuleOn};
use crate::time::Time;

/// What joining came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// The shopper had joined before.
    Before,
    /// The shopper joined and earned these points.
    Joined(Points),
}

/// What something that was done came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It was heard before, and gave these points.
    Before(Points),
    /// No rule is on it.
    NoRule,
    /// It gave these points: none where a cap was reached, or no rule is open to the shopper.
    Gave(Points),
}

/// A review that was written. The rating is not here: no rule can see it.
#[derive(Clone, Copy, Debug)]
pub struct ReviewWritten<'a> {
    /// The review.
    pub review: &'a EventId,
    /// The product.
    pub product: &'a ProductId,
    /// The order that brought the product, where it is known.
    pub order: Option<&'a OrderId>,
}

impl Turn<'_> {
    /// The shopper joins: signup rules give their points, once.
    pub fn join(&mut self, action: &ActionId) -> Joining {
        if self.account.core.joined.is_some() {
            return Joining::Before;
        }
        let now = self.now;
        let because = Because::Action {
            action: action.clone(),
            rule: None,
            pending_until: None,
        };
        self.append(EntryKind::Note, because, |draft| {
            draft.post(Posting::Joined(now));
        });
        let is_signup = |on: &RuleOn| match on {
            RuleOn::Signup { points } => Some((*points, Occasion::Signup)),
            _ => None,
        };
        let given = self.give_all(now, None, is_signup);
        if self.plan_yearly_days() {
            self.append_due();
        }
        Joining::Joined(given.unwrap_or(Points::ZERO))
    }

    /// The shopper did something that the shop reports. `event` is what the shop calls this one
    /// time; what it gave must have been lent, where it was heard before.
    pub fn act(&mut self, action: &ActionId, event: &EventId) -> Doing {
        self.once(action_key(action, event), None, |on| match on {
            RuleOn::Action { action: of, points } if of == action => Some((
                *points,
                Occasion::Action {
                    action: action.clone(),
                },
            )),
            _ => None,
        })
    }

    /// The shopper wrote a review. What it gave must have been lent, where it was heard before.
    pub fn review(&mut self, written: &ReviewWritten<'_>) -> Doing {
        let scope = Scope {
            product: written.product,
            order: written.order,
        };
        self.once(review_key(written.review), Some(scope), |on| match on {
            RuleOn::Review { points } => Some((
                *points,
                Occasion::Review {
                    product: written.product.clone(),
                },
            )),
            _ => None,
        })
    }

    /// What a review would give if it were written now: it is, in a turn on a copy of the account,
    /// of which nothing is kept.
    pub fn would_give(&self, written: &ReviewWritten<'_>) -> Points {
        let mut copy = self.account.clone();
        let mut turn = Turn::begin(&mut copy, self.program, self.version(), self.now);
        match turn.review(written) {
            Doing::Before(points) | Doing::Gave(points) => points,
            Doing::NoRule => Points::ZERO,
        }
    }

    fn once(
        &mut self,
        key: String,
        scope: Option<Scope<'_>>,
        wanted: impl Fn(&RuleOn) -> Option<(Points, Occasion)>,
    ) -> Doing {
        if let Some(points) = self.account.done(&key) {
            return Doing::Before(points);
        }
        let given = self.give_all(self.now, scope, wanted);
        let points = given.unwrap_or(Points::ZERO);
        self.append(EntryKind::Note, Because::Heard, |draft| {
            draft.post(Posting::Done(key, points));
        });
        given.map_or(Doing::NoRule, Doing::Gave)
    }

    /// The shop changes points by hand. What is taken comes from what is available.
    pub fn adjust(&mut self, change: PointsChange, reason: &str) -> Result<(), Decline> {
        let is_loss = change.get() < 0;
        if is_loss && self.account.core.totals.available < change.size() {
            return Err(Decline::NotEnoughPoints);
        }
        let expiry = self.expiry_from(self.now);
        let because = Because::Adjustment {
            reason: reason.chars().take(REASON_LENGTH_MAX).collect(),
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

    /// What all rules give that `wanted` picks; `None` where it picks none.
    pub(super) fn give_all(
        &mut self,
        at: Time,
        scope: Option<Scope<'_>>,
        wanted: impl Fn(&RuleOn) -> Option<(Points, Occasion)>,
    ) -> Option<Points> {
        let program = self.program;
        let mut sum = None;
        for rule in &program.earn {
            if let Some((base, occasion)) = wanted(&rule.on) {
                let points = self.give(rule, base, occasion, at, scope);
                sum = Some(sum.unwrap_or(Points::ZERO).plus(points));
            }
        }
        sum
    }

    /// What one rule gives, unless its cap is reached or it is not there for the shopper.
    fn give(
        &mut self,
        rule: &EarnRule,
        base: Points,
        occasion: Occasion,
        at: Time,
        scope: Option<Scope<'_>>,
    ) -> Points {
        let program = self.program;
        let tier = self.tier_id(at);
        let segments = self.account.core.profile.segments.clone();
        let earner = Earner {
            tier: tier.as_ref(),
            segments: &segments,
            at,
            capped: &[],
        };
        let day = at.day(&program.zone);
        let counters = counters(rule, scope);
        let is_capped = rule.cap.is_some_and(|cap| {
            let counter = capped_by(rule, cap.per, scope);
            self.account.left(&counter, cap, day) == 0
        });
        if is_capped || !is_for(&rule.audience, earner) {
            return Points::ZERO;
        }
        let (points, campaigns) = occasion_earns(program, &rule.id, base, earner);
        let due = rule
            .pending
            .as_ref()
            .map(|span| at.plus(span, &program.zone));
        let because = match occasion {
            Occasion::Signup => Because::Action {
                action: signup(),
                rule: Some(rule.id.clone()),
                pending_until: due,
            },
            occasion => Because::Rule(Given {
                rule: rule.id.clone(),
                label: rule.label.clone(),
                occasion,
                base,
                campaigns,
                pending_until: due,
            }),
        };
        let expiry = self.expiry_from(due.unwrap_or(at));
        let now = self.now;
        self.append_at(at, EntryKind::Earn, because, |draft| {
            draft.post(Posting::Lifetime(points.gain()));
            match due.filter(|due| *due > now) {
                Some(due) => draft.pend(Pending {
                    origin: None,
                    points,
                    due,
                    expiry,
                }),
                None => draft.credit(None, points, expiry),
            }
            for counter in counters {
                draft.post(Posting::Count(counter, day, 1));
            }
        });
        points
    }

    /// The tier at an instant.
    pub(super) fn tier_id(&self, at: Time) -> Option<TierId> {
        let level = self.account.tier_at(self.program, at);
        level.map(|level| level.id.clone())
    }
}

/// What a rule's cap may count in, beyond time.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    product: &'a ProductId,
    order: Option<&'a OrderId>,
}

/// What a time that a rule gave points is counted under.
fn counters(rule: &EarnRule, scope: Option<Scope<'_>>) -> Vec<Counter> {
    let mut counters = vec![Counter::Rule(rule.id.clone())];
    if let (Some(cap), Some(_)) = (rule.cap, scope) {
        let special = capped_by(rule, cap.per, scope);
        if special != counters[0] {
            counters.push(special);
        }
    }
    counters
}

/// What a cap looks at. A review without a known order is capped by its product.
fn capped_by(rule: &EarnRule, per: Per, scope: Option<Scope<'_>>) -> Counter {
    let id: RuleId = rule.id.clone();
    match (per, scope) {
        (
            Per::Order,
            Some(Scope {
                order: Some(order), ..
            }),
        ) => Counter::Order(id, order.clone()),
        (Per::Product | Per::Order, Some(scope)) => Counter::Product(id, scope.product.clone()),
        _ => Counter::Rule(id),
    }
}

/// The key under which an action is remembered.
pub fn action_key(action: &ActionId, event: &EventId) -> String {
    format!("action {action} {event}")
}

/// The key under which a review is remembered.
pub fn review_key(review: &EventId) -> String {
    format!("review {review}")
}

/// What joining is called in an entry.
fn signup() -> ActionId {
    // Unwrap safety: the literal is visible ASCII.
    #[expect(clippy::unwrap_used, reason = "the literal is an id")]
    "signup".parse().unwrap()
}
