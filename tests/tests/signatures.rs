//! Signatures of platforms: published vectors, and every change of a byte refused.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::sign::{app_proxy_query, hmac, webhook};
use accolade_tests::{Shop, now, programs};
use serde_json::{Value, json};

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../data/hmac-vectors.json")).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn send(shop: &Shop, body: &[u8], signature: &str) -> u16 {
    let call = shop
        .anyone("POST", "/webhooks/shopify")
        .header("x-shopify-hmac-sha256", signature);
    call.bytes(body).send().status
}

/// The detail of the refusal of a query of the app proxy.
fn proxy_detail(shop: &Shop, query: &str) -> String {
    let answer = shop
        .anyone("GET", &format!("/shopify-proxy/token?{query}"))
        .send();
    answer.problem(401, "unauthenticated")["detail"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn the_published_webhook_vector_is_believed() {
    let shop = Shop::new(&programs::plain());
    let mut seen = 0;
    for vector in vectors().iter().filter(|vector| vector["body"].is_string()) {
        let (secret, body) = (
            vector["secret"].as_str().unwrap(),
            vector["body"].as_str().unwrap(),
        );
        let signature = vector["x_shopify_hmac_sha256_base64"].as_str().unwrap();
        assert_eq!(webhook(secret, body.as_bytes()), signature);
        assert_eq!(send(&shop, body.as_bytes(), signature), 401);
        shop.configure(&json!({"webhooks": {"shopify": [secret]}}))
            .ok();
        assert_eq!(send(&shop, body.as_bytes(), signature), 200);
        seen += 1;
    }
    assert_eq!(seen, 1);
}

#[test]
fn the_published_app_proxy_vectors_are_signed_right_and_long_over() {
    let shop = Shop::new(&programs::plain());
    let mut seen = 0;
    for vector in vectors()
        .iter()
        .filter(|vector| vector["query"].is_string())
    {
        let text = |key: &str| vector[key].as_str().unwrap();
        let signature = text("signature_hex");
        assert_eq!(
            hex(&hmac(text("secret").as_bytes(), text("message").as_bytes())),
            signature
        );
        let domain = json!({"domain": "shop-name.myshopify.com"});
        let webhooks = json!({"shopify": text("secret")});
        shop.configure(&json!({"webhooks": webhooks, "shopify": domain}))
            .ok();
        let good = format!("{}&signature={signature}", text("query"));
        assert!(
            proxy_detail(&shop, &good).contains("too long ago"),
            "{}",
            text("name")
        );
        let other_store = good.replace("shop-name", "shop-nane");
        assert!(
            proxy_detail(&shop, &other_store).contains("does not fit"),
            "{}",
            text("name")
        );
        shop.configure(&json!({"shopify": {"domain": "elsewhere.myshopify.com"}}))
            .ok();
        assert!(
            proxy_detail(&shop, &good).contains("another store"),
            "{}",
            text("name")
        );
        seen += 1;
    }
    assert_eq!(seen, 2);
}

#[test]
fn every_changed_byte_of_a_body_is_refused() {
    let shop = Shop::new(&programs::plain());
    let body = br#"{"id": 5, "line_items": [{"id": 1, "price": "9.99"}]}"#;
    let signature = webhook(&shop.webhook_secret(), body);
    for at in 0..body.len() {
        for bit in [1, 0x20, 0x80] {
            let mut bad = body.to_vec();
            bad[at] ^= bit;
            assert_eq!(send(&shop, &bad, &signature), 401, "byte {at}");
        }
    }
    let longer = [body.as_slice(), b" "].concat();
    assert_eq!(send(&shop, &longer, &signature), 401);
    assert_eq!(send(&shop, &body[..body.len() - 1], &signature), 401);
    assert_eq!(send(&shop, b"", &signature), 401);
    assert_eq!(send(&shop, body, &signature), 200);
}

#[test]
fn every_changed_character_of_a_signature_is_refused() {
    let shop = Shop::new(&programs::plain());
    let body = br#"{"nothing": "of ours"}"#;
    let signature = webhook(&shop.webhook_secret(), body);
    assert_eq!(send(&shop, body, &signature), 200);
    for at in 0..signature.len() {
        for letter in ['A', 'b', '+', '=', '-', ' '] {
            let mut bad: Vec<char> = signature.chars().collect();
            if bad[at] == letter {
                continue;
            }
            bad[at] = letter;
            let bad: String = bad.into_iter().collect();
            if bad.trim() != signature {
                assert_eq!(send(&shop, body, &bad), 401, "{bad:?} for {signature:?}");
            }
        }
    }
    let raw = hex(&hmac(shop.webhook_secret().as_bytes(), body));
    let half: String = signature.chars().take(20).collect();
    for bad in ["", "=", &half, &raw, &format!("{signature}{signature}")] {
        assert_eq!(send(&shop, body, bad), 401, "{bad}");
    }
    let call = shop
        .anyone("POST", "/webhooks/shopify")
        .bytes(body.as_slice());
    call.send().problem(401, "unauthenticated");
}

#[test]
fn headers_other_than_the_signature_decide_nothing() {
    let shop = Shop::new(&programs::plain());
    let body =
        accolade_tests::platforms::shopify_order(5, 7, "paid", &now().to_string()).to_string();
    let call = shop.anyone("POST", "/webhooks/shopify");
    let call = call.header("x-shopify-topic", "customers/redact");
    let call = call.header(
        "x-shopify-hmac-sha256",
        webhook(&shop.webhook_secret(), body.as_bytes()),
    );
    assert_eq!(call.bytes(body).send().ok()["state"], "paid");
    assert_eq!(shop.available("7"), 369);
}

#[test]
fn a_proxied_request_is_exchanged_for_a_token() {
    let shop = Shop::new(&programs::plain());
    let at = now().unix_seconds().to_string();
    let domain = shop.domain();
    let fields = [
        ("logged_in_customer_id", "7"),
        ("path_prefix", "/apps/loyalty"),
        ("shop", domain.as_str()),
        ("timestamp", at.as_str()),
    ];
    let query = app_proxy_query(&shop.webhook_secret(), &fields);
    let answer = shop
        .anyone("GET", &format!("/shopify-proxy/token?{query}"))
        .send();
    let token = answer.ok()["token"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("cache-control"), "no-store");
    let account = shop.anyone("GET", "/account").bearer(&token).send().ok();
    assert_eq!(account["shopper"], "7");
}

#[test]
fn a_proxied_request_that_is_wrong_is_401() {
    let shop = Shop::new(&programs::plain());
    let domain = shop.domain();
    let secret = shop.webhook_secret();
    let seconds = now().unix_seconds();
    let query = |shopper: &str, domain: &str, at: i64, secret: &str| {
        let at = at.to_string();
        let fields = [
            ("logged_in_customer_id", shopper),
            ("shop", domain),
            ("timestamp", at.as_str()),
        ];
        app_proxy_query(secret, &fields)
    };
    let good = query("7", &domain, seconds, &secret);
    assert_eq!(
        shop.anyone("GET", &format!("/shopify-proxy/token?{good}"))
            .send()
            .status,
        200
    );
    let bad = [
        query("", &domain, seconds, &secret),
        query("7", "other.myshopify.com", seconds, &secret),
        query("7", &domain, seconds - 100, &secret),
        query("7", &domain, seconds + 100, &secret),
        query("7", &domain, seconds, "another secret"),
        good.replace("customer_id=7", "customer_id=8"),
        good.replace("&signature", "&x=1&signature"),
        format!("{good}&logged_in_customer_id=8"),
        format!("{good}&shop={domain}"),
        good.split("&signature").next().unwrap().to_owned(),
        String::new(),
    ];
    for query in bad {
        proxy_detail(&shop, &query);
    }
    let digits = good.rsplit_once("signature=").unwrap().1.len();
    for at in 1..=digits {
        let mut bytes = good.clone().into_bytes();
        let place = bytes.len() - at;
        bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
        proxy_detail(&shop, &String::from_utf8(bytes).unwrap());
    }
}
