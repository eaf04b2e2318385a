//! WooCommerce's bodies: orders by their status, amounts net of discount and tax.

use edge::platforms::{Heard, Platform, Why};
use serde_json::{Value, json};
use shared::order::Status;

use crate::bodies::{amounts, kept, order, snapshot, woo_line, woo_order, woocommerce};

#[test]
fn an_order_stands_where_its_status_says() {
    for (status, expected) in [
        ("pending", Status::Placed),
        ("on-hold", Status::Placed),
        ("processing", Status::Paid),
        ("completed", Status::Paid),
        ("cancelled", Status::Cancelled),
        ("failed", Status::Cancelled),
        ("trash", Status::Cancelled),
        ("refunded", Status::Refunded),
        // A shop's own, with a time of payment.
        ("ready-to-collect", Status::Paid),
    ] {
        let snapshot = snapshot(woocommerce(&woo_order(&json!({"status": status}))));
        assert_eq!(snapshot.status, expected, "{status}");
    }
    let unpaid = woo_order(&json!({"status": "quote-asked", "date_paid_gmt": null}));
    assert_eq!(snapshot(woocommerce(&unpaid)).status, Status::Placed);
}

#[test]
fn drafts_and_subscriptions_lead_to_nothing() {
    for status in ["checkout-draft", "auto-draft", "draft"] {
        let body = woo_order(&json!({"status": status}));
        assert_eq!(
            woocommerce(&body),
            Heard::Nothing { why: Why::Draft },
            "{status}"
        );
    }
    let subscription = woo_order(&json!({"status": "active", "billing_period": "month"}));
    let other = Heard::Nothing {
        why: Why::OtherTopic,
    };
    assert_eq!(woocommerce(&subscription), other);
}

#[test]
fn an_order_is_read_whole() {
    let heard = order(woocommerce(&woo_order(&json!({}))));
    assert_eq!(heard.event.order.as_str(), "727");
    assert_eq!(heard.event.refunds, []);
    assert_eq!(heard.codes, [""; 0]);
    let snapshot = heard.event.snapshot.unwrap();
    assert_eq!(snapshot.at.to_string(), "2026-03-01T15:01:00Z");
    assert_eq!(snapshot.updated_at.to_string(), "2026-03-01T15:02:00Z");
    assert_eq!(snapshot.shopper.as_ref().unwrap().as_str(), "26");
    assert_eq!(snapshot.currency.as_str(), "USD");
    assert_eq!([snapshot.total.get(), snapshot.shipping.get()], [2700, 500]);
    assert!(!snapshot.test);
    let line = &snapshot.lines[0];
    assert_eq!(line.id.as_str(), "315");
    assert_eq!(line.product.as_ref().unwrap().as_str(), "93");
    assert_eq!(line.sku.as_ref().unwrap().as_str(), "MUG-1");
    assert_eq!(line.quantity, 1);
}

#[test]
fn a_line_earns_from_its_total_and_is_worth_its_subtotal() {
    for (name, line, currency, expected) in [
        ("plain", json!({}), "USD", [2160, 2000, 2000, 0]),
        (
            "with a coupon",
            json!({"quantity": 2, "subtotal": "40.00", "total": "30.00", "total_tax": "2.40"}),
            "USD",
            [3240, 3000, 4000, 0],
        ),
        // A shop whose prices have the tax inside tells net amounts all the same.
        (
            "tax inside",
            json!({"subtotal": "16.67", "total": "16.67", "total_tax": "3.33"}),
            "EUR",
            [2000, 1667, 1667, 0],
        ),
        (
            "yen",
            json!({"subtotal": "1200", "total": "1000", "total_tax": "100"}),
            "JPY",
            [1100, 1000, 1200, 0],
        ),
        (
            "dinars",
            json!({"subtotal": "1.250", "total": "1.250", "total_tax": "0.000"}),
            "KWD",
            [1250, 1250, 1250, 0],
        ),
        // The shop's own number of decimals is not the currency's.
        (
            "four decimals",
            json!({"subtotal": "12.3450", "total": "12.3449", "total_tax": "0.0000"}),
            "USD",
            [1234, 1234, 1235, 0],
        ),
        (
            "no decimals",
            json!({"subtotal": "20", "total": "18", "total_tax": "2"}),
            "USD",
            [2000, 1800, 2000, 0],
        ),
        (
            "numbers",
            json!({"subtotal": 20, "total": 19.99, "total_tax": 0.57}),
            "USD",
            [2056, 1999, 2000, 0],
        ),
        (
            "no tax told",
            json!({"total_tax": null}),
            "USD",
            [2000, 2000, 2000, 0],
        ),
        (
            "a discount written as a line",
            json!({"subtotal": "-5.00", "total": "-5.00", "total_tax": "-0.40"}),
            "USD",
            [0, 0, 0, 0],
        ),
    ] {
        line_comes_to(name, &line, currency, expected);
    }
}

