//! What callers send.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::program::Program;
use crate::values::{Cart, Change, Id, Time, Whole};

/// One secret, or several.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

/// A change of a shop: what is named is replaced.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShopChange {
    /// Where its pages come from.
    pub(crate) origins: Option<OneOrMore<String>>,
    /// The secrets of its identity tokens, by kid.
    pub(crate) identity_keys: Option<BTreeMap<String, String>>,
    /// Its own keys.
    pub(crate) secret_keys: Option<OneOrMore<String>>,
    pub(crate) webhooks: Option<Webhooks>,
    pub(crate) shopify: Option<Shopify>,
    pub(crate) program: Option<Program>,
    pub(crate) reviews: Option<ReviewPolicy>,
    /// Whether its redemption tokens get a new key pair now.
    pub(crate) rotate_signing_key: Option<bool>,
}

/// How a shop treats reviews; none of it sees a rating.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewPolicy {
    pub(crate) publish: Option<Publish>,
    /// Where photos may come from.
    #[schemars(length(max = 20))]
    pub(crate) photo_hosts: Option<Vec<String>>,
}

/// Which reviews are published at once.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Publish {
    /// What passes the checks.
    Checked,
    /// What passes the checks and is by a verified buyer.
    Verified,
    /// None: a person looks at each.
    Held,
}

/// The secrets of its webhooks, by platform.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Webhooks {
    pub(crate) shopify: Option<OneOrMore<String>>,
    pub(crate) woocommerce: Option<OneOrMore<String>>,
}

/// The shop at Shopify.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shopify {
    pub(crate) domain: Option<String>,
}

/// A product of the shop.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Product {
    pub(crate) collections: Option<Vec<Id>>,
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) image: Option<String>,
}

/// A cart to quote.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quote {
    pub(crate) cart: Cart,
}

/// A reward to redeem. Only the shop names a shopper.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Redeem {
    pub(crate) reward: Id,
    pub(crate) points: Option<Whole>,
    pub(crate) cart: Option<Cart>,
    /// The version of the program that the shopper saw.
    pub(crate) program: Option<u32>,
    /// The gift to take, for nothing.
    pub(crate) gift: Option<String>,
    pub(crate) shopper: Option<Id>,
}

/// A code or a token at a checkout.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checkout {
    pub(crate) code: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) cart: Cart,
    pub(crate) checkout: Option<Id>,
}

/// A token to judge by itself.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Precheck {
    pub(crate) token: String,
    pub(crate) cart: Cart,
}

/// The order that spends a redemption: its id, or all of it.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Capture {
    pub(crate) order: IdOrOrder,
}

/// An order by its id, or with its lines.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum IdOrOrder {
    Id(Id),
    Order(Box<Order>),
}

/// Nothing.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// What happened to an order.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct OrderReport {
    pub(crate) event: OrderEvent,
    pub(crate) order: Order,
    pub(crate) refund: Option<Refund>,
}

/// What happened.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrderEvent {
    Placed,
    Paid,
    Cancelled,
    Refunded,
}

/// An order: a cart with its id, its shopper and its time.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Order {
    pub(crate) id: Id,
    pub(crate) shopper: Option<Id>,
    pub(crate) at: Option<Time>,
    pub(crate) updated_at: Option<Time>,
    pub(crate) test: Option<bool>,
    pub(crate) code: Option<String>,
    #[serde(flatten)]
    pub(crate) cart: Option<Cart>,
}

/// Something given back: lines, or an amount without lines.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Refund {
    pub(crate) id: Id,
    pub(crate) lines: Option<Vec<RefundLine>>,
    pub(crate) amount: Option<Whole>,
}

/// A line given back.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct RefundLine {
    pub(crate) id: Id,
    pub(crate) quantity: u64,
    pub(crate) amount: Option<Whole>,
}

/// Something a shopper did: `signup`, `review`, or an action of the program.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Action {
    pub(crate) shopper: Id,
    pub(crate) action: Id,
    /// What the shop calls this one time; needed by all but `signup`.
    pub(crate) id: Option<Id>,
    /// The product of a review.
    pub(crate) product: Option<Id>,
    /// The order that brought the product.
    pub(crate) order: Option<Id>,
}

/// A friend's code.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FriendCode {
    pub(crate) code: String,
}

/// Something to give: points, or a reward for nothing.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewGift {
    pub(crate) shopper: Id,
    pub(crate) points: Option<Whole>,
    pub(crate) reward: Option<Id>,
    #[schemars(length(max = 500))]
    pub(crate) message: Option<String>,
    /// Until when a reward can be taken.
    pub(crate) until: Option<Time>,
}

/// Points by hand.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Adjustment {
    pub(crate) points: Change,
    pub(crate) reason: String,
}
