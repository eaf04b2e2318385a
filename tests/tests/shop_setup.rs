//! Setting up a shop and rotating what it is known by: only what is named changes.

use accolade_tests::{KID, OPERATOR_KEY, Shop, identity, programs, sign};
use serde_json::{Value, json};

fn status_with_identity(shop: &Shop, kid: &str, secret: &str) -> u16 {
    let claims = identity::claims(&shop.id, "ann");
    let token = identity::token(&identity::header(kid), &claims, secret);
    shop.anyone("GET", "/account").bearer(&token).send().status
}

fn status_with_key(shop: &Shop, key: &str) -> u16 {
    shop.anyone("GET", "/shoppers/ann")
        .bearer(key)
        .send()
        .status
}

fn status_with_webhook_secret(shop: &Shop, path: &str, header: &str, secret: &str) -> u16 {
    let body = br#"{"nothing": "of ours"}"#;
    let call = shop
        .anyone("POST", path)
        .header(header, sign::webhook(secret, body));
    call.bytes(body).send().status
}

#[test]
fn a_shop_is_created_once_and_changed_after() {
    let shop = Shop::new(&programs::plain());
    let answer = shop.configure(&json!({"origins": ["https://other.example"]}));
    assert_eq!(
        (answer.status, answer.json()["program"].clone()),
        (200, json!(1)),
        "{answer}"
    );
    let answer = shop.configure(&json!({"program": programs::plain()}));
    assert_eq!(
        answer.json(),
        json!({"shop": shop.id, "program": 2}),
        "{answer}"
    );
}

#[test]
fn only_the_operator_sets_up_shops() {
    let shop = Shop::new(&programs::plain());
    let calls = [
        shop.anyone("PUT", ""),
        shop.anyone("PUT", "").bearer("qT7vXw2LmR9kZp4sNd8bHy3d"),
        shop.shop("PUT", ""),
        shop.shopper("ann", "PUT", ""),
    ];
    for call in calls {
        call.json(&json!({"secret_keys": ["a key of sixteen"]}))
            .send()
            .problem(401, "unauthenticated");
    }
    let call = shop
        .anyone("PUT", "")
        .bearer(OPERATOR_KEY)
        .header("origin", shop.origin());
    call.json(&json!({})).send().problem(403, "forbidden");
}

#[test]
fn several_kids_live_at_once_and_the_old_one_ends_when_it_is_left_out() {
    let shop = Shop::new(&programs::plain());
    let (old, new) = (shop.identity_secret(), "the new identity secret");
    assert_eq!(status_with_identity(&shop, KID, &old), 200);
    assert_eq!(status_with_identity(&shop, "k2", new), 401);
    shop.configure(&json!({"identity_keys": {KID: old, "k2": new}}))
        .ok();
    assert_eq!(status_with_identity(&shop, KID, &old), 200);
    assert_eq!(status_with_identity(&shop, "k2", new), 200);
    assert_eq!(status_with_identity(&shop, "k2", &old), 401);
    shop.configure(&json!({"identity_keys": {"k2": new}})).ok();
    assert_eq!(status_with_identity(&shop, KID, &old), 401);
    assert_eq!(status_with_identity(&shop, "k2", new), 200);
}

#[test]
fn secret_keys_rotate_and_a_single_one_may_stand_for_a_list() {
    let shop = Shop::new(&programs::plain());
    let (old, new) = (shop.secret_key(), "a_new_secret_key_of_the_shop");
    assert_eq!(
        (status_with_key(&shop, &old), status_with_key(&shop, new)),
        (200, 401)
    );
    shop.configure(&json!({"secret_keys": [old, new]})).ok();
    assert_eq!(
        (status_with_key(&shop, &old), status_with_key(&shop, new)),
        (200, 200)
    );
    shop.configure(&json!({"secret_keys": new})).ok();
    assert_eq!(
        (status_with_key(&shop, &old), status_with_key(&shop, new)),
        (401, 200)
    );
}

#[test]
fn webhook_secrets_rotate_platform_by_platform() {
    let shop = Shop::new(&programs::plain());
    let (old, new) = (shop.webhook_secret(), "new");
    let shopify = |secret: &str| {
        status_with_webhook_secret(&shop, "/webhooks/shopify", "x-shopify-hmac-sha256", secret)
    };
    let woo = |secret: &str| {
        status_with_webhook_secret(
            &shop,
            "/webhooks/woocommerce",
            "x-wc-webhook-signature",
            secret,
        )
    };
    assert_eq!((shopify(&old), shopify(new), woo(&old)), (200, 401, 200));
    shop.configure(&json!({"webhooks": {"shopify": [old, new]}}))
        .ok();
    assert_eq!(
        (shopify(&old), shopify(new), woo(&old), woo(new)),
        (200, 200, 200, 401)
    );
    shop.configure(&json!({"webhooks": {"shopify": new, "woocommerce": new}}))
        .ok();
    assert_eq!(
        (shopify(&old), shopify(new), woo(&old), woo(new)),
        (401, 200, 401, 200)
    );
}