fn line_comes_to(name: &str, line: &Value, currency: &str, expected: [u64; 4]) {
    let body = woo_order(&json!({"currency": currency, "line_items": [woo_line(line)]}));
    let body = match currency {
        "JPY" => woo_totals(body, "1300"),
        _ => body,
    };
    let lines = snapshot(woocommerce(&body)).lines;
    assert_eq!(amounts(&lines), [expected], "{name}");
}

fn woo_totals(mut body: Value, total: &str) -> Value {
    body["total"] = total.into();
    body["shipping_total"] = "200".into();
    body
}

#[test]
fn what_is_sold_by_weight_is_counted_up() {
    for (quantity, expected) in [
        ("1", Some(1)),
        ("2.0", Some(2)),
        ("0.5", Some(1)),
        ("2.25", Some(3)),
        ("0", Some(0)),
        ("-1", None),
        ("-0.5", None),
        ("\"2\"", None),
        ("1e3", None),
        ("1000001", None),
        ("1000000.5", None),
    ] {
        let body = woo_order(&json!({"line_items": [woo_line(&json!({"quantity": 7777}))]}));
        let body = body.to_string().replace("7777", quantity);
        let found = Platform::WooCommerce.hear(body.as_bytes());
        let found = found.ok().map(|heard| snapshot(heard).lines[0].quantity);
        assert_eq!(found, expected, "{quantity}");
    }
}

#[test]
fn guests_are_nobody() {
    for (customer, expected) in [
        (json!(26), Some("26")),
        (json!("26"), Some("26")),
        (json!(0), None),
        (json!("0"), None),
        (json!(null), None),
    ] {
        let snapshot = snapshot(woocommerce(&woo_order(&json!({"customer_id": customer}))));
        assert_eq!(
            snapshot.shopper.as_ref().map(|id| id.as_str()),
            expected,
            "{customer}"
        );
    }
}

#[test]
fn times_are_in_utc_and_fall_back_to_the_creation() {
    let body = woo_order(&json!({
        "status": "pending", "date_paid_gmt": null, "date_modified_gmt": null,
    }));
    let snapshot = snapshot(woocommerce(&body));
    assert_eq!(snapshot.at.to_string(), "2026-03-01T15:00:00Z");
    assert_eq!(snapshot.updated_at.to_string(), "2026-03-01T15:00:00Z");
}

#[test]
fn coupons_arrive_in_lower_case() {
    let body = woo_order(&json!({"coupon_lines": [
        {"id": 1, "code": "spring", "discount": "5.00"},
        {"id": 2, "code": "0123-4567-89ab-cdef", "discount": "5.00", "discount_tax": "0.40"},
        {"id": 3, "code": "0123456789ABCDEF"},
        {"id": 4}, 5, null,
    ]}));
    assert_eq!(order(woocommerce(&body)).codes, ["0123-4567-89ab-cdef"]);
    for none in [json!(null), json!({}), json!("x")] {
        let body = woo_order(&json!({"coupon_lines": none}));
        assert_eq!(order(woocommerce(&body)).codes, [""; 0]);
    }
}

#[test]
fn refunds_are_amounts_without_lines() {
    let body = woo_order(&json!({"refunds": [
        {"id": 726, "reason": "", "total": "-10.00"},
        {"id": 724, "refund": "Broken", "total": "-0.57"},
        {"id": 723, "total": "1.00"},
        {"id": 722, "total": -2.5},
    ]}));
    let refunds = order(woocommerce(&body)).event.refunds;
    let found: Vec<(&str, u64)> = refunds
        .iter()
        .map(|refund| (refund.id.as_str(), refund.amount.unwrap().get()))
        .collect();
    assert_eq!(
        found,
        [("726", 1000), ("724", 57), ("723", 100), ("722", 250)]
    );
    assert!(refunds.iter().all(|refund| refund.lines.is_empty()));
}

