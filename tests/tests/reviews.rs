//! Writing reviews: one per shopper, product and order, verified by what we know, and nothing for
//! products that nobody knows.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Service, Shop, all_at_once, now, programs, until};
use serde_json::{Value, json};

fn shop() -> Shop {
    let shop = Shop::new(&programs::plain());
    shop.product("88");
    shop
}

fn good() -> Value {
    json!({"rating": 5, "title": "Lovely", "body": "Warm, light and well made."})
}

#[test]
fn a_review_is_there_as_it_was_written() {
    let shop = shop();
    let body = json!({"rating": 4, "title": "Lovely", "body": "Warm.\r\n\r\n\r\n\r\nLight.",
        "author": "Ann"});
    let written = shop.write("ann", "88", &body);
    assert_eq!(written.status, 201, "{written}");
    let review = written.ok()["review"].clone();
    assert_eq!(review["body"], "Warm.\n\nLight.");
    let page = shop.reviews("88", "");
    let expected = json!({"id": review["id"], "rating": 4, "title": "Lovely",
        "body": "Warm.\n\nLight.", "author": "Ann", "at": review["at"], "verified": false,
        "rewarded": false, "photos": [], "helpful": 0, "unhelpful": 0});
    assert_eq!(page["reviews"], json!([expected]));
    assert_eq!(
        page["rating"],
        json!({"rating_value": 4.0, "rating_count": 1, "review_count": 1, "rating_sum": 4,
            "histogram": [0, 0, 0, 1, 0]})
    );
    assert_eq!(
        page["product"],
        json!({"id": "88", "title": "Product 88", "url": "/p/88"})
    );
    assert_eq!(
        page["counts"],
        json!({"photos": 0, "verified": 0, "text": 1})
    );
    assert_eq!(page["matching"], 1);
    assert_eq!(page["next"], Value::Null);
    let rating = shop.anyone("GET", "/products/88/rating").send().ok();
    assert_eq!(
        (&rating["product"], &rating["rating"]),
        (&json!("88"), &page["rating"])
    );
}

#[test]
fn the_name_is_the_tokens_where_none_is_sent() {
    let shop = shop();
    let token = shop.token_with("ann", &json!({"name": "Ann of Kiel"}));
    let call = shop.anyone("POST", "/products/88/reviews").bearer(&token);
    let review = call.json(&good()).send().ok()["review"].clone();
    assert_eq!(review["author"], "Ann of Kiel");
}

#[test]
fn a_second_review_is_declined_and_the_same_again_is_the_same() {
    let shop = shop();
    let first = shop.write("ann", "88", &good());
    let again = shop.write("ann", "88", &good());
    assert_eq!((first.status, again.status), (201, 200), "{again}");
    assert_eq!(first.ok(), again.ok());
    let other = json!({"rating": 1, "body": "It fell apart."});
    shop.write("ann", "88", &other).declined("already-reviewed");
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 1);
    shop.write("bob", "88", &other).ok();
}

#[test]
fn of_many_requests_at_once_one_review_comes() {
    let shop = shop();
    let answers = all_at_once(20, |_| shop.write("ann", "88", &good()));
    let created = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(created, 1);
    assert!(answers.iter().all(|it| it.ok() == answers[0].ok()));
    let mixed = all_at_once(10, |index| {
        let body = json!({"rating": 1 + index % 5, "title": format!("{index}")});
        shop.write("bob", "88", &body).status
    });
    let created = mixed.iter().filter(|status| **status == 201).count();
    assert_eq!(created, 1, "{mixed:?}");
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 2);
}

#[test]
fn an_edit_shows_that_it_is_one() {
    let shop = shop();
    let id = shop.published("ann", "88", &good());
    let edit = json!({"rating": 2, "body": "It did not last.", "review": id});
    let edited = shop.write("ann", "88", &edit);
    assert_eq!(edited.status, 200, "{edited}");
    let review = &edited.ok()["review"];
    assert_eq!((&review["id"], &review["rating"]), (&json!(id), &json!(2)));
    assert_eq!(review["title"], Value::Null);
    let page = shop.reviews("88", "");
    assert!(page["reviews"][0]["edited_at"].is_string(), "{page}");
    assert_eq!(page["rating"]["histogram"], json!([0, 1, 0, 0, 0]));
    // The same edit again is no edit.
    let again = shop.write("ann", "88", &edit).ok();
    assert_eq!(again["review"]["edited_at"], review["edited_at"]);
}

