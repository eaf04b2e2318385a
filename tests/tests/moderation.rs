//! Moderation: what the shop's threshold holds, what a person decides of it, and that the report
//! shows what was suppressed.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, programs, until};
use serde_json::{Value, json};
use shared::Time;

fn shop(publish: &str) -> Shop {
    let shop = Shop::new(&programs::plain());
    shop.configure(&json!({"reviews": {"publish": publish}}))
        .ok();
    shop.product("88");
    shop
}

fn good(rating: u64) -> Value {
    json!({"rating": rating, "body": "Warm, light and well made."})
}

/// Writes a review and gives its id and where it stands.
fn written(shop: &Shop, shopper: &str, body: &Value) -> (String, Value) {
    let review = shop.write(shopper, "88", body).ok()["review"].clone();
    let id = review["id"].as_str().unwrap().to_owned();
    (id, review["state"].clone())
}

fn shown(shop: &Shop) -> u64 {
    shop.reviews("88", "")["rating"]["rating_count"]
        .as_u64()
        .unwrap()
}

/// The shop's own list, once it has as many as expected.
fn queued(shop: &Shop, query: &str, count: usize) -> Vec<Value> {
    until("the shop's list", || {
        Some(shop.queue(query)).filter(|found| found.len() == count)
    })
}

#[test]
fn the_threshold_decides_without_the_rating() {
    for rating in 1..=5 {
        for (publish, expected) in [
            ("checked", "published"),
            ("verified", "pending"),
            ("held", "pending"),
        ] {
            let shop = shop(publish);
            let (_, state) = written(&shop, "ann", &good(rating));
            assert_eq!(state, expected, "{publish} {rating}");
            shop.bought("bob", "1", "88");
            let (_, state) = written(&shop, "bob", &good(rating));
            let expected = if publish == "held" {
                "pending"
            } else {
                "published"
            };
            assert_eq!(state, expected, "{publish} {rating} verified");
        }
    }
}

#[test]
fn what_the_checks_find_waits_for_a_person() {
    let shop = shop("checked");
    let same = "This is a text that is long enough for nobody else to write it by chance.";
    let cases = [
        (
            json!({"rating": 5, "body": "Cheaper at https://spam.example"}),
            "link",
        ),
        (
            json!({"rating": 5, "body": "Write to me at ann@mail.example"}),
            "contact",
        ),
        (
            json!({"rating": 1, "body": "THIS IS THE WORST THING EVER MADE"}),
            "shouting",
        ),
        (
            json!({"rating": 5, "body": "good good good good good good"}),
            "repeated",
        ),
    ];
    for (index, (body, finding)) in cases.iter().enumerate() {
        let (id, state) = written(&shop, &format!("shopper-{index}"), body);
        assert_eq!(state, "pending", "{body}");
        let found = until("the finding", || {
            let queue = shop.queue("state=pending");
            queue.into_iter().find(|review| review["id"] == json!(id))
        });
        assert_eq!(found["findings"], json!([finding]), "{found}");
    }
    let (_, state) = written(&shop, "ann", &json!({"rating": 4, "body": same}));
    assert_eq!(state, "published");
    let (_, state) = written(
        &shop,
        "bob",
        &json!({"rating": 4, "body": same.to_uppercase()}),
    );
    assert_eq!(state, "pending");
    let queue = queued(&shop, "state=pending", 5);
    assert_eq!(queue[0]["findings"], json!(["shouting", "duplicate"]));
    assert_eq!(shown(&shop), 1);
}

#[test]
fn a_person_publishes_rejects_and_withdraws() {
    let shop = shop("held");
    let (id, _) = written(&shop, "ann", &good(2));
    let publish = json!({"to": "published"});
    let published = shop.moderate("88", &id, &publish).ok();
    assert_eq!(published["review"]["state"], "published");
    assert_eq!(shown(&shop), 1);
    let reject = json!({"to": "rejected", "reason": "spam", "note": "the third one"});
    let rejected = shop.moderate("88", &id, &reject).ok();
    assert_eq!(
        (&rejected["review"]["reason"], &rejected["review"]["note"]),
        (&json!("spam"), &json!("the third one"))
    );
    assert_eq!(shown(&shop), 0);
    let mine = shop.mine("ann", "88");
    assert_eq!(mine["reviews"][0]["state"], "rejected");
    assert_eq!(mine["reviews"][0]["reason"], "spam");
    assert_eq!(mine["reviews"][0]["note"], Value::Null);
    let withdraw = json!({"to": "withdrawn", "reason": "off-topic"});
    shop.moderate("88", &id, &withdraw).declined("not-possible");
    shop.moderate("88", &id, &publish).ok();
    let withdrawn = shop.moderate("88", &id, &withdraw).ok();
    assert_eq!(
        (
            &withdrawn["review"]["withdrawn_by"],
            &withdrawn["review"]["reason"]
        ),
        (&json!("shop"), &json!("off-topic"))
    );
    assert_eq!(shop.mine("ann", "88")["reviews"][0]["reason"], "off-topic");
    for verdict in [&publish, &reject] {
        shop.moderate("88", &id, verdict).declined("not-possible");
    }
    assert_eq!(shown(&shop), 0);
    shop.moderate("88", "r99", &publish)
        .problem(404, "not-found");
    shop.moderate("88", "x", &publish).problem(404, "not-found");
}

