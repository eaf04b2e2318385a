//! Referring: the friend's claim, and what it pays to who referred.

use super::account::Account;
use super::because::Because;
use super::counter::Counter;
use super::earning::credit_or_pend;
use super::entry::{EntryKind, Posting};
use super::origin::Origin;
use super::referral::{Claim, FriendRecord, FriendRef, Pays, ReferralTarget};
use super::turn::Turn;
use crate::decline::Decline;
use crate::earn::{Earner, Multiplied, occasion_earns};
use crate::id::RuleId;
use crate::limits::REFERRALS_A_YEAR;
use crate::points::Points;
use crate::program::{Cap, EarnRule, Per, Program, RuleOn};
use crate::time::{Day, Time};

/// How often a referral rule without a cap of its own pays.
const CAP: Cap = Cap {
    times: REFERRALS_A_YEAR,
    per: Per::Year,
};

/// The referral rule by which a shopper refers at an instant: the first that is open to them.
pub fn referral_rule<'a>(
    program: &'a Program,
    referrer: &Account,
    at: Time,
) -> Option<&'a EarnRule> {
    let tier = referrer.tier_at(program, at).map(|level| &level.id);
    open_rules(program, at)
        .find(|rule| rule.audience.has_tier(tier) && rule.audience.has_segment(referrer.segments()))
}

/// A program's referral rules that are open at an instant.
fn open_rules(program: &Program, at: Time) -> impl Iterator<Item = &EarnRule> {
    let is_referral = |rule: &&EarnRule| matches!(rule.on, RuleOn::Referral { .. });
    let rules = program.earn.iter().filter(is_referral);
    rules.filter(move |rule| rule.audience.is_open(at))
}

/// How often a referral rule pays who referred: always capped.
pub fn referral_cap(rule: &EarnRule) -> Cap {
    rule.cap.unwrap_or(CAP)
}

