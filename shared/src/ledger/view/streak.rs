//! Visits on consecutive days, as their shopper sees them.

use serde::Serialize;

use super::earn;
use crate::id::RuleId;
use crate::ledger::Account;
use crate::points::Points;
use crate::program::{Program, RuleOn};
use crate::time::Time;

/// Visits on consecutive days.
#[derive(Clone, Debug, Serialize)]
pub struct StreakView {
    /// How many days so far; 0 once a day was left out.
    pub days: u32,
    /// The day of the last visit, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// What more days bring first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextStreak>,
}

/// What more days bring.
#[derive(Clone, Debug, Serialize)]
pub struct NextStreak {
    /// The rule.
    pub rule: RuleId,
    /// How many days in a row it asks for.
    pub days: u32,
    /// How many more.
    #[serde(rename = "in")]
    pub more: u32,
    /// What it gives.
    pub points: Points,
}

/// The streak, where the program has a rule on visits.
pub(super) fn streak(account: &Account, program: &Program, now: Time) -> Option<StreakView> {
    let streak = account.core().streak;
    let days = streak.map_or(0, |streak| streak.on(now.day(&program.zone)));
    let next = |rule: &crate::program::EarnRule| match rule.on {
        RuleOn::VisitStreak { days: of, points } if earn::is_open(account, program, rule, now) => {
            Some(NextStreak {
                rule: rule.id.clone(),
                days: of,
                more: of.saturating_sub(days % of.max(1)),
                points,
            })
        }
        _ => None,
    };
    let is_streak =
        |rule: &&crate::program::EarnRule| matches!(rule.on, RuleOn::VisitStreak { .. });
    program.earn.iter().find(is_streak)?;
    Some(StreakView {
        days,
        last: streak.map(|streak| streak.last.to_string()),
        next: program
            .earn
            .iter()
            .filter_map(next)
            .min_by_key(|next| next.more),
    })
}
