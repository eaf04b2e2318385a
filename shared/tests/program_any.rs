//! Whatever JSON there is: reading it never panics, and every fault points into it.
#![expect(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use shared::cart::Cart;
use shared::document::Fault;
use shared::limits::FAULTS_MAX;
use shared::program::Program;

/// Words of the documents, so that arbitrary ones get past the first field.
const KEYS: &[&str] = &[
    "name",
    "currency",
    "timezone",
    "points_name",
    "earn",
    "campaigns",
    "tiers",
    "rewards",
    "expiry",
    "hold",
    "presented",
    "clawback",
    "id",
    "on",
    "points",
    "per",
    "only",
    "except",
    "cap",
    "times",
    "pending",
    "from",
    "until",
    "segments",
    "label",
    "en",
    "other",
    "levels",
    "window",
    "rolling",
    "downgrade",
    "step",
    "grace",
    "multiplier",
    "gift",
    "perks",
    "kind",
    "amount",
    "percent",
    "per_shopper",
    "stock",
    "combines",
    "lines",
    "price",
    "quantity",
    "tax",
    "discount",
    "~",
    "a/b",
    "",
];
const TEXTS: &[&str] = &[
    "USD",
    "order",
    "signup",
    "referral",
    "review",
    "visit_streak",
    "amount_off",
    "points_off",
    "P1D",
    "PT15M",
    "P10Y",
    "P12M",
    "lifetime",
    "day",
    "one",
    "UTC",
    "2026-11-27T00:00:00Z",
    "deficit",
    "",
    "gid://shopify/Product/1",
    "purchase",
    "gold",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-2..200_i64).prop_map(Value::from),
        select(TEXTS).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ]
}

fn json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![4 => select(KEYS).prop_map(str::to_owned), 1 => any::<String>()];
    scalar().prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..10)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Every fault points to what is there, or to a field that is missing from an object that is there.
fn faults_point_into(document: &Value, faults: &[Fault]) -> Result<(), TestCaseError> {
    prop_assert!((1..=FAULTS_MAX).contains(&faults.len()));
    for fault in faults {
        let there = document.pointer(&fault.pointer).is_some();
        let parent = fault.pointer.rsplit_once('/').map(|(parent, _)| parent);
        let object = parent.and_then(|parent| document.pointer(parent));
        prop_assert!(
            there || object.is_some_and(Value::is_object),
            "{}",
            fault.pointer
        );
        prop_assert!(!fault.detail.is_empty());
    }
    Ok(())
}

/// Every place in a document.
fn places(value: &Value, pointer: &str, found: &mut Vec<String>) {
    found.push(pointer.to_owned());
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                places(value, &format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn example() -> Value {
    serde_json::from_str(include_str!("program_example.json")).unwrap()
}

proptest! {
    #[test]
    fn any_json_is_a_program_or_has_faults(document in json()) {
        if let Err(faults) = Program::parse(&document) {
            faults_point_into(&document, &faults)?;
        }
        Program::public_document(&document);
    }

    #[test]
    fn any_json_is_a_cart_or_has_faults(document in json()) {
        match Cart::parse(&document) {
            Ok(cart) => prop_assert!(cart.subtotal() <= cart.total()),
            Err(faults) => faults_point_into(&document, &faults)?,
        }
    }

    #[test]
    fn anything_in_any_place_of_the_example_is_read_or_has_faults(
        place in any::<prop::sample::Index>(),
        value in json(),
    ) {
        let mut document = example();
        let mut all = Vec::new();
        places(&document, "", &mut all);
        let pointer = place.get(&all);
        *document.pointer_mut(pointer).unwrap() = value;
        if let Err(faults) = Program::parse(&document) {
            faults_point_into(&document, &faults)?;
        }
    }

    #[test]
    fn any_line_has_a_basis_within_what_it_costs(
        price in any::<u32>(), quantity in 1..1000_u64, tax in any::<u32>(),
        off in any::<u32>(), discount in any::<u32>(), gift_card in any::<bool>(),
    ) {
        let line = json!({
            "price": price, "quantity": quantity, "tax": tax, "discount": off,
            "gift_card": gift_card,
        });
        let document = json!({
            "currency": "EUR", "lines": [line, {"price": 999, "quantity": 1}],
            "discount": discount, "shipping": 1,
        });
        let cart = Cart::parse(&document).unwrap();
        for ((basis, net), line) in cart.bases().into_iter().zip(cart.nets()).zip(&cart.lines) {
            prop_assert!(basis <= net && net <= line.net());
        }
        prop_assert!(cart.subtotal() <= cart.total());
    }
}
