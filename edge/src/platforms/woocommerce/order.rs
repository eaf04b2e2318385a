//! Orders: their status says all, and their amounts are net already.

use shared::limits::{CART_LINES_MAX, QUANTITY_MAX, REFUNDS_MAX};
use shared::order::{OrderEvent, OrderLine, Refund, Snapshot, Status};
use shared::{Amount, Currency, Time};

use crate::platforms::body::{Fields, Place};
use crate::platforms::{Heard, OrderHeard, Why, codes};

/// What an order's body says.
pub(super) fn read(fields: &Fields<'_, '_>) -> Option<Heard> {
    let id = fields.required("id").and_then(|place| place.id());
    let currency = fields
        .required("currency")
        .and_then(|place| place.parsed::<Currency>());
    let times = Times::read(fields);
    let status = fields.required("status").and_then(|place| place.text());
    let (currency, times) = (currency?, times?);
    let Some(status) = status_of(&status?, &times) else {
        return Some(Heard::Nothing { why: Why::Draft });
    };
    let snapshot = read_snapshot(fields, currency, &times, status);
    let refunds = fields.or("refunds", Vec::new(), |place| {
        place.all(REFUNDS_MAX, |place| read_refund(place, currency))
    });
    let coupons = fields.objects("coupon_lines");
    let texts = coupons
        .iter()
        .filter_map(|coupon| coupon.text_at(&["code"]));
    Some(Heard::Order(OrderHeard {
        event: OrderEvent {
            order: id?,
            snapshot: Some(snapshot?),
            refunds: refunds?,
        },
        codes: codes::of_shape(texts),
    }))
}

struct Times {
    created: Time,
    paid: Option<Time>,
    modified: Option<Time>,
}

impl Times {
    fn read(fields: &Fields<'_, '_>) -> Option<Self> {
        let created = fields.required("date_created_gmt");
        let created = created.and_then(|place| place.time_in_utc());
        let paid = fields.maybe("date_paid_gmt", Place::time_in_utc);
        let modified = fields.maybe("date_modified_gmt", Place::time_in_utc);
        Some(Self {
            created: created?,
            paid: paid?,
            modified: modified?,
        })
    }
}

/// Where an order stands; `None` for a draft.
fn status_of(status: &str, times: &Times) -> Option<Status> {
    match status {
        "pending" | "on-hold" => Some(Status::Placed),
        "processing" | "completed" => Some(Status::Paid),
        "cancelled" | "failed" | "trash" => Some(Status::Cancelled),
        "refunded" => Some(Status::Refunded),
        "checkout-draft" | "auto-draft" | "draft" => None,
        // Shops add their own (shipped, ready to collect): most come after payment, and then it has
        // a time.
        _ if times.paid.is_some() => Some(Status::Paid),
        _ => Some(Status::Placed),
    }
}

fn read_snapshot(
    fields: &Fields<'_, '_>,
    currency: Currency,
    times: &Times,
    status: Status,
) -> Option<Snapshot> {
    let shopper = fields.maybe("customer_id", Place::id_or_none);
    let shipping = fields.or("shipping_total", Amount::ZERO, |place| {
        place.amount(currency)
    });
    let total = fields
        .required("total")
        .and_then(|place| place.amount(currency));
    let lines = fields
        .required("line_items")
        .and_then(|place| place.all(CART_LINES_MAX, |place| read_line(place, currency)));
    Some(Snapshot {
        updated_at: times.modified.unwrap_or(times.created),
        status,
        at: times.paid.unwrap_or(times.created),
        shopper: shopper?.flatten(),
        currency,
        test: false,
        lines: lines?,
        shipping: shipping?,
        total: total?,
        redemptions: Vec::new(),
    })
}

/// A line. `subtotal` is before coupons and `total` after them, both without tax, whatever the
/// shop's prices have inside.
fn read_line(place: &Place<'_, '_>, currency: Currency) -> Option<OrderLine> {
    let fields = place.fields()?;
    let money = |key| {
        let place = fields.required(key)?;
        earning_of(&place, currency)
    };
    let id = fields.required("id").and_then(|place| place.id());
    let product = fields.maybe("product_id", Place::id_or_none);
    // What is no stock keeping unit matches no rule, and is no reason to refuse an order.
    let sku = fields.optional("sku").and_then(|place| place.as_text());
    let most = QUANTITY_MAX.unsigned_abs();
    let quantity = fields
        .required("quantity")
        .and_then(|place| place.integer_above(most));
    let (value, basis) = (money("subtotal"), money("total"));
    let tax = fields.or("total_tax", Amount::ZERO, |place| {
        earning_of(place, currency)
    });
    let basis = basis?;
    Some(OrderLine {
        id: id?,
        product: product?.flatten(),
        sku: sku.and_then(|text| text.parse().ok()),
        collections: Vec::new(),
        quantity: quantity?,
        removed: 0,
        // Refunds are of what was paid, tax and all.
        paid: basis.plus(tax?),
        basis,
        value: value?,
        gift_card: false,
    })
}

/// An amount of a line. Some plugins write discounts as lines below zero: they earn nothing.
fn earning_of(place: &Place<'_, '_>, currency: Currency) -> Option<Amount> {
    let signed = place.signed(currency)?;
    Some(if signed.negative {
        Amount::ZERO
    } else {
        signed.size
    })
}

/// A refund: an amount, written below zero, and no lines.
fn read_refund(place: &Place<'_, '_>, currency: Currency) -> Option<Refund> {
    let fields = place.fields()?;
    let id = fields.required("id").and_then(|place| place.id());
    let total = fields
        .required("total")
        .and_then(|place| place.signed(currency));
    Some(Refund {
        id: id?,
        lines: Vec::new(),
        amount: Some(total?.size),
    })
}
