//! What an order can be told and asked.

use serde::{Deserialize, Serialize};
use shared::Points;
use shared::id::{ProductId, ShopId, ShopperId};
use shared::order::{OrderEvent, OrderHistory};

/// What an order can be told and asked.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// A platform told something of it.
    Hear {
        /// The shop.
        shop: ShopId,
        /// What was told.
        event: OrderEvent,
    },
    /// What was heard, and what it led to.
    Read,
    /// Whether a shopper bought a product with it.
    Bought {
        /// Who.
        shopper: ShopperId,
        /// What.
        product: ProductId,
    },
    /// Forget it.
    Erase {
        /// The shopper who was forgotten; an order of somebody else stays. Without one it goes
        /// whosever it is.
        of: Option<ShopperId>,
    },
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// What was heard, and what it led to.
    Heard(Box<Heard>),
    /// Nothing was heard.
    Unheard,
    /// The shopper bought the product with it.
    Bought,
    /// It was forgotten.
    Erased,
    /// It is somebody else's, and stays.
    Stays,
}

/// What was heard, and what it led to.
#[derive(Debug, Serialize, Deserialize)]
pub struct Heard {
    /// What was heard.
    pub history: OrderHistory,
    /// What ledgers answered.
    pub effect: Effect,
    /// How many ledgers have not heard the newest of it yet.
    pub waiting: u64,
}

/// What ledgers answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The points that the order keeps.
    pub earned: Option<Points>,
    /// Whether another order had used its redemption already.
    pub overused: bool,
}
