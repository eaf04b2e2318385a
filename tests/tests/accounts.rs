//! What an account says of itself, its history, its erasure, and what the audit makes of a healthy
//! shop.

use accolade_tests::{Shop, fresh_key, programs, until};
use serde_json::{Value, json};

fn program() -> Value {
    let mut program = programs::plain();
    program["points_name"] = json!({"en": {"one": "berry", "other": "berries"}});
    program["earn"][0]["pending"] = json!("PT2S");
    program["tiers"] = json!({"levels": [
        {"id": "bronze", "name": {"en": "Bronze"}, "from": 0},
        {"id": "silver", "name": {"en": "Silver"}, "from": 100, "multiplier": 15000},
    ]});
    program["expiry"] = json!({"after": "P12M", "from": "earned"});
    program
}

#[test]
fn an_account_that_nothing_is_known_of_is_empty() {
    let shop = Shop::new(&program());
    let account = shop.account("nobody");
    assert_eq!(
        account["points"],
        json!({"available": 0, "pending": 0, "held": 0, "deficit": 0, "lifetime": 0})
    );
    assert_eq!(
        (&account["sequence"], &account["shopper"]),
        (&json!(0), &json!("nobody"))
    );
    assert_eq!(
        (&account["tier"]["id"], &account["currency"]),
        (&json!("bronze"), &json!("USD"))
    );
    assert_eq!(
        (
            &account["name_of_program"],
            &account["points_name"]["en"]["other"]
        ),
        (&json!("Plain"), &json!("berries"))
    );
    assert_eq!(
        (&account["expiring"], &account["redemptions"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(account["value"], json!({"amount": 0, "currency": "USD"}));
    assert_eq!(shop.entries("nobody"), Vec::<Value>::new());
}

#[test]
fn an_account_says_what_its_shopper_needs() {
    let shop = Shop::new(&program());
    shop.adjust("ann", 450).ok();
    shop.paid("ann", "1", 10_000);
    let token = shop.token_with("ann", &json!({"name": "Ann"}));
    let account = shop.anyone("GET", "/account").bearer(&token).send().ok();
    assert_eq!(account["name"], "Ann");
    let tier = &account["tier"];
    assert_eq!(
        (&tier["id"], &tier["multiplier"], &tier["progress"]["have"]),
        (&json!("silver"), &json!(15000), &json!(100))
    );
    assert_eq!(account["value"], json!({"amount": 400, "currency": "USD"}));
    let reward = |id: &str| {
        account["rewards"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == id)
            .unwrap()
            .clone()
    };
    let five = reward("five-off");
    assert_eq!(
        (&five["available"], &five["decline"], &five["missing"]),
        (&json!(false), &json!("not-enough-points"), &json!(50))
    );
    assert_eq!(
        (&five["amount"], &five["min_subtotal"], &five["currency"]),
        (&json!(500), &json!(2000), &json!("USD"))
    );
    assert_eq!(reward("any")["available"], true);
    assert_eq!(account["expiring"][0]["points"], 450);
}

#[test]
fn pending_points_become_available_by_themselves() {
    let shop = Shop::new(&program());
    shop.paid("ann", "1", 1000);
    let points = |shop: &Shop| shop.account("ann")["points"].clone();
    assert_eq!(
        (&points(&shop)["pending"], &points(&shop)["available"]),
        (&json!(10), &json!(0))
    );
    until("available points", || {
        (points(&shop)["available"] == 10).then_some(())
    });
    let entries = shop.entries("ann");
    let kinds: Vec<&str> = entries
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["earn", "available"]);
    assert_eq!(entries[1]["at"], entries[0]["because"]["pending_until"]);
}

#[test]
fn every_entry_explains_itself() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 500).ok();
    shop.paid("ann", "1001", 1240);
    let entries = shop.entries("ann");
    assert_eq!(entries[0]["because"]["reason"], "by hand");
    let because = &entries[1]["because"];
    let rule = &because["rules"][0];
    let told = (
        &because["order"],
        &rule["rule"],
        &rule["basis"],
        &rule["per"],
        &rule["base"],
        &rule["multiplier"],
        &rule["points"],
    );
    assert_eq!(
        told,
        (
            &json!("1001"),
            &json!("purchase"),
            &json!(1240),
            &json!(100),
            &json!(12),
            &json!(10000),
            &json!(12)
        )
    );
}

