//! Time: instants, spans, zones and calendar days at their edges.

use shared::Time;
use shared::time::{Day, Span, Zone};

fn time(text: &str) -> Time {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn span(text: &str) -> Span {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn zone(name: &str) -> Zone {
    name.parse()
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn instants_are_rfc_3339() {
    let table = [
        ("2026-11-27T00:00:00Z", "2026-11-27T00:00:00Z"),
        ("2026-11-27t00:00:00z", "2026-11-27T00:00:00Z"),
        ("2026-11-27 00:00:00Z", "2026-11-27T00:00:00Z"),
        ("2026-11-27T00:00:00+01:00", "2026-11-26T23:00:00Z"),
        ("2026-11-26T19:00:00-05:00", "2026-11-27T00:00:00Z"),
        ("2026-11-27T00:00:00-00:00", "2026-11-27T00:00:00Z"),
        ("2026-11-27T00:00:00.5Z", "2026-11-27T00:00:00.5Z"),
        ("2026-11-27T00:00:00.123999Z", "2026-11-27T00:00:00.123Z"),
        ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z"),
        ("2028-02-29T12:00:00Z", "2028-02-29T12:00:00Z"),
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
        ("9998-12-31T23:59:59.999Z", "9998-12-31T23:59:59.999Z"),
    ];
    for (written, read) in table {
        assert_eq!(time(written).to_string(), read, "{written}");
        let wire = serde_json::to_string(&time(written)).unwrap();
        assert_eq!(wire, format!("\"{read}\""));
        assert_eq!(serde_json::from_str::<Time>(&wire).unwrap(), time(written));
    }
}

#[test]
fn what_is_no_instant() {
    let table = [
        "",
        "2026-11-27",
        "2026-11-27T00:00:00",
        "2026-11-27T00Z",
        "20261127T000000Z",
        "2026-11-27T00:00:00+0100",
        "2026-11-27T00:00:00+01",
        "2026-11-27T00:00:00+01:00[Europe/Vienna]",
        "2026-11-27T00:00:00,5Z",
        "2026-11-27T00:00:00.Z",
        "2026-11-27T24:00:00Z",
        "2026-02-29T00:00:00Z",
        "+002026-11-27T00:00:00Z",
        " 2026-11-27T00:00:00Z",
        "2026-11-27T00:00:00é",
        "1969-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "1764201600",
    ];
    for text in table {
        assert!(text.parse::<Time>().is_err(), "{text}");
    }
}

#[test]
fn instants_stay_within_their_bounds() {
    assert_eq!(Time::from_unix_ms(-1), Time::MIN);
    assert_eq!(Time::from_unix_ms(i64::MAX), Time::MAX);
    assert_eq!(Time::MAX.to_string(), "9998-12-31T23:59:59.999Z");
    assert_eq!(Time::MAX.plus_ms(1), Time::MAX);
    assert_eq!(Time::MAX.plus_days(i64::MAX), Time::MAX);
    assert_eq!(Time::MIN.plus_days(i64::MIN), Time::MIN);
    assert_eq!(Time::MIN.plus_ms(i64::MIN), Time::MIN);
    let zones = ["Pacific/Kiritimati", "Pacific/Niue", "UTC"].map(zone);
    for zone in &zones {
        assert_eq!(Time::MAX.plus(&span("P10Y"), zone), Time::MAX);
        let day = Time::MAX.day(zone);
        assert_eq!(day.end_of_window(&span("P10Y"), zone), Time::MAX);
    }
    assert_eq!(time("1970-01-01T00:00:01.999Z").unix_seconds(), 1);
    assert_eq!(
        time("2026-11-27T00:00:00Z").plus_days(90).to_string(),
        "2027-02-25T00:00:00Z"
    );
}

#[test]
fn spans_are_iso_8601() {
    // As written, seconds where it is of them alone, whether of whole days, whether of no length.
    let table = [
        ("PT15M", Some(900), false, false),
        ("PT60M", Some(3600), false, false),
        ("PT1.5H", Some(5400), false, false),
        ("PT24H", Some(86_400), false, false),
        ("PT0S", Some(0), true, true),
        ("P0D", Some(0), true, true),
        ("P1D", None, true, false),
        ("P52W", None, true, false),
        ("P12M", None, true, false),
        ("P1Y6M", None, true, false),
        ("P10Y", None, true, false),
        ("P1DT1S", None, false, false),
    ];
    for (text, seconds, calendar, zero) in table {
        let span = span(text);
        assert_eq!(span.clock_seconds(), seconds, "{text}");
        assert_eq!(
            (span.is_calendar(), span.is_zero()),
            (calendar, zero),
            "{text}"
        );
        assert_eq!(serde_json::to_string(&span).unwrap(), format!("\"{text}\""));
        assert_eq!(span.as_str(), text);
    }
    assert_eq!(Span::of_minutes(15), span("PT15M"));
}

#[test]
fn what_is_no_span() {
    let table = [
        "",
        "P",
        "PT",
        "P1DT",
        "1 day",
        "p1d",
        "-P1D",
        "+P1D",
        "P-1D",
        "PT-1H1M",
        "P1.5D",
        "PT0.5S",
        "P1D ",
        "P1Y2Y",
        "P11Y",
        "P121M",
        "P3721D",
        "P10Y1D",
        "PT90000H",
        "P99999999999999999999D",
    ];
    for text in table {
        assert!(text.parse::<Span>().is_err(), "{text}");
    }
}

#[test]
fn zones_are_of_the_iana_database() {
    let table = [
        ("Europe/Vienna", "Europe/Vienna"),
        ("america/new_york", "America/New_York"),
        ("utc", "UTC"),
        ("Etc/GMT+12", "Etc/GMT+12"),
    ];
    for (written, read) in table {
        assert_eq!(zone(written).as_str(), read);
        assert_eq!(zone(written), zone(read));
    }
    for name in [
        "",
        "Mars/Olympus",
        "+01:00",
        "local",
        "Z",
        "Etc/Unknown",
        "EST5EDT,M3.2.0,M11.1.0",
    ] {
        assert!(name.parse::<Zone>().is_err(), "{name}");
    }
}

#[test]
fn later_by_a_span() {
    let table = [
        (
            "month ends",
            "2026-01-31T12:00:00Z",
            "P1M",
            "UTC",
            "2026-02-28T12:00:00Z",
        ),
        (
            "into a leap year",
            "2027-12-31T12:00:00Z",
            "P2M",
            "UTC",
            "2028-02-29T12:00:00Z",
        ),
        (
            "from 29 February",
            "2028-02-29T12:00:00Z",
            "P12M",
            "UTC",
            "2029-02-28T12:00:00Z",
        ),
        (
            "from 29 February, 4 years",
            "2028-02-29T00:00:00Z",
            "P4Y",
            "UTC",
            "2032-02-29T00:00:00Z",
        ),
        (
            "a day of 23 hours",
            "2026-03-07T17:00:00Z",
            "P1D",
            "America/New_York",
            "2026-03-08T16:00:00Z",
        ),
        (
            "a day of 25 hours",
            "2026-10-31T16:00:00Z",
            "P1D",
            "America/New_York",
            "2026-11-01T17:00:00Z",
        ),
        (
            "24 hours over the same",
            "2026-10-31T16:00:00Z",
            "PT24H",
            "America/New_York",
            "2026-11-01T16:00:00Z",
        ),
        (
            "into the hour that is not",
            "2026-03-07T07:30:00Z",
            "P1D",
            "America/New_York",
            "2026-03-08T07:30:00Z",
        ),
        (
            "into the hour that is twice",
            "2026-10-31T05:30:00Z",
            "P1D",
            "America/New_York",
            "2026-11-01T05:30:00Z",
        ),
        (
            "the zone's month, not UTC's",
            "2026-01-31T02:00:00Z",
            "P1M",
            "America/New_York",
            "2026-03-01T02:00:00Z",
        ),
        (
            "minutes",
            "2026-11-27T00:00:00Z",
            "PT15M",
            "Asia/Tokyo",
            "2026-11-27T00:15:00Z",
        ),
        (
            "a day that was left out",
            "2011-12-30T09:00:00Z",
            "P1D",
            "Pacific/Apia",
            "2011-12-31T09:00:00Z",
        ),
    ];
    for (case, from, later, name, expected) in table {
        let end = time(from).plus(&span(later), &zone(name));
        assert_eq!(end.to_string(), expected, "{case}");
    }
}

#[test]
fn calendar_days() {
    let table = [
        ("2026-11-27T00:00:00Z", "UTC", 20_261_127),
        ("2026-11-27T04:59:59Z", "America/New_York", 20_261_126),
        ("2026-11-27T05:00:00Z", "America/New_York", 20_261_127),
        ("2026-12-31T10:00:00Z", "Pacific/Kiritimati", 20_270_101),
        ("2028-02-29T23:59:59Z", "UTC", 20_280_229),
        ("1970-01-01T00:00:00Z", "America/New_York", 19_691_231),
    ];
    for (at, name, number) in table {
        let day = time(at).day(&zone(name));
        assert_eq!(day.number(), number, "{at} in {name}");
        assert_eq!(Day::from_number(number), Some(day));
    }
    for number in [
        0,
        -20_240_101,
        20_260_229,
        20_261_301,
        20_261_100,
        99_999,
        i32::MAX,
        i32::MIN,
    ] {
        assert_eq!(Day::from_number(number), None, "{number}");
    }
}

#[test]
fn ends_of_windows() {
    let table = [
        ("a year", 20_261_127, "P12M", "UTC", "2027-11-28T00:00:00Z"),
        (
            "in the shop's zone",
            20_261_127,
            "P12M",
            "America/New_York",
            "2027-11-28T05:00:00Z",
        ),
        ("a day", 20_261_127, "P1D", "UTC", "2026-11-29T00:00:00Z"),
        (
            "from 29 February",
            20_280_229,
            "P12M",
            "UTC",
            "2029-03-01T00:00:00Z",
        ),
        (
            "onto 29 February",
            20_270_228,
            "P12M",
            "UTC",
            "2028-02-29T00:00:00Z",
        ),
        (
            "month ends",
            20_260_131,
            "P1M",
            "UTC",
            "2026-03-01T00:00:00Z",
        ),
        (
            "no midnight on that day",
            20_180_102,
            "P10M1D",
            "America/Sao_Paulo",
            "2018-11-04T03:00:00Z",
        ),
        (
            "two midnights on that day",
            20_261_029,
            "P1D",
            "America/Havana",
            "2026-10-31T04:00:00Z",
        ),
        (
            "a year's end",
            20_261_230,
            "P1D",
            "UTC",
            "2027-01-01T00:00:00Z",
        ),
    ];
    for (case, number, window, name, expected) in table {
        let day = Day::from_number(number).unwrap();
        let end = day.end_of_window(&span(window), &zone(name));
        assert_eq!(end.to_string(), expected, "{case}");
    }
}

#[test]
fn a_day_counts_to_the_end_of_its_window_wherever_the_clock_goes() {
    for name in [
        "America/New_York",
        "Europe/Vienna",
        "Australia/Lord_Howe",
        "Asia/Beirut",
    ] {
        let zone = zone(name);
        let mut at = time("2026-01-01T12:00:00Z");
        for _ in 0..800 {
            let end = at.day(&zone).end_of_window(&span("P30D"), &zone);
            let last = end.plus_ms(-1).day(&zone);
            assert!(last < end.day(&zone), "{name} {end}: a day begins");
            let counted = at.plus(&span("P30D"), &zone).day(&zone);
            assert_eq!(last, counted, "{name} {at}: the last day is 30 days later");
            at = at.plus_days(1);
        }
    }
}
