//! Deliveries any number of times, in any order, at once: all of them end alike.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::platforms::{shopify_order, shopify_refund, woo_order};
use accolade_tests::{Shop, all_at_once, now, on_threads, programs};
use serde_json::{Value, json};

/// Every order of a number of things.
fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(count - 1);
    let insert = |places: &Vec<usize>, at: usize| {
        let mut places = places.clone();
        places.insert(at, count - 1);
        places
    };
    shorter
        .iter()
        .flat_map(|places| (0..count).map(move |at| insert(places, at)))
        .collect()
}

fn in_seconds(seconds: i64) -> String {
    now().plus_ms(seconds * 1000).to_string()
}

/// The same story of one order as Shopify tells it: placed, paid, refunded twice, and perhaps
/// cancelled.
fn shopify_story(order: u64, shopper: u64, code: &Value, last: &str) -> Vec<(&'static str, Value)> {
    let of = |status: &str, seconds: i64| {
        let mut body = shopify_order(order, shopper, status, &in_seconds(seconds));
        body["discount_codes"] = json!([{"code": code, "amount": "0.00", "type": "fixed_amount"}]);
        body
    };
    let mut second = shopify_refund(order + 2, order);
    let lines = second["refund_line_items"].as_array_mut().unwrap();
    lines.truncate(1);
    // 20.00 of the third line, as an amount.
    lines[0]["line_item_id"] = json!(315_789_986_012_684_400_u64);
    lines[0]["quantity"] = json!(0);
    lines[0]["subtotal"] = json!(20.0);
    lines[0]["subtotal_set"]["shop_money"]["amount"] = json!("20.00");
    let mut ends = of(last, 30);
    if last == "cancelled" {
        ends["financial_status"] = json!("paid");
        ends["cancelled_at"] = json!(in_seconds(30));
    }
    vec![
        ("orders/create", of("pending", 10)),
        ("orders/paid", of("paid", 20)),
        ("refunds/create", shopify_refund(order + 1, order)),
        ("refunds/create", second),
        ("orders/updated", ends),
    ]
}

/// Runs every permutation of a story, each with a shopper of its own who has 500 points in a hold;
/// answers the points that each ends with.
fn ends_of(shop: &Shop, last: &str) -> Vec<Value> {
    let orders = permutations(5);
    on_threads(8, orders.len(), |index| {
        let (order, shopper) = (1_000_000 + index as u64 * 10, 5000 + index as u64);
        let name = shopper.to_string();
        shop.adjust(&name, 500).ok();
        let redeemed = shop.redeem(&name, &json!({"reward": "five-off"})).ok();
        let story = shopify_story(order, shopper, &redeemed["code"], last);
        for place in &orders[index] {
            let (topic, body) = &story[*place];
            shop.shopify(topic, body.to_string().as_bytes()).ok();
        }
        let account = shop.account(&name);
        assert_eq!(
            account["points"]["held"], 0,
            "{:?}: {account}",
            orders[index]
        );
        let points = &account["points"];
        let told = ["available", "deficit", "pending"].map(|key| points[key].clone());
        json!({"available": told[0], "deficit": told[1], "pending": told[2]})
    })
}

#[test]
fn every_order_of_placed_paid_two_refunds_and_cancelled_ends_alike() {
    let shop = Shop::new(&programs::plain());
    let ends = ends_of(&shop, "cancelled");
    assert_eq!(ends.len(), 120);
    for end in ends {
        // Cancelled: nothing earned is kept, and the 500 are back.
        assert_eq!(end, json!({"available": 500, "deficit": 0, "pending": 0}));
    }
}

#[test]
fn every_order_of_placed_paid_two_refunds_and_an_update_ends_alike() {
    let shop = Shop::new(&programs::plain());
    for end in ends_of(&shop, "partially_refunded") {
        // 24998 + 2000 of 36997 back: floor(500 x 26998 / 36997) = 364 restored; of the 369 earned
        // floor(369 x 9999 / 36997) = 99 kept.
        assert_eq!(end, json!({"available": 463, "deficit": 0, "pending": 0}));
    }
}

#[test]
fn all_at_once_and_many_times_ends_alike() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("7", 500).ok();
    let redeemed = shop.redeem("7", &json!({"reward": "five-off"})).ok();
    let story = shopify_story(10, 7, &redeemed["code"], "partially_refunded");
    let answers = all_at_once(40, |index| {
        let (topic, body) = &story[index % story.len()];
        shop.shopify(topic, body.to_string().as_bytes())
    });
    for answer in answers {
        assert_eq!(answer.status, 200, "{answer}");
    }
    let points = &shop.account("7")["points"];
    assert_eq!(
        (&points["available"], &points["held"], &points["deficit"]),
        (&json!(463), &json!(0), &json!(0))
    );
    let audit = shop.audit();
    assert_eq!(
        (&audit["differences"], &audit["uncaptured"]),
        (&json!([]), &json!([])),
        "{audit}"
    );
}

#[test]
fn every_order_of_woocommerces_story_ends_alike() {
    let shop = Shop::new(&programs::plain());
    let at = |seconds: i64| -> String { in_seconds(seconds).chars().take(19).collect() };
    let orders = permutations(5);
    let ends = on_threads(8, orders.len(), |index| {
        let (order, shopper) = (index as u64 + 1, 9000 + index as u64);
        let of = |status: &str, seconds: i64, refunds: &Value| {
            let mut body = woo_order(order, status, &at(seconds), shopper, "30.00");
            body["refunds"] = refunds.clone();
            body
        };
        let one = json!([{"id": 71, "total": "-10.00"}]);
        let two = json!([{"id": 71, "total": "-10.00"}, {"id": 72, "total": "-5.00"}]);
        let story = [
            of("pending", 10, &json!([])),
            of("processing", 20, &json!([])),
            of("cancelled", 30, &one),
            of("processing", 40, &one),
            of("completed", 50, &two),
        ];
        for place in &orders[index] {
            shop.woocommerce("order.updated", story[*place].to_string().as_bytes())
                .ok();
        }
        shop.account(&shopper.to_string())["points"].clone()
    });
    for (end, order) in ends.iter().zip(&orders) {
        // Completed in the end, 15.00 of 30.00 given back: 15 points.
        assert_eq!(
            (&end["available"], &end["deficit"]),
            (&json!(15), &json!(0)),
            "{order:?}"
        );
    }
}

#[test]
fn one_order_through_two_doors_is_one_order() {
    let shop = Shop::new(&programs::plain());
    let body = shopify_order(42, 7, "paid", &in_seconds(0));
    shop.shopify("orders/paid", body.to_string().as_bytes())
        .ok();
    shop.paid("7", "42", 99_900);
    assert_eq!(
        shop.entries("7")
            .iter()
            .filter(|entry| entry["kind"] == "earn")
            .count(),
        1
    );
}
