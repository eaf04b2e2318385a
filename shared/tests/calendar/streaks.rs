//! Streaks: which visits are on consecutive days.

use serde_json::json;

use crate::ledger::Ledger;

/// Timezone, visits, and the days of the streak after each of them.
const VISITS: &[(&str, &[(&str, u32)])] = &[
    (
        "UTC",
        &[("2026-03-02T23:59:59Z", 1), ("2026-03-03T00:00:00Z", 2)],
    ),
    (
        "UTC",
        &[("2026-03-02T00:00:00Z", 1), ("2026-03-03T23:59:59Z", 2)],
    ),
    (
        "UTC",
        &[("2026-03-02T23:59:59Z", 1), ("2026-03-04T00:00:00Z", 1)],
    ),
    (
        "UTC",
        &[("2026-03-02T00:00:00Z", 1), ("2026-03-02T23:59:59Z", 1)],
    ),
    (
        "UTC",
        &[("2026-12-31T12:00:00Z", 1), ("2027-01-01T12:00:00Z", 2)],
    ),
    (
        "UTC",
        &[("2027-02-28T12:00:00Z", 1), ("2027-03-01T12:00:00Z", 2)],
    ),
    (
        "UTC",
        &[("2028-02-28T12:00:00Z", 1), ("2028-03-01T12:00:00Z", 1)],
    ),
    (
        "UTC",
        &[
            ("2028-02-28T12:00:00Z", 1),
            ("2028-02-29T12:00:00Z", 2),
            ("2028-03-01T12:00:00Z", 3),
        ],
    ),
    (
        "Asia/Kolkata",
        &[("2026-03-02T18:29:59Z", 1), ("2026-03-02T18:30:00Z", 2)],
    ),
    (
        "Pacific/Apia",
        &[("2026-03-02T10:59:59Z", 1), ("2026-03-02T11:00:00Z", 2)],
    ),
    // A day of 23 hours and one of 25, each once.
    (
        "America/New_York",
        &[
            ("2026-03-08T04:59:59Z", 1),
            ("2026-03-08T05:00:00Z", 2),
            ("2026-03-09T03:59:59Z", 2),
            ("2026-03-09T04:00:00Z", 3),
        ],
    ),
    (
        "America/New_York",
        &[
            ("2026-11-01T03:59:59Z", 1),
            ("2026-11-01T04:00:00Z", 2),
            ("2026-11-02T04:59:59Z", 2),
            ("2026-11-02T05:00:00Z", 3),
        ],
    ),
    (
        "Europe/Vienna",
        &[
            ("2026-03-29T21:59:59Z", 1),
            ("2026-03-29T22:00:00Z", 2),
            ("2026-03-30T21:59:59Z", 2),
        ],
    ),
    (
        "Europe/Vienna",
        &[
            ("2026-10-24T21:59:59Z", 1),
            ("2026-10-25T22:59:59Z", 2),
            ("2026-10-25T23:00:00Z", 3),
        ],
    ),
];

#[test]
fn visits_count_by_days_of_the_programs_timezone() {
    for (zone, visits) in VISITS {
        let rule = json!({"id": "visits", "on": "visit_streak", "days": 9, "points": 5});
        let mut ledger = Ledger::new(zone, &rule);
        for (time, days) in *visits {
            let streak = ledger.at(time.parse().unwrap(), |turn| {
                turn.visit();
                turn.account().core().streak.unwrap()
            });
            assert_eq!(streak.days, *days, "{zone}: {time} of {visits:?}");
        }
    }
}
