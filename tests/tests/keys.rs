//! The service's own two keys: with an empty, a default or a short one it serves nothing, whoever
//! starts it.

use accolade_tests::{Bare, OPERATOR_KEY, refusal_of_serve};

/// Base64 of 32 bytes that differ.
const SEAL_KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
/// Base64 of 9 bytes.
const SHORT_SEAL_KEY: &str = "AQIDBAUGBwgJ";
/// Base64 of 32 zeros.
const EMPTY_SEAL_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// A worker with these keys answers everything with the one page that says which is at fault.
fn serves_nothing(name: &str, operator: Option<&str>, seal: Option<&str>, at_fault: &str) {
    let bare = Bare::start(name, operator, seal);
    let paths = [
        ("GET", "/healthz"),
        ("GET", "/openapi.json"),
        ("GET", "/accolade.js"),
        ("PUT", "/v1/shops/juniper"),
        ("GET", "/v1/shops/juniper/account"),
        ("POST", "/v1/shops/juniper/webhooks/shopify"),
    ];
    for (method, path) in paths {
        let call = bare.client().call(method, path);
        let answer = call.bearer(operator.unwrap_or("nothing")).send();
        assert_eq!(answer.status, 500, "{answer}");
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.body.contains("does not start"), "{answer}");
        assert!(answer.body.contains(at_fault), "{answer}");
        for key in [operator, seal].into_iter().flatten() {
            assert!(key.is_empty() || !answer.body.contains(key), "{answer}");
        }
    }
}

#[test]
fn the_worker_serves_nothing_with_a_bad_operator_key() {
    let bad = [
        ("unset", None),
        ("empty", Some("")),
        ("default", Some("change-me-before-use")),
        ("short", Some("k7Q2m9")),
    ];
    for (name, key) in bad {
        let name = format!("keys-operator-{name}");
        serves_nothing(&name, key, Some(SEAL_KEY), "ACCOLADE_OPERATOR_KEY");
    }
}

#[test]
fn the_worker_serves_nothing_with_a_bad_seal_key() {
    let bad = [
        ("unset", None),
        ("empty", Some("")),
        ("default", Some(EMPTY_SEAL_KEY)),
        ("short", Some(SHORT_SEAL_KEY)),
    ];
    for (name, key) in bad {
        let name = format!("keys-seal-{name}");
        serves_nothing(&name, Some(OPERATOR_KEY), key, "ACCOLADE_SEAL_KEY");
    }
}

#[test]
fn the_worker_serves_with_good_keys() {
    let bare = Bare::start("keys-good", Some(OPERATOR_KEY), Some(SEAL_KEY));
    assert_eq!(bare.client().call("GET", "/healthz").send().status, 200);
}

#[test]
fn serve_does_not_start_with_bad_keys() {
    for operator in ["", "change-me-before-use", "k7Q2m9"] {
        let said = refusal_of_serve(operator, SEAL_KEY);
        assert!(said.contains("ACCOLADE_OPERATOR_KEY"), "{said}");
        assert!(operator.is_empty() || !said.contains(operator), "{said}");
    }
    for seal in ["nonsense", SHORT_SEAL_KEY] {
        let said = refusal_of_serve(OPERATOR_KEY, seal);
        assert!(said.contains("ACCOLADE_SEAL_KEY"), "{said}");
        assert!(!said.contains(seal), "{said}");
    }
}
