//! A shop with reviews and no program: its orders are heard and make verified buyers, and earn
//! nothing, then or later.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, now, platforms, programs, until};
use serde_json::{Value, json};

fn shop() -> Shop {
    let shop = Shop::without_program();
    shop.configure(&json!({"reviews": {"publish": "verified"}}))
        .ok();
    shop.product("88");
    shop
}

fn read(shop: &Shop, order: &str) -> Value {
    shop.shop("GET", &format!("/orders/{order}")).send().ok()
}

#[test]
fn who_bought_is_verified_and_nobody_else() {
    let shop = shop();
    let order = shop.bought("ann", "1", "88");
    assert_eq!(
        (&order["state"], &order["ignored"], &order["waiting"]),
        (&json!("ignored"), &json!("no-program"), &Value::Null)
    );
    let good = json!({"rating": 5, "body": "Warm, light and well made."});
    shop.published("ann", "88", &good);
    let page = shop.reviews("88", "");
    assert_eq!(page["reviews"][0]["verified"], true, "{page}");
    let held = shop.write("bob", "88", &good).ok();
    assert_eq!(held["review"]["state"], "pending", "{held}");
    let cancelled = json!({"event": "cancelled", "order": {"id": "2", "shopper": "bob",
        "at": now().to_string(), "currency": "USD",
        "lines": [{"id": "a", "product": "88", "price": 1, "quantity": 1}]}});
    let heard = shop.order(&cancelled).ok();
    assert_eq!(heard["ignored"], "cancelled", "{heard}");
}

#[test]
fn an_order_from_before_the_first_program_never_earns() {
    let shop = shop();
    shop.bought("ann", "1", "88");
    shop.configure(&json!({"program": programs::plain()})).ok();
    let again = shop.bought("ann", "1", "88");
    assert_eq!(again["ignored"], "no-program", "{again}");
    assert_eq!(shop.available("ann"), 0);
    let later = shop.bought("ann", "2", "88");
    assert_eq!(
        (&later["state"], &later["earned"]),
        (&json!("paid"), &json!(10))
    );
    assert_eq!(shop.available("ann"), 10);
    assert_eq!(shop.audit()["differences"], json!([]));
}

#[test]
fn a_platform_hears_that_its_order_arrived() {
    let shop = shop();
    let body = platforms::shopify_order(1, 7, "paid", &now().to_string());
    let heard = shop.shopify("orders/paid", body.to_string().as_bytes());
    assert_eq!(heard.status, 200, "{heard}");
}

#[test]
fn erasing_a_shopper_reaches_their_orders() {
    let shop = shop();
    shop.bought("ann", "1", "88");
    let answer = shop.shop("DELETE", "/shoppers/ann").send();
    assert_eq!(answer.status, 204, "{answer}");
    until("the erasure", || {
        (read(&shop, "1")["ignored"] == "erased").then_some(())
    });
}
