//! Shopify's refunds: lines where they name any, else the money that moved.

use edge::platforms::Platform;
use serde_json::{Value, json};

use crate::bodies::{kept, refund, shopify, shopify_line, shopify_order, targets};

/// A refund of the order of `shopify_order`, told alone.
fn body(id: u64, changes: &Value) -> Value {
    let mut body = json!({
        "id": id, "order_id": 820_982_911_946_154_508_u64,
        "total_duties_set": money("0.00"),
        "refund_line_items": [], "order_adjustments": [], "refund_shipping_lines": [],
        "transactions": [],
    });
    for (key, value) in changes.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

fn money(amount: &str) -> Value {
    let money = json!({"amount": amount, "currency_code": "USD"});
    json!({"shop_money": money, "presentment_money": money})
}

fn transaction(amount: Value, more: &Value) -> Value {
    let mut transaction =
        json!({"id": 1, "kind": "refund", "status": "success", "amount": amount, "currency": null});
    for (key, value) in more.as_object().unwrap() {
        transaction[key] = value.clone();
    }
    transaction
}

fn line(id: u64, quantity: u64) -> Value {
    json!({"id": 9, "line_item_id": id, "quantity": quantity, "subtotal": 20.0})
}

fn adjustment(kind: Value, amount: &str, tax: &str) -> Value {
    json!({"id": 1, "kind": kind, "amount": amount, "amount_set": money(amount), "tax_amount": tax})
}

#[test]
fn money_counts_where_no_line_is_named_and_shipping_does_not() {
    let plain = |amount: &str| transaction(json!(amount), &json!({}));
    for (name, changes, expected) in [
        ("nothing moved", json!({}), 0),
        ("one", json!({"transactions": [plain("10.00")]}), 1000),
        (
            "a number",
            json!({"transactions": [transaction(json!(10.5), &json!({}))]}),
            1050,
        ),
        (
            "two",
            json!({"transactions": [plain("10.00"), plain("0.57")]}),
            1057,
        ),
        (
            "only what succeeded, and only refunds",
            json!({"transactions": [
                plain("10.00"),
                transaction(json!("5.00"), &json!({"status": "pending"})),
                transaction(json!("5.00"), &json!({"status": "failure"})),
                transaction(json!("5.00"), &json!({"kind": "sale"})),
                transaction(json!("5.00"), &json!({"kind": "void"})),
                transaction(json!("5.00"), &json!({"kind": null})),
            ]}),
            1000,
        ),
        (
            "shipping as an adjustment, with its tax",
            json!({"transactions": [plain("15.40")],
                   "order_adjustments": [adjustment(json!("shipping_refund"), "-5.00", "-0.40")]}),
            1000,
        ),
        (
            "shipping as a line, with its tax",
            json!({"transactions": [plain("15.40")], "refund_shipping_lines": [
                {"id": 1, "subtotal_amount_set": money("5.00"), "tax_amount_set": money("0.40")}]}),
            1000,
        ),
        (
            "shipping told both ways is shipping once",
            json!({"transactions": [plain("15.00")],
                   "order_adjustments": [adjustment(json!("shipping_refund"), "-5.00", "0.00")],
                   "refund_shipping_lines": [{"id": 1, "subtotal_amount_set": money("5.00")}]}),
            1000,
        ),
        (
            "nothing but shipping",
            json!({"transactions": [plain("5.00")],
                   "order_adjustments": [adjustment(json!("shipping_refund"), "-5.00", "0.00")]}),
            0,
        ),
        (
            "a discrepancy is in the transactions already",
            json!({"transactions": [plain("10.00")],
                   "order_adjustments": [
                       adjustment(json!("refund_discrepancy"), "-10.00", "0.00")]}),
            1000,
        ),
    ] {
        let refund = refund(shopify(&body(1, &changes)));
        assert_eq!(refund.lines, [], "{name}");
        assert_eq!(refund.amount.unwrap().get(), expected, "{name}");
    }
}

#[test]
fn money_in_the_currency_the_shopper_was_shown_is_not_the_shops() {
    let shown = transaction(json!("9.25"), &json!({"currency": "EUR"}));
    let ours = transaction(json!("9.25"), &json!({"currency": "USD"}));
    for (name, changes, expected) in [
        ("the shop's", json!({"transactions": [ours]}), 925),
        (
            "shown, and the adjustment tells the shop's",
            json!({"transactions": [shown],
                   "order_adjustments": [
                       adjustment(json!("refund_discrepancy"), "-10.00", "-0.80")]}),
            1080,
        ),
        (
            "newer versions name no kind",
            json!({"transactions": [ours, shown],
                   "order_adjustments": [adjustment(json!(null), "-10.00", "0.00")]}),
            1000,
        ),
        (
            "shipping is not of the goods",
            json!({"transactions": [shown],
                   "order_adjustments": [adjustment(json!("shipping_refund"), "-10.00", "0.00")]}),
            0,
        ),
        (
            "some was kept back",
            json!({"transactions": [shown], "order_adjustments": [
                adjustment(json!("refund_discrepancy"), "-10.00", "0.00"),
                adjustment(json!("refund_discrepancy"), "4.00", "0.00")]}),
            600,
        ),
    ] {
        let refund = refund(shopify(&body(1, &changes)));
        assert_eq!(refund.amount.unwrap().get(), expected, "{name}");
    }
}

#[test]
fn a_refund_told_alone_names_its_currency_beside_its_amounts() {
    let in_yen = |amount: &str| json!({"shop_money": {"amount": amount, "currency_code": "JPY"}});
    let paid = transaction(json!("1200"), &json!({}));
    for changes in [
        json!({"total_duties_set": in_yen("0"), "transactions": [paid]}),
        json!({"total_duties_set": null, "transactions": [paid],
               "order_adjustments": [
                   {"kind": "shipping_refund", "amount": "0", "amount_set": in_yen("0")}]}),
        json!({"total_duties_set": null, "transactions": [paid],
               "refund_shipping_lines": [{"subtotal_amount_set": in_yen("0")}]}),
        json!({"total_duties_set": null,
               "transactions": [transaction(json!("1200"), &json!({"currency": "JPY"}))]}),
    ] {
        let refund = refund(shopify(&body(1, &changes)));
        assert_eq!(refund.amount.unwrap().get(), 1200, "{changes}");
    }
    let nowhere = body(
        1,
        &json!({"total_duties_set": null, "transactions": [paid]}),
    );
    let faults = Platform::Shopify
        .hear(nowhere.to_string().as_bytes())
        .unwrap_err();
    assert_eq!(faults[0].pointer, "/total_duties_set");
}

#[test]
fn lines_count_where_they_are_named_whatever_money_moved() {
    for (line, quantity, amount) in [
        (line(466_157_049, 2), 2, None),
        (
            json!({"line_item_id": "gid://shopify/LineItem/466157049", "quantity": 1}),
            1,
            None,
        ),
        (
            json!({"line_item_id": 466_157_049, "quantity": 0, "subtotal": 5.55}),
            0,
            Some(555),
        ),
        (
            json!({"line_item_id": 466_157_049, "subtotal": 9.99, "subtotal_set": money("5.55")}),
            0,
            Some(555),
        ),
        (json!({"line_item_id": 466_157_049, "quantity": 0}), 0, None),
    ] {
        let changes = json!({
            "refund_line_items": [line], "transactions": [transaction(json!("3.00"), &json!({}))],
        });
        let refund = refund(shopify(&body(1, &changes)));
        assert_eq!(refund.amount, None, "{line}");
        let found = &refund.lines[0];
        assert_eq!(found.id.as_str(), "466157049", "{line}");
        assert_eq!(found.quantity, quantity, "{line}");
        assert_eq!(found.amount.map(|amount| amount.get()), amount, "{line}");
    }
}

/// An order of 3 x 20.00 and 1 x 40.00, 105.00 in all with shipping.
fn two_lines(changes: &Value) -> Value {
    let mut order = shopify_order(&json!({
        "total_price": "105.00",
        "line_items": [
            shopify_line(&json!({"id": 1, "quantity": 3})),
            shopify_line(&json!({"id": 2, "price": "40.00"})),
        ],
    }));
    for (key, value) in changes.as_object().unwrap() {
        order[key] = value.clone();
    }
    order
}

#[test]
fn refunds_add_up_in_any_order_and_each_once() {
    let paid = shopify(&two_lines(&json!({})));
    let one = shopify(&body(1, &json!({"refund_line_items": [line(1, 1)]})));
    let two = shopify(&body(
        2,
        &json!({"refund_line_items": [line(1, 1), line(2, 1)]}),
    ));
    let kindness = shopify(&body(
        3,
        &json!({"transactions": [transaction(json!("10.50"), &json!({}))]}),
    ));
    for (name, bodies, expected) in [
        ("none", vec![paid.clone()], [6000, 4000]),
        ("one", vec![paid.clone(), one.clone()], [4000, 4000]),
        (
            "twice the same",
            vec![paid.clone(), one.clone(), one.clone()],
            [4000, 4000],
        ),
        (
            "two",
            vec![paid.clone(), one.clone(), two.clone()],
            [2000, 0],
        ),
        (
            "before their order",
            vec![two.clone(), one.clone(), paid.clone()],
            [2000, 0],
        ),
        // A tenth of the total is a tenth of every line.
        (
            "an amount",
            vec![paid.clone(), kindness.clone()],
            [5400, 3600],
        ),
        ("both kinds", vec![kindness, one, paid], [3400, 3600]),
    ] {
        assert_eq!(kept(bodies), expected, "{name}");
    }
}

#[test]
fn a_refund_inside_its_order_is_the_one_told_alone() {
    let alone = body(1, &json!({"refund_line_items": [line(1, 1)]}));
    let changes = json!({
        "financial_status": "partially_refunded", "updated_at": "2026-03-02T10:00:00Z",
        "refunds": [alone],
        "line_items": [
            shopify_line(&json!({"id": 1, "quantity": 3, "current_quantity": 2})),
            shopify_line(&json!({"id": 2, "price": "40.00"})),
        ],
    });
    let inside = shopify(&two_lines(&changes));
    assert_eq!(refund(inside.clone()), refund(shopify(&alone)));
    assert_eq!(
        kept([shopify(&two_lines(&json!({}))), inside, shopify(&alone)]),
        [4000, 4000]
    );
}

#[test]
fn a_full_refund_keeps_nothing() {
    let paid = shopify(&two_lines(&json!({})));
    let refunded = shopify(&two_lines(&json!({
        "financial_status": "refunded", "updated_at": "2026-03-02T10:00:00Z",
    })));
    assert_eq!(kept([paid.clone(), refunded.clone()]), [0, 0]);
    // Heard the other way round it never earned, so there is nothing to take back.
    assert_eq!(targets([refunded, paid.clone()]).earn, None);
    let all = shopify(&body(
        1,
        &json!({"refund_line_items": [line(1, 3), line(2, 1)]}),
    ));
    assert_eq!(kept([paid, all]), [0, 0]);
}

#[test]
fn a_refund_alone_waits_for_its_order() {
    let alone = shopify(&body(1, &json!({"refund_line_items": [line(1, 1)]})));
    let targets = targets([alone]);
    assert_eq!(targets.earn, None);
    assert_eq!(targets.redemptions, []);
}