#[test]
fn history_comes_in_pages_newest_first() {
    let shop = Shop::new(&programs::plain());
    for _ in 0..120 {
        shop.adjust("ann", 1).ok();
    }
    let first = shop.shopper("ann", "GET", "/account/entries").send().ok();
    let page = first["entries"].as_array().unwrap();
    assert!(
        page.len() <= 50 && first["cursor"].is_string(),
        "{} entries",
        page.len()
    );
    assert_eq!(page[0]["balance"], 120);
    let all = shop.entries("ann");
    let balances: Vec<u64> = all
        .iter()
        .map(|entry| entry["balance"].as_u64().unwrap())
        .collect();
    assert_eq!(balances, (1..=120).collect::<Vec<_>>());
}

#[test]
fn the_shop_sees_an_account_of_its_shoppers() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 5).ok();
    let seen = shop.shop("GET", "/shoppers/ann").send().ok();
    assert_eq!(
        (&seen["shopper"], &seen["points"]["available"]),
        (&json!("ann"), &json!(5))
    );
}

#[test]
fn erasure_leaves_nothing_and_later_events_are_ignored() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 500).ok();
    let redeemed = shop.redeem("ann", &json!({"reward": "any"})).ok();
    shop.paid("ann", "1", 5000);
    shop.adjust("bo", 7).ok();
    assert_eq!(shop.shop("DELETE", "/shoppers/ann").send().status, 204);
    assert_eq!(shop.shop("DELETE", "/shoppers/ann").send().status, 204);
    assert_eq!((shop.available("ann"), shop.entries("ann").len()), (0, 0));
    let id = redeemed["id"].as_str().unwrap();
    shop.shop("GET", &format!("/redemptions/{id}"))
        .send()
        .problem(404, "not-found");
    let body = json!({"code": redeemed["code"], "cart": programs::cart(5000)});
    assert_eq!(shop.checkout(&body).ok()["decline"], "unknown-code");
    // Neither the old order, told again, nor a new one brings anything back.
    shop.paid("ann", "1", 5000);
    shop.paid("ann", "2", 5000);
    assert_eq!((shop.available("ann"), shop.entries("ann").len()), (0, 0));
    assert_eq!(shop.available("bo"), 7);
    let audit = shop.audit();
    assert_eq!(audit["differences"], json!([]), "{audit}");
    assert!(!shop.shop("GET", "/orders/1").send().body.contains("5000"));
}

#[test]
fn a_gift_by_hand_needs_a_reason_and_has_limits() {
    let shop = Shop::new(&programs::plain());
    let adjust = |body: Value| {
        shop.shop("POST", "/shoppers/ann/adjustments")
            .key(&fresh_key())
            .json(&body)
            .send()
    };
    adjust(json!({"points": 5})).invalid_at(&["/reason"]);
    adjust(json!({"points": 5, "reason": ""})).invalid_at(&["/reason"]);
    adjust(json!({"points": 5, "reason": "r".repeat(501)})).invalid_at(&["/reason"]);
    adjust(json!({"points": "5", "reason": "x"})).invalid_at(&["/points"]);
    adjust(json!({"points": 5, "reason": "x", "more": 1})).invalid_at(&["/more"]);
    let answer = adjust(json!({"points": 5, "reason": "Sorry for the wait"}));
    assert_eq!(answer.status, 201);
    let told = (
        &answer.json()["kind"],
        &answer.json()["points"],
        &answer.json()["balance"],
    );
    assert_eq!(told, (&json!("adjustment"), &json!(5), &json!(5)));
}

#[test]
fn the_audit_of_a_healthy_shop_finds_nothing() {
    let shop = Shop::new(&programs::plain());
    for shopper in ["ann", "bo", "cy", "di"] {
        shop.adjust(shopper, 600).ok();
        shop.paid(shopper, &format!("order-of-{shopper}"), 5000);
        let redeemed = shop.redeem(shopper, &json!({"reward": "any"})).ok();
        shop.capture(
            redeemed["id"].as_str().unwrap(),
            &json!(format!("next-of-{shopper}")),
        )
        .ok();
        let second = shop
            .redeem(shopper, &json!({"reward": "cash", "points": 200}))
            .ok();
        shop.void(second["id"].as_str().unwrap()).ok();
        shop.redeem(shopper, &json!({"reward": "any"})).ok();
    }
    let refund = json!({"id": "r", "amount": 2500});
    let order = json!({"id": "order-of-bo"});
    let refund = json!({"event": "refunded", "order": order, "refund": refund});
    shop.order(&refund).ok();
    let audit = until("the audit of four accounts", || {
        let audit = shop.audit();
        (audit["accounts"] == 4).then_some(audit)
    });
    assert_eq!(
        (&audit["differences"], &audit["uncaptured"]),
        (&json!([]), &json!([])),
        "{audit}"
    );
    assert_eq!(audit["orders"], 4);
    assert!(audit["entries"].as_u64() >= Some(24), "{audit}");
}
