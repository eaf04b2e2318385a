//! The part of a program's document that anyone may read.

use serde_json::Value;

use crate::program::Program;

/// The lists whose items may name segments.
const LISTS: &[&str] = &["earn", "campaigns", "rewards"];

impl Program {
    /// The document without its segments: which groups a shop sorts its shoppers into is its own
    /// business.
    pub fn public_document(document: &Value) -> Value {
        let mut public = document.clone();
        for list in LISTS {
            let items = public.get_mut(*list).and_then(Value::as_array_mut);
            for item in items.into_iter().flatten() {
                if let Some(fields) = item.as_object_mut() {
                    fields.remove("segments");
                }
            }
        }
        public
    }
}
