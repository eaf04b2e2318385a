//! Erasing a shopper: their orders go with them, whether they earned or not, however many there
//! are, and whatever is on its way.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use accolade_tests::{Service, Shop, now, on_threads, programs, until};
use serde_json::{Value, json};

/// A reported order of ann's; `more` replaces its fields.
fn order(id: &str, event: &str, more: &Value) -> Value {
    let mut order = json!({"id": id, "shopper": "ann", "at": now().to_string(), "currency": "USD",
        "lines": [{"id": "a", "price": 5000, "quantity": 1}]});
    for (key, value) in more.as_object().unwrap() {
        order[key] = value.clone();
    }
    json!({"event": event, "order": order})
}

fn read(shop: &Shop, id: &str) -> Value {
    shop.shop("GET", &format!("/orders/{id}")).send().json()
}

fn is_erased(shop: &Shop, id: &str) -> bool {
    let read = read(shop, id);
    let told = read.as_object().unwrap();
    // Nothing else is said of it, because nothing else is kept.
    told.len() == 3 && read["ignored"] == "erased" && read["state"] == "ignored"
}

fn until_erased(shop: &Shop, id: &str) {
    until(&format!("the erasure of order {id}"), || {
        is_erased(shop, id).then_some(())
    });
}

fn erase(shop: &Shop, shopper: &str) {
    let answer = shop.shop("DELETE", &format!("/shoppers/{shopper}")).send();
    assert_eq!(answer.status, 204, "{answer}");
}

/// A webhook of Shopify that asks to forget ann and some orders.
fn redact(shop: &Shop, orders: &[u64]) {
    let body = json!({"shop_id": 1, "shop_domain": "x.myshopify.com", "customer": {"id": "ann"},
        "orders_to_redact": orders});
    shop.shopify("customers/redact", body.to_string().as_bytes())
        .ok();
}

#[test]
fn orders_that_never_earned_go_too() {
    let shop = Shop::new(&programs::plain());
    let orders = [
        ("placed", json!({}), Value::Null),
        ("paid", json!({"test": true}), json!("test")),
        ("paid", json!({"currency": "EUR"}), json!("other-currency")),
        (
            "paid",
            json!({"at": "2020-01-01T00:00:00Z"}),
            json!("too-old"),
        ),
        ("cancelled", json!({}), json!("cancelled")),
    ];
    for (index, (event, more, ignored)) in orders.iter().enumerate() {
        let heard = shop.order(&order(&index.to_string(), event, more)).ok();
        assert_eq!(&heard["ignored"], ignored, "{heard}");
        assert_eq!(heard["earned"], Value::Null, "{heard}");
        assert_eq!(heard["shopper"], "ann", "{heard}");
    }
    erase(&shop, "ann");
    for index in 0..orders.len() {
        until_erased(&shop, &index.to_string());
    }
}

#[test]
fn an_order_heard_after_the_erasure_is_never_stored() {
    let service = Service::start("erasure-after");
    let shop = Shop::at(service.client(), &programs::plain());
    let with = |shopper: &str, sku: &str| {
        let lines = json!([{"id": "a", "price": 5000, "quantity": 1, "sku": sku}]);
        json!({"shopper": shopper, "lines": lines})
    };
    shop.order(&order("1", "paid", &with("bo", "sku-of-bo")))
        .ok();
    erase(&shop, "ann");
    for (id, event) in [("2", "placed"), ("3", "paid"), ("4", "cancelled")] {
        let heard = shop.order(&order(id, event, &with("ann", "sku-of-ann")));
        let told = json!({"order": id, "state": "ignored", "ignored": "erased"});
        assert_eq!(heard.ok(), told);
        assert_eq!(read(&shop, id), told);
    }
    service.kill();
    assert!(service.has_stored("sku-of-bo"));
    assert!(!service.has_stored("sku-of-ann"));
}

