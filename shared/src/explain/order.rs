//! What an order earned, and what it keeps.

use super::{Explainer, gained, lost};
use crate::earn::{CampaignEarned, RuleEarned};
use crate::id::TierId;
use crate::ledger::{Entry, EntryKind, ExtraKept, RuleKept};
use crate::money::Amount;
use crate::points::Points;
use crate::time::Time;

impl Explainer<'_> {
    /// `18 points: 1 per $1.00 on $12.40, times 1.5 for Gold, rounded down`; `at` is the entry's
    /// time.
    pub(super) fn order(&self, rules: &[RuleEarned], tier: Option<&TierId>, at: Time) -> String {
        let sum = self.points(rules.iter().map(|rule| rule.points).sum());
        let parts: Vec<String> = rules
            .iter()
            .filter(|rule| !rule.points.is_zero() || rules.len() == 1)
            .map(|rule| {
                let later = self.later(rule.pending_until.filter(|until| *until > at));
                format!("{}{later}", self.rule_earned(rule, tier))
            })
            .collect();
        if parts.is_empty() {
            return format!("{sum}: nothing in this order earns");
        }
        format!("{sum}: {}", parts.join("; "))
    }

    fn rule_earned(&self, rule: &RuleEarned, tier: Option<&TierId>) -> String {
        let mut text = format!(
            "{} per {} on {}",
            self.number(rule.rate.get()),
            self.money(rule.per),
            self.money(rule.basis),
        );
        if rule.multiplier != 10_000 {
            let for_tier = tier.map(|tier| format!(" for {}", self.tier(tier)));
            text.push_str(&format!(", times {}", factor(rule.multiplier)));
            text.push_str(&for_tier.unwrap_or_default());
        }
        text.push_str(&self.campaigns(&rule.campaigns));
        if is_rounded(rule) {
            text.push_str(", rounded down");
        }
        text
    }

    /// What campaigns multiplied, each with its name.
    pub(super) fn campaigns(&self, campaigns: &[CampaignEarned]) -> String {
        let one = |campaign: &CampaignEarned| {
            let known = self.program.campaigns.iter();
            let known = known.clone().find(|known| known.id == campaign.id);
            let label = known.and_then(|known| known.label.as_ref());
            let name = label.map_or_else(
                || campaign.id.to_string(),
                |label| label.text("en").to_owned(),
            );
            let extra = self.number(campaign.extra.get());
            let times = factor(campaign.multiplier);
            format!(", times {times} for {name} ({extra} more)")
        };
        campaigns.iter().map(one).collect()
    }

    /// `6 points taken back: $8.00 of $12.40 is kept, which keeps 12 of 18 points`.
    pub(super) fn kept(
        &self,
        entry: &Entry,
        rules: &[RuleKept],
        extras: &[ExtraKept],
        forgiven: Points,
    ) -> String {
        let sum = |get: fn(&RuleKept) -> Points| rules.iter().map(get).sum::<Points>();
        let extra = |get: fn(&ExtraKept) -> Points| extras.iter().map(get).sum::<Points>();
        let earned = sum(|rule| rule.points).plus(extra(|it| it.points));
        let kept = sum(|rule| rule.kept).plus(extra(|it| it.kept));
        let basis = largest(rules, |rule| rule.basis);
        let basis_kept = largest(rules, |rule| rule.basis_kept);
        let change = if entry.kind == EntryKind::Clawback {
            format!("{} taken back", self.points(lost(entry).plus(forgiven)))
        } else {
            self.points(gained(entry))
        };
        format!(
            "{change}: the order keeps {} of {}, and with it {} of {}{}{}",
            self.money(basis_kept),
            self.money(basis),
            self.number(kept.get()),
            self.points(earned),
            self.capped(rules),
            self.forgiven(forgiven),
        )
    }

    /// The rules that keep nothing of what they would: others took the order's place meanwhile.
    fn capped(&self, rules: &[RuleKept]) -> String {
        let capped = rules.iter().filter(|rule| {
            let (kept, basis) = (rule.basis_kept.get(), rule.basis.get());
            rule.kept.is_zero() && !rule.points.share_floor(kept, basis).is_zero()
        });
        let told = capped.map(|rule| {
            let rule = self.rule(&rule.rule);
            format!(", as {rule} was given as often as it may")
        });
        told.collect()
    }
}

/// The widest of the rules' bases stands for the order.
fn largest(rules: &[RuleKept], get: fn(&RuleKept) -> Amount) -> Amount {
    let widest = rules.iter().max_by_key(|rule| rule.basis);
    widest.map_or(Amount::ZERO, get)
}

/// Whether anything was rounded on the way to a rule's points.
fn is_rounded(rule: &RuleEarned) -> bool {
    let steps = u128::from(rule.basis.get()) * u128::from(rule.rate.get());
    let is_whole = steps % u128::from(rule.per.get().max(1)) == 0;
    !is_whole || is_rounded_by(rule.base, rule.multiplier, &rule.campaigns)
}

/// Whether multiplying leaves a part of a point, which is rounded down.
pub(super) fn is_rounded_by(base: Points, multiplier: u32, campaigns: &[CampaignEarned]) -> bool {
    let factors = campaigns.iter().map(|campaign| campaign.multiplier);
    let mut exact = Some(u128::from(base.get()));
    let mut unit = Some(1_u128);
    for factor in [multiplier].into_iter().chain(factors) {
        exact = exact.and_then(|exact| exact.checked_mul(u128::from(factor)));
        unit = unit.and_then(|unit| unit.checked_mul(10_000));
    }
    match (exact, unit) {
        (Some(exact), Some(unit)) => exact % unit != 0,
        _ => true,
    }
}

/// A multiplier in basis points as a plain factor: `1.25`.
pub(super) fn factor(multiplier: u32) -> String {
    let (whole, part) = (multiplier / 10_000, multiplier % 10_000);
    if part == 0 {
        return whole.to_string();
    }
    let part = format!("{part:04}");
    format!("{whole}.{}", part.trim_end_matches('0'))
}
