//! Bodies for the tests, and short ways to ask what was heard of them.

use edge::platforms::{Heard, OrderHeard, Platform};
use serde_json::{Value, json};
use shared::order::{
    EarnTarget, HeardUnder, Hearing, OrderHistory, OrderLine, Refund, Snapshot, Targets,
};

/// What a Shopify body says.
pub(crate) fn shopify(body: &Value) -> Heard {
    hear(Platform::Shopify, body)
}

/// What a WooCommerce body says.
pub(crate) fn woocommerce(body: &Value) -> Heard {
    hear(Platform::WooCommerce, body)
}

fn hear(platform: Platform, body: &Value) -> Heard {
    match platform.hear(body.to_string().as_bytes()) {
        Ok(heard) => heard,
        Err(faults) => panic!("{faults:#?} in {body:#}"),
    }
}

/// The order in what was heard.
pub(crate) fn order(heard: Heard) -> OrderHeard {
    match heard {
        Heard::Order(order) => order,
        other => panic!("no order: {other:?}"),
    }
}

/// The snapshot in what was heard.
pub(crate) fn snapshot(heard: Heard) -> Snapshot {
    order(heard).event.snapshot.expect("a snapshot")
}

/// The only refund in what was heard.
pub(crate) fn refund(heard: Heard) -> Refund {
    let mut refunds = order(heard).event.refunds;
    assert_eq!(refunds.len(), 1, "{refunds:?}");
    refunds.remove(0)
}

/// `[paid, basis, value, removed]` of each line.
pub(crate) fn amounts(lines: &[OrderLine]) -> Vec<[u64; 4]> {
    let amounts = |line: &OrderLine| {
        [
            line.paid.get(),
            line.basis.get(),
            line.value.get(),
            line.removed,
        ]
    };
    lines.iter().map(amounts).collect()
}

/// What an order comes to after bodies were heard one after the other, in US dollars unless named.
pub(crate) fn targets(bodies: impl IntoIterator<Item = Heard>) -> Targets {
    let mut history: Option<OrderHistory> = None;
    for heard in bodies {
        let event = order(heard).event;
        let currency = match (&event.snapshot, &history) {
            (Some(snapshot), _) => snapshot.currency,
            _ => "USD".parse().unwrap(),
        };
        let hearing = Hearing {
            now: "2026-03-05T00:00:00Z".parse().unwrap(),
            rules: Some(HeardUnder {
                program: 1,
                currency,
            }),
        };
        let history = history.get_or_insert_with(|| OrderHistory::new(event.order.clone()));
        history.hear(event, hearing);
    }
    history.expect("a body").targets()
}

/// The basis kept of each line after bodies were heard.
pub(crate) fn kept(bodies: impl IntoIterator<Item = Heard>) -> Vec<u64> {
    let earn: EarnTarget = targets(bodies).earn.expect("somebody earns");
    earn.lines.iter().map(|line| line.kept.get()).collect()
}

/// A paid Shopify order of one line of 20.00 USD, with other fields in place of its own.
pub(crate) fn shopify_order(changes: &Value) -> Value {
    let mut order = json!({
        "id": 820_982_911_946_154_508_u64,
        "created_at": "2026-03-01T09:58:00-05:00",
        "processed_at": "2026-03-01T10:00:00-05:00",
        "updated_at": "2026-03-01T10:00:05-05:00",
        "cancelled_at": null,
        "currency": "USD",
        "financial_status": "paid",
        "test": false,
        "taxes_included": false,
        "total_price": "25.00",
        "total_discounts": "0.00",
        "customer": {"id": 115_310_627_314_723_954_u64},
        "discount_codes": [],
        "discount_applications": [],
        "note_attributes": [],
        "line_items": [shopify_line(&json!({}))],
        "shipping_lines": [],
        "refunds": [],
    });
    merge(&mut order, changes);
    order
}

/// A line of 20.00, with other fields in place of its own.
pub(crate) fn shopify_line(changes: &Value) -> Value {
    let mut line = json!({
        "id": 466_157_049, "product_id": 88, "sku": "MUG-1", "quantity": 1, "price": "20.00",
        "gift_card": false, "total_discount": "0.00", "discount_allocations": [], "tax_lines": [],
    });
    merge(&mut line, changes);
    line
}

/// A WooCommerce order in `processing` of one line of 20.00 USD and 1.60 tax.
pub(crate) fn woo_order(changes: &Value) -> Value {
    let mut order = json!({
        "id": 727, "parent_id": 0, "number": "727", "order_key": "wc_order_58d2d042d1d",
        "created_via": "checkout", "version": "9.6.0", "status": "processing", "currency": "USD",
        "date_created": "2026-03-01T10:00:00", "date_created_gmt": "2026-03-01T15:00:00",
        "date_modified": "2026-03-01T10:02:00", "date_modified_gmt": "2026-03-01T15:02:00",
        "discount_total": "0.00", "discount_tax": "0.00", "shipping_total": "5.00",
        "shipping_tax": "0.40", "cart_tax": "1.60", "total": "27.00", "total_tax": "2.00",
        "prices_include_tax": false, "customer_id": 26, "customer_note": "",
        "billing": {"first_name": "John", "email": "john.doe@example.com"},
        "date_paid": "2026-03-01T10:01:00", "date_paid_gmt": "2026-03-01T15:01:00",
        "meta_data": [], "line_items": [woo_line(&json!({}))], "shipping_lines": [],
        "fee_lines": [], "coupon_lines": [], "refunds": [],
    });
    merge(&mut order, changes);
    order
}

/// A line of 20.00 and 1.60 tax.
pub(crate) fn woo_line(changes: &Value) -> Value {
    let mut line = json!({
        "id": 315, "name": "Mug", "product_id": 93, "variation_id": 0, "quantity": 1,
        "tax_class": "", "subtotal": "20.00", "subtotal_tax": "1.60", "total": "20.00",
        "total_tax": "1.60", "taxes": [], "meta_data": [], "sku": "MUG-1", "price": 20,
    });
    merge(&mut line, changes);
    line
}

fn merge(body: &mut Value, changes: &Value) {
    let fields = body.as_object_mut().expect("an object");
    for (key, value) in changes.as_object().expect("an object") {
        fields.insert(key.clone(), value.clone());
    }
}