#[test]
fn nobody_edits_anothers_review() {
    let shop = shop();
    let id = shop.published("ann", "88", &good());
    let mut edit = good();
    edit["review"] = json!(id);
    shop.write("bob", "88", &edit).problem(404, "not-found");
    edit["review"] = json!("r99");
    shop.write("bob", "88", &edit).problem(404, "not-found");
    edit["review"] = json!("99");
    shop.write("bob", "88", &edit).invalid_at(&["/review"]);
}

#[test]
fn who_bought_is_what_the_orders_say() {
    let shop = shop();
    shop.bought("ann", "1", "88");
    shop.bought("bob", "2", "other");
    shop.published("ann", "88", &good());
    let claim = json!({"rating": 3, "order": "1"});
    shop.published("bob", "88", &claim);
    let reviews = shop.all_reviews("88", "sort=highest");
    let verified: Vec<&Value> = reviews.iter().map(|review| &review["verified"]).collect();
    assert_eq!(verified, [&json!(true), &json!(false)]);
    assert_eq!(shop.reviews("88", "verified=yes")["matching"], 1);
    assert_eq!(shop.mine("ann", "88")["verified"], true);
    assert_eq!(shop.mine("bob", "88")["verified"], false);
}

#[test]
fn orders_that_came_to_nothing_verify_nobody() {
    let shop = shop();
    let orders = [
        ("placed", json!({})),
        ("cancelled", json!({})),
        ("paid", json!({"test": true})),
    ];
    for (index, (event, more)) in orders.iter().enumerate() {
        let shopper = format!("shopper-{index}");
        let mut order = json!({"id": index.to_string(), "shopper": shopper, "currency": "USD",
            "at": now().to_string(),
            "lines": [{"id": "a", "product": "88", "price": 1000, "quantity": 1}]});
        for (key, value) in more.as_object().unwrap() {
            order[key] = value.clone();
        }
        shop.order(&json!({"event": event, "order": order})).ok();
        let written = shop.write(&shopper, "88", &good()).ok();
        assert_eq!(written["review"]["verified"], false, "{event}");
    }
}

#[test]
fn each_order_may_bring_a_review() {
    let shop = shop();
    shop.bought("ann", "1", "88");
    let first = shop.published("ann", "88", &good());
    assert_eq!(shop.mine("ann", "88")["may_write"], false);
    shop.bought("ann", "2", "88");
    assert_eq!(shop.mine("ann", "88")["may_write"], true);
    // Without a word on the order it is the first one that is meant.
    let again = shop.write("ann", "88", &good());
    assert_eq!(again.status, 200, "{again}");
    let second = json!({"rating": 2, "body": "The second one broke.", "order": "2"});
    let id = shop.published("ann", "88", &second);
    assert_ne!(id, first);
    assert_eq!(shop.write("ann", "88", &second).status, 200);
    let third = json!({"rating": 1, "order": "2"});
    shop.write("ann", "88", &third).declined("already-reviewed");
    let mine = shop.mine("ann", "88");
    assert_eq!(mine["reviews"].as_array().unwrap().len(), 2);
    assert_eq!(mine["may_write"], false);
}

#[test]
fn what_is_offered_is_taken() {
    let shop = shop();
    for order in ["1", "2", "3"] {
        shop.bought("ann", order, "88");
        let mine = shop.mine("ann", "88");
        assert_eq!(
            (&mine["may_write"], &mine["order"]),
            (&json!(true), &json!(order))
        );
        let body = json!({"rating": 4, "body": format!("Number {order}."), "order": mine["order"]});
        let written = shop.write("ann", "88", &body);
        assert_eq!(written.status, 201, "{written}");
        assert_eq!(written.ok()["review"]["verified"], true);
        let mine = shop.mine("ann", "88");
        assert_eq!(
            (&mine["may_write"], &mine["order"]),
            (&json!(false), &Value::Null)
        );
    }
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 3);
}

#[test]
fn an_order_that_nobody_knows_brings_no_review() {
    let shop = shop();
    shop.bought("ann", "1", "88");
    shop.published("ann", "88", &good());
    shop.bought("bob", "2", "88");
    for order in ["zzz", "2"] {
        let body = json!({"rating": 5, "body": "Once more.", "order": order});
        shop.write("ann", "88", &body).declined("already-reviewed");
    }
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 1);
}

