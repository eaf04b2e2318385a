//! Targets: what an order should have led to, told to ledgers in absolute terms.

use serde::{Deserialize, Serialize};

use crate::id::{CollectionId, LineId, OrderId, ProductId, ShopperId, Sku};
use crate::ledger::{Head, RedemptionRef};
use crate::money::Amount;
use crate::time::Time;

/// Everything an order tells ledgers at one revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// What it should have earned, for its shopper's ledger.
    pub earn: Option<EarnTarget>,
    /// What its redemptions should have come to, each for its own ledger. Told before `earn`, so
    /// that restores are appended before clawbacks.
    pub redemptions: Vec<RedemptionTarget>,
}

/// What an order should have earned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarnTarget {
    /// The order.
    pub order: OrderId,
    /// A ledger ignores a target whose revision is not above the last it heard.
    pub revision: u64,
    /// Who earns.
    pub shopper: ShopperId,
    /// The version of the program whose rules count: the one at first hearing.
    pub program: u32,
    /// When it was paid, never later than it was heard.
    pub paid_at: Time,
    /// The mark of the lines, which are those of the oldest snapshot that was paid.
    pub baseline: Head,
    /// The lines at first payment, with what is kept of each; nothing is, where the order is no
    /// longer live.
    pub lines: Vec<TargetLine>,
}

/// A line of an order, as far as earning goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetLine {
    /// Its name within the order.
    pub id: LineId,
    /// The product.
    pub product: Option<ProductId>,
    /// The stock keeping unit.
    pub sku: Option<Sku>,
    /// The collections the product is in.
    pub collections: Vec<CollectionId>,
    /// Whether it is a gift card.
    pub gift_card: bool,
    /// What was paid for it, tax inside it included.
    pub paid: Amount,
    /// The part that earned.
    pub basis: Amount,
    /// What is kept of that.
    pub kept: Amount,
}

/// What a redemption should have come to in an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedemptionTarget {
    /// The redemption.
    pub redemption: RedemptionRef,
    /// The order.
    pub order: OrderId,
    /// A ledger ignores a target whose revision is not above the last it heard of this order.
    pub revision: u64,
    /// Where the order stands.
    pub stage: RedemptionStage,
}

/// Where an order stands, as far as its redemption goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedemptionStage {
    /// Placed: the hold waits for it.
    Placed,
    /// Paid: captured, and `refunded` of `value` given back since.
    Paid {
        /// The lines' value before the redemption's discount.
        value: Amount,
        /// How much of that value was given back.
        refunded: Amount,
        /// What the lines that rewards are of came to, before the redemption's discount.
        subtotal: Amount,
    },
    /// Cancelled or given back in full: the points go back in full.
    Ended,
}
