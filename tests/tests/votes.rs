//! Votes: once per shopper, the newest counts, and never on one's own review.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, all_at_once, programs};
use serde_json::{Value, json};

fn shop_with_review() -> (Shop, String) {
    let shop = Shop::new(&programs::plain());
    shop.product("88");
    let id = shop.published(
        "ann",
        "88",
        &json!({"rating": 4, "body": "Warm and light."}),
    );
    (shop, id)
}

fn told(shop: &Shop) -> (Value, Value) {
    let review = shop.reviews("88", "")["reviews"][0].clone();
    (review["helpful"].clone(), review["unhelpful"].clone())
}

#[test]
fn each_shopper_has_one_vote_and_may_change_it() {
    let (shop, id) = shop_with_review();
    for _ in 0..3 {
        let vote = shop.vote("bob", "88", &id, &json!(true)).ok();
        assert_eq!(vote, json!({"helpful": 1, "unhelpful": 0, "yours": true}));
    }
    shop.vote("cal", "88", &id, &json!(true)).ok();
    assert_eq!(told(&shop), (json!(2), json!(0)));
    let vote = shop.vote("bob", "88", &id, &json!(false)).ok();
    assert_eq!(vote, json!({"helpful": 1, "unhelpful": 1, "yours": false}));
    assert_eq!(shop.mine("bob", "88")["votes"], json!({&id: false}));
    let vote = shop.vote("bob", "88", &id, &Value::Null).ok();
    assert_eq!(vote, json!({"helpful": 1, "unhelpful": 0, "yours": null}));
    assert_eq!(shop.mine("bob", "88")["votes"], json!({}));
}

#[test]
fn votes_at_once_are_counted_once_each() {
    let (shop, id) = shop_with_review();
    all_at_once(24, |index| {
        let shopper = format!("shopper-{}", index % 8);
        shop.vote(&shopper, "88", &id, &json!(true)).ok()
    });
    assert_eq!(told(&shop), (json!(8), json!(0)));
}

#[test]
fn ones_own_review_is_not_voted_on() {
    let (shop, id) = shop_with_review();
    shop.vote("ann", "88", &id, &json!(true))
        .declined("own-review");
    assert_eq!(told(&shop), (json!(0), json!(0)));
}

#[test]
fn what_is_not_shown_is_not_voted_on() {
    let (shop, id) = shop_with_review();
    let link = json!({"rating": 5, "body": "See https://spam.example"});
    let hidden = shop.write("bob", "88", &link).ok()["review"]["id"].clone();
    shop.vote("cal", "88", hidden.as_str().unwrap(), &json!(true))
        .problem(404, "not-found");
    shop.vote("cal", "88", "r99", &json!(true))
        .problem(404, "not-found");
    let reject = json!({"to": "rejected", "reason": "spam"});
    shop.moderate("88", &id, &reject).ok();
    shop.vote("cal", "88", &id, &json!(true))
        .declined("not-possible");
}

#[test]
fn only_shoppers_vote() {
    let (shop, id) = shop_with_review();
    let path = format!("/reviews/88/{id}/votes");
    let body = json!({"helpful": true});
    let call = shop.anyone("POST", &path).json(&body);
    call.send().problem(401, "unauthenticated");
    let call = shop.shop("POST", &path).json(&body);
    call.send().problem(403, "forbidden");
    for (body, pointer) in [
        (json!({"helpful": "yes"}), "/helpful"),
        (json!({}), "/helpful"),
        (json!({"helpful": true, "shopper": "bob"}), "/shopper"),
    ] {
        let call = shop.shopper("bob", "POST", &path).json(&body);
        call.send().invalid_at(&[pointer]);
    }
}

#[test]
fn the_most_surely_helpful_come_first() {
    let (shop, sure) = shop_with_review();
    let body = |text: &str| json!({"rating": 3, "body": text});
    let single = shop.published("bob", "88", &body("One vote."));
    let none = shop.published("cal", "88", &body("No vote."));
    let bad = shop.published("dan", "88", &body("Not helpful."));
    for index in 0..9 {
        shop.vote(&format!("v-{index}"), "88", &sure, &json!(index != 0))
            .ok();
        shop.vote(&format!("v-{index}"), "88", &bad, &json!(index == 0))
            .ok();
    }
    shop.vote("v-0", "88", &single, &json!(true)).ok();
    let order: Vec<String> = shop
        .all_reviews("88", "sort=helpful")
        .iter()
        .map(|review| review["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(order, [sure, single, bad, none]);
}