#[test]
fn many_orders_go_although_the_service_is_killed_after_its_answer() {
    const ORDERS: usize = 300;
    let service = Service::start("erasure-many");
    let shop = Shop::at(service.client(), &programs::plain());
    // Half of them name her; the others are known to the platform alone.
    on_threads(8, ORDERS, |index| {
        let by = if index % 2 == 0 {
            json!("ann")
        } else {
            Value::Null
        };
        let order = order(&index.to_string(), "placed", &json!({"shopper": by}));
        shop.order(&order).ok();
    });
    let guests: Vec<u64> = (0..ORDERS as u64).filter(|index| index % 2 == 1).collect();
    redact(&shop, &guests);
    service.kill();
    service.restart();
    for index in 0..ORDERS {
        until_erased(&shop, &index.to_string());
    }
}

#[test]
fn events_on_their_way_while_the_erasure_runs_end_erased() {
    const ORDERS: usize = 24;
    const ROUNDS: usize = 4;
    let shop = Shop::new(&programs::plain());
    for round in 0..ROUNDS {
        let shopper = format!("ann-{round}");
        let (is_over, sent) = (AtomicBool::new(false), AtomicUsize::new(0));
        thread::scope(|scope| {
            for thread in 0..6 {
                let (shop, shopper, is_over, sent) = (&shop, &shopper, &is_over, &sent);
                scope.spawn(move || {
                    let mut step = thread;
                    while !is_over.load(Ordering::Relaxed) {
                        // Each message is news: another price at another instant.
                        let id = format!("{round}-{}", step % ORDERS);
                        let lines = json!([{"id": "a", "price": 1000 + step, "quantity": 1}]);
                        let event = ["placed", "paid"][step % 2];
                        let more = json!({"shopper": shopper, "lines": lines,
                            "updated_at": now().to_string()});
                        shop.order(&order(&id, event, &more)).ok();
                        sent.fetch_add(1, Ordering::Relaxed);
                        step += 1;
                    }
                });
            }
            until("orders", || {
                (sent.load(Ordering::Relaxed) >= ORDERS * 2).then_some(())
            });
            erase(&shop, &shopper);
            let after = sent.load(Ordering::Relaxed) + ORDERS;
            until("more", || {
                (sent.load(Ordering::Relaxed) >= after).then_some(())
            });
            is_over.store(true, Ordering::Relaxed);
        });
        for index in 0..ORDERS {
            let id = format!("{round}-{index}");
            // One that was never heard before the erasure may have been left unheard.
            shop.order(&order(&id, "paid", &json!({"shopper": shopper})))
                .ok();
            until_erased(&shop, &id);
        }
        assert_eq!(shop.entries(&shopper).len(), 0);
    }
}

#[test]
fn an_order_stays_with_the_shopper_who_was_named_first() {
    let shop = Shop::new(&programs::plain());
    shop.order(&order("1", "placed", &json!({}))).ok();
    let heard = shop
        .order(&order("1", "paid", &json!({"shopper": "bo"})))
        .ok();
    assert_eq!(
        (&heard["shopper"], &heard["earned"]),
        (&json!("ann"), &json!(50)),
        "{heard}"
    );
    // Both are named first at once: whoever it is, the other's erasure leaves the order alone.
    for round in 0..10 {
        let id = format!("both-{round}");
        let names = [format!("x-{round}"), format!("y-{round}")];
        accolade_tests::all_at_once(2, |index| {
            let more = json!({"shopper": names[index]});
            shop.order(&order(&id, "paid", &more)).ok()
        });
        let owner = read(&shop, &id)["shopper"].as_str().unwrap().to_owned();
        let other = names.iter().find(|name| **name != owner).unwrap();
        erase(&shop, other);
        let again = json!({"shopper": other, "updated_at": now().to_string()});
        let heard = shop.order(&order(&id, "paid", &again)).ok();
        assert_eq!(heard["shopper"], json!(owner), "{heard}");
        assert_eq!(shop.available(&owner), 50);
    }
    erase(&shop, "bo");
    assert_eq!(shop.available("ann"), 50);
    assert_eq!(read(&shop, "1")["shopper"], "ann");
}
