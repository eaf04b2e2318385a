//! Every rejection, its page, and the description of the whole.

use accolade_tests::{OPERATOR_KEY, Shop, fresh_key, programs};
use serde_json::{Value, json};

#[test]
fn malformed() {
    let shop = Shop::new(&programs::plain());
    for body in ["", "{", "[1,]", "\u{0}", "nonsense"] {
        let call = shop
            .shopper("ann", "POST", "/redemptions")
            .key(&fresh_key());
        call.bytes(body).send().problem(400, "malformed");
    }
    let call = shop
        .shopper("ann", "POST", "/redemptions")
        .json(&json!({"reward": "any"}));
    call.send().problem(400, "malformed");
    for key in ["", &"k".repeat(256)] {
        let call = shop.shopper("ann", "POST", "/redemptions").key(key);
        call.json(&json!({"reward": "any"}))
            .send()
            .problem(400, "malformed");
    }
    shop.shopper("ann", "GET", "/account/entries?cursor=x")
        .send()
        .problem(400, "malformed");
}

#[test]
fn unauthenticated() {
    let shop = Shop::new(&programs::plain());
    let routes = [
        ("GET", "/account"),
        ("GET", "/account/entries"),
        ("POST", "/redemptions"),
        ("GET", "/redemptions/r1"),
        ("DELETE", "/redemptions/r1"),
        ("POST", "/redemptions/r1/capture"),
        ("POST", "/redemptions/r1/void"),
        ("POST", "/checkout"),
        ("POST", "/webhooks/shopify"),
        ("POST", "/webhooks/woocommerce"),
        ("POST", "/orders"),
        ("GET", "/orders/1"),
        ("POST", "/actions"),
        ("PUT", "/products/1"),
        ("GET", "/shoppers/ann"),
        ("DELETE", "/shoppers/ann"),
        ("POST", "/shoppers/ann/adjustments"),
        ("GET", "/audit"),
        ("PUT", "/program"),
        ("POST", "/program/simulate"),
        ("PUT", ""),
    ];
    for (method, path) in routes {
        shop.anyone(method, path)
            .json(&json!({}))
            .send()
            .problem(401, "unauthenticated");
        let call = shop
            .anyone(method, path)
            .bearer("not_a_key_of_the_shop")
            .json(&json!({}));
        call.send().problem(401, "unauthenticated");
    }
}

#[test]
fn forbidden() {
    let shop = Shop::new(&programs::plain());
    let for_the_shop = [
        ("POST", "/redemptions/r1/capture"),
        ("POST", "/redemptions/r1/void"),
        ("POST", "/orders"),
        ("GET", "/orders/1"),
        ("POST", "/actions"),
        ("PUT", "/products/1"),
        ("GET", "/shoppers/ann"),
        ("DELETE", "/shoppers/ann"),
        ("POST", "/shoppers/ann/adjustments"),
        ("GET", "/audit"),
        ("PUT", "/program"),
        ("POST", "/program/simulate"),
    ];
    for (method, path) in for_the_shop {
        let call = shop
            .shopper("ann", method, path)
            .key(&fresh_key())
            .json(&json!({}));
        call.send().problem(403, "forbidden");
    }
    for (method, path) in [("GET", "/account"), ("GET", "/account/entries")] {
        shop.shop(method, path).send().problem(403, "forbidden");
    }
}

#[test]
fn not_found() {
    let shop = Shop::new(&programs::plain());
    for (method, path) in [
        ("GET", "/nothing"),
        ("GET", "/redemptions/r1"),
        ("GET", "/orders/1"),
    ] {
        shop.shop(method, path).send().problem(404, "not-found");
    }
    for path in [
        "/",
        "/nothing",
        "/v1",
        "/v1/shops",
        "/a/../healthz",
        "/problems/nothing",
    ] {
        shop.service("GET", path).send().problem(404, "not-found");
    }
}

#[test]
fn another_shoppers_redemption_is_not_found_never_forbidden() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 100).ok();
    let redeemed = shop.redeem("ann", &json!({"reward": "any"})).ok();
    let path = format!("/redemptions/{}", redeemed["id"].as_str().unwrap());
    for method in ["GET", "DELETE"] {
        shop.shopper("bo", method, &path)
            .send()
            .problem(404, "not-found");
    }
    let mine = shop.shopper("ann", "GET", &path).send().ok();
    assert_eq!(
        (&mine["state"], &mine["code"]),
        (&json!("held"), &redeemed["code"])
    );
    let other = Shop::new(&programs::plain());
    other.shop("GET", &path).send().problem(404, "not-found");
}

