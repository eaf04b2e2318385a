//! Caps: which two times are of one period.

use serde_json::json;
use shared::ledger::Doing;

use crate::ledger::Ledger;

/// Timezone, period, one time, a later time, and whether both are of one period.
const TIMES: &[(&str, &str, &str, &str, bool)] = &[
    (
        "UTC",
        "day",
        "2026-03-02T00:00:00Z",
        "2026-03-02T23:59:59Z",
        true,
    ),
    (
        "UTC",
        "day",
        "2026-03-02T23:59:59Z",
        "2026-03-03T00:00:00Z",
        false,
    ),
    (
        "Asia/Kolkata",
        "day",
        "2026-03-02T18:29:59Z",
        "2026-03-02T18:30:00Z",
        false,
    ),
    (
        "Asia/Kolkata",
        "day",
        "2026-03-02T18:30:00Z",
        "2026-03-03T18:29:59Z",
        true,
    ),
    (
        "Pacific/Apia",
        "day",
        "2026-03-02T10:59:59Z",
        "2026-03-02T11:00:00Z",
        false,
    ),
    // 23 hours, then 25.
    (
        "America/New_York",
        "day",
        "2026-03-08T05:00:00Z",
        "2026-03-09T03:59:59Z",
        true,
    ),
    (
        "America/New_York",
        "day",
        "2026-03-09T03:59:59Z",
        "2026-03-09T04:00:00Z",
        false,
    ),
    (
        "America/New_York",
        "day",
        "2026-11-01T04:00:00Z",
        "2026-11-02T04:59:59Z",
        true,
    ),
    (
        "America/New_York",
        "day",
        "2026-11-02T04:59:59Z",
        "2026-11-02T05:00:00Z",
        false,
    ),
    (
        "Europe/Vienna",
        "day",
        "2026-03-28T23:00:00Z",
        "2026-03-29T21:59:59Z",
        true,
    ),
    (
        "Europe/Vienna",
        "day",
        "2026-03-29T21:59:59Z",
        "2026-03-29T22:00:00Z",
        false,
    ),
    (
        "Europe/Vienna",
        "day",
        "2026-10-24T22:00:00Z",
        "2026-10-25T22:59:59Z",
        true,
    ),
    (
        "Europe/Vienna",
        "day",
        "2026-10-25T22:59:59Z",
        "2026-10-25T23:00:00Z",
        false,
    ),
    // 2 March 2026 is a Monday; the week of New Year belongs to both years.
    (
        "UTC",
        "week",
        "2026-03-01T23:59:59Z",
        "2026-03-02T00:00:00Z",
        false,
    ),
    (
        "UTC",
        "week",
        "2026-03-02T00:00:00Z",
        "2026-03-08T23:59:59Z",
        true,
    ),
    (
        "UTC",
        "week",
        "2026-12-28T00:00:00Z",
        "2027-01-03T23:59:59Z",
        true,
    ),
    (
        "UTC",
        "week",
        "2027-01-03T23:59:59Z",
        "2027-01-04T00:00:00Z",
        false,
    ),
    (
        "America/New_York",
        "week",
        "2026-03-09T03:59:59Z",
        "2026-03-09T04:00:00Z",
        false,
    ),
    (
        "Europe/Vienna",
        "week",
        "2026-10-25T22:59:59Z",
        "2026-10-25T23:00:00Z",
        false,
    ),
    (
        "UTC",
        "month",
        "2026-01-31T23:59:59Z",
        "2026-02-01T00:00:00Z",
        false,
    ),
    (
        "UTC",
        "month",
        "2026-02-28T23:59:59Z",
        "2026-03-01T00:00:00Z",
        false,
    ),
    (
        "UTC",
        "month",
        "2028-02-01T00:00:00Z",
        "2028-02-29T23:59:59Z",
        true,
    ),
    (
        "UTC",
        "month",
        "2028-02-29T23:59:59Z",
        "2028-03-01T00:00:00Z",
        false,
    ),
    (
        "UTC",
        "month",
        "2026-04-01T00:00:00Z",
        "2026-04-30T23:59:59Z",
        true,
    ),
    (
        "America/New_York",
        "month",
        "2026-11-01T03:59:59Z",
        "2026-11-01T04:00:00Z",
        false,
    ),
    (
        "Europe/Vienna",
        "month",
        "2026-03-31T21:59:59Z",
        "2026-03-31T22:00:00Z",
        false,
    ),
    (
        "UTC",
        "month",
        "2026-03-02T00:00:00Z",
        "2027-03-02T00:00:00Z",
        false,
    ),
    (
        "UTC",
        "year",
        "2028-01-01T00:00:00Z",
        "2028-12-31T23:59:59Z",
        true,
    ),
    (
        "America/New_York",
        "year",
        "2027-01-01T04:59:59Z",
        "2027-01-01T05:00:00Z",
        false,
    ),
    (
        "Pacific/Apia",
        "year",
        "2026-12-31T10:59:59Z",
        "2026-12-31T11:00:00Z",
        false,
    ),
    (
        "UTC",
        "lifetime",
        "2026-01-01T00:00:00Z",
        "2036-01-01T00:00:00Z",
        true,
    ),
];

fn check(zone: &str, per: &str, one: &str, other: &str, together: bool) {
    let rule = json!({"id": "a", "on": "action", "action": "a", "points": 5,
        "cap": {"times": 1, "per": per}});
    let mut ledger = Ledger::new(zone, &rule);
    let mut gave = |event: &str, time: &str| {
        let (action, event) = ("a".parse().unwrap(), event.parse().unwrap());
        match ledger.at(time.parse().unwrap(), |turn| turn.act(&action, &event)) {
            Doing::Gave(points) => points.get(),
            Doing::Before(_) | Doing::NoRule => unreachable!("the event is new and has a rule"),
        }
    };
    let second = if together { 0 } else { 5 };
    assert_eq!(
        (gave("1", one), gave("2", other)),
        (5, second),
        "{zone}: one per {per}, {one} and {other}"
    );
}

/// Orders count on the day they were paid, whichever is heard first and however late.
fn check_late(zone: &str, per: &str, one: &str, other: &str, together: bool) {
    let rule = json!({"id": "a", "on": "order", "points": 5, "per": 1000,
        "cap": {"times": 1, "per": per}});
    let now = format!("{}-28T23:59:59Z", &other[..7]);
    let now = if now.as_str() < other { other } else { &now };
    for (first, second) in [(one, other), (other, one)] {
        let mut ledger = Ledger::new(zone, &rule);
        let earned = (
            ledger.order("1", first, now),
            ledger.order("2", second, now),
        );
        let expected = (5, if together { 0 } else { 5 });
        assert_eq!(
            earned, expected,
            "{zone}: one per {per}, paid {first} then {second}"
        );
    }
}

#[test]
fn caps_count_in_periods_of_the_programs_timezone() {
    for (zone, per, one, other, together) in TIMES {
        check(zone, per, one, other, *together);
    }
}

#[test]
fn orders_heard_late_count_when_they_were_paid() {
    // Longer ago than 90 days an order is too old to earn.
    let near = TIMES.iter().filter(|(_, per, one, other, _)| {
        one[..4] == other[..4] && !matches!(*per, "year" | "lifetime")
    });
    for (zone, per, one, other, together) in near {
        check_late(zone, per, one, other, *together);
    }
}
