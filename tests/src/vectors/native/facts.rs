//! Answers in the words of the vectors.

use serde_json::{Map, Value, json};
use shared::Decline;
use shared::ledger::{Doing, Redemption, RedemptionState};
use shared::order::OrderState;

pub(super) fn declined(decline: Decline) -> Value {
    json!({"decline": decline.slug()})
}

pub(super) fn redemption_facts(redemption: &Redemption) -> Value {
    let mut facts = json!({
        "reward": redemption.terms.reward,
        "points": redemption.points,
        "requested": redemption.requested,
        "discount": redemption.amount,
        "state": redemption.state_name(),
    });
    if let RedemptionState::Captured(capture) = &redemption.state {
        facts["restored"] = json!(capture.restored);
        facts["order"] = json!(capture.order);
    }
    facts
}

pub(super) fn state_facts(state: OrderState) -> Value {
    match state {
        OrderState::Unheard => json!({}),
        OrderState::Placed => json!({"state": "placed"}),
        OrderState::Paid => json!({"state": "paid"}),
        OrderState::Ignored(ignored) => json!({"ignored": ignored.slug()}),
    }
}

/// A quote as vectors write it: rewards by id.
pub fn quote_facts(quote: &Value) -> Value {
    let rewards = quote["rewards"].as_array().into_iter().flatten();
    let by_id: Map<String, Value> = rewards
        .map(|reward| {
            let id = reward["id"].as_str().unwrap_or_default().to_owned();
            (id, reward.clone())
        })
        .collect();
    json!({
        "subtotal": quote["subtotal"],
        "earn": quote["earn"]["points"],
        "rules": quote["earn"]["rules"],
        "rewards": by_id,
    })
}

/// What a deed came to.
pub(super) fn doing_facts(doing: Doing) -> Value {
    match doing {
        Doing::NoRule => json!({"points": 0, "ignored": "no-rule"}),
        Doing::Before(points) => json!({"points": points, "ignored": "heard-before"}),
        Doing::Gave(points) => json!({"points": points}),
    }
}
