//! Shopify: which of its bodies this is. The topic's header is not signed, so it is not asked.

mod line;
mod money;
mod order;
mod people;
mod refund;

use shared::document::Fault;
use shared::order::OrderEvent;

use super::body::{self, Fields, Place};
use super::{Heard, OrderHeard, Why};

/// What a body says, or everything that is wrong with it.
pub(super) fn hear(body: &[u8]) -> Result<Heard, Vec<Fault>> {
    body::read(body, read)
}

fn read(body: &Place<'_, '_>) -> Option<Heard> {
    let fields = body.fields()?;
    match Kind::of(&fields) {
        Kind::DataRequest => people::data_request(&fields),
        Kind::Redact => people::redact(&fields),
        Kind::ShopRedact => Some(Heard::ShopRedact),
        Kind::Order => order::read(&fields).map(Heard::Order),
        Kind::Refund => read_refund(&fields),
        Kind::Customer => people::customer(&fields),
        Kind::Other => Some(Heard::Nothing {
            why: Why::OtherTopic,
        }),
    }
}

/// What a body is about, told by the fields that only such a body has.
#[derive(Clone, Copy)]
enum Kind {
    DataRequest,
    Redact,
    ShopRedact,
    Order,
    Refund,
    Customer,
    Other,
}

impl Kind {
    fn of(fields: &Fields<'_, '_>) -> Self {
        let has = |key| fields.has(key);
        // A request for data comes first: whatever else it carries, it must never erase.
        if has("orders_requested") || has("data_request") {
            Self::DataRequest
        } else if has("orders_to_redact") {
            Self::Redact
        } else if fields.names().eq(["shop_domain", "shop_id"]) {
            Self::ShopRedact
        } else if has("line_items") && has("financial_status") {
            // Drafts, carts, checkouts and fulfillments have lines too, and were never paid.
            Self::Order
        } else if has("order_id") && (has("refund_line_items") || has("transactions")) {
            Self::Refund
        } else if has("id") && has("verified_email") {
            Self::Customer
        } else {
            Self::Other
        }
    }
}

fn read_refund(fields: &Fields<'_, '_>) -> Option<Heard> {
    let order = fields.required("order_id").and_then(|place| place.id());
    let refund = refund::read(fields, refund::currency_of(fields));
    Some(Heard::Order(OrderHeard {
        event: OrderEvent {
            order: order?,
            snapshot: None,
            refunds: vec![refund?],
        },
        codes: Vec::new(),
    }))
}
