//! What a shopper is told that a review would give is what it gives.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use serde_json::{Value, json};
use shared::Time;
use shared::id::{EventId, OrderId, ProductId};
use shared::ledger::{Account, Doing, ReviewWritten, Turn};
use shared::program::Program;

const NOW: i64 = 1_800_000_000_000;

fn program(rules: &Value) -> Program {
    let ids: Vec<&Value> = rules
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["id"])
        .collect();
    let campaigns = match ids.as_slice() {
        [] => json!([]),
        ids => json!([{"id": "double", "multiplier": 20_000, "rules": ids,
            "from": "2026-01-01T00:00:00Z", "until": "2030-01-01T00:00:00Z"}]),
    };
    let program = json!({"name": "Juniper", "currency": "USD", "campaigns": campaigns,
        "points_name": {"en": {"one": "berry", "other": "berries"}}, "earn": rules});
    Program::parse(&program).unwrap()
}

#[test]
fn what_is_told_is_what_is_given() {
    let review = |id: &str, cap: Value| {
        let mut rule = json!({"id": id, "on": "review", "points": 50});
        if !cap.is_null() {
            rule["cap"] = cap;
        }
        rule
    };
    let per = |per: &str| json!({"times": 1, "per": per});
    // The rules, and what three reviews give, each of its own order: two of a product, and one
    // of another.
    let table = [
        (json!([]), [0, 0, 0]),
        (json!([review("a", Value::Null)]), [100, 100, 100]),
        (json!([review("a", per("product"))]), [100, 0, 100]),
        (json!([review("a", per("order"))]), [100, 100, 100]),
        (
            json!([review("a", per("product")), review("b", Value::Null)]),
            [200, 100, 200],
        ),
    ];
    for (rules, expected) in table {
        let program = program(&rules);
        let mut account = Account::default();
        let written = [("88", "1"), ("88", "2"), ("99", "3")];
        for (index, ((product, order), points)) in written.iter().zip(expected).enumerate() {
            let now = Time::from_unix_ms(NOW);
            let mut turn = Turn::begin(&mut account, &program, 1, now);
            let (product, order): (ProductId, OrderId) =
                (product.parse().unwrap(), order.parse().unwrap());
            let of = |review: &EventId| {
                turn.would_give(&ReviewWritten {
                    review,
                    product: &product,
                    order: Some(&order),
                })
            };
            let review: EventId = format!("review-{index}").parse().unwrap();
            let told = [of(&"next".parse().unwrap()), of(&review)];
            assert_eq!(told.map(shared::Points::get), [points; 2], "{rules}");
            let doing = turn.review(&ReviewWritten {
                review: &review,
                product: &product,
                order: Some(&order),
            });
            match doing {
                Doing::Gave(given) => assert_eq!(given, told[0], "{rules}"),
                doing => assert_eq!((doing, points), (Doing::NoRule, 0)),
            }
            drop(turn.finish());
        }
    }
}
