//! Hostile bodies: whatever arrives, the parsers answer, and never panic.

use std::sync::LazyLock;

use edge::platforms::Platform;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::bodies::{shopify_line, shopify_order, woo_line, woo_order};
use crate::documented;

const PLATFORMS: [Platform; 2] = [Platform::Shopify, Platform::WooCommerce];
const MIB: usize = 1024 * 1024;

/// Both parsers read the body, and every fault says something.
fn hear(body: &[u8]) {
    for platform in PLATFORMS {
        if let Err(faults) = platform.hear(body) {
            assert!((1..=100).contains(&faults.len()));
            assert!(faults.iter().all(|fault| !fault.detail.is_empty()));
        }
    }
}

/// A body of each kind that the parsers know.
static REAL: LazyLock<Vec<String>> = LazyLock::new(real);

fn real() -> Vec<String> {
    let documented = [
        ("2024-10", "orders/paid"),
        ("2026-07", "orders/updated"),
        ("2026-07", "refunds/create"),
        ("2026-07", "customers/create"),
        ("2026-07", "customers/redact"),
        ("2026-07", "customers/data_request"),
    ];
    let documented = documented.map(|(version, topic)| {
        documented::body(version, topic).unwrap_or_else(|| panic!("{version} has no {topic}"))
    });
    let ours = [
        shopify_order(&json!({"line_items": [shopify_line(&json!({"quantity": 2}))]})),
        woo_order(&json!({"refunds": [{"id": 1, "total": "-1.00"}]})),
        json!({"id": 25, "email": "a@example.com", "role": "customer"}),
    ];
    documented
        .into_iter()
        .chain(ours.map(|body| body.to_string()))
        .collect()
}

#[test]
fn a_truncated_body_is_refused_wherever_it_ends() {
    for body in &*REAL {
        for end in 0..body.len() {
            // Every cut of the first kilobyte, and then one in a hundred.
            if end < 1000 || end % 101 == 0 {
                for platform in PLATFORMS {
                    assert!(platform.hear(&body.as_bytes()[..end]).is_err(), "{end}");
                }
            }
        }
    }
}

#[test]
fn deep_nesting_is_read_no_deeper_than_asked() {
    let open = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
    for depth in [1, 127, 128, 129, 10_000, MIB / 2] {
        hear(open(depth).as_bytes());
        hear(objects(depth / 6 + 1).as_bytes());
        for (key, body) in [
            ("line_items", shopify_order(&json!({"line_items": "HERE"}))),
            ("note", shopify_order(&json!({"note": "HERE"}))),
            ("customer", shopify_order(&json!({"customer": "HERE"}))),
            ("refunds", woo_order(&json!({"refunds": "HERE"}))),
            (
                "discount_codes",
                shopify_order(&json!({"discount_codes": "HERE"})),
            ),
        ] {
            let body = body.to_string().replace("\"HERE\"", &open(depth));
            hear(body.as_bytes());
            if key == "note" {
                assert!(Platform::Shopify.hear(body.as_bytes()).is_ok(), "{depth}");
            }
        }
    }
}

