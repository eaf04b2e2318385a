//! Shops from configuration to callers: what is stored, what opens again, and who gets in.

use std::rc::Rc;

use serde_json::json;
use shared::id::ShopId;

use super::change;
use super::open::{Shop, VersionedProgram};
use super::stored::StoredShop;
use crate::caller::{self, ShopOrShopper};
use crate::http::head::Head;
use crate::keys::seal::SealKey;
use crate::keys::service::ServiceKeys;
use crate::problem::Rejection;
use crate::tokens::identity;

const NOW: u64 = 1_800_000_000_000;
const IDENTITY: &str = "identity-secret-of-juniper";
const SECRET_KEY: &str = "shop-secret-key-of-juniper";

fn seal() -> SealKey {
    SealKey::new(&[9; 32])
}

fn id() -> ShopId {
    "juniper".parse().unwrap()
}

fn stored() -> StoredShop {
    let mut stored = StoredShop::generate("juniper", &seal(), NOW).unwrap();
    let change = change::parse(&json!({
        "origins": ["https://juniper.example"],
        "identity_keys": {"k1": IDENTITY},
        "secret_keys": [SECRET_KEY, "another-secret-key-of-juniper"],
        "webhooks": {"shopify": "hush", "woocommerce": ["whisper"]},
        "shopify": {"domain": "Juniper.myshopify.com"},
    }));
    stored
        .apply(&change.unwrap(), "juniper", &seal(), NOW)
        .unwrap();
    stored
}

fn open(stored: StoredShop) -> Shop {
    Shop::open(id(), stored, None, &seal()).unwrap()
}

fn head(bearer: &str) -> Head {
    let authorization = if bearer.is_empty() {
        String::new()
    } else {
        format!("Bearer {bearer}")
    };
    Head::parse(format!("GET\nhttp://edge/\n{authorization}"))
}

fn token(shopper: &str) -> String {
    let shop = open(stored());
    let secret = &shop.identity_keys["k1"];
    identity::issue("juniper", "k1", secret, shopper, NOW / 1000).unwrap()
}

#[test]
fn what_is_stored_shows_no_secret_and_opens_again() {
    let stored = stored();
    let text = serde_json::to_string(&stored).unwrap();
    for secret in [IDENTITY, SECRET_KEY, "hush", "whisper"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let shop = open(serde_json::from_str(&text).unwrap());
    assert_eq!(shop.identity_keys["k1"].bytes(), IDENTITY.as_bytes());
    assert_eq!(shop.shopify[0].bytes(), b"hush");
    assert_eq!(shop.woocommerce[0].bytes(), b"whisper");
    assert_eq!(
        shop.shopify_domain.as_deref(),
        Some("juniper.myshopify.com")
    );
    assert!(Shop::open("willow".parse().unwrap(), stored.clone(), None, &seal()).is_err());
    assert!(Shop::open(id(), stored, None, &SealKey::new(&[8; 32])).is_err());
}

#[test]
fn a_change_replaces_what_it_names_and_nothing_else() {
    let mut changed = stored();
    let change = change::parse(&json!({"webhooks": {"shopify": ["louder"]}})).unwrap();
    changed.apply(&change, "juniper", &seal(), NOW).unwrap();
    let (before, after) = (open(stored()), open(changed));
    assert_eq!(after.shopify[0].bytes(), b"louder");
    assert_eq!(after.woocommerce, before.woocommerce);
    assert!(after.has_secret_key(SECRET_KEY.as_bytes()));
}

#[test]
fn the_operator_may_ask_for_a_new_signing_key() {
    let mut changed = stored();
    let first = open(changed.clone()).signer.kid;
    let change = change::parse(&json!({"rotate_signing_key": true})).unwrap();
    changed.apply(&change, "juniper", &seal(), NOW).unwrap();
    let shop = open(changed);
    assert_ne!(shop.signer.kid, first);
    assert!(shop.public_keys.iter().any(|key| key.kid == first));
}

#[test]
fn a_program_opens_from_its_text() {
    let text = r#"{"name":"J","currency":"USD"}"#;
    let program = VersionedProgram::parse(3, text.into()).unwrap();
    assert_eq!((program.version, program.program.name.as_str()), (3, "J"));
    assert!(VersionedProgram::parse(3, "{}".into()).is_err());
    let shop = Shop::open(id(), stored(), Some(Rc::new(program)), &seal()).unwrap();
    assert!(shop.program.is_some());
}

#[test]
fn callers_are_told_apart() {
    let shop = open(stored());
    let who = |bearer: &str| caller::shop_or_shopper(&head(bearer), &shop, NOW);
    assert!(matches!(who(SECRET_KEY), Ok(ShopOrShopper::Shop(_))));
    let shopper = who(&token("7001"));
    assert!(matches!(shopper, Ok(ShopOrShopper::Shopper(it)) if it.id.as_str() == "7001"));
    for bearer in ["", "another", "shop-secret-key-of-junipe", "a.b.c"] {
        assert!(
            matches!(who(bearer), Err(Rejection::Unauthenticated(_))),
            "{bearer}"
        );
    }
    let forbidden = caller::shop(&head(&token("7001")), &shop, NOW);
    assert!(matches!(forbidden, Err(Rejection::Forbidden(_))));
    let forbidden = caller::shopper(&head(SECRET_KEY), &shop, NOW);
    assert!(matches!(forbidden, Err(Rejection::Forbidden(_))));
}

#[test]
fn only_the_operators_key_is_the_operators() {
    let operator = "op-4f9c2a71d0e3b865";
    let keys = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    let keys = ServiceKeys::read(Some(operator), Some(keys)).ok().unwrap();
    assert!(caller::operator(&head(operator), &keys).is_ok());
    for bearer in ["", SECRET_KEY, "op-4f9c2a71d0e3b864"] {
        assert!(caller::operator(&head(bearer), &keys).is_err(), "{bearer}");
    }
}
