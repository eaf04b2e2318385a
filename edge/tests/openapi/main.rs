//! The description of the wire: `src/openapi.json` is made from the types of this test.
//! Run with `ACCOLADE_RECORD=1` to write the file anew.

mod account;
mod answers;
mod files;
mod program;
mod real;
mod requests;
mod reviews;
mod routes;
mod simulate;
mod values;

use std::fs;
use std::path::PathBuf;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

#[test]
fn the_served_description_is_the_one_these_types_make() {
    let mut made = serde_json::to_string_pretty(&description()).unwrap();
    made.push('\n');
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/openapi.json");
    if std::env::var_os("ACCOLADE_RECORD").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let served = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        served == made,
        "edge/src/openapi.json is not what its types make"
    );
}

#[test]
fn every_reference_leads_somewhere() {
    let description = description();
    let mut references = Vec::new();
    gather(&description, &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let found = description.pointer(reference.strip_prefix('#').unwrap());
        assert!(found.is_some(), "{reference}");
    }
}

#[test]
fn every_path_is_one_that_the_router_knows() {
    let paths = description()["paths"].clone();
    for (path, methods) in paths.as_object().unwrap() {
        let filled: String = path
            .split('/')
            .map(|part| if part.starts_with('{') { "x1" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        for method in methods.as_object().unwrap().keys() {
            let head = format!("{}\nhttp://edge{filled}", method.to_uppercase());
            let head = edge::http::head::Head::parse(head);
            let found = edge::route::find(head.method, head.path());
            assert!(found.is_ok(), "{method} {path}");
        }
    }
}

fn description() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let paths = routes::paths(&mut generator);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Accolade",
            "version": "1",
            "description":
                "Loyalty and reviews for any storefront. Errors are problems of RFC 9457.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas(generator),
            "securitySchemes": routes::callers(),
        },
    })
}

fn schemas(mut generator: SchemaGenerator) -> Value {
    Value::Object(generator.take_definitions(true))
}

fn gather(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                references.push(reference.clone());
            }
            fields.values().for_each(|value| gather(value, references));
        }
        Value::Array(items) => items.iter().for_each(|value| gather(value, references)),
        _ => {}
    }
}
