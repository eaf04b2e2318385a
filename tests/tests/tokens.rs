//! Tokens and codes: signed with Ed25519, checkable by anyone, and refused at the smallest change.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::sign::{base64url, from_base64url, hmac};
use accolade_tests::{Shop, programs};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Value, json};

fn shop_with_redemption() -> (Shop, Value) {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 1000).ok();
    let redeemed = shop.redeem("ann", &json!({"reward": "five-off"})).ok();
    (shop, redeemed)
}

fn jwks(shop: &Shop) -> Vec<Value> {
    let path = format!("/.well-known/accolade/{}/jwks.json", shop.id);
    let answer = shop.service("GET", &path).send();
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    answer.ok()["keys"].as_array().cloned().unwrap()
}

fn part(token: &str, index: usize) -> Value {
    serde_json::from_slice(&from_base64url(token.split('.').nth(index).unwrap())).unwrap()
}

/// Checks a token as a checkout that cannot call out would: by the public keys alone.
fn is_signed_by(keys: &[Value], token: &str) -> bool {
    let kid = part(token, 0)["kid"].clone();
    let Some(key) = keys.iter().find(|key| key["kid"] == kid) else {
        return false;
    };
    let point: [u8; 32] = from_base64url(key["x"].as_str().unwrap())
        .try_into()
        .unwrap();
    let (message, signature) = token.rsplit_once('.').unwrap();
    let signature = Signature::from_slice(&from_base64url(signature)).unwrap();
    let key = VerifyingKey::from_bytes(&point).unwrap();
    key.verify_strict(message.as_bytes(), &signature).is_ok()
}

fn precheck(shop: &Shop, token: &str, cart: &Value) -> Value {
    let body = json!({"token": token, "cart": cart});
    shop.anyone("POST", "/precheck").json(&body).send().ok()
}

#[test]
fn the_public_key_checks_the_token() {
    let (shop, redeemed) = shop_with_redemption();
    let keys = jwks(&shop);
    for key in &keys {
        let kind = (&key["kty"], &key["crv"], &key["alg"], &key["use"]);
        assert_eq!(
            kind,
            (
                &json!("OKP"),
                &json!("Ed25519"),
                &json!("EdDSA"),
                &json!("sig")
            )
        );
        assert_eq!(key["d"], Value::Null, "a private key is public");
    }
    assert!(is_signed_by(&keys, redeemed["token"].as_str().unwrap()));
}

#[test]
fn a_token_says_what_it_is_worth_and_ends_two_minutes_before_its_hold() {
    let (shop, redeemed) = shop_with_redemption();
    let token = redeemed["token"].as_str().unwrap();
    let (header, claims) = (part(token, 0), part(token, 1));
    assert_eq!(
        (&header["typ"], &header["alg"]),
        (&json!("accolade-redemption+jwt"), &json!("EdDSA"))
    );
    assert_eq!(
        (&claims["iss"], &claims["jti"]),
        (&json!(shop.id), &redeemed["id"])
    );
    let ends: shared::Time = redeemed["expires_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(claims["exp"].as_i64().unwrap(), ends.unix_seconds() - 120);
    assert_eq!(claims["discount"]["min_subtotal"], 2000);
}

#[test]
fn a_signing_key_rotates_and_the_retired_one_stays_until_its_tokens_have_ended() {
    let (shop, redeemed) = shop_with_redemption();
    let old = redeemed["token"].as_str().unwrap();
    shop.configure(&json!({"rotate_signing_key": true})).ok();
    let renewed = shop.redeem("ann", &json!({"reward": "any"})).ok();
    let new = renewed["token"].as_str().unwrap();
    assert_ne!(part(old, 0)["kid"], part(new, 0)["kid"]);
    let keys = jwks(&shop);
    assert!(is_signed_by(&keys, old) && is_signed_by(&keys, new));
    let cart = programs::cart(5000);
    assert_eq!(precheck(&shop, old, &cart)["authentic"], true);
    assert_eq!(precheck(&shop, new, &cart)["authentic"], true);
}

#[test]
fn a_precheck_recomputes_on_the_cart_and_asks_no_ledger() {
    let (shop, redeemed) = shop_with_redemption();
    let token = redeemed["token"].as_str().unwrap();
    let answer = precheck(&shop, token, &programs::cart(2000));
    assert_eq!(
        (&answer["authentic"], &answer["discount"]["amount"]),
        (&json!(true), &json!(500))
    );
    let small = precheck(&shop, token, &programs::cart(1999));
    assert_eq!(small, json!({"authentic": true, "decline": "cart-changed"}));
    let euro = json!({"currency": "EUR", "lines": [{"price": 9000, "quantity": 1}]});
    assert_eq!(
        precheck(&shop, token, &euro)["decline"],
        "currency-mismatch"
    );
    // The points may have been given back: what a token alone says is never more than authentic.
    shop.void(redeemed["id"].as_str().unwrap()).ok();
    assert_eq!(
        precheck(&shop, token, &programs::cart(2000))["authentic"],
        true
    );
    let body = json!({"token": token, "cart": programs::cart(2000)});
    assert_eq!(shop.checkout(&body).ok()["decline"], "voided");
}

#[test]
fn every_changed_byte_of_a_token_is_refused() {
    let (shop, redeemed) = shop_with_redemption();
    let token = redeemed["token"].as_str().unwrap().to_owned();
    let cart = programs::cart(5000);
    accolade_tests::on_threads(8, token.len(), |at| {
        let mut bytes = token.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'g' } else { b'A' };
        let bad = String::from_utf8(bytes).unwrap();
        let answer = precheck(&shop, &bad, &cart);
        assert_eq!(
            answer,
            json!({"authentic": false, "decline": "unknown-code"}),
            "byte {at}"
        );
        let answer = shop.checkout(&json!({"token": bad, "cart": cart})).ok();
        assert_eq!(answer["decline"], "unknown-code", "byte {at}");
    });
    assert_eq!(precheck(&shop, &token, &cart)["authentic"], true);
}

