//! Points for reviews: the same for every rating, once, when a review is first seen, and told
//! beside it.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::path::Path;
use std::time::Duration;

use accolade_tests::{Away, Service, Shop, programs, until, until_within};
use serde_json::{Value, json};

/// Each try of an outbox waits twice as long as the one before.
const PATIENCE: Duration = Duration::from_secs(90);

fn program(rules: &[Value]) -> Value {
    let mut program = programs::plain();
    let earn = program["earn"].as_array_mut().unwrap();
    earn.extend_from_slice(rules);
    program
}

fn each_review() -> [Value; 1] {
    [json!({"id": "review", "on": "review", "points": 50})]
}

fn shop(publish: &str) -> Shop {
    shop_with(publish, &each_review())
}

fn shop_with(publish: &str, rules: &[Value]) -> Shop {
    shop_at(Service::shared(), publish, rules)
}

fn shop_at(service: &Service, publish: &str, rules: &[Value]) -> Shop {
    let shop = Shop::at(service.client(), &program(rules));
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

#[test]
fn a_ledger_that_cant_be_reached_keeps_nobody_else_from_their_points() {
    let service = Service::start("review-rewards-away");
    let shop = shop_at(&service, "held", &each_review());
    let of_ann = write(&shop, "ann", "88", 5);
    let object = |file: &Path| file.file_name().unwrap().to_string_lossy()[..40].to_owned();
    let anns: Vec<String> = service
        .stored("ledger")
        .iter()
        .map(|it| object(it))
        .collect();
    let of_bob = write(&shop, "bob", "88", 5);
    let ledger = Away::take(&service, |file| anns.contains(&object(file)));
    for review in [&of_ann, &of_bob] {
        let publish = json!({"to": "published"});
        let id = review["id"].as_str().unwrap();
        shop.moderate("88", id, &publish).ok();
    }
    until_rewarded(&shop, "bob", "88");
    assert_eq!(shop.available("bob"), 50);
    ledger.bring_back(&service);
    let arrived = until_within(PATIENCE, || (shop.available("ann") == 50).then_some(()));
    assert!(arrived.is_some());
    until_rewarded(&shop, "ann", "88");
}

#[test]
fn the_first_program_is_for_reviews_that_are_published_under_it() {
    let shop = Shop::without_program();
    shop.product("88");
    write(&shop, "ann", "88", 5);
    until("the shop's list", || {
        (shop.queue("").len() == 1).then_some(())
    });
    shop.configure(&json!({"program": program(&each_review())}))
        .ok();
    write(&shop, "bob", "88", 5);
    until_rewarded(&shop, "bob", "88");
    assert_eq!((shop.available("ann"), shop.available("bob")), (0, 50));
    assert_eq!(shop.mine("ann", "88")["reviews"][0]["rewarded"], false);
}
