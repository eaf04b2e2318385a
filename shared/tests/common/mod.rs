//! What several tests of documents need: a validator of the schema, and any JSON there is.
#![allow(dead_code, reason = "not every test needs all of it")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::OnceLock;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value};
use shared::program::Program;

/// Who holds documents to the schema of programs.
pub(crate) fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| jsonschema::draft202012::new(&Program::schema()).unwrap())
}

/// Checks that the schema takes a document.
pub(crate) fn assert_valid(document: &Value) {
    let fault = validator().validate(document).err();
    let fault = fault.map(|fault| format!("{}: {fault}", fault.instance_path()));
    assert_eq!(fault, None, "{document}");
}

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

/// Any JSON, most of it of the documents' words.
pub(crate) fn json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![4 => select(KEYS).prop_map(str::to_owned), 1 => any::<String>()];
    scalar().prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..10)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Every place in a document.
pub(crate) fn places(value: &Value, pointer: &str, found: &mut Vec<String>) {
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

/// The example of the contract.
pub(crate) fn example() -> Value {
    serde_json::from_str(include_str!("../program_example.json")).unwrap()
}