#[test]
fn unknown_shop() {
    let shop = Shop::new(&programs::plain());
    let nobody = |method, path: &str| shop.service(method, &format!("/v1/shops/nobody{path}"));
    for (method, path) in [
        ("GET", "/program"),
        ("GET", "/account"),
        ("POST", "/orders"),
        ("OPTIONS", "/account"),
    ] {
        let call = nobody(method, path)
            .bearer("some_key_of_a_shop")
            .header("access-control-request-method", "GET");
        call.header("origin", "https://x.example")
            .send()
            .problem(404, "unknown-shop");
    }
    nobody("POST", "/webhooks/shopify")
        .send()
        .problem(404, "unknown-shop");
    let call = shop.service("GET", "/v1/shops/a%20b/program");
    call.send().problem(404, "unknown-shop");
}

#[test]
fn method_not_allowed() {
    let shop = Shop::new(&programs::plain());
    let answer = shop.shop("DELETE", "/program").send();
    answer.problem(405, "method-not-allowed");
    assert_eq!(answer.header("allow"), "GET, PUT");
}

#[test]
fn program_changed() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 100).ok();
    shop.shop("PUT", "/program")
        .json(&programs::plain())
        .send()
        .ok();
    let answer = shop.redeem_with("ann", &json!({"reward": "any", "program": 1}), "once");
    answer.problem(409, "program-changed");
    assert_eq!(shop.available("ann"), 100);
    let seen = shop.account("ann")["program"].clone();
    shop.redeem("ann", &json!({"reward": "any", "program": seen}))
        .ok();
}

#[test]
fn too_large() {
    let shop = Shop::new(&programs::plain());
    let big = "x".repeat(65 * 1024);
    let call = shop
        .shopper("ann", "POST", "/redemptions")
        .key(&fresh_key());
    call.json(&json!({"reward": big}))
        .send()
        .problem(413, "too-large");
    let huge = vec![b' '; 1024 * 1024 + 1];
    assert_eq!(shop.shopify("orders/paid", &huge).status, 413);
    shop.shop("POST", "/orders")
        .bytes(huge.clone())
        .send()
        .problem(413, "too-large");
    // Who is refused before their body is read hears why, too.
    shop.anyone("POST", "/orders")
        .bytes(huge)
        .send()
        .problem(401, "unauthenticated");
    let long = format!("/account?{}", "q".repeat(4100));
    shop.shopper("ann", "GET", &long)
        .send()
        .problem(413, "too-large");
}

#[test]
fn invalid_with_a_pointer_for_each_fault() {
    let shop = Shop::new(&programs::plain());
    let redeem = |body: Value| shop.redeem("ann", &body);
    redeem(json!({})).invalid_at(&["/reward"]);
    redeem(json!({"reward": "any", "points": -1})).invalid_at(&["/points"]);
    redeem(json!({"reward": "any", "points": 1.5})).invalid_at(&["/points"]);
    redeem(json!({"reward": "any", "points": 9_007_199_254_740_992_u64})).invalid_at(&["/points"]);
    let cart = json!({"currency": "XYZ", "lines": [{"price": -1, "quantity": 0}]});
    redeem(json!({"reward": "any", "cart": cart})).invalid_at(&[
        "/cart/currency",
        "/cart/lines/0/price",
        "/cart/lines/0/quantity",
    ]);
    let order = |body: Value| shop.order(&body);
    order(json!([])).invalid_at(&[""]);
    order(json!({"event": "sent", "order": {"id": "1"}})).invalid_at(&["/event"]);
    let call = shop
        .shop("POST", "/shoppers/ann/adjustments")
        .key(&fresh_key());
    call.json(&json!({"points": 0}))
        .send()
        .invalid_at(&["/points", "/reason"]);
    let lines = vec![json!({"price": 1, "quantity": 1}); 501];
    let body = json!({"cart": {"currency": "USD", "lines": lines}});
    shop.anyone("POST", "/quotes")
        .json(&body)
        .send()
        .invalid_at(&["/cart/lines"]);
    assert_eq!(shop.entries("ann").len(), 0);
}

#[test]
fn idempotency_conflict() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 100).ok();
    shop.redeem_with("ann", &json!({"reward": "any"}), "the same")
        .ok();
    let answer = shop.redeem_with("ann", &json!({"reward": "five-off"}), "the same");
    answer.problem(409, "idempotency-conflict");
}

