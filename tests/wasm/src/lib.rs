//! The runner of the conformance vectors, for Node.

use accolade_tests::vectors::{Native, run_file};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs the cases of one file's text; answers a JSON list of `[name, difference or null]`.
#[wasm_bindgen]
pub fn run(text: &str) -> String {
    let told = run_file(text, Native::new);
    let told: Vec<_> = told
        .into_iter()
        .map(|(name, difference)| json!([name, difference.map(|it| it.to_string())]))
        .collect();
    json!(told).to_string()
}
