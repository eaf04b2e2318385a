//! The ways to earn as their shopper sees them.

use serde::Serialize;

use super::CapView;
use crate::id::{ActionId, CampaignId, RuleId, TierId};
use crate::ledger::counter::Counter;
use crate::ledger::{Account, referral_cap};
use crate::money::{Amount, Currency};
use crate::points::Points;
use crate::program::{Audience, Cap, EarnRule, Label, Per, Program, RuleOn};
use crate::time::{Span, Time};

/// A way to earn.
#[derive(Clone, Debug, Serialize)]
pub struct EarnView {
    /// The rule.
    pub rule: RuleId,
    /// What it is on.
    pub on: &'static str,
    /// What shoppers read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// What it gives, once or for each `per`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// Minor units that `points` are for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<Amount>,
    /// The currency of every amount here.
    pub currency: Currency,
    /// The least subtotal of an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_subtotal: Option<Amount>,
    /// Which order: every n-th.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// How many days in a row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// What is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<ActionId>,
    /// What a referral gives to who referred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<Points>,
    /// What it gives to the friend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referred: Option<Points>,
    /// How often it earns, and how often it still does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<CapView>,
    /// How long the points are pending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<Span>,
    /// When it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// The tiers it is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<TierId>,
    /// Whether it earns now.
    pub available: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Closed>,
    /// When a yearly day is next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Time>,
}

/// Why a way to earn is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closed {
    /// It is for another time.
    NotOpen,
    /// It is for other tiers.
    TierTooLow,
    /// It is for other shoppers.
    NotForYou,
    /// It earned as often as it may.
    CapReached,
    /// It earns once, and did.
    Done,
}

/// A campaign that runs.
#[derive(Clone, Debug, Serialize)]
pub struct CampaignView {
    /// The campaign.
    pub id: CampaignId,
    /// What shoppers read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// What it multiplies by, in basis points.
    pub multiplier: u32,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// The rules it multiplies; all order rules where empty.
    pub rules: Vec<RuleId>,
    /// The most points it adds to one order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_points: Option<Points>,
}

/// The ways to earn, in the program's order; those that ended are left out.
pub(super) fn ways(account: &Account, program: &Program, now: Time) -> Vec<EarnView> {
    let ended = |rule: &&EarnRule| rule.audience.until.is_some_and(|until| until <= now);
    let rules = program.earn.iter().filter(|rule| !ended(rule));
    rules
        .map(|rule| EarnView::of(account, program, rule, now))
        .collect()
}

/// The campaigns that run for the shopper.
pub(super) fn campaigns(account: &Account, program: &Program, now: Time) -> Vec<CampaignView> {
    let is_there = |audience: &Audience| closed(account, program, audience, now).is_none();
    let running = program
        .campaigns
        .iter()
        .filter(|campaign| is_there(&campaign.audience));
    running
        .map(|campaign| CampaignView {
            id: campaign.id.clone(),
            label: campaign.label.clone(),
            multiplier: campaign.multiplier,
            until: campaign.audience.until,
            rules: campaign.rules.clone(),
            max_points: campaign.max_points,
        })
        .collect()
}

impl EarnView {
    fn of(account: &Account, program: &Program, rule: &EarnRule, now: Time) -> Self {
        let cap = cap_of(account, program, rule, now);
        let why = closed(account, program, &rule.audience, now)
            .or_else(|| done(account, rule))
            .or_else(|| cap.filter(|cap| cap.left == 0).map(|_| Closed::CapReached));
        let mut view = Self {
            rule: rule.id.clone(),
            on: rule.on.name(),
            label: rule.label.clone(),
            points: None,
            per: None,
            currency: program.currency,
            min_subtotal: None,
            n: None,
            days: None,
            action: None,
            referrer: None,
            referred: None,
            cap,
            pending: rule.pending.clone(),
            from: rule.audience.from,
            until: rule.audience.until,
            tiers: rule.audience.tiers.clone(),
            available: why.is_none(),
            why,
            next_at: None,
        };
        view.describe(account, &rule.on);
        view
    }

    fn describe(&mut self, account: &Account, on: &RuleOn) {
        match on {
            RuleOn::Order(order) => {
                (self.points, self.per) = (Some(order.points), Some(order.per));
                self.min_subtotal = order.min_subtotal;
            }
            RuleOn::NthOrder { n, points } => {
                (self.n, self.points) = (Some(*n), Some(*points));
            }
            RuleOn::Signup { points } | RuleOn::Review { points } => self.points = Some(*points),
            RuleOn::Birthday { points } => {
                (self.points, self.next_at) = (Some(*points), account.core().birthday.next);
            }
            RuleOn::Anniversary { points } => {
                (self.points, self.next_at) = (Some(*points), account.core().anniversary.next);
            }
            RuleOn::Action { action, points } => {
                (self.points, self.action) = (Some(*points), Some(action.clone()));
            }
            RuleOn::VisitStreak { days, points } => {
                (self.points, self.days) = (Some(*points), Some(*days));
            }
            RuleOn::Referral {
                referrer,
                referred,
                min_subtotal,
            } => {
                (self.referrer, self.referred) = (Some(*referrer), Some(*referred));
                self.min_subtotal = *min_subtotal;
            }
        }
    }
}

/// A rule's cap, as far as it is about time: those of a product or an order are each time's own.
fn cap_of(account: &Account, program: &Program, rule: &EarnRule, now: Time) -> Option<CapView> {
    let cap: Cap = match rule.on {
        RuleOn::Referral { .. } => referral_cap(rule),
        _ => rule.cap?,
    };
    let left = match cap.per {
        Per::Product | Per::Order => cap.times,
        _ => {
            let counter = Counter::Rule(rule.id.clone());
            account.left(&counter, cap, now.day(&program.zone))
        }
    };
    Some(CapView {
        times: cap.times,
        per: cap.per,
        left,
    })
}

fn closed(account: &Account, program: &Program, audience: &Audience, now: Time) -> Option<Closed> {
    let tier = account.tier_at(program, now).map(|level| &level.id);
    if !audience.is_open(now) {
        Some(Closed::NotOpen)
    } else if !audience.has_tier(tier) {
        Some(Closed::TierTooLow)
    } else if !audience.has_segment(account.segments()) {
        Some(Closed::NotForYou)
    } else {
        None
    }
}

/// Whether a rule is there for the shopper, and its cap has room.
pub(super) fn is_open(account: &Account, program: &Program, rule: &EarnRule, now: Time) -> bool {
    closed(account, program, &rule.audience, now).is_none()
        && cap_of(account, program, rule, now).is_none_or(|cap| cap.left > 0)
}

/// Joining happens once.
const fn done(account: &Account, rule: &EarnRule) -> Option<Closed> {
    match rule.on {
        RuleOn::Signup { .. } if account.core().joined.is_some() => Some(Closed::Done),
        _ => None,
    }
}