#[test]
fn what_a_change_does_not_name_stays() {
    let shop = Shop::new(&programs::plain());
    shop.configure(&json!({"origins": []})).ok();
    assert_eq!(
        status_with_identity(&shop, KID, &shop.identity_secret()),
        200
    );
    assert_eq!(status_with_key(&shop, &shop.secret_key()), 200);
    assert_eq!(shop.anyone("GET", "/program").send().ok()["name"], "Plain");
}

#[test]
fn secrets_are_never_shown_again() {
    let shop = Shop::new(&programs::plain());
    let secrets = [
        shop.identity_secret(),
        shop.secret_key(),
        shop.webhook_secret(),
    ];
    let answers = [
        shop.configure(&json!({})),
        shop.configure(&json!({"secret_keys": [5], "webhooks": {"shopify": [""]}})),
        shop.shop("GET", "/program").send(),
        shop.anyone("GET", "/program").send(),
        shop.service(
            "GET",
            &format!("/.well-known/accolade/{}/jwks.json", shop.id),
        )
        .send(),
    ];
    for answer in answers {
        for secret in &secrets {
            assert!(!answer.body.contains(secret.as_str()), "{answer}");
        }
    }
}

#[test]
fn bad_settings_are_refused_whole_with_every_place() {
    let shop = Shop::new(&programs::plain());
    let bad: [(Value, &[&str]); 6] = [
        (json!({"secret_keys": ["too short"]}), &["/secret_keys/0"]),
        (
            json!({"identity_keys": {"k": "fifteen letters"}}),
            &["/identity_keys/k"],
        ),
        (
            json!({"webhooks": {"shopify": [""]}}),
            &["/webhooks/shopify/0"],
        ),
        (
            json!({"origins": ["https://shop.example/path"]}),
            &["/origins/0"],
        ),
        (json!({"colour": "red"}), &["/colour"]),
        (
            json!({"origins": ["no origin"], "program": {"name": "P"}}),
            &["/origins/0"],
        ),
    ];
    for (change, places) in bad {
        shop.configure(&change).invalid_at(places);
    }
    assert_eq!(status_with_key(&shop, &shop.secret_key()), 200);
    let rule = json!({"id": "x", "on": "order", "points": 0, "per": 100});
    let program = json!({"name": "P", "currency": "USD", "earn": [rule]});
    shop.configure(&json!({"program": program}))
        .invalid_at(&["/program/earn/0/points"]);
    shop.shop("PUT", "/program")
        .json(&program)
        .send()
        .invalid_at(&["/earn/0/points"]);
}

#[test]
fn the_program_has_versions_and_a_public_part() {
    let shop = Shop::new(&programs::plain());
    let mut program = programs::plain();
    program["rewards"][0]["segments"] = json!(["vip"]);
    let answer = shop.shop("PUT", "/program").json(&program).send();
    assert_eq!(answer.ok(), json!({"version": 2}));
    let public = shop.anyone("GET", "/program").send();
    assert_eq!(public.header("accolade-program"), "2");
    assert_eq!(public.ok()["rewards"][0]["segments"], Value::Null);
    assert_eq!(shop.shop("GET", "/program").send().ok(), program);
    shop.anyone("PUT", "/program")
        .json(&program)
        .send()
        .problem(401, "unauthenticated");
    shop.shopper("ann", "PUT", "/program")
        .json(&program)
        .send()
        .problem(403, "forbidden");
    let again = shop
        .anyone("GET", "/program")
        .header("if-none-match", public.header("etag"));
    assert_eq!(again.send().status, 304);
}

#[test]
fn the_currency_is_fixed_after_the_first_entry() {
    let shop = Shop::new(&programs::plain());
    let in_euro = json!({"name": "Plain", "currency": "EUR"});
    assert_eq!(
        shop.shop("PUT", "/program").json(&in_euro).send().status,
        200
    );
    shop.shop("PUT", "/program")
        .json(&programs::plain())
        .send()
        .ok();
    shop.adjust("ann", 5).ok();
    shop.shop("PUT", "/program")
        .json(&in_euro)
        .send()
        .invalid_at(&["/currency"]);
    assert_eq!(
        shop.anyone("GET", "/program").send().ok()["currency"],
        "USD"
    );
}
