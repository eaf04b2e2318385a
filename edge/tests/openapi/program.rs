//! The program document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::account::RewardKind;
use crate::values::{Currency, Id, Label, Span, Time, Whole};

/// A shop's rules.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Program {
    /// Where an editor finds the schema of this document, `/program.schema.json`, which says
    /// more than this one.
    #[serde(rename = "$schema")]
    pub(crate) schema: Option<String>,
    pub(crate) name: String,
    /// Fixed after the shop's first entry.
    pub(crate) currency: Currency,
    pub(crate) timezone: Option<String>,
    pub(crate) points_name: Option<std::collections::BTreeMap<String, Label>>,
    pub(crate) earn: Option<Vec<EarnRule>>,
    pub(crate) campaigns: Option<Vec<Campaign>>,
    pub(crate) tiers: Option<Tiers>,
    pub(crate) rewards: Option<Vec<Reward>>,
    pub(crate) expiry: Option<Expiry>,
    pub(crate) hold: Option<Span>,
    pub(crate) presented: Option<Span>,
    pub(crate) clawback: Option<Clawback>,
}

/// A way to earn points. Which fields it needs depends on what it is `on`.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarnRule {
    pub(crate) id: Id,
    pub(crate) on: RuleOn,
    pub(crate) points: Option<Whole>,
    pub(crate) per: Option<Whole>,
    pub(crate) only: Option<LineFilter>,
    pub(crate) except: Option<LineFilter>,
    pub(crate) min_subtotal: Option<Whole>,
    pub(crate) n: Option<u32>,
    pub(crate) action: Option<Id>,
    pub(crate) days: Option<u32>,
    pub(crate) referrer: Option<Whole>,
    pub(crate) referred: Option<Whole>,
    pub(crate) pending: Option<Span>,
    pub(crate) cap: Option<Cap>,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    pub(crate) tiers: Option<Vec<Id>>,
    pub(crate) segments: Option<Vec<Id>>,
    pub(crate) label: Option<Label>,
}

/// What a rule is on.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RuleOn {
    Order,
    NthOrder,
    Signup,
    Birthday,
    Anniversary,
    Review,
    Action,
    VisitStreak,
    Referral,
}

/// The lines that a rule covers.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineFilter {
    pub(crate) products: Option<Vec<Id>>,
    pub(crate) collections: Option<Vec<Id>>,
    pub(crate) skus: Option<Vec<String>>,
}

/// How often something may happen.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cap {
    pub(crate) times: u32,
    pub(crate) per: Per,
}

/// In which time, or for what.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Per {
    Day,
    Week,
    Month,
    Year,
    Lifetime,
    Product,
    Order,
}

/// A time at which rules give more.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Campaign {
    pub(crate) id: Id,
    /// Basis points.
    pub(crate) multiplier: u32,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    pub(crate) rules: Option<Vec<Id>>,
    pub(crate) tiers: Option<Vec<Id>>,
    pub(crate) segments: Option<Vec<Id>>,
    pub(crate) max_points: Option<Whole>,
    pub(crate) label: Option<Label>,
}

/// The tiers.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tiers {
    pub(crate) by: Option<By>,
    pub(crate) window: Option<Window>,
    pub(crate) downgrade: Option<Downgrade>,
    pub(crate) levels: Vec<Level>,
}

/// What counts.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum By {
    Points,
    Spend,
    Orders,
}

/// In which time it counts.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Window {
    Rolling(Span),
    CalendarYear,
    Lifetime,
}

/// How a tier is lost.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Downgrade {
    pub(crate) step: Option<Step>,
    pub(crate) grace: Option<Span>,
}

/// How far down.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    One,
    All,
}

/// A tier.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Level {
    pub(crate) id: Id,
    pub(crate) name: Label,
    pub(crate) from: Whole,
    /// Basis points.
    pub(crate) multiplier: Option<u32>,
    pub(crate) perks: Option<Vec<Label>>,
    pub(crate) gift: Option<Whole>,
}

/// What points buy. Which fields it needs depends on its kind.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reward {
    pub(crate) id: Id,
    pub(crate) kind: RewardKind,
    pub(crate) points: Whole,
    pub(crate) amount: Option<Whole>,
    pub(crate) percent: Option<u32>,
    pub(crate) max_amount: Option<Whole>,
    pub(crate) product: Option<Id>,
    pub(crate) min_points: Option<Whole>,
    pub(crate) max_percent: Option<u32>,
    pub(crate) min_subtotal: Option<Whole>,
    pub(crate) per_shopper: Option<Cap>,
    pub(crate) stock: Option<u32>,
    pub(crate) combines: Option<bool>,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    pub(crate) tiers: Option<Vec<Id>>,
    pub(crate) segments: Option<Vec<Id>>,
    pub(crate) label: Option<Label>,
}

/// When points expire.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expiry {
    pub(crate) after: Span,
    pub(crate) from: Option<ExpiryFrom>,
}

/// From when it counts.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExpiryFrom {
    Earned,
    LastActivity,
}

/// What becomes of a clawback beyond the balance.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Clawback {
    Deficit,
    WithinBalance,
}

#[test]
fn the_example_program_reads_by_the_rules_and_by_its_schema() {
    let text = include_str!("../../../shared/tests/program_example.json");
    let document = serde_json::from_str(text).unwrap();
    assert!(shared::program::Program::parse(&document).is_ok());
    let read: Result<Program, _> = serde_json::from_str(text);
    assert!(read.is_ok(), "{read:?}");
}
