//! Shopify's own documented payloads, signed as Shopify signs, and what they lead to.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::platforms::{shopify_order, shopify_payload, shopify_refund, shopify_versions};
use accolade_tests::{Answer, Shop, now, programs};
use serde_json::{Value, json};

/// An order id that no 64-bit float can hold.
const ORDER: u64 = 820_982_911_946_154_507;
/// A shopper's, too.
const SHOPPER: u64 = 115_310_627_314_723_955;

fn program() -> Value {
    let mut program = programs::plain();
    let signup = json!({"id": "welcome", "on": "signup", "points": 25});
    program["earn"].as_array_mut().unwrap().push(signup);
    program
}

fn send(shop: &Shop, topic: &str, body: &Value) -> Answer {
    shop.shopify(topic, body.to_string().as_bytes())
}

fn hear(shop: &Shop, topic: &str, body: &Value) -> Value {
    send(shop, topic, body).ok()
}

fn paid(id: u64, shopper: u64) -> Value {
    shopify_order(id, shopper, "paid", &now().to_string())
}

#[test]
fn the_documented_order_of_every_version_earns_nothing_and_says_why() {
    let shop = Shop::new(&program());
    for version in shopify_versions() {
        for topic in [
            "orders/create",
            "orders/paid",
            "orders/updated",
            "orders/cancelled",
        ] {
            let heard = hear(&shop, topic, &shopify_payload(&version, topic));
            assert_eq!(
                (&heard["state"], &heard["ignored"]),
                (&json!("ignored"), &json!("test")),
                "{version} {topic}"
            );
        }
    }
}

#[test]
fn each_reason_in_its_order() {
    let shop = Shop::new(&program());
    let newest = shopify_versions().pop().unwrap();
    let documented = shopify_payload(&newest, "orders/paid");
    let steps: [(&str, Value, &str); 6] = [
        ("/test", json!(false), "cancelled"),
        ("/cancelled_at", Value::Null, "voided"),
        ("/financial_status", json!("paid"), "too-old"),
        ("/processed_at", json!(now().to_string()), ""),
        ("/customer", Value::Null, "no-shopper"),
        ("/customer", json!({"id": SHOPPER}), ""),
    ];
    let mut order = documented;
    for (index, (place, value, ignored)) in steps.into_iter().enumerate() {
        *order.pointer_mut(place).unwrap() = value;
        // Each is an order of its own: what was heard of one stays.
        order["id"] = json!(ORDER + index as u64);
        let heard = hear(&shop, "orders/paid", &order);
        assert_eq!(
            heard["ignored"].as_str().unwrap_or(""),
            ignored,
            "{place}: {heard}"
        );
    }
}

#[test]
fn an_order_in_another_currency_is_ignored() {
    let shop = Shop::new(&program());
    let text = paid(ORDER, SHOPPER).to_string().replace("USD", "EUR");
    let heard = shop.shopify("orders/paid", text.as_bytes()).ok();
    assert_eq!(heard["ignored"], "other-currency", "{heard}");
}

#[test]
fn a_paid_order_earns_by_its_texts_of_money() {
    // 89.99 + 159.99 + 119.99 = 369.97, so 369 points; shipping of 10.00 earns nothing.
    let shop = Shop::new(&program());
    let heard = hear(&shop, "orders/paid", &paid(ORDER, SHOPPER));
    assert_eq!(
        (&heard["state"], &heard["earned"]),
        (&json!("paid"), &json!(369)),
        "{heard}"
    );
    assert_eq!(shop.available(&SHOPPER.to_string()), 369);
}

#[test]
fn ids_above_two_to_the_53_stay_exact() {
    let shop = Shop::new(&program());
    hear(&shop, "orders/paid", &paid(ORDER, SHOPPER));
    let heard = hear(&shop, "orders/paid", &paid(ORDER + 1, SHOPPER + 1));
    assert_eq!(heard["order"], json!((ORDER + 1).to_string()));
    for step in 0..2 {
        assert_eq!(shop.available(&(SHOPPER + step).to_string()), 369);
        let looked = shop
            .shop("GET", &format!("/orders/{}", ORDER + step))
            .send()
            .ok();
        assert_eq!(looked["shopper"], json!((SHOPPER + step).to_string()));
    }
    shop.shop("GET", &format!("/orders/{}", ORDER - 1))
        .send()
        .problem(404, "not-found");
    // The global id of Shopify is the same id.
    let order = json!({"id": format!("gid://shopify/Order/{ORDER}")});
    let refund = json!({"id": "r", "amount": 1});
    let heard = shop
        .order(&json!({"event": "refunded", "order": order, "refund": refund}))
        .ok();
    assert_eq!(heard["order"], json!(ORDER.to_string()));
}

