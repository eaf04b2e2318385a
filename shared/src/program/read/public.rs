//! The part of a program's document that anyone may read.

use serde_json::Value;

use crate::program::Program;

/// The lists whose items are left out where they are for some segments only: to a stranger they
/// would promise what they don't keep.
const LEFT_OUT: &[&str] = &["earn", "campaigns"];

impl Program {
    /// The document without its segments: which groups a shop sorts its shoppers into is its own
    /// business. Rewards stay, for the shoppers they are for to look forward to.
    pub fn public_document(document: &Value) -> Value {
        let mut public = document.clone();
        for list in LEFT_OUT {
            if let Some(items) = list_of(&mut public, list) {
                items.retain(|item| !names_segments(item));
            }
        }
        for reward in list_of(&mut public, "rewards").into_iter().flatten() {
            if let Some(fields) = reward.as_object_mut() {
                fields.remove("segments");
            }
        }
        public
    }
}

fn list_of<'a>(document: &'a mut Value, key: &str) -> Option<&'a mut Vec<Value>> {
    document.get_mut(key)?.as_array_mut()
}

fn names_segments(item: &Value) -> bool {
    let segments = item.get("segments").and_then(Value::as_array);
    segments.is_some_and(|segments| !segments.is_empty())
}
