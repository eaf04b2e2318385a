//! Platforms: what a webhook's body says, in the types of `shared`.
//!
//! What is done is decided from the body alone, because only the body is signed. The parsers are
//! pure: bytes in, [`Heard`] or every fault out.

mod body;
mod codes;
mod decimal;
mod shopify;
mod woocommerce;

use shared::document::Fault;
use shared::id::{OrderId, ShopperId};
use shared::order::OrderEvent;

/// A platform whose webhooks we understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Shopify.
    Shopify,
    /// WooCommerce.
    WooCommerce,
}

impl Platform {
    /// What a body says, or everything that is wrong with it.
    pub fn hear(self, body: &[u8]) -> Result<Heard, Vec<Fault>> {
        match self {
            Self::Shopify => shopify::hear(body),
            Self::WooCommerce => woocommerce::hear(body),
        }
    }
}

/// What a webhook says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// An order or a refund.
    Order(OrderHeard),
    /// A shopper is new at the shop. Platforms tell the same body again while it is new; signing up
    /// happens once, so that does no harm.
    Signup(ShopperId),
    /// A shopper is to be erased.
    Redact {
        /// Who.
        shopper: ShopperId,
        /// Their orders, as the platform names them.
        orders: Vec<OrderId>,
    },
    /// A shopper asks what is kept of them.
    DataRequest {
        /// Who.
        shopper: ShopperId,
        /// Their orders, as the platform names them.
        orders: Vec<OrderId>,
        /// The platform's id of the request, where it has one.
        request: Option<String>,
    },
    /// Everything of the shop is to be erased; the operator is asked.
    ShopRedact,
    /// The platform tries whether anybody answers. It is not signed.
    Ping,
    /// Nothing that leads to anything here.
    Nothing {
        /// Why not.
        why: Why,
    },
}

/// What a webhook says of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderHeard {
    /// The event. Its snapshot names no redemptions yet: only who has the shop's key can read
    /// codes.
    pub event: OrderEvent,
    /// The texts in the order that have the shape of a code, as they are written there.
    pub codes: Vec<String>,
}

/// Why a webhook leads to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is about something that no points hang on.
    OtherTopic,
    /// It is an order that nobody has placed yet.
    Draft,
    /// It is a shopper who has been known for longer.
    KnownShopper,
}

impl Why {
    /// The reason as a sentence for the shop's log.
    pub const fn text(self) -> &'static str {
        match self {
            Self::OtherTopic => "No points hang on this kind of event.",
            Self::Draft => "The order is still a draft.",
            Self::KnownShopper => "The shopper was known before.",
        }
    }
}