#[test]
fn a_rejection_needs_a_reason_and_negative_is_none() {
    let shop = shop("held");
    let (id, _) = written(&shop, "ann", &good(1));
    for (verdict, pointer) in [
        (json!({"to": "rejected"}), "/reason"),
        (json!({"to": "rejected", "reason": "negative"}), "/reason"),
        (json!({"to": "withdrawn"}), "/reason"),
        (json!({"to": "withdrawn", "reason": "negative"}), "/reason"),
        (json!({"to": "published", "revision": "1"}), "/revision"),
        (json!({"to": "published", "rating": 5}), "/rating"),
        (json!({"to": "pending"}), "/to"),
    ] {
        shop.moderate("88", &id, &verdict).invalid_at(&[pointer]);
    }
    shop.shopper("ann", "POST", &format!("/reviews/88/{id}/moderation"))
        .json(&json!({"to": "published"}))
        .send()
        .problem(403, "forbidden");
}

#[test]
fn an_edit_is_looked_at_again() {
    let shop = shop("held");
    let (id, _) = written(&shop, "ann", &good(5));
    shop.moderate("88", &id, &json!({"to": "published"})).ok();
    let edit = json!({"rating": 1, "body": "It fell apart.", "review": id});
    assert_eq!(written(&shop, "ann", &edit).1, "pending");
    assert_eq!(shown(&shop), 0);
    let withdraw = json!({"to": "withdrawn", "reason": "fake"});
    shop.moderate("88", &id, &withdraw).ok();
    let edit = json!({"rating": 2, "body": "And again.", "review": id});
    shop.write("ann", "88", &edit).declined("not-possible");
}

#[test]
fn a_verdict_is_on_the_wording_that_was_seen() {
    let shop = shop("held");
    let (id, _) = written(&shop, "ann", &good(5));
    let seen = queued(&shop, "state=pending", 1)[0]["revision"].clone();
    let edit = json!({"rating": 1, "body": "Words that nobody looked at.", "review": id});
    written(&shop, "ann", &edit);
    let publish = |revision: &Value| json!({"to": "published", "revision": revision});
    shop.moderate("88", &id, &publish(&seen))
        .declined("review-changed");
    let reply = |revision: &Value| {
        let body = json!({"body": "Thank you.", "revision": revision});
        let path = format!("/reviews/88/{id}/reply");
        shop.shop("POST", &path).json(&body).send()
    };
    reply(&seen).declined("review-changed");
    assert_eq!(shown(&shop), 0);
    let newer = until("the edit in the shop's list", || {
        let newer = shop.queue("state=pending")[0]["revision"].clone();
        (newer != seen).then_some(newer)
    });
    shop.moderate("88", &id, &publish(&newer)).ok();
    reply(&newer).ok();
    assert_eq!(shown(&shop), 1);
}

#[test]
fn the_shop_answers() {
    let shop = shop("checked");
    let (id, _) = written(&shop, "ann", &good(3));
    let path = format!("/reviews/88/{id}/reply");
    let reply = |body: Value| shop.shop("POST", &path).json(&json!({"body": body})).send();
    let answered = reply(json!("Thank you.")).ok();
    assert_eq!(answered["review"]["reply"]["body"], "Thank you.");
    let page = shop.reviews("88", "");
    assert_eq!(page["reviews"][0]["reply"], answered["review"]["reply"]);
    assert_eq!(page["reviews"][0]["rating"], 3);
    reply(Value::Null).ok();
    assert_eq!(shop.reviews("88", "")["reviews"][0]["reply"], Value::Null);
    reply(json!("")).invalid_at(&["/body"]);
    shop.shopper("ann", "POST", &path)
        .json(&json!({"body": "x"}))
        .send()
        .problem(403, "forbidden");
}

#[test]
fn the_shops_list_is_newest_first_across_products() {
    let shop = shop("held");
    shop.product("99");
    for index in 0..60 {
        let product = ["88", "99"][index % 2];
        let shopper = format!("shopper-{index}");
        shop.write(&shopper, product, &good(1 + index as u64 % 5))
            .ok();
    }
    let all = queued(&shop, "state=pending", 60);
    let at = |review: &Value| -> Time { review["at"].as_str().unwrap().parse().unwrap() };
    assert!(all.windows(2).all(|two| at(&two[0]) >= at(&two[1])));
    assert_eq!(all[0]["product"]["id"], "99");
    assert_eq!(all[0]["product"]["title"], "Product 99");
    assert_eq!(all[0]["shopper"], "shopper-59");
    assert_eq!(queued(&shop, "", 60).len(), 60);
    assert!(shop.queue("state=published").is_empty());
    let wrong = shop.shop("GET", "/reviews?state=good").send();
    wrong.problem(400, "malformed");
    let wrong = shop.shop("GET", "/reviews?cursor=r1").send();
    wrong.problem(400, "malformed");
    shop.anyone("GET", "/reviews")
        .send()
        .problem(401, "unauthenticated");
}

#[test]
fn the_report_shows_what_was_suppressed_by_star() {
    let shop = shop("held");
    let reject = |reason: &str| json!({"to": "rejected", "reason": reason});
    for (index, (rating, verdict)) in [
        (1, reject("spam")),
        (1, reject("spam")),
        (2, reject("fake")),
        (5, json!({"to": "published"})),
        (4, json!({"to": "withdrawn", "reason": "off-topic"})),
    ]
    .iter()
    .enumerate()
    {
        let (id, _) = written(&shop, &format!("shopper-{index}"), &good(*rating));
        shop.moderate("88", &id, verdict).ok();
    }
    written(&shop, "ann", &good(3));
    let expected = json!({
        "states": {"pending": [0, 0, 1, 0, 0], "published": [0, 0, 0, 0, 1],
            "rejected": [2, 1, 0, 0, 0], "withdrawn": [0, 0, 0, 1, 0]},
        "rejected": {"spam": [2, 0, 0, 0, 0], "fake": [0, 1, 0, 0, 0]},
        "withdrawn": {"off-topic": [0, 0, 0, 1, 0]},
    });
    until("the report", || {
        let report = shop.shop("GET", "/reviews/report").send().ok();
        (report == expected).then_some(())
    });
}
