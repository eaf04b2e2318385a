//! What shoppers do besides ordering, and what the shop gives: each once, each explained.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Answer, Shop, all_at_once, fresh_key, now, programs};
use serde_json::{Value, json};
use shared::time::Zone;

fn program() -> Value {
    let mut program = programs::plain();
    let rules = [
        json!({"id": "follow", "on": "action", "action": "instagram-follow", "points": 25,
            "cap": {"times": 2, "per": "lifetime"}, "label": {"en": "Follow us"}}),
        json!({"id": "review", "on": "review", "points": 50,
            "cap": {"times": 1, "per": "product"}}),
        json!({"id": "visit", "on": "visit_streak", "days": 1, "points": 3}),
        json!({"id": "birthday", "on": "birthday", "points": 250}),
        json!({"id": "second", "on": "nth_order", "n": 2, "points": 70,
            "label": {"en": "every second order"}}),
    ];
    program["earn"].as_array_mut().unwrap().extend(rules);
    program
}

fn act(shop: &Shop, body: &Value) -> Answer {
    shop.shop("POST", "/actions").json(body).send()
}

fn give(shop: &Shop, key: &str, body: &Value) -> Answer {
    shop.shop("POST", "/gifts").key(key).json(body).send()
}

/// The newest entry's sentence.
fn explanation(shop: &Shop, shopper: &str) -> String {
    let entries = shop.entries(shopper);
    let last = entries.last().unwrap();
    last["explanation"].as_str().unwrap().to_owned()
}

#[test]
fn an_action_counts_once_by_its_id_and_as_often_as_its_cap_says() {
    let shop = Shop::new(&program());
    let follow = |id: &str| json!({"shopper": "ann", "action": "instagram-follow", "id": id});
    let answers = all_at_once(10, |_| act(&shop, &follow("f1")).ok()["points"].clone());
    assert!(answers.iter().all(|points| *points == 25), "{answers:?}");
    assert_eq!(shop.available("ann"), 25);
    assert_eq!(explanation(&shop, "ann"), "25 points for Follow us");
    assert_eq!(act(&shop, &follow("f2")).ok()["points"], 25);
    assert_eq!(act(&shop, &follow("f3")).ok()["points"], 0);
    assert_eq!(act(&shop, &follow("f2")).ok()["ignored"], "heard-before");
    assert_eq!(shop.available("ann"), 50);
    let other = json!({"shopper": "ann", "action": "other", "id": "o"});
    assert_eq!(act(&shop, &other).ok()["ignored"], "no-rule");
}

#[test]
fn a_review_counts_once_a_product_and_tells_no_rating() {
    let shop = Shop::new(&program());
    let review = |id: &str, product: &str| {
        let mut body = json!({"shopper": "ann", "action": "review", "id": id});
        body["product"] = json!(product);
        body
    };
    assert_eq!(act(&shop, &review("v1", "88")).ok()["points"], 50);
    assert_eq!(act(&shop, &review("v2", "88")).ok()["points"], 0);
    assert_eq!(act(&shop, &review("v3", "89")).ok()["points"], 50);
    let mut rated = review("v4", "90");
    rated["rating"] = json!(5);
    act(&shop, &rated).invalid_at(&["/rating"]);
}

#[test]
fn what_an_action_lacks_is_told_by_its_place() {
    let shop = Shop::new(&program());
    let body = json!({"shopper": "ann", "action": "instagram-follow"});
    act(&shop, &body).invalid_at(&["/id"]);
    let body = json!({"shopper": "ann", "action": "review", "id": "v1"});
    act(&shop, &body).invalid_at(&["/product"]);
}

#[test]
fn a_visit_counts_once_a_day() {
    let shop = Shop::new(&program());
    let visit = || shop.shopper("ann", "POST", "/visits").send().ok();
    let first = visit();
    assert_eq!(
        (&first["points"], &first["streak"]["days"]),
        (&json!(3), &json!(1))
    );
    assert_eq!(visit()["points"], 0);
    assert_eq!(shop.available("ann"), 3);
    assert_eq!(shop.account("ann")["streak"]["next"]["points"], 3);
}

#[test]
fn a_birthday_that_is_today_counts_once_whatever_it_is_changed_to() {
    let shop = Shop::new(&program());
    let today = now().day(&Zone::utc()).to_string();
    let yesterday = now().plus_days(-1).day(&Zone::utc()).to_string();
    let meet = |day: &str| {
        let token = shop.token_with("ann", &json!({"birthday": &day[5..]}));
        let answer = shop.anyone("GET", "/account").bearer(&token).send().ok();
        answer["points"]["available"].clone()
    };
    assert_eq!(meet(&yesterday), 0);
    assert_eq!(meet(&today), 250);
    assert_eq!(meet(&yesterday), 250);
    assert_eq!(meet(&today), 250);
    assert_eq!(explanation(&shop, "ann"), "250 points for your birthday");
}

