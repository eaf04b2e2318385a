//! Erasing a shopper: their orders go with them, whether they earned or not, however many there
//! are, and whatever is on its way.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use accolade_tests::{Look, Service, Shop, now, on_threads, programs, until};
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

/// Orders that are told of again and again while something happens in their midst.
struct Flood<'a> {
    shop: &'a Shop,
    shopper: String,
    first: u64,
}

impl Flood<'_> {
    const ORDERS: u64 = 3;

    fn ids(&self) -> Vec<u64> {
        (self.first..self.first + Self::ORDERS).collect()
    }

    /// Each message is news: another price at another instant.
    fn send(&self, step: u64) {
        let id = self.first + step % Self::ORDERS;
        let lines = json!([{"id": "a", "price": 1000 + step, "quantity": 1}]);
        let event = ["placed", "paid"][usize::from(step / Self::ORDERS % 2 == 1)];
        let at = now().to_string();
        let more = json!({"shopper": self.shopper, "lines": lines, "updated_at": at});
        self.shop.order(&order(&id.to_string(), event, &more)).ok();
    }

    /// With so few orders, each has messages on their way at the very moment.
    fn around(&self, happen: impl FnOnce()) {
        let (is_over, next) = (AtomicBool::new(false), AtomicU64::new(0));
        let reaches = |count| {
            until("messages", || {
                (next.load(Ordering::Relaxed) >= count).then_some(())
            });
        };
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    while !is_over.load(Ordering::Relaxed) {
                        self.send(next.fetch_add(1, Ordering::Relaxed));
                    }
                });
            }
            reaches(Self::ORDERS * 4);
            happen();
            reaches(next.load(Ordering::Relaxed) + Self::ORDERS * 4);
            is_over.store(true, Ordering::Relaxed);
        });
    }
}

#[test]
fn events_on_their_way_while_the_erasure_runs_end_erased() {
    const ROUNDS: u64 = 24;
    let service = Service::start("erasure-race");
    let shop = Shop::at(service.client(), &programs::plain());
    let flood = |round: u64| Flood {
        shop: &shop,
        shopper: format!("shopper-{round}"),
        first: 1000 * (round + 1),
    };
    for round in 0..ROUNDS {
        let flood = flood(round);
        // By their shopper, or by the platform's word on orders whosever they are.
        flood.around(|| match round % 2 {
            0 => erase(&shop, &flood.shopper),
            _ => redact(&shop, &flood.ids()),
        });
        for id in flood.ids() {
            until_erased(&shop, &id.to_string());
        }
    }
    // A tombstone is there, and nothing beside it.
    service.kill();
    let look = Look::into(&service);
    for id in (0..ROUNDS).flat_map(|round| flood(round).ids()) {
        let tables = ["erased", "history", "effect", "outbox", "waiting"];
        let rows = look.rows(&shop.id, &id.to_string(), &tables);
        assert_eq!(rows, [1, 0, 0, 0, 0], "{id}");
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
