//! Every decline that is alive, through HTTP, each in a test of its name.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, programs};
use serde_json::{Value, json};

fn program() -> Value {
    let mut program = programs::plain();
    program["tiers"] = json!({"levels": [
        {"id": "bronze", "name": {"en": "Bronze"}, "from": 0},
        {"id": "silver", "name": {"en": "Silver"}, "from": 100},
    ]});
    let reward = |id: &str, key: &str, value: Value| {
        let mut reward = json!({"id": id, "kind": "amount_off", "points": 1, "amount": 100});
        reward[key] = value;
        reward
    };
    let more = [
        reward("later", "from", json!("2099-01-01T00:00:00Z")),
        reward("silver-only", "tiers", json!(["silver"])),
        reward("vip-only", "segments", json!(["vip"])),
        reward(
            "once",
            "per_shopper",
            json!({"times": 1, "per": "lifetime"}),
        ),
        reward("gone", "stock", json!(0)),
        reward("alone", "combines", json!(false)),
        reward("one", "label", json!({"en": "One"})),
    ];
    program["rewards"].as_array_mut().unwrap().extend(more);
    program
}

/// A shop whose shopper Ann has a thousand points.
fn shop() -> Shop {
    let shop = Shop::new(&program());
    shop.adjust("ann", 1000).ok();
    shop
}

/// Declined, and nothing moved.
#[track_caller]
fn redeem_is_declined(body: &Value, slug: &str) {
    let shop = shop();
    let before = shop.entries("ann").len();
    shop.redeem("ann", body).declined(slug);
    assert_eq!(
        (shop.available("ann"), shop.entries("ann").len()),
        (1000, before)
    );
}

/// A redemption of Ann's with its code.
fn redeemed(shop: &Shop, reward: &str) -> Value {
    shop.redeem("ann", &json!({"reward": reward})).ok()
}

/// A checkout's decline is a normal answer of it.
#[track_caller]
fn checkout_says(shop: &Shop, known_by: Value, cart: &Value, slug: &str) {
    let mut body = known_by;
    body["cart"] = cart.clone();
    let answer = shop.checkout(&body);
    assert_eq!(
        (answer.status, answer.json()),
        (200, json!({"valid": false, "decline": slug})),
        "{answer}"
    );
}

#[test]
fn unknown_reward() {
    redeem_is_declined(&json!({"reward": "no-such"}), "unknown-reward");
}

#[test]
fn reward_not_open() {
    redeem_is_declined(&json!({"reward": "later"}), "reward-not-open");
}

#[test]
fn tier_too_low() {
    redeem_is_declined(&json!({"reward": "silver-only"}), "tier-too-low");
}

#[test]
fn not_for_you() {
    redeem_is_declined(&json!({"reward": "vip-only"}), "not-for-you");
    let shop = shop();
    let call = shop.anyone("POST", "/redemptions").key("k");
    let call = call.bearer(&shop.token_with("ann", &json!({"segments": ["vip"]})));
    assert_eq!(call.json(&json!({"reward": "vip-only"})).send().status, 201);
}

#[test]
fn not_for_you_at_a_checkout_of_another_shopper() {
    let shop = shop();
    let redeemed = redeemed(&shop, "any");
    let body = json!({"code": redeemed["code"], "cart": programs::cart(5000)});
    let answer = shop.shopper("bo", "POST", "/checkout").json(&body).send();
    assert_eq!(
        answer.json(),
        json!({"valid": false, "decline": "not-for-you"}),
        "{answer}"
    );
    let answer = shop.shopper("ann", "POST", "/checkout").json(&body).send();
    assert_eq!(answer.json()["valid"], true, "{answer}");
}

#[test]
fn limit_reached() {
    let shop = shop();
    redeemed(&shop, "once");
    shop.redeem("ann", &json!({"reward": "once"}))
        .declined("limit-reached");
    assert_eq!(shop.available("ann"), 999);
}

#[test]
fn out_of_stock() {
    redeem_is_declined(&json!({"reward": "gone"}), "out-of-stock");
}

#[test]
fn currency_mismatch() {
    let cart = json!({"currency": "EUR", "lines": [{"price": 9000, "quantity": 1}]});
    redeem_is_declined(
        &json!({"reward": "five-off", "cart": cart}),
        "currency-mismatch",
    );
    let shop = shop();
    let code = json!({"code": redeemed(&shop, "five-off")["code"]});
    checkout_says(&shop, code, &cart, "currency-mismatch");
}