#[test]
fn a_refund_lowers_every_line_by_its_share_of_the_total() {
    let lines = json!([
        woo_line(&json!({"id": 1, "total": "20.00"})),
        woo_line(&json!({"id": 2, "total": "2.00"})),
    ]);
    let paid = woocommerce(&woo_order(&json!({"line_items": lines})));
    let later = |status: &str, refunds: Value| {
        woocommerce(&woo_order(&json!({
            "line_items": lines, "status": status, "refunds": refunds,
            "date_modified_gmt": "2026-03-02T10:00:00",
        })))
    };
    // 6.75 of 27.00 is a quarter.
    let part = later("processing", json!([{"id": 1, "total": "-6.75"}]));
    let more = later(
        "processing",
        json!([{"id": 1, "total": "-6.75"}, {"id": 2, "total": "-6.75"}]),
    );
    let full = later("refunded", json!([{"id": 1, "total": "-27.00"}]));
    let gone = later("cancelled", json!([]));
    for (name, bodies, expected) in [
        ("none", vec![paid.clone()], [2000, 200]),
        ("part", vec![paid.clone(), part.clone()], [1500, 150]),
        (
            "part, told twice",
            vec![paid.clone(), part.clone(), part.clone()],
            [1500, 150],
        ),
        (
            "more",
            vec![paid.clone(), part.clone(), more.clone()],
            [1000, 100],
        ),
        (
            "the other way round",
            vec![more, part, paid.clone()],
            [1000, 100],
        ),
        ("all", vec![paid.clone(), full], [0, 0]),
        ("cancelled", vec![paid.clone(), gone.clone()], [0, 0]),
        (
            "completed after all",
            vec![paid.clone(), gone, completed(&lines)],
            [2000, 200],
        ),
    ] {
        assert_eq!(kept(bodies), expected, "{name}");
    }
}

fn completed(lines: &Value) -> Heard {
    woocommerce(&woo_order(&json!({
        "line_items": lines, "status": "completed", "date_modified_gmt": "2026-03-03T10:00:00",
    })))
}

#[test]
fn the_ping_of_a_new_webhook_is_no_json_and_only_that() {
    for body in ["webhook_id=5", "webhook_id=18446744073709551615"] {
        assert_eq!(
            Platform::WooCommerce.hear(body.as_bytes()),
            Ok(Heard::Ping),
            "{body}"
        );
    }
    let long = format!("webhook_id={}", "1".repeat(21));
    for body in [
        "webhook_id=",
        "webhook_id=5&a=b",
        "webhook_id=5a",
        " webhook_id=5",
        "",
        &long,
    ] {
        let faults = Platform::WooCommerce.hear(body.as_bytes()).unwrap_err();
        assert_eq!(faults.len(), 1, "{body}");
        assert_eq!(faults[0].pointer, "");
        assert!(
            faults[0].detail.starts_with("is no JSON: "),
            "{}",
            faults[0].detail
        );
    }
    assert!(Platform::Shopify.hear(b"webhook_id=5").is_err());
}

#[test]
fn what_is_wrong_is_named() {
    for (key, value, pointer) in [
        ("id", json!(null), "/id"),
        ("currency", json!("EURO"), "/currency"),
        ("status", json!(5), "/status"),
        ("total", json!("-27.00"), "/total"),
        ("total", json!(null), "/total"),
        ("shipping_total", json!("five"), "/shipping_total"),
        ("date_created_gmt", json!("2026-03-01"), "/date_created_gmt"),
        ("date_paid_gmt", json!(5), "/date_paid_gmt"),
        ("customer_id", json!(-1), "/customer_id"),
        ("line_items", json!("none"), "/line_items"),
        ("refunds", json!([{"id": 1}]), "/refunds/0/total"),
        ("refunds", json!([{"total": "-1.00"}]), "/refunds/0/id"),
    ] {
        let mut changes = json!({});
        changes[key] = value.clone();
        let body = woo_order(&changes).to_string();
        let faults = Platform::WooCommerce.hear(body.as_bytes()).unwrap_err();
        assert_eq!(faults.len(), 1, "{key} {value}: {faults:?}");
        assert_eq!(faults[0].pointer, pointer, "{key} {value}");
    }
    for key in ["id", "quantity", "subtotal", "total"] {
        let line = woo_line(&json!({key: null}));
        let body = woo_order(&json!({"line_items": [line]})).to_string();
        let faults = Platform::WooCommerce.hear(body.as_bytes()).unwrap_err();
        assert_eq!(faults.len(), 1, "{key}: {faults:?}");
        assert_eq!(faults[0].pointer, format!("/line_items/0/{key}"));
    }
}
