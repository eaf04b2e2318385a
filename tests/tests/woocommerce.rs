//! WooCommerce's orders, signed as it signs, and what they lead to.

use accolade_tests::platforms::woo_order;
use accolade_tests::{Shop, now, programs};
use serde_json::{Value, json};

fn time() -> String {
    now().to_string().chars().take(19).collect()
}

fn hear(shop: &Shop, body: &Value) -> Value {
    shop.woocommerce("order.updated", body.to_string().as_bytes())
        .ok()
}

#[test]
fn each_status_is_placed_paid_cancelled_or_refunded() {
    let shop = Shop::new(&programs::plain());
    let statuses = [
        ("pending", "placed"),
        ("on-hold", "placed"),
        ("processing", "paid"),
        ("completed", "paid"),
        ("cancelled", "cancelled"),
        ("failed", "cancelled"),
        ("trash", "cancelled"),
        ("refunded", "paid"),
    ];
    for (index, (status, state)) in statuses.into_iter().enumerate() {
        let order = woo_order(index as u64, status, &time(), 7, "12.40");
        let heard = hear(&shop, &order);
        assert_eq!(heard["state"], state, "{status}: {heard}");
    }
    // Only the two that are paid and not given back earned: 12 each.
    assert_eq!(shop.available("7"), 24);
}

#[test]
fn the_basis_is_the_total_of_the_line() {
    let shop = Shop::new(&programs::plain());
    let mut order = woo_order(1, "processing", &time(), 7, "10.00");
    // 20.00 before the coupon, 15.55 after it, 3.11 of tax on top: floor(15.55) = 15.
    let line = &mut order["line_items"][0];
    line["subtotal"] = json!("20.00");
    line["total"] = json!("15.55");
    line["total_tax"] = json!("3.11");
    assert_eq!(hear(&shop, &order)["earned"], 15);
}

#[test]
fn refunds_are_amounts_without_lines() {
    // 4.00 of 10.00: 6.00 kept of 10.00, 6 points.
    let shop = Shop::new(&programs::plain());
    let mut order = woo_order(1, "processing", &time(), 7, "10.00");
    assert_eq!(hear(&shop, &order)["earned"], 10);
    order["refunds"] = json!([{"id": 71, "reason": "", "total": "-4.00"}]);
    assert_eq!(hear(&shop, &order)["earned"], 6);
    order["refunds"] = json!([{"id": 71, "total": "-4.00"}, {"id": 72, "total": "-6.00"}]);
    assert_eq!(hear(&shop, &order)["earned"], 0);
    assert_eq!(shop.account("7")["points"]["deficit"], 0);
}

#[test]
fn a_guest_is_no_shopper() {
    let shop = Shop::new(&programs::plain());
    let heard = hear(&shop, &woo_order(1, "completed", &time(), 0, "10.00"));
    assert_eq!(heard["ignored"], "no-shopper", "{heard}");
}

#[test]
fn coupon_codes_arrive_in_lower_case_and_capture() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("7", 10).ok();
    let redeemed = shop.redeem("7", &json!({"reward": "any"})).ok();
    let code = redeemed["code"].as_str().unwrap().to_lowercase();
    let mut order = woo_order(1, "processing", &time(), 7, "10.00");
    order["coupon_lines"] =
        json!([{"id": 3, "code": "summer10"}, {"id": 4, "code": code, "discount": "1.00"}]);
    let heard = hear(&shop, &order);
    assert_eq!(heard["redemptions"], json!([redeemed["id"]]), "{heard}");
    assert_eq!(shop.account("7")["points"]["held"], 0);
}

#[test]
fn the_unsigned_creation_ping_is_answered_and_nothing_else_unsigned_is() {
    let shop = Shop::new(&programs::plain());
    let post = |body: &str| {
        let call = shop.anyone("POST", "/webhooks/woocommerce");
        call.header("content-type", "application/x-www-form-urlencoded")
            .bytes(body)
            .send()
    };
    assert_eq!(post("webhook_id=12").status, 200);
    for body in ["webhook_id=", "webhook_id=1&x=2", "webhook_id=a", "", "{}"] {
        post(body).problem(401, "unauthenticated");
    }
    let order = woo_order(1, "processing", &time(), 7, "10.00").to_string();
    post(&order).problem(401, "unauthenticated");
    assert_eq!(shop.entries("7").len(), 0);
}

#[test]
fn a_new_shopper_signs_up() {
    let mut program = programs::plain();
    program["earn"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "welcome", "on": "signup", "points": 25}));
    let shop = Shop::new(&program);
    let at = time();
    let body = json!({"id": 7, "email": "a@b.example", "role": "customer",
        "date_created_gmt": at, "date_modified_gmt": at});
    for _ in 0..2 {
        shop.woocommerce("customer.created", body.to_string().as_bytes())
            .ok();
    }
    assert_eq!(shop.available("7"), 25);
}

#[test]
fn a_draft_is_let_be() {
    let shop = Shop::new(&programs::plain());
    let heard = hear(&shop, &woo_order(1, "checkout-draft", &time(), 7, "10.00"));
    assert_eq!(heard["state"], Value::Null, "{heard}");
    shop.shop("GET", "/orders/1")
        .send()
        .problem(404, "not-found");
}
