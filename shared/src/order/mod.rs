//! Orders: what platforms tell, in any order and any number of times, as the one thing it means.

mod history;
mod kept;
mod read;
mod target;

pub use history::{HeardUnder, Hearing, Ignored, OrderHistory, OrderState};
pub use read::ReportedOrder;
pub use target::{EarnTarget, RedemptionStage, RedemptionTarget, TargetLine, Targets};

use serde::{Deserialize, Serialize};

use crate::id::{CollectionId, LineId, OrderId, ProductId, RefundId, ShopperId, Sku};
use crate::ledger::RedemptionRef;
use crate::money::{Amount, Currency};
use crate::time::Time;

/// What one message of a platform says of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEvent {
    /// The order.
    pub order: OrderId,
    /// How the order stood when the message was made, where the message says so.
    pub snapshot: Option<Snapshot>,
    /// The refunds the message names.
    pub refunds: Vec<Refund>,
}

/// How an order stood at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// When the platform last changed the order: the newest snapshot is the one that counts.
    pub updated_at: Time,
    /// Where the order stood.
    pub status: Status,
    /// When it was paid, or placed where it is not paid yet, by the platform's own word.
    pub at: Time,
    /// Who ordered.
    pub shopper: Option<ShopperId>,
    /// The currency of every amount in it.
    pub currency: Currency,
    /// Whether it is only a test.
    pub test: bool,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// What shipping cost.
    pub shipping: Amount,
    /// What the whole order cost.
    pub total: Amount,
    /// The redemptions whose codes it carries.
    pub redemptions: Vec<RedemptionRef>,
}

/// Where an order stands. Of two snapshots of one instant, the later status counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Placed and not paid yet.
    Placed,
    /// Paid in part: where the order was paid before, an edit has made it dearer since.
    PartlyPaid,
    /// Paid.
    Paid,
    /// Cancelled, or failed.
    Cancelled,
    /// Its payment was never taken.
    Voided,
    /// Given back in full.
    Refunded,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// Its name within the order.
    pub id: LineId,
    /// The product.
    pub product: Option<ProductId>,
    /// The stock keeping unit.
    pub sku: Option<Sku>,
    /// The collections the product is in, as the shop told us.
    pub collections: Vec<CollectionId>,
    /// How many were ordered.
    pub quantity: u64,
    /// How many of them an edit of the order has removed.
    pub removed: u64,
    /// What was paid for the line, tax inside it included.
    pub paid: Amount,
    /// The part of it that earns.
    pub basis: Amount,
    /// What it was worth before a redemption's discount.
    pub value: Amount,
    /// Whether it is a gift card.
    pub gift_card: bool,
}

/// Something given back of an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Refund {
    /// The refund.
    pub id: RefundId,
    /// The lines it names.
    pub lines: Vec<RefundLine>,
    /// The amount it names where it names no lines.
    pub amount: Option<Amount>,
}

/// A line given back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RefundLine {
    /// The line of the order.
    pub id: LineId,
    /// How many.
    pub quantity: u64,
    /// What was given back for them; their share of the line where absent.
    pub amount: Option<Amount>,
}