#[test]
fn a_refund_takes_back_its_lines() {
    // 119.99 of 369.97 kept: floor(369 x 11999 / 36997) = floor(119.67) = 119.
    let shop = Shop::new(&program());
    hear(&shop, "orders/paid", &paid(ORDER, SHOPPER));
    let heard = hear(&shop, "refunds/create", &shopify_refund(1, ORDER));
    assert_eq!(heard["earned"], 119, "{heard}");
    hear(&shop, "refunds/create", &shopify_refund(1, ORDER));
    assert_eq!(shop.available(&SHOPPER.to_string()), 119);
}

#[test]
fn refunds_are_capped_at_the_line_and_money_may_be_numbers() {
    let shop = Shop::new(&program());
    hear(&shop, "orders/paid", &paid(ORDER, SHOPPER));
    let mut refund = shopify_refund(1, ORDER);
    let lines = refund["refund_line_items"].as_array_mut().unwrap();
    lines.truncate(1);
    lines[0]["subtotal"] = json!(4999.99);
    lines[0]["subtotal_set"] = Value::Null;
    // The first line of 89.99 is gone, no more: floor(369 x 27998 / 36997) = 279.
    assert_eq!(hear(&shop, "refunds/create", &refund)["earned"], 279);
}

#[test]
fn discounts_are_allocations_and_never_added_twice() {
    // 89.99 - 10.00 + 159.99 + 119.99 = 359.97: total_discount says 10.00 too and must not count.
    let shop = Shop::new(&program());
    let mut order = paid(ORDER, SHOPPER);
    order["discount_applications"] =
        json!([{"type": "manual", "title": "kind", "value": "10.0", "value_type": "fixed_amount"}]);
    let line = &mut order["line_items"][0];
    line["total_discount"] = json!("10.00");
    line["discount_allocations"] = json!([{"amount": "10.00", "discount_application_index": 0}]);
    order["total_discounts"] = json!("10.00");
    assert_eq!(hear(&shop, "orders/paid", &order)["earned"], 359);
}

#[test]
fn the_tax_inside_prices_earns_nothing() {
    // 369.97 less 20.00 of tax inside is 349.97.
    let shop = Shop::new(&program());
    let mut order = paid(ORDER, SHOPPER);
    order["taxes_included"] = json!(true);
    order["line_items"][1]["tax_lines"] = json!([{"price": "20.00", "rate": 0.14, "title": "VAT"}]);
    assert_eq!(hear(&shop, "orders/paid", &order)["earned"], 349);
    let mut order = paid(ORDER + 1, SHOPPER);
    order["line_items"][1]["tax_lines"] = json!([{"price": "20.00", "rate": 0.14, "title": "VAT"}]);
    assert_eq!(hear(&shop, "orders/paid", &order)["earned"], 369);
}

#[test]
fn an_edit_that_removes_a_line_counts_as_a_refund_and_one_that_adds_earns_nothing() {
    let shop = Shop::new(&program());
    hear(&shop, "orders/paid", &paid(ORDER, SHOPPER));
    let mut order = paid(ORDER, SHOPPER);
    let mut added = order["line_items"][0].clone();
    added["id"] = json!(1);
    order["line_items"].as_array_mut().unwrap().push(added);
    assert_eq!(hear(&shop, "orders/updated", &order)["earned"], 369);
    // Without the first line: floor(369 x 27998 / 36997) = 279.
    order["updated_at"] = json!(now().plus_ms(1000).to_string());
    order["line_items"][0]["current_quantity"] = json!(0);
    assert_eq!(hear(&shop, "orders/edited", &order)["earned"], 279);
}

/// Where Shopify may say a code, and where it stands in the order.
fn with_code(mut order: Value, place: &str, code: &Value) -> Value {
    match place {
        "discount_codes" => {
            order[place] = json!([{"code": code, "amount": "5.00", "type": "fixed_amount"}])
        }
        "discount_applications" => {
            order[place] = json!([{"type": "discount_code", "code": code, "value": "5.0",
                "value_type": "fixed_amount"}]);
            order["line_items"][0]["discount_allocations"] =
                json!([{"amount": "5.00", "discount_application_index": 0}]);
        }
        _ => order[place] = json!([{"name": "accolade_code", "value": code}]),
    }
    order
}

#[test]
fn the_code_is_found_wherever_shopify_says_it() {
    let shop = Shop::new(&program());
    for (index, place) in ["discount_codes", "discount_applications", "note_attributes"]
        .into_iter()
        .enumerate()
    {
        let shopper = (SHOPPER + index as u64).to_string();
        shop.adjust(&shopper, 500).ok();
        let redeemed = shop.redeem(&shopper, &json!({"reward": "five-off"})).ok();
        let order = paid(ORDER + index as u64, SHOPPER + index as u64);
        let heard = hear(
            &shop,
            "orders/paid",
            &with_code(order, place, &redeemed["code"]),
        );
        assert_eq!(heard["redemptions"], json!([redeemed["id"]]), "{place}");
        let points = &shop.account(&shopper)["points"];
        assert_eq!(points["held"], 0, "{place}");
    }
}

