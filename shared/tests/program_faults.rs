//! Faulty programs: the example with one thing changed, and the fault that this makes.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use serde_json::{Value, json};
use shared::limits::FAULTS_MAX;
use shared::program::Program;

/// The example of the contract with the value at a pointer replaced or added.
fn changed(pointer: &str, value: Value) -> Value {
    let mut document: Value = serde_json::from_str(include_str!("program_example.json")).unwrap();
    if pointer.is_empty() {
        return value;
    }
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(fields) => {
            fields.insert(key.replace("~1", "/"), value);
        }
        Value::Array(items) => match key.parse::<usize>() {
            Ok(index) => items[index] = value,
            Err(_) => items.push(value),
        },
        other => panic!("{parent} is {other}"),
    }
    document
}

/// Checks a part of the table: what is changed, to what (`null` removes it), where the one
/// fault is, and words of its detail.
fn check(part: &str) {
    let table: Value = serde_json::from_str(include_str!("program_faults.json")).unwrap();
    let cases: Vec<(String, Value, String, String)> =
        serde_json::from_value(table[part].clone()).unwrap();
    assert!(!cases.is_empty());
    for (place, value, pointer, words) in cases {
        check_one(&place, &value, &pointer, &words);
    }
}

/// Words of faults that no schema knows of: how parts agree, and what a calendar or a list of names
/// says of a text of the right shape. To a schema 5.0 is a whole number.
const BEYOND_SHAPE: &[&str] = &[
    "which is no",
    "an earlier item has",
    "the level before",
    "where the first level begins",
    "where it begins",
    "either side",
    "IANA",
    "found \"2026-11-31",
    "ten years",
    "longer than nothing",
    "from PT1M to PT720H",
    "from P1D",
    "found 5.0",
];

fn check_one(place: &str, value: &Value, pointer: &str, words: &str) {
    let document = changed(place, value.clone());
    let faults = Program::parse(&document).unwrap_err();
    let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(pointers, [pointer], "{place} = {value}: {faults:?}");
    let detail = &faults[0].detail;
    assert!(detail.contains(words), "{place} = {value}: {detail}");
    let says_what_was_found = detail.starts_with("found ") || detail.starts_with("is missing");
    let says_what_is_allowed = ["allowed is", "allowed are", "but a"]
        .iter()
        .any(|words| detail.contains(words));
    assert!(
        says_what_was_found && says_what_is_allowed,
        "{place} = {value}: {detail}"
    );
    if !BEYOND_SHAPE.iter().any(|words| detail.contains(words)) {
        let is_valid = common::validator().is_valid(&document);
        assert!(
            !is_valid,
            "{place} = {value}: the schema takes it; {detail}"
        );
    }
}

#[test]
fn the_document_itself() {
    check("the_document_itself");
}

#[test]
fn labels() {
    check("labels");
}

#[test]
fn ways_to_earn() {
    check("ways_to_earn");
}

#[test]
fn caps() {
    check("caps");
}

#[test]
fn campaigns() {
    check("campaigns");
}

#[test]
fn tiers() {
    check("tiers");
}

#[test]
fn rewards() {
    check("rewards");
}

#[test]
fn texts_beyond_their_length() {
    let long = Value::from("é".repeat(201));
    check_one("/name", &long, "/name", "more than 200");
    check_one(
        "/earn/0/label/en",
        &long,
        "/earn/0/label/en",
        "more than 200",
    );
    let most = changed("/name", Value::from("é".repeat(200)));
    assert!(Program::parse(&most).is_ok());
}

#[test]
fn a_tier_named_by_a_program_without_tiers() {
    let document = json!({
        "name": "None", "currency": "EUR",
        "rewards": [{"id": "r", "kind": "free_shipping", "points": 1, "tiers": ["gold"]}],
    });
    let faults = Program::parse(&document).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].pointer, "/rewards/0/tiers/0");
    assert_eq!(
        faults[0].detail,
        "found gold, but the program has no tier, so none is allowed"
    );
}

#[test]
fn every_fault_is_in_one_answer() {
    let document = json!({
        "name": 1, "currency": "usd", "extra": true,
        "earn": [{"id": "a", "on": "order", "points": 0}, {"on": "signup"}, 3],
        "tiers": {"levels": []},
        "rewards": [{"id": "a", "kind": "percent_off", "points": 1, "percent": 0, "amount": 1}],
        "hold": "P1D",
    });
    let faults = Program::parse(&document).unwrap_err();
    let mut pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    pointers.sort_unstable();
    let expected = [
        "/currency",
        "/earn/0/per",
        "/earn/0/points",
        "/earn/1/id",
        "/earn/1/points",
        "/earn/2",
        "/extra",
        "/hold",
        "/name",
        "/rewards/0/amount",
        "/rewards/0/percent",
        "/tiers/levels",
    ];
    assert_eq!(pointers, expected);
}

#[test]
fn a_bad_level_makes_no_faults_of_what_names_it() {
    let faults = Program::parse(&changed("/tiers/levels/2/name", json!(1))).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].pointer, "/tiers/levels/2/name");
}

#[test]
fn a_list_beyond_its_limit() {
    let rule = |index: usize| json!({"id": format!("r{index}"), "on": "signup", "points": 1});
    let rules = |count: usize| (0..count).map(rule).collect::<Value>();
    let document = |count| json!({"name": "Many", "currency": "EUR", "earn": rules(count)});
    assert_eq!(Program::parse(&document(100)).unwrap().earn.len(), 100);
    let faults = Program::parse(&document(101)).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].pointer, "/earn");
    assert_eq!(faults[0].detail, "found 101 items, allowed are 100");
}

#[test]
fn faults_beyond_their_limit_are_left_out() {
    let rules: Vec<Value> = (0..100).map(|_| json!({"on": "signup"})).collect();
    let document = json!({"name": "Bad", "currency": "EUR", "earn": rules});
    assert_eq!(Program::parse(&document).unwrap_err().len(), FAULTS_MAX);
}

#[test]
fn a_long_value_is_shown_in_part() {
    let faults = Program::parse(&changed("/currency", json!("x".repeat(5000)))).unwrap_err();
    assert!(faults[0].detail.len() < 200, "{}", faults[0].detail);
}
