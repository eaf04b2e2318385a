//! Limits of how much one caller may ask: a day of redemptions, and strangers with or without an
//! address that can be believed.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::time::Instant;

use accolade_tests::{Answer, Service, Shop, on_threads, programs};
use serde_json::{Value, json};

/// What the limits of the service say a shopper may ask for on one day.
const A_DAY: usize = 200;
/// What they say one address may ask at once, and gets back each second.
const BURST_OF_AN_ADDRESS: usize = 2000;
const RATE_OF_AN_ADDRESS: usize = 200;

fn any() -> Value {
    json!({"reward": "any"})
}

fn refused(answer: &Answer) {
    answer.problem(429, "rate-limited");
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=86_400).contains(&seconds), "{seconds}");
}

#[test]
fn a_shopper_asks_for_so_many_redemptions_a_day() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 100_000).ok();
    // By the shop and by the shopper, granted and declined: each counts.
    let body = json!({"reward": "any", "shopper": "ann"});
    let by_shop = |key: &str| {
        shop.shop("POST", "/redemptions")
            .key(key)
            .json(&body)
            .send()
    };
    let first = shop.redeem_with("ann", &any(), "first");
    assert_eq!(first.status, 201, "{first}");
    let unknown = shop.redeem_with("ann", &json!({"reward": "none"}), "unknown");
    unknown.declined("unknown-reward");
    for index in 2..A_DAY {
        let answer = by_shop(&format!("more-{index}"));
        assert_eq!(answer.status, 201, "{index}: {answer}");
        shop.void(answer.json()["id"].as_str().unwrap()).ok();
    }
    let before = shop.entries("ann").len();
    refused(&shop.redeem_with("ann", &any(), "beyond"));
    refused(&by_shop("beyond"));
    // Nothing happened, what was answered is answered again, and others have days of their own.
    assert_eq!(shop.entries("ann").len(), before);
    assert_eq!(shop.redeem_with("ann", &any(), "first").body, first.body);
    let again = shop.redeem_with("ann", &json!({"reward": "none"}), "unknown");
    assert_eq!(again.body, unknown.body);
    shop.adjust("bo", 10).ok();
    assert_eq!(shop.redeem("bo", &any()).status, 201);
    // What she holds already can still be used.
    let cart = json!({"code": first.json()["code"], "cart": programs::cart(5000)});
    assert_eq!(shop.checkout(&cart).ok()["valid"], true);
}

/// Sends many requests without a token at once; answers how many were granted, and how many can
/// have been where the caller's address is counted: the burst, and what came back since.
fn flood(shop: &Shop, count: usize, address: &str) -> (usize, usize) {
    let start = Instant::now();
    let statuses = on_threads(8, count, |_| {
        let call = shop.service("POST", &shop.path("/quotes"));
        let call = call.header("cf-connecting-ip", address);
        let answer = call.json(&json!({"cart": programs::cart(100)})).send();
        if answer.status != 200 {
            refused(&answer);
        }
        answer.status
    });
    let granted = statuses.iter().filter(|status| **status == 200).count();
    let back = start.elapsed().as_millis() as usize * RATE_OF_AN_ADDRESS / 1000;
    (granted, BURST_OF_AN_ADDRESS + back + 1)
}

#[test]
fn an_address_is_believed_only_where_the_operator_says_who_tells_it() {
    const COUNT: usize = BURST_OF_AN_ADDRESS * 2;
    // Behind a proxy each address is counted, and a flood from one is not held against another.
    let behind = Shop::new(&programs::plain());
    let (granted, most) = flood(&behind, COUNT, "192.0.2.1");
    assert!(granted <= most, "{granted} of {COUNT}, not {most}");
    assert_eq!(flood(&behind, 50, "192.0.2.2").0, 50);
    // In the open the header is a word of the caller's own and says nothing. All share one
    // allowance, large enough for a shop.
    let service = Service::start_in_the_open("limits-open");
    let open = Shop::at(service.client(), &programs::plain());
    assert_eq!(flood(&open, COUNT, "192.0.2.1").0, COUNT);
}
