//! Points for reviews: the same for every rating, once, when a review is first seen, and told
//! beside it.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, programs, until};
use serde_json::{Value, json};

fn shop(publish: &str) -> Shop {
    shop_with(
        publish,
        &[json!({"id": "review", "on": "review", "points": 50})],
    )
}

fn shop_with(publish: &str, rules: &[Value]) -> Shop {
    let mut program = programs::plain();
    let earn = program["earn"].as_array_mut().unwrap();
    earn.extend_from_slice(rules);
    let shop = Shop::new(&program);
    shop.configure(&json!({"reviews": {"publish": publish}}))
        .ok();
    for product in ["88", "99"] {
        shop.product(product);
    }
    shop
}

fn write(shop: &Shop, shopper: &str, product: &str, rating: u64) -> Value {
    let body = json!({"rating": rating, "body": "Warm, light and well made."});
    shop.write(shopper, product, &body).ok()["review"].clone()
}

fn until_rewarded(shop: &Shop, shopper: &str, product: &str) {
    until("the disclosure", || {
        let mine = shop.mine(shopper, product);
        (mine["reviews"][0]["rewarded"] == true).then_some(())
    });
}

#[test]
fn every_rating_earns_the_same() {
    let shop = shop("checked");
    for rating in 1..=5 {
        let shopper = format!("shopper-{rating}");
        assert_eq!(shop.mine(&shopper, "88")["reward"], 50);
        write(&shop, &shopper, "88", rating);
        until_rewarded(&shop, &shopper, "88");
        assert_eq!(shop.available(&shopper), 50, "{rating}");
        let page = shop.reviews("88", &format!("stars={rating}"));
        assert_eq!(page["reviews"][0]["rewarded"], true, "{page}");
        assert_eq!(shop.mine(&shopper, "88")["reward"], Value::Null);
        assert_eq!(shop.entries(&shopper).len(), 1);
    }
}

#[test]
fn nothing_is_earned_before_a_review_is_seen_and_then_once() {
    let shop = shop("held");
    let review = write(&shop, "ann", "88", 1);
    let id = review["id"].as_str().unwrap();
    let publish = json!({"to": "published"});
    let reject = json!({"to": "rejected", "reason": "spam"});
    shop.moderate("88", id, &reject).ok();
    assert_eq!(shop.available("ann"), 0);
    shop.moderate("88", id, &publish).ok();
    until_rewarded(&shop, "ann", "88");
    shop.moderate("88", id, &reject).ok();
    shop.moderate("88", id, &publish).ok();
    let edit = json!({"rating": 5, "body": "Better than I said.", "review": id});
    shop.write("ann", "88", &edit).ok();
    shop.moderate("88", id, &publish).ok();
    write(&shop, "ann", "99", 1);
    let id = shop.mine("ann", "99")["reviews"][0]["id"].clone();
    shop.moderate("99", id.as_str().unwrap(), &publish).ok();
    until_rewarded(&shop, "ann", "99");
    assert_eq!(shop.available("ann"), 100);
    let entries = shop.entries("ann");
    let earned: Vec<&Value> = entries.iter().filter(|it| it["points"] == 50).collect();
    assert_eq!(earned.len(), 2, "{entries:?}");
}

#[test]
fn what_is_promised_is_what_is_given() {
    let capped = |id: &str, points: u64, per: &str| {
        let cap = json!({"times": 1, "per": per});
        json!({"id": id, "on": "review", "points": points, "cap": cap})
    };
    // The rules, and what the reviews of two orders of one product give.
    let table = [
        (vec![capped("a", 50, "product")], [json!(50), Value::Null]),
        (vec![capped("a", 50, "order")], [json!(50), json!(50)]),
        (
            vec![capped("a", 50, "product"), capped("b", 30, "order")],
            [json!(80), json!(30)],
        ),
    ];
    for (rules, expected) in table {
        let shop = shop_with("checked", &rules);
        for (order, promised) in ["1", "2"].iter().zip(expected) {
            shop.bought("ann", order, "88");
            // The order itself earns too.
            let before = shop.available("ann");
            let mine = shop.mine("ann", "88");
            assert_eq!(
                (&mine["order"], &mine["reward"]),
                (&json!(order), &promised),
                "{rules:?}"
            );
            let body = json!({"rating": 3, "body": format!("Of {order}."), "order": order});
            shop.published("ann", "88", &body);
            let given = promised.as_u64().unwrap_or(0);
            if given > 0 {
                until("the points", || {
                    (shop.available("ann") == before + given).then_some(())
                });
            }
        }
    }
}

#[test]
fn who_is_forgotten_before_the_ledger_hears_of_it_earns_nothing() {
    let shop = shop("held");
    let review = write(&shop, "ann", "88", 4);
    let id = review["id"].as_str().unwrap();
    let erased = shop.shop("DELETE", "/shoppers/ann").send();
    assert_eq!(erased.status, 204, "{erased}");
    let publish = json!({"to": "published"});
    let answer = shop.moderate("88", id, &publish);
    assert!([200, 409].contains(&answer.status), "{answer}");
    until("the erasure", || {
        let list = shop.queue("");
        (list.len() == 1 && list[0]["shopper"] == Value::Null).then_some(())
    });
    assert_eq!(shop.queue("")[0]["rewarded"], false);
}

#[test]
fn without_a_rule_nothing_is_earned_or_told() {
    let shop = Shop::new(&programs::plain());
    shop.product("88");
    assert_eq!(shop.mine("ann", "88")["reward"], Value::Null);
    write(&shop, "ann", "88", 5);
    until("the shop's list", || {
        (shop.queue("").len() == 1).then_some(())
    });
    assert_eq!(shop.reviews("88", "")["reviews"][0]["rewarded"], false);
    assert_eq!(shop.available("ann"), 0);
}
