//! The bodies of `POST /orders` that a case's steps stand for, with what they leave out filled in.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use shared::Time;

use super::case::OrderStep;

/// What is known of each order so far: a later step may leave out its lines.
#[derive(Debug, Default)]
pub struct OrderBodies {
    known: BTreeMap<String, Map<String, Value>>,
    told: i64,
}

/// What is so while an order is told.
#[derive(Clone, Copy, Debug)]
pub struct Placing<'a> {
    /// Whom the case's step is about.
    pub shopper: &'a str,
    /// The program's currency.
    pub currency: &'a str,
    /// When the case began.
    pub start: Time,
    /// The time.
    pub now: Time,
}

impl OrderBodies {
    /// The body of a step. Each step of a case was made by the platform after those before it,
    /// unless it says otherwise.
    pub fn body(&mut self, step: &OrderStep, placing: Placing<'_>) -> Value {
        self.told += 1;
        let mut order = step.order.clone();
        let id = order.get("id").map(Value::to_string).unwrap_or_default();
        let is_refund = step.event == "refunded" && step.refund.is_some();
        match self.known.get(&id) {
            Some(known) if !order.contains_key("lines") && !is_refund => {
                let told = std::mem::replace(&mut order, known.clone());
                order.extend(told);
            }
            _ if order.contains_key("lines") => {
                self.known.insert(id, order.clone());
            }
            _ => {}
        }
        let at = placing.now.plus_days(-step.days_ago);
        let updated = match step.updated {
            Some(seconds) => placing.start.plus_ms(seconds * 1000),
            None => placing.now.plus_ms(self.told),
        };
        let filled = [
            ("currency", json!(placing.currency)),
            ("shopper", json!(placing.shopper)),
            ("at", json!(at.to_string())),
            ("updated_at", json!(updated.to_string())),
        ];
        for (key, value) in filled {
            order.entry(key).or_insert(value);
        }
        let mut body = json!({"event": step.event, "order": order});
        if let Some(refund) = &step.refund {
            body["refund"] = refund.clone();
        }
        body
    }
}
