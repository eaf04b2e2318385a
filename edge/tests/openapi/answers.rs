//! What the service answers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::account::{RewardKind, Streak};
use crate::values::{Change, Currency, Id, Time, Whole};

/// A shop that was created or changed.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShopChanged {
    pub(crate) shop: Id,
    pub(crate) program: Option<u32>,
}

/// The version of a program.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Version {
    pub(crate) version: u32,
}

/// The public elements of a page, drawn.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fragments {
    pub(crate) locale: String,
    /// Where the files of the page's build are.
    pub(crate) assets: String,
    pub(crate) fragments: Vec<Fragment>,
}

/// An element, drawn.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fragment {
    /// The element: `stars:88`, `reviews:88`, `testimonials:wall`.
    pub(crate) e: String,
    /// What stands in the node that it is drawn into; with `as=html`, its whole root.
    pub(crate) html: String,
    /// The build whose wasm may take it over; empty where none may.
    pub(crate) build: Option<String>,
    /// How many elements and comments were drawn.
    pub(crate) nodes: Option<u32>,
    /// What it was drawn from.
    pub(crate) given: Option<Value>,
    /// What search engines are told; with `as=html`, the script that tells them.
    pub(crate) json_ld: Option<String>,
}

/// What a redemption takes off.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Discount {
    pub(crate) kind: RewardKind,
    pub(crate) amount: Option<Whole>,
    pub(crate) currency: Currency,
    pub(crate) percent: Option<u32>,
    pub(crate) max_amount: Option<Whole>,
    pub(crate) min_subtotal: Option<Whole>,
}

/// A redemption.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Redemption {
    pub(crate) id: Id,
    pub(crate) code: String,
    /// Signed; only while it can still be presented.
    pub(crate) token: Option<String>,
    pub(crate) reward: Id,
    pub(crate) kind: RewardKind,
    pub(crate) points: Whole,
    pub(crate) requested: Option<Whole>,
    pub(crate) discount: Discount,
    pub(crate) expires_at: Time,
    pub(crate) state: RedemptionState,
    pub(crate) created_at: Time,
    pub(crate) program: u32,
    pub(crate) captured: Option<Whole>,
    pub(crate) restored: Option<Whole>,
    pub(crate) order: Option<Id>,
}

/// Where a redemption stands.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RedemptionState {
    Held,
    Presented,
    Captured,
    Voided,
    TimedOut,
}

/// A page of history.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entries {
    pub(crate) entries: Vec<Entry>,
    pub(crate) cursor: Option<String>,
}

/// An entry.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) sequence: u64,
    pub(crate) at: Time,
    pub(crate) kind: String,
    pub(crate) points: Change,
    pub(crate) pending: Option<Change>,
    pub(crate) held: Option<Change>,
    pub(crate) deficit: Option<Change>,
    pub(crate) balance: Whole,
    /// Why; `of` says what kind of reason it is.
    pub(crate) because: BTreeMap<String, Value>,
    /// The same as one plain English sentence.
    pub(crate) explanation: String,
}

/// A quote.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quote {
    pub(crate) program: u32,
    pub(crate) currency: Currency,
    pub(crate) subtotal: Whole,
    pub(crate) earn: EarnQuote,
    pub(crate) rewards: Vec<RewardQuote>,
}

/// What a cart would earn.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarnQuote {
    pub(crate) points: Whole,
    pub(crate) rules: Vec<BTreeMap<String, Value>>,
    pub(crate) pending_until: Option<Time>,
}

/// What a reward would do.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RewardQuote {
    pub(crate) id: Id,
    pub(crate) kind: RewardKind,
    pub(crate) points: Whole,
    pub(crate) available: bool,
    pub(crate) discount: Option<Whole>,
    pub(crate) decline: Option<String>,
}

/// What a code takes off a cart, or why nothing.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checkout {
    pub(crate) valid: bool,
    pub(crate) discount: Option<Discount>,
    pub(crate) redemption: Option<Id>,
    pub(crate) expires_at: Option<Time>,
    pub(crate) decline: Option<String>,
}

/// What a token alone says: never more than that it is authentic.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Precheck {
    pub(crate) authentic: bool,
    pub(crate) discount: Option<Discount>,
    pub(crate) decline: Option<String>,
}

/// What was heard of an order and what it led to.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Order {
    pub(crate) order: Id,
    pub(crate) revision: Option<u64>,
    pub(crate) state: String,
    pub(crate) ignored: Option<String>,
    pub(crate) earned: Option<Whole>,
    pub(crate) overused: Option<bool>,
    pub(crate) shopper: Option<Id>,
    #[serde(default)]
    pub(crate) redemptions: Vec<Id>,
    /// Ledgers that have not heard the newest of it yet.
    pub(crate) waiting: Option<u64>,
}

/// What an action earned.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acted {
    pub(crate) points: Whole,
    pub(crate) sequence: Option<u64>,
    pub(crate) ignored: Option<String>,
}

/// What a visit came to.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Visited {
    pub(crate) points: Whole,
    pub(crate) sequence: u64,
    pub(crate) streak: Option<Streak>,
}

/// What a friend's code brings: points with the first order from the least subtotal on.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claimed {
    pub(crate) points: Whole,
    pub(crate) min_subtotal: Option<Whole>,
    pub(crate) currency: Currency,
}

/// An identity token.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Token {
    pub(crate) token: String,
}

/// What an audit found in a page of shards.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Audit {
    pub(crate) accounts: u64,
    pub(crate) entries: u64,
    pub(crate) orders: u64,
    pub(crate) differences: Vec<Difference>,
    pub(crate) uncaptured: Vec<Uncaptured>,
    pub(crate) undelivered: Vec<Undelivered>,
    pub(crate) cursor: Option<String>,
}

/// An order that a ledger could not be told of yet; it is tried again.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Undelivered {
    pub(crate) order: Id,
    pub(crate) revision: u64,
    /// Ledgers that have not heard the newest of it yet.
    pub(crate) waiting: u64,
    pub(crate) since: Time,
}

/// Something that is not as the entries say.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Difference {
    pub(crate) shopper: Option<Id>,
    pub(crate) what: String,
}

/// A discount that was granted and never captured.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Uncaptured {
    pub(crate) redemption: Id,
    pub(crate) shopper: Id,
    pub(crate) reward: Id,
    pub(crate) points: Whole,
    pub(crate) state: RedemptionState,
    pub(crate) at: Time,
}