#[test]
fn cart_too_small() {
    redeem_is_declined(
        &json!({"reward": "five-off", "cart": programs::cart(1999)}),
        "cart-too-small",
    );
}

#[test]
fn not_combinable() {
    let mut cart = programs::cart(5000);
    cart["discount"] = json!(1);
    redeem_is_declined(&json!({"reward": "alone", "cart": cart}), "not-combinable");
}

#[test]
fn points_below_minimum() {
    redeem_is_declined(
        &json!({"reward": "cash", "points": 99}),
        "points-below-minimum",
    );
}

#[test]
fn not_enough_points() {
    redeem_is_declined(
        &json!({"reward": "cash", "points": 1100}),
        "not-enough-points",
    );
    let shop = shop();
    shop.adjust("ann", -1001).declined("not-enough-points");
}

#[test]
fn too_many_holds() {
    let shop = shop();
    let ids: Vec<Value> = (0..10)
        .map(|_| redeemed(&shop, "one")["id"].clone())
        .collect();
    shop.redeem("ann", &json!({"reward": "one"}))
        .declined("too-many-holds");
    assert_eq!(shop.account("ann")["points"]["held"], 10);
    let path = format!("/redemptions/{}", ids[3].as_str().unwrap());
    shop.shopper("ann", "DELETE", &path).send().ok();
    redeemed(&shop, "one");
}

#[test]
fn unknown_code() {
    let shop = shop();
    let cart = programs::cart(5000);
    for code in [
        "0000-0000-0000-0000",
        "SUMMER10",
        "-",
        "ZZZZ-ZZZZ-ZZZZ-ZZZZ",
        "u".repeat(300).as_str(),
    ] {
        checkout_says(&shop, json!({"code": code}), &cart, "unknown-code");
    }
    for token in ["x", "a.b.c", shop.token("ann").as_str()] {
        checkout_says(&shop, json!({"token": token}), &cart, "unknown-code");
    }
    // Another shop's code is nobody's here.
    let other = Shop::new(&program());
    other.adjust("ann", 1000).ok();
    let foreign = redeemed(&other, "any");
    checkout_says(
        &shop,
        json!({"code": foreign["code"]}),
        &cart,
        "unknown-code",
    );
    checkout_says(
        &shop,
        json!({"token": foreign["token"]}),
        &cart,
        "unknown-code",
    );
}

#[test]
fn presented() {
    let shop = shop();
    let redeemed = redeemed(&shop, "any");
    let body = json!({"code": redeemed["code"], "cart": programs::cart(5000)});
    assert_eq!(shop.checkout(&body).ok()["valid"], true);
    let path = format!("/redemptions/{}", redeemed["id"].as_str().unwrap());
    shop.shopper("ann", "DELETE", &path)
        .send()
        .declined("presented");
    assert_eq!(shop.account("ann")["points"]["held"], 10);
}

#[test]
fn already_used() {
    let shop = shop();
    let redeemed = redeemed(&shop, "any");
    let id = redeemed["id"].as_str().unwrap();
    shop.capture(id, &json!("1001")).ok();
    shop.capture(id, &json!("1002")).declined("already-used");
    shop.void(id).declined("already-used");
    let code = json!({"code": redeemed["code"]});
    checkout_says(&shop, code, &programs::cart(5000), "already-used");
}

#[test]
fn voided() {
    let shop = shop();
    let redeemed = redeemed(&shop, "any");
    shop.void(redeemed["id"].as_str().unwrap()).ok();
    for known_by in [
        json!({"code": redeemed["code"]}),
        json!({"token": redeemed["token"]}),
    ] {
        checkout_says(&shop, known_by, &programs::cart(5000), "voided");
    }
}

#[test]
fn cart_changed() {
    let shop = shop();
    let redeemed = redeemed(&shop, "five-off");
    let code = json!({"code": redeemed["code"]});
    checkout_says(&shop, code, &programs::cart(1999), "cart-changed");
    let id = redeemed["id"].as_str().unwrap();
    let order = json!({"id": "1", "currency": "USD", "lines": [{"price": 1999, "quantity": 1}]});
    shop.capture(id, &order).declined("cart-changed");
    let state = shop.shop("GET", &format!("/redemptions/{id}")).send().ok();
    assert_eq!(state["state"], "held");
}

// `expired` needs a hold to time out for real: it is shown in redemption_life.rs.
