//! Edits that make a paid Shopify order dearer: it is `partially_paid` until the rest is paid.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::platforms::{shopify_order, shopify_payload, shopify_refund};
use accolade_tests::{Shop, now, programs};
use serde_json::{Value, json};

const ORDER: u64 = 820_982_911_946_154_507;
const SHOPPER: u64 = 115_310_627_314_723_955;
/// The line that the edit adds.
const ADDED: u64 = 78_643_924_236_718_241;

fn hear(shop: &Shop, topic: &str, body: &Value) -> Value {
    shop.shopify(topic, body.to_string().as_bytes()).ok()
}

/// The documented order, `seconds` from now: 36997 cents of goods and 1000 of shipping.
fn order(status: &str, seconds: i64) -> Value {
    let updated_at = now().plus_ms(seconds * 1000).to_string();
    let mut order = shopify_order(ORDER, SHOPPER, status, &updated_at);
    set_money(&mut order, "total_price", "379.97");
    set_money(&mut order, "total_outstanding", "0.00");
    order
}

/// The same after an edit has added another pair of the first line's sunglasses, for 89.99.
fn dearer(status: &str, seconds: i64) -> Value {
    let mut order = order(status, seconds);
    let mut added = order["line_items"][0].clone();
    added["id"] = json!(ADDED);
    added["admin_graphql_api_id"] = json!(format!("gid://shopify/LineItem/{ADDED}"));
    order["line_items"].as_array_mut().unwrap().push(added);
    set_money(&mut order, "total_price", "469.96");
    set_money(&mut order, "current_total_price", "469.96");
    set_money(&mut order, "total_outstanding", "89.99");
    order
}

fn set_money(order: &mut Value, key: &str, amount: &str) {
    order[key] = json!(amount);
    let money = json!({"amount": amount, "currency_code": "USD"});
    order[format!("{key}_set")] = json!({"shop_money": money, "presentment_money": money});
}

/// A refund of the line that was added, and of nothing else.
fn refund_of_added() -> Value {
    let mut refund = shopify_refund(2, ORDER);
    let lines = refund["refund_line_items"].as_array_mut().unwrap();
    lines.truncate(1);
    lines[0]["line_item_id"] = json!(ADDED);
    refund
}

#[test]
fn a_paid_order_made_dearer_keeps_what_it_earned_and_earns_no_more() {
    let shop = Shop::new(&programs::plain());
    let shopper = SHOPPER.to_string();
    hear(&shop, "orders/paid", &order("paid", 0));
    let mut edit = shopify_payload("2025-10", "orders/edited");
    edit["order_edit"]["order_id"] = json!(ORDER);
    hear(&shop, "orders/edited", &edit);
    // 369.97 earn 369; the 89.99 that were added earn nothing, neither owed nor paid.
    for (status, seconds) in [("partially_paid", 10), ("paid", 20)] {
        let heard = hear(&shop, "orders/updated", &dearer(status, seconds));
        assert_eq!(
            (&heard["state"], &heard["earned"]),
            (&json!("paid"), &json!(369)),
            "{status}: {heard}"
        );
    }
    assert_eq!(shop.available(&shopper), 369);
    assert_eq!(shop.entries(&shopper).len(), 1, "points moved on the way");
}

#[test]
fn a_refund_of_a_part_paid_order_claws_back_exactly() {
    let shop = Shop::new(&programs::plain());
    let shopper = SHOPPER.to_string();
    hear(&shop, "orders/paid", &order("paid", 0));
    hear(&shop, "orders/updated", &dearer("partially_paid", 10));
    // The added line never earned, so it takes nothing with it.
    let heard = hear(&shop, "refunds/create", &refund_of_added());
    assert_eq!(heard["earned"], 369, "{heard}");
    // 119.99 of 369.97 kept: floor(369 x 11999 / 36997) = floor(119.67) = 119.
    let heard = hear(&shop, "refunds/create", &shopify_refund(1, ORDER));
    assert_eq!(heard["earned"], 119, "{heard}");
    let heard = hear(&shop, "orders/updated", &dearer("partially_refunded", 20));
    assert_eq!(heard["earned"], 119, "{heard}");
    assert_eq!(shop.available(&shopper), 119);
    let heard = hear(&shop, "orders/updated", &dearer("refunded", 30));
    assert_eq!(heard["earned"], 0, "{heard}");
    assert_eq!(shop.available(&shopper), 0);
}

#[test]
fn heard_before_the_payment_it_waits_for_it() {
    let shop = Shop::new(&programs::plain());
    let heard = hear(&shop, "orders/updated", &dearer("partially_paid", 10));
    assert_eq!(heard["state"], "placed", "{heard}");
    let heard = hear(&shop, "orders/paid", &order("paid", 0));
    assert_eq!(heard["earned"], 369, "{heard}");
    assert_eq!(shop.available(&SHOPPER.to_string()), 369);
}

#[test]
fn its_redemption_stays_captured() {
    let shop = Shop::new(&programs::plain());
    let shopper = SHOPPER.to_string();
    shop.adjust(&shopper, 500).ok();
    let redeemed = shop.redeem(&shopper, &json!({"reward": "five-off"})).ok();
    let code = json!([{"code": redeemed["code"], "amount": "5.00", "type": "fixed_amount"}]);
    for mut order in [order("paid", 0), dearer("partially_paid", 10)] {
        order["discount_codes"] = code.clone();
        hear(&shop, "orders/updated", &order);
    }
    let path = format!("/redemptions/{}", redeemed["id"].as_str().unwrap());
    let looked = shop.shop("GET", &path).send().ok();
    assert_eq!(
        (&looked["state"], &looked["restored"]),
        (&json!("captured"), &Value::Null),
        "{looked}"
    );
    assert_eq!(shop.account(&shopper)["points"]["available"], 369);
}
