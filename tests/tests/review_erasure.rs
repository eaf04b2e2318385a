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
fn one_review_is_erased_whoever_wrote_it() {
    let shop = Shop::new(&programs::plain());
    shop.configure(&json!({"reviews": {"photo_hosts": ["cdn.example"]}}))
        .ok();
    shop.product("88");
    let written = shop.published("ann", "88", &json!({"rating": 2, "body": "words-of-ann"}));
    let file = "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,\
        product_id,product_handle,reply,reply_date,picture_urls,ip_address,location\n\
        ,words-of-eve,4,2024-03-01 10:00:00 UTC,web,ok,name-of-eve,e@b.example,88,tea,,,\
        https://cdn.example/eve.jpg,,\n";
    assert_eq!(shop.import(file).ok()["imported"], 1);
    let all = shop.all_reviews("88", "");
    let imported = all.iter().find(|it| it["imported"].is_string()).unwrap()["id"].clone();
    let imported = imported.as_str().unwrap().to_owned();
    let before = shop.reviews("88", "")["rating"].clone();
    for id in [&written, &imported] {
        let path = format!("/reviews/88/{id}");
        for _ in 0..2 {
            let answer = shop.shop("DELETE", &path).send();
            assert_eq!((answer.status, answer.body.as_str()), (204, ""), "{answer}");
        }
        let call = shop.shopper("ann", "DELETE", &path);
        call.send().problem(403, "forbidden");
    }
    let page = shop.reviews("88", "");
    assert_eq!(page["rating"]["histogram"], before["histogram"]);
    assert_eq!(page["rating"]["review_count"], 0);
    for review in page["reviews"].as_array().unwrap() {
        let dated = all.iter().find(|it| it["id"] == review["id"]).unwrap();
        assert_eq!(review["at"], dated["at"]);
        assert_eq!(
            (&review["body"], &review["author"]),
            (&Value::Null, &Value::Null)
        );
    }
    until("the erasure in the export", || {
        let export = shop.shop("GET", "/reviews/export").send().body;
        let gone = ["words-of-ann", "words-of-eve", "name-of-eve"];
        gone.iter().all(|word| !export.contains(word)).then_some(())
    });
    let again = shop.import(file).ok();
    assert_eq!(
        (&again["imported"], &again["completed"]),
        (&json!(0), &json!(0)),
        "again brings nothing back"
    );
    assert_eq!(shop.reviews("88", "photos=yes")["matching"], 0);
    for path in ["/reviews/88/r99", "/reviews/88/x", "/reviews/77/r1"] {
        shop.shop("DELETE", path).send().problem(404, "not-found");
    }
}

#[test]
fn an_erasure_is_before_or_after_what_is_written_meanwhile() {
    let shop = Shop::new(&programs::plain());
    for round in 0..6 {
        let product = format!("p-{round}");
        shop.product(&product);
        on_threads(4, 8, |index| match index {
            4 => erase(&shop, &format!("ann-{round}")),
            _ => {
                let body = json!({"rating": 3, "body": format!("words-of-ann {index}")});
                let written = shop.write(&format!("ann-{round}"), &product, &body);
                assert!([200, 201, 404, 409].contains(&written.status), "{written}");
            }
        });
        until("silence", || {
            let all = shop.all_reviews(&product, "");
            let is_silent = all.iter().all(|it| it["body"] == Value::Null);
            (is_silent && all.len() < 2).then_some(())
        });
        let body = json!({"rating": 3, "body": "words-of-ann again"});
        let late = shop.write(&format!("ann-{round}"), &product, &body);
        late.problem(404, "not-found");
    }
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