#[test]
fn who_wrote_before_the_order_was_told_is_verified_by_an_edit() {
    let shop = shop();
    let id = shop.published("ann", "88", &good());
    shop.bought("ann", "1", "88");
    let mine = shop.mine("ann", "88");
    assert_eq!(
        (&mine["may_write"], &mine["order"]),
        (&json!(false), &Value::Null)
    );
    let second = json!({"rating": 1, "order": "1"});
    shop.write("ann", "88", &second)
        .declined("already-reviewed");
    let edit = json!({"rating": 4, "body": "Still warm.", "review": id});
    let edited = shop.write("ann", "88", &edit).ok();
    assert_eq!(edited["review"]["verified"], true);
    assert_eq!(shop.reviews("88", "verified=yes")["matching"], 1);
    shop.bought("ann", "2", "88");
    assert_eq!(shop.mine("ann", "88")["order"], "2");
}

#[test]
fn many_orders_that_came_to_nothing_hide_none() {
    let shop = shop();
    shop.bought("ann", "a-first", "88");
    for index in 0..25 {
        let order = json!({"id": format!("b-{index}"), "shopper": "ann", "currency": "USD",
            "at": now().to_string(),
            "lines": [{"id": "a", "product": "88", "price": 1000, "quantity": 1}]});
        let event = json!({"event": "cancelled", "order": order});
        shop.order(&event).ok();
    }
    let named = json!({"rating": 4, "order": "a-first"});
    let written = shop.write("ann", "88", &named).ok();
    assert_eq!(written["review"]["verified"], true);
    shop.bought("ann", "a-last", "88");
    assert_eq!(shop.mine("ann", "88")["order"], "a-last");
}

#[test]
fn an_edit_keeps_the_name_that_was_chosen() {
    let shop = shop();
    let token = shop.token_with("ann", &json!({"name": "Ann of Kiel"}));
    let write = |body: &Value| {
        let call = shop.anyone("POST", "/products/88/reviews").bearer(&token);
        call.json(body).send().ok()["review"].clone()
    };
    let review = write(&json!({"rating": 5, "author": "Sailor"}));
    for author in [Value::Null, json!("")] {
        let edit = json!({"rating": 3, "author": author, "review": review["id"]});
        assert_eq!(write(&edit)["author"], "Sailor", "{author}");
    }
}

#[test]
fn photos_of_a_host_that_the_shop_gave_up_are_not_shown() {
    let shop = shop();
    let allow = |hosts: Value| {
        shop.configure(&json!({"reviews": {"photo_hosts": hosts}}))
            .ok();
    };
    allow(json!(["old.example", "cdn.example"]));
    let (old, kept) = ("https://old.example/a.jpg", "https://cdn.example/b.jpg");
    let body = json!({"rating": 5, "body": "Warm.", "photos": [old, kept]});
    let id = shop.published("ann", "88", &body);
    until("the choice", || {
        let choice = json!({"reviews": [{"product": "88", "review": id}]});
        let put = shop.shop("PUT", "/testimonials").json(&choice).send();
        (put.status == 200).then_some(())
    });
    allow(json!(["cdn.example"]));
    let shown = json!([{"url": kept}]);
    assert_eq!(shop.reviews("88", "")["reviews"][0]["photos"], shown);
    assert_eq!(shop.mine("ann", "88")["reviews"][0]["photos"], shown);
    let chosen = shop.anyone("GET", "/testimonials").send().ok();
    assert_eq!(chosen["testimonials"][0]["photos"], shown);
    let path = "/fragments?e=reviews:88&e=testimonials:wall&locale=en";
    let fragments = shop.anyone("GET", path).send().ok().to_string();
    assert!(
        fragments.contains(kept) && !fragments.contains(old),
        "{fragments}"
    );
    let edit =
        |photos: Value| json!({"rating": 4, "body": "Warm.", "photos": photos, "review": id});
    let strange = edit(json!([old, kept, "https://evil.example/c.jpg"]));
    shop.write("ann", "88", &strange).invalid_at(&["/photos/2"]);
    let edited = shop.write("ann", "88", &edit(json!([old, kept]))).ok();
    assert_eq!(edited["review"]["photos"], shown);
    allow(json!(["old.example", "cdn.example"]));
    assert_eq!(shop.reviews("88", "")["reviews"][0]["photos"], shown);
}

