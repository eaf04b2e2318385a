//! Programs with every kind of rule, drawn from a few bytes.

use serde_json::{Value, json};
use shared::program::Program;

/// What a case draws its program from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice(pub(crate) [u8; 12]);

impl Choice {
    fn of<T: Clone>(self, place: usize, options: &[T]) -> T {
        options[usize::from(self.0[place]) % options.len()].clone()
    }

    /// The program in two versions, the second with other numbers.
    pub(crate) fn programs(self) -> [Program; 2] {
        [self.program(1), self.program(3)]
    }

    fn program(self, version: u64) -> Program {
        let document = json!({
            "name": "Any", "currency": "USD",
            "timezone": self.of(0, &["America/New_York", "Europe/Vienna", "Asia/Kolkata"]),
            "earn": self.earn(version),
            "campaigns": [
                {"id": "more", "multiplier": 15000, "max_points": 40},
                {"id": "named", "multiplier": 7000, "rules": ["small", "welcome", "birthday"]},
                {"id": "both", "multiplier": 20000, "max_points": 50,
                 "rules": ["purchase", "third", "friend"]}
            ],
            "tiers": self.tiers(version),
            "rewards": [
                {"id": "five-off", "kind": "amount_off", "points": 50, "amount": 500,
                 "per_shopper": {"times": 2, "per": self.of(1, &["day", "week", "lifetime"])}},
                {"id": "ship", "kind": "free_shipping", "points": 30},
                {"id": "cash", "kind": "points_off", "points": 10, "amount": 10}
            ],
            "expiry": self.of(2, &[
                Value::Null,
                json!({"after": "P40D", "from": "earned"}),
                json!({"after": "P30D", "from": "last_activity"}),
            ]),
            "hold": "PT15M",
            "clawback": self.of(3, &["deficit", "within_balance"])
        });
        Program::parse(&document).unwrap()
    }

    fn earn(self, version: u64) -> Value {
        let pending = self.of(4, &[Value::Null, json!("P7D"), json!("P1M")]);
        let per = self.of(5, &["day", "week", "month", "year", "lifetime"]);
        json!([
            {"id": "purchase", "on": "order", "points": version, "per": 100, "pending": pending},
            {"id": "small", "on": "order", "points": 1, "per": 30, "only": {"products": ["1"]},
             "cap": {"times": 1, "per": per}},
            {"id": "third", "on": "nth_order", "n": self.of(6, &[1, 2, 3]), "points": 70},
            {"id": "welcome", "on": "signup", "points": 100 * version},
            {"id": "birthday", "on": "birthday", "points": 25},
            {"id": "years", "on": "anniversary", "points": 10, "pending": pending},
            {"id": "review", "on": "review", "points": 15,
             "cap": {"times": 1, "per": self.of(7, &["product", "order", "day"])}},
            {"id": "follow", "on": "action", "action": "follow", "points": 5,
             "cap": {"times": 2, "per": per}},
            {"id": "visits", "on": "visit_streak", "days": 2, "points": 7},
            {"id": "friend", "on": "referral", "referrer": 60, "referred": 40,
             "min_subtotal": self.of(8, &[0, 3000]),
             "pending": self.of(8, &[Value::Null, json!("P9D")])}
        ])
    }

    fn tiers(self, version: u64) -> Value {
        let by = self.of(9, &["points", "spend", "orders"]);
        let scale = match by {
            "points" => 40,
            "spend" => 4000,
            _ => 2,
        };
        json!({
            "by": by,
            "window": self.of(10, &[json!({"rolling": "P25D"}), json!("calendar_year"),
                json!("lifetime")]),
            "downgrade": {"step": self.of(11, &["one", "balance"]),
                "grace": self.of(11, &[Value::Null, Value::Null, json!("P10D")])},
            "levels": [
                {"id": "bronze", "name": {"en": "B"}, "from": 0},
                {"id": "silver", "name": {"en": "S"}, "from": scale * version, "multiplier": 12500,
                 "gift": 11},
                {"id": "gold", "name": {"en": "G"}, "from": scale * 4, "multiplier": 17500,
                 "gift": 33}
            ]
        })
    }
}
