//! Yearly days: the instants at which birthdays and anniversaries begin.

use serde_json::json;
use shared::Time;
use shared::ledger::Profile;

use crate::ledger::Ledger;

/// Timezone, birthday, when it becomes known, and the instants at which it earns from then on.
const BIRTHDAYS: &[(&str, &str, &str, &[&str])] = &[
    (
        "UTC",
        "03-02",
        "2026-03-01T12:00:00Z",
        &["2026-03-02T00:00:00Z", "2027-03-02T00:00:00Z"],
    ),
    (
        "UTC",
        "03-02",
        "2026-03-03T00:00:00Z",
        &["2027-03-02T00:00:00Z"],
    ),
    (
        "UTC",
        "12-31",
        "2026-12-30T12:00:00Z",
        &["2026-12-31T00:00:00Z", "2027-12-31T00:00:00Z"],
    ),
    (
        "UTC",
        "01-01",
        "2026-12-30T12:00:00Z",
        &["2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"],
    ),
    (
        "UTC",
        "02-29",
        "2027-01-01T00:00:00Z",
        &[
            "2027-02-28T00:00:00Z",
            "2028-02-29T00:00:00Z",
            "2029-02-28T00:00:00Z",
        ],
    ),
    (
        "America/New_York",
        "02-29",
        "2028-01-01T00:00:00Z",
        &["2028-02-29T05:00:00Z", "2029-02-28T05:00:00Z"],
    ),
    // The days on which the clocks change, and the days after.
    (
        "America/New_York",
        "03-08",
        "2026-03-01T00:00:00Z",
        &["2026-03-08T05:00:00Z"],
    ),
    (
        "America/New_York",
        "03-09",
        "2026-03-01T00:00:00Z",
        &["2026-03-09T04:00:00Z"],
    ),
    (
        "America/New_York",
        "11-01",
        "2026-10-01T00:00:00Z",
        &["2026-11-01T04:00:00Z"],
    ),
    (
        "America/New_York",
        "11-02",
        "2026-10-01T00:00:00Z",
        &["2026-11-02T05:00:00Z"],
    ),
    (
        "Europe/Vienna",
        "03-29",
        "2026-03-01T00:00:00Z",
        &["2026-03-28T23:00:00Z"],
    ),
    (
        "Europe/Vienna",
        "03-30",
        "2026-03-01T00:00:00Z",
        &["2026-03-29T22:00:00Z"],
    ),
    (
        "Europe/Vienna",
        "10-25",
        "2026-10-01T00:00:00Z",
        &["2026-10-24T22:00:00Z"],
    ),
    (
        "Europe/Vienna",
        "10-26",
        "2026-10-01T00:00:00Z",
        &["2026-10-25T23:00:00Z"],
    ),
    // No midnight: the day begins at 01:00.
    (
        "Africa/Cairo",
        "04-24",
        "2026-04-01T00:00:00Z",
        &["2026-04-23T22:00:00Z"],
    ),
    (
        "Asia/Kolkata",
        "06-01",
        "2026-05-01T00:00:00Z",
        &["2026-05-31T18:30:00Z"],
    ),
    (
        "Pacific/Apia",
        "06-01",
        "2026-05-01T00:00:00Z",
        &["2026-05-31T11:00:00Z"],
    ),
];

/// Timezone, when somebody joins, and the instants of the anniversaries from then on.
const ANNIVERSARIES: &[(&str, &str, &[&str])] = &[
    (
        "UTC",
        "2026-03-02T00:00:00Z",
        &["2027-03-02T00:00:00Z", "2028-03-02T00:00:00Z"],
    ),
    (
        "America/New_York",
        "2026-03-02T04:59:59Z",
        &["2027-03-01T05:00:00Z"],
    ),
    (
        "Pacific/Apia",
        "2026-12-31T11:00:00Z",
        &["2027-12-31T11:00:00Z"],
    ),
    (
        "UTC",
        "2028-02-29T12:00:00Z",
        &[
            "2029-02-28T00:00:00Z",
            "2030-02-28T00:00:00Z",
            "2031-02-28T00:00:00Z",
            "2032-02-29T00:00:00Z",
        ],
    ),
];

/// Each instant brings 5 points, and the second before it does not.
fn check(mut ledger: Ledger, instants: &[&str], what: &str) {
    let mut points = 0;
    for instant in instants {
        let at: Time = instant.parse().unwrap();
        assert_eq!(
            ledger.points(at.plus_ms(-1000)),
            points,
            "{what}: before {instant}"
        );
        points += 5;
        assert_eq!(ledger.points(at), points, "{what}: at {instant}");
    }
    let last: Time = instants.last().unwrap().parse().unwrap();
    assert_eq!(
        ledger.points(last.plus_days(364)),
        points,
        "{what}: in the year after"
    );
}

#[test]
fn birthdays_begin_at_midnight_of_the_programs_timezone() {
    for (zone, birthday, known, instants) in BIRTHDAYS {
        let rule = json!({"id": "birthday", "on": "birthday", "points": 5});
        let mut ledger = Ledger::new(zone, &rule);
        let said = Profile {
            birthday: Some(birthday.parse().unwrap()),
            segments: Vec::new(),
        };
        ledger.at(known.parse().unwrap(), |turn| turn.meet(&said));
        check(ledger, instants, &format!("{zone}: {birthday}"));
    }
}

#[test]
fn anniversaries_are_of_the_day_of_joining_in_the_programs_timezone() {
    for (zone, joined, instants) in ANNIVERSARIES {
        let rule = json!({"id": "years", "on": "anniversary", "points": 5});
        let mut ledger = Ledger::new(zone, &rule);
        let signup = "signup".parse().unwrap();
        ledger.at(joined.parse().unwrap(), |turn| turn.join(&signup));
        check(ledger, instants, &format!("{zone}: joined {joined}"));
    }
}
