//! Orders as shops report them: what is refused, and what does not depend on who arrives first.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use serde_json::{Value, json};
use shared::order::{
    HeardUnder, Hearing, Ignored, OrderHistory, OrderState, ReportedOrder, Targets,
};

fn report(event: &str, lines: &Value, refund: &Value) -> Value {
    let order = json!({
        "id": "1", "shopper": "ann", "at": "2026-11-21T10:00:00Z", "currency": "USD",
        "lines": lines, "discount": 0
    });
    json!({"event": event, "order": order, "refund": refund})
}

fn hearing() -> Hearing {
    Hearing {
        now: "2026-11-21T11:00:00Z".parse().unwrap(),
        rules: Some(HeardUnder {
            program: 1,
            currency: "USD".parse().unwrap(),
        }),
    }
}

fn heard(reports: &[&Value]) -> Targets {
    let mut history = OrderHistory::new("1".parse().unwrap());
    for report in reports {
        history.hear(ReportedOrder::parse(report).unwrap().event, hearing());
    }
    history.targets()
}

#[test]
fn an_order_that_is_first_heard_without_a_program_was_bought_and_never_earns() {
    let line = json!([{"id": "a", "product": "88", "price": 1000, "quantity": 1}]);
    let event = |name: &str| {
        let report = report(name, &line, &Value::Null);
        ReportedOrder::parse(&report).unwrap().event
    };
    let mut history = OrderHistory::new("1".parse().unwrap());
    let without = Hearing {
        rules: None,
        ..hearing()
    };
    history.hear(event("placed"), without);
    history.hear(event("paid"), hearing());
    assert_eq!(history.state(), OrderState::Ignored(Ignored::NoProgram));
    assert_eq!(history.targets().earn, None);
    assert!(history.bought(&"ann".parse().unwrap(), &"88".parse().unwrap()));
    let text = serde_json::to_string(&history).unwrap();
    let read: OrderHistory = serde_json::from_str(&text).unwrap();
    assert_eq!(read, history);
}

#[test]
fn the_rules_of_the_first_hearing_are_stored_beside_its_time() {
    let line = json!([{"id": "a", "price": 1000, "quantity": 1}]);
    let paid = report("paid", &line, &Value::Null);
    let mut history = OrderHistory::new("1".parse().unwrap());
    history.hear(ReportedOrder::parse(&paid).unwrap().event, hearing());
    let stored = serde_json::to_value(&history).unwrap();
    let first = json!({"program": 1, "currency": "USD", "at": hearing().now});
    assert_eq!(stored["first"], first);
    assert_eq!(
        serde_json::from_value::<OrderHistory>(stored).unwrap(),
        history
    );
}

#[test]
fn two_lines_of_one_id_are_refused_at_their_place() {
    let line = json!({"id": "a", "price": 100, "quantity": 1});
    let report = report("paid", &json!([line, line]), &Value::Null);
    let faults = ReportedOrder::parse(&report).unwrap_err();
    assert_eq!(faults[0].pointer, "/order/lines");
}

#[test]
fn of_two_paid_snapshots_of_one_instant_the_same_one_earns_in_any_order() {
    let line = |price: u64| json!([{"id": "a", "price": price, "quantity": 1}]);
    let one = report("paid", &line(1000), &Value::Null);
    let other = report("paid", &line(2000), &Value::Null);
    let lines = |targets: Targets| targets.earn.unwrap().lines;
    assert_eq!(lines(heard(&[&one, &other])), lines(heard(&[&other, &one])));
}

#[test]
fn a_refund_by_quantity_keeps_the_rest() {
    let lines = json!([{"id": "a", "price": 1000, "quantity": 2}]);
    let paid = report("paid", &lines, &Value::Null);
    let refund = json!({"id": "r", "lines": [{"id": "a", "quantity": 1}]});
    let refunded = report("refunded", &lines, &refund);
    let kept = heard(&[&paid, &refunded]).earn.unwrap().lines[0].kept;
    assert_eq!(kept.get(), 1000);
}