#[test]
fn every_second_order_brings_a_gift_and_takes_it_along() {
    let shop = Shop::new(&program());
    shop.paid("ann", "1", 1000);
    accolade_tests::until("the first", || (shop.available("ann") == 10).then_some(()));
    shop.paid("ann", "2", 1000);
    accolade_tests::until("the gift", || (shop.available("ann") == 90).then_some(()));
    assert_eq!(
        explanation(&shop, "ann"),
        "70 points, a gift with this order, every second order"
    );
    let gift = shop.account("ann")["gifts"][0].clone();
    assert_eq!(
        (&gift["points"], &gift["from"]),
        (&json!(70), &json!("order"))
    );
    let body = json!({"event": "cancelled", "order": {"id": "2", "shopper": "ann",
        "currency": "USD", "at": now().to_string(),
        "lines": [{"id": "a", "price": 1000, "quantity": 1}]}});
    shop.order(&body).ok();
    accolade_tests::until("the end of it", || {
        (shop.available("ann") == 10).then_some(())
    });
    assert_eq!(shop.account("ann")["gifts"], Value::Null);
}

#[test]
fn given_points_come_once_with_their_message() {
    let shop = Shop::new(&program());
    let body = json!({"shopper": "ann", "points": 40, "message": "Thank you for waiting."});
    let answers = all_at_once(10, |_| give(&shop, "g1", &body));
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &answers[0].body));
    }
    assert_eq!(shop.available("ann"), 40);
    let gift = shop.account("ann")["gifts"][0].clone();
    assert_eq!(gift["message"], "Thank you for waiting.");
    assert_eq!(
        explanation(&shop, "ann"),
        "40 points, a gift from the shop: Thank you for waiting."
    );
    let other = json!({"shopper": "ann", "points": 41});
    give(&shop, "g1", &other).problem(409, "idempotency-conflict");
}

#[test]
fn a_given_reward_costs_nothing_and_comes_back_when_it_is_not_used() {
    let shop = Shop::new(&program());
    let body = json!({"shopper": "ann", "reward": "five-off", "message": "On us."});
    let gift = give(&shop, &fresh_key(), &body).ok();
    let take = json!({"reward": "five-off", "gift": gift["id"]});
    let redeemed = shop.redeem("ann", &take).ok();
    assert_eq!(
        (&redeemed["points"], &redeemed["discount"]["amount"]),
        (&json!(0), &json!(500))
    );
    assert_eq!(shop.account("ann")["gifts"], Value::Null);
    shop.redeem("ann", &take).declined("unknown-reward");
    let checkout = json!({"code": redeemed["code"], "cart": programs::cart(5000)});
    assert_eq!(shop.checkout(&checkout).ok()["discount"]["amount"], 500);
    shop.void(redeemed["id"].as_str().unwrap()).ok();
    assert_eq!(shop.account("ann")["gifts"][0]["id"], gift["id"]);
    // Only who was given it can take it.
    shop.redeem("bob", &take).declined("unknown-reward");
}

#[test]
fn what_a_gift_lacks_is_told_by_its_place() {
    let shop = Shop::new(&program());
    let cases = [
        (json!({"shopper": "ann"}), vec![""]),
        (
            json!({"shopper": "ann", "points": 1, "reward": "any"}),
            vec![""],
        ),
        (json!({"shopper": "ann", "points": 0}), vec!["/points"]),
        (
            json!({"shopper": "ann", "points": 1, "until": "2099-01-01T00:00:00Z"}),
            vec!["/until"],
        ),
    ];
    for (body, pointers) in cases {
        give(&shop, &fresh_key(), &body).invalid_at(&pointers);
    }
    let unknown = json!({"shopper": "ann", "reward": "no-such"});
    give(&shop, &fresh_key(), &unknown).declined("unknown-reward");
    let cash = json!({"shopper": "ann", "reward": "cash"});
    give(&shop, &fresh_key(), &cash).declined("unknown-reward");
}

#[test]
fn segments_of_the_last_token_decide_what_an_order_earns() {
    let mut program = program();
    program["earn"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "vip", "on": "order", "points": 1, "per": 100, "segments": ["vip"]}));
    let shop = Shop::new(&program);
    let token = shop.token_with("ann", &json!({"segments": ["vip"]}));
    let body = json!({"cart": programs::cart(1000)});
    let quote = shop
        .anyone("POST", "/quotes")
        .bearer(&token)
        .json(&body)
        .send();
    assert_eq!(quote.ok()["earn"]["points"], 20);
    shop.paid("ann", "1", 1000);
    accolade_tests::until("twenty", || (shop.available("ann") == 20).then_some(()));
}
