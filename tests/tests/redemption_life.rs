//! The life of a redemption at its doors, with time that really passes, and what the audit says of
//! its end.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::thread;
use std::time::{Duration, Instant};

use accolade_tests::{Shop, programs, until};
use serde_json::{Value, json};

/// Holds as short as a program may have them.
fn program() -> Value {
    let mut program = programs::plain();
    program["hold"] = json!("PT1M");
    program["presented"] = json!("PT1M");
    program
}

fn redeemed(shop: &Shop, shopper: &str) -> Value {
    shop.adjust(shopper, 10).ok();
    shop.redeem(shopper, &json!({"reward": "any"})).ok()
}

fn id(redemption: &Value) -> &str {
    redemption["id"].as_str().unwrap()
}

fn state(shop: &Shop, redemption: &Value) -> Value {
    shop.shop("GET", &format!("/redemptions/{}", id(redemption)))
        .send()
        .ok()["state"]
        .clone()
}

fn present(shop: &Shop, redemption: &Value) -> Value {
    let body = json!({"code": redemption["code"], "cart": programs::cart(5000), "checkout": "c-1"});
    shop.checkout(&body).ok()
}

fn order(shop: &Shop, event: &str, id: &str, code: &Value) -> Value {
    let at = accolade_tests::now().to_string();
    let order = json!({"id": id, "shopper": "ann", "at": at, "currency": "USD",
        "code": code, "discount": 100,
        "lines": [{"id": "a", "price": 5000, "quantity": 1}]});
    shop.order(&json!({"event": event, "order": order})).ok()
}

/// The redemptions that the audit found granted and never captured, once it knows of every shard.
fn uncaptured(shop: &Shop, accounts: u64) -> Vec<Value> {
    let audit = until("the audit of every account", || {
        let audit = shop.audit();
        (audit["accounts"] == accounts).then_some(audit)
    });
    assert_eq!(audit["differences"], json!([]), "{audit}");
    audit["uncaptured"].as_array().cloned().unwrap()
}

#[test]
fn what_a_redemption_says_of_itself() {
    let shop = Shop::new(&programs::plain());
    let redeemed = redeemed(&shop, "ann");
    for key in ["id", "code", "token", "expires_at", "created_at"] {
        assert!(
            redeemed[key].as_str().is_some_and(|text| !text.is_empty()),
            "{key}: {redeemed}"
        );
    }
    let discount = json!({"kind": "amount_off", "amount": 100, "currency": "USD"});
    assert_eq!(redeemed["discount"], discount);
    let told = (
        &redeemed["reward"],
        &redeemed["kind"],
        &redeemed["points"],
        &redeemed["program"],
    );
    assert_eq!(
        told,
        (&json!("any"), &json!("amount_off"), &json!(10), &json!(1))
    );
    assert_eq!(shop.account("ann")["redemptions"][0]["id"], redeemed["id"]);
}

#[test]
fn held_presented_captured() {
    let shop = Shop::new(&programs::plain());
    let redeemed = redeemed(&shop, "ann");
    assert_eq!(state(&shop, &redeemed), "held");
    let presented = present(&shop, &redeemed);
    assert_eq!(
        (&presented["valid"], &presented["redemption"]),
        (&json!(true), &redeemed["id"])
    );
    assert_eq!(presented["discount"]["amount"], 100);
    assert!(
        presented["expires_at"].as_str() > redeemed["expires_at"].as_str(),
        "{presented}"
    );
    assert_eq!(state(&shop, &redeemed), "presented");
    let captured = shop.capture(id(&redeemed), &json!("1001")).ok();
    assert_eq!(
        (&captured["state"], &captured["order"]),
        (&json!("captured"), &json!("1001"))
    );
    assert_eq!(
        shop.capture(id(&redeemed), &json!("1001")).ok()["state"],
        "captured"
    );
    shop.capture(id(&redeemed), &json!("1002"))
        .declined("already-used");
    assert_eq!(uncaptured(&shop, 1), Vec::<Value>::new());
}

#[test]
fn a_token_presents_as_its_code_does() {
    let shop = Shop::new(&programs::plain());
    let redeemed = redeemed(&shop, "ann");
    let body = json!({"token": redeemed["token"], "cart": programs::cart(5000)});
    assert_eq!(shop.checkout(&body).ok()["redemption"], redeemed["id"]);
    assert_eq!(state(&shop, &redeemed), "presented");
}

#[test]
fn a_code_is_read_without_fuss() {
    let shop = Shop::new(&programs::plain());
    let redeemed = redeemed(&shop, "ann");
    let code = redeemed["code"].as_str().unwrap();
    assert_eq!(code.len(), 19);
    let spaced = code.replace('-', " ");
    let ways = [
        code.to_lowercase(),
        code.replace('-', ""),
        spaced,
        format!("  {code} "),
        code.replace('0', "o").replace('1', "l"),
    ];
    for way in ways {
        let body = json!({"code": way, "cart": programs::cart(5000)});
        assert_eq!(
            shop.checkout(&body).ok()["redemption"],
            redeemed["id"],
            "{way}"
        );
    }
}

