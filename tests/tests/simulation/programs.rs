//! Programs of the simulation: each seed draws one, and a second version of it.

use serde_json::{Value, json};
use shared::program::Program;

/// A program drawn by numbers, in two versions that differ in what they give.
pub(crate) fn draw(rng: &mut fastrand::Rng) -> [Program; 2] {
    let pending = *rng.choice([None, Some("P7D")].iter()).unwrap();
    let expiry = match rng.u8(..3) {
        0 => Value::Null,
        1 => json!({"after": "P40D", "from": "earned"}),
        _ => json!({"after": "P30D", "from": "last_activity"}),
    };
    let clawback = if rng.bool() {
        "deficit"
    } else {
        "within_balance"
    };
    let grace = *rng.choice([None, Some("P10D")].iter()).unwrap();
    let version = |rate: u32| {
        let document = json!({
            "name": "Simulated", "currency": "USD", "timezone": "America/New_York",
            "earn": [
                {"id": "purchase", "on": "order", "points": rate, "per": 100, "pending": pending},
                {"id": "coffee", "on": "order", "points": 1, "per": 50,
                 "only": {"products": ["88"]}},
                {"id": "welcome", "on": "signup", "points": 100}
            ],
            "campaigns": [
                {"id": "more", "multiplier": 15000, "rules": ["coffee"], "max_points": 20}
            ],
            "tiers": {
                "by": "points", "window": {"rolling": "P25D"},
                "downgrade": {"step": "one", "grace": grace},
                "levels": [
                    {"id": "bronze", "name": {"en": "Bronze"}, "from": 0},
                    {"id": "silver", "name": {"en": "Silver"}, "from": 60, "multiplier": 12500},
                    {"id": "gold", "name": {"en": "Gold"}, "from": 200, "multiplier": 17500}
                ]
            },
            "rewards": [
                {"id": "five-off", "kind": "amount_off", "points": 50, "amount": 500},
                {"id": "ship", "kind": "free_shipping", "points": 30},
                {"id": "cash", "kind": "points_off", "points": 10, "amount": 10}
            ],
            "expiry": expiry, "hold": "PT15M", "clawback": clawback
        });
        Program::parse(&document).expect("the simulated program is sound")
    };
    [version(1), version(3)]
}
