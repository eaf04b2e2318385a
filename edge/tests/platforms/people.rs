//! Shoppers: who is new, who is to be forgotten, and that nothing else erases.

use edge::platforms::{Heard, Platform, Why};
use serde_json::{Value, json};

use crate::bodies::{shopify, woocommerce};

const KNOWN: Heard = Heard::Nothing {
    why: Why::KnownShopper,
};
const OTHER: Heard = Heard::Nothing {
    why: Why::OtherTopic,
};

fn signup(id: &str) -> Heard {
    Heard::Signup(id.parse().unwrap())
}

#[test]
fn a_shopify_shopper_signs_up_while_new() {
    for (created, updated, expected) in [
        (
            "2026-03-01T10:00:00-05:00",
            "2026-03-01T10:00:00-05:00",
            signup("7001"),
        ),
        (
            "2026-03-01T10:00:00-05:00",
            "2026-03-01T10:00:07-05:00",
            signup("7001"),
        ),
        (
            "2026-03-01T10:00:00-05:00",
            "2026-03-02T15:00:00Z",
            signup("7001"),
        ),
        ("2026-03-01T10:00:00-05:00", "2026-03-02T15:00:01Z", KNOWN),
        (
            "2019-03-01T10:00:00-05:00",
            "2026-03-01T10:00:00-05:00",
            KNOWN,
        ),
    ] {
        let body = json!({
            "id": 7001, "email": "a@example.com", "first_name": "A", "state": "disabled",
            "verified_email": true, "created_at": created, "updated_at": updated,
        });
        assert_eq!(shopify(&body), expected, "{created} {updated}");
    }
}

#[test]
fn a_shopper_without_times_or_with_a_global_id_signs_up() {
    let body = json!({"id": "gid://shopify/Customer/7001", "verified_email": true, "email": null});
    assert_eq!(shopify(&body), signup("7001"));
}

#[test]
fn a_woocommerce_shopper_signs_up_while_new() {
    let cases: [(Value, Value, Heard); 4] = [
        (
            json!("2026-03-01T15:00:00"),
            json!("2026-03-01T15:00:02"),
            signup("25"),
        ),
        (json!("2026-03-01T15:00:00"), Value::Null, signup("25")),
        (Value::Null, Value::Null, signup("25")),
        (
            json!("2024-03-01T15:00:00"),
            json!("2026-03-01T15:00:00"),
            KNOWN,
        ),
    ];
    for (created, modified, expected) in cases {
        let body = json!({
            "id": 25, "date_created": created, "date_created_gmt": created,
            "date_modified": modified, "date_modified_gmt": modified,
            "email": "john.doe@example.com", "first_name": "John", "role": "customer",
            "username": "john.doe", "billing": {}, "is_paying_customer": false, "meta_data": [],
        });
        assert_eq!(woocommerce(&body), expected);
    }
}

#[test]
fn deleted_merged_and_other_people_lead_to_nothing() {
    for body in [
        json!({"id": 7001}),
        json!({"id": 7001, "tax_exemptions": [],
               "admin_graphql_api_id": "gid://shopify/Customer/7001"}),
        json!({"admin_graphql_api_customer_kept_id": "gid://shopify/Customer/1",
               "admin_graphql_api_customer_deleted_id": "gid://shopify/Customer/2",
               "status": "success"}),
        json!({"id": 954_889, "email": "shop@example.com", "domain": "a.myshopify.com"}),
        json!({}),
    ] {
        assert_eq!(shopify(&body), OTHER, "{body}");
    }
    for body in [
        json!({"id": 25}),
        json!({"id": 794, "sku": "MUG", "type": "simple", "price": "20.00"}),
        json!({"id": 719, "code": "10off", "amount": "10.00", "discount_type": "percent"}),
        json!({"action": "woocommerce_add_to_cart", "arg": "abc"}),
    ] {
        assert_eq!(woocommerce(&body), OTHER, "{body}");
    }
}

fn shopper_body(more: Value) -> Value {
    let mut body = json!({
        "shop_id": 954_889, "shop_domain": "juniper.myshopify.com",
        "customer": {"id": 115_310_627_314_723_954_u64, "email": "john@example.com", "phone": "5"},
    });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

#[test]
fn only_a_body_with_orders_to_redact_erases() {
    let shopper = || "115310627314723954".parse().unwrap();
    let erased = |orders: &[&str]| Heard::Redact {
        shopper: shopper(),
        orders: orders.iter().map(|id| id.parse().unwrap()).collect(),
    };
    let asked = |orders: &[&str], request: Option<&str>| Heard::DataRequest {
        shopper: shopper(),
        orders: orders.iter().map(|id| id.parse().unwrap()).collect(),
        request: request.map(str::to_owned),
    };
    for (more, expected) in [
        (
            json!({"orders_to_redact": [299_938, "gid://shopify/Order/1"]}),
            erased(&["299938", "1"]),
        ),
        (json!({"orders_to_redact": []}), erased(&[])),
        (
            json!({"orders_requested": [1], "data_request": {"id": 9999}}),
            asked(&["1"], Some("9999")),
        ),
        (json!({"orders_requested": []}), asked(&[], None)),
        (
            json!({"data_request": {"id": 9999}}),
            asked(&[], Some("9999")),
        ),
        // Whatever else it carries, a request for data never erases.
        (
            json!({"orders_to_redact": [1], "data_request": {"id": 9999}}),
            asked(&[], Some("9999")),
        ),
        (
            json!({"orders_to_redact": [1], "orders_requested": [2]}),
            asked(&["2"], None),
        ),
        (json!({}), OTHER),
    ] {
        assert_eq!(shopify(&shopper_body(more.clone())), expected, "{more}");
    }
}

#[test]
fn only_a_body_of_the_shop_alone_erases_the_shop() {
    let shop = json!({"shop_id": 954_889, "shop_domain": "juniper.myshopify.com"});
    assert_eq!(shopify(&shop), Heard::ShopRedact);
    for more in [
        json!({"id": 1}),
        json!({"reason": null}),
        json!({"customer": {"id": 1}}),
    ] {
        let mut body = shop.clone();
        for (key, value) in more.as_object().unwrap() {
            body[key] = value.clone();
        }
        assert_eq!(shopify(&body), OTHER, "{body}");
    }
    assert_eq!(shopify(&json!({"shop_id": 954_889})), OTHER);
}

#[test]
fn an_erasure_without_a_shopper_is_refused() {
    for (body, pointer) in [
        (json!({"orders_to_redact": [1]}), "/customer"),
        (
            json!({"orders_to_redact": [1], "customer": {"email": "a@example.com"}}),
            "/customer/id",
        ),
        (
            json!({"orders_to_redact": [1], "customer": {"id": "a b"}}),
            "/customer/id",
        ),
        (
            json!({"orders_to_redact": [1, -5], "customer": {"id": 1}}),
            "/orders_to_redact/1",
        ),
        (
            json!({"orders_to_redact": "all", "customer": {"id": 1}}),
            "/orders_to_redact",
        ),
    ] {
        let faults = Platform::Shopify
            .hear(body.to_string().as_bytes())
            .unwrap_err();
        assert_eq!(faults[0].pointer, pointer, "{body}");
    }
}
