//! Comparing what is expected, which may leave things out, with what is there.

use serde_json::Value;

/// The first difference: every field that is expected must be there and equal; `null` expects
/// absence.
pub fn differs(expected: &Value, found: &Value) -> Option<String> {
    at("", expected, found)
}

fn at(place: &str, expected: &Value, found: &Value) -> Option<String> {
    match (expected, found) {
        (Value::Object(wanted), Value::Object(fields)) => wanted.iter().find_map(|(key, value)| {
            let found = fields.get(key).unwrap_or(&Value::Null);
            at(&format!("{place}/{key}"), value, found)
        }),
        (Value::Array(wanted), Value::Array(items)) if wanted.len() == items.len() => {
            let mut pairs = wanted.iter().zip(items).enumerate();
            pairs.find_map(|(index, (value, found))| at(&format!("{place}/{index}"), value, found))
        }
        _ if expected == found => None,
        _ => Some(format!("{place}: expected {expected}, found {found}")),
    }
}
