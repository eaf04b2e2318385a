//! Limited rewards: no more go than there are, across shoppers and at once, and what is given back
//! is there again.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, all_at_once, on_threads, programs, until};
use serde_json::{Value, json};

fn shop(stock: u32) -> Shop {
    let mut program = programs::plain();
    program["rewards"].as_array_mut().unwrap().push(json!(
        {"id": "mug", "kind": "amount_off", "points": 10, "amount": 100, "stock": stock}));
    Shop::new(&program)
}

/// What the account of a shopper says is left.
fn left(shop: &Shop, shopper: &str) -> Value {
    let account = shop.account(shopper);
    let rewards = account["rewards"].as_array().unwrap();
    let mug = rewards.iter().find(|reward| reward["id"] == "mug").unwrap();
    mug["stock"]["left"].clone()
}

fn redeem(shop: &Shop, shopper: &str, key: &str) -> accolade_tests::Answer {
    shop.redeem_with(shopper, &json!({"reward": "mug"}), key)
}

#[test]
fn fifty_shoppers_at_once_and_seven_of_a_reward() {
    let shop = shop(7);
    let name = |index: usize| format!("shopper-{index}");
    on_threads(8, 50, |index| shop.adjust(&name(index), 15).ok());
    let answers = all_at_once(50, |index| redeem(&shop, &name(index), "the one"));
    let granted = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(granted, 7);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.declined("out-of-stock");
    }
    assert_eq!(left(&shop, "shopper-0"), 0);
}

#[test]
fn the_same_request_again_takes_no_second_one() {
    let shop = shop(2);
    shop.adjust("ann", 100).ok();
    let answers = all_at_once(20, |_| redeem(&shop, "ann", "the same"));
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &answers[0].body));
    }
    assert_eq!(left(&shop, "ann"), 1);
}

#[test]
fn what_is_given_back_is_there_for_somebody_else() {
    let shop = shop(1);
    shop.adjust("ann", 100).ok();
    shop.adjust("bob", 100).ok();
    let held = redeem(&shop, "ann", "a").ok();
    redeem(&shop, "bob", "b").declined("out-of-stock");
    shop.void(held["id"].as_str().unwrap()).ok();
    until("the one that was given back", || {
        (left(&shop, "bob") == 1).then_some(())
    });
    redeem(&shop, "bob", "c").ok();
    redeem(&shop, "ann", "d").declined("out-of-stock");
    // A decline is remembered to the letter, whatever is there since.
    redeem(&shop, "bob", "b").declined("out-of-stock");
}

#[test]
fn what_is_spent_stays_spent_until_its_order_is_cancelled() {
    let shop = shop(1);
    shop.adjust("ann", 100).ok();
    let held = redeem(&shop, "ann", "a").ok();
    let mut order = json!({"event": "paid", "order": {"id": "1", "shopper": "ann",
        "currency": "USD", "code": held["code"], "at": accolade_tests::now().to_string(),
        "lines": [{"id": "a", "price": 3000, "quantity": 1}]}});
    shop.order(&order).ok();
    let state = |state: &str| {
        let path = format!("/redemptions/{}", held["id"].as_str().unwrap());
        let now = shop.shop("GET", &path).send().ok();
        (now["state"] == state).then_some(())
    };
    until("the capture", || state("captured"));
    assert_eq!(left(&shop, "ann"), 0);
    order["event"] = json!("cancelled");
    shop.order(&order).ok();
    until("the one of the cancelled order", || {
        (left(&shop, "ann") == 1).then_some(())
    });
}

#[test]
fn a_request_that_is_declined_holds_nothing() {
    let shop = shop(1);
    shop.adjust("bob", 100).ok();
    redeem(&shop, "ann", "a").declined("not-enough-points");
    assert_eq!(left(&shop, "bob"), 1);
    redeem(&shop, "bob", "b").ok();
}

#[test]
fn forgetting_a_shopper_frees_what_they_held() {
    let shop = shop(1);
    shop.adjust("ann", 100).ok();
    redeem(&shop, "ann", "a").ok();
    assert_eq!(left(&shop, "bob"), 0);
    shop.shop("DELETE", "/shoppers/ann").send();
    until("the one that was held", || {
        (left(&shop, "bob") == 1).then_some(())
    });
}

#[test]
fn a_quote_says_when_there_is_none_left() {
    let shop = shop(0);
    shop.adjust("ann", 100).ok();
    let body = json!({"cart": programs::cart(5000)});
    for call in [
        shop.anyone("POST", "/quotes"),
        shop.shopper("ann", "POST", "/quotes"),
    ] {
        let quote = call.json(&body).send().ok();
        let rewards = quote["rewards"].as_array().unwrap();
        let mug = rewards.iter().find(|reward| reward["id"] == "mug").unwrap();
        assert_eq!(mug["decline"], "out-of-stock");
    }
}
