//! Programs that several tests use.

use serde_json::{Value, json};

/// A point for each 100, and rewards of each kind that is alive.
pub fn plain() -> Value {
    json!({
        "name": "Plain", "currency": "USD",
        "earn": [{"id": "purchase", "on": "order", "points": 1, "per": 100}],
        "rewards": [
            {"id": "five-off", "kind": "amount_off", "points": 500, "amount": 500,
                "min_subtotal": 2000},
            {"id": "any", "kind": "amount_off", "points": 10, "amount": 100},
            {"id": "tenth-off", "kind": "percent_off", "points": 100, "percent": 10},
            {"id": "ship", "kind": "free_shipping", "points": 300, "max_amount": 1500},
            {"id": "cash", "kind": "points_off", "points": 100, "amount": 100, "max_percent": 50},
        ],
    })
}

/// A cart of one line.
pub fn cart(price: u64) -> Value {
    json!({"currency": "USD", "lines": [{"id": "a", "price": price, "quantity": 1}]})
}
