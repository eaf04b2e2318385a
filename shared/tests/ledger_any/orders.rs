//! Orders as a shop reports them.

use serde_json::{Value, json};
use shared::order::{OrderEvent, ReportedOrder};
use shared::{Time, ledger::RedemptionRef};

/// An order of the platform.
pub(crate) struct Placed {
    pub(crate) shopper: usize,
    pub(crate) code: Option<RedemptionRef>,
    body: Value,
    refunds: u32,
}

impl Placed {
    /// A new order, paid some time before now.
    pub(crate) fn new(number: usize, shopper: usize, size: u16, at: Time) -> Self {
        let line = |id: &str, product: u16, price: u16, gift_card: bool| {
            json!({"id": id, "product": product.to_string(), "price": price, "quantity": 2,
                "gift_card": gift_card})
        };
        let lines = [
            line("a", size % 3, size % 4001, false),
            line("b", 1, size % 997, size.is_multiple_of(7)),
        ];
        let body = json!({
            "id": number.to_string(), "shopper": format!("s{shopper}"), "currency": "USD",
            "at": at.to_string(), "lines": lines, "shipping": 300, "discount": size % 100
        });
        Self {
            shopper,
            code: None,
            body,
            refunds: 0,
        }
    }

    /// An event of it; `size` says what of it is refunded.
    pub(crate) fn event(&mut self, event: &str, now: Time) -> OrderEvent {
        self.report(event, &Value::Null, now)
    }

    /// A part of it given back.
    pub(crate) fn refund(&mut self, size: u16, now: Time) -> OrderEvent {
        self.refunds += 1;
        let id = self.refunds.to_string();
        let line = if size.is_multiple_of(2) { "a" } else { "b" };
        let refund = match size % 3 {
            0 => json!({"id": id, "amount": size % 1000}),
            1 => json!({"id": id, "lines": [{"id": line, "quantity": 1}]}),
            _ => json!({"id": id, "lines": [{"id": line, "quantity": 1, "amount": size % 1500}]}),
        };
        self.report("refunded", &refund, now)
    }

    fn report(&mut self, event: &str, refund: &Value, now: Time) -> OrderEvent {
        self.body["updated_at"] = json!(now.to_string());
        let body = json!({"event": event, "order": self.body, "refund": refund});
        let mut event = ReportedOrder::parse(&body).unwrap().event;
        if let Some(snapshot) = &mut event.snapshot {
            snapshot.redemptions = self.code.into_iter().collect();
        }
        event
    }
}