#[test]
fn rate_limited() {
    let shop = Shop::new(&programs::plain());
    let statuses = accolade_tests::on_threads(8, 900, |_| {
        shop.shopper("ann", "GET", "/redemptions/r1").send()
    });
    let limited: Vec<_> = statuses
        .iter()
        .filter(|answer| answer.status == 429)
        .collect();
    assert!(
        (50..=300).contains(&limited.len()),
        "{} of 900 were refused",
        limited.len()
    );
    for answer in limited {
        answer.problem(429, "rate-limited");
        let seconds: u32 = answer.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&seconds), "{seconds}");
    }
    // Each shopper has their own.
    assert_eq!(shop.shopper("bo", "GET", "/account").send().status, 200);
}

#[test]
fn every_problem_has_a_page() {
    let shop = Shop::new(&programs::plain());
    let rejections = [
        "malformed",
        "unauthenticated",
        "forbidden",
        "not-found",
        "unknown-shop",
        "method-not-allowed",
        "idempotency-conflict",
        "program-changed",
        "too-large",
        "invalid",
        "rate-limited",
        "fault",
    ];
    let declines = shared::Decline::ALL.iter().map(|decline| decline.slug());
    let all = shop.service("GET", "/problems").send();
    for slug in rejections.into_iter().chain(declines) {
        let page = shop.service("GET", &format!("/problems/{slug}")).send();
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, "text/html; charset=utf-8")
        );
        assert!(page.body.contains(slug), "{page}");
        assert!(all.body.contains(&format!("/problems/{slug}")), "{slug}");
    }
    // The type of a problem leads to its page, at the very origin that was asked.
    let problem = shop.shop("GET", "/nothing").send().json();
    let page = problem["type"].as_str().unwrap();
    let path = page
        .strip_prefix(&shop.service_origin())
        .unwrap()
        .to_owned();
    assert_eq!(shop.service("GET", &path).send().status, 200);
}

#[test]
fn openapi_describes_every_route() {
    let shop = Shop::new(&programs::plain());
    let answer = shop.service("GET", "/openapi.json").send();
    let document = answer.ok();
    assert!(
        document["openapi"].as_str().unwrap().starts_with("3."),
        "{answer}"
    );
    let routes = [
        ("put", ""),
        ("get", "/program"),
        ("put", "/program"),
        ("post", "/program/simulate"),
        ("get", "/account"),
        ("get", "/account/entries"),
        ("post", "/quotes"),
        ("post", "/redemptions"),
        ("get", "/redemptions/{id}"),
        ("delete", "/redemptions/{id}"),
        ("post", "/checkout"),
        ("post", "/precheck"),
        ("post", "/redemptions/{id}/capture"),
        ("post", "/redemptions/{id}/void"),
        ("post", "/webhooks/shopify"),
        ("post", "/webhooks/woocommerce"),
        ("post", "/orders"),
        ("get", "/orders/{id}"),
        ("post", "/actions"),
        ("put", "/products/{product}"),
        ("get", "/shoppers/{shopper}"),
        ("delete", "/shoppers/{shopper}"),
        ("post", "/shoppers/{shopper}/adjustments"),
        ("get", "/shopify-proxy/token"),
        ("get", "/audit"),
    ];
    let described: Vec<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let path = unnamed(path);
            methods
                .as_object()
                .unwrap()
                .keys()
                .map(move |method| (method.clone(), path.clone()))
        })
        .collect();
    for (method, path) in routes {
        let wanted = (
            method.to_owned(),
            unnamed(&format!("/v1/shops/{{shop}}{path}")),
        );
        assert!(described.contains(&wanted), "{wanted:?} is not described");
    }
    for path in ["/healthz", "/.well-known/accolade/{}/jwks.json"] {
        assert!(
            described.contains(&("get".to_owned(), path.to_owned())),
            "{path}"
        );
    }
    for schema in references(&document) {
        let pointer = schema.trim_start_matches('#');
        assert!(
            document.pointer(pointer).is_some(),
            "{schema} leads nowhere"
        );
    }
}

/// A path whose parameters have no names.
fn unnamed(path: &str) -> String {
    let parts = path.split('/');
    let parts = parts.map(|part| if part.starts_with('{') { "{}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let own = fields
                .get("$ref")
                .and_then(Value::as_str)
                .map(str::to_owned);
            own.into_iter()
                .chain(fields.values().flat_map(references))
                .collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_service_is_healthy_and_says_no_more() {
    let shop = Shop::new(&programs::plain());
    assert_eq!(
        shop.service("GET", "/healthz").send().ok(),
        json!({"status": "ok"})
    );
    assert!(
        !shop
            .service("GET", "/openapi.json")
            .send()
            .body
            .contains(OPERATOR_KEY)
    );
}
