//! Simulating over HTTP, the schema of programs, and documents that come back as they went.

use accolade_tests::{Shop, programs};
use serde_json::{Value, json};

fn history() -> Value {
    json!([
        {"at": "2026-01-10T09:00:00Z", "shopper": "ann", "amount": 50_000},
        {"at": "2026-02-10T09:00:00Z", "shopper": "ann", "amount": 10_000, "product": "88"},
        {"at": "2026-02-11T09:00:00Z", "shopper": 7, "amount": 900},
    ])
}

fn order(shopper: &str, amount: u64) -> Value {
    json!({"at": "2026-01-10T09:00:00Z", "shopper": shopper, "amount": amount})
}

#[test]
fn a_shop_simulates_its_program_and_a_draft() {
    let shop = Shop::new(&programs::plain());
    let ask = |body: &Value| shop.shop("POST", "/program/simulate").json(body).send();
    let report = ask(&json!({"orders": history()})).ok();
    assert_eq!(
        (&report["orders"], &report["shoppers"]),
        (&json!(3), &json!(2))
    );
    // 500 points go for the 50 times 100 that the second order needs no more than.
    assert_eq!(report["revenue"], 60_900);
    assert_eq!(report["redemptions"], 1);
    assert_eq!(report["months"].as_array().unwrap().len(), 2);
    assert_eq!(report["worth"]["reward"], "cash");

    let draft = json!({"name": "Draft", "currency": "EUR",
        "earn": [{"id": "twice", "on": "order", "points": 2, "per": 100}]});
    let body = json!({"program": draft, "orders": history(), "redeem": "never"});
    let report = ask(&body).ok();
    assert_eq!(
        (&report["currency"], &report["points"]["given"]),
        (&json!("EUR"), &json!(1218))
    );
    assert_eq!(
        (&report["liability"], &report["redeem"]),
        (&Value::Null, &json!("never"))
    );

    // Nothing of it is kept.
    assert_eq!(shop.available("ann"), 0);
    assert_eq!(shop.shop("GET", "/program").send().ok(), programs::plain());
    assert_eq!(shop.audit()["entries"], 0);
}

#[test]
fn a_rate_is_drawn_by_its_seed() {
    let shop = Shop::new(&programs::plain());
    let orders: Vec<Value> = (0..300)
        .map(|number| order(&format!("s{}", number % 10), 5000))
        .collect();
    let ask = |seed: u64| {
        let body = json!({"orders": orders, "redeem": {"rate": 40}, "seed": seed});
        shop.shop("POST", "/program/simulate")
            .json(&body)
            .send()
            .ok()
    };
    let first = ask(1);
    assert_eq!(first, ask(1));
    assert_ne!(first["discounts"], ask(2)["discounts"]);
    assert_eq!(first["redeem"], json!({"rate": 40}));
}

#[test]
fn faults_point_into_the_draft_and_the_orders() {
    let shop = Shop::new(&programs::plain());
    let body = json!({
        "program": {"name": "Draft", "currency": "EUR",
            "earn": [{"id": "a", "on": "order", "points": 1}]},
        "orders": [{"at": "yesterday", "shopper": "a", "amount": 1},
            {"at": "2026-01-10T09:00:00Z", "shopper": "a"}],
        "redeem": "often",
    });
    let answer = shop.shop("POST", "/program/simulate").json(&body).send();
    answer.invalid_at(&[
        "/program/earn/0/per",
        "/orders/0/at",
        "/orders/1/amount",
        "/redeem",
    ]);
    let long = json!({"orders": [
        {"at": "1990-01-10T09:00:00Z", "shopper": "a", "amount": 1},
        {"at": "2026-01-10T09:00:00Z", "shopper": "a", "amount": 1},
    ]});
    shop.shop("POST", "/program/simulate")
        .json(&long)
        .send()
        .invalid_at(&["/orders"]);
}

#[test]
fn only_the_shop_simulates_and_not_too_much_at_once() {
    let shop = Shop::new(&programs::plain());
    let body = json!({"orders": []});
    shop.anyone("POST", "/program/simulate")
        .json(&body)
        .send()
        .problem(401, "unauthenticated");
    shop.shopper("ann", "POST", "/program/simulate")
        .json(&body)
        .send()
        .problem(403, "forbidden");
    let order = order("a", 1);
    let most = json!({"orders": vec![order.clone(); 5000]});
    assert_eq!(
        shop.shop("POST", "/program/simulate")
            .json(&most)
            .send()
            .ok()["orders"],
        5000
    );
    let more = json!({"orders": vec![order; 5001]});
    shop.shop("POST", "/program/simulate")
        .json(&more)
        .send()
        .problem(413, "too-large");
    let huge = vec![b' '; 1024 * 1024 + 1];
    shop.shop("POST", "/program/simulate")
        .bytes(huge)
        .send()
        .problem(413, "too-large");
}

#[test]
fn the_schema_is_served_to_any_editor() {
    let shop = Shop::new(&programs::plain());
    let answer = shop.service("GET", "/program.schema.json").send();
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(answer.header("content-type"), "application/schema+json");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.json(), shared::program::Program::schema());
}

#[test]
fn a_program_comes_back_as_it_went() {
    let shop = Shop::new(&programs::plain());
    let programs = [
        include_str!("../../www/programs/coffee-bar.json"),
        include_str!("../../www/programs/fashion.json"),
        include_str!("../../www/programs/marketplace.json"),
        include_str!("../../www/programs/juniper.json"),
        include_str!("../../shared/tests/program_example.json"),
    ];
    for (version, text) in (2..).zip(programs) {
        let mut document: Value = serde_json::from_str(text).unwrap();
        // Before the first entry the currency is free, and `null` is kept as it is.
        document["timezone"] = Value::Null;
        let put = shop.shop("PUT", "/program").json(&document).send();
        assert_eq!(put.ok(), json!({"version": version}), "{put}");
        assert_eq!(shop.shop("GET", "/program").send().ok(), document);
    }
}
