//! Shopify bodies that cannot be meant: every fault is told with its place, and nothing is guessed.

use edge::platforms::Platform;
use serde_json::{Value, json};

use crate::bodies::{shopify_line, shopify_order};

fn faults(body: &Value) -> Vec<(String, String)> {
    let faults = Platform::Shopify
        .hear(body.to_string().as_bytes())
        .unwrap_err();
    faults
        .into_iter()
        .map(|fault| (fault.pointer, fault.detail))
        .collect()
}

#[test]
fn what_is_missing_is_named() {
    for key in ["id", "currency", "updated_at", "total_price"] {
        let mut body = shopify_order(&json!({}));
        body.as_object_mut().unwrap().remove(key);
        assert_eq!(
            faults(&body),
            [(format!("/{key}"), "is missing".to_owned())]
        );
    }
    let without = shopify_order(&json!({"created_at": null, "processed_at": null}));
    assert_eq!(faults(&without)[0].0, "/created_at");
    for key in ["id", "quantity", "price"] {
        let mut line = shopify_line(&json!({}));
        line.as_object_mut().unwrap().remove(key);
        let body = shopify_order(&json!({"line_items": [shopify_line(&json!({})), line]}));
        assert_eq!(
            faults(&body),
            [(format!("/line_items/1/{key}"), "is missing".to_owned())]
        );
    }
}

#[test]
fn what_is_wrong_is_named() {
    let cases = [
        ("id", json!(-1), "/id"),
        ("id", json!(1.5), "/id"),
        ("id", json!("a b"), "/id"),
        ("id", json!(""), "/id"),
        ("id", json!("x".repeat(129)), "/id"),
        ("currency", json!("usd"), "/currency"),
        ("currency", json!("ZZZ"), "/currency"),
        ("currency", json!(840), "/currency"),
        ("updated_at", json!("2026-03-01"), "/updated_at"),
        ("updated_at", json!("2026-03-01T10:00:00"), "/updated_at"),
        ("updated_at", json!(1_772_000_000), "/updated_at"),
        ("processed_at", json!("yesterday"), "/processed_at"),
        ("total_price", json!("-1.00"), "/total_price"),
        ("total_price", json!("1,00"), "/total_price"),
        ("total_price", json!(true), "/total_price"),
        ("total_price", json!({"amount": "1.00"}), "/total_price"),
        (
            "total_price_set",
            json!({"shop_money": {}}),
            "/total_price_set/shop_money/amount",
        ),
        (
            "total_price_set",
            json!({"shop_money": {"amount": "1.00", "currency_code": "EUR"}}),
            "/total_price_set/shop_money/currency_code",
        ),
        ("customer", json!("john"), "/customer"),
        ("customer", json!({"id": [1]}), "/customer/id"),
        ("test", json!("no"), "/test"),
        ("taxes_included", json!(1), "/taxes_included"),
        ("financial_status", json!(7), "/financial_status"),
        ("line_items", json!({}), "/line_items"),
        ("line_items", json!(null), "/line_items"),
        ("line_items", json!([5]), "/line_items/0"),
        ("refunds", json!([{}]), "/refunds/0/id"),
        (
            "refunds",
            json!([{"id": 1, "refund_line_items": [{}]}]),
            "/refunds/0/refund_line_items/0/line_item_id",
        ),
    ];
    for (key, value, pointer) in cases {
        let mut changes = json!({});
        changes[key] = value.clone();
        let found = faults(&shopify_order(&changes));
        assert_eq!(found.len(), 1, "{key} {value}: {found:?}");
        assert_eq!(found[0].0, pointer, "{key} {value}");
    }
}

#[test]
fn what_is_wrong_in_a_line_is_named() {
    let allocation = |value: Value| json!({"discount_allocations": [value]});
    for (line, pointer) in [
        (json!({"quantity": -1}), "quantity"),
        (json!({"quantity": 1.5}), "quantity"),
        (json!({"quantity": "1"}), "quantity"),
        (json!({"quantity": 1_000_001}), "quantity"),
        (json!({"current_quantity": -1}), "current_quantity"),
        (json!({"price": "-20.00"}), "price"),
        (json!({"price": "NaN"}), "price"),
        (json!({"price": 1e300}), "price"),
        (json!({"price": "99999999999999999999"}), "price"),
        (json!({"gift_card": "no"}), "gift_card"),
        (json!({"product_id": {"id": 1}}), "product_id"),
        (allocation(json!({})), "discount_allocations/0/amount"),
        (
            allocation(json!({"amount": "-1.00"})),
            "discount_allocations/0/amount",
        ),
        (
            allocation(json!({"amount": "1.00", "discount_application_index": -1})),
            "discount_allocations/0/discount_application_index",
        ),
    ] {
        let found = faults(&shopify_order(
            &json!({"line_items": [shopify_line(&line)]}),
        ));
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(found[0].0, format!("/line_items/0/{pointer}"), "{line}");
    }
}

#[test]
fn every_fault_is_found_at_once_and_says_what_was_found() {
    let body = shopify_order(&json!({
        "id": -1, "total_price": "free", "updated_at": null,
        "line_items": [shopify_line(&json!({"price": "x".repeat(100)})), 5],
    }));
    let found = faults(&body);
    let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/id",
            "/updated_at",
            "/total_price",
            "/line_items/0/price",
            "/line_items/1"
        ]
    );
    assert_eq!(found[2].1, "found \"free\", allowed is an amount of USD");
    assert_eq!(
        found[3].1,
        format!("found \"{}…, allowed is an amount of USD", "x".repeat(59))
    );
    assert_eq!(found[4].1, "found 5, allowed is an object");
}

#[test]
fn what_is_too_much_is_refused() {
    let lines = vec![shopify_line(&json!({})); 501];
    let found = faults(&shopify_order(&json!({"line_items": lines})));
    assert_eq!(
        found,
        [(
            "/line_items".to_owned(),
            "found 501 items, allowed are 500".to_owned()
        )]
    );
    let faulty = vec![json!({}); 500];
    assert_eq!(
        faults(&shopify_order(&json!({"line_items": faulty}))).len(),
        100
    );
}