#[test]
fn somebody_elses_codes_are_no_fault() {
    let shop = Shop::new(&program());
    for (index, code) in [
        "SUMMER10",
        "",
        "0000-0000-0000-0000",
        "💐",
        "ABCD-EFGH-JKMN-PQRS",
    ]
    .into_iter()
    .enumerate()
    {
        let order = with_code(
            paid(ORDER + index as u64, SHOPPER),
            "discount_codes",
            &json!(code),
        );
        let heard = hear(&shop, "orders/paid", &order);
        assert_eq!(
            (&heard["state"], &heard["redemptions"]),
            (&json!("paid"), &Value::Null),
            "{code}"
        );
    }
}

#[test]
fn a_refund_restores_by_the_value_before_the_discount() {
    // 249.98 of 369.97 back: floor(500 x 24998 / 36997) = 337.
    let shop = Shop::new(&program());
    let shopper = SHOPPER.to_string();
    shop.adjust(&shopper, 500).ok();
    let redeemed = shop.redeem(&shopper, &json!({"reward": "five-off"})).ok();
    hear(
        &shop,
        "orders/paid",
        &with_code(
            paid(ORDER, SHOPPER),
            "discount_applications",
            &redeemed["code"],
        ),
    );
    hear(&shop, "refunds/create", &shopify_refund(1, ORDER));
    let id = redeemed["id"].as_str().unwrap();
    let looked = shop.shop("GET", &format!("/redemptions/{id}")).send().ok();
    assert_eq!(
        (&looked["restored"], &looked["captured"]),
        (&json!(337), &json!(500)),
        "{looked}"
    );
}

#[test]
fn a_new_shopper_signs_up_once() {
    let shop = Shop::new(&program());
    for version in shopify_versions() {
        hear(
            &shop,
            "customers/create",
            &shopify_payload(&version, "customers/create"),
        );
    }
    let documented = shopify_payload(&shopify_versions().pop().unwrap(), "customers/create");
    assert_eq!(shop.available(&documented["id"].to_string()), 25);
}

#[test]
fn requests_of_privacy_law_are_heard() {
    let shop = Shop::new(&program());
    let shopper = SHOPPER.to_string();
    hear(&shop, "orders/paid", &paid(ORDER, SHOPPER));
    let request = json!({"shop_id": 1, "shop_domain": "x.myshopify.com",
        "orders_requested": [ORDER], "customer": {"id": SHOPPER}, "data_request": {"id": 9},
        "orders_to_redact": [ORDER]});
    hear(&shop, "customers/data_request", &request);
    assert_eq!(shop.available(&shopper), 369, "a request for data erased");
    let redact = json!({"shop_id": 1, "shop_domain": "x.myshopify.com",
        "customer": {"id": SHOPPER}, "orders_to_redact": [ORDER]});
    hear(&shop, "customers/redact", &redact);
    assert_eq!(
        (shop.available(&shopper), shop.entries(&shopper).len()),
        (0, 0)
    );
    let heard = hear(&shop, "orders/paid", &paid(ORDER, SHOPPER));
    assert_eq!(
        (&heard["state"], &heard["ignored"]),
        (&json!("ignored"), &json!("erased"))
    );
    hear(
        &shop,
        "shop/redact",
        &json!({"shop_id": 1, "shop_domain": "x.myshopify.com"}),
    );
}

#[test]
fn what_is_not_of_ours_is_answered_and_let_be() {
    let shop = Shop::new(&program());
    let newest = shopify_versions().pop().unwrap();
    for topic in [
        "products/create",
        "carts/create",
        "checkouts/create",
        "draft_orders/create",
        "fulfillments/create",
        "customers/update",
    ] {
        let answer = send(&shop, topic, &shopify_payload(&newest, topic));
        assert_eq!(answer.status, 200, "{topic}: {answer}");
        assert_eq!(answer.json()["state"], Value::Null, "{topic}: {answer}");
    }
}

#[test]
fn a_body_that_cannot_be_is_refused_with_its_places() {
    let shop = Shop::new(&program());
    let mut order = paid(ORDER, SHOPPER);
    order["line_items"][0]["price"] = json!("12.x");
    order["line_items"][0]["price_set"] = Value::Null;
    order["updated_at"] = json!("yesterday");
    let answer = send(&shop, "orders/paid", &order);
    let problem = answer.problem(422, "invalid");
    let places: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["pointer"].as_str().unwrap())
        .collect();
    assert!(
        places.contains(&"/updated_at") && places.contains(&"/line_items/0/price"),
        "{places:?}"
    );
}
