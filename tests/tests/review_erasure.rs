//! Erasing a shopper: their name, words and votes go from every product, their stars stay.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Service, Shop, on_threads, programs, until};
use serde_json::{Value, json};

fn erase(shop: &Shop, shopper: &str) {
    let answer = shop.shop("DELETE", &format!("/shoppers/{shopper}")).send();
    assert_eq!(answer.status, 204, "{answer}");
}

fn words() -> Value {
    json!({"rating": 2, "title": "title-of-ann", "body": "words-of-ann", "author": "name-of-ann",
        "photos": ["https://cdn.example/photo-of-ann.jpg"]})
}

fn until_silent(shop: &Shop, product: &str) -> Value {
    until("the erasure of a review", || {
        let page = shop.reviews(product, "sort=lowest");
        (page["reviews"][0]["body"] == Value::Null).then_some(page)
    })
}

#[test]
fn words_go_and_the_star_stays() {
    let shop = Shop::new(&programs::plain());
    shop.configure(&json!({"reviews": {"photo_hosts": ["cdn.example"]}}))
        .ok();
    shop.product("88");
    shop.bought("ann", "1", "88");
    let id = shop.published("ann", "88", &words());
    let other = shop.published("bob", "88", &json!({"rating": 5, "body": "words-of-bob"}));
    shop.vote("ann", "88", &other, &json!(true)).ok();
    shop.vote("bob", "88", &id, &json!(true)).ok();
    let answer = json!({"body": "Thank you, name-of-ann."});
    let reply = shop.shop("POST", &format!("/reviews/88/{id}/reply"));
    reply.json(&answer).send().ok();
    let before = shop.reviews("88", "")["rating"].clone();
    until("the shop's list", || {
        let list = shop.queue("");
        list.iter().any(|it| it["reply"].is_object()).then_some(())
    });
    erase(&shop, "ann");
    let page = until_silent(&shop, "88");
    let review = &page["reviews"][0];
    assert_eq!((&review["id"], &review["rating"]), (&json!(id), &json!(2)));
    for gone in ["title", "body", "author", "reply"] {
        assert_eq!(review[gone], Value::Null, "{gone}");
    }
    assert_eq!(review["photos"], json!([]));
    assert_eq!(
        (&review["verified"], &review["helpful"]),
        (&json!(false), &json!(0))
    );
    assert_eq!(page["reviews"][1]["helpful"], 0);
    assert_eq!(page["rating"]["histogram"], before["histogram"]);
    assert_eq!(page["rating"]["review_count"], 1);
    until("the erasure in the shop's list", || {
        let list = shop.queue("");
        let silent = list.iter().find(|it| it["id"] == json!(id))?;
        (silent["body"] == Value::Null && silent["shopper"] == Value::Null).then_some(())
    });
    // Nothing of what they say from now on is kept.
    shop.write("ann", "88", &words()).problem(404, "not-found");
    shop.vote("ann", "88", &other, &json!(true))
        .problem(404, "not-found");
    let export = shop.shop("GET", "/reviews/export").send().body;
    for word in [
        "words-of-ann",
        "title-of-ann",
        "name-of-ann",
        "photo-of-ann",
    ] {
        assert!(!export.contains(word), "{word}");
    }
    assert!(export.contains("words-of-bob"));
}

#[test]
fn an_export_from_before_brings_nothing_back() {
    let shop = Shop::new(&programs::plain());
    shop.product("88");
    shop.published("ann", "88", &json!({"rating": 2, "body": "words-of-ann"}));
    let csv = until("the export", || {
        let export = shop.shop("GET", "/reviews/export").send();
        export.body.contains("words-of-ann").then_some(export.body)
    });
    erase(&shop, "ann");
    until_silent(&shop, "88");
    let report = shop.import(&csv).ok();
    assert_eq!(
        (&report["imported"], &report["unchanged"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 1);
    until_silent(&shop, "88");
}

#[test]
fn what_waited_for_a_person_is_withdrawn() {
    let shop = Shop::new(&programs::plain());
    shop.configure(&json!({"reviews": {"publish": "held"}}))
        .ok();
    shop.product("88");
    shop.write("ann", "88", &json!({"rating": 4, "body": "words-of-ann"}))
        .ok();
    erase(&shop, "ann");
    until("the withdrawal", || {
        (shop.queue("state=withdrawn").len() == 1).then_some(())
    });
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 0);
}

#[test]
fn many_products_are_reached_although_the_service_is_killed() {
    const PRODUCTS: usize = 45;
    let service = Service::start("review-erasure-many");
    let shop = Shop::at(service.client(), &programs::plain());
    on_threads(4, PRODUCTS, |index| shop.product(&index.to_string()));
    for index in 0..PRODUCTS {
        shop.published(
            "ann",
            &index.to_string(),
            &json!({"rating": 3, "body": "of ann"}),
        );
    }
    erase(&shop, "ann");
    service.kill();
    service.restart();
    for index in 0..PRODUCTS {
        until_silent(&shop, &index.to_string());
    }
}
