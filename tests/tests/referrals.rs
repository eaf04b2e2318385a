//! Referrals: whose code brought whom, what it pays, and what takes that back.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Answer, Shop, programs, until};
use serde_json::{Value, json};

fn program() -> Value {
    let mut program = programs::plain();
    program["earn"].as_array_mut().unwrap().push(json!(
        {"id": "friend", "on": "referral", "referrer": 500, "referred": 250,
            "min_subtotal": 3000, "cap": {"times": 2, "per": "year"}}));
    program
}

fn code_of(shop: &Shop, shopper: &str) -> String {
    let account = shop.account(shopper);
    account["referral"]["code"].as_str().unwrap().to_owned()
}

fn claim(shop: &Shop, shopper: &str, code: &str) -> Answer {
    let call = shop.shopper(shopper, "POST", "/referrals");
    call.json(&json!({"code": code})).send()
}

fn has(shop: &Shop, shopper: &str, points: u64) {
    until(&format!("{points} points of {shopper}"), || {
        (shop.available(shopper) == points).then_some(())
    });
}

#[test]
fn a_friends_first_order_pays_both_and_a_refund_takes_both_back() {
    let shop = Shop::new(&program());
    let code = code_of(&shop, "ann");
    let claimed = claim(&shop, "bob", &code).ok();
    assert_eq!(
        claimed,
        json!({"points": 250, "min_subtotal": 3000, "currency": "USD"})
    );
    assert_eq!(shop.account("bob")["referral"]["claimed"], true);
    shop.paid("bob", "small", 2999);
    has(&shop, "bob", 29);
    shop.paid("bob", "first", 3000);
    has(&shop, "bob", 29 + 30 + 250);
    has(&shop, "ann", 500);
    shop.paid("bob", "second", 9000);
    has(&shop, "bob", 29 + 30 + 250 + 90);
    assert_eq!(shop.available("ann"), 500);
    let refund = json!({"event": "refunded",
        "order": {"id": "first", "shopper": "bob", "currency": "USD",
            "at": accolade_tests::now().to_string(),
            "lines": [{"id": "a", "price": 3000, "quantity": 1}]},
        "refund": {"id": "r1", "amount": 100}});
    shop.order(&refund).ok();
    has(&shop, "ann", 0);
    has(&shop, "bob", 29 + 29 + 90);
    let entries = shop.entries("ann");
    let text = json!(entries).to_string();
    assert!(!text.contains("bob") && !text.contains("first\""), "{text}");
}

#[test]
fn the_same_claim_again_is_the_same_answer() {
    let shop = Shop::new(&program());
    let code = code_of(&shop, "ann");
    let first = claim(&shop, "bob", &code).ok();
    // However it is typed, and after an order too.
    shop.paid("bob", "1", 5000);
    let typed = code.to_lowercase().replace('-', " ");
    assert_eq!(claim(&shop, "bob", &typed).ok(), first);
}

#[test]
fn who_refers_is_paid_no_more_often_than_the_cap_says() {
    let shop = Shop::new(&program());
    let code = code_of(&shop, "ann");
    for friend in ["bob", "cem", "dora"] {
        claim(&shop, friend, &code).ok();
        shop.paid(friend, &format!("order-of-{friend}"), 3000);
        has(&shop, friend, 280);
    }
    has(&shop, "ann", 1000);
}

#[test]
fn own_code() {
    let shop = Shop::new(&program());
    claim(&shop, "ann", &code_of(&shop, "ann")).declined("own-code");
}

#[test]
fn already_referred() {
    let shop = Shop::new(&program());
    claim(&shop, "bob", &code_of(&shop, "ann")).ok();
    claim(&shop, "bob", &code_of(&shop, "cem")).declined("already-referred");
}

#[test]
fn not_new() {
    let shop = Shop::new(&program());
    shop.paid("bob", "1", 100);
    has(&shop, "bob", 1);
    claim(&shop, "bob", &code_of(&shop, "ann")).declined("not-new");
}

#[test]
fn no_referral() {
    let shop = Shop::new(&program());
    let code = code_of(&shop, "ann");
    shop.shop("PUT", "/program")
        .json(&programs::plain())
        .send()
        .ok();
    claim(&shop, "bob", &code).declined("no-referral");
    assert_eq!(shop.account("ann")["referral"], Value::Null);
}

#[test]
fn unknown_code() {
    let shop = Shop::new(&program());
    let code = code_of(&shop, "ann");
    let last = if code.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    claim(&shop, "bob", &wrong).declined("unknown-code");
    claim(&shop, "bob", "SUMMER").declined("unknown-code");
    // The code of a redemption is none of a friend.
    shop.adjust("ann", 100).ok();
    let redeemed = shop.redeem("ann", &json!({"reward": "any"})).ok();
    let code = redeemed["code"].as_str().unwrap();
    claim(&shop, "bob", code).declined("unknown-code");
}

#[test]
fn a_code_of_somebody_who_was_forgotten_is_unknown() {
    let shop = Shop::new(&program());
    let code = code_of(&shop, "ann");
    shop.shop("DELETE", "/shoppers/ann").send();
    claim(&shop, "bob", &code).declined("unknown-code");
}