#[test]
fn unknown_products_make_no_object() {
    let service = Service::start("reviews-unknown");
    let shop = Shop::at(service.client(), &programs::plain());
    assert_eq!(shop.reviews("77", "")["reviews"], json!([]));
    let rating = shop.anyone("GET", "/products/77/rating").send().ok();
    assert_eq!(rating["rating"]["rating_count"], 0);
    let mine = shop.mine("ann", "77");
    assert_eq!(
        (&mine["may_write"], &mine["reviews"]),
        (&json!(false), &json!([]))
    );
    shop.write("ann", "77", &good()).problem(404, "not-found");
    let mut claim = good();
    claim["order"] = json!("1");
    shop.write("ann", "77", &claim).problem(404, "not-found");
    shop.vote("ann", "77", "r1", &json!(true))
        .problem(404, "not-found");
    let publish = json!({"to": "published"});
    shop.moderate("77", "r1", &publish)
        .problem(404, "not-found");
    assert!(service.stored("product").is_empty());
    // What a shopper bought is known from their order.
    shop.bought("ann", "1", "77");
    assert_eq!(shop.mine("ann", "77")["may_write"], true);
    assert!(service.stored("product").is_empty());
    shop.published("ann", "77", &good());
    assert!(!service.stored("product").is_empty());
}

#[test]
fn what_can_not_be_is_refused_at_its_place() {
    let shop = shop();
    let long = "x".repeat(5001);
    let cases = [
        (json!({}), vec!["/rating"]),
        (json!({"rating": 0}), vec!["/rating"]),
        (json!({"rating": 4.5}), vec!["/rating"]),
        (json!({"rating": 5, "stars": 5}), vec!["/stars"]),
        (json!({"rating": 5, "body": long}), vec!["/body"]),
        (
            json!({"rating": 5, "photos": ["https://cdn.example/a.jpg"]}),
            vec!["/photos/0"],
        ),
        (json!({"rating": 6, "title": 5}), vec!["/rating", "/title"]),
    ];
    for (body, pointers) in cases {
        shop.write("ann", "88", &body).invalid_at(&pointers);
    }
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 0);
}

#[test]
fn photos_come_from_the_shops_hosts_alone() {
    let shop = shop();
    let settings = json!({"reviews": {"photo_hosts": ["cdn.example"]}});
    shop.configure(&settings).ok();
    assert_eq!(
        shop.mine("ann", "88")["photo_hosts"],
        json!(["cdn.example"])
    );
    let with = |url: &str| json!({"rating": 5, "photos": [url]});
    shop.published("ann", "88", &with("https://cdn.example/a.jpg"));
    for url in [
        "https://cdn.example.evil.example/a.jpg",
        "http://cdn.example/a.jpg",
        "https://a@cdn.example/a.jpg",
        "https://cdn.example:8443/a.jpg",
        "javascript:alert(1)",
        "//cdn.example/a.jpg",
    ] {
        shop.write("bob", "88", &with(url))
            .invalid_at(&["/photos/0"]);
    }
    let page = shop.reviews("88", "photos=yes");
    let photos = &page["reviews"][0]["photos"];
    assert_eq!(photos, &json!([{"url": "https://cdn.example/a.jpg"}]));
}

#[test]
fn only_shoppers_write_and_only_so_often() {
    let shop = shop();
    shop.anyone("POST", "/products/88/reviews")
        .json(&good())
        .send()
        .problem(401, "unauthenticated");
    shop.shop("POST", "/products/88/reviews")
        .json(&good())
        .send()
        .problem(403, "forbidden");
    for _ in 0..50 {
        shop.write("ann", "88", &good()).ok();
    }
    let often = shop.write("ann", "88", &good());
    often.problem(429, "rate-limited");
    let wait: u64 = often.header("retry-after").parse().unwrap();
    assert!((1..=86_400).contains(&wait));
    shop.write("bob", "88", &good()).ok();
}

#[test]
fn a_shop_without_a_program_has_reviews() {
    let shop = Shop::new(&Value::Null);
    shop.product("88");
    let id = shop.published("ann", "88", &good());
    shop.vote("bob", "88", &id, &json!(true)).ok();
    assert_eq!(shop.mine("ann", "88")["reward"], Value::Null);
    let erased = shop.shop("DELETE", "/shoppers/ann").send();
    assert_eq!(erased.status, 204, "{erased}");
    until("the erasure", || {
        let page = shop.reviews("88", "");
        (page["reviews"][0]["body"] == Value::Null).then_some(())
    });
}
