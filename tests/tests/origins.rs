//! CORS and origins: the shop's own pages may ask, others are refused, whatever they carry.

use accolade_tests::{Shop, programs};
use serde_json::json;

#[test]
fn a_preflight_from_the_shops_own_page_is_allowed_and_cached() {
    let shop = Shop::new(&programs::plain());
    for path in ["/account", "/redemptions", "/redemptions/r0", "/quotes"] {
        let answer = shop
            .anyone("OPTIONS", path)
            .header("origin", shop.origin())
            .header("access-control-request-method", "POST")
            .header(
                "access-control-request-headers",
                "authorization,idempotency-key",
            )
            .send();
        assert_eq!(answer.status, 204, "{answer}");
        assert_eq!(answer.header("access-control-allow-origin"), shop.origin());
        let allowed = answer.header("access-control-allow-headers");
        for name in ["authorization", "content-type", "idempotency-key"] {
            assert!(allowed.contains(name), "{allowed}");
        }
        let seconds: u32 = answer.header("access-control-max-age").parse().unwrap();
        assert!(seconds >= 600, "{seconds}");
    }
}

#[test]
fn a_foreign_page_is_403_with_and_without_a_good_token() {
    let shop = Shop::new(&programs::plain());
    let foreign = [
        "https://evil.example",
        "http://shop.example",
        "https://shop.example.evil.example",
        "https://shop.example:8443",
        "null",
    ];
    for origin in foreign {
        let call = shop
            .shopper("ann", "GET", "/account")
            .header("origin", origin);
        let answer = call.send();
        answer.problem(403, "forbidden");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
        let call = shop.anyone("OPTIONS", "/account").header("origin", origin);
        call.header("access-control-request-method", "GET")
            .send()
            .problem(403, "forbidden");
        let call = shop
            .shopper("ann", "POST", "/redemptions")
            .header("origin", origin)
            .key("k");
        call.json(&json!({"reward": "any"}))
            .send()
            .problem(403, "forbidden");
        let call = shop.anyone("POST", "/quotes").header("origin", origin);
        call.json(&json!({"cart": programs::cart(100)}))
            .send()
            .problem(403, "forbidden");
    }
    assert_eq!(shop.entries("ann").len(), 0);
}

#[test]
fn the_shops_own_page_reads_answers_and_problems() {
    let shop = Shop::new(&programs::plain());
    let call = shop
        .shopper("ann", "GET", "/account")
        .header("origin", shop.origin());
    let answer = call.send();
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (200, shop.origin())
    );
    assert!(
        answer.header("vary").to_lowercase().contains("origin"),
        "{answer}"
    );
    let call = shop
        .shopper("ann", "POST", "/redemptions")
        .header("origin", shop.origin());
    let answer = call.key("k1").json(&json!({"reward": "any"})).send();
    answer.declined("not-enough-points");
    assert_eq!(answer.header("access-control-allow-origin"), shop.origin());
}

#[test]
fn origins_change_with_the_shop() {
    let shop = Shop::new(&programs::plain());
    let ask = |origin: &str| {
        shop.shopper("ann", "GET", "/account")
            .header("origin", origin)
            .send()
            .status
    };
    assert_eq!(
        (ask("https://shop.example"), ask("https://new.example")),
        (200, 403)
    );
    shop.configure(&json!({"origins": "https://new.example"}))
        .ok();
    assert_eq!(
        (ask("https://shop.example"), ask("https://new.example")),
        (403, 200)
    );
}
