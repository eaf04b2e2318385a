//! Identity tokens: what is not exactly right is 401.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::identity::{claims, header, token};
use accolade_tests::sign::{base64url, hmac};
use accolade_tests::{KID, Shop, programs};
use serde_json::{Value, json};

fn status(shop: &Shop, token: &str) -> u16 {
    shop.anyone("GET", "/account").bearer(token).send().status
}

fn with(base: Value, changes: &[(&str, Value)]) -> Value {
    let mut changed = base;
    for (key, value) in changes {
        if value.is_null() {
            changed.as_object_mut().unwrap().remove(*key);
        } else {
            changed[*key] = value.clone();
        }
    }
    changed
}

#[test]
fn a_good_token_is_believed_up_to_its_edges() {
    let shop = Shop::new(&programs::plain());
    let secret = shop.identity_secret();
    let at = claims(&shop.id, "ann")["iat"].as_i64().unwrap();
    let good = [
        vec![],
        vec![("exp", json!(at + 3600))],
        vec![("iat", json!(at - 3000)), ("exp", json!(at + 600))],
        vec![("iat", json!(at + 50)), ("exp", json!(at + 300))],
        vec![("iat", json!(at - 100)), ("exp", json!(at - 50))],
        vec![
            ("name", json!("Ann")),
            ("birthday", json!("02-29")),
            ("locale", json!("de-CH")),
        ],
        vec![("segments", json!(["vip", "early"]))],
        vec![("something", json!({"else": true}))],
    ];
    for changes in good {
        let claims = with(claims(&shop.id, "ann"), &changes);
        let token = token(&header(KID), &claims, &secret);
        assert_eq!(status(&shop, &token), 200, "{claims}");
    }
}

#[test]
fn every_claim_that_is_wrong_is_401() {
    let shop = Shop::new(&programs::plain());
    let secret = shop.identity_secret();
    let at = claims(&shop.id, "ann")["iat"].as_i64().unwrap();
    let bad = [
        vec![("aud", json!("other"))],
        vec![("aud", Value::Null)],
        vec![("aud", json!(["accolade"]))],
        vec![("iss", json!("another-shop"))],
        vec![("iss", Value::Null)],
        vec![("sub", Value::Null)],
        vec![("sub", json!(""))],
        vec![("sub", json!("a b"))],
        vec![("sub", json!("é"))],
        vec![("sub", json!("x".repeat(129)))],
        vec![("sub", json!(5))],
        vec![("iat", Value::Null)],
        vec![("exp", Value::Null)],
        vec![("iat", json!("now"))],
        vec![("iat", json!(at + 120)), ("exp", json!(at + 600))],
        vec![("exp", json!(at + 3700))],
        vec![("iat", json!(at - 600)), ("exp", json!(at - 120))],
        vec![("iat", json!(at + 10)), ("exp", json!(at + 5))],
        vec![("iat", json!(-5)), ("exp", json!(at))],
        vec![("exp", json!(9_999_999_999_u64))],
        vec![("birthday", json!("13-01"))],
        vec![("birthday", json!("02-30"))],
        vec![("birthday", json!("1990-02-01"))],
        vec![("name", json!("n".repeat(201)))],
        vec![("segments", json!("vip"))],
        vec![("segments", json!(vec!["s"; 21]))],
        vec![("locale", json!("l".repeat(65)))],
    ];
    for changes in bad {
        let claims = with(claims(&shop.id, "ann"), &changes);
        let token = token(&header(KID), &claims, &secret);
        assert_eq!(status(&shop, &token), 401, "{claims}");
    }
}

#[test]
fn every_header_that_is_wrong_is_401() {
    let shop = Shop::new(&programs::plain());
    let secret = shop.identity_secret();
    let bad = [
        json!({"alg": "HS256", "typ": "JWT"}),
        json!({"alg": "HS256", "kid": "k9"}),
        json!({"alg": "HS256", "kid": ""}),
        json!({"alg": "HS256", "kid": 1}),
        json!({"alg": "none", "kid": KID}),
        json!({"alg": "None", "kid": KID}),
        json!({"alg": "hs256", "kid": KID}),
        json!({"alg": "HS384", "kid": KID}),
        json!({"alg": "HS512", "kid": KID}),
        json!({"alg": "RS256", "kid": KID}),
        json!({"alg": "ES256", "kid": KID}),
        json!({"alg": "EdDSA", "kid": KID}),
        json!({"kid": KID}),
        json!({"alg": "HS256", "kid": KID, "crit": ["exp"]}),
    ];
    for header in bad {
        let token = token(&header, &claims(&shop.id, "ann"), &secret);
        assert_eq!(status(&shop, &token), 401, "{header}");
    }
}

#[test]
fn every_shape_that_is_wrong_is_401() {
    let shop = Shop::new(&programs::plain());
    let good = shop.token("ann");
    let parts: Vec<&str> = good.split('.').collect();
    let unsigned = format!("{}.{}.", parts[0], parts[1]);
    let other_secret = token(
        &header(KID),
        &claims(&shop.id, "ann"),
        "another identity secret",
    );
    let empty_secret = token(&header(KID), &claims(&shop.id, "ann"), "");
    let half = base64url(&hmac(shop.identity_secret().as_bytes(), b"x")[..16]);
    let bad = [
        "x".to_owned(),
        "..".to_owned(),
        unsigned,
        other_secret,
        empty_secret,
        format!("{}.{}", parts[0], parts[1]),
        format!("{good}.{}", parts[2]),
        format!("{}.{}.{half}", parts[0], parts[1]),
        format!("{}.{}.{}", parts[1], parts[0], parts[2]),
        format!("{}={}", good, ""),
        "a".repeat(5000),
    ];
    for token in bad {
        let answer = shop.anyone("GET", "/account").bearer(&token).send();
        answer.problem(401, "unauthenticated");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    for value in ["", "Bearer", "Bearer ", "Basic YTpi"] {
        let answer = shop
            .anyone("GET", "/account")
            .header("authorization", value)
            .send();
        answer.problem(401, "unauthenticated");
    }
}

#[test]
fn every_changed_byte_of_a_good_token_is_refused() {
    let shop = Shop::new(&programs::plain());
    let good = shop.token("ann");
    assert_eq!(status(&shop, &good), 200);
    for at in 0..good.len() {
        // One to another character of the alphabet in its highest bit, so that no unused bit is
        // meant.
        let mut bytes = good.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'g' } else { b'A' };
        if bytes[at] == b'.' {
            continue;
        }
        let bad = String::from_utf8(bytes).unwrap();
        assert_eq!(status(&shop, &bad), 401, "byte {at} of {good}");
    }
}

#[test]
fn a_token_of_another_shop_is_refused_even_under_the_same_secret() {
    let (shop, other) = (Shop::new(&programs::plain()), Shop::new(&programs::plain()));
    other
        .configure(&json!({"identity_keys": {KID: shop.identity_secret()}}))
        .ok();
    assert_eq!(status(&shop, &shop.token("ann")), 200);
    assert_eq!(status(&other, &shop.token("ann")), 401);
}
