//! The schema of programs: it is one, and it takes what the parser takes.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{assert_valid, example, validator};
use serde_json::{Value, json};
use shared::program::Program;

#[test]
fn it_is_a_schema_of_draft_2020_12() {
    let schema = Program::schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

#[test]
fn it_takes_the_contracts_example_and_a_document_that_names_it() {
    let mut document = example();
    assert_valid(&document);
    let without = Program::parse(&document).unwrap();
    document["$schema"] = json!("https://loyalty.example/program.schema.json");
    assert_valid(&document);
    assert_eq!(Program::parse(&document).unwrap(), without);
    document["$schema"] = json!(1);
    let faults = Program::parse(&document).unwrap_err();
    assert_eq!((faults.len(), faults[0].pointer.as_str()), (1, "/$schema"));
}

/// Every place that says what it is about, so that an editor can say it.
#[test]
fn every_field_is_described() {
    fn look(value: &Value, place: &str) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::Object(properties)) = fields.get("properties") {
                    for (name, property) in properties {
                        // A condition on a field that is described elsewhere, or a plural form.
                        let is_plain = property
                            .get("minItems")
                            .is_some_and(|_| property.get("type").is_none());
                        let is_form = place.ends_with("points_name/additionalProperties");
                        let is_described = property.get("description").is_some();
                        let is_said = is_described || is_plain || is_form || name == "rolling";
                        assert!(is_said, "{place}: {name}");
                    }
                }
                for (key, value) in fields {
                    look(value, &format!("{place}/{key}"));
                }
            }
            Value::Array(items) => items.iter().for_each(|item| look(item, place)),
            _ => {}
        }
    }
    look(&Program::schema(), "");
}

#[test]
fn spans_of_every_way_of_writing() {
    let takes = |pending: &str| {
        let document = json!({"name": "S", "currency": "EUR", "earn": [
            {"id": "a", "on": "signup", "points": 1, "pending": pending},
        ]});
        (
            Program::parse(&document).is_ok(),
            validator().is_valid(&document),
        )
    };
    for span in [
        "P1D", "P1Y6M", "P2W", "PT15M", "P1DT1H", "PT1H30M", "PT90S", "P0D", "PT0.5H",
    ] {
        assert_eq!(takes(span), (true, true), "{span}");
    }
    for span in ["P", "PT", "1D", "P1", "P-1D", "15 minutes", "P1DT"] {
        assert_eq!(takes(span), (false, false), "{span}");
    }
}
