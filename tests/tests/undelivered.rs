//! A ledger that can't be reached: orders are stored all the same, the audit says which of them
//! wait, and when the ledger is back they arrive.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::time::Duration;

use accolade_tests::{Away, Service, Shop, now, programs, until, until_within};
use serde_json::{Value, json};

/// Each try of an outbox waits twice as long as the one before.
const PATIENCE: Duration = Duration::from_secs(90);

fn paid(shop: &Shop, shopper: &str, id: &str, code: &Value) -> Value {
    let order = json!({"id": id, "shopper": shopper, "at": now().to_string(), "currency": "USD",
        "lines": [{"id": "a", "price": 5000, "quantity": 1}], "code": code});
    shop.order(&json!({"event": "paid", "order": order})).ok()
}

/// The orders that the audit says wait, by id.
fn undelivered(shop: &Shop) -> Vec<String> {
    let audit = shop.audit();
    let orders = audit["undelivered"].as_array().unwrap().iter();
    let mut ids: Vec<String> = orders
        .map(|it| it["order"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

fn until_undelivered(shop: &Shop, ids: &[&str]) {
    until(&format!("{ids:?} to be what waits"), || {
        (undelivered(shop) == ids).then_some(())
    });
}

#[test]
fn the_audit_lists_what_waits_for_a_ledger_until_it_arrives() {
    let service = Service::start("undelivered");
    let shop = Shop::at(service.client(), &programs::plain());
    shop.adjust("ann", 600).ok();
    let redeem = || shop.redeem("ann", &json!({"reward": "any"})).ok()["code"].clone();
    let (first, second) = (redeem(), redeem());
    until("the audit of ann", || {
        (shop.audit()["accounts"] == 1).then_some(())
    });
    assert_eq!(undelivered(&shop), Vec::<String>::new());

    let ledger = Away::take(&service, |_| true);
    // Ann's own order, and two whose shoppers' ledgers answer while that of the code does not.
    for (shopper, id, code) in [
        ("ann", "1", &Value::Null),
        ("bo", "2", &first),
        ("cy", "3", &second),
    ] {
        let heard = paid(&shop, shopper, id, code);
        assert!(heard["waiting"].as_u64() > Some(0), "{heard}");
    }
    until_undelivered(&shop, &["1", "2", "3"]);
    let audit = shop.audit();
    for order in audit["undelivered"].as_array().unwrap() {
        let since: shared::Time = order["since"].as_str().unwrap().parse().unwrap();
        assert!(since <= now() && order["revision"] == 1, "{order}");
        assert!(order["waiting"].as_u64() > Some(0), "{order}");
    }
    // The shard itself is a difference, and keeps nobody from seeing the rest.
    let what = audit["differences"][0]["what"].as_str().unwrap();
    assert!(what.contains("does not answer"), "{audit}");
    // A forgotten order waits for nothing.
    let answer = shop.shop("DELETE", "/shoppers/cy").send();
    assert_eq!(answer.status, 204, "{answer}");
    until_undelivered(&shop, &["1", "2"]);

    ledger.bring_back(&service);
    let arrived = until_within(PATIENCE, || undelivered(&shop).is_empty().then_some(()));
    assert!(arrived.is_some(), "{:?} did not arrive", undelivered(&shop));
    // 600, less 10 of the first code that was captured and 10 that the second still holds, and 50
    // earned.
    until("the order of ann", || {
        (shop.available("ann") == 630).then_some(())
    });
    assert_eq!(shop.available("bo"), 50);
    assert_eq!(shop.audit()["differences"], json!([]));
}

#[test]
fn an_order_that_was_stored_without_its_ledger_goes_with_its_shopper() {
    let service = Service::start("undelivered-erasure");
    let shop = Shop::at(service.client(), &programs::plain());
    shop.adjust("ann", 600).ok();
    let ledger = Away::take(&service, |_| true);
    let heard = paid(&shop, "ann", "1", &Value::Null);
    assert_eq!(heard["shopper"], "ann", "{heard}");
    ledger.bring_back(&service);
    // The ledger may not know of the order yet; it learns of it, or answers that ann is gone.
    let answer = shop.shop("DELETE", "/shoppers/ann").send();
    assert_eq!(answer.status, 204, "{answer}");
    let erased = until_within(PATIENCE, || {
        let read = shop.shop("GET", "/orders/1").send().ok();
        (read["ignored"] == "erased").then_some(())
    });
    assert!(erased.is_some());
}
