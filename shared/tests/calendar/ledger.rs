//! A ledger that is kept in memory, under one program.

use serde_json::{Value, json};
use shared::Time;
use shared::ledger::{Account, OrderApplied, Turn};
use shared::order::{HeardUnder, Hearing, OrderHistory, ReportedOrder};
use shared::program::Program;

/// A ledger under one program.
pub(crate) struct Ledger {
    account: Account,
    program: Program,
}

impl Ledger {
    /// Nobody's ledger yet, under a program of one rule.
    pub(crate) fn new(zone: &str, rule: &Value) -> Self {
        let document = json!({
            "name": "Calendar", "currency": "USD", "timezone": zone, "earn": [rule]
        });
        Self {
            account: Account::default(),
            program: Program::parse(&document).unwrap(),
        }
    }

    /// A turn at a time.
    pub(crate) fn at<T>(&mut self, time: Time, ask: impl FnOnce(&mut Turn<'_>) -> T) -> T {
        let mut turn = Turn::begin(&mut self.account, &self.program, 1, time);
        let answer = ask(&mut turn);
        turn.finish();
        answer
    }

    /// The available points at a time.
    pub(crate) fn points(&mut self, time: Time) -> u64 {
        self.at(time, |turn| turn.account().totals().available.get())
    }

    /// What an order of 1000 earns that was paid at a time and is heard at another.
    pub(crate) fn order(&mut self, id: &str, paid: &str, now: &str) -> u64 {
        let now: Time = now.parse().unwrap();
        let order = json!({
            "id": id, "shopper": "ann", "currency": "USD", "at": paid,
            "lines": [{"id": "a", "price": 1000, "quantity": 1}]
        });
        let report = json!({"event": "paid", "order": order});
        let hearing = Hearing {
            now,
            rules: Some(HeardUnder {
                program: 1,
                currency: "USD".parse().unwrap(),
            }),
        };
        let mut history = OrderHistory::new(id.parse().unwrap());
        history.hear(ReportedOrder::parse(&report).unwrap().event, hearing);
        let target = history.targets().earn.unwrap();
        let rules = self.program.clone();
        match self.at(now, |turn| turn.apply_order(&target, &rules)) {
            OrderApplied::Keeps(points) => points.get(),
            OrderApplied::Outdated => unreachable!("the order is new"),
        }
    }
}