impl Turn<'_> {
    /// The shopper says who referred them. The first claim counts, and only before any order;
    /// `friend` is where this ledger is, `by` the rule that the ledger of who referred says is
    /// theirs, and `ordered` how many orders named the shopper, whatever became of them. Where no
    /// rule is theirs the first that is open counts, and pays the friend alone.
    pub fn claim(
        &mut self,
        referrer: FriendRef,
        friend: FriendRef,
        by: Option<&RuleId>,
        ordered: u64,
    ) -> Result<Claim, Decline> {
        if let Some(claim) = &self.account.core.claim {
            return if claim.referrer == referrer {
                Ok(claim.clone())
            } else {
                Err(Decline::AlreadyReferred)
            };
        }
        let program = self.program;
        let open = || open_rules(program, self.now);
        let theirs = open().find(|rule| Some(&rule.id) == by);
        let rule = theirs.or_else(|| open().next());
        let rule = rule.ok_or(Decline::NoReferral)?;
        let RuleOn::Referral {
            referrer: referrer_points,
            referred,
            min_subtotal,
        } = rule.on
        else {
            return Err(Decline::NoReferral);
        };
        if referrer == friend {
            return Err(Decline::OwnCode);
        }
        if ordered > 0 || self.account.core.orders.heard > 0 {
            return Err(Decline::NotNew);
        }
        let claim = Claim {
            referrer,
            friend,
            rule: rule.id.clone(),
            referrer_points,
            referred_points: referred,
            min_subtotal,
            cap: referral_cap(rule),
            at: Some(self.now),
            order: None,
        };
        let because = Because::Claim {
            rule: rule.id.clone(),
        };
        let posting = Posting::Claimed(Box::new(claim.clone()));
        self.append(EntryKind::Note, because, |draft| draft.post(posting));
        Ok(claim)
    }

    /// Brings what a friend's order paid to what it should have: target minus applied. The record
    /// must have been lent, where there is one.
    pub fn apply_referral(&mut self, target: &ReferralTarget) {
        let before = self.account.friends.get(&target.friend).cloned();
        if before
            .as_ref()
            .is_some_and(|it| it.revision >= target.revision)
        {
            return;
        }
        let day = target.paid_at.day(&self.program.zone);
        let mut after = before.clone().unwrap_or_else(|| {
            let (points, multiplied) = self.referral_points(target);
            FriendRecord {
                revision: 0,
                points,
                multiplied,
                kept: Points::ZERO,
                forgiven: Points::ZERO,
                day,
            }
        });
        let was = after.kept;
        after.revision = target.revision;
        after.kept = match target.pays {
            // What was taken back left its place: the cap is asked for it again.
            Pays::Both if was.is_zero() && self.is_full(target, after.day) => Points::ZERO,
            Pays::Both => after.points,
            Pays::Nobody => Points::ZERO,
        };
        if after.kept < was {
            self.take_back_referral(target, after, was);
        } else {
            self.pay_referral(target, after, was);
        }
    }

    /// What a friend's order pays, times the campaigns that run for who referred: nothing beyond
    /// the cap, or where the rule is not for them.
    fn referral_points(&self, target: &ReferralTarget) -> (Points, Option<Multiplied>) {
        let program = self.program;
        let rule = program.earn.iter().find(|rule| rule.id == target.rule);
        let tier = self.tier_id(target.paid_at);
        let is_there = rule.is_none_or(|rule| {
            // The claim was made while the rule was open: its window has done its work.
            rule.audience.has_tier(tier.as_ref())
                && rule.audience.has_segment(self.account.segments())
        });
        if !is_there || self.is_full(target, target.paid_at.day(&program.zone)) {
            return (Points::ZERO, None);
        }
        let earner = Earner {
            tier: tier.as_ref(),
            segments: self.account.segments(),
            at: target.paid_at,
            capped: &[],
        };
        let (points, campaigns) = occasion_earns(program, &target.rule, target.points, earner);
        (points, Multiplied::of(target.points, campaigns))
    }

    /// Whether friends of the days around were paid for as often as the rule does.
    fn is_full(&self, target: &ReferralTarget, day: Day) -> bool {
        let counter = Counter::Rule(target.rule.clone());
        self.account.left(&counter, target.cap, day) == 0
    }

    fn pay_referral(&mut self, target: &ReferralTarget, mut after: FriendRecord, was: Points) {
        let now = self.now;
        let due = target.due.filter(|due| *due > now);
        let gain = after.kept.less(was);
        let covered = gain.min(after.forgiven);
        after.forgiven = after.forgiven.less(covered);
        let points = gain.less(covered);
        let kind = if points.is_zero() {
            EntryKind::Note
        } else {
            EntryKind::Earn
        };
        let because = Because::Referral {
            rule: target.rule.clone(),
            pays: target.pays,
            multiplied: after.multiplied.clone(),
            pending_until: due,
            forgiven: Points::ZERO,
        };
        let expiry = self.expiry_from(due.unwrap_or(now));
        self.append(kind, because, |draft| {
            if !points.is_zero() {
                draft.post(Posting::Lifetime(points.gain()));
            }
            let origin = Origin::Friend(target.friend);
            credit_or_pend(draft, &origin, points, due, expiry);
            if !gain.is_zero() {
                let counter = Counter::Rule(target.rule.clone());
                draft.post(Posting::Count(counter, after.day, 1));
            }
            draft.post(Posting::Friend(target.friend, after));
        });
    }

    fn take_back_referral(&mut self, target: &ReferralTarget, after: FriendRecord, was: Points) {
        let lost = was.less(after.kept);
        let origin = Origin::Friend(target.friend);
        let forgiven = self.forgiven(&origin, lost);
        let after = FriendRecord {
            forgiven: after.forgiven.plus(forgiven),
            ..after
        };
        let counter = Counter::Rule(target.rule.clone());
        let closing = vec![
            Posting::Count(counter, after.day, -1),
            Posting::Friend(target.friend, after),
        ];
        let because = Because::Referral {
            rule: target.rule.clone(),
            pays: target.pays,
            multiplied: None,
            pending_until: None,
            forgiven,
        };
        self.append_clawback(&origin, because, lost, forgiven, closing);
    }
}
