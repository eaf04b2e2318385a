//! Request ids: the same id gives the same answer to the letter, declines included.

use accolade_tests::{Answer, Shop, programs};
use serde_json::{Value, json};
use shared::Time;

fn shop() -> Shop {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 1000).ok();
    shop
}

#[track_caller]
fn same(one: &Answer, other: &Answer) {
    assert_eq!((one.status, &one.body), (other.status, &other.body));
}

#[test]
fn a_redemption_is_repeated_to_the_letter_whatever_happened_since() {
    let shop = shop();
    let body = json!({"reward": "any"});
    let first = shop.redeem_with("ann", &body, "r-1");
    assert_eq!(first.status, 201, "{first}");
    same(&first, &shop.redeem_with("ann", &body, "r-1"));
    shop.capture(first.json()["id"].as_str().unwrap(), &json!("1"))
        .ok();
    shop.adjust("ann", -990).ok();
    same(&first, &shop.redeem_with("ann", &body, "r-1"));
    assert_eq!(
        shop.entries("ann")
            .iter()
            .filter(|it| it["kind"] == "hold")
            .count(),
        1
    );
}

#[test]
fn a_decline_is_repeated_to_the_letter_though_it_would_be_granted_now() {
    let shop = Shop::new(&programs::plain());
    let body = json!({"reward": "any"});
    let first = shop.redeem_with("ann", &body, "r-1");
    first.declined("not-enough-points");
    shop.adjust("ann", 1000).ok();
    same(&first, &shop.redeem_with("ann", &body, "r-1"));
    assert_eq!(shop.redeem_with("ann", &body, "r-2").status, 201);
}

#[test]
fn the_order_of_fields_is_not_content_and_the_values_are() {
    let shop = shop();
    let post = |body: &'static str| {
        shop.shopper("ann", "POST", "/redemptions")
            .key("r-1")
            .bytes(body)
            .send()
    };
    let first = post(r#"{"reward": "cash", "points": 100}"#);
    assert_eq!(first.status, 201, "{first}");
    same(&first, &post(r#"{"points":100,"reward":"cash"}"#));
    post(r#"{"reward": "cash", "points": 200}"#).problem(409, "idempotency-conflict");
    post(r#"{"reward": "cash"}"#).problem(409, "idempotency-conflict");
    same(&first, &post(r#"{"reward": "cash", "points": 100}"#));
}

#[test]
fn the_same_id_is_another_one_for_another_shopper_caller_or_route() {
    let shop = shop();
    shop.adjust("bo", 1000).ok();
    let body = json!({"reward": "any"});
    let ann = shop.redeem_with("ann", &body, "same").ok();
    let bo = shop.redeem_with("bo", &body, "same").ok();
    let by_shop = json!({"reward": "any", "shopper": "ann"});
    let for_ann = shop
        .shop("POST", "/redemptions")
        .key("same")
        .json(&by_shop)
        .send()
        .ok();
    assert!(ann["id"] != bo["id"] && ann["id"] != for_ann["id"]);
    let path = |id: &serde_json::Value, what: &str| {
        format!("/redemptions/{}/{what}", id.as_str().unwrap())
    };
    let capture = shop.shop("POST", &path(&ann["id"], "capture")).key("same");
    assert_eq!(
        capture.json(&json!({"order": "1"})).send().ok()["state"],
        "captured"
    );
    let void = shop.shop("POST", &path(&for_ann["id"], "void")).key("same");
    assert_eq!(void.json(&json!({})).send().ok()["state"], "voided");
    let adjust = shop.shop("POST", "/shoppers/ann/adjustments").key("same");
    adjust
        .json(&json!({"points": 1, "reason": "by hand"}))
        .send()
        .ok();
}

#[test]
fn captures_voids_and_adjustments_are_remembered_too() {
    let shop = shop();
    let redeem = || {
        shop.redeem("ann", &json!({"reward": "any"})).ok()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let post = |path: &str, key: &str, body: serde_json::Value| {
        shop.shop("POST", path).key(key).json(&body).send()
    };
    let id = redeem();
    let capture = format!("/redemptions/{id}/capture");
    let first = post(&capture, "c-1", json!({"order": "1"}));
    same(&first, &post(&capture, "c-1", json!({"order": "1"})));
    post(&capture, "c-1", json!({"order": "2"})).problem(409, "idempotency-conflict");
    let declined = post(&capture, "c-2", json!({"order": "2"}));
    declined.declined("already-used");
    same(&declined, &post(&capture, "c-2", json!({"order": "2"})));

    let id = redeem();
    let void = format!("/redemptions/{id}/void");
    let first = post(&void, "v-1", json!({}));
    assert_eq!(first.ok()["state"], "voided");
    same(&first, &post(&void, "v-1", json!({})));

    let before = shop.available("ann");
    let adjust = "/shoppers/ann/adjustments";
    let first = post(adjust, "a-1", json!({"points": 7, "reason": "a gift"}));
    assert_eq!(first.status, 201, "{first}");
    same(
        &first,
        &post(adjust, "a-1", json!({"points": 7, "reason": "a gift"})),
    );
    post(adjust, "a-1", json!({"points": 8, "reason": "a gift"}))
        .problem(409, "idempotency-conflict");
    assert_eq!(shop.available("ann"), before + 7);
}

#[test]
fn what_changes_points_needs_a_request_id() {
    let shop = shop();
    let id = shop.redeem("ann", &json!({"reward": "any"})).ok()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let calls = [
        shop.shopper("ann", "POST", "/redemptions")
            .json(&json!({"reward": "any"})),
        shop.shop("POST", "/redemptions")
            .json(&json!({"reward": "any", "shopper": "ann"})),
        shop.shop("POST", &format!("/redemptions/{id}/capture"))
            .json(&json!({"order": "1"})),
        shop.shop("POST", &format!("/redemptions/{id}/void"))
            .json(&json!({})),
        shop.shop("POST", "/shoppers/ann/adjustments")
            .json(&json!({"points": 1, "reason": "x"})),
    ];
    for call in calls {
        call.send().problem(400, "malformed");
    }
    assert_eq!(shop.account("ann")["points"]["held"], 10);
}

#[test]
fn rejections_are_not_remembered() {
    let shop = shop();
    shop.redeem_with("ann", &json!({"reward": 5.5}), "r-1")
        .problem(422, "invalid");
    assert_eq!(
        shop.redeem_with("ann", &json!({"reward": "any"}), "r-1")
            .status,
        201
    );
    shop.redeem_with("bo", &json!({"reward": "any", "program": 9}), "r-2")
        .problem(409, "program-changed");
    shop.redeem_with("bo", &json!({"reward": "any"}), "r-2")
        .declined("not-enough-points");
}

#[test]
fn reading_moves_nothing_and_says_of_when_it_is() {
    let shop = shop();
    let one = shop.account("ann");
    let other = shop.account("ann");
    assert_eq!(one["sequence"], other["sequence"]);
    let as_of = |account: &Value| -> Time { account["as_of"].as_str().unwrap().parse().unwrap() };
    assert!(as_of(&one) <= as_of(&other));
    shop.redeem("ann", &json!({"reward": "any"})).ok();
    // After a change the shopper reads their own write.
    let after = shop.account("ann");
    assert_eq!(after["points"]["held"], 10);
    assert!(after["sequence"].as_u64() > one["sequence"].as_u64());
}