#[test]
fn tokens_of_other_kinds_are_strangers() {
    let (shop, redeemed) = shop_with_redemption();
    let token = redeemed["token"].as_str().unwrap();
    let parts: Vec<&str> = token.split('.').collect();
    let key = jwks(&shop)[0].clone();
    let point = from_base64url(key["x"].as_str().unwrap());
    let text = |value: &Value| base64url(value.to_string().as_bytes());
    let kid = &key["kid"];
    let signed = |header: Value| {
        // The public key taken for an HMAC secret: the oldest trick.
        let message = format!("{}.{}", text(&header), parts[1]);
        format!("{message}.{}", base64url(&hmac(&point, message.as_bytes())))
    };
    let bad = [
        signed(json!({"alg": "HS256", "typ": "accolade-redemption+jwt", "kid": kid})),
        signed(json!({"alg": "none", "typ": "accolade-redemption+jwt", "kid": kid})),
        format!(
            "{}.{}.",
            text(&json!({"alg": "none", "typ": "accolade-redemption+jwt", "kid": kid})),
            parts[1]
        ),
        format!(
            "{}.{}.{}",
            text(&json!({"alg": "EdDSA", "typ": "JWT", "kid": kid})),
            parts[1],
            parts[2]
        ),
        format!("{}.{}", parts[0], parts[1]),
        shop.token("ann"),
    ];
    for bad in bad {
        assert_eq!(
            precheck(&shop, &bad, &programs::cart(5000))["authentic"],
            false,
            "{bad}"
        );
    }
    // Nor is a redemption's token an identity.
    shop.anyone("GET", "/account")
        .bearer(token)
        .send()
        .problem(401, "unauthenticated");
}

#[test]
fn every_changed_character_of_a_code_is_unknown() {
    let (shop, redeemed) = shop_with_redemption();
    let code = redeemed["code"].as_str().unwrap().to_owned();
    let places: Vec<usize> = (0..code.len())
        .filter(|at| code.as_bytes()[*at] != b'-')
        .collect();
    let alphabet = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let changes: Vec<(usize, u8)> = places
        .iter()
        .flat_map(|at| alphabet.iter().map(move |letter| (*at, *letter)))
        .filter(|(at, letter)| code.as_bytes()[*at] != *letter)
        .collect();
    assert_eq!(changes.len(), 16 * 31);
    accolade_tests::on_threads(8, changes.len(), |index| {
        let (at, letter) = changes[index];
        let mut bytes = code.clone().into_bytes();
        bytes[at] = letter;
        let bad = String::from_utf8(bytes).unwrap();
        let answer = shop
            .checkout(&json!({"code": bad, "cart": programs::cart(5000)}))
            .ok();
        assert_eq!(
            answer,
            json!({"valid": false, "decline": "unknown-code"}),
            "{bad}"
        );
    });
    let answer = shop
        .checkout(&json!({"code": code, "cart": programs::cart(5000)}))
        .ok();
    assert_eq!(answer["valid"], true);
}

#[test]
fn every_changed_character_of_a_redemption_id_is_not_found() {
    let (shop, redeemed) = shop_with_redemption();
    let id = redeemed["id"].as_str().unwrap().to_owned();
    for at in 0..id.len() {
        let mut bytes = id.clone().into_bytes();
        bytes[at] = if bytes[at] == b'Z' { b'Y' } else { b'Z' };
        let bad = String::from_utf8(bytes).unwrap();
        shop.shop("GET", &format!("/redemptions/{bad}"))
            .send()
            .problem(404, "not-found");
    }
}