#[test]
fn huge_and_odd_numbers_are_refused_where_they_stand() {
    for number in [
        "1e999999999999999999999",
        "-1e999",
        "1e308",
        "1e31",
        "123456789012345678901234567890",
        "-0",
        "-1",
        "0.000000000000000000000000000000001",
    ] {
        for key in ["id", "total_price", "total", "customer_id"] {
            for body in [shopify_order(&json!({})), woo_order(&json!({}))] {
                let mut body = body;
                body[key] = "HERE".into();
                hear(body.to_string().replace("\"HERE\"", number).as_bytes());
            }
        }
        for key in [
            "id",
            "quantity",
            "price",
            "current_quantity",
            "subtotal",
            "product_id",
        ] {
            let (mut shopify, mut woo) = (shopify_line(&json!({})), woo_line(&json!({})));
            shopify[key] = "HERE".into();
            woo[key] = "HERE".into();
            for body in [
                shopify_order(&json!({"line_items": [shopify]})),
                woo_order(&json!({"line_items": [woo]})),
            ] {
                hear(body.to_string().replace("\"HERE\"", number).as_bytes());
            }
        }
    }
    let digits = "9".repeat(MIB);
    hear(
        shopify_order(&json!({"total_price": digits}))
            .to_string()
            .as_bytes(),
    );
    hear(format!(r#"{{"line_items":[],"financial_status":"paid","id":{digits}}}"#).as_bytes());
}

#[test]
fn sums_that_leave_the_range_stay_in_it() {
    let largest = "90071992547409.91";
    let line = json!({
        "quantity": 1_000_000, "price": largest,
        "discount_allocations": vec![json!({"amount": largest}); 500],
    });
    let body = shopify_order(&json!({"line_items": vec![shopify_line(&line); 3]}));
    assert!(Platform::Shopify.hear(body.to_string().as_bytes()).is_ok());
    let line = woo_line(&json!({"subtotal": largest, "total": largest, "total_tax": largest}));
    let body = woo_order(&json!({"line_items": vec![line; 500]}));
    assert!(
        Platform::WooCommerce
            .hear(body.to_string().as_bytes())
            .is_ok()
    );
}

#[test]
fn a_mebibyte_of_anything_is_answered() {
    let zeros = format!("[{}0]", "0,".repeat(MIB / 2));
    let text = format!("\"{}\"", "x".repeat(MIB));
    let escapes = format!("\"{}\"", "\\u0041".repeat(MIB / 6));
    let keys: String = (0..50_000).map(|key| format!("\"k{key}\":0,")).collect();
    hear(zeros.as_bytes());
    hear(text.as_bytes());
    hear(escapes.as_bytes());
    hear(format!("{{{keys}\"id\":1}}").as_bytes());
    hear(&vec![b' '; MIB]);
    hear(&vec![0xff; MIB]);
    for place in [
        "line_items",
        "refunds",
        "discount_codes",
        "note_attributes",
        "coupon_lines",
    ] {
        for body in [shopify_order(&json!({})), woo_order(&json!({}))] {
            for value in [&zeros, &text, &escapes] {
                let mut body = body.clone();
                body[place] = "HERE".into();
                hear(body.to_string().replace("\"HERE\"", value).as_bytes());
            }
        }
    }
}

#[test]
fn texts_that_unicode_cannot_write_are_no_texts() {
    for body in [
        r#"{"\ud800": 1}"#,
        r#"{"id": 1, "line_items": [], "financial_status": "\ud800"}"#,
        r#"{"email": "a", "role": "b", "id": "\udfff"}"#,
    ] {
        hear(body.as_bytes());
    }
    hear(b"{\"id\": \"\xff\"}");
    hear("\u{feff}{}".as_bytes());
}

/// Any value of any type, to put where it does not belong.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        "-?[0-9]{0,20}\\.?[0-9]{0,20}(e-?[0-9]{1,4})?".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[[{"id": [1]}]]])),
        Just(json!({"shop_money": {"amount": [], "currency_code": 5}})),
    ]
}

/// Puts `odd` in place of the `nth` value of a body, counted through all of it.
fn replace(body: &mut Value, nth: &mut usize, odd: &Value) {
    if *nth == 0 {
        body.clone_from(odd);
    }
    *nth = nth.wrapping_sub(1);
    match body {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, nth, odd)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| replace(value, nth, odd)),
        _ => {}
    }
}

fn size(body: &Value) -> usize {
    1 + match body {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(fields) => fields.values().map(size).sum(),
        _ => 0_usize,
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(2000)
    })]

    #[test]
    fn a_real_body_with_a_value_of_another_kind_is_answered(
        which in 0_usize..9,
        places in proptest::collection::vec((any::<prop::sample::Index>(), odd()), 1..4),
    ) {
        let mut body: Value = serde_json::from_str(&REAL[which]).unwrap();
        for (place, odd) in places {
            let mut nth = place.index(size(&body));
            replace(&mut body, &mut nth, &odd);
        }
        hear(body.to_string().as_bytes());
    }

    #[test]
    fn a_real_body_with_other_bytes_in_it_is_answered(
        which in 0_usize..9,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut body = REAL[which].clone().into_bytes();
        for (place, byte) in changes {
            let place = place.index(body.len());
            body[place] = byte;
        }
        hear(&body);
    }

    #[test]
    fn any_bytes_are_answered(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        hear(&body);
    }
}