#[test]
fn a_paid_order_captures_and_an_order_of_another_uses_nothing() {
    let shop = Shop::new(&programs::plain());
    let redeemed = redeemed(&shop, "ann");
    let first = order(&shop, "paid", "1", &redeemed["code"]);
    assert_eq!(
        (&first["state"], &first["earned"], &first["overused"]),
        (&json!("paid"), &json!(49), &Value::Null)
    );
    let second = order(&shop, "paid", "2", &redeemed["code"]);
    assert_eq!(second["overused"], true, "{second}");
    let looked = shop.shop("GET", "/orders/2").send().ok();
    assert_eq!(
        (&looked["overused"], &looked["redemptions"][0]),
        (&json!(true), &redeemed["id"])
    );
    assert_eq!(shop.account("ann")["points"]["deficit"], 0);
}

#[test]
fn the_audit_finds_a_discount_that_was_granted_and_voided() {
    let shop = Shop::new(&programs::plain());
    let (granted, never) = (redeemed(&shop, "ann"), redeemed(&shop, "bo"));
    present(&shop, &granted);
    shop.void(id(&granted)).ok();
    shop.void(id(&never)).ok();
    let found = uncaptured(&shop, 2);
    assert_eq!(found.len(), 1, "{found:?}");
    let told = (
        &found[0]["redemption"],
        &found[0]["shopper"],
        &found[0]["state"],
        &found[0]["points"],
    );
    assert_eq!(
        told,
        (&granted["id"], &json!("ann"), &json!("voided"), &json!(10))
    );
    // Captured late, it is paid for.
    shop.capture(id(&granted), &json!("1")).ok();
    assert_eq!(uncaptured(&shop, 2), Vec::<Value>::new());
}

#[test]
fn the_audit_finds_a_discount_whose_paid_order_came_without_its_code() {
    let shop = Shop::new(&programs::plain());
    let redeemed = redeemed(&shop, "ann");
    order(&shop, "placed", "1", &redeemed["code"]);
    order(&shop, "cancelled", "1", &redeemed["code"]);
    order(&shop, "paid", "2", &Value::Null);
    let found = uncaptured(&shop, 1);
    assert_eq!((found.len(), &found[0]["redemption"]), (1, &redeemed["id"]));
}

#[test]
fn a_token_ends_two_minutes_before_its_hold_and_the_ledger_still_settles() {
    let mut program = programs::plain();
    program["hold"] = json!("PT2M3S");
    let shop = Shop::new(&program);
    let redeemed = redeemed(&shop, "ann");
    let body = json!({"token": redeemed["token"], "cart": programs::cart(5000)});
    let precheck = || shop.anyone("POST", "/precheck").json(&body).send().ok();
    assert_eq!(precheck()["discount"]["amount"], 100);
    let ended = json!({"authentic": true, "decline": "expired"});
    until("the end of a token", || (precheck() == ended).then_some(()));
    assert_eq!(shop.checkout(&body).ok()["valid"], true);
}

/// A minute that really passes, for all that needs them.
#[test]
fn expired() {
    let shop = Shop::new(&program());
    let began = Instant::now();
    let (never, granted, late) = (
        redeemed(&shop, "ann"),
        redeemed(&shop, "bo"),
        redeemed(&shop, "cy"),
    );
    assert_eq!(present(&shop, &granted)["valid"], true);
    thread::sleep(Duration::from_secs(58));
    assert_eq!(state(&shop, &never), "held");
    for redemption in [&never, &granted, &late] {
        let passed = || (state(&shop, redemption) == "timed_out").then_some(());
        until("the end of a hold", passed);
    }
    assert!(
        began.elapsed() >= Duration::from_secs(60),
        "a hold ended early"
    );

    // A checkout says so, and so does the token: that of a hold as short as this ended before it
    // began.
    let body = json!({"token": never["token"], "cart": programs::cart(5000)});
    let checked = shop.anyone("POST", "/precheck").json(&body).send().ok();
    assert_eq!(checked["decline"], "expired");
    let body = json!({"code": never["code"], "cart": programs::cart(5000)});
    assert_eq!(
        shop.checkout(&body).ok(),
        json!({"valid": false, "decline": "expired"})
    );

    // The points are back, and the entry has the time at which it was due.
    let account = shop.account("ann");
    assert_eq!(
        (&account["points"]["available"], &account["points"]["held"]),
        (&json!(10), &json!(0))
    );
    let entries = shop.entries("ann");
    let last = entries.last().unwrap();
    assert_eq!(
        (&last["kind"], &last["at"]),
        (&json!("timed_out"), &never["expires_at"])
    );

    // What a checkout counted on is found; what none did is not.
    let found = uncaptured(&shop, 3);
    let told: Vec<_> = found
        .iter()
        .map(|it| (&it["redemption"], &it["state"]))
        .collect();
    assert_eq!(told, [(&granted["id"], &json!("timed_out"))]);

    // A late capture takes what is available and owes the rest.
    shop.adjust("cy", -4).ok();
    let captured = shop.capture(id(&late), &json!("1")).ok();
    assert_eq!(captured["state"], "captured");
    let points = &shop.account("cy")["points"];
    assert_eq!(
        (&points["available"], &points["deficit"]),
        (&json!(0), &json!(4))
    );
    let entries = shop.entries("cy");
    assert_eq!(entries.last().unwrap()["because"]["timing"], "late");
}
